"""Small counts, kept from those outside the owning task force: what stands for few people could point at one of them.

A count below the least is hidden; zero too, because that nothing was told is news as well. When what is hidden is all
alike, a reader could work it out from the total, so the next smallest counts are hidden with it; when nothing is left
to show, the total goes too. Whoever reads the rest, knows this rule and has the total from another table still finds at
least two values that each hidden count may have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Counts as they may be shown. None stands for a hidden one."""

    counts: tuple[int | None, ...]
    total: int | None


def in_steps(count: int, *, least: int = LEAST) -> int | None:
    """The least that a count may be, of a step of so many: "10 or more". None below the first step.

    For numbers that are looked at again and again, and that bound each other: one person more shows only at a step.
    """
    return count // least * least or None


def suppressed(counts: Sequence[int], *, least: int = LEAST) -> Shown:
    """Hide what is below `least`, and as much more as it takes that nothing hidden follows from the rest."""
    limit = least - 1
    larger = sorted({count for count in counts if count > limit})
    while _alike(hidden := [count for count in counts if count <= limit]) and larger:
        limit = larger.pop(0)
    shown = tuple(None if count <= limit else count for count in counts)
    return Shown(counts=shown, total=None if len(hidden) == len(counts) else sum(counts))


def _alike(hidden: Sequence[int]) -> bool:
    """Whether something is hidden, and all of it equal."""
    return len(set(hidden)) == 1
