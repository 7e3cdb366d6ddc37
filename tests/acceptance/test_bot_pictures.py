"""Cards with pictures when Telegram makes difficulties: what is written gets through, and what was hidden is hidden."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from simulator.client import Phone, Screen, SimulatorClient
from store import migrate
from store.embedded import start_embedded
from store.keys import create_keys
from tests.acceptance.conftest import buttons, tap, until_button
from tests.acceptance.processes import Process, bot, polling_settings, simulator

DAY = 24 * 3600
FAST = {"HIGHBEAM_TELEGRAM_RATE": "1000", "HIGHBEAM_TELEGRAM_CHAT_RATE": "50"}
LOOKS = "What it looks like"


@dataclass(kw_only=True)
class Line:
    """A bot that runs, and one phone that looks at the signs of a motel."""

    phones: SimulatorClient
    phone: Phone
    bot: Process

    async def open_sign(self) -> Screen:
        """Tap the first sign, and wait for what it looks like."""
        await self.tap_sign()
        return await self.phone.wait_for(LOOKS, 20)

    async def tap_sign(self) -> None:
        screen = await self.phone.wait_for(lambda screen: bool(_signs(screen)), 30)
        await tap(self.phone, _signs(screen)[0])


def _signs(screen: Screen) -> list[str]:
    """The buttons of the signs on the card."""
    return [data.split(".", 2)[2] for data in buttons(screen) if ".sign." in data]


@pytest.fixture
async def line(folder: Path) -> AsyncIterator[Line]:
    server = start_embedded(folder / "server")
    migrate.upgrade(server.url)
    create_keys(folder / "keys")
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api) | FAST
        async with bot(folder, settings) as running:
            phone = await phones.phone()
            await phone.start()
            for action in ("signs", "set.motel"):
                await until_button(phone, action, timeout=30)
                await tap(phone, action)
            await phone.wait_for(lambda screen: bool(_signs(screen)), 30)
            yield Line(phones=phones, phone=phone, bot=running)
    server.stop()


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 400, "description": "Bad Request: MEDIA_EMPTY"},
        {"status": 400, "description": "Bad Request: PHOTO_INVALID_DIMENSIONS"},
        {"status": 413, "description": "Request Entity Too Large"},
        {"status": 500},
        {"drop": "before"},
    ],
    ids=lambda fault: str(fault.get("description", fault)),
)
async def test_a_picture_that_is_refused_does_not_keep_what_is_written(line: Line, fault: dict[str, Any]) -> None:
    for method in ("editMessageMedia", "sendPhoto"):
        await line.phones.fault(method=method, **fault)
    screen = await line.open_sign()
    assert screen.cards[-1]["kind"] != "photo"
    await line.phones.heal()
    await tap(line.phone, "back")
    screen = await line.open_sign()
    assert (screen.cards[-1]["kind"], len(screen.messages)) == ("photo", 1), "the next one brings its picture"


async def test_a_picture_that_telegram_forgot_is_uploaded_again_also_in_an_edit(line: Line) -> None:
    await line.open_sign()
    await tap(line.phone, "back")
    await line.phones.fault(method="editMessageMedia", times=1, status=400, description="Bad Request: MEDIA_EMPTY")
    screen = await line.open_sign()
    assert screen.cards[-1]["kind"] == "photo"


async def test_telegrams_wish_to_wait_is_met_and_the_picture_comes(line: Line) -> None:
    await line.phones.fault(method="editMessageMedia", times=1, retry_after=1)
    screen = await line.open_sign()
    assert (screen.cards[-1]["kind"], len(screen.messages)) == ("photo", 1)


async def test_a_picture_whose_answer_was_lost_stands_once_after_the_next_tap(line: Line) -> None:
    await line.open_sign()
    await tap(line.phone, "back")
    await line.phone.wait_for(lambda screen: screen.cards[-1]["kind"] != "photo", 20)
    await line.phones.fault(method="editMessageMedia", times=1, drop="after")
    screen = await line.open_sign()
    assert (screen.cards[-1]["kind"], len(screen.messages)) == ("photo", 1)


@pytest.mark.parametrize("way", ["/hide", "/erase"])
async def test_a_picture_too_old_to_be_removed_shows_nothing_once_the_chat_is_hidden_or_erased(
    line: Line, way: str
) -> None:
    screen = await line.open_sign()
    shown = screen.cards[-1]["id"]
    await line.phones.advance(3 * DAY)
    await line.phone.send(way)
    if way == "/erase":
        await until_button(line.phone, "erase", timeout=20)
        await tap(line.phone, "erase")
        await until_button(line.phone, "start", timeout=20)
    screen = await line.phone.wait_for(lambda screen: not screen.shows(LOOKS), 20)
    (old,) = [card for card in screen.cards if card["id"] == shown]
    assert not old["text"]
    assert not old.get("buttons"), "nothing to tap on it"


async def test_who_blocked_the_bot_before_a_picture_came_is_served_again_once_they_write(line: Line) -> None:
    await line.phones.fault(method="editMessageMedia", times=1, status=403, description="Forbidden: bot was blocked")
    await line.tap_sign()
    await line.phone.send("/start")
    await until_button(line.phone, "training", timeout=20)
