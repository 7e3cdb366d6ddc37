"""Taking a tip in hand for one action: the right to it, the row locked, nothing changed behind the actor's back.

Every action of the desk goes through here, from a page or from the API, so that both keep the same rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.errors import ClaimHeld, NoSuchTip, Stale
from store.tips import QUEUE
from store.vault import Vault
from tips.access import Actor, Permission
from tips.clocks import CLAIM_LASTS
from tips.codes import normalize_code
from tips.errors import NotPermitted, WordsNeeded
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel

SHORTEST_REASON: Final = 3
LONGEST_WORDS: Final = 4000


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event of a tip's chain."""

    seq: int
    at: datetime
    actor: str
    action: str
    details: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TipRow:
    """What an action may change of a tip's row, and what it must know."""

    id: UUID
    row_version: int
    status: TipStatus
    priority: PriorityLevel
    reasons: tuple[Mapping[str, Any], ...]
    reported_at: datetime
    look_by: datetime
    first_look_at: datetime | None
    claimed_by: UUID | None
    claimed_at: datetime | None
    claim_until: datetime | None
    disposition: str | None
    closed_at: datetime | None
    held: bool
    may_ask: bool | None
    reachable: bool

    def holder(self, at: datetime) -> UUID | None:
        """Who holds the tip then; nobody when the claim has run out."""
        return self.claimed_by if self.claim_until is not None and self.claim_until > at else None


@dataclass(frozen=True, kw_only=True)
class Grip:
    """A tip whose row is locked until the transaction ends, and who has it in hand."""

    db: AsyncConnection
    vault: Vault
    by: Actor
    at: datetime
    tip: TipRow

    @property
    def holder(self) -> UUID | None:
        """Who holds the tip now."""
        return self.tip.holder(self.at)

    @property
    def is_mine(self) -> bool:
        """Whether the actor holds it."""
        return self.holder == self.by.account

    async def must_be_as_read(self, version: int | None) -> None:
        """Raise `Stale` when the row is not as it was when its reader read it; None does not ask."""
        if version is not None and version != self.tip.row_version:
            raise Stale(self.tip.row_version, await since(self.db, self.tip.id, version))

    def must_not_be_held(self) -> None:
        """Raise `ClaimHeld` when somebody else holds the tip."""
        if self.holder is not None and self.tip.claim_until is not None and not self.is_mine:
            raise ClaimHeld(self.holder, self.tip.claim_until)

    def must_be_workable(self) -> None:
        """The same, except for those who could break the claim."""
        if not self.by.may(Permission.BREAK_CLAIM):
            self.must_not_be_held()

    async def change(self, action: str, details: Mapping[str, Any] | None = None, **columns: Any) -> "Grip":
        """Write these columns, renew the actor's own claim, and put it on record."""
        tip = replace(self.tip, **columns)
        if tip.claimed_by == self.by.account:
            tip = replace(tip, claim_until=self.at + CLAIM_LASTS)
        values = {name: getattr(tip, name) for name in _WRITTEN}
        values |= {"reasons": [dict(reason) for reason in tip.reasons], "at": self.at}
        row_version = (await self.db.execute(_CHANGE, values)).scalar_one()
        await self.record(action, {**(details or {}), "version": row_version})
        return replace(self, tip=replace(tip, row_version=row_version))

    async def keep_claim(self) -> int:
        """Renew the actor's own claim, as any work does; nobody's page grows old by it. The row version as it is."""
        if self.is_mine:
            await self.db.execute(_RENEW, {"id": self.tip.id, "until": self.at + CLAIM_LASTS})
        return self.tip.row_version

    async def record(self, action: str, details: Mapping[str, Any] | None = None) -> None:
        """Put something on the tip's record, and tell every open console."""
        await audit.record(
            self.db,
            self.vault,
            chain=audit.chain_of_tip(self.tip.id),
            actor=self.by.on_record,
            action=action,
            at=self.at,
            details=details,
            agency=self.by.agency,
        )
        await announce(self.db, self.tip.id)


