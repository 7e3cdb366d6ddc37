"""Reading the trail: newest first, by who, what, tip and day. Nothing here opens a tip or changes an event."""

import base64
import binascii
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Self
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.database import Database
from tips.codes import normalize_code

ACCOUNT: Final = "account:"
_TIP = "tip:"
AT_ONCE = 1000
YEARS = range(2000, 9000)


@dataclass(frozen=True, kw_only=True)
class TrailFilter:
    """What to look for. What is None is not asked."""

    actor: str | None = None
    action: str | None = None
    code: str | None = None
    day: date | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read from a page's address. What is malformed is not asked; the page shows what it asks."""
        given = {name: query.get(name, "").strip()[:80] for name in ("actor", "action", "code")}
        known = {name: value for name, value in given.items() if value and value.isprintable()}
        if "code" in known:
            known["code"] = normalize_code(known["code"]) or known["code"]
        return cls(day=_read_day(query.get("day", "")), **known)

    def asked(self) -> dict[str, str]:
        """What is asked, by name: for the record and for addresses."""
        values = {"actor": self.actor, "action": self.action, "code": self.code, "day": self.day}
        return {name: str(value) for name, value in values.items() if value is not None}

    def to_query(self) -> str:
        """The address that `from_query` reads."""
        return urlencode(self.asked())


@dataclass(frozen=True, kw_only=True)
class TrailEvent:
    """One event. `tip` is the code of the tip that it tells of, if it tells of one that is still there."""

    id: int
    chain: str
    seq: int
    at: datetime
    actor: str
    action: str
    details: Mapping[str, Any]
    mac: bytes
    tip: str | None = None

    @property
    def account(self) -> UUID | None:
        """The account that did this, if it was one."""
        return account_in(self.actor)

    @property
    def tip_id(self) -> UUID | None:
        """The tip whose chain this stands in, if it is one's."""
        return UUID(self.chain.removeprefix(_TIP)) if self.chain.startswith(_TIP) else None


@dataclass(frozen=True, kw_only=True)
class TrailPage:
    """Some events, newest first, and where the older ones begin."""

    events: tuple[TrailEvent, ...]
    next: str | None


async def page(
    db: AsyncConnection, asked: TrailFilter, *, after: str | None = None, limit: int = 50, zone: ZoneInfo | None = None
) -> TrailPage:
    """One page, newest first. A cursor that is none begins at the newest."""
    chain = None
    if asked.code is not None:
        chain = await chain_of_code(db, asked.code)
        if chain is None:
            return TrailPage(events=(), next=None)
    before_at, before_id = _read_cursor(after)
    begins, ends = _day(asked.day, zone)
    values = {
        "actor": asked.actor,
        "action": asked.action,
        "chain": chain,
        "begins": begins,
        "ends": ends,
        "at": before_at,
        "id": before_id,
        "limit": limit + 1,
    }
    query = query_for(frozenset(name for name in _CONDITIONS if values[name] is not None))
    rows = (await db.execute(query, values)).mappings().all()
    events = tuple(TrailEvent(**{**row, "mac": bytes(row["mac"])}) for row in rows[:limit])
    last = events[-1] if len(rows) > limit else None
    return TrailPage(events=await _with_codes(db, events), next=None if last is None else _cursor(last))


async def all_pages(
    database: Database, agency: UUID, asked: TrailFilter, *, zone: ZoneInfo | None = None
) -> AsyncIterator[tuple[TrailEvent, ...]]:
    """Every event that is asked for, in short transactions: nobody waits for a long export."""
    after = None
    while True:
        async with database.transaction(agency) as db:
            found = await page(db, asked, after=after, limit=AT_ONCE, zone=zone)
        yield found.events
        if found.next is None:
            return
        after = found.next


