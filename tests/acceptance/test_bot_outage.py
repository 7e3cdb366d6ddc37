"""The bot when things are away: the database stopped and back, Telegram away, wrong settings, a graceful end."""

import asyncio
import signal
from pathlib import Path

import pytest

from simulator.client import SimulatorClient
from store import migrate
from store.embedded import EmbeddedServer, start_embedded
from store.keys import create_keys
from tests.acceptance.conftest import mine, tap, until_button
from tests.acceptance.processes import (
    TOKEN,
    Process,
    bot,
    free_port,
    polling_settings,
    simulator,
    start,
    webhook_settings,
)


def migrated(folder: Path) -> EmbeddedServer:
    server = start_embedded(folder / "server")
    migrate.upgrade(server.url)
    create_keys(folder / "keys")
    return server


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_without_the_database_the_truth_is_told_and_the_report_is_saved_later(
    folder: Path, webhook: bool
) -> None:
    server = migrated(folder)
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        if webhook:
            settings = webhook_settings(settings, port=free_port())
        async with bot(folder, settings) as running:
            phone = await phones.phone()
            await phone.start()
            await until_button(phone, "report")
            await phone.wait_for(lambda screen: not mine(screen))
            assert server.stop()
            await phone.send("a girl cried in a white van")
            screen = await phone.wait_for("NOT SAVED", 20)
            assert "911" in screen.messages[-1]["text"]
            assert len(mine(screen)) == 1, "the words stay in the chat while they are not stored"
            await phone.do("tap", ending=".sos.en", message_id=screen.cards[0]["id"])
            await phone.wait_for(lambda screen: any("911" in toast for toast in screen.toasts))
            await phone.wait_for(lambda screen: "Call 911" in screen.cards[0]["text"])
            await phone.send("and another one")
            await phone.wait_for(lambda screen: len(mine(screen)) == 2)
            server = start_embedded(folder / "server")
            screen = await phone.wait_for(lambda screen: not mine(screen) and not screen.shows("NOT SAVED"), 40)
            assert len(screen.cards) == 1
            assert running.running
            await phone.send("/report")
            await phone.send("yes I am parked")
            await phone.wait_for(lambda screen: not mine(screen), 20)
            assert "white van" not in running.said
        assert running.process.returncode == 0
    server.stop()


async def test_a_report_goes_on_after_a_restart_of_the_bot(folder: Path) -> None:
    server = migrated(folder)
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        phone = await phones.phone()
        async with bot(folder, settings, "first"):
            await phone.start()
            await until_button(phone, "report")
            await tap(phone, "report")
            await until_button(phone, "parked")
        await tap(phone, "parked")
        async with bot(folder, settings, "second"):
            await until_button(phone, "unsure")
    server.stop()


async def test_of_two_polling_bots_one_polls_and_the_other_takes_over(folder: Path) -> None:
    server = migrated(folder)
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        async with bot(folder, settings, "first") as first:
            await first.until_said("polling-began")
            async with bot(folder, settings, "second") as second:
                phone = await phones.phone()
                await phone.start()
                await until_button(phone, "report")
                assert "polling-began" not in second.said
                await first.stop(signal.SIGKILL)
                await second.until_said("polling-began")
                await tap(phone, "report")
                await until_button(phone, "parked", timeout=30)  # the killed one's lease runs out first
                assert "polling-conflict" not in second.said
    server.stop()


async def test_the_bot_waits_for_telegram_and_ends_gracefully(folder: Path) -> None:
    server = migrated(folder)
    away = f"http://127.0.0.1:{free_port()}"
    settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=away)
    running = await start("bot", output=folder / "bot.log", settings=settings)
    await running.until_said("telegram-away")
    assert await running.stop() == 0
    assert "Traceback" not in running.said
    assert TOKEN not in running.said
    server.stop()


async def ended(running: Process) -> str:
    async with asyncio.timeout(90):
        code = await running.process.wait()
    assert code == 2
    said = running.said.strip()
    assert len(said.splitlines()) == 1, said
    assert "Traceback" not in said
    return said


async def test_a_wrong_setting_ends_the_start_with_one_sentence(folder: Path) -> None:
    running = await start("bot", output=folder / "bot.log")
    assert await ended(running) == "Set HIGHBEAM_TELEGRAM_TOKEN to the token that @BotFather gave you."


async def test_a_database_without_tables_ends_the_start(folder: Path) -> None:
    server = start_embedded(folder / "server")
    create_keys(folder / "keys")
    async with simulator(folder) as api:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        running = await start("bot", output=folder / "bot.log", settings=settings)
        assert await ended(running) == "The database is not brought up for this version: run `highbeam migrate`."
    server.stop()


async def test_a_token_alone_is_enough_to_begin_from_nothing(folder: Path) -> None:
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = {
            "HIGHBEAM_DATA": str(folder / "data"),
            "HIGHBEAM_TELEGRAM_TOKEN": TOKEN,
            "HIGHBEAM_TELEGRAM_API": api,
        }
        phone = await phones.phone()
        async with bot(folder, settings, "first"):
            await phone.start()
            await until_button(phone, "report")
        async with bot(folder, settings, "second"):
            await tap(phone, "report")
            await until_button(phone, "parked")


async def test_a_token_that_telegram_does_not_know_ends_the_start(folder: Path) -> None:
    server = migrated(folder)
    async with simulator(folder) as api:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        running = await start(
            "bot", output=folder / "bot.log", settings={**settings, "HIGHBEAM_TELEGRAM_TOKEN": "1234:another-invented"}
        )
        assert (await ended(running)).startswith("Telegram does not know HIGHBEAM_TELEGRAM_TOKEN")
    server.stop()


async def test_a_wrong_key_ends_the_start_and_is_named(folder: Path) -> None:
    server = migrated(folder)
    create_keys(folder / "other")
    async with simulator(folder) as api:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        async with bot(folder, settings, "right"):
            pass
        wrong = {**settings, "HIGHBEAM_KEYS": str(folder / "other")}
        running = await start("bot", output=folder / "wrong.log", settings=wrong)
        assert "version 1" in await ended(running)
    server.stop()


@pytest.mark.parametrize(
    "point",
    [
        "after-receive",
        "after-lock",
        "before-commit",
        "after-commit-before-ack",
        "after-ack-before-delivery",
        "after-send-before-record",
    ],
)
async def test_killed_at_any_point_nothing_is_lost_and_nothing_doubled(folder: Path, point: str) -> None:
    server = migrated(folder)
    async with simulator(folder) as api, SimulatorClient(api) as phones:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
        phone = await phones.phone()
        async with bot(folder, settings, "first"):
            await phone.start()
            await until_button(phone, "report")
            await phone.wait_for(lambda screen: not mine(screen))
        await phone.send("one blue van")
        doomed = await start("bot", output=folder / "doomed.log", settings={**settings, "HIGHBEAM_CRASH_AT": point})
        async with asyncio.timeout(90):
            assert await doomed.process.wait() == -signal.SIGKILL
        async with bot(folder, settings, "second"):
            await phone.wait_for(lambda screen: not mine(screen), 30)
            await tap(phone, "report")
            for action in ("parked", "no", "review"):
                await until_button(phone, action)
                await tap(phone, action)
            screen = await until_button(phone, "send")
            assert screen.cards[-1]["text"].count("one blue van") >= 1
            assert "one blue van / one blue van" not in screen.cards[-1]["text"]
    server.stop()
