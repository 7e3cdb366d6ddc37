"""The middle of the tip page: what was told and asked, what colleagues wrote, everything that happened, in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from console.preview import Preview
from console.said import visible
from console.words import words
from store.casework import Case
from store.grip import Happened
from store.notes import Note, NoteKind
from store.telling import QUESTION, Told
from store.tips import Added
from tips.lifecycle import TipStatus

ACCOUNT: Final = "account:"
LOOKS: Final = frozenset({"opened", "printed", "file-seen", "refused"})
"""Events that changed nothing. They are shown on demand, so that they do not bury what matters."""

TOLD_ELSEWHERE: Final = frozenset({"noted", "proposed", "asked", "notice", "added"})
"""Events whose words stand in the conversation already."""

GROWS: Final = frozenset({"added", "file-kept", "file-unfetchable"})
"""Events by which something new stands in the report, but for words: those stand in the conversation alone."""


class Side(StrEnum):
    """Where an entry comes from, which decides its color."""

    REPORTER = "reporter"
    TO_REPORTER = "to-reporter"
    PRIVATE = "private"
    EVENT = "event"
    LOOK = "look"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in the middle column. `state` says how far a message has come."""

    side: Side
    at: datetime
    who: str
    title: str
    text: str = ""
    earlier: tuple[str, ...] = ()
    state: str = ""
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class People:
    """What accounts are called. `me` is who looks."""

    names: Mapping[UUID, str]
    me: UUID

    def name(self, account: UUID | None) -> str:
        """A colleague by name; oneself as "You"."""
        if account is None:
            return "Highbeam"
        return "You" if account == self.me else self.names.get(account, "A former colleague")

    def of_event(self, actor: str) -> str:
        """Whoever an event names: an account, or a part of the house."""
        if actor.startswith(ACCOUNT):
            return self.name(UUID(actor.removeprefix(ACCOUNT)))
        return {"bot": "The driver", "worker": "Highbeam", "operator": "The operator"}.get(actor, actor)


_FOLLOWS: Final = (Side.LOOK, Side.REPORTER, Side.EVENT, Side.PRIVATE, Side.TO_REPORTER)
"""Of what happened at the same time: a note says why, and the driver is told of what was done."""


