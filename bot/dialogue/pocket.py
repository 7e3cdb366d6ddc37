"""The pocket mode: the signs of a kind of place, to look up without reporting anything. One tap makes it a report.

`Session.code` says what is looked at: a kind of place ("motel", or "any"), and behind a slash the sign.
"""

from dataclasses import replace
from typing import Final

from bot.dialogue.events import Event
from bot.dialogue.knowledge import Knowledge, Step
from bot.dialogue.moves import begin, over
from bot.dialogue.report import SIGNS_PER_PAGE
from bot.dialogue.session import Session
from bot.dialogue.states import State
from indicators.terms import Setting
from tips.draft import Basis, SignSeen

ANYWHERE: Final = "any"


def looked_at(session: Session) -> tuple[Setting | None, str]:
    """The kind of place, and the sign ("" while none is open)."""
    place, _, sign = (session.code or "").partition("/")
    return Setting(place) if place in set(Setting) else None, sign


def signs_of(session: Session, knowledge: Knowledge) -> tuple[str, ...]:
    """The signs of the place, in the order of this industry's checklist."""
    return knowledge.checklist(session.industry).signs_for(looked_at(session)[0])


def place(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    """A kind of place was chosen."""
    chosen = ANYWHERE if action == "unsure" else action.removeprefix("set.")
    if chosen != ANYWHERE and chosen not in set(Setting):
        return None
    return Step(session=over(session, State.POCKET_SIGNS, code=chosen))


def signs(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    """A page of the signs, one of them, or a report about this kind of place."""
    known = signs_of(session, knowledge)
    kind, _, value = action.partition(".")
    if kind == "page" and value.isdecimal():
        return Step(session=replace(session, page=min(int(value), (len(known) - 1) // SIGNS_PER_PAGE)))
    if kind == "sign" and value in known:
        place = (session.code or ANYWHERE).partition("/")[0]
        return Step(session=over(session, State.POCKET_SIGN, code=f"{place}/{value}"))
    return _report(session, event, knowledge) if action == "report" else None


def sign(session: Session, action: str, event: Event, knowledge: Knowledge) -> Step | None:
    """This sign was noticed: a report begins with it. For one that an update took away, the card asks for a place."""
    if looked_at(session)[1] not in knowledge.catalog:
        return place(session, action, event, knowledge)
    return _report(session, event, knowledge) if action == "report" else None


def _report(session: Session, event: Event, knowledge: Knowledge) -> Step:
    """The open report, or a new one, that knows already what was looked at. Nothing that was told is replaced."""
    setting, seen = looked_at(session)
    begun = begin(session, event.at)
    draft = begun.draft
    if draft is None:
        return Step(session=begun)
    draft = replace(draft, setting=draft.setting or setting)
    if seen and all(one.indicator != seen for one in draft.signs):
        asked_with = knowledge.versions(draft.industry)
        draft = replace(draft, signs=(*draft.signs, SignSeen(indicator=seen, basis=Basis.SAW)), asked_with=asked_with)
    return Step(session=replace(begun, draft=draft))
