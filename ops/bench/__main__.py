"""`python -m ops.bench [ROUNDS] [--short] [--write]`: run the measurements in interleaved rounds, show the table."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from ops.bench.burst import measure_burst
from ops.bench.contenders import CONTENDERS, Contender
from ops.bench.cost import measure_cost
from ops.bench.latency import measure_latency
from ops.bench.memory import Memory, measure_memory
from ops.bench.report import show, write_json, write_page
from ops.bench.results import Results
from ops.bench.spending import measure_spending

T = TypeVar("T")
JSON = Path("build/bench.json")
PAGE = Path("docs/bench.md")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of everything."""

    rounds: int
    phones: int
    warm_up: int
    cost_seconds: float
    latency_seconds: float
    burst: int
    reporters: tuple[int, ...]


FULL = Size(
    rounds=3,
    phones=48,
    warm_up=48 * 8,
    cost_seconds=6,
    latency_seconds=8,
    burst=1000,
    reporters=(100, 1000, 5000),
)
SHORT = Size(rounds=1, phones=8, warm_up=16, cost_seconds=0.5, latency_seconds=0.5, burst=60, reporters=(10, 30))


def run(size: Size, rounds: int, console: Console) -> Results:
    """All measurements. The bots take turns within each round, so that a slow minute of the machine meets all."""
    results = Results()

    def each(what: str, measure: Callable[[Contender], T], into: dict[str, list[T]]) -> None:
        for contender in CONTENDERS:
            with console.status(f"{what}: {contender.name}"):
                into.setdefault(contender.name, []).append(measure(contender))
            console.print(f"  {what}: {contender.name}", style="dim")

    for number in range(1, rounds + 1):
        console.print(f"Round {number} of {rounds}")
        each(
            "cost",
            lambda c: measure_cost(c, phones=size.phones, warm_up=size.warm_up, seconds=size.cost_seconds),
            results.cost,
        )
        each("latency", lambda c: measure_latency(c, seconds=size.latency_seconds), results.latency)
        each("burst", lambda c: measure_burst(c, messages=size.burst), results.burst)
    console.print("Once")
    once: dict[str, list[Memory]] = {}
    each("memory", lambda c: measure_memory(c, reporters=size.reporters), once)
    results.memory = {bot: found[0] for bot, found in once.items()}
    console.print("  where the CPU goes", style="dim")
    results.spending = measure_spending(phones=size.phones, warm_up=size.warm_up, seconds=size.cost_seconds)
    return results


def main() -> None:
    """Read the arguments, run, show and keep the results."""
    parser = argparse.ArgumentParser(prog="python -m ops.bench", description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, help="how many rounds, three unless told")
    parser.add_argument("--short", action="store_true", help="a trial run in seconds; its figures mean little")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE} too")
    parser.add_argument("--json", type=Path, default=JSON, help=f"where the figures go, {JSON} unless told")
    asked = parser.parse_args()
    size = SHORT if asked.short else FULL
    console = Console()
    results = run(size, asked.rounds or size.rounds, console)
    show(console, results)
    write_json(results, asked.json)
    if asked.write:
        write_page(results, PAGE)


if __name__ == "__main__":
    main()
