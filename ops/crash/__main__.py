"""`python -m ops.crash [KILLS]`: fire at bots by polling and by webhook, count; then see a planted fault be found."""

import argparse
import asyncio
import random
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.crashpoints import POINTS
from ops.bench.contenders import TOKEN
from ops.bench.processes import free_port
from ops.bench.simulated import Simulator
from ops.crash.balancer import Balancer
from ops.crash.count import Count, count
from ops.crash.fleet import Fleet
from ops.crash.phones import Enough, Reporter
from simulator.client import SimulatorClient
from store import migrate
from store.embedded import start_embedded
from store.keys import create_keys

SECRET = "proof-of-the-webhook-0123456789"  # noqa: S105 - opens nothing but the proof's own bots
IN_THE_TRANSACTION = ("after-lock", "before-commit")
"""Where a bot that has acknowledged too early loses what it holds."""
WORDS_UNDER_FIRE = 60
"""How many marked words must be sent while bots that acknowledge too early die. A lost tap is only done again."""
MOST = 6
"""So many times its kills a planted fault may take until then."""
QUIET_SECONDS = 120.0
"""How long the phones may take to finish their last report after the last kill; leases run out meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """One run: which bot, how many of it, how it receives, how often it is killed."""

    name: str
    kills: int
    phones: int
    webhook: bool
    seed: int
    module: str = "bot"

    @property
    def planted(self) -> bool:
        """Whether the bot is the one with the fault."""
        return self.module != "bot"

    @property
    def replicas(self) -> int:
        """Two behind a balancer by webhook; by polling one polls and one stands by."""
        return 2


async def fire(proof: Proof, console: Console) -> tuple[Count, Fleet]:
    """Start everything in a folder of its own, fire, let the phones finish, count."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="highbeam-proof-")))
        server = start_embedded(folder / "data")
        stack.callback(server.stop)
        migrate.upgrade(server.url)
        create_keys(folder / "data" / "keys")
        simulator = Simulator.open(folder)
        stack.callback(simulator.close)
        balancer_port, ports = free_port(), [free_port() for _ in range(proof.replicas)]
        fleet = Fleet(
            folder=folder,
            module=proof.module,
            environments=tuple(_environment(proof, folder, server.url, simulator.api, balancer_port, p) for p in ports),
            random=random.Random(proof.seed),  # noqa: S311 - a proof that can be run again
            points=IN_THE_TRANSACTION if proof.planted else POINTS,
            at_random=not proof.planted,
        )
        stack.callback(fleet.stop)
        balancer = Balancer(ports)
        await balancer.open(balancer_port)
        stack.callback(balancer.close)
        async with SimulatorClient(simulator.api) as client:
            await client.faults(webhook={"backoff_factor": 0.05})
            reporters = await _play(proof, fleet, client, console)
        return await count(server.url, folder / "data" / "keys", reporters), fleet


