"""The trail in a real browser: an auditor searches, proves and keeps a value without leaving the page; axe."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.acceptance.console_house import Desk, faults, keep_picture
from tips.access import AccountRole

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(desk: Desk) -> Desk:
    """A console with tips."""
    await desk.fill(70)
    return desk


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1024)])
async def test_an_auditor_searches_proves_and_keeps_a_value(
    desk: Desk, browser: Browser, scheme: str, width: int
) -> None:
    auditor = await desk.account(f"Aud Itor {width}", AccountRole.AUDITOR)
    context = await desk.context(
        browser,
        auditor,
        base_url=desk.address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto("/trail")
    await expect(page.locator("table.events tbody tr")).to_have_count(50)
    assert await faults(page) == []
    await page.get_by_role("link", name="Older").click()
    await expect(page.get_by_text("These are older entries.")).to_be_visible()
    assert await faults(page) == []
    await page.locator("select[name=action]").select_option("submitted")
    await page.get_by_role("button", name="Search").click()
    await expect(page.get_by_role("heading", name="What was found, newest first")).to_be_visible()
    await page.get_by_role("button", name="Verify").click()
    await expect(page.locator("#proof")).to_contain_text("The whole trail holds.", timeout=20_000)
    await page.get_by_role("button", name="Work out the value of now").click()
    await expect(page.locator("#value .value")).to_have_text(re.compile("[0-9a-f]{32}"))
    await page.evaluate("scrollTo(0, 0)")
    assert await faults(page) == []
    if scheme == "light":
        await keep_picture(page, "trail")
    await page.get_by_role("link", name="Export these").click()
    await expect(page.get_by_role("heading", name="Export the trail")).to_be_visible()
    assert await faults(page) == []
    async with page.expect_download() as leaving:
        await page.get_by_role("link", name="Table (CSV)").click()
    assert (await leaving.value).suggested_filename == "trail.csv"
    assert said == []
    await context.close()
