"""`python -m ops.bench [ROUNDS] [--short] [--write]`: run the measurements in interleaved rounds, show the table."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from ops.bench.burst import measure_burst
from ops.bench.contenders import CONTENDERS, NO_PACE, Contender
from ops.bench.cost import measure_cost
from ops.bench.latency import measure_latency
from ops.bench.loading import TIMES, measure_loading
from ops.bench.memory import measure_memory
from ops.bench.report import show, write_json, write_page
from ops.bench.results import Results
from ops.bench.script import OPENINGS, STORY, Say
from ops.bench.spending import measure_spending
from ops.bench.stage import Stage, open_stage

JSON = Path("build/bench.json")
PAGE = Path("docs/bench.md")
PAGE_WIDTH = 120
QUIET = 0.7


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of everything. `one_stage` spares starts: all on one stage, with the pacing lifted throughout."""

    rounds: int
    phones: int
    warm_up: int
    cost_seconds: float
    latency_seconds: float
    burst: int
    reporters: tuple[int, ...]
    one_stage: bool = False


FULL = Size(
    rounds=3,
    phones=48,
    warm_up=48 * 8,
    cost_seconds=4,
    latency_seconds=5,
    burst=1000,
    reporters=(100, 1000, 4000),
)
SHORT = Size(
    rounds=1,
    phones=8,
    warm_up=16,
    cost_seconds=0.5,
    latency_seconds=0.5,
    burst=60,
    reporters=(10, 30),
    one_stage=True,
)


def run(size: Size, rounds: int, console: Console) -> Results:
    """All measurements. The bots take turns within each round, so that a slow minute of the machine meets all."""
    results = Results()
    with console.status("Loading all content"):
        results.loading = measure_loading(1 if size.one_stage else TIMES)
    for number in range(1, rounds + 1):
        for contender in CONTENDERS:
            with console.status(f"Round {number} of {rounds}: {contender.name}"):
                _play_round(contender, size, results, last=number == rounds)
            console.print(f"Round {number} of {rounds}: {contender.name} is done", style="dim")
    return results


def _play_round(contender: Contender, size: Size, results: Results, *, last: bool) -> None:
    """One round of one bot; in the last one its memory too, and Highbeam's profile."""
    with open_stage(contender, NO_PACE) as stage:
        cost = measure_cost(stage, phones=size.phones, warm_up=size.warm_up, seconds=size.cost_seconds)
        if last:
            results.memory[contender.name] = measure_memory(stage, reporters=size.reporters)
        if last and contender.ours:
            results.spending = measure_spending(stage, phones=size.phones, seconds=size.cost_seconds)
        if size.one_stage:
            _measure_paced(stage, size, results, last=last)
    if not size.one_stage:
        with open_stage(contender) as stage:
            _measure_paced(stage, size, results, last=last)
    results.cost.setdefault(contender.name, []).append(cost)


def _measure_paced(stage: Stage, size: Size, results: Results, *, last: bool) -> None:
    """What is measured at the pace that the bot keeps by itself."""
    name = stage.contender.name
    results.latency.setdefault(name, []).append(measure_latency(stage, seconds=size.latency_seconds))
    results.burst.setdefault(name, []).append(measure_burst(stage, OPENINGS, messages=size.burst))
    if last:
        results.stories[name] = [measure_burst(stage, (Say(STORY),), messages=size.burst)]


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
    if not console.is_terminal:
        console = Console(width=PAGE_WIDTH)
    load = os.getloadavg()[0]
    if load > QUIET:
        console.print(f"Other work runs on this machine (load {load:.1f}): every figure will be worse.", style="yellow")
    rounds = asked.rounds or size.rounds
    if not asked.short:
        console.print(f"Three bots, {rounds} times each: about {rounds + 2} minutes on a quiet machine.", style="dim")
    results = run(size, rounds, console)
    show(console, results, trial=asked.short)
    write_json(results, asked.json)
    if asked.write:
        write_page(results, PAGE)


if __name__ == "__main__":
    main()
