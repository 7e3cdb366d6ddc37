"""What the board says of its figures, and what a partner does not get to see."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from console import figures
from console.figures import HIDDEN, Bars, Chart, Lines, Stacks, lasted
from indicators.catalog import load_catalog
from store.board import Delay, Held, Overdue, Period, Share, Volume

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
PERIOD = Period.last(7, now=NOW, zone="UTC")
FIRST, LAST = PERIOD.days[0], PERIOD.days[-1]
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "under 1 min"),
        (12 * MINUTE, "12 min"),
        (80 * MINUTE, "1 h 20 min"),
        (120 * MINUTE, "2 h"),
        (timedelta(days=3, hours=4, minutes=5), "3 d 4 h"),
        (timedelta(days=2, minutes=5), "2 d 5 min"),
    ],
)
def test_a_span_of_time_is_said_in_two_units_at_most(span: timedelta, words: str) -> None:
    assert lasted(span) == words


def test_volume_has_a_row_for_each_day_the_quiet_ones_too() -> None:
    found = (Volume(day=LAST, priority="immediate", count=2), Volume(day=LAST, priority="routine", count=1))
    figure = figures.of_volume(found, PERIOD)
    assert len(figure.rows) == 7
    assert figure.rows[0] == (FIRST, 0, 0, 0, 0)
    assert figure.rows[-1] == (LAST, 2, 0, 1, 3)
    assert isinstance(figure.drawing, Stacks)
    assert figure.summary == "Tips: 3; Immediate: 2; High: 0; Routine: 1."


def test_first_looks_say_what_is_promised_and_how_many_still_wait() -> None:
    found = (
        Delay(day=None, priority="immediate", count=3, timed=2, median=4 * MINUTE, p90=9 * MINUTE),
        Delay(day=LAST, priority="immediate", count=3, timed=2, median=4 * MINUTE, p90=9 * MINUTE),
        Delay(day=None, priority="high", count=1, timed=0, median=None, p90=None),
    )
    figure = figures.of_first_looks(found, PERIOD)
    assert figure.facts == (
        ("Immediate (promised 5 min)", "median 4 min"),
        ("High (promised 1 h)", "not looked at yet"),
    )
    assert figure.rows[0] == ("All", "Immediate", 3, 1, 4 * MINUTE, 9 * MINUTE)
    assert figure.rows[-1] == ("All", "High", 1, 1, None, None)
    assert isinstance(figure.drawing, Lines)
    assert [panel.name for panel in figure.drawing.panels] == ["Immediate"]


def test_overdue_tells_the_longest_wait_and_holders_stand_by_their_load() -> None:
    late = figures.of_overdue((Overdue(priority="high", count=4, since=NOW - 90 * MINUTE),), now=NOW)
    assert late.rows == (("High", 4, 90 * MINUTE),)
    assert figures.of_overdue((), now=NOW).drawing is None
    one, other = UUID(int=1), UUID(int=2)
    held = (
        Held(account=one, priority="high", count=2),
        Held(account=other, priority="routine", count=3),
    )
    load = figures.of_holders(held, {one: "Invented One", other: "Invented Other"})
    assert load.rows == (("Invented Other", 0, 0, 3, 3), ("Invented One", 0, 2, 0, 2))
    assert load.summary == "2 people hold 5 tips."


def test_shares_are_parts_of_all_and_small_ones_are_not_rounded_to_nothing() -> None:
    found = (Share(value="motel", count=299), Share(value=None, count=1))
    figure = figures.of_shares(found, Chart.SETTING)
    assert figure.rows == (("Motel", 299, "100 %"), ("Not told", 1, "under 1 %"))


def test_an_indicator_of_an_older_catalog_stands_for_itself() -> None:
    found = (Share(value="speaks-for-them", count=3), Share(value="gone-sign", count=1))
    figure = figures.of_most_seen(found, load_catalog(), tips=4)
    assert [row[0] for row in figure.rows] == [
        "Someone else answered for them and would not let them talk.",
        "gone-sign",
    ]


def test_a_partner_sees_no_small_count_neither_in_the_table_nor_in_the_picture() -> None:
    found = (Share(value="motel", count=40), Share(value="bus", count=9), Share(value="online", count=2))
    figure = figures.of_shares(found, Chart.SETTING, for_partner=True)
    assert figure.rows == (("Motel", 40, "78 %"), ("Bus", HIDDEN, HIDDEN), ("Online", HIDDEN, HIDDEN))
    assert isinstance(figure.drawing, Bars)
    assert [bar.label for bar in figure.drawing.bars] == ["Motel"]
    assert "Bus" not in figure.summary


def test_a_partner_sees_volume_without_priorities_and_without_small_days() -> None:
    found = tuple(Volume(day=day, priority="high", count=6 + at) for at, day in enumerate(PERIOD.days[1:]))
    figure = figures.of_volume((*found, Volume(day=FIRST, priority="immediate", count=2)), PERIOD, for_partner=True)
    assert figure.columns == ("Day", "Tips")
    assert figure.rows[:3] == ((FIRST, HIDDEN), (PERIOD.days[1], HIDDEN), (PERIOD.days[2], 7))
    assert "Immediate" not in figure.summary


def test_a_partner_sees_no_time_that_few_tips_took() -> None:
    few = Delay(day=None, priority="high", count=4, timed=4, median=MINUTE, p90=MINUTE)
    many = Delay(day=None, priority="routine", count=6, timed=5, median=MINUTE, p90=MINUTE)
    figure = figures.of_first_looks((few, many), PERIOD, for_partner=True)
    assert figure.rows == (("All", "High", HIDDEN, HIDDEN, None, None), ("All", "Routine", 6, 1, MINUTE, MINUTE))
    ended = figures.of_closings((Delay(day=None, priority=None, count=3, timed=3, median=MINUTE, p90=MINUTE),), PERIOD)
    assert ended.rows == (("All", 3, MINUTE, MINUTE),)
