"""What a reporter told, put in the order in which an analyst reads it. Values for the templates; nothing is decided."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from console.said import visible
from console.words import words
from indicators.catalog import Catalog
from store.contents import OldSign
from store.files import KeptFile
from store.tips import Added
from tips.draft import Contact, ContactKind, Draft, Statement, Topic
from tips.place import Place, Precision, place_parts
from tips.regions import region_name, regions
from tips.towns import Town, towns_named
from tips.vehicle import Vehicle
from tips.words import key_of

TOPICS: Final = {
    Topic.SETTING: "about the kind of place",
    Topic.WHEN: "about when",
    Topic.STILL_THERE: "about whether they are still there",
    Topic.HEADING: "about which way they went",
    Topic.WHERE: "about where",
    Topic.SIGNS: "about the signs",
    Topic.PEOPLE_COUNT: "about how many",
    Topic.PEOPLE_AGES: "about how old",
    Topic.PEOPLE_LOOK: "about the people",
    Topic.VEHICLE: "about the vehicle",
    Topic.CONTACTS: "about numbers and names",
    Topic.MEDIA: "with a file",
    Topic.TOLD: "about who knows",
    Topic.MAY_ASK: "about being asked",
}
PRECISION: Final = {
    Precision.PIN: "A pin from the phone",
    Precision.SPOT: "A named spot, mile marker or address: no coordinates",
    Precision.TOWN: "Known to the town",
    Precision.ROAD: "A road, not where along it",
    Precision.COUNTY: "Known to the county",
    Precision.STATE: "Known to the state",
    Precision.WORDS: "Words only: nothing in them was recognized",
}
TOLD_WHOM: Final = {
    "nobody": "nobody",
    "emergency": "911",
    "police": "the police",
    "hotline": "the national hotline",
    "manager": "a manager there",
    "company": "their company",
}
SEARCHED: Final = frozenset({ContactKind.PHONE, ContactKind.HANDLE, ContactKind.EMAIL, ContactKind.LINK})
NO_LONGER: Final = "Nobody is asked about this any more."
NOTHING_OLD: Final[Mapping[str, OldSign]] = {}
SMALL_TOWN_METERS, LARGE_TOWN_METERS = 1_500, 20_000


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement: its current words, and every version before it, oldest first."""

    at: datetime
    about: str
    text: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of facts. `copy` is what the copy button gives; with `find` it can be looked for in all tips."""

    label: str
    text: str
    copy: str = ""
    find: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One indicator with how the reporter knows it."""

    text: str
    basis: str
    dimension: str
    sources: tuple[str, ...]
    alarm: bool = False
    note: str = ""
    since: str = ""
    """What became of its words since it was asked, if anything."""


@dataclass(frozen=True, kw_only=True)
class Where:
    """A place in words, and what a map may show of it: never more than is known."""

    words: str
    told: str
    facts: tuple[Fact, ...]
    precision: str
    live: bool
    added_at: datetime | None = None
    mark: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CarSeen:
    """A vehicle."""

    title: str
    told: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class FileShown:
    """A file. `sentence` says plainly why it cannot be seen, if it cannot."""

    id: UUID
    number: int
    kind: str
    size: str
    is_picture: bool
    is_kept: bool
    sentence: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """The left column."""

    said: tuple[Said, ...]
    places: tuple[Where, ...]
    when: tuple[Fact, ...]
    signs: tuple[Seen, ...]
    people: tuple[Fact, ...]
    vehicles: tuple[CarSeen, ...]
    contacts: tuple[Fact, ...]
    files: tuple[FileShown, ...]
    told: str
    not_said: tuple[str, ...]


def read_report(
    draft: Draft,
    added: Sequence[Added],
    files: Sequence[KeptFile],
    catalog: Catalog,
    asked: Mapping[str, OldSign] = NOTHING_OLD,
) -> Report:
    """The report with what was added to it later: corrections at their statement, places and contacts at theirs.

    `asked` are the signs in the words that they were asked with, when these are not today's.
    """
    later = [one for one in added if one.place is not None]
    places = [_where(draft.place, None)] if draft.place else []
    places += [_where(one.place, one.at) for one in later if one.place is not None]
    return Report(
        said=tuple(_said(draft.statements, added)),
        places=tuple(places),
        when=tuple(_when(draft)),
        signs=tuple(_signs(draft, catalog, asked)),
        people=tuple(_people(draft)),
        vehicles=tuple(_vehicle(one) for one in draft.vehicles),
        contacts=tuple(_contact(one) for one in (*draft.contacts, *(c for one in added for c in one.contacts))),
        files=tuple(_file(one, number) for number, one in enumerate(files, 1)),
        told=", ".join(TOLD_WHOM.get(one, one) for one in sorted(draft.told)),
        not_said=tuple(_not_said(draft)),
    )


