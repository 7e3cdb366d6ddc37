"""The map: how many tips of the queue's filter each county has. It opens nothing sealed and shows no point of any tip.

A mark stands in the middle of its county; of a tip that tells the state alone, in the middle of that state's towns.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from console.filters import choices, wanted_of
from console.guard import Desk, Visitor
from console.pages import iso, render
from console.rooms import rooms_of
from console.words import place, words
from store import board
from store.board import Place
from store.queue import QueueFilter
from tips.access import Actor, Permission
from tips.counties import County, middle_of_county
from tips.priority import PriorityLevel
from tips.regions import region_name
from tips.towns import middle_of_state

desk = Desk()

NOWHERE: Final = "No place told"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One county, or one state whose county was not told, or no place at all: then `at` is None."""

    name: str
    query: str | None
    counts: Mapping[PriorityLevel, int]
    newest: datetime
    at: tuple[float, float] | None
    is_county: bool

    @property
    def total(self) -> int:
        """How many tips."""
        return sum(self.counts.values())

    @property
    def level(self) -> PriorityLevel:
        """The most urgent of their priorities."""
        return next(level for level in PriorityLevel if self.counts.get(level))


@desk.page("/map", needs=Permission.QUEUE)
async def map_page(request: Request, visitor: Visitor) -> HTMLResponse:
    """The map, and beside it a table that tells the same."""
    rooms, wanted = rooms_of(request), wanted_of(request, visitor)
    spots = await _spots(request, visitor, wanted)
    return render(
        request,
        "map/page.html",
        spots=spots,
        total=sum(spot.total for spot in spots),
        unplaced=sum(spot.total for spot in spots if spot.at is None),
        wanted=wanted,
        query=urlencode(wanted.to_query()),
        tiles=rooms.settings.console_tiles,
        **choices(),
    )


@desk.page("/map/tips.json", needs=Permission.QUEUE, quiet=True)
async def tips_by_county(request: Request, visitor: Visitor) -> JSONResponse:
    """How many tips each county has, for the filter of the address."""
    wanted = wanted_of(request, visitor)
    return JSONResponse({"places": [_as_json(spot) for spot in await _spots(request, visitor, wanted)]})


async def _spots(request: Request, visitor: Actor, wanted: QueueFilter) -> tuple[Spot, ...]:
    """The most urgent first, then the most."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await board.places(db, wanted, now=rooms.now())
    spots = await asyncio.to_thread(_gathered, found, wanted)  # the first question loads the shapes, for a second
    order = list(PriorityLevel)
    return tuple(sorted(spots, key=lambda spot: (order.index(spot.level), -spot.total, spot.name)))


def _gathered(found: Iterable[Place], wanted: QueueFilter) -> list[Spot]:
    by_place: dict[tuple[str | None, str | None], list[Place]] = {}
    for one in found:
        by_place.setdefault((one.state, one.county if one.state else None), []).append(one)
    return [_spot(state, county, some, wanted) for (state, county), some in by_place.items()]


def _spot(state: str | None, county: str | None, found: Iterable[Place], wanted: QueueFilter) -> Spot:
    some = list(found)
    at = middle_of_county(County(county, state)) if state and county else None
    return Spot(
        name=_name(state, county),
        query=urlencode({**wanted.to_query(), **_narrowed(state, county)}) if state else None,
        counts={
            level: count
            for level in PriorityLevel
            if (count := sum(one.count for one in some if one.priority == level.value))
        },
        newest=max(one.newest for one in some),
        at=at or (middle_of_state(state) if state else None),
        is_county=at is not None,
    )


def _name(state: str | None, county: str | None) -> str:
    if state is None:
        return NOWHERE
    return place(None, county, state) if county else f"{region_name(state)}, county not told"


def _narrowed(state: str | None, county: str | None) -> dict[str, str]:
    return {name: value for name, value in (("state", state), ("county", county)) if value}


def _as_json(spot: Spot) -> dict[str, Any]:
    """A mark. `at` is the middle of a county or a state, to draw at, and the place of no tip."""
    return {
        "name": spot.name,
        "query": spot.query,
        "at": spot.at,
        "precision": "county" if spot.is_county else "state" if spot.at else None,
        "total": spot.total,
        "priority": spot.level.value,
        "counts": {level.value: count for level, count in spot.counts.items()},
        "words": ", ".join(f"{count:,} {words(level, 'priority').lower()}" for level, count in spot.counts.items()),
        "newest": iso(spot.newest),
    }
