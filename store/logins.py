"""Web logins: begun at sign-in, looked up at every request, ended everywhere at once.

The cookie's token is random; only its SHA-256 stands here. Each step of signing in gets a new token, so that one that
was known before is worth nothing after. What ends a login notifies the channel `CHANNEL` with the account's id.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import NoSuchAccount
from store.ids import new_id
from tips.access import AccountRole, Actor

CHANNEL: Final = "highbeam_logins"
IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
HALF_DONE: Final = timedelta(minutes=15)
"""How long a right password waits for the second factor."""
CONFIRMED: Final = timedelta(minutes=10)
RENEW_AFTER: Final = timedelta(minutes=1)


class Step(StrEnum):
    """What has been shown so far."""

    PASSWORD = "password"  # noqa: S105 - the second factor is still to come
    ENROLL = "enroll"  # a second factor must be set up before anything else
    FULL = "full"


class Owner(Protocol):
    """Whose login it is: an account."""

    @property
    def id(self) -> UUID: ...
    @property
    def agency(self) -> UUID: ...


@dataclass(frozen=True, kw_only=True)
class Login:
    """A web login that is open."""

    id: UUID
    actor: Actor
    email: str = field(repr=False)
    csrf: str = field(repr=False)
    step: Step
    device: str
    began: datetime
    seen: datetime
    confirmed_at: datetime

    def is_confirmed(self, now: datetime) -> bool:
        """Whether the password or a passkey was shown in the last ten minutes."""
        return self.step is Step.FULL and now - self.confirmed_at < CONFIRMED

    @property
    def ends(self) -> datetime:
        """When it ends if nothing more happens."""
        longest = self.began + (LONGEST if self.step is Step.FULL else HALF_DONE)
        return min(self.seen + IDLE, longest)


def digest_of(token: str) -> bytes:
    """What stands in the database for a token. Tokens are random, so a plain hash tells nothing of them."""
    return hashlib.sha256(token.encode()).digest()


async def enter(db: AsyncConnection, kind: str, known: bytes) -> UUID | None:
    """Go on with this transaction in the agency whose credential this is; None when nobody's."""
    agency: UUID | None = (await db.execute(_ENTER, {"kind": kind, "known": known})).scalar()
    if agency is not None:
        await db.execute(_SET_AGENCY, {"agency": str(agency)})
    return agency


async def find(db: AsyncConnection, token: str, *, now: datetime, renew: bool = True) -> Login | None:
    """The open login of a cookie's token. `renew=False` for what a page asks on its own while nobody works."""
    digest = digest_of(token)
    if await enter(db, "login", digest) is None:
        return None
    row = (await db.execute(_FIND, {"digest": digest})).first()
    login = None if row is None or row.disabled_at is not None else _login(row)
    if login is None or login.ends <= now:
        return None
    if renew and now - login.seen >= RENEW_AFTER:
        await db.execute(_RENEW, {"id": login.id, "account": login.actor.account, "now": now})
    return login


async def begin(db: AsyncConnection, account: Owner, *, now: datetime, step: Step, device: str = "") -> str:
    """Open a login; gives the token for the cookie. Old ones of the account that have ended are removed."""
    token = secrets.token_urlsafe(32)
    values = {
        "id": new_id(),
        "agency": account.agency,
        "account": account.id,
        "digest": digest_of(token),
        "csrf": secrets.token_urlsafe(32),
        "step": step.value,
        "device": device[:60],
        "now": now,
    }
    await db.execute(_SWEEP, {"account": account.id, "idle": now - IDLE, "oldest": now - LONGEST})
    await db.execute(_BEGIN, values)
    if step is Step.FULL:
        await db.execute(_SEEN, {"account": account.id, "now": now})
    return token


async def step_up(db: AsyncConnection, login: Login, *, now: datetime, step: Step = Step.FULL) -> str:
    """Take a login to its next step, under a new token, which is given; the old one is worth nothing any more.

    Raises `NoSuchAccount` when it has ended meanwhile, so that nothing of this transaction counts.
    """
    token = secrets.token_urlsafe(32)
    values = {"id": login.id, "digest": digest_of(token), "csrf": secrets.token_urlsafe(32), "step": step.value}
    if (await db.execute(_STEP_UP, {**values, "now": now})).first() is None:
        raise NoSuchAccount("This sign-in has ended. Begin again.")
    if step is Step.FULL:
        await db.execute(_SEEN, {"account": login.actor.account, "now": now})
    return token


