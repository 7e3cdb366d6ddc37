"""What a reporter is told and asked from the desk: by the tip, without knowing who it is. And what was told so far."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import notices
from store.grip import Grip, announce, take, words_of
from store.keys import Ring
from store.vault import Sealed, Vault, Wrapped
from tips.access import Actor, Permission
from tips.errors import MoveNotAllowed, WordsNeeded
from tips.lifecycle import TipStatus

QUESTION: Final = "question"
LONGEST_TOLD: Final = 1000
"""The card on the phone shows no more."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A notice to a reporter. `author` is None for what the house wrote by itself."""

    id: UUID
    at: datetime
    key: str
    author: UUID | None
    delivered_at: datetime | None
    words: str = field(repr=False)


async def ask(
    db: AsyncConnection, vault: Vault, code: str, *, by: Actor, at: datetime, words: str, version: int | None = None
) -> int:
    """Ask the reporter something. Raises `MoveNotAllowed` when they may not be asked, or cannot be."""
    grip = await take(db, vault, code, by=by, at=at, needs=Permission.ASK, version=version)
    question = short_enough(words_of(words))
    grip.must_be_workable()
    if grip.tip.may_ask is False:
        raise MoveNotAllowed("The reporter asked not to be asked anything. Nothing was sent.")
    if not grip.tip.reachable:
        raise MoveNotAllowed("The reporter had everything about them erased. Nobody can be asked; nothing was sent.")
    if grip.tip.status is TipStatus.CLOSED:
        raise MoveNotAllowed("This tip is closed. Take it up again before you ask; nothing was sent.")
    changed = await grip.change("asked")
    await _write(changed, QUESTION, question)
    return changed.tip.row_version


async def tell(grip: Grip, status: TipStatus, words: str = "") -> bool:
    """Tell the reporter how their tip stands now. Says whether anybody can be told: an erased reporter cannot."""
    if grip.tip.reachable:
        await _write(grip, f"status-{status}", short_enough(words))
    return grip.tip.reachable


async def was_told(grip: Grip, status: TipStatus) -> bool:
    """Whether the reporter was told of this status before."""
    found = await grip.db.execute(_WAS_TOLD, {"tip": grip.tip.id, "key": f"status-{status}"})
    return found.first() is not None


async def of_tip(db: AsyncConnection, vault: Vault, tip_id: UUID) -> tuple[Told, ...]:
    """What was told and asked about a tip, oldest first."""
    found = []
    for row in await db.execute(_OF_TIP, {"tip": tip_id}):
        sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
        words = vault.open(Ring.TIPS, notices.row_name(row.id), sealed).decode()
        found.append(
            Told(id=row.id, at=row.at, key=row.key, author=row.author, delivered_at=row.delivered_at, words=words)
        )
    return tuple(found)


def short_enough(words: str) -> str:
    """The words, when the phone shows all of them. Raises `WordsNeeded`."""
    if len(words) > LONGEST_TOLD:
        raise WordsNeeded(f"The phone shows {LONGEST_TOLD} characters. Nothing was sent: shorten it.")
    return words


async def _write(grip: Grip, key: str, words: str) -> None:
    await notices.write(
        grip.db,
        grip.vault,
        tip_id=grip.tip.id,
        key=key,
        words=words,
        actor=grip.by.on_record,
        agency=grip.by.agency,
        at=grip.at,
        author=grip.by.account,
    )
    await announce(grip.db, grip.tip.id)


_WAS_TOLD = text("SELECT 1 FROM notices WHERE tip_id = :tip AND key = :key LIMIT 1")
_OF_TIP = text("""
    SELECT id, at, key, author, delivered_at, body, wrapped_key, key_version FROM notices
    WHERE tip_id = :tip ORDER BY at, id
""")
