"""Training partners, their cohorts and join links, as the desk keeps them; how many people learn, and never who.

Every change is on the agency's trail. How a reporter joins by a link is in `store.joining`.
"""

import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.errors import NoSuchPartner, PartnerNotAllowed
from store.ids import new_id
from store.keys import Ring
from store.tables import DEFAULT_AGENCY
from store.vault import Sealed, Vault, Wrapped
from tips.suppression import LEAST
from tips.training import Counts, LinkStanding, standing_of_link

CODE_BYTES: Final = 16
"""Random bytes of a join link's code: 22 characters of base64url."""

MOST_NAME: Final = 60
MOST_SEATS: Final = 100_000
DIGEST: Final = "join-link"
"""The kind of the vault's digest by which a link is found."""


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A training partner: a carrier, a bus company, an energy firm, an association, a school."""

    id: UUID
    name: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Cohort:
    """People of a partner who learn one course together."""

    id: UUID
    partner: UUID
    name: str
    course: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way into a cohort, without its code. `used` are the seats taken by it."""

    id: UUID
    cohort: UUID
    made_at: datetime
    expires_at: datetime | None
    seats: int | None
    used: int
    revoked_at: datetime | None

    def standing(self, now: datetime) -> LinkStanding:
        """What it is worth to somebody new."""
        return standing_of_link(
            revoked=self.revoked_at is not None, expires_at=self.expires_at, seats=self.seats, used=self.used, now=now
        )


async def create(
    db: AsyncConnection, vault: Vault, *, name: str, by: str, at: datetime, agency: UUID = DEFAULT_AGENCY
) -> Partner:
    """Note a partner. Its name may not differ from another's by capitals alone. Raises `PartnerNotAllowed`."""
    made = Partner(id=new_id(), name=_checked_name(name), made_at=at)
    taken = "There is a partner of this name already. Nothing was changed."
    await _write(db, _CREATE, {"id": made.id, "agency": agency, "name": made.name, "at": at}, taken)
    await _record(db, vault, agency, "partner-made", by, at, {"partner": str(made.id)})
    return made


async def all_of(db: AsyncConnection) -> tuple[Partner, ...]:
    """Every partner of the agency, by name."""
    return tuple(_partner(row) for row in await db.execute(_ALL))


async def by_id(db: AsyncConnection, partner_id: UUID) -> Partner:
    """A partner of this agency. Raises `NoSuchPartner`."""
    return _partner(_found((await db.execute(_BY_ID, {"id": partner_id})).first()))


async def by_name(db: AsyncConnection, name: str) -> Partner:
    """A partner of this agency by its name. Raises `NoSuchPartner`."""
    return _partner(_found((await db.execute(_BY_NAME, {"name": _checked_name(name)})).first()))


async def add_cohort(
    db: AsyncConnection,
    vault: Vault,
    partner_id: UUID,
    *,
    name: str,
    course: str,
    by: str,
    at: datetime,
    agency: UUID = DEFAULT_AGENCY,
) -> Cohort:
    """Give a partner one more cohort. Whether there is such a course is the caller's to know.

    Raises `NoSuchPartner` and `PartnerNotAllowed`.
    """
    await by_id(db, partner_id)
    made = Cohort(id=new_id(), partner=partner_id, name=_checked_name(name), course=course, made_at=at)
    values = {"id": made.id, "agency": agency, "partner": partner_id, "name": made.name, "course": course, "at": at}
    await _write(db, _ADD_COHORT, values, "This partner has a cohort of this name already. Nothing was changed.")
    details = {"partner": str(partner_id), "cohort": str(made.id), "course": course}
    await _record(db, vault, agency, "cohort-made", by, at, details)
    return made


async def cohorts_of(db: AsyncConnection, partner_id: UUID | None = None) -> tuple[Cohort, ...]:
    """The cohorts of a partner, or of all of the agency's, the newest first."""
    return tuple(_cohort(row) for row in await db.execute(_COHORTS, {"partner": partner_id}))


async def cohort(db: AsyncConnection, cohort_id: UUID) -> Cohort:
    """A cohort of this agency. Raises `NoSuchPartner`."""
    return _cohort(_found((await db.execute(_COHORT, {"id": cohort_id})).first()))


