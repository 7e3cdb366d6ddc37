"""Brings into dialogues what nobody there asked for, exactly once, as an event like any other.

That is what the task force writes to its reporters, and that a course should be refreshed.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import structlog

from bot.reception import Reception
from store import notices, training
from store.database import Database
from store.ending import end
from store.errors import DatabaseUnavailable, where_it_broke
from store.notices import DueNotice
from store.training import Reminder
from store.vault import Vault
from tips.training import REMINDING_HOURS

LOOK_SECONDS = 30.0

log = structlog.get_logger()


class Notices:
    """Waits for notices, and hands them to the runner."""

    def __init__(self, *, database: Database, vault: Vault, reception: Reception, worker: str) -> None:
        self._database = database
        self._vault = vault
        self._reception = reception
        self._worker = worker
        self._something = asyncio.Event()

    async def run(self) -> None:
        """Deliver what is due, at the start, when one is written, and every half minute."""
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                await self._deliver_due()
                await self._rest()
        finally:
            await end(listening)

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._something.wait(), LOOK_SECONDS)
        except TimeoutError:
            return
        self._something.clear()

    async def _listen(self) -> None:
        while True:
            try:
                heard: AsyncIterator[str] = self._database.listen(notices.CHANNEL)
                async for _ in heard:
                    self._something.set()
            except DatabaseUnavailable:
                await asyncio.sleep(2)
            except Exception as exc:
                log.error("listening-broke", error=type(exc).__name__, where=where_it_broke(exc))
                await asyncio.sleep(2)

    async def _deliver_due(self) -> None:
        try:
            for notice in await self._due():
                await self._reception.bring_notice(notice)
            for reminder in await self._reminders(datetime.now(UTC)):
                await self._reception.remind(reminder)
        except DatabaseUnavailable:
            return  # intake says so
        except Exception as exc:
            log.error("notices-broke", error=type(exc).__name__, where=where_it_broke(exc))

    async def _due(self) -> list[DueNotice]:
        async with self._database.transaction() as db:
            return await notices.due(db, self._vault, worker=self._worker, now=datetime.now(UTC))

    async def _reminders(self, now: datetime) -> list[Reminder]:
        if now.hour not in REMINDING_HOURS:
            return []
        async with self._database.transaction() as db:
            return await training.reminders(db, self._vault, day=now.date())
