"""Getting from screen to screen: onward and backward along the report, over another screen and back under it."""

from dataclasses import replace
from datetime import datetime

from bot.dialogue.session import Bookmark, Session
from bot.dialogue.states import BESIDE, COVERED, GROUPS, ORDER, REPORT, State
from indicators.terms import Setting
from tips.draft import Answer, Draft, Topic

_PASSING = COVERED | {State.EMERGENCY}
"""Screens that are never gone back to."""

_ABOUT_DRAFT = REPORT | {State.STOP, State.RESUME}
"""Screens that make no sense without a draft."""


def show(session: Session, state: State) -> Session:
    """Another screen, from its first page."""
    return replace(session, state=state, page=0)


def over(session: Session, state: State, *, code: str | None = None) -> Session:
    """Another screen laid over this one, which is remembered exactly as it is."""
    if session.state is state:
        return replace(session, code=code or session.code)
    under = session.resume
    if session.state not in _PASSING:
        here = Bookmark(state=session.state, page=session.page, code=session.code)
        under = (*_until(under, session.state), here)
    return replace(session, state=state, page=0, code=code or session.code, resume=_until(under, state))


def _until(under: tuple[Bookmark, ...], state: State) -> tuple[Bookmark, ...]:
    """The pile below a screen, so that no screen lies in it twice and it cannot grow."""
    for index, bookmark in enumerate(under):
        if bookmark.state is state:
            return under[:index]
    return under


def under(session: Session) -> Session:
    """The screen that lies under this one, as it was left; home when there is none."""
    pile = session.resume
    while pile:
        top, pile = pile[-1], pile[:-1]
        if top.state in _ABOUT_DRAFT and session.draft is None:
            continue
        return replace(session, state=top.state, page=top.page, code=top.code, resume=pile)
    return home(session)


def home(session: Session) -> Session:
    """The home screen, or the welcome to somebody who has not been welcomed. An open report stays under it."""
    target = State.HOME if session.welcomed else State.WELCOME
    kept = over(session, target).resume if session.draft else ()
    return replace(
        session, state=target, page=0, code=None, resume=tuple(mark for mark in kept if mark.state in REPORT)
    )


def begin(session: Session, at: datetime) -> Session:
    """A report: a new one, or the open one where it was left. Nobody is asked anything before the welcome."""
    if session.draft is None:
        draft = Draft(started=at, industry=session.industry)
        session = replace(session, draft=draft, asked=frozenset(), changing=False, proposed_place=None)
        session = replace(session, resume=tuple(mark for mark in session.resume if mark.state not in REPORT))
    if not session.welcomed:
        return home(session)
    return go_on(session)


def go_on(session: Session) -> Session:
    """The open report where it was left."""
    if session.state in REPORT:
        return session
    for index, bookmark in enumerate(session.resume):
        if bookmark.state in REPORT:
            return replace(session, state=bookmark.state, page=bookmark.page, resume=session.resume[:index])
    first = next(state for state in ORDER if is_open(session, state))
    return replace(show(session, first), resume=(), code=None)


def onward(session: Session) -> Session:
    """This question is answered or passed over: the next one that is still open."""
    here = BESIDE.get(session.state, session.state)
    session = replace(session, asked=session.asked | {here}, proposed_place=None)
    if session.changing:
        return _onward_in_group(session, here)
    rest = ORDER[ORDER.index(here) + 1 :]
    return show(session, next((state for state in rest if is_open(session, state)), State.REVIEW))


def _onward_in_group(session: Session, here: State) -> Session:
    group = next((group for group in GROUPS if here in group), (here,))
    rest = group[group.index(here) + 1 :]
    for state in rest:
        if applies(session, state):
            return show(session, state)
    return review(session)


def backward(session: Session) -> Session:
    """The question before this one, answered or not; the screen around the report before the first."""
    if session.changing:
        return review(session)
    if session.state in BESIDE:
        return show(replace(session, proposed_place=None), BESIDE[session.state])
    before = ORDER[: ORDER.index(session.state)]
    previous = next((state for state in reversed(before) if applies(session, state)), None)
    return home(session) if previous is None else show(session, previous)


def review(session: Session) -> Session:
    """The whole of it, before it is sent."""
    return show(replace(session, changing=False, proposed_place=None), State.REVIEW)


def applies(session: Session, state: State) -> bool:
    """Whether a question makes sense: which way they went is asked only when they are gone."""
    draft = session.draft
    if state is not State.HEADING or draft is None:
        return True
    return draft.still_there is Answer.NO and draft.setting is not Setting.ONLINE


def is_open(session: Session, state: State) -> bool:
    """Whether a question still has to be asked."""
    if state is State.REVIEW:
        return True
    return applies(session, state) and state not in session.asked and not is_filled(session.draft, state)


def is_filled(draft: Draft | None, state: State) -> bool:
    """Whether the draft already answers a question. The signs are asked even so: there may be more of them."""
    if draft is None or state in {State.SAFETY, State.DANGER, State.SIGNS, State.REVIEW}:
        return False
    return holds(draft, Topic(state.value))


def holds(draft: Draft, topic: Topic) -> bool:
    """Whether the draft says anything on a topic."""
    held = {
        Topic.SETTING: draft.setting is not None,
        Topic.WHEN: draft.observed is not None,
        Topic.STILL_THERE: draft.still_there is not None,
        Topic.HEADING: bool(draft.heading),
        Topic.WHERE: draft.place is not None,
        Topic.SIGNS: bool(draft.signs),
        Topic.PEOPLE_COUNT: draft.people.count is not None,
        Topic.PEOPLE_AGES: bool(draft.people.ages),
        Topic.PEOPLE_LOOK: bool(draft.people.look),
        Topic.VEHICLE: bool(draft.vehicles),
        Topic.CONTACTS: bool(draft.contacts),
        Topic.MEDIA: bool(draft.media),
        Topic.WORDS: any(statement.topic in {None, Topic.WORDS} for statement in draft.statements),
        Topic.TOLD: bool(draft.told),
        Topic.MAY_ASK: draft.may_ask is not None,
    }
    return held[topic]
