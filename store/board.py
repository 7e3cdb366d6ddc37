"""The board's figures: one query a figure, over the clear envelope alone. Nothing sealed is opened, no tip is named.

Days are the agency's own: `Period.zone` says where its midnight is. Row-level security keeps to one agency.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.queue import QueueFilter, narrowed

MOST_INDICATORS: Final = 12


class Step(StrEnum):
    """How finely a period is divided."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, kw_only=True)
class Period:
    """From a midnight to now, in whole days or whole weeks, which begin on Monday."""

    since: datetime
    until: datetime
    zone: str
    step: Step

    @classmethod
    def last(cls, days: int, *, now: datetime, zone: str) -> "Period":
        """The last so many days, today among them. More than half a year is told in weeks."""
        there = ZoneInfo(zone)
        today = now.astimezone(there).date()
        step = Step.DAY if days <= 183 else Step.WEEK
        first = today - timedelta(days=days - 1)
        if step is Step.WEEK:
            first -= timedelta(days=first.weekday())
        return cls(since=datetime.combine(first, time(), there), until=now, zone=zone, step=step)

    @property
    def days(self) -> tuple[date, ...]:
        """The first day of each step, the quiet ones too."""
        there = ZoneInfo(self.zone)
        first, last = self.since.astimezone(there).date(), self.until.astimezone(there).date()
        width = 1 if self.step is Step.DAY else 7
        return tuple(first + timedelta(days=at) for at in range(0, (last - first).days + 1, width))


@dataclass(frozen=True, kw_only=True)
class Volume:
    """How many tips of a priority came in a step."""

    day: date
    priority: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Delay:
    """How long something took. `day` or `priority` is None where it is told over all of them.

    `count` is how many tips came or ended; `timed` how many of them have such a time at all; the others still wait.
    """

    day: date | None
    priority: str | None
    count: int
    timed: int
    median: timedelta | None
    p90: timedelta | None


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many tips have a value. None: it was not told."""

    value: str | None
    count: int


class Sharing(StrEnum):
    """What shares are told of."""

    SETTING = "setting"
    KIND = "kind"
    DISPOSITION = "disposition"


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """How many open tips nobody has looked at in time, and since when the longest waits."""

    priority: str
    count: int
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Held:
    """How many tips of a priority somebody holds now."""

    account: UUID
    priority: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Place:
    """How many tips of a priority a county has, or a state whose county was not told. Never a point."""

    state: str | None
    county: str | None
    priority: str
    count: int
    newest: datetime


async def places(db: AsyncConnection, wanted: QueueFilter, *, now: datetime) -> tuple[Place, ...]:
    """How many tips of the queue's filter there are, by county and priority."""
    condition, values = narrowed(wanted, now)
    return tuple(Place(**row) for row in (await db.execute(_places(condition), values)).mappings())


async def volume(db: AsyncConnection, period: Period) -> tuple[Volume, ...]:
    """How many tips came in, by step and priority. Quiet steps are left out."""
    return tuple(Volume(**row) for row in (await db.execute(_VOLUME, _bounds(period))).mappings())


async def first_looks(db: AsyncConnection, period: Period) -> tuple[Delay, ...]:
    """How long tips waited for the first look, by priority, in each step that they came in and over all."""
    return tuple(_delay(row) for row in (await db.execute(_FIRST_LOOKS, _bounds(period))).mappings())


async def closings(db: AsyncConnection, period: Period) -> tuple[Delay, ...]:
    """How long it took from report to close, by the step in which tips were closed and over all."""
    return tuple(_delay(row) for row in (await db.execute(_CLOSINGS, _bounds(period))).mappings())


async def shares(db: AsyncConnection, of: Sharing, period: Period) -> tuple[Share, ...]:
    """How many tips have which value, most first: of those that came in, or by disposition of those that ended."""
    rows = (await db.execute(_SHARES[of], _bounds(period))).mappings()
    return tuple(Share(**row) for row in rows)


async def most_seen(db: AsyncConnection, period: Period) -> tuple[Share, ...]:
    """The indicators that stand on the most tips."""
    rows = (await db.execute(_MOST_SEEN, _bounds(period) | {"limit": MOST_INDICATORS})).mappings()
    return tuple(Share(**row) for row in rows)


