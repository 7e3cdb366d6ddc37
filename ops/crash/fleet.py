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

RECEIVES = (b'"polling-began"', b'"mode": "webhook"')
"""What a bot logs when it begins to receive. One that stands by is left alone until it is elected."""
START_SECONDS = 60.0
NAMED_SECONDS = 4.0
"""How long a bot may take to come to the named point, before it is killed wherever it is."""
RANDOM = "at random"


@dataclass(kw_only=True)
class Fleet:
    """Some replicas of the bot. `module` is `bot`, or the one with the planted fault."""

    folder: Path
    module: str
    environments: tuple[Mapping[str, str], ...]
    random: random.Random
    points: tuple[str, ...] = POINTS
    at_random: bool = True
    kills: Counter[str] = field(default_factory=Counter)
    _running: dict[int, Started] = field(default_factory=dict)

    async def fire(self, wanted: int) -> None:
        """Kill until there were as many kills as wanted, each replica on its own."""
        await asyncio.gather(*(self._keep_killing(replica, wanted) for replica in range(len(self.environments))))

    def calm(self) -> None:
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
            named = turn % 2 or not self.at_random
            point = self.points[turn // 2 % len(self.points)] if named else ""
            await self._one_life(replica, point)
            turn += 1

    async def _one_life(self, replica: int, point: str) -> None:
        """Start a bot and let it die: at the named point when it gets there, else at a random moment."""
        passes = self.random.randint(1, 12)
        lives = NAMED_SECONDS if point else self.random.uniform(0.02, 1.5)
        started, before = self._start(replica, {"HIGHBEAM_CRASH_AT": f"{point}:{passes}"} if point else {})
        await self._receives(started, before)
        died = await asyncio.to_thread(_ends_within, started, lives)
        if not died:
            started.kill()
        elif started.process.returncode != -9:
            started.check()
        self.kills[point if died else RANDOM] += 1

    async def _receives(self, started: Started, before: int) -> None:
        """Wait until a bot receives, or is dead already."""
        for _ in range(int(START_SECONDS / 0.02)):
            with started.log.open("rb") as log:
                log.seek(before)
                said = log.read()
            if any(mark in said for mark in RECEIVES) or started.process.poll() is not None:
                return
            await asyncio.sleep(0.02)

    def _start(self, replica: int, extra: Mapping[str, str]) -> tuple[Started, int]:
        """Start a replica. Also gives how long its log was before."""
        name = f"bot-{replica}"
        log = self.folder / f"{name}.log"
        before = log.stat().st_size if log.exists() else 0
        env = {**self.environments[replica], **extra}
        self._running[replica] = start(name, [sys.executable, "-m", self.module], folder=self.folder, env=env)
        return self._running[replica], before


def _ends_within(started: Started, seconds: float) -> bool:
    try:
        started.process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
