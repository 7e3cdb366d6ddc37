"""The trail's page, for auditors: search it, prove it, export it. What is done here stands in the trail as well."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Final
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Form
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from console.csv_export import csv_lines
from console.errors import WrongInput
from console.guard import Desk, Visitor
from console.pages import is_fragment, render
from console.rooms import Rooms, rooms_of
from console.trail_words import COLUMNS, accounts_in, actions_in_words, exported, facts, in_words, who
from store import accounts, audit, trail, trail_proof
from store.errors import TrailBroken
from store.trail import TrailEvent, TrailFilter
from store.trail_proof import Progress
from tips.access import Actor, Permission

desk = Desk()

LIMIT: Final = 50
WORK_SECONDS: Final = 0.4
"""How long one step of a proof works before it says how far it is."""
SETTLE_TRIES, SETTLE_SECONDS = 50, 0.1


@desk.page("/trail", needs=Permission.TRAIL)
async def trail_page(request: Request, visitor: Visitor, after: str | None = None) -> HTMLResponse:
    """What happened, newest first. A search stands in the trail, too, and so does each page of it that is turned."""
    rooms, asked = rooms_of(request), TrailFilter.from_query(request.query_params)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await trail.page(db, asked, after=after, limit=LIMIT, zone=_zone(rooms))
        people = await trail.actors(db)
        done = await trail.actions(db)
        names = await _names(db, found.events, people)
        if asked.asked():
            await _record(db, rooms, visitor, "trail-searched", {**asked.asked(), "found": len(found.events)})
    known = actions_in_words()
    return render(
        request,
        "trail/page.html",
        asked=asked,
        query=asked.to_query(),
        lines=[_line(event, names) for event in found.events],
        older=None if found.next is None else urlencode({**asked.asked(), "after": found.next}),
        after=after,
        people=sorted(((actor, who(actor, names)) for actor in people), key=lambda one: one[1].casefold()),
        actions=sorted(((action, known.get(action, action)) for action in done), key=lambda one: one[1].casefold()),
        zone=rooms.settings.console_zone,
    )


@desk.page("/trail/verify", method="POST", needs=Permission.TRAIL)
async def verify(
    request: Request,
    visitor: Visitor,
    code: Annotated[str, Form(max_length=80)] = "",
    carried: Annotated[str, Form(max_length=4000)] = "",
) -> Response:
    """Begin a proof, of everything or of one tip's chain, or go on with the one that is carried."""
    rooms = rooms_of(request)
    progress = await _go_on(rooms, visitor, carried) if carried else await _begin(rooms, visitor, code)
    carried = progress.signed(rooms.vault, visitor.account)
    if is_fragment(request):
        return render(request, "trail/proof.html", **_proof(progress, carried), fragment=True)
    return RedirectResponse(f"/trail/proof?{urlencode({'carried': carried})}", 303)


@desk.page("/trail/proof", needs=Permission.TRAIL)
async def proof_page(request: Request, visitor: Visitor, carried: str = "") -> HTMLResponse:
    """How far a proof is, for a page without script."""
    progress = Progress.read(rooms_of(request).vault, visitor.account, carried)
    if progress is None:
        raise WrongInput("This proof is not yours, or its address is cut. Begin again from the trail.")
    return render(request, "trail/proof.html", **_proof(progress, carried), fragment=False)


@desk.page("/trail/value", method="POST", needs=Permission.TRAIL)
async def value(request: Request, visitor: Visitor) -> HTMLResponse:
    """One value over every event so far, to be kept where nobody who runs this can reach it."""
    rooms = rooms_of(request)
    until = await _settled(rooms, visitor)
    async with rooms.database.transaction(visitor.agency) as db:
        found = (await trail_proof.value_through(db, rooms.vault, until)).hex()
        await _record(db, rooms, visitor, "trail-valued", {"through": until})
    return _value(request, until, found, None)


