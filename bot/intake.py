"""Receives updates, by long polling or by webhook, and acknowledges them only after their transaction is committed."""

import asyncio
import hmac
import json
import socket
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import structlog
import uvicorn

from bot.calls import Api, Conflicted, TelegramTrouble, TooFast
from bot.reception import Reception
from bot.telegram import Arrival
from store.database import AdvisoryLock, Database
from store.ending import end
from store.errors import DatabaseUnavailable, where_it_broke
from store.settings import SettingMissingError

LARGEST_BATCH = 100
LARGEST_BODY = 1 << 20
POLL_SECONDS = 25
LONGEST_BACKOFF = 15.0
RETRY_AFTER = b"2"
LOOK_AHEAD_SECONDS = 1.5
POLLER = "highbeam telegram poller"
SECRET_HEADER = b"x-telegram-bot-api-secret-token"

T = TypeVar("T")

log = structlog.get_logger()


class Polling:
    """Asks Telegram for updates. One process of many is elected to, by a lock in the database."""

    def __init__(self, *, api: Api, reception: Reception, database: Database) -> None:
        self._api = api
        self._reception = reception
        self._database = database
        self._offset = 0
        self._failures = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Stand by until elected, then poll, until told to stop."""
        while not stopping.is_set():
            lock = await self._elected()
            if lock is None:
                await pause(stopping, 1.0)
                continue
            log.info("polling-began")
            self._offset = 0  # the poller before us may have confirmed more than we know of
            try:
                await self._poll_while_elected(lock, stopping)
            finally:
                await lock.release()

    async def _elected(self) -> AdvisoryLock | None:
        try:
            return await self._database.try_advisory_lock(POLLER)
        except DatabaseUnavailable:
            return None

    async def _poll_while_elected(self, lock: AdvisoryLock, stopping: asyncio.Event) -> None:
        """Poll on while the lock is ours, or while nobody can have it because the database is away."""
        while not stopping.is_set():
            asked = asyncio.ensure_future(self._ask())
            stopped = asyncio.ensure_future(stopping.wait())
            await asyncio.wait({asked, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if not asked.done():
                await end(asked)
                return
            updates = asked.result()
            if updates is None:
                await pause(stopping, self._backoff())
            elif not await self._take(updates):
                await pause(stopping, 0.5)
            if not lock.held:
                again = await self._looking_ahead(self._database_answers())
                if again:
                    return

    async def _ask(self) -> list[dict[str, Any]] | None:
        """One long poll; None when it did not work."""
        try:
            updates = await self._api.updates(self._offset, seconds=POLL_SECONDS, limit=LARGEST_BATCH)
        except TooFast as exc:
            await asyncio.sleep(min(exc.seconds, LONGEST_BACKOFF))
            return None
        except Conflicted:
            log.warning("polling-conflict", what="another process polls with this token, or a webhook is set")
        except TelegramTrouble as exc:
            log.warning("polling-failed", error=type(exc).__name__)
        else:
            self._failures = 0
            return updates
        self._failures += 1
        return None

    async def _take(self, updates: list[dict[str, Any]]) -> bool:
        """Store a batch; only then is the offset moved, which acknowledges it at the next poll."""
        if not updates:
            return True
        try:
            await self._looking_ahead(self._reception.receive(updates))
        except DatabaseUnavailable as exc:
            log.error("database-away", count=len(updates), error=str(exc))
            return False
        self._offset = max(update["update_id"] for update in updates) + 1
        return True

    async def _looking_ahead(self, work: Coroutine[Any, Any, T]) -> T:
        """Do what may hang on the database; whoever asks for the emergency numbers meanwhile gets them."""
        doing = asyncio.create_task(work)
        while not (await asyncio.wait({doing}, timeout=LOOK_AHEAD_SECONDS))[0]:
            await look_ahead(self._api, self._reception, self._offset)
        return doing.result()

    async def _database_answers(self) -> bool:
        try:
            async with self._database.transaction():
                return True
        except DatabaseUnavailable:
            return False

    def _backoff(self) -> float:
        return min(0.25 * float(2 ** min(self._failures, 10)), LONGEST_BACKOFF)


async def look_ahead(api: Api, reception: Reception, offset: int | None = None) -> None:
    """Look at what waits at Telegram without confirming any of it."""
    try:
        reception.look_ahead(await api.updates(offset, seconds=0, limit=LARGEST_BATCH))
    except TelegramTrouble as exc:
        log.info("not-looked-ahead", error=type(exc).__name__)


async def pause(stopping: asyncio.Event, seconds: float) -> None:
    """Wait, or stop waiting when the bot is told to stop."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return


