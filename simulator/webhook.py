"""Delivers updates to a webhook as Telegram does: one in flight per queue, again and again until a 2xx.

The first repeat comes at once, then after 2, 4, 8... seconds up to a minute or two; `Retry-After` is obeyed; 410 for 23
hours removes the webhook (tdlib/telegram-bot-api, WebhookActor.cpp). The small HTTP client here costs a fiftieth of
what a general one does: at a thousand updates a second that decides whether the simulator or the bot is measured.
"""

import asyncio
import random
import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from simulator.updates import Update, Updates

ANSWER_SECONDS = 60.0
LONGEST_WAIT = 60.0
LONGEST_RETRY_AFTER = 3600
GONE_SECONDS = 23 * 3600


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot's web server said."""

    status: int
    retry_after: int = 0
    body: bytes = b""


class Connections:
    """Kept-alive connections to one address."""

    def __init__(self, url: SplitResult) -> None:
        self._host = url.hostname or "127.0.0.1"
        self._tls = ssl.create_default_context() if url.scheme == "https" else None
        self._port = url.port or (443 if self._tls else 80)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, head: bytes, body: bytes) -> Answer:
        fresh = not self._idle
        reader, writer = await self._open() if fresh else self._idle.pop()
        try:
            return await self._exchange(reader, writer, head, body)
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()
            if fresh:
                raise
            return await self.post(head, body)  # an idle connection was closed under us; try another
        except BaseException:
            writer.close()
            raise

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self._host, self._port, ssl=self._tls)

    async def _exchange(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes, body: bytes
    ) -> Answer:
        writer.write(head + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        lines = answer.split(b"\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        length = headers.get(b"content-length")
        content = await reader.readexactly(int(length)) if length else b""
        if length is None or headers.get(b"connection", b"").lower() == b"close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        wait = headers.get(b"retry-after", b"0")
        return Answer(int(lines[0].split()[1]), int(wait) if wait.isdigit() else 0, content)

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()


@dataclass(slots=True)
class Settings:
    """What setWebhook was told, and how it went."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: float = 0.0


class Webhook:
    """The deliverer: started by setWebhook, stopped by deleteWebhook."""

    def __init__(self, updates: Updates, answered: Callable[[bytes], None]) -> None:
        self.updates = updates
        self.settings: Settings | None = None
        self.backoff_factor = 1.0
        self.duplicates = 0.0
        self.random = random.Random(0)  # noqa: S311 - faults and waits, not secrets
        self._answered = answered
        self._connections: Connections | None = None
        self._queues: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(40)
        self._head = b""
        self._gone_since = 0.0

    def start(self, settings: Settings) -> None:
        self.stop()
        url = urlsplit(settings.url)
        self.settings = settings
        self._connections = Connections(url)
        self._slots = asyncio.Semaphore(settings.max_connections)
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        secret = f"X-Telegram-Bot-Api-Secret-Token: {settings.secret}\r\n" if settings.secret else ""
        self._head = (
            f"POST {target} HTTP/1.1\r\nHost: {url.netloc}\r\n{secret}Content-Type: application/json\r\n"
            "Connection: keep-alive\r\nContent-Length: "
        ).encode("latin-1")
        self.updates.webhook_set = True
        self.updates.listener = self._add
        for update in self.updates.pending.values():
            self._add(update)

    def stop(self) -> None:
        """Stop delivering; what is not confirmed stays pending."""
        self.updates.webhook_set = False
        self.updates.listener = None
        for task in self._tasks:
            task.cancel()
        self._queues.clear()
        if self._connections:
            self._connections.close()
        self.settings = self._connections = None

    def _add(self, update: Update) -> None:
        waiting = self._queues.get(update.queue)
        if waiting is not None:
            waiting.append(update)
            return
        self._queues[update.queue] = waiting = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.queue, waiting))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, queue: int, waiting: deque[Update]) -> None:
        while waiting:
            await self._deliver(waiting[0])
            waiting.popleft()
        if self._queues.get(queue) is waiting:
            del self._queues[queue]

    async def _deliver(self, update: Update) -> None:
        """Returns when the update is confirmed or too old."""
        delay, fails = 1.0, 0
        while update.id in self.updates.pending:
            if update.expires < self.updates.clock.now():
                self.updates.pending.pop(update.id, None)
                return
            answer = await self._send(update)
            if 200 <= answer.status < 300:
                self._confirm(update, answer)
                if self.random.random() < self.duplicates:
                    await self._send(update)
                return
            self._note_failure(answer)
            wait = float(min(answer.retry_after, LONGEST_RETRY_AFTER))
            if not wait and fails:
                delay = min(delay * 2, self.random.uniform(LONGEST_WAIT, 2 * LONGEST_WAIT))
                wait = delay
            fails += 1
            await asyncio.sleep(wait * self.backoff_factor)

    async def _send(self, update: Update) -> Answer:
        async with self._slots:
            if self._connections is None:
                return Answer(0)
            head = self._head + b"%d\r\n\r\n" % len(update.raw)
            try:
                return await asyncio.wait_for(self._connections.post(head, update.raw), ANSWER_SECONDS)
            except ConnectionRefusedError:
                return Answer(0, body=b"Connection refused")
            except TimeoutError:
                return Answer(0, body=b"Read timeout expired")
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, IndexError):
                return Answer(0, body=b"Connection closed")

    def _confirm(self, update: Update, answer: Answer) -> None:
        self._gone_since = 0.0
        self.updates.confirm(update.id)
        if answer.body.startswith(b"{"):
            self._answered(answer.body)

    def _note_failure(self, answer: Answer) -> None:
        now = self.updates.clock.now()
        if self.settings:
            told = f"Wrong response from the webhook: {answer.status}" if answer.status else answer.body.decode()
            self.settings.last_error, self.settings.last_error_at = told, now
        if answer.status != 410:
            self._gone_since = 0.0
        elif not self._gone_since:
            self._gone_since = now
        elif now - self._gone_since > GONE_SECONDS:
            self.stop()
