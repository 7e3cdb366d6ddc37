"""A walk over the whole dialogue: every button and every kind of input on every screen that can be reached."""

from collections import deque
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.dialogue.cards import card
from bot.dialogue.drawing import FILE, drawing
from bot.dialogue.engine import Fresh, Knowledge, advance
from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    LocationMoved,
    LocationShared,
    MediaSent,
    NoticeArrived,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.dialogue.replies import EMERGENCY
from bot.dialogue.session import Session
from bot.dialogue.states import ORDER, REPORT, TRANSITIONS, State, Under
from bot.phrases import Phrases
from bot.render import LONGEST_DATA, LONGEST_TEXT, parse_callback, render
from tests.unit.bot.phone import START
from tips.draft import MediaKind

COMMANDS = ("start", "report", "tips", "help", "language", "erase", "hide", "stop", "sos", "back", "skip", "done", "x")
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
        TextSent(at=at + timedelta(hours=7), source=source, text="he was back today"),
    ]


def _key(session: Session) -> tuple[object, ...]:
    """What makes two sessions the same to the walk: the screen, what lies under it, and what it could show."""
    draft = session.draft
    if session.state in REPORT:
        return session.state, draft is not None and draft.may_send(), session.changing, bool(session.notices)
    under = session.resume[-1].state if session.resume else None
    return session.state, under if under not in REPORT else "a question", draft is None, bool(session.tips)


Moves = set[tuple[State, type[Event], State]]


@pytest.fixture(scope="module")
def walked(knowledge: Knowledge) -> tuple[list[Session], Moves]:
    """Every screen that can be reached, each in several situations, and every move that was made."""
    begin = Session(language="en")
    seen: dict[tuple[object, ...], Session] = {_key(begin): begin}
    moves: Moves = set()
    waiting = deque([begin])
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


def test_every_card_shows_within_the_limits_in_both_languages(
    walked: tuple[list[Session], Moves], knowledge: Knowledge, phrases: Phrases
) -> None:
    for session in walked[0]:
        for language, longest in (("en", 18), ("es", 24)):
            shown = render(card(replace(session, language=language), knowledge), language, phrases, knowledge.catalog)
            assert len(shown.text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
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
