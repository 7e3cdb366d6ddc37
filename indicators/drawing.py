"""The drawings of signs, lessons and scenes: symbols on a backdrop, as each one's entry in drawings/pictures says.

What comes out is one self-contained SVG without a word in it. How an entry is written: docs/drawings.md.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from indicators.datafile import FOLDER, TOML, Entry, entries, read_toml
from indicators.errors import DataFileError, each

SUBFOLDER = "drawings"
WIDTH, HEIGHT = 640, 360

Tones = tuple[str, str, str]
"""A color as it is drawn: the plain tone, the one in shade, the one in light."""

_SOURCE_TONES: Tones = ("#64748b", "#475569", "#94a3b8")
"""What a symbol's file is drawn in, and an entry's color takes the place of. Every other color stays as it is."""

_DEFAULT_COLOR = "thing"
_LIGHTS = ("day", "night")
_COLOR = re.compile(r"#[0-9a-f]{6}")
_FRAMED = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="[^"]*">\n(.*)</svg>\n', re.DOTALL)
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "g", "path", "rect", "circle", "ellipse"})
_PLACE = frozenset({"viewBox", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "transform"})
_LOOK = frozenset({"fill", "fill-opacity", "opacity", "stroke", "stroke-width", "stroke-dasharray"})
_ATTRIBUTES = _PLACE | _LOOK | {"stroke-linecap", "stroke-linejoin"}
"""What a symbol or backdrop may be drawn with: nothing that says a word, runs, or comes from elsewhere."""

_MARK = "#f59e0b"
_MARK_FILTER = f"""<filter id="mark" filterUnits="userSpaceOnUse" x="0" y="0" width="{WIDTH}" height="{HEIGHT}">
<feGaussianBlur in="SourceAlpha" stdDeviation="3"/>
<feComponentTransfer result="wide"><feFuncA type="linear" slope="12" intercept="-1"/></feComponentTransfer>
<feFlood flood-color="{_MARK}"/><feComposite in2="wide" operator="in"/>
<feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>"""
"""An amber outline of even width around whatever is drawn, a figure of many parts included."""


@dataclass(frozen=True, kw_only=True)
class _Backdrop:
    body: str
    light: str
    ground: int


@dataclass(frozen=True, kw_only=True)
class _Kit:
    """What the entries may use: symbols and backdrops by name, colors by light and name."""

    symbols: Mapping[str, str]
    backdrops: Mapping[str, _Backdrop]
    colors: Mapping[tuple[str, str], Tones]


def names() -> frozenset[str]:
    """The name of every drawing: each indicator's id, and the pictures of lessons and scenes."""
    return frozenset(load_drawings())


def svg(name: str) -> str:
    """A drawing, 640 by 360."""
    return load_drawings()[name]


@cache
def load_drawings(folder: Path = FOLDER) -> Mapping[str, str]:
    """All drawings by name, put together and checked once."""
    kit = _load_kit(folder / SUBFOLDER)
    drawings: dict[str, str] = {}

    def add(entry: Entry) -> None:
        name = entry.text("name")
        if name in drawings:
            raise entry.wrong("another drawing has this name already", "Rename or remove one of them")
        drawings[name] = _compose(entry, kit)

    def read(path: Path) -> None:
        each(add, entries(path, read_toml(path), "picture", key="name"))

    each(read, sorted((folder / SUBFOLDER / "pictures").glob(TOML)))
    return MappingProxyType(drawings)


def _load_kit(folder: Path) -> _Kit:
    path = folder / "kit.toml"
    whole = Entry(file=path, name="the file", fields=read_toml(path))
    whole.allow("color", "backdrop")
    return _Kit(
        symbols={file.stem: _body(file) for file in sorted((folder / "symbols").glob("[!.]*.svg"))},
        backdrops=_load_backdrops(whole.table("backdrop"), folder / "backdrops"),
        colors=_load_colors(whole.table("color")),
    )


