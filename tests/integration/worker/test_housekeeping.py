"""Housekeeping by a real worker over a real database, in the worker's own role."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from procrastinate.testing import InMemoryConnector
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import arrivals, dialogues, files
from store.database import Database, Role
from store.objects import Objects
from store.settings import StoreSettings
from store.vault import Vault
from tests.integration.store.samples import make_draft, make_media, make_reporter, make_tip
from tips.retention import ARRIVALS_KEPT, DRAFTS_KEPT
from worker.app import make_app, run
from worker.housekeeping import SCHEDULE

NOW = datetime.now(UTC)


async def do(name: str, url: str, tmp_path: Path) -> None:
    """Let a worker do one task, and stop when it is done."""
    app = make_app(url)
    async with app.open_async():
        await app.configure_task(f"housekeeping:{name}").defer_async(timestamp=0)
    await run(StoreSettings(files=str(tmp_path / "files")), database_url=url, wait=False)


async def count(owner: Database, table: str, where: str = "true") -> int:
    async with owner.transaction() as db:
        found: int = (await db.execute(text(f"SELECT count(*) FROM {table} WHERE {where}"))).scalar_one()  # noqa: S608
        return found


async def test_what_was_handled_is_known_for_two_days_and_then_forgotten(
    database: Database, owner: Database, database_url: str, tmp_path: Path
) -> None:
    async with database.transaction() as db:
        await arrivals.claim(db, [b"long ago".ljust(16)], NOW - ARRIVALS_KEPT - timedelta(minutes=1))
        await arrivals.claim(db, [b"yesterday".ljust(16)], NOW - ARRIVALS_KEPT + timedelta(hours=1))
    await do("forget-arrivals", database_url, tmp_path)
    async with database.transaction() as db:
        assert await arrivals.claim(db, [b"yesterday".ljust(16)], NOW) == set()
        assert await arrivals.claim(db, [b"long ago".ljust(16)], NOW) == {b"long ago".ljust(16)}


async def test_an_idle_draft_goes_with_its_files_and_its_reporter(
    database: Database, owner: Database, vault: Vault, database_url: str, tmp_path: Path
) -> None:
    long_ago = NOW - DRAFTS_KEPT - timedelta(hours=1)
    async with database.transaction() as db:
        idle = await make_reporter(db, vault, 5550101, long_ago)
        await files.keep_waiting(db, vault, idle.reporter_id, make_media("m2"), now=long_ago)
        await save(db, vault, idle, long_ago)
        active = await make_reporter(db, vault, 5550102, NOW)
        await save(db, vault, active, NOW)
    await do("forget-idle-drafts", database_url, tmp_path)
    assert await count(owner, "reporters") == 1
    assert await count(owner, "files", "state <> 'discarded' OR reporter_id IS NOT NULL") == 0
    async with database.transaction() as db:
        kept = await dialogues.read(db, vault, 5550102)
    assert kept is not None
    assert kept.state == b"{}"


async def test_who_sent_a_tip_stays_reachable_when_their_draft_goes(
    database: Database, owner: Database, vault: Vault, database_url: str, tmp_path: Path
) -> None:
    long_ago = NOW - DRAFTS_KEPT - timedelta(hours=1)
    async with database.transaction() as db:
        idle = await make_reporter(db, vault, 5550103, long_ago)
        await make_tip(db, vault, reporter_id=idle.reporter_id, draft=make_draft())
        await save(db, vault, idle, long_ago)
    await do("forget-idle-drafts", database_url, tmp_path)
    assert await count(owner, "reporters", "state IS NULL") == 1
    assert await count(owner, "tips", "reporter_id IS NOT NULL") == 1


async def test_the_object_of_a_discarded_file_is_removed(
    database: Database, owner: Database, vault: Vault, database_url: str, tmp_path: Path
) -> None:
    objects = Objects.at(str(tmp_path / "files"))
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await files.keep_waiting(db, vault, reporter, make_media("m2"), now=NOW)
        (waiting,) = await files.waiting(db, vault, worker="one", now=NOW + timedelta(seconds=1))
        await files.kept(db, vault, objects, waiting, b"invented bytes", now=NOW)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    async with database.transaction() as db:
        await files.discard_for(db, reporter)
    await do("remove-discarded-files", database_url, tmp_path)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert await count(owner, "files") == 0


async def test_the_worker_may_not_read_a_chat(database_url: str) -> None:
    database = await Database.open(database_url, role=Role.WORKER, connections=1)
    try:
        async with database.transaction() as db:
            allowed = await db.execute(text("SELECT has_column_privilege('reporters', 'chat', 'SELECT')"))
            assert allowed.scalar_one() is False
    finally:
        await database.close()


def test_every_task_is_done_again_and_again() -> None:
    app = make_app("postgresql:///unused").with_connector(InMemoryConnector())
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic == {f"housekeeping:{name}" for name in SCHEDULE}


async def save(db: AsyncConnection, vault: Vault, dialogue: dialogues.Dialogue, now: datetime) -> None:
    await dialogues.save(db, vault, [replace(dialogue, state=b"{}", wanted=1)], worker="test", now=now)