class Webhook:
    """Is sent updates by Telegram. Requests that come while a transaction runs share the next one."""

    def __init__(self, *, reception: Reception, secret: str, address: tuple[str, int]) -> None:
        if not secret:
            raise ValueError("A webhook without a secret would believe anybody.")
        self._reception = reception
        self._secret = secret.encode()
        self._address = address
        self._waiting: list[tuple[Arrival, asyncio.Future[bool]]] = []
        self._something = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Serve until told to stop; requests under way are answered first."""
        server = _QuietServer(
            uvicorn.Config(
                self.app,
                interface="asgi3",
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=5,
                timeout_keep_alive=75,
            )
        )
        with _listen(self._address) as listener:
            storing = asyncio.create_task(self._store())
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            stopped = asyncio.create_task(stopping.wait())
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            server.should_exit = True
            await serving
        await end(storing, stopped)

    async def app(self, scope: Any, receive: Any, send: Any) -> None:
        """The ASGI application: one path for updates, whatever it is called, and /health."""
        if scope["type"] != "http":
            return
        if scope["method"] == "GET" and scope["path"] == "/health":
            await _respond(send, 200, b"ok")
        elif scope["method"] != "POST":
            await _respond(send, 405)
        elif not self._knows_the_secret(scope["headers"]):
            await _respond(send, 403)
        else:
            await self._update(receive, send)

    def _knows_the_secret(self, headers: Sequence[tuple[bytes, bytes]]) -> bool:
        given = next((value for name, value in headers if name == SECRET_HEADER), b"")
        return hmac.compare_digest(given, self._secret)

    async def _update(self, receive: Any, send: Any) -> None:
        body = await _read_body(receive)
        if body is None:
            await _respond(send, 413)
            return
        try:
            update = json.loads(body)
        except ValueError:
            update = None
        if not isinstance(update, dict):
            await _respond(send, 400)
            return
        if await self._stored(self._reception.look([update])):
            await _respond(send, 200)
        else:
            await _respond(send, 503, headers=[(b"retry-after", RETRY_AFTER)])

    async def _stored(self, arrivals: Sequence[Arrival]) -> bool:
        """Whether these are stored, or there is nothing to store. Emergencies among them are answered already."""
        if not arrivals:
            return True
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting += [(arrival, stored) for arrival in arrivals]
        self._something.set()
        return await stored

    async def _store(self) -> None:
        """One transaction after the other, each with all that came while the one before ran."""
        while True:
            await self._something.wait()
            some, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
            if not self._waiting:
                self._something.clear()
            stored = await self._try([arrival for arrival, _ in some])
            for _, answer in some:
                if not answer.done():
                    answer.set_result(stored)

    async def _try(self, arrivals: Sequence[Arrival]) -> bool:
        try:
            await self._reception.handle(arrivals)
        except DatabaseUnavailable as exc:
            log.error("database-away", count=len(arrivals), error=str(exc))
            return False
        except Exception as exc:
            log.error("receiving-broke", count=len(arrivals), error=type(exc).__name__, where=where_it_broke(exc))
            return False
        return True


class _QuietServer(uvicorn.Server):
    """uvicorn without its signal handlers: the bot has its own, and stops in its own order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def _listen(address: tuple[str, int]) -> socket.socket:
    try:
        return socket.create_server(
            address, backlog=1024, family=socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        )
    except OSError as exc:
        raise SettingMissingError(
            f"HIGHBEAM_WEBHOOK_LISTEN {address[0]}:{address[1]} cannot be used: {exc.strerror}; set it to a free one."
        ) from None


async def _read_body(receive: Any) -> bytes | None:
    """The whole body, or None when it is larger than any update."""
    body = b""
    while True:
        message: dict[str, Any] = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return body


async def _respond(send: Any, status: int, body: bytes = b"", headers: Sequence[tuple[bytes, bytes]] = ()) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body})
