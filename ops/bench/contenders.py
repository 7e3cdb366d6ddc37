"""The three bots of the bench: how each is started, with its own store, and what each would lose on kill -9."""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import redis

from ops.bench.processes import Started, free_port, start
from store import migrate
from store.embedded import start_embedded
from store.keys import create_keys

TOKEN = "4242:bench-token-of-the-local-bot-api"  # noqa: S105 the local Bot API's, worth nothing elsewhere
NO_PACE = 100_000.0
"""Messages a second that Highbeam allows itself where its own pacing would be what is measured."""

PROFILE = "profile"
"""The file in which the profiler leaves what it found."""


@dataclass(frozen=True, kw_only=True)
class Store:
    """Where a bot keeps its state. `pid` is the root of the store's own processes, None when it has none."""

    pid: int | None
    env: Mapping[str, str]
    stop: Callable[[], object]


class Contender(Protocol):
    """A bot that the bench can run."""

    @property
    def name(self) -> str:
        """Its name in the table."""

    @property
    def loses(self) -> str:
        """What a kill -9 costs, in words."""

    @property
    def ours(self) -> bool:
        """Whether it is Highbeam: it holds Highbeam's conversation and heeds a pace."""

    def open_store(self, folder: Path) -> Store:
        """Start its store, empty, in a private folder."""

    def start(self, folder: Path, api: str, store: Store, rate: float | None) -> Started:
        """Start the bot against a Bot API. `rate` replaces its own pace, where it has one."""


@dataclass(frozen=True)
class Highbeam:
    """Ours: `python -m bot` over an embedded PostgreSQL with every durable setting on."""

    name: str = "Highbeam"
    loses: str = "nothing acknowledged: one transaction for message, state and tip; fsync before the acknowledgment"
    ours: bool = True

    def open_store(self, folder: Path) -> Store:
        data = folder / "data"
        server = start_embedded(data)
        migrate.upgrade(server.url)
        create_keys(data / "keys")
        postmaster = int((data / "postgres" / "postmaster.pid").read_text().partition("\n")[0])
        env = {"HIGHBEAM_DATA": str(data), "HIGHBEAM_DATABASE_URL": server.url}
        return Store(pid=postmaster, env=env, stop=server.stop)

    def start(self, folder: Path, api: str, store: Store, rate: float | None) -> Started:
        env = {**store.env, "HIGHBEAM_TELEGRAM_TOKEN": TOKEN, "HIGHBEAM_TELEGRAM_API": api}
        if rate is not None:
            env |= {"HIGHBEAM_TELEGRAM_RATE": str(rate), "HIGHBEAM_TELEGRAM_CHAT_RATE": str(rate)}
        command = [sys.executable, "-m", "ops.bench.watched", str(folder / PROFILE), "bot"]
        return start("highbeam", command, folder=folder, env=env)


@dataclass(frozen=True)
class StockPtb:
    """python-telegram-bot as its documentation shows it, with the pickle written on every update."""

    name: str = "python-telegram-bot"
    loses: str = (
        "what was fetched and waits in memory (acknowledged already); killed while it writes the pickle, all of it"
    )
    ours: bool = False

    def open_store(self, folder: Path) -> Store:
        return Store(pid=None, env={"BENCH_DATA": str(folder)}, stop=_nothing)

    def start(self, folder: Path, api: str, store: Store, rate: float | None) -> Started:
        return _start_peer("ptb_bot", folder, api, store)


@dataclass(frozen=True)
class StockAiogram:
    """aiogram as its documentation shows it, over a Redis of its own with appendonly on."""

    name: str = "aiogram"
    loses: str = "what was fetched and is being handled (acknowledged already); up to a second of Redis on power loss"
    ours: bool = False

    def open_store(self, folder: Path) -> Store:
        port, data = free_port(), folder / "redis"
        data.mkdir()
        options = {"port": str(port), "bind": "127.0.0.1", "dir": str(data), "appendonly": "yes", "save": ""}
        command = ["redis-server", *(word for name, value in options.items() for word in (f"--{name}", value))]
        server = start("redis", command, folder=folder, env={})
        _wait_for_redis(server, port)
        return Store(pid=server.pid, env={"BENCH_REDIS": f"redis://127.0.0.1:{port}/0"}, stop=server.stop)

    def start(self, folder: Path, api: str, store: Store, rate: float | None) -> Started:
        return _start_peer("aiogram_bot", folder, api, store)


CONTENDERS: tuple[Contender, ...] = (Highbeam(), StockPtb(), StockAiogram())


def _start_peer(module: str, folder: Path, api: str, store: Store) -> Started:
    env = {**store.env, "BENCH_API": api, "BENCH_TOKEN": TOKEN}
    return start(module, [sys.executable, "-m", f"ops.bench.peers.{module}"], folder=folder, env=env)


def _wait_for_redis(server: Started, port: int) -> None:
    with redis.Redis(host="127.0.0.1", port=port, socket_connect_timeout=1) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError:
                server.check()
                time.sleep(0.02)
            else:
                return


def _nothing() -> None:
    """There is no store to stop."""
