"""Accounts: who may sign in, in which role, at which desk. Every change is on the agency's trail and ends logins.

Rights are checked by whoever calls; what must hold in any case is here: one address one account, one desk one account,
at least one administrator who can sign in.
"""

import secrets
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, logins, partners
from store.errors import AccountNotAllowed, NoSuchAccount
from store.ids import new_id
from store.logins import digest_of, enter
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tips.access import AccountRole, Actor

BY_OPERATOR: Final = "operator"
"""What the trail calls whoever works at the command line."""

SET_UP_WITHIN: Final = timedelta(hours=72)
MOST_NAME: Final = 80
MOST_EMAIL: Final = 254


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account, and what it can sign in with. Nothing here is secret."""

    id: UUID
    agency: UUID
    email: str
    name: str
    role: AccountRole
    desk: int
    partner: UUID | None
    disabled: bool
    has_password: bool
    has_app: bool
    passkeys: int
    recovery_codes: int
    oidc_subject: str | None
    created_at: datetime
    seen_at: datetime | None
    set_up_until: datetime | None
    password_at: datetime | None

    @property
    def has_second_factor(self) -> bool:
        """Whether a password alone is not enough."""
        return self.has_app or self.passkeys > 0

    @property
    def actor(self) -> Actor:
        """This account as somebody who does something."""
        return Actor(
            account=self.id,
            agency=self.agency,
            role=self.role,
            name=self.name,
            desk=self.desk,
            partner=self.partner,
        )


def normal_email(email: str) -> str:
    """The one form of an address that is stored and looked up."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


async def create(
    db: AsyncConnection,
    vault: Vault,
    *,
    email: str,
    name: str,
    role: AccountRole,
    by: str,
    at: datetime,
    desk: int | None = None,
    partner: UUID | None = None,
    password_hash: str | None = None,
    agency: UUID = DEFAULT_AGENCY,
) -> Account:
    """Make an account; without a desk, at the next free one. `partner` is whose person it is, for that role alone.

    Raises `AccountNotAllowed` and `NoSuchPartner`.
    """
    await _check_partner(db, role, partner)
    desk = desk if desk is not None else await _next_desk(db, agency)
    _check_desk(desk)
    values: dict[str, Any] = {
        "id": new_id(),
        "agency": agency,
        "email": _checked_email(email),
        "name": _checked_name(name),
        "role": role.value,
        "desk": desk,
        "partner": partner,
        "hash": password_hash,
        "at": at,
    }
    await _write(db, _CREATE, values)
    account = await by_id(db, values["id"])
    details = {"account": str(account.id), "role": role.value, "desk": account.desk}
    details |= {} if partner is None else {"partner": str(partner)}
    await record(db, vault, account, "account-made", by=by, at=at, details=details)
    return account


async def by_id(db: AsyncConnection, account_id: UUID) -> Account:
    """An account of this agency. Raises `NoSuchAccount`."""
    return _found((await db.execute(_BY_ID, {"id": account_id})).first())


async def by_email(db: AsyncConnection, email: str) -> Account | None:
    """The account of an address; the transaction goes on in its agency. None when nobody has it."""
    known = normal_email(email)
    if "\0" in known or len(known) > MOST_EMAIL or await enter(db, "email", known.encode(errors="replace")) is None:
        return None
    row = (await db.execute(_BY_EMAIL, {"email": known})).first()
    return None if row is None else _account(row)


async def by_set_up_link(db: AsyncConnection, token: str, *, now: datetime) -> Account | None:
    """Whose set-up link this is, while it is good; the transaction goes on in that agency."""
    digest = digest_of(token)
    if await enter(db, "set-up", digest) is None:
        return None
    row = (await db.execute(_BY_SET_UP, {"digest": digest, "now": now})).first()
    return None if row is None else _account(row)


async def all_of(db: AsyncConnection) -> tuple[Account, ...]:
    """Every account of the agency, by desk."""
    return tuple(_account(row) for row in await db.execute(_ALL))


