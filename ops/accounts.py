"""What `highbeam admin` does: make the first account, list, disable and help who has lost a second factor.

Whoever can run this owns the database; the trail calls them "operator".
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from rich.table import Table
from rich.text import Text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import accounts, passwords, second_factors, tries
from store.accounts import BY_OPERATOR, Account
from store.database import Database, Role
from store.errors import AccountNotAllowed, NoSuchAccount
from store.keys import Ring, read_keys
from store.vault import Vault, check_keys
from tips.access import AccountRole


async def create(
    url: str,
    keys: Path,
    *,
    email: str,
    name: str,
    role: AccountRole,
    desk: int | None = None,
    partner: UUID | None = None,
    password: str = "",
) -> tuple[Account, str]:
    """Make an account; gives it and its password, which is made when none is given. Raises `AccountNotAllowed`."""
    if password and (wrong := passwords.weakness(password, email=email, name=name)):
        raise AccountNotAllowed(wrong)
    chosen = password or passwords.make_password()
    stored = passwords.hash_password(chosen)
    async with _open(url, keys) as (db, vault):
        made = await accounts.create(
            db,
            vault,
            email=email,
            name=name,
            role=role,
            desk=desk,
            partner=partner,
            password_hash=stored,
            by=BY_OPERATOR,
            at=datetime.now(UTC),
        )
    return made, chosen


async def disable(url: str, keys: Path, email: str) -> str:
    """Let an account do nothing any more, everywhere at once."""
    async with _open(url, keys) as (db, vault):
        account = await _named(db, email)
        await accounts.disable(db, vault, account.id, by=BY_OPERATOR, at=datetime.now(UTC))
    return f"{account.email} is disabled, and every login of it has ended."


async def reset_factor(url: str, keys: Path, email: str) -> str:
    """Remove second factors and wrong tries, for somebody who has lost what they had."""
    async with _open(url, keys) as (db, vault):
        account = await _named(db, email)
        await second_factors.reset(db, vault, account, by=BY_OPERATOR, at=datetime.now(UTC))
        await tries.forget(db, account.id)
    return f"{account.email} sets up a new second step at the next sign-in; every login of it has ended."


async def reset_password(url: str, keys: Path, email: str) -> tuple[Account, str]:
    """Give an account a new password, for when no administrator can sign in to do it."""
    chosen = passwords.make_password()
    stored = passwords.hash_password(chosen)
    async with _open(url, keys) as (db, vault):
        account = await _named(db, email)
        await accounts.set_password(db, vault, account.id, stored, by=BY_OPERATOR, at=datetime.now(UTC))
        await tries.forget(db, account.id)
    return account, chosen


async def table(url: str) -> Table:
    """Every account: who, in which role, and whether they have a second step."""
    database = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        async with database.transaction() as db:
            everybody = await accounts.all_of(db)
    finally:
        await database.close()
    shown = Table("desk", "address", "name", "role", "second step", "seen", box=None)
    for one in everybody:
        seen = one.seen_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if one.seen_at else "never"
        factor = "disabled" if one.disabled else "set up" if one.has_second_factor else "none yet"
        shown.add_row(str(one.desk), Text(one.email), Text(one.name), one.role.value, factor, seen)
    return shown


@asynccontextmanager
async def _open(url: str, keys: Path) -> AsyncIterator[tuple[AsyncConnection, Vault]]:
    database = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        async with database.transaction() as db:
            await check_keys(db, read_keys(keys), needed=(Ring.TIPS, Ring.DIGESTS))
            yield db, Vault(keys)
    finally:
        await database.close()


async def _named(db: AsyncConnection, email: str) -> Account:
    account = await accounts.by_email(db, email)
    if account is None:
        raise NoSuchAccount(f"There is no account with the address {email}: `highbeam admin list` shows them all.")
    return account
