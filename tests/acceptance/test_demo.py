"""The demo as a new user tries it: phone and console side by side, the tip in the terminal, stopped, started again.

The pictures that it takes on the way are the ones in docs/screenshots (`make docs` keeps them there).
"""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from simulator.client import SimulatorClient
from tests.acceptance.chromium import chromium
from tests.acceptance.processes import ROOT, Process, free_port, start

pytestmark = pytest.mark.browser

SIGN_IN = re.compile(r"sign in as\s+(\S+), password (\S+)")
JOIN = re.compile(r"join as a trainee\s+(\S+)")
CODE = re.compile(r"\b[2-9B-Z]{4}-[2-9B-Z]{4}\b")
PICTURES = ROOT / "docs" / "screenshots"


@asynccontextmanager
async def demo(data: Path, port: int, desk_port: int) -> AsyncIterator[Process]:
    """A running demo, stopped as Ctrl-C stops it."""
    ports = ("--port", str(port), "--desk-port", str(desk_port))
    running = await start("ops.cli", "demo", "--data", str(data), *ports, output=data.parent / "demo.log")
    try:
        await running.until_said("Ready.", seconds=60)
        yield running
    finally:
        parts = psutil.Process(running.process.pid).children(recursive=True)
        assert await running.stop(signal.SIGINT) == 0, running.said
        assert not [part for part in parts if part.is_running() and part.status() != psutil.STATUS_ZOMBIE]


async def open_phone(browser: Browser, address: str) -> tuple[Page, Locator]:
    """A tab of its own whose console must stay silent."""
    page = await browser.new_page(viewport={"width": 460, "height": 900}, device_scale_factor=2)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    await page.goto(address)
    phone = page.locator(".phone").first
    await expect(phone.locator("h2")).not_to_be_empty()
    return page, phone


async def tap(phone: Locator, label: str) -> None:
    await phone.get_by_role("button", name=label, exact=True).click()


async def shows(phone: Locator, words: str) -> None:
    await expect(phone.locator(".message").last).to_contain_text(words)


async def opens(phone: Locator, words: str) -> None:
    """News has knocked: nothing of it is to be read before it is opened."""
    await shows(phone, "You have a new message.")
    await tap(phone, "Open")
    await shows(phone, words)


async def attach(phone: Locator, *choices: str) -> None:
    await tap(phone, "Attach")
    for choice in choices:
        await phone.get_by_role("dialog").get_by_role("button", name=choice).first.click()


async def keep_picture(phone: Locator, name: str, folder: Path) -> None:
    kept = PICTURES if os.environ.get("HIGHBEAM_KEEP_SCREENSHOTS") else folder
    await phone.page.mouse.move(0, 0)
    picture = await phone.screenshot(path=kept / f"phone-{name}.png", animations="disabled")
    assert len(picture) > 10_000


async def report(phone: Locator, pictures: Path) -> str:
    """Tap through a whole report as a driver would; gives the code of the receipt."""
    await tap(phone, "Start")
    await shows(phone, "Telegram can see this chat")
    await keep_picture(phone, "welcome", pictures)
    await tap(phone, "Start a report")
    await shows(phone, "Are you parked and safe?")
    await tap(phone, "I'm parked")
    await shows(phone, "Is anyone in danger right now?")
    await tap(phone, "No")
    await shows(phone, "What kind of place was it?")
    await tap(phone, "Truck stop")
    await shows(phone, "When did you notice it?")
    await tap(phone, "In the last hour")
    await shows(phone, "Are they still there?")
    await tap(phone, "Still there")
    await shows(phone, "Where did you see it?")
    await attach(phone, "Location", "I-80 mile 272, Kearney NE")
    await shows(phone, "Buffalo County")
    await keep_picture(phone, "where", pictures)
    await tap(phone, "Right")
    await shows(phone, "What did you notice?")
    for shown, then in (("1", "1 👁"), ("1 👁", "1 👂"), ("1 👂", "1 💬"), ("3", "3 👁"), ("5", "5 👁")):
        await tap(phone, shown)
        await shows(phone, then)
    await keep_picture(phone, "signs", pictures)
    return await second_half(phone, pictures)


async def second_half(phone: Locator, pictures: Path) -> str:
    await tap(phone, "Done ›")
    await shows(phone, "How many people may need help?")
    await tap(phone, "1")
    await shows(phone, "How old did they look?")
    await tap(phone, "Teen, 13 to 17")
    await tap(phone, "Done ›")
    await shows(phone, "What did they look like?")
    await phone.get_by_label("Message", exact=True).fill("red hoodie, dark hair, limping")
    await phone.page.keyboard.press("Enter")
    await shows(phone, "Was there a vehicle?")
    await phone.get_by_label("Message", exact=True).fill("black Tahoe, NE plate ABC 123")
    await phone.page.keyboard.press("Enter")
    await shows(phone, "Any phone numbers or names you saw?")
    await tap(phone, "Nothing")
    await shows(phone, "Any photos, video or voice notes?")
    await attach(phone, "Photo", "License plate")
    await shows(phone, "1 file")
    await tap(phone, "Done ›")
    await shows(phone, "in your own words")
    await tap(phone, "Skip ›")
    await shows(phone, "Have you told anyone yet?")
    await tap(phone, "Nobody yet")
    await shows(phone, "May we ask you something here?")
    await tap(phone, "Yes")
    await shows(phone, "Ready to send?")
    await keep_picture(phone, "review", pictures)
    await tap(phone, "Send it")
    await shows(phone, "Your tip is in")
    await keep_picture(phone, "receipt", pictures)
    found = CODE.search(await phone.locator(".message").last.inner_text())
    assert found is not None
    return found[0]


