"""By when somebody should look first."""

from datetime import UTC, datetime, timedelta

import pytest

from tips.clocks import FIRST_LOOK_WITHIN, look_by
from tips.priority import PriorityLevel

SENT = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("level", "within"),
    [
        (PriorityLevel.IMMEDIATE, timedelta(minutes=5)),
        (PriorityLevel.HIGH, timedelta(hours=1)),
        (PriorityLevel.ROUTINE, timedelta(hours=24)),
    ],
)
def test_the_sooner_a_tip_is_needed_the_sooner_its_clock_runs_out(level: PriorityLevel, within: timedelta) -> None:
    assert look_by(level, SENT) == SENT + within


def test_every_priority_has_a_clock() -> None:
    assert set(FIRST_LOOK_WITHIN) == set(PriorityLevel)
