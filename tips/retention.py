"""How long things are kept. A legal hold wins over every date here."""

from datetime import datetime, timedelta
from typing import Final

ARRIVALS_KEPT: Final = timedelta(hours=48)
"""What was handled, by keyed hash. Telegram keeps an update for a day at most, so two are enough."""

DRAFTS_KEPT: Final = timedelta(days=30)
"""A report that was begun and not touched again."""

TRAINING_KEPT: Final = timedelta(days=365)
"""Who joined, learned or passed, after that or after the last day of what was passed. `highbeam_forget_idle` counts it
from when idle dialogues are forgotten."""

CLOSED_TIPS_KEPT: Final = timedelta(days=5 * 365)
"""A tip after it was closed. Ours; an agency's own schedule comes before it."""


def may_purge(closed: datetime | None, *, held: bool, now: datetime, kept: timedelta = CLOSED_TIPS_KEPT) -> bool:
    """Whether a tip's time is over: closed long enough ago, and not on hold."""
    return not held and closed is not None and now - closed >= kept
