"""The dialogue's one function: a session and an event in, a step out. It decides; it never does.

Whatever happens, nothing that was said is lost, and an input that fits nowhere changes nothing but what the card says.
"""

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.dialogue import around, report, training
from bot.dialogue.cards import card
from bot.dialogue.commands import KNOWN, command
from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    JoinLinkOpened,
    LocationMoved,
    LocationShared,
    MediaSent,
    News,
    NoticeArrived,
    RefresherDue,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.dialogue.inputs import contact, edited, location, media, moved, words
from bot.dialogue.knowledge import Fresh, Knowledge, Step
from bot.dialogue.moves import home, over
from bot.dialogue.replies import EMERGENCY, Line
from bot.dialogue.sending import send
from bot.dialogue.session import Notice, Receipt, Session
from bot.dialogue.states import COVERED, QUIET, REPORT, State, legal
from bot.dialogue.typed import actions_of, tells_nothing

__all__ = ["Fresh", "IllegalMove", "Knowledge", "Step", "advance"]

SEEN_BY_THEN = timedelta(minutes=1)
STALE = timedelta(hours=6)
"""After this long a report is not simply gone on with: the reporter is asked."""


class IllegalMove(Exception):  # noqa: N818
    """Our own mistake: a move that the table does not know. Add it to `states.TRANSITIONS`, or do not make it."""


def advance(session: Session, event: Event, *, knowledge: Knowledge, fresh: Fresh) -> Step:
    """What an event leads to."""
    now = _before(session, event, knowledge.shown)
    step = _step(now, event, knowledge, fresh)
    after = training.with_due(_surface(step.session, event), event.at.date())
    if not legal(session.state, event, after.state, [mark.state for mark in session.resume]):
        raise IllegalMove(f"{session.state} -> {after.state} by {type(event).__name__}")
    return replace(step, session=_counted(session, after, event))


def _before(session: Session, event: Event, shown: int) -> Session:
    """The session as the event finds it: what was said once is gone, and a report of yesterday asks to go on."""
    session = replace(session, receipts=tuple(one for one in session.receipts if not _was_seen(one, event, shown)))
    stale = session.seen is not None and event.at - session.seen > STALE
    if stale and session.state in REPORT and not isinstance(event, News | LocationMoved):
        session = over(session, State.RESUME)
    seen = session.seen if isinstance(event, News | LocationMoved) else event.at
    return replace(session, noted=(), seen=seen)


def _was_seen(receipt: Receipt, event: Event, shown: int) -> bool:
    """A card that says it was tapped, or has been shown and somebody wrote long after.

    Words that were written before can still be on their way, and put another card in the receipt's place at once.
    """
    if isinstance(event, Tapped):
        return event.visit >= receipt.visit
    return receipt.revision <= shown and event.at - receipt.at > SEEN_BY_THEN


def _step(session: Session, event: Event, knowledge: Knowledge, fresh: Fresh) -> Step:
    match event:
        case Tapped():
            return _tapped(session, event, knowledge, fresh)
        case CommandGiven():
            return _commanded(session, event, knowledge, fresh)
        case TextSent():
            return _texted(session, event, knowledge, fresh)
        case TextEdited():
            return edited(session, event)
        case LocationShared():
            return location(session, event)
        case LocationMoved():
            return moved(session, event)
        case MediaSent():
            return media(session, event)
        case ContactShared():
            return contact(session, event)
        case UnreadableSent():
            return Step(session=replace(around.awake(session), noted=(Line(key="noted-unreadable"),)))
        case JoinLinkOpened():
            return replace(training.joined(around.awake(session), event), remove=True)
        case NoticeArrived():
            return Step(session=_told(session, Notice(key=event.key, code=event.code, words=event.words)))
        case RefresherDue():
            known = event.course in knowledge.courses.courses
            notice = Notice(key="refresher", code="", course=event.course)
            return Step(session=_told(session, notice) if known else session)
        case _:
            assert_never(event)


def _tapped(session: Session, event: Tapped, knowledge: Knowledge, fresh: Fresh) -> Step:
    """A button of this very screen acts; any other shows the screen as it is now."""
    if event.action == EMERGENCY:
        return Step(session=over(session, State.EMERGENCY))
    step = act(session, event.action, event, knowledge, fresh) if event.visit == session.visit else None
    if step is None and session.state is State.WELCOME and event.action == "start":
        return Step(session=session)  # the last card of somebody erased, who has begun again by tapping it
    return step or Step(session=session, toast=Line(key="toast-old-card"))


