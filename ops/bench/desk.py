"""`python -m ops.bench.desk [--tips N] [--short] [--write]`: the console among a thousand tips and among a million.

Makes the tips first: a million takes several minutes and about nine gigabytes, in `build/`, and is used again.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from ops.bench.desk_news import measure_news
from ops.bench.desk_pages import measure_pages
from ops.bench.desk_report import DeskResults, show, write_json, write_section
from ops.bench.desk_stage import open_desk
from ops.bench.processes import own_megabytes

JSON = Path("build/bench-desk.json")
FOLDER = Path("build/bench-desk")
PAGE = Path("docs/bench.md")
QUIET = 0.7


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much of everything."""

    tips: tuple[int, int]
    requests: int
    warm_up: int
    consoles: int
    sent: int
    pause: float


FULL = Size(tips=(1_000, 1_000_000), requests=300, warm_up=40, consoles=200, sent=30, pause=0.3)
SHORT = Size(tips=(1_000, 20_000), requests=13, warm_up=1, consoles=20, sent=3, pause=0.0)


def run(size: Size, folder: Path, console: Console) -> DeskResults:
    """Both consoles side by side, then the news on the larger one."""
    with ExitStack() as closing:
        stages = []
        for tips in size.tips:
            with console.status(f"Making {tips:,} tips"):
                stages.append(closing.enter_context(open_desk(folder / str(tips), tips)))
        with console.status("Asking for pages"):
            pages = measure_pages(stages, requests=size.requests, warm_up=size.warm_up)
        memory = {stage.tips: own_megabytes(stage.started.pid) for stage in stages}
        with console.status(f"Opening {size.consoles} consoles"):
            news = measure_news(stages[-1], consoles=size.consoles, sent=size.sent, pause=size.pause)
    return DeskResults(pages=pages, memory=memory, news=news)


@contextmanager
def _folder(asked: Path | None, *, short: bool) -> Iterator[Path]:
    """Where the tips are kept. A trial leaves nothing behind."""
    if asked is not None or not short:
        yield asked or FOLDER
        return
    with tempfile.TemporaryDirectory(prefix="highbeam-desk-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def main() -> None:
    """Read the arguments, run, show and keep the results."""
    parser = argparse.ArgumentParser(prog="python -m ops.bench.desk", description=__doc__)
    parser.add_argument("--tips", type=int, help="how many the larger console has, a million unless told")
    parser.add_argument("--short", action="store_true", help="a trial run; its figures mean little")
    parser.add_argument("--write", action="store_true", help=f"write the section of {PAGE} too")
    parser.add_argument("--json", type=Path, default=JSON, help=f"where the figures go, {JSON} unless told")
    parser.add_argument("--folder", type=Path, help=f"where the tips are kept, {FOLDER} unless told")
    asked = parser.parse_args()
    size = SHORT if asked.short else FULL
    if asked.tips is not None:
        size = Size(**{**vars(size), "tips": (size.tips[0], asked.tips)})
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    load = os.getloadavg()[0]
    if load > QUIET:
        console.print(f"Other work runs on this machine (load {load:.1f}): every figure will be worse.", style="yellow")
    with _folder(asked.folder, short=asked.short) as folder:
        results = run(size, folder, console)
    show(console, results, trial=asked.short)
    write_json(results, asked.json)
    if asked.write:
        write_section(results, PAGE)


if __name__ == "__main__":
    main()
