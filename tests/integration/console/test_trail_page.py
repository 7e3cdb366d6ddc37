"""The auditor's page: a search stands in the trail, a proof finds what was changed, an export brings what was found."""

import csv
import io
import json
import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import httpx
import psycopg
import pytest

from tests.integration.console.front_door import Browser, House, open_house
from tips.access import AccountRole


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path, console_second_factor="optional") as opened:
        yield opened


@pytest.fixture
async def auditor(house: House) -> Browser:
    """The auditor's browser, signed in, and sixty events of somebody else's making."""
    analyst = house.browser()
    await analyst.sign_in(await house.account())
    for _ in range(60):
        await analyst.get("/accounts")  # refused each time
    browser = house.browser()
    await browser.sign_in(await house.account(AccountRole.AUDITOR))
    assert (await browser.get("/trail")).status_code == 200
    return browser


async def searches(house: House) -> list[dict[str, object]]:
    return [details for action, details in await house.trail() if action == "trail-searched"]


def older_of(page: httpx.Response) -> str:
    found = re.search(r'href="(/trail\?[^"]*after=[^"]+)"', page.text)
    assert found is not None
    return unescape(found[1])


def forge(database_url: str, statement: LiteralString, number: int) -> None:
    """Change the trail as somebody can who owns the database, past its own trigger."""
    with psycopg.connect(database_url) as connection:
        connection.execute("SET session_replication_role = replica")
        assert connection.execute(statement, (number,)).rowcount == 1


async def test_a_search_stands_in_the_trail_whatever_page_it_begins_with(house: House, auditor: Browser) -> None:
    assert await searches(house) == []
    page = await auditor.get("/trail?action=refused")
    assert page.text.count('<tr class="refused">') == 50
    assert await searches(house) == [{"action": "refused", "found": 50}]
    assert (await auditor.get(older_of(page))).text.count('<tr class="refused">') == 10
    await auditor.get("/trail?action=account-made&after=nonsense")
    assert await searches(house) == [
        {"action": "refused", "found": 50},
        {"action": "refused", "found": 10},
        {"action": "account-made", "found": 2},
    ]


async def test_a_proof_tells_whether_the_trail_holds_and_is_in_the_trail(
    house: House, auditor: Browser, database_url: str
) -> None:
    assert "The whole trail holds." in await _verified(auditor)
    assert ("trail-verified", True) in [(action, details.get("holds")) for action, details in await house.trail()]
    forge(database_url, "UPDATE trail SET actor = 'bot' WHERE seq = %s", 3)
    said = await _verified(auditor)
    assert "The whole trail does not hold." in said
    assert "Change nothing in the database." in said


async def _verified(auditor: Browser) -> str:
    page = await auditor.post("/trail/verify")
    while page.status_code == 303:
        page = await auditor.get(page.headers["location"])
        carried = re.search(r'name="carried" value="([^"]+)"', page.text)
        if carried is not None:
            page = await auditor.post("/trail/verify", carried=unescape(carried[1]))
    return page.text


async def test_a_kept_value_fits_until_a_chain_before_it_is_written_anew(
    house: House, auditor: Browser, database_url: str
) -> None:
    """What is changed by whoever lacks the keys is for the proof to find, and the page says so."""
    page = (await auditor.post("/trail/value")).text
    number = re.search(r'Through entry</dt><dd class="code">(\d+)<', page)
    kept = re.search(r'class="code value">([0-9a-f]{32})<', page)
    assert number is not None
    assert kept is not None
    same = (await auditor.post("/trail/compare", through=number[1], kept=kept[1].upper())).text
    assert "The same." in same
    assert "If the trail also holds when you verify it" in same
    forge(database_url, "UPDATE trail SET mac = 'anew' WHERE id = %s", int(number[1]))
    assert "Not the same." in (await auditor.post("/trail/compare", through=number[1], kept=kept[1])).text
    assert (await auditor.post("/trail/compare", through=10**12, kept=kept[1])).status_code == 422


async def test_an_export_brings_what_the_search_brings_and_is_in_the_trail(house: House, auditor: Browser) -> None:
    table = await auditor.get("/trail/export.csv?action=refused")
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert len(rows) == 60
    lines = [json.loads(line) for line in (await auditor.get("/trail/export.jsonl?action=refused")).text.splitlines()]
    assert [line["action"] for line in lines] == ["refused"] * 60
    assert lines[0]["details"]["route"] == "/accounts"
    exports = [details for action, details in await house.trail() if action == "trail-exported"]
    assert exports == [{"as": "csv", "action": "refused"}, {"as": "jsonl", "action": "refused"}]


@pytest.mark.parametrize("path", ["/trail/export.csv?action=refused", "/trail/export?action=refused"])
async def test_who_gives_the_password_again_for_an_export_comes_to_the_page_that_offers_it(
    house: House, auditor: Browser, path: str
) -> None:
    house.clock.go_on(minutes=11)
    asked = await auditor.get(path)
    assert asked.headers["location"] == f"/confirm?next={quote('/trail/export?action=refused', safe='')}"
    assert "trail-exported" not in await house.actions()
