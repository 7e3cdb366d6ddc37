"""Proving that the trail holds, in steps that are short however long it is; and a value to keep outside of here.

Each step reads a few hundred events in one statement, so nobody waits for it. Where it stands is carried by whoever
asks, signed, so that any process can take the next step and no part can be left out.

What holds the database and the keys could rewrite a whole chain. Against that, `value_through` gives one value over all
events up to a number: kept where neither can reach, it shows any later change of those events.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit
from store.errors import TrailBroken
from store.vault import Vault

STEP = 500
"""Events a step: some 15 ms of reading and reckoning."""
HEADS_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a proof has come. `only` is the one chain to prove, or None for all that may be seen."""

    only: str | None = None
    chain: str = ""
    seq: int = 0
    code: str = ""
    head: int = 0
    chains: int = 0
    events: int = 0
    expected: int = 0
    began: datetime
    done: bool = False
    seconds: float = 0
    broken: str = ""
    """What does not hold, if something does not. Then `done` is true, too."""

    def signed(self, vault: Vault, account: UUID) -> str:
        """To be carried by a page. It serves the account that it was made for and no other."""
        said = json.dumps(asdict(self), default=datetime.isoformat).encode()
        return urlsafe_b64encode(_signature(vault, account, said) + said).decode()

    @classmethod
    def read(cls, vault: Vault, account: UUID, carried: str) -> Self | None:
        """What `signed` gave out, or None when it is not that."""
        try:
            plain = urlsafe_b64decode(carried)
        except ValueError:
            return None
        signature, said = plain[:16], plain[16:]
        if not hmac.compare_digest(signature, _signature(vault, account, said)):
            return None
        try:
            return TypeAdapter(cls).validate_json(said)
        except ValidationError:
            return None


async def begin(db: AsyncConnection, *, only: str | None, at: datetime) -> Progress:
    """The start of a proof, with how many events to expect. Raises `TrailBroken` when a chain is missing as a whole."""
    expected = (await db.execute(_EXPECTED, {"only": only})).scalar_one()
    if only is None:
        await _miss_whole_chains(db)
    elif not expected:
        raise TrailBroken(f"{only}: this chain is gone, or has never begun.")
    return Progress(only=only, expected=int(expected), began=at)


async def step(db: AsyncConnection, vault: Vault, progress: Progress, *, limit: int = STEP) -> Progress:
    """Prove the next events. Raises `TrailBroken` at the first that does not hold."""
    where = {"chain": progress.chain, "seq": progress.seq, "limit": limit}
    query = _NEXT if progress.only is None else _NEXT_OF_ONE
    if progress.only is not None:
        where["chain"] = progress.only
    events: Sequence[Any] = (await db.execute(query, where)).all()
    for event in events:
        progress = _take(vault, progress, event)
    if len(events) == limit:
        return progress
    _check_end(progress)
    return replace(progress, done=True)


async def prove(db: AsyncConnection, vault: Vault, *, only: str | None = None, at: datetime) -> Progress:
    """A whole proof at once, for short trails."""
    progress = await begin(db, only=only, at=at)
    while not progress.done:
        progress = await step(db, vault, progress)
    return progress


@dataclass(frozen=True, kw_only=True)
class Settling:
    """Up to which event the trail is to be valued, and what must end before no event up to there can still come."""

    through: int
    transaction: int


async def settling(db: AsyncConnection) -> Settling:
    """The newest event, and the newest transaction: older ones may have taken a smaller number and not committed."""
    through = (await db.execute(_NEWEST)).scalar_one()
    transaction = (await db.execute(_NEWEST_TRANSACTION)).scalar_one()
    return Settling(through=int(through), transaction=int(transaction))


async def is_settled(db: AsyncConnection, until: Settling) -> bool:
    """Whether every event up to that number is there, so that the value over them is final."""
    return int((await db.execute(_OLDEST_TRANSACTION)).scalar_one()) >= until.transaction


async def value_through(db: AsyncConnection, vault: Vault, number: int) -> bytes:
    """One value over all events up to a number. Two equal ones mean that no chain was written anew up to there.

    It takes in each chain's last code, which binds all before it when the chain holds: that is for `step` to prove.
    Only both together tell that no event was changed, added or removed.
    """
    value = b""
    found = await db.stream(_LAST_OF_EACH, {"number": number}, execution_options={"yield_per": HEADS_AT_ONCE})
    async for heads in found.partitions():
        for head in heads:
            last = json.dumps([value.hex(), head.chain, head.seq, bytes(head.mac).hex()])
            value = vault.digest("trail value", last)
    return value


async def last_number(db: AsyncConnection) -> int:
    """The number of the newest event that may be seen; 0 when there is none."""
    return int((await db.execute(_NEWEST)).scalar_one())


def _take(vault: Vault, progress: Progress, event: Any) -> Progress:
    if event.chain != progress.chain:
        _check_end(progress)
        progress = replace(progress, chain=event.chain, seq=0, code=audit.FIRST.hex(), chains=progress.chains + 1)
    code = audit.follow(vault, event.chain, bytes.fromhex(progress.code), progress.seq + 1, event)
    if event.head is None or (event.seq == event.head and bytes(event.head_code) != code):
        raise TrailBroken(f"{event.chain}: the chain does not end with event {event.seq}.")
    return replace(progress, seq=event.seq, code=code.hex(), head=event.head, events=progress.events + 1)


def _check_end(progress: Progress) -> None:
    """The last event of a chain must be the one that its head names, as both stood when it was read."""
    if progress.chain and progress.seq != progress.head:
        raise TrailBroken(f"{progress.chain}: the chain does not end with event {progress.seq}.")


async def _miss_whole_chains(db: AsyncConnection) -> None:
    for query in (_HEAD_ALONE, _TIP_WITHOUT_CHAIN):
        gone = (await db.execute(query)).scalar()
        if gone is not None:
            raise TrailBroken(f"{gone}: this chain is gone.")


def _signature(vault: Vault, account: UUID, said: bytes) -> bytes:
    return vault.digest(f"trail progress {account}", said)


_EVENT = """
    SELECT t.chain, t.seq, t.at, t.actor, t.action, t.details, t.mac, h.seq AS head, h.mac AS head_code
    FROM trail t LEFT JOIN trail_heads h ON h.chain = t.chain
"""
_NEXT = text(f"{_EVENT} WHERE (t.chain, t.seq) > (:chain, :seq) ORDER BY t.chain, t.seq LIMIT :limit")
_NEXT_OF_ONE = text(f"{_EVENT} WHERE t.chain = :chain AND t.seq > :seq ORDER BY t.seq LIMIT :limit")
_EXPECTED = text("""
    SELECT coalesce(sum(seq), 0) FROM trail_heads WHERE CAST(:only AS text) IS NULL OR chain = :only
""")
_HEAD_ALONE = text("""
    SELECT h.chain FROM trail_heads h WHERE NOT EXISTS (SELECT FROM trail t WHERE t.chain = h.chain) LIMIT 1
""")
_TIP_WITHOUT_CHAIN = text("""
    SELECT 'tip:' || t.id FROM tips t
    WHERE NOT EXISTS (SELECT FROM trail_heads h WHERE h.chain = 'tip:' || t.id) LIMIT 1
""")
_NEWEST = text("SELECT coalesce(max(id), 0) FROM trail")
_NEWEST_TRANSACTION = text("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)")
_OLDEST_TRANSACTION = text("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
_LAST_OF_EACH = text("""
    SELECT DISTINCT ON (chain) chain, seq, mac FROM trail WHERE id <= :number ORDER BY chain, seq DESC
""")
