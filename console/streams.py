"""Streams of server-sent events: how one is written, and that what it holds is let go as soon as nobody listens."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse
from starlette.types import Send


def message(event: str, data: Mapping[str, Any]) -> bytes:
    """One event."""
    return format_sse_event(event=event, data_str=json.dumps(data, separators=(",", ":")))


class EventStream(StreamingResponse):
    """A response that goes on until the generator ends or the page is closed; then the generator is closed, too."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        super().__init__(events, headers={"X-Accel-Buffering": "no"})
        self._events = events

    async def stream_response(self, send: Send) -> None:
        """Send on as it comes."""
        async with aclosing(self._events):
            await super().stream_response(send)
