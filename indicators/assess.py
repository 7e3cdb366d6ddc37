"""The ILO and European Commission rule of 2009 on what a reporter noticed: it sorts and explains, and decides nothing.

An assessment is a reading of indicators, never a legal finding, and no tip waits for it. Drivers seldom see wages or
recruitment: a negative reading says that facts are lacking, not that all is well.

What one sign weighs on one list, given how the reporter knows it:

| evidence     | saw                 | heard                  | told by the person       |
|--------------|---------------------|------------------------|--------------------------|
| said         | the list's rank     | the list's rank        | the list's rank          |
| fact         | the list's rank     | the list's, one lower  | the list's rank          |
| proxy        | the catalog's rank  | the catalog's rank     | the list's rank          |
| circumstance | the catalog's rank  | the catalog's rank     | the catalog's rank       |

"Said" signs are the person's own words however they reached the reporter. A fact that was only heard happening is
neither seen nor said, so it weighs less. A proxy, such as somebody else holding an ID, becomes the ILO fact by the
person's word only. Where a sexual list is filled in from the labor list, our own higher rank stands.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.catalog import Catalog, Indicator
from indicators.ilo import WEIGHT, IloLists, RankOrigin
from indicators.questions import Question
from indicators.terms import Dimension, Evidence, FactStatus, IloList, Kind, Minors, Rank

SAW, HEARD, TOLD = "saw", "heard", "told"
BASES = frozenset({SAW, HEARD, TOLD})
CONFIRMED_BY: Mapping[Evidence, frozenset[str]] = {
    Evidence.SAID: BASES,
    Evidence.FACT: frozenset({SAW, TOLD}),
    Evidence.PROXY: frozenset({TOLD}),
    Evidence.CIRCUMSTANCE: frozenset(),
}
ONE_LOWER = {Rank.STRONG: Rank.MEDIUM, Rank.MEDIUM: Rank.WEAK, Rank.WEAK: Rank.WEAK}
CHILD_LISTS = frozenset({IloList.CHILD_LABOR, IloList.CHILD_SEXUAL})
MEANS = frozenset(Dimension) - {Dimension.EXPLOITATION}


class Outcome(StrEnum):
    """What the facts say about one dimension."""

    POSITIVE = "positive"
    PARTLY = "partly"  # some facts, fewer than the rule asks for
    NO_FACTS = "no-facts"


@dataclass(frozen=True, kw_only=True)
class CountedFact:
    """One ILO indicator that counted, once, at its highest rank. `signs` are all signs that pointed at it."""

    ilo: str
    rank: Rank
    origin: RankOrigin
    signs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DimensionResult:
    """One dimension on one list."""

    dimension: Dimension
    outcome: Outcome
    facts: tuple[CountedFact, ...]


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """The last step: the positive dimensions, and both published ways to read them together."""

    positive: frozenset[Dimension]
    legal: bool
    strict: bool


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The case read against one list. `legal` and `strict` are the two readings of the last step."""

    ilo_list: IloList
    dimensions: tuple[DimensionResult, ...]
    legal: bool
    strict: bool


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the noticed signs add up to. With two readings the kind is not known: both are shown, neither decides.

    `context` are signs without an ILO indicator, `unknown` ids that this catalog does not hold: nothing is left out.
    """

    readings: tuple[Reading, ...]
    kind: Kind
    context: tuple[str, ...]
    unknown: tuple[str, ...]
    questions: tuple[str, ...]
    catalog_version: str

    @property
    def decides(self) -> bool:
        """Whether the reading may be used for sorting."""
        return len(self.readings) == 1

    @property
    def legal(self) -> bool:
        """Positive in the legal reading (Palermo Protocol, Article 3) of the one list that applies."""
        return self.decides and self.readings[0].legal

    @property
    def strict(self) -> bool:
        """Positive in the strict reading of the one list that applies."""
        return self.decides and self.readings[0].strict


def assess(
    signs: Iterable[tuple[str, str]],
    *,
    kind: Kind,
    maybe_minor: bool,
    catalog: Catalog,
    questions: Iterable[Question] = (),
) -> Assessment:
    """Read the signs, pairs of indicator id and basis ("saw", "heard", "told"), against what list or lists apply."""
    pairs = sorted(set(signs))
    known = [(catalog[sign], basis) for sign, basis in pairs if sign in catalog]
    readings = tuple(_read(known, ilo_list, catalog.ilo_lists) for ilo_list in lists_for(kind, maybe_minor=maybe_minor))
    return Assessment(
        readings=readings,
        kind=kind,
        context=_distinct(indicator.id for indicator, _ in known if indicator.ilo is None),
        unknown=_distinct(sign for sign, _ in pairs if sign not in catalog),
        questions=worth_asking(readings, kind, questions),
        catalog_version=catalog.version,
    )


def lists_for(kind: Kind, *, maybe_minor: bool) -> tuple[IloList, ...]:
    """The list of a case. Not sure of age takes the child list; not sure which kind takes both."""
    labor = IloList.CHILD_LABOR if maybe_minor else IloList.ADULT_LABOR
    sexual = IloList.CHILD_SEXUAL if maybe_minor else IloList.ADULT_SEXUAL
    return {Kind.LABOR: (labor,), Kind.SEX: (sexual,), Kind.EITHER: (labor, sexual)}[kind]


def kind_of(signs: Iterable[str], catalog: Catalog) -> Kind:
    """The kind that the signs point to when nobody said it: one kind only if no sign points to the other."""
    kinds = {catalog[sign].kind for sign in signs if sign in catalog} - {Kind.EITHER}
    return kinds.pop() if len(kinds) == 1 else Kind.EITHER


def minors_of(signs: Iterable[str], catalog: Catalog) -> Minors:
    """Whether the signs themselves involve somebody under 18."""
    found = {catalog[sign].minors for sign in signs if sign in catalog}
    return next((minors for minors in (Minors.YES, Minors.MAYBE) if minors in found), Minors.NO)


def is_positive(ranks: Iterable[Rank]) -> bool:
    """Whether the facts of one dimension suffice: 2 strong; 1 strong and 1 other; 3 medium; 2 medium and 1 weak."""
    count = Counter(ranks)
    strong, medium, weak = count[Rank.STRONG], count[Rank.MEDIUM], count[Rank.WEAK]
    if strong:
        return strong + medium + weak >= 2
    return medium >= 3 or (medium == 2 and weak >= 1)


def judge(ilo_list: IloList, facts: Iterable[tuple[Dimension, Rank]]) -> RuleResult:
    """The rule on bare facts: each dimension by itself, then both readings of the last step.

    Legal (Palermo Protocol, Article 3): exploitation and any means; for a child exploitation alone.
    Strict (the published Moldova example): coerced or deceived into it, exploited, and coerced there; for a child
    exploitation alone, because the example does not cover children.
    """
    by_dimension: dict[Dimension, list[Rank]] = {dimension: [] for dimension in Dimension}
    for dimension, rank in facts:
        by_dimension[dimension].append(rank)
    positive = frozenset(dimension for dimension, ranks in by_dimension.items() if is_positive(ranks))
    exploited = Dimension.EXPLOITATION in positive
    if ilo_list in CHILD_LISTS:
        return RuleResult(positive=positive, legal=exploited, strict=exploited)
    recruited = positive & {Dimension.DECEPTIVE_RECRUITMENT, Dimension.COERCIVE_RECRUITMENT}
    coerced = Dimension.COERCION_AT_DESTINATION in positive
    return RuleResult(
        positive=positive,
        legal=exploited and bool(positive & MEANS),
        strict=exploited and bool(recruited) and coerced,
    )


def weigh(indicator: Indicator, basis: str, ilo_list: IloList, lists: IloLists) -> tuple[Rank, RankOrigin] | None:
    """What a sign weighs on a list; None where it has no ILO indicator or the list does not carry it."""
    if basis not in BASES:
        raise ValueError(f"unknown basis {basis!r}")
    if indicator.ilo is None:
        return None
    listed = lists.rank(ilo_list, indicator.dimension, indicator.ilo)
    if listed is None:
        return None
    rank, origin = listed
    ours = lists.limited(ilo_list, indicator.dimension, indicator.rank), RankOrigin.OURS
    if basis in CONFIRMED_BY[indicator.evidence]:
        stands = origin is RankOrigin.LABOR_LIST and indicator.rank_status is FactStatus.OURS
        return ours if stands and WEIGHT[ours[0]] > WEIGHT[rank] else listed
    if indicator.evidence is Evidence.FACT:
        return ONE_LOWER[rank], RankOrigin.OURS
    taken_from_list = indicator.rank_status is not FactStatus.OURS and ours[0] is rank
    return listed if taken_from_list else ours


def worth_asking(readings: Iterable[Reading], kind: Kind, questions: Iterable[Question]) -> tuple[str, ...]:
    """The keys of the questions for the dimensions that are not positive yet, those without any facts first."""
    lacking: dict[Dimension, set[Outcome]] = {dimension: set() for dimension in Dimension}
    for reading in readings:
        for result in reading.dimensions:
            lacking[result.dimension].add(result.outcome)
    fitting = [question for question in questions if question.fits(kind)]
    without = [question.key for question in fitting if Outcome.NO_FACTS in lacking[question.dimension]]
    partly = [question.key for question in fitting if Outcome.PARTLY in lacking[question.dimension]]
    return _distinct((*without, *partly))


def _read(known: Iterable[tuple[Indicator, str]], ilo_list: IloList, lists: IloLists) -> Reading:
    facts = _count_once(known, ilo_list, lists)
    result = judge(ilo_list, ((dimension, fact.rank) for dimension, fact in facts))
    results = []
    for dimension in Dimension:
        counted = tuple(fact for where, fact in facts if where is dimension)
        outcome = Outcome.POSITIVE if dimension in result.positive else Outcome.PARTLY if counted else Outcome.NO_FACTS
        results.append(DimensionResult(dimension=dimension, outcome=outcome, facts=counted))
    return Reading(ilo_list=ilo_list, dimensions=tuple(results), legal=result.legal, strict=result.strict)


def _count_once(
    known: Iterable[tuple[Indicator, str]], ilo_list: IloList, lists: IloLists
) -> list[tuple[Dimension, CountedFact]]:
    """Each ILO indicator once, at its highest rank: several signs often point at the same one."""
    best: dict[tuple[Dimension, str], tuple[Rank, RankOrigin]] = {}
    signs: dict[tuple[Dimension, str], list[str]] = {}
    for indicator, basis in known:
        weight = weigh(indicator, basis, ilo_list, lists)
        if weight is None or indicator.ilo is None:
            continue
        key = indicator.dimension, indicator.ilo
        signs.setdefault(key, []).append(indicator.id)
        best[key] = max(best.get(key, weight), weight, key=_preference)
    return [
        (key[0], CountedFact(ilo=key[1], rank=rank, origin=origin, signs=_distinct(signs[key])))
        for key, (rank, origin) in best.items()
    ]


def _preference(weight: tuple[Rank, RankOrigin]) -> tuple[int, bool]:
    """The higher rank; of two equal ones the ILO's own, whatever order they came in."""
    rank, origin = weight
    return WEIGHT[rank], origin is not RankOrigin.OURS


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
