"""The queue's filter as a table to take away: what the queue shows of each tip, and nothing that is sealed."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import StreamingResponse

from console.csv_export import Cell, csv_lines
from console.filters import wanted_of
from console.guard import Desk, Visitor
from console.rooms import Rooms, rooms_of
from console.words import sign, words
from store import accounts, audit, queue
from store.lines import MOST_LINES, Line
from store.queue import QueueFilter
from tips.access import Actor, Permission

desk = Desk()

COLUMNS: Final = (
    "Code",
    "Priority",
    "Reasons",
    "Status",
    "Disposition",
    "Kind",
    "Minors",
    "Setting",
    "Signs",
    "Town",
    "County",
    "State",
    "Observed from",
    "Observed to",
    "Reported",
    "First look by",
    "First look",
    "Holder",
    "Additions",
    "Files",
    "Corroborated by",
    "Legal hold",
)


@desk.page("/queue/export.csv", needs=Permission.EXPORT, confirmed=True)
async def export(request: Request, visitor: Visitor) -> StreamingResponse:
    """Every tip of the filter, what should be looked at next first. That it leaves is on record before it does."""
    rooms, wanted = rooms_of(request), wanted_of(request, visitor)
    async with rooms.database.transaction(visitor.agency) as db:
        await audit.record(
            db,
            rooms.vault,
            chain=audit.chain_of_agency(visitor.agency),
            actor=visitor.on_record,
            action="exported",
            at=rooms.now(),
            details={"by": sorted(wanted.to_query())},
            agency=visitor.agency,
        )
    headers = {"Content-Disposition": 'attachment; filename="highbeam-queue.csv"'}
    return StreamingResponse(_table(rooms, visitor, wanted), media_type="text/csv; charset=utf-8", headers=headers)


async def _table(rooms: Rooms, visitor: Actor, wanted: QueueFilter) -> AsyncIterator[bytes]:
    """Page after page of the queue, each in a transaction of its own."""
    head, after = True, None
    while head or after is not None:
        async with rooms.database.transaction(visitor.agency) as db:
            page = await queue.page(db, wanted, now=rooms.now(), after=after, limit=MOST_LINES)
            holders = [line.claimed_by for line in page.lines if line.claimed_by is not None]
            names = await accounts.names_of(db, holders)
        lines = csv_lines(COLUMNS, (_row(line, names) for line in page.lines))
        yield b"".join(lines if head else _without_head(lines))
        head, after = False, page.next


def _without_head(lines: Iterator[bytes]) -> Iterator[bytes]:
    next(lines)
    return lines


def _row(line: Line, names: Mapping[UUID, str]) -> Sequence[Cell]:
    return (
        line.code,
        words(line.priority, "priority"),
        "; ".join(words(one["key"], "reason") for one in line.reasons),
        words(line.status, "status"),
        None if line.disposition is None else words(line.disposition, "disposition"),
        None if line.kind is None else words(line.kind, "kind"),
        words(line.minors, "minors"),
        None if line.setting is None else words(line.setting, "setting"),
        "; ".join(map(sign, line.indicators)),
        line.town,
        line.county,
        line.state,
        line.observed_from,
        line.observed_to,
        line.reported_at,
        line.look_by,
        line.first_look_at,
        None if line.claimed_by is None else names.get(line.claimed_by),
        line.additions,
        line.files,
        line.corroborated,
        "yes" if line.held else "no",
    )