def _said(statements: Sequence[Statement], added: Sequence[Added]) -> Iterable[Said]:
    corrected = {one.statement.source: one.statement for one in added if one.statement and one.kind == "correction"}
    for statement in statements:
        now = corrected.get(statement.source, statement)
        versions = [visible(version) for version in now.versions]
        about = TOPICS.get(statement.topic, "") if statement.topic else ""
        yield Said(at=statement.at, about=about, text=versions[-1], earlier=tuple(versions[:-1]))


def _when(draft: Draft) -> Iterable[Fact]:
    if draft.setting:
        yield Fact(label="Kind of place", text=words(draft.setting, "setting"))
    if draft.observed:
        yield Fact(label="In their words", text=visible(draft.observed.words))
    if draft.still_there:
        yield Fact(label="Still there", text=words(draft.still_there, "answer"))
    if draft.heading:
        yield Fact(label="Went", text=visible(draft.heading))


def _signs(draft: Draft, catalog: Catalog, asked: Mapping[str, OldSign]) -> Iterable[Seen]:
    for sign in draft.signs:
        basis, old = words(sign.basis, "basis"), asked.get(sign.indicator)
        if sign.indicator not in catalog:
            text = f"{sign.indicator} (not in this catalog)" if old is None else old.text
            yield Seen(text=text, basis=basis, dimension="", sources=(), since="" if old is None else NO_LONGER)
            continue
        known = catalog[sign.indicator]
        changed = old is not None and old.text != known.text
        yield Seen(
            text=old.text if old is not None else known.text,
            since=f"Today it says: {known.text}" if changed else "",
            basis=basis,
            dimension=words(known.dimension, "dimension"),
            sources=tuple(f"{source.code}: {source.name}" for source in known.sources),
            alarm=known.alarm is not None,
            note=known.note,
        )


def _people(draft: Draft) -> Iterable[Fact]:
    people = draft.people
    if people.count is not None:
        count = f"{people.count} or more" if people.count_at_least else str(people.count)
        yield Fact(label="How many", text=count)
    if people.ages:
        yield Fact(label="Ages", text=", ".join(words(age, "age") for age in sorted(people.ages)))
    if people.look:
        yield Fact(label="As seen", text=visible(people.look))


def _where(place: Place, added_at: datetime | None) -> Where:
    facts = [Fact(label=_PART.get(kind, kind.title()), text=visible(value)) for kind, value in place_parts(place)]
    pin = next((fact for fact in facts if fact.label == "Position"), None)
    if pin is not None:
        facts[facts.index(pin)] = Fact(label=pin.label, text=pin.text, copy=pin.text)
    accuracy = f", within {place.accuracy:.0f} m" if place.accuracy else ""
    return Where(
        words=_place_in_words(place),
        told=visible(place.words),
        facts=tuple(facts),
        precision=PRECISION[place.precision] + accuracy + ".",
        live=place.live,
        added_at=added_at,
        mark=_mark(place),
    )


_PART: Final = {
    "stop": "Stop",
    "direction": "Direction",
    "mile": "Mile marker",
    "kilometer": "Kilometer",
    "pin": "Position",
    "street": "Street",
}


def _place_in_words(place: Place) -> str:
    said = dict(place_parts(place))
    road = " ".join(
        part for part in (said.get("road"), f"{said['direction']}bound" if "direction" in said else "") if part
    )
    county = next((f"{said[kind]} {kind.title()}" for kind in ("county", "parish", "borough") if kind in said), None)
    parts = (
        said.get("stop"),
        road,
        f"mile {said['mile']}" if "mile" in said else None,
        f"km {said['kilometer']}" if "kilometer" in said else None,
        f"exit {said['exit']}" if "exit" in said else None,
        said.get("street"),
        said.get("lot"),
        said.get("town"),
        county or said.get("city"),
        said.get("state"),
    )
    return visible(", ".join(part for part in parts if part)) or "Not recognized"


