"""Streams of server-sent events: how one is written, that what it holds is let go when nobody listens, and how all end.

A stream never ends by itself, so a server that stops must end them first: `EndingServer` does.
"""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, Final
from weakref import WeakSet

import uvicorn
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse
from starlette.types import Send


def message(event: str, data: Mapping[str, Any]) -> bytes:
    """One event."""
    return format_sse_event(event=event, data_str=json.dumps(data, separators=(",", ":")))


class EventStream(StreamingResponse):
    """A response that goes on until its generator ends, the page is closed or the server stops."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        self.ending = asyncio.Event()
        self._events = events
        super().__init__(self._until_ending(), headers={"X-Accel-Buffering": "no"})

    async def stream_response(self, send: Send) -> None:
        """Send on as it comes."""
        _open.add(self)
        async with aclosing(self._events):
            await super().stream_response(send)

    async def _until_ending(self) -> AsyncGenerator[bytes, None]:
        ending = asyncio.create_task(self.ending.wait())
        coming: asyncio.Future[bytes] | None = None
        try:
            while not self.ending.is_set():
                coming = asyncio.ensure_future(anext(self._events))
                await asyncio.wait({coming, ending}, return_when=asyncio.FIRST_COMPLETED)
                if coming.done():
                    try:
                        yield coming.result()
                    except StopAsyncIteration:
                        return
        finally:
            ending.cancel()
            if coming is not None and not coming.done():
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)


_open: Final[WeakSet[EventStream]] = WeakSet()


class EndingServer(uvicorn.Server):
    """Ends every stream before it waits for its answers to be done; pages then connect to whoever comes next."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        for stream in tuple(_open):
            stream.ending.set()
        await super().shutdown(sockets)
