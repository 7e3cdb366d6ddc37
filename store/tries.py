"""Tries at passwords and codes: five wrong ones in fifteen minutes lock an account until they are that old.

A try is written, in a transaction of its own, before it is checked, so that many at once cannot get past the count; it
is removed when it was right. Who comes in by a passkey or the agency's provider guesses nothing, and is not counted.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import accounts
from store.accounts import Account
from store.ids import new_id
from store.vault import Vault
from tips.access import Actor

MOST: Final = 5
WITHIN: Final = timedelta(minutes=15)


async def count_one(db: AsyncConnection, account: Account | Actor, kind: str, *, now: datetime) -> UUID | None:
    """Count a try at `kind` (password, code) before checking it. None when the account is locked: do not check."""
    account_id = _id(account)
    await db.execute(_LOCK, {"id": account_id})
    if await is_locked(db, account_id, now=now):
        return None
    try_id = new_id()
    values = {"id": try_id, "agency": account.agency, "account": account_id, "kind": kind, "now": now}
    await db.execute(_COUNT, values)
    return try_id


async def was_right(db: AsyncConnection, try_id: UUID) -> None:
    """Take back a try that turned out right."""
    await db.execute(_TAKE_BACK, {"id": try_id})


async def was_wrong(db: AsyncConnection, vault: Vault, account: Account | Actor, kind: str, *, now: datetime) -> None:
    """Put a wrong try on the trail, and the lock, when it was the fifth."""
    account_id = _id(account)
    await refused(db, vault, account, kind, now=now)
    if await is_locked(db, account_id, now=now):
        locked = {"account": str(account_id)}
        await accounts.record(db, vault, account, "account-locked", by="console", at=now, details=locked)


async def refused(db: AsyncConnection, vault: Vault, account: Account | Actor, kind: str, *, now: datetime) -> None:
    """Put on the trail that somebody did not get into an account. Alone it counts for no lock."""
    details = {"account": str(_id(account)), "with": kind}
    await accounts.record(db, vault, account, "sign-in-refused", by="console", at=now, details=details)


async def is_locked(db: AsyncConnection, account_id: UUID, *, now: datetime) -> bool:
    """Whether there were five tries in the last fifteen minutes."""
    count: int = (await db.execute(_RECENT, {"account": account_id, "since": now - WITHIN})).scalar_one()
    return count >= MOST


async def forget(db: AsyncConnection, account_id: UUID) -> None:
    """Forget every try: somebody has signed in fully, or the administrator unlocks."""
    await db.execute(_FORGET, {"account": account_id})


def _id(account: Account | Actor) -> UUID:
    return account.id if isinstance(account, Account) else account.account


_LOCK = text("SELECT id FROM accounts WHERE id = :id FOR NO KEY UPDATE")
_RECENT = text("SELECT count(*) FROM tries WHERE account_id = :account AND at > :since")
_COUNT = text("""
    INSERT INTO tries (id, agency_id, account_id, kind, at) VALUES (:id, :agency, :account, :kind, :now)
""")
_TAKE_BACK = text("DELETE FROM tries WHERE id = :id")
_FORGET = text("DELETE FROM tries WHERE account_id = :account")
