"""Second factors: authenticator apps with recovery codes, and passkeys. Adding, using and removing one is on the trail.

An app's secret is sealed; recovery codes stand as keyed digests and are worth one use; of a passkey only the public key
is here. What a browser signs is checked by the console; here is that no code and no challenge counts twice.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pyotp
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import accounts, logins
from store.accounts import Account
from store.errors import AccountNotAllowed
from store.ids import new_id
from store.keys import Ring
from store.logins import enter
from store.vault import Sealed, Vault, Wrapped
from tips.access import Actor

STEP_SECONDS: Final = 30
DRIFT: Final = 1  # how many steps a phone's clock may be early or late
CODES: Final = 10
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs, none like another
CODE_SIGNS: Final = 16
MOST_PASSKEYS: Final = 10
SPENT_FOR: Final = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """A passkey of an account."""

    id: UUID
    account: UUID
    credential: bytes
    public_key: bytes = field(repr=False)
    uses: int
    transports: tuple[str, ...]
    name: str
    added_at: datetime
    used_at: datetime | None


def step_of(code: str, secret: str, *, now: datetime, after: int) -> int | None:
    """The time step that a code is right for, one step early or late at most, and later than `after`. None if none."""
    given = "".join(code.split())
    if len(given) != 6 or not given.isascii() or not given.isdigit():
        return None
    current, app = int(now.timestamp()) // STEP_SECONDS, pyotp.TOTP(secret, interval=STEP_SECONDS)
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):
        if secrets.compare_digest(app.generate_otp(step), given) and step > after:
            found = step
    return found


async def begin_app(db: AsyncConnection, vault: Vault, owner: Actor, *, at: datetime) -> str:
    """A new secret for an authenticator app, in base32. It counts from its first right code on."""
    secret, row = pyotp.random_base32(), new_id()
    sealed = vault.seal(Ring.TIPS, row_name(row), secret.encode())
    values = {
        "id": row,
        "agency": owner.agency,
        "account": owner.account,
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
        "at": at,
    }
    await db.execute(_DROP_UNPROVEN, {"account": owner.account})
    await db.execute(_BEGIN_APP, values)
    return secret


async def forget_begun_app(db: AsyncConnection, account_id: UUID) -> None:
    """Forget a secret that was begun and not proven: whoever has seen it must not know the app that counts."""
    await db.execute(_DROP_UNPROVEN, {"account": account_id})


async def unproven_app(db: AsyncConnection, vault: Vault, account_id: UUID) -> str | None:
    """The secret that was begun and not proven yet."""
    row = (await db.execute(_APP, {"account": account_id, "proven": False})).first()
    return None if row is None else _open(vault, row)


async def prove_app(
    db: AsyncConnection, vault: Vault, owner: Actor, code: str, *, at: datetime
) -> tuple[str, ...] | None:
    """Take a new app into use by its first code, instead of an older one. Gives new recovery codes, this once, or
    None when the code is wrong."""
    row = (await db.execute(_APP, {"account": owner.account, "proven": False})).first()
    step = None if row is None else step_of(code, _open(vault, row), now=at, after=0)
    if row is None or step is None:
        return None
    await db.execute(_DROP_PROVEN, {"account": owner.account})
    await db.execute(_PROVE, {"id": row.id, "counter": step, "at": at})
    await _record(db, vault, owner, "factor-added", at, {"factor": "app"})
    return await renew_recovery_codes(db, vault, owner, at=at)


async def use_app(db: AsyncConnection, vault: Vault, owner: Actor, code: str, *, now: datetime) -> bool:
    """Whether this is the app's code now. A code that was accepted is not accepted again, nor an earlier one."""
    row = (await db.execute(_APP, {"account": owner.account, "proven": True})).first()
    if row is None:
        return False
    step = step_of(code, _open(vault, row), now=now, after=row.counter)
    return step is not None and (await db.execute(_COUNT_ON, {"id": row.id, "step": step})).first() is not None


