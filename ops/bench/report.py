"""The bench's results for people (a table, a page) and for programs (JSON)."""

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ops.bench.contenders import CONTENDERS
from ops.bench.results import OURS, PEERS, Goal, Results, Row, goals, groups, rows

BOTS = (OURS, *PEERS)
SECTION = "## The console"
"""The last section of the page, which the console's own measurement writes (`ops.bench.desk`)."""
NOTES = (
    "Figures are medians over the rounds, the least in brackets. A ratio (÷) is Highbeam over the peer, the median of "
    "the rounds: of CPU, time and memory less is better, of messages a second more. p95: 95 in 100 took no longer.",
    "Saturated: 48 phones answer each card at once, so that the bot always has work. What then is short of a whole "
    "core is waiting: for its store, the simulator, or other work on this machine.",
    "All three run the same steps against the same simulator on this machine, one after another within each round, on "
    "uvloop; a tap is answered and edits the card, a text edits the card and is deleted.",
    "Highbeam's own pacing (Telegram's limits) is lifted for CPU, saturation and memory, where it would be what is "
    "measured, and kept for the latency and the burst. The peers have no pacing.",
    "In the burst four of five open the chat and one tells a story of 200 characters; in the other all tell the story, "
    "which Highbeam reads for places, vehicles, plates, people and signs, and the peers only keep.",
    "A message of the burst counts as stored when Highbeam confirms it: after the commit. The peers confirm "
    "a message when they fetch it, before they look at it, so theirs counts when its card comes.",
    "For memory every reporter tells a story and leaves the draft open; a bot that grows is measured between the last "
    "two counts.",
    "All content is loaded as at the bot's start, in a process of its own, five times: the median time, and the most "
    "memory beyond a Python that has imported the same.",
    "Where the CPU goes is seen by Python's profiler, which favors code that makes few calls: a pointer only.",
)


def show(console: Console, results: Results, *, trial: bool = False) -> None:
    """Print the table, how to read it, what each bot loses, and last the goals, which a trial is too short to judge."""
    table = Table(title=f"Highbeam beside two stock bots, on {machine()}", title_justify="left")
    for heading in _headings():
        table.add_column(heading, justify="left" if heading == "" else "right", overflow="fold")
    for group in groups(results):
        for row in group:
            table.add_row(*_cells(row))
        table.add_section()
    console.print(table)
    for note in NOTES:
        console.print(f"- {note}", style="dim")
    console.print("\nWhere Highbeam's CPU goes:", spending_line(results))
    console.print("\nLost when killed with -9:")
    for contender in CONTENDERS:
        console.print(f"- {contender.name}: {contender.loses}.")
    if trial:
        console.print("\nThis was a trial run, too short to judge by.", style="yellow")
        return
    console.print("\nWhat Highbeam set out to reach:")
    for goal in goals(results):
        console.print(f"{'✓' if goal.met else '✗'} {goal.text}: {goal.found}.", style="green" if goal.met else "red")


def write_json(results: Results, file: Path) -> None:
    """Keep everything, round by round, for whoever wants to compare runs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "machine": machine(),
        "results": asdict(results),
        "table": [_row(row) for row in rows(results)],
        "goals": [asdict(goal) for goal in goals(results)],
    }
    file.write_text(json.dumps(found, indent=2) + "\n")


def write_page(results: Results, file: Path) -> None:
    """The page of the docs. The console's section at its end stays as it was."""
    _, heading, console = file.read_text().partition(SECTION) if file.exists() else ("", "", "")
    heads = _headings()
    lines = [
        "# What Highbeam costs",
        "",
        f"Made by `make bench` on {machine()}. Run it on your own machine for your own figures.",
        "",
        _markdown(heads),
        _markdown(["---", *["---:" for _ in heads[1:]]]),
        *(_markdown(_cells(row)) for row in rows(results)),
        "",
        "## Goals",
        "",
        *(_goal_line(goal) for goal in goals(results)),
        "",
        "## Where Highbeam's CPU goes",
        "",
        spending_line(results),
        "",
        "## Lost when killed with -9",
        "",
        *(f"- **{contender.name}**: {contender.loses}." for contender in CONTENDERS),
        "",
        "## How it is measured",
        "",
        *(f"- {note}" for note in NOTES),
    ]
    file.write_text("\n".join(lines) + "\n" + ("\n" + heading + console if heading else ""))


def spending_line(results: Results) -> str:
    """The owners of Highbeam's CPU, largest first, those below one in a hundred together."""
    named = [(owner, share) for owner, share in results.spending.items() if share >= 0.01]
    rest = 1 - sum(share for _, share in named)
    return ", ".join(f"{owner} {share:.0%}" for owner, share in [*named, ("others", rest)]) + "."


def _goal_line(goal: Goal) -> str:
    return f"- {'Reached' if goal.met else 'Missed'}: {goal.text}. {goal.found}."


def _markdown(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _headings() -> list[str]:
    return ["", *BOTS, *(f"÷ {peer}" for peer in PEERS)]


def _cells(row: Row) -> list[str]:
    return [f"{row.label} ({row.unit})", *(_figure(row, bot) for bot in BOTS), *(_ratio(row, peer) for peer in PEERS)]


def _figure(row: Row, bot: str) -> str:
    middle, best = row.middle(bot), row.best(bot)
    return _number(middle) if len(row.values[bot]) == 1 else f"{_number(middle)} ({_number(best)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _ratio(row: Row, peer: str) -> str:
    ratio = _ratios(row).get(peer)
    return "" if ratio is None else f"{ratio:.2f}"


def _row(row: Row) -> dict[str, object]:
    return {"label": row.label, "unit": row.unit, "median": _medians(row), "ratio": _ratios(row)}


def _medians(row: Row) -> dict[str, float]:
    return {bot: row.middle(bot) for bot in BOTS}


def _ratios(row: Row) -> dict[str, float]:
    found = {peer: sorted(row.ratios(peer)) for peer in PEERS} if row.ratio else {}
    return {peer: ratios[len(ratios) // 2] for peer, ratios in found.items() if ratios}


def machine() -> str:
    """What it runs on, in short."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
