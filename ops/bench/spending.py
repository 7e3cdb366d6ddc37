"""Where Highbeam's CPU goes: a saturated run under Python's own profiler, its time summed by whose code it was.

The profiler slows calls down and so favors code that makes few; shares are a pointer, not a measurement.
"""

import os
import pstats
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

from ops.bench.contenders import PROFILE
from ops.bench.stage import Stage

BUILT_IN = "~"
OWNERS = (
    ("/bot/dialogue/", "dialogue"),
    ("/tips/", "reading places, plates, words"),
    ("/indicators/", "assessment"),
    ("/bot/phrases", "texts"),
    ("/bot/render", "texts"),
    ("/fluent/", "texts"),
    ("/store/vault", "sealing"),
    ("/cryptography/", "sealing"),
    ("/hashlib", "sealing"),
    ("/store/", "store"),
    ("/bot/", "bot's shell"),
    ("/sqlalchemy/", "SQLAlchemy"),
    ("/psycopg", "psycopg"),
    ("/telegram/", "python-telegram-bot"),
    ("/aiohttp/", "HTTP"),
    ("/yarl/", "HTTP"),
    ("/multidict/", "HTTP"),
    ("/http/", "HTTP"),
    ("/httpx", "HTTP"),
    ("/httpcore", "HTTP"),
    ("/pydantic", "JSON and Pydantic"),
    ("/json/", "JSON and Pydantic"),
    ("/asyncio/", "event loop"),
    ("/uvloop/", "event loop"),
    ("/selectors", "event loop"),
    ("/structlog/", "logs and metrics"),
    ("/logging/", "logs and metrics"),
    ("/prometheus_client/", "logs and metrics"),
)
WAITING = "run_until_complete"
"""The event loop's own frame: what is not Python in it is waiting, or work of the loop that nobody else did."""


def measure_spending(stage: Stage, *, phones: int, seconds: float) -> dict[str, float]:
    """The share of Highbeam's CPU by owner, largest first, while all phones tap as fast as their cards change."""
    crowd = stage.phones(phones)
    begun = time.monotonic()
    os.kill(stage.bot.pid, signal.SIGUSR1)
    crowd.run(lambda _: time.monotonic() - begun >= seconds)
    crowd.await_confirmed()
    os.kill(stage.bot.pid, signal.SIGUSR2)
    while not (stage.folder / PROFILE).exists():
        stage.bot.check()
        time.sleep(0.02)
    return shares(stage.folder / PROFILE)


def shares(file: Path) -> dict[str, float]:
    """Sum a profile by owner. What a built-in function took counts for those who called it."""
    spent: Counter[str] = Counter()
    stats: dict[Any, Any] = pstats.Stats(str(file)).stats  # type: ignore[attr-defined]
    for (path, _, name), (_, _, own, _, callers) in stats.items():
        if path != BUILT_IN:
            spent[_owner(path)] += own
        elif WAITING not in name:
            for (caller, _, _), (_, _, part, _) in callers.items():
                spent[_owner(caller)] += part
    total = sum(spent.values())
    return {owner: own / total for owner, own in spent.most_common()}


def _owner(path: str) -> str:
    return next((owner for part, owner in OWNERS if part in path), "the rest of Python")
