"""Words, files, pins and numbers, taken at any step and put where they belong. What was said is never lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.dialogue.events import LocationShared, MediaSent
from bot.dialogue.lines import people_said, place_said, vehicles_said, when_said
from bot.dialogue.replies import Joined, Line
from bot.dialogue.session import Session
from bot.dialogue.states import BESIDE, State
from tips.contacts import find_contacts, read_phone
from tips.draft import AgeBand, Contact, ContactKind, Draft, Media, People, Statement, Topic
from tips.extract import extract, fill
from tips.place import Place, Precision, merge_places, place_from_pin, place_parts, read_place
from tips.vehicle import Vehicle, read_vehicle
from tips.when import read_when

LARGEST_FILE = 20 * 1024 * 1024
"""What a bot can fetch from Telegram, in bytes."""

TOO_LARGE = "too-large"
ANSWER = 80
"""Words that name no known place are the place even so, when they are no longer than this and tell nothing else."""

_ABOUT_PLACES = frozenset({Topic.WHERE, Topic.SETTING})

SHORT = 300  # of an answer's words where a field wants a phrase; the statement keeps them whole


def media_of(event: MediaSent) -> Media:
    """The file as the draft keeps it. One that is too large to fetch is noted, and the report goes on."""
    too_large = event.size is not None and event.size > LARGEST_FILE
    return Media(
        source=event.source,
        kind=event.kind,
        file_id=event.file_id,
        unique_id=event.unique_id,
        size=event.size,
        mime=event.mime,
        unfetchable=TOO_LARGE if too_large else None,
    )


def contact_of(phone: str) -> Contact:
    """A shared contact card: its number, never the name on it."""
    return Contact(kind=ContactKind.PHONE, value=read_phone(phone) or phone, words=phone)


def place_of(event: LocationShared) -> Place:
    """The place of a pin, a venue or a live location."""
    return place_from_pin(event.latitude, event.longitude, event.accuracy, live=event.live, venue=event.venue)


def with_statement(draft: Draft, source: str, text: str, at: datetime, topic: Topic | None) -> Draft:
    """The draft with these words; words from the same message again are a new version of them."""
    for index, old in enumerate(draft.statements):
        if old.source == source:
            if old.text == text:
                return draft
            newer = replace(old, versions=(*old.versions, text))
            return replace(draft, statements=(*draft.statements[:index], newer, *draft.statements[index + 1 :]))
    said = Statement(source=source, versions=(text,), at=at, topic=topic)
    return replace(draft, statements=(*draft.statements, said))


def with_contacts(draft: Draft, contacts: tuple[Contact, ...]) -> Draft:
    """The draft with these contacts, each once."""
    known = {(contact.kind, contact.value) for contact in draft.contacts}
    new = tuple(contact for contact in contacts if (contact.kind, contact.value) not in known)
    return replace(draft, contacts=(*draft.contacts, *new))


def with_vehicle(draft: Draft, vehicle: Vehicle) -> Draft:
    """The draft with this vehicle, once."""
    return draft if vehicle in draft.vehicles else replace(draft, vehicles=(*draft.vehicles, vehicle))


def with_pin(draft: Draft, pin: Place) -> Draft:
    """The draft with a pin that nobody asked for: it says where, and keeps what words said before it."""
    merged = merge_places(pin, draft.place)
    return replace(draft, place=merged or pin)


def heard(draft: Draft, text: str, at: datetime) -> tuple[Draft, bool]:
    """The draft with everything that free words plainly say and that was not answered yet; and whether it is danger."""
    findings = extract(text, now=at, known_setting=draft.setting, known_place=draft.place)
    return fill(draft, findings), findings.danger_now


def answer(session: Session, draft: Draft, text: str, at: datetime) -> tuple[Session, Draft] | None:
    """The draft with these words as the answer to the question on the screen, or None when they are no answer to it.

    A place is not taken at its first reading: it is proposed, and read back.
    """
    here = BESIDE.get(session.state, session.state)
    if here is State.WHERE:
        return _where(session, draft, text, at)
    put = _ANSWERS.get(here)
    answered = put(draft, text, at) if put else None
    return None if answered is None else (session, answered)


def _where(session: Session, draft: Draft, text: str, at: datetime) -> tuple[Session, Draft] | None:
    place = read_place(text, near=draft.place)
    if place is not None and place.precision is not Precision.WORDS:
        known = draft.place if is_within(place) else None
        return replace(session, proposed_place=merge_places(place, known)), draft
    if len(text) > ANSWER or extract(text, now=at).topics() - _ABOUT_PLACES:
        return None
    return replace(session, proposed_place=None), replace(draft, place=Place(words=text))


def is_within(place: Place) -> bool:
    """Whether these words only say where on the premises, "behind pump 12": they add to the place known before."""
    outside = (place.stop, place.road, place.exit, place.mile, place.street, place.town, place.county, place.state)
    return place.lot is not None and not any(outside)


def _when(draft: Draft, text: str, at: datetime) -> Draft | None:
    """The time, if the words tell one. Otherwise they are kept as words, and the time is still asked for."""
    observed = read_when(text, now=at)
    understood = observed.earliest is not None or observed.latest is not None
    return replace(draft, observed=observed) if understood else None


def _heading(draft: Draft, text: str, at: datetime) -> Draft:
    return replace(draft, heading=text[:SHORT])


def _count(draft: Draft, text: str, at: datetime) -> Draft | None:
    number = text.strip().rstrip("+")
    if not (number.isdecimal() and len(number) <= 3 and int(number)):
        return None
    people = replace(draft.people, count=int(number), count_at_least=text.strip().endswith("+"))
    return replace(draft, people=people)


def _look(draft: Draft, text: str, at: datetime) -> Draft:
    look = "\n".join(part for part in (draft.people.look, text[:SHORT]) if part)
    return replace(draft, people=replace(draft.people, look=look))


def _vehicle(draft: Draft, text: str, at: datetime) -> Draft:
    return with_vehicle(draft, read_vehicle(text) or Vehicle(words=text[:SHORT]))


def _contacts(draft: Draft, text: str, at: datetime) -> Draft:
    found = tuple(contact for contact, _ in find_contacts(text))
    return with_contacts(draft, found or (Contact(kind=ContactKind.NAME, value=text[:SHORT], words=text[:SHORT]),))


def _words(draft: Draft, text: str, at: datetime) -> Draft:
    return draft


_ANSWERS: dict[State, Callable[[Draft, str, datetime], Draft | None]] = {
    State.WHEN: _when,
    State.HEADING: _heading,
    State.PEOPLE_COUNT: _count,
    State.PEOPLE_LOOK: _look,
    State.VEHICLE: _vehicle,
    State.CONTACTS: _contacts,
    State.WORDS: _words,
}


def noted(before: Draft, after: Draft) -> tuple[Line, ...]:
    """What was understood of the last input, said once on the next card."""
    lines = []
    if after.place is not None and (before.place is None or place_parts(after.place) != place_parts(before.place)):
        lines.append(Line(key="noted-place", args={"place": place_said(after.place)}))
    new_vehicles = tuple(vehicle for vehicle in after.vehicles if vehicle not in before.vehicles)
    if new_vehicles:
        lines.append(Line(key="noted-vehicle", args={"vehicle": vehicles_said(new_vehicles)}))
    new_contacts = tuple(contact.words for contact in after.contacts if contact not in before.contacts)
    if new_contacts:
        lines.append(Line(key="noted-contacts", args={"contacts": Joined(parts=new_contacts)}))
    if (people := people_said(_new_people(before.people, after.people))).parts:
        lines.append(Line(key="noted-people", args={"people": people}))
    if (after.observed, after.still_there, after.heading) != (before.observed, before.still_there, before.heading):
        lines.append(Line(key="noted-when", args={"when": when_said(after)}))
    if after.setting is not None and after.setting is not before.setting:
        lines.append(Line(key="noted-setting", args={"setting": Line(key=f"setting-{after.setting}")}))
    known = {sign.indicator for sign in before.signs}
    new_signs = tuple(Line(key=f"sign-{sign.indicator}") for sign in after.signs if sign.indicator not in known)
    if new_signs:
        lines.append(Line(key="noted-signs", args={"signs": Joined(parts=new_signs, by=" ")}))
    return tuple(lines)


def _new_people(before: People, after: People) -> People:
    """What was just said of the people, without what was known before."""
    return People(
        count=after.count if after.count != before.count else None,
        count_at_least=after.count_at_least,
        ages=frozenset() if after.ages == before.ages else after.ages - {AgeBand.UNSURE},
        look=after.look.removeprefix(before.look).strip(),
    )


def reread(draft: Draft, source: str, text: str, at: datetime) -> Draft:
    """The draft after an earlier message was changed: a new version of the words, and of the answer read from them."""
    old = next((statement for statement in draft.statements if statement.source == source), None)
    if old is None:
        return draft
    draft = with_statement(draft, source, text, at, old.topic)
    draft = _corrected(draft, old, text, at)
    return heard(draft, text, at)[0]


def _corrected(draft: Draft, old: Statement, text: str, at: datetime) -> Draft:
    """The answer that was read from the older words is read again from the newer ones."""
    match old.topic:
        case Topic.WHERE:
            place = read_place(text, near=None) or Place(words=text[:SHORT])
            return replace(draft, place=place)
        case Topic.WHEN:
            return _when(draft, text, at) or draft
        case Topic.HEADING:
            return _heading(draft, text, at)
        case Topic.PEOPLE_LOOK:
            look = draft.people.look.replace(old.text[:SHORT], text[:SHORT]) or text[:SHORT]
            return replace(draft, people=replace(draft.people, look=look))
        case Topic.VEHICLE:
            kept = tuple(vehicle for vehicle in draft.vehicles if vehicle.words != old.text)
            return _vehicle(replace(draft, vehicles=kept), text, at)
        case Topic.CONTACTS:
            return _contacts(draft, text, at)
        case _:
            return draft
