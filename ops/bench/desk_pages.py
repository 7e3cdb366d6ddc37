"""How soon the queue, a search and a tip's page are there, asked of the console's own process as a browser asks.

What is asked is drawn by lot from what the database holds: filters as analysts set them, searches of every kind that
find something, tips of every age.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from typing import Any, Final
from urllib.parse import urlencode

import psycopg

from ops.bench.desk_stage import DeskStage
from ops.bench.figures import percentile
from ops.invented import SEED, invent, phone, plate
from store import digests
from store.digests import DigestKind

ANY_TIME: Final = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
PAGES: Final = ("queue page", "search", "tip page")
_CODE = re.compile(r"[2-9BCDFGHJKMNPQRTVWXYZ]{4}-[2-9BCDFGHJKMNPQRTVWXYZ]{4}")
_AFTER = re.compile(r"after=([A-Za-z0-9_-]{8,})")


@dataclass(frozen=True, kw_only=True)
class PageTimes:
    """Milliseconds for one kind of page. `empty` counts the answers that showed no tip."""

    median_ms: float
    p95_ms: float
    asked: int
    empty: int


@dataclass(kw_only=True)
class Asked:
    """The requests of one kind, made one at a time, and what they took."""

    requests: Iterator[Callable[[], tuple[float, str]]]
    times: list[float] = field(default_factory=list)
    empty: int = 0

    def ask(self, *, counts: bool = True) -> None:
        """Make the next request."""
        took, page = next(self.requests)()
        if counts:
            self.times.append(took)
            self.empty += not _CODE.search(page)

    def found(self) -> PageTimes:
        """What they took."""
        return PageTimes(
            median_ms=percentile(self.times, 50),
            p95_ms=percentile(self.times, 95),
            asked=len(self.times),
            empty=self.empty,
        )


def measure_pages(stages: list[DeskStage], *, requests: int, warm_up: int) -> Mapping[int, Mapping[str, PageTimes]]:
    """Ask the consoles in turn, one request each, so that a slow moment of the machine meets them all."""
    asked = {stage.tips: {name: Asked(requests=_REQUESTS[name](stage)) for name in PAGES} for stage in stages}
    for number in range(warm_up + requests):
        for name in PAGES:
            for stage in stages:
                asked[stage.tips][name].ask(counts=number >= warm_up)
    return {tips: {name: one.found() for name, one in kinds.items()} for tips, kinds in asked.items()}


def _queue_requests(stage: DeskStage) -> Iterator[Callable[[], tuple[float, str]]]:
    _, first = stage.get("/queue")
    following = _AFTER.search(first)
    county, state = _read(stage, "SELECT county, state FROM tips WHERE county IS NOT NULL AND rank < 10 LIMIT 1")[0]
    queries = [
        *("", "", ""),
        "priority=high",
        "priority=immediate,high",
        "status=new",
        "unclaimed=1",
        "overdue=1",
        "setting=motel",
        "kind=sex&unclaimed=1",
        f"state={state}",
        urlencode({"state": state, "county": county, "status": "new,in-review,action-taken,closed"}),
        "status=closed",
        *([f"after={following.group(1)}"] if following else []),
    ]
    for query in cycle(queries):
        yield lambda query=query: stage.get(f"/queue?{query}")  # type: ignore[misc]


def _search_requests(stage: DeskStage) -> Iterator[Callable[[], tuple[float, str]]]:
    codes = _codes(stage)
    plates = _held(stage, DigestKind.PLATE, (plate(number) for number in range(4000)))
    phones = _held(stage, DigestKind.PHONE, (phone(number).value for number in range(3000)))
    words = _words(stage)
    kinds = cycle((codes, plates, [one[1:5] for one in plates], phones, words, words))
    for lines in kinds:
        line = stage.chance.choice(lines)
        yield lambda line=line: stage.post("/queue/search", words=line)  # type: ignore[misc]


def _words(stage: DeskStage) -> list[str]:
    """One to three words that stand together in what some tip tells."""
    lines = []
    for number in stage.chance.choices(range(stage.tips), k=200):
        told = invent(number, stage.tips, ANY_TIME, "en").draft.statements[0].text
        some = stage.chance.sample(sorted({word for _, word in digests.of_words(told)}), stage.chance.randint(1, 3))
        lines.append(" ".join(some))
    return lines


def _tip_requests(stage: DeskStage) -> Iterator[Callable[[], tuple[float, str]]]:
    codes = _codes(stage)
    while True:
        code = stage.chance.choice(codes)
        yield lambda code=code: stage.get(f"/tips/{code}")  # type: ignore[misc]


_REQUESTS: Final = {"queue page": _queue_requests, "search": _search_requests, "tip page": _tip_requests}


def _read(stage: DeskStage, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(psycopg.connect(stage.url)) as connection:
        return connection.execute(statement, values).fetchall()


def _codes(stage: DeskStage) -> list[str]:
    """Codes of all ages."""
    share = min(100.0, 100 * 4000 / max(1, stage.tips))
    found = _read(stage, "SELECT code FROM tips TABLESAMPLE SYSTEM (%s) REPEATABLE (%s) ORDER BY id", share, SEED)
    return [row[0] for row in found]


def _held(stage: DeskStage, kind: DigestKind, values: Iterator[str]) -> list[str]:
    """Those of these values that some tip holds."""
    folded = digests.of_plate if kind is DigestKind.PLATE else lambda value: {(kind, value)}
    by_digest = {
        stage.vault.digest(kind, one): value for value in values for found, one in folded(value) if found is kind
    }
    rows = _read(
        stage, "SELECT DISTINCT digest FROM digests WHERE kind = %s AND digest = ANY(%s)", str(kind), list(by_digest)
    )
    return sorted(by_digest[bytes(row[0])] for row in rows)
