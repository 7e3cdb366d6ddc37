"""Claims: one holder at a time, for half an hour from their last action, so that two never do the same work unknowing.

Of several who claim at once exactly one wins: the row is locked, and whoever comes second finds a holder.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from store import accounts, notes, telling
from store.errors import NoSuchAccount
from store.grip import Grip, reason_of, take
from store.notes import NoteKind
from store.vault import Vault
from tips.access import Actor, Permission
from tips.clocks import CLAIM_LASTS
from tips.errors import MoveNotAllowed
from tips.lifecycle import TipStatus


async def claim(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, version: int | None = None
) -> int:
    """Take a tip: when nobody holds it, or the claim has run out. Claiming what one holds already only renews it.

    A new tip goes into review, and its reporter is told so once. Raises `ClaimHeld`.
    """
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.CLAIM)
    if grip.is_mine:
        return await grip.keep_claim()
    grip.must_not_be_held()
    await grip.must_be_as_read(version)
    return await _give(grip, by.account, "claimed", {})


async def release(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, version: int | None = None
) -> int:
    """Give one's own tip back. Releasing what nobody holds changes nothing. Raises `ClaimHeld`."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.CLAIM, version=version)
    grip.must_not_be_held()
    if grip.tip.claimed_by is None:
        return grip.tip.row_version
    changed = await grip.change("released", claimed_by=None, claimed_at=None, claim_until=None)
    return changed.tip.row_version


async def renew(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, version: int | None = None
) -> int:
    """Say that the holder is still at it. Not on record, and no news to others. Who holds nothing changes nothing."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.CLAIM, version=version)
    return await grip.keep_claim()


async def assign(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    to: UUID,
    reason: str,
    version: int | None = None,
) -> int:
    """Give a tip to a colleague, whoever holds it. Raises `NoSuchAccount` when they may not work on tips."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.ASSIGN, version=version)
    why = reason_of(reason)
    if not (await accounts.actor(db, to)).may(Permission.CLAIM):
        raise NoSuchAccount("This account may not work on tips. Nothing was changed.")
    written = await notes.write(grip, NoteKind.ASSIGN, why)
    details = {"to": str(to), "from": str(grip.holder) if grip.holder else None, "note": str(written)}
    return await _give(grip, to, "assigned", details)


async def break_claim(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    version: int | None = None,
) -> int:
    """End somebody's claim, with a reason. The tip is anybody's again."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.BREAK_CLAIM, version=version)
    why = reason_of(reason)
    if grip.tip.claimed_by is None:
        raise MoveNotAllowed("Nobody holds this tip. Nothing was changed.")
    written = await notes.write(grip, NoteKind.BREAK, why)
    details = {"from": str(grip.tip.claimed_by), "note": str(written)}
    changed = await grip.change("claim-broken", details, claimed_by=None, claimed_at=None, claim_until=None)
    return changed.tip.row_version


async def _give(grip: Grip, to: UUID, action: str, details: dict[str, str | None]) -> int:
    if grip.tip.status is TipStatus.CLOSED:
        raise MoveNotAllowed("This tip is closed. Take it up again first: set it to in review.")
    status = TipStatus.IN_REVIEW if grip.tip.status is TipStatus.NEW else grip.tip.status
    until = grip.at + CLAIM_LASTS
    changed = await grip.change(
        action, {**details, "status": status}, status=status, claimed_by=to, claimed_at=grip.at, claim_until=until
    )
    if status is not grip.tip.status and not await telling.was_told(changed, status):
        await telling.tell(changed, status)
    return changed.tip.row_version
