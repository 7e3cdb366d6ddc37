"""Joining a cohort by its link: the bot's side. Also what the bot tells of itself, since links begin with its name."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.partners import DIGEST
from store.vault import Vault
from tips.training import LinkStanding, standing_of_link

CODE: Final = re.compile(r"[A-Za-z0-9_-]{22}")
"""What the code of a join link looks like."""


@dataclass(frozen=True, kw_only=True)
class FoundLink:
    """What a code is worth to one reporter. The rest is empty unless they may join, or have."""

    standing: LinkStanding
    link: UUID | None = None
    partner: str = ""
    course: str | None = None


async def lock(db: AsyncConnection, vault: Vault, codes: Collection[str]) -> None:
    """Lock these links until the transaction ends, always in one order: what `find` says then holds for `join`."""
    if codes:
        await db.execute(_LOCK, {"digests": sorted({vault.digest(DIGEST, code) for code in codes})})


async def find(db: AsyncConnection, vault: Vault, code: str, reporter_id: UUID, *, now: datetime) -> FoundLink:
    """What a code is worth to this reporter."""
    row = (await db.execute(_FIND, {"digest": vault.digest(DIGEST, code), "reporter": reporter_id})).first()
    if row is None:
        return FoundLink(standing=LinkStanding.UNKNOWN)
    standing = standing_of_link(
        revoked=row.revoked_at is not None, expires_at=row.expires_at, seats=row.seats, used=row.used, now=now
    )
    if row.joined:
        standing = LinkStanding.ALREADY
    if standing not in {LinkStanding.OPEN, LinkStanding.ALREADY}:
        return FoundLink(standing=standing)
    return FoundLink(standing=standing, link=row.id, partner=row.partner, course=row.course)


async def join(db: AsyncConnection, link_id: UUID, reporter_id: UUID, *, now: datetime) -> bool:
    """Take a seat in the link's cohort. Says whether there was one to take."""
    values = {"link": link_id, "reporter": reporter_id, "now": now, "day": now.date()}
    return (await db.execute(_JOIN, values)).first() is not None


async def note_bot(db: AsyncConnection, name: str, *, now: datetime) -> None:
    """Note what Telegram calls this bot."""
    await db.execute(_NOTE_BOT, {"name": name, "now": now})


_LOCK = text("""
    SELECT id FROM join_links WHERE digest = ANY(CAST(:digests AS bytea[])) ORDER BY digest FOR NO KEY UPDATE
""")
_FIND = text("""
    SELECT l.id, l.expires_at, l.seats, l.used, l.revoked_at, p.name AS partner, c.course,
        EXISTS (SELECT FROM enrollments e WHERE e.cohort_id = c.id AND e.reporter_id = :reporter) AS joined
    FROM join_links l JOIN cohorts c ON c.id = l.cohort_id JOIN partners p ON p.id = c.partner_id
    WHERE l.digest = :digest
""")
_JOIN = text("""
    WITH taken AS (
        UPDATE join_links l SET used = l.used + 1
        WHERE l.id = :link AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > :now)
            AND (l.seats IS NULL OR l.used < l.seats)
            AND NOT EXISTS (SELECT FROM enrollments e WHERE e.cohort_id = l.cohort_id AND e.reporter_id = :reporter)
        RETURNING l.agency_id, l.cohort_id
    )
    INSERT INTO enrollments (agency_id, cohort_id, reporter_id, joined_on)
    SELECT agency_id, cohort_id, :reporter, :day FROM taken RETURNING cohort_id
""")
_NOTE_BOT = text("""
    INSERT INTO bot_names (name, seen_at) VALUES (:name, :now)
    ON CONFLICT (name) DO UPDATE SET seen_at = greatest(bot_names.seen_at, excluded.seen_at)
""")
