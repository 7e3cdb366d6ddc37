"""The clocks of a tip: by when somebody should look first, and how long a claim lasts. The times are ours.

A clock never holds a tip back and never closes one. It only says what is overdue, so that nothing waits unseen.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from tips.priority import PriorityLevel

FIRST_LOOK_WITHIN: Final[Mapping[PriorityLevel, timedelta]] = {
    PriorityLevel.IMMEDIATE: timedelta(minutes=5),
    PriorityLevel.HIGH: timedelta(hours=1),
    PriorityLevel.ROUTINE: timedelta(hours=24),
}
"""By how long after it was sent a tip should have been looked at."""

CLAIM_LASTS: Final = timedelta(minutes=30)
"""A claim ends this long after its holder's last action, so that nobody who went home holds a tip."""


def look_by(priority: PriorityLevel, reported_at: datetime) -> datetime:
    """By when somebody should look at a tip first."""
    return reported_at + FIRST_LOOK_WITHIN[priority]
