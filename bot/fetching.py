"""Fetches the files that reporters sent, seals and keeps them, and then lets the chat forget them.

What cannot be fetched (over 20 MB, gone) is noted on the tip, which goes on without it, and the reporter is told.
"""

import asyncio
from datetime import UTC, datetime, timedelta

import structlog

from bot import metrics
from bot.calls import Api, Blocked, Refused, TelegramTrouble, TooFast
from bot.reception import Reception
from bot.transport import TooLargeError
from store import dialogues, files
from store.database import Database
from store.errors import DatabaseUnavailable, ObjectsUnavailable, where_it_broke
from store.files import WaitingFile
from store.objects import Objects
from store.vault import Vault

AT_ONCE = 4
LOOK_SECONDS = 5.0
GIVE_UP_AFTER = 24  # tries: with an hour between the later ones, most of a day
LONGEST_REST = timedelta(hours=1)

log = structlog.get_logger()


class Fetching:
    """One loop that takes waiting files, a few at once."""

    def __init__(
        self, *, api: Api, database: Database, vault: Vault, objects: Objects, reception: Reception, worker: str
    ) -> None:
        self._api = api
        self._database = database
        self._vault = vault
        self._objects = objects
        self._reception = reception
        self._worker = worker

    async def run(self) -> None:
        """Fetch until cancelled. A file under way is fetched again by whoever finds its lease run out."""
        while True:
            try:
                some = await self._take()
                if some:
                    await asyncio.gather(*[self._fetch(file) for file in some])
                    continue
            except DatabaseUnavailable:
                pass  # intake says so
            except Exception as exc:
                log.error("fetching-broke", error=type(exc).__name__, where=where_it_broke(exc))
            await self._rest()

    async def _rest(self) -> None:
        came = self._reception.files_came
        try:
            await asyncio.wait_for(came.wait(), LOOK_SECONDS)
        except TimeoutError:
            return
        came.clear()

    async def _take(self) -> list[WaitingFile]:
        async with self._database.transaction() as db:
            return await files.waiting(db, self._vault, worker=self._worker, now=datetime.now(UTC), limit=AT_ONCE)

    async def _fetch(self, file: WaitingFile) -> None:
        """Fetch one file to its end, or put it back for later."""
        try:
            data = await self._api.fetch(file.handle.file_id)
        except TooLargeError:
            await self._lost(file, files.TOO_LARGE)
        except (Refused, Blocked):
            await self._lost(file, files.GONE)
        except TelegramTrouble as exc:
            await self._later(file, exc)
        else:
            await self._keep(file, data)

    async def _keep(self, file: WaitingFile, data: bytes) -> None:
        try:
            async with self._database.transaction() as db:
                await files.kept(db, self._vault, self._objects, file, data, now=datetime.now(UTC))
        except ObjectsUnavailable as exc:
            await self._later(file, exc)
            return
        metrics.FILES.labels("kept").inc()
        await self._tell(file, None)

    async def _lost(self, file: WaitingFile, reason: str) -> None:
        async with self._database.transaction() as db:
            noted = await files.unfetchable(db, self._vault, file.id, reason, now=datetime.now(UTC))
        metrics.FILES.labels(reason).inc()
        log.warning("file-lost", what=reason)
        if noted:
            await self._tell(file, reason)

    async def _later(self, file: WaitingFile, exc: Exception) -> None:
        if file.attempts >= GIVE_UP_AFTER:
            await self._lost(file, files.GONE)
            return
        rest = min(timedelta(seconds=2**file.attempts), LONGEST_REST)
        if isinstance(exc, TooFast):
            rest = max(rest, timedelta(seconds=exc.seconds))
        metrics.FILES.labels("later").inc()
        async with self._database.transaction() as db:
            await files.retry_at(db, file.id, datetime.now(UTC) + rest)

    async def _tell(self, file: WaitingFile, reason: str | None) -> None:
        """Have the message removed from the chat, or have the card say that its file is lost."""
        if file.reporter_id is None:
            return
        async with self._database.transaction() as db:
            found = await dialogues.read_many(db, self._vault, [file.reporter_id])
        for dialogue in found:
            await self._reception.file_settled(dialogue.chat_id, file.source, reason)
