"""One row a chat: where its dialogue is, what its phone should show, and who brings the phone in line.

Everything here works on a whole batch in one or two round trips. A delivery lease is taken by the transaction that
makes delivery needed, so that one worker at a time talks to a phone, and whoever is left by a crash is found again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import fetch
from store.ids import new_id
from store.keys import Ring
from store.vault import RowKey, Vault, Wrapped

LEASE = timedelta(seconds=15)
FIRST_LANGUAGE = "en"


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """One chat's dialogue. `state` is the session as bytes, opened; None when nothing was saved yet.

    `wanted` is the revision that the phone should show, `shown` the one it does show in message `card_message`.
    `removals` are messages to remove from the chat, `messages` others that stay there until a hide.
    """

    reporter_id: UUID
    chat_id: int = field(repr=False)
    state: bytes | None = field(default=None, repr=False)
    language: str = FIRST_LANGUAGE
    wanted: int = 0
    shown: int = 0
    card_message: int | None = None
    card_sent: datetime | None = None
    removals: tuple[int, ...] = ()
    messages: tuple[int, ...] = ()
    blocked: bool = False
    key: RowKey = field(repr=False, compare=False)

    @property
    def undelivered(self) -> bool:
        """Whether the phone is behind."""
        return not self.blocked and (self.wanted > self.shown or bool(self.removals))


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """What delivery has done to one phone: the revision it shows now, in which message, and what was removed.

    `messages` are messages of ours that the delivery sent besides the card.
    """

    reporter_id: UUID
    shown: int
    card_message: int | None
    card_sent: datetime | None
    removed: tuple[int, ...] = ()
    messages: tuple[int, ...] = ()


async def lock(db: AsyncConnection, vault: Vault, chat_ids: Sequence[int], *, now: datetime) -> dict[int, Dialogue]:
    """Lock the dialogues of these chats until the transaction ends, and create those that are missing.

    Always in the order of their digests, whether created or found, so that two batches never wait for each other.
    """
    chats = {vault.digest("chat", str(chat_id)): chat_id for chat_id in chat_ids}
    digests = sorted(chats)
    wanted = {"digests": digests, "number": len(digests)}
    rows = await fetch(db, _LOCK_ALL, wanted)
    if len(rows) < len(digests):
        await fetch(db, _LOCK_OR_CREATE, _new_rows(vault, chats, digests, now))
        rows = await fetch(db, _READ_ALL, {"digests": digests})
    return {(chat_id := chats[row.chat_digest]): _opened(vault, row, chat_id) for row in rows}


async def save(
    db: AsyncConnection, vault: Vault, dialogues: Sequence[Dialogue], *, worker: str, now: datetime
) -> set[int]:
    """Save locked dialogues, and take the delivery of those that need one unless another worker has it or it must wait.

    Returns the chats whose delivery is this worker's now.
    """
    if not dialogues:
        return set()
    chats = {dialogue.reporter_id: dialogue.chat_id for dialogue in dialogues}
    values = {
        "ids": [d.reporter_id for d in dialogues],
        "states": [None if d.state is None else d.key.seal("state", d.state) for d in dialogues],
        "languages": [d.language for d in dialogues],
        "wanted": [d.wanted for d in dialogues],
        "cards": [d.card_message for d in dialogues],
        "sent": [d.card_sent for d in dialogues],
        "removals": [_array(d.removals) for d in dialogues],
        "messages": [_array(d.messages) for d in dialogues],
        "blocked": [d.blocked for d in dialogues],
        "worker": worker,
        "now": now,
        "until": now + LEASE,
    }
    rows = await fetch(db, _SAVE, values)
    return {chats[row.id] for row in rows if row.mine}


async def record_delivered(
    db: AsyncConnection, deliveries: Sequence[Delivered], *, worker: str, now: datetime
) -> dict[UUID, int]:
    """Record what phones show now; give up the lease of those that are in line.

    Returns the wanted revision of each dialogue whose lease this worker still held: when it is higher than what was
    delivered, the worker keeps the lease and goes on. A worker that lost its lease has perhaps sent a second card:
    that one is put down for removal.
    """
    if not deliveries:
        return {}
    values = {
        "ids": [d.reporter_id for d in deliveries],
        "shown": [d.shown for d in deliveries],
        "cards": [d.card_message for d in deliveries],
        "sent": [d.card_sent for d in deliveries],
        "removed": [_array(d.removed) for d in deliveries],
        "messages": [_array(d.messages) for d in deliveries],
        "worker": worker,
        "until": now + LEASE,
    }
    rows = await fetch(db, _RECORD_DELIVERED, values)
    return {row.id: row.wanted for row in rows if row.was_mine}


async def undelivered(
    db: AsyncConnection, vault: Vault, *, worker: str, now: datetime, limit: int = 100
) -> list[Dialogue]:
    """Take the delivery of whatever is due and in nobody's hands, oldest first."""
    values = {"worker": worker, "now": now, "until": now + LEASE, "limit": limit}
    rows = await fetch(db, _TAKE_UNDELIVERED, values)
    return [_opened(vault, row) for row in rows]