async def confirm(db: AsyncConnection, login: Login, *, now: datetime) -> str:
    """Note that password or passkey was shown again, under a new token. Forms open in other tabs stay good."""
    token = secrets.token_urlsafe(32)
    await db.execute(_CONFIRM, {"id": login.id, "digest": digest_of(token), "now": now})
    return token


async def open_ones(db: AsyncConnection, account_id: UUID, *, now: datetime) -> tuple[Login, ...]:
    """The logins of an account that are open, the newest first."""
    rows = await db.execute(_OF_ACCOUNT, {"account": account_id})
    return tuple(login for login in map(_login, rows) if login.ends > now)


async def end(db: AsyncConnection, login_id: UUID, *, account_id: UUID) -> bool:
    """End one login of this account. Says whether there was one."""
    ended = (await db.execute(_END, {"id": login_id, "account": account_id})).first() is not None
    if ended:
        await _notify(db, account_id)
    return ended


async def end_all(db: AsyncConnection, account_id: UUID, *, but: UUID | None = None) -> int:
    """End every login of an account, but for the one that is named; says how many."""
    ended = (await db.execute(_END_ALL, {"account": account_id, "but": but or UUID(int=0)})).all()
    await _notify(db, account_id)
    return len(ended)


async def end_enrolling(db: AsyncConnection, account_id: UUID, *, but: UUID | None = None) -> None:
    """End the other logins that are to set up a second factor: one at a time does, and none once there is one.

    Done first: a sign-in that is just being opened waits for us then, and sees what we have added.
    """
    await db.execute(_LOCK_ACCOUNT, {"account": account_id})
    await db.execute(_END_ENROLLING, {"account": account_id, "step": Step.ENROLL.value, "but": but or UUID(int=0)})


async def _notify(db: AsyncConnection, account_id: UUID) -> None:
    await db.execute(_NOTIFY, {"channel": CHANNEL, "account": str(account_id)})


def _login(row: Any) -> Login:
    actor = Actor(
        account=row.account_id,
        agency=row.agency_id,
        role=AccountRole(row.role),
        name=row.name,
        desk=row.desk,
        partner=row.partner_id,
    )
    return Login(
        id=row.id,
        actor=actor,
        email=row.email,
        csrf=row.csrf,
        step=Step(row.step),
        device=row.device,
        began=row.began_at,
        seen=row.seen_at,
        confirmed_at=row.confirmed_at,
    )


_ENTER = text("SELECT highbeam_agency_of(:kind, :known)")
_SET_AGENCY = text("SELECT set_config('highbeam.agency', :agency, true)")
_COLUMNS = """
    l.id, l.agency_id, l.account_id, l.csrf, l.step, l.device, l.began_at, l.seen_at, l.confirmed_at,
    a.email, a.name, a.role, a.desk, a.partner_id, a.disabled_at FROM logins l JOIN accounts a ON a.id = l.account_id
"""
_FIND = text(f"SELECT {_COLUMNS} WHERE l.token_digest = :digest")
_OF_ACCOUNT = text(f"SELECT {_COLUMNS} WHERE l.account_id = :account ORDER BY l.id DESC")
_RENEW = text("""
    WITH renewed AS (UPDATE logins SET seen_at = greatest(seen_at, :now) WHERE id = :id)
    UPDATE accounts SET seen_at = greatest(seen_at, :now) WHERE id = :account
""")
_SWEEP = text("DELETE FROM logins WHERE account_id = :account AND (seen_at <= :idle OR began_at <= :oldest)")
_BEGIN = text("""
    INSERT INTO logins (id, agency_id, account_id, token_digest, csrf, step, device, began_at, seen_at, confirmed_at)
    VALUES (:id, :agency, :account, :digest, :csrf, :step, :device, :now, :now, :now)
""")
_STEP_UP = text("""
    UPDATE logins SET token_digest = :digest, csrf = :csrf, step = :step, seen_at = :now, confirmed_at = :now
    WHERE id = :id RETURNING id
""")
_CONFIRM = text("UPDATE logins SET token_digest = :digest, seen_at = :now, confirmed_at = :now WHERE id = :id")
_SEEN = text("UPDATE accounts SET seen_at = :now WHERE id = :account")
_END = text("DELETE FROM logins WHERE id = :id AND account_id = :account RETURNING id")
_END_ALL = text("DELETE FROM logins WHERE account_id = :account AND id <> :but RETURNING id")
_END_ENROLLING = text("DELETE FROM logins WHERE account_id = :account AND step = :step AND id <> :but")
_LOCK_ACCOUNT = text("SELECT id FROM accounts WHERE id = :account FOR NO KEY UPDATE")
_NOTIFY = text("SELECT pg_notify(:channel, :account)")
