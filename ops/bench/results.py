"""Everything that one run of the bench found, and what it comes to: figures, ratios, goals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

from ops.bench.burst import Burst
from ops.bench.contenders import CONTENDERS
from ops.bench.cost import Cost
from ops.bench.latency import WANTED_MS, Latency
from ops.bench.loading import MEGABYTES, SECONDS, Loading
from ops.bench.memory import Memory

T = TypeVar("T")

OURS = next(contender.name for contender in CONTENDERS if contender.ours)
PEERS = tuple(contender.name for contender in CONTENDERS if not contender.ours)
GROWTH_LIMIT = 0.25
"""Kilobytes a reporter that count as no growth: less than a megabyte over three thousand is an allocator's noise."""


@dataclass(kw_only=True)
class Results:
    """By bot, one entry a round; stories (a burst of nothing else) and memory are measured once.

    `spending` is the share of Highbeam's CPU by owner.
    """

    cost: dict[str, list[Cost]] = field(default_factory=dict)
    latency: dict[str, list[Latency]] = field(default_factory=dict)
    burst: dict[str, list[Burst]] = field(default_factory=dict)
    stories: dict[str, list[Burst]] = field(default_factory=dict)
    memory: dict[str, Memory] = field(default_factory=dict)
    spending: dict[str, float] = field(default_factory=dict)
    loading: Loading | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table: each bot's figure in every round."""

    label: str
    unit: str
    values: Mapping[str, Sequence[float]]
    ratio: bool = True

    def middle(self, bot: str) -> float:
        """The median over the rounds."""
        return median(self.values[bot])

    def best(self, bot: str) -> float:
        """The least over the rounds."""
        return min(self.values[bot])

    def ratios(self, peer: str) -> list[float]:
        """Highbeam's figure over a peer's, round by round; nothing where the peer has none."""
        pairs = zip(self.values[OURS], self.values[peer], strict=True)
        return [ours / theirs for ours, theirs in pairs if theirs]


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What Highbeam should reach, whether it did, and by how much it is under or over."""

    text: str
    met: bool
    found: str


def groups(results: Results) -> list[list[Row]]:
    """The table in its parts: speed at full load, replies at Telegram's pace, a burst, memory."""
    return [_cost_rows(results), _latency_rows(results), _burst_rows(results), _memory_rows(results)]


def rows(results: Results) -> list[Row]:
    """The table, line by line."""
    return [row for group in groups(results) for row in group]


def _cost_rows(results: Results) -> list[Row]:
    def row(label: str, unit: str, figure: Callable[[Cost], float], *, ratio: bool = True) -> Row:
        return Row(label=label, unit=unit, values=_figures(results.cost, figure), ratio=ratio)

    return [
        row("CPU a message, bot", "ms", lambda cost: cost.cpu_ms),
        row("CPU a message, its store", "ms", lambda cost: cost.store_ms),
        row("CPU a message, both", "ms", lambda cost: cost.both_ms),
        row("Messages a second, saturated", "/s", lambda cost: cost.per_second),
        row("… of one core in use then", "%", lambda cost: 100 * cost.busy, ratio=False),
    ]


def _latency_rows(results: Results) -> list[Row]:
    def row(label: str, unit: str, figure: Callable[[Latency], float], *, ratio: bool = True) -> Row:
        return Row(label=label, unit=unit, values=_figures(results.latency, figure), ratio=ratio)

    return [
        row("Reply at 30 a second, median", "ms", lambda latency: latency.median_ms),
        row("Reply at 30 a second, p95", "ms", lambda latency: latency.p95_ms),
        row(f"… within {WANTED_MS:.0f} ms", "%", lambda latency: 100 * latency.within, ratio=False),
    ]


def _burst_rows(results: Results) -> list[Row]:
    size = next(iter(results.burst.values()))[0].sent
    kinds = ((f"Burst of {size:,}", results.burst), (f"… of {size:,} stories", results.stories))
    return [
        Row(label=f"{kind}: p95 stored", unit="s", values=_figures(bursts, lambda burst: burst.p95_seconds))
        for kind, bursts in kinds
    ]


def _memory_rows(results: Results) -> list[Row]:
    def row(label: str, unit: str, figure: Callable[[Memory], float], *, ratio: bool = True) -> Row:
        values = {bot: [figure(memory)] for bot, memory in results.memory.items()}
        return Row(label=label, unit=unit, values=values, ratio=ratio)

    counts = next(iter(results.memory.values())).reporters
    return [
        *(
            row(f"Memory after {count:,} reporters", "MB", lambda memory, place=place: memory.bot[place])  # type: ignore[misc]
            for place, count in enumerate(counts)
        ),
        row("… more for each reporter", "KB", lambda memory: memory.kilobytes_per_reporter, ratio=False),
        row(f"Store's memory after {counts[-1]:,}", "MB", lambda memory: memory.store[-1], ratio=False),
    ]


def _figures(measured: Mapping[str, Sequence[T]], figure: Callable[[T], float]) -> Mapping[str, Sequence[float]]:
    return {bot: [figure(one) for one in rounds] for bot, rounds in measured.items()}


def goals(results: Results) -> list[Goal]:
    """What Highbeam set out to reach, as far as it was measured."""
    light = [] if results.loading is None else [_light(results.loading)]
    return [_cheap(results), _flat(results), _stored(results), _prompt(results), *light]


def _cheap(results: Results) -> Goal:
    costs = {bot: median(cost.cpu_ms for cost in rounds) for bot, rounds in results.cost.items()}
    peer = min(PEERS, key=costs.__getitem__)
    ratio = costs[OURS] / costs[peer]
    return Goal(
        text="Costs at most the CPU a message of the cheaper peer",
        met=ratio <= 1,
        found=f"{costs[OURS]:.2f} ms beside {costs[peer]:.2f} ms of {peer}: {ratio:.2f} times",
    )


def _flat(results: Results) -> Goal:
    grows = results.memory[OURS].kilobytes_per_reporter
    return Goal(
        text="Its memory does not grow with the number of reporters",
        met=grows <= GROWTH_LIMIT,
        found=f"{grows:+.2f} KB a reporter; {GROWTH_LIMIT} KB is the noise of the measurement",
    )


def _stored(results: Results) -> Goal:
    worst = max(results.burst[OURS], key=lambda burst: burst.p95_seconds)
    return Goal(
        text=f"A burst of {worst.sent:,} messages is stored in full, p95 under a second",
        met=worst.p95_seconds < 1 and worst.stored == worst.sent,
        found=f"{worst.stored:,} stored, p95 {worst.p95_seconds:.2f} s in the slowest round; "
        f"{max(burst.p95_seconds for burst in results.stories[OURS]):.2f} s if all of them tell a long story",
    )


def _prompt(results: Results) -> Goal:
    share = min(latency.within for latency in results.latency[OURS])
    return Goal(
        text=f"95 in 100 replies leave within {WANTED_MS:.0f} ms at 30 messages a second",
        met=share >= 0.95,
        found=f"{100 * share:.1f} in 100 in the slowest round",
    )


def _light(loading: Loading) -> Goal:
    return Goal(
        text=f"All content is loaded in less than half a second and under {MEGABYTES:.0f} MB",
        met=loading.seconds < SECONDS and loading.megabytes < MEGABYTES,
        found=f"{loading.seconds:.2f} s and {loading.megabytes:.0f} MB for {loading.signs} signs, "
        f"{loading.lessons_and_scenes} lessons and scenes, {loading.languages} languages, towns and counties",
    )
