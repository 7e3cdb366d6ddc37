"""What nobody types: values in addresses, forms and bodies that a program sends who looks for something that breaks."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute, RouteContext

from console.guard import API, routes_of
from tests.integration.console.front_door import ORIGIN, Browser, House, open_house
from tips.access import AccountRole

HOSTILE: Final = ("\0", "9" * 40)
LEFT_OUT: Final = ("/live", "/sign-out", "/sign-in", "/confirm")
"""A stream that never ends, and what ends the login or is slow on purpose."""

ALSO: Final = ("status", "priority", "setting", "kind", "county", "state", "mine", "actor", "action", "code", "day")
"""Names that routes read from the address without declaring them."""


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path, console_second_factor="optional") as opened:
        yield opened


def _quoted(value: str) -> str:
    return quote(value.encode(errors="surrogatepass"), safe="")


def _fields(route: RouteContext) -> tuple[set[str], set[str]]:
    original = route.original_route
    assert isinstance(original, APIRoute)
    query = {one.alias for one in original.dependant.query_params}
    return query, {one.alias for one in original.dependant.body_params}


def _filled(route: RouteContext, value: str, part: str | None = None) -> str:
    path = route.path or ""
    for name in route.param_convertors:
        known = "K7M4-TQ9X" if name == "code" else "00000000-0000-7000-8000-000000000001"
        path = path.replace(f"{{{name}}}", _quoted(value) if name == part else known)
    return path


def _addresses(route: RouteContext) -> list[str]:
    query, _ = _fields(route)
    query |= set() if route.param_convertors else set(ALSO)
    found = [f"{_filled(route, '')}?{name}={_quoted(value)}" for name in sorted(query) for value in HOSTILE]
    return found + [_filled(route, value, part) for part in route.param_convertors for value in HOSTILE]


@pytest.mark.parametrize("role", [AccountRole.SUPERVISOR, AccountRole.ADMINISTRATOR, AccountRole.AUDITOR])
async def test_no_value_of_an_address_or_a_form_breaks_a_page(house: House, role: AccountRole) -> None:
    account = await house.account(role)
    browser = house.browser()
    await browser.sign_in(account)
    await browser.get("/account")
    broke = []
    for route in routes_of(house.app):
        if route.path in LEFT_OUT or (route.path or "").startswith(API):
            continue
        if "GET" in (route.methods or ()):
            for address in _addresses(route):
                answer = await browser.client.get(address)
                if answer.status_code >= 500:
                    broke.append(f"GET {address[:120]}: {answer.status_code}")
        else:
            broke += await _post_all(browser, route)
    assert not broke, "\n".join(broke)


async def _post_all(browser: Browser, route: RouteContext) -> list[str]:
    _, form = _fields(route)
    broke = []
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded", "x-csrf-token": browser.csrf}
    for name in sorted(form):
        for value in HOSTILE:
            sent = "&".join(f"{one}={_quoted(value) if one == name else FILL.get(one, 'x')}" for one in sorted(form))
            answer = await browser.client.post(_filled(route, ""), content=sent, headers=headers)
            if answer.status_code >= 500:
                broke.append(f"POST {route.path} {name}={value[:20]!r}: {answer.status_code}")
    return broke


FILL: Final = {
    "to": "in-review",
    "level": "high",
    "what": "hold",
    "on": "true",
    "reason": "an+invented+reason",
    "role": "analyst",
    "desk": "77",
    "days": "3",
    "scopes": "queue",
    "through": "0",
    "kept": "0" * 32,
    "email": "a%40desk.example",
    "version": "1",
    "after": "",
    "carried": "",
    "password": "plum+tractor",
    "again": "plum+tractor",
}
