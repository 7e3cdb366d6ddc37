"""A plain load balancer in front of several webhooks: each connection goes to a replica that takes it."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import suppress


class Balancer:
    """Listens on one port and passes connections on, in turn. A replica that is down is passed over."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = itertools.cycle(ports)
        self._count = len(ports)
        self._server: asyncio.Server | None = None

    async def open(self, port: int) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", port)

    def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(self._count):
            try:
                there = await asyncio.open_connection("127.0.0.1", next(self._ports))
            except OSError:
                continue
            with suppress(asyncio.CancelledError):  # the end of the run
                await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
            return
        writer.close()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Copy until either side ends; a side that was killed just ends."""
    with suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    with suppress(OSError, RuntimeError):
        target.close()
