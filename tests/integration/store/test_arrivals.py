"""Arrivals on a real PostgreSQL: each is new once, whoever asks and how often."""

import asyncio
from datetime import timedelta

from store import arrivals
from store.database import Database, Role
from store.keys import Ring
from store.vault import Sealed, Vault, Wrapped
from tests.integration.store.samples import NOW

KEYS = [bytes([number]) * 16 for number in range(6)]


async def test_an_arrival_is_new_once(database: Database) -> None:
    async with database.transaction() as db:
        assert await arrivals.claim(db, [KEYS[0], KEYS[1], KEYS[0]], NOW) == {KEYS[0], KEYS[1]}
    async with database.transaction() as db:
        assert await arrivals.claim(db, [KEYS[1], KEYS[2]], NOW) == {KEYS[2]}


async def test_a_claim_that_was_rolled_back_is_new_again(database: Database) -> None:
    try:
        async with database.transaction() as db:
            await arrivals.claim(db, KEYS, NOW)
            raise RuntimeError
    except RuntimeError:
        pass
    async with database.transaction() as db:
        assert await arrivals.claim(db, KEYS, NOW) == set(KEYS)


async def test_of_many_at_once_exactly_one_gets_each_arrival(database: Database) -> None:
    async def bot(turn: int) -> set[bytes]:
        async with database.transaction() as db:
            return await arrivals.claim(db, KEYS[turn % 3 :] + KEYS[: turn % 3], NOW)

    won = await asyncio.gather(*[bot(turn) for turn in range(8)])
    assert sorted(key for some in won for key in some) == KEYS


async def test_failures_are_counted_and_a_parked_update_counts_as_handled(
    database: Database, owner: Database, vault: Vault
) -> None:
    for expected in (1, 2, 3):
        async with database.transaction() as db:
            assert await arrivals.count_failure(db, KEYS[0], NOW) == expected
    async with database.transaction() as db:
        await arrivals.park(db, vault, KEYS[0], b"the whole update", "ValueError", NOW, chat_id=1)
    async with database.transaction() as db:
        assert await arrivals.claim(db, [KEYS[0]], NOW) == set()
        assert await arrivals.count_failure(db, KEYS[0], NOW) == 1
    async with owner.transaction() as db:
        row = (await db.exec_driver_sql("SELECT * FROM parked")).one()
    sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
    assert b"update" not in row.body
    assert vault.open(Ring.REPORTERS, arrivals.row_name(row.id), sealed) == b"the whole update"


async def test_old_arrivals_are_forgotten_by_the_worker(database: Database, database_url: str) -> None:
    async with database.transaction() as db:
        await arrivals.claim(db, KEYS[:2], NOW - timedelta(hours=49))
        await arrivals.claim(db, KEYS[2:], NOW)
    worker = await Database.open(database_url, role=Role.WORKER)
    async with worker.transaction() as db:
        assert await arrivals.forget_older(db, NOW - timedelta(hours=48)) == 2
    await worker.close()
    async with database.transaction() as db:
        assert await arrivals.claim(db, KEYS, NOW) == set(KEYS[:2])
