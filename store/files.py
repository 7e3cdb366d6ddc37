"""Files that came with a report: waiting to be fetched, then kept, sealed and write-once, or known as unfetchable.

The object is sealed with the data key of its row, so a row that forgets its key has destroyed the file.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.errors import SealBroken
from store.ids import new_id
from store.keys import Ring
from store.objects import Objects
from store.photos import PhotoFacts, read_photo
from store.tables import DEFAULT_AGENCY
from store.tips import BY_BOT, QUEUE
from store.vault import Vault, Wrapped
from tips.draft import Media

LEASE = timedelta(seconds=120)
TOO_LARGE = "too-large"
GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Handle:
    """What is sealed of a file: how the messenger knows it and, once it is kept, what was read from it."""

    file_id: str
    unique_id: str
    facts: PhotoFacts = field(default_factory=PhotoFacts)


@dataclass(frozen=True, kw_only=True)
class WaitingFile:
    """A file to fetch, leased to one worker. `attempts` counts this try too."""

    id: UUID
    reporter_id: UUID | None
    source: str
    kind: str
    mime: str | None
    size: int | None
    attempts: int
    handle: Handle = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of a tip, as the console lists it."""

    id: UUID
    source: str
    kind: str
    mime: str | None
    size: int | None
    state: str
    reason: str | None
    sha256: str | None
    handle: Handle = field(repr=False)


_HANDLE = TypeAdapter(Handle)


async def keep_waiting(
    db: AsyncConnection, vault: Vault, reporter_id: UUID, media: Media, *, now: datetime, agency: UUID = DEFAULT_AGENCY
) -> UUID:
    """Put a file down to be fetched; it belongs to the reporter's draft until a tip names its source."""
    file_id = new_id()
    key = vault.create(Ring.TIPS, row_name(file_id))
    handle = Handle(file_id=media.file_id, unique_id=media.unique_id)
    values = {
        "id": file_id,
        "agency": agency,
        "reporter": reporter_id,
        "source": media.source,
        "kind": media.kind,
        "mime": media.mime,
        "size": media.size,
        "state": "waiting" if media.unfetchable is None else "unfetchable",
        "reason": media.unfetchable,
        "now": now,
        "body": key.seal("handle", _HANDLE.dump_json(handle)),
        "wrapped": key.wrapped.key,
        "version": key.wrapped.version,
    }
    await db.execute(_KEEP_WAITING, values)
    return file_id


async def waiting(
    db: AsyncConnection, vault: Vault, *, worker: str, now: datetime, limit: int = 10
) -> list[WaitingFile]:
    """Take files to fetch that nobody else is fetching, oldest first."""
    values = {"worker": worker, "now": now, "until": now + LEASE, "limit": limit}
    rows = (await db.execute(_TAKE_WAITING, values)).mappings().all()
    names = ("id", "reporter_id", "source", "kind", "mime", "size", "attempts")
    return [WaitingFile(**{name: row[name] for name in names}, handle=_handle(vault, row)) for row in rows]


async def kept(
    db: AsyncConnection, vault: Vault, objects: Objects, file: WaitingFile, data: bytes, *, now: datetime
) -> bool:
    """Seal and keep what was fetched. Says no when somebody else has kept or discarded the file meanwhile."""
    row = (await db.execute(_LOCK_WAITING, {"id": file.id})).mappings().first()
    if row is None:
        return False
    key = vault.unwrap(Ring.TIPS, row_name(file.id), Wrapped(key=row["wrapped_key"], version=row["key_version"]))
    sealed = await asyncio.to_thread(key.seal, "object", data)
    facts = read_photo(data) if file.kind in ("photo", "document") else PhotoFacts()
    handle = Handle(file_id=file.handle.file_id, unique_id=file.handle.unique_id, facts=facts)
    digest = hashlib.sha256(data).digest()
    name = object_name(file.id)
    await objects.put(name, sealed)
    values = {"id": file.id, "sha256": digest, "name": name, "size": len(data), "now": now}
    await db.execute(_KEPT, {**values, "body": key.seal("handle", _HANDLE.dump_json(handle))})
    await _tell(db, vault, row, "file-kept", now, {"file": str(file.id), "sha256": digest.hex()})
    return True


async def unfetchable(db: AsyncConnection, vault: Vault, file_id: UUID, reason: str, *, now: datetime) -> bool:
    """Note that a file cannot be had, and why: `TOO_LARGE` or `GONE`. The tip goes on without it."""
    row = (await db.execute(_LOCK_WAITING, {"id": file_id})).mappings().first()
    if row is None:
        return False
    await db.execute(_UNFETCHABLE, {"id": file_id, "reason": reason})
    await _tell(db, vault, row, "file-unfetchable", now, {"file": str(file_id), "reason": reason})
    return True


async def retry_at(db: AsyncConnection, file_id: UUID, at: datetime) -> None:
    """Let a file rest until then; the lease is given up."""
    await db.execute(_RETRY_AT, {"id": file_id, "at": at})


async def discard_for(db: AsyncConnection, reporter_id: UUID, sources: Sequence[str] | None = None) -> int:
    """Discard files of a draft (all of them, or those of these messages). Their keys are forgotten at once."""
    values = {"reporter": reporter_id, "sources": None if sources is None else list(sources)}
    return len((await db.execute(_DISCARD, values)).all())