async def chain_of_code(db: AsyncConnection, code: str) -> str | None:
    """The chain of the tip with this code, or None when there is no such tip, or it is another agency's."""
    tip_id = (await db.execute(_TIP_OF_CODE, {"code": code})).scalar()
    return None if tip_id is None else audit.chain_of_tip(tip_id)


async def actors(db: AsyncConnection) -> tuple[str, ...]:
    """Everybody who stands in the trail: accounts, and the parts of the house."""
    return tuple((await db.execute(_ACTORS)).scalars())


async def actions(db: AsyncConnection) -> tuple[str, ...]:
    """Everything that was ever done, by its word in the trail."""
    return tuple((await db.execute(_ACTIONS)).scalars())


def account_in(actor: str) -> UUID | None:
    """The account that an event's actor names."""
    if not actor.startswith(ACCOUNT):
        return None
    try:
        return UUID(actor.removeprefix(ACCOUNT))
    except ValueError:
        return None


async def _with_codes(db: AsyncConnection, events: Sequence[TrailEvent]) -> tuple[TrailEvent, ...]:
    wanted = list({event.tip_id for event in events if event.tip_id is not None})
    codes = {row.id: row.code for row in await db.execute(_CODES, {"ids": wanted})} if wanted else {}
    return tuple(replace(event, tip=codes.get(event.tip_id)) for event in events)


def _read_day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _day(day: date | None, zone: ZoneInfo | None) -> tuple[datetime | None, datetime | None]:
    if day is None:
        return None, None
    midnight, next_day = time(tzinfo=zone or UTC), day + timedelta(days=1)
    return datetime.combine(day, midnight), datetime.combine(next_day, midnight)


def _cursor(event: TrailEvent) -> str:
    said = json.dumps([event.at.astimezone(UTC).isoformat(), event.id])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> tuple[datetime | None, int | None]:
    if not cursor:
        return None, None
    try:
        at, number = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        moment = datetime.fromisoformat(at)
    except (ValueError, TypeError, binascii.Error):
        return None, None
    is_ours = isinstance(number, int) and 0 <= number < 2**63 and moment.tzinfo is not None and moment.year in YEARS
    return (moment, number) if is_ours else (None, None)


_CONDITIONS = {
    "actor": "actor = :actor",
    "action": "action = :action",
    "chain": "chain = :chain",
    "begins": "at >= :begins",
    "ends": "at < :ends",
    "at": "(at, id) < (:at, :id)",
}


def query_for(asked: frozenset[str]) -> Any:
    """Only what is asked stands in the statement, so that each kind of search has the index that fits it."""
    conditions = " AND ".join(_CONDITIONS[name] for name in _CONDITIONS if name in asked) or "true"
    return text(f"{_SELECT} WHERE {conditions} ORDER BY at DESC, id DESC LIMIT :limit")


_SELECT = "SELECT id, chain, seq, at, actor, action, details, mac FROM trail"
_TIP_OF_CODE = text("SELECT id FROM tips WHERE code = :code")
_CODES = text("SELECT id, code FROM tips WHERE id = ANY(CAST(:ids AS uuid[]))")
# A walk over the index from one value to the next: as many steps as there are values, however many events there are.
_ACTORS = text("""
    WITH RECURSIVE walk AS (
        (SELECT actor AS word FROM trail ORDER BY actor LIMIT 1)
        UNION ALL
        SELECT (SELECT actor FROM trail WHERE actor > walk.word ORDER BY actor LIMIT 1) FROM walk
        WHERE walk.word IS NOT NULL)
    SELECT word FROM walk WHERE word IS NOT NULL
""")
_ACTIONS = text("""
    WITH RECURSIVE walk AS (
        (SELECT action AS word FROM trail ORDER BY action LIMIT 1)
        UNION ALL
        SELECT (SELECT action FROM trail WHERE action > walk.word ORDER BY action LIMIT 1) FROM walk
        WHERE walk.word IS NOT NULL)
    SELECT word FROM walk WHERE word IS NOT NULL
""")
