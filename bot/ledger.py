"""What delivery knows and writes in the database: whom to deliver to, and what phones show by now.

What was shown is written in small groups, since nothing waits for it: a crash in between only repeats an edit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.dialogue.knowledge import TipStanding
from store import dialogues, tips
from store.database import Database
from store.dialogues import Delivered, Dialogue
from store.ending import end
from store.errors import DatabaseUnavailable, where_it_broke
from store.vault import Vault

GATHER_SECONDS = 0.25
Recorded = Callable[[Delivered, int, int | None], Awaitable[None]]

log = structlog.get_logger()


class Ledger:
    """Delivery's side of the database."""

    def __init__(self, *, database: Database, vault: Vault, worker: str) -> None:
        self._database = database
        self._vault = vault
        self._worker = worker
        self._waiting: dict[int, Delivered] = {}
        self._writing = False
        self._something = asyncio.Event()
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Whether everything is written."""
        return not self._waiting and not self._writing

    async def hold_presence(self) -> None:
        """Hold the lock on this worker's name for good: it tells the others that what it leased is in hands."""
        while True:
            with suppress(DatabaseUnavailable):
                held = await self._database.try_advisory_lock(dialogues.presence_of(self._worker))
                if held is not None:
                    try:
                        await held.lost.wait()
                    finally:
                        await held.release()
            await asyncio.sleep(1)

    def start(self, recorded: Recorded) -> None:
        """Start writing; `recorded` is told what the database wants of each chat by now."""
        self._task = asyncio.create_task(self._write(recorded))

    async def stop(self) -> None:
        """Stop. What is not written is delivered again by the next bot, harmlessly."""
        if self._task is not None:
            await end(self._task)

    def holds(self, chat: int) -> bool:
        """Whether something newer about this chat is still to be written."""
        return chat in self._waiting

    def record(self, delivered: Delivered, chat: int, *, at_once: bool) -> None:
        """Note what a phone shows, to be written soon; a new card at once, since a crash would send it again."""
        earlier = self._waiting.get(chat)
        if earlier is not None:
            delivered = replace(delivered, removed=tuple({*earlier.removed, *delivered.removed}))
        self._waiting[chat] = delivered
        self._something.set()
        if at_once:
            self._hurry.set()

    async def _write(self, recorded: Recorded) -> None:
        while True:
            await self._something.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), GATHER_SECONDS)
            self._something.clear()
            self._hurry.clear()
            some, self._waiting = self._waiting, {}
            self._writing = True
            try:
                await self._write_some(some, recorded)
            except DatabaseUnavailable:
                self._waiting = {**some, **self._waiting}
                self._something.set()
                await asyncio.sleep(1)
            except Exception as exc:
                log.error("record-broke", error=type(exc).__name__, where=where_it_broke(exc))
            finally:
                self._writing = False

    async def _write_some(self, some: Mapping[int, Delivered], recorded: Recorded) -> None:
        async with self._database.transaction() as db:
            wanted = await dialogues.record_delivered(
                db, list(some.values()), worker=self._worker, now=datetime.now(UTC)
            )
        for chat, delivered in some.items():
            await recorded(delivered, chat, wanted.get(delivered.reporter_id))

    async def undelivered(self, *, limit: int) -> Sequence[Dialogue]:
        """Take over what nobody delivers, or somebody who is gone."""
        now = datetime.now(UTC)
        async with self._database.transaction() as db:
            await dialogues.release_gone(db, worker=self._worker, now=now)
            return await dialogues.undelivered(db, self._vault, worker=self._worker, now=now, limit=limit)

    async def read(self, chat: int) -> Dialogue | None:
        """A chat's dialogue as it is now."""
        async with self._database.transaction() as db:
            return await dialogues.read(db, self._vault, chat)

    async def standings(self, reporter_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, TipStanding]]:
        """How these reporters' tips stand."""
        if not reporter_ids:
            return {}
        async with self._database.transaction() as db:
            return await read_standings(db, self._vault, reporter_ids)

    async def postpone(self, reporter_id: UUID, wait: timedelta) -> None:
        """Leave a chat alone for a while; Telegram wants that, or we could not serve it."""
        await self._quietly(lambda db: dialogues.postpone(db, reporter_id, datetime.now(UTC) + wait))

    async def blocked(self, reporter_id: UUID) -> None:
        """The reporter blocked the bot: nothing goes out until they write again."""
        await self._quietly(lambda db: dialogues.mark_blocked(db, reporter_id))

    async def _quietly(self, write: Callable[..., Awaitable[object]]) -> None:
        """Without the database nothing is lost: the lease runs out, and the sweep meets the same answer again."""
        try:
            async with self._database.transaction() as db:
                await write(db)
        except DatabaseUnavailable:
            log.warning("not-written", what="delivery")


async def read_standings(
    db: AsyncConnection, vault: Vault, reporter_ids: Sequence[UUID]
) -> Mapping[UUID, Mapping[str, TipStanding]]:
    """How these reporters' tips stand, in the dialogue's terms."""
    if not reporter_ids:
        return {}
    found = await tips.for_reporters(db, reporter_ids)
    return {
        reporter_id: {
            one.code: TipStanding(status=one.status, sent=one.sent, signs=one.signs, disposition=one.disposition)
            for one in standings
        }
        for reporter_id, standings in found.items()
    }
