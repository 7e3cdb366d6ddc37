"""Rotation: killed again and again with writers at work, it loses nothing; and a wrong key stops a start."""

import asyncio
import random
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import arrivals, dialogues, files, notices, rotation, tips
from store.database import Database, Role
from store.errors import KeyProblem
from store.ids import new_id
from store.keys import Ring, create_keys, read_keys
from store.tables import DEFAULT_AGENCY
from store.vault import Vault, check_keys
from tests.integration.store.samples import NOW, make_media, make_reporter, make_tip

CHATS = range(60)
ROTATE = """
import asyncio, sys
from pathlib import Path
from store.database import Database, Role
from store.keys import Ring
from store.rotation import rotate

async def main():
    database = await Database.open(sys.argv[1], role=Role.OWNER)
    print("begins", flush=True)
    async for moved in rotate(database, Path(sys.argv[2]), Ring(sys.argv[3]), batch=3):
        print(moved, flush=True)
    await database.close()

asyncio.run(main())
"""


async def _fill(database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        for chat, dialogue in (await dialogues.lock(db, vault, CHATS, now=NOW)).items():
            await dialogues.save(db, vault, [replace(dialogue, state=b"0")], worker="one", now=NOW)
            await make_tip(db, vault, code=f"TIP{chat}", reporter_id=dialogue.reporter_id)
            await files.keep_waiting(db, vault, dialogue.reporter_id, make_media("m9"), now=NOW)
        await arrivals.park(db, vault, b"k" * 16, b"parked", "ValueError", NOW, chat_id=1)


@asynccontextmanager
async def _writers(database: Database, vault: Vault) -> AsyncIterator[list[int]]:
    """Two bots at work for as long as the block lasts; each saved state is one more than the one before."""
    saves: list[int] = []
    done = asyncio.Event()

    async def write(seed: int) -> None:
        dice = random.Random(seed)
        while not done.is_set():
            async with database.transaction() as db:
                dialogue = await make_reporter(db, vault, dice.choice(CHATS))
                state = str(int(dialogue.state or b"0") + 1).encode()
                await dialogues.save(db, vault, [replace(dialogue, state=state)], worker="one", now=NOW)
                if dice.random() < 0.2:
                    await make_tip(db, vault, code=str(new_id()), reporter_id=dialogue.reporter_id)
            saves.append(1)

    tasks = [asyncio.create_task(write(seed)) for seed in (1, 2)]
    try:
        yield saves
    finally:
        done.set()
        await asyncio.gather(*tasks)


async def _rotate_and_kill(url: str, folder: Path, ring: Ring, lines: int) -> bool:
    """Run a rotation in a process of its own, and kill it after so many lines. Says whether it ended by itself."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ROTATE, url, str(folder), ring, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(lines):
        if not await process.stdout.readline():
            return await process.wait() == 0
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    await process.wait()
    return False


@pytest.mark.parametrize("ring", [Ring.REPORTERS, Ring.TIPS])
async def test_a_rotation_killed_at_random_points_loses_nothing(
    database: Database, owner: Database, vault: Vault, keys_folder: Path, database_url: str, ring: Ring
) -> None:
    dice = random.Random(11)
    await _fill(database, vault)
    async with _writers(database, vault) as saves:
        for _ in range(4):
            await _rotate_and_kill(database_url, keys_folder, ring, lines=dice.randint(1, 12))
        assert not await _rotate_and_kill(database_url, keys_folder, ring, lines=1)
        assert await _rotate_and_kill(database_url, keys_folder, ring, lines=10_000)
    assert saves
    newest, _ = read_keys(keys_folder).current(ring)
    assert newest >= 2
    async with owner.transaction() as db:
        assert await rotation.remaining(db, ring, newest) == 0
    await _everything_opens(owner, Vault(keys_folder), sum(saves))


async def _everything_opens(owner: Database, vault: Vault, saves: int) -> None:
    async with owner.transaction() as db:
        found = [await dialogues.read(db, vault, chat) for chat in CHATS]
        assert sum(int(one.state or b"") for one in found if one) == saves
        for code in (await db.exec_driver_sql("SELECT code FROM tips")).scalars().all():
            assert (await tips.open_tip(db, vault, code, actor="desk-7", at=NOW)).draft.statements
        waiting = await files.waiting(db, vault, worker="one", now=NOW, limit=1000)
        assert {file.handle.file_id for file in waiting} == {"handle-m9"}
        assert len(waiting) == len(CHATS)


async def test_a_finished_rotation_is_not_begun_again_by_its_last_run(
    database: Database, owner: Database, vault: Vault, keys_folder: Path
) -> None:
    await _fill(database, vault)
    moved = [count async for count in rotation.rotate(owner, keys_folder, Ring.REPORTERS, batch=7)]
    assert sum(moved) == len(CHATS) + 1
    assert max(moved) == 7
    assert set(read_keys(keys_folder).rings[Ring.REPORTERS]) == {1, 2}


async def test_an_old_key_is_set_aside_only_when_no_row_needs_it(
    database: Database, owner: Database, vault: Vault, keys_folder: Path
) -> None:
    await _fill(database, vault)
    async for _ in rotation.rotate(owner, keys_folder, Ring.TIPS):
        pass
    now, later = datetime.now(UTC), datetime.now(UTC) + timedelta(hours=1)
    with pytest.raises(KeyProblem, match="younger"):
        await rotation.retire(owner, keys_folder, Ring.TIPS, now=now)
    async with database.transaction() as db:
        (notice_tip,) = (await db.exec_driver_sql("SELECT id FROM tips LIMIT 1")).scalars()
    async with owner.transaction() as db:
        old = replace_keys_with_version_one(keys_folder)
        await notices.write(db, old, tip_id=notice_tip, key="question", actor="desk-7", agency=DEFAULT_AGENCY, at=NOW)
    assert await rotation.retire(owner, keys_folder, Ring.TIPS, now=later) == ()
    assert 1 in read_keys(keys_folder).rings[Ring.TIPS]
    async for _ in rotation.rewrap(owner, Vault(keys_folder), Ring.TIPS):
        pass
    assert await rotation.retire(owner, keys_folder, Ring.TIPS, now=later) == (1,)
    assert set(read_keys(keys_folder).rings[Ring.TIPS]) == {2}
    async with owner.transaction() as db:
        await check_keys(db, read_keys(keys_folder))


def replace_keys_with_version_one(folder: Path) -> Vault:
    """A vault of a process that has not seen version 2 yet."""
    second = folder / "tips-2.key"
    content = second.read_bytes()
    second.unlink()
    vault = Vault(folder)
    second.touch(mode=0o600)
    second.write_bytes(content)
    return vault


async def test_the_key_of_digests_is_not_rotated(owner: Database, keys_folder: Path) -> None:
    with pytest.raises(KeyProblem, match="digests"):
        await anext(rotation.rotate(owner, keys_folder, Ring.DIGESTS))


@pytest.mark.parametrize("ring", list(Ring))
async def test_a_wrong_key_stops_the_start_and_is_named(
    database: Database, keys_folder: Path, tmp_path: Path, ring: Ring
) -> None:
    async with database.transaction() as db:
        await check_keys(db, read_keys(keys_folder))
        await check_keys(db, read_keys(keys_folder))
    create_keys(tmp_path / "others")
    (tmp_path / "others" / f"{ring}-1.key").rename(keys_folder / f"{ring}-1.key")
    with pytest.raises(KeyProblem, match=f"'{ring}' version 1 .* is not the one"):
        async with database.transaction() as db:
            await check_keys(db, read_keys(keys_folder))


async def test_a_missing_version_stops_the_start_and_is_named(
    database: Database, owner: Database, vault: Vault, keys_folder: Path
) -> None:
    await _fill(database, vault)
    async for _ in rotation.rotate(owner, keys_folder, Ring.TIPS):
        pass
    (keys_folder / "tips-1.key").unlink()
    with pytest.raises(KeyProblem, match="'tips' version 1 is missing"):
        async with database.transaction() as db:
            await check_keys(db, read_keys(keys_folder))


async def test_a_process_is_asked_only_for_the_rings_it_uses(database: Database, keys_folder: Path) -> None:
    async with database.transaction() as db:
        await check_keys(db, read_keys(keys_folder))
    (keys_folder / "reporters-1.key").unlink()
    async with database.transaction() as db:
        await check_keys(db, read_keys(keys_folder), needed=(Ring.TIPS, Ring.DIGESTS))


async def test_the_console_is_told_how_many_rows_each_version_seals(
    database: Database, owner: Database, vault: Vault, keys_folder: Path, database_url: str
) -> None:
    """Of all agencies, as rotating and retiring go by them; of rows that it may not read, the number alone."""
    await _fill(database, vault)
    async with owner.transaction() as db:
        await check_keys(db, vault.keys)
        before = {ring: await rotation.remaining(db, ring, version=99) for ring in rotation.SEALED_TABLES}
    await anext(rotation.rotate(owner, keys_folder, Ring.TIPS, batch=7))
    console = await Database.open(database_url, role=Role.CONSOLE)
    async with console.transaction() as db:
        used = await rotation.key_use(db)
    await console.close()
    assert [(one.version, one.rows) for one in used[Ring.TIPS]] == [(2, 7), (1, before[Ring.TIPS] - 7)]
    assert [(one.version, one.rows) for one in used[Ring.REPORTERS]] == [(1, before[Ring.REPORTERS])]
    assert [(one.version, one.rows) for one in used[Ring.DIGESTS]] == [(1, 0)]
    assert all(one.made_at for ring in used.values() for one in ring)


async def test_no_sealed_table_is_left_out_of_what_the_console_is_told(owner: Database) -> None:
    async with owner.transaction() as db:
        query = "SELECT prosrc FROM pg_proc WHERE proname = 'highbeam_key_use'"
        source = (await db.exec_driver_sql(query)).scalar_one()
    for ring, tables in rotation.SEALED_TABLES.items():
        for table in tables:
            assert re.search(rf"'{ring}' AS ring, [^']+ FROM {table} WHERE key_version <> 0", source), table
