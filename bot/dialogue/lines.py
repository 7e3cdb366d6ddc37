"""Places, vehicles and words as they are read back: short, and in the reporter's own language."""

from bot.dialogue.replies import Joined, Line
from tips.draft import Draft
from tips.place import Place, place_parts
from tips.vehicle import Vehicle

SHOWN = 200
"""Characters of a reporter's words that a card shows. The draft keeps all of them."""


def cut(words: str, limit: int = SHOWN) -> str:
    """Words on one line, cut with an ellipsis: on the card only."""
    flat = " ".join(words.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def place_said(place: Place) -> Joined:
    """A place as it is said: "I-80 westbound, mile 272, Buffalo County, Nebraska"."""
    said = dict(place_parts(place))
    if len(said) > 1:
        said.pop("pin", None)
    direction, road = said.get("direction"), said.get("road")
    parts: list[str | Line] = []
    for kind, value in said.items():
        if kind == "road" and direction:
            parts.append(Line(key=f"place-road-{direction}", args={"road": value}))
        elif kind == "direction":
            parts.extend([] if road else [Line(key=f"heading-{value}")])
        elif kind in _NAMED:
            parts.append(Line(key=f"place-{kind}", args={"value": cut(value, 80)}))
        else:
            parts.append(cut(value, 80))
    return Joined(parts=tuple(parts) or (cut(place.words),))


_NAMED = frozenset({"mile", "kilometer", "exit", "county", "parish", "borough", "lot"})
"""The parts of a place that are said with what they are."""


def vehicle_said(vehicle: Vehicle) -> Joined:
    """A vehicle in the reporter's words, and the plates as they were read."""
    plates = tuple(Line(key="vehicle-plate", args={"plate": plate.text}) for plate in vehicle.plates)
    return Joined(parts=(cut(vehicle.words, 120), *plates))


def vehicles_said(vehicles: tuple[Vehicle, ...]) -> Joined:
    """Several vehicles."""
    return Joined(parts=tuple(part for vehicle in vehicles for part in vehicle_said(vehicle).parts), by="; ")


def own_words(draft: Draft) -> str:
    """What the reporter wrote freely, as far as a card can show it."""
    free = [statement.text for statement in draft.statements if statement.topic is None or statement.topic == "words"]
    return cut(" / ".join(free), 600)
