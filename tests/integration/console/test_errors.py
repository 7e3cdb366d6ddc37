"""What somebody sees who went wrong: the way back for those who are signed in, and nothing of it for all others."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from console.app import make_app
from console.guard import COOKIE
from console.rooms import Rooms
from store.database import Database, Role
from tests.integration.console.front_door import open_house
from tests.integration.console.visits import VISITORS, Answer, Visits, ask

RAIL = '<nav class="rail"'
NO_SERVER = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
async def visits(database_url: str, database: Database, owner: Database, tmp_path: Path) -> AsyncIterator[Visits]:
    async with open_house(database_url, tmp_path / "house") as house:
        yield Visits(house=house, bot=database, owner=owner)


async def went_wrong(visits: Visits, name: str, *, method: str = "GET", path: str = "/no-such-page") -> Answer:
    """What a visitor of this kind is shown at an address where nothing is."""
    shown, _ = await visits.credentials(next(one for one in VISITORS if one.name == name))
    return await ask(visits.house.app, method, path, {"host": "desk.example", **shown})


@pytest.mark.parametrize("name", ["analyst", "administrator", "auditor", "partner"])
@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/no-such-page", 404), ("PUT", "/account", 405)])
async def test_who_is_signed_in_keeps_the_rail_and_is_told_where_to_go(
    visits: Visits, name: str, method: str, path: str, status: int
) -> None:
    answer = await went_wrong(visits, name, method=method, path=path)
    assert answer.status == status
    assert RAIL in answer.body
    assert visits.people[name].name in answer.body
    assert '<a class="button" href="/">' in answer.body
    assert "/sign-in" not in answer.body
    assert ('href="/queue"' in answer.body) == (name == "analyst"), "the rail of this role"


@pytest.mark.parametrize("name", ["anonymous", "half signed in", "without a second factor"])
async def test_who_is_not_signed_in_is_shown_the_way_in_and_nothing_of_the_house(visits: Visits, name: str) -> None:
    answer = await went_wrong(visits, name)
    assert answer.status == 404
    assert RAIL not in answer.body
    assert visits.house.rooms.settings.console_agency_name not in answer.body
    assert '<a class="button" href="/sign-in">' in answer.body
    if name in visits.people:
        assert visits.people[name].name not in answer.body


async def test_a_login_that_has_ended_is_shown_nothing_of_the_house(visits: Visits) -> None:
    shown, _ = await visits.credentials(next(one for one in VISITORS if one.name == "analyst"))
    visits.house.clock.go_on(minutes=31)
    answer = await ask(visits.house.app, "GET", "/no-such-page", shown)
    assert answer.status == 404
    assert RAIL not in answer.body


async def test_a_wrong_address_keeps_no_login_alive(visits: Visits) -> None:
    """Browsers ask for pictures and files on their own, also for some that are not there."""
    shown, _ = await visits.credentials(next(one for one in VISITORS if one.name == "analyst"))
    for _ in range(2):
        visits.house.clock.go_on(minutes=20)
        await ask(visits.house.app, "GET", "/static/no-such-file", shown)
    assert (await ask(visits.house.app, "GET", "/account", shown)).status == 303


@pytest.fixture
async def without_database(visits: Visits) -> AsyncIterator[FastAPI]:
    """The console while its database is away."""
    away = await Database.open(NO_SERVER, role=Role.CONSOLE)
    yield make_app(Rooms(**{**vars(visits.house.rooms), "database": away}))
    await away.close()


@pytest.mark.parametrize("path", ["/queue", "/no-such-page"])
async def test_while_the_database_is_away_nobody_is_told_to_sign_in(without_database: FastAPI, path: str) -> None:
    """Who asks cannot be known then; a sign-in would not help."""
    answer = await ask(without_database, "GET", path, {"cookie": f"{COOKIE}=of-somebody"})
    assert answer.status == 503
    assert "The database does not answer" in answer.body
    assert RAIL not in answer.body
    assert "/sign-in" not in answer.body
    assert 'href="/"' in answer.body
