"""A real PostgreSQL for the integration tests: one embedded server a run, a fresh database a test, quickly cloned."""

import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from sqlalchemy import make_url

from store import migrate
from store.database import Database, Role
from store.embedded import EmbeddedServer, start_embedded
from store.keys import create_keys
from store.vault import Vault

_NUMBERS = itertools.count(1)
TEMPLATE = "template_migrated"


def database_named(url: str, name: str) -> str:
    """The same server, another database."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """One server for the whole run; it need not survive a power cut, so it does not wait for the disk.

    Not under pytest's own folder: pytest closes that to others at each start, also to the server's user.
    """
    with TemporaryDirectory(prefix="highbeam-test-", ignore_cleanup_errors=True) as data:
        running = start_embedded(Path(data), settings={"fsync": "off", "full_page_writes": "off"})
        yield running
        running.stop()


@pytest.fixture(scope="session")
def template_url(server: EmbeddedServer) -> str:
    """A migrated database to clone."""
    _create(server.url, TEMPLATE, "template1")
    url = database_named(server.url, TEMPLATE)
    migrate.upgrade(url)
    return url


@pytest.fixture
def empty_url(server: EmbeddedServer) -> Iterator[str]:
    """A database with nothing in it."""
    yield from _fresh(server.url, "template1")


@pytest.fixture
def database_url(server: EmbeddedServer, template_url: str) -> Iterator[str]:
    """A migrated database of this test's own."""
    yield from _fresh(server.url, TEMPLATE)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The bot's way to it."""
    opened = await Database.open(database_url, role=Role.BOT)
    yield opened
    await opened.close()


@pytest.fixture
async def owner(database_url: str) -> AsyncIterator[Database]:
    """The owner's way to it, for looking behind the bot's back."""
    opened = await Database.open(database_url, role=Role.OWNER)
    yield opened
    await opened.close()


@pytest.fixture
def keys_folder(tmp_path: Path) -> Path:
    """A folder with one key of each ring."""
    folder = tmp_path / "keys"
    create_keys(folder)
    return folder


@pytest.fixture
def vault(keys_folder: Path) -> Vault:
    """A vault with those keys."""
    return Vault(keys_folder)


def _fresh(server_url: str, template: str) -> Iterator[str]:
    name = f"test_{next(_NUMBERS)}"
    _create(server_url, name, template)
    yield database_named(server_url, name)
    _execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _create(server_url: str, name: str, template: str) -> None:
    _execute(server_url, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")


def _execute(server_url: str, statement: str) -> None:
    with closing(psycopg.connect(database_named(server_url, "postgres"), autocommit=True)) as connection:
        connection.execute(statement)
