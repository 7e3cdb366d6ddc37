"""The board: charts that each answer one question, each with its table and its CSV. Figures alone, no tips.

A figure is worked out once a minute for each agency, however many look. Charts of who holds what are a supervisor's.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from console import charts, figures
from console.charts import Size, Theme
from console.csv_export import Cell, csv_answer
from console.figures import SHARED, Chart, Figure, Table, Value
from console.guard import Desk, Visitor
from console.pages import render
from console.rooms import Rooms, rooms_of
from store import accounts, audit, board
from store.board import Period
from tips.access import Actor, Permission

desk = Desk()

AT_ONCE: Final = 3
"""Figures worked out at the same time for one page: the queue's pages need the database too."""


class Days(IntEnum):
    """The periods to choose from."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90
    YEAR = 365


@desk.page("/board", needs=Permission.COUNTS)
async def board_page(request: Request, visitor: Visitor, days: Days = Days.MONTH) -> HTMLResponse:
    """The whole page. A picture is asked for by the browser when it comes into view."""
    rooms, kept = rooms_of(request), _kept(request)
    shown = [chart for chart in Chart if chart is not Chart.HOLDERS or visitor.may(Permission.ASSIGN)]
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(chart: Chart) -> Figure:
        async with turns:
            return await kept.get(rooms, visitor, chart, days)

    found = await asyncio.gather(*(in_turn(chart) for chart in shown))
    return render(
        request,
        "board/page.html",
        figures=found,
        days=days,
        choices=list(Days),
        zone=rooms.settings.console_zone,
        sizes=Size,
        room=charts.room,
        cell=_in_words,
        is_number=_is_number,
    )


@desk.page("/board/holders.svg", needs=Permission.ASSIGN, quiet=True)
async def holders_picture(
    request: Request, visitor: Visitor, theme: Theme = Theme.LIGHT, size: Size = Size.WIDE
) -> Response:
    """Who holds how many tips, drawn."""
    return await _picture(request, visitor, Chart.HOLDERS, Days.WEEK, theme, size)


@desk.page("/board/holders.csv", needs=Permission.ASSIGN, confirmed=True)
async def holders_table(request: Request, visitor: Visitor) -> StreamingResponse:
    """Who holds how many tips, as a table."""
    return await _download(request, visitor, Chart.HOLDERS, Days.WEEK)


@desk.page("/board/{chart}.svg", needs=Permission.COUNTS, quiet=True)
async def picture(
    request: Request,
    visitor: Visitor,
    chart: Chart,
    days: Days = Days.MONTH,
    theme: Theme = Theme.LIGHT,
    size: Size = Size.WIDE,
) -> Response:
    """A chart, drawn."""
    return await _picture(request, visitor, _plain(chart), days, theme, size)


@desk.page("/board/{chart}.csv", needs=Permission.COUNTS, confirmed=True)
async def table(request: Request, visitor: Visitor, chart: Chart, days: Days = Days.MONTH) -> StreamingResponse:
    """A chart's table. Taking it away is on the record."""
    return await _download(request, visitor, _plain(chart), days)


