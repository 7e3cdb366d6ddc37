"""Training in a real browser: partners, cohorts, links, a partner's own page, and checking a certificate; axe."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from store import dialogues, joining, partners, training
from tests.acceptance.console_house import Desk, faults, keep_picture
from tests.acceptance.test_console_board import opened
from tips.access import AccountRole, Actor
from tips.codes import certificate_code, in_fours

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 400, "height": 860}
LOOKS = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
CODE = certificate_code(bytes(range(16)))
NOW = datetime.now(UTC)
TODAY = NOW.date()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(desk: Desk) -> dict[AccountRole, Actor]:
    """One of each role; the partner's person is of the one partner that has people in training."""
    found = {role: await desk.account(f"Invented {role.title()}", role) for role in AccountRole}
    partner = found[AccountRole.PARTNER].partner
    assert partner is not None
    made: dict[str, Any] = {"by": "test", "at": NOW}
    links = []
    async with desk.owner.transaction() as db:
        await joining.note_bot(db, "RoadCheckBot", now=NOW)
        for name, course, seats in (("Night drivers", "trucking", 60), ("Yard and dispatch", "trucking", None)):
            cohort = await partners.add_cohort(db, desk.vault, partner, name=name, course=course, **made)
            until = NOW + timedelta(days=40) if seats else None
            link, _ = await partners.make_link(db, desk.vault, cohort.id, expires_at=until, seats=seats, **made)
            links.append(link.id)
        await partners.create(db, desk.vault, name="Example Coaches", **made)
    for link_id, first, joined, started, passed in ((links[0], 1, 42, 31, 18), (links[1], 100, 3, 2, 1)):
        await _learn(desk, link_id, first, joined, started, passed)
    return found


async def _learn(desk: Desk, link: Any, first: int, joined: int, started: int, passed: int) -> None:
    until = TODAY + timedelta(days=365)
    async with desk.owner.transaction() as db:
        for at in range(joined):
            chat = first + at
            reporter = (await dialogues.lock(db, desk.vault, [chat], now=NOW))[chat].reporter_id
            await joining.join(db, link, reporter, now=NOW)
            if at < started:
                await training.record_progress(db, reporter, course="trucking", done={"core/a"}, of=21, day=TODAY)
            if at < passed:
                code = CODE if chat == 1 else certificate_code(chat.to_bytes(16))
                await training.record_passed(
                    db, desk.vault, reporter, course="trucking", code=code, until=until, day=TODAY
                )


async def looks_right(page: Page) -> None:
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth"), "it runs off the side"
    assert await faults(page) == []


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=lambda value: str(value)[:16])
async def test_a_partners_page_at_the_desk(
    desk: Desk, browser: Browser, people: dict[AccountRole, Actor], size: Any, theme: str
) -> None:
    path = f"/training/{people[AccountRole.PARTNER].partner}"
    administrator = people[AccountRole.ADMINISTRATOR]
    async with opened(desk, browser, administrator, path, viewport=size, color_scheme=theme) as page:
        await expect(page.get_by_role("row", name="Night drivers")).to_contain_text("42")
        await expect(page.locator(".once")).to_have_count(2)
        await looks_right(page)
        if size == WIDE and theme == "light":
            await keep_picture(page, "training")
    for other in ("/training", "/accounts"):
        async with opened(desk, browser, administrator, other, viewport=size, color_scheme=theme) as page:
            await looks_right(page)


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=lambda value: str(value)[:16])
async def test_what_a_partners_own_person_sees(
    desk: Desk, browser: Browser, people: dict[AccountRole, Actor], size: Any, theme: str
) -> None:
    person = people[AccountRole.PARTNER]
    async with opened(desk, browser, person, "/", viewport=size, color_scheme=theme) as page:
        assert page.url.endswith("/partner")
        await expect(page.get_by_role("row", name="Night drivers")).to_contain_text("40+")
        await expect(page.get_by_role("row", name="Yard and dispatch")).to_contain_text("hidden")
        await expect(page.locator("nav.rail a")).to_have_count(2)
        await looks_right(page)
        if size == WIDE and theme == "light":
            await keep_picture(page, "partner")


async def test_a_partner_a_cohort_and_a_link_are_made_and_the_link_is_revoked(
    desk: Desk, browser: Browser, people: dict[AccountRole, Actor]
) -> None:
    async with opened(desk, browser, people[AccountRole.ADMINISTRATOR], "/training") as page:
        await page.get_by_label("Name").fill("Example Oilfield Services")
        await page.get_by_role("button", name="Add the partner").click()
        await expect(page.get_by_role("heading", name="No cohort yet")).to_be_visible()
        await page.get_by_label("Name").fill("Rig crews")
        await page.get_by_label("Course").select_option("energy")
        await page.get_by_role("button", name="Add the cohort").click()
        await page.get_by_label("Seats").fill("25")
        await page.get_by_label("Good until").fill((TODAY + timedelta(days=90)).isoformat())
        await page.get_by_role("button", name="Make the link").click()
        link = page.locator(".link-row")
        await expect(link).to_contain_text("https://t.me/RoadCheckBot?start=")
        await expect(link).to_contain_text("0 of 25 seats")
        await link.get_by_role("button", name="Revoke").click()
        await page.get_by_role("button", name="Revoke the link").click()
        await expect(link).to_contain_text("Revoked")
        await expect(link).not_to_contain_text("https://")


@pytest.mark.parametrize(("size", "theme"), LOOKS, ids=lambda value: str(value)[:16])
async def test_anybody_can_check_a_certificate(
    desk: Desk, browser: Browser, people: dict[AccountRole, Actor], size: Any, theme: Any
) -> None:
    assert people
    context = await browser.new_context(viewport=size, color_scheme=theme)
    page = await context.new_page()
    await page.goto(f"{desk.address}/verify")
    await looks_right(page)
    await page.get_by_label("Code on the certificate").fill(in_fours(CODE).lower())
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("Trucking")
    assert page.url == f"{desk.address}/verify"
    await looks_right(page)
    if size == WIDE and theme == "light":
        await keep_picture(page, "verify")
    await page.get_by_label("Code on the certificate").fill("no such code")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_contain_text("Not known")
    await looks_right(page)
    await context.close()