async def names_of(db: AsyncConnection, ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of these accounts, as far as they are the agency's."""
    rows = await db.execute(_NAMES, {"ids": list(ids)})
    return {row.id: row.name for row in rows}


async def actor(db: AsyncConnection, account_id: UUID) -> Actor:
    """Who an account is. Raises `NoSuchAccount`, also for one that is disabled."""
    account = await by_id(db, account_id)
    if account.disabled:
        raise NoSuchAccount("This account is disabled.")
    return account.actor


async def password_hash(db: AsyncConnection, account_id: UUID) -> str | None:
    """The hash to check a password against, or None when it has none."""
    found: str | None = (await db.execute(_HASH, {"id": account_id})).scalar()
    return found


async def change(
    db: AsyncConnection,
    vault: Vault,
    account_id: UUID,
    *,
    name: str,
    role: AccountRole,
    desk: int,
    partner: UUID | None = None,
    by: str,
    at: datetime,
) -> Account:
    """Change name, role and desk, and whose person it is. Another role or partner ends every login.

    Raises `AccountNotAllowed` and `NoSuchPartner`.
    """
    _check_desk(desk)
    await _check_partner(db, role, partner)
    others = await _other_administrators(db, account_id)
    before = await _locked(db, account_id)
    if before.role is not role:
        _keep_an_administrator(before, others)
    values = {"id": account_id, "name": _checked_name(name), "role": role.value, "desk": desk, "partner": partner}
    await _write(db, _CHANGE, values)
    if (before.role, before.partner) != (role, partner):
        await logins.end_all(db, account_id)
    if before.role is not role:
        details = {"account": str(account_id), "from": before.role.value, "to": role.value}
        await record(db, vault, before, "role-changed", by=by, at=at, details=details)
    if (before.name, before.desk, before.partner) != (values["name"], desk, partner):
        seat = {"account": str(account_id), "desk": desk, "partner": None if partner is None else str(partner)}
        await record(db, vault, before, "account-changed", by=by, at=at, details=seat)
    return await by_id(db, account_id)


async def disable(db: AsyncConnection, vault: Vault, account_id: UUID, *, by: str, at: datetime) -> None:
    """Let an account do nothing any more, from this moment. Its tokens open nothing while it is disabled."""
    others = await _other_administrators(db, account_id)
    account = await _locked(db, account_id)
    if account.disabled:
        return
    _keep_an_administrator(account, others)
    await db.execute(_DISABLE, {"id": account_id, "at": at})
    await logins.end_all(db, account_id)
    await record(db, vault, account, "account-disabled", by=by, at=at, details={"account": str(account_id)})


async def enable(db: AsyncConnection, vault: Vault, account_id: UUID, *, by: str, at: datetime) -> None:
    """Let a disabled account sign in again."""
    account = await _locked(db, account_id)
    if not account.disabled:
        return
    await db.execute(_ENABLE, {"id": account_id})
    await record(db, vault, account, "account-enabled", by=by, at=at, details={"account": str(account_id)})


async def set_password(
    db: AsyncConnection,
    vault: Vault,
    account_id: UUID,
    new_hash: str,
    *,
    by: str,
    at: datetime,
    keep: UUID | None = None,
) -> None:
    """Give an account another password. Every login but `keep` ends, and so does an open set-up link."""
    account = await _locked(db, account_id)
    await db.execute(_SET_PASSWORD, {"id": account_id, "hash": new_hash, "at": at})
    await logins.end_all(db, account_id, but=keep)
    await record(db, vault, account, "password-changed", by=by, at=at, details={"account": str(account_id)})


async def is_as_read(db: AsyncConnection, account: Account) -> bool:
    """Whether what a sign-in rests on is as it was when this was read. Whoever would change it waits for us now."""
    now = await _locked(db, account.id)
    return all(
        getattr(now, name) == getattr(account, name) for name in ("disabled", "password_at", "has_second_factor")
    )


async def set_better_hash(db: AsyncConnection, account_id: UUID, new_hash: str) -> None:
    """Keep the same password under today's parameters."""
    await db.execute(_BETTER_HASH, {"id": account_id, "hash": new_hash})


async def make_set_up_link(db: AsyncConnection, vault: Vault, account_id: UUID, *, by: str, at: datetime) -> str:
    """A token with which somebody may choose a password once, within 72 hours. An older one is worth nothing then."""
    account, token = await _locked(db, account_id), secrets.token_urlsafe(32)
    await db.execute(_SET_UP, {"id": account_id, "digest": digest_of(token), "until": at + SET_UP_WITHIN})
    await record(db, vault, account, "set-up-link-made", by=by, at=at, details={"account": str(account_id)})
    return token


async def tie_to_provider(db: AsyncConnection, vault: Vault, account: Account, subject: str, *, at: datetime) -> bool:
    """Tie an account to the one person whom its provider means. Says no when it is tied to another."""
    if (await db.execute(_TIE, {"id": account.id, "subject": subject})).first() is None:
        return False
    if account.oidc_subject is None:
        by = account.actor.on_record
        await record(db, vault, account, "provider-tied", by=by, at=at, details={"account": str(account.id)})
    return True


async def record(
    db: AsyncConnection,
    vault: Vault,
    account: Account | Actor,
    action: str,
    *,
    by: str,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Put what concerns an account on its agency's trail."""
    chain = audit.chain_of_agency(account.agency)
    await audit.record(
        db, vault, chain=chain, actor=by, action=action, at=at, details=details or {}, agency=account.agency
    )


async def _check_partner(db: AsyncConnection, role: AccountRole, partner: UUID | None) -> None:
    """Raise unless a training partner's person has one, of this agency, and nobody else has."""
    if role is not AccountRole.PARTNER:
        if partner is not None:
            raise AccountNotAllowed("Only a training partner's person is of a partner: choose that role, or none.")
        return
    if partner is None:
        raise AccountNotAllowed("Choose the training partner whose person this is. Nothing was changed.")
    await partners.by_id(db, partner)


async def _locked(db: AsyncConnection, account_id: UUID) -> Account:
    await db.execute(_LOCK, {"id": account_id})
    return await by_id(db, account_id)


async def _other_administrators(db: AsyncConnection, account_id: UUID) -> Collection[UUID]:
    """The agency's administrators beside this account, all locked in one order before the account itself: of two who
    remove each other at once, the second waits and then finds the first gone."""
    return set((await db.execute(_ADMINISTRATORS, {"id": account_id})).scalars()) - {account_id}


def _keep_an_administrator(account: Account, others: Collection[UUID]) -> None:
    """Raise when this is the last administrator who can sign in."""
    if account.role is AccountRole.ADMINISTRATOR and not account.disabled and not others:
        raise AccountNotAllowed("This is the last administrator: make another one first. Nothing was changed.")


async def _write(db: AsyncConnection, statement: Any, values: Mapping[str, Any]) -> None:
    try:
        async with db.begin_nested():
            await db.execute(statement, values)
    except IntegrityError as exc:
        if "accounts_email_key" in str(exc.orig):
            raise AccountNotAllowed("Another account has this address already. Nothing was changed.") from None
        if "accounts_desk" in str(exc.orig):
            raise AccountNotAllowed("Another account has this desk already. Nothing was changed.") from None
        raise


async def _next_desk(db: AsyncConnection, agency: UUID) -> int:
    desk: int = (await db.execute(_NEXT_DESK, {"agency": agency})).scalar_one()
    return desk


def _checked_email(email: str) -> str:
    known = normal_email(email)
    name, at, host = known.rpartition("@")
    plain = known.isprintable() and not any(one.isspace() for one in known)
    if not (name and at and "." in host.strip(".") and plain and len(known) <= MOST_EMAIL):
        raise AccountNotAllowed("This is not an e-mail address: give one like name@agency.example.")
    return known


def _checked_name(name: str) -> str:
    known = " ".join(unicodedata.normalize("NFC", name).split())
    if not known or len(known) > MOST_NAME or not known.isprintable():
        raise AccountNotAllowed(f"Give a name of 1 to {MOST_NAME} characters.")
    return known


def _check_desk(desk: int) -> None:
    if not 1 <= desk <= 9999:
        raise AccountNotAllowed("Give a desk number from 1 to 9999.")


def _found(row: Any) -> Account:
    if row is None:
        raise NoSuchAccount("There is no such account. Check the list of accounts.")
    return _account(row)


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        agency=row.agency_id,
        email=row.email,
        name=row.name,
        role=AccountRole(row.role),
        desk=row.desk,
        partner=row.partner_id,
        disabled=row.disabled_at is not None,
        has_password=row.has_password,
        has_app=row.has_app,
        passkeys=row.passkeys,
        recovery_codes=row.recovery_codes,
        oidc_subject=row.oidc_subject,
        created_at=row.created_at,
        seen_at=row.seen_at,
        set_up_until=row.setup_until,
        password_at=row.password_at,
    )


_COLUMNS = """
    a.id, a.agency_id, a.email, a.name, a.role, a.desk, a.disabled_at, a.password_hash IS NOT NULL AS has_password,
    a.oidc_subject, a.created_at, a.seen_at, a.setup_until, a.password_at,
    a.id, a.agency_id, a.email, a.name, a.role, a.desk, a.partner_id, a.disabled_at,
    a.password_hash IS NOT NULL AS has_password,
    a.oidc_subject, a.created_at, a.seen_at, a.setup_until,
    EXISTS (SELECT FROM authenticators f WHERE f.account_id = a.id AND f.proven_at IS NOT NULL) AS has_app,
    (SELECT count(*) FROM passkeys p WHERE p.account_id = a.id) AS passkeys,
    (SELECT count(*) FROM recovery_codes r WHERE r.account_id = a.id) AS recovery_codes
    FROM accounts a
"""
_BY_ID = text(f"SELECT {_COLUMNS} WHERE a.id = :id")
_BY_EMAIL = text(f"SELECT {_COLUMNS} WHERE a.email = :email")
_BY_SET_UP = text(
    f"SELECT {_COLUMNS} WHERE a.setup_digest = :digest AND a.setup_until > :now AND a.disabled_at IS NULL"
)
_ALL = text(f"SELECT {_COLUMNS} ORDER BY a.desk")
_NAMES = text("SELECT id, name FROM accounts WHERE id = ANY(:ids)")
_HASH = text("SELECT password_hash FROM accounts WHERE id = :id")
_NEXT_DESK = text("SELECT coalesce(max(desk), 0) + 1 FROM accounts WHERE agency_id = :agency")
_CREATE = text("""
    INSERT INTO accounts (id, agency_id, email, name, role, desk, partner_id, password_hash, password_at, created_at)
    VALUES (:id, :agency, :email, :name, :role, :desk, :partner, CAST(:hash AS text),
        CASE WHEN CAST(:hash AS text) IS NULL THEN NULL ELSE CAST(:at AS timestamptz) END, :at)
""")
_LOCK = text("SELECT id FROM accounts WHERE id = :id FOR NO KEY UPDATE")
_CHANGE = text("UPDATE accounts SET name = :name, role = :role, desk = :desk, partner_id = :partner WHERE id = :id")
_DISABLE = text("UPDATE accounts SET disabled_at = :at, setup_digest = NULL, setup_until = NULL WHERE id = :id")
_ENABLE = text("UPDATE accounts SET disabled_at = NULL WHERE id = :id")
_SET_PASSWORD = text("""
    UPDATE accounts SET password_hash = :hash, password_at = :at, setup_digest = NULL, setup_until = NULL WHERE id = :id
""")
_BETTER_HASH = text("UPDATE accounts SET password_hash = :hash WHERE id = :id")
_SET_UP = text("UPDATE accounts SET setup_digest = :digest, setup_until = :until WHERE id = :id")
_TIE = text("""
    UPDATE accounts SET oidc_subject = :subject
    WHERE id = :id AND (oidc_subject IS NULL OR oidc_subject = :subject) RETURNING id
""")
_ADMINISTRATORS = text("""
    SELECT id FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL
        AND agency_id = (SELECT agency_id FROM accounts WHERE id = :id)
    ORDER BY id FOR NO KEY UPDATE
""")
