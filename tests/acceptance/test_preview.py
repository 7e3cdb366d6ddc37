"""The preview as an editor uses it: cards on the phone, an edit at the next tap, a mistake told on the phone."""

import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from simulator.client import Phone, Screen, SimulatorClient
from tests.acceptance.processes import ROOT, Process, free_port, start


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the content to edit."""
    no_code = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(ROOT / "indicators", tmp_path / "indicators", ignore=no_code)
    shutil.copytree(ROOT / "bot" / "texts", tmp_path / "bot" / "texts")
    return tmp_path


@asynccontextmanager
async def preview(checkout: Path, *arguments: str) -> AsyncIterator[tuple[SimulatorClient, Process]]:
    """A running preview; it must end with all its parts at Ctrl-C."""
    port = free_port()
    command = ("content", "preview", str(checkout), "--port", str(port), *arguments)
    running = await start("ops.cli", *command, output=checkout / "preview.log")
    try:
        await running.until_said("Ready.", seconds=60)
        async with SimulatorClient(f"http://127.0.0.1:{port}") as phones:
            yield phones, running
    finally:
        parts = psutil.Process(running.process.pid).children(recursive=True)
        assert await running.stop(signal.SIGINT) == 0, running.said
        assert not [part for part in parts if part.is_running() and part.status() != psutil.STATUS_ZOMBIE]


async def card(phone: Phone, words: str) -> Screen:
    """Wait until the one message of the chat says this."""
    return await phone.wait_for(lambda screen: len(screen.messages) == 1 and words in screen.texts[0])


async def tap(phone: Phone, action: str) -> None:
    await phone.do("tap", ending=f".{action}")


async def test_every_course_has_a_phone_and_typed_commands_show_any_card(checkout: Path) -> None:
    async with preview(checkout) as (phones, running):
        for number, name in enumerate(("bus", "energy", "trucking"), 1):
            assert f"/?phone={number}" in next(line for line in running.said.splitlines() if name in line)
        phone = await phones.phone(phone_id=3)
        await card(phone, "Trucking")
        await tap(phone, "next")
        lesson = await card(phone, "What is at the heart of it?")
        assert lesson.cards[0]["kind"] == "photo", "a lesson brings its picture"
        await tap(phone, "a.1")
        await card(phone, "✅ One person controls another")
        await phone.send("/card receipt")
        await card(phone, "Your tip is in")
        await phone.send("/sign told-debt")
        await card(phone, "What it does not mean:")
        await phone.send("/language es")
        await card(phone, "Dijo que tiene que trabajar para pagar una deuda.")
        await phone.send("/card no-such")
        await card(phone, "There is no card 'no-such': name welcome, home,")
        await phone.send("/lesson pump-12")
        await card(phone, "2 a.m., bomba 12")


async def test_one_lesson_is_opened_in_its_language(checkout: Path) -> None:
    async with preview(checkout, "--course", "bus", "--lesson", "stay-back", "--language", "es") as (phones, running):
        assert running.said.count("/?phone=") == 1
        shown = await card(await phones.phone(phone_id=1), "")
        assert shown.cards[0]["kind"] == "photo"
        assert "🆘 Peligro ahora" in shown.buttons


async def test_an_edit_shows_at_the_next_tap_and_a_mistake_is_told_until_it_is_put_right(checkout: Path) -> None:
    file = checkout / "bot" / "texts" / "en" / "home.ftl"
    right = file.read_text(encoding="utf-8")
    async with preview(checkout, "--card", "home") as (phones, _):
        phone = await phones.phone(phone_id=1)
        await card(phone, "What would you like to do?")
        file.write_text(right.replace("What would you like to do?", "What shall it be?"), encoding="utf-8")
        await tap(phone, "help")
        await card(phone, "Help numbers")
        await tap(phone, "back")
        await card(phone, "What shall it be?")
        file.write_text(right.replace("home-hint =", "home hint"), encoding="utf-8")
        line = 1 + next(number for number, text in enumerate(right.splitlines()) if text.startswith("home-hint"))
        await tap(phone, "help")
        await card(phone, f"home.ftl:{line}: home hint What would you like to do?: ")
        file.write_text(right, encoding="utf-8")
        await tap(phone, "look-again")
        await card(phone, "What would you like to do?")


async def test_what_does_not_exist_is_refused_in_one_sentence(checkout: Path) -> None:
    for arguments, words in (
        (("--course", "aviation"), "There is no course 'aviation': name bus, energy, trucking."),
        (("--lesson", "nothing"), "The course 'bus' has no part 'nothing': name core/about-control,"),
        (("--sign", "nothing"), "There is no sign 'nothing'"),
        (("--language", "xx"), "There is no language 'xx': name en, ar, es,"),
    ):
        output = checkout / "refused.log"
        output.unlink(missing_ok=True)
        running = await start("ops.cli", "content", "preview", str(checkout), *arguments, output=output)
        assert await running.process.wait() == 2, running.said
        assert words in running.said
        assert len(running.said.splitlines()) == 1
