"""The dialogue as the shell uses it: events in, the state to keep and the card to show out.

Here the pure dialogue meets its data: catalog, checklist, help numbers, texts. No clock, no network, no database.
"""

import gc
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.dialogue.cards import card
from bot.dialogue.engine import advance
from bot.dialogue.events import Event
from bot.dialogue.knowledge import Fresh, Knowledge, Step, TipStanding
from bot.dialogue.replies import Line
from bot.dialogue.session import Notice, Passed, Receipt, Session, TipRef, Training
from bot.dialogue.states import State
from bot.phrases import Phrases
from bot.render import Rendered, emergency_card, not_saved_card, render, too_long_by
from bot.telegram import Arrival
from indicators.catalog import Catalog, load_catalog
from indicators.checklist import Checklist, load_checklists
from indicators.course import Courses, load_courses
from indicators.datafile import FOLDER
from indicators.helplines import load_helplines
from store.ids import new_id
from store.training import Learned
from tips import extract, place
from tips.codes import CERTIFICATE_BYTES, RANDOM_BYTES, certificate_code, code_from
from tips.draft import Draft

TEXTS = Path(__file__).parent / "texts"
FIRST_LANGUAGE = "en"
COMMANDS = ("report", "signs", "training", "tips", "help", "sos", "stop", "hide", "language", "erase")

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What is kept of a dialogue: the session, and the message of the reporter that the card must stand below."""

    session: Session
    below: int = 0


Read = TypeVar("Read")

_KEPT = TypeAdapter(Kept)
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_DRAFT: TypeAdapter[Draft | None] = TypeAdapter(Draft | None)
_TIPS = TypeAdapter(tuple[TipRef, ...])
_TRAINING = TypeAdapter(Training)
_RECEIPTS = TypeAdapter(tuple[Receipt, ...])
_NOTICES = TypeAdapter(tuple[Notice, ...])
_COUNTRY: TypeAdapter[str | None] = TypeAdapter(str | None)
_LASTING = {"course", "partner", "done", "passed"}
"""What of a training means the same in every version."""


@contextmanager
def _no_collection() -> Iterator[None]:
    """What is loaded stays: looking through it for garbage, again and again as it grows, takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Talk:
    """The dialogue with its data."""

    def __init__(self, *, knowledge: Knowledge, catalog: Catalog, phrases: Phrases) -> None:
        self.catalog = catalog
        self._knowledge = knowledge
        self._phrases = phrases

    @classmethod
    def load(cls, texts: Path = TEXTS, data: Path = FOLDER) -> Self:
        """Load everything. Whatever is wrong in a file stops the start and names the file.

        `data` is the folder of catalog, checklists, courses and help numbers.
        """
        with _no_collection():
            return cls._load(texts, data)

    @classmethod
    def _load(cls, texts: Path, data: Path) -> Self:
        extract.load()
        place.load()
        phrases = Phrases.load(texts)
        catalog = load_catalog(phrases.wordings(), data)
        knowledge = Knowledge(
            catalog=catalog,
            checklists=load_checklists(catalog, data),
            courses=load_courses(data),
            helplines=load_helplines(data),
            say=phrases.say,
            languages=phrases.languages,
            drafted=phrases.drafted,
        )
        return cls(knowledge=knowledge, catalog=catalog, phrases=phrases)

    @property
    def checklists(self) -> Mapping[str, Checklist]:
        """The checklists by industry."""
        return self._knowledge.checklists

    @property
    def courses(self) -> Courses:
        """The courses."""
        return self._knowledge.courses

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that we speak."""
        return self._knowledge.languages

    def language(self, code: str | None) -> str:
        """The nearest language that we speak to what a phone says it is set to."""
        wanted = (code or "").lower()
        near = next((one for one in (wanted, wanted.partition("-")[0]) if one in self.languages), None)
        return near or FIRST_LANGUAGE

    def read(self, state: bytes | None, language: str | None, *, revision: int = 0) -> Kept:
        """Open what was kept, or begin. What an older version kept and this one cannot read keeps draft and tips."""
        if state is None:
            return Kept(session=Session(language=self.language(language), revision=revision))
        try:
            return _KEPT.validate_json(state)
        except ValidationError:
            log.warning("session-from-another-version")
            return self._rescue(json.loads(state), language, revision)

    def remember(
        self, kept: Kept, language: str, standings: Mapping[str, TipStanding], learned: Learned | None = None
    ) -> Kept:
        """A dialogue forgotten with its idle draft, while tips of its reporter stand, or they have learned something:
        the tips are listed again, and the training is where its parts were done.
        """
        sent = {code: standing.sent for code, standing in standings.items() if standing.sent is not None}
        if not sent and learned is None:
            return kept
        tips = tuple(TipRef(code=code, sent=at) for code, at in sorted(sent.items(), key=lambda tip: tip[1]))
        begun = replace(kept.session, language=self.language(language), state=State.HOME, welcomed=True, tips=tips)
        return replace(kept, session=begun if learned is None else self._trained(begun, learned))

    def _trained(self, session: Session, learned: Learned) -> Session:
        """What was passed was done in all its parts, as the course has them today."""
        courses = self._knowledge.courses.courses
        passed = tuple(Passed(course=one.course, on=one.on, until=one.until, code=one.code) for one in learned.passed)
        whole = {unit.id for one in passed if one.course in courses for unit in courses[one.course].units}
        course = learned.course if learned.course in courses else None
        training = Training(course=course, partner=learned.partner, done=learned.done | whole, passed=passed)
        return replace(session, training=training, industry=course or session.industry)

    def _rescue(self, kept: Mapping[str, Any], language: str | None, revision: int) -> Kept:
        old = kept["session"]
        begin = Session(language=self.language(old.get("language") or language))
        session = replace(
            begin,
            state=State.HOME if old.get("welcomed") else begin.state,
            welcomed=bool(old.get("welcomed")),
            visit=int(old.get("visit", 0)) + 1,
            revision=revision + 1,
            draft=_DRAFT.validate_python(old.get("draft")),
            tips=_TIPS.validate_python(old.get("tips", ())),
            training=_training(old.get("training")),
            receipts=_read(_RECEIPTS, old.get("receipts", ()), ()),
            notices=_read(_NOTICES, old.get("notices", ()), ()),
            country=_read(_COUNTRY, old.get("country"), None),
            industry=str(old.get("industry", begin.industry)),
        )
        return Kept(session=session, below=int(kept.get("below", 0)))

    def write(self, kept: Kept) -> bytes:
        """What to keep."""
        return _KEPT.dump_json(kept)

    def pack(self, arrival: Arrival) -> bytes:
        """An update that is to be parked, without the names that Telegram sent along."""
        event = None if arrival.event is None else _EVENT.dump_python(arrival.event, mode="json")
        kind = type(arrival.event).__name__
        return json.dumps({"chat": arrival.chat_id, "key": arrival.key, "kind": kind, "event": event}).encode()

    def step(self, kept: Kept, event: Event, standings: Mapping[str, TipStanding], *, shown: int) -> Step:
        """Let the dialogue decide. `shown` is the newest revision that the phone is known to show."""
        fresh = Fresh(
            tip_id=new_id(),
            code=code_from(os.urandom(RANDOM_BYTES)),
            seed=int.from_bytes(os.urandom(8)),
            certificate=certificate_code(os.urandom(CERTIFICATE_BYTES)),
        )
        knowledge = replace(self._knowledge, standings=standings, shown=shown)
        return advance(kept.session, event, knowledge=knowledge, fresh=fresh)

    def show(self, kept: Kept, standings: Mapping[str, TipStanding]) -> Rendered:
        """What the phone should show."""
        face = card(kept.session, self._knowing(standings))
        return render(face, kept.session.language, self._phrases, self.catalog)

    def too_long_by(self, session: Session, standings: Mapping[str, TipStanding]) -> int:
        """How much of the card would be cut off, in UTF-16 units; none when it fits."""
        return too_long_by(card(session, self._knowing(standings)), session.language, self._phrases, self.catalog)

    def toast(self, step: Step) -> str | None:
        """The words that answer a tap."""
        return None if step.toast is None else self._phrases.say(step.session.language, step.toast)

    def say(self, language: str | None, key: str) -> str:
        """One phrase without arguments."""
        return self._phrases.say(self.language(language), Line(key=key))

    def emergency(self, language: str | None) -> Rendered:
        """The emergency card, which needs no session."""
        return emergency_card(self.language(language), self._phrases, self._knowledge.helplines)

    def not_saved(self, language: str | None) -> Rendered:
        """The truth while nothing can be stored, with the numbers."""
        return not_saved_card(self.language(language), self._phrases, self._knowledge.helplines)

    def introduction(self, language: str | None) -> tuple[dict[str, str], dict[str, str]]:
        """What the bot says of itself in Telegram's own pages, and its commands."""
        about = {part: self.say(language, f"bot-{part}") for part in ("name", "short", "description")}
        return about, {command: self.say(language, f"command-{command}") for command in COMMANDS}

    def _knowing(self, standings: Mapping[str, TipStanding]) -> Knowledge:
        return replace(self._knowledge, standings=standings) if standings else self._knowledge


def _training(kept: Any) -> Training:
    """Of a training that another version kept: the course, and what was done and passed. An open exam is begun anew.

    What cannot be read is left out: it must keep nobody from a report.
    """
    old = kept if isinstance(kept, dict) else {}
    return _read(_TRAINING, {name: old[name] for name in _LASTING & old.keys()}, Training())


def _read(adapter: TypeAdapter[Read], kept: Any, otherwise: Read) -> Read:
    try:
        return adapter.validate_python(kept)
    except ValidationError:
        log.warning("left-out-from-another-version", what=type(otherwise).__name__)
        return otherwise
