"""The phones in the web page, in a real Chromium: typed, tapped, attached, without signal, right to left."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.client import SimulatorClient
from simulator.files import make_sample
from tests.acceptance.processes import TOKEN, simulator

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PHONE_ID = 5550171
KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("I don't know", callback_data="unsure")],
        [InlineKeyboardButton("‹ Back", callback_data="back"), InlineKeyboardButton("Skip ›", callback_data="skip")],
    ]
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with simulator(tmp_path_factory.mktemp("simulator")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def script(address: str) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(address) as client:
        await client.reset()
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def bot(address: str, script: SimulatorClient) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{address}/bot") as client:
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, script: SimulatorClient) -> AsyncIterator[Page]:
    """A tab whose every console message and error fails the test."""
    context = await browser.new_context(viewport={"width": 900, "height": 860})
    tab = await context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    await context.close()
    assert not said


async def open_phone(page: Page, address: str, query: str = f"?phone={PHONE_ID}") -> Locator:
    await page.goto(f"{address}/{query}")
    phone = page.locator(".phone").first
    await expect(phone.locator("h2")).not_to_be_empty()
    return phone


async def started(page: Page, address: str) -> Locator:
    phone = await open_phone(page, address)
    await phone.get_by_role("button", name="Start", exact=True).click()
    await expect(phone.locator(".message.mine")).to_have_count(1)
    return phone


async def test_start_words_and_a_tap_go_from_the_page_to_the_bot(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    await bot.send_message(
        PHONE_ID, "<b>Where?</b> <i>&lt;img src=x onerror=alert(1)&gt;</i>", "HTML", reply_markup=KEYS
    )
    await expect(phone.locator(".words b")).to_have_text("Where?")
    await expect(phone.locator(".words i")).to_have_text("<img src=x onerror=alert(1)>")
    await phone.get_by_label("Message", exact=True).fill("I-80 west, mile 272")
    await page.keyboard.press("Enter")
    await phone.get_by_role("button", name="Skip ›").click()
    updates = await bot.get_updates(timeout=5)
    assert [update.message.text for update in updates if update.message] == ["/start", "I-80 west, mile 272"]
    query = updates[-1].callback_query
    assert query is not None
    assert query.data == "skip"
    await bot.answer_callback_query(query.id, "Skipped")
    await expect(phone.locator(".toast")).to_have_text("Skipped")
    await bot.get_updates(offset=updates[-1].update_id + 1, limit=1)


async def test_a_telephone_number_can_be_tapped(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    await bot.send_message(PHONE_ID, "Call <b>1-888-555-0142</b> or 402-555-0100, plate 555-0142, mile 272.", "HTML")
    await expect(phone.locator(".words a")).to_have_text(["1-888-555-0142", "402-555-0100"])
    assert await phone.locator(".words a").last.get_attribute("href") == "tel:4025550100"


async def test_an_edit_patches_the_one_message_in_place(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    sent = await bot.send_message(PHONE_ID, "First", reply_markup=KEYS)
    card = phone.locator(f'[data-message="{sent.message_id}"]')
    await expect(card).to_contain_text("First")
    await card.evaluate("element => { element.planted = true; }")
    await card.get_by_role("button", name="Skip ›").focus()
    await bot.edit_message_text("Second", PHONE_ID, sent.message_id, reply_markup=KEYS)
    await expect(card).to_contain_text("Second")
    assert await card.evaluate("element => element.planted")
    await expect(card.get_by_role("button", name="Skip ›")).to_be_focused()
    await bot.delete_message(PHONE_ID, sent.message_id)
    await expect(card).to_have_count(0)


async def test_before_the_first_message_the_bot_says_what_it_is(page: Page, address: str, bot: Bot) -> None:
    phone = await open_phone(page, address)
    await bot.set_my_description("A checklist for the road.")
    await expect(phone.locator(".about")).to_have_text("A checklist for the road.")
    await phone.get_by_role("button", name="Start", exact=True).click()
    await expect(phone.locator(".about")).to_be_empty()
    await bot.set_my_description("")


async def test_an_alert_waits_for_ok(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    await bot.send_message(PHONE_ID, "Card", reply_markup=KEYS)
    await phone.get_by_role("button", name="I don't know").click()
    query = (await bot.get_updates(offset=-1, timeout=5))[0].callback_query
    assert query is not None
    await bot.answer_callback_query(query.id, "Call 911", show_alert=True)
    await expect(phone.get_by_role("dialog")).to_contain_text("Call 911")
    await phone.get_by_role("button", name="OK").click()
    await expect(phone.get_by_role("dialog")).to_be_hidden()


async def test_everything_on_the_paper_clip_arrives(page: Page, address: str, bot: Bot, tmp_path: Path) -> None:
    phone = await started(page, address)
    picture = tmp_path / "own.jpg"
    picture.write_bytes(make_sample("exif"))
    paths = [
        ("Photo", "License plate"),
        ("Voice note",),
        ("Location", "I-80 mile 272, Kearney NE"),
        ("Live location", "I-80 mile 272, Kearney NE"),
        ("File", "dashcam.mp4, 21 MB"),
        ("Contact",),
        ("Sticker",),
    ]
    for count, (tile, *option) in enumerate(paths, start=2):
        await phone.get_by_role("button", name="Attach").click()
        await phone.get_by_role("dialog").get_by_role("button", name=tile, exact=True).click()
        for name in option:
            await phone.get_by_role("dialog").get_by_role("button", name=name).click()
        await expect(phone.locator(".message.mine")).to_have_count(count)
    await phone.get_by_label("Message", exact=True).fill("my own")
    await phone.get_by_role("button", name="Attach").click()
    await phone.get_by_role("dialog").get_by_role("button", name="Photo", exact=True).click()
    async with page.expect_file_chooser() as chooser:
        await phone.get_by_role("dialog").get_by_role("button", name="Choose a picture").click()
    await (await chooser.value).set_files(picture)
    await expect(phone.locator(".message.mine")).to_have_count(len(paths) + 2)
    updates = await bot.get_updates(timeout=5)
    kinds = [type(update.message.effective_attachment).__name__ for update in updates[1:] if update.message]
    assert " ".join(kinds) == "tuple Voice Location Location Document Contact Sticker tuple"
    assert updates[-1].message is not None
    assert updates[-1].message.caption == "my own"


async def test_without_signal_words_wait_and_news_stay_away(
    page: Page, address: str, bot: Bot, script: SimulatorClient
) -> None:
    phone = await started(page, address)
    pushed = (await script.counters())["pushed"]
    await phone.get_by_role("button", name="Phone settings").click()
    await phone.get_by_role("switch").check()
    await page.keyboard.press("Escape")
    await expect(phone.locator(".status")).to_have_text("No signal")
    await phone.get_by_label("Message", exact=True).fill("two people, one van")
    await page.keyboard.press("Enter")
    await expect(phone.locator(".is-waiting")).to_contain_text("two people, one van")
    await bot.send_message(PHONE_ID, "News")
    await phone.get_by_label("Message", exact=True).fill("second")
    await page.keyboard.press("Enter")
    await expect(phone.locator(".is-waiting")).to_have_count(2)
    assert await phone.get_by_text("News").count() == 0
    assert (await script.counters())["pushed"] == pushed
    await phone.get_by_role("button", name="Phone settings").click()
    await phone.get_by_role("switch").uncheck()
    await page.keyboard.press("Escape")
    await expect(phone.locator(".is-waiting")).to_have_count(0)
    await expect(phone.get_by_text("News")).to_have_count(1)
    assert (await script.counters())["pushed"] == pushed + 2


async def test_restart_draws_the_same_again(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    await bot.send_message(PHONE_ID, "Still here", reply_markup=KEYS)
    await expect(phone.get_by_text("Still here")).to_have_count(1)
    await phone.get_by_role("button", name="Phone settings").click()
    await phone.get_by_role("button", name="Restart phone").click()
    await expect(phone.get_by_text("Still here")).to_have_count(1)
    await page.reload()
    await expect(page.get_by_text("Still here")).to_have_count(1)


async def test_an_own_message_can_be_edited(page: Page, address: str, bot: Bot) -> None:
    phone = await started(page, address)
    await phone.locator(".mine .bubble").click()
    await phone.get_by_role("button", name="Edit").click()
    await phone.get_by_label("Message", exact=True).fill("mile 272")
    await page.keyboard.press("Enter")
    await expect(phone.locator(".message.mine")).to_contain_text("mile 272")
    edited = (await bot.get_updates(offset=-1, timeout=5))[0].edited_message
    assert edited is not None
    assert edited.text == "mile 272"


async def test_phones_stand_side_by_side_in_the_languages_asked_for(page: Page, address: str) -> None:
    await open_phone(page, address, "?phones=2&lang=en,es")
    await expect(page.locator(".phone")).to_have_count(2)
    await expect(page.locator(".phone h2:not(:empty)")).to_have_count(2)
    boxes = [await page.locator(".phone").nth(number).bounding_box() for number in range(2)]
    assert len({box["y"] for box in boxes if box}) == 1
    assert [await page.locator(".phone").nth(number).get_attribute("lang") for number in range(2)] == ["en", "es"]
    ids = [await page.locator(".phone").nth(number).get_attribute("data-phone") for number in range(2)]
    await page.get_by_role("button", name="Add phone").click()
    await expect(page.locator(".phone")).to_have_count(3)
    await page.reload()
    await expect(page.locator(".phone")).to_have_count(3)
    assert [await page.locator(".phone").nth(number).get_attribute("data-phone") for number in range(2)] == ids


async def test_right_to_left_at_320_pixels_with_large_targets(
    page: Page, address: str, bot: Bot, script: SimulatorClient
) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    await (await script.phone("ar", phone_id=PHONE_ID)).start()
    await bot.send_message(PHONE_ID, "أين رأيت ذلك؟", reply_markup=KEYS)
    phone = await open_phone(page, address)
    await expect(phone.locator(".key")).to_have_count(3)
    assert await phone.get_attribute("dir") == "rtl"
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    for target in await phone.locator("button:visible, textarea:visible").all():
        box = await target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


async def test_each_paragraph_runs_its_own_way_and_rows_stand_from_the_left_as_in_telegram(
    page: Page, address: str, bot: Bot, script: SimulatorClient
) -> None:
    await (await script.phone("ar", phone_id=PHONE_ID)).start()
    await bot.send_message(PHONE_ID, "الميل 272، قرب Kearney\nI-80 west, mile 272\n🆘", reply_markup=KEYS)
    phone = await open_phone(page, address)
    await expect(phone.locator(".key")).to_have_count(3)
    arabic, english = await phone.locator(".message:not(.mine) .words").evaluate(
        """words => {
          const inside = words.getBoundingClientRect(), text = words.firstChild.data, range = new Range();
          return [[0, text.indexOf("\\n")], [text.indexOf("I-80"), text.indexOf("🆘") - 1]].map(([from, to]) => {
            range.setStart(words.firstChild, from); range.setEnd(words.firstChild, to);
            const line = range.getBoundingClientRect();
            return { left: line.left - inside.left, right: inside.right - line.right };
          });
        }"""
    )
    assert arabic["right"] < 1 < arabic["left"]
    assert english["left"] < 1 < english["right"]
    back = await phone.get_by_role("button", name="‹ Back").bounding_box()
    skip = await phone.get_by_role("button", name="Skip ›").bounding_box()
    assert back is not None
    assert skip is not None
    assert back["x"] < skip["x"]


async def test_the_page_has_a_strict_policy_and_other_sites_are_kept_out(address: str, script: SimulatorClient) -> None:
    policy = (await script.http.get("/")).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    answer = await script.http.post("/sim/reset", json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert (await script.http.get("/phone/phone.js")).headers["content-type"].startswith("text/javascript")