class KeptFigures:
    """Figures of the current minute, each worked out once, also when many ask at the same time."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._figures: dict[tuple[object, ...], asyncio.Task[Figure]] = {}

    async def get(self, rooms: Rooms, visitor: Actor, chart: Chart, days: Days) -> Figure:
        """The figure, as its agency may see it."""
        minute = rooms.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._figures = minute, {}
        key, kept = (visitor.agency, chart, days), self._figures
        if key not in kept:
            kept[key] = asyncio.create_task(work_out(rooms, visitor, chart, days))
            kept[key].add_done_callback(lambda done: _failed(done) and kept.pop(key, None))
        return await asyncio.shield(kept[key])


def _failed(task: asyncio.Task[Figure]) -> bool:
    return task.cancelled() or task.exception() is not None


async def work_out(rooms: Rooms, visitor: Actor, chart: Chart, days: int) -> Figure:
    """One figure from the database, as it is now. The caller has seen to the right to it."""
    now = rooms.now()
    period = Period.last(days, now=now, zone=rooms.settings.console_zone)
    async with rooms.database.transaction(visitor.agency) as db:
        if chart in SHARED:
            return figures.of_shares(await board.shares(db, SHARED[chart], period), chart)
        if chart is Chart.INDICATORS:
            tips = sum(one.count for one in await board.volume(db, period))
            return figures.of_most_seen(await board.most_seen(db, period), rooms.catalog, tips=tips)
        if chart is Chart.OVERDUE:
            return figures.of_overdue(await board.overdue(db, now=now), now=now)
        if chart is Chart.HOLDERS:
            held = await board.held_now(db, now=now)
            return figures.of_holders(held, await accounts.names_of(db, {one.account for one in held}))
        return await _IN_TIME[chart](db, period)


async def _volume(db: Any, period: Period) -> Figure:
    return figures.of_volume(await board.volume(db, period), period)


async def _first_looks(db: Any, period: Period) -> Figure:
    return figures.of_first_looks(await board.first_looks(db, period), period)


async def _closings(db: Any, period: Period) -> Figure:
    return figures.of_closings(await board.closings(db, period), period)


_IN_TIME: Final[dict[Chart, Callable[[Any, Period], Awaitable[Figure]]]] = {
    Chart.VOLUME: _volume,
    Chart.FIRST_LOOK: _first_looks,
    Chart.CLOSING: _closings,
}


async def _picture(request: Request, visitor: Actor, chart: Chart, days: Days, theme: Theme, size: Size) -> Response:
    figure = await _kept(request).get(rooms_of(request), visitor, chart, days)
    return Response(await charts.draw(figure, theme, size), media_type="image/svg+xml")


async def _download(request: Request, visitor: Actor, chart: Chart, days: Days) -> StreamingResponse:
    rooms = rooms_of(request)
    figure = await _kept(request).get(rooms, visitor, chart, days)
    async with rooms.database.transaction(visitor.agency) as db:
        await audit.record(
            db,
            rooms.vault,
            chain=audit.chain_of_agency(visitor.agency),
            actor=visitor.on_record,
            action="board-exported",
            at=rooms.now(),
            details={"chart": chart.value, "days": days.value},
            agency=visitor.agency,
        )
    columns, rows = as_numbers(figure)
    return csv_answer(f"highbeam-{chart.value}", columns, rows)


def _kept(request: Request) -> KeptFigures:
    state = request.app.state
    if not hasattr(state, "figures"):
        state.figures = KeptFigures()
    kept: KeptFigures = state.figures
    return kept


def _plain(chart: Chart) -> Chart:
    """A chart that whoever may see counts may see."""
    if chart is Chart.HOLDERS:
        raise HTTPException(404)
    return chart


def as_numbers(figure: Figure) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """A figure's table for machines: spans of time in minutes, and the heads say so."""
    timed = _timed(figure.rows)
    columns = tuple(f"{name} (minutes)" if at in timed else name for at, name in enumerate(figure.columns))
    return columns, [tuple(_as_number(value) for value in row) for row in figure.rows]


def _timed(rows: Table) -> set[int]:
    return {at for row in rows for at, value in enumerate(row) if isinstance(value, timedelta)}


def _as_number(value: Value) -> Cell:
    return round(value.total_seconds() / 60, 1) if isinstance(value, timedelta) else value


def _in_words(value: Value) -> str:
    """A cell of a table for people."""
    if value is None:
        return "–"
    if isinstance(value, timedelta):
        return figures.lasted(value)
    if isinstance(value, date):
        return f"{value:%b} {value.day}, {value.year}"
    return f"{value:,}" if isinstance(value, int) else value


def _is_number(figure: Figure, at: int) -> bool:
    """Whether a column is numbers, which stand at the end of their cells."""
    return any(isinstance(row[at], int | timedelta) for row in figure.rows) or figure.columns[at].startswith("Share")