async def renew_recovery_codes(db: AsyncConnection, vault: Vault, owner: Actor, *, at: datetime) -> tuple[str, ...]:
    """Ten new recovery codes, given this once; the ones before are worth nothing any more."""
    codes = tuple("".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS)) for _ in range(CODES))
    rows = [
        {"digest": _recovery_digest(vault, owner.account, code), "agency": owner.agency, "account": owner.account}
        for code in codes
    ]
    await db.execute(_DROP_CODES, {"account": owner.account})
    await db.execute(_KEEP_CODE, rows)
    await _record(db, vault, owner, "recovery-codes-made", at, {"count": CODES})
    return tuple("-".join(code[at : at + 4] for at in range(0, CODE_SIGNS, 4)) for code in codes)


async def use_recovery_code(db: AsyncConnection, vault: Vault, owner: Actor, code: str, *, now: datetime) -> bool:
    """Whether this is one of the account's recovery codes. It is worth nothing afterwards."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    values = {"digest": _recovery_digest(vault, owner.account, plain), "account": owner.account}
    if (await db.execute(_SPEND_CODE, values)).first() is None:
        return False
    await _record(db, vault, owner, "recovery-code-used", now, {})
    return True


async def add_passkey(
    db: AsyncConnection,
    vault: Vault,
    owner: Actor,
    *,
    credential: bytes,
    public_key: bytes,
    uses: int,
    transports: tuple[str, ...],
    name: str,
    at: datetime,
) -> None:
    """Keep a new passkey. Raises `AccountNotAllowed` when there are too many, or it is kept already."""
    if len(await passkeys_of(db, owner.account)) >= MOST_PASSKEYS:
        raise AccountNotAllowed(f"There are {MOST_PASSKEYS} passkeys already: remove one first.")
    values = {
        "id": new_id(),
        "agency": owner.agency,
        "account": owner.account,
        "credential": credential,
        "key": public_key,
        "uses": uses,
        "transports": list(transports),
        "name": name,
        "at": at,
    }
    if (await db.execute(_ADD_PASSKEY, values)).first() is None:
        raise AccountNotAllowed("This passkey is kept already. Nothing was changed.")
    await _record(db, vault, owner, "factor-added", at, {"factor": "passkey", "passkey": str(values["id"])})


async def passkeys_of(db: AsyncConnection, account_id: UUID) -> tuple[Passkey, ...]:
    """The passkeys of an account, the oldest first."""
    return tuple(_passkey(row) for row in await db.execute(_PASSKEYS, {"account": account_id}))


async def by_credential(db: AsyncConnection, credential: bytes) -> Passkey | None:
    """Whose passkey this is; the transaction goes on in that agency."""
    if await enter(db, "passkey", credential) is None:
        return None
    row = (await db.execute(_BY_CREDENTIAL, {"credential": credential})).first()
    return None if row is None else _passkey(row)


async def used_passkey(db: AsyncConnection, passkey: Passkey, *, uses: int, challenge: bytes, now: datetime) -> bool:
    """Note that a passkey has answered. Says no when this challenge was answered before: then it must not count."""
    await db.execute(_FORGET_SPENT, {"before": now - SPENT_FOR})
    if (await db.execute(_SPEND, {"challenge": challenge, "now": now})).first() is None:
        return False
    await db.execute(_USED_PASSKEY, {"id": passkey.id, "uses": uses, "now": now})
    return True


async def remove_passkey(db: AsyncConnection, vault: Vault, owner: Actor, passkey_id: UUID, *, at: datetime) -> bool:
    """Remove one of one's own passkeys. Says whether it was there."""
    if (await db.execute(_REMOVE_PASSKEY, {"id": passkey_id, "account": owner.account})).first() is None:
        return False
    await _record(db, vault, owner, "factor-removed", at, {"factor": "passkey", "passkey": str(passkey_id)})
    return True


async def remove_app(db: AsyncConnection, vault: Vault, owner: Actor, *, at: datetime) -> None:
    """Remove one's own authenticator app, and its recovery codes with it."""
    await db.execute(_DROP_APPS, {"account": owner.account})
    await db.execute(_DROP_CODES, {"account": owner.account})
    await _record(db, vault, owner, "factor-removed", at, {"factor": "app"})


