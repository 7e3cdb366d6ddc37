"""`highbeam queue`: the queue in a terminal, from the clear part of the tips alone. No key is needed or used."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from indicators.catalog import Catalog, load_catalog
from store import queue, tips
from store.database import Database, Role
from store.queue import Line, QueueFilter
from store.tables import DEFAULT_AGENCY
from store.tips import QueueRow
from tips.lifecycle import TipStatus
from tips.priority import explain

COLORS = {"immediate": "bold red", "high": "dark_orange", "routine": "grey62"}
SIGNS_SHOWN = 3
EVERYTHING = QueueFilter(status=frozenset(TipStatus))


async def show_queue(url: str, console: Console, *, limit: int = 20) -> None:
    """Print what should be looked at next, first things first."""
    database = await Database.open(url, role=Role.CONSOLE, connections=1)
    try:
        await _print_queue(database, console, limit)
    finally:
        await database.close()


async def follow_queue(url: str, console: Console, *, limit: int = 20) -> None:
    """Print the queue, then every tip as it arrives or changes, until cancelled."""
    catalog = load_catalog()
    database = await Database.open(url, role=Role.CONSOLE, connections=2)
    try:
        async for payload in database.listen(tips.QUEUE):
            if not payload:  # listening has begun; from here on nothing is missed
                await _print_queue(database, console, limit)
                continue
            async with database.transaction(DEFAULT_AGENCY) as db:
                row = await tips.in_queue(db, UUID(payload))
            if row is not None:
                console.print(_entry(row, catalog, datetime.now(UTC)))
    finally:
        await database.close()


async def _print_queue(database: Database, console: Console, limit: int) -> None:
    now = datetime.now(UTC)
    rows = await _first(database, limit, now)
    if not rows:
        console.print("No tips yet. The first one will stand here within a second of being sent.\n")
        return
    console.print(_table(rows, load_catalog(), now))
    console.print()


async def _first(database: Database, limit: int, now: datetime) -> list[Line]:
    """The first lines of the whole queue, what is closed at its end."""
    found: list[Line] = []
    after: str | None = None
    async with database.transaction(DEFAULT_AGENCY) as db:
        while len(found) < limit:
            page = await queue.page(db, EVERYTHING, now=now, after=after, limit=limit - len(found))
            found += page.lines
            after = page.next
            if after is None:
                break
    return found


def _table(rows: Sequence[Line], catalog: Catalog, now: datetime) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="grey62")
    for heading in ("Priority", "Code", "Status", "What", "Where", "Sent"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        mark = Text(_plain(row.priority), COLORS.get(row.priority, ""))
        cells = (row.code, row.status, _what(row, catalog), _where(row), _age(row.reported_at, now))
        table.add_row(mark, *(Text(_plain(cell)) for cell in cells))
    return table


def _entry(row: QueueRow, catalog: Catalog, now: datetime) -> Group:
    """One tip as it arrives: the line of the queue, then the reasons for its priority and the assessment."""
    head = Text.assemble(
        (f"{now.astimezone():%H:%M:%S}  ", "grey62"),
        (_plain(row.priority.upper()), COLORS.get(row.priority, "")),
        f"  {_plain(row.code)}  ",
        (_plain(_where(row)), "bold"),
        f"  {_news(row)}",
    )
    lines = [f"why  {explain(reason['key'])}" for reason in row.reasons]
    lines.append(f"what {_what(row, catalog)}")
    lines += [f"rule {line}" for line in _readings(row.assessment)]
    return Group(head, *(Padding(Text(_plain(line)), (0, 0, 0, 10)) for line in lines), Text())


def _plain(words: str) -> str:
    """Nothing that a terminal would act on or turn around, whoever wrote it into the database."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in _ACTING else one for one in words)


_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def _news(row: QueueRow) -> str:
    if row.status == "withdrawn":
        return "withdrawn by the reporter"
    files = f", {row.files} {'file' if row.files == 1 else 'files'}" if row.files else ""
    return (f"added to, {row.additions} in all" if row.additions else "new tip") + files


def _what(row: QueueRow | Line, catalog: Catalog) -> str:
    shown = [catalog.text(sign, "en") if sign in catalog else sign for sign in row.indicators[:SIGNS_SHOWN]]
    more = len(row.indicators) - len(shown)
    return " ".join(shown) + (f" (+{more} more)" if more else "") or "in the reporter's own words"


def _where(row: QueueRow | Line) -> str:
    county = f"{row.county} County" if row.county else None
    place = ", ".join(part for part in (county, row.state) if part) or "place not known"
    return f"{row.setting.replace('-', ' ')}, {place}" if row.setting else place


def _readings(assessment: Mapping[str, Any]) -> list[str]:
    """Each list that was read: which dimensions the signs meet or touch, and what both readings make of it."""
    lines = []
    for reading in assessment.get("readings", ()):
        met = [_words(one["dimension"]) for one in reading["dimensions"] if one["outcome"] == "positive"]
        partly = [_words(one["dimension"]) for one in reading["dimensions"] if one["outcome"] == "partly"]
        facts = [f"met: {', '.join(met)}"] * bool(met) + [f"partly: {', '.join(partly)}"] * bool(partly)
        verdict = f"legal reading {_sign(reading['legal'])}, strict reading {_sign(reading['strict'])}"
        lines.append("; ".join([_words(reading["ilo_list"]), *(facts or ["no facts"]), verdict]))
    return lines


def _words(key: str) -> str:
    return key.replace("_", " ").replace("labour", "labor")


def _sign(positive: bool) -> str:
    return "positive" if positive else "not positive"


def _age(then: datetime, now: datetime) -> str:
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    return f"{minutes // 60} h ago" if minutes < 48 * 60 else f"{minutes // 1440} days ago"
