"""The board's figures in words: for each chart its question, its answer, its table, and what is to be drawn.

The page, the CSV and the API show the same `Figure`. Counts that a partner sees are suppressed (`tips.suppression`);
partners see no claims and no clocks of others. A partner who may choose periods freely could subtract one from another:
give partners one period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from console.words import words
from indicators.catalog import Catalog
from indicators.wording import SOURCE_LANGUAGE
from store.board import Delay, Held, Overdue, Period, Share, Sharing, Step, Volume
from tips.clocks import FIRST_LOOK_WITHIN
from tips.priority import PriorityLevel
from tips.suppression import LEAST, suppressed

Value = str | int | date | timedelta | None
Table = tuple[tuple[Value, ...], ...]

HIDDEN: Final = "hidden"
HOUR: Final = timedelta(hours=1)
NOT_TOLD: Final = "Not told"


class Chart(StrEnum):
    """The charts, in the order of the page: how the work goes, then what comes in."""

    OVERDUE = "overdue"
    HOLDERS = "holders"
    FIRST_LOOK = "first-look"
    CLOSING = "closing"
    DISPOSITION = "disposition"
    VOLUME = "volume"
    SETTING = "setting"
    KIND = "kind"
    INDICATORS = "indicators"


QUESTIONS: Final[Mapping[Chart, str]] = {
    Chart.OVERDUE: "What is overdue now?",
    Chart.VOLUME: "How many tips came in?",
    Chart.FIRST_LOOK: "How long until somebody looks?",
    Chart.CLOSING: "How long until a tip is closed?",
    Chart.SETTING: "Where do drivers notice it?",
    Chart.KIND: "What kind of exploitation is it?",
    Chart.DISPOSITION: "How do tips end?",
    Chart.INDICATORS: "Which signs are seen most?",
    Chart.HOLDERS: "Who holds how many tips now?",
}
OF_WORK: Final = frozenset({Chart.OVERDUE, Chart.HOLDERS, Chart.FIRST_LOOK, Chart.CLOSING, Chart.DISPOSITION})
"""What tells how the work goes; the others tell what comes in."""

SHARED: Final = {
    Chart.SETTING: Sharing.SETTING,
    Chart.KIND: Sharing.KIND,
    Chart.DISPOSITION: Sharing.DISPOSITION,
}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar, or a part of one when parts have priorities."""

    label: str
    count: int
    note: str
    priority: PriorityLevel | None = None


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Lying bars, the longest first."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Stacks:
    """Standing bars, one a step, stacked by priority; without a priority where that would tell too much."""

    days: tuple[date, ...]
    step: Step
    parts: tuple[tuple[date, PriorityLevel | None, int], ...]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Median and 90th percentile in time, in `unit`. `promised` is drawn as a line across."""

    name: str
    unit: timedelta
    promised: timedelta | None
    points: tuple[tuple[date, timedelta, timedelta], ...]


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Panels above each other over the same days."""

    days: tuple[date, ...]
    step: Step
    panels: tuple[Panel, ...]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A question and its answer. Without anything to draw, `drawing` is None and `summary` says so."""

    chart: Chart
    summary: str
    columns: tuple[str, ...]
    rows: Table
    drawing: Bars | Stacks | Lines | None
    facts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def of_work(self) -> bool:
        """Whether it tells how the work goes, rather than what comes in."""
        return self.chart in OF_WORK

    @property
    def title(self) -> str:
        """The question."""
        return QUESTIONS[self.chart]


def lasted(span: timedelta) -> str:
    """How long, in two units at most: "under 1 min", "12 min", "1 h 20 min", "3 d 4 h"."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return "under 1 min"
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = ((days, "d"), (hours, "h"), (minutes, "min"))
    shown = [f"{amount:,} {unit}" for amount, unit in parts if amount]
    return " ".join(shown[:2] if shown[0].endswith((" d", " h")) else shown)