def act(session: Session, action: str, event: Event, knowledge: Knowledge, fresh: Fresh) -> Step | None:
    """What a button of the present screen does, or None if the screen has no such button."""
    if action == EMERGENCY:
        return Step(session=over(session, State.EMERGENCY))
    if session.state in REPORT:
        draft = session.draft
        if draft is None:
            return None
        if session.state is State.REVIEW and action == "send":
            return send(session, draft, event.at, fresh)
        if action.startswith("s."):
            if action.split(".")[1] not in knowledge.catalog:
                return None  # no sign of ours
            draft = replace(draft, asked_with=knowledge.versions(draft.industry))
        after = report.tap(session, draft, action, event.at)
        return None if after is None else Step(session=after)
    if session.state in training.SCREENS:
        return training.tap(session, action, event, knowledge, fresh)
    return around.tap(session, action, event, knowledge)


def _texted(session: Session, event: TextSent, knowledge: Knowledge, fresh: Fresh) -> Step:
    """Words that name a button act as the button; all others are kept."""
    covered = session.state in COVERED | {State.ERASED}
    if session.state in COVERED:
        opening = actions_of(event.text, session, card(session, knowledge), knowledge)
        session = around.uncover(session)
        if opening == ("open",):
            return Step(session=session, remove=True)
    if session.state is State.ERASED:
        session = home(session)
    actions = actions_of(event.text, session, card(session, knowledge), knowledge)
    step = Step(session=session)
    for action in actions:
        if not covered or action == EMERGENCY:  # nobody means the buttons of a card that was not to be seen
            step = act(step.session, action, event, knowledge, fresh) or step
    asked = session.state in REPORT or session.state in {
        State.NOTICE,
        State.ADDING,
    }  # there an "ok" or "hello" is an answer
    if actions or (not asked and tells_nothing(event.text, knowledge)):
        return replace(step, remove=True)
    return words(session, event)


def _commanded(session: Session, event: CommandGiven, knowledge: Knowledge, fresh: Fresh) -> Step:
    """A command works on any screen, and leaves an open report as it is."""
    session = around.awake(session)
    if event.name in _AS_BUTTONS:
        buttons = [button for row in card(session, knowledge).rows for button in row]
        label = f"button-{event.name}"
        action = next((one.action for one in buttons if one.label.key == label or one.action == event.name), None)
        step = act(session, action, event, knowledge, fresh) if action else None
        return replace(step, remove=True) if step else Step(session=session, remove=True)
    if not event.payload or event.name in _WITHOUT_WORDS:
        return command(session, event)
    told = words(session, TextSent(at=event.at, source=event.source, text=event.payload))
    if event.name not in KNOWN or told.session.state is State.EMERGENCY:
        return told
    step = command(told.session, event)
    lines = (*told.session.noted, *step.session.noted)
    noted = tuple(line for at, line in enumerate(lines) if line not in lines[:at])
    return replace(step, session=replace(step.session, noted=noted), effects=(*told.effects, *step.effects))


_AS_BUTTONS = frozenset({"back", "skip", "done"})
_WITHOUT_WORDS = frozenset({"start", "tips", "language", "erase", "hide"})
"""Commands whose words, if any, tell nothing. Behind all others they are told: "/report girl at exit 272"."""


def _told(session: Session, notice: Notice) -> Session:
    """The session with news to show. The same news twice is shown once; a question put off is put again."""
    if notice in session.notices:
        return session
    others = tuple(one for one in session.notices if one != replace(notice, later=True))
    return replace(session, notices=(*others, notice))


def _surface(session: Session, event: Event) -> Session:
    """News comes up at once, except over a screen that must not be covered.

    What arrives knocks first: a phone shows the words of a new message to whoever looks at it.
    """
    waiting = [notice for notice in session.notices if not notice.later]
    if not waiting or session.state in QUIET:
        return session
    if isinstance(event, News):
        return over(session, State.KNOCK)
    if session.state is State.NOTICE:
        return session
    rest = tuple(notice for notice in session.notices if notice is not waiting[0])
    session = replace(session, notices=(waiting[0], *rest))
    return over(session, State.NOTICE, code=waiting[0].code)


def _counted(before: Session, after: Session, event: Event) -> Session:
    """The counters: `visit` for another screen, `revision` for anything that the card may show otherwise."""
    if isinstance(event, LocationMoved) and replace(after, seen=before.seen) == before:
        return before
    visit, revision = before.visit + (_screen(before) != _screen(after)), before.revision + 1
    receipts = after.receipts
    if after.state in COVERED:  # this card says nothing; the receipts wait for the one that follows
        receipts = tuple(replace(one, visit=visit + 1, revision=revision + 1) for one in receipts)
    return replace(after, visit=visit, revision=revision, receipts=receipts)


def _screen(session: Session) -> tuple[object, ...]:
    """What makes a screen another one, so that the buttons of the one before must not act on it."""
    notice = session.notices[0] if session.state is State.NOTICE and session.notices else None
    learning = session.training if session.state in training.SCREENS else None
    return session.state, session.code, session.proposed_place, notice, session.draft is None, learning
