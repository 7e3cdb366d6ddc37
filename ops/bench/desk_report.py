"""The console's figures for people (a table, a section of the bench's page) and for programs (JSON)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from ops.bench.desk_news import NewsTimes
from ops.bench.desk_pages import PageTimes
from ops.bench.report import SECTION, machine
from ops.bench.results import Goal

MOST_RATIO: Final = 1.5
SOON_SECONDS: Final = 1.0
NOTES: Final = (
    "Pages are asked one at a time over HTTP of the console's own process, with a login, both consoles in turn, each "
    "over an embedded PostgreSQL of its own as it comes. The whole page counts, and no page is kept anywhere.",
    "Queue: the plain one and its filters, second page and closed tips included. Search: codes, plates whole and in "
    "part, phones, one to three words, all of them with tips that hold them. Tips: of all ages, opened and on record.",
    "The tips are invented and sealed each with a data key of its own. Two in a hundred are open, but never fewer than "
    "two hundred, so that the pages of both consoles are full.",
    "News: each console holds a stream as an open page does; a tip is stored as the bot stores it, and the time runs "
    "from the moment before its commit until the console has the line.",
    "Memory is that of the console's process, shared parts counted once.",
)


@dataclass(frozen=True, kw_only=True)
class DeskResults:
    """What was measured: pages and memory by the number of tips, and the news."""

    pages: Mapping[int, Mapping[str, PageTimes]]
    memory: Mapping[int, float]
    news: NewsTimes

    @property
    def ratios(self) -> dict[str, float]:
        """p95 among the most tips over p95 among the fewest, by kind of page."""
        few, many = min(self.pages), max(self.pages)
        return {name: self.pages[many][name].p95_ms / self.pages[few][name].p95_ms for name in self.pages[few]}


def goals(results: DeskResults) -> list[Goal]:
    """What the console set out to reach."""
    few, many = min(results.pages), max(results.pages)
    news = results.news
    slowest = max(results.ratios, key=results.ratios.__getitem__)
    return [
        Goal(
            text=f"95 in 100 pages among {many:,} tips take at most {MOST_RATIO} times what they take among {few:,}",
            met=results.ratios[slowest] <= MOST_RATIO,
            found=", ".join(f"{name} {ratio:.2f} times" for name, ratio in results.ratios.items()),
        ),
        Goal(
            text=f"{news.consoles} open consoles have a new tip within a second",
            met=news.last_seconds <= SOON_SECONDS and not news.missed,
            found=f"the last one after {news.last_seconds:.2f} s, 95 in 100 within {news.p95_seconds:.2f} s; "
            f"{news.missed} of {news.consoles * news.tips:,} missed",
        ),
    ]


def table(results: DeskResults) -> list[list[str]]:
    """Headings and rows."""
    few, many = min(results.pages), max(results.pages)
    rows = [["", f"{few:,} tips", f"{many:,} tips", "÷"]]
    for name, times in results.pages[few].items():
        for label, figure in (("median", "median_ms"), ("p95", "p95_ms")):
            first, second = getattr(times, figure), getattr(results.pages[many][name], figure)
            rows.append(
                [f"{name.capitalize()}, {label} (ms)", f"{first:.1f}", f"{second:.1f}", f"{second / first:.2f}"]
            )
    rows.append(["Console's memory (MB)", f"{results.memory[few]:.0f}", f"{results.memory[many]:.0f}", ""])
    news = results.news
    consoles = f"{news.consoles} open consoles"
    rows.append([f"New tip on {consoles}, p95 (s)", "", f"{news.p95_seconds:.2f}", ""])
    rows.append([f"New tip on {consoles}, the last one (s)", "", f"{news.last_seconds:.2f}", ""])
    rows.append([f"Console's memory with {consoles} (MB)", "", f"{news.with_consoles_mb:.0f}", ""])
    return rows


def show(console: Console, results: DeskResults, *, trial: bool = False) -> None:
    """Print the table, how to read it, and the goals, which a trial is too short to judge."""
    heads, *rows = table(results)
    shown = Table(title=f"The console, on {machine()}", title_justify="left")
    for head in heads:
        shown.add_column(head, justify="left" if head == "" else "right")
    for row in rows:
        shown.add_row(*row)
    console.print(shown)
    for note in NOTES:
        console.print(f"- {note}", style="dim")
    if trial:
        console.print("\nThis was a trial run, too short to judge by.", style="yellow")
        return
    for goal in goals(results):
        console.print(f"{'✓' if goal.met else '✗'} {goal.text}: {goal.found}.", style="green" if goal.met else "red")


def write_json(results: DeskResults, file: Path) -> None:
    """Keep everything, for whoever wants to compare runs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found = {"machine": machine(), "results": asdict(results), "goals": [asdict(goal) for goal in goals(results)]}
    file.write_text(json.dumps(found, indent=2) + "\n")


def write_section(results: DeskResults, file: Path) -> None:
    """The console's section, at the end of the bench's page. The rest of the page stays as it is."""
    page, _, _ = file.read_text().partition(SECTION) if file.exists() else ("", "", "")
    heads, *rows = table(results)
    lines = [
        SECTION,
        "",
        f"Made by `python -m ops.bench.desk --write` on {machine()}.",
        "",
        _markdown(heads),
        _markdown(["---", *["---:" for _ in heads[1:]]]),
        *(_markdown(row) for row in rows),
        "",
        *(
            f"- {'Reached' if goal.met else 'Missed'}: {goal.text}. {goal.found[0].upper()}{goal.found[1:]}."
            for goal in goals(results)
        ),
        "",
        *(f"- {note}" for note in NOTES),
    ]
    file.write_text(page.rstrip("\n") + "\n\n" * bool(page) + "\n".join(lines) + "\n")


def _markdown(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
