"""Dialogues on a real PostgreSQL: locks, leases, and what a crash or a second worker leaves behind."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from store import dialogues
from store.database import Database
from store.dialogues import LEASE, Delivered, Dialogue
from store.errors import SealBroken
from store.vault import Vault
from tests.integration.store.samples import CHAT, NOW, make_reporter

SOON, LATER = NOW + timedelta(seconds=1), NOW + LEASE + timedelta(seconds=1)


async def _save(
    database: Database, vault: Vault, worker: str = "one", chat: int = CHAT, **changes: Any
) -> tuple[Dialogue, set[int]]:
    """One step of a reporter: the card they want is the next one."""
    async with database.transaction() as db:
        dialogue = await make_reporter(db, vault, chat)
        saved = replace(dialogue, **{"wanted": dialogue.wanted + 1, **changes})
        return saved, await dialogues.save(db, vault, [saved], worker=worker, now=NOW)


def _shown(dialogue: Dialogue, **changes: Any) -> Delivered:
    delivered = Delivered(
        reporter_id=dialogue.reporter_id, shown=dialogue.wanted, card_message=70, card_sent=NOW, removed=()
    )
    return replace(delivered, **changes)


async def test_a_new_chat_gets_a_dialogue_and_keeps_it(database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        first = await dialogues.lock(db, vault, [1, 2], now=NOW)
        assert first[1].state is None
    async with database.transaction() as db:
        again = await dialogues.lock(db, vault, [2, 1, 3], now=NOW)
    assert {chat: again[chat].reporter_id for chat in (1, 2)} == {c: d.reporter_id for c, d in first.items()}
    assert set(again) == {1, 2, 3}


async def test_what_is_saved_is_read_again(database: Database, vault: Vault) -> None:
    changes: dict[str, Any] = {
        "state": b'{"at":"review"}',
        "language": "es",
        "removals": (4, 9),
        "messages": (11,),
        "card_sent": NOW,
    }
    saved, mine = await _save(database, vault, **changes)
    assert mine == {CHAT}
    async with database.transaction() as db:
        assert await dialogues.read(db, vault, CHAT) == saved
        assert await dialogues.read(db, vault, 404) is None


async def test_state_and_chat_are_sealed(database: Database, vault: Vault, owner: Database) -> None:
    await _save(database, vault, state=b"the words of a reporter")
    async with owner.transaction() as db:
        row = (await db.exec_driver_sql("SELECT r.*, r::text AS words FROM reporters r")).mappings().one()
    assert b"words" not in row["state"]
    assert str(CHAT) not in row["words"]
    assert str(CHAT).encode() not in row["chat"]


async def test_swapped_states_do_not_open(database: Database, vault: Vault, owner: Database) -> None:
    await _save(database, vault, chat=1, state=b"one")
    await _save(database, vault, chat=2, state=b"two")
    async with owner.transaction() as db:
        await db.exec_driver_sql(
            "UPDATE reporters a SET state = b.state, wrapped_key = b.wrapped_key FROM reporters b WHERE a.id <> b.id"
        )
    async with database.transaction() as db:
        with pytest.raises(SealBroken):
            await dialogues.lock(db, vault, [1], now=NOW)


async def test_a_locked_dialogue_waits_for_the_other_transaction(database: Database, vault: Vault) -> None:
    async def add(letter: bytes) -> None:
        async with database.transaction() as db:
            dialogue = await make_reporter(db, vault)
            state = (dialogue.state or b"") + letter
            await dialogues.save(db, vault, [replace(dialogue, state=state)], worker="one", now=NOW)

    await add(b"a")
    async with database.transaction() as db:
        dialogue = await make_reporter(db, vault)
        second = asyncio.create_task(add(b"c"))
        assert not (await asyncio.wait([second], timeout=0.1))[0]
        await dialogues.save(db, vault, [replace(dialogue, state=b"ab")], worker="one", now=NOW)
    await second
    async with database.transaction() as db:
        assert (await make_reporter(db, vault)).state == b"abc"


async def test_batches_over_the_same_chats_never_deadlock(database: Database, vault: Vault, owner: Database) -> None:
    dice = random.Random(7)

    async def batch(chats: list[int]) -> None:
        async with database.transaction() as db:
            locked = await dialogues.lock(db, vault, chats, now=NOW)
            changed = [replace(one, wanted=one.wanted + 1) for one in locked.values()]
            await dialogues.save(db, vault, changed, worker="one", now=NOW)

    batches = [dice.sample(range(30), dice.randint(2, 20)) for _ in range(80)]
    await asyncio.gather(*[batch(chats) for chats in batches])
    async with owner.transaction() as db:
        total = (await db.exec_driver_sql("SELECT sum(wanted) FROM reporters")).scalar_one()
        deadlocks = (
            await db.exec_driver_sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        ).scalar_one()
    assert total == sum(map(len, batches))
    assert deadlocks == 0


async def test_a_second_worker_does_not_get_the_delivery(database: Database, vault: Vault) -> None:
    _, mine = await _save(database, vault, "one")
    assert mine == {CHAT}
    _, theirs = await _save(database, vault, "two")
    assert theirs == set()
    _, again = await _save(database, vault, "one")
    assert again == {CHAT}


async def test_nothing_to_show_takes_no_lease(database: Database, vault: Vault) -> None:
    _, mine = await _save(database, vault, wanted=0)
    assert mine == set()
    _, blocked = await _save(database, vault, blocked=True)
    assert blocked == set()


async def test_a_delivered_dialogue_is_free_for_anybody(database: Database, vault: Vault) -> None:
    dialogue, _ = await _save(database, vault, "one", removals=(4, 9))
    async with database.transaction() as db:
        done = await dialogues.record_delivered(db, [_shown(dialogue, removed=(9, 4))], worker="one", now=SOON)
        assert done == {dialogue.reporter_id: dialogue.wanted}
        after = await dialogues.read(db, vault, CHAT)
    assert after is not None
    assert (after.shown, after.card_message, after.removals) == (dialogue.wanted, 70, ())
    assert not after.undelivered
    _, mine = await _save(database, vault, "two")
    assert mine == {CHAT}


async def test_a_worker_that_fell_behind_keeps_the_lease_and_learns_of_it(database: Database, vault: Vault) -> None:
    first, _ = await _save(database, vault, "one")
    newer, _ = await _save(database, vault, "two")
    async with database.transaction() as db:
        done = await dialogues.record_delivered(db, [_shown(first)], worker="one", now=SOON)
        assert done == {first.reporter_id: newer.wanted}
        assert await dialogues.undelivered(db, vault, worker="two", now=SOON) == []


async def test_what_a_worker_that_is_gone_had_leased_is_taken_over_at_once(database: Database, vault: Vault) -> None:
    present = await database.try_advisory_lock(dialogues.presence_of("one"))
    assert present is not None
    await _save(database, vault, "one")

    async def found_by_another() -> list[int]:
        async with database.transaction() as db:
            await dialogues.release_gone(db, worker="two", now=SOON)
            return [one.chat_id for one in await dialogues.undelivered(db, vault, worker="two", now=SOON)]

    assert await found_by_another() == []
    await present.release()
    assert await found_by_another() == [CHAT]


async def test_removals_that_failed_stay_for_later(database: Database, vault: Vault) -> None:
    dialogue, _ = await _save(database, vault, removals=(4, 9, 12))
    async with database.transaction() as db:
        await dialogues.record_delivered(db, [_shown(dialogue, removed=(9,))], worker="one", now=SOON)
        after = await dialogues.read(db, vault, CHAT)
    assert after is not None
    assert after.removals == (4, 12)
    assert after.undelivered


async def test_a_worker_that_lost_its_lease_overwrites_nothing_and_its_card_is_removed(
    database: Database, vault: Vault
) -> None:
    dialogue, _ = await _save(database, vault, "one")
    async with database.transaction() as db:
        taken = await dialogues.undelivered(db, vault, worker="two", now=LATER)
        assert [one.chat_id for one in taken] == [CHAT]
        await dialogues.record_delivered(db, [_shown(dialogue, card_message=71)], worker="two", now=LATER)
    async with database.transaction() as db:
        late = await dialogues.record_delivered(db, [_shown(dialogue, card_message=70)], worker="one", now=LATER)
        after = await dialogues.read(db, vault, CHAT)
    assert late == {}
    assert after is not None
    assert (after.card_message, after.removals) == (71, (70,))


async def test_what_a_dead_worker_left_is_taken_over_once(database: Database, vault: Vault) -> None:
    for chat in range(20):
        await _save(database, vault, "dead", chat=chat)
    async with database.transaction() as db:
        assert await dialogues.undelivered(db, vault, worker="two", now=SOON) == []
    async with database.transaction() as db, database.transaction() as other:
        some = await dialogues.undelivered(db, vault, worker="two", now=LATER, limit=15)
        sweep = dialogues.undelivered(other, vault, worker="three", now=LATER, limit=100)
        rest = await asyncio.wait_for(sweep, 5)
    assert sorted(one.chat_id for one in some + rest) == list(range(20))
    assert len(some) == 15


async def test_a_postponed_phone_rests_until_then(database: Database, vault: Vault) -> None:
    dialogue, _ = await _save(database, vault)
    async with database.transaction() as db:
        await dialogues.postpone(db, dialogue.reporter_id, LATER)
    _, mine = await _save(database, vault)
    assert mine == set()
    async with database.transaction() as db:
        assert await dialogues.undelivered(db, vault, worker="two", now=SOON) == []
        assert len(await dialogues.undelivered(db, vault, worker="two", now=LATER)) == 1


async def test_a_blocked_bot_is_silent_until_the_reporter_writes_again(database: Database, vault: Vault) -> None:
    dialogue, _ = await _save(database, vault)
    async with database.transaction() as db:
        await dialogues.mark_blocked(db, dialogue.reporter_id)
        assert await dialogues.undelivered(db, vault, worker="two", now=LATER) == []
    _, mine = await _save(database, vault, blocked=False)
    assert mine == {CHAT}
