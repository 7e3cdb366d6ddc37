"""What the buttons around the report do: welcome, home, tips, news, numbers, language, erasing, hiding and stopping."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import pocket
from bot.dialogue.effects import DiscardDraft, Effect, EraseReporter, HideChat, WithdrawTip
from bot.dialogue.events import Event
from bot.dialogue.knowledge import Knowledge, Step
from bot.dialogue.moves import begin, go_on, home, over, show, under
from bot.dialogue.replies import Line
from bot.dialogue.session import Session
from bot.dialogue.states import COVERED, REPORT, State
from bot.dialogue.training import open_training, to_refresh
from indicators.terms import Rank

TIPS_PER_PAGE = 6


def tap(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    """The step of a button that is not the report's, or None when this screen has no such button."""
    if action == "back" and session.state in HAVE_BACK:
        return Step(session=under(session))
    handle = _SCREENS.get(session.state)
    return handle(session, action, event, knowledge) if handle else None


HAVE_BACK = frozenset(
    {
        State.TIPS,
        State.TIP,
        State.ADDING,
        State.WITHDRAW_CONFIRM,
        State.LANGUAGE,
        State.HELP,
        State.ERASE_CONFIRM,
        State.STOP,
        State.EMERGENCY,
        State.REFRESHER,
        State.POCKET,
        State.POCKET_SIGNS,
        State.POCKET_SIGN,
    }
)
"""Screens around the report that go back to what lies under them."""


def open_screen(session: Session, action: str) -> Step | None:
    """The screens that several others lead to."""
    target = {
        "tips": State.TIPS,
        "help": State.HELP,
        "language": State.LANGUAGE,
        "erase": State.ERASE_CONFIRM,
        "signs": State.POCKET,
    }.get(action)
    if target is not None:
        return Step(session=over(session, target))
    if action == "training":
        return Step(session=open_training(session))
    if action == "home":
        return Step(session=home(session))
    return hide(session) if action == "hide" else None


def hide(session: Session) -> Step:
    """A neutral card at once, and whatever can still be removed from the chat goes."""
    return Step(session=over(session, State.HIDDEN), effects=(HideChat(),))


def erased(session: Session) -> Step:
    """Nothing is left of the reporter but a card that says so."""
    gone = Session(language=session.language, state=State.ERASED, visit=session.visit, revision=session.revision)
    discard: tuple[Effect, ...] = (DiscardDraft(),) if session.draft else ()
    return Step(session=gone, effects=(*discard, EraseReporter()))


def discard(session: Session) -> Session:
    """The session without its draft and without any way back into it."""
    pile = tuple(mark for mark in session.resume if mark.state not in REPORT)
    return replace(session, draft=None, asked=frozenset(), changing=False, proposed_place=None, resume=pile)


