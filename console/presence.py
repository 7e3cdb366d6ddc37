"""A tip's own stream: who else has it open, and that it changed. One stream an open page, closed while it is hidden.

Each page says every few seconds that it is there, and is forgotten when it has not for a while: a console that dies
leaves nobody standing at a tip. Whoever comes asks who is there, and hears it at once.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from console.guard import COOKIE, Desk, Visitor
from console.live import Listener
from console.pages import render
from console.rooms import Rooms, rooms_of
from console.streams import EventStream, message
from console.tip import read
from console.tip_talk import ACCOUNT, LOOKS, changes
from store import logins, presence
from store.errors import DatabaseUnavailable
from store.ids import new_id
from store.presence import Here
from store.tips import QUEUE
from tips.access import Actor, Permission

desk = Desk()

BEAT_SECONDS: Final = 10
GONE_AFTER: Final = timedelta(seconds=25)
CHECK_EVERY: Final = timedelta(minutes=1)

_leaving: set[asyncio.Task[None]] = set()


@dataclass(kw_only=True)
class Others:
    """The other pages of this tip, each with the time when it was last heard of."""

    me: UUID
    seen: dict[UUID, tuple[Here, datetime]] = field(default_factory=dict)

    def hear(self, here: Here, now: datetime) -> None:
        """Note what a page says of itself."""
        if here.gone:
            self.seen.pop(here.page, None)
        elif here.account != self.me:
            self.seen[here.page] = (here, now)

    def names(self, now: datetime) -> list[str]:
        """Who is there, each once, by name."""
        self.seen = {page: (here, at) for page, (here, at) in self.seen.items() if now - at < GONE_AFTER}
        return sorted({f"{here.name}, Desk {here.desk}" for here, _ in self.seen.values()})


@desk.page("/tips/{code}/live", needs=Permission.OPEN_TIP, quiet=True)
async def tip_live(request: Request, code: str, visitor: Visitor) -> EventStream:
    """Who is here, and that something changed."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        tip_id = await presence.tip_of(db, code)
    here = Here(tip=tip_id, page=new_id(), account=visitor.account, name=visitor.name, desk=visitor.desk)
    return EventStream(_live(rooms, visitor, here, request.cookies[COOKIE]))


@desk.page("/tips/{code}/news", needs=Permission.OPEN_TIP, quiet=True)
async def tip_news(request: Request, code: str, visitor: Visitor, seen: int = 0, grown: int = 0) -> Response:
    """What others have done since event `seen`, the conversation as it is now, and the report when something has been
    put into it since event `grown`. Nothing that is typed in moves."""
    context = await read(request, visitor, code, look=False)
    me = f"{ACCOUNT}{visitor.account}"
    since = [event for event in context["case"].timeline if event.seq > seen and event.action not in LOOKS]
    by_colleagues = [event for event in since if event.actor.startswith(ACCOUNT) and event.actor != me]
    return render(
        request,
        "tip/news.html",
        changed=changes(by_colleagues, context["people"]),
        is_mild=not by_colleagues,
        has_grown=context["grown"] > grown,
        answered=any(event.action == "added" for event in since),
        **context,
    )


async def _live(rooms: Rooms, visitor: Actor, here: Here, token: str) -> AsyncGenerator[bytes, None]:
    others = Others(me=visitor.account)
    shown: list[str] = []
    with (
        rooms.hub.listening(presence.CHANNEL) as pages,
        rooms.hub.listening(QUEUE) as tips,
        rooms.hub.listening(logins.CHANNEL) as ends,
    ):
        await _tell(rooms, visitor, replace(here, asks=True))
        yield message("hello", {"beat": BEAT_SECONDS})
        check_at = rooms.now() + CHECK_EVERY
        try:
            async for source, payload in _merged(pages, tips, ends):
                if source is ends and payload in {"", str(visitor.account)}:
                    check_at = rooms.now()
                if rooms.now() >= check_at:
                    check_at = rooms.now() + CHECK_EVERY
                    if not await _may_stay(rooms, token):
                        yield message("ended", {})
                        return
                if source is None:
                    await _tell(rooms, visitor, here)
                    yield message("beat", {})
                if source is tips and payload in {"", str(here.tip)}:
                    yield message("changed", {})
                if source is pages:
                    await _hear(rooms, visitor, here, others, payload)
                names = others.names(rooms.now())
                if names != shown:
                    shown = names
                    yield message("people", {"names": names})
        finally:
            _leave(rooms, visitor, here)


async def _hear(rooms: Rooms, visitor: Actor, here: Here, others: Others, payload: str) -> None:
    said = Here.read(payload)
    if said is None or said.tip != here.tip or said.page == here.page:
        return
    others.hear(said, rooms.now())
    if said.asks:
        await _tell(rooms, visitor, here)


async def _merged(*listeners: Listener) -> AsyncIterator[tuple[Listener | None, str]]:
    """News of several channels as it comes, and (None, "") at each beat."""
    waits = {asyncio.create_task(listener.queue.get()): listener for listener in listeners}
    loop = asyncio.get_running_loop()
    beat_at = loop.time() + BEAT_SECONDS
    try:
        while True:
            done, _ = await asyncio.wait(
                waits, timeout=max(0.0, beat_at - loop.time()), return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                listener = waits.pop(task)
                waits[asyncio.create_task(listener.queue.get())] = listener
                yield listener, task.result()
            if loop.time() >= beat_at:
                beat_at = loop.time() + BEAT_SECONDS
                yield None, ""
    finally:
        for task in waits:
            task.cancel()


async def _may_stay(rooms: Rooms, token: str) -> bool:
    """Whether the login still stands. While the database is away nothing can be told either way."""
    try:
        async with rooms.database.transaction() as db:
            login = await logins.find(db, token, now=rooms.now(), renew=False)
    except DatabaseUnavailable:
        return True
    return login is not None and login.actor.may(Permission.OPEN_TIP)


async def _tell(rooms: Rooms, visitor: Actor, here: Here) -> None:
    with suppress(DatabaseUnavailable):
        async with rooms.database.transaction(visitor.agency) as db:
            await presence.tell(db, here)


def _leave(rooms: Rooms, visitor: Actor, here: Here) -> None:
    """Say goodbye beside the request, which may be cancelled already."""
    task = asyncio.create_task(_tell(rooms, visitor, replace(here, gone=True)))
    _leaving.add(task)
    task.add_done_callback(_leaving.discard)
