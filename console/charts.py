"""Figures drawn as SVG on the server, by Vega. The picture holds no script and fetches nothing.

It has its question as title and its answer as description. Words in it are escaped, whoever wrote them.
"""

import asyncio
import html
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, assert_never

import altair as alt
import vl_convert

from console.figures import Bar, Bars, Figure, Lines, Panel, Stacks, lasted
from console.words import words
from store.board import Step
from tips.priority import PriorityLevel

_LABEL_WIDTH = 32  # characters
_WORDS_LINE = 15  # pixels
_LEGEND = 31  # pixels
_LETTER = 8  # pixels, in the widest of the fonts
_UNITS = {60.0: "minutes", 3600.0: "hours", 86400.0: "days"}
_MEASURE: dict[str, Any] = {"minExtent": 44, "maxExtent": 44}
_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'


class Theme(StrEnum):
    """What the page around the picture looks like."""

    LIGHT = "light"
    DARK = "dark"


class Size(StrEnum):
    """How much room the page has: a desk's screen, or one so narrow that a wide picture's words could not be read."""

    WIDE = "wide"
    NARROW = "narrow"

    @property
    def width(self) -> int:
        """In pixels, without the padding."""
        return 640 if self is Size.WIDE else 320


@dataclass(frozen=True, kw_only=True)
class _Colors:
    text: str
    soft: str
    line: str
    panel: str
    accent: str
    immediate: str
    high: str
    routine: str

    def of(self, level: PriorityLevel | None) -> str:
        color: str = self.accent if level is None else getattr(self, level.value)
        return color


_COLORS = {
    Theme.LIGHT: _Colors(
        text="#0f172a",
        soft="#475569",
        line="#dbe1ea",
        panel="#ffffff",
        accent="#b45309",
        immediate="#b91c1c",
        high="#ea7317",
        routine="#76849a",
    ),
    Theme.DARK: _Colors(
        text="#e5eaf2",
        soft="#a3b1c6",
        line="#263246",
        panel="#121a27",
        accent="#fbbf24",
        immediate="#ef5350",
        high="#fdba74",
        routine="#6c7b93",
    ),
}


async def draw(figure: Figure, theme: Theme, size: Size) -> str:
    """The picture. Drawing takes a tenth of a second of processor time, the first one a second, so not in the loop."""
    return await asyncio.to_thread(svg, figure, theme, size)


@lru_cache(maxsize=256)
def svg(figure: Figure, theme: Theme, size: Size = Size.WIDE) -> str:
    """The picture of a figure. The same figure is drawn once."""
    colors = _COLORS[theme]
    drawing = figure.drawing
    if drawing is None:
        drawn: Any = _nothing(figure, size, colors)
    elif isinstance(drawing, Bars):
        drawn = _bars(drawing, colors) if size is Size.WIDE else _bars_under_words(drawing, colors)
    elif isinstance(drawing, Stacks):
        drawn = _stacks(drawing, size, colors)
    elif isinstance(drawing, Lines):
        drawn = _lines(drawing, size, colors)
    else:
        assert_never(drawing)
    spec = drawn.properties(background="transparent", padding=4).configure(**_config(colors)).to_dict()
    picture = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], theme=None)
    return _titled(picture, figure)


def room(figure: Figure, size: Size = Size.WIDE) -> tuple[int, int]:
    """Width and height in pixels, nearly: a page keeps the room free, so that nothing jumps when the picture comes."""
    drawing, width = figure.drawing, size.width + 8
    if drawing is None:
        return width, 68
    if isinstance(drawing, Bars):
        labels = list(dict.fromkeys(bar.label for bar in drawing.bars))
        wrapped = [_wrapped(label) for label in labels] if size is Size.WIDE else _said(drawing)
        each = _bar_height(wrapped) if size is Size.WIDE else _said_height(wrapped)
        return width, len(labels) * each + (_LEGEND if len(drawing.bars) > len(labels) else 0) + 8
    if isinstance(drawing, Stacks):
        return width, 256
    if isinstance(drawing, Lines):
        count, titled = len(drawing.panels), drawing.panels[0].promised is not None
        return width, 54 + 130 * count if count > 1 else 278 if titled else 257
    assert_never(drawing)


def _titled(picture: str, figure: Figure) -> str:
    """With the question and the answer, for whoever has the file alone."""
    head, closing, rest = picture.partition(">")
    named = f"<title>{html.escape(figure.title)}</title><desc>{html.escape(figure.summary)}</desc>"
    return f'{head} role="img"{closing}{named}{rest}'