@desk.page("/trail/compare", method="POST", needs=Permission.TRAIL)
async def compare(
    request: Request,
    visitor: Visitor,
    through: Annotated[int, Form(ge=0, lt=2**63)],
    kept: Annotated[str, Form(max_length=200)],
) -> HTMLResponse:
    """Whether the events up to a number are still those over which a value was kept."""
    rooms, kept = rooms_of(request), "".join(kept.split()).lower()
    if len(kept) != 32 or any(letter not in "0123456789abcdef" for letter in kept):
        raise WrongInput("A value has 32 digits, 0 to 9 and a to f. Check what you kept, and give all of it.")
    async with rooms.database.transaction(visitor.agency) as db:
        if through > await trail_proof.last_number(db):
            raise WrongInput("The trail has no such number yet. Check the number that you kept with the value.")
        same = (await trail_proof.value_through(db, rooms.vault, through)).hex() == kept
        await _record(db, rooms, visitor, "trail-compared", {"through": through, "same": same})
    return _value(request, through, kept, same)


@desk.page("/trail/export", needs=Permission.TRAIL, confirmed=True)
async def export_page(request: Request, visitor: Visitor) -> HTMLResponse:
    """What would be exported, and as what. Here so that giving the password again leads somewhere."""
    asked = TrailFilter.from_query(request.query_params)
    actor = None
    if asked.actor is not None:
        async with rooms_of(request).database.transaction(visitor.agency) as db:
            actor = who(asked.actor, await _names(db, (), (asked.actor,)))
    return render(
        request, "trail/export.html", asked=asked, actor=actor, query=asked.to_query(), actions=actions_in_words()
    )


@desk.page("/trail/export.csv", needs=Permission.TRAIL, confirmed=True)
async def export_csv(request: Request, visitor: Visitor) -> StreamingResponse:
    """The events that fit, as a table. No cell acts in a spreadsheet."""
    asked = await _begin_export(request, visitor, "csv")

    async def lines() -> AsyncIterator[bytes]:
        for line in csv_lines(COLUMNS, ()):
            yield line
        async for events, names in _all(request, visitor, asked):
            body = csv_lines(COLUMNS, [exported(event, names) for event in events])
            next(body)
            yield b"".join(body)

    return _download(lines(), "text/csv; charset=utf-8", "trail.csv")


@desk.page("/trail/export.jsonl", needs=Permission.TRAIL, confirmed=True)
async def export_lines(request: Request, visitor: Visitor) -> StreamingResponse:
    """The events that fit, one JSON object a line, with each event's code."""
    asked = await _begin_export(request, visitor, "jsonl")

    async def lines() -> AsyncIterator[bytes]:
        async for events, names in _all(request, visitor, asked):
            yield b"".join(_json_line(event, names) for event in events)

    return _download(lines(), "application/jsonl; charset=utf-8", "trail.jsonl")


async def _begin(rooms: Rooms, visitor: Actor, code: str) -> Progress:
    only = None
    async with rooms.database.transaction(visitor.agency) as db:
        asked = TrailFilter.from_query({"code": code}).code
        if asked is not None:
            only = await trail.chain_of_code(db, asked)
            if only is None:
                raise WrongInput("There is no tip with this code. Check the code, or leave it empty for everything.")
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            progress = await trail_proof.begin(db, only=only, at=rooms.now())
    except TrailBroken as exc:
        broken = Progress(only=only, began=rooms.now(), done=True, broken=str(exc))
        return await _finish(rooms, visitor, broken)
    return await _work(rooms, visitor, progress)


async def _go_on(rooms: Rooms, visitor: Actor, carried: str) -> Progress:
    progress = Progress.read(rooms.vault, visitor.account, carried)
    if progress is None:
        raise WrongInput("This proof is not yours, or was cut on its way. Begin again from the trail.")
    return progress if progress.done else await _work(rooms, visitor, progress)


async def _work(rooms: Rooms, visitor: Actor, progress: Progress) -> Progress:
    """Step after step, each in a transaction of its own, until it is done or time to say how far it is."""
    clock = asyncio.get_running_loop().time
    until = clock() + WORK_SECONDS
    while not progress.done and clock() < until:
        try:
            async with rooms.database.transaction(visitor.agency) as db:
                progress = await trail_proof.step(db, rooms.vault, progress)
        except TrailBroken as exc:
            progress = replace(progress, done=True, broken=str(exc))
    return await _finish(rooms, visitor, progress) if progress.done else progress


