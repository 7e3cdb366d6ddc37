"""Rotation: a new version of a master key, and every row's data key wrapped again under it, while the bots go on.

Only the wrapped keys change, in small batches that skip rows in use, so a kill at any point leaves every row readable
and the next run goes on from there. Old keys stay until `retire` finds that no row needs them; no run ever removes one.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import Database
from store.errors import KeyProblem
from store.keys import Ring, add_version, read_keys, set_aside
from store.vault import Vault, Wrapped, check_keys

BATCH = 500
BREATH = 0.05  # seconds between rounds
SETTLED = timedelta(minutes=5)
"""How old the newest version must be before an older one may go: by then every process seals under it."""

SEALED_TABLES: Final[Mapping[Ring, tuple[str, ...]]] = {
    Ring.REPORTERS: ("reporters", "parked", "trainings"),
    Ring.TIPS: ("tips", "additions", "files", "notices", "notes", "authenticators", "join_links"),
}
"""The vault calls each row `<table>/<id>`."""


async def rotate(database: Database, folder: Path, ring: Ring, *, batch: int = BATCH) -> AsyncIterator[int]:
    """Add a version to a ring, or take up an unfinished rotation; yields how many rows each batch has moved."""
    _must_have_versions(ring)
    async with database.transaction() as db:
        await check_keys(db, read_keys(folder))
        newest, _ = read_keys(folder).current(ring)
        finished = await remaining(db, ring, newest) == 0
    if finished:
        add_version(folder, ring)
    vault = Vault(folder)
    async with database.transaction() as db:
        await check_keys(db, vault.keys)
    async for moved in rewrap(database, vault, ring, batch=batch):
        yield moved


async def rewrap(database: Database, vault: Vault, ring: Ring, *, batch: int = BATCH) -> AsyncIterator[int]:
    """Wrap every data key of a ring under its newest version; yields how many rows each batch has moved.

    Rows in use are left for the next round, and a bot seals under the old version until it sees the new one, so rounds
    go on until no row is left.
    """
    newest, _ = vault.keys.current(ring)
    for table in SEALED_TABLES[ring]:
        while await _count(database, table, newest):
            last: UUID | None = UUID(int=0)
            while last is not None:
                async with database.transaction() as db:
                    last, moved = await _rewrap_some(db, vault, ring, table, newest, last, batch)
                yield moved
            await asyncio.sleep(BREATH)


async def remaining(db: AsyncConnection, ring: Ring, version: int) -> int:
    """How many rows of a ring are not wrapped under this version."""
    counts = [(await db.execute(_REMAINING[table], {"version": version})).scalar_one() for table in SEALED_TABLES[ring]]
    return sum(counts)


async def retire(database: Database, folder: Path, ring: Ring, *, now: datetime) -> tuple[int, ...]:
    """Set aside the old versions of a ring that no row needs any more; says which. Raises `KeyProblem` when too early.

    Writers wait for the moment of counting, so that none seals under a version that goes.
    """
    _must_have_versions(ring)
    keys = read_keys(folder)
    newest, _ = keys.current(ring)
    old = [version for version in keys.rings[ring] if version < newest]
    async with database.transaction() as db:
        created = (await db.execute(_CREATED, {"ring": ring, "version": newest})).scalar()
        if old and (created is None or now - created < SETTLED):
            raise KeyProblem(f"The key '{ring}' version {newest} is younger than {SETTLED}: wait, then try again.")
        await db.execute(_LOCK[ring])
        unused = [version for version in old if not await _is_used(db, ring, version)]
        for version in unused:
            await db.execute(_FORGET_CHECK, {"ring": ring, "version": version})
    for version in unused:
        set_aside(folder, ring, version)
    return tuple(unused)


@dataclass(frozen=True, kw_only=True)
class KeyVersion:
    """A version of a ring: since when the database has it on record, and how many rows it seals, of all agencies."""

    version: int
    made_at: datetime | None
    rows: int


async def key_use(db: AsyncConnection) -> dict[Ring, tuple[KeyVersion, ...]]:
    """The versions of each ring, the newest first. The console may ask this, and see none of those rows."""
    found: dict[Ring, tuple[KeyVersion, ...]] = dict.fromkeys(Ring, ())
    for row in await db.execute(_KEY_USE):
        found[Ring(row.ring)] += (KeyVersion(version=row.version, made_at=row.made_at, rows=row.sealed),)
    return found


async def _count(database: Database, table: str, version: int) -> int:
    async with database.transaction() as db:
        count: int = (await db.execute(_REMAINING[table], {"version": version})).scalar_one()
        return count


async def _rewrap_some(
    db: AsyncConnection, vault: Vault, ring: Ring, table: str, newest: int, after: UUID, batch: int
) -> tuple[UUID | None, int]:
    """One batch behind `after`: its last row, or None when there was none, and how many were moved."""
    values = {"version": newest, "after": after, "batch": batch}
    rows = (await db.execute(_OLD_ROWS[table], values)).all()
    if not rows:
        return None, 0
    wrapped = [
        vault.rewrap(ring, f"{table}/{row.id}", Wrapped(key=row.wrapped_key, version=row.key_version)) for row in rows
    ]
    moved = {
        "ids": [row.id for row in rows],
        "keys": [one.key for one in wrapped],
        "versions": [one.version for one in wrapped],
    }
    await db.execute(_MOVE[table], moved)
    return rows[-1].id, len(rows)


async def _is_used(db: AsyncConnection, ring: Ring, version: int) -> bool:
    for table in SEALED_TABLES[ring]:
        if (await db.execute(_USES[table], {"version": version})).first() is not None:
            return True
    return False


def _must_have_versions(ring: Ring) -> None:
    if ring not in SEALED_TABLES:
        raise KeyProblem(f"The ring '{ring}' cannot be rotated: every digest would have to be made again from its tip.")


def _of_each_table(statement: str) -> dict[str, TextClause]:
    """The statement for every sealed table; the names are the constants above."""
    return {name: text(statement.replace("TABLE", name)) for names in SEALED_TABLES.values() for name in names}


# Version 0 marks a discarded file, whose key was destroyed.
_OLD_ROWS = _of_each_table("""
    SELECT id, wrapped_key, key_version FROM TABLE WHERE id > :after AND key_version NOT IN (0, :version)
    ORDER BY id LIMIT :batch FOR NO KEY UPDATE SKIP LOCKED
""")
_MOVE = _of_each_table("""
    UPDATE TABLE t SET wrapped_key = n.key, key_version = n.version
    FROM unnest(CAST(:ids AS uuid[]), CAST(:keys AS bytea[]), CAST(:versions AS smallint[])) AS n (id, key, version)
    WHERE t.id = n.id
""")
_REMAINING = _of_each_table("SELECT count(*) FROM TABLE WHERE key_version NOT IN (0, :version)")
_USES = _of_each_table("SELECT 1 FROM TABLE WHERE key_version = :version LIMIT 1")
_LOCK = {ring: text(f"LOCK TABLE {', '.join(names)} IN SHARE MODE") for ring, names in SEALED_TABLES.items()}
_KEY_USE = text("SELECT ring, version, made_at, sealed FROM highbeam_key_use() ORDER BY version DESC")
_CREATED = text("SELECT created FROM key_checks WHERE ring = :ring AND version = :version")
_FORGET_CHECK = text("DELETE FROM key_checks WHERE ring = :ring AND version = :version")
