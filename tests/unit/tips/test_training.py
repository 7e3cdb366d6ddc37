"""What training means for tips and links: levels, bands, what a partner may count."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tips.suppression import LEAST
from tips.training import (
    MEASURES,
    Counts,
    LinkStanding,
    Trained,
    Usefulness,
    for_a_partner,
    standing_of_link,
    total_of,
    trained,
    usefulness,
)

TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_a_level_lasts_to_the_last_day() -> None:
    assert trained(started=False, until=None, day=TODAY) is Trained.NONE
    assert trained(started=True, until=None, day=TODAY) is Trained.STARTED
    assert trained(started=True, until=TODAY, day=TODAY) is Trained.PASSED
    assert trained(started=True, until=TODAY, day=TODAY + timedelta(days=1)) is Trained.LAPSED


@pytest.mark.parametrize(("useful", "band"), [(0, "new"), (1, "some"), (2, "some"), (3, "proven"), (40, "proven")])
def test_usefulness_is_a_band(useful: int, band: str) -> None:
    assert usefulness(useful) is Usefulness(band)


@pytest.mark.parametrize(
    ("limits", "standing"),
    [
        ({}, LinkStanding.OPEN),
        ({"expires_at": NOW}, LinkStanding.EXPIRED),
        ({"expires_at": NOW + timedelta(seconds=1)}, LinkStanding.OPEN),
        ({"seats": 3}, LinkStanding.FULL),
        ({"seats": 4}, LinkStanding.OPEN),
        ({"revoked": True, "expires_at": NOW, "seats": 1}, LinkStanding.REVOKED),
    ],
)
def test_a_link_says_why_it_is_over(limits: dict[str, object], standing: LinkStanding) -> None:
    values = {"revoked": False, "expires_at": None, "seats": None, "used": 3, "now": NOW, **limits}
    assert standing_of_link(**values) is standing  # type: ignore[arg-type]


PEOPLE = st.lists(st.integers(0, 23), min_size=4, max_size=4).map(lambda four: Counts(**_nested(four)))


def _nested(four: list[int]) -> dict[str, int]:
    """Nobody starts who has not joined, passes who has not started, nor refreshes what was not passed."""
    return dict(zip(MEASURES, sorted(four, reverse=True), strict=True))


def test_a_partner_sees_steps_of_five_and_the_sums_of_what_is_shown() -> None:
    hidden = Counts(joined=None, started=None, passed=None, refreshed=None)
    few, many = Counts(joined=4, started=4, passed=0, refreshed=0), Counts(joined=34, started=20, passed=9, refreshed=5)
    shown = Counts(joined=30, started=20, passed=5, refreshed=5)
    assert for_a_partner([many]) == ((shown,), shown)
    assert for_a_partner([few]) == ((hidden,), hidden)
    assert for_a_partner([many, few, few]) == ((shown, hidden, hidden), shown)
    assert for_a_partner([many, many])[1] == Counts(joined=60, started=40, passed=10, refreshed=10)
    assert for_a_partner([]) == ((), hidden)
    assert total_of([many, few]) == Counts(joined=38, started=24, passed=9, refreshed=5)


@given(st.lists(PEOPLE, max_size=5))
def test_every_number_that_a_partner_sees_or_does_not_see_may_be_five_different_ones(counts: list[Counts]) -> None:
    """Whatever is known of the others: a number is never told by its neighbors, the sums, or the rule."""
    page = for_a_partner(counts)
    for more in range(LEAST):
        other = [Counts(**{name: getattr(one, name) // LEAST * LEAST + more for name in MEASURES}) for one in counts]
        assert for_a_partner(other) == page


@given(st.lists(PEOPLE, min_size=1, max_size=5), st.data())
def test_one_person_more_is_not_seen_but_at_a_step(counts: list[Counts], data: st.DataObject) -> None:
    at, name = data.draw(st.integers(0, len(counts) - 1)), data.draw(st.sampled_from(MEASURES))
    value = getattr(counts[at], name)
    grown = [*counts[:at], replace(counts[at], **{name: value + 1}), *counts[at + 1 :]]
    assert (for_a_partner(grown) == for_a_partner(counts)) is ((value + 1) % LEAST != 0)
