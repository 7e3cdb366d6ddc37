"""A walk over the whole dialogue: every button and every kind of input on every screen that can be reached."""

from collections import deque
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.dialogue.cards import card
from bot.dialogue.drawing import FILE, drawing
from bot.dialogue.engine import Fresh, Knowledge, advance
from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    JoinLinkOpened,
    LocationMoved,
    LocationShared,
    MediaSent,
    NoticeArrived,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.dialogue.knowledge import TipStanding
from bot.dialogue.replies import EMERGENCY
from bot.dialogue.session import Notice, Passed, Session, Training
from bot.dialogue.states import ORDER, REPORT, TRANSITIONS, State, Under
from bot.dialogue.training import SCREENS
from bot.phrases import Phrases
from bot.render import LONGEST_CAPTION, LONGEST_DATA, LONGEST_TEXT, parse_callback, render
from indicators.course import Course, Scene, draw_paper
from tests.unit.bot.phone import START, units_shown
from tips.draft import MediaKind
from tips.training import LinkStanding

LINK = UUID(int=7)
COMMANDS = (
    "start",
    "report",
    "tips",
    "help",
    "language",
    "erase",
    "hide",
    "stop",
    "sos",
    "back",
    "skip",
    "done",
    "x",
    "signs",
    "training",
)
WORDS = ("1 3", "yes", "no", "skip", "black tahoe plate ABC123", "I-80 west mile 272 near Kearney NE", "2")


def _inputs(session: Session, knowledge: Knowledge) -> list[Event]:
    at = (session.seen or START) + timedelta(seconds=5)
    buttons = [button.action for row in card(session, knowledge).rows for button in row]
    first = session.draft.statements[0].source if session.draft and session.draft.statements else "m404"
    code = session.tips[-1].code if session.tips else "K7M-4TQ-000"
    source = f"m{session.revision}"
    return [
        *(Tapped(at=at, source="m0", visit=session.visit, action=action) for action in buttons),
        *(CommandGiven(at=at, source=source, name=name) for name in COMMANDS),
        *(TextSent(at=at, source=source, text=text) for text in WORDS),
        TextEdited(at=at, source=first, text="it was a red truck, in Ogallala NE"),
        LocationShared(at=at, source=source, latitude=40.6995, longitude=-99.0815, live=True),
        LocationMoved(at=at, source=source, latitude=40.7, longitude=-99.1),
        MediaSent(at=at, source=source, kind=MediaKind.PHOTO, file_id="f", unique_id=f"u{source}", caption=""),
        ContactShared(at=at, source=source, phone="+13085550142"),
        UnreadableSent(at=at, source=source, what="sticker"),
        NoticeArrived(at=at, source="", key="question", code=code, words="Which door?"),
        *(
            JoinLinkOpened(at=at, source=source, standing=standing, link=LINK, partner="Example Haulage", course="bus")
            for standing in LinkStanding
        ),
        TextSent(at=at + timedelta(hours=7), source=source, text="he was back today"),
    ]


def _key(session: Session) -> tuple[object, ...]:
    """What makes two sessions the same to the walk: the screen, what lies under it, and what it could show."""
    draft = session.draft
    if session.state in REPORT:
        return session.state, draft is not None and draft.may_send(), session.changing, bool(session.notices)
    under = session.resume[-1].state if session.resume else None
    if session.state in SCREENS:
        return session.state, _stage(session.training)
    around = under if under not in REPORT else "a question", draft is None, bool(session.tips), session.welcomed
    return session.state, *around, session.training.course is None


def _stage(training: Training) -> tuple[object, ...]:
    """How far somebody has come, as far as it changes which buttons there are."""
    paper = training.paper
    return (
        training.course,
        len(training.done) > 20,
        training.chosen is None,
        training.refreshing,
        training.due,
        bool(training.passed),
        None if paper is None else paper.next is None,
    )


