"""A place as drivers say it: road, direction, mile marker or exit, named stop, lot, town, county, state."""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """The way a road is driven."""

    NORTH = "north"
    SOUTH = "south"
    EAST = "east"
    WEST = "west"


class Precision(StrEnum):
    """How exactly a place is known, finest first."""

    PIN = "pin"
    SPOT = "spot"  # a named stop with an exit, a mile marker, a street address
    TOWN = "town"
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
    exit: str | None = None
    stop: str | None = None
    lot: str | None = None
    town: str | None = None
    county: str | None = None
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy: float | None = None
    live: bool = False
    precision: Precision = Precision.WORDS
