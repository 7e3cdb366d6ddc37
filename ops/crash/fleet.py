"""The bots under fire: started, killed with -9 at random and at named points, and started again at once."""

import asyncio
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.crashpoints import POINTS
from ops.bench.processes import Started, start

UP_SECONDS = 1.2
"""About what a bot needs until it receives; a random kill comes after that."""
RANDOM = "at random"


@dataclass(kw_only=True)
class Fleet:
    """Some replicas of the bot. `module` is `bot`, or the one with the planted fault."""

    folder: Path
    module: str
    environments: tuple[Mapping[str, str], ...]
    random: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    _running: dict[int, Started] = field(default_factory=dict)

    async def fire(self, wanted: int) -> None:
        """Kill until there were as many kills as wanted, each replica on its own."""
        await asyncio.gather(*(self._keep_killing(replica, wanted) for replica in range(len(self.environments))))

    async def calm(self) -> None:
        """Start every replica that is not running, with no more kills to come."""
        for replica in range(len(self.environments)):
            if replica not in self._running or self._running[replica].process.poll() is not None:
                self._start(replica, {})

    def check(self) -> None:
        """Raise if a bot has ended that nobody killed."""
        for started in self._running.values():
            started.check()

    def stop(self) -> None:
        """End them all, politely."""
        for started in self._running.values():
            started.stop()

    async def _keep_killing(self, replica: int, wanted: int) -> None:
        turn = replica
        while self.kills.total() < wanted:
            point = POINTS[turn // 2 % len(POINTS)] if turn % 2 else ""
            await self._one_life(replica, point)
            turn += 1

    async def _one_life(self, replica: int, point: str) -> None:
        """Start a bot and let it die: at the named point when it gets there, else at a random moment."""
        passes = self.random.randint(1, 12)
        started = self._start(replica, {"HIGHBEAM_CRASH_AT": f"{point}:{passes}"} if point else {})
        lives = UP_SECONDS + self.random.uniform(0.05, 1.5) + (2.0 if point else 0.0)
        died = await asyncio.to_thread(_ends_within, started, lives)
        if not died:
            started.kill()
        elif started.process.returncode != -9:
            started.check()
        self.kills[point if died else RANDOM] += 1

    def _start(self, replica: int, extra: Mapping[str, str]) -> Started:
        command = [sys.executable, "-m", self.module]
        env = {**self.environments[replica], **extra}
        self._running[replica] = start(f"bot-{replica}", command, folder=self.folder, env=env)
        return self._running[replica]


def _ends_within(started: Started, seconds: float) -> bool:
    try:
        started.process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
