"""What the task force tells or asks a reporter. The writer knows the tip; only the bot finds the chat."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.dialogues import chat_of
from store.ids import new_id
from store.keys import Ring
from store.vault import Sealed, Vault, Wrapped

CHANNEL: Final = "highbeam_notices"
LEASE = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class DueNotice:
    """A notice on its way. `key` is the text to say, `words` what a person wrote, such as a question."""

    id: UUID
    code: str
    key: str
    reporter_id: UUID
    chat_id: int = field(repr=False)
    words: str = field(repr=False)


async def write(
    db: AsyncConnection,
    vault: Vault,
    *,
    tip_id: UUID,
    key: str,
    words: str = "",
    actor: str,
    agency: UUID,
    at: datetime,
    author: UUID | None = None,
    details: Mapping[str, Any] | None = None,
) -> UUID:
    """Write a notice to whoever sent a tip. It is delivered after the commit. `details` go on the record beside."""
    notice = new_id()
    sealed = vault.seal(Ring.TIPS, row_name(notice), words.encode())
    values = {
        "id": notice,
        "agency": agency,
        "tip": tip_id,
        "author": author,
        "key": key,
        "at": at,
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
    }
    await db.execute(_WRITE, values)
    chain = audit.chain_of_tip(tip_id)
    said = {"key": key, **(details or {})}
    await audit.record(db, vault, chain=chain, actor=actor, action="notice", at=at, details=said, agency=agency)
    await db.execute(_NOTIFY, {"channel": CHANNEL, "notice": str(notice)})
    return notice


async def due(db: AsyncConnection, vault: Vault, *, worker: str, now: datetime, limit: int = 20) -> list[DueNotice]:
    """Take notices that nobody else is delivering, oldest first. Those to a reporter who blocked the bot wait."""
    values = {"worker": worker, "now": now, "until": now + LEASE, "limit": limit}
    ids = (await db.execute(_TAKE_DUE, values)).scalars().all()
    found = []
    for row in await db.execute(_READ_DUE, {"ids": list(ids)}):
        sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
        found.append(
            DueNotice(
                id=row.id,
                code=row.code,
                key=row.key,
                reporter_id=row.reporter_id,
                chat_id=chat_of(vault, row),
                words=vault.open(Ring.TIPS, row_name(row.id), sealed).decode(),
            )
        )
    return found


async def mark_delivered(db: AsyncConnection, notice_id: UUID, *, now: datetime) -> bool:
    """Note that a notice has reached the dialogue. Says no when it had already, or when its reporter was erased:
    then it must not be shown."""
    return (await db.execute(_DELIVERED, {"id": notice_id, "now": now})).first() is not None


def row_name(notice_id: UUID) -> str:
    """What the vault calls a notice's row."""
    return f"notices/{notice_id}"


_WRITE = text("""
    INSERT INTO notices (id, agency_id, tip_id, author, key, at, due_at, body, wrapped_key, key_version)
    VALUES (:id, :agency, :tip, :author, :key, :at, :at, :body, :wrapped, :version)
""")
_NOTIFY = text("SELECT pg_notify(:channel, :notice)")
_TAKE_DUE = text("""
    UPDATE notices SET lease_by = :worker, lease_until = :until
    WHERE id = ANY (ARRAY(
        SELECT n.id FROM notices n JOIN tips t ON t.id = n.tip_id JOIN reporters r ON r.id = t.reporter_id
        WHERE n.delivered_at IS NULL AND n.due_at <= :now AND (n.lease_by IS NULL OR n.lease_until < :now)
        AND NOT r.blocked ORDER BY n.due_at LIMIT :limit FOR NO KEY UPDATE OF n SKIP LOCKED))
    RETURNING id
""")
_READ_DUE = text("""
    SELECT n.id, n.key, n.body, n.wrapped_key, n.key_version, t.code, r.id AS reporter_id, r.chat,
        r.wrapped_key AS reporter_key, r.key_version AS reporter_version
    FROM notices n JOIN tips t ON t.id = n.tip_id JOIN reporters r ON r.id = t.reporter_id
    WHERE n.id = ANY(CAST(:ids AS uuid[])) ORDER BY n.at, n.id
""")
_DELIVERED = text("""
    UPDATE notices SET delivered_at = :now, lease_by = NULL, lease_until = NULL
    WHERE id = :id AND delivered_at IS NULL
    AND EXISTS (SELECT FROM tips t WHERE t.id = tip_id AND t.reporter_id IS NOT NULL) RETURNING id
""")
