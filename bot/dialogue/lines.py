"""Places, vehicles and words as they are read back: short, and in the reporter's own language."""

from bot.dialogue.replies import Joined, Line
from bot.dialogue.report import WINDOWS
from tips.draft import Answer, Draft
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
    """A vehicle in the reporter's words, and the plates that a later message gave it."""
    words = cut(vehicle.words, 120)
    said = "".join(letter for letter in words.upper() if letter.isalnum())
    unsaid = tuple(plate.text for plate in vehicle.plates if plate.text not in said)
    return Joined(parts=(words, *(Line(key="vehicle-plate", args={"plate": text}) for text in unsaid)))


def vehicles_said(vehicles: tuple[Vehicle, ...]) -> Joined:
    """Several vehicles."""
    return Joined(parts=tuple(part for vehicle in vehicles for part in vehicle_said(vehicle).parts), by="; ")


def own_words(draft: Draft) -> str:
    """What the reporter wrote freely, as far as a card can show it."""
    free = [statement.text for statement in draft.statements if statement.topic is None or statement.topic == "words"]
    return cut(" / ".join(free), 600)


def when_said(draft: Draft) -> Joined:
    """When it was, whether they are still there, and which way they went."""
    parts: list[str | Line] = []
    if draft.observed:
        choice = next((name for name, (words, _, _) in WINDOWS.items() if words == draft.observed.words), None)
        parts.append(Line(key=f"when-{choice}") if choice else cut(draft.observed.words, 120))
    if draft.still_there is Answer.YES:
        parts.append(Line(key="still-there-yes"))
    elif draft.still_there is Answer.NO:
        parts.append(Line(key="still-there-no"))
    if draft.heading in {"north", "south", "east", "west"}:
        parts.append(Line(key=f"heading-{draft.heading}"))
    elif draft.heading:
        parts.append(cut(draft.heading, 120))
    return Joined(parts=tuple(parts))


def people_said(draft: Draft) -> Joined:
    """How many, how old, and how they looked."""
    people = draft.people
    parts: list[str | Line] = []
    if people.count is not None:
        key = "people-at-least" if people.count_at_least else "people-count"
        parts.append(Line(key=key, args={"count": people.count}))
    parts.extend(Line(key=f"age-{band}") for band in sorted(people.ages))
    if people.look:
        parts.append(cut(people.look))
    return Joined(parts=tuple(parts), by="; ")
