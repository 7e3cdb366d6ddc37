"""One message read whole: place, vehicles, contacts, time, people, signs, the kind of place, and words of danger.

`extract` finds, `fill` puts what was found where the draft has nothing yet. What was answered is never overwritten,
and what was written stays whole in the draft's statements; this only saves the reporter from being asked again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from indicators.terms import Setting
from tips.contacts import find_contacts
from tips.draft import Answer, Contact, Draft, Observed, People, SignSeen, Topic
from tips.people import find_people
from tips.place import Place, merge_places, read_place
from tips.plates import plate_states
from tips.signs import Speech, find_danger, find_signs, find_still_there
from tips.stops import Stop, find_stops
from tips.towns import zones_of
from tips.vehicle import Vehicle, find_painted, find_vehicles
from tips.when import ANYWHERE, find_when, offsets_of
from tips.words import LONGEST_READ, plain, words_of

_HEADING = re.compile(
    r"\b(?:(?:heading|headed|going|drove|took|pulled|left|driving|turned)(?: off| out| away)?"
    r"(?: (?:north|south|east|west)(?:bound)?\b(?: (?:on|toward|towards) [\w-]{1,12}(?: \d{1,3})?)?"
    r"| (?:toward|towards|for|to) [A-Z][\w.]{2,20}(?: [A-Z]\w{1,15})?)"
    r"|(?:se fue|se fueron|iba|iban|va|van|rumbo|salio|salieron|hacia|con direccion|direccion)"
    r"(?: rumbo| hacia| con direccion)?"
    r"(?: al?| el| la| hacia)*(?: (?:norte|sur|este|oeste)\b| [A-Z][\w]{3,20}))"
)
_STILL_DANGER = timedelta(hours=3)
"""Danger seen longer ago than this is no reason for the emergency screen."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was understood in one message.

    `danger` names what the words say: weapon, violence, locked-in, help, medical. `danger_now` says that nothing in
    the message puts it into the past.
    """

    place: Place | None = None
    vehicles: tuple[Vehicle, ...] = ()
    contacts: tuple[Contact, ...] = ()
    observed: Observed | None = None
    people: People = field(default_factory=People)
    signs: tuple[SignSeen, ...] = ()
    setting: Setting | None = None
    still_there: Answer | None = None
    heading: str = ""
    danger: frozenset[str] = frozenset()
    danger_now: bool = False

    def topics(self) -> frozenset[Topic]:
        """What the message told something of."""
        told = {
            Topic.SETTING: self.setting,
            Topic.WHEN: self.observed,
            Topic.STILL_THERE: self.still_there,
            Topic.HEADING: self.heading,
            Topic.WHERE: self.place,
            Topic.SIGNS: self.signs,
            Topic.PEOPLE_COUNT: self.people.count,
            Topic.PEOPLE_AGES: self.people.ages,
            Topic.VEHICLE: self.vehicles,
            Topic.CONTACTS: self.contacts,
        }
        return frozenset(topic for topic, value in told.items() if value)


def extract(
    text: str,
    *,
    now: datetime,
    known_setting: Setting | None = None,
    known_place: Place | None = None,
    offset: timedelta | None = None,
) -> Findings:
    """Everything that a message says. `offset` is the sender's local time against UTC, if it is known."""
    text = text[:LONGEST_READ]
    plainly = plain(text)
    words = words_of(plainly)
    speech = Speech.of(words)
    painted = find_painted(plainly)
    vehicles = find_vehicles(text, painted=painted, split=words)
    # Plates carry states and vehicles carry names of towns: what belongs to them says nothing of the place.
    spans = [*(found.span for found in vehicles), *painted.spans, *plate_states(plainly)]
    elsewhere = _blanked(text, spans)
    stops = find_stops(plain(elsewhere))
    place = read_place(elsewhere, near=known_place, answer=False, stops=stops, split=None if spans else words)
    place = replace(place, words=text) if place else None
    contacts = find_contacts(text, country=_country(place or known_place), painted=painted)
    observed = find_when(text, now=now, offsets=_offsets(place or known_place, now, offset))
    danger, still_there = find_danger(speech), find_still_there(speech)
    return Findings(
        place=place,
        vehicles=tuple(found.vehicle for found in vehicles),
        contacts=tuple(contact for contact, _ in contacts),
        observed=observed[0] if observed else None,
        people=find_people(words, plainly),
        signs=find_signs(speech),
        setting=known_setting or _setting(stops),
        still_there=still_there,
        heading=_heading(text, plainly),
        danger=danger,
        danger_now=bool(danger) and not _is_past(observed[0] if observed else None, still_there, now),
    )


