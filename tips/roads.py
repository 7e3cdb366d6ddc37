"""Roads as drivers write them, in English and Spanish: the road, the way it is driven, mile marker, kilometer, exit.

Every pattern is bounded: it looks at a few words at most, so that no text can make it slow.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from tips.regions import ALSO_WORDS, shorts

_INTERSTATES = Path(__file__).with_name("data") / "interstates.toml"


class Direction(StrEnum):
    """The way a road is driven."""

    NORTH = "north"
    SOUTH = "south"
    EAST = "east"
    WEST = "west"


@dataclass(frozen=True, kw_only=True)
class RoadWords:
    """What was said of a road. `spans` are the parts of the text that said it; `states` those it can be in."""

    road: str | None = None
    direction: Direction | None = None
    mile: float | None = None
    kilometer: float | None = None
    exit: str | None = None
    states: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


_INTERSTATE = re.compile(r"\b(?:i|ih|interstate|interestatal)[\s-]{0,2}(\d{1,3})(?=\D|$)(?!\s?(?:am|pm)\b)")
_US_ROUTE = re.compile(r"\b(?:u\.?s\.?(?:[\s-]{0,2}(?:hwy|highway|route|rte|rt))?\.?)[\s-]{0,2}(\d{1,3})\b")
_MEXICO = re.compile(
    r"\b(?:mx|mex|(?:carretera|autopista|ruta)(?: federal)?|fed\.?|federal)[\s.-]{0,2}(\d{1,3}d?)\b(?![\s-]?\d)"
)
_CANADA = re.compile(r"\b(?:trans[\s-]?canada|tch)\b(?:[\s-](?:highway|hwy))?(?:[\s-](\d{1,3})\b)?")
_ONTARIO_401 = re.compile(r"\bthe 401\b|\bqew\b")
_STATE_ROUTE = re.compile(r"\b([a-z]{2})(-|\s)(\d{1,4})\b(?![\s-]?[a-z0-9]*\d[a-z0-9]*\b)", re.I)
_NUMBERED = re.compile(
    r"\b(state (?:road|route|highway|hwy)|sr|sh|st rt|county (?:road|rd)|cr|fm|farm road|rm|highway|hwy|route|rte|rt"
    r"|autoroute|carretera estatal)[\s.-]{0,2}(\d{1,4}[a-z]?)\b"
)
_BARE = re.compile(r"\b(?:off(?: of)?|on|along|la|the|por la|en la)(?: the)? (\d{1,2})\b(?!\s?(?::|st|nd|rd|th)\b)")
_BARE_BOUND = re.compile(
    r"\b(?:(?:north|south|east|west)(?:bound)?|[nsew]b)(?: on)?(?: the)? (\d{1,2})\b"
    r"(?!\s?(?::|st|nd|rd|th|miles?|mi)\b)"
)
_MILE = re.compile(
    r"\b(?:mile[\s-]?(?:marker|post|mark)?|mm|m\.m\.|mp|marker|milla|millas?|poste)"
    r"[\s.#:-]{0,2}(\d{1,3}(?:\.\d{1,2})?)\b|\b(\d{1,3}(?:\.\d)?) ?(?:mile[\s-]?marker|mm|yard ?stick)\b(?!\W{0,2}\d)"
)
_YARDSTICK = re.compile(r"\b(?:at|by) the (\d{1,3}) (?:yard ?stick|marker)\b")
_KILOMETER = re.compile(r"\b(?:km|k\.m\.|kilometro|kilometer|kilometre)[\s.:#-]{0,2}(\d{1,4}(?:[.+]\d{1,3})?)\b")
_EXIT = re.compile(r"\b(?:exit|salida|sortie|ex)[\s#:.-]{0,2}(?:no\.? ?|number |numero )?(\d{1,3} ?[a-d]?)\b(?!\d)")

_SAID_WAY = {
    "north": Direction.NORTH, "northbound": Direction.NORTH, "nb": Direction.NORTH, "n": Direction.NORTH,
    "norte": Direction.NORTH, "south": Direction.SOUTH, "southbound": Direction.SOUTH, "sb": Direction.SOUTH,
    "s": Direction.SOUTH, "sur": Direction.SOUTH, "east": Direction.EAST, "eastbound": Direction.EAST,
    "eb": Direction.EAST, "e": Direction.EAST, "este": Direction.EAST, "oriente": Direction.EAST,
    "west": Direction.WEST, "westbound": Direction.WEST, "wb": Direction.WEST, "w": Direction.WEST,
    "oeste": Direction.WEST, "poniente": Direction.WEST,
}  # fmt: skip
_BOUND = re.compile(r"\b(north|south|east|west)[\s-]?bound\b|\b([nsew]b)\b")
_HEADING = re.compile(
    r"\b(?:heading|headed|going|goin|driving|traveling|travelling|toward|towards|hacia|rumbo|direccion|sentido|al)"
    r"(?: (?:al|el|the))? (north|south|east|west|norte|sur|este|oeste|oriente|poniente)\b(?! of\b)"
)
_AFTER_ROAD = re.compile(r"[\s,-]{0,2}(north|south|east|west|norte|sur|oeste|poniente|oriente|[nsew])\b(?! of\b)")
_BEFORE_ROAD = re.compile(r"\b(north|south|east|west)(?: on)? $")


@lru_cache(maxsize=1)
def interstates() -> dict[str, tuple[str, ...]]:
    """The number of each interstate with one or two digits, and the states it runs through."""
    table: dict[str, str] = tomllib.loads(_INTERSTATES.read_text(encoding="utf-8"))
    return {number: tuple(f"US-{state}" for state in states.split()) for number, states in table.items()}


@dataclass(frozen=True, slots=True)
class _Road:
    name: str
    span: tuple[int, int]
    states: tuple[str, ...] = ()


def _interstate(number: str, span: tuple[int, int]) -> _Road:
    number = str(int(number))
    return _Road(f"I-{number}", span, interstates().get(number, ()))


def _state_route(text: str) -> _Road | None:
    for match in _STATE_ROUTE.finditer(text):
        short, dash, number = match.groups()
        code = shorts().get(short.lower())
        if code is None or code[:2] == "MX":
            continue
        # "ok 10" and "in 20 minutes" are words; "OK-10" and, outside shouted text, "OK 10" are roads.
        if dash != "-" and (not short.isupper() or (short.lower() in ALSO_WORDS and text.isupper())):
            continue
        if dash == "-" and short.lower() in ALSO_WORDS and not short.isupper():
            continue
        return _Road(f"{short.upper()}-{int(number)}", match.span(), (code,))
    return None


def _numbered(text: str, state: str | None) -> _Road | None:
    match = _NUMBERED.search(text)
    if match is None:
        return None
    kind, number = match.group(1), match.group(2).upper()
    if kind in {"fm", "farm road", "rm"}:
        return _Road(f"{'RM' if kind == 'rm' else 'FM'}-{number}", match.span(), ("US-TX",))
    if kind.startswith(("county", "cr")):
        return _Road(f"CR-{number}", match.span())
    if kind == "autoroute":
        return _Road(f"QC-{number}", match.span(), ("CA-QC",))
    if state and (kind.startswith(("s", "carretera")) or state.startswith("CA-")):
        return _Road(f"{state[3:]}-{number}", match.span(), (state,))
    if number == "401" and state is None:
        return _Road("ON-401", match.span(), ("CA-ON",))
    return _Road(f"{'SR' if kind.startswith('s') else 'Hwy'} {number}", match.span())


def _canada(text: str) -> _Road | None:
    if match := _ONTARIO_401.search(text):
        return _Road("QEW" if match.group() == "qew" else "ON-401", match.span(), ("CA-ON",))
    if match := _CANADA.search(text):
        return _Road(f"TCH-{match.group(1) or '1'}", match.span())
    return None


def _bare(text: str, state: str | None, pattern: re.Pattern[str]) -> _Road | None:
    """A number alone ("exit 272 off 80"), taken for the interstate of that number if there is one."""
    for match in pattern.finditer(text):
        road = _interstate(match.group(1), match.span())
        if road.states and (state is None or state in road.states):
            return road
    return None


def _find_road(written: str, text: str, state: str | None, *, pointed: bool) -> _Road | None:
    if match := _INTERSTATE.search(text):
        return _interstate(match.group(1), match.span())
    if match := _US_ROUTE.search(text):
        return _Road(f"US-{int(match.group(1))}", match.span())
    if (match := _MEXICO.search(text)) and (state is None or state.startswith("MX-")):
        return _Road(f"MX-{match.group(1).upper()}", match.span())
    found = _state_route(written) or _numbered(text, state) or _canada(text)
    return found or _bare(text, state, _BARE_BOUND) or (_bare(text, state, _BARE) if pointed else None)


def _direction(text: str, road: _Road | None) -> tuple[Direction, tuple[int, int]] | None:
    if match := _BOUND.search(text):
        return _SAID_WAY[match.group(1) or match.group(2)], match.span()
    if match := _HEADING.search(text):
        return _SAID_WAY[match.group(1)], match.span()
    if road is None:
        return None
    if match := _AFTER_ROAD.match(text, road.span[1]):
        return _SAID_WAY[match.group(1)], match.span()
    if match := _BEFORE_ROAD.search(text[max(0, road.span[0] - 10) : road.span[0]]):
        start = road.span[0] - len(match.group())
        return _SAID_WAY[match.group(1)], (start, road.span[0])
    return None


def read_road(text: str, state: str | None = None) -> RoadWords:
    """What a plain text says of a road. `state` is one that was said or is known, for "highway 10"."""
    lower = text.lower()
    mile, kilometer, way_out = (
        _MILE.search(lower) or _YARDSTICK.search(lower),
        _KILOMETER.search(lower),
        _EXIT.search(lower),
    )
    road = _find_road(text, lower, state, pointed=bool(mile or way_out))
    direction = _direction(lower, road)
    spans = [match.span() for match in (mile, kilometer, way_out) if match]
    if road:
        spans.append(road.span)
    if direction:
        spans.append(direction[1])
    return RoadWords(
        road=road.name if road else None,
        direction=direction[0] if direction else None,
        mile=float(next(filter(None, mile.groups()))) if mile else None,
        kilometer=float(kilometer.group(1).replace("+", ".")) if kilometer else None,
        exit=way_out.group(1).replace(" ", "").upper() if way_out else None,
        states=road.states if road else (),
        spans=tuple(spans),
    )