def _load_backdrops(table: Entry, folder: Path) -> dict[str, _Backdrop]:
    backdrops = {}
    for name in table.fields:
        entry = table.table(name)
        entry.allow("light", "ground")
        light = entry.text("light")
        if light not in _LIGHTS:
            raise entry.wrong(f"unknown light {light!r}", f"Write one of: {', '.join(_LIGHTS)}")
        body = _body(folder / f"{name}.svg")
        backdrops[name] = _Backdrop(body=body, light=light, ground=round(_number(entry, "ground")))
    return backdrops


def _load_colors(table: Entry) -> dict[tuple[str, str], Tones]:
    colors = {}
    for name in table.fields:
        entry = table.table(name)
        entry.allow(*_LIGHTS)
        for light in _LIGHTS:
            colors[light, name] = _tones(entry, light)
    return colors


def _tones(entry: Entry, light: str) -> Tones:
    match entry.fields.get(light):
        case [str(plain), str(shade), str(lit)] if all(_COLOR.fullmatch(tone) for tone in (plain, shade, lit)):
            return plain, shade, lit
    raise entry.wrong(f"{light} is not three colors", f'Write {light} = ["#…", "#…", "#…"]: plain, in shade, in light')


def _body(path: Path) -> str:
    """What a file draws, without its frame."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataFileError(path, "the file", "it is missing", f"Draw it as {path.parent.name}/{path.name}") from None
    framed = _FRAMED.fullmatch(content)
    if framed is None:
        remedy = 'Begin with <svg xmlns="http://www.w3.org/2000/svg" viewBox="…"> on a line of its own, end with </svg>'
        raise DataFileError(path, "the file", "its frame is not the usual one", remedy)
    _check_plain(path, content)
    return framed[1]


def _check_plain(path: Path, content: str) -> None:
    try:
        elements = list(ElementTree.fromstring(content).iter())  # noqa: S314  our own file, and without a DOCTYPE
    except ElementTree.ParseError as exc:
        raise DataFileError(path, "the file", f"it is not valid SVG: {exc}", "Correct that line") from exc
    for element in elements:
        tag = element.tag.removeprefix(_NAMESPACE)
        if tag not in _SHAPES:
            raise DataFileError(path, "the file", f"unknown shape <{tag}>", f"Draw with {', '.join(sorted(_SHAPES))}")
        for attribute in element.attrib:
            if attribute not in _ATTRIBUTES:
                remedy = f"Remove it, or write one of: {', '.join(sorted(_ATTRIBUTES))}"
                raise DataFileError(path, f"<{tag}>", f"unknown attribute {attribute!r}", remedy)


def _compose(picture: Entry, kit: _Kit) -> str:
    picture.allow("name", "backdrop", "parts")
    name = picture.text("backdrop")
    if name not in kit.backdrops:
        raise picture.wrong(f"unknown backdrop {name!r}", f"Write one of: {', '.join(kit.backdrops)}")
    backdrop = kit.backdrops[name]
    drawn = "".join(_draw(part, backdrop, kit) for part in _parts(picture))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
    return f"{head}\n{_MARK_FILTER}\n{backdrop.body}{drawn}</svg>\n"


def _parts(picture: Entry) -> tuple[Entry, ...]:
    """What a picture is put together from, the rearmost first, each named by its number."""
    rows = picture.fields.get("parts")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise picture.wrong("parts is missing or not a list of tables", 'Write parts = [{ symbol = "…", x = … }]')
    return tuple(
        Entry(file=picture.file, name=f"{picture.name}, part {number}", fields=row)
        for number, row in enumerate(rows, 1)
    )


def _draw(part: Entry, backdrop: _Backdrop, kit: _Kit) -> str:
    return _draw_line(part, backdrop) if "line" in part.fields else _draw_symbol(part, backdrop, kit)


def _draw_symbol(part: Entry, backdrop: _Backdrop, kit: _Kit) -> str:
    part.allow("symbol", "x", "y", "scale", "flip", "turn", "color", "mark")
    name = part.text("symbol")
    if name not in kit.symbols:
        raise part.wrong(
            f"unknown symbol {name!r}", f"Write the name of a file in {SUBFOLDER}/symbols, or draw a new one"
        )
    color = part.text_or("color", _DEFAULT_COLOR)
    tones = kit.colors.get((backdrop.light, color))
    if tones is None:
        known = ", ".join(sorted({known for _, known in kit.colors}))
        raise part.wrong(f"unknown color {color!r}", f"Write one of: {known}")
    scale = _number(part, "scale", 1)
    place = f"translate({_number(part, 'x'):g} {_number(part, 'y', backdrop.ground):g})"
    if turn := _number(part, "turn", 0):
        place += f" rotate({turn:g})"
    across = -scale if _flag(part, "flip") else scale
    drawn = f'<g transform="{place} scale({across:g} {scale:g})">\n{_colored(kit.symbols[name], tones)}</g>\n'
    return f'<g filter="url(#mark)">{drawn}</g>\n' if _flag(part, "mark") else drawn


@cache
def _colored(body: str, tones: Tones) -> str:
    swap = dict(zip(_SOURCE_TONES, tones, strict=True))
    return _COLOR.sub(lambda found: swap.get(found[0], found[0]), body)


_LINES = {
    "sight": (_MARK, _MARK, 'stroke-width="5" stroke-dasharray="2 11"'),
    "string": ("#475569", "#94a3b8", 'stroke-width="3"'),
    "way": ("#56657b", "#d5dfec", 'stroke-width="6"'),
    "notice": (_MARK, _MARK, 'stroke-width="6"'),
}
"""Kinds of lines, with their color by day and by night: where somebody looks; what ties somebody; and, with an
arrowhead, where somebody or something goes, and the same where that is what to notice."""

_ARROWS = {"way", "notice"}


def _draw_line(part: Entry, backdrop: _Backdrop) -> str:
    part.allow("line", "from", "to", "bend")
    kind = part.text("line")
    if kind not in _LINES:
        raise part.wrong(f"unknown line {kind!r}", f"Write one of: {', '.join(_LINES)}")
    (x1, y1), (x2, y2) = _point(part, "from"), _point(part, "to")
    bend = _number(part, "bend", 0)
    length = math.hypot(x2 - x1, y2 - y1) or 1
    middle_x = (x1 + x2) / 2 + bend * (y2 - y1) / length
    middle_y = (y1 + y2) / 2 - bend * (x2 - x1) / length
    path = f"M{x1:g} {y1:g} Q{middle_x:.0f} {middle_y:.0f} {x2:g} {y2:g}"
    if kind in _ARROWS:
        toward = math.atan2(y2 - middle_y, x2 - middle_x)
        for side in (toward + 2.5, toward - 2.5):
            path += f" M{x2 + 15 * math.cos(side):.0f} {y2 + 15 * math.sin(side):.0f} L{x2:g} {y2:g}"
    by_day, by_night, form = _LINES[kind]
    color = by_day if backdrop.light == "day" else by_night
    return f'<path d="{path}" fill="none" stroke="{color}" {form} stroke-linecap="round" stroke-linejoin="round"/>\n'


def _number(entry: Entry, field: str, default: float | None = None) -> float:
    value = entry.fields.get(field, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise entry.wrong(f"{field} is missing or not a number", f"Write {field} = 1")
    return value


def _flag(entry: Entry, field: str) -> bool:
    value = entry.fields.get(field, False)
    if not isinstance(value, bool):
        raise entry.wrong(f"{field} is neither true nor false", f"Write {field} = true")
    return value


def _point(entry: Entry, field: str) -> tuple[float, float]:
    value = entry.fields.get(field)
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(item, int | float) for item in value):
        raise entry.wrong(f"{field} is missing or not a point", f"Write {field} = [x, y]")
    return value[0], value[1]
