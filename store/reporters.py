"""Forgetting a reporter."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import files
from store.vault import Vault


async def erase(db: AsyncConnection, vault: Vault, reporter_id: UUID, now: datetime) -> bool:
    """Forget a reporter: dialogue, draft and its files, chat id, what of theirs could not be handled, and the link
    from tips to them. A count stays.

    What was handled of theirs is known for 48 hours more by keyed hashes, which lead to nobody.
    """
    await files.discard_for(db, reporter_id)
    erased = (await db.execute(_ERASE, {"id": reporter_id})).first()
    if erased is None:
        return False
    await db.execute(_ERASE_PARKED, {"chat": erased.chat_digest})
    await db.execute(_COUNT, {"day": now.date()})
    return True


async def forget_idle(db: AsyncConnection, before: datetime, *, limit: int = 500) -> int:
    """Forget dialogues that nobody has touched since then, some at a time; returns how many.

    A draft goes with its files. Who has sent a tip stays reachable for its answer; who has not is forgotten altogether.
    """
    forgotten: int = (await db.execute(_FORGET_IDLE, {"before": before, "limit": limit})).scalar_one()
    return forgotten


_FORGET_IDLE = text("SELECT highbeam_forget_idle(:before, :limit)")
_ERASE = text("DELETE FROM reporters WHERE id = :id RETURNING chat_digest")
_ERASE_PARKED = text("DELETE FROM parked WHERE chat_digest = :chat")
_COUNT = text("""
    INSERT INTO erasures AS e (day, count) VALUES (:day, 1) ON CONFLICT (day) DO UPDATE SET count = e.count + 1
""")