async def make_link(
    db: AsyncConnection,
    vault: Vault,
    cohort_id: UUID,
    *,
    expires_at: datetime | None,
    seats: int | None,
    by: str,
    at: datetime,
    agency: UUID = DEFAULT_AGENCY,
) -> tuple[Link, str]:
    """A new way into a cohort, and its code. Raises `NoSuchPartner` and `PartnerNotAllowed`."""
    await cohort(db, cohort_id)
    if expires_at is not None and expires_at <= at:
        raise PartnerNotAllowed("This day is over: choose a later one, or none. Nothing was changed.")
    if seats is not None and not LEAST <= seats <= MOST_SEATS:
        few = f"When a link for fewer than {LEAST} is full, its partner knows who joined"
        raise PartnerNotAllowed(f"{few}: give {LEAST} to {MOST_SEATS} seats, or none. Nothing was changed.")
    code, link_id = secrets.token_urlsafe(CODE_BYTES), new_id()
    sealed = vault.seal(Ring.TIPS, _row_name(link_id), code.encode())
    values = {
        "id": link_id,
        "agency": agency,
        "cohort": cohort_id,
        "digest": vault.digest(DIGEST, code),
        "at": at,
        "expires": expires_at,
        "seats": seats,
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
    }
    await db.execute(_MAKE_LINK, values)
    until = None if expires_at is None else expires_at.isoformat()
    details = {"link": str(link_id), "cohort": str(cohort_id), "until": until, "seats": seats}
    await _record(db, vault, agency, "join-link-made", by, at, details)
    return (await _link_row(db, link_id))[0], code


async def links_of(db: AsyncConnection, partner_id: UUID) -> tuple[Link, ...]:
    """The join links of a partner's cohorts, the newest first."""
    return tuple(_link(row) for row in await db.execute(_LINKS, {"partner": partner_id}))


async def open_link(db: AsyncConnection, vault: Vault, link_id: UUID, *, partner_id: UUID | None) -> tuple[Link, str]:
    """A link of this partner, or of any, with its code, to show or print it. Raises `NoSuchPartner`."""
    link, row = await _link_row(db, link_id, partner_id)
    sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
    return link, vault.open(Ring.TIPS, _row_name(link_id), sealed).decode()


async def revoke(
    db: AsyncConnection,
    vault: Vault,
    link_id: UUID,
    *,
    partner_id: UUID | None,
    by: str,
    at: datetime,
    agency: UUID = DEFAULT_AGENCY,
) -> bool:
    """Let nobody join by a link of this partner, or of any, any more. Says whether it was good until now.

    Raises `NoSuchPartner`.
    """
    await _link_row(db, link_id, partner_id)
    if (await db.execute(_REVOKE, {"id": link_id, "at": at})).first() is None:
        return False
    await _record(db, vault, agency, "join-link-revoked", by, at, {"link": str(link_id)})
    return True


async def progress(db: AsyncConnection) -> Mapping[UUID, Counts]:
    """How many of each cohort of this agency came how far: exact, for the task force's own eyes."""
    return {
        row.cohort_id: Counts(joined=row.joined, started=row.started, passed=row.passed, refreshed=row.refreshed)
        for row in await db.execute(_PROGRESS)
    }


async def bot_name(db: AsyncConnection) -> str | None:
    """What Telegram calls our bot; None before a bot has ever asked."""
    name: str | None = (await db.execute(_BOT_NAME)).scalar()
    return name


def end_of(day: date, zone: tzinfo) -> datetime:
    """When a day is over, for a link that is good until then. Raises `PartnerNotAllowed`."""
    if day == date.max:
        raise PartnerNotAllowed("This day is too far away: choose an earlier one, or none. Nothing was changed.")
    return datetime.combine(day + timedelta(days=1), time.min, zone)


def address(bot: str, code: str) -> str:
    """What opens the chat with our bot, by a link's code."""
    return f"https://t.me/{bot}?start={code}"


async def _link_row(db: AsyncConnection, link_id: UUID, partner_id: UUID | None = None) -> tuple[Link, Any]:
    row = _found((await db.execute(_LINK, {"id": link_id, "partner": partner_id})).first())
    return _link(row), row


