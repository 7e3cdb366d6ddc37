"""The whole path with real processes: from a tap on a phone to the tip in the queue, in good and in bad conditions."""

import asyncio
import re
import time
from functools import partial

import pytest
import pytest_asyncio

from simulator.client import Phone, Screen
from store import files, notices
from store.keys import Ring
from tests.acceptance.conftest import House, buttons, code_on, mine, tap, tell, until_button

pytestmark = pytest.mark.asyncio(loop_scope="module")

STORY = "girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id"


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def _healed(house: House) -> None:
    await house.phones.heal()


async def test_a_report_stands_in_the_queue_within_a_second_of_the_last_tap(house: House) -> None:
    phone = await house.new_phone()
    known = {row.code for row in await house.queue()}
    await phone.send(STORY)
    await phone.wait_for(lambda screen: not mine(screen))
    for action in ("report", "parked", "no", "review"):
        await until_button(phone, action)
        await tap(phone, action)
    await until_button(phone, "send")
    began = time.monotonic()
    await tap(phone, "send")
    while not (new := [row for row in await house.queue() if row.code not in known]):
        assert time.monotonic() - began < 1, "it took more than a second"
        await asyncio.sleep(0.01)
    screen = await phone.wait_for(new[0].code)
    assert len(screen.messages) == 1, "the chat shows one card and nothing else"
    tip = await house.tip(new[0].code)
    assert tip.draft.narrative == STORY
    assert tip.draft.place is not None
    assert (tip.draft.place.road, tip.draft.place.exit) == ("I-80", "272")
    assert [plate.text for vehicle in tip.draft.vehicles for plate in vehicle.plates] == ["ABC123"]
    assert tip.row.indicators == ("id-held-by-other",)
    assert tip.row.setting == "truck-stop"
    assert tip.row.reasons


async def test_taps_and_a_pin_alone_make_a_tip(house: House) -> None:
    phone = await house.new_phone()
    known = {row.code for row in await house.queue()}
    for action in ("report", "parked", "no", "set.truck-stop", "when.hour", "yes"):
        await until_button(phone, action)
        await tap(phone, action)
    await phone.wait_for("3 of 8")
    await phone.location(40.7, -99.08)
    await phone.wait_for("Buffalo County")
    await tap(phone, "right")
    screen = await phone.wait_for("4 of 8")
    await phone.tap_data(next(data for data in buttons(screen) if ".s." in data))
    await phone.wait_for("👁")
    for action in ("review", "send"):
        await until_button(phone, action)
        await tap(phone, action)
    screen = await until_button(phone, "add")
    assert len(screen.messages) == 1
    (new,) = [row for row in await house.queue() if row.code not in known]
    assert (new.county, new.state, new.still_there) == ("Buffalo", "US-NE", "yes")
    assert len(new.indicators) == 1


async def test_photos_voice_and_files_are_kept_and_leave_the_chat(house: House) -> None:
    phone = await house.new_phone()
    await phone.do("album", items=[{"sample": "lot"}, {"sample": "lot"}], caption="the blue van")
    await phone.do("voice", duration=3)
    await phone.document(b"plainly invented " * 100, name="note.txt")
    await phone.wait_for(lambda screen: not mine(screen) and screen.shows("4 files"), 15)
    code = await tell(phone, "two men, one van")
    tip = await house.tip(code)
    assert {media.kind for media in tip.draft.media} == {"photo", "voice", "document"}
    async with house.database.transaction() as db:
        kept = await files.of_tip(db, house.vault, tip.row.id)
    assert [file.state for file in kept] == ["kept"] * 4
    assert all(file.sha256 for file in kept)
    assert "the blue van" in tip.draft.narrative


async def test_a_file_of_21_mb_is_noted_and_the_tip_goes_on(house: House) -> None:
    phone = await house.new_phone()
    await phone.document(None, size=21 << 20)
    screen = await phone.wait_for("over 20 MB")
    assert len(mine(screen)) == 1, "it stays in the chat, for we cannot keep it"
    await phone.wait_for(lambda screen: not screen.messages[-1]["mine"] and len(screen.cards) == 1)
    tip = await house.tip(await tell_leaving(phone, "a van with no plates", left=1))
    async with house.database.transaction() as db:
        (file,) = await files.of_tip(db, house.vault, tip.row.id)
    assert (file.state, file.reason) == ("unfetchable", "too-large")


async def tell_leaving(phone: Phone, words: str, *, left: int) -> str:
    """Tell a tip in a chat where some messages of the reporter must stay."""
    await phone.send(words)
    await phone.wait_for(lambda screen: len(mine(screen)) == left)
    for action in ("report", "parked", "no", "review", "send"):
        await until_button(phone, action)
        await tap(phone, action)
    return code_on(await until_button(phone, "add"))


