"""The composition root: puts the console together from its settings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from console import (
    account,
    accounts,
    auth,
    board,
    factors,
    home,
    house,
    oidc,
    partner,
    passkeys,
    presence,
    queue,
    queue_export,
    tip,
    tip_actions,
    trail,
    training,
    verify,
)
from console import map as maps
from console.api import board as api_board
from console.api import contract, problems, words
from console.api import tips as api_tips
from console.errors import ANSWERS, ConfirmFirst, SignInFirst, answer_to
from console.guard import API, Desk, check_rules, identify, routes_of
from console.live import Hub
from console.news import News
from console.pages import FOLDER, is_fragment, went_wrong
from console.rooms import Rooms
from console.security import SecurityHeaders
from console.settings import ConsoleSettings
from indicators.catalog import load_catalog
from indicators.course import load_courses
from indicators.helplines import load_helplines
from indicators.questions import load_questions
from store.database import Database, Role
from store.errors import DatabaseUnavailable, where_it_broke
from store.objects import Objects
from store.tips import QUEUE
from store.vault import Vault
from tips.place import load as load_places

log = structlog.get_logger()

LOGINS = "highbeam_logins"
PRESENCE = "highbeam_presence"

FILES = (".csv", ".jsonl")
"""What is taken away as a file. Who must give the password first comes back to the page that offers it."""

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
    return (
        auth.desk,
        factors.desk,
        passkeys.desk,
        oidc.desk,
        account.desk,
        accounts.desk,
        house.desk,
        home.desk,
        trail.desk,
        queue.desk,
        queue_export.desk,
        board.desk,
        maps.desk,
        tip.desk,
        tip_actions.desk,
        presence.desk,
        training.desk,
        partner.desk,
        verify.desk,
        api_tips.desk,
        words.desk,
        api_board.desk,
        contract.desk,
    )


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
        redirect_slashes=False,  # such an address would be made of whatever host the request names
        lifespan=lifespan,
        max_body_size=MOST_BYTES,
    )
    app.state.rooms = rooms
    app.state.news = News(rooms.database, rooms.hub, rooms.now)
    app.state.verify_pace = verify.Pace()
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
    await asyncio.to_thread(load_places)  # else the first tip that is opened waits for it
    return Rooms(
        settings=settings,
        database=database,
        vault=Vault(settings.keys_folder),
        objects=Objects.at(settings.files_place, writes=False),
        catalog=load_catalog(),
        questions=load_questions(),
        courses=load_courses(),
        helplines=load_helplines(),
        hub=Hub(database),
        now=lambda: datetime.now(UTC),
    )


async def _answer(request: Request, error: Exception) -> Response:
    """Every error leaves here: a page, a fragment or problem+json, with a sentence for a person."""
    error = await _look_who_asks(request) or error
    if isinstance(error, SignInFirst | ConfirmFirst) and not request.url.path.startswith(API):
        return _to_sign_in(request, error)
    if isinstance(error, HTTPException):
        status, sentence = error.status_code, _SENTENCES.get(error.status_code, str(error.detail))
    elif isinstance(error, RequestValidationError):
        status, sentence = 422, "Something in what was sent is missing or has the wrong form. Nothing was changed."
    else:
        status, sentence = answer_to(error)
    if status >= 500:
        log.error("request-broke", error=type(error).__name__, where=where_it_broke(error))
    if request.url.path.startswith(API):
        return problems.answer(error, int(status), sentence)
    return went_wrong(request, int(status), sentence)


async def _look_who_asks(request: Request) -> DatabaseUnavailable | None:
    """Where no route has looked, because there is none: who is signed in keeps the shell. Gives what came between."""
    if hasattr(request.state, "actor") or request.url.path.startswith(API):
        return None
    try:
        await identify(request, renew=False)
    except DatabaseUnavailable as away:
        return away
    return None


_SENTENCES = {
    404: "There is no such page. Check the address, or begin at your first page.",
    405: "That cannot be done here. Nothing was changed.",
}


def _to_sign_in(request: Request, error: Exception) -> Response:
    target = "/confirm" if isinstance(error, ConfirmFirst) else "/sign-in"
    address = f"{target}?next={quote(_page_of(request), safe='')}"
    if is_fragment(request):
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def _page_of(request: Request) -> str:
    """The page to come back to: the one asked for, or the nearest above a file or what a form was sent to."""
    if is_fragment(request):
        return urlsplit(request.headers.get("hx-current-url", "")).path or "/"
    path, is_asked_for = request.url.path, request.method == "GET"
    query = f"?{request.url.query}" if is_asked_for and request.url.query else ""
    if is_asked_for and not path.endswith(FILES):
        return path + query
    pages = [route.path_regex for route in routes_of(request.app) if "GET" in (route.methods or ())]
    path = path.rpartition(".")[0] if path.endswith(FILES) else path
    while path and not any(page.match(path) for page in pages):
        path = path.rpartition("/")[0]
    return (path or "/") + query
