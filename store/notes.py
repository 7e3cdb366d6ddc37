"""What colleagues write for each other about a tip: notes, proposals, and the reason of each decision. Sealed.

The trail carries a note's id and kind, never its words.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.grip import Grip, reason_of, take, words_of
from store.ids import new_id
from store.keys import Ring
from store.vault import Sealed, Vault, Wrapped
from tips.access import Actor, Permission
from tips.lifecycle import Proposal


class NoteKind(StrEnum):
    """What a note is for."""

    NOTE = "note"
    PROPOSAL = "proposal"
    PRIORITY = "priority"  # these and the following: the reason of a decision
    HOLD = "hold"
    ASSIGN = "assign"
    BREAK = "break"
    CLOSING = "closing"
    ORIGINAL = "original"


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note, opened. `about` says what a proposal proposes."""

    id: UUID
    at: datetime
    kind: NoteKind
    author: UUID
    words: str = field(repr=False)
    about: Proposal | None = None


@dataclass(frozen=True, kw_only=True)
class _Body:
    words: str
    about: Proposal | None = None


_BODY = TypeAdapter(_Body)


async def note(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, words: str, version: int | None = None
) -> int:
    """Write something for colleagues, whoever holds the tip."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.NOTE, version=version)
    written = await write(grip, NoteKind.NOTE, words_of(words))
    await grip.record("noted", {"note": str(written)})
    return await grip.keep_claim()


async def propose(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    what: Proposal,
    words: str,
    version: int | None = None,
) -> int:
    """Propose what a supervisor decides, with the reason."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.PROPOSE, version=version)
    written = await write(grip, NoteKind.PROPOSAL, reason_of(words), about=what)
    await grip.record("proposed", {"what": what, "note": str(written)})
    return await grip.keep_claim()


async def write(grip: Grip, kind: NoteKind, words: str, *, about: Proposal | None = None) -> UUID:
    """Seal a note to the tip in hand; its id, for the record."""
    note_id = new_id()
    sealed = grip.vault.seal(Ring.TIPS, row_name(note_id), _BODY.dump_json(_Body(words=words, about=about)))
    values: dict[str, Any] = {
        "id": note_id,
        "agency": grip.by.agency,
        "tip": grip.tip.id,
        "author": grip.by.account,
        "kind": kind,
        "at": grip.at,
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
    }
    await grip.db.execute(_WRITE, values)
    return note_id


async def of_tip(db: AsyncConnection, vault: Vault, tip_id: UUID) -> tuple[Note, ...]:
    """The notes of a tip, oldest first."""
    found = []
    for row in await db.execute(_OF_TIP, {"tip": tip_id}):
        sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
        body = _BODY.validate_json(vault.open(Ring.TIPS, row_name(row.id), sealed))
        kind = NoteKind(row.kind)
        found.append(Note(id=row.id, at=row.at, kind=kind, author=row.author, words=body.words, about=body.about))
    return tuple(found)


def row_name(note_id: UUID) -> str:
    """What the vault calls a note's row."""
    return f"notes/{note_id}"


_WRITE = text("""
    INSERT INTO notes (id, agency_id, tip_id, author, kind, at, body, wrapped_key, key_version)
    VALUES (:id, :agency, :tip, :author, :kind, :at, :body, :wrapped, :version)
""")
_OF_TIP = text("""
    SELECT id, author, kind, at, body, wrapped_key, key_version FROM notes WHERE tip_id = :tip ORDER BY at, id
""")
