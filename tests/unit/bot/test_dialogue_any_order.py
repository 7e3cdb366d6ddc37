"""Any order of events keeps the rules: Hypothesis plays a reporter with no plan at all."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from pydantic import TypeAdapter

from bot.dialogue.cards import card
from bot.dialogue.effects import AddToTip, DiscardDraft, EraseReporter, SubmitTip
from bot.dialogue.engine import Fresh, Knowledge, Step, advance
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
from bot.dialogue.replies import EMERGENCY
from bot.dialogue.session import Session
from bot.dialogue.states import REPORT, State
from bot.phrases import Phrases
from bot.render import render
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.course import load_courses
from indicators.helplines import load_helplines
from tests.unit.bot.phone import START
from tips.draft import MediaKind
from tips.training import LinkStanding

_TEXTS = Path(__file__).parents[3] / "bot" / "texts"
_PHRASES = Phrases.load(_TEXTS)
_CATALOG = load_catalog(_PHRASES.wordings())
_KNOWLEDGE = Knowledge(
    catalog=_CATALOG,
    checklists=load_checklists(_CATALOG),
    courses=load_courses(),
    helplines=load_helplines(),
    say=_PHRASES.say,
    languages=_PHRASES.languages,
)
_SESSION = TypeAdapter(Session)

SAYINGS = st.sampled_from(
    [
        "girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id",
        "I-80 west mile 272 near Kearney NE",
        "he has a gun right now",
        "last night around 10",
        "white van",
        "308-555-0142",
        "1 3",
        "yes",
        "no",
        "skip",
        "atrás",
        "listo",
        "c’est tout",
        "назад",
        "двое держали паспорта шестерых рабочих",
        "send it",
        "12",
    ]
) | st.text(max_size=30)
COMMANDS = st.sampled_from(
    [
        *("start", "report", "tips", "help", "language", "hide", "stop", "sos", "back", "skip", "done", "dance"),
        *("signs", "training"),
    ]
)


class AnyOrder(RuleBasedStateMachine):
    """One reporter; `sources` and `files` are what the open draft must still hold."""

    @initialize(language=st.sampled_from(_PHRASES.languages), far=st.integers(0, 3))
    def open_chat(self, language: str, far: int) -> None:
        """A chat that was just opened, or in a report, or with a tip sent, so that every corner gets its share."""
        self.session = Session(language=language)
        self.number = 0
        self.now = START
        self.said: dict[str, list[str]] = {}
        self.files: set[str] = set()
        self.submitted: list[SubmitTip] = []
        if far:
            self.start_a_report()
        if far > 1:
            self.say("two men kept the papers of a crew")
        if far > 2:
            self.finish()

    def advance(self, event: Event) -> Step:
        before = self.session
        fresh = Fresh(tip_id=UUID(int=self.number), code=f"K7M-4TQ-{self.number:03d}")
        step = advance(before, event, knowledge=_KNOWLEDGE, fresh=fresh)
        self.session = step.session
        assert self.session.visit >= before.visit
        if self.session != before:
            assert self.session.revision == before.revision + 1
        self._follow(before, event, step)
        return step

    def _follow(self, before: Session, event: Event, step: Step) -> None:
        """Keep in mind what was told, until the draft is sent, thrown away or erased."""
        added = [effect for effect in step.effects if isinstance(effect, AddToTip)]
        opened = self.session.draft
        if isinstance(event, TextSent | TextEdited) and opened and not added:
            for statement in opened.statements:
                self.said.setdefault(statement.source, [])
                if statement.source == event.source:
                    self.said[event.source] = list(statement.versions)
        if isinstance(event, MediaSent) and not added:
            self.files.add(event.source)
            if event.caption:
                self.said[event.source] = [event.caption]
        for effect in step.effects:
            if isinstance(effect, SubmitTip):
                self.submitted.append(effect)
                assert before.draft is not None
                assert {file.source for file in effect.draft.media} == self.files
                assert {one.source: list(one.versions) for one in effect.draft.statements} == self.said
                assert effect.draft.may_send()
            if isinstance(effect, SubmitTip | DiscardDraft | EraseReporter):
                self.said, self.files = {}, set()
                if isinstance(event, TextSent) and self.session.draft:
                    self.said = {one.source: list(one.versions) for one in self.session.draft.statements}

    def tick(self, seconds: int = 5) -> None:
        self.number += 1
        self.now += timedelta(seconds=seconds)

    def buttons(self) -> list[str]:
        return [button.action for row in card(self.session, _KNOWLEDGE).rows for button in row]

    @rule(choice=st.integers(0, 40))
    def tap(self, choice: int) -> None:
        self.tick()
        actions = self.buttons()
        action = actions[choice % len(actions)]
        self.advance(Tapped(at=self.now, source="m0", visit=self.session.visit, action=action))

    @rule(choice=st.integers(0, 40))
    def go_onward(self, choice: int) -> None:
        """A reporter who means to finish: the way on rather than any way."""
        self.tick()
        onward = [action for action in self.buttons() if action not in {EMERGENCY, "back", "stop", "hide", "erase"}]
        if onward:
            action = onward[choice % len(onward)]
            self.advance(Tapped(at=self.now, source="m0", visit=self.session.visit, action=action))

    @rule()
    def start_a_report(self) -> None:
        """The shortest way to the first question."""
        for action in ("report", "go-on", "parked", "no"):
            if action in self.buttons():
                self.tap_action(action)

    @rule()
    def finish(self) -> None:
        """The shortest way to a sent tip, skipping whatever is still asked."""
        for _ in range(len(REPORT)):
            if self.session.state not in REPORT:
                return
            ways = ("send", "review", "parked", "skip", "done")
            action = next((way for way in ways if way in self.buttons()), None)
            if action is None:
                return
            self.tap_action(action)

    def tap_action(self, action: str) -> None:
        self.tick()
        self.advance(Tapped(at=self.now, source="m0", visit=self.session.visit, action=action))

    @rule(choice=st.integers(0, 40))
    def double_tap(self, choice: int) -> None:
        self.tick()
        actions = self.buttons()
        tapped = Tapped(at=self.now, source="m0", visit=self.session.visit, action=actions[choice % len(actions)])
        self.advance(tapped)
        once = self.session
        step = self.advance(tapped)
        again = replace(self.session, revision=once.revision, seen=once.seen, noted=once.noted)
        if tapped.action != EMERGENCY:
            assert again == once, "a second tap of the same button changes nothing"
            assert not step.effects or once.visit == tapped.visit

    @rule(visit=st.integers(-5, 60), action=st.text(max_size=20) | st.sampled_from(["send", "erase", "back", "s.x.s"]))
    def tap_something_forged(self, visit: int, action: str) -> None:
        self.tick()
        if visit == self.session.visit or action == EMERGENCY:
            return
        before = self.session
        step = self.advance(Tapped(at=self.now, source="m0", visit=visit, action=action))
        assert not step.effects
        assert step.session.draft == before.draft
        assert step.session.tips == before.tips

    @rule(text=SAYINGS)
    def say(self, text: str) -> None:
        self.tick()
        before = self.session
        step = self.advance(TextSent(at=self.now, source=f"m{self.number}", text=text))
        held = [one.source for one in step.session.draft.statements] if step.session.draft else []
        added = [effect for effect in step.effects if isinstance(effect, AddToTip)]
        typed = step.remove and not added and f"m{self.number}" not in held
        assert typed or added or f"m{self.number}" in held or not text.strip() or before.state is State.HIDDEN

    @rule(text=SAYINGS, back=st.integers(0, 20))
    def edit(self, text: str, back: int) -> None:
        self.tick()
        self.advance(TextEdited(at=self.now, source=f"m{max(0, self.number - back)}", text=text))

    @rule(name=COMMANDS)
    def command(self, name: str) -> None:
        self.tick()
        draft = self.session.draft
        self.advance(CommandGiven(at=self.now, source=f"m{self.number}", name=name))
        if name not in {"report", "skip", "done"} and draft is not None:
            assert self.session.draft == draft

    @rule(caption=st.just("") | SAYINGS, size=st.sampled_from([100, 30_000_000]))
    def send_file(self, caption: str, size: int) -> None:
        self.tick()
        caption = caption.strip()
        self.advance(
            MediaSent(
                at=self.now,
                source=f"m{self.number}",
                kind=MediaKind.PHOTO,
                file_id="f",
                unique_id=f"u{self.number}",
                size=size,
                caption=caption,
            )
        )

    @rule(live=st.booleans())
    def share_place(self, live: bool) -> None:
        self.tick()
        event = LocationShared(at=self.now, source=f"m{self.number}", latitude=40.7, longitude=-99.08, live=live)
        self.advance(event)

    @rule()
    def move(self) -> None:
        self.tick()
        self.advance(LocationMoved(at=self.now, source="m1", latitude=41.0, longitude=-100.0))

    @rule()
    def share_contact(self) -> None:
        self.tick()
        self.advance(ContactShared(at=self.now, source=f"m{self.number}", phone="+1 308 555 0142"))

    @rule()
    def send_sticker(self) -> None:
        self.tick()
        draft = self.session.draft
        self.advance(UnreadableSent(at=self.now, source=f"m{self.number}", what="sticker"))
        assert self.session.draft == draft

    @rule(key=st.sampled_from(["question", "status-closed", "other"]))
    def hear_from_the_task_force(self, key: str) -> None:
        self.tick()
        draft = self.session.draft
        if self.session.tips:
            code = self.session.tips[-1].code
            self.advance(NoticeArrived(at=self.now, source="", key=key, code=code, words="Which door?"))
            assert self.session.draft == draft

    @rule(standing=st.sampled_from(LinkStanding))
    def open_a_join_link(self, standing: LinkStanding) -> None:
        self.tick()
        draft = self.session.draft
        self.advance(
            JoinLinkOpened(at=self.now, source=f"m{self.number}", standing=standing, partner="Example", course="bus")
        )
        assert self.session.draft == draft

    @rule()
    def come_back_hours_later(self) -> None:
        self.tick(seconds=7 * 3600)

    @invariant()
    def nothing_told_is_lost(self) -> None:
        draft = self.session.draft
        if draft is None:
            assert not self.said
            assert not self.files
            return
        assert {file.source for file in draft.media} == self.files
        assert {one.source: list(one.versions) for one in draft.statements} == self.said

    @invariant()
    def no_draft_is_sent_twice(self) -> None:
        assert len({effect.code for effect in self.submitted}) == len(self.submitted)
        assert [tip.code for tip in self.session.tips] == [
            effect.code for effect in self.submitted
        ] or not self.session.tips

    @invariant()
    def the_session_survives_being_saved(self) -> None:
        assert _SESSION.validate_json(_SESSION.dump_json(self.session)) == self.session

    @invariant()
    def the_card_can_be_shown_and_left(self) -> None:
        face = card(self.session, _KNOWLEDGE)
        shown = render(face, self.session.language, _PHRASES, _CATALOG)
        assert shown.text
        assert face.rows[-1][0].action == EMERGENCY
        assert any(button.action != EMERGENCY for row in face.rows for button in row)

    @invariant()
    def a_question_has_a_draft(self) -> None:
        assert self.session.draft is not None or self.session.state not in REPORT

    @invariant()
    def what_lies_under_stays_small(self) -> None:
        under = [mark.state for mark in self.session.resume]
        assert len(under) == len(set(under))
        assert sum(state in REPORT for state in under) <= 1


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=40,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