async def open_console(browser: Browser, address: str, said: str) -> Page:
    """A tab in which the printed account is signed in and the queue is open. It must stay silent."""
    printed = SIGN_IN.search(said)
    assert printed is not None
    desk = await browser.new_page(viewport={"width": 1440, "height": 900})
    desk.on("pageerror", lambda error: pytest.fail(str(error)))
    await desk.goto(address)
    await desk.get_by_label("E-mail").fill(printed[1])
    await desk.get_by_label("Password").fill(printed[2])
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_role("heading", name="Queue")).to_be_visible()
    await expect(desk.get_by_text("No open tips")).to_be_visible()
    return desk


async def work(desk: Page, phone: Locator, code: str) -> None:
    """From the first look to the last word, on both screens, without loading a page anew."""
    await desk.get_by_role("button", name=f"Claim {code}").click()
    await expect(desk.locator("tr.tip")).to_contain_text("You")
    await opens(phone, "Someone is looking into it.")
    await tap(phone, "OK")
    await desk.get_by_role("link", name=code).first.click()
    await desk.wait_for_load_state()
    await expect(desk.locator("#tip-head")).to_contain_text("You hold it")
    await expect(desk.get_by_text("red hoodie, dark hair, limping").first).to_be_visible()
    await desk.keyboard.press("a")
    await desk.keyboard.type("Did you see which way they went?")
    await expect(desk.locator(".phone-card")).to_contain_text("They ask: Did you see which way they went?")
    await desk.keyboard.press("Control+Enter")
    await opens(phone, "They ask: Did you see which way they went?")
    await phone.get_by_label("Message", exact=True).fill("west, toward Lexington")
    await phone.page.keyboard.press("Enter")
    await expect(desk.get_by_text("west, toward Lexington").first).to_be_visible()
    await desk.keyboard.press("Escape")
    await desk.keyboard.press("s")
    await desk.get_by_text("Referred", exact=True).click()
    await expect(desk.get_by_label("What the driver reads")).to_have_value(re.compile("passed what you told us on"))
    await desk.get_by_role("button", name="Close the tip").click()
    await expect(desk.locator("#tip-head")).to_contain_text("Closed")
    await opens(phone, "They ask: Did you see which way they went?")
    await tap(phone, "Done ›")
    await shows(phone, "We passed what you told us on")
    await tap(phone, "OK")


async def join(browser: Browser, said: str) -> None:
    """Open the sample partner's link on the phone. Loading the page again opens it no second time."""
    printed = JOIN.search(said)
    assert printed is not None
    page, phone = await open_phone(browser, printed[1])
    await shows(phone, "You joined by a link of Sample Freight")
    assert "start" not in page.url
    await tap(phone, "Begin")
    await page.reload()
    await expect(phone.locator(".message").last).not_to_contain_text("Sample Freight")
    await page.close()


async def test_a_new_user_reports_works_the_tip_and_all_is_there_after_a_restart(folder: Path) -> None:
    data, port, desk_port = folder / "demo", free_port(), free_port()
    address, console = f"http://127.0.0.1:{port}/", f"http://localhost:{desk_port}/"
    async with chromium() as browser:
        async with demo(data, port, desk_port) as running:
            assert max(running.said.index(one) for one in (address, console)) < running.said.index("Starting")
            page, phone = await open_phone(browser, address)
            desk = await open_console(browser, console, running.said)
            code = await report(phone, folder)
            await running.until_said(code, seconds=5)
            await work(desk, phone, code)
            await desk.close()
            assert "IMMEDIATE" in running.said
            assert "Buffalo" in running.said
            alone = await start("ops.cli", "queue", "--data", str(data), output=folder / "queue.log")
            assert await asyncio.wait_for(alone.process.wait(), 20) == 0
            assert code in alone.said
            await page.close()
        assert "Stopping" in running.said
        (folder / "demo.log").unlink()
        async with demo(data, port, desk_port) as again:
            await again.until_said(code, seconds=10)
            page, phone = await open_phone(browser, address)
            await shows(phone, code)
            await tap(phone, "My tips")
            await shows(phone, code)
            await page.close()
            await join(browser, again.said)
            async with SimulatorClient(address) as client:
                assert (await client.counters())["pending"] == 0