def of_volume(found: Sequence[Volume], period: Period, *, for_partner: bool = False) -> Figure:
    """Tips that came in, by step."""
    by = {(one.day, one.priority): one.count for one in found}
    totals = [sum(by.get((day, level), 0) for level in PriorityLevel) for day in period.days]
    shown = suppressed(totals) if for_partner else None
    per = "Day" if period.step is Step.DAY else "Week from"
    if shown is not None:
        columns: tuple[str, ...] = (per, "Tips")
        rows: Table = tuple((day, _or_hidden(count)) for day, count in zip(period.days, shown.counts, strict=True))
        parts: tuple[tuple[date, PriorityLevel | None, int], ...] = tuple(
            (day, None, count) for day, count in zip(period.days, shown.counts, strict=True) if count
        )
        total = _or_hidden(shown.total)
    else:
        columns = (per, *(words(level, "priority") for level in PriorityLevel), "All")
        rows = tuple(
            (day, *(by.get((day, level), 0) for level in PriorityLevel), count)
            for day, count in zip(period.days, totals, strict=True)
        )
        parts = tuple((day, level, n) for day in period.days for level in PriorityLevel if (n := by.get((day, level))))
        total = sum(totals)
    facts = [("Tips", _count(total))]
    if not for_partner:
        facts += [
            (words(level, "priority"), _count(sum(by.get((day, level), 0) for day in period.days)))
            for level in PriorityLevel
        ]
    return Figure(
        chart=Chart.VOLUME,
        summary=_sentence(facts) if parts else "No tip came in.",
        columns=columns,
        rows=rows,
        drawing=Stacks(days=period.days, step=period.step, parts=parts) if parts else None,
        facts=tuple(facts),
    )


def of_first_looks(found: Sequence[Delay], period: Period, *, for_partner: bool = False) -> Figure:
    """From report to the first look, by priority, beside what is promised."""
    found = [_partly(one) for one in found] if for_partner else found
    over_all = {one.priority: one for one in found if one.day is None}
    facts, panels = [], []
    for level in PriorityLevel:
        one, promised = over_all.get(level), FIRST_LOOK_WITHIN[level]
        if one is None:
            continue
        facts.append((f"{words(level, 'priority')} (promised {lasted(promised)})", _median(one)))
        panels.append(_panel(words(level, "priority"), [o for o in found if o.priority == level], promised))
    rows: Table = tuple(
        (
            one.day or "All",
            words(one.priority, "priority"),
            *((one.count, one.count - one.timed) if one.count else (HIDDEN, HIDDEN)),
            one.median,
            one.p90,
        )
        for level in PriorityLevel
        for one in found
        if one.priority == level
    )
    drawn = tuple(panel for panel in panels if panel.points)
    return Figure(
        chart=Chart.FIRST_LOOK,
        summary=_sentence(facts) if drawn else "Nobody has looked at a tip that came in then.",
        columns=(_per(period), "Priority", "Tips", "Not looked at yet", "Median", "90th percentile"),
        rows=rows,
        drawing=Lines(days=period.days, step=period.step, panels=drawn) if drawn else None,
        facts=tuple(facts),
    )


def of_closings(found: Sequence[Delay], period: Period, *, for_partner: bool = False) -> Figure:
    """From report to close, by the step of closing."""
    found = [_partly(one) for one in found] if for_partner else found
    over_all = next((one for one in found if one.day is None), None)
    panel = _panel("Closed", found, None)
    facts: list[tuple[str, str]] = []
    if over_all is not None and over_all.median is not None and over_all.p90 is not None:
        facts = [
            ("Closed", _count(over_all.count)),
            ("Median", lasted(over_all.median)),
            ("90th percentile", lasted(over_all.p90)),
        ]
    counted = [one for one in found if one.day is not None or one.count]
    return Figure(
        chart=Chart.CLOSING,
        summary=_sentence(facts) if facts else "No tip was closed.",
        columns=(_per(period), "Closed", "Median", "90th percentile"),
        rows=tuple((one.day or "All", one.count or HIDDEN, one.median, one.p90) for one in counted),
        drawing=Lines(days=period.days, step=period.step, panels=(panel,)) if panel.points else None,
        facts=tuple(facts),
    )


def of_shares(found: Sequence[Share], chart: Chart, *, for_partner: bool = False) -> Figure:
    """How tips divide by setting, kind or disposition."""
    labels = [NOT_TOLD if one.value is None else words(one.value, SHARED[chart]) for one in found]
    total = sum(one.count for one in found)
    return _counted(chart, ("Tips", "Share"), labels, [one.count for one in found], total, for_partner=for_partner)


def of_most_seen(found: Sequence[Share], catalog: Catalog, *, tips: int, for_partner: bool = False) -> Figure:
    """The signs that stand on the most tips. Their shares add up to more than all: a tip has several."""
    ids = [one.value or "" for one in found]
    labels = [catalog.text(one, SOURCE_LANGUAGE) if one in catalog else one for one in ids]
    columns = ("Tips", "Share of all tips")
    return _counted(Chart.INDICATORS, columns, labels, [one.count for one in found], tips, for_partner=for_partner)


