"""The little arithmetic of the bench."""

from collections.abc import Sequence
from math import ceil


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many in a hundred do not exceed (nearest rank). There must be a value."""
    ranked = sorted(values)
    return ranked[max(0, ceil(len(ranked) * percent / 100) - 1)]
