"""The way to PostgreSQL: what commits, what is translated, who is elected, and the embedded server itself."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from store import arrivals, migrate
from store.database import Database, Role
from store.embedded import start_embedded
from store.errors import DatabaseUnavailable
from tests.integration.store.samples import NOW

KEY = b"k" * 16


@pytest.fixture
def data() -> Iterator[Path]:
    with TemporaryDirectory(prefix="highbeam-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


async def test_what_raises_is_rolled_back(database: Database) -> None:
    with suppress(ZeroDivisionError):
        async with database.transaction() as db:
            await arrivals.claim(db, [KEY], NOW)
            raise ZeroDivisionError
    async with database.transaction() as db:
        assert await arrivals.claim(db, [KEY], NOW) == {KEY}


async def test_a_database_that_is_away_is_unavailable(tmp_path: Path) -> None:
    database = await Database.open(f"postgresql://nobody@/nowhere?host={tmp_path}", role=Role.BOT)
    with pytest.raises(DatabaseUnavailable):
        async with database.transaction():
            pass
    with pytest.raises(DatabaseUnavailable):
        await database.try_advisory_lock("poller")
    await database.close()


async def test_a_connection_cut_in_mid_transaction_is_unavailable_and_the_next_one_works(
    database: Database, owner: Database
) -> None:
    async def cut_in_the_middle() -> None:
        async with database.transaction() as db:
            pid = (await db.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()
            async with owner.transaction() as other:
                await other.exec_driver_sql("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            await arrivals.claim(db, [KEY], NOW)

    with pytest.raises(DatabaseUnavailable):
        await cut_in_the_middle()
    async with database.transaction() as db:
        assert await arrivals.claim(db, [KEY], NOW) == {KEY}


@pytest.mark.parametrize("state", ["53100", "53300", "57P03", "40P01", "40001", "25006", "55P03", "58030"])
async def test_a_full_busy_or_read_only_database_is_unavailable(database: Database, state: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=state):
        async with database.transaction() as db:
            await db.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '{state}'; END $$")


async def test_a_mistake_of_ours_is_no_outage(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.transaction() as db:
            await db.exec_driver_sql("SELECT nothing FROM nowhere")


async def test_an_error_quotes_no_parameter(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.transaction() as db:
            await db.exec_driver_sql("SELECT nothing FROM nowhere WHERE x = %s", ("308-555-0100",))
    assert "308-555-0100" not in str(caught.value)


async def test_one_process_of_two_is_elected_and_the_other_follows(database: Database, database_url: str) -> None:
    other = await Database.open(database_url, role=Role.BOT)
    held = await database.try_advisory_lock("poller")
    assert held is not None
    assert held.held
    assert await other.try_advisory_lock("poller") is None
    free = await other.try_advisory_lock("another")
    assert free is not None
    await free.release()
    await held.release()
    assert not held.held
    follower = await other.try_advisory_lock("poller")
    assert follower is not None
    await follower.release()
    await other.close()


async def test_a_lock_notices_that_its_connection_died(database: Database, owner: Database) -> None:
    held = await database.try_advisory_lock("poller")
    assert held is not None
    async with owner.transaction() as db:
        await db.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )
    await asyncio.wait_for(held.lost.wait(), 5)
    assert not held.held
    await held.release()


async def test_a_listener_hears_that_the_database_went_away(database: Database, owner: Database) -> None:
    heard = database.listen("highbeam_queue")
    assert await anext(heard) == ""
    async with owner.transaction() as db:
        await db.exec_driver_sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
    with pytest.raises(DatabaseUnavailable):
        await asyncio.wait_for(anext(heard), 5)


def _number(url: str, statement: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


def test_an_embedded_server_keeps_its_rows_over_a_restart(data: Path) -> None:
    server = start_embedded(data)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    assert server.stop()
    server = start_embedded(data)
    assert _number(server.url, "SELECT n FROM kept") == 7
    assert server.stop()


@pytest.mark.parametrize("role", [Role.BOT, Role.CONSOLE, Role.WORKER])
async def test_after_a_restart_of_the_server_nobody_is_refused(data: Path, role: Role) -> None:
    """Each process keeps connections that have ended meanwhile, and notices before it asks anything."""
    server = start_embedded(data, settings={"fsync": "off"})
    migrate.upgrade(server.url)
    database = await Database.open(server.url, role=role)
    await _asked_at_once(database)
    assert server.stop()
    server = start_embedded(data)
    after = await _asked_at_once(database)
    assert await _asked_at_once(database) == after, "what is alive is used again"
    await database.close()
    server.stop()


async def _asked_at_once(database: Database) -> set[int]:
    """The backends that answered three transactions, all open at the same time."""
    async with database.transaction() as one, database.transaction() as two, database.transaction() as three:
        return {(await db.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one() for db in (one, two, three)}


def test_an_embedded_server_stops_with_its_last_user(data: Path) -> None:
    first, second = start_embedded(data), start_embedded(data)
    assert first.url == second.url
    assert not first.stop()
    assert _number(second.url, "SELECT 1") == 1
    assert second.stop()
    with pytest.raises(psycopg.OperationalError):
        _number(second.url, "SELECT 1")


def test_an_embedded_server_that_was_killed_starts_again(data: Path) -> None:
    server = start_embedded(data)
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(int((data / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    again = start_embedded(data)
    assert _number(again.url, "SELECT n FROM kept") == 7
    assert not server.stop()
    assert again.stop()


def test_a_stale_pid_that_now_belongs_to_somebody_else_does_not_stop_the_start(data: Path) -> None:
    start_embedded(data).stop()
    pid_file = data / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{data}/postgres\n1700000000\n5432\n\n\n")
    server = start_embedded(data)
    assert _number(server.url, "SELECT 1") == 1
    server.stop()


def test_a_start_that_was_killed_in_the_making_begins_anew(data: Path) -> None:
    (data / "postgres.new").mkdir()
    (data / "postgres.new" / "PG_VERSION").write_text("18\n")
    server = start_embedded(data)
    assert _number(server.url, "SELECT 1") == 1
    server.stop()


def test_a_path_too_long_for_a_socket_works(data: Path) -> None:
    server = start_embedded(data / ("long" * 30))
    assert _number(server.url, "SELECT 1") == 1
    server.stop()


def test_the_server_waits_for_the_disk_and_listens_to_no_network(data: Path) -> None:
    server = start_embedded(data)
    with psycopg.connect(server.url) as connection:
        names = ("fsync", "synchronous_commit", "full_page_writes", "listen_addresses", "log_min_error_statement")
        values = [connection.execute("SELECT current_setting(%s)", (name,)).fetchone() for name in names]
    server.stop()
    assert values == [("on",), ("on",), ("on",), ("",), ("panic",)]


def test_the_server_is_not_told_what_its_starter_was_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIGHBEAM_TELEGRAM_TOKEN", "5550100:plainly-invented-token")
    server = start_embedded(data)
    with psycopg.connect(server.url) as connection:
        backend = connection.info.backend_pid
        postmaster = int((data / "postgres" / "postmaster.pid").read_text().split()[0])
        for pid in (postmaster, backend):
            assert b"plainly-invented" not in Path(f"/proc/{pid}/environ").read_bytes()
    server.stop()