async def test_a_photo_that_cannot_be_fetched_is_told_kindly(house: House) -> None:
    phone = await house.new_phone()
    await phone.photo(None, broken=True)
    await phone.wait_for("could not be fetched", 15)


async def test_what_a_report_cannot_use_gets_a_friendly_answer(house: House) -> None:
    phone = await house.new_phone()
    await phone.do("sticker")
    await phone.wait_for("does not work here")
    await phone.wait_for(lambda screen: len(screen.cards) == 1 and not screen.messages[-1]["mine"])


async def test_one_tap_delivered_again_sends_one_tip(house: House) -> None:
    phone = await house.new_phone()
    known = {row.code for row in await house.queue()}
    await phone.send("he sold her phone")
    await phone.wait_for(lambda screen: not mine(screen))
    for action in ("report", "parked", "no", "review"):
        await until_button(phone, action)
        await tap(phone, action)
    await until_button(phone, "send")
    await tap(phone, "send")
    await phone.do("tap_again")
    await phone.do("tap_again")
    await until_button(phone, "add")
    await phone.send("and another thing")
    await phone.wait_for("Added")
    assert len([row for row in await house.queue() if row.code not in known]) == 1


async def test_an_edit_of_an_earlier_message_is_a_new_version(house: House) -> None:
    phone = await house.new_phone()
    await phone.do("offline")
    await phone.send("two girls")
    await phone.do("online")
    await phone.wait_for(lambda screen: screen.shows("Go on"))
    first = await phone.send("at the pumps")
    await phone.wait_for(lambda screen: not mine(screen))
    code = await tell(phone, "by the diesel")
    tip = await house.tip(code)
    assert [statement.text for statement in tip.draft.statements] == ["two girls", "at the pumps", "by the diesel"]
    assert f"m{first['message_id']}" == tip.draft.statements[1].source


async def test_a_forged_button_and_a_button_of_an_old_card_change_nothing(house: House) -> None:
    phone = await house.new_phone()
    old = buttons(await phone.chat())[0]
    await tap(phone, "report")
    screen = await until_button(phone, "parked")
    for data in (old.replace("0.1.", "0.1.x"), "999.1.send", "not ours at all"):
        told = len((await phone.chat()).toasts)
        await phone.tap_data(data, forged=True)
        await phone.wait_for(partial(_says_older_card, told))
    again = await until_button(phone, "parked")
    assert again.cards[-1]["text"] == screen.cards[-1]["text"]


def _says_older_card(told: int, screen: Screen) -> bool:
    return any("older card" in toast for toast in screen.toasts[told:])


async def test_a_group_is_left_with_one_sentence(house: House) -> None:
    phone = await house.phones.phone()
    await phone.do("group")
    for _ in range(200):
        calls = [call[2] for call in await house.phones.calls()]
        if "leavechat" in calls:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the bot is still in the group")


async def test_who_blocked_the_bot_is_left_alone_and_welcome_back(house: House) -> None:
    phone = await house.new_phone()
    await phone.send("they took her passport")
    await phone.wait_for("Go on")
    await phone.do("block")
    await asyncio.sleep(0.3)
    before = len(await house.phones.calls())
    await asyncio.sleep(0.5)
    assert not [call for call in (await house.phones.calls())[before:] if call[3] == str(phone.id)]
    await phone.start()
    await phone.wait_for(lambda screen: screen.shows("Go on") and not mine(screen))


async def test_a_wait_for_one_chat_holds_up_nobody_else(house: House) -> None:
    slow, fast = await house.new_phone(), await house.new_phone()
    await house.phones.fault(method="editMessageText", chat=slow.id, retry_after=3, times=1)
    began = time.monotonic()
    await slow.send("a white van")
    await asyncio.sleep(0.1)
    await fast.send("a red van")
    await fast.wait_for("Go on")
    assert time.monotonic() - began < 2
    await slow.wait_for("Go on", 8)
    assert time.monotonic() - began >= 3, "Telegram asked for three seconds"


async def test_trouble_at_telegram_is_outlasted(house: House) -> None:
    phone = await house.new_phone()
    await house.phones.fault(method="editMessageText", chat=phone.id, status=502, times=2)
    await house.phones.fault(method="editMessageText", chat=phone.id, drop="after", times=1)
    await phone.send("a blue van")
    await phone.wait_for("Go on", 8)


async def test_start_puts_a_new_card_below_and_takes_the_old_one_away(house: House) -> None:
    phone = await house.new_phone()
    first = (await phone.chat()).cards[-1]["id"]
    await phone.start()
    screen = await phone.wait_for(lambda screen: len(screen.messages) == 1 and screen.messages[0]["id"] != first)
    assert screen.cards[-1]["id"] > first


