"""API tokens: an account's own, limited to some of what its role may, ending on a day, revocable at once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.errors import TokenNotAllowed
from store.ids import new_id
from store.logins import digest_of, enter
from store.vault import Vault
from tips.access import MATRIX, AccountRole, Actor, Permission

PREFIX: Final = "hb_"
LONGEST: Final = timedelta(days=365)
USED_AFTER: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A token as its owner and the administrator see it; the token itself is shown once and kept nowhere."""

    id: UUID
    account: UUID
    name: str
    scopes: frozenset[Permission]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > now


async def find(db: AsyncConnection, token: str, *, now: datetime) -> Actor | None:
    """Whose token this is and what it may. None when it is unknown, over, revoked, or its account disabled."""
    digest = digest_of(token)
    if not token.startswith(PREFIX) or await enter(db, "token", digest) is None:
        return None
    row = (await db.execute(_FIND, {"digest": digest, "now": now})).first()
    if row is None:
        return None
    if row.used_at is None or now - row.used_at >= USED_AFTER:
        await db.execute(_USED, {"id": row.id, "now": now})
    return Actor(
        account=row.account_id,
        agency=row.agency_id,
        role=AccountRole(row.role),
        name=row.name,
        desk=row.desk,
        partner=row.partner_id,
        limits=_permissions(row.scopes),
    )


async def create(
    db: AsyncConnection,
    vault: Vault,
    *,
    owner: Actor,
    name: str,
    scopes: frozenset[Permission],
    expires_at: datetime,
    at: datetime,
) -> str:
    """Make a token for oneself; gives it, this once. Raises `TokenNotAllowed`."""
    if not scopes or not scopes <= MATRIX[owner.role]:
        raise TokenNotAllowed("A token may do some of what your role may, and nothing else: choose from the list.")
    if not at < expires_at <= at + LONGEST:
        raise TokenNotAllowed("A token ends within a year: choose an earlier day.")
    token, token_id = PREFIX + secrets.token_urlsafe(32), new_id()
    values = {
        "id": token_id,
        "agency": owner.agency,
        "account": owner.account,
        "digest": digest_of(token),
        "name": name,
        "scopes": sorted(scopes),
        "at": at,
        "expires": expires_at,
    }
    await db.execute(_CREATE, values)
    details = {"token": str(token_id), "scopes": sorted(scopes), "until": expires_at.isoformat()}
    await _record(db, vault, owner, "token-made", at, details)
    return token


async def revoke(
    db: AsyncConnection, vault: Vault, token_id: UUID, *, account_id: UUID, by: Actor, at: datetime
) -> bool:
    """Revoke a token of this account. Says whether it was open until now."""
    if (await db.execute(_REVOKE, {"id": token_id, "account": account_id, "at": at})).first() is None:
        return False
    await _record(db, vault, by, "token-revoked", at, {"token": str(token_id), "account": str(account_id)})
    return True


async def all_of(db: AsyncConnection, account_id: UUID) -> tuple[Token, ...]:
    """The tokens of an account, the newest first."""
    return tuple(_token(row) for row in await db.execute(_ALL_OF, {"account": account_id}))


async def _record(
    db: AsyncConnection, vault: Vault, by: Actor, action: str, at: datetime, details: dict[str, Any]
) -> None:
    chain = audit.chain_of_agency(by.agency)
    await audit.record(
        db, vault, chain=chain, actor=by.on_record, action=action, at=at, details=details, agency=by.agency
    )


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        account=row.account_id,
        name=row.name,
        scopes=_permissions(row.scopes),
        made_at=row.made_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )


def _permissions(scopes: list[str]) -> frozenset[Permission]:
    """A scope that no longer exists allows nothing."""
    return frozenset(Permission(scope) for scope in scopes if scope in set(Permission))


_FIND = text("""
    SELECT t.id, t.account_id, t.agency_id, t.scopes, t.used_at, a.role, a.name, a.desk, a.partner_id
    FROM api_tokens t JOIN accounts a ON a.id = t.account_id
    WHERE t.digest = :digest AND t.revoked_at IS NULL AND t.expires_at > :now AND a.disabled_at IS NULL
""")
_USED = text("UPDATE api_tokens SET used_at = :now WHERE id = :id")
_CREATE = text("""
    INSERT INTO api_tokens (id, agency_id, account_id, digest, name, scopes, made_at, expires_at)
    VALUES (:id, :agency, :account, :digest, :name, :scopes, :at, :expires)
""")
_REVOKE = text("""
    UPDATE api_tokens SET revoked_at = :at WHERE id = :id AND account_id = :account AND revoked_at IS NULL RETURNING id
""")
_ALL_OF = text("""
    SELECT id, account_id, name, scopes, made_at, expires_at, used_at, revoked_at FROM api_tokens
    WHERE account_id = :account ORDER BY id DESC
""")