async def _write(db: AsyncConnection, statement: Any, values: Mapping[str, Any], taken: str) -> None:
    try:
        async with db.begin_nested():
            made = (await db.execute(statement, values)).first()
    except IntegrityError as exc:
        if "_name_key" in str(exc.orig):
            raise PartnerNotAllowed(taken) from None
        raise
    if made is None:
        raise PartnerNotAllowed(taken)


async def _record(
    db: AsyncConnection, vault: Vault, agency: UUID, action: str, by: str, at: datetime, details: Mapping[str, Any]
) -> None:
    chain = audit.chain_of_agency(agency)
    await audit.record(db, vault, chain=chain, actor=by, action=action, at=at, details=details, agency=agency)


def _row_name(link_id: UUID) -> str:
    return f"join_links/{link_id}"


def _checked_name(name: str) -> str:
    known = " ".join(unicodedata.normalize("NFC", name).split())
    if not known or len(known) > MOST_NAME or not known.isprintable():
        raise PartnerNotAllowed(f"Give a name of 1 to {MOST_NAME} characters. Nothing was changed.")
    return known


def _found(row: Any) -> Any:
    if row is None:
        raise NoSuchPartner("There is no such training partner, cohort or link. Check the list.")
    return row


def _partner(row: Any) -> Partner:
    return Partner(id=row.id, name=row.name, made_at=row.made_at)


def _cohort(row: Any) -> Cohort:
    return Cohort(id=row.id, partner=row.partner_id, name=row.name, course=row.course, made_at=row.made_at)


def _link(row: Any) -> Link:
    return Link(
        id=row.id,
        cohort=row.cohort_id,
        made_at=row.made_at,
        expires_at=row.expires_at,
        seats=row.seats,
        used=row.used,
        revoked_at=row.revoked_at,
    )


_CREATE = text("""
    INSERT INTO partners (id, agency_id, name, made_at) SELECT :id, :agency, :name, :at
    WHERE NOT EXISTS (SELECT FROM partners WHERE agency_id = :agency AND lower(name) = lower(:name)) RETURNING id
""")
_ALL = text("SELECT id, name, made_at FROM partners ORDER BY lower(name), id")
_BY_ID = text("SELECT id, name, made_at FROM partners WHERE id = :id")
_BY_NAME = text("SELECT id, name, made_at FROM partners WHERE lower(name) = lower(:name) ORDER BY name <> :name")
_ADD_COHORT = text("""
    INSERT INTO cohorts (id, agency_id, partner_id, name, course, made_at)
    SELECT :id, :agency, :partner, :name, :course, :at
    WHERE NOT EXISTS (SELECT FROM cohorts WHERE partner_id = :partner AND lower(name) = lower(:name)) RETURNING id
""")
_COHORTS = text("""
    SELECT id, partner_id, name, course, made_at FROM cohorts
    WHERE CAST(:partner AS uuid) IS NULL OR partner_id = :partner ORDER BY id DESC
""")
_COHORT = text("SELECT id, partner_id, name, course, made_at FROM cohorts WHERE id = :id")
_MAKE_LINK = text("""
    INSERT INTO join_links (id, agency_id, cohort_id, digest, made_at, expires_at, seats, body, wrapped_key,
        key_version)
    VALUES (:id, :agency, :cohort, :digest, :at, :expires, :seats, :body, :wrapped, :version)
""")
_LINKS = text("""
    SELECT l.id, l.cohort_id, l.made_at, l.expires_at, l.seats, l.used, l.revoked_at
    FROM join_links l JOIN cohorts c ON c.id = l.cohort_id WHERE c.partner_id = :partner ORDER BY l.id DESC
""")
_LINK = text("""
    SELECT l.id, l.cohort_id, l.made_at, l.expires_at, l.seats, l.used, l.revoked_at, l.body, l.wrapped_key,
        l.key_version
    FROM join_links l JOIN cohorts c ON c.id = l.cohort_id
    WHERE l.id = :id AND (CAST(:partner AS uuid) IS NULL OR c.partner_id = :partner)
""")
_REVOKE = text("UPDATE join_links SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL RETURNING id")
_PROGRESS = text("SELECT cohort_id, joined, started, passed, refreshed FROM highbeam_progress()")
_BOT_NAME = text("SELECT name FROM bot_names ORDER BY seen_at DESC LIMIT 1")
