"""The rule against the reference cases, its properties, and what a reporter's signs make of it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.assess import (
    BASES,
    Assessment,
    Outcome,
    Reading,
    assess,
    is_positive,
    judge,
    kind_of,
    lists_for,
    minors_of,
    weigh,
)
from indicators.catalog import Indicator, load_catalog
from indicators.ilo import WEIGHT, RankOrigin
from indicators.questions import load_questions
from indicators.terms import Dimension, IloList, Kind, Minors, Rank

CASES = json.loads((Path(__file__).parent / "delphi-cases.json").read_text(encoding="utf-8"))
CATALOG = load_catalog()
QUESTIONS = load_questions()
FACTS = st.lists(st.tuples(st.sampled_from(Dimension), st.sampled_from(Rank)), max_size=12)
SIGNS = st.lists(st.tuples(st.sampled_from(sorted(CATALOG.indicators)), st.sampled_from(sorted(BASES))), max_size=12)
KINDS = st.sampled_from(Kind)


def read(*signs: tuple[str, str], kind: Kind = Kind.LABOR, maybe_minor: bool = False) -> Assessment:
    return assess(signs, kind=kind, maybe_minor=maybe_minor, catalog=CATALOG, questions=QUESTIONS)


def outcomes(assessment: Assessment) -> dict[Dimension, Outcome]:
    [reading] = assessment.readings
    return {result.dimension: result.outcome for result in reading.dimensions}


def ranks(assessment: Assessment) -> dict[str, tuple[Rank, RankOrigin]]:
    [reading] = assessment.readings
    return {fact.ilo: (fact.rank, fact.origin) for result in reading.dimensions for fact in result.facts}


def facts_of(reading: Reading) -> dict[tuple[Dimension, str], int]:
    return {(result.dimension, fact.ilo): WEIGHT[fact.rank] for result in reading.dimensions for fact in result.facts}


def test_the_reference_file_is_whole() -> None:
    assert len(CASES) == 34
    assert {case["list"] for case in CASES} == set(IloList)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_rule_agrees_with_the_reference_case(case: Mapping[str, Any]) -> None:
    result = judge(IloList(case["list"]), [(Dimension(where), Rank(rank)) for where, rank in case["indicators"]])
    assert {dimension.value: dimension in result.positive for dimension in Dimension} == case["expected"]
    assert result.legal is case["trafficking"]
    assert result.strict is case["trafficking_strict"]


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (2, 0, 0, True),
        (1, 1, 0, True),
        (1, 0, 1, True),
        (0, 3, 0, True),
        (0, 2, 1, True),
        (0, 2, 5, True),
        (1, 0, 5, True),
        (0, 0, 0, False),
        (1, 0, 0, False),
        (0, 2, 0, False),
        (0, 1, 9, False),
        (0, 0, 9, False),
    ],
)
def test_a_dimension_is_positive_as_the_table_says(strong: int, medium: int, weak: int, positive: bool) -> None:
    assert is_positive([Rank.STRONG] * strong + [Rank.MEDIUM] * medium + [Rank.WEAK] * weak) is positive


@given(st.sampled_from(IloList), FACTS, st.tuples(st.sampled_from(Dimension), st.sampled_from(Rank)))
def test_one_more_fact_never_takes_a_positive_back(
    ilo_list: IloList, facts: list[tuple[Dimension, Rank]], more: tuple[Dimension, Rank]
) -> None:
    before, after = judge(ilo_list, facts), judge(ilo_list, [*facts, more])
    assert before.positive <= after.positive
    assert after.legal >= before.legal
    assert after.strict >= before.strict
    assert after.legal >= after.strict


@given(st.sampled_from(IloList), FACTS, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(
    ilo_list: IloList, facts: list[tuple[Dimension, Rank]], random: Any
) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert judge(ilo_list, shuffled) == judge(ilo_list, facts)


@given(st.sampled_from(IloList), st.lists(st.sampled_from(Dimension), max_size=30))
def test_weak_facts_alone_are_never_positive(ilo_list: IloList, where: list[Dimension]) -> None:
    result = judge(ilo_list, [(dimension, Rank.WEAK) for dimension in where])
    assert (result.positive, result.legal, result.strict) == (frozenset(), False, False)


@given(SIGNS, KINDS, st.booleans(), st.randoms(use_true_random=False))
def test_signs_count_once_in_any_order(signs: list[tuple[str, str]], kind: Kind, minor: bool, random: Any) -> None:
    shuffled = [*signs, *signs]
    random.shuffle(shuffled)
    assert read(*shuffled, kind=kind, maybe_minor=minor) == read(*signs, kind=kind, maybe_minor=minor)


@given(
    SIGNS, KINDS, st.booleans(), st.tuples(st.sampled_from(sorted(CATALOG.indicators)), st.sampled_from(sorted(BASES)))
)
def test_one_more_sign_never_weakens_a_reading(
    signs: list[tuple[str, str]], kind: Kind, minor: bool, more: tuple[str, str]
) -> None:
    pairs = zip(
        read(*signs, kind=kind, maybe_minor=minor).readings,
        read(*signs, more, kind=kind, maybe_minor=minor).readings,
        strict=True,
    )
    for before, after in pairs:
        assert after.legal >= before.legal
        assert after.strict >= before.strict
        weights = facts_of(after)
        assert all(weights[key] >= weight for key, weight in facts_of(before).items())


@given(SIGNS, KINDS, st.booleans())
def test_no_sign_is_left_out_of_the_explanation(signs: list[tuple[str, str]], kind: Kind, minor: bool) -> None:
    assessment = read(*signs, kind=kind, maybe_minor=minor)
    for reading in assessment.readings:
        counted = [sign for result in reading.dimensions for fact in result.facts for sign in fact.signs]
        assert {*counted, *assessment.context} == {sign for sign, _ in signs}
        for result in reading.dimensions:
            assert len({fact.ilo for fact in result.facts}) == len(result.facts)


@pytest.mark.parametrize("ilo_list", IloList)
@pytest.mark.parametrize("indicator", CATALOG.indicators.values(), ids=list(CATALOG.indicators))
def test_the_persons_own_word_never_weighs_less_than_hearsay(indicator: Indicator, ilo_list: IloList) -> None:
    heard, saw, told = (weigh(indicator, basis, ilo_list, CATALOG.ilo_lists) for basis in ("heard", "saw", "told"))
    if indicator.ilo is None:
        assert (heard, saw, told) == (None, None, None)
    else:
        assert heard is not None
        assert saw is not None
        assert told is not None
        assert WEIGHT[heard[0]] <= WEIGHT[saw[0]] <= WEIGHT[told[0]]


def test_signs_of_one_ilo_indicator_count_once_at_its_highest_rank() -> None:
    assessment = read(("speaks-for-them", "saw"), ("phone-controlled", "saw"), ("watched-constantly", "saw"))
    assert ranks(assessment) == {"isolation-confinement-surveillance": (Rank.STRONG, RankOrigin.ILO_LIST)}
    assert outcomes(assessment)[Dimension.COERCION_AT_DESTINATION] is Outcome.PARTLY
    [fact] = assessment.readings[0].dimensions[4].facts
    assert fact.signs == ("phone-controlled", "speaks-for-them", "watched-constantly")


@pytest.mark.parametrize("weaker", ["face-pulled-from-window", "speaks-for-them", "truck-passenger-silent"])
def test_a_weaker_sign_does_not_lower_a_stronger_one(weaker: str) -> None:
    assessment = read(("passenger-kept-aboard", "saw"), (weaker, "saw"))
    assert ranks(assessment)["isolation-confinement-surveillance"][0] is Rank.STRONG


def test_of_two_equal_ranks_the_lists_own_is_named() -> None:
    assessment = read(("cash-back-to-car", "saw"), ("driver-pay-or-papers-held", "told"))
    assert ranks(assessment) == {"withholding-of-wages": (Rank.MEDIUM, RankOrigin.ILO_LIST)}


def test_a_proxy_becomes_the_ilo_fact_by_the_persons_word_only() -> None:
    assert ranks(read(("id-held-by-other", "saw"))) == {"confiscation-of-documents": (Rank.MEDIUM, RankOrigin.OURS)}
    assert ranks(read(("id-held-by-other", "heard"))) == {"confiscation-of-documents": (Rank.MEDIUM, RankOrigin.OURS)}
    told = ranks(read(("id-held-by-other", "told")))
    assert told == {"confiscation-of-documents": (Rank.STRONG, RankOrigin.ILO_LIST)}


def test_a_fact_that_was_only_heard_weighs_less_than_one_seen() -> None:
    assert ranks(read(("saw-violence", "saw")))["violence"] == (Rank.STRONG, RankOrigin.ILO_LIST)
    assert ranks(read(("saw-violence", "heard")))["violence"] == (Rank.MEDIUM, RankOrigin.OURS)


def test_the_persons_own_words_keep_the_lists_rank_however_they_came() -> None:
    for basis in BASES:
        assert ranks(read(("told-debt", basis)))["debt-bondage"] == (Rank.STRONG, RankOrigin.ILO_LIST)


def test_a_circumstance_is_not_confirmed_by_anybodys_word() -> None:
    assert ranks(read(("vague-job-promise", "told")))["deceived-about-job"] == (Rank.MEDIUM, RankOrigin.OURS)


def test_the_same_sign_weighs_more_on_the_child_list() -> None:
    threatened = ("told-threatened", "told")
    assert ranks(read(threatened))["threats-of-violence"][0] is Rank.MEDIUM
    assert ranks(read(threatened, maybe_minor=True))["threats-of-violence"][0] is Rank.STRONG


def test_a_sexual_list_says_where_the_labor_list_stands_in() -> None:
    sexual = ranks(read(("told-debt", "told"), ("third-party-offers-sex", "saw"), kind=Kind.SEX))
    assert sexual["debt-bondage"] == (Rank.STRONG, RankOrigin.LABOR_LIST)
    assert sexual["forced-tasks-or-clients"] == (Rank.STRONG, RankOrigin.ILO_LIST)


def test_no_exploitation_fact_is_strong_on_the_adult_sexual_list() -> None:
    hours = ("crew-extreme-hours", "told")
    assert ranks(read(hours))["excessive-hours"] == (Rank.STRONG, RankOrigin.ILO_LIST)
    assert ranks(read(hours, kind=Kind.SEX))["excessive-hours"] == (Rank.MEDIUM, RankOrigin.LABOR_LIST)


def test_our_own_higher_rank_stands_where_a_sexual_list_is_only_filled_in() -> None:
    boss = ("told-controller", "told")
    assert ranks(read(boss, kind=Kind.SEX))["under-strong-influence"] == (Rank.STRONG, RankOrigin.OURS)
    assert ranks(read(boss))["under-strong-influence"] == (Rank.MEDIUM, RankOrigin.ILO_LIST)


def test_context_signs_are_shown_and_never_counted() -> None:
    assessment = read(("minor-selling-sex", "saw"), ("asked-for-help", "told"), kind=Kind.SEX, maybe_minor=True)
    assert assessment.context == ("asked-for-help", "minor-selling-sex")
    assert set(outcomes(assessment).values()) == {Outcome.NO_FACTS}
    assert not assessment.legal


def test_a_whole_labor_case_is_positive_in_both_readings() -> None:
    assessment = read(
        ("told-different-job", "told"),
        ("told-different-pay", "told"),
        ("crew-extreme-hours", "told"),
        ("crew-unpaid", "told"),
        ("told-id-taken", "told"),
        ("housing-locked-or-guarded", "saw"),
    )
    assert (assessment.legal, assessment.strict, assessment.decides) == (True, True, True)
    assert outcomes(assessment)[Dimension.COERCIVE_RECRUITMENT] is Outcome.NO_FACTS


def test_exploitation_and_coercion_without_recruitment_facts_is_positive_in_the_legal_reading_only() -> None:
    assessment = read(
        ("crew-extreme-hours", "told"), ("crew-unpaid", "told"), ("told-id-taken", "told"), ("told-debt", "told")
    )
    assert (assessment.legal, assessment.strict) == (True, False)


def test_a_case_of_unknown_kind_is_read_both_ways_and_decides_nothing() -> None:
    assessment = read(
        ("crew-extreme-hours", "told"),
        ("crew-unpaid", "told"),
        ("told-id-taken", "told"),
        ("told-debt", "told"),
        kind=Kind.EITHER,
        maybe_minor=True,
    )
    assert [reading.ilo_list for reading in assessment.readings] == [IloList.CHILD_LABOR, IloList.CHILD_SEXUAL]
    assert all(reading.legal for reading in assessment.readings)
    assert (assessment.decides, assessment.legal, assessment.strict) == (False, False, False)


def test_the_list_follows_kind_and_age() -> None:
    assert lists_for(Kind.LABOR, maybe_minor=False) == (IloList.ADULT_LABOR,)
    assert lists_for(Kind.LABOR, maybe_minor=True) == (IloList.CHILD_LABOR,)
    assert lists_for(Kind.SEX, maybe_minor=False) == (IloList.ADULT_SEXUAL,)
    assert lists_for(Kind.SEX, maybe_minor=True) == (IloList.CHILD_SEXUAL,)
    assert lists_for(Kind.EITHER, maybe_minor=False) == (IloList.ADULT_LABOR, IloList.ADULT_SEXUAL)


def test_the_kind_is_known_only_when_the_signs_agree() -> None:
    assert kind_of(["told-debt", "room-short-visits"], CATALOG) is Kind.SEX
    assert kind_of(["told-debt", "crew-unpaid"], CATALOG) is Kind.LABOR
    assert kind_of(["crew-unpaid", "room-short-visits"], CATALOG) is Kind.EITHER
    assert kind_of(["told-debt", "no-such-sign"], CATALOG) is Kind.EITHER


def test_the_signs_tell_whether_a_minor_is_involved() -> None:
    assert minors_of(["told-debt"], CATALOG) is Minors.NO
    assert minors_of(["told-debt", "truck-to-truck"], CATALOG) is Minors.MAYBE
    assert minors_of(["truck-to-truck", "child-working"], CATALOG) is Minors.YES


def test_an_id_of_another_catalog_version_is_kept_and_named() -> None:
    assessment = read(("told-debt", "told"), ("retired-sign", "saw"))
    assert assessment.unknown == ("retired-sign",)
    assert assessment.catalog_version == CATALOG.version


def test_an_unknown_basis_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="unknown basis 'guessed'"):
        read(("told-debt", "guessed"))
    with pytest.raises(ValueError, match="unknown basis 'guessed'"):
        read(("asked-for-help", "guessed"))


def test_questions_are_asked_where_facts_are_lacking_those_without_any_first() -> None:
    assessment = read(("told-debt", "told"), ("told-id-taken", "told"), ("crew-unpaid", "told"))
    asked = [next(question for question in QUESTIONS if question.key == key) for key in assessment.questions]
    where = [question.dimension for question in asked]
    assert Dimension.COERCION_AT_DESTINATION not in where
    assert where[-1] is Dimension.EXPLOITATION
    assert {question.kind for question in asked} == {Kind.LABOR, Kind.EITHER}
    assert len(set(assessment.questions)) == len(assessment.questions)


def test_nothing_lacking_means_nothing_to_ask() -> None:
    everything = [(sign, "told") for sign in CATALOG.indicators]
    assessment = read(*everything)
    positive = {where for where, outcome in outcomes(assessment).items() if outcome is Outcome.POSITIVE}
    asked = {question.dimension for question in QUESTIONS if question.key in assessment.questions}
    assert asked == set(Dimension) - positive
