"""The first page of each role, and the stream of news that every open console listens to."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.guard import COOKIE, Desk, Door, Visitor
from console.live import Listener
from console.news import Event, News, put, stream
from console.pages import iso
from console.rooms import Rooms, rooms_of
from console.streams import EventStream, message
from store import logins
from store.duty import on_duty
from store.errors import DatabaseUnavailable
from tips.access import AccountRole, Actor, Permission

desk = Desk()

BEAT_SECONDS: Final = 15
"""A console that has heard nothing for three of these takes itself for offline."""

CHECK_EVERY: Final = timedelta(minutes=1)
CHECK: Final = "check"
FIRST_PAGES: Final = {
    AccountRole.ANALYST: "/queue",
    AccountRole.SUPERVISOR: "/queue",
    AccountRole.ADMINISTRATOR: "/accounts",
    AccountRole.AUDITOR: "/trail",
    AccountRole.PARTNER: "/partner",
}


@desk.page("/", needs=Door.SIGNED_IN)
async def first_page(visitor: Visitor) -> RedirectResponse:
    """To where this role works."""
    return RedirectResponse(FIRST_PAGES[visitor.role], 303)


@desk.page("/live", needs=Permission.QUEUE, quiet=True)
async def live(request: Request, visitor: Visitor) -> EventStream:
    """News of the queue for one browser, for as long as its login lasts."""
    news: News = request.app.state.news
    return EventStream(_live(rooms_of(request), news, visitor, request.cookies[COOKIE]))


@desk.page("/live/here", needs=Permission.QUEUE, quiet=True)
async def still_here() -> Response:
    """Whether the login still stands, for a page whose stream has ended."""
    return Response(status_code=204)


async def _live(rooms: Rooms, news: News, visitor: Actor, token: str) -> AsyncGenerator[bytes, None]:
    with news.open(visitor.agency) as mine, rooms.hub.listening(logins.CHANNEL) as ends:
        watching = asyncio.create_task(_watch_login(ends, mine, visitor))
        try:
            async for sent in _until_ended(rooms, mine, visitor, token):
                yield sent
        finally:
            watching.cancel()


async def _until_ended(
    rooms: Rooms, mine: "asyncio.Queue[Event]", visitor: Actor, token: str
) -> AsyncGenerator[bytes, None]:
    put(mine, (CHECK, {}))
    yield message("hello", {"now": iso(rooms.now()), "beat": BEAT_SECONDS})
    check_at = rooms.now() + CHECK_EVERY
    async for event in stream(mine, BEAT_SECONDS):
        kind, data = event or ("beat", {})
        if kind != CHECK:
            yield message(kind, data)
        if kind == CHECK or rooms.now() >= check_at:
            check_at = rooms.now() + CHECK_EVERY
            people = await _people(rooms, visitor, token)
            if people is None:
                yield message("ended", {})
                return
            yield message("people", {"names": people})


async def _people(rooms: Rooms, visitor: Actor, token: str) -> list[str] | None:
    """Who is on, or None when this login has ended. While the database is away nobody is known to be on."""
    try:
        async with rooms.database.transaction() as db:
            login = await logins.find(db, token, now=rooms.now(), renew=False)
            if login is None or not login.actor.may(Permission.QUEUE):
                return None
        async with rooms.database.transaction(visitor.agency) as db:
            return [f"{person.name}, Desk {person.desk}" for person in await on_duty(db, now=rooms.now())]
    except DatabaseUnavailable:
        return []


async def _watch_login(ends: Listener, mine: "asyncio.Queue[Event]", visitor: Actor) -> None:
    """Have the login looked at as soon as one of this account has ended, or when that may have been missed."""
    while True:
        payload = await ends.queue.get()
        if payload in {"", str(visitor.account)}:
            put(mine, (CHECK, {}))
