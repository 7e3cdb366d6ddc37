"""The queue: what should be looked at next comes first. Filters, pages, counts; search and saved views belong to it.

A page goes on behind the last line that was shown (keyset), so rows that come or go in between neither repeat a line
nor hide one. Every filter is a condition of its own in the statement: one that tested for "no filter" would spoil the
use of the indexes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self, TypeVar
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from indicators.terms import Kind, Setting
from store.errors import WrongCursor
from store.lines import MOST_LINES, Line, Page, cursor_of, read, read_cursor
from store.search import search
from store.views import View, delete_view, list_views, save_view
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel

__all__ = (
    "Counts",
    "Line",
    "Page",
    "QueueFilter",
    "View",
    "counts",
    "delete_view",
    "line",
    "list_views",
    "narrowed",
    "page",
    "save_view",
    "search",
)

MOST_COUNTED: Final = 1000
"""Counting stops here: "1,000 or more" is as much as anybody acts on, and costs the same among a million."""

_Words = TypeVar("_Words", bound=StrEnum)

OPEN: Final = frozenset({TipStatus.NEW, TipStatus.IN_REVIEW, TipStatus.ACTION_TAKEN})
_DONE_RANK = 10
_RANKS = {
    level: rank for rank, level in enumerate((PriorityLevel.IMMEDIATE, PriorityLevel.HIGH, PriorityLevel.ROUTINE))
}


@dataclass(frozen=True, kw_only=True)
class QueueFilter:
    """Which tips to show; all parts must fit. Nothing named is no condition, but without a status only open tips."""

    status: frozenset[TipStatus] = frozenset()
    priority: frozenset[PriorityLevel] = frozenset()
    setting: frozenset[Setting] = frozenset()
    kind: frozenset[Kind] = frozenset()
    county: str | None = None
    state: str | None = None
    mine: UUID | None = None
    unclaimed: bool = False
    overdue: bool = False

    @classmethod
    def from_query(cls, query: Mapping[str, str], account: UUID | None = None) -> Self:
        """The filter of a query string. `account` is whose tips "mine" means.

        What is not known there is passed over: an old bookmark shows more rather than nothing.
        """
        return cls(
            status=_known(TipStatus, query, "status"),
            priority=_known(PriorityLevel, query, "priority"),
            setting=_known(Setting, query, "setting"),
            kind=_known(Kind, query, "kind"),
            county=_words(query, "county"),
            state=_words(query, "state"),
            mine=account if _words(query, "mine") else None,
            unclaimed=_words(query, "unclaimed") is not None,
            overdue=_words(query, "overdue") is not None,
        )

    def to_query(self) -> dict[str, str]:
        """The same as a query string, without whose tips "mine" means. Empty parts are left out."""
        query = {name: ",".join(sorted(getattr(self, name))) for name in _SETS}
        query |= {"county": self.county or "", "state": self.state or ""}
        query |= {name: "1" if getattr(self, name) else "" for name in _FLAGS}
        return {name: value for name, value in query.items() if value}

    @property
    def ranks(self) -> list[int]:
        """The ranks in which such tips stand, in the order of the queue."""
        statuses, levels = self.status or OPEN, self.priority or frozenset(PriorityLevel)
        if self.overdue:
            statuses &= OPEN
        bases = [0] * bool(statuses & OPEN) + [_DONE_RANK] * bool(statuses - OPEN)
        return sorted(base + _RANKS[level] for base in bases for level in levels)


_SETS = ("status", "priority", "setting", "kind")
_FLAGS = ("mine", "unclaimed", "overdue")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many tips there are, each figure up to `MOST_COUNTED`: that many means that many or more."""

    by: Mapping[tuple[TipStatus, PriorityLevel], int]
    overdue: int
    unclaimed: int
    mine: int

    def of(self, *, status: Iterable[TipStatus] = OPEN, priority: Iterable[PriorityLevel] = PriorityLevel) -> int:
        """The sum over these, up to `MOST_COUNTED`."""
        levels = tuple(priority)
        return min(MOST_COUNTED, sum(self.by.get((one, level), 0) for one in status for level in levels))


async def page(
    db: AsyncConnection, wanted: QueueFilter, *, now: datetime, after: str | None = None, limit: int = 50
) -> Page:
    """A page of the queue, behind the cursor `after`. Raises `WrongCursor`."""
    limit = max(1, min(limit, MOST_LINES))
    start = None if after is None else _read_cursor(after)
    conditions, values = _conditions(wanted, now)
    found: list[Any] = []
    for rank in wanted.ranks:
        if len(found) > limit or (start is not None and rank < start.rank):
            continue
        behind = start if start is not None and rank == start.rank else None
        statement = _statement(rank, conditions, behind=behind is not None)
        more = {**values, "limit": limit + 1 - len(found)}
        if behind is not None:
            more |= {"at": behind.reported_at, "id": behind.id}
        found += (await db.execute(statement, more)).all()
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return Page(
        lines=await read(db, [row.id for row in shown], now=now),
        next=None if last is None else cursor_of(last.rank, last.reported_at.isoformat(), last.id),
    )


async def line(db: AsyncConnection, tip_id: UUID, *, now: datetime) -> Line | None:
    """One line of the queue."""
    return next(iter(await read(db, [tip_id], now=now)), None)


