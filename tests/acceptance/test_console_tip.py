"""The tip page in a real browser: what was reported, who is here, what may be done, and that nothing typed is lost."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlalchemy import text

from console.guard import COOKIE
from store import audit, casework, dialogues, presence, tips
from store.ids import new_id
from store.tips import Added
from tests.acceptance.console_house import Desk, faults, keep_picture
from tests.acceptance.pdf_words import words_of_pages
from tests.acceptance.tip_samples import REPORTER, STORY, bare_tip, full_tip, photo
from tips.access import AccountRole, Actor
from tips.draft import Statement
from tips.place import Place, Precision
from tips.priority import PriorityLevel

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WIDE = ViewportSize(width=1440, height=900)
WIDTHS = (1440, 1024, 400)


@asynccontextmanager
async def opened(
    desk: Desk, browser: Browser, actor: Actor, path: str, *, scripted: bool = True, **options: Any
) -> AsyncIterator[Page]:
    """A page of somebody's browser. Its console must stay silent, but for what it says itself of a refusal."""
    said: list[str] = []
    context = await desk.context(browser, actor, viewport=WIDE, java_script_enabled=scripted, **options)
    try:
        page = await context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda one: said.append(one.text) if one.type in {"error", "warning"} else None)
        await page.goto(desk.address + path)
        if scripted and not path.endswith("/print"):
            await expect(page.locator("#connection")).to_have_attribute("data-state", "live")
        yield page
        assert not [one for one in said if "status of 409" not in one]
    finally:
        await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def ana(desk: Desk) -> Actor:
    """An analyst."""
    return await desk.account(f"Ana {new_id().hex[-6:]}")


@pytest_asyncio.fixture(loop_scope="module")
async def sue(desk: Desk) -> Actor:
    """A supervisor."""
    return await desk.account(f"Sue {new_id().hex[-6:]}", AccountRole.SUPERVISOR)


def tip(code: str) -> str:
    return f"/tips/{code}"


async def state(desk: Desk, code: str) -> Any:
    """The tip's row."""
    async with desk.owner.transaction() as db:
        return (await db.execute(text("SELECT * FROM tips WHERE code = :code"), {"code": code})).one()


async def trail(desk: Desk, code: str) -> list[str]:
    """What stands on the tip's record, and that its chain holds."""
    async with desk.owner.transaction() as db:
        chain = audit.chain_of_tip(await presence.tip_of(db, code))
        await audit.verify_chain(db, desk.vault, chain)
        rows = await db.execute(text("SELECT action FROM trail WHERE chain = :chain ORDER BY seq"), {"chain": chain})
        return list(rows.scalars())


async def told(desk: Desk, code: str) -> list[tuple[str, str]]:
    """What goes to the reporter: keys and words."""
    supervisor = await desk.account(f"Reader {new_id().hex[-6:]}", AccountRole.SUPERVISOR)
    async with desk.owner.transaction() as db:
        case = await casework.open_case(db, desk.vault, code, by=supervisor, at=datetime.now(UTC), look=False)
    return [(one.key, one.words) for one in case.notices]


async def test_keys_alone_claim_note_ask_move_and_release(desk: Desk, browser: Browser, ana: Actor) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.keyboard.press("c")
        await expect(page.locator("#tip-head")).to_contain_text("You hold it")
        await expect(page.locator("#tip-notice")).to_contain_text("You hold this tip.")
        await page.keyboard.press("n")
        await page.keyboard.type("Called the diner.")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator(".message.private")).to_contain_text("Called the diner.")
        await page.keyboard.press("Escape")
        await page.keyboard.press("a")
        await page.keyboard.type("Which diner was it?")
        await expect(page.locator(".phone-card")).to_contain_text("They ask: Which diner was it?")
        await page.keyboard.press("Control+Enter")
        await expect(page.locator(".message.to-reporter").last).to_contain_text("Which diner was it?")
        await expect(page.locator("#ask-words")).to_have_value("")
        await page.keyboard.press("Escape")
        await page.keyboard.press("s")
        await expect(page.locator("#d-status")).to_be_visible()
        await page.locator("#d-status").get_by_role("button", name="Action taken").press("Enter")
        await expect(page.locator("#tip-head")).to_contain_text("Action taken")
        await page.keyboard.press("r")
        await expect(page.locator("#tip-head")).to_contain_text("Nobody holds it")
    assert ("question", "Which diner was it?") in await told(desk, code)
    assert (await state(desk, code)).status == "action-taken"