async def test_a_card_that_was_deleted_on_the_phone_is_sent_again(house: House) -> None:
    phone = await house.new_phone()
    await phone.do("delete", all=True)
    await phone.send("a green van")
    await phone.wait_for("Go on")


async def test_markup_in_words_is_shown_as_it_was_written(house: House) -> None:
    phone = await house.new_phone()
    words = "<b>he</b> said *no* & [left](https://ad.example) `x` _y_"
    code = await tell(phone, words)
    assert (await house.tip(code)).draft.narrative == words


async def test_the_longest_text_and_invisible_characters(house: House) -> None:
    phone = await house.new_phone()
    words = ("she looked scared. " * 300)[:4096].strip()
    code = await tell(phone, words)
    assert (await house.tip(code)).draft.narrative == words
    hidden = await tell(await house.new_phone(), "she was\u200b sc\u202eared مرحبا")
    assert (await house.tip(hidden)).draft.narrative == "she was scared مرحبا"


async def test_the_emergency_button_is_answered_with_an_alert(house: House) -> None:
    phone = await house.new_phone(language="es")
    await phone.do("tap", ending=".sos.es")
    screen = await phone.wait_for(lambda screen: any("911" in toast for toast in screen.toasts))
    await phone.wait_for("Llama al 911")
    assert len(screen.cards) == 1


async def test_typing_911_brings_the_numbers_and_one_card_stays(house: House) -> None:
    phone = await house.new_phone()
    await phone.send("911")
    await phone.wait_for("Call 911")
    await phone.wait_for(lambda screen: len(screen.messages) == 1 and screen.shows("Call 911"))


async def test_what_the_task_force_writes_reaches_the_phone_once(house: House) -> None:
    phone = await house.new_phone()
    code = await tell(phone, "the man at the till said she was his")
    tip = await house.tip(code)
    (receipt,) = (await phone.wait_for(lambda screen: len(screen.messages) == 1)).cards
    async with house.database.transaction() as db:
        row = (await db.exec_driver_sql(f"SELECT agency_id FROM tips WHERE code = '{code}'")).one()  # noqa: S608
        await notices.write(
            db,
            house.vault,
            tip_id=tip.row.id,
            key="question",
            words="Was there a logo on the van?",
            actor="test",
            agency=row.agency_id,
            at=tip.row.reported_at,
        )
    knocked = await phone.wait_for(lambda screen: len(screen.cards) == 1 and screen.cards[0]["id"] > receipt["id"])
    assert knocked.texts == ["Road check\nYou have a new message."], "a new message, for an edit makes no sound"
    await until_button(phone, "open")
    await tap(phone, "open")
    asked = await phone.wait_for("Was there a logo on the van?")
    assert [card["id"] for card in asked.cards] == [knocked.cards[0]["id"]]


async def test_erased_means_unlinked_and_gone(house: House) -> None:
    phone = await house.new_phone()
    code = await tell(phone, "a man counted money while she cried")
    await phone.send("/erase")
    await until_button(phone, "erase")
    await tap(phone, "erase")
    await phone.wait_for(lambda screen: not any(data.endswith(".erase") for data in buttons(screen)))
    assert not await linked(house, code)
    assert (await house.tip(code)).draft.narrative == "a man counted money while she cried"


async def linked(house: House, code: str) -> bool:
    async with house.database.transaction() as db:
        found = await db.exec_driver_sql(f"SELECT reporter_id FROM tips WHERE code = '{code}'")  # noqa: S608
        return found.scalar_one() is not None


async def test_no_log_holds_a_word_a_place_a_plate_a_chat_or_the_token(house: House) -> None:
    """Last in this module: everything above has been through the log."""
    phone = await house.new_phone()
    await tell(phone, "zebra-striped van NE plate QQQ777 at Ogallala exit 126, call 402-555-0134")
    await house.phones.fault(method="editMessageText", status=500, times=2)
    await phone.send("and one more word: xylophone")
    await phone.wait_for("Added")
    await phone.send("/start join-code-invented-222")
    await phone.wait_for("not known here")
    log = house.bot.said
    token = house.settings["HIGHBEAM_TELEGRAM_TOKEN"]
    secrets = [token, token.partition(":")[2], house.vault.keys.current(Ring.TIPS)[1].hex()]
    words = [
        "zebra",
        "QQQ777",
        "Ogallala",
        "5550134",
        "555-0134",
        "xylophone",
        "tahoe",
        "Flying",
        "passport",
        "Invented",
        "join-code",
    ]
    for secret in [*secrets, *words, str(phone.id), house.settings.get("HIGHBEAM_WEBHOOK_SECRET", token)]:
        assert secret.lower() not in log.lower(), secret
    assert not re.search(r"-?\d{9,}", re.sub(r'"(at|key)": "[^"]*"', "", log)), "a number long enough for a chat id"
    assert '"level": "error"' not in log
    assert '"level": "critical"' not in log
