"""Signing in with a real Chromium: the cookie on localhost, passkeys by a virtual authenticator, an app's QR code."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pyotp
import pytest
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, expect

from store import accounts, passwords
from store.accounts import Account
from store.tables import DEFAULT_AGENCY
from tests.acceptance.console_house import Desk, faults, keep_picture
from tips.access import AccountRole

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PASSWORD = "plum tractor seventeen owls"


async def somebody(desk: Desk, email: str, role: AccountRole = AccountRole.ADMINISTRATOR) -> Account:
    """An account with a password and nothing else."""
    async with desk.owner.transaction() as db:
        return await accounts.create(
            db,
            desk.vault,
            email=email,
            name="Invented Newcomer",
            role=role,
            password_hash=passwords.hash_password(PASSWORD),
            by="test",
            at=desk.rooms.now(),
            agency=DEFAULT_AGENCY,
        )


@asynccontextmanager
async def at_the_door(browser: Browser, desk: Desk) -> AsyncIterator[tuple[BrowserContext, Page]]:
    """A new browser at the sign-in page; afterwards, that nothing was wrong in it."""
    context = await browser.new_context(base_url=desk.address, viewport={"width": 1024, "height": 768})
    page = await context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.goto("/sign-in")
    yield context, page
    await context.close()
    assert [line for line in said if "401" not in line] == []  # a wrong password is no fault of the page


async def with_authenticator(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    """A device that holds passkeys and always agrees."""
    session = await context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = await session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


async def give_password(page: Page, email: str) -> None:
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()


async def sign_out(page: Page) -> None:
    await page.locator("#me summary").click()
    await page.get_by_role("button", name="Sign out everywhere").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_a_passkey_is_added_and_is_enough_alone_and_confirms(desk: Desk, browser: Browser) -> None:
    email = "passkey@desk.example"
    account = await somebody(desk, email)
    async with at_the_door(browser, desk) as (context, page):
        await with_authenticator(context, page)
        assert await faults(page) == []
        await keep_picture(page, "sign-in")
        await give_password(page, email)
        await expect(page.get_by_role("heading", name="Add a second step")).to_be_visible()
        assert await faults(page) == []
        await page.get_by_role("button", name="Add a passkey").click()
        await page.wait_for_url(re.compile("/accounts$"))

        [cookie] = await context.cookies()
        assert cookie["name"] == "__Host-highbeam"
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")
        assert await page.evaluate("document.cookie") == ""

        await sign_out(page)
        assert await context.cookies() == []
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await page.wait_for_url(re.compile("/accounts$"))

        await page.goto("/confirm?next=/account")
        assert await faults(page) == []
        await page.get_by_role("button", name="Use a passkey").click()
        await expect(page.get_by_text("Passkey: Chrome on Linux")).to_be_visible()

        await sign_out(page)
        await give_password(page, email)
        await expect(page.get_by_role("heading", name="Second step")).to_be_visible()
        assert await faults(page) == []
        await page.get_by_role("button", name="Use a passkey").click()
        await page.wait_for_url(re.compile("/accounts$"))
    async with desk.owner.transaction() as db:
        rows = await db.exec_driver_sql(
            "SELECT details->'with' FROM trail WHERE action IN ('signed-in', 'confirmed') AND details->>'account' = %s "
            "ORDER BY seq",
            (str(account.id),),
        )
        assert list(rows.scalars()) == [["password", "new passkey"], ["passkey"], ["passkey"], ["password", "passkey"]]


async def test_without_a_passkey_the_page_says_so_and_nobody_is_in(desk: Desk, browser: Browser) -> None:
    async with at_the_door(browser, desk) as (context, page):
        session, authenticator = await with_authenticator(context, page)
        await session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
        await page.get_by_role("button", name="Sign in with a passkey").click()
        await expect(page.get_by_role("alert")).to_have_text(re.compile("cancelled, or took too long"))
        assert await context.cookies() == []


async def test_an_app_is_set_up_by_its_drawing_and_every_page_reads_well(desk: Desk, browser: Browser) -> None:
    email = "app@desk.example"
    await somebody(desk, email)
    async with at_the_door(browser, desk) as (_, page):
        await give_password(page, email)
        await page.get_by_role("button", name="Use an app").click()
        drawing = page.get_by_role("img", name="QR code")
        await expect(drawing).to_be_visible()
        assert await drawing.evaluate("image => image.complete && image.naturalWidth > 100")
        assert await faults(page) == []
        await page.get_by_text("Type it instead").click()
        secret = (await page.locator(".secret").inner_text()).replace(" ", "")
        await page.get_by_label("Type the six digits").fill(pyotp.TOTP(secret).now())
        await page.get_by_role("button", name="Go on").click()
        await expect(page.locator(".codes code")).to_have_count(10)
        assert await faults(page) == []
        await page.get_by_role("link", name="I have kept them").click()
        for width, height in ((1440, 900), (1024, 768)):
            await page.set_viewport_size({"width": width, "height": height})
            for path in ("/accounts", "/account", "/settings", "/settings/keys"):
                await page.goto(path)
                await expect(page.get_by_role("heading", level=1)).to_be_visible()
                assert await faults(page) == []
                assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
                if width == 1440:
                    await keep_picture(page, path.strip("/").replace("settings/", ""))
        await page.goto("/accounts")
        await page.get_by_role("link", name="Invented Newcomer").first.click()
        await page.get_by_role("button", name="Reset second steps").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await faults(page) == []


async def test_a_wrong_password_is_said_and_the_address_stays(desk: Desk, browser: Browser) -> None:
    async with at_the_door(browser, desk) as (_, page):
        await page.get_by_label("E-mail address").fill("nobody@desk.example")
        await page.get_by_label("Password").fill("not anybody's password")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_have_text(re.compile("do not belong together"))
        await expect(page.get_by_label("E-mail address")).to_have_value("nobody@desk.example")
        await expect(page.get_by_label("Password")).to_be_focused()
        assert await faults(page) == []