def conversation(case: Case, people: People, preview: Preview) -> tuple[Entry, ...]:
    """Everything, oldest first."""
    entries = [
        *(_of_addition(one.added) for one in case.additions),
        *(_of_notice(one, people, preview, case.language) for one in case.notices),
        *(_of_note(one, people) for one in case.notes),
        *events(case.timeline, people),
    ]
    return in_order(entries)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Oldest first; of one moment, what follows from something stands below it."""
    return tuple(sorted(entries, key=lambda entry: (entry.at, _FOLLOWS.index(entry.side))))


def events(timeline: Iterable[Happened], people: People) -> Iterable[Entry]:
    """What happened, without what the conversation says in full."""
    for event in timeline:
        if event.action in TOLD_ELSEWHERE:
            continue
        side = Side.LOOK if event.action in LOOKS else Side.EVENT
        yield Entry(side=side, at=event.at, who=people.of_event(event.actor), title=in_words(event, people))


def changes(happened: Sequence[Happened], people: People) -> tuple[Entry, ...]:
    """What has changed since a page was loaded, for whoever is about to act on an old one. Each deed is told once."""
    deeds = {(event.actor, event.at) for event in happened if event.action != "notice"}
    return tuple(
        Entry(side=Side.EVENT, at=event.at, who=people.of_event(event.actor), title=in_words(event, people))
        for event in happened
        if event.action not in LOOKS and (event.action != "notice" or (event.actor, event.at) not in deeds)
    )


def grown(timeline: Iterable[Happened]) -> int:
    """The number of the last event that put something into the report; 0 when it is as it was sent."""
    return max((event.seq for event in timeline if _grows(event)), default=0)


def _grows(event: Happened) -> bool:
    return event.action in GROWS and event.details.get("kind") != "words"


def in_words(event: Happened, people: People) -> str:
    """What somebody did, to be read behind their name."""
    details: Mapping[str, Any] = event.details
    match event.action:
        case "submitted":
            return f"sent the tip; priority {words(details.get('priority'), 'priority').lower()}"
        case "assigned":
            return f"gave the tip to {_account(details.get('to'), people)}"
        case "claim-broken":
            holder = _account(details.get("from"), people)
            return "ended your claim" if holder == "you" else f"ended the claim of {holder}"
        case "moved" | "status":
            return _moved(details)
        case "priority" | "priority-changed":
            return f"set the priority to {words(details.get('to'), 'priority').lower()}"
        case "refused":
            return f"was refused something (needs {details.get('needs', 'another right')})"
        case "file-unfetchable":
            return "sent a file that could not be fetched"
        case _:
            return _SIMPLY.get(event.action, event.action.replace("-", " "))


_SIMPLY: Final = {
    "withdrawn": "took the tip back",
    "opened": "opened the tip",
    "printed": "printed the tip",
    "file-seen": "looked at a file",
    "file-kept": "sent a file; it is kept",
    "original-opened": "opened a file as it was sent",
    "claimed": "claimed the tip",
    "released": "gave the tip back to the queue",
    "noted": "wrote a private note",
    "proposed": "made a proposal",
    "asked": "asked the driver something",
    "notice": "sent the driver a message",
    "added": "added to the tip",
    "held": "put the tip on legal hold",
    "hold": "put the tip on legal hold",
    "hold-set": "put the tip on legal hold",
    "hold-lifted": "took the tip off legal hold",
    "unheld": "took the tip off legal hold",
}


def _moved(details: Mapping[str, Any]) -> str:
    status = words(details.get("to") or details.get("status"), "status").lower()
    ended = details.get("disposition")
    return f"set the status to {status}" + (f": {words(ended, 'disposition').lower()}" if ended else "")


def _account(value: Any, people: People) -> str:
    """An account in the middle of a sentence."""
    try:
        account = UUID(str(value))
    except ValueError:
        return "nobody"
    return "you" if account == people.me else people.name(account)


def _of_addition(added: Added) -> Entry:
    title = {
        "words": "The driver wrote",
        "correction": "The driver corrected what they had written",
        "file": "The driver sent a file: it stands with the report",
        "place": "The driver sent a place: it stands with the report",
        "contacts": "The driver added numbers or names: they stand with the report",
    }[added.kind]
    versions = tuple(visible(version) for version in added.statement.versions) if added.statement else ("",)
    return Entry(side=Side.REPORTER, at=added.at, who="Driver", title=title, text=versions[-1], earlier=versions[:-1])


def _of_notice(told: Told, people: People, preview: Preview, language: str) -> Entry:
    is_question = told.key == QUESTION
    title = "asked the driver" if is_question else _news(told.key)
    state = "delivered" if told.delivered_at else "on its way"
    return Entry(
        side=Side.TO_REPORTER,
        at=told.at,
        who=people.name(told.author),
        title=title,
        text=visible(told.words) or _card_text(told.key, preview, language),
        state=state,
        lang=language,
    )


def _news(key: str) -> str:
    status = key.removeprefix("status-")
    return f"told the driver: {words(status, 'status').lower()}"


def _card_text(key: str, preview: Preview, language: str) -> str:
    """The sentence that the phone shows for news without words of ours."""
    status = key.removeprefix("status-")
    return preview.news(language, "", TipStatus(status)).lines[0] if status in set(TipStatus) else ""


_NOTE_TITLES: Final = {
    NoteKind.NOTE: "private note",
    NoteKind.PROPOSAL: "proposal",
    NoteKind.PRIORITY: "why the priority was changed",
    NoteKind.HOLD: "why the legal hold was changed",
    NoteKind.ASSIGN: "why the tip was assigned",
    NoteKind.BREAK: "why the claim was ended",
    NoteKind.CLOSING: "why the tip was closed",
    NoteKind.ORIGINAL: "why the original was opened",
}


def _of_note(note: Note, people: People) -> Entry:
    title = _NOTE_TITLES.get(note.kind, note.kind)
    if note.about is not None:
        title = f"proposal: {note.about.replace('-', ' ')}"
    return Entry(side=Side.PRIVATE, at=note.at, who=people.name(note.author), title=title, text=visible(note.words))
