"""A vehicle as it was seen, with its plates and the numbers painted on it."""

from dataclasses import dataclass

from tips.plates import Plate


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """What was understood of a vehicle, beside the words it was told in. Numbers are digits only."""

    words: str
    color: str | None = None
    make: str | None = None
    model: str | None = None
    body: str | None = None
    plates: tuple[Plate, ...] = ()
    usdot: str | None = None
    mc: str | None = None
    trailer: str | None = None
