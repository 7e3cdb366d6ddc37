"""The board and the map in a real browser: pictures in the page's colors, marks that lead to their tips, axe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect
from sqlalchemy import text

from tests.acceptance.console_house import Desk, faults, immediate, keep_picture
from tips.access import AccountRole, Actor
from tips.place import Place, Precision

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 1024, "height": 768}
LOOKS = [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
KEARNEY = Place(words="there", town="Kearney", county="Buffalo", state="US-NE", precision=Precision.TOWN)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(desk: Desk) -> dict[AccountRole, Actor]:
    return {role: await desk.account(f"Invented {role.title()}", role) for role in AccountRole}


@pytest_asyncio.fixture(loop_scope="module")
async def filled(desk: Desk) -> Desk:
    """A queue with tips of some days, some of them looked at and closed."""
    async with desk.owner.transaction() as db:
        await db.execute(text("TRUNCATE tips CASCADE"))
    await desk.fill(60)
    await desk.tip(at=datetime.now(UTC) - timedelta(minutes=20), place=KEARNEY, **immediate())
    async with desk.owner.transaction() as db:
        await db.execute(text("UPDATE tips SET first_look_at = reported_at + interval '9 min' WHERE code < 'M'"))
        await db.execute(
            text("""
                UPDATE tips SET status = 'closed', disposition = 'referred', closed_at = reported_at + interval '2 h'
                WHERE code < 'F' AND reported_at < now() - interval '2 h'
            """)
        )
    return desk


@asynccontextmanager
async def opened(desk: Desk, browser: Browser, actor: Actor, path: str, **options: Any) -> AsyncIterator[Page]:
    """A page whose console must stay silent."""
    context = await desk.context(browser, actor, **{"viewport": WIDE, **options})
    page = await context.new_page()
    page.set_default_timeout(15000)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda words: said.append(words.text) if words.type in {"error", "warning"} else None)
    await page.goto(desk.address + path)
    try:
        yield page
        assert not said
    finally:
        await context.close()


async def loaded(page: Page, theme: str) -> None:
    """Bring every picture of a theme into view, and see that each was drawn."""
    pictures = page.locator(f".picture .{theme} img")
    for at in range(await pictures.count()):
        await pictures.nth(at).scroll_into_view_if_needed()
        drawn = "picture => picture.complete && picture.naturalWidth > 300"
        await page.wait_for_function(drawn, arg=await pictures.nth(at).element_handle())
    await page.evaluate("scrollTo(0, 0)")


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=lambda value: str(value)[:16])
async def test_the_board_is_drawn_in_the_pages_colors_and_axe_finds_nothing(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor], size: Any, theme: str
) -> None:
    supervisor = people[AccountRole.SUPERVISOR]
    async with opened(filled, browser, supervisor, "/board", viewport=size, color_scheme=theme) as page:
        await expect(page.locator(f".picture .{theme} img")).not_to_have_count(0)
        await expect(page.locator(".picture img:visible")).to_have_count(
            await page.locator(f".picture .{theme} img").count()
        )
        await loaded(page, theme)
        if size == WIDE:
            await keep_picture(page, "board" if theme == "light" else "board-dark")
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert await faults(page) == []
        await page.locator(".chart-volume summary").click()
        await expect(page.get_by_role("region", name="Table: How many tips came in?")).to_be_visible()
        assert await faults(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_on_a_phone_the_boards_pictures_are_drawn_for_its_width(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor], theme: str
) -> None:
    auditor, size = people[AccountRole.AUDITOR], {"width": 400, "height": 800}
    async with opened(filled, browser, auditor, "/board", viewport=size, color_scheme=theme) as page:
        await loaded(page, theme)
        scales = await page.locator(f".picture .{theme} img").evaluate_all(
            "pictures => pictures.map(picture => picture.clientWidth / picture.naturalWidth)"
        )
        assert len(scales) > 4
        assert min(scales) > 0.95, "letters that were drawn 12 pixels high"
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert await faults(page) == []


async def test_the_number_of_tips_stands_in_the_answer_and_in_the_table(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor]
) -> None:
    async with opened(filled, browser, people[AccountRole.AUDITOR], "/board?days=7") as page:
        await expect(page.locator(".chart-volume .told dd").first).to_have_text("61")
        await page.locator(".chart-volume summary").click()
        shown = await page.locator(".chart-volume tbody td:last-child").all_inner_texts()
        assert sum(map(int, shown)) == 61
        await expect(page.locator("main a[href^='/queue']")).to_have_count(0)


async def test_an_empty_board_and_an_empty_map_say_what_will_be_there(
    desk: Desk, browser: Browser, people: dict[AccountRole, Actor]
) -> None:
    async with desk.owner.transaction() as db:
        await db.execute(text("TRUNCATE tips CASCADE"))
    async with opened(desk, browser, people[AccountRole.SUPERVISOR], "/board?days=365") as page:
        await expect(page.locator(".chart-volume")).to_contain_text("No tip came in.")
        assert await faults(page) == []
    async with opened(desk, browser, people[AccountRole.ANALYST], "/map") as page:
        await expect(page.get_by_role("heading", name="No tips here")).to_be_visible()
        assert await faults(page) == []


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=lambda value: str(value)[:16])
async def test_the_map_is_drawn_without_anything_from_elsewhere_and_axe_finds_nothing(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor], size: Any, theme: str
) -> None:
    analyst = people[AccountRole.ANALYST]
    async with opened(filled, browser, analyst, "/map", viewport=size, color_scheme=theme) as page:
        await expect(page.locator("#map[data-drawn]")).to_be_visible()
        marks = page.locator(".leaflet-marker-pane .spot")
        numbers = await page.evaluate(
            "[...document.querySelectorAll('.leaflet-marker-pane .spot .face')]"
            ".map(face => Number(face.firstChild.data.replace(/[^0-9]/g, '')))"
        )
        listed = await page.locator("#places tbody td:nth-child(3)").all_inner_texts()
        assert await marks.count() > 1
        assert sum(numbers) == sum(map(int, listed))  # every tip here tells a state at least
        if size == WIDE:
            assert await page.evaluate(NAMES_APART)
            await keep_picture(page, "map" if theme == "light" else "map-dark")
        assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        elsewhere = await page.evaluate(
            "performance.getEntriesByType('resource').map(one => one.name).filter(name => !name.startsWith(origin))"
        )
        assert elsewhere == []
        assert await faults(page) == []


NAMES_APART = """() => {
  const names = [...document.querySelectorAll('.state-name span')].map(name => name.getBoundingClientRect());
  const beside = (one, other) => one.right <= other.left || other.right <= one.left;
  const on = (one, other) => !beside(one, other) && one.top < other.bottom && other.top < one.bottom;
  return names.length > 20 && names.every((one, at) => !names.slice(at + 1).some(other => on(one, other)));
}"""
"""Whether states are named, and no name lies on another."""


async def test_a_mark_and_its_row_lead_to_the_tips_of_the_county(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor]
) -> None:
    async with opened(filled, browser, people[AccountRole.ANALYST], "/map?state=US-NE&priority=immediate") as page:
        row = page.locator("#places tr", has_text="Buffalo County, NE")
        tips = int(await row.locator("td").nth(1).inner_text())
        mark = page.get_by_role("button", name="Buffalo County, NE")
        await expect(page.locator("#map[data-drawn]")).to_be_visible()
        await mark.focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/queue?*county=Buffalo*")
        await expect(page.locator("tr.tip")).to_have_count(tips)
        await page.go_back()
        await page.get_by_role("link", name="Buffalo County, NE").click()
        await expect(page.locator("tr.tip")).to_have_count(tips)


async def test_a_map_that_cannot_be_drawn_says_so_and_the_table_still_tells(
    filled: Desk, browser: Browser, people: dict[AccountRole, Actor]
) -> None:
    context = await filled.context(browser, people[AccountRole.ANALYST], viewport=WIDE)
    await context.route("**/map/tips.json*", lambda route: route.abort())
    page = await context.new_page()
    await page.goto(f"{filled.address}/map")
    await expect(page.locator("#map-failed")).to_be_visible()
    await expect(page.locator("#places")).to_contain_text("Buffalo County, NE")
    await context.close()
