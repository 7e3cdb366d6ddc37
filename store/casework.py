"""What the desk does with a tip. Pages and the REST API call these functions, and nothing else changes a tip there.

Claims are in `store.claims`, notes in `store.notes`, what goes to the reporter in `store.telling`, the tip as it is
read in `store.cases`; all are found here. Each action keeps the actor's right, the row's version and the claim.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import files, notes, telling
from store.cases import Case, open_case
from store.claims import assign, break_claim, claim, release, renew
from store.errors import ClaimHeld, NoSuchFile, Stale
from store.grip import Happened, must_be_permitted, reason_of, take, words_of
from store.notes import Note, NoteKind, note, propose
from store.objects import Objects
from store.telling import Told, ask
from store.vault import Vault
from tips.access import Actor, Permission
from tips.clocks import look_by
from tips.errors import MoveNotAllowed
from tips.lifecycle import Disposition, Proposal, TipStatus
from tips.lifecycle import move as moved
from tips.priority import CHANGED_BY_SUPERVISOR, PriorityLevel

__all__ = [
    "Case",
    "ClaimHeld",
    "Happened",
    "Note",
    "NoteKind",
    "Original",
    "Proposal",
    "Stale",
    "Told",
    "ask",
    "assign",
    "break_claim",
    "change_priority",
    "claim",
    "hold",
    "move",
    "note",
    "open_case",
    "open_original",
    "propose",
    "release",
    "renew",
]


@dataclass(frozen=True, kw_only=True)
class Original:
    """A file as it was sent, metadata and all."""

    code: str
    kind: str
    mime: str | None
    sha256: str
    data: bytes = field(repr=False)


async def move(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    to: TipStatus,
    disposition: Disposition | None = None,
    told: str | None = None,
    words: str = "",
    version: int | None = None,
) -> int:
    """Give a tip another status, and tell its reporter. `told` is what they read beside it, `words` are for colleagues.

    Closing takes a disposition and ends the claim. Taking back is the reporter's alone.
    """
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.WORK, version=version)
    grip.must_be_workable()
    if to is TipStatus.WITHDRAWN:
        raise MoveNotAllowed("Only its reporter takes a tip back. Nothing was changed.")
    status, closing = moved(grip.tip.status, to), to is TipStatus.CLOSED
    if closing is not (disposition is not None):
        raise MoveNotAllowed("Choose how it ended, and close it." if closing else "Only a closed tip has an ending.")
    said = telling.short_enough((told or "").strip())
    details: dict[str, str | bool | None] = {"from": grip.tip.status, "to": status, "told": grip.tip.reachable}
    if disposition is not None:
        details["disposition"] = disposition
    if words.strip():
        details["note"] = str(await notes.write(grip, NoteKind.CLOSING if closing else NoteKind.NOTE, words_of(words)))
    gone = {"claimed_by": None, "claimed_at": None, "claim_until": None} if closing else {}
    grip = await grip.change(
        "moved", details, status=status, disposition=disposition, closed_at=at if closing else None, **gone
    )
    await telling.tell(grip, status, said)
    return grip.tip.row_version


async def change_priority(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    level: PriorityLevel,
    reason: str,
    version: int | None = None,
) -> int:
    """Set how soon to look, with a reason. The rules' own reasons stay beside it; the clock to the first look goes
    with it."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.CHANGE_PRIORITY, version=version)
    why = reason_of(reason)
    if level is grip.tip.priority:
        raise MoveNotAllowed(f"This tip is {level} already. Nothing was changed.")
    written = await notes.write(grip, NoteKind.PRIORITY, why)
    rules = [one for one in grip.tip.reasons if one.get("key") != CHANGED_BY_SUPERVISOR]
    reasons = ({"key": CHANGED_BY_SUPERVISOR, "from": grip.tip.priority, "at": at.astimezone(UTC).isoformat()}, *rules)
    details = {"from": grip.tip.priority, "to": level, "note": str(written)}
    grip = await grip.change(
        "priority-changed", details, priority=level, reasons=reasons, look_by=look_by(level, grip.tip.reported_at)
    )
    return grip.tip.row_version


async def hold(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    on: bool,
    reason: str,
    version: int | None = None,
) -> int:
    """Put a tip on legal hold, or take it off, with a reason. What is on hold is never purged."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.HOLD, version=version)
    why = reason_of(reason)
    if on is grip.tip.held:
        raise MoveNotAllowed("This tip is on hold already." if on else "This tip is not on hold.")
    written = await notes.write(grip, NoteKind.HOLD, why)
    grip = await grip.change("held" if on else "hold-lifted", {"note": str(written)}, held=on)
    return grip.tip.row_version


async def check_original(db: AsyncConnection, code: str, file_id: UUID) -> None:
    """Raise `NoSuchFile` unless this tip has this file as it was sent. Opens nothing, and is on no record."""
    await _file(db, code, file_id)


async def _file(db: AsyncConnection, code: str, file_id: UUID) -> Row[Any]:
    row = (await db.execute(_FILE, {"id": file_id})).first()
    if row is None or row.code != code:
        raise NoSuchFile("There is no such file here, or it was not kept.")
    return row


async def open_original(
    db: AsyncConnection,
    vault: Vault,
    objects: Objects,
    code: str,
    file_id: UUID,
    *,
    by: Actor,
    reason: str,
    at: datetime,
) -> Original:
    """A file of this tip as it was sent, with everything that its camera wrote into it. Reason and look are on record.

    The bytes are fetched before the tip is locked: a slow place for files must not keep the reporter from adding to it.
    """
    must_be_permitted(by, Permission.OPEN_ORIGINAL)
    why = reason_of(reason)
    row = await _file(db, code, file_id)
    data = await files.open_object(db, vault, objects, file_id)
    if data is None:
        raise NoSuchFile("There is no such file here, or it was not kept.")
    grip = await take(db, vault, row.code, by=by, at=at, needs=Permission.OPEN_ORIGINAL)
    written = await notes.write(grip, NoteKind.ORIGINAL, why)
    await grip.record("original-opened", {"file": str(file_id), "note": str(written)})
    await grip.keep_claim()
    return Original(code=row.code, kind=row.kind, mime=row.mime, sha256=bytes(row.sha256).hex(), data=data)


_FILE = text("""
    SELECT t.code, f.kind, f.mime, f.sha256 FROM files f JOIN tips t ON t.id = f.tip_id
    WHERE f.id = :id AND f.state = 'kept'
""")