async def _play(proof: Proof, fleet: Fleet, client: SimulatorClient, console: Console) -> list[Reporter]:
    enough = Enough()
    reporters = [
        Reporter(phone=await client.phone(), number=number, random=random.Random(f"{proof.seed}/{number}"))  # noqa: S311
        for number in range(proof.phones)
    ]
    reporting = [asyncio.create_task(reporter.report_until(enough)) for reporter in reporters]
    progress = asyncio.create_task(_say_how_far(proof, fleet, reporters, console))
    try:
        await fleet.fire(proof.kills)
        while proof.planted and _said(reporters) < WORDS_UNDER_FIRE and fleet.kills.total() < MOST * proof.kills:
            await fleet.fire(fleet.kills.total() + 1)
        fleet.calm()
        enough.reached = True
        _, late = await asyncio.wait(reporting, timeout=QUIET_SECONDS)
        fleet.check()
        if late:
            console.print(f"  {len(late)} phones did not come to a receipt within {QUIET_SECONDS:.0f} s")
        await _until_confirmed(client)
    finally:
        for task in (*reporting, progress):
            task.cancel()
        results = await asyncio.gather(*reporting, progress, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return reporters


def _said(reporters: list[Reporter]) -> int:
    return sum(len(reporter.sent) for reporter in reporters)


async def _until_confirmed(client: SimulatorClient) -> None:
    """Wait until the local Bot API has no update left that was not acknowledged."""
    for _ in range(300):
        if not (await client.counters())["pending"]:
            return
        await asyncio.sleep(0.1)


async def _say_how_far(proof: Proof, fleet: Fleet, reporters: list[Reporter], console: Console) -> None:
    while True:
        await asyncio.sleep(10)
        done = sum(len(reporter.receipts) for reporter in reporters)
        console.print(f"  {fleet.kills.total()} of {proof.kills} kills, {done} receipts", style="dim")


def _environment(proof: Proof, folder: Path, url: str, api: str, balancer: int, port: int) -> dict[str, str]:
    shared = {
        "HIGHBEAM_DATA": str(folder / "data"),
        "HIGHBEAM_DATABASE_URL": url,
        "HIGHBEAM_TELEGRAM_TOKEN": TOKEN,
        "HIGHBEAM_TELEGRAM_API": api,
        "HIGHBEAM_TELEGRAM_RATE": "1000",
        "HIGHBEAM_TELEGRAM_CHAT_RATE": "20",
    }
    if not proof.webhook:
        return shared
    return shared | {
        "HIGHBEAM_WEBHOOK_URL": f"http://127.0.0.1:{balancer}/telegram",
        "HIGHBEAM_WEBHOOK_SECRET": SECRET,
        "HIGHBEAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


def proofs(kills: int, phones: int, seed: int, *, short: bool) -> tuple[Proof, ...]:
    """Both ways of receiving, then with the planted fault: both ways too, or in short by webhook alone."""
    few = min(20, max(8, kills // 8))
    hasty = "ops.crash.hasty_bot"
    planted = (
        Proof(name="webhook, planted fault", kills=few, phones=phones, webhook=True, seed=seed, module=hasty),
        Proof(name="polling, planted fault", kills=few, phones=phones, webhook=False, seed=seed, module=hasty),
    )
    return (
        Proof(name="polling, one stands by", kills=kills // 2, phones=phones, webhook=False, seed=seed),
        Proof(name="webhook, two replicas", kills=kills - kills // 2, phones=phones, webhook=True, seed=seed),
        *(planted[:1] if short else planted),
    )


def main() -> int:
    """Run the proofs, show the table. Exit code 1 when something was lost, or when the planted fault was not found."""
    parser = argparse.ArgumentParser(prog="python -m ops.crash", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=200, help="how many kills in all")
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--short", action="store_true", help="the planted fault by webhook alone")
    arguments = parser.parse_args()
    console = Console(width=max(120, Console().width))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("run", "kills", "messages", "tips", "receipts", "lost", "doubled", "no tip", "", "unseen"):
        table.add_column(heading, no_wrap=True)
    fine = True
    for proof in proofs(arguments.kills, arguments.phones, arguments.seed, short=arguments.short):
        console.print(f"{proof.name}: {proof.kills} kills, {proof.phones} phones")
        counted, fleet = asyncio.run(fire(proof, console))
        right = bool(counted.lost) if proof.planted else counted.holds
        fine = fine and right
        figures = (fleet.kills.total(), counted.messages, counted.tips, counted.receipts)
        wrong = (counted.lost, counted.doubled, counted.receipts_without_tip)
        unseen = str(len(counted.tips_without_receipt))
        verdict = ("found" if right else "NOT FOUND") if proof.planted else ("holds" if right else "BROKEN")
        table.add_row(
            proof.name, *(str(figure) for figure in figures), *(str(len(one)) for one in wrong), verdict, unseen
        )
        kills = ", ".join(f"{times} {point}" for point, times in sorted(fleet.kills.items()))
        console.print(f"  killed: {kills}", style="dim")
    console.print(table)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