async def remove_discarded(db: AsyncConnection, objects: Objects, *, limit: int = 100) -> int:
    """Remove the objects of discarded files, then their rows. Killed in between, it begins again."""
    rows = (await db.execute(_DISCARDED, {"limit": limit})).all()
    for row in rows:
        await objects.delete(object_name(row.id))
    await db.execute(_REMOVE, {"ids": [row.id for row in rows]})
    return len(rows)


async def of_tip(db: AsyncConnection, vault: Vault, tip_id: UUID) -> list[KeptFile]:
    """The files of a tip, oldest first."""
    rows = (await db.execute(_OF_TIP, {"tip": tip_id})).mappings().all()
    names = ("id", "source", "kind", "mime", "size", "state", "reason")
    return [
        KeptFile(
            **{name: row[name] for name in names},
            sha256=row["sha256"].hex() if row["sha256"] else None,
            handle=_handle(vault, row),
        )
        for row in rows
    ]


async def open_object(db: AsyncConnection, vault: Vault, objects: Objects, file_id: UUID) -> bytes | None:
    """The bytes of a kept file as they were sent, proven by their SHA-256; None when it is not kept."""
    row = (await db.execute(_OPEN, {"id": file_id})).mappings().first()
    if row is None:
        return None
    key = vault.unwrap(Ring.TIPS, row_name(file_id), Wrapped(key=row["wrapped_key"], version=row["key_version"]))
    data = key.open("object", await objects.get(row["object_name"]))
    if hashlib.sha256(data).digest() != bytes(row["sha256"]):
        raise SealBroken(f"The object of {row_name(file_id)} is not the file that was sent.")
    return data


def row_name(file_id: UUID) -> str:
    """What the vault calls a file's row."""
    return f"files/{file_id}"


def object_name(file_id: UUID) -> str:
    """Where a file's object lies; spread over folders by the random end of its id."""
    return f"{file_id.hex[-2:]}/{file_id}"


def _handle(vault: Vault, row: RowMapping) -> Handle:
    key = vault.unwrap(Ring.TIPS, row_name(row["id"]), Wrapped(key=row["wrapped_key"], version=row["key_version"]))
    return _HANDLE.validate_json(key.open("handle", row["body"]))


async def _tell(
    db: AsyncConnection, vault: Vault, row: RowMapping, action: str, now: datetime, details: dict[str, Any]
) -> None:
    """A file of a tip goes on the tip's record; one of a draft has none yet."""
    if row["tip_id"] is None:
        return
    chain = audit.chain_of_tip(row["tip_id"])
    await audit.record(
        db, vault, chain=chain, actor=BY_BOT, action=action, at=now, details=details, agency=row["agency_id"]
    )
    await db.execute(_NOTIFY, {"channel": QUEUE, "tip": str(row["tip_id"])})


_KEEP_WAITING = text("""
    INSERT INTO files (id, agency_id, reporter_id, source, kind, mime, size, state, reason, due_at, sent_at, body,
        wrapped_key, key_version)
    VALUES (:id, :agency, :reporter, :source, :kind, :mime, :size, :state, :reason, :now, :now, :body, :wrapped,
        :version)
""")
_TAKE_WAITING = text("""
    UPDATE files SET lease_by = :worker, lease_until = :until, attempts = attempts + 1
    WHERE id = ANY (ARRAY(
        SELECT id FROM files WHERE state = 'waiting' AND due_at <= :now AND (lease_by IS NULL OR lease_until < :now)
        ORDER BY due_at LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED))
    RETURNING id, reporter_id, source, kind, mime, size, attempts, body, wrapped_key, key_version
""")
_LOCK_WAITING = text("""
    SELECT tip_id, agency_id, wrapped_key, key_version FROM files WHERE id = :id AND state = 'waiting'
    FOR NO KEY UPDATE
""")
_KEPT = text("""
    UPDATE files SET state = 'kept', sha256 = :sha256, object_name = :name, size = :size, kept_at = :now, body = :body,
        lease_by = NULL, lease_until = NULL
    WHERE id = :id
""")
_UNFETCHABLE = text("""
    UPDATE files SET state = 'unfetchable', reason = :reason, lease_by = NULL, lease_until = NULL WHERE id = :id
""")
_RETRY_AT = text("UPDATE files SET due_at = :at, lease_by = NULL, lease_until = NULL WHERE id = :id")
_DISCARD = text("""
    UPDATE files SET state = 'discarded', reporter_id = NULL, body = '', wrapped_key = '', key_version = 0,
        lease_by = NULL, lease_until = NULL
    WHERE reporter_id = :reporter AND tip_id IS NULL
    AND (CAST(:sources AS text[]) IS NULL OR source = ANY(CAST(:sources AS text[])))
    RETURNING id
""")
_DISCARDED = text("SELECT id FROM files WHERE state = 'discarded' LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED")
_REMOVE = text("DELETE FROM files WHERE id = ANY(CAST(:ids AS uuid[]))")
_OF_TIP = text("""
    SELECT id, source, kind, mime, size, state, reason, sha256, body, wrapped_key, key_version FROM files
    WHERE tip_id = :tip ORDER BY sent_at, id
""")
_OPEN = text("""
    SELECT object_name, sha256, wrapped_key, key_version FROM files WHERE id = :id AND state = 'kept'
""")
_NOTIFY = text("SELECT pg_notify(:channel, :tip)")
