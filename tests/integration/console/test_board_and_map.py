"""The board and the map by their addresses: who gets which figure, what a CSV is, and how little a map tells."""

import csv
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from console.figures import Chart
from store import logins
from store.database import Database
from store.ids import new_id
from store.logins import Step
from tests.integration.console.front_door import NOW, Browser, House, open_house
from tests.integration.store.samples import make_draft, make_tip
from tips.access import AccountRole
from tips.codes import code_from

CHARTS = [chart for chart in Chart if chart is not Chart.HOLDERS]
PIN = ("40.69", "-99.08")  # where the sample's tip was


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path / "house") as opened:
        yield opened


async def come_in(house: House, role: AccountRole) -> Browser:
    """A browser in which somebody of this role is signed in."""
    account = await house.account(role)
    async with house.rooms.database.transaction(account.agency) as db:
        token = await logins.begin(db, account, now=house.clock(), step=Step.FULL)
    browser = house.browser()
    browser.client.cookies.set("__Host-highbeam", token, domain="desk.example")
    return browser


async def put(house: House, database: Database, number: int, priority: str = "high", county: str | None = None) -> None:
    draft = make_draft()
    assert draft.place is not None
    async with database.transaction() as db:
        await make_tip(
            db,
            house.rooms.vault,
            tip_id=new_id(),
            code=code_from(number.to_bytes(8)),
            priority=priority,
            reported_at=NOW - timedelta(hours=2),
            draft=replace(draft, place=replace(draft.place, county=county)),
        )


async def test_the_board_shows_every_question_and_names_no_tip(house: House, database: Database) -> None:
    await put(house, database, 7)
    for role in (AccountRole.ADMINISTRATOR, AccountRole.AUDITOR):
        page = await (await come_in(house, role)).get("/board?days=7")
        assert page.status_code == 200
        for chart in CHARTS:
            assert f'id="{chart}-title"' in page.text
        assert "holders-title" not in page.text
        assert "/queue" not in page.text
        assert code_from((7).to_bytes(8)) not in page.text


async def test_who_holds_what_is_for_supervisors_and_the_board_is_not_for_analysts(house: House) -> None:
    supervisor, auditor, analyst = [
        await come_in(house, role) for role in (AccountRole.SUPERVISOR, AccountRole.AUDITOR, AccountRole.ANALYST)
    ]
    assert "holders-title" in (await supervisor.get("/board")).text
    for ending in ("svg", "csv"):
        assert (await supervisor.get(f"/board/holders.{ending}")).status_code == 200
        assert (await auditor.get(f"/board/holders.{ending}")).status_code == 403
        assert (await analyst.get(f"/board/volume.{ending}")).status_code == 403
    assert (await analyst.get("/board")).status_code == 403
    assert (await auditor.get("/map")).status_code == 403
    assert (await auditor.get("/map/tips.json")).status_code == 403


@pytest.mark.parametrize("chart", CHARTS)
async def test_each_chart_has_a_picture_and_a_table_to_take_away(
    house: House, database: Database, chart: Chart
) -> None:
    await put(house, database, 1, "immediate")
    browser = await come_in(house, AccountRole.AUDITOR)
    for theme in ("light", "dark"):
        picture = await browser.get(f"/board/{chart}.svg?days=90&theme={theme}")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert "<title>" in picture.text
    answer = await browser.get(f"/board/{chart}.csv?days=90")
    assert answer.headers["content-disposition"] == f'attachment; filename="highbeam-{chart}.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert ("board-exported", {"chart": chart.value, "days": 90}) in await house.trail()


async def test_a_span_of_time_leaves_as_minutes(house: House, database: Database) -> None:
    await put(house, database, 1, "immediate")
    answer = await (await come_in(house, AccountRole.AUDITOR)).get("/board/overdue.csv")
    head, line = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (head, line) == (["Priority", "Overdue", "Longest by (minutes)"], ["Immediate", "1", "115.0"])


async def test_a_chart_or_a_period_that_does_not_exist_is_refused(house: House) -> None:
    browser = await come_in(house, AccountRole.AUDITOR)
    assert [(await browser.get(path)).status_code for path in ("/board/x.svg", "/board?days=8")] == [422, 422]


async def test_figures_are_worked_out_once_a_minute_and_anew_in_the_next(house: House, database: Database) -> None:
    browser = await come_in(house, AccountRole.AUDITOR)
    await put(house, database, 1)
    first = (await browser.get("/board/volume.csv?days=7")).text
    await put(house, database, 2)
    assert (await browser.get("/board/volume.csv?days=7")).text == first
    house.clock.go_on(minutes=1)
    assert (await browser.get("/board/volume.csv?days=7")).text != first


async def test_the_map_counts_by_county_and_tells_no_point_of_any_tip(
    house: House, database: Database, owner: Database
) -> None:
    await put(house, database, 1, "immediate", "Buffalo")
    await put(house, database, 2, "routine", "Buffalo")
    await put(house, database, 3, "routine", None)
    await put(house, database, 4, "high", "Buffalo")
    async with owner.transaction() as db:
        theirs = new_id()
        await db.execute(text("INSERT INTO agencies VALUES (:id, 'theirs', 'Theirs')"), {"id": theirs})
        moved = {"agency": theirs, "code": code_from((4).to_bytes(8))}
        await db.execute(text("UPDATE tips SET agency_id = :agency WHERE code = :code"), moved)
    browser = await come_in(house, AccountRole.ANALYST)
    answer = await browser.get("/map/tips.json")
    county, state = json.loads(answer.text)["places"]
    assert (county["name"], county["counts"], county["precision"]) == (
        "Buffalo County, NE",
        {"immediate": 1, "routine": 1},
        "county",
    )
    assert (state["name"], state["counts"], state["precision"]) == (
        "Nebraska, county not told",
        {"routine": 1},
        "state",
    )
    page = await browser.get("/map")
    for shown in (answer.text, page.text):
        assert not [part for part in PIN if part in shown]
        assert "Testville" not in shown
    listed = await browser.get("/queue?" + county["query"])
    assert code_from((1).to_bytes(8)) in listed.text
    assert code_from((3).to_bytes(8)) not in listed.text


async def test_the_map_keeps_the_queues_filter(house: House, database: Database) -> None:
    await put(house, database, 1, "immediate", "Buffalo")
    await put(house, database, 2, "routine", "Buffalo")
    browser = await come_in(house, AccountRole.ANALYST)
    (place,) = json.loads((await browser.get("/map/tips.json?priority=routine")).text)["places"]
    assert (place["total"], place["priority"]) == (1, "routine")
    assert "priority=routine" in place["query"]
    assert "No tips here" in (await browser.get("/map?setting=bus")).text
    there = (await browser.get("/map?county=buffalo")).text
    assert "2 tips, open" in there
    assert 'name="county" value="Buffalo"' in there
    assert "No tips here" in (await browser.get("/map?county=kearney")).text


async def test_looking_at_the_map_and_the_board_opens_nothing_on_record(house: House, database: Database) -> None:
    await put(house, database, 1, "immediate", "Buffalo")
    browser = await come_in(house, AccountRole.SUPERVISOR)
    before = await house.trail()
    for path in ("/map", "/map/tips.json", "/board", "/board/volume.svg"):
        assert (await browser.get(path)).status_code == 200
    assert await house.trail() == before