def _learners(knowledge: Knowledge) -> list[Session]:
    """Members at every stage of the training; some of a course that is no longer offered, and one with news."""
    course = knowledge.courses["trucking"]
    done = frozenset(unit.id for unit in course.units)
    number = next(number for number, unit in enumerate(course.units) if isinstance(unit, Scene))
    lesson, scene = course.units[number - 1], course.units[number]
    assert isinstance(scene, Scene)
    harm = next(step.id for step in scene.steps if step.ending == "harm")
    good = next(step.id for step in scene.steps if step.ending == "good")
    before = next(step.id for step in scene.steps if any(_ends_well(scene, choice.to) for choice in step.choices))
    passed = Passed(course="trucking", on=date(2026, 1, 1), until=date(2026, 12, 1), code="23456789BCDFGHJK")
    last = draw_paper(course, 1)
    while last.next is not None and len(last.chosen) < len(last.questions) - 1:
        last = last.choose(_right(course, last.next.question))
    assert last.next is not None
    all_right = last.choose(_right(course, last.next.question))
    begun = Session(language="en", welcomed=True, state=State.TRAINING, training=Training(course="trucking"))
    stages: list[tuple[State, dict[str, Any]]] = [
        (State.TRAINING, {"done": done}),
        (State.TRAINING, {"done": done - {scene.id}}),
        (State.TRAINING, {"done": done, "passed": (passed,), "due": True}),
        (State.LESSON, {"unit": lesson.id, "chosen": 0, "done": done - {scene.id}}),
        (State.SCENE, {"unit": scene.id, "step": harm}),
        (State.SCENE, {"unit": scene.id, "step": before, "done": done - {scene.id}}),
        (State.SCENE, {"unit": scene.id, "step": good, "done": done - {lesson.id}}),
        (State.SCENE, {"unit": scene.id, "step": good, "done": done}),
        (State.EXAM, {"done": done, "paper": last}),
        (State.EXAM_RESULT, {"done": done, "paper": replace(last, chosen=(9,) * len(last.questions))}),
        (State.EXAM_RESULT, {"done": done, "paper": all_right, "passed": (replace(passed, until=date(2027, 11, 1)),)}),
    ]
    learners = [replace(begun, state=state, training=replace(begun.training, **stage)) for state, stage in stages]
    gone = [replace(begun, state=state, training=Training(course="gone")) for state in SCREENS - {State.COURSES}]
    news = Notice(key="status-closed", code="K7M-4TQ-000")
    with_news = replace(begun, state=State.NOTICE, code=news.code, notices=(news,))
    invited = Session(language="en", training=Training(course="bus", partner="Example Haulage"))
    looking = [
        replace(Session(language="en"), state=State.POCKET_SIGNS, code="motel"),
        replace(Session(language="en"), state=State.POCKET_SIGN, code="motel/speaks-for-them"),
    ]
    return [*learners, *gone, with_news, invited, *looking]


def _ends_well(scene: Scene, step_id: str) -> bool:
    step = scene.step(step_id)
    return step is not None and step.ending == "good"


def _right(course: Course, question_id: str) -> int:
    question = course.question(question_id)
    assert question is not None
    return next(number for number, answer in enumerate(question.answers) if answer.right)


Moves = set[tuple[State, type[Event], State]]


@pytest.fixture(scope="module")
def walked(knowledge: Knowledge) -> tuple[list[Session], Moves]:
    """Every screen that can be reached, each in several situations, and every move that was made."""
    standings = {"K7M-4TQ-000": TipStanding(status="closed", signs=("speaks-for-them", "saw-violence"))}
    knowledge = replace(knowledge, standings=standings)
    begin = [Session(language="en"), *_learners(knowledge)]
    seen: dict[tuple[object, ...], Session] = {_key(one): one for one in begin}
    moves: Moves = set()
    waiting = deque(begin)
    while waiting:
        session = waiting.popleft()
        for number, event in enumerate(_inputs(session, knowledge)):
            fresh = Fresh(tip_id=UUID(int=number), code=f"K7M-4TQ-{len(session.tips):03d}")
            after = advance(session, event, knowledge=knowledge, fresh=fresh).session
            moves.add((session.state, type(event), after.state))
            if _key(after) not in seen and len(after.tips) < 3 and len(after.notices) < 2:
                seen[_key(after)] = after
                waiting.append(after)
    return list(seen.values()), moves


