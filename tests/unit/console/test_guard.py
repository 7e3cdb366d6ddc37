"""A route without a rule keeps the console from starting; what is declared is what is kept."""

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

from console import app as console_app
from console.guard import Desk, Door, check_rules, needs_of, routes_of
from console.pages import FOLDER
from tips.access import Permission


async def endpoint() -> PlainTextResponse:
    return PlainTextResponse("")


def app_with(desk: Desk) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(desk)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    return app


def test_routes_that_say_what_they_need_pass() -> None:
    desk = Desk()
    desk.page("/queue", needs=Permission.QUEUE)(endpoint)
    desk.page("/sign-in", needs=Door.ANYBODY, method="POST")(endpoint)
    app = app_with(desk)
    check_rules(app)
    assert {(route.path, needs_of(route)) for route in routes_of(app)} == {
        ("/queue", Permission.QUEUE),
        ("/sign-in", Door.ANYBODY),
    }


def test_a_route_without_a_rule_keeps_the_app_from_starting() -> None:
    desk = Desk()
    desk.get("/queue")(endpoint)
    with pytest.raises(RuntimeError, match="/queue declares no rule"):
        check_rules(app_with(desk))


def test_a_rule_that_is_only_written_down_is_none() -> None:
    desk = Desk()
    desk.get("/queue", openapi_extra={"x-needs": {"highbeam-needs": "queue"}})(endpoint)
    with pytest.raises(RuntimeError, match="/queue"):
        check_rules(app_with(desk))


def test_what_is_mounted_or_is_no_page_needs_a_rule_too() -> None:
    other, socket, own_docs = app_with(Desk()), app_with(Desk()), FastAPI()
    other.mount("/other", StaticFiles(directory=FOLDER))
    socket.add_api_websocket_route("/socket", endpoint)
    for app in (other, socket, own_docs):
        with pytest.raises(RuntimeError, match="declares no rule"):
            check_rules(app)


def test_every_route_of_the_console_has_a_rule() -> None:
    routes = [route for desk in console_app.desks() for route in desk.routes]
    assert len(routes) > 60
    for desk in console_app.desks():
        check_rules(app_with(desk))
    assert all(isinstance(route, APIRoute) for route in routes)
