"""The queue in a real browser: news that moves nothing, keys alone, filters, search, and a connection that is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text

from console.guard import COOKIE
from indicators.terms import Setting
from store import accounts, casework, logins
from store.ids import new_id
from tests.acceptance.console_house import Desk, faults, immediate, keep_picture, serve, stop
from tips.access import AccountRole, Actor
from tips.place import Place, Precision
from tips.plates import Plate
from tips.priority import PriorityLevel
from tips.vehicle import Vehicle

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 1024, "height": 768}
HAND = {"width": 400, "height": 800}
PATIENCE = 30_000
"""Milliseconds: a busy machine is no fault. How quick news are is measured by the bench."""

expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(loop_scope="module")
async def desk(desk: Desk) -> Desk:
    """The console with an empty queue."""
    async with desk.owner.transaction() as db:
        await db.execute(text("TRUNCATE tips, views CASCADE"))
    return desk


@pytest_asyncio.fixture(loop_scope="module")
async def ada(desk: Desk) -> Actor:
    """An analyst."""
    return await desk.account(f"Ada {new_id().hex[-8:]}")


@asynccontextmanager
async def opened(
    desk: Desk, browser: Browser, actor: Actor, path: str = "/queue", live: bool = True, **options: Any
) -> AsyncIterator[Page]:
    """A page of somebody's browser whose console must stay silent."""
    context = await desk.context(browser, actor, **{"viewport": WIDE, **options})
    try:
        said: list[str] = []
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("console", lambda one: said.extend(wrong(one.type, one.text)))
        yield await tab(context, desk, path, live=live)
        assert said == []
    finally:
        await context.close()


async def tab(context: BrowserContext, desk: Desk, path: str = "/queue", *, live: bool = True) -> Page:
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(desk.address + path)
    if live:
        await is_live(page)
    return page


def wrong(kind: str, words: str) -> list[str]:
    """What is wrong in the browser's console, but for what it says itself of a server that is away or a login ended."""
    away = any(one in words for one in ("ERR_CONNECTION", "ERR_INCOMPLETE", "ERR_EMPTY_RESPONSE", "status of 401"))
    return [] if away or kind not in {"error", "warning"} else [words]


async def is_live(page: Page) -> None:
    await expect(page.locator("#connection[data-state=live]")).to_be_attached()
    await expect(page.locator("#people")).to_be_visible()  # the stream's first words have all come


async def codes(page: Page) -> list[str]:
    return await page.locator("tr.tip .code").all_inner_texts()


async def places(page: Page) -> dict[str, float]:
    """Where each line stands on the screen."""
    found: dict[str, float] = await page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('tr.tip')].map("
        "row => [row.dataset.code, row.getBoundingClientRect().top]))"
    )
    return found


def row(page: Page, code: str) -> Any:
    return page.locator(f'tr.tip[data-code="{code}"]')