async def counts(db: AsyncConnection, *, now: datetime, mine: UUID | None = None) -> Counts:
    """How many tips stand in each status and priority, wait too long, are nobody's, are this account's."""
    values = {"now": now, "mine": mine, "most": MOST_COUNTED}
    return Counts(
        by={
            (TipStatus(status), PriorityLevel(level)): count
            for status, level, count in await db.execute(_BY_STATUS, {**values, **_CLASSES})
        },
        **(await db.execute(_COUNTS, values)).mappings().one(),
    )


@dataclass(frozen=True, kw_only=True)
class _Behind:
    """The last line of a page."""

    rank: int
    reported_at: datetime
    id: UUID


def _read_cursor(cursor: str) -> _Behind:
    rank, at, tip = read_cursor(cursor, 3)
    try:
        behind = _Behind(rank=int(rank), reported_at=datetime.fromisoformat(at), id=UUID(tip))
    except ValueError as exc:
        raise WrongCursor("This is not where a page of the queue ended: begin again with the first page.") from exc
    if behind.reported_at.tzinfo is None:
        raise WrongCursor("This is not where a page of the queue ended: begin again with the first page.")
    return behind


def _known(words: type[_Words], query: Mapping[str, str], name: str) -> frozenset[_Words]:
    """The words of this name that are known, from "a,b" or from a name that stands there more than once."""
    many = getattr(query, "getlist", None)
    given = many(name) if many else [query.get(name, "")]
    values = {word.strip() for one in given for word in one.split(",")}
    return frozenset(word for word in words if word in values)


def _words(query: Mapping[str, str], name: str) -> str | None:
    return query.get(name, "").replace("\0", "").strip()[:80] or None


def _conditions(wanted: QueueFilter, now: datetime) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The conditions that a filter makes beside its ranks, by name, and their values."""
    values: dict[str, Any] = {}
    if wanted.status:
        values["status"] = [str(one) for one in wanted.status]
    if wanted.setting:
        values["setting"] = [str(one) for one in wanted.setting]
    if wanted.kind:
        values["kind"] = [str(one) for one in wanted.kind]
    values |= {name: value for name in ("county", "state", "mine") if (value := getattr(wanted, name)) is not None}
    names = tuple(values)
    if wanted.mine is not None or wanted.unclaimed or wanted.overdue:
        values["now"] = now
    return (*names, *(name for name in ("unclaimed", "overdue") if getattr(wanted, name))), values


def narrowed(wanted: QueueFilter, now: datetime) -> tuple[str, dict[str, Any]]:
    """A filter as a condition on `tips` and its values, for whoever counts rather than lists."""
    conditions, values = _conditions(wanted, now)
    ranks = ", ".join(map(str, wanted.ranks)) or "NULL"
    return " AND ".join((f"rank IN ({ranks})", *(_WHERE[name] for name in conditions))), values


def _statement(rank: int, conditions: tuple[str, ...], *, behind: bool) -> TextClause:
    """The ids of one rank. The rank stands in the text, so that the planner sees which partial index fits."""
    key = (rank, conditions, behind)
    if key not in _statements:
        where = [f"rank = {rank}", *(_WHERE[name] for name in conditions)]
        if behind:
            where.append("(reported_at, id) < (:at, :id)")
        _statements[key] = text(
            f"SELECT rank, reported_at, id FROM tips WHERE {' AND '.join(where)} "  # noqa: S608 - only constants
            "ORDER BY reported_at DESC, id DESC LIMIT :limit"
        )
    return _statements[key]


_statements: dict[tuple[int, tuple[str, ...], bool], TextClause] = {}
_WHERE: Final[Mapping[str, str]] = {
    "status": "status = ANY(CAST(:status AS text[]))",
    "setting": "setting = ANY(CAST(:setting AS text[]))",
    "kind": "kind = ANY(CAST(:kind AS text[]))",
    "county": "county = :county",
    "state": "state = :state",
    "mine": "claimed_by = :mine AND claim_until > :now",
    "unclaimed": "(claimed_by IS NULL OR claim_until IS NULL OR claim_until <= :now)",
    "overdue": "first_look_at IS NULL AND look_by < :now",
}
_CLASSES = {
    "statuses": [str(status) for status in TipStatus for _ in PriorityLevel],
    "priorities": [str(level) for _ in TipStatus for level in PriorityLevel],
}
_BY_STATUS = text("""
    SELECT c.status, c.priority, (SELECT count(*) FROM (
        SELECT FROM tips t WHERE t.status = c.status AND t.priority = c.priority LIMIT :most) few) AS count
    FROM unnest(CAST(:statuses AS text[]), CAST(:priorities AS text[])) AS c (status, priority)
""")
_COUNTS = text(f"""
    SELECT
        (SELECT count(*) FROM (SELECT FROM tips WHERE rank < {_DONE_RANK} AND {_WHERE["overdue"]} LIMIT :most) few)
            AS overdue,
        (SELECT count(*) FROM (SELECT FROM tips WHERE rank < {_DONE_RANK} AND {_WHERE["unclaimed"]} LIMIT :most) few)
            AS unclaimed,
        (SELECT count(*) FROM (SELECT FROM tips WHERE rank < {_DONE_RANK} AND {_WHERE["mine"]} LIMIT :most) few)
            AS mine
""")  # noqa: S608 - only constants