async def release_gone(db: AsyncConnection, *, worker: str, now: datetime) -> None:
    """Free what is leased to workers that are gone: they no longer hold the lock on their name (`presence_of`).

    A lease runs out by itself too, but a phone should not wait that long for the bot that took over.
    """
    await fetch(db, _RELEASE_GONE, {"worker": worker, "now": now, "presence": presence_of("")})


def presence_of(worker: str) -> str:
    """The advisory lock that a worker holds for as long as it lives."""
    return f"highbeam worker {worker}"


async def postpone(db: AsyncConnection, reporter_id: UUID, until: datetime) -> None:
    """Let a phone rest until then: the messenger asked for it, or is away. The lease is given up."""
    await fetch(db, _POSTPONE, {"id": reporter_id, "until": until})


async def mark_blocked(db: AsyncConnection, reporter_id: UUID) -> None:
    """The reporter has blocked the bot: nothing is delivered until they write again."""
    await fetch(db, _MARK_BLOCKED, {"id": reporter_id})


async def read(db: AsyncConnection, vault: Vault, chat_id: int) -> Dialogue | None:
    """The dialogue of one chat as it is, without a lock."""
    digests = [vault.digest("chat", str(chat_id))]
    rows = await fetch(db, _READ_ALL, {"digests": digests})
    return _opened(vault, rows[0], chat_id) if rows else None


async def read_many(db: AsyncConnection, vault: Vault, reporter_ids: Iterable[UUID]) -> list[Dialogue]:
    """Dialogues by reporter, without a lock."""
    rows = await fetch(db, _READ_BY_ID, {"ids": list(reporter_ids)})
    return [_opened(vault, row) for row in rows]


def chat_of(vault: Vault, row: Any) -> int:
    """The chat of a reporter, of a row with their sealed `chat`, `reporter_id`, `reporter_key`, `reporter_version`."""
    wrapped = Wrapped(key=row.reporter_key, version=row.reporter_version)
    return int(vault.unwrap(Ring.REPORTERS, row_name(row.reporter_id), wrapped).open("chat", row.chat))


def row_name(reporter_id: UUID) -> str:
    """What the vault calls a reporter's row."""
    return f"reporters/{reporter_id}"


def _new_rows(vault: Vault, chats: dict[bytes, int], digests: Sequence[bytes], now: datetime) -> dict[str, Any]:
    ids = [new_id() for _ in digests]
    keys = [vault.create(Ring.REPORTERS, row_name(reporter_id)) for reporter_id in ids]
    return {
        "digests": list(digests),
        "ids": ids,
        "chats": [key.seal("chat", str(chats[digest]).encode()) for key, digest in zip(keys, digests, strict=True)],
        "wrapped": [key.wrapped.key for key in keys],
        "versions": [key.wrapped.version for key in keys],
        "now": now,
    }


def _opened(vault: Vault, row: Any, chat_id: int | None = None) -> Dialogue:
    wrapped = Wrapped(key=row.wrapped_key, version=row.key_version)
    key = vault.unwrap(Ring.REPORTERS, row_name(row.id), wrapped)
    return Dialogue(
        reporter_id=row.id,
        chat_id=int(key.open("chat", row.chat)) if chat_id is None else chat_id,
        state=None if row.state is None else key.open("state", row.state),
        language=row.language,
        wanted=row.wanted,
        shown=row.shown,
        card_message=row.card_message,
        card_sent=row.card_sent,
        removals=tuple(row.removals),
        messages=tuple(row.messages),
        blocked=row.blocked,
        key=key,
    )


def _array(numbers: Sequence[int]) -> str:
    """An array inside an array of rows: PostgreSQL unnests only what is rectangular, so it travels as text."""
    return "{" + ",".join(map(str, numbers)) + "}"


_COLUMNS = (
    "id, chat_digest, chat, state, wrapped_key, key_version, language, wanted, shown, card_message, card_sent, "
    "removals, messages, blocked"
)
_TAKES = """NOT n.blocked AND (n.wanted > r.shown OR n.removals <> '{}')
            AND (r.lease_by IS NULL OR r.lease_until < %(now)b OR r.lease_by = %(worker)b)
            AND (r.due_at IS NULL OR r.due_at <= %(now)b)"""