def test_every_screen_can_be_reached(walked: tuple[list[Session], Moves]) -> None:
    assert {session.state for session in walked[0]} == set(State)


def test_every_move_of_the_table_is_made_by_something(walked: tuple[list[Session], Moves]) -> None:
    """Beside the jumps over several questions at once, which depend on what is known already."""
    _, moves = walked
    never = [
        (state.value, event.__name__, target.value)
        for state, row in TRANSITIONS.items()
        for event, targets in row.items()
        if event is Tapped
        for target in targets
        if isinstance(target, State) and target not in ORDER and target not in {state, State.RESUME, State.NOTICE}
        if (state, event, target) not in moves
    ]
    assert not never


def test_every_screen_has_a_way_out(walked: tuple[list[Session], Moves]) -> None:
    _, moves = walked
    for state in State:
        by_tap = {after for before, event, after in moves if before is state and event is Tapped}
        assert by_tap - {state, State.EMERGENCY}, f"no button leads out of {state}"


def test_every_card_shows_within_the_limits_in_every_language(
    walked: tuple[list[Session], Moves], knowledge: Knowledge, phrases: Phrases
) -> None:
    for session in walked[0]:
        for language in phrases.languages:
            longest = 18 if language == "en" else 24
            shown = render(card(replace(session, language=language), knowledge), language, phrases, knowledge.catalog)
            longest_text = LONGEST_CAPTION if shown.picture or shown.document else LONGEST_TEXT
            assert units_shown(shown.text) <= longest_text
            assert "{" not in shown.text, f"{session.state} shows an argument that nobody gave: {shown.text}"
            for label, data in (button for row in shown.rows for button in row):
                assert len(label) <= longest, f"{label!r} on {session.state} is longer than {longest}"
                assert len(data.encode()) <= LONGEST_DATA
                assert parse_callback(data) is not None


def test_the_emergency_button_is_bottom_left_on_every_card(
    walked: tuple[list[Session], Moves], knowledge: Knowledge
) -> None:
    for session in walked[0]:
        assert card(session, knowledge).rows[-1][0].action == EMERGENCY


def test_back_skip_and_stop_stand_in_the_same_place_on_every_question(
    walked: tuple[list[Session], Moves], knowledge: Knowledge
) -> None:
    for session in walked[0]:
        if session.state not in REPORT:
            continue
        *_, navigation, last = card(session, knowledge).rows
        assert last[-1].action == "stop"
        assert navigation[0].label.key == "button-back"
        if session.state not in {State.DRIVING, State.REVIEW}:
            assert navigation[-1].action in {"skip", "done"}


def test_a_tap_from_another_card_changes_nothing_but_the_revision(
    walked: tuple[list[Session], Moves], knowledge: Knowledge
) -> None:
    fresh = Fresh(tip_id=UUID(int=1), code="K7M-4TQ-999")
    for session in walked[0]:
        quiet = replace(session, noted=(), receipts=())
        at = session.seen or START
        actions = [button.action for row in card(session, knowledge).rows for button in row]
        for visit, action in [(session.visit - 1, actions[0]), (-1, actions[0]), (session.visit, "no-such-button")]:
            step = advance(
                quiet, Tapped(at=at, source="m0", visit=visit, action=action), knowledge=knowledge, fresh=fresh
            )
            if action == EMERGENCY:
                continue
            assert not step.effects
            assert step.toast is not None
            assert replace(step.session, revision=quiet.revision, seen=quiet.seen) == quiet


def test_actions_are_short_ascii(walked: tuple[list[Session], Moves], knowledge: Knowledge) -> None:
    for session in walked[0]:
        for row in card(session, knowledge).rows:
            for button in row:
                assert button.action.isascii()
                assert len(button.action) <= 32


def test_every_question_moves_only_along_the_report(walked: tuple[list[Session], Moves]) -> None:
    for before, _, after in walked[1]:
        targets = {target for row in TRANSITIONS[before].values() for target in row}
        assert after in targets or Under.UNDER in targets


def test_the_drawing_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == drawing(), "draw it again: make docs"