async def test_a_new_tip_is_told_by_a_bar_and_moves_nothing_until_it_is_asked_for(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    await desk.fill(8)
    async with opened(desk, browser, ada) as page:
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        before, chosen = await places(page), await page.locator("tr.chosen").get_attribute("data-code")
        code = await desk.tip(**immediate())
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        assert await places(page) == before
        await page.keyboard.press(".")
        await expect(page.locator("#news")).to_be_hidden()
        assert (await codes(page))[0] == code
        assert await page.locator("tr.chosen").get_attribute("data-code") == chosen
        assert await page.evaluate("document.activeElement.textContent") == chosen


async def test_the_first_tip_of_all_is_shown_at_once(desk: Desk, browser: Browser, ada: Actor) -> None:
    async with opened(desk, browser, ada) as page:
        await expect(page.get_by_role("heading", name="No open tips")).to_be_visible()
        code = await desk.tip()
        await expect(row(page, code)).to_be_visible()
        await expect(page.get_by_role("heading", name="No open tips")).to_have_count(0)


async def test_a_line_that_somebody_claims_is_put_right_in_its_place(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(6)
    ben = await desk.account(f"Ben {new_id().hex[-8:]}")
    async with opened(desk, browser, ada) as page:
        before, code = await places(page), (await codes(page))[2]
        async with desk.rooms.database.transaction(ben.agency) as db:
            await casework.claim(db, desk.vault, code, by=ben, at=datetime.now(UTC))
        await expect(row(page, code).locator(".holder")).to_have_text(ben.name)
        assert await places(page) == before
        assert await page.locator("#news").is_hidden()


async def test_a_tip_that_corroborates_others_is_counted_on_their_lines_at_once(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    vans = (Vehicle(words="a van", plates=(Plate(text="TEST555"),)),)
    first = await desk.tip(**immediate(), vehicles=vans)
    async with opened(desk, browser, ada) as page:
        related, before = row(page, first).locator(".c-marks [title^='Other tips']"), await places(page)
        await expect(related).to_have_count(0)
        second = await desk.tip(vehicles=vans)
        await expect(related).to_contain_text("1 related tip")
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        await expect(page.locator(".toast")).to_have_count(0)
        await page.keyboard.press(".")
        await desk.tip(vehicles=vans)
        for code in (first, second):
            await expect(row(page, code).locator(".c-marks [title^='Other tips']")).to_contain_text("2 related tips")
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        assert (await places(page))[first] == before[first]


async def test_the_queue_is_worked_by_keys_alone(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(4)
    async with opened(desk, browser, ada) as page:
        shown = await codes(page)
        for key in ("j", "j", "j", "k"):
            await page.keyboard.press(key)
        await expect(page.locator("#preview h2")).to_have_text(shown[1])
        await page.keyboard.press("c")
        await expect(row(page, shown[1]).locator(".holder")).to_have_text("You")
        assert await page.evaluate("document.activeElement.textContent") == shown[1]
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
        await page.keyboard.press("Escape")
        await page.keyboard.press("/")
        await expect(page.locator("#search")).to_be_focused()
        await page.keyboard.type("j")
        assert await page.locator("#search").input_value() == "j"
        await page.keyboard.press("Escape")
        await page.keyboard.press("g")
        await page.keyboard.press("q")
        await page.wait_for_url("**/queue")
        await is_live(page)
        await expect(page.locator("tr.chosen")).to_have_attribute("data-code", shown[1])
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/tips/{shown[1]}")


async def test_the_counts_of_the_filters_follow_ones_own_claims_and_those_of_others(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    await desk.fill(5)
    ben = await desk.account(f"Ben {new_id().hex[-8:]}")
    async with opened(desk, browser, ada, "/account", live=False) as page:
        await page.clock.install()
        await page.goto(desk.address + "/queue")
        await is_live(page)
        unclaimed, mine = (page.locator("#filters .chip", has_text=name) for name in ("Unclaimed", "Mine"))
        await page.keyboard.press("j")
        await page.keyboard.press("c")
        await expect(mine).to_have_text("Mine 1")
        await expect(unclaimed).to_have_text("Unclaimed 4")
        code = (await codes(page))[3]
        async with desk.rooms.database.transaction(ben.agency) as db:
            await casework.claim(db, desk.vault, code, by=ben, at=datetime.now(UTC))
        await expect(row(page, code).locator(".holder")).to_have_text(ben.name)
        await expect(unclaimed).to_have_text("Unclaimed 4")
        await page.clock.fast_forward(31_000)
        await expect(unclaimed).to_have_text("Unclaimed 3")


async def test_single_keys_can_be_switched_off(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(2)
    async with opened(desk, browser, ada) as page:
        await page.locator("#me summary").click()
        await page.get_by_role("button", name="Single-letter keys").click()
        await page.keyboard.press("Escape")
        await page.keyboard.press("j")
        await expect(page.locator("tr.chosen")).to_have_count(0)


async def test_filters_combine_and_are_kept_as_a_view(desk: Desk, browser: Browser, ada: Actor) -> None:
    there = Place(words="there", town="Kearney", county="Buffalo", state="US-NE", precision=Precision.TOWN)
    wanted = await desk.tip(setting=Setting.MOTEL, place=there, **immediate())
    await desk.tip(setting=Setting.MOTEL, place=there, signs=(), people=desk.draft(datetime.now(UTC)).people)
    await desk.tip(setting=Setting.BUS, place=there, **immediate())
    async with opened(desk, browser, ada) as page:
        await page.locator("#filters").get_by_text("Immediate").click()
        await page.wait_for_url("**/queue?priority=immediate")
        await page.get_by_text("Setting", exact=True).first.click()
        await page.get_by_label("Motel").check()
        await page.wait_for_url("**setting=motel**")
        await page.locator("[name=county]").fill("buffalo")
        await page.locator("[name=county]").press("Enter")
        await page.wait_for_url("**county=buffalo**")
        assert await codes(page) == [wanted]
        await page.get_by_text("Save this view").click()
        await page.get_by_label("Name of the view").fill("Motels now")
        await page.get_by_role("button", name="Save", exact=True).click()
        await expect(page.get_by_role("link", name="Motels now")).to_have_attribute("aria-current", "true")
        await is_live(page)
        await desk.tip(setting=Setting.BUS, **immediate())
        fits = await desk.tip(setting=Setting.MOTEL, place=there, **immediate())
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        await page.locator("#show-new").click()
        await expect(page.locator("tr.tip .code").first).to_have_text(fits)
        await page.get_by_role("button", name="Delete the view Motels now").click()
        await expect(page.get_by_role("link", name="Motels now")).to_have_count(0)


async def test_what_is_looked_for_stands_in_no_address(desk: Desk, browser: Browser, ada: Actor) -> None:
    code = await desk.tip()
    await desk.tip()
    async with opened(desk, browser, ada) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.keyboard.press("/")
        await page.keyboard.type(code.lower())
        await page.keyboard.press("Enter")
        await expect(page.locator("h1")).to_contain_text(code.lower())
        assert await codes(page) == [code]
        assert asked
        assert not [address for address in asked if code.lower() in address.lower()]
        await expect(page.locator("#search")).to_have_value(code.lower())


async def test_one_comes_back_to_what_was_found_and_can_load_it_anew(desk: Desk, browser: Browser, ada: Actor) -> None:
    found = {await desk.tip(), await desk.tip()}
    await desk.tip(statements=())
    async with opened(desk, browser, ada) as page:
        await page.keyboard.press("/")
        await page.keyboard.type("fuel island")
        await page.keyboard.press("Enter")
        await expect(page.locator("tr.tip")).to_have_count(2)
        await is_live(page)
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        chosen = await page.locator("tr.chosen").get_attribute("data-code")
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"**/tips/{chosen}")
        await page.go_back()
        await expect(page.locator("h1")).to_contain_text("fuel island")
        assert set(await codes(page)) == found
        await expect(page.locator("tr.chosen")).to_have_attribute("data-code", str(chosen))
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("fuel island")
        assert set(await codes(page)) == found
        assert page.url == f"{desk.address}/queue/search"
        await page.go_back()
        await page.wait_for_url("**/queue")


async def test_older_lines_are_added_once_each(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(120)
    async with opened(desk, browser, ada) as page:
        assert len(await codes(page)) == 50
        await page.get_by_role("button", name="Older").or_(page.get_by_role("link", name="Older")).click()
        await expect(page.locator("tr.tip")).to_have_count(100)
        await page.get_by_role("link", name="Older").click()
        await expect(page.locator("tr.tip")).to_have_count(120)
        assert len(set(await codes(page))) == 120
        await expect(page.locator("#older")).to_have_count(0)


async def test_without_script_the_queue_is_read_paged_filtered_and_claimed(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    await desk.fill(60)
    async with opened(desk, browser, ada, live=False, java_script_enabled=False) as page:
        first = await codes(page)
        await page.get_by_role("link", name="Older").click()
        assert len(await codes(page)) == 10
        assert not set(first) & set(await codes(page))
        await page.goto(desk.address + "/queue")
        await page.get_by_role("button", name=f"Claim {first[0]}").click()
        await expect(row(page, first[0]).locator(".holder")).to_have_text(ada.name)
        await page.locator("#filters").get_by_text("Mine").click()
        await page.locator("#apply").click()
        assert await codes(page) == [first[0]]


async def test_a_lost_connection_is_told_and_made_up_for(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(3)
    async with opened(desk, browser, ada) as page:
        before = await codes(page)
        await stop(desk.web)
        await expect(page.locator("#offline")).to_contain_text("Offline since")
        missed = await desk.tip(**immediate())
        async with desk.rooms.database.transaction(ada.agency) as db:
            await casework.claim(db, desk.vault, before[1], by=ada, at=datetime.now(UTC))
        desk.web = await serve(desk.rooms, urlsplit(desk.address).port or 0)
        await expect(page.locator("#offline")).to_be_hidden()
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        await expect(row(page, before[1]).locator(".holder")).to_have_text("You")
        assert await codes(page) == before
        await page.keyboard.press(".")
        await expect(row(page, missed)).to_be_visible()


async def test_signing_out_elsewhere_ends_the_open_page(desk: Desk, browser: Browser, ada: Actor) -> None:
    await desk.fill(2)
    async with opened(desk, browser, ada) as page:
        async with desk.rooms.database.transaction(ada.agency) as db:
            await logins.end_all(db, ada.account)
        await page.wait_for_url("**/sign-in**")
        await expect(page.locator("tr.tip")).to_have_count(0)


async def test_many_tabs_share_one_stream_and_outlive_the_one_that_holds_it(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    await desk.fill(2)
    context = await desk.context(browser, ada, viewport=WIDE)
    tabs = [await tab(context, desk) for _ in range(7)]
    streams = desk.web.config.app.state.news.consoles(ada.agency)  # type: ignore[union-attr]
    assert streams == 1
    code = await desk.tip(**immediate())
    for page in tabs:
        await expect(page.locator("#show-new")).to_have_text("1 new .")
        await expect(page.locator(".toast")).to_contain_text(code)
    await tabs[0].close()
    await desk.tip(**immediate())
    for page in tabs[1:]:
        await expect(page.locator("#show-new")).to_have_text("2 new .")
    await context.close()


async def test_an_immediate_tip_rings_on_every_page_and_says_code_and_priority_alone(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    await desk.fill(1)
    async with opened(desk, browser, ada) as page:
        await page.evaluate(
            "() => { const said = document.documentElement.dataset, start = OscillatorNode.prototype.start;"
            "said.rung = 0; OscillatorNode.prototype.start ="
            "function (...all) { said.rung = Number(said.rung) + 1; start.apply(this, all); } }"
        )
        html = page.locator("html")
        await desk.tip(**immediate())
        await expect(page.locator(".toast")).to_have_count(1)
        await expect(html).to_have_attribute("data-rung", "0")
        await page.locator("#me summary").click()
        await page.get_by_role("button", name="Sound for immediate tips").click()
        await expect(html).to_have_attribute("data-rung", "3")
        code = await desk.tip(**immediate())
        await expect(html).to_have_attribute("data-rung", "6")
        await expect(page.locator(".toast p").last).to_have_text(f"New immediate tip {code}")


async def test_an_open_tip_that_a_supervisor_makes_immediate_rings_once(
    desk: Desk, browser: Browser, ada: Actor
) -> None:
    code = await desk.tip(signs=())
    supervisor = await desk.account(f"Sue {new_id()}", AccountRole.SUPERVISOR)
    async with opened(desk, browser, ada) as page:
        await is_live(page)
        async with desk.rooms.database.transaction(supervisor.agency) as db:
            await casework.change_priority(
                db,
                desk.vault,
                code,
                by=supervisor,
                at=datetime.now(UTC),
                level=PriorityLevel.IMMEDIATE,
                reason="A second witness.",
            )
        await expect(page.locator(".toast p")).to_have_text(f"Raised to immediate: tip {code}")
        async with desk.rooms.database.transaction(ada.agency) as db:
            await casework.claim(db, desk.vault, code, version=None, by=ada, at=datetime.now(UTC))
        await expect(row(page, code).locator(".holder")).to_have_text("You")
        await expect(page.locator(".toast")).to_have_count(1)


async def test_news_of_another_agency_never_passes(desk: Desk, ada: Actor) -> None:
    other = new_id()
    async with desk.owner.transaction() as db:
        await db.execute(
            text("INSERT INTO agencies (id, key, name) VALUES (:id, :key, 'Another County')"),
            {"id": other, "key": f"other-{other.hex[-6:]}"},
        )
        made = await accounts.create(
            db, desk.vault, email=f"{other.hex}@example.org", name="Cy Example", role=AccountRole.ANALYST,
            by=accounts.BY_OPERATOR, at=datetime.now(UTC), agency=other,
        )  # fmt: skip
        cy = await accounts.actor(db, made.id)
    async with listening(desk, ada) as of_ada, listening(desk, cy) as of_cy:
        mine = await desk.tip()
        await of_ada.until(lambda heard: mine in heard)
        theirs = await desk.tip(agency=other)
        await of_cy.until(lambda heard: theirs in heard)
        last = await desk.tip()
        await of_ada.until(lambda heard: last in heard)
        assert theirs not in of_ada.heard
        assert mine not in of_cy.heard


async def test_the_open_stream_does_not_keep_an_empty_chair_signed_in(desk: Desk, ada: Actor) -> None:
    token = await desk.sign_in(ada)
    async with desk.owner.transaction() as db:
        long_ago = text("UPDATE logins SET seen_at = seen_at - interval '20 minutes' WHERE account_id = :account")
        await db.execute(long_ago, {"account": ada.account})
    async with httpx.AsyncClient(base_url=desk.address, cookies={COOKIE: token}) as client:
        for path in ("/live/here", "/queue/news", "/queue/lines"):
            assert (await client.get(path)).is_success
        assert await minutes_idle(desk, ada) == 20
        assert (await client.get("/queue")).is_success
        assert await minutes_idle(desk, ada) == 0


async def minutes_idle(desk: Desk, actor: Actor) -> int:
    async with desk.owner.transaction() as db:
        since = await db.execute(
            text("SELECT max(seen_at) FROM logins WHERE account_id = :account"), {"account": actor.account}
        )
        return int((datetime.now(UTC) - since.scalar_one()).total_seconds() // 60)


@pytest.mark.parametrize("colors", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW, HAND], ids=["wide", "narrow", "hand"])
async def test_axe_finds_nothing(
    desk: Desk, browser: Browser, ada: Actor, colors: str, viewport: dict[str, int]
) -> None:
    async with opened(desk, browser, ada, color_scheme=colors, viewport=viewport) as page:
        assert await faults(page) == []
        await desk.fill(60)
        await page.goto(desk.address + "/queue")
        await is_live(page)
        await page.keyboard.press("j")
        if viewport is not WIDE:
            await page.keyboard.press("v")
        await expect(page.locator("#preview h2")).to_be_visible()
        await desk.tip(**immediate())
        await expect(page.locator("#show-new")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for told in (".c-priority", ".c-code", ".c-age", ".c-look"):
            cells = f"[...document.querySelectorAll('tr.tip {told}')]"
            cut = f"{cells}.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
            assert await page.evaluate(cut) == [], told
        if viewport is WIDE:
            await keep_picture(page, "queue" if colors == "light" else "queue-dark")
        assert await faults(page) == []
        await page.locator("#me summary").click()
        assert await faults(page) == []
        await page.keyboard.press("Escape")
        await page.keyboard.press("?")
        assert await faults(page) == []


async def test_axe_does_find_what_is_wrong(desk: Desk, browser: Browser, ada: Actor) -> None:
    async with opened(desk, browser, ada) as page:
        await page.evaluate("document.querySelector('.page-head h1').style.color = '#ccc'")
        assert [fault for fault in await faults(page) if fault.startswith("color-contrast")]


async def test_the_chosen_colors_stand_before_anything_is_drawn(desk: Desk, browser: Browser, ada: Actor) -> None:
    async with opened(desk, browser, ada, color_scheme="light") as page:
        for said in ("light", "dark"):
            await page.locator("#me summary").click()
            await page.get_by_role("button", name="Colors").click()
            await expect(page.get_by_role("button", name="Colors")).to_contain_text(said)
            await page.keyboard.press("Escape")
        await page.add_init_script(
            "new MutationObserver(() => { if (document.body && !window.first) "
            "window.first = document.documentElement.dataset.theme ?? 'none'; })"
            ".observe(document, {childList: true, subtree: true})"
        )
        await page.reload()
        await is_live(page)
        assert await page.evaluate("window.first") == "dark"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/queue"),
        ("GET", "/queue/rows"),
        ("GET", "/queue/news"),
        ("GET", "/queue/lines"),
        ("GET", "/queue/preview/K7M4-TQ9X"),
        ("GET", "/live"),
        ("GET", "/live/here"),
        ("POST", "/queue/search"),
        ("POST", "/queue/claim/K7M4-TQ9X"),
        ("POST", "/queue/views"),
    ],
)
@pytest.mark.parametrize("role", [None, AccountRole.ADMINISTRATOR, AccountRole.AUDITOR])
async def test_who_may_not_see_the_queue_does_not(desk: Desk, method: str, path: str, role: AccountRole | None) -> None:
    cookies = {}
    if role is not None:
        cookies[COOKIE] = await desk.sign_in(await desk.account(f"Eve {new_id().hex[-8:]}", role))
    async with httpx.AsyncClient(base_url=desk.address, cookies=cookies) as client:
        answer = await client.request(method, path, headers={"HX-Request": "true", "Origin": desk.address})
    assert answer.status_code == (401 if role is None else 403)


class Listening:
    """What one console was told over its stream."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.heard = ""
        self._more = asyncio.Event()

    async def read(self) -> None:
        async for piece in self._response.aiter_text():
            self.heard += piece
            self._more.set()

    async def until(self, has_come: Callable[[str], bool]) -> None:
        async with asyncio.timeout(PATIENCE / 1000):
            while not has_come(self.heard):
                self._more.clear()
                await self._more.wait()


@asynccontextmanager
async def listening(desk: Desk, actor: Actor) -> AsyncIterator[Listening]:
    """The stream of a console, without a browser."""
    cookies = {COOKIE: await desk.sign_in(actor)}
    async with (
        httpx.AsyncClient(base_url=desk.address, cookies=cookies) as client,
        client.stream("GET", "/live") as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        console = Listening(response)
        reading = asyncio.create_task(console.read())
        try:
            await console.until(lambda heard: "event: people" in heard)
            yield console
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
