"""Tips on a real PostgreSQL: submitted once, sealed, found again, on the record."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Text, cast, select
from sqlmodel import SQLModel

from store import audit, digests, tips
from store.database import Database, Role
from store.errors import NoSuchTip, SealBroken
from store.ids import new_id
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_draft, make_reporter, make_tip
from tips.draft import Statement

CODE = "K7M4TQ9X"
CORRECTED = Statement(source="m1", versions=("Somebody held her papers.", "Somebody held her passport."), at=NOW)


async def test_a_submitted_tip_is_in_the_queue_and_opens(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        tip_id = await make_tip(db, vault, code=CODE)
    async with owner.transaction() as db:
        (line,) = await tips.queue(db)
        opened = await tips.open_tip(db, vault, CODE, actor="desk-7", at=NOW)
    assert (line.id, line.code, line.status, line.priority, line.state) == (tip_id, CODE, "new", "high", "US-NE")
    assert line.indicators == ("id-held-by-other",)
    assert opened.draft == make_draft()
    assert opened.row == line


async def test_the_same_tip_twice_is_one_tip(database: Database, owner: Database, vault: Vault) -> None:
    tip_id = new_id()
    for _ in range(3):
        async with database.transaction() as db:
            await make_tip(db, vault, tip_id=tip_id)
    async with owner.transaction() as db:
        assert len(await tips.queue(db)) == 1
        assert await audit.verify_chain(db, vault, audit.chain_of_tip(tip_id)) == 1


async def test_nothing_of_a_tip_s_words_stands_in_clear(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await make_tip(db, vault, code=CODE, reporter_id=reporter)
        await tips.add(db, vault, code=CODE, reporter_id=reporter, added=tips.Added(at=NOW, statement=CORRECTED))
    async with owner.transaction() as db:
        whole = ""
        for table in SQLModel.metadata.tables.values():
            whole += "".join((await db.execute(select(cast(table.table_valued(), Text)))).scalars())
    assert CODE in whole
    for secret in ("papers", "passport", "Testville", "TEST01", "5550100", "purple", "40.69"):
        assert secret not in whole
        assert secret.encode().hex() not in whole


async def test_two_swapped_bodies_do_not_open(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault, code="ONE")
        await make_tip(db, vault, code="TWO")
    async with owner.transaction() as db:
        await db.exec_driver_sql("""
            UPDATE tips a SET body = b.body, wrapped_key = b.wrapped_key FROM tips b WHERE a.id <> b.id
        """)
    for code in ("ONE", "TWO"):
        with pytest.raises(SealBroken):
            async with owner.transaction() as db:
                await tips.open_tip(db, vault, code, actor="desk-7", at=NOW)


async def test_a_correction_stands_beside_what_was_told_first(
    database: Database, owner: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await make_tip(db, vault, code=CODE, reporter_id=reporter)
        later = NOW + timedelta(minutes=5)
        await tips.add(db, vault, code=CODE, reporter_id=reporter, added=tips.Added(at=later, statement=CORRECTED))
    async with owner.transaction() as db:
        opened = await tips.open_tip(db, vault, CODE, actor="desk-7", at=NOW)
    assert opened.draft.narrative == "Somebody held her papers."
    assert [(one.kind, one.statement) for one in opened.added] == [("correction", CORRECTED)]
    assert (opened.row.additions, opened.row.changed_at) == (1, later)


async def test_nobody_adds_to_or_withdraws_a_tip_of_somebody_else(database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE)
        stranger = (await make_reporter(db, vault, chat_id=5550199)).reporter_id
        with pytest.raises(NoSuchTip):
            await tips.add(db, vault, code=CODE, reporter_id=stranger, added=tips.Added(at=NOW, statement=CORRECTED))
        with pytest.raises(NoSuchTip):
            await tips.withdraw(db, vault, code=CODE, reporter_id=stranger, at=NOW)


async def test_a_withdrawn_tip_stays_and_is_marked_once(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        tip_id = await make_tip(db, vault, code=CODE, reporter_id=reporter)
        assert await tips.withdraw(db, vault, code=CODE, reporter_id=reporter, at=NOW)
        assert not await tips.withdraw(db, vault, code=CODE, reporter_id=reporter, at=NOW)
        standings = await tips.for_reporters(db, [reporter, new_id()])
    one = tips.TipStanding(code=CODE, status="withdrawn", sent=NOW, signs=("id-held-by-other",))
    assert standings == {reporter: (one,)}
    async with owner.transaction() as db:
        assert [line.status for line in await tips.queue(db)] == ["withdrawn"]
        assert await audit.verify_chain(db, vault, audit.chain_of_tip(tip_id)) == 2


async def test_the_queue_puts_first_what_should_be_looked_at_next(
    database: Database, owner: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        for code, priority in (("A", "routine"), ("B", "immediate"), ("C", "high"), ("D", "immediate")):
            await make_tip(db, vault, code=code, priority=priority, reported_at=NOW + timedelta(minutes=ord(code)))
        reporter = (await make_reporter(db, vault)).reporter_id
        await tips.withdraw(db, vault, code="D", reporter_id=reporter, at=NOW)
    async with owner.transaction() as db:
        assert [line.code for line in await tips.queue(db)] == ["B", "C", "A", "D"]
        assert [line.code for line in await tips.queue(db, limit=1)] == ["B"]
        assert [line.code for line in await tips.queue(db, since=NOW + timedelta(minutes=ord("C")))] == ["D"]


async def test_a_new_tip_is_notified_when_it_is_committed_and_not_before(
    database: Database, owner: Database, vault: Vault
) -> None:
    async with aclosing(owner.listen(tips.QUEUE)) as heard:  # type: ignore[type-var]
        assert await anext(heard) == ""
        arriving = asyncio.ensure_future(anext(heard))
        async with database.transaction() as db:
            tip_id = await make_tip(db, vault)
            assert not (await asyncio.wait([arriving], timeout=0.05))[0]
        assert await asyncio.wait_for(arriving, 5) == str(tip_id)


async def test_digests_find_tips_that_share_a_plate_a_phone_or_a_word(
    database: Database, owner: Database, vault: Vault
) -> None:
    other = make_draft(vehicles=(), contacts=(), statements=())
    async with database.transaction() as db:
        tip_id = await make_tip(db, vault, code="ONE")
        await make_tip(db, vault, code="TWO", draft=other)
    looked_for = [("plate", "TEST01"), ("phone", "+13085550100"), ("word", "papers"), ("word", "nothing")]
    plates = digests.of_plate("TESTO1")
    async with owner.transaction() as db:
        found = []
        for kind, value in looked_for + [(str(kind), value) for kind, value in plates]:
            rows = await db.exec_driver_sql(
                "SELECT tip_id FROM digests WHERE kind = %s AND digest = %s", (kind, vault.digest(kind, value))
            )
            found.append(list(rows.scalars()))
    folded = digests.of_plate("TEST01") == plates
    assert found[1:4] == [[tip_id], [tip_id], []]
    assert folded
    assert found[4:] == [[tip_id]] * len(plates)


async def test_the_console_sees_its_own_agency_s_tips_alone(
    database: Database, database_url: str, owner: Database, vault: Vault
) -> None:
    other = new_id()
    async with owner.transaction() as db:
        await db.exec_driver_sql("INSERT INTO agencies VALUES (%s, 'other', 'Other')", (other,))
    async with database.transaction() as db:
        await make_tip(db, vault, code="OURS")
        await make_tip(db, vault, code="THEIRS", agency=other)
    console = await Database.open(database_url, role=Role.CONSOLE)
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert [line.code for line in await tips.queue(db)] == ["OURS"]
        with pytest.raises(NoSuchTip):
            await tips.open_tip(db, vault, "THEIRS", actor="desk-7", at=NOW)
    async with console.transaction(other) as db:
        assert [line.code for line in await tips.queue(db)] == ["THEIRS"]
    async with console.transaction() as db:
        assert await tips.queue(db) == []
    await console.close()


async def test_a_sentence_alone_makes_an_envelope_full_of_unknowns(
    database: Database, owner: Database, vault: Vault
) -> None:
    bare = replace(make_draft(), place=None, observed=None, setting=None, still_there=None, signs=())
    async with database.transaction() as db:
        await make_tip(db, vault, draft=bare)
    async with owner.transaction() as db:
        (line,) = await tips.queue(db)
    assert (line.county, line.state, line.setting, line.observed_from, line.indicators) == (None,) * 4 + ((),)
