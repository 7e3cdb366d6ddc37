"""Settings and keys, as the administrator is shown them."""

from pathlib import Path

import pytest

from store.vault import check_keys
from tests.integration.console.front_door import ORIGIN, House, open_house
from tips.access import AccountRole


async def page_of(house: House, path: str) -> str:
    async with house.rooms.database.transaction() as db:
        await check_keys(db, house.rooms.vault.keys)
    browser = house.browser()
    await browser.sign_in(await house.account(AccountRole.ADMINISTRATOR))
    answer = await browser.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("path", ["/settings", "/settings/keys"])
async def test_nothing_can_be_changed_here(database_url: str, tmp_path: Path, path: str) -> None:
    async with open_house(database_url, tmp_path, console_second_factor="optional") as house:
        page = await page_of(house, path)
        assert "<form" not in page.partition("<main")[2]


async def test_the_settings_in_force_are_shown(database_url: str, tmp_path: Path) -> None:
    chosen = {"console_second_factor": "optional", "console_zone": "America/Chicago"}
    async with open_house(database_url, tmp_path, **chosen) as house:
        page = await page_of(house, "/settings")
        assert ORIGIN in page
        assert "America/Chicago" in page
        assert "HIGHBEAM_OIDC_SECRET" in page


async def test_each_ring_has_its_versions_and_what_its_commands_would_do(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, console_second_factor="optional") as house:
        page = await page_of(house, "/settings/keys")
        assert "highbeam keys rotate tips" in page
        assert "Would make version 2 and wrap 0 rows under it." in page
        assert "highbeam keys rotate digests" not in page
