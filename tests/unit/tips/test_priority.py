"""How soon to look, rule by rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from indicators.assess import Assessment, assess, kind_of, minors_of
from indicators.catalog import Catalog, load_catalog
from indicators.terms import Minors
from tips.draft import AgeBand, Answer, Basis, Draft, Observed, People, SignSeen
from tips.priority import RULES, Priority, PriorityLevel, explain, prioritize

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@cache
def catalog() -> Catalog:
    return load_catalog()


def read(draft: Draft) -> Assessment:
    signs = [sign.indicator for sign in draft.signs]
    return assess(
        [(sign.indicator, sign.basis) for sign in draft.signs],
        kind=kind_of(signs, catalog()),
        maybe_minor=minors_of(signs, catalog()) is not Minors.NO,
        catalog=catalog(),
    )


def judged(*signs: str, **told: Any) -> Priority:
    draft = Draft(started=NOW, signs=tuple(SignSeen(indicator=sign, basis=Basis.SAW) for sign in signs), **told)
    return prioritize(draft, read(draft), catalog=catalog(), now=NOW)


@pytest.mark.parametrize(
    ("sign", "key"),
    [
        ("asked-for-help", "asked-for-help"),
        ("saw-violence", "violence"),
        ("forced-into-vehicle", "violence"),
        ("locked-in-vehicle", "locked-in"),
        ("people-in-sealed-trailer", "locked-in"),
        ("missing-child-recognised", "missing-child"),
        ("sex-for-needs-minor", "minor-commercial-sex"),
    ],
)
def test_an_alarming_sign_is_immediate_and_says_why(sign: str, key: str) -> None:
    priority = judged(sign)
    assert priority.level is PriorityLevel.IMMEDIATE
    assert key in [reason.key for reason in priority.reasons]
    assert next(reason for reason in priority.reasons if reason.key == key).args == {"signs": [sign]}


def test_danger_now_is_immediate_without_any_sign() -> None:
    assert judged(danger_now=True).level is PriorityLevel.IMMEDIATE


def test_a_teen_beside_a_sign_of_commercial_sex_is_immediate() -> None:
    teen = People(ages=frozenset({AgeBand.TEEN}))
    assert judged("short-drop-pick-up", people=teen).level is PriorityLevel.IMMEDIATE
    assert judged("short-drop-pick-up").level is PriorityLevel.ROUTINE


def test_still_there_is_high() -> None:
    priority = judged("few-belongings", still_there=Answer.YES)
    assert (priority.level, priority.reasons[0].key) == (PriorityLevel.HIGH, "still-there")
    assert judged("few-belongings", still_there=Answer.UNSURE).level is PriorityLevel.ROUTINE


@pytest.mark.parametrize(("minutes", "level"), [(30, PriorityLevel.HIGH), (31, PriorityLevel.ROUTINE)])
def test_what_was_seen_minutes_ago_is_high(minutes: int, level: PriorityLevel) -> None:
    seen = Observed(words="just now", earliest=NOW - timedelta(minutes=minutes), latest=NOW)
    assert judged("few-belongings", observed=seen).level is level


def test_a_positive_assessment_is_high() -> None:
    signs = ("crew-extreme-hours", "crew-unpaid", "told-cannot-leave", "boss-uses-visa", "told-debt")
    priority = judged(*signs)
    assert priority.level is PriorityLevel.HIGH
    assert [reason.key for reason in priority.reasons] == ["assessment-positive"]


def test_words_alone_are_routine_and_say_so() -> None:
    priority = judged()
    assert priority.level is PriorityLevel.ROUTINE
    assert [reason.key for reason in priority.reasons] == ["no-indicator"]


def test_more_facts_never_lower_a_priority() -> None:
    order = list(PriorityLevel)
    urgent = Draft(started=NOW, signs=(SignSeen(indicator="saw-violence", basis=Basis.SAW),))
    before = prioritize(urgent, read(urgent), catalog=catalog(), now=NOW).level
    for sign in catalog().indicators:
        more = replace(urgent, signs=(*urgent.signs, SignSeen(indicator=sign, basis=Basis.TOLD)))
        after = prioritize(more, read(more), catalog=catalog(), now=NOW).level
        assert order.index(after) <= order.index(before)


def test_every_reason_has_words_and_an_old_key_stands_for_itself() -> None:
    for rule in RULES:
        assert explain(rule.key) == rule.words
    assert explain("a-rule-of-before") == "a-rule-of-before"