def _blanked(text: str, spans: Collection[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:] if end > start else text
    return text


def _country(place: Place | None) -> str:
    return place.state[:2] if place and place.state else "US"


def _offsets(place: Place | None, now: datetime, offset: timedelta | None) -> Collection[timedelta]:
    if offset is not None:
        return (offset,)
    return offsets_of(zones_of(place.state), now) if place and place.state else ANYWHERE


def _setting(stops: tuple[Stop, ...]) -> Setting | None:
    """The kind of place that the stops suggest, if they agree."""
    telling = [stop for stop in stops if stop.setting]
    agree = len({stop.setting for stop in telling}) == 1
    return telling[0].setting if telling and (agree or telling[0].chain) else None


def _heading(text: str, plainly: str) -> str:
    match = _HEADING.search(plainly)
    return text[match.start() : match.end()] if match else ""


def _is_past(observed: Observed | None, still_there: Answer | None, now: datetime) -> bool:
    if still_there is Answer.YES:
        return False
    return observed is not None and observed.latest is not None and now - observed.latest > _STILL_DANGER


def fill(draft: Draft, findings: Findings) -> Draft:
    """The draft with what was found where it had nothing. Answers, skips and unsures stand as they are."""
    settled = draft.skipped | draft.unsure

    def is_open(topic: Topic, value: object) -> bool:
        return topic not in settled and not value

    seen = {sign.indicator for sign in draft.signs}
    known_contacts = {(contact.kind, contact.value) for contact in draft.contacts}
    place = draft.place
    if Topic.WHERE not in settled:
        place = merge_places(draft.place, findings.place)
    return replace(
        draft,
        danger_now=draft.danger_now or findings.danger_now,
        setting=findings.setting if is_open(Topic.SETTING, draft.setting) else draft.setting,
        observed=findings.observed if is_open(Topic.WHEN, draft.observed) else draft.observed,
        still_there=findings.still_there if is_open(Topic.STILL_THERE, draft.still_there) else draft.still_there,
        heading=findings.heading if is_open(Topic.HEADING, draft.heading) else draft.heading,
        place=place,
        signs=(*draft.signs, *(sign for sign in findings.signs if sign.indicator not in seen)),
        people=_people(draft, findings.people, settled),
        vehicles=_vehicles(draft.vehicles, findings.vehicles),
        contacts=(*draft.contacts, *(one for one in findings.contacts if (one.kind, one.value) not in known_contacts)),
    )


def _people(draft: Draft, found: People, settled: frozenset[Topic]) -> People:
    people = draft.people
    if people.count is None and Topic.PEOPLE_COUNT not in settled:
        people = replace(people, count=found.count, count_at_least=found.count_at_least)
    if not people.ages and Topic.PEOPLE_AGES not in settled:
        people = replace(people, ages=found.ages)
    return people


def _vehicles(known: tuple[Vehicle, ...], found: tuple[Vehicle, ...]) -> tuple[Vehicle, ...]:
    """The vehicles with those newly found. One that fits a known one and only adds to it is the same vehicle."""
    vehicles = list(known)
    for one in found:
        for at, other in enumerate(vehicles):
            if _may_be_same(other, one):
                vehicles[at] = _joined(other, one)
                break
        else:
            vehicles.append(one)
    return tuple(vehicles)


_SINGLE = ("color", "make", "model", "body", "usdot", "mc", "trailer")


def _may_be_same(first: Vehicle, second: Vehicle) -> bool:
    pairs = [(getattr(first, name), getattr(second, name)) for name in _SINGLE]
    if any(mine and other and mine != other for mine, other in pairs):
        return False
    if first.plates and second.plates:
        return bool(set(first.plates) & set(second.plates))
    # A plate or number alone ("plate abc123") belongs to the vehicle told before; a color alone proves nothing.
    bare = not any(getattr(second, name) for name in ("color", "make", "model", "body"))
    return bare or any(mine and mine == other for mine, other in pairs)


def _joined(first: Vehicle, second: Vehicle) -> Vehicle:
    words = first.words if second.words in first.words else f"{first.words}; {second.words}"
    both = {name: getattr(first, name) or getattr(second, name) for name in _SINGLE}
    return replace(first, words=words, plates=tuple(dict.fromkeys((*first.plates, *second.plates))), **both)


def load() -> None:
    """Read every table and map now, about half a second, rather than at the first message."""
    zones_of("US-NE")
    extract("a girl near Kearney NE, black tahoe plate ABC123, 308-555-0142, 20 minutes ago", now=_ANY_TIME)


_ANY_TIME = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