async def overdue(db: AsyncConnection, *, now: datetime) -> tuple[Overdue, ...]:
    """What nobody has looked at in time, by priority. None of a priority leaves it out."""
    return tuple(Overdue(**row) for row in (await db.execute(_OVERDUE, {"now": now})).mappings())


async def held_now(db: AsyncConnection, *, now: datetime) -> tuple[Held, ...]:
    """Who holds how many open tips. A claim that has run out does not count."""
    return tuple(Held(**row) for row in (await db.execute(_HELD, {"now": now})).mappings())


def _bounds(period: Period) -> dict[str, Any]:
    return {**asdict(period), "step": period.step.value}


def _delay(row: RowMapping) -> Delay:
    median, p90 = row["percentiles"] or (None, None)
    return Delay(
        day=row["day"],
        priority=row["priority"],
        count=row["count"],
        timed=row["timed"],
        median=None if median is None else timedelta(seconds=median),
        p90=None if p90 is None else timedelta(seconds=p90),
    )


@lru_cache(maxsize=256)
def _places(condition: str) -> TextClause:
    return text(f"""
        SELECT state, county, priority, count(*) AS count, max(reported_at) AS newest FROM tips WHERE {condition}
        GROUP BY 1, 2, 3
    """)  # noqa: S608 - the queue's own constants


_STEP = "date_trunc(:step, {} AT TIME ZONE :zone)::date"
_CAME = "t.reported_at >= :since AND t.reported_at <= :until"
_ENDED = "t.status = 'closed' AND t.closed_at >= :since AND t.closed_at <= :until"
_PERCENTILES = "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY waited)"

_VOLUME = text(f"""
    SELECT {_STEP.format("t.reported_at")} AS day, t.priority, count(*) AS count FROM tips t WHERE {_CAME}
    GROUP BY 1, 2 ORDER BY 1, 2
""")  # noqa: S608 - only constants
_FIRST_LOOKS = text(f"""
    SELECT day, priority, count(*) AS count, count(waited) AS timed, {_PERCENTILES} AS percentiles
    FROM (SELECT {_STEP.format("t.reported_at")} AS day, t.priority,
            extract(epoch FROM t.first_look_at - t.reported_at)::float8 AS waited
        FROM tips t WHERE {_CAME}) AS came
    GROUP BY GROUPING SETS ((day, priority), (priority)) ORDER BY priority, day NULLS FIRST
""")  # noqa: S608 - only constants
_CLOSINGS = text(f"""
    SELECT day, NULL AS priority, count(*) AS count, count(waited) AS timed, {_PERCENTILES} AS percentiles
    FROM (SELECT {_STEP.format("t.closed_at")} AS day,
            extract(epoch FROM t.closed_at - t.reported_at)::float8 AS waited
        FROM tips t WHERE {_ENDED}) AS ended
    GROUP BY GROUPING SETS ((day), ()) ORDER BY day NULLS FIRST
""")  # noqa: S608 - only constants
_SHARES = {
    of: text(f"""
        SELECT t.{of} AS value, count(*) AS count FROM tips t WHERE {_ENDED if of is Sharing.DISPOSITION else _CAME}
        GROUP BY 1 ORDER BY 2 DESC, 1
    """)  # noqa: S608 - only constants
    for of in Sharing
}
_MOST_SEEN = text(f"""
    SELECT seen.value, count(*) AS count
    FROM tips t CROSS JOIN LATERAL (SELECT DISTINCT unnest(t.indicators) AS value) AS seen
    WHERE {_CAME} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit
""")  # noqa: S608 - only constants
_OVERDUE = text("""
    SELECT t.priority, count(*) AS count, min(t.look_by) AS since FROM tips t
    WHERE t.rank < 10 AND t.first_look_at IS NULL AND t.look_by < :now
    GROUP BY 1
""")
_HELD = text("""
    SELECT t.claimed_by AS account, t.priority, count(*) AS count FROM tips t
    WHERE t.rank < 10 AND t.claimed_by IS NOT NULL AND t.claim_until > :now
    GROUP BY 1, 2
""")