async def _finish(rooms: Rooms, visitor: Actor, progress: Progress) -> Progress:
    details = {"of": progress.only or "everything", "events": progress.events, "holds": not progress.broken}
    if progress.broken:
        details["where"] = progress.broken
    async with rooms.database.transaction(visitor.agency) as db:
        await _record(db, rooms, visitor, "trail-verified", details)
    return replace(progress, seconds=(rooms.now() - progress.began).total_seconds())


async def _settled(rooms: Rooms, visitor: Actor) -> int:
    """The newest number of which all before it are there. Waits for transactions under way, which are short."""
    async with rooms.database.transaction(visitor.agency) as db:
        until = await trail_proof.settling(db)
    for _ in range(SETTLE_TRIES):
        async with rooms.database.transaction(visitor.agency) as db:
            if await trail_proof.is_settled(db, until):
                return until.through
        await asyncio.sleep(SETTLE_SECONDS)
    raise WrongInput("Something long is under way in the database, such as a migration. Try again when it is over.")


async def _begin_export(request: Request, visitor: Actor, form: str) -> TrailFilter:
    rooms, asked = rooms_of(request), TrailFilter.from_query(request.query_params)
    async with rooms.database.transaction(visitor.agency) as db:
        await _record(db, rooms, visitor, "trail-exported", {"as": form, **asked.asked()})
    return asked


async def _all(
    request: Request, visitor: Actor, asked: TrailFilter
) -> AsyncIterator[tuple[tuple[TrailEvent, ...], Mapping[UUID, str]]]:
    rooms = rooms_of(request)
    async for events in trail.all_pages(rooms.database, visitor.agency, asked, zone=_zone(rooms)):
        async with rooms.database.transaction(visitor.agency) as db:
            names = await _names(db, events, ())
        yield events, names


def _json_line(event: TrailEvent, names: Mapping[UUID, str]) -> bytes:
    line = {
        "number": event.id,
        "at": event.at.isoformat(),
        "who": who(event.actor, names),
        "actor": event.actor,
        "action": event.action,
        "details": dict(event.details),
        "tip": event.tip,
        "chain": event.chain,
        "seq": event.seq,
        "code": event.mac.hex(),
    }
    return json.dumps(line).encode() + b"\n"


def _download(lines: AsyncIterator[bytes], kind: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(lines, media_type=kind, headers=headers)


def _line(event: TrailEvent, names: Mapping[UUID, str]) -> dict[str, Any]:
    said = in_words(event.action, event.details, names)
    return {"event": event, "who": who(event.actor, names), "said": said, "facts": list(facts(event, names))}


def _value(request: Request, through: int, value: str, compared: bool | None) -> HTMLResponse:
    fragment = is_fragment(request)
    return render(request, "trail/value.html", through=through, value=value, compared=compared, fragment=fragment)


def _proof(progress: Progress, carried: str) -> dict[str, Any]:
    return {"progress": progress, "carried": carried, "of_all": progress.only is None}


async def _names(db: AsyncConnection, events: Iterable[TrailEvent], people: Iterable[str]) -> dict[UUID, str]:
    wanted = {account for event in events for account in accounts_in(event)}
    wanted |= {account for account in map(trail.account_in, people) if account is not None}
    return await accounts.names_of(db, wanted)


async def _record(db: AsyncConnection, rooms: Rooms, visitor: Actor, action: str, details: dict[str, Any]) -> None:
    await audit.record(
        db,
        rooms.vault,
        chain=audit.chain_of_agency(visitor.agency),
        actor=visitor.on_record,
        action=action,
        at=rooms.now(),
        details=details,
        agency=visitor.agency,
    )


def _zone(rooms: Rooms) -> ZoneInfo:
    return ZoneInfo(rooms.settings.console_zone)
