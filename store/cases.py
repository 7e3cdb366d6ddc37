"""A tip as the desk reads it: all on one page, opened in one transaction. The look goes on the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, files, notes, telling, tips
from store.errors import NoSuchTip
from store.files import KeptFile
from store.grip import Grip, Happened, announce, take, timeline
from store.keys import Ring
from store.notes import Note
from store.telling import Told
from store.tips import Added, QueueRow
from store.vault import Sealed, Vault, Wrapped
from tips.access import Actor, Permission
from tips.draft import Draft

ONE_LOOK: Final = timedelta(minutes=10)
"""Opening a tip again within this time is the same look."""

ONE_SHIFT: Final = timedelta(hours=12)
"""How long a page that stays open may be brought up to date by the look that opened it."""


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What the reporter added, opened."""

    id: UUID
    at: datetime
    added: Added = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A tip, opened: what was reported and added, what was told and asked, what colleagues wrote, what happened.

    `unread` is how much was new to the desk at this opening, `reachable` whether the reporter can be told anything.
    """

    row: QueueRow
    row_version: int
    draft: Draft = field(repr=False)
    additions: tuple[Addition, ...] = field(repr=False)
    notices: tuple[Told, ...] = field(repr=False)
    notes: tuple[Note, ...] = field(repr=False)
    timeline: tuple[Happened, ...] = field(repr=False)
    files: tuple[KeptFile, ...] = field(repr=False)
    town: str | None
    language: str
    trained: str
    trained_on: date | None
    usefulness: str
    catalog_version: str
    checklist_version: str
    may_ask: bool | None
    reachable: bool
    look_by: datetime
    first_look_at: datetime | None
    claimed_by: UUID | None
    claimed_at: datetime | None
    claim_until: datetime | None
    unread: int
    held: bool
    disposition: str | None
    closed_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def status(self) -> str:
        """How it stands."""
        return self.row.status

    @property
    def assessment(self) -> Mapping[str, Any]:
        """What the indicators say, as it was worked out when the tip was sent."""
        return self.row.assessment

    def holder(self, now: datetime) -> UUID | None:
        """Who holds it; nobody when the claim has run out."""
        return self.claimed_by if self.claim_until is not None and self.claim_until > now else None


_DRAFT = TypeAdapter(Draft)
_ADDED = TypeAdapter(Added)


async def open_case(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, look: bool = True
) -> Case:
    """Open a tip. The first look is noted, what was unread is read when the reader may answer for it, and the look is
    on record, once in ten minutes for each account. `look=False` brings a page up to date that is open already: it
    leaves what is unread unread, and is a look of its own only for somebody who has not opened the tip in this shift.

    Raises `NotPermitted`, `NoSuchTip`.
    """
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.OPEN_TIP)
    await _note_look(grip, within=ONE_LOOK if look else ONE_SHIFT)
    row = (await db.execute(_OPEN, {"id": grip.tip.id})).mappings().first()
    if row is None:
        raise NoSuchTip(f"There is no tip {code}, or it is another agency's.")
    clear = {name: row[name] for name in _CLEAR}
    case = Case(
        **clear,
        row=tips.queue_row(row),
        draft=_DRAFT.validate_json(vault.open(Ring.TIPS, tips.row_name(row["id"]), _sealed(row))),
        additions=await _additions(db, vault, row["id"]),
        notices=await telling.of_tip(db, vault, row["id"]),
        notes=await notes.of_tip(db, vault, row["id"]),
        timeline=await timeline(db, row["id"]),
        files=tuple(await files.of_tip(db, vault, row["id"])),
    )
    if look and grip.holder in (None, by.account) and case.unread:
        await db.execute(_READ, {"id": row["id"]})
        await announce(db, row["id"])
    return case


async def _note_look(grip: Grip, *, within: timedelta) -> None:
    """The first look at all stops the clock. Whoever looked within this time does not look anew."""
    if grip.tip.first_look_at is None:
        await grip.db.execute(_FIRST_LOOK, {"id": grip.tip.id, "at": grip.at})
        await announce(grip.db, grip.tip.id)
    values = {"chain": audit.chain_of_tip(grip.tip.id), "actor": grip.by.on_record, "since": grip.at - within}
    if (await grip.db.execute(_LOOKED, values)).first() is None:
        await audit.record(
            grip.db,
            grip.vault,
            chain=audit.chain_of_tip(grip.tip.id),
            actor=grip.by.on_record,
            action="opened",
            at=grip.at,
            agency=grip.by.agency,
        )


async def _additions(db: AsyncConnection, vault: Vault, tip_id: UUID) -> tuple[Addition, ...]:
    found = []
    for row in (await db.execute(_ADDITIONS, {"tip": tip_id})).mappings():
        added = _ADDED.validate_json(vault.open(Ring.TIPS, tips.addition_name(row["id"]), _sealed(row)))
        found.append(Addition(id=row["id"], at=row["at"], added=added))
    return tuple(found)


def _sealed(row: RowMapping) -> Sealed:
    return Sealed(body=row["body"], wrapped=Wrapped(key=row["wrapped_key"], version=row["key_version"]))


_CLEAR: Final = (
    "row_version",
    "town",
    "language",
    "trained",
    "trained_on",
    "usefulness",
    "catalog_version",
    "checklist_version",
    "may_ask",
    "reachable",
    "look_by",
    "first_look_at",
    "claimed_by",
    "claimed_at",
    "claim_until",
    "unread",
    "held",
    "disposition",
    "closed_at",
    "withdrawn_at",
)
_OPEN = text(f"""
    SELECT {tips.LINE}, {", ".join(f"t.{name}" for name in _CLEAR)}, t.body, t.wrapped_key, t.key_version
    FROM tips t WHERE t.id = :id
""")  # noqa: S608 - only constants
_FIRST_LOOK = text("UPDATE tips SET first_look_at = :at WHERE id = :id")
_READ = text("UPDATE tips SET unread = 0 WHERE id = :id")
_LOOKED = text("""
    SELECT 1 FROM trail WHERE chain = :chain AND action = 'opened' AND actor = :actor AND at > :since LIMIT 1
""")
_ADDITIONS = text("SELECT id, at, body, wrapped_key, key_version FROM additions WHERE tip_id = :tip ORDER BY at, id")
