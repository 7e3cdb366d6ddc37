"""A bot with a planted fault, for the proof alone: it acknowledges before the commit. The proof must find it."""

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

import bot.app
from bot.__main__ import main as run_bot
from bot.intake import Polling, Webhook
from bot.telegram import Arrival

_behind: set[asyncio.Task[Any]] = set()


def _later(work: Any) -> None:
    task = asyncio.ensure_future(work)
    _behind.add(task)
    task.add_done_callback(_behind.discard)


class HastyPolling(Polling):
    """Moves the offset first, as a bot with a queue in memory does."""

    async def _take(self, updates: list[dict[str, Any]]) -> bool:
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1
            _later(super()._take(updates))
        return True


class HastyWebhook(Webhook):
    """Answers 200 first, as a bot that handles in the background does."""

    async def _try(self, arrivals: Sequence[Arrival]) -> bool:
        _later(super()._try(arrivals))
        return True


if __name__ == "__main__":
    planted = {"Polling": HastyPolling, "Webhook": HastyWebhook}
    for name, hasty in planted.items():
        setattr(bot.app, name, hasty)
    sys.exit(run_bot())