def _mark(place: Place) -> dict[str, str]:
    """What the map draws, as data attributes: a point with its accuracy, a town's circle, or a shape by name."""
    if place.latitude is not None and place.longitude is not None:
        accuracy = f"{place.accuracy or 0:.0f}"
        return {"latitude": f"{place.latitude:.6f}", "longitude": f"{place.longitude:.6f}", "meters": accuracy}
    region = regions().get(place.state or "")
    if region is None:
        return {}
    mark = {"country": region.country, "state": region.key, "state-name": region.name}
    town = _town(place)
    if town is not None:
        mark |= {"latitude": f"{town.latitude:.4f}", "longitude": f"{town.longitude:.4f}", "town": place.town or ""}
        mark["meters"] = f"{_town_size(town.people)}"
    elif place.county:
        mark["county"] = place.county
    return mark


def _town(place: Place) -> Town | None:
    found = towns_named(key_of(place.town)) if place.town else ()
    return next((town for town in found if town.state == place.state), None)


def _town_size(people: int) -> int:
    """About how far a town reaches from its middle, in meters: 20,000 people have some 4 km."""
    return round(min(LARGE_TOWN_METERS, max(SMALL_TOWN_METERS, 28 * math.sqrt(people))))


def _vehicle(vehicle: Vehicle) -> CarSeen:
    looks = " ".join(part for part in (vehicle.color, vehicle.make, vehicle.model, vehicle.body) if part)
    facts = [
        Fact(
            label="Plate",
            text=plate.text,
            copy=plate.text,
            find=True,
            note=", ".join(
                part
                for part in (
                    region_name(plate.jurisdiction) if plate.jurisdiction else "state not said",
                    "only a part of it" if plate.partial else "",
                )
                if part
            ),
        )
        for plate in vehicle.plates
    ]
    numbers = (("USDOT", vehicle.usdot), ("MC", vehicle.mc), ("Trailer", vehicle.trailer))
    facts += [
        Fact(label=name, text=visible(number), copy=visible(number), find=True) for name, number in numbers if number
    ]
    return CarSeen(title=visible(looks) or "Vehicle", told=visible(vehicle.words), facts=tuple(facts))


def _contact(contact: Contact) -> Fact:
    value, told = visible(contact.value), visible(contact.words)
    return Fact(
        label=words(contact.kind, "contact"),
        text=value,
        copy=value if contact.kind in SEARCHED else "",
        find=contact.kind in SEARCHED,
        note=f"written as {told}" if told != value else "",
    )


def _file(file: KeptFile, number: int) -> FileShown:
    facts = []
    taken, latitude, longitude = file.handle.facts.taken, file.handle.facts.latitude, file.handle.facts.longitude
    if taken:
        facts.append(Fact(label="Taken, by the camera's clock", text=visible(taken.replace("T", " "))))
    if latitude is not None and longitude is not None:
        position = f"{latitude:.5f}, {longitude:.5f}"
        facts.append(Fact(label="Position in the file", text=position, copy=position))
    is_picture = file.kind == "photo" or (file.mime or "").startswith("image/")
    return FileShown(
        id=file.id,
        number=number,
        kind=words(file.kind, "media"),
        size=_size(file.size),
        is_picture=is_picture and file.state == "kept",
        is_kept=file.state == "kept",
        sentence=_why_unseen(file, is_picture=is_picture),
        facts=tuple(facts),
    )


def _why_unseen(file: KeptFile, *, is_picture: bool) -> str:
    if file.state == "waiting":
        return "Not fetched yet. It will appear here by itself."
    if file.state == "unfetchable":
        reasons = {"too-large": "it is larger than the messenger hands out", "gone": "the messenger has it no more"}
        return f"It could not be fetched: {reasons.get(file.reason or '', 'the reason is not known')}."
    if is_picture:
        return ""
    return "There is no clean copy of this kind of file. It can only be opened as it was sent."


def _size(size: int | None) -> str:
    if size is None:
        return "size not known"
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} kB"


def _not_said(draft: Draft) -> Iterable[str]:
    """What was passed over or not known, so that nobody wonders whether it was asked."""
    for topic in Topic:
        name = topic.replace("-", " ")
        if topic in draft.unsure:
            yield f"{name} (not sure)"
        elif topic in draft.skipped:
            yield f"{name} (skipped)"