def _nothing(figure: Figure, size: Size, colors: _Colors) -> Any:
    data = alt.InlineData(values=[{"words": _wrapped(figure.summary, size.width // _LETTER)}])
    mark = alt.Chart(data, width=size.width, height=60).mark_text(color=colors.soft, fontSize=13, lineBreak="\n")
    return mark.encode(text="words:N")


def _bars(drawing: Bars, colors: _Colors) -> Any:
    """One lying bar a label; where parts have priorities they lie behind each other."""
    totals, notes = _totals(drawing), _notes(drawing)
    labels = list(totals)
    wrapped = {label: _wrapped(label) for label in labels}
    width = Size.WIDE.width - _extent(wrapped.values())
    room = max(len(note) for note in notes.values()) * _LETTER + 12
    end_of_axis = max(totals.values()) * width / (width - room)
    parts = [_part(bar, labels) for bar in drawing.bars]
    ends = [
        {"label": wrapped[label], "place": at, "end": totals[label], "note": notes[label]}
        for at, label in enumerate(labels)
    ]
    y = alt.Y(
        "label:N", sort=alt.EncodingSortField("place", "min"), title=None, axis=_label_axis(wrapped.values(), colors)
    )
    x = alt.X("count:Q", stack="zero", axis=None, scale=alt.Scale(domain=[0, end_of_axis], nice=False))
    height = _bar_height(wrapped.values())
    bars = alt.Chart(alt.InlineData(values=parts), width=width, height=alt.Step(height))
    color = _priority_color([bar.priority for bar in drawing.bars], colors, legend=len(drawing.bars) > len(labels))
    drawn = bars.mark_bar(size=18, stroke=colors.panel, strokeWidth=1).encode(x=x, y=y, color=color, order="order:Q")
    ending = alt.Chart(alt.InlineData(values=ends)).mark_text(align="left", dx=6, fontSize=12, color=colors.text)
    return drawn + ending.encode(x="end:Q", y=y, text="note:N")


def _bars_under_words(drawing: Bars, colors: _Colors) -> Any:
    """The same where there is no room beside a bar: its label and its number stand above it."""
    totals, said = _totals(drawing), _said(drawing)
    labels, each = list(totals), _said_height(said)
    written = [{"label": _wrapped(label), "place": at, "said": said[at]} for at, label in enumerate(labels)]
    y = alt.Y("label:N", sort=alt.EncodingSortField("place", "min"), title=None, axis=None)
    x = alt.X("count:Q", stack="zero", axis=None, scale=alt.Scale(domain=[0, max(totals.values())], nice=False))
    bars = alt.Chart(
        alt.InlineData(values=[_part(bar, labels) for bar in drawing.bars]),
        width=Size.NARROW.width,
        height=alt.Step(each),
    )
    color = _priority_color([bar.priority for bar in drawing.bars], colors, legend=len(drawing.bars) > len(labels))
    drawn = bars.mark_bar(size=18, yOffset=each / 2 - 25, stroke=colors.panel, strokeWidth=1)
    words = alt.Chart(alt.InlineData(values=written)).mark_text(
        align="left", baseline="top", yOffset=-each / 2, lineBreak="\n", fontSize=12, color=colors.text
    )
    return drawn.encode(x=x, y=y, color=color, order="order:Q") + words.encode(x=alt.value(0), y=y, text="said:N")


def _totals(drawing: Bars) -> dict[str, int]:
    """How much each label has, in the drawing's order."""
    totals: dict[str, int] = {}
    for bar in drawing.bars:
        totals[bar.label] = totals.get(bar.label, 0) + bar.count
    return totals


def _notes(drawing: Bars) -> dict[str, str]:
    totals = _totals(drawing)
    return {bar.label: bar.note or f"{totals[bar.label]:,}" for bar in drawing.bars}


def _said(drawing: Bars) -> list[str]:
    """What stands above each bar, in as many lines as it takes."""
    width = Size.NARROW.width // _LETTER
    return [_wrapped(f"{label.removesuffix('.')}: {note}", width) for label, note in _notes(drawing).items()]


def _said_height(said: Iterable[str]) -> int:
    return max(words.count("\n") for words in said) * _WORDS_LINE + _WORDS_LINE + 38


def _bar_height(labels: Iterable[str]) -> int:
    return {1: 28, 2: 36}.get(max(label.count("\n") for label in labels) + 1, 48)


def _part(bar: Bar, labels: Sequence[str]) -> dict[str, str | int]:
    return {
        "label": _wrapped(bar.label),
        "place": labels.index(bar.label),
        "count": bar.count,
        "priority": "" if bar.priority is None else words(bar.priority, "priority"),
        "order": 0 if bar.priority is None else list(PriorityLevel).index(bar.priority),
    }


def _stacks(drawing: Stacks, size: Size, colors: _Colors) -> Any:
    values = [
        {
            "day": day.isoformat(),
            "count": count,
            "priority": "" if level is None else words(level, "priority"),
            # The weightiest stands at the bottom, where its height is read off against zero.
            "order": 0 if level is None else list(PriorityLevel).index(level),
        }
        for day, level, count in drawing.parts
    ]
    width = size.width - 60
    thick = max(2, min(26, int(0.74 * width / len(drawing.days))))
    levels = [level for _, level, _ in drawing.parts]
    y = alt.Y(
        "count:Q", stack="zero", title="tips", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1, format=",d")
    )
    return (
        alt.Chart(alt.InlineData(values=values), width=width, height=200)
        .mark_bar(size=thick)
        .encode(
            x=_day_axis(drawing.days, drawing.step, size),
            y=y,
            color=_priority_color(levels, colors, legend=True),
            order="order:Q",
        )
    )


def _lines(drawing: Lines, size: Size, colors: _Colors) -> Any:
    last = len(drawing.panels) - 1
    panels = [_panel(panel, drawing, size, colors, dated=at == last) for at, panel in enumerate(drawing.panels)]
    return alt.vconcat(*panels, spacing=18).resolve_scale(color="shared")


def _panel(panel: Panel, drawing: Lines, size: Size, colors: _Colors, *, dated: bool) -> Any:
    """Median and 90th percentile of one priority, and what is promised."""
    unit = panel.unit.total_seconds()
    values = [
        {"day": day.isoformat(), "what": what, "value": round(span.total_seconds() / unit, 3)}
        for day, median, p90 in panel.points
        for what, span in (("median", median), ("90th percentile", p90))
    ]
    names = ["median", "90th percentile"]
    color = alt.Color(
        "what:N",
        sort=names,
        title=None,
        scale=alt.Scale(domain=names, range=[colors.accent, colors.soft]),
        legend=alt.Legend(orient="top", symbolType="stroke", symbolStrokeWidth=3),
    )
    y = alt.Y("value:Q", title=_UNITS[unit], scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4, **_MEASURE))
    x = _day_axis(drawing.days, drawing.step, size, labels=dated)
    height = 200 if len(drawing.panels) == 1 else 92
    lines = alt.Chart(alt.InlineData(values=values), width=size.width - 60, height=height)
    promise = _promise(panel, colors)
    if panel.promised is not None:
        name = f"{panel.name}, promised within {lasted(panel.promised)}" + (" (dotted)" if promise else "")
        lines = lines.properties(title=alt.Title(name, anchor="start", frame="group", fontSize=12, offset=4))
    dash = alt.StrokeDash("what:N", sort=names, scale=alt.Scale(domain=names, range=[[1, 0], [5, 3]]), legend=None)
    drawn = lines.mark_line(strokeWidth=2).encode(x=x, y=y, color=color, strokeDash=dash)
    points = lines.mark_circle(size=22, opacity=1).encode(x=x, y=y, color=color)
    return alt.layer(drawn, points, *promise)


def _promise(panel: Panel, colors: _Colors) -> list[Any]:
    """A line across at what is promised, unless it would press all that was measured flat."""
    if panel.promised is None or panel.promised > 4 * max(p90 for _, _, p90 in panel.points):
        return []
    at = panel.promised.total_seconds() / panel.unit.total_seconds()
    rule = alt.Chart(alt.InlineData(values=[{"at": at}])).mark_rule(color=colors.text, strokeDash=[2, 2])
    return [rule.encode(y="at:Q")]


def _day_axis(days: Sequence[date], step: Step, size: Size, *, labels: bool = True) -> Any:
    """The whole period, quiet ends too. Days are names here, not moments, so they are all drawn in UTC."""
    domain = [days[0].isoformat(), days[-1].isoformat()]
    most = 8 if size is Size.WIDE else 4
    many = len(days) > 40 or step is Step.WEEK
    axis = alt.Axis(
        format="%b %Y" if step is Step.WEEK else "%b %-d",
        labels=labels,
        grid=False,
        tickCount=min(6, most) if many else min(len(days), most),
        labelFlush=False,
        labelOverlap=True,
    )
    scale = alt.Scale(type="utc", domain=domain, padding=16)
    return alt.X("day:T", title=None, axis=axis, scale=scale)


def _priority_color(levels: Sequence[PriorityLevel | None], colors: _Colors, *, legend: bool) -> Any:
    if all(level is None for level in levels):
        return alt.value(colors.accent)
    named = [level for level in PriorityLevel if level in levels]
    scale = alt.Scale(domain=[words(level, "priority") for level in named], range=[colors.of(level) for level in named])
    shown = alt.Legend(orient="top", symbolType="square") if legend else None
    return alt.Color("priority:N", title=None, scale=scale, legend=shown)


def _label_axis(labels: Iterable[str], colors: _Colors) -> Any:
    extent = _extent(labels)
    return alt.Axis(
        labelExpr="split(datum.value, '\\n')",
        labelLimit=extent,
        labelFontSize=12,
        labelColor=colors.text,
        ticks=False,
        domain=False,
        labelPadding=8,
        minExtent=extent,
        maxExtent=extent,
    )


def _extent(labels: Iterable[str]) -> int:
    """Room for the labels whatever the reader's font: this machine's may be narrower."""
    return max(len(line) for label in labels for line in label.split("\n")) * _LETTER + 20


def _wrapped(label: str, width: int = _LABEL_WIDTH) -> str:
    return "\n".join(textwrap.wrap(label, width, max_lines=3, placeholder=" …")) or " "


def _config(colors: _Colors) -> dict[str, Any]:
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {
            "labelColor": colors.soft,
            "labelFontSize": 12,
            "titleColor": colors.soft,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": colors.line,
            "domainColor": colors.line,
            "tickColor": colors.line,
        },
        "legend": {"labelColor": colors.soft, "labelFontSize": 12, "titleColor": colors.soft},
        "title": {"color": colors.text},
    }
