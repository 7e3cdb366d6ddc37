"""Sessions made up to show one card: for looking at it, and for measuring whether it fits. Nobody is behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.dialogue.knowledge import TipStanding
from bot.dialogue.pocket import ANYWHERE
from bot.dialogue.session import Notice, Passed, Session, TipRef, Training
from bot.dialogue.states import REPORT, State
from bot.dialogue.training import HOLDS
from bot.talk import Talk
from indicators.course import Course, Lesson, Scene, draw_paper
from tips.draft import Draft

CODE, CERTIFICATE = "2345-6789", "23456789BCDFGHJK"
PLACE_TO_LEARN = Session(language="en", welcomed=True, state=State.HOME)


class NoSuchCard(LookupError):  # noqa: N818 - says what is wrong
    """There is no card of this name. The message says which there are."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A session on the card that is to be seen, with the standing of its made-up tip."""

    session: Session
    standings: Mapping[str, TipStanding] = field(default_factory=dict)


def course_card(talk: Talk, language: str, course: str) -> Session:
    """The course as somebody finds it who has just chosen it."""
    if course not in talk.courses.courses:
        raise NoSuchCard(f"There is no course {course!r}: name {', '.join(talk.courses)}.")
    return replace(
        PLACE_TO_LEARN, language=language, state=State.TRAINING, training=Training(course=course), industry=course
    )


def part_card(talk: Talk, language: str, course: str, part: str) -> Session:
    """A lesson or a scene at its beginning. The file may be left out of its name."""
    session = course_card(talk, language, course)
    found = _part(talk.courses[course], part)
    if found is None:
        names = ", ".join(unit.id for unit in talk.courses[course].units)
        raise NoSuchCard(f"The course {course!r} has no part {part!r}: name {names}.")
    state = State.LESSON if isinstance(found, Lesson) else State.SCENE
    return replace(session, state=state, training=replace(session.training, unit=found.id))


def course_with(talk: Talk, part: str) -> str:
    """The first course that has this part; just the first one when none has it."""
    return next(
        (course.id for course in talk.courses.courses.values() if _part(course, part)), next(iter(talk.courses))
    )


def _part(course: Course, name: str) -> Lesson | Scene | None:
    return next((unit for unit in course.units if name in {unit.id, unit.id.partition("/")[2]}), None)


def sign_card(talk: Talk, language: str, sign: str) -> Session:
    """A sign as it is looked up."""
    if sign not in talk.catalog:
        raise NoSuchCard(f"There is no sign {sign!r}: its name is an id of catalog.toml.")
    return replace(PLACE_TO_LEARN, language=language, state=State.POCKET_SIGN, code=f"{ANYWHERE}/{sign}")


def card_of(talk: Talk, language: str, name: str, course: str) -> Shown:
    """Any screen by its name, with what it needs: a draft, a tip, a question, an exam, a certificate."""
    if name not in set(State):
        raise NoSuchCard(f"There is no card {name!r}: name {', '.join(State)}.")
    state, now = State(name), datetime.now(UTC)
    session = replace(course_card(talk, language, course), state=state, code=CODE, tips=(TipRef(code=CODE, sent=now),))
    if state in REPORT | {State.STOP, State.RESUME}:
        session = replace(session, draft=Draft(started=now, industry=course), code=None)
    if state is State.NOTICE:
        session = replace(session, notices=(Notice(key="question", code=CODE, words="Which way did the van go?"),))
    if state in {State.POCKET_SIGNS, State.POCKET_SIGN}:
        session = replace(session, code=f"{ANYWHERE}/{next(iter(talk.catalog.indicators))}")
    session = replace(session, training=_trained(session.training, state, talk.courses[course], now))
    signs = tuple(talk.catalog.indicators)[:1]
    return Shown(session=session, standings={CODE: TipStanding(status="in-review", sent=now, signs=signs)})


def _trained(training: Training, state: State, course: Course, now: datetime) -> Training:
    if state in {State.LESSON, State.SCENE}:
        kind = Lesson if state is State.LESSON else Scene
        return replace(training, unit=next(unit.id for unit in course.units if isinstance(unit, kind)))
    if state in {State.EXAM, State.EXAM_RESULT}:
        paper = draw_paper(course, seed=1)
        chosen = tuple(0 for _ in paper.questions) if state is State.EXAM_RESULT else ()
        return replace(training, paper=replace(paper, chosen=chosen))
    if state is State.CERTIFICATE:
        passed = Passed(course=course.id, on=now.date(), until=now.date() + HOLDS, code=CERTIFICATE)
        return replace(training, passed=(passed,))
    return training


def cut_off(talk: Talk) -> Iterator[tuple[str, str, str, int]]:
    """Every card with a picture or a document that does not fit: kind of entry, its name, language, by how much."""
    for language in talk.languages:
        for kind, name, shown in _pictured(talk, language):
            too_long = talk.too_long_by(shown.session, shown.standings)
            if too_long:
                yield kind, name, language, too_long


def _pictured(talk: Talk, language: str) -> Iterator[tuple[str, str, Shown]]:
    for sign in talk.catalog.indicators:
        yield "indicator", sign, Shown(session=sign_card(talk, language, sign))
        standings = {CODE: TipStanding(status="closed", signs=(sign,))}
        refresher = replace(PLACE_TO_LEARN, language=language, state=State.REFRESHER, code=CODE)
        yield "indicator", sign, Shown(session=refresher, standings=standings)
    for course in talk.courses.courses.values():
        for unit in course.units:
            session = part_card(talk, language, course.id, unit.id)
            kind = "lesson" if isinstance(unit, Lesson) else "scene"
            for training in _moments(session.training, unit):
                yield kind, unit.id, Shown(session=replace(session, training=training))


def _moments(training: Training, unit: Lesson | Scene) -> Iterator[Training]:
    """A lesson before and after each answer; a scene at each step."""
    if isinstance(unit, Lesson):
        yield from (replace(training, chosen=chosen) for chosen in (None, *range(len(unit.question.answers))))
    else:
        yield from (replace(training, step=step.id) for step in unit.steps)
