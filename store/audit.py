"""The trail: every change of a tip and every look at it, append-only, written in the transaction it tells of.

Each tip has a chain of its own, so that work on different tips never waits for each other; what concerns no tip goes
into a chain per agency. An event carries a keyed code over its words and the code before it, and `trail_heads` holds
each chain's end: who can write to the database but has not the key cannot change, remove or insert an event unseen.
Who has both could rewrite a chain; against that, `store.trail_proof` gives one value a day to keep elsewhere.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import TrailBroken
from store.tables import DEFAULT_AGENCY
from store.vault import Vault

FIRST = b""


def chain_of_tip(tip_id: UUID) -> str:
    """The chain that tells of one tip."""
    return f"tip:{tip_id}"


def chain_of_agency(agency: UUID) -> str:
    """The chain that tells of what concerns an agency but no tip."""
    return f"agency:{agency}"


async def record(
    db: AsyncConnection,
    vault: Vault,
    *,
    chain: str,
    actor: str,
    action: str,
    at: datetime,
    details: Mapping[str, Any] | None = None,
    agency: UUID = DEFAULT_AGENCY,
) -> None:
    """Append an event. `actor` is a part of the house or an account, never a reporter; `details` name no person.

    The chain's head stays locked until the transaction ends, which puts events of one chain in order.
    """
    seq, before = (await db.execute(_LOCK_HEAD, {"chain": chain, "agency": agency, "first": FIRST})).one()
    said = dict(details or {})
    mac = code_of(vault, bytes(before), chain, seq + 1, at, actor, action, said)
    event = {"chain": chain, "seq": seq + 1, "agency": agency, "at": at, "mac": mac}
    await db.execute(_APPEND, {**event, "actor": actor, "action": action, "details": said})


async def verify_chain(db: AsyncConnection, vault: Vault, chain: str) -> int:
    """Read a chain from its beginning; returns how many events it has, or raises `TrailBroken`."""
    before, expected = FIRST, 1
    events = await db.execute(_EVENTS, {"chain": chain})
    for event in events:
        before, expected = follow(vault, chain, before, expected, event), event.seq + 1
    head = (await db.execute(_HEAD, {"chain": chain})).first()
    if head is None or head.seq != expected - 1 or bytes(head.mac) != before:
        raise TrailBroken(f"{chain}: the chain does not end with event {expected - 1}.")
    return expected - 1


async def verify_all(db: AsyncConnection, vault: Vault) -> int:
    """Verify every chain, and that every tip has one; returns the number of events."""
    orphan = (await db.execute(_TIP_WITHOUT_CHAIN)).scalar()
    if orphan is not None:
        raise TrailBroken(f"tip:{orphan}: the chain of this tip is gone.")
    chains = (await db.execute(_CHAINS)).scalars().all()
    return sum([await verify_chain(db, vault, chain) for chain in chains])


def follow(vault: Vault, chain: str, before: bytes, expected: int, event: Any) -> bytes:
    """The code of a chain's next event, once it is plain that it is the next and says what was written."""
    if event.seq != expected:
        raise TrailBroken(f"{chain}: event {expected} is missing.")
    code = code_of(vault, before, chain, event.seq, event.at, event.actor, event.action, event.details)
    if not hmac.compare_digest(code, bytes(event.mac)):
        raise TrailBroken(f"{chain}: event {event.seq} is not what was written, or does not follow the one before.")
    return code


def code_of(
    vault: Vault, before: bytes, chain: str, seq: int, at: datetime, actor: str, action: str, details: Mapping[str, Any]
) -> bytes:
    """The keyed code over an event's words and the code before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    words = [before.hex(), chain, seq, moment, actor, action, details]
    return vault.digest("trail", json.dumps(words, sort_keys=True, ensure_ascii=True, separators=(",", ":")))


_LOCK_HEAD = text("""
    INSERT INTO trail_heads AS h (chain, agency_id, seq, mac) VALUES (:chain, :agency, 0, :first)
    ON CONFLICT (chain) DO UPDATE SET seq = h.seq RETURNING seq, mac
""")
_APPEND = text("""
    WITH moved AS (UPDATE trail_heads SET seq = :seq, mac = :mac WHERE chain = :chain)
    INSERT INTO trail (chain, seq, agency_id, at, actor, action, details, mac)
    VALUES (:chain, :seq, :agency, :at, :actor, :action, :details, :mac)
""").bindparams(bindparam("details", type_=JSONB))
_EVENTS = text("SELECT seq, at, actor, action, details, mac FROM trail WHERE chain = :chain ORDER BY seq")
_HEAD = text("SELECT seq, mac FROM trail_heads WHERE chain = :chain")
_CHAINS = text("SELECT chain FROM trail_heads UNION SELECT chain FROM trail ORDER BY chain")
_TIP_WITHOUT_CHAIN = text("""
    SELECT t.id FROM tips t WHERE NOT EXISTS (SELECT FROM trail_heads h WHERE h.chain = 'tip:' || t.id) LIMIT 1
""")
