"""What training means for a tip and for a join link. It informs an analyst; a priority never reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from tips.lifecycle import Disposition
from tips.suppression import in_steps


class Trained(StrEnum):
    """How far a reporter has come in any course, on the day of a tip."""

    NONE = "none"
    STARTED = "started"
    PASSED = "passed"
    LAPSED = "lapsed"


class Usefulness(StrEnum):
    """How often a reporter's earlier tips led to something, as a band that counts nobody out."""

    NEW = "new"
    SOME = "some"
    PROVEN = "proven"


class LinkStanding(StrEnum):
    """What a join link is worth at this moment."""

    OPEN = "open"
    ALREADY = "already"  # this reporter has joined by it, or by another of its cohort
    EXPIRED = "expired"
    FULL = "full"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


USEFUL: Final = frozenset({Disposition.ACTIONED, Disposition.REFERRED})
"""How a tip ended that led to something."""

PROVEN_FROM: Final = 3

REFRESH_WITHIN: Final = timedelta(days=30)
"""How long before its last day a course that was passed should be refreshed."""

REMINDING_HOURS: Final = range(15, 22)
"""Hours of UTC in which a reminder may make a phone sound: day from the west of North America (07:00) to the east
(18:00), summer and winter."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a tip says of the training of whoever sent it. `trained_on` is the day of the newest passing."""

    trained: Trained = Trained.NONE
    trained_on: date | None = None
    usefulness: Usefulness = Usefulness.NEW


def trained(*, started: bool, until: date | None, day: date) -> Trained:
    """The level on a day. `until` is the last day of what was passed, if anything was."""
    if until is not None:
        return Trained.PASSED if day <= until else Trained.LAPSED
    return Trained.STARTED if started else Trained.NONE


def usefulness(useful: int) -> Usefulness:
    """The band of somebody of whose earlier tips so many led to something."""
    if useful >= PROVEN_FROM:
        return Usefulness.PROVEN
    return Usefulness.SOME if useful else Usefulness.NEW


def standing_of_link(
    *, revoked: bool, expires_at: datetime | None, seats: int | None, used: int, now: datetime
) -> LinkStanding:
    """What a link is worth that is known, to somebody who has not joined."""
    if revoked:
        return LinkStanding.REVOKED
    if expires_at is not None and expires_at <= now:
        return LinkStanding.EXPIRED
    return LinkStanding.FULL if seats is not None and used >= seats else LinkStanding.OPEN


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many of a cohort joined, began its course, passed it, and passed it again later.

    What a partner sees is in steps (`for_a_partner`); None stands for a number below the first.
    """

    joined: int | None = 0
    started: int | None = 0
    passed: int | None = 0
    refreshed: int | None = 0


MEASURES: Final = ("joined", "started", "passed", "refreshed")


def total_of(counts: Sequence[Counts]) -> Counts:
    """The sums of exact counts."""
    return Counts(**{name: sum(getattr(one, name) or 0 for one in counts) for name in MEASURES})


def for_a_partner(counts: Sequence[Counts]) -> tuple[tuple[Counts, ...], Counts]:
    """The counts of a partner's cohorts as the partner may see them: each the least that it may be, in steps.

    The last are the sums of what is shown, so they tell nothing more. Nobody begins who has not joined, nor passes who
    has not begun; still every number may be any of its step, whatever is known of the others.
    """
    rows = tuple(Counts(**{name: in_steps(getattr(one, name)) for name in MEASURES}) for one in counts)
    sums = {name: value or None for name, value in vars(total_of(rows)).items()}
    return rows, Counts(**sums)
