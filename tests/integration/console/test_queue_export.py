"""What a supervisor takes away of the queue: every tip of the filter once, nothing sealed, nobody else's, on record."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from console import queue_export
from store import logins
from store.database import Database
from store.ids import new_id
from store.logins import Step
from tests.integration.console.front_door import NOW, Browser, House, open_house
from tests.integration.store.samples import make_draft, make_tip
from tips.access import AccountRole
from tips.codes import code_from

SEALED = ("Somebody held her papers", "TEST01", "40.69")


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path / "house") as opened:
        yield opened


async def supervisor(house: House) -> Browser:
    account = await house.account(AccountRole.SUPERVISOR)
    async with house.rooms.database.transaction(account.agency) as db:
        token = await logins.begin(db, account, now=house.clock(), step=Step.FULL)
    browser = house.browser()
    browser.client.cookies.set("__Host-highbeam", token, domain="desk.example")
    return browser


async def put(house: House, database: Database, number: int, priority: str = "high") -> str:
    code = code_from(number.to_bytes(8))
    async with database.transaction() as db:
        at = NOW - timedelta(minutes=number)
        tip = {"tip_id": new_id(), "code": code, "priority": priority, "reported_at": at}
        await make_tip(db, house.rooms.vault, draft=make_draft(), **tip)  # type: ignore[arg-type]
    return code


async def table(browser: Browser, query: str = "") -> list[dict[str, str]]:
    answer = await browser.get(f"/queue/export.csv{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="highbeam-queue.csv"'
    assert not [words for words in SEALED if words in answer.text]
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_every_tip_of_the_filter_leaves_once_and_nothing_that_is_sealed(
    house: House, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_export, "MOST_LINES", 2)
    codes = [await put(house, database, number) for number in range(5)]
    urgent = await put(house, database, 9, "immediate")
    browser = await supervisor(house)
    rows = await table(browser)
    assert rows[0]["Code"] == urgent
    assert sorted(row["Code"] for row in rows[1:]) == sorted(codes)
    assert (rows[0]["Priority"], rows[0]["Status"], rows[0]["Legal hold"]) == ("Immediate", "New", "no")
    assert [row["Code"] for row in await table(browser, "?priority=immediate")] == [urgent]
    assert await table(browser, "?status=closed") == []
    said = [details for action, details in await house.trail() if action == "exported"]
    assert said == [{"by": []}, {"by": ["priority"]}, {"by": ["status"]}]


async def test_no_cell_acts_and_another_agencys_tips_stay_there(
    house: House, database: Database, owner: Database
) -> None:
    ours, theirs = await put(house, database, 1), await put(house, database, 2)
    async with owner.transaction() as db:
        await db.execute(text("UPDATE tips SET town = '=1+1' WHERE code = :code"), {"code": ours})
        other = new_id()
        await db.execute(text("INSERT INTO agencies VALUES (:id, 'theirs', 'Theirs')"), {"id": other})
        await db.execute(text("UPDATE tips SET agency_id = :id WHERE code = :code"), {"id": other, "code": theirs})
    (row,) = await table(await supervisor(house))
    assert (row["Code"], row["Town"]) == (ours, "'=1+1")


async def test_the_queue_offers_it_to_supervisors_alone(house: House) -> None:
    page = await (await supervisor(house)).get("/queue?priority=high")
    assert 'href="/queue/export.csv?priority=high"' in page.text
    analyst = house.browser()
    await analyst.come_in(await house.account(), house.clock)
    assert "/queue/export" not in (await analyst.get("/queue")).text
    assert (await analyst.get("/queue/export.csv")).status_code == 403
