"""Forgetting a reporter."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import files
from store.vault import Vault


async def erase(db: AsyncConnection, vault: Vault, reporter_id: UUID, now: datetime) -> bool:
    """Forget a reporter: dialogue, draft and its files, chat id, and the link from tips to them. A count stays.

    What was handled of theirs is known for 48 hours more by keyed hashes, which lead to nobody.
    """
    await files.discard_for(db, reporter_id)
    if (await db.execute(_ERASE, {"id": reporter_id})).first() is None:
        return False
    await db.execute(_COUNT, {"day": now.date()})
    return True


async def forget_idle(db: AsyncConnection, before: datetime, *, limit: int = 500) -> int:
    """Forget dialogues that nobody has touched since then, some at a time; returns how many.

    A draft goes with its files. Who has sent a tip stays reachable for its answer; who has not is forgotten altogether.
    """
    idle = list((await db.execute(_IDLE, {"before": before, "limit": limit})).scalars())
    for reporter_id in idle:
        await files.discard_for(db, reporter_id)
    await db.execute(_FORGET_STRANGERS, {"ids": idle})
    await db.execute(_FORGET_STATES, {"ids": idle})
    return len(idle)


_IDLE = text("""
    SELECT id FROM reporters WHERE saved_at < :before AND state IS NOT NULL
    ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
""")
_FORGET_STRANGERS = text("""
    DELETE FROM reporters r WHERE r.id = ANY(CAST(:ids AS uuid[]))
    AND NOT EXISTS (SELECT 1 FROM tips t WHERE t.reporter_id = r.id)
""")
_FORGET_STATES = text("UPDATE reporters SET state = NULL WHERE id = ANY(CAST(:ids AS uuid[]))")
_ERASE = text("DELETE FROM reporters WHERE id = :id RETURNING id")
_COUNT = text("""
    INSERT INTO erasures AS e (day, count) VALUES (:day, 1) ON CONFLICT (day) DO UPDATE SET count = e.count + 1
""")