# Locks all of them or, when one is missing, none: then the other way locks, in the same order.
_LOCK_ALL = f"""
    SELECT {_COLUMNS} FROM reporters WHERE chat_digest = ANY(%(digests)b::bytea[])
    AND (SELECT count(*) FROM reporters WHERE chat_digest = ANY(%(digests)b::bytea[])) = %(number)b
    ORDER BY chat_digest FOR NO KEY UPDATE
"""  # noqa: S608 - only constants
_LOCK_OR_CREATE = """
    INSERT INTO reporters (id, chat_digest, chat, wrapped_key, key_version, created_at, saved_at)
    SELECT n.id, n.digest, n.chat, n.wrapped, n.version, %(now)b, %(now)b
    FROM unnest(%(ids)b::uuid[], %(digests)b::bytea[], %(chats)b::bytea[], %(wrapped)b::bytea[],
        %(versions)b::smallint[]) AS n (id, digest, chat, wrapped, version)
    ORDER BY n.digest
    ON CONFLICT (chat_digest) DO UPDATE SET language = reporters.language WHERE false
"""
_READ_ALL = f"""
    SELECT {_COLUMNS} FROM reporters WHERE chat_digest = ANY(%(digests)b::bytea[])
"""  # noqa: S608 - only constants
_READ_BY_ID = f"SELECT {_COLUMNS} FROM reporters WHERE id = ANY(%(ids)b::uuid[])"  # noqa: S608 - only constants
_SAVE = f"""
    UPDATE reporters r SET
        state = n.state, language = n.language, wanted = n.wanted, card_message = n.card, card_sent = n.sent,
        removals = n.removals::bigint[], messages = n.messages::bigint[], blocked = n.blocked, saved_at = %(now)b,
        lease_by = CASE WHEN {_TAKES} THEN %(worker)b ELSE r.lease_by END,
        lease_until = CASE WHEN {_TAKES} THEN %(until)b ELSE r.lease_until END
    FROM unnest(%(ids)b::uuid[], %(states)b::bytea[], %(languages)b::text[], %(wanted)b::integer[],
        %(cards)b::bigint[], %(sent)b::timestamptz[], %(removals)b::text[], %(messages)b::text[],
        %(blocked)b::boolean[])
        AS n (id, state, language, wanted, card, sent, removals, messages, blocked)
    WHERE r.id = n.id
    RETURNING r.id, r.lease_by = %(worker)b AND r.lease_until = %(until)b AS mine
"""  # noqa: S608 - only constants
_RECORD_DELIVERED = """
    WITH n AS (
        SELECT u.*, u.removed_text::bigint[] AS removed, u.messages_text::bigint[] AS messages
        FROM unnest(%(ids)b::uuid[], %(shown)b::integer[], %(cards)b::bigint[],
            %(sent)b::timestamptz[], %(removed)b::text[], %(messages)b::text[])
        AS u (id, shown, card, sent, removed_text, messages_text)
    ), held AS (
        SELECT r.id, r.lease_by IS NOT DISTINCT FROM %(worker)b AS mine,
            ARRAY(SELECT x FROM unnest(r.removals) WITH ORDINALITY AS old (x, place)
                WHERE x <> ALL (n.removed) ORDER BY place)
            || CASE WHEN r.lease_by IS DISTINCT FROM %(worker)b AND n.card IS DISTINCT FROM r.card_message
                AND n.card IS NOT NULL THEN ARRAY[n.card] ELSE '{}' END AS removals
        FROM n JOIN reporters r ON r.id = n.id ORDER BY r.chat_digest FOR NO KEY UPDATE OF r
    )
    UPDATE reporters r SET
        shown = CASE WHEN held.mine THEN greatest(r.shown, n.shown) ELSE r.shown END,
        card_message = CASE WHEN held.mine THEN n.card ELSE r.card_message END,
        card_sent = CASE WHEN held.mine THEN n.sent ELSE r.card_sent END,
        removals = held.removals,
        messages = r.messages || n.messages,
        lease_by = CASE WHEN NOT held.mine THEN r.lease_by
            WHEN r.wanted > n.shown OR held.removals <> '{}' THEN r.lease_by END,
        lease_until = CASE WHEN NOT held.mine THEN r.lease_until
            WHEN r.wanted > n.shown OR held.removals <> '{}' THEN %(until)b END,
        due_at = CASE WHEN held.mine THEN NULL ELSE r.due_at END
    FROM n JOIN held ON held.id = n.id WHERE r.id = n.id
    RETURNING r.id, r.wanted, held.mine AS was_mine
"""
_TAKE_UNDELIVERED = f"""
    UPDATE reporters SET lease_by = %(worker)b, lease_until = %(until)b
    WHERE id = ANY (ARRAY(
        SELECT r.id FROM reporters r
        WHERE (r.wanted > r.shown OR r.removals <> '{{}}'::bigint[]) AND NOT r.blocked
        AND (r.lease_by IS NULL OR r.lease_until < %(now)b) AND (r.due_at IS NULL OR r.due_at <= %(now)b)
        ORDER BY r.saved_at LIMIT %(limit)b FOR NO KEY UPDATE SKIP LOCKED))
    RETURNING {_COLUMNS}
"""  # noqa: S608 - only constants
# Two halves of the lock's key stand in pg_locks; a key of 64 bits has objsubid 1.
_RELEASE_GONE = """
    UPDATE reporters SET lease_by = NULL, lease_until = NULL
    WHERE (wanted > shown OR removals <> '{}'::bigint[]) AND NOT blocked
    AND lease_until >= %(now)b AND lease_by <> %(worker)b
    AND hashtextextended(%(presence)b || lease_by, 0) NOT IN (
        SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND granted)
"""
_POSTPONE = "UPDATE reporters SET due_at = %(until)b, lease_by = NULL, lease_until = NULL WHERE id = %(id)b"
_MARK_BLOCKED = "UPDATE reporters SET blocked = true, lease_by = NULL, lease_until = NULL WHERE id = %(id)b"
