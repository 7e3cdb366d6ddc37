"""A whole message, and the draft that it fills."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.terms import Setting
from tips.codes import normalize_code
from tips.contacts import find_contacts
from tips.draft import AgeBand, Answer, ContactKind, Draft, Observed, SignSeen, Topic
from tips.draft import Basis as By
from tips.extract import Findings, extract, fill, load
from tips.place import place_parts, read_place
from tips.plates import Plate, matching_key, normalize_plate
from tips.vehicle import Vehicle, read_vehicle
from tips.when import read_when
from tips.words import LONGEST_READ, key_of, plain

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
EXAMPLE = "girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id"
EMPTY = Draft(started=NOW)


def read(text: str) -> Findings:
    return extract(text, now=NOW)


def test_one_message_fills_the_draft() -> None:
    draft = fill(EMPTY, read(EXAMPLE))
    assert draft.place is not None
    assert place_parts(draft.place) == (("stop", "Flying J"), ("road", "I-80"), ("exit", "272"))
    assert draft.place.words == EXAMPLE
    (vehicle,) = draft.vehicles
    assert (vehicle.color, vehicle.make, vehicle.model) == ("black", "Chevrolet", "Tahoe")
    assert vehicle.plates == (Plate(text="ABC123", jurisdiction="US-NE"),)
    assert draft.people.count == 1
    assert draft.people.ages == {AgeBand.UNSURE}
    assert draft.signs == (SignSeen(indicator="id-held-by-other", basis=By.SAW),)
    assert draft.setting is Setting.TRUCK_STOP
    assert (draft.observed, draft.still_there, draft.danger_now) == (None, None, False)


def test_only_what_the_message_told_counts_as_told() -> None:
    assert read(EXAMPLE).topics() == {
        Topic.SETTING,
        Topic.WHERE,
        Topic.SIGNS,
        Topic.PEOPLE_COUNT,
        Topic.PEOPLE_AGES,
        Topic.VEHICLE,
    }


def test_a_message_in_spanish_fills_the_draft_too() -> None:
    findings = read(
        "muchacha como de 15 años en el Love's de Ogallala, el tipo tiene su pasaporte, camioneta negra "
        "placas VXY-12-34 de Sonora, anoche como a las 11, siguen ahí"
    )
    assert findings.place is not None
    assert (findings.place.stop, findings.place.town, findings.place.state) == ("Love's", "Ogallala", "US-NE")
    assert findings.vehicles[0].plates == (Plate(text="VXY1234", jurisdiction="MX-SON"),)
    assert findings.people.ages == {AgeBand.TEEN}
    assert findings.still_there is Answer.YES
    assert findings.observed is not None
    # Nebraska has two time zones, so that the window is an hour wider than "como a las 11" alone.
    assert findings.observed.earliest == datetime(2026, 11, 23, 4, 15, tzinfo=UTC)
    assert findings.observed.latest == datetime(2026, 11, 23, 6, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("at the pilot exit 12", Setting.TRUCK_STOP),
        ("Motel 6 room 214", Setting.MOTEL),
        ("greyhound station in Omaha", Setting.TERMINAL),
        ("lady on my bus was crying", Setting.BUS),
        ("on the shoulder of I-80", Setting.ROADSIDE),
        ("at a warehouse in Amarillo", Setting.DELIVERY_SITE),
        ("man camp outside Williston ND", Setting.OILFIELD_CAMP),
        ("saw a sex ad with her picture", Setting.ONLINE),
        ("a girl was crying", None),
        ("from the motel to the bus station", None),
    ],
)
def test_the_kind_of_place_follows_from_the_words(text: str, setting: Setting | None) -> None:
    assert read(text).setting is setting


def test_a_plate_says_nothing_of_the_place() -> None:
    place = read("at the flying j, white van Texas plates RNB 2231").place
    assert place is not None
    assert place.state is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("red van with Texas plates at flying j exit 272 i80", None),
        ("white Freightliner, plates from Ohio, girl at the TA", None),
        ("camioneta con placas de Texas en el Love's de Ogallala", "US-NE"),
        ("it is at the TA, purple kenworth, KY apportioned plate P123456", None),
        ("the guy from Texas is at the flying j exit 272 i80", None),
        ("van with no plates in Ohio", "US-OH"),
        ("no plates. Ohio exit 12", "US-OH"),
    ],
)
def test_the_state_of_plates_or_of_a_person_says_nothing_of_the_place(text: str, state: str | None) -> None:
    place = read(text).place
    assert place is not None
    assert place.state == state


def test_a_place_between_a_vehicle_and_its_plate_is_not_lost() -> None:
    findings = read("black tahoe parked at flying j exit 272 I-80, NE plate ABC123")
    assert findings.place is not None
    assert (findings.place.stop, findings.place.exit, findings.place.state) == ("Flying J", "272", None)
    assert findings.vehicles[0].plates == (Plate(text="ABC123", jurisdiction="US-NE"),)
    assert findings.vehicles[0].words == "black tahoe; NE plate ABC123"


def test_a_vehicle_says_nothing_of_the_place() -> None:
    findings = read("black lincoln town car near Kearney NE")
    assert findings.place is not None
    assert findings.place.town == "Kearney"
    beside = read("parked near Lincoln Navigator in Nebraska").place
    assert beside is not None
    assert beside.town is None


@pytest.mark.parametrize(
    ("text", "stop", "town"),
    [
        ("im at the loves in north platte on 80, girl 14", "Love's", "North Platte"),
        ("girl at the pilot in effingham illinois", "Pilot", "Effingham"),
        ("girl at the loves exit 179 north platte on i80", "Love's", "North Platte"),
        ("girl at the loves exit 179 white van on i80", "Love's", None),
        ("girl at the pilot in back of a van", "Pilot", None),
        ("rv at the petro in west memphis, guys lining up", "Petro", "West Memphis"),
        ("at the motel 6 en el centro", "Motel 6", None),
        ("girl at the truck stop in nice clothes", "truck stop", None),
    ],
)
def test_a_town_in_small_letters_is_read_where_it_stands_for_a_place(text: str, stop: str, town: str | None) -> None:
    place = read(text).place
    assert place is not None
    assert (place.stop, place.town) == (stop, town)


def test_gone_now_is_gone() -> None:
    assert read("white van at the TA last nite round 1130pm. gone now").still_there is Answer.NO


def test_danger_now_and_danger_in_the_past_are_told_apart() -> None:
    now, past = read("help now he has a gun at the TA exit 305"), read("last week a guy had a knife")
    assert now.danger == {"help", "weapon"}
    assert past.danger == {"weapon"}
    assert (now.danger_now, past.danger_now) == (True, False)
    assert read("yesterday he had a gun, he is still here").danger_now
    assert fill(EMPTY, now).danger_now


def test_phones_rooms_and_handles_are_found_beside_each_other() -> None:
    contacts = read("Motel 6 room 214 laredo texas, call 956-555-0142 on the ad, snap: star_88").contacts
    assert [(contact.kind, contact.value) for contact in contacts] == [
        (ContactKind.ROOM, "214"),
        (ContactKind.PHONE, "+19565550142"),
        (ContactKind.HANDLE, "@star_88"),
    ]


def test_where_they_went_is_kept_as_said() -> None:
    assert read("they headed west on I-80 in a red Accord").heading == "headed west on I-80"
    assert read("se fueron hacia el norte").heading == "se fueron hacia el norte"
    assert read("a girl at the pump").heading == ""


def test_what_was_answered_is_never_overwritten() -> None:
    answered = replace(
        EMPTY,
        setting=Setting.MOTEL,
        observed=Observed(words="yesterday"),
        still_there=Answer.UNSURE,
        heading="north",
        place=read_place("near Gary Indiana"),
        signs=(SignSeen(indicator="id-held-by-other", basis=By.TOLD),),
    )
    draft = fill(answered, read(EXAMPLE + ", right now, they are still here near Kearney NE"))
    kept = ("setting", "observed", "still_there", "heading", "place", "signs")
    assert [getattr(draft, name) for name in kept] == [getattr(answered, name) for name in kept]


def test_what_was_skipped_or_not_known_is_not_filled_in() -> None:
    passed = replace(EMPTY, skipped=frozenset({Topic.WHERE, Topic.PEOPLE_COUNT}), unsure=frozenset({Topic.SETTING}))
    draft = fill(passed, read(EXAMPLE))
    assert (draft.place, draft.people.count, draft.setting) == (None, None, None)
    assert draft.vehicles


def test_a_second_message_adds_to_the_first() -> None:
    draft = fill(
        fill(EMPTY, read("black tahoe at flying j exit 272")), read("plate abc123 NE, near Kearney NE on I-80")
    )
    assert draft.place is not None
    assert (draft.place.stop, draft.place.town) == ("Flying J", "Kearney")
    (vehicle,) = draft.vehicles
    assert vehicle.model == "Tahoe"
    assert vehicle.plates == (Plate(text="ABC123", jurisdiction="US-NE"),)


def test_another_vehicle_stays_another_vehicle() -> None:
    draft = fill(fill(EMPTY, read("black tahoe plate ABC123")), read("white ford van plate XYZ987"))
    assert len(draft.vehicles) == 2
    assert fill(draft, read("black tahoe plate ABC123")).vehicles == draft.vehicles


def test_the_same_message_twice_changes_nothing_more() -> None:
    once = fill(EMPTY, read(EXAMPLE))
    assert fill(once, read(EXAMPLE)) == once


@pytest.mark.parametrize("text", ["hi", "what is this", "thanks", "no", "gracias", "👍", "", "???", "/start"])
def test_small_talk_fills_nothing(text: str) -> None:
    assert fill(EMPTY, read(text)) == EMPTY


PIECES = (
    *"aeiI80 -.,/@$#\n'’éñ()0123456789",
    *(
        "mile ",
        "exit ",
        "plate ",
        "near ",
        "NE ",
        "I-",
        "at ",
        "of ",
        "km ",
        "Kearney ",
        "flying j ",
        "a las ",
        "hace ",
    ),
    *("guy ", "her ", "id ", "in ", "the ", "\u202e", "👀", "white ", "van "),
)
TEXTS = st.one_of(st.text(max_size=LONGEST_READ), st.lists(st.sampled_from(PIECES), max_size=600).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_reading_never_fails_and_every_found_word_stands_in_the_text(text: str) -> None:
    findings = read(text)
    fill(EMPTY, findings)
    read_place(text)
    read_vehicle(text)
    read_when(text, now=NOW)
    assert all(contact.words in text for contact in findings.contacts)
    assert all(vehicle.words in text for vehicle in findings.vehicles)
    if findings.observed:
        assert findings.observed.words in text
        assert findings.observed.earliest is not None
        assert findings.observed.earliest <= (findings.observed.latest or NOW) <= NOW


@given(st.text(max_size=200))
def test_normalizing_twice_is_normalizing_once(text: str) -> None:
    assert normalize_plate(normalize_plate(text)) == normalize_plate(text)
    assert matching_key(matching_key(text)) == matching_key(text)
    assert key_of(key_of(text)) == key_of(text)
    assert plain(plain(text)) == plain(text)
    assert len(plain(text)) == len(text)
    code = normalize_code(text)
    assert code is None or normalize_code(code) == code


SLOW = (
    "a" * LONGEST_READ,
    "1" * LONGEST_READ,
    "1-" * (LONGEST_READ // 2),
    "mile " * 800,
    "plate is " * 450,
    "plate ABC " * 400,
    "I-80 " * 800,
    "the " * 1000,
    "guy holds the the the " * 180,
    "near near near " * 270,
    "a.b" * 1300,
    "a@" * 2000,
    "+1 (" * 1000,
    "lot behind the " * 270,
    "at the corner of " * 240,
    "black ford " * 370,
    " " * LONGEST_READ,
    EXAMPLE * 50,
)


@pytest.mark.parametrize("text", SLOW, ids=[text[:12] for text in SLOW])
def test_no_text_makes_reading_slow(text: str) -> None:
    load()
    started = time.process_time()
    read(text)
    read_place(text)
    assert time.process_time() - started < 1.0


def test_an_everyday_message_costs_little() -> None:
    load()
    text = (EXAMPLE + ", saw it around 10 last night, call 308-555-0142 is on the ad, one looks about 15. ") * 2
    text = text[:300]
    best = min(_cpu(text) for _ in range(30))
    assert best < 0.010, "measured 2 ms on a slow core; five times that is a fault"


def _cpu(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


def test_numbers_of_vehicles_are_never_phones() -> None:
    text = "truck USDOT 1234567, trailer 5312345678, mile 272.5, plate 123 4567"
    assert find_contacts(text) == []


def test_a_vehicle_that_is_known_by_its_words_only_is_kept() -> None:
    draft = replace(EMPTY, vehicles=(Vehicle(words="something big"),))
    assert fill(draft, read("white box truck plate ABC123")).vehicles[0].words.startswith("something big")


def test_what_is_seen_long_ago_is_not_danger_now_even_without_a_clock() -> None:
    assert not read("two days ago he was beating a girl").danger_now
    assert extract("he is beating a girl", now=NOW, offset=timedelta(hours=-6)).danger_now
