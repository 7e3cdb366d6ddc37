"""The trail: append-only, and a changed, removed or inserted event shows even when the lock was taken off."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy.exc import DBAPIError

from store import audit
from store.database import Database
from store.errors import TrailBroken
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_tip

CHAIN = audit.chain_of_agency(DEFAULT_AGENCY)
FORGERIES = {
    "changed": "UPDATE trail SET actor = 'nobody' WHERE seq = 2",
    "changed-details": """UPDATE trail SET details = '{"n": 9}' WHERE seq = 2""",
    "changed-time": "UPDATE trail SET at = at - interval '1 microsecond' WHERE seq = 3",
    "removed-first": "DELETE FROM trail WHERE seq = 1",
    "removed-middle": "DELETE FROM trail WHERE seq = 2",
    "removed-last": "DELETE FROM trail WHERE seq = 4",
    "removed-all": "DELETE FROM trail",
    "removed-and-closed-up": """
        DELETE FROM trail WHERE seq = 2;
        UPDATE trail SET seq = seq - 1 WHERE seq > 2; UPDATE trail_heads SET seq = 3""",
    "removed-last-with-head": """
        DELETE FROM trail WHERE seq = 4;
        UPDATE trail_heads SET seq = 3""",
    "inserted": """
        INSERT INTO trail (chain, seq, agency_id, at, actor, action, details, mac)
        SELECT chain, 5, agency_id, at, actor, action, details, mac FROM trail WHERE seq = 4;
        UPDATE trail_heads SET seq = 5""",
    "swapped": """
        UPDATE trail SET seq = -seq WHERE seq IN (2, 3);
        UPDATE trail SET seq = 5 + seq WHERE seq < 0""",
    "head-removed": "DELETE FROM trail_heads",
}


async def _write_four(owner: Database, vault: Vault) -> None:
    async with owner.transaction() as db:
        for number in range(4):
            await audit.record(
                db, vault, chain=CHAIN, actor="desk-7", action="looked", at=NOW, details={"n": number, "note": "é"}
            )


async def test_a_chain_left_alone_verifies(owner: Database, vault: Vault) -> None:
    await _write_four(owner, vault)
    async with owner.transaction() as db:
        assert await audit.verify_chain(db, vault, CHAIN) == 4
        assert await audit.verify_all(db, vault) == 4


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
async def test_a_forged_chain_does_not_verify(owner: Database, vault: Vault, forgery: str) -> None:
    await _write_four(owner, vault)
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        for statement in forgery.split(";"):
            await db.exec_driver_sql(statement)
    with pytest.raises(TrailBroken, match=CHAIN):
        async with owner.transaction() as db:
            await audit.verify_all(db, vault)


async def test_an_event_of_another_history_does_not_fit_in(owner: Database, vault: Vault) -> None:
    """Say, one from a backup: its code is genuine and its number right, but it follows something else."""
    await _write_four(owner, vault)
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        await db.exec_driver_sql("CREATE TABLE backup AS SELECT * FROM trail")
        await db.exec_driver_sql("DELETE FROM trail")
        await db.exec_driver_sql("DELETE FROM trail_heads")
        await audit.record(db, vault, chain=CHAIN, actor="desk-8", action="looked", at=NOW)
    async with owner.transaction() as db:
        await db.exec_driver_sql("""
            INSERT INTO trail (chain, seq, agency_id, at, actor, action, details, mac)
            SELECT chain, seq, agency_id, at, actor, action, details, mac FROM backup WHERE seq > 1
        """)
        await db.exec_driver_sql("UPDATE trail_heads SET seq = 4, mac = b.mac FROM backup b WHERE b.seq = 4")
        with pytest.raises(TrailBroken, match="event 2"):
            await audit.verify_chain(db, vault, CHAIN)


async def test_a_whole_chain_that_is_gone_is_missed(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        tip_id = await make_tip(db, vault, code="ONE")
        await make_tip(db, vault, code="TWO")
    chain = audit.chain_of_tip(tip_id)
    async with owner.transaction() as db:
        await db.exec_driver_sql("ALTER TABLE trail DISABLE TRIGGER trail_is_append_only")
        await db.exec_driver_sql("DELETE FROM trail WHERE chain = %s", (chain,))
        await db.exec_driver_sql("DELETE FROM trail_heads WHERE chain = %s", (chain,))
    with pytest.raises(TrailBroken, match="gone"):
        async with owner.transaction() as db:
            await audit.verify_all(db, vault)


@pytest.mark.parametrize("statement", ["UPDATE trail SET actor = 'x'", "DELETE FROM trail", "TRUNCATE trail"])
async def test_not_even_the_owner_changes_the_trail(owner: Database, vault: Vault, statement: str) -> None:
    await _write_four(owner, vault)
    with pytest.raises(DBAPIError, match="append-only"):
        async with owner.transaction() as db:
            await db.exec_driver_sql(statement)


async def test_events_written_at_once_stand_in_one_unbroken_chain(owner: Database, vault: Vault) -> None:
    async def write(number: int) -> None:
        async with owner.transaction() as db:
            await audit.record(db, vault, chain=CHAIN, actor=f"desk-{number}", action="looked", at=NOW)

    await asyncio.gather(*[write(number) for number in range(30)])
    async with owner.transaction() as db:
        assert await audit.verify_chain(db, vault, CHAIN) == 30


async def test_an_event_that_was_rolled_back_leaves_no_gap(owner: Database, vault: Vault) -> None:
    await _write_four(owner, vault)
    with suppress(ZeroDivisionError):
        async with owner.transaction() as db:
            await audit.record(db, vault, chain=CHAIN, actor="desk-7", action="looked", at=NOW)
            raise ZeroDivisionError
    await _write_four(owner, vault)
    async with owner.transaction() as db:
        assert await audit.verify_chain(db, vault, CHAIN) == 8
