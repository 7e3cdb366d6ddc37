"""A place as drivers say it: road, direction, mile marker or exit, named stop, lot, town, county, state.

What is not understood stays None and in the words; nothing is guessed that the words and the maps do not settle.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from tips.counties import County, counties_named, county_at, county_beside
from tips.regions import region_name, regions
from tips.roads import Direction as Direction
from tips.roads import RoadWords, read_road
from tips.stops import Stop, find_lot, find_stops
from tips.towns import nearest_town, towns_named
from tips.townwords import Mentions, find_town, read_mentions
from tips.words import Word, key_of, plain, words_of


class Precision(StrEnum):
    """How exactly a place is known, finest first."""

    PIN = "pin"
    SPOT = "spot"  # a named stop with an exit, a mile marker, a street address
    TOWN = "town"
    ROAD = "road"  # a road, a named stop or a spot on a lot, and nothing that says where along it or which
    COUNTY = "county"
    STATE = "state"
    WORDS = "words"  # nothing in it was recognized


@dataclass(frozen=True, kw_only=True)
class Place:
    """What was understood of a place, beside the words it was told in.

    `state` is an ISO 3166-2 code ("US-NE", "CA-ON", "MX-SON"), `county` a name without "County".
    Latitude and longitude are WGS 84 degrees; `accuracy` is the radius in meters that the phone gave.
    """

    words: str = ""
    road: str | None = None
    direction: Direction | None = None
    mile: float | None = None
    kilometer: float | None = None
    exit: str | None = None
    stop: str | None = None
    lot: str | None = None
    street: str | None = None
    town: str | None = None
    county: str | None = None
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None
    live: bool = False
    precision: Precision = Precision.WORDS

    @property
    def country(self) -> str:
        """The country by its ISO 3166 alpha-2 code; empty where the state is not known."""
        return (self.state or "").partition("-")[0]


_STREET_KIND = r"(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|parkway|pkwy|frontage road|calle|loop)"
_NO_NAME = r"(?!(?:county|state|farm|parking|truck)\b)"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_STREET = re.compile(
    rf"(?:&|\b(?:and|at|corner of|y|on)\b)\s+({_NO_NAME}(?:{_ORDINAL}|[a-z][a-z]{{2,14}})\s{_STREET_KIND})\b"
    rf"|\b(\d{{1,5}} {_NO_NAME}(?:[nsew]\.? )?(?:[a-z][a-z]{{1,14}}|{_ORDINAL})"
    rf"(?: [a-z][a-z]{{1,14}})? {_STREET_KIND})\b"
    rf"|\b({_ORDINAL} {_STREET_KIND})\b"
    r"|\b((?:calle|avenida|av\.?|blvd\.?|bulevar) (?:\d{1,3}|[a-z][a-z]{2,14})(?: (?:#|no\.? )?\d{1,5})?)\b"
)
_COUNTY = re.compile(r"\b((?:[a-z.]+ ){0,2}[a-z.]+) (?:county|parish|borough)\b|\bcondado (?:de )?((?:[a-z]+ ?){1,3})")


def read_place(
    words: str,
    *,
    near: "Place | None" = None,
    answer: bool = True,
    stops: tuple[Stop, ...] | None = None,
    split: tuple[Word, ...] | None = None,
) -> Place | None:
    """The place that some words name, or None when they name none that is known.

    `near` is a place known already (a pin, an earlier answer), which tells towns of one name apart. `answer` says that
    the words answer "where?", so that a bare name may be a town; in free text a town needs a "near" or a state.
    `stops` are the named stops of these words and `split` the single words, if they were found already.
    """
    text = plain(words)
    known_state = near.state if near else None
    mentions = read_mentions(text, words_of(text) if split is None else split)
    road = read_road(text, mentions.state or known_state)
    stops = find_stops(text) if stops is None else stops
    named = next((stop for stop in stops if stop.name), None)
    found = Place(
        words=words,
        road=road.road,
        direction=road.direction,
        mile=road.mile,
        kilometer=road.kilometer,
        exit=road.exit,
        stop=named.name if named else None,
        lot=_lot(words, text),
        street=_street(words, text),
    )
    found = _settle(found, text, mentions, road, named, known_state, answer=answer)
    found = replace(found, precision=_precision(found))
    return None if found.precision is Precision.WORDS else found


def _lot(words: str, text: str) -> str | None:
    span = find_lot(text)
    return words[span[0] : span[1]].strip() if span else None


def _street(words: str, text: str) -> str | None:
    match = _STREET.search(text.lower())
    if match is None:
        return None
    start, end = next(match.span(group) for group in (1, 2, 3, 4) if match.group(group))
    return words[start:end].strip()


def _settle(
    found: Place, text: str, mentions: Mentions, road: RoadWords, stop: Stop | None, known: str | None, *, answer: bool
) -> Place:
    """Town, county and state, from what was said and what the road allows."""
    states = road.states if road.road else ()
    if states and mentions.state not in (None, *states):
        mentions = replace(mentions, state=None)  # "a guy from Texas, I-80 exit 272": the road does not run there
    if known and (not states or known in states):
        states = (known,)
    used = (*road.spans, *((stop.span,) if stop else ()))
    town = find_town(text, mentions, states, used, after=stop.span[1] if stop else None, answer=answer)
    state = (town.state if town else None) or mentions.state
    county = _said_county(text, state, states)
    only = road.states[0] if len(road.states) == 1 else None
    return replace(
        found,
        town=town.name if town else None,
        county=county.name if county else (town.county if town else None),
        state=county.state if county else state or only,
    )


def _said_county(text: str, state: str | None, states: tuple[str, ...]) -> County | None:
    match = _COUNTY.search(text.lower())
    if match is None:
        return None
    parts = key_of(match.group(1) or match.group(2)).split()
    for first in range(len(parts)):
        # The longest name that fits: "in San Bernardino county" offers three words.
        tail = " ".join(parts[first:])
        found = [county for county in counties_named(tail) if state in (None, county.state)]
        narrowed = [county for county in found if county.state in states] or found
        if len(narrowed) == 1:
            return narrowed[0]
    return None


def _precision(place: Place) -> Precision:
    along = place.mile is not None or place.kilometer is not None or place.exit is not None
    if (place.road and along) or (place.stop and (place.exit or place.town)) or (place.street and place.town):
        return Precision.SPOT
    if place.town:
        return Precision.TOWN
    if place.road or place.stop or place.lot or along or place.street:
        return Precision.ROAD
    if place.county:
        return Precision.COUNTY
    return Precision.STATE if place.state else Precision.WORDS


def place_from_pin(
    latitude: float, longitude: float, accuracy: float | None = None, *, live: bool = False, venue: str = ""
) -> Place:
    """The place of a pin: county and state by the Census Bureau's shapes, the nearest town by GeoNames.

    Outside the United States the state is that of the nearest Canadian or Mexican town, and stays None far from any.
    """
    pin = Place(
        words=venue,
        latitude=latitude,
        longitude=longitude,
        accuracy=accuracy,
        live=live,
        precision=Precision.PIN,
    )
    pin = _located(pin, latitude, longitude)
    named = read_place(venue, near=pin, answer=False) if venue else None
    if named:
        pin = replace(pin, stop=named.stop, road=named.road, exit=named.exit, mile=named.mile, street=named.street)
    return pin


def _located(pin: Place, latitude: float, longitude: float) -> Place:
    county = county_at(latitude, longitude)
    if county is None:
        abroad = nearest_town(latitude, longitude)
        if abroad and not abroad.state.startswith("US-"):
            return replace(pin, town=abroad.name, state=abroad.state)
        county = county_beside(latitude, longitude)
    if county is None:
        return pin
    town = nearest_town(latitude, longitude, ("US",))
    return replace(pin, town=town.name if town else None, county=county.name, state=county.state)


def merge_places(first: Place | None, second: Place | None) -> Place | None:
    """Both places as one, where `first` has the say and `second` fills what it leaves open.

    The second is left aside where it contradicts the first: another state, another road, another town.
    """
    if first is None or second is None:
        return first or second
    for name in ("state", "road", "town"):
        mine, other = getattr(first, name), getattr(second, name)
        if mine and other and mine != other and first.precision is not Precision.PIN:
            return first
    words = "\n".join(dict.fromkeys(part for part in (first.words, second.words) if part))
    open_fields = {
        name: getattr(second, name)
        for name in _FILLED
        if getattr(first, name) is None and getattr(second, name) is not None
    }
    merged = replace(first, words=words, **open_fields)
    return merged if merged.precision is Precision.PIN else replace(merged, precision=_precision(merged))


_FILLED = (
    *("road", "direction", "mile", "kilometer", "exit", "stop", "lot", "street", "town", "county", "state"),
    *("latitude", "longitude", "accuracy"),
)


def place_parts(place: Place) -> tuple[tuple[str, str], ...]:
    """What was understood, piece by piece in the order of speech, for reading back in any language.

    Kinds: stop, road, direction (north, south, east, west), mile, kilometer, exit, street, lot, town, county, parish,
    borough, city (an independent one), state, pin ("40.69946, -99.08148"). Values are words of the place; directions
    are keys of a text.
    """
    pieces: list[tuple[str, str | None]] = [
        ("stop", place.stop),
        ("road", place.road),
        ("direction", place.direction.value if place.direction else None),
        ("mile", _number(place.mile)),
        ("kilometer", _number(place.kilometer)),
        ("exit", place.exit),
        ("street", place.street),
        ("lot", place.lot),
        ("town", place.town),
        (_county_kind(place), place.county.removesuffix(" city") if place.county else None),
        ("state", region_name(place.state) if place.state else None),
    ]
    if place.latitude is not None and place.longitude is not None:
        pieces.append(("pin", f"{place.latitude:.5f}, {place.longitude:.5f}"))
    return tuple((kind, value) for kind, value in pieces if value)


def _county_kind(place: Place) -> str:
    if place.county and place.county.endswith(" city"):
        return "city"
    return {"US-LA": "parish", "US-AK": "borough"}.get(place.state or "", "county")


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def is_state(code: str) -> bool:
    """Whether this is the ISO 3166-2 code of a state or province we know."""
    return code in regions()


def load() -> None:
    """Read the maps and names now (a third of a second) rather than at the first place."""
    counties_named("")
    towns_named("")
    read_place("I-80 west mile 1 near Kearney NE")
