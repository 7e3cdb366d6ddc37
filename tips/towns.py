"""The towns of the United States, Canada and Mexico: by name, by misspelled name, and the nearest to a point.

From GeoNames (CC BY 4.0), loaded at the first question. Of several towns of one name, one is chosen only on evidence:
the state that was said, a state the road runs through, or a size that leaves no doubt.
"""

import lzma
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from sys import intern
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tips.words import key_of

_FILE = Path(__file__).with_name("data") / "towns.tsv.xz"
LONGEST_NAME = 4
"""Words in a town's name that are looked at ("Truth or Consequences" has three)."""
_ALIKE = 85.0  # of 100; "kearny" against "kearney" has 92
_LONGEST_SEARCHED = 0.5  # degrees around a point
_PLAIN_LARGE, _PLAIN_RATIO = 100_000, 20  # "Dallas" is the one in Texas


class Town(NamedTuple):
    """A town. `state` is an ISO 3166-2 code, `county` is empty outside the United States."""

    name: str
    state: str
    county: str
    latitude: float
    longitude: float
    people: int
    zone: str


def _town(line: str) -> Town:
    name, state, county, latitude, longitude, people, zone = line.split("\t")
    return Town(name, intern(state), intern(county), float(latitude), float(longitude), int(people), intern(zone))


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_name: dict[str, tuple[Town, ...]]
    by_state: dict[str, tuple[str, ...]]  # the names in each, as dictionary keys
    by_cell: dict[tuple[int, int], list[Town]]  # one degree each way
    zones: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    lines = lzma.decompress(_FILE.read_bytes()).decode().splitlines()[1:]
    by_name: dict[str, tuple[Town, ...]] = {}
    by_state: dict[str, list[str]] = {}
    by_cell: dict[tuple[int, int], list[Town]] = {}
    zones: dict[str, set[str]] = {}
    for town in map(_town, lines):
        key = key_of(town.name)
        by_name[key] = (*by_name.get(key, ()), town)
        by_state.setdefault(town.state, []).append(key)
        by_cell.setdefault(_cell(town.latitude, town.longitude), []).append(town)
        zones.setdefault(town.state, set()).add(town.zone)
    return _Gazetteer(
        by_name,
        {state: tuple(keys) for state, keys in by_state.items()},
        by_cell,
        {state: frozenset(found) for state, found in zones.items()},
    )


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude), math.floor(longitude)


@lru_cache(maxsize=1)
def _middles() -> dict[str, tuple[float, float]]:
    sums: dict[str, tuple[float, float, int]] = {}
    for town in chain.from_iterable(_gazetteer().by_cell.values()):
        latitude, longitude, count = sums.get(town.state, (0.0, 0.0, 0))
        sums[town.state] = (latitude + town.latitude, longitude + town.longitude, count + 1)
    return {state: (round(lat / count, 4), round(lon / count, 4)) for state, (lat, lon, count) in sums.items()}


def middle_of_state(state: str) -> tuple[float, float] | None:
    """Latitude and longitude of the middle of a state's or province's towns, for a mark on a map."""
    return _middles().get(state)


def towns_named(key: str) -> tuple[Town, ...]:
    """Every town of this name, a dictionary key already, largest first. "W", "St" and "Ft" are spelled out too."""
    by_name = _gazetteer().by_name
    return by_name.get(key) or next((by_name[other] for other in _spellings(key) if other in by_name), ())


_SPELLED = {
    "st": "saint",
    "saint": "st",
    "ft": "fort",
    "fort": "ft",
    "mt": "mount",
    "mount": "mt",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
}


def _spellings(key: str) -> Iterator[str]:
    """Other ways to write it, its first words shortened or spelled out: "w memphis", "east st louis"."""
    first, *rest = key.split(" ")
    if not rest:
        return
    heads = [word for word in (_SPELLED.get(first), first) if word]
    tails = [word for word in (_SPELLED.get(rest[0]) if len(rest) > 1 else None, rest[0]) if word]
    for head in heads:
        for tail in tails:
            yield " ".join((head, tail, *rest[1:]))


def town_like(key: str, state: str) -> Town | None:
    """The one town of the state whose name is written nearly so; none when two are equally near."""
    if len(key) < 5:
        return None
    names = _gazetteer().by_state.get(state, ())
    best = process.extract(key, names, scorer=fuzz.ratio, limit=2, score_cutoff=_ALIKE)
    if not best or (len(best) > 1 and best[0][1] == best[1][1] and best[0][0] != best[1][0]):
        return None
    return next(town for town in towns_named(best[0][0]) if town.state == state)


def choose(found: tuple[Town, ...], states: Collection[str]) -> Town | None:
    """The town that is meant, if the states that come into question or its size leave no doubt."""
    inside = [town for town in found if town.state in states]
    if inside:
        in_one_state = all(town.state == inside[0].state for town in inside)
        return inside[0] if in_one_state or _outsizes(inside) else None
    if states or not found:
        return None
    return found[0] if len(found) == 1 or _outsizes(found) else None


def _outsizes(found: Collection[Town]) -> bool:
    first, second = (*found,)[:2]
    return first.people >= _PLAIN_LARGE and first.people >= _PLAIN_RATIO * second.people


def nearest_town(latitude: float, longitude: float, countries: Collection[str] = ("US", "CA", "MX")) -> Town | None:
    """The nearest town within about 50 kilometers."""
    row, column = _cell(latitude, longitude)
    cells = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    shrink = math.cos(math.radians(latitude))

    def distance(town: Town) -> float:
        return math.hypot(town.latitude - latitude, (town.longitude - longitude) * shrink)

    known = _gazetteer().by_cell
    near = [town for cell in cells for town in known.get(cell, ()) if town.state[:2] in countries]
    best = min(near, key=distance, default=None)
    return best if best and distance(best) <= _LONGEST_SEARCHED else None


def zones_of(state: str) -> frozenset[str]:
    """The time zones in use in a state."""
    return _gazetteer().zones.get(state, frozenset())


def load() -> None:
    """Load now rather than at the first question."""
    _gazetteer()
