"""The composition root: puts the console together from its settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from console import home, queue
from console.errors import ANSWERS, ConfirmFirst, SignInFirst, answer_to
from console.guard import API, Desk, check_rules
from console.live import Hub
from console.news import News
from console.pages import FOLDER, is_fragment, render
from console.rooms import Rooms
from console.security import SecurityHeaders
from console.settings import ConsoleSettings
from indicators.catalog import load_catalog
from indicators.questions import load_questions
from store.database import Database, Role
from store.objects import Objects
from store.tips import QUEUE
from store.vault import Vault

log = structlog.get_logger()

LOGINS = "highbeam_logins"
PRESENCE = "highbeam_presence"

MOST_BYTES = 1_000_000
"""Of one request's body. Nobody sends files here."""


class Console(FastAPI):
    """FastAPI with our headers outermost: outside of what answers to our own mistakes, too."""

    def build_middleware_stack(self) -> ASGIApp:
        """Called once, at the first request."""
        rooms: Rooms = self.state.rooms
        return SecurityHeaders(super().build_middleware_stack(), tiles=rooms.settings.console_tiles)


def desks() -> tuple[Desk, ...]:
    """Every page's routes."""
    return (home.desk, queue.desk)


def make_app(rooms: Rooms) -> FastAPI:
    """The application over its parts. Raises when a route declares no rule."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        rooms.hub.start(QUEUE, LOGINS, PRESENCE)
        yield
        await rooms.hub.stop()

    app = Console(
        title="Highbeam",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        max_body_size=MOST_BYTES,
    )
    app.state.rooms = rooms
    app.state.news = News(rooms.database, rooms.hub, rooms.now)
    for desk in desks():
        app.include_router(desk)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    for kind in (HTTPException, RequestValidationError, *ANSWERS, Exception):
        app.add_exception_handler(kind, _answer)
    check_rules(app)
    return app


async def open_rooms(settings: ConsoleSettings, database_url: str) -> Rooms:
    """Open what the console works with."""
    database = await Database.open(database_url, role=Role.CONSOLE, connections=20)
    return Rooms(
        settings=settings,
        database=database,
        vault=Vault(settings.keys_folder),
        objects=Objects.at(settings.files_place),
        catalog=load_catalog(),
        questions=load_questions(),
        hub=Hub(database),
        now=lambda: datetime.now(UTC),
    )


async def _answer(request: Request, error: Exception) -> Response:
    """Every error leaves here: a page, a fragment or problem+json, with a sentence for a person."""
    if isinstance(error, SignInFirst | ConfirmFirst) and not request.url.path.startswith(API):
        return _to_sign_in(request, error)
    if isinstance(error, HTTPException):
        status, sentence = error.status_code, _SENTENCES.get(error.status_code, str(error.detail))
    elif isinstance(error, RequestValidationError):
        status, sentence = 422, "Something in what was sent is missing or has the wrong form. Nothing was changed."
    else:
        status, sentence = answer_to(error)
    if status >= 500:
        log.error("request-broke", error=type(error).__name__)
    if request.url.path.startswith(API):
        problem = {"type": "about:blank", "title": sentence, "status": int(status)}
        return JSONResponse(problem, status, media_type="application/problem+json")
    return render(request, "error.html", status=int(status), sentence=sentence, fragment=is_fragment(request))


_SENTENCES = {
    404: "There is no such page. Check the address, or go back to the queue.",
    405: "That cannot be done here. Nothing was changed.",
}


def _to_sign_in(request: Request, error: Exception) -> Response:
    target = "/confirm" if isinstance(error, ConfirmFirst) else "/sign-in"
    if is_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": target})
    back = request.url.path if request.method == "GET" else "/queue"
    return RedirectResponse(f"{target}?next={back}", 303)
