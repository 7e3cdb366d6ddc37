"""`python -m ops.claims [KILLS]`: 50 analysts claim from 1,000 tips while processes and connections are killed; count.

Then the same with a planted fault, which must be found.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from rich.console import Console
from rich.table import Table

from ops.bench.processes import Started, start
from ops.claims.claimers import POINTS, Task, journal_of
from ops.claims.count import Count, count
from store import migrate, tips
from store.database import Database, Role
from store.dialogues import lock
from store.embedded import start_embedded
from store.ids import new_id
from store.keys import create_keys
from store.tips import Envelope
from store.vault import Vault
from tips.codes import code_from
from tips.draft import Draft, Statement

RANDOM, CONNECTION = "at random", "connection"
LONGEST = 600.0


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One run."""

    name: str
    tips: int
    analysts: int
    processes: int
    kills: int
    seed: int
    hasty: bool = False


async def fire(proof: Proof) -> tuple[Count, Counter[str]]:
    """Start everything in a folder of its own, fire until every tip is held, count."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="highbeam-claims-")))
        server = start_embedded(folder / "data")
        stack.callback(server.stop)
        migrate.upgrade(server.url)
        keys = folder / "data" / "keys"
        create_keys(keys)
        codes = await _make_tips(server.url, Vault(keys), proof.tips)
        task = Task(
            database_url=server.url,
            keys=str(keys),
            processes=proof.processes,
            analysts=proof.analysts,
            hasty=proof.hasty,
        )
        (folder / "task.json").write_text(json.dumps(asdict(task)))
        range_ = Range(folder, server.url, proof)
        stack.callback(range_.stop)
        kills = await asyncio.to_thread(range_.fire)
        journals = [journal_of(folder, process) for process in range(proof.processes)]
        return await count(server.url, keys, codes, journals, now=datetime.now(UTC)), kills


class Range:
    """The claiming processes under fire: killed with -9 at random, at named points too, and their connections."""

    def __init__(self, folder: Path, url: str, proof: Proof) -> None:
        self._folder, self._url, self._proof = folder, url, proof
        self._random = random.Random(proof.seed)  # noqa: S311 - a proof that can be run again
        self._running: dict[int, Started] = {}
        self._kills: Counter[str] = Counter()

    def fire(self) -> Counter[str]:
        """Start, kill and start again until there were enough kills; then let everybody finish."""
        until = time.monotonic() + LONGEST
        for process in range(self._proof.processes):
            self._start(process)
        with psycopg.connect(self._url, autocommit=True) as owner:
            while any(started.process.poll() is None for started in self._running.values()):
                if time.monotonic() > until:
                    raise TimeoutError(f"The claiming did not end within {LONGEST:.0f} s.")
                time.sleep(self._random.uniform(0.05, 0.3))
                self._shoot(owner)
                self._raise_the_dead()
        return self._kills

    def stop(self) -> None:
        """End what still runs."""
        for started in self._running.values():
            started.kill()

    def _shoot(self, owner: psycopg.Connection[tuple[object, ...]]) -> None:
        if self._is_enough():
            return
        if self._kills[CONNECTION] <= self._kills[RANDOM]:
            gone = owner.execute(_END_CONNECTIONS, {"some": self._random.randint(1, 4)}).fetchall()
            self._kills[CONNECTION] += len(gone)
            return
        started = self._running[self._random.randrange(self._proof.processes)]
        if started.process.poll() is None:
            started.kill()
            self._kills[RANDOM] += 1

    def _is_enough(self) -> bool:
        return self._kills[RANDOM] + self._kills[CONNECTION] >= self._proof.kills

    def _raise_the_dead(self) -> None:
        for process, started in self._running.items():
            ended = started.process.poll()
            if ended is None or ended == 0:
                continue
            if ended != -9:
                started.check()
            self._start(process)

    def _start(self, process: int) -> None:
        """Start a process; while there are kills to come, every other one dies at a named point."""
        point = "" if self._is_enough() else self._random.choice((*POINTS, ""))
        if point:
            self._kills[point] += 1
        crash = {"HIGHBEAM_CRASH_AT": f"{point}:{self._random.randint(1, 8)}"} if point else {}
        command = [sys.executable, "-m", "ops.claims.claimers", str(self._folder), str(process)]
        self._running[process] = start(f"claimers-{process}", command, folder=self._folder, env=crash)


async def _make_tips(url: str, vault: Vault, wanted: int) -> tuple[str, ...]:
    now = datetime.now(UTC)
    envelope = Envelope(
        priority="high",
        reasons=(),
        indicators=(),
        catalog_version="proof",
        checklist_version="proof",
        kind=None,
        minors="no",
        assessment={},
    )
    draft = Draft(started=now, statements=(Statement(source="m1", versions=("A tip of the proof.",), at=now),))
    codes = tuple(code_from(number.to_bytes(8)) for number in range(wanted))
    bot = await Database.open(url, role=Role.BOT)
    async with bot.transaction() as db:
        reporter = (await lock(db, vault, [5550100], now=now))[5550100].reporter_id
        for code in codes:
            await tips.submit(
                db,
                vault,
                tip_id=new_id(),
                code=code,
                reporter_id=reporter,
                draft=draft,
                envelope=envelope,
                reported_at=now,
            )
    await bot.close()
    return codes


def main() -> int:
    """Run the proofs, show the table. Exit code 1 when a tip was held twice or lost, or the fault was not found."""
    parser = argparse.ArgumentParser(prog="python -m ops.claims", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=100, help="how many kills, processes and connections")
    parser.add_argument("--tips", type=int, default=1000)
    parser.add_argument("--analysts", type=int, default=50)
    parser.add_argument("--processes", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    console = Console(width=max(120, Console().width))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "tips", "claims", "by their word", "kills", "twice", "lost", "stuck", "events", ""):
        table.add_column(heading, no_wrap=True)
    common = {"tips": asked.tips, "analysts": asked.analysts, "processes": asked.processes, "seed": asked.seed}
    few = Proof(name="planted fault", hasty=True, kills=2, **{**common, "tips": min(100, asked.tips)})
    fine = True
    for proof in (Proof(name="claims", kills=asked.kills, **common), few):
        console.print(f"{proof.name}: {proof.analysts} analysts, {proof.tips} tips, {proof.kills} kills")
        counted, kills = asyncio.run(fire(proof))
        right = bool(counted.twice) if proof.hasty else counted.holds
        fine = fine and right
        verdict = ("found" if right else "NOT FOUND") if proof.hasty else ("holds" if right else "BROKEN")
        wrong = (len(counted.twice), len(counted.lost), len(counted.stuck))
        figures = (counted.tips, counted.claims, counted.journaled, kills.total(), *wrong, counted.events)
        table.add_row(proof.name, *(str(figure) for figure in figures), verdict)
        console.print("  killed: " + ", ".join(f"{times} {what}" for what, times in sorted(kills.items())), style="dim")
    console.print(table)
    return 0 if fine else 1


_END_CONNECTIONS = """
    SELECT pid FROM (SELECT pid FROM pg_stat_activity WHERE application_name = 'highbeam console'
        ORDER BY random() LIMIT %(some)s) AS chosen
    WHERE pg_terminate_backend(pid)
"""

if __name__ == "__main__":
    sys.exit(main())
