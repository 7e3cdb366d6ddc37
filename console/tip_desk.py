"""The right of the tip page: why this priority, what the indicators add up to, what to ask, what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from console.preview import Preview
from console.words import words
from indicators.assess import Outcome
from indicators.catalog import Catalog
from indicators.questions import Question
from indicators.terms import Dimension
from store.accounts import Account
from store.casework import Case
from store.digests import DigestKind
from store.related import Related
from tips.access import Actor, Permission
from tips.lifecycle import MOVES, TipStatus
from tips.priority import explain

SHARED: Final = {
    DigestKind.PLATE: "a plate",
    DigestKind.PHONE: "a phone",
    DigestKind.HANDLE: "a handle",
    DigestKind.VEHICLE_NUMBER: "a vehicle number",
}


@dataclass(frozen=True, kw_only=True)
class Why:
    """One reason of the priority, with the signs that met it."""

    words: str
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question that may be asked, in the language that it will be sent in."""

    key: str
    text: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class DimensionRead:
    """One dimension on each list that applies, what it rests on, and what to ask."""

    name: str
    outcomes: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    questions: tuple[Asked, ...]

    @property
    def shown(self) -> tuple[tuple[str, str], ...]:
        """The outcomes to show: one, when all lists agree."""
        return self.outcomes if len({outcome for _, outcome in self.outcomes}) > 1 else self.outcomes[:1]

    @property
    def best(self) -> str:
        """The strongest outcome of the lists."""
        found = {outcome for _, outcome in self.outcomes}
        return next((one for one in _STRENGTH if one in found), Outcome.NO_FACTS)


_STRENGTH: Final = (Outcome.POSITIVE, Outcome.PARTLY, Outcome.NO_FACTS)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One list's two readings of the last step."""

    name: str
    legal: bool
    strict: bool


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """The assessment. It sorts and explains; it decides nothing."""

    verdicts: tuple[Verdict, ...]
    dimensions: tuple[DimensionRead, ...]
    context: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RelatedShown:
    """Another tip, and what it shares, in words."""

    tip: Related
    where: str
    shares: str


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Who holds the tip, if anybody does."""

    account: UUID | None
    until: datetime | None
    is_mine: bool

    @property
    def is_held(self) -> bool:
        """Whether there is a holder."""
        return self.account is not None


@dataclass(frozen=True, kw_only=True)
class Actions:
    """What this visitor may do now. `why_not` says why the work waits, when it does."""

    can_claim: bool
    can_release: bool
    can_break: bool
    can_work: bool
    can_ask: bool
    why_not: str
    why_not_ask: str
    moves: tuple[TipStatus, ...]
    can_close: bool
    colleagues: tuple[Account, ...]


def reasons(case: Case, catalog: Catalog) -> tuple[Why, ...]:
    """Why this priority."""
    return tuple(
        Why(
            words=explain(str(reason.get("key", ""))),
            signs=tuple(catalog[sign].text if sign in catalog else sign for sign in reason.get("signs", ())),
        )
        for reason in case.row.reasons
    )


def assessed(case: Case, catalog: Catalog, questions: Sequence[Question]) -> Assessed:
    """The assessment as it was worked out when the tip was sent."""
    readings: Sequence[Mapping[str, Any]] = case.assessment.get("readings", ())
    worth = set(case.assessment.get("questions", ()))
    return Assessed(
        verdicts=tuple(
            Verdict(name=words(reading["ilo_list"], "list"), legal=reading["legal"], strict=reading["strict"])
            for reading in readings
        ),
        dimensions=tuple(
            _dimension(dimension, readings, catalog, [one for one in questions if one.key in worth])
            for dimension in Dimension
        ),
        context=tuple(catalog[sign].text for sign in case.assessment.get("context", ()) if sign in catalog),
    )


def _dimension(
    dimension: Dimension, readings: Sequence[Mapping[str, Any]], catalog: Catalog, questions: Iterable[Question]
) -> DimensionRead:
    results = [
        (words(reading["ilo_list"], "list"), result)
        for reading in readings
        for result in reading["dimensions"]
        if result["dimension"] == dimension
    ]
    facts = [_fact(dimension, fact, catalog) for _, result in results for fact in result["facts"]]
    return DimensionRead(
        name=words(dimension, "dimension"),
        outcomes=tuple((name, result["outcome"]) for name, result in results),
        facts=tuple(dict.fromkeys(facts)),
        questions=tuple(
            Asked(key=one.key, text=one.text, shown=one.text) for one in questions if one.dimension is dimension
        ),
    )


def _fact(dimension: Dimension, fact: Mapping[str, Any], catalog: Catalog) -> str:
    known = catalog.ilo_lists.indicators.get((dimension, fact["ilo"]))
    name = known.text if known else str(fact["ilo"]).replace("-", " ")
    return f"{words(fact['rank'], 'rank')}: {name}"


def canned(preview: Preview, language: str) -> tuple[Asked, ...]:
    """Questions that fit any tip, in the reporter's language, shown to the desk in English."""
    return tuple(
        Asked(key=one.key, text=one.texts.get(language, one.texts["en"]), shown=one.texts["en"])
        for one in preview.canned
    )


