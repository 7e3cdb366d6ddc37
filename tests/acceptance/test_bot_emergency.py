"""The emergency numbers when everything else fails: a database that hangs or is away, Telegram that puts us off."""

import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psutil
import pytest

from simulator.client import Phone, SimulatorClient
from store import migrate
from store.embedded import EmbeddedServer, start_embedded
from store.keys import create_keys
from tests.acceptance.conftest import until_button
from tests.acceptance.processes import Process, bot, free_port, polling_settings, simulator, start, webhook_settings

BOTH = pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])


@asynccontextmanager
async def phone_with_a_card(
    folder: Path, *, webhook: bool
) -> AsyncIterator[tuple[EmbeddedServer, SimulatorClient, Phone, Process]]:
    """Everything running, and a phone that shows its first card."""
    server = start_embedded(folder / "server")
    migrate.upgrade(server.url)
    create_keys(folder / "keys")
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        if webhook:
            settings = webhook_settings(settings, port=free_port())
        async with bot(folder, settings) as running:
            phone = await phones.phone()
            await phone.start()
            await until_button(phone, "report")
            yield server, phones, phone, running


@contextmanager
def hanging(server: EmbeddedServer) -> Iterator[None]:
    """A database that takes connections and answers nothing."""
    postmaster = psutil.Process(int((server.directory / "postgres" / "postmaster.pid").read_text().split()[0]))
    stopped = [postmaster, *postmaster.children(recursive=True)]
    for process in stopped:
        process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            process.send_signal(signal.SIGCONT)


@BOTH
async def test_the_numbers_come_while_the_database_hangs(folder: Path, webhook: bool) -> None:
    async with phone_with_a_card(folder, webhook=webhook) as (server, _, phone, _running):
        with hanging(server):
            await phone.send("a girl cried in a white van")
            await phone.do("tap", ending=".sos.en")
            await phone.wait_for(lambda screen: "Call 911" in screen.cards[0]["text"], 4)
        await phone.wait_for(lambda screen: len(screen.cards) == 1 and not screen.shows("white van"), 40)
    server.stop()


async def test_the_numbers_come_from_a_bot_that_was_started_without_its_database(folder: Path) -> None:
    async with phone_with_a_card(folder, webhook=False) as (server, phones, phone, running):
        await running.stop()
        assert server.stop()
        settings = polling_settings(
            folder, database_url=server.url, keys=folder / "keys", api=str(phones.http.base_url)
        )
        again = await start("bot", output=folder / "again.log", settings=settings)
        try:
            await again.until_said("database-away")
            await phone.do("tap", ending=".sos.en")
            await phone.wait_for(lambda screen: "Call 911" in screen.cards[0]["text"], 10)
        finally:
            await again.stop()


@BOTH
async def test_what_telegram_puts_off_is_said_when_it_lets_us(folder: Path, webhook: bool) -> None:
    async with phone_with_a_card(folder, webhook=webhook) as (server, phones, phone, _running):
        assert server.stop()
        await phones.faults(
            rules=[
                {"method": "answercallbackquery", "times": 1, "status": 502},
                {"method": "editmessagetext", "times": 2, "retry_after": 1},
                {"method": "sendmessage", "times": 1, "retry_after": 1},
            ]
        )
        await phone.send("a girl cried in a white van")
        await phone.wait_for("NOT SAVED", 20)
        await phone.do("tap", ending=".sos.en", message_id=(await phone.chat()).cards[0]["id"])
        await phone.wait_for(lambda screen: "Call 911" in screen.cards[0]["text"], 10)


async def test_a_card_that_cannot_be_edited_is_no_reason_for_silence(folder: Path) -> None:
    async with phone_with_a_card(folder, webhook=False) as (server, phones, phone, _running):
        assert server.stop()
        await phones.fault(method="editmessagetext", status=400, description="Bad Request: message can't be edited")
        await phone.do("tap", ending=".sos.en")
        await phone.wait_for(lambda screen: "Call 911" in screen.cards[-1]["text"], 10)
