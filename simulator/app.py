"""Puts the simulator together: `create_app` gives one ASGI application with the Bot API, the scripts and the page."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.botapi import BotApi
from simulator.errors import ScriptError
from simulator.faults import Faults
from simulator.scripting import Scripting
from simulator.server import BotServer, Receive, Scope, Send
from simulator.snapshot import Snapshot
from simulator.world import World

SAMPLE_TOKEN = "5550100:sample-token-of-the-local-bot-api"  # noqa: S105 - opens nothing but this simulator
PHONE = Path(__file__).with_name("phone")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Simulator:
    """The application. Calls of bots take the short way, everything else goes through Starlette."""

    def __init__(self, token: str = SAMPLE_TOKEN, state: Path | None = None) -> None:
        self.world = World(token, state.with_suffix(".files") if state else None)
        self.api = BotApi(self.world)
        self.server = BotServer(self.api, Faults())
        self.scripting = Scripting(self.server)
        self.snapshot = Snapshot(state, self.api) if state else None
        self._rest = Starlette(
            routes=[
                *self.scripting.routes(),
                Route("/", _page),
                Mount("/phone", StaticFiles(directory=PHONE)),
            ],
            exception_handlers={ScriptError: _refuse, KeyError: _refuse, ValueError: _refuse},
            lifespan=self._lifespan,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if path.startswith(("/bot", "/file/bot")):
                await self.server(scope, receive, send)
                return
            if _is_foreign(scope):
                await JSONResponse({"error": "other sites may not use this simulator"}, 403)(scope, receive, send)
                return
        await self._rest(scope, receive, send)

    def close(self) -> None:
        """Let go of everybody who waits; call it before the server stops."""
        self.scripting.closing = True
        self.world.close()

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        keeping = None
        if self.snapshot:
            self.snapshot.read()
            keeping = asyncio.create_task(self.snapshot.keep())
        try:
            yield
        finally:
            if self.snapshot and keeping:
                keeping.cancel()
                self.snapshot.write()
            self.api.webhook.stop()


def create_app(token: str = SAMPLE_TOKEN, state: Path | None = None) -> Simulator:
    """The application for `uvicorn --factory simulator.app:create_app`."""
    return Simulator(token, state)


def _is_foreign(scope: Scope) -> bool:
    """True for requests that another web site makes through the browser of whoever tries the demo."""
    sites = [value for name, value in scope["headers"] if name == b"sec-fetch-site"]
    navigates = scope["path"] == "/" and scope["method"] == "GET"
    return not navigates and any(site in (b"cross-site", b"same-site") for site in sites)


async def _page(_: Request) -> Response:
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return FileResponse(PHONE / "index.html", headers=headers)


async def _refuse(_: Request, exc: Exception) -> Response:
    if isinstance(exc, HTTPException):
        raise exc
    reason = f"missing: {exc}" if isinstance(exc, KeyError) else str(exc)
    return JSONResponse({"error": reason}, 400)
