"""A house to test in: a migrated database, keys, the simulator and the bot, each process on its own."""

import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from simulator.client import Json, Phone, Screen, SimulatorClient
from store import migrate, tips
from store.database import Database, Role
from store.embedded import EmbeddedServer, start_embedded
from store.keys import create_keys
from store.tips import OpenTip, QueueRow
from store.vault import Vault
from tests.acceptance.chromium import chromium
from tests.acceptance.console_house import Desk, open_desk
from tests.acceptance.processes import Process, bot, free_port, polling_settings, simulator, webhook_settings


@dataclass(kw_only=True)
class House:
    """Everything that runs, and ways to look into it."""

    folder: Path
    phones: SimulatorClient
    settings: dict[str, str]
    database: Database
    vault: Vault
    bot: Process

    async def new_phone(self, language: str = "en") -> Phone:
        """A phone that has started the bot."""
        phone = await self.phones.phone(language=language, name="Invented Driver")
        await phone.start()
        await phone.wait_for(lambda screen: len(screen.cards) == 1 and not mine(screen))
        return phone

    async def queue(self) -> list[QueueRow]:
        async with self.database.transaction() as db:
            return await tips.queue(db, limit=500)

    async def tip(self, code: str) -> OpenTip:
        async with self.database.transaction() as db:
            return await tips.open_tip(db, self.vault, code, actor="test", at=datetime.now(UTC))


async def tap(phone: Phone, action: str) -> Json:
    """Tap the button that does this, whatever it is called."""
    return await phone.do("tap", ending=f".{action}")


async def until_button(phone: Phone, action: str, *, timeout: float = 10) -> Screen:  # noqa: ASYNC109
    """Wait until the card has the button that does this."""
    return await phone.wait_for(lambda screen: any(data.endswith(f".{action}") for data in buttons(screen)), timeout)


def buttons(screen: Screen) -> list[str]:
    """The callback data of the newest card's buttons."""
    rows: list[list[dict[str, Any]]] = screen.cards[-1]["buttons"] if screen.cards else []
    return [str(button["callback_data"]) for row in rows for button in row]


def mine(screen: Screen) -> list[Json]:
    """The reporter's own messages that still stand in the chat."""
    return [message for message in screen.messages if message["mine"]]


async def tell(phone: Phone, words: str) -> str:
    """A short report from the first words to the receipt; gives the tip's code."""
    await phone.send(words)
    await phone.wait_for(lambda screen: not mine(screen))
    for action in ("report", "parked", "no", "review", "send"):
        await until_button(phone, action)
        await tap(phone, action)
    return code_on(await until_button(phone, "add"))


def code_on(receipt: Screen) -> str:
    """The tip's code as the receipt says it."""
    codes = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", str(receipt.cards[-1]["text"]))
    return str(codes[0])


@asynccontextmanager
async def open_house(folder: Path, *, webhook: bool) -> AsyncIterator[House]:
    """Start everything, and stop it in order."""
    server = start_embedded(folder / "server")
    try:
        migrate.upgrade(server.url)
        create_keys(folder / "keys")
        async with simulator(folder) as api, SimulatorClient(api) as phones:
            settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
            if webhook:
                settings = webhook_settings(settings, port=free_port())
            database = await Database.open(server.url, role=Role.OWNER)
            async with bot(folder, settings) as running:
                yield House(
                    folder=folder,
                    phones=phones,
                    settings=settings,
                    database=database,
                    vault=Vault(folder / "keys"),
                    bot=running,
                )
            await database.close()
    finally:
        server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["polling", "webhook"])
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """One house for all tests of a module, once by polling and once by webhook."""
    async with house_folder() as folder, open_house(folder, webhook=request.param == "webhook") as opened:
        yield opened


@asynccontextmanager
async def house_folder() -> AsyncIterator[Path]:
    """A folder of its own: pytest closes its own to the user that PostgreSQL runs as, whenever another run starts."""
    with tempfile.TemporaryDirectory(prefix="highbeam-") as name:
        yield Path(name)


@pytest.fixture
async def folder() -> AsyncIterator[Path]:
    """A folder that the embedded server's user can reach."""
    async with house_folder() as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of a module."""
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk() -> AsyncIterator[Desk]:
    """One console for all tests of a module, with nobody and nothing in it."""
    async with house_folder() as folder, open_desk(folder) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place() -> AsyncIterator[Path]:
    """A folder for all tests of a module."""
    async with house_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[EmbeddedServer]:
    """A migrated database in `data`, with the keys of `keys`; in `other` lie other keys."""
    running = start_embedded(place / "data")
    migrate.upgrade(running.url)
    create_keys(place / "keys")
    create_keys(place / "other")
    yield running
    running.stop()


@pytest.fixture
async def prepared(folder: Path) -> AsyncIterator[tuple[Path, dict[str, str]]]:
    """A folder, and the settings that lead to a migrated database with keys, this test's own."""
    server = start_embedded(folder / "server")
    migrate.upgrade(server.url)
    create_keys(folder / "keys")
    yield folder, {"HIGHBEAM_DATABASE_URL": server.url, "HIGHBEAM_KEYS": str(folder / "keys")}
    server.stop()