def _welcome(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "report":
        return Step(session=begin(replace(session, welcomed=True), event.at))
    if action in {"signs", "training"}:
        return open_screen(home(replace(session, welcomed=True)), action)
    return open_screen(session, action) if action in {"help", "language", "hide"} else None


def _home(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "report":
        return Step(session=begin(session, event.at))
    return open_screen(session, action) if action != "home" else None


def _receipt(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "add":
        return Step(session=over(session, State.ADDING, code=session.code))
    return open_screen(session, action) if action in {"tips", "home"} else None


def _tips(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    kind, _, value = action.partition(".")
    if kind == "page" and value.isdecimal():
        return Step(session=replace(session, page=min(int(value), max(0, len(session.tips) - 1) // TIPS_PER_PAGE)))
    if kind == "tip" and any(tip.code == value for tip in session.tips):
        return Step(session=over(session, State.TIP, code=value))
    return None


def _tip(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "add":
        return Step(session=over(session, State.ADDING, code=session.code))
    if action == "withdraw" and not is_withdrawn(session.code, knowledge):
        return Step(session=over(session, State.WITHDRAW_CONFIRM, code=session.code))
    asked = next((notice for notice in session.notices if notice.code == session.code), None)
    if action == "answer" and asked is not None:
        rest = tuple(notice for notice in session.notices if notice is not asked)
        session = replace(session, notices=(replace(asked, later=False), *rest))
        return Step(session=over(session, State.NOTICE, code=session.code))
    return None


def is_withdrawn(code: str | None, knowledge: Knowledge) -> bool:
    """Whether the reporter took this tip back already."""
    standing = knowledge.standings.get(code or "")
    return standing is not None and standing.status == "withdrawn"


def _adding(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    return Step(session=under(session)) if action == "done" else None


def _withdraw(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action != "withdraw" or session.code is None:
        return None
    code = session.code
    after = replace(under(session), noted=(Line(key="noted-withdrawn", args={"code": code}),))
    return Step(session=after, effects=(WithdrawTip(code=code),))


def _notice(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    """A question that is put off waits on the tip's card; everything else has been read."""
    if not session.notices:
        return Step(session=under(session))
    first, rest = session.notices[0], session.notices[1:]
    if action == "refresh" and sign_that_mattered(first.code, knowledge) is not None:
        return Step(session=over(under(replace(session, notices=rest)), State.REFRESHER, code=first.code))
    if action == "training" and first.course in knowledge.courses.courses:
        return Step(session=to_refresh(under(replace(session, notices=rest)), first.course))
    if action == "later":
        return Step(session=under(replace(session, notices=(*rest, replace(first, later=True)))))
    return Step(session=under(replace(session, notices=rest))) if action in {"done", "back"} else None


def _language(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    chosen = action.removeprefix("lang.")
    if chosen not in knowledge.languages:
        return None
    return Step(session=under(replace(session, language=chosen)))


def _help(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    country = action.removeprefix("country.")
    if country not in knowledge.helplines.countries:
        return None
    return Step(session=replace(session, country=country))


def _erase(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    return erased(session) if action == "erase" else None


def _erased(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    return Step(session=show(session, State.WELCOME)) if action == "start" else None


def _stop(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "keep":
        return Step(session=replace(home(session), noted=(Line(key="noted-draft-kept"),)))
    if action == "hide":
        return hide(session)
    if action == "discard":
        after = replace(home(discard(session)), noted=(Line(key="noted-draft-gone"),))
        return Step(session=after, effects=(DiscardDraft(),))
    return None


def _resume(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    if action == "go-on":
        return Step(session=go_on(session))
    if action == "start-over":
        return Step(session=begin(discard(session), event.at), effects=(DiscardDraft(),))
    return open_screen(session, action) if action == "home" else None


def _covered(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    return Step(session=uncover(session)) if action == "open" else None


def sign_that_mattered(code: str | None, knowledge: Knowledge) -> str | None:
    """The weightiest sign of a tip that was sent: what a minute's refresher is about."""
    standing = knowledge.standings.get(code or "")
    known = [sign for sign in standing.signs if sign in knowledge.catalog] if standing else []
    if not known:
        return None
    found = [knowledge.catalog[sign] for sign in known]
    return min(found, key=lambda one: (one.alarm is None, _WEIGHT[one.rank], known.index(one.id))).id


_WEIGHT = {Rank.STRONG: 0, Rank.MEDIUM: 1, Rank.WEAK: 2}


def _refresher(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    return Step(session=under(session)) if action == "done" else None


def uncover(session: Session) -> Session:
    """The screen under a card that says nothing; after a hide with a word on what could not be removed."""
    noted = (Line(key="noted-hidden"),) if session.state is State.HIDDEN else ()
    return replace(under(session), noted=noted)


def awake(session: Session) -> Session:
    """Whatever is sent brings back what was covered."""
    return uncover(session) if session.state in COVERED else session


_SCREENS: dict[State, Callable[[Session, str, Event, Knowledge], Step | None]] = {
    State.WELCOME: _welcome,
    State.HOME: _home,
    State.RECEIPT: _receipt,
    State.TIPS: _tips,
    State.TIP: _tip,
    State.ADDING: _adding,
    State.WITHDRAW_CONFIRM: _withdraw,
    State.NOTICE: _notice,
    State.LANGUAGE: _language,
    State.HELP: _help,
    State.ERASE_CONFIRM: _erase,
    State.ERASED: _erased,
    State.STOP: _stop,
    State.RESUME: _resume,
    State.HIDDEN: _covered,
    State.KNOCK: _covered,
    State.REFRESHER: _refresher,
    State.POCKET: pocket.place,
    State.POCKET_SIGNS: pocket.signs,
    State.POCKET_SIGN: pocket.sign,
}