def show_related(found: Iterable[Related], names: Mapping[bytes, str]) -> tuple[RelatedShown, ...]:
    """Related tips with what they share called by its name, since this tip is open."""
    shown = []
    for tip in found:
        shares = dict.fromkeys(names.get(one.digest, SHARED.get(one.kind, "something")) for one in tip.shared)
        where = ", ".join(part for part in (tip.town, tip.county, (tip.state or "")[3:]) if part)
        shown.append(RelatedShown(tip=tip, where=where, shares=", ".join(shares)))
    return tuple(shown)


def hold_of(case: Case, visitor: Actor, now: datetime) -> Hold:
    """Who holds the tip now. A claim that has run out is none."""
    live = case.claimed_by is not None and case.claim_until is not None and case.claim_until > now
    account = case.claimed_by if live else None
    return Hold(account=account, until=case.claim_until if live else None, is_mine=account == visitor.account)


def actions(case: Case, visitor: Actor, hold: Hold, colleagues: Iterable[Account]) -> Actions:
    """What may be done. The store decides again at each action; this only keeps buttons from leading nowhere."""
    by_other = hold.is_held and not hold.is_mine
    status = TipStatus(case.status)
    closed = status is TipStatus.CLOSED
    can_work = visitor.may(Permission.WORK) and (not by_other or visitor.may(Permission.BREAK_CLAIM))
    why_not_ask = _why_not_ask(case, visitor, by_other=by_other)
    moves = MOVES[status] - {TipStatus.WITHDRAWN}
    return Actions(
        can_claim=visitor.may(Permission.CLAIM) and not hold.is_held and not closed,
        can_release=visitor.may(Permission.CLAIM) and hold.is_mine,
        can_break=visitor.may(Permission.BREAK_CLAIM) and by_other,
        can_work=can_work,
        can_ask=not why_not_ask,
        why_not="" if can_work else "Somebody else holds this tip. Notes are always possible.",
        why_not_ask=why_not_ask,
        moves=tuple(one for one in TipStatus if one in moves and one is not TipStatus.CLOSED),
        can_close=TipStatus.CLOSED in moves,
        colleagues=tuple(
            one
            for one in colleagues
            if visitor.may(Permission.ASSIGN) and not one.disabled and one.actor.may(Permission.CLAIM)
        ),
    )


def _why_not_ask(case: Case, visitor: Actor, *, by_other: bool) -> str:
    if not visitor.may(Permission.ASK):
        return "Your role may not write to drivers."
    if not case.reachable:
        return "The driver had everything about them erased. Nobody can be asked."
    if case.may_ask is False:
        return "The driver asked not to be asked anything."
    if case.status == TipStatus.CLOSED:
        return "This tip is closed. Take it up again before you ask."
    if by_other and not visitor.may(Permission.BREAK_CLAIM):
        return "Somebody else holds this tip, and asks for all."
    return ""
