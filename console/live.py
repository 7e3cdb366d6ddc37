"""News for open consoles: one listening connection a process, handed on to every page that is open.

A page gets the tip's id alone and fetches what it shows by the same functions as ever, so nothing here can leak more.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog

from store.database import Database
from store.ending import end
from store.errors import DatabaseUnavailable

log = structlog.get_logger()

MOST_WAITING = 500
"""A page that is this far behind is told to load anew, rather than to catch up."""


@dataclass(eq=False)
class Listener:
    """One open page."""

    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def put(self, payload: str) -> None:
        """Hand on one piece of news; when the page is too far behind, only that it has missed some."""
        try:
            self.queue.put_nowait(payload)
        except asyncio.QueueFull:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait("")


class Hub:
    """Listens on channels of the database and hands on. An empty payload means: some may have been missed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: dict[str, set[Listener]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self, *channels: str) -> None:
        """Listen until `stop`, through lost connections."""
        for channel in channels:
            self._listeners.setdefault(channel, set())
            self._tasks.append(asyncio.create_task(self._listen(channel)))

    async def stop(self) -> None:
        """End listening."""
        await end(*self._tasks)

    @contextmanager
    def listening(self, channel: str) -> Iterator[Listener]:
        """News of a channel, for as long as a page is open."""
        listener = Listener()
        listeners = self._listeners.setdefault(channel, set())
        listeners.add(listener)
        try:
            yield listener
        finally:
            listeners.discard(listener)

    async def _listen(self, channel: str) -> None:
        while True:
            try:
                async for payload in self._database.listen(channel):
                    for listener in tuple(self._listeners[channel]):
                        listener.put(payload)
            except DatabaseUnavailable:
                log.warning("live-lost", channel=channel)
            await asyncio.sleep(1)


async def waiting(listener: Listener, seconds: float) -> AsyncIterator[str | None]:
    """News as it comes, and None whenever none came for so many seconds."""
    while True:
        try:
            yield await asyncio.wait_for(listener.queue.get(), seconds)
        except TimeoutError:
            yield None
