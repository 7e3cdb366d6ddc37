"""Webhook delivery by the running simulator, to a bare web server that answers as each test says."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict

from simulator.client import SimulatorClient
from tests.acceptance.processes import TOKEN, free_port, simulator

SECRET = "invented-secret_1"
GO = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="go")]])


@dataclass
class Hook:
    """A web server: `answers` are given in turn, the last one for ever. `holding` keeps requests waiting."""

    url: str = ""
    answers: list[bytes] = field(default_factory=lambda: [b"200 OK\r\n"])
    received: list[dict[str, Any]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    reply: bytes = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = int(head.lower().split("content-length: ")[1].split("\r\n")[0])
                update = json.loads(await reader.readexactly(length))
                await self._note(head, update)
                await self.released.wait()
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                length_line = f"Content-Length: {len(self.reply)}\r\n\r\n".encode()
                writer.write(b"HTTP/1.1 " + answer + length_line + self.reply)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _note(self, head: str, update: dict[str, Any]) -> None:
        async with self.arrived:
            self.heads.append(head)
            self.received.append(update)
            self.times.append(time.monotonic())
            self.arrived.notify_all()

    async def until(self, count: int) -> None:
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: len(self.received) >= count), 20)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.received if "message" in update]


@asynccontextmanager
async def hook(*answers: bytes, holding: bool = False) -> AsyncIterator[Hook]:
    made = Hook(answers=list(answers) or [b"200 OK\r\n"])
    if not holding:
        made.released.set()
    port = free_port()
    made.url = f"http://127.0.0.1:{port}/hook?x=1"
    server = await asyncio.start_server(made.serve, "127.0.0.1", port)
    try:
        yield made
    finally:
        made.released.set()
        server.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with simulator(tmp_path_factory.mktemp("simulator")) as running:
        yield running


@pytest.fixture
async def script(address: str) -> AsyncIterator[SimulatorClient]:
    async with SimulatorClient(address) as client:
        await client.reset()
        yield client
        await client.heal()


@pytest.fixture
async def bot(address: str, script: SimulatorClient) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{address}/bot") as client:
        await client.delete_webhook(drop_pending_updates=True)
        yield client
        await client.delete_webhook(drop_pending_updates=True)


async def until_confirmed(script: SimulatorClient, count: int) -> None:
    for _ in range(2000):
        if (await script.counters())["pending"] == count:
            return
    raise AssertionError(await script.counters())


async def test_an_update_comes_with_the_secret_and_is_confirmed_by_a_2xx(bot: Bot, script: SimulatorClient) -> None:
    async with hook(b"204 No Content\r\n") as here:
        await bot.set_webhook(here.url, secret_token=SECRET)
        await (await script.phone()).start()
        await here.until(1)
        await until_confirmed(script, 0)
        assert here.texts == ["/start"]
        assert here.heads[0].startswith("POST /hook?x=1 HTTP/1.1")
        assert f"X-Telegram-Bot-Api-Secret-Token: {SECRET}" in here.heads[0]


async def test_it_comes_again_until_a_2xx_after_0_2_4_and_8_seconds(bot: Bot, script: SimulatorClient) -> None:
    await script.faults(webhook={"backoff_factor": 0.05})
    async with hook(*[b"500 Oops\r\n"] * 5, b"200 OK\r\n") as here:
        await bot.set_webhook(here.url)
        await (await script.phone()).start()
        await here.until(6)
        await until_confirmed(script, 0)
        waits = [later - earlier for earlier, later in zip(here.times, here.times[1:], strict=False)]
        for wait, wanted in zip(waits, (0, 0.1, 0.2, 0.4, 0.8), strict=True):
            assert wanted - 0.01 <= wait <= wanted + 0.35
        assert {update["update_id"] for update in here.received} == {here.received[0]["update_id"]}
        info = await bot.get_webhook_info()
        assert info.last_error_message == "Wrong response from the webhook: 500"


async def test_retry_after_is_obeyed(bot: Bot, script: SimulatorClient) -> None:
    await script.faults(webhook={"backoff_factor": 0.1})
    async with hook(b"503 Away\r\nRetry-After: 6\r\n", b"200 OK\r\n") as here:
        await bot.set_webhook(here.url)
        await (await script.phone()).start()
        await here.until(2)
        assert here.times[1] - here.times[0] >= 0.55


async def test_a_server_that_is_away_gets_everything_when_it_is_back(bot: Bot, script: SimulatorClient) -> None:
    await script.faults(webhook={"backoff_factor": 0.02})
    async with hook() as here:
        url = here.url
    await bot.set_webhook(url)
    phone = await script.phone()
    await phone.start()
    await phone.send("while away")
    assert (await bot.get_webhook_info()).pending_update_count == 2
    back = Hook()
    back.released.set()
    server = await asyncio.start_server(back.serve, "127.0.0.1", int(url.split(":")[2].split("/")[0]))
    await back.until(2)
    assert back.texts == ["/start", "while away"]
    server.close()


async def test_one_message_of_a_chat_is_under_way_while_other_chats_and_taps_go_on(
    bot: Bot, script: SimulatorClient
) -> None:
    first, second = await script.phone(), await script.phone()
    await first.start()
    await bot.send_message(first.id, "Card", reply_markup=GO)
    async with hook(holding=True) as here:
        await bot.set_webhook(here.url, drop_pending_updates=True)
        await first.send("one")
        await first.send("two")
        await first.tap("Go")
        await second.send("other")
        await here.until(3)
        assert sorted(here.texts) == ["one", "other"]
        assert sum("callback_query" in update for update in here.received) == 1
        here.released.set()
        await here.until(4)
        assert here.texts[-1] == "two"


async def test_no_more_connections_than_allowed_are_used(bot: Bot, script: SimulatorClient) -> None:
    async with hook(holding=True) as here:
        await bot.set_webhook(here.url, max_connections=2)
        for _ in range(4):
            await (await script.phone()).start()
        await here.until(2)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(here.until(3), 0.2)
        here.released.set()
        await here.until(4)


async def test_a_confirmed_update_can_be_sent_twice_as_a_fault(bot: Bot, script: SimulatorClient) -> None:
    await script.faults(webhook={"duplicates": 1})
    async with hook() as here:
        await bot.set_webhook(here.url)
        await (await script.phone()).start()
        await here.until(2)
        assert here.received[0] == here.received[1]


async def test_a_call_in_the_answer_is_performed(bot: Bot, script: SimulatorClient) -> None:
    phone = await script.phone()
    async with hook() as here:
        here.reply = json.dumps({"method": "sendMessage", "chat_id": phone.id, "text": "by answer"}).encode()
        await bot.set_webhook(here.url)
        await phone.start()
        await phone.wait_for("by answer")


async def test_while_a_webhook_is_set_nobody_may_poll(bot: Bot, script: SimulatorClient) -> None:
    async with hook() as here:
        await bot.set_webhook(here.url)
        with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
            await bot.get_updates()
        await bot.delete_webhook()
        assert (await bot.get_webhook_info()).url == ""
        await (await script.phone()).start()
        assert len(await bot.get_updates(timeout=5)) == 1


async def test_410_for_23_hours_removes_the_webhook(bot: Bot, script: SimulatorClient) -> None:
    await script.faults(webhook={"backoff_factor": 0.001})
    async with hook(b"410 Gone\r\n") as here:
        await bot.set_webhook(here.url)
        await (await script.phone()).start()
        await here.until(2)
        assert (await bot.get_webhook_info()).url
        await script.advance(23 * 3600 + 60)
        for _ in range(2000):
            if not (await bot.get_webhook_info()).url:
                return
        raise AssertionError("the webhook is still set")


async def test_a_bad_secret_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await bot.set_webhook("http://127.0.0.1:9/", secret_token="with space")
