"""What has arrived already, by keyed hash, so that a second delivery changes nothing; and what could not be handled."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import fetch
from store.ids import new_id
from store.keys import Ring
from store.vault import Vault


async def claim(db: AsyncConnection, keys: Sequence[bytes], now: datetime) -> set[bytes]:
    """Put these arrivals on record; returns those that were not there yet. Sorted, so that batches never deadlock."""
    rows = await fetch(db, _CLAIM, {"keys": sorted(set(keys)), "now": now})
    return {row.key for row in rows}


async def count_failure(db: AsyncConnection, key: bytes, now: datetime) -> int:
    """Note that handling this arrival has failed; returns how often it has by now."""
    count: int = (await db.execute(_COUNT_FAILURE, {"key": key, "now": now})).scalar_one()
    return count


async def park(
    db: AsyncConnection, vault: Vault, key: bytes, payload: bytes, reason: str, now: datetime, *, chat_id: int
) -> None:
    """Set an update aside, sealed, and put it on record as handled, so that the line goes on.

    It is found again by a keyed hash of its chat, to go when its reporter is erased.
    """
    parked_id = new_id()
    sealed = vault.seal(Ring.REPORTERS, row_name(parked_id), payload)
    values = {
        "id": parked_id,
        "key": key,
        "chat": vault.digest("chat", str(chat_id)),
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
        "reason": reason,
        "now": now,
    }
    await db.execute(_PARK, values)
    await fetch(db, _CLAIM, {"keys": [key], "now": now})
    await db.execute(_FORGET_FAILURE, {"key": key})


async def forget_older(db: AsyncConnection, before: datetime, *, limit: int = 10_000) -> int:
    """Forget arrivals and failures of before then, some at a time; returns how many went."""
    arrivals = await db.execute(_FORGET_ARRIVALS, {"before": before, "limit": limit})
    failures = await db.execute(_FORGET_FAILURES, {"before": before})
    return arrivals.rowcount + failures.rowcount


def row_name(parked_id: UUID) -> str:
    """What the vault calls a parked update."""
    return f"parked/{parked_id}"


_CLAIM = """
    INSERT INTO arrivals (key, at) SELECT n.key, %(now)b FROM unnest(CAST(%(keys)b AS bytea[])) AS n (key)
    ON CONFLICT (key) DO NOTHING RETURNING key
"""
_COUNT_FAILURE = text("""
    INSERT INTO failures AS f (key, count, at) VALUES (:key, 1, :now)
    ON CONFLICT (key) DO UPDATE SET count = f.count + 1, at = excluded.at RETURNING count
""")
_PARK = text("""
    INSERT INTO parked (id, key, chat_digest, body, wrapped_key, key_version, reason, at)
    VALUES (:id, :key, :chat, :body, :wrapped, :version, :reason, :now) ON CONFLICT (key) DO NOTHING
""")
_FORGET_FAILURE = text("DELETE FROM failures WHERE key = :key")
_FORGET_ARRIVALS = text("""
    DELETE FROM arrivals WHERE key = ANY (ARRAY(SELECT key FROM arrivals WHERE at < :before LIMIT :limit))
""")
_FORGET_FAILURES = text("DELETE FROM failures WHERE at < :before")
