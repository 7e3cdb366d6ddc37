"""News of the queue: each change is looked up and drawn once for all consoles of an agency that are open here.

A console gets the line as the queue draws it and the few facts by which its script knows whether it belongs on the
screen. Lines are read in the agency's own transaction, so no console can hear of another agency's tip.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from console.live import Hub, Listener, waiting
from console.pages import iso, part
from store import accounts, related
from store.database import Database
from store.errors import DatabaseUnavailable
from store.lines import MOST_LINES, Line, read
from store.tips import QUEUE
from tips.lifecycle import TipStatus
from tips.priority import CHANGED_BY_SUPERVISOR, PriorityLevel

log = structlog.get_logger()

AGAIN: Final = "again"
"""To a console: some news may have been missed, read the page anew."""

FRESH: Final = timedelta(minutes=5)
"""A tip this young that nothing has happened to yet is new; catching up after an outage rings for no old one."""

GATHER_SECONDS: Final = 0.03
"""So many changes as come within this are looked up by one query."""

ENDED: Final = frozenset({TipStatus.CLOSED, TipStatus.WITHDRAWN})
_LEVELS = {level.value: number for number, level in enumerate(PriorityLevel)}

Event = tuple[str, Mapping[str, Any]]


@dataclass(eq=False)
class _Room:
    """The consoles of one agency that are open in this process, and who reads for them."""

    consoles: set["asyncio.Queue[Event]"]
    reading: asyncio.Task[None]


class News:
    """Reads for the open consoles, for as long as there are any."""

    def __init__(self, database: Database, hub: Hub, now: Callable[[], datetime]) -> None:
        self._database = database
        self._hub = hub
        self._now = now
        self._rooms: dict[UUID, _Room] = {}

    @contextmanager
    def open(self, agency: UUID) -> Iterator["asyncio.Queue[Event]"]:
        """The news of an agency, for as long as a console is open."""
        if agency not in self._rooms:
            self._rooms[agency] = _Room(consoles=set(), reading=asyncio.create_task(self._read(agency)))
        room = self._rooms[agency]
        mine: asyncio.Queue[Event] = asyncio.Queue(MOST_LINES)
        room.consoles.add(mine)
        try:
            yield mine
        finally:
            room.consoles.discard(mine)
            if not room.consoles:
                self._rooms.pop(agency)
                room.reading.cancel()

    def consoles(self, agency: UUID) -> int:
        """How many streams of an agency are open in this process."""
        return len(self._rooms[agency].consoles) if agency in self._rooms else 0

    async def _read(self, agency: UUID) -> None:
        with self._hub.listening(QUEUE) as listener:
            async for first in waiting(listener, 3600):
                ids = await _gathered(first, listener)
                if ids is None:
                    self._tell(agency, [(AGAIN, {})])
                elif ids:
                    self._tell(agency, await self._events(agency, ids))

    async def _events(self, agency: UUID, ids: list[UUID]) -> list[Event]:
        now = self._now()
        try:
            async with self._database.transaction(agency) as db:
                lines = await read(db, ids, now=now)
                told = [line.id for line in lines if is_fresh(line, now) or line.unread]
                lines += await read(db, await _others(db, told, but=ids), now=now)
                names = await accounts.names_of(db, [line.claimed_by for line in lines if line.claimed_by])
        except DatabaseUnavailable:
            log.warning("news-not-read")
            return [(AGAIN, {})]
        return [("tip", event_of(line, names, now=now, itself=line.id in ids)) for line in lines]

    def _tell(self, agency: UUID, events: Iterable[Event]) -> None:
        for console in self._rooms[agency].consoles if agency in self._rooms else ():
            for event in events:
                put(console, event)


def put(console: "asyncio.Queue[Event]", event: Event) -> None:
    """Hand on to one console; one that is too far behind is told to read anew."""
    try:
        console.put_nowait(event)
    except asyncio.QueueFull:
        while not console.empty():
            console.get_nowait()
        console.put_nowait((AGAIN, {}))


def rank_of(line: Line) -> int:
    """Where a line stands in the queue, before its age: the same order as the column `rank`."""
    return _LEVELS.get(line.priority, len(_LEVELS)) + 10 * (line.status in ENDED)


async def _others(db: AsyncConnection, told: Iterable[UUID], *, but: Iterable[UUID]) -> list[UUID]:
    """Whose count of related tips changes by what reporters have just told."""
    known = set(but)
    return [one for one in await related.tell_of_same(db, told) if one not in known]


def is_fresh(line: Line, now: datetime) -> bool:
    """Whether a tip has just come, and nothing has happened to it yet."""
    return line.status == TipStatus.NEW and line.row_version == 1 and now - line.reported_at < FRESH


def event_of(line: Line, names: Mapping[UUID, str], *, now: datetime, itself: bool) -> dict[str, Any]:
    """What a console is told of a line: the same to each, whoever looks. Only a tip that changed `itself` may ring."""
    return {
        "id": str(line.id),
        "code": line.code,
        "priority": line.priority,
        "status": line.status,
        "rank": rank_of(line),
        "reported": iso(line.reported_at),
        "fresh": itself and is_fresh(line, now),
        "raised": itself and is_raised(line, now),
        "changed": iso(line.changed_at),
        "setting": line.setting,
        "kind": line.kind,
        "county": line.county,
        "state": line.state,
        "holder": None if line.claimed_by is None else str(line.claimed_by),
        "looked": line.first_look_at is not None,
        "look_by": iso(line.look_by),
        "row": part("queue/line.html", line=line, names=names, now=now, visitor=None),
    }


def is_raised(line: Line, now: datetime) -> bool:
    """Whether the last that happened to an open tip is that a supervisor made it immediate."""
    if line.priority != PriorityLevel.IMMEDIATE or line.status in ENDED or now - line.changed_at >= FRESH:
        return False
    why = line.reasons[0] if line.reasons else {}
    return why.get("key") == CHANGED_BY_SUPERVISOR and why.get("at") == line.changed_at.astimezone(UTC).isoformat()


async def _gathered(first: str | None, listener: Listener) -> list[UUID] | None:
    """The tips that changed, each once; None when some may have been missed."""
    if first is None:
        return []
    await asyncio.sleep(GATHER_SECONDS)
    payloads = [first]
    with suppress(asyncio.QueueEmpty):
        while len(payloads) < MOST_LINES:
            payloads.append(listener.queue.get_nowait())
    if "" in payloads:
        return None
    return list(dict.fromkeys(UUID(payload) for payload in payloads))


async def stream(console: "asyncio.Queue[Event]", seconds: float) -> AsyncIterator[Event | None]:
    """What a console is told as it comes, and None whenever nothing came for so many seconds."""
    while True:
        try:
            yield await asyncio.wait_for(console.get(), seconds)
        except TimeoutError:
            yield None
