"""Invented tips are tips like any other: they open, are found, and stand in the trail."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from ops import sample_tips
from ops.invented import invent, phone, plate
from store import audit, migrate, queue, tips
from store.database import Database, Role
from store.ids import new_id
from store.queue import QueueFilter
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW
from tips.access import AccountRole, Actor
from tips.codes import normalize_code
from tips.draft import ContactKind
from tips.lifecycle import TipStatus
from tips.plates import matching_key

ANALYST = Actor(account=new_id(), agency=DEFAULT_AGENCY, role=AccountRole.ANALYST, name="Pat Sample", desk=7)
COUNT = 40
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'digests' ORDER BY indexname"


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def test_they_open_and_are_found_and_stand_in_the_trail(
    database_url: str, keys_folder: Path, vault: Vault, console: Database, owner: Database
) -> None:
    sample_tips.fill(database_url, keys_folder, COUNT, now=NOW)
    async with console.transaction(DEFAULT_AGENCY) as db:
        everything = QueueFilter(status=frozenset(TipStatus))
        lines = (await queue.page(db, everything, now=NOW, limit=200)).lines
        assert len(lines) == COUNT
        seen = set()
        for line in lines:
            assert normalize_code(line.code) == line.code
            assert NOW - timedelta(days=1100) < line.reported_at < NOW
            draft = (await tips.open_tip(db, vault, line.code, actor="test", at=NOW)).draft
            told = [matching_key(one.text) for vehicle in draft.vehicles for one in vehicle.plates]
            told += [one.value for one in draft.contacts if one.kind is ContactKind.PHONE]
            for words in (line.code, *told, draft.statements[0].text):
                found = await queue.search(db, vault, words, by=ANALYST, now=NOW)
                assert line.code in {one.code for one in found.lines}
            seen |= {bool(draft.vehicles), line.status, line.priority, bool(line.additions)}
        assert seen >= {True, False, "new", "routine", "high"}
    async with owner.transaction() as db:
        assert await audit.verify_all(db, vault) > COUNT


async def test_a_second_time_adds_others(database_url: str, keys_folder: Path, console: Database) -> None:
    for _ in range(2):
        sample_tips.fill(database_url, keys_folder, 5, now=NOW)
    async with console.transaction(DEFAULT_AGENCY) as db:
        lines = (await queue.page(db, QueueFilter(status=frozenset(TipStatus)), now=NOW)).lines
    assert len({line.code for line in lines}) == 10


def test_a_great_number_leaves_the_indexes_as_they_were(
    database_url: str, keys_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample_tips, "MANY", 10)
    with closing(psycopg.connect(database_url)) as connection:
        before = connection.execute(INDEXES).fetchall()
    sample_tips.fill(database_url, keys_folder, 20, now=NOW)
    with closing(psycopg.connect(database_url)) as connection:
        assert connection.execute(INDEXES).fetchall() == before
    assert migrate.differences(database_url) == []


def test_what_is_invented_is_the_same_each_time_and_nobodys() -> None:
    for number in range(200):
        made = invent(number, 1000, NOW, "en")
        assert made == invent(number, 1000, NOW, "en")
        for contact in made.draft.contacts:
            assert contact.kind is ContactKind.HANDLE or contact.value[5:8] == "555"
    assert len({plate(number) for number in range(5000)}) == 5000
    assert len({phone(number).value for number in range(3000)}) == 3000
