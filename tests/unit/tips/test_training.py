"""What training means for tips and links: levels, bands, what a partner may count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tips.training import (
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


def test_a_partner_sees_no_number_below_five_and_none_that_follows() -> None:
    few = Counts(joined=4, started=4, passed=0, refreshed=0)
    many = Counts(joined=30, started=20, passed=9, refreshed=5)
    assert for_a_partner([many]) == ((many,), many)
    hidden = Counts(joined=None, started=None, passed=None, refreshed=None)
    assert for_a_partner([few]) == ((hidden,), hidden)
    rows, total = for_a_partner([many, few])
    assert rows == (hidden, hidden), "the larger one would give the smaller away"
    assert total == hidden
    other = Counts(joined=3, started=0, passed=0, refreshed=0)
    rows, total = for_a_partner([many, few, other])
    assert (rows[0].joined, rows[1].joined, rows[2].joined, total.joined) == (30, None, None, 37)
    assert total_of([many, few, other]) == Counts(joined=37, started=24, passed=9, refreshed=5)
    assert for_a_partner([]) == ((), hidden)
