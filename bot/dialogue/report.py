"""What the buttons of the report's questions do. An action says the value it wants: a second tap changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.dialogue.moves import backward, holds, onward, over, review, show
from bot.dialogue.replies import Line
from bot.dialogue.session import Session
from bot.dialogue.states import BESIDE, GROUPS, State
from indicators.terms import Setting
from tips.draft import AgeBand, Answer, Basis, Draft, Observed, SignSeen, ToldWhom, Topic

E = TypeVar("E", bound=StrEnum)

SIGNS_PER_PAGE = 8
BASIS_OF = {"s": Basis.SAW, "h": Basis.HEARD, "t": Basis.TOLD}
WINDOWS: dict[str, tuple[str, timedelta | None, timedelta]] = {
    "now": ("right now", timedelta(0), timedelta(0)),
    "hour": ("in the past hour", timedelta(hours=1), timedelta(0)),
    "today": ("earlier today", timedelta(hours=24), timedelta(hours=1)),
    "yesterday": ("yesterday", timedelta(hours=48), timedelta(hours=6)),
    "days": ("some days ago", None, timedelta(hours=24)),
}
"""What the buttons for "when" mean: the words kept, and how long ago it began and ended at most."""


def tap(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    """The session after a button of the report, or None when the question has no such button."""
    match action:
        case "back":
            return backward(session)
        case "stop":
            return over(session, State.STOP)
        case "skip":
            return _skipped(session, draft)
        case "unsure":
            return _not_sure(session, draft)
        case "review" if is_worth_a_look(draft) or session.changing:
            return review(replace(session, asked=session.asked | {BESIDE.get(session.state, session.state)}))
        case _:
            answer = _ANSWERS.get(session.state)
            return answer(session, draft, action, at) if answer else None


def is_worth_a_look(draft: Draft) -> bool:
    """Whether the review is offered in mid-report: what was told freely, or place, time and a sign, make a tip."""
    return holds(draft, Topic.WORDS) or (draft.may_send() and bool(draft.signs) and draft.place is not None)


def answered(session: Session, draft: Draft) -> Session:
    """This question is answered in the draft: on to the next."""
    return onward(replace(session, draft=_said(draft, session.state)))


def _said(draft: Draft, state: State) -> Draft:
    """The draft without the mark that this topic was passed over."""
    topic = topic_of(state)
    if topic is None:
        return draft
    return replace(draft, skipped=draft.skipped - {topic}, unsure=draft.unsure - {topic})


def topic_of(state: State) -> Topic | None:
    """The topic that a question asks about; the safety questions are about none."""
    state = BESIDE.get(state, state)
    return _member(Topic, state.value)


def _member(kind: type[E], value: str) -> E | None:
    """The member of an enumeration with this value, if there is one."""
    try:
        return kind(value)
    except ValueError:
        return None


def _skipped(session: Session, draft: Draft) -> Session | None:
    """Passing over leaves an answer that is already there as it is."""
    if session.state in {State.REVIEW, State.DRIVING}:
        return None
    topic = topic_of(session.state)
    if session.proposed_place is not None:
        draft = replace(draft, place=session.proposed_place)  # not confirmed, but better than nothing
    if topic is not None and not holds(draft, topic):
        draft = replace(draft, skipped=draft.skipped | {topic})
    return onward(replace(session, draft=draft))


def _not_sure(session: Session, draft: Draft) -> Session | None:
    if session.state is State.DANGER:
        return replace(onward(session), noted=(Line(key="safety-call"),))
    if session.state is State.SAFETY:
        return show(session, State.DRIVING)
    if session.state in {State.REVIEW, State.DRIVING}:
        return None
    if session.proposed_place is not None:
        draft = replace(draft, place=session.proposed_place)  # perhaps the place, and better than nothing
    topic = topic_of(session.state)
    if topic is not None:
        draft = replace(_unsaid(draft, topic), unsure=draft.unsure | {topic}, skipped=draft.skipped - {topic})
    return onward(replace(session, draft=draft))


def _unsaid(draft: Draft, topic: Topic) -> Draft:
    """The draft with the chosen answer on a topic taken back. Words and files are never taken back."""
    match topic:
        case Topic.SETTING:
            return replace(draft, setting=None)
        case Topic.STILL_THERE:
            return replace(draft, still_there=Answer.UNSURE)
        case Topic.PEOPLE_COUNT:
            return replace(draft, people=replace(draft.people, count=None, count_at_least=False))
        case Topic.PEOPLE_AGES:
            return replace(draft, people=replace(draft.people, ages=frozenset({AgeBand.UNSURE})))
        case _:
            return draft


def _safety(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    if action == "driving":
        return show(session, State.DRIVING)
    return onward(session) if action == "parked" else None


def _danger(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    """Danger comes first: the emergency card lies over the next question, and the report goes on after it."""
    if action == "yes":
        return over(onward(replace(session, draft=replace(draft, danger_now=True))), State.EMERGENCY)
    return onward(replace(session, draft=replace(draft, danger_now=False))) if action == "no" else None


def _setting(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    setting = _member(Setting, action.removeprefix("set."))
    return None if setting is None else answered(session, replace(draft, setting=setting))


def _when(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    window = WINDOWS.get(action.removeprefix("when."))
    if window is None:
        return None
    words, began, ended = window
    earliest = None if began is None else at - began
    draft = replace(draft, observed=Observed(words=words, earliest=earliest, latest=at - ended))
    if action == "when.now":
        draft = replace(draft, still_there=Answer.YES)
    return answered(session, draft)


def _still_there(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    if action not in {"yes", "no"}:
        return None
    return answered(session, replace(draft, still_there=Answer(action)))


def _heading(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    way = action.removeprefix("head.")
    if way not in {"north", "south", "east", "west"}:
        return None
    return answered(session, replace(draft, heading=way))


def _where_check(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    match action:
        case "right" if session.proposed_place is not None:
            return answered(session, replace(draft, place=session.proposed_place))
        case "wrong":
            return show(replace(session, proposed_place=None), State.WHERE)
        case _:
            return None


def _signs(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    match action.split("."):
        case ["page", number] if number.isdecimal():
            return replace(session, page=min(int(number), 99))
        case ["none" | "done"]:
            return answered(session, draft)
        case ["s", indicator, "o"]:
            return replace(session, draft=replace(draft, signs=_without(draft, indicator)))
        case ["s", indicator, letter] if letter in BASIS_OF:
            sign = SignSeen(indicator=indicator, basis=BASIS_OF[letter])
            return replace(session, draft=replace(draft, signs=(*_without(draft, indicator), sign)))
        case _:
            return None


def _without(draft: Draft, indicator: str) -> tuple[SignSeen, ...]:
    return tuple(sign for sign in draft.signs if sign.indicator != indicator)


def _count(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    number = action.removeprefix("n.")
    if number not in {"1", "2", "3", "4"}:
        return None
    people = replace(draft.people, count=int(number), count_at_least=number == "4")
    return answered(session, replace(draft, people=people))


def _ages(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    match action.split("."):
        case ["done"]:
            return answered(session, draft)
        case ["age", value, wanted] if (band := _member(AgeBand, value)) is not None:
            ages = draft.people.ages - {AgeBand.UNSURE, band}
            ages |= {band} if wanted == "1" else frozenset()
            return replace(session, draft=replace(draft, people=replace(draft.people, ages=ages)))
        case _:
            return None


def _told(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    match action.split("."):
        case ["done"]:
            return answered(session, draft)
        case ["nobody"]:
            return answered(session, replace(draft, told=frozenset({ToldWhom.NOBODY})))
        case ["told", value, wanted] if (whom := _member(ToldWhom, value)) is not None:
            told = draft.told - {ToldWhom.NOBODY, whom}
            told |= {whom} if wanted == "1" else frozenset()
            return replace(session, draft=replace(draft, told=told))
        case _:
            return None


def _may_ask(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    if action not in {"yes", "no"}:
        return None
    return answered(session, replace(draft, may_ask=action == "yes"))


def _nothing(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    return answered(session, draft) if action in {"none", "done"} else None


def _change(session: Session, draft: Draft, action: str, at: datetime) -> Session | None:
    """A pencil of the review: its question is asked again, and then the review comes back."""
    number = action.removeprefix("change.")
    if not number.isdecimal() or int(number) >= len(GROUPS):
        return None
    return show(replace(session, changing=True), GROUPS[int(number)][0])


_ANSWERS: dict[State, Callable[[Session, Draft, str, datetime], Session | None]] = {
    State.SAFETY: _safety,
    State.DRIVING: _safety,
    State.DANGER: _danger,
    State.SETTING: _setting,
    State.WHEN: _when,
    State.STILL_THERE: _still_there,
    State.HEADING: _heading,
    State.WHERE_CHECK: _where_check,
    State.SIGNS: _signs,
    State.PEOPLE_COUNT: _count,
    State.PEOPLE_AGES: _ages,
    State.VEHICLE: _nothing,
    State.CONTACTS: _nothing,
    State.MEDIA: _nothing,
    State.WORDS: _nothing,
    State.TOLD: _told,
    State.MAY_ASK: _may_ask,
    State.REVIEW: _change,
}
