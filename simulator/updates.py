"""The bot's update queue: numbered, kept until confirmed or expired, handed out by long polling.

The rules are those of Telegram's own server (tdlib/telegram-bot-api, Client.cpp): an offset confirms all below it, a
second poller ends the first with 409, the same offset asked again at once gets one update at a time.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulator.clock import Clock
from simulator.errors import ApiError

ALL_BUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LONGEST_POLL = 50
COLLECT_SECONDS = 0.001
BUSY = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(slots=True)
class Update:
    """One update as it goes over the wire; `queue` is the webhook queue that it travels in."""

    id: int
    kind: str
    raw: bytes
    queue: int
    expires: float


class Updates:
    """All unconfirmed updates, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.pending: dict[int, Update] = {}
        self.next_id = 710_000_001
        self.allowed: frozenset[str] | None = None
        self.listener: Callable[[Update], None] | None = None
        self.webhook_set = False
        self.pushed = 0
        self.confirmed = 0
        self._poller: asyncio.Future[str] | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._quick_conflict_until = 0.0

    def push(self, kind: str, body: dict[str, Any], *, queue: int, expires: float) -> int:
        """Queue an update and return its id; 0 if the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed is not None else kind in ALL_BUT:
            return 0
        update_id = self.next_id
        self.next_id += 1
        raw = json.dumps({"update_id": update_id, kind: body}, ensure_ascii=False, separators=(",", ":"))
        update = Update(update_id, kind, raw.encode("utf-8", "surrogatepass"), queue, expires)
        self.pending[update_id] = update
        self.pushed += 1
        if self.listener:
            self.listener(update)
        elif self._poller and not self._poller.done():
            self._poller.set_result("news")
        return update_id

    def confirm(self, update_id: int) -> None:
        if self.pending.pop(update_id, None):
            self.confirmed += 1

    def clear(self) -> None:
        self.pending.clear()

    def drop_expired(self) -> None:
        """Taps live 150 seconds, all else a day: what nobody fetched by then is gone for good."""
        now = self.clock.now()
        for update in [update for update in self.pending.values() if update.expires < now]:
            del self.pending[update.id]

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds the bot wants; an empty list means the default, None means as before."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    async def get(self, offset: int, limit: int, seconds: int) -> list[bytes]:
        """What getUpdates answers, after waiting for the first update if need be."""
        if self.webhook_set:
            raise await self._conflict(WEBHOOK_SET)
        self.stop_poller(BUSY)
        seconds, limit = self._throttle(offset, min(max(limit, 1), 100), min(max(seconds, 0), LONGEST_POLL))
        found = self._take(offset, limit)
        if found or not seconds:
            return found
        self._poller = waiting = asyncio.get_running_loop().create_future()
        try:
            reason = await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return []
        finally:
            if self._poller is waiting:
                self._poller = None
        if reason == "news":
            await asyncio.sleep(COLLECT_SECONDS)
        elif reason:
            raise await self._conflict(reason)
        return self._take(offset, limit)

    @property
    def is_polled(self) -> bool:
        """True while a long poll waits."""
        return self._poller is not None

    def stop_poller(self, reason: str) -> None:
        if self._poller and not self._poller.done():
            self._poller.set_result(reason)

    def close(self) -> None:
        self.stop_poller("")

    def _throttle(self, offset: int, limit: int, seconds: int) -> tuple[int, int]:
        now = time.monotonic()
        if offset == self._last_offset:
            if seconds < 3 and now < self._last_start + 3:
                seconds = 3
            if now < self._last_start + 0.5:
                limit = 1
        self._last_offset, self._last_start = offset, now
        return seconds, limit

    def _take(self, offset: int, limit: int) -> list[bytes]:
        if offset < 0:
            offset = ([0, *self.pending][offset:] or [0])[0]
        for update_id in list(itertools.takewhile(offset.__gt__, self.pending)):
            self.confirm(update_id)
        now = self.clock.now()
        found: list[bytes] = []
        for update in self.pending.values():
            if update.expires >= now:
                found.append(update.raw)
                if len(found) == limit:
                    break
        return found

    async def _conflict(self, reason: str) -> ApiError:
        """Telegram slows repeated conflicts down, so that two pollers do not spin."""
        now = time.monotonic()
        if now < self._quick_conflict_until:
            await asyncio.sleep(3)
        else:
            self._quick_conflict_until = now + 3
        return ApiError(409, f"Conflict: {reason}")
