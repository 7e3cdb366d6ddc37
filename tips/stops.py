"""Named stops as drivers write them, the kind of place they suggest, and where on the lot something stood."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indicators.terms import Setting
from tips.words import alternatives, key_of

_FILE = Path(__file__).with_name("data") / "stops.toml"
_KINDS_ONLY = frozenset({"online", "bus", "roadside"})  # they suggest a setting and name no stop

_CUE_BEFORE = (
    r"(?:\b(?:at|the|a|behind|outside|inside|near|by|from|el|la|un|al|en|del|atras del"
    r"|truck stop|travel center|gas station|gasolinera|parada|parador)\s+)"
)
_CUE_AFTER = r"(?=\s*(?:#|no\.?\s?\d|exit|salida|ex\s?\d|truck|travel|off|on|in|at|en|mm|mile|,|$))"
_STORE_NUMBER = re.compile(r"\s?(?:#|store|no\.|number|num\.|tienda)\s{0,2}(\d{1,5})\b")
_SPOT = (
    r"(?:fuel )?(?:pump|island|row|spot|space|stall|slot|aisle|dock|door|gate|bay|bomba|fila|cajon|lugar|puerta|anden)"
    r"s?[\s#.-]{0,3}(?:no\.? ?|number |numero )?\d{1,4}[a-z]?\b"
)
_LOT = re.compile(
    r"\b(?:(?:(?:back|front|far|east|west|north|south|overflow|truck|dirt|gravel|main) (?:parking )?lot|lot|parking"
    r"|lote|estacionamiento|patio)\s)?(?:(?:behind|beside|next to|near|by|at|in front of|across from|between|off"
    r"|detras de|atras de|junto a|frente a|enfrente de|al lado de|en) (?:the |el |la |los |las )?)?(?:parking )?"
    + _SPOT
    + r"|"
    r"\b(?:back|far|overflow|dirt|gravel|truck) (?:parking )?lot\b(?: (?:behind|by|near|next to) the [a-z]{2,12}\b)?|"
    r"\b(?:lot|parking|parked|behind|around back of|detras de|atras de) (?:behind |of )?(?:the |la |el )"
    r"(?:scales?|building|store|dumpsters?|showers|wash|truck wash|car wash|shop|restaurant|tienda|edificio|basura|"
    r"regaderas|taller)\b"
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A named stop in a text. `name` is None for words that only suggest a kind of place."""

    name: str | None
    setting: Setting | None
    span: tuple[int, int]
    chain: bool


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    setting: Setting | None


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, _Known]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))["stop"]
    known: dict[str, _Known] = {}
    sure: list[str] = []
    cued: list[str] = []
    for row in table:
        stop = _Known(row["name"], Setting(row["setting"]) if "setting" in row else None)
        for words in (*row.get("also", ()), *row.get("cued", ())):
            known[key_of(words).replace(" ", "")] = stop
        sure += row.get("also", ())
        cued += row.get("cued", ())
    anywhere = re.compile(rf"(?<![\w'])(?:{alternatives(sure)})(?![\w'])")
    either = alternatives(cued)
    with_cue = re.compile(rf"{_CUE_BEFORE}({either})(?![\w'])|(?<![\w'])({either}){_CUE_AFTER}")
    return anywhere, with_cue, known


def find_stops(text: str) -> tuple[Stop, ...]:
    """Every stop that a plain text names, chains first, then in the order of the text."""
    anywhere, with_cue, known = _known()
    lower = text.lower()
    spans = [match.span() for match in anywhere.finditer(lower)]
    for match in with_cue.finditer(lower):
        group = 1 if match.group(1) else 2
        # "ta" and "loves" are words too: without a cue before them they need a capital, or to be what begins an answer.
        begins = group == 2 and (match.start(2) == 0 or _STORE_NUMBER.match(lower, match.end(2)))
        if group == 1 or begins or text[match.start(2)].isupper():
            spans.append(match.span(group))
    found = [_stop(lower, span, known) for span in spans]
    return tuple(sorted(found, key=lambda stop: (stop.name is None, not stop.chain, stop.span)))


def _stop(text: str, span: tuple[int, int], known: dict[str, _Known]) -> Stop:
    stop = known[key_of(text[span[0] : span[1]]).replace(" ", "")]
    name: str | None = stop.name if stop.name not in _KINDS_ONLY else None
    chain = stop.name[0].isupper()
    if chain and (number := _STORE_NUMBER.match(text, span[1])):
        return Stop(f"{name} #{number.group(1)}", stop.setting, (span[0], number.end()), chain)
    return Stop(name, stop.setting, span, chain)


def find_lot(text: str) -> tuple[int, int] | None:
    """Where a plain text says the place on the lot: "lot behind pump 12", "row 4", "atrás de la tienda"."""
    spans = [match.span() for match in _LOT.finditer(text.lower())]
    if not spans:
        return None
    first, end = spans[0]
    for start, after in spans[1:]:
        # "atrás de la tienda, fila 7" is one place.
        if start - end <= 3:
            end = after
    return first, end