async def test_a_claim_can_be_undone(desk: Desk, browser: Browser, ana: Actor) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.get_by_role("button", name="Claim").click()
        await page.get_by_role("button", name="Undo").click()
        await expect(page.locator("#tip-head")).to_contain_text("Nobody holds it")
    assert (await state(desk, code)).claimed_by is None


async def test_a_note_can_not_be_sent_to_the_driver_by_switching(desk: Desk, browser: Browser, ana: Actor) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.keyboard.press("n")
        await page.keyboard.type("He may be lying.")
        await page.locator("label.to-reporter").click()
        await expect(page.locator("#ask-words")).to_be_focused()
        await expect(page.locator("#ask-words")).to_have_value("")
        await expect(page.locator("#note-words")).to_be_hidden()
        await expect(page.locator("#note-words")).to_have_value("He may be lying.")
    assert not [words for _, words in await told(desk, code) if words]


async def test_a_question_is_one_click_from_the_box_and_a_draft_outlives_a_reload(
    desk: Desk, browser: Browser, ana: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        question = page.locator(".questions a").first
        words = (await question.inner_text()).strip()
        await question.click()
        await expect(page.locator("#ask-words")).to_have_value(words)
        await expect(page.locator(".phone-card")).to_contain_text(words)
        await page.reload()
        await expect(page.locator("#ask-words")).to_have_value(words)


async def test_an_old_page_is_refused_with_what_changed_and_keeps_what_was_typed(
    desk: Desk, browser: Browser, ana: Actor, sue: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, sue, tip(code)) as page:
        await page.evaluate("htmx.ajax = () => {}")
        await page.keyboard.press("n")
        await page.keyboard.type("A thought not finished")
        await page.keyboard.press("Escape")
        await page.keyboard.press("p")
        await page.locator("#d-priority").get_by_text("High").click()
        await page.locator("#priority-reason").fill("It is near the border")
        async with desk.rooms.database.transaction(ana.agency) as db:
            await casework.claim(db, desk.rooms.vault, code, by=ana, at=datetime.now(UTC))
        await page.get_by_role("button", name="Change the priority").click()
        await expect(page.locator("#d-priority [data-wrong]")).to_contain_text("Nothing was changed")
        await expect(page.locator("#d-priority [data-wrong]")).to_contain_text(f"{ana.name} claimed the tip")
        assert (await state(desk, code)).priority == "routine"
        await page.get_by_role("button", name="Load it as it is now").click()
        await expect(page.locator("#tip-head")).to_contain_text(f"{ana.name} holds it")
        await expect(page.locator("#note-words")).to_have_value("A thought not finished")
        await expect(page.locator("#priority-reason")).to_have_value("It is near the border")
        await page.keyboard.press("p")
        await page.locator("#d-priority").get_by_text("High").click()
        await page.get_by_role("button", name="Change the priority").click()
        await expect(page.locator("#tip-head")).to_contain_text("High")
    assert (await state(desk, code)).priority == "high"


async def test_without_script_an_old_form_gives_back_what_was_typed(
    desk: Desk, browser: Browser, ana: Actor, sue: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, sue, tip(code), scripted=False) as page:
        await page.get_by_role("button", name="Priority").click()
        await page.locator("#d-priority").get_by_text("High").click()
        await page.locator("#priority-reason").fill("It is near the border")
        async with desk.rooms.database.transaction(ana.agency) as db:
            await casework.claim(db, desk.rooms.vault, code, by=ana, at=datetime.now(UTC))
        await page.get_by_role("button", name="Change the priority").click()
        await expect(page.locator("main")).to_contain_text("Nothing was changed")
        await expect(page.locator("main")).to_contain_text("It is near the border")
        await page.get_by_role("link", name="Load it as it is now").click()
        await page.locator("#note-words").fill("By plain form")
        await page.get_by_role("button", name="Keep the note").click()
        await expect(page.locator(".message.private").last).to_contain_text("By plain form")


async def test_two_on_one_tip_see_each_other_within_a_second_and_what_the_other_does(
    desk: Desk, browser: Browser, ana: Actor, sue: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as first:
        async with opened(desk, browser, sue, tip(code)) as second:
            await expect(first.locator("#tip-here")).to_contain_text(sue.name, timeout=1000)
            await expect(second.locator("#tip-here")).to_contain_text(ana.name, timeout=1000)
            await second.keyboard.press("c")
            await expect(first.locator("#tip-news")).to_contain_text(f"{sue.name} claimed the tip")
            await expect(first.locator("#tip-head")).to_contain_text(f"{sue.name} holds it")
            await first.locator("#tip-news").get_by_role("button", name="Load it").click()
            await expect(first.locator("#tip-news")).to_be_hidden()
        await expect(first.locator("#tip-here")).to_be_empty(timeout=1500)


async def test_an_answer_comes_in_by_itself_and_makes_no_page_old(desk: Desk, browser: Browser, ana: Actor) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.keyboard.press("c")
        await expect(page.locator("#tip-head")).to_contain_text("You hold it")
        now = datetime.now(UTC)
        async with desk.owner.transaction() as db:
            reporter = (await dialogues.lock(db, desk.vault, [REPORTER], now=now))[REPORTER].reporter_id
            answer = Added(at=now, statement=Statement(source="m7", versions=("The one by the silo.",), at=now))
            await tips.add(db, desk.vault, code=code, reporter_id=reporter, added=answer)
        await expect(page.locator(".message.reporter")).to_contain_text("The one by the silo.", timeout=1500)
        await expect(page.locator("#tip-news")).to_have_text(
            "The driver added something: it stands in the conversation."
        )
        async with desk.owner.transaction() as db:
            pin = Added(at=now, place=Place(words="mile 272", mile=272))
            await tips.add(db, desk.vault, code=code, reporter_id=reporter, added=pin)
        await expect(page.locator("#tip-report")).to_contain_text("Added later")
        await page.keyboard.press("r")
        await expect(page.locator("#tip-head")).to_contain_text("Nobody holds it")


async def test_closing_says_what_the_driver_will_read_and_sends_just_that(
    desk: Desk, browser: Browser, ana: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.keyboard.press("s")
        await page.locator("#d-status").get_by_text("Referred").click()
        await expect(page.locator("#told")).to_have_value(re.compile("passed what you told us"))
        await page.locator("#d-status").get_by_text("Unfounded").click()
        await expect(page.locator("#told")).to_have_value(re.compile("another explanation"))
        await page.locator("#told").fill("We looked into it. Thank you.")
        await expect(page.locator("#closing-phone .phone-card")).to_contain_text("We looked into it. Thank you.")
        await page.locator("#d-status").get_by_text("Duplicate").click()
        await expect(page.locator("#told")).to_have_value("We looked into it. Thank you.")
        await page.get_by_role("button", name="Close the tip").click()
        await expect(page.locator("#tip-head")).to_contain_text("Closed: duplicate")
    row = await state(desk, code)
    assert (row.status, row.disposition, row.claimed_by) == ("closed", "duplicate", None)
    assert ("status-closed", "We looked into it. Thank you.") in await told(desk, code)


async def test_each_dialog_begins_at_its_first_choice_and_is_done_by_keys_alone(
    desk: Desk, browser: Browser, sue: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, sue, tip(code)) as page:
        await page.keyboard.press("p")
        await expect(page.locator("#d-priority [name=level]").first).to_be_focused()
        await page.keyboard.press("Space")
        await page.keyboard.press("Tab")
        await page.keyboard.type("A colleague saw the same car")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator("#tip-head")).to_contain_text("Immediate")
        await page.keyboard.press("s")
        await expect(page.locator("#d-status [name=disposition]").first).to_be_focused()
        await page.keyboard.press("Escape")
        for name, field in (("Assign", "#assign-to"), ("Legal hold", "#hold-reason")):
            await page.locator(".acts").get_by_role("button", name=name).press("Enter")
            await expect(page.locator(field)).to_be_focused()
            await page.keyboard.press("Escape")


async def test_on_a_low_screen_a_dialogs_buttons_and_its_refusal_are_in_sight(
    desk: Desk, browser: Browser, ana: Actor, sue: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.set_viewport_size({"width": 1440, "height": 640})
        await page.keyboard.press("s")
        await page.keyboard.press("Space")
        await expect(page.locator("#closing-phone .phone-card")).to_be_visible()
        close = page.get_by_role("button", name="Close the tip")
        await expect(close).to_be_in_viewport(ratio=1)
        async with desk.rooms.database.transaction(sue.agency) as db:
            await casework.change_priority(
                db, desk.vault, code, by=sue, at=datetime.now(UTC), level=PriorityLevel.HIGH, reason="Seen before"
            )
        await close.click()
        refusal = page.locator("#d-status .closing [data-wrong]")
        await expect(refusal).to_contain_text("Nothing was changed")
        await expect(refusal.get_by_role("button", name="Load it")).to_be_in_viewport(ratio=1)
        assert await on_top(page, "#d-status .closing .notice", "#d-status .closing .actions") == "they do not meet"


async def test_the_box_is_whole_in_sight_when_it_is_called_and_its_preview_goes_with_the_words(
    desk: Desk, browser: Browser, ana: Actor
) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.keyboard.press("c")
        await expect(page.locator("#tip-notice")).to_contain_text("You hold this tip")
        await page.keyboard.press("a")
        await expect(page.get_by_role("button", name="Send to the driver")).to_be_in_viewport(ratio=1)
        assert await page.evaluate("document.getElementById('say').getBoundingClientRect().bottom <= innerHeight")
        await page.keyboard.type("Which way?")
        await expect(page.locator("#phone .phone-card")).to_contain_text("Which way?")
        await page.locator("#ask-words").fill("")
        await expect(page.locator("#phone .phone-card")).to_have_count(0)


async def test_nobody_is_called_to_the_tip_that_stands_before_them(desk: Desk, browser: Browser, sue: Actor) -> None:
    code, other = await bare_tip(desk), await bare_tip(desk)
    async with opened(desk, browser, sue, tip(code)) as page:
        for raised in (code, other):
            async with desk.rooms.database.transaction(sue.agency) as db:
                await casework.change_priority(
                    db, desk.vault, raised, by=sue, at=datetime.now(UTC), level=PriorityLevel.IMMEDIATE, reason="A girl"
                )
        await expect(page.locator(".toast")).to_contain_text(other)
        await expect(page.locator(".toast")).to_have_count(1)


async def test_a_claim_that_runs_out_is_nobodys_on_the_page_too(
    desk: Desk, browser: Browser, ana: Actor, sue: Actor
) -> None:
    code, zone = await bare_tip(desk), "America/Chicago"
    async with desk.rooms.database.transaction(ana.agency) as db:
        await casework.claim(db, desk.vault, code, by=ana, at=datetime.now(UTC))
    until = (await state(desk, code)).claim_until.astimezone(ZoneInfo(zone))
    async with opened(desk, browser, sue, tip(code), timezone_id=zone) as page:
        await expect(page.locator("#tip-head")).to_contain_text(f"{ana.name} holds it until {until:%H:%M}")
        async with desk.owner.transaction() as db:
            soon = {"until": datetime.now(UTC) + timedelta(seconds=2), "code": code}
            await db.execute(text("UPDATE tips SET claim_until = :until WHERE code = :code"), soon)
        await page.reload()
        await expect(page.locator("#tip-head")).to_contain_text("Nobody holds it", timeout=15_000)


async def test_nothing_of_the_page_covers_its_head_or_an_open_list(desk: Desk, browser: Browser, sue: Actor) -> None:
    code = await full_tip(desk, sue)
    async with opened(desk, browser, sue, tip(code)) as page:
        await page.locator(".leaflet-control-zoom").wait_for()
        await page.evaluate("scrollBy(0, document.querySelector('.tip-map').getBoundingClientRect().top - 20)")
        assert await on_top(page, "#tip-head", ".leaflet-control-zoom") == "tip-head"
        await page.keyboard.press("a")
        await page.locator(".canned summary").press("Enter")
        assert await on_top(page, ".canned .sheet", ".questions svg") == "sheet"


async def test_the_map_follows_its_pane_until_somebody_moves_it(desk: Desk, browser: Browser, ana: Actor) -> None:
    place = Place(words="there", county="Buffalo", state="US-NE", precision=Precision.COUNTY)
    code = await desk.tip(place=place)
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.wait_for_function(MIDDLE, arg=True)
        for width in ("260px", "100%"):  # with the window as it is, which tells the map nothing
            await page.evaluate("width => { document.querySelector('.tip-map').style.width = width }", width)
            await page.wait_for_function(MIDDLE, arg=True)
        await page.set_viewport_size({"width": 800, "height": 900})
        await page.wait_for_function(MIDDLE, arg=True)
        await page.locator(".tip-map").focus()
        await page.keyboard.press("ArrowRight")
        await page.wait_for_function(MIDDLE, arg=False)
        await page.set_viewport_size({"width": 1440, "height": 900})
        await page.wait_for_function(DRAWN_ANEW)
        assert await page.evaluate(MIDDLE, False), "what was looked for stays in view"


MIDDLE = """wanted => {
  const pane = document.querySelector('.tip-map').getBoundingClientRect();
  const shape = document.querySelector('.tip-map .leaflet-overlay-pane path')?.getBoundingClientRect();
  if (!shape?.width) return false;
  const apart = (from, to) => Math.abs((shape[from] + shape[to]) / 2 - (pane[from] + pane[to]) / 2);
  const whole = shape.width < pane.width && shape.width > pane.width / 8;
  return (apart('left', 'right') < 4 && apart('top', 'bottom') < 4 && whole) === wanted;
}"""
"""Whether the county of the map lies in the middle of its pane, whole, or just not."""

DRAWN_ANEW = """() => {
  const pane = document.querySelector('.tip-map'), drawn = document.querySelector('.tip-map .leaflet-overlay-pane svg');
  return Math.abs(drawn.clientWidth - pane.clientWidth * 1.2) < 4;
}"""
"""Whether the map knows how large its pane is: it draws a tenth more on each side."""


async def on_top(page: Page, above: str, below: str) -> str:
    """What is seen where the two lie on each other, by its id or class."""
    found: str = await page.evaluate(
        """([above, below]) => {
          const box = document.querySelector(above).getBoundingClientRect();
          for (const other of document.querySelectorAll(below)) {
            const part = other.getBoundingClientRect();
            const left = Math.max(box.left, part.left), right = Math.min(box.right, part.right);
            const top = Math.max(box.top, part.top), bottom = Math.min(box.bottom, part.bottom);
            if (left >= right || top >= bottom) continue;
            const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return seen.closest(above) ? document.querySelector(above).id || "sheet" : seen.outerHTML;
          }
          return "they do not meet";
        }""",
        [above, below],
    )
    return found


async def test_what_somebody_else_holds_is_refused_by_name(desk: Desk, browser: Browser, ana: Actor) -> None:
    code, other = await bare_tip(desk), await desk.account(f"Bo {new_id().hex[-6:]}")
    async with opened(desk, browser, ana, tip(code)) as page:
        await page.evaluate("htmx.ajax = () => {}")
        async with desk.rooms.database.transaction(other.agency) as db:
            await casework.claim(db, desk.rooms.vault, code, by=other, at=datetime.now(UTC))
        await page.keyboard.press("c")
        await expect(page.locator("#tip-notice")).to_contain_text(f"{other.name} holds this tip")


async def test_pictures_are_clean_copies_and_originals_need_a_reason(desk: Desk, browser: Browser, sue: Actor) -> None:
    code = await full_tip(desk, sue)
    async with opened(desk, browser, sue, tip(code)) as page:
        await page.locator(".thumb").scroll_into_view_if_needed()
        await page.wait_for_function("document.querySelector('.thumb img').naturalWidth > 0")
        link = await page.locator(".thumb").get_attribute("href")
        await expect(page.locator(".file").first).to_contain_text("2026-11-24 02:04:10")
        await expect(page.locator(".file").nth(1)).to_contain_text("Not fetched yet")
        await expect(page.locator(".file").nth(2)).to_contain_text("larger than the messenger hands out")
        await page.get_by_role("link", name="Open as it was sent").click()
        await page.locator("#reason").fill("The court asks for it")
        async with page.expect_download() as download:
            await page.get_by_role("button", name="Download the original").click()
        saved = await asyncio.to_thread(Path(await (await download.value).path()).read_bytes)
        assert saved == photo()
        assert (await download.value).suggested_filename.startswith(code)
    cookies = {COOKIE: await desk.sign_in(sue)}
    async with httpx.AsyncClient(base_url=desk.address, cookies=cookies) as client:
        copy = await client.get(str(link))
        assert copy.headers["content-type"] == "image/jpeg"
        assert "sandbox" in copy.headers["content-security-policy"]
        assert copy.headers["content-disposition"].startswith("inline")
        assert not Image.open(BytesIO(copy.content)).getexif()
        voice = (await client.get(f"/tips/{code}/media/{new_id()}")).status_code
        assert voice == 404
    seen = await trail(desk, code)
    assert "file-seen" in seen
    assert seen[-1] == "original-opened"


async def test_a_file_is_not_found_under_another_tip(desk: Desk, sue: Actor) -> None:
    code, other = await full_tip(desk, sue), await bare_tip(desk)
    async with desk.owner.transaction() as db:
        found = text("SELECT f.id FROM files f JOIN tips t ON t.id = f.tip_id WHERE t.code = :c ORDER BY f.state")
        file_id = (await db.execute(found, {"c": code})).scalars().first()
    async with httpx.AsyncClient(base_url=desk.address, cookies={COOKIE: await desk.sign_in(sue)}) as client:
        assert (await client.get(f"/tips/{code}/media/{file_id}")).status_code == 200
        assert (await client.get(f"/tips/{other}/media/{file_id}")).status_code == 404


async def test_the_sheet_prints_with_code_page_printer_and_time_on_each_page(
    desk: Desk, browser: Browser, sue: Actor
) -> None:
    code = await full_tip(desk, sue)
    async with opened(desk, browser, sue, f"{tip(code)}/print") as page:
        for paper in ("Letter", "A4"):
            pdf = await page.pdf(format=paper, prefer_css_page_size=False)
            pages = words_of_pages(pdf)
            assert len(pages) >= 2
            for number, words in enumerate(pages, 1):
                assert f"Page{number}of{len(pages)}" in words
                assert code in words
                assert f"Printedby{sue.name}".replace(" ", "") in words
                assert "Confidential" in words
    assert "printed" in await trail(desk, code)


async def test_words_that_act_on_the_reader_are_shown_and_do_not_act(desk: Desk, browser: Browser, ana: Actor) -> None:
    at = datetime.now(UTC)
    hostile = 'Plate \u202e321CBA\u202c <img src=x onerror="document.title=1"> {{ 7*7 }} \x1b[31m end'
    code = await desk.tip(statements=(Statement(source="m1", versions=(hostile, hostile + "!"), at=at),))
    async with opened(desk, browser, ana, tip(code)) as page:
        await expect(page.locator(".own")).to_contain_text("Plate [U+202E]321CBA[U+202C] <img src=x onerror=")
        await expect(page.locator(".own")).to_contain_text("{{ 7*7 }} ␛[31m end")
        assert await page.title() == f"{code} · Highbeam"
        assert await page.locator(".tip-report img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_is_legible_at_every_width_and_axe_finds_nothing(
    desk: Desk, browser: Browser, sue: Actor, scheme: Any
) -> None:
    codes = (await full_tip(desk, sue), await bare_tip(desk))
    for code in codes:
        async with opened(desk, browser, sue, tip(code), color_scheme=scheme) as page:
            await expect(page.locator(".own").first).to_contain_text(STORY if code == codes[0] else "diner")
            await expect(page.locator(".rail a[aria-current]")).to_have_text("Queue")
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 900})
                assert not await faults(page), width
                assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
            await page.set_viewport_size({"width": 1440, "height": 900})
            if code == codes[0]:
                await keep_picture(page, "tip" if scheme == "light" else "tip-dark")
            await page.keyboard.press("s")
            assert not await faults(page)
            await page.keyboard.press("Escape")
            await page.keyboard.press("a")
            await page.keyboard.type("Which way?")
            await expect(page.locator(".phone-card")).to_contain_text("Which way?")
            assert not await faults(page)


async def test_an_analyst_has_no_supervisors_buttons(desk: Desk, browser: Browser, ana: Actor) -> None:
    code = await bare_tip(desk)
    async with opened(desk, browser, ana, tip(code)) as page:
        for name in ("Priority", "Assign", "Legal hold", "End the claim"):
            await expect(page.locator(".acts").get_by_text(name)).to_have_count(0)
        await page.keyboard.press("p")
        await page.locator("#propose-reason").fill("Somebody is in danger")
        await page.get_by_role("button", name="Propose it").click()
        await expect(page.locator(".message.private")).to_contain_text("Somebody is in danger")
