"""Small counts stay hidden: nobody can work one out from the other counts, the total and the rule itself."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tips.suppression import LEAST, Shown, suppressed

HIGHEST = 11  # tables of up to four counts from 0 to 10 can all be written down


@lru_cache
def _behind(cells: int) -> dict[tuple[Shown, int], list[tuple[int, ...]]]:
    """For each page that can be shown: every table that would look exactly like it."""
    found: dict[tuple[Shown, int], list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(HIGHEST), repeat=cells):
        found[suppressed(table), _known_total(table)].append(table)
    return found


def _known_total(counts: Sequence[int]) -> int:
    """The total as another table of the same tips may tell it; below the least, none does."""
    return total if (total := sum(counts)) >= LEAST else -1


@given(st.lists(st.integers(0, HIGHEST - 1), min_size=1, max_size=4))
def test_no_hidden_count_follows_from_what_is_shown_nor_from_a_total_told_elsewhere(counts: list[int]) -> None:
    shown = suppressed(counts)
    worlds = _behind(len(counts))[shown, _known_total(counts)]
    for at, count in enumerate(shown.counts):
        if count is None:
            assert len({world[at] for world in worlds}) >= 2


@given(st.lists(st.integers(0, 400), max_size=40))
def test_nothing_small_is_shown_and_nothing_shown_is_wrong(counts: list[int]) -> None:
    shown = suppressed(counts)
    assert all(count is None or count >= LEAST for count in (*shown.counts, shown.total))
    assert all(count in {None, true} for count, true in zip(shown.counts, counts, strict=True))
    assert shown.total in {None, sum(counts)}


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_what_is_hidden_beside_a_shown_total_never_consists_of_equal_counts(counts: list[int]) -> None:
    shown = suppressed(counts)
    hidden = {true for count, true in zip(shown.counts, counts, strict=True) if count is None}
    assert len(hidden) != 1 or shown.total is None


@pytest.mark.parametrize(
    ("counts", "expected", "total"),
    [
        ((9, 12), (9, 12), 21),
        ((3, 9, 12), (None, None, 12), 24),  # 3 alone would be 24 less the rest
        ((1, 3, 12), (None, None, 12), 16),
        ((4, 4, 12), (None, None, None), None),  # 8 in two cells below 5 can only be 4 and 4
        ((0, 0, 12, 7), (None, None, 12, None), 19),  # nothing left for both: it would be plain that they are zero
        ((2, 7, 7), (None, None, None), None),
        ((3,), (None,), None),
        ((0, 0), (None, None), None),
        ((1, 2), (None, None), None),
        ((), (), None),
    ],
)
def test_hand_worked_tables(counts: tuple[int, ...], expected: tuple[int | None, ...], total: int | None) -> None:
    assert suppressed(counts) == Shown(counts=expected, total=total)
