"""Places, vehicles, days and words as they are read back: short, and in the reporter's own language."""

from bot.dialogue.replies import Joined, Line
from bot.dialogue.report import WINDOWS
from bot.dialogue.session import Passed
from indicators.days import day_said
from tips.draft import AgeBand, Answer, Draft, People, Topic
from tips.place import Place, place_parts
from tips.plates import Plate
from tips.regions import region_name
from tips.vehicle import Vehicle, unread_words

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
    """A vehicle as it was understood, "black Chevrolet Tahoe, plate ABC123, Nebraska", and the words left over."""
    parts = [*_looks(vehicle), *(part for plate in vehicle.plates for part in _plate(plate))]
    parts += [
        Line(key=f"vehicle-{name}", args={"number": number})
        for name, number in (("usdot", vehicle.usdot), ("mc", vehicle.mc), ("trailer", vehicle.trailer))
        if number
    ]
    if not parts:
        return Joined(parts=(cut(vehicle.words, 120),))
    rest = unread_words(vehicle.words)
    return Joined(parts=(*parts, cut(rest, 120)) if rest else tuple(parts))


def _looks(vehicle: Vehicle) -> tuple[Line, ...]:
    """Color and kind: make and model, or the body where no make was said."""
    body = (Line(key=f"body-{_as_key(vehicle.body)}"),) if vehicle.body else ()
    named = " ".join(name for name in (vehicle.make, vehicle.model) if name)
    kind = Joined(parts=(*((named,) if named else ()), *body), by=" ")
    if vehicle.color:
        key = "vehicle-colored" if kind.parts else "vehicle-color"
        return (Line(key=key, args={"color": Line(key=f"color-{vehicle.color}"), "vehicle": kind}),)
    return (Line(key="vehicle-plain", args={"vehicle": kind}),) if kind.parts else ()


def _as_key(words: str) -> str:
    return words.replace(" ", "-")


def _plate(plate: Plate) -> tuple[str | Line, ...]:
    key = "vehicle-plate-part" if plate.partial else "vehicle-plate"
    state = (region_name(plate.jurisdiction),) if plate.jurisdiction else ()
    return (Line(key=key, args={"plate": plate.text}), *state)


def vehicles_said(vehicles: tuple[Vehicle, ...]) -> Joined:
    """Several vehicles."""
    return Joined(
        parts=tuple(Line(key="vehicle-plain", args={"vehicle": vehicle_said(vehicle)}) for vehicle in vehicles), by="; "
    )


def own_words(draft: Draft) -> str:
    """What the reporter wrote freely, as far as a card can show it."""
    topics = {None, Topic.WORDS, Topic.MEDIA}
    free = [statement.text for statement in draft.statements if statement.topic in topics]
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


def people_said(people: People) -> Joined:
    """How many, how old, and how they looked."""
    parts: list[str | Line] = []
    if people.count is not None:
        key = "people-at-least" if people.count_at_least else "people-count"
        parts.append(Line(key=key, args={"count": people.count}))
    parts.extend(Line(key=f"age-{band}") for band in AgeBand if band in people.ages)
    if people.look:
        parts.append(cut(people.look))
    return Joined(parts=tuple(parts), by="; ")


def media_said(draft: Draft) -> Joined:
    """How many files are kept, and how many could not be had: nothing is called kept that is not."""
    kept, lost = files_kept(draft), len(draft.media) - files_kept(draft)
    counts = (("media-count", kept), ("media-lost", lost))
    return Joined(parts=tuple(Line(key=key, args={"count": count}) for key, count in counts if count))


def days_said(passed: Passed, language: str) -> dict[str, str]:
    """When a course was passed, and until when that is good."""
    return {"on": day_said(passed.on, language), "until": day_said(passed.until, language)}


def files_kept(draft: Draft) -> int:
    """How many of the files can be had."""
    return sum(file.unfetchable is None for file in draft.media)