def of_overdue(found: Sequence[Overdue], *, now: datetime) -> Figure:
    """What nobody has looked at in time."""
    by = {one.priority: one for one in found}
    late = [(level, by[level]) for level in PriorityLevel if level in by]
    return Figure(
        chart=Chart.OVERDUE,
        summary=_sentence([(words(level, "priority"), _count(one.count)) for level, one in late])
        if late
        else "Nothing is overdue: every open tip was looked at in time, or still has time.",
        columns=("Priority", "Overdue", "Longest by"),
        rows=tuple((words(level, "priority"), one.count, now - one.since) for level, one in late),
        drawing=Bars(
            bars=tuple(
                Bar(
                    label=words(level, "priority"),
                    count=one.count,
                    note=f"{one.count:,} · longest by {lasted(now - one.since)}",
                    priority=level,
                )
                for level, one in late
            )
        )
        if late
        else None,
        facts=(("Overdue", _count(sum(one.count for one in found))),),
    )


def of_holders(found: Sequence[Held], names: Mapping[UUID, str]) -> Figure:
    """Who holds how many open tips."""
    by = {(one.account, one.priority): one.count for one in found}
    totals = {one.account: 0 for one in found}
    for one in found:
        totals[one.account] += one.count
    order = sorted(totals, key=lambda account: (-totals[account], names.get(account, ""), account))
    bars = tuple(
        Bar(label=names.get(account, "Unknown account"), count=n, note="", priority=level)
        for account in order
        for level in PriorityLevel
        if (n := by.get((account, level)))
    )
    return Figure(
        chart=Chart.HOLDERS,
        summary=f"{_plural(len(order), 'person holds', 'people hold')} {_plural(sum(totals.values()), 'tip', 'tips')}."
        if order
        else "Nobody holds a tip.",
        columns=("Holder", *(words(level, "priority") for level in PriorityLevel), "All"),
        rows=tuple(
            (
                names.get(account, "Unknown account"),
                *(by.get((account, level), 0) for level in PriorityLevel),
                totals[account],
            )
            for account in order
        ),
        drawing=Bars(bars=bars) if bars else None,
    )


def _counted(
    chart: Chart,
    columns: tuple[str, str],
    labels: Sequence[str],
    counts: Sequence[int],
    total: int,
    *,
    for_partner: bool,
) -> Figure:
    shown: tuple[int | None, ...] = tuple(counts)
    if for_partner:
        hiding = suppressed(counts)
        shown, total = hiding.counts, 0 if chart is Chart.INDICATORS else hiding.total or 0
    pairs = [(label, count) for label, count in zip(labels, shown, strict=True) if count]
    return Figure(
        chart=chart,
        summary=_sentence([(label, _count(count)) for label, count in pairs[:5]]) if pairs else "Nothing to count yet.",
        columns=(_HEADS[chart], *columns),
        rows=tuple(
            (label, _or_hidden(count), _part(count, total) if count is not None else HIDDEN)
            for label, count in zip(labels, shown, strict=True)
        ),
        drawing=Bars(
            bars=tuple(Bar(label=label, count=n, note=f"{n:,} · {_part(n, total)}".rstrip(" ·")) for label, n in pairs)
        )
        if pairs
        else None,
    )


_HEADS = {
    Chart.SETTING: "Setting",
    Chart.KIND: "Kind",
    Chart.DISPOSITION: "Closed as",
    Chart.INDICATORS: "Sign",
}


def _panel(name: str, delays: Sequence[Delay], promised: timedelta | None) -> Panel:
    points = tuple(
        (one.day, one.median, one.p90)
        for one in delays
        if one.day is not None and one.median is not None and one.p90 is not None
    )
    longest = max((p90 for _, _, p90 in points), default=timedelta())
    unit = timedelta(days=1) if longest > 96 * HOUR else HOUR if longest > 3 * HOUR else timedelta(minutes=1)
    return Panel(name=name, unit=unit, promised=promised, points=points)


def _partly(one: Delay) -> Delay:
    """A delay as a partner may see it: nothing at all when it is told of few."""
    if one.timed >= LEAST:
        return one
    return Delay(day=one.day, priority=one.priority, count=0, timed=0, median=None, p90=None)


def _median(one: Delay) -> str:
    return "not looked at yet" if one.median is None else f"median {lasted(one.median)}"


def _per(period: Period) -> str:
    return "Day" if period.step is Step.DAY else "Week from"


def _part(count: int, total: int) -> str:
    part = 100 * count / total if total else 0
    return "" if not total else "under 1 %" if 0 < part < 1 else f"{part:.0f} %"


def _or_hidden(count: int | None) -> int | str:
    return HIDDEN if count is None else count


def _count(count: int | str) -> str:
    return count if isinstance(count, str) else f"{count:,}"


def _plural(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _sentence(facts: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in facts) + "."
