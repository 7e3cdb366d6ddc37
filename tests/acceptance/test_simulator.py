"""The local Bot API as a bot sees it: python-telegram-bot's own client against the running simulator."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, MenuButtonCommands, Update
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from simulator.client import Phone, SimulatorClient
from tests.acceptance.processes import TOKEN, free_port, simulator, start

GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])
HOUR = 3600


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with simulator(tmp_path_factory.mktemp("simulator")) as running:
        yield running


@pytest.fixture
async def script(address: str) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(address) as client:
        await client.reset()
        yield client


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without this the library warns whenever it is told to retry later."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def bot_at(address: str, token: str = TOKEN) -> Bot:
    return Bot(token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")


@pytest.fixture
async def bot(address: str, script: SimulatorClient) -> AsyncIterator[Bot]:
    async with bot_at(address) as client:
        await client.delete_webhook(drop_pending_updates=True)
        yield client


@pytest.fixture
async def phone(script: SimulatorClient, bot: Bot) -> Phone:
    """A phone that has pressed Start, the update already confirmed."""
    phone = await script.phone()
    await phone.start()
    await fetch(bot)
    return phone


async def fetch(bot: Bot) -> list[Update]:
    """Get what is there, and confirm it."""
    found = list(await bot.get_updates(timeout=5))
    if found:
        await bot.get_updates(offset=found[-1].update_id + 1, limit=1, timeout=0, read_timeout=10)
    return found


async def until_polled(script: SimulatorClient) -> None:
    for _ in range(1000):
        if (await script.counters())["polling"]:
            return
    raise AssertionError("nobody polls")


# Methods


async def test_a_message_is_sent_edited_answered_and_removed(bot: Bot, phone: Phone) -> None:
    sent = await bot.send_message(phone.id, "<b>Card</b> &amp; one", parse_mode="HTML", reply_markup=GO)
    assert sent.text == "Card & one"
    assert sent.parse_entities() == {sent.entities[0]: "Card"}
    await phone.tap("Go")
    (update,) = await fetch(bot)
    assert update.callback_query is not None
    assert update.callback_query.data == "go"
    await update.callback_query.answer("Kept", show_alert=True)
    edited = await update.callback_query.edit_message_text("Card two", reply_markup=GO)
    assert isinstance(edited, type(sent))
    assert edited.edit_date is not None
    await bot.edit_message_reply_markup(phone.id, sent.message_id, reply_markup=None)
    screen = await phone.wait_for("Card two")
    assert screen.toasts == ["Kept"]
    assert screen.buttons == []
    await bot.delete_messages(phone.id, [message["id"] for message in screen.messages] + [987654])
    assert (await phone.chat()).messages == []


async def test_photos_and_documents_are_sent_and_fetched(bot: Bot, phone: Phone) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(out, "PNG")
    photo = await bot.send_photo(phone.id, out.getvalue(), caption="<i>blue</i>", parse_mode="HTML")
    assert (photo.photo[-1].width, photo.caption) == (400, "blue")
    document = await bot.send_document(phone.id, b"exact bytes \r\n--", filename="note.txt")
    assert document.document is not None
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"exact bytes \r\n--"
    again = await bot.send_photo(phone.id, photo.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id


async def test_the_bots_profile_is_kept_per_language(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    assert await bot.set_my_name("Road check")
    assert await bot.set_my_name("Control de ruta", language_code="es")
    assert await bot.set_my_description("Neutral words", language_code="es")
    assert await bot.set_my_short_description("Neutral")
    assert await bot.set_my_commands([BotCommand("report", "Start")], language_code="es")
    assert await bot.set_chat_menu_button(phone.id, MenuButtonCommands())
    assert await bot.send_chat_action(phone.id, "typing")
    assert (await bot.get_me()).first_name == "Road check"
    assert (await bot.get_chat(phone.id)).first_name == "Sample Driver"
    spanish = (await (await script.phone("es")).chat()).view
    assert (spanish["bot"], spanish["about"]) == ("Control de ruta", "Neutral words")
    assert spanish["commands"] == [{"command": "report", "description": "Start"}]


async def test_a_wrong_token_is_refused(address: str) -> None:
    stranger = bot_at(address, "5550100:wrong")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


# Refusals, in Telegram's words

Call = Callable[[Bot, int, int], Awaitable[object]]

REFUSALS: dict[str, Call] = {
    "Message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message": lambda bot, chat, card: bot.edit_message_text(
        "Card", chat, card, reply_markup=GO
    ),
    "Message to edit not found": lambda bot, chat, card: bot.edit_message_text("x", chat, 987654),
    "Message can't be edited": lambda bot, chat, card: bot.edit_message_text("x", chat, card - 1),
    "Message to delete not found": lambda bot, chat, card: bot.delete_message(chat, 987654),
    "Message text is empty": lambda bot, chat, card: bot.send_message(chat, " \n "),
    "Message is too long": lambda bot, chat, card: bot.send_message(chat, "x" * 4097),
    "Message caption is too long": lambda bot, chat, card: bot.send_document(
        chat, b"x", caption="x" * 1025, filename="a.txt"
    ),
    "Button_data_invalid": lambda bot, chat, card: bot.send_message(
        chat, "x", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="é" * 33)]])
    ),
    "Chat not found": lambda bot, chat, card: bot.send_message(404, "x"),
    "Message to be replied not found": lambda bot, chat, card: bot.send_message(chat, "x", reply_to_message_id=987654),
    "Query is too old and response timeout expired or query id is invalid": lambda bot, chat, card: (
        bot.answer_callback_query("123")
    ),
    "Invalid file_id": lambda bot, chat, card: bot.get_file("nonsense"),
    'Can\'t parse entities: unsupported start tag "h1" at byte offset 0': lambda bot, chat, card: bot.send_message(
        chat, "<h1>x</h1>", parse_mode="HTML"
    ),
    "Unsupported parse_mode": lambda bot, chat, card: bot.send_message(chat, "x", parse_mode="Plain"),
    "Bot_command_invalid": lambda bot, chat, card: bot.set_my_commands([("Upper", "x")]),
}


@pytest.mark.parametrize("words", REFUSALS, ids=lambda words: words[:40])
async def test_a_bad_call_is_refused_with_telegrams_words(bot: Bot, phone: Phone, words: str) -> None:
    card = await bot.send_message(phone.id, "Card", reply_markup=GO)
    with pytest.raises(BadRequest) as caught:
        await REFUSALS[words](bot, phone.id, card.message_id)
    assert caught.value.message.casefold() == words.casefold()


async def test_4096_characters_and_64_bytes_are_accepted(bot: Bot, phone: Phone) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="é" * 32)]])
    sent = await bot.send_message(phone.id, f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML", reply_markup=keys)
    assert sent.text == "<" * 4096


async def test_a_bot_may_not_write_to_who_never_started_or_blocked_it(bot: Bot, script: SimulatorClient) -> None:
    phone = await script.phone()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(phone.id, "x")
    await phone.start()
    await bot.send_message(phone.id, "x")
    await phone.do("block")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(phone.id, "x")


async def test_after_48_hours_a_message_cannot_be_removed(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    old, other = await bot.send_message(phone.id, "x"), await bot.send_message(phone.id, "y")
    await script.advance(47 * HOUR)
    assert await bot.delete_message(phone.id, old.message_id)
    await script.advance(2 * HOUR)
    for call in (bot.delete_message(phone.id, other.message_id), bot.delete_messages(phone.id, [other.message_id])):
        with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
            await call
    assert "y" in (await phone.chat()).texts


async def test_a_tap_can_be_answered_for_150_seconds(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await bot.send_message(phone.id, "Card", reply_markup=GO)
    await phone.tap("Go")
    (update,) = await fetch(bot)
    assert update.callback_query is not None
    await script.advance(151)
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()


async def test_a_file_over_20_mb_is_too_big(bot: Bot, phone: Phone) -> None:
    await phone.document(size=21 << 20, name="dashcam.mp4")
    await phone.document(size=20 << 20, name="smaller.mp4")
    await phone.photo(broken=True)
    large, small, broken = await fetch(bot)
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(attached(large))
    assert (await bot.get_file(attached(small))).file_size == 20 << 20
    with pytest.raises(BadRequest, match="temporarily unavailable"):
        await bot.get_file(attached(broken))


def attached(update: Update) -> str:
    """The id of the file that came with a message."""
    assert update.message is not None
    attachment = update.message.effective_attachment
    file_id = getattr(attachment[-1] if isinstance(attachment, tuple) else attachment, "file_id", None)
    assert file_id
    return str(file_id)


# Updates


async def test_updates_come_again_until_they_are_confirmed(bot: Bot, phone: Phone) -> None:
    await phone.send("one")
    await phone.send("two")
    first = await bot.get_updates(timeout=5)
    assert [update.message and update.message.text for update in first] == ["one", "two"]
    second = await bot.get_updates(offset=first[1].update_id, timeout=5)
    assert [update.message and update.message.text for update in second] == ["two"]
    assert await bot.get_updates(offset=first[1].update_id + 1, timeout=0, read_timeout=10) == ()


async def test_ids_can_jump_as_after_a_quiet_week(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await script.next_update_id(1234)
    await phone.send("after a week")
    (update,) = await fetch(bot)
    assert update.update_id == 1234
    await script.next_update_id(710_000_900)


async def test_a_second_poller_ends_the_first(address: str, bot: Bot, script: SimulatorClient) -> None:
    async with bot_at(address) as other:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await until_polled(script)
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        await (await script.phone()).start()
        assert len(await second) == 1


async def test_taps_are_gone_after_150_seconds_and_messages_after_a_day(
    bot: Bot, phone: Phone, script: SimulatorClient
) -> None:
    await bot.send_message(phone.id, "Card", reply_markup=GO)
    await phone.tap("Go")
    await phone.send("words")
    await script.advance(151)
    (update,) = await bot.get_updates(timeout=5)
    assert update.message is not None
    assert (await script.counters())["pending"] == 1
    await script.advance(24 * HOUR)
    assert (await script.counters())["pending"] == 0


async def test_everything_a_phone_sends_is_understood_by_the_library(bot: Bot, phone: Phone) -> None:
    await phone.do("album", items=[{"sample": "lot"}, {"do": "video"}], caption="two")
    await phone.do("voice")
    await phone.do("sticker")
    await phone.do("contact", phone_number="+13085550142")
    await phone.do("venue", lat=40.7, lon=-99.1, title="Sample Stop")
    await phone.do("forward", from_name="Sample Friend", text="look")
    await phone.document(sample="exif")
    live = await phone.do("live", lat=40.7, lon=-99.1)
    await phone.do("move", message_id=live["message_id"], lat=40.8, lon=-99.1)
    await phone.do("group")
    updates = await fetch(bot)
    messages = [update.effective_message for update in updates]
    kinds = [type(message.effective_attachment).__name__ for message in messages[:10] if message]
    assert " ".join(kinds) == "tuple Video Voice Sticker Contact Location NoneType Document Location Location"
    photo, video, _, _, contact, venue, forward, _, pin, moved = (message for message in messages[:10] if message)
    assert photo.media_group_id == video.media_group_id
    assert getattr(contact.contact, "user_id", "none") is None
    assert getattr(venue.venue, "title", "") == "Sample Stop"
    assert getattr(forward.forward_origin, "type", "") == "hidden_user"
    assert updates[9].edited_message is moved
    assert moved.message_id == pin.message_id
    assert getattr(getattr(updates[10].my_chat_member, "new_chat_member", None), "status", "") == "member"
    content = await content_of(bot, attached(updates[7]))
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)


async def content_of(bot: Bot, file_id: str) -> bytes:
    return bytes(await (await bot.get_file(file_id)).download_as_bytearray())


# Faults


async def test_faults_strike_as_scripted(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await script.faults(
        rules=[
            {"method": "sendMessage", "status": 502, "times": 1},
            {"method": "sendMessage", "retry_after": 3, "times": 1},
            {"method": "sendMessage", "drop": "before", "times": 1},
            {"method": "sendMessage", "drop": "after", "times": 1},
        ]
    )
    raised: list[type[TelegramError]] = []
    for number in range(4):
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(phone.id, f"try {number}")
        raised.append(caught.type)
    assert raised == [NetworkError, RetryAfter, NetworkError, NetworkError]
    await bot.send_message(phone.id, "try 4")
    assert [text for text in (await phone.chat()).texts if "try" in text] == ["try 3", "try 4"]


async def test_a_slow_answer_times_out_though_it_was_performed(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await script.fault(method="sendMessage", latency=0.4, times=1)
    with pytest.raises(TimedOut):
        await bot.send_message(phone.id, "slow", read_timeout=0.1)
    await phone.wait_for("slow")


async def test_files_can_fail_to_come(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await phone.photo()
    (update,) = await fetch(bot)
    file = await bot.get_file(attached(update))
    await script.fault(method="file", status=502, times=1)
    await script.fault(method="file", drop="after", times=1)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
    assert len(await file.download_as_bytearray()) == file.file_size


async def test_flood_limits_answer_429(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    await script.faults(flood={"per_chat": 1, "burst": 2, "overall": 30})
    await bot.send_message(phone.id, "1")
    await bot.send_message(phone.id, "2")
    with pytest.raises(RetryAfter):
        await bot.send_message(phone.id, "3")
    await script.heal()
    await bot.send_message(phone.id, "4")


async def test_every_call_is_noted_with_its_time(bot: Bot, phone: Phone, script: SimulatorClient) -> None:
    before = (await script.calls())[-1][0]
    await bot.send_message(phone.id, "x")
    with pytest.raises(BadRequest):
        await bot.delete_message(phone.id, 987654)
    noted = await script.calls(after=before)
    assert [(method, chat, status) for _, _, method, chat, status in noted] == [
        ("sendmessage", str(phone.id), 200),
        ("deletemessage", str(phone.id), 400),
    ]
    assert noted[0][1] <= noted[1][1]


async def test_a_batch_goes_in_at_once_and_tells_what_failed(bot: Bot, script: SimulatorClient) -> None:
    phones = [await script.phone() for _ in range(3)]
    actions = [{"phone": phone.id, "do": "text", "text": f"from {phone.id}"} for phone in phones]
    results = await script.batch([*actions, {"phone": 404, "do": "text", "text": "x"}])
    assert results[3] == {"error": "no phone 404"}
    assert [update.message and update.message.text for update in await fetch(bot)] == [each["text"] for each in actions]


# The process


async def test_phones_and_chats_survive_a_restart(tmp_path: Path) -> None:
    port, state = free_port(), tmp_path / "phones.json"
    arguments = ("--port", str(port), "--token", TOKEN, "--state", str(state))
    address = f"http://127.0.0.1:{port}"
    running = await start("simulator", *arguments, output=tmp_path / "first.log")
    await running.until_said("phones at")
    async with SimulatorClient(address) as script, bot_at(address) as bot:
        phone = await script.phone("es")
        await phone.start()
        await bot.send_message(phone.id, "Card", reply_markup=GO)
        await phone.photo(sample="plate")
        before = (await phone.chat()).view
    await running.stop()
    running = await start("simulator", *arguments, output=tmp_path / "second.log")
    await running.until_said("phones at")
    async with SimulatorClient(address) as script, bot_at(address) as bot:
        assert (await Phone(script.http, phone.id).chat()).view == before
        started, photo = await bot.get_updates(timeout=5)
        assert getattr(started.message, "text", "") == "/start"
        assert len(await content_of(bot, attached(photo))) > 1000
    await running.stop()


async def test_a_port_that_is_taken_is_told_in_one_sentence(address: str, tmp_path: Path) -> None:
    port = address.rpartition(":")[2]
    running = await start("simulator", "--port", port, output=tmp_path / "taken.log")
    assert await asyncio.wait_for(running.process.wait(), 15) == 2
    assert running.said.startswith("simulator: cannot listen on")
    assert running.said.count("\n") == 1