async def reset(db: AsyncConnection, vault: Vault, account: Account, *, by: str, at: datetime) -> None:
    """Remove every second factor of an account and end its logins: it is set up anew at the next sign-in."""
    for statement in (_UNTIE, _DROP_APPS, _DROP_CODES, _DROP_PASSKEYS):  # the account first, as sign-ins do
        await db.execute(statement, {"account": account.id})
    await logins.end_all(db, account.id)
    await accounts.record(db, vault, account, "factors-reset", by=by, at=at, details={"account": str(account.id)})


def row_name(app_id: UUID) -> str:
    """What the vault calls an authenticator app's row."""
    return f"authenticators/{app_id}"


def _open(vault: Vault, row: Any) -> str:
    sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
    return vault.open(Ring.TIPS, row_name(row.id), sealed).decode()


def _recovery_digest(vault: Vault, account_id: UUID, code: str) -> bytes:
    return vault.digest("recovery code", f"{account_id}/{code}")


async def _record(
    db: AsyncConnection, vault: Vault, owner: Actor, action: str, at: datetime, details: dict[str, Any]
) -> None:
    said = {"account": str(owner.account), **details}
    await accounts.record(db, vault, owner, action, by=owner.on_record, at=at, details=said)


def _passkey(row: Any) -> Passkey:
    return Passkey(
        id=row.id,
        account=row.account_id,
        credential=row.credential,
        public_key=row.public_key,
        uses=row.uses,
        transports=tuple(row.transports),
        name=row.name,
        added_at=row.added_at,
        used_at=row.used_at,
    )


_BEGIN_APP = text("""
    INSERT INTO authenticators (id, agency_id, account_id, body, wrapped_key, key_version, added_at)
    VALUES (:id, :agency, :account, :body, :wrapped, :version, :at)
""")
_APP = text("""
    SELECT id, body, wrapped_key, key_version, counter FROM authenticators
    WHERE account_id = :account AND (proven_at IS NOT NULL) = :proven FOR NO KEY UPDATE
""")
_PROVE = text("UPDATE authenticators SET proven_at = :at, counter = :counter WHERE id = :id")
_COUNT_ON = text("UPDATE authenticators SET counter = :step WHERE id = :id AND counter < :step RETURNING id")
_DROP_UNPROVEN = text("DELETE FROM authenticators WHERE account_id = :account AND proven_at IS NULL")
_DROP_PROVEN = text("DELETE FROM authenticators WHERE account_id = :account AND proven_at IS NOT NULL")
_DROP_APPS = text("DELETE FROM authenticators WHERE account_id = :account")
_DROP_CODES = text("DELETE FROM recovery_codes WHERE account_id = :account")
_DROP_PASSKEYS = text("DELETE FROM passkeys WHERE account_id = :account")
_UNTIE = text("UPDATE accounts SET oidc_subject = NULL WHERE id = :account")
_KEEP_CODE = text("INSERT INTO recovery_codes (digest, agency_id, account_id) VALUES (:digest, :agency, :account)")
_SPEND_CODE = text("DELETE FROM recovery_codes WHERE digest = :digest AND account_id = :account RETURNING digest")
_ADD_PASSKEY = text("""
    INSERT INTO passkeys (id, agency_id, account_id, credential, public_key, uses, transports, name, added_at)
    VALUES (:id, :agency, :account, :credential, :key, :uses, :transports, :name, :at)
    ON CONFLICT (credential) DO NOTHING RETURNING id
""")
_PASSKEY_COLUMNS = "id, account_id, credential, public_key, uses, transports, name, added_at, used_at FROM passkeys"
_PASSKEYS = text(f"SELECT {_PASSKEY_COLUMNS} WHERE account_id = :account ORDER BY id")
_BY_CREDENTIAL = text(f"SELECT {_PASSKEY_COLUMNS} WHERE credential = :credential")
_SPEND = text("""
    INSERT INTO spent_challenges (digest, at) VALUES (sha256(:challenge), :now) ON CONFLICT DO NOTHING RETURNING digest
""")
_FORGET_SPENT = text("DELETE FROM spent_challenges WHERE at < :before")
_USED_PASSKEY = text("UPDATE passkeys SET uses = :uses, used_at = :now WHERE id = :id")
_REMOVE_PASSKEY = text("DELETE FROM passkeys WHERE id = :id AND account_id = :account RETURNING id")