async def take(
    db: AsyncConnection,
    vault: Vault,
    code: str,
    *,
    by: Actor,
    at: datetime,
    needs: Permission,
    version: int | None = None,
) -> Grip:
    """Lock a tip for an action. Raises `NotPermitted`, `NoSuchTip`, or `Stale` when `version` is not its version."""
    must_be_permitted(by, needs)
    plain = code.replace("\0", "")
    names = [plain, normalize_code(plain) or plain]
    row = (await db.execute(_LOCK, {"codes": names})).mappings().first()
    if row is None:
        raise NoSuchTip(f"There is no tip {code}, or it is another agency's.")
    values = {**row, "status": TipStatus(row["status"]), "priority": PriorityLevel(row["priority"])}
    grip = Grip(db=db, vault=vault, by=by, at=at, tip=TipRow(**{**values, "reasons": tuple(row["reasons"])}))
    await grip.must_be_as_read(version)
    return grip


def must_be_permitted(by: Actor, needs: Permission) -> None:
    """Raise `NotPermitted` when the actor has no right to this."""
    if not by.may(needs):
        raise NotPermitted(f"Your role, {by.role}, may not do this. Nothing was changed.")


def reason_of(words: str) -> str:
    """A reason as it was given, trimmed. Raises `WordsNeeded` when it says nothing."""
    reason = words_of(words)
    if len(reason) < SHORTEST_REASON:
        raise WordsNeeded("Give the reason in a few words. Nothing was changed.")
    return reason


def words_of(words: str) -> str:
    """Words as they were written, trimmed. Raises `WordsNeeded` when there are none, or far too many."""
    trimmed = words.replace("\0", "").strip()
    if not trimmed:
        raise WordsNeeded("Write something first. Nothing was changed.")
    if len(trimmed) > LONGEST_WORDS:
        raise WordsNeeded(f"That is longer than {LONGEST_WORDS} characters. Nothing was changed: shorten it.")
    return trimmed


async def since(db: AsyncConnection, tip_id: UUID, version: int) -> tuple[Happened, ...]:
    """What changed a tip after this version of its row, oldest first."""
    values = {"chain": audit.chain_of_tip(tip_id), "version": version}
    return tuple(Happened(**row) for row in (await db.execute(_SINCE, values)).mappings())


async def timeline(db: AsyncConnection, tip_id: UUID) -> tuple[Happened, ...]:
    """Everything that happened to a tip, oldest first."""
    rows = (await db.execute(_TIMELINE, {"chain": audit.chain_of_tip(tip_id)})).mappings()
    return tuple(Happened(**row) for row in rows)


async def announce(db: AsyncConnection, tip_id: UUID) -> None:
    """Tell every open console that a tip changed."""
    await db.execute(_NOTIFY, {"channel": QUEUE, "tip": str(tip_id)})


_WRITTEN: Final = (
    "id",
    "status",
    "priority",
    "look_by",
    "claimed_by",
    "claimed_at",
    "claim_until",
    "disposition",
    "closed_at",
    "held",
)
_LOCK = text("""
    SELECT id, row_version, status, priority, reasons, reported_at, look_by, first_look_at, claimed_by, claimed_at,
        claim_until, disposition, closed_at, held, may_ask, reachable
    FROM tips WHERE code = ANY(CAST(:codes AS text[])) FOR NO KEY UPDATE
""")
_CHANGE = text("""
    UPDATE tips SET status = :status, priority = :priority, reasons = :reasons, look_by = :look_by,
        claimed_by = :claimed_by, claimed_at = :claimed_at, claim_until = :claim_until, disposition = :disposition,
        closed_at = :closed_at, held = :held, changed_at = greatest(changed_at, :at), row_version = row_version + 1
    WHERE id = :id RETURNING row_version
""").bindparams(bindparam("reasons", type_=JSONB))
_RENEW = text("UPDATE tips SET claim_until = greatest(claim_until, :until) WHERE id = :id")
_NOTIFY = text("SELECT pg_notify(:channel, :tip)")
_SINCE = text("""
    SELECT seq, at, actor, action, details FROM trail
    WHERE chain = :chain AND CAST(details->>'version' AS integer) > :version ORDER BY seq
""")
_TIMELINE = text("SELECT seq, at, actor, action, details FROM trail WHERE chain = :chain ORDER BY seq")
