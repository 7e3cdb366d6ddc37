"""What every answer of the console carries, whatever it is: a page, a fragment, an error, a file, a stream."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from console import app as console_app
from console.guard import COOKIE, Desk, Door, routes_of
from console.security import SecurityHeaders
from console.settings import ConsoleSettings
from store.database import Database
from tests.integration.console.front_door import PASSWORD, House, open_house
from tests.integration.console.visits import VISITORS, Answer, Visits, ask
from tips.access import AccountRole

FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SUPERVISOR = next(one for one in VISITORS if one.name == "supervisor")


@pytest.fixture
async def visits(database_url: str, database: Database, owner: Database, tmp_path: Path) -> AsyncIterator[Visits]:
    async with open_house(database_url, tmp_path / "house") as house:
        made = Visits(house=house, bot=database, owner=owner)
        await made.prepare()
        yield made


def policy_of(answer: Answer) -> dict[str, list[str]]:
    directives = (one.split() for one in answer.headers["content-security-policy"].split(";") if one.strip())
    return {name: values for name, *values in directives}


def check(answer: Answer, *, path: str, stored: bool = False) -> None:
    """The headers of one answer."""
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED, path
    policy = policy_of(answer)
    assert policy["default-src"] == ["'none'"], path
    assert policy["frame-ancestors"] == ["'none'"], path
    assert policy["base-uri"] == ["'none'"], path
    for name, values in policy.items():
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(values), (path, name)
        assert name == "img-src" or "data:" not in values, (path, name)
    for name in ("script-src", "style-src"):
        assert policy.get(name, ["'none'"]) in (["'self'"], ["'none'"]), (path, name)
    assert "max-age=" in answer.headers["strict-transport-security"], path
    assert "server" not in answer.headers, path
    if not stored:
        assert answer.headers["cache-control"] == "no-store", path
    cookie = answer.headers.get("set-cookie")
    if cookie is not None:
        name, *attributes = [part.strip() for part in cookie.split(";")]
        assert name.startswith("__Host-"), path
        assert {"secure", "httponly", "path=/"} <= {one.lower() for one in attributes}, path
        assert not any(one.lower().startswith("domain") for one in attributes), path
        assert {"samesite=strict", "samesite=lax"} & {one.lower() for one in attributes}, path


@pytest.mark.parametrize("name", ["anonymous", "supervisor", "administrator", "auditor", "supervisor's token"])
@pytest.mark.parametrize("fragment", [False, True], ids=["page", "fragment"])
async def test_every_route_carries_them(visits: Visits, name: str, fragment: bool) -> None:
    visitor = next(one for one in VISITORS if one.name == name)
    headers = {"hx-request": "true"} if fragment else {}
    statuses = set()
    for route in routes_of(visits.house.app):
        code = await visits.tip()
        answer = await visits.visit(visitor, route, code=code, headers=headers)
        check(answer, path=f"{route.methods} {route.path}")
        statuses.add(answer.status)
    assert len(statuses) > 1


async def test_errors_files_and_wrong_methods_carry_them(visits: Visits) -> None:
    shown, _ = await visits.credentials(SUPERVISOR)
    for method, path, status in (
        ("GET", "/no-such-page", 404),
        ("GET", "/api/v1/no-such-page", 404),
        ("PUT", "/queue", 405),
        ("GET", "/tips/NOSUCHXX", 404),
        ("GET", "/tips/a%00b", 404),
        ("GET", "/trail", 403),
        ("GET", "/static/css/base.css", 200),
        ("GET", "/static/no-such-file.css", 404),
        ("POST", "/static/css/base.css", 405),
        ("GET", "/static/../app.py", 404),
        ("GET", "/queue/", 404),
        ("GET", "/static", 404),
    ):
        answer = await ask(visits.house.app, method, path, {"host": "desk.example", **shown})
        assert answer.status == status, (path, answer.status)
        check(answer, path=path, stored=path == "/static/css/base.css" and status == 200)
        assert "location" not in answer.headers, path


async def test_a_body_that_is_too_long_is_refused_with_them(visits: Visits) -> None:
    answer = await ask(
        visits.house.app, "POST", "/sign-in", {"content-type": "application/x-www-form-urlencoded"}, b"a" * 1_000_001
    )
    assert answer.status == 413
    check(answer, path="/sign-in")


async def test_a_fault_of_ours_carries_them_and_says_nothing_of_itself(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()

    @desk.page("/broken", needs=Door.ANYBODY)
    async def broken() -> PlainTextResponse:
        raise RuntimeError("the reporter's words")

    desks = (*console_app.desks(), desk)
    monkeypatch.setattr(console_app, "desks", lambda: desks)
    async with open_house(database_url, tmp_path / "house") as house:
        for headers in ({}, {"hx-request": "true"}):
            answer = await ask(house.app, "GET", "/broken", headers)
            assert answer.status == 500
            assert "reporter's words" not in answer.body
            assert "RuntimeError" not in answer.body
            check(answer, path="/broken")


async def test_the_stream_of_news_carries_them(visits: Visits) -> None:
    route = next(one for one in routes_of(visits.house.app) if one.path == "/live")
    answer = await visits.visit(SUPERVISOR, route)
    assert answer.headers["content-type"].startswith("text/event-stream")
    check(answer, path="/live")


async def test_the_cookie_of_a_sign_in_is_bound_to_this_host(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path / "house") as house:
        answer = await _sign_in(house)
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")
    check(answer, path="/sign-in")


async def _sign_in(house: House) -> Answer:
    account = await house.account(AccountRole.ANALYST)
    browser = house.browser()
    got = await browser.sign_in(account, PASSWORD)
    return Answer(status=got.status_code, headers=dict(got.headers), body=got.text)


def test_a_tile_server_is_the_one_address_that_may_be_added_and_for_pictures_alone() -> None:
    assert ConsoleSettings.model_fields["console_tiles"].default == ""
    header = SecurityHeaders(PlainTextResponse(""), tiles="https://{s}.tiles.example/{z}/{x}/{y}.png")._policy
    assert header.count("tiles.example") == 1
    assert "tiles.example" in next(part for part in header.split(";") if part.strip().startswith("img-src"))
