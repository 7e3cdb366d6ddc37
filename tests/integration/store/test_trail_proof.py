"""Proving the trail in short steps: as strict as reading it at once, whatever goes on meanwhile."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from store import audit, trail_proof
from store.database import Database, Role
from store.errors import TrailBroken
from store.tables import DEFAULT_AGENCY
from store.trail_proof import Progress
from store.vault import Vault
from tests.integration.store.samples import NOW, make_tip
from tests.integration.store.test_audit import FORGERIES

CHAIN = audit.chain_of_agency(DEFAULT_AGENCY)


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def write(owner: Database, vault: Vault, count: int, chain: str = CHAIN) -> None:
    async with owner.transaction() as db:
        for number in range(count):
            await audit.record(db, vault, chain=chain, actor="desk-7", action="looked", at=NOW, details={"n": number})


async def prove(console: Database, vault: Vault, *, only: str | None = None, limit: int = 3) -> Progress:
    """Step by step, each in a transaction of its own, as the page does it."""
    async with console.transaction(DEFAULT_AGENCY) as db:
        progress = await trail_proof.begin(db, only=only, at=NOW)
    while not progress.done:
        async with console.transaction(DEFAULT_AGENCY) as db:
            progress = await trail_proof.step(db, vault, progress, limit=limit)
    return progress


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 11, 12, 500])
async def test_a_trail_left_alone_is_proved_whatever_the_length_of_a_step(
    console: Database, owner: Database, vault: Vault, limit: int
) -> None:
    for chain, count in (("a", 1), ("b", 4), (CHAIN, 4), ("z", 3)):
        await write(owner, vault, count, chain)
    found = await prove(console, vault, limit=limit)
    assert (found.events, found.expected, found.chains) == (12, 12, 4)


@pytest.mark.parametrize("limit", [1, 2, 500])
@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
async def test_no_forgery_is_passed_by(
    console: Database, owner: Database, vault: Vault, forgery: str, limit: int
) -> None:
    await write(owner, vault, 4)
    await write(owner, vault, 1, "zz: the next chain")
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        for statement in forgery.split(";"):
            await db.exec_driver_sql(_only_in(CHAIN, statement))
    with pytest.raises(TrailBroken, match=CHAIN):
        await prove(console, vault, limit=limit)


def _only_in(chain: str, statement: str) -> str:
    """The forgery, in one chain of two."""
    if "INSERT" in statement or "WHERE" in statement:
        return statement.replace("WHERE", f"WHERE chain = '{chain}' AND")
    return f"{statement} WHERE chain = '{chain}'"


async def test_a_tips_chain_that_is_gone_is_missed(
    console: Database, owner: Database, database: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        chain = audit.chain_of_tip(await make_tip(db, vault, code="ONE"))
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        await db.execute(text("DELETE FROM trail WHERE chain = :chain"), {"chain": chain})
        await db.execute(text("DELETE FROM trail_heads WHERE chain = :chain"), {"chain": chain})
    for only in (None, chain):
        with pytest.raises(TrailBroken, match=r"tip:.*gone"):
            await prove(console, vault, only=only)


async def test_one_chain_is_proved_alone(console: Database, owner: Database, vault: Vault) -> None:
    await write(owner, vault, 7, "tip:one")
    await write(owner, vault, 2, "tip:two")
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        await db.exec_driver_sql("UPDATE trail SET actor = 'x' WHERE chain = 'tip:two'")
    assert (await prove(console, vault, only="tip:one")).events == 7
    with pytest.raises(TrailBroken, match="tip:two"):
        await prove(console, vault, only="tip:two")


async def test_what_is_written_while_a_proof_runs_does_not_break_it(
    console: Database, owner: Database, vault: Vault
) -> None:
    for chain in ("a", "b", "c"):
        await write(owner, vault, 3, chain)
    async with console.transaction(DEFAULT_AGENCY) as db:
        progress = await trail_proof.begin(db, only=None, at=NOW)
    while not progress.done:
        for chain in ("a", "b", "c") if progress.events < 20 else ():
            await write(owner, vault, 1, chain)
        async with console.transaction(DEFAULT_AGENCY) as db:
            progress = await trail_proof.step(db, vault, progress, limit=2)
    assert progress.events >= 9


async def test_progress_is_carried_by_its_own_account_unchanged(vault: Vault) -> None:
    progress, account = Progress(began=NOW, chain="tip:x", seq=3, code="00ff", events=7, expected=9), uuid4()
    carried = progress.signed(vault, account)
    assert Progress.read(vault, account, carried) == progress
    assert Progress.read(vault, uuid4(), carried) is None, "it is somebody else's"
    other = "B" if carried.startswith("A") else "A"
    for broken in ("", "é", carried[:-4], other + carried[1:], carried[:40] + "AAAA" + carried[44:]):
        assert Progress.read(vault, account, broken) is None


async def test_the_value_stays_while_the_trail_grows_and_shows_any_later_change(
    console: Database, owner: Database, vault: Vault
) -> None:
    await write(owner, vault, 4)
    await write(owner, vault, 2, "tip:x")
    async with console.transaction(DEFAULT_AGENCY) as db:
        number = (await trail_proof.settling(db)).through
        kept = await trail_proof.value_through(db, vault, number)
    await write(owner, vault, 3)
    await write(owner, vault, 1, "tip:new")
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail_proof.value_through(db, vault, number) == kept
        assert await trail_proof.value_through(db, vault, number + 1) != kept
    async with owner.transaction() as db:  # by somebody with database and keys: the chain verifies again
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        await db.exec_driver_sql("DELETE FROM trail WHERE chain = 'tip:x'")
        await db.exec_driver_sql("DELETE FROM trail_heads WHERE chain = 'tip:x'")
        await audit.record(db, vault, chain="tip:x", actor="desk-7", action="nothing", at=NOW)
    assert (await prove(console, vault)).done
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail_proof.value_through(db, vault, number) != kept


async def test_the_value_waits_for_events_that_have_a_smaller_number_and_are_not_committed(
    console: Database, owner: Database, vault: Vault
) -> None:
    await write(owner, vault, 1)
    written, commit = asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        async with owner.transaction() as db:
            await audit.record(db, vault, chain="slow", actor="desk-7", action="looked", at=NOW)
            written.set()
            await commit.wait()

    slow = asyncio.create_task(slowly())
    await written.wait()
    await write(owner, vault, 1)
    async with console.transaction(DEFAULT_AGENCY) as db:
        until = await trail_proof.settling(db)
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert not await trail_proof.is_settled(db, until)
    commit.set()
    await slow
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail_proof.is_settled(db, until)
        value = await trail_proof.value_through(db, vault, until.through)
    await write(owner, vault, 1, "later")
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail_proof.value_through(db, vault, until.through) == value


async def test_a_proof_says_when_it_began(console: Database, owner: Database, vault: Vault) -> None:
    await write(owner, vault, 1)
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert (await trail_proof.prove(db, vault, at=NOW + timedelta(days=1))).began == NOW + timedelta(days=1)
