"""Our calls to the Bot API against the simulator: what they do, and which of our errors each refusal becomes."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.calls import Api, Blocked, Conflicted, Enclosure, Refused, TokenRefused, TooFast, Unreachable
from bot.transport import TooLargeError
from simulator.client import Phone, SimulatorClient
from tests.acceptance.processes import TOKEN, simulator

ROWS = [[("Yes", "1.1.yes"), ("No", "1.1.no")]]


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with simulator(tmp_path) as running:
        yield running


@pytest.fixture
async def phones(address: str) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(address) as client:
        yield client


@pytest.fixture
async def api(address: str) -> AsyncIterator[Api]:
    api = Api(TOKEN, address=address)
    await api.open()
    yield api
    await api.close()


async def started(phones: SimulatorClient) -> Phone:
    phone = await phones.phone()
    await phone.start()
    return phone


async def test_a_card_is_sent_edited_and_removed(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    card = await api.send(phone.id, "<b>Where?</b> a &lt; b", ROWS)
    screen = await phone.wait_for("Where?")
    assert screen.buttons == ["Yes", "No"]
    await api.edit(phone.id, card, "When?", ROWS)
    await api.edit(phone.id, card, "When?", ROWS)  # shown already: as good as done
    await phone.wait_for("When?")
    assert await api.delete(phone.id, [card])
    assert await api.delete(phone.id, [card]), "gone is gone"
    with pytest.raises(Refused) as refused:
        await api.edit(phone.id, card, "Who?", ROWS)
    assert refused.value.card_is_gone


def picture(color: str) -> Enclosure:
    drawn = BytesIO()
    Image.new("RGB", (64, 36), color).save(drawn, "PNG")
    return Enclosure(kind="photo", filename=f"{color}.png", data=drawn.getvalue())


async def test_a_card_becomes_a_picture_in_place_and_no_picture_becomes_a_plain_card(
    phones: SimulatorClient, api: Api
) -> None:
    phone = await started(phones)
    blue, gray = picture("blue"), picture("gray")
    card = await api.send(phone.id, "Where?", ROWS)
    await api.edit(phone.id, card, "<b>It is about control</b>", ROWS, enclosure=blue)
    screen = await phone.wait_for("It is about control")
    assert (len(screen.cards), screen.cards[-1]["kind"], screen.buttons) == (1, "photo", ["Yes", "No"])
    await api.edit(phone.id, card, "<b>It is about control</b>", ROWS, enclosure=blue)  # shown already
    await api.edit(phone.id, card, "Another", ROWS, enclosure=gray)
    await phone.wait_for("Another")
    with pytest.raises(Refused) as refused:
        await api.edit(phone.id, card, "Where?", ROWS)
    assert refused.value.card_is_gone


async def test_a_picture_is_uploaded_once_and_again_when_it_is_no_longer_known(
    phones: SimulatorClient, api: Api
) -> None:
    phone, blue = await started(phones), picture("blue")
    await api.send(phone.id, "One", ROWS, enclosure=blue)
    first = blue.file_id
    await api.send(phone.id, "Two", ROWS, enclosure=blue)
    assert first is not None
    assert blue.file_id == first, "named, not uploaded again"
    blue.file_id = "forgotten"
    await api.send(phone.id, "Three", ROWS, enclosure=blue)
    assert blue.file_id not in {"forgotten", None}


async def test_a_document_can_be_a_card_too(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    card = await api.send(phone.id, "Passed", ROWS)
    paper = Enclosure(kind="document", filename="certificate.pdf", data=b"%PDF-1.7 invented")
    await api.edit(phone.id, card, "Your certificate", ROWS, enclosure=paper)
    screen = await phone.wait_for("Your certificate")
    assert (len(screen.cards), screen.cards[-1]["kind"]) == (1, "document")


async def test_one_message_that_is_too_old_does_not_keep_the_others(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    old = await api.send(phone.id, "of three days ago")
    await phones.advance(3 * 24 * 3600)
    new = [await api.send(phone.id, "of today"), await api.send(phone.id, "of now")]
    assert not await api.delete(phone.id, [old, *new]), "one of them stays"
    screen = await phone.wait_for("of three days ago")
    assert not screen.shows("of today")
    assert not screen.shows("of now")


async def test_updates_stay_until_the_next_offset(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    first = await api.updates(0, seconds=0)
    again = await api.updates(0, seconds=0)
    assert first[0]["message"]["text"] == "/start"
    assert again[0] == first[0]
    await phone.send("hello")
    rest = await api.updates(first[-1]["update_id"] + 1, seconds=5)
    assert [update["message"]["text"] for update in rest] == ["hello"]


async def test_a_tap_is_answered_once_and_too_late_is_nobodys_fault(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    await api.send(phone.id, "Right?", ROWS)
    tap = await phone.tap("Yes")
    await api.answer(tap["callback_query_id"], "Noted", alert=True)
    assert (await phone.wait_for(lambda screen: bool(screen.toasts))).toasts == ["Noted"]
    await phones.advance(3600)
    await api.answer(tap["callback_query_id"], "Late")
    await api.answer("no such tap")


async def test_each_refusal_is_one_of_our_errors(phones: SimulatorClient, api: Api, address: str) -> None:
    phone = await started(phones)
    with pytest.raises(Blocked):
        await api.send(987654321, "nobody there")
    await phones.fault(method="sendMessage", retry_after=7, times=1)
    with pytest.raises(TooFast) as wait:
        await api.send(phone.id, "too fast")
    assert wait.value.seconds == 7
    for fault in ({"status": 500}, {"status": 502}, {"drop": "before"}):
        await phones.fault(method="sendMessage", times=1, **fault)
        with pytest.raises(Unreachable):
            await api.send(phone.id, "in trouble")
    with pytest.raises(Refused) as broken:
        await api.send(phone.id, "<b>never closed")
    assert not broken.value.card_is_gone
    await phone.do("block")
    with pytest.raises(Blocked):
        await api.send(phone.id, "are you there")
    stranger = Api("5550199:another-invented-token", address=address)
    await stranger.open()
    with pytest.raises(TokenRefused):
        await stranger.check_token()
    await stranger.close()


async def test_polling_beside_a_webhook_is_a_conflict(api: Api) -> None:
    await api.set_webhook("http://127.0.0.1:9/hook", "a-long-invented-secret", connections=5)
    with pytest.raises(Conflicted):
        await api.updates(0, seconds=0)
    await api.drop_webhook()
    assert await api.updates(0, seconds=0) == []


async def test_a_file_comes_whole_or_says_why_not(phones: SimulatorClient, api: Api) -> None:
    phone = await started(phones)
    await phone.document(b"plainly invented" * 1000, name="note.txt")
    await phone.document(None, size=21 << 20)
    await phone.photo(None, broken=True)
    updates = await api.updates(0, seconds=0)
    good, large, broken = (update["message"] for update in updates[-3:])
    assert await api.fetch(good["document"]["file_id"]) == b"plainly invented" * 1000
    with pytest.raises(TooLargeError):
        await api.fetch(large["document"]["file_id"])
    with pytest.raises((Unreachable, Refused)):
        await api.fetch(broken["photo"][-1]["file_id"])


async def test_no_error_holds_the_token(phones: SimulatorClient, address: str) -> None:
    api = Api(TOKEN, address="http://127.0.0.1:1")
    await api.open()
    with pytest.raises(Unreachable) as away:
        await api.fetch("F")
    await api.close()
    error: BaseException | None = away.value
    while error is not None:
        assert TOKEN not in str(error)
        assert TOKEN not in repr(error)
        error = error.__cause__
