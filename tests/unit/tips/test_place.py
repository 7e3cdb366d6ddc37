"""Places as drivers say them, in English and Spanish, and pins."""

from collections.abc import Mapping

import pytest

from tips.place import Direction, Place, Precision, merge_places, place_from_pin, place_parts, read_place

SAID: tuple[tuple[str, Mapping[str, object]], ...] = (
    (
        "I-80 westbound mile 272 near Kearney NE",
        {
            "road": "I-80",
            "direction": Direction.WEST,
            "mile": 272,
            "town": "Kearney",
            "county": "Buffalo",
            "state": "US-NE",
            "precision": Precision.SPOT,
        },
    ),
    ("Flying J exit 272", {"stop": "Flying J", "exit": "272", "state": None, "precision": Precision.SPOT}),
    ("lot behind pump 12", {"lot": "lot behind pump 12", "precision": Precision.ROAD}),
    (
        "US-30 & 5th st, Grand Island Nebraska",
        {"road": "US-30", "street": "5th st", "town": "Grand Island", "county": "Hall", "state": "US-NE"},
    ),
    ("mm 272 I80 W", {"road": "I-80", "direction": Direction.WEST, "mile": 272}),
    ("exit 272 off 80", {"road": "I-80", "exit": "272"}),
    ("Hwy 401 km 45 Ontario", {"road": "ON-401", "kilometer": 45, "state": "CA-ON", "mile": None}),
    ("Love's Ogallala", {"stop": "Love's", "town": "Ogallala", "county": "Keith", "state": "US-NE"}),
    ("loves in ogallala", {"stop": "Love's", "town": "Ogallala"}),
    ("truck stop TA de Gallup nuevo mexico", {"stop": "TA", "town": "Gallup", "state": "US-NM"}),
    ("pilot, w memphis", {"stop": "Pilot", "town": "West Memphis", "state": "US-AR"}),
    ("truck stop in east st louis", {"town": "East Saint Louis", "state": "US-IL"}),
    ("pilot #421", {"stop": "Pilot #421"}),
    ("numero 45-AK-2B en Nuevo Laredo", {"town": "Nuevo Laredo", "state": "MX-TAM"}),
    ("petro-can exit 12", {"stop": "Petro-Canada", "exit": "12"}),
    ("at the loves in ogallala", {"stop": "Love's", "town": "Ogallala"}),
    ("TX-44", {"road": "TX-44", "state": "US-TX", "precision": Precision.ROAD}),
    ("MX 15D km 120 Sonora", {"road": "MX-15D", "kilometer": 120, "state": "MX-SON"}),
    (
        "la 80 hacia el oeste milla 272 cerca de Kearney",
        {"road": "I-80", "direction": Direction.WEST, "mile": 272, "town": "Kearney", "state": "US-NE"},
    ),
    ("near kearny nebraska", {"town": "Kearney", "state": "US-NE", "precision": Precision.TOWN}),
    ("Ogalalla, NE", {"town": "Ogallala", "county": "Keith"}),
    ("Buffalo County Nebraska", {"county": "Buffalo", "state": "US-NE", "precision": Precision.COUNTY}),
    ("somewhere in San Bernardino county", {"county": "San Bernardino", "state": "US-CA"}),
    ("orleans parish louisiana", {"county": "Orleans", "state": "US-LA"}),
    ("Pilot #234 in Sidney, NE", {"stop": "Pilot #234", "town": "Sidney", "county": "Cheyenne"}),
    ("TA in Council Bluffs IA", {"stop": "TA", "town": "Council Bluffs", "state": "US-IA"}),
    (
        "rest area I-95 south mm 131 NC",
        {"stop": "rest area", "road": "I-95", "direction": Direction.SOUTH, "mile": 131, "state": "US-NC"},
    ),
    ("the 401 near Kingston", {"road": "ON-401", "town": "Kingston", "state": "CA-ON"}),
    ("cerca de Hermosillo, Sonora", {"town": "Hermosillo", "state": "MX-SON"}),
    (
        "Love's off I-40 exit 96 kingman az",
        {"road": "I-40", "exit": "96", "town": "Kingman", "county": "Mohave", "state": "US-AZ"},
    ),
    ("Dallas", {"town": "Dallas", "state": "US-TX"}),
    ("springfield", {"town": "Springfield", "state": None, "county": None}),
    (
        "parked in row 4 at petro in North Little Rock AR",
        {"stop": "Petro", "lot": "row 4", "town": "North Little Rock"},
    ),
    ("weigh station I-75 NB near Ocala Florida", {"direction": Direction.NORTH, "town": "Ocala", "county": "Marion"}),
    ("carretera 57 km 83 San Luis Potosí", {"road": "MX-57", "kilometer": 83, "state": "MX-SLP"}),
    ("Motel 6 room 214 in Laredo Texas", {"stop": "Motel 6", "town": "Laredo", "county": "Webb"}),
    ("St. Louis MO", {"town": "St. Louis", "county": "St. Louis city", "state": "US-MO"}),
    ("i 10 east of el paso", {"road": "I-10", "direction": None, "town": "El Paso", "state": "US-TX"}),
    ("I-4 exit 72", {"road": "I-4", "state": "US-FL"}),
    ("i-35 southbound exit 282B, Waco", {"direction": Direction.SOUTH, "exit": "282B", "town": "Waco"}),
    ("interstate 5 mile marker 118.5 oregon", {"road": "I-5", "mile": 118.5, "state": "US-OR"}),
    ("FM 1960 at the Buc-ee's", {"road": "FM-1960", "stop": "Buc-ee's", "state": "US-TX"}),
    ("state route 44 Ohio", {"road": "OH-44", "state": "US-OH"}),
    ("highway 10", {"road": "Hwy 10", "state": None}),
    ("salida 18 de la I-19 rumbo al sur", {"road": "I-19", "exit": "18", "direction": Direction.SOUTH}),
    ("gasolinera Pemex carretera 15 km 1980 Sinaloa", {"road": "MX-15", "kilometer": 1980, "state": "MX-SIN"}),
    ("atrás de la tienda, fila 7", {"lot": "atrás de la tienda, fila 7"}),
    ("Kansas City Missouri", {"town": "Kansas City", "state": "US-MO"}),
    ("QEW near Hamilton Ontario", {"road": "QEW", "town": "Hamilton", "state": "CA-ON"}),
    ("Nebraska", {"state": "US-NE", "precision": Precision.STATE}),
    ("salida 4 de la I-35 Laredo", {"road": "I-35", "exit": "4", "town": "Laredo", "state": "US-TX"}),
    ("westbound 40 near Amarillo", {"road": "I-40", "direction": Direction.WEST, "town": "Amarillo"}),
    ("Oak Grove, KY", {"town": "Oak Grove", "state": "US-KY", "county": None}),
    ("mm 53 I-81 N Virginia, her boyfriend took her ID", {"state": "US-VA"}),
    ("OK so it was exit 12 on I-75", {"road": "I-75", "state": None}),
    ("I-40 mm 110 OK", {"state": "US-OK"}),
    ("mile 12 county road 9", {"road": "CR-9", "mile": 12, "street": None}),
    ("Walmart in Barstow CA", {"stop": "Walmart", "town": "Barstow"}),
    ("I-10 exit 22 near Mobile", {"town": "Mobile", "state": "US-AL"}),
    ("Iowa 80", {"stop": "Iowa 80", "state": "US-IA"}),
    ("I-80 EXIT 272 NE", {"state": "US-NE"}),
)

NOWHERE = (
    "in the van",
    "hello there",
    "ok",
    "she was crying",
    "I don't know",
    "no sé",
    "",
    "80",
    "👀",
)


@pytest.mark.parametrize(("words", "expected"), SAID, ids=[words for words, _ in SAID])
def test_a_place_is_understood_as_drivers_say_it(words: str, expected: Mapping[str, object]) -> None:
    place = read_place(words)
    assert place is not None
    assert {name: getattr(place, name) for name in expected} == expected
    assert place.words == words


@pytest.mark.parametrize("words", NOWHERE)
def test_nothing_is_made_up_from_words_that_name_no_place(words: str) -> None:
    assert read_place(words) is None


def test_a_road_settles_which_of_two_towns_is_meant() -> None:
    by_80, by_35 = read_place("I-80 near Kearney"), read_place("I-35 near Kearney")
    assert by_80 is not None
    assert by_35 is not None
    assert (by_80.state, by_35.state) == ("US-NE", "US-MO")


def test_an_earlier_place_settles_which_town_is_meant() -> None:
    place = read_place("near Sidney", near=Place(state="US-NE"))
    assert place is not None
    assert place.county == "Cheyenne"


@pytest.mark.parametrize("words", ["girl in trouble at the pump", "he was in reading the paper", "a man in white"])
def test_common_words_in_free_text_are_no_towns(words: str) -> None:
    place = read_place(words, answer=False)
    assert place is None or place.town is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "town", "county", "state"),
    [
        (40.69946, -99.08148, "Kearney", "Buffalo", "US-NE"),
        (31.60, -106.45, "Ciudad Juárez", None, "MX-CHH"),
        (43.09, -79.09, "Niagara Falls", None, "CA-ON"),
        (29.29, -94.78, "Galveston", "Galveston", "US-TX"),
        (36.85, -75.98, "Virginia Beach", "Virginia Beach city", "US-VA"),
        (61.2, -149.9, None, "Anchorage", "US-AK"),
        (30.0, -40.0, None, None, None),
    ],
)
def test_a_pin_names_its_county_and_state(
    latitude: float, longitude: float, town: str | None, county: str | None, state: str | None
) -> None:
    place = place_from_pin(latitude, longitude, 20.0, live=True)
    assert (place.county, place.state, place.precision, place.live) == (county, state, Precision.PIN, True)
    assert town in (None, place.town)


def test_a_venue_adds_the_stop_to_its_pin() -> None:
    assert place_from_pin(41.13, -101.72, venue="Love's Travel Stop").stop == "Love's"


def test_a_place_is_read_back_in_the_order_of_speech() -> None:
    place = read_place("I-80 westbound mile 272 near Kearney NE")
    assert place is not None
    assert place_parts(place) == (
        ("road", "I-80"),
        ("direction", "west"),
        ("mile", "272"),
        ("town", "Kearney"),
        ("county", "Buffalo"),
        ("state", "Nebraska"),
    )
    parish = read_place("Orleans parish, Louisiana")
    assert parish is not None
    assert place_parts(parish) == (("parish", "Orleans"), ("state", "Louisiana"))


def test_two_sayings_of_a_place_become_one_and_keep_both_words() -> None:
    first, second = read_place("Flying J exit 272"), read_place("I-80 near Kearney NE")
    both = merge_places(first, second)
    assert both is not None
    assert (both.stop, both.exit, both.road, both.town) == ("Flying J", "272", "I-80", "Kearney")
    assert both.words == "Flying J exit 272\nI-80 near Kearney NE"


def test_a_place_that_contradicts_the_first_changes_nothing() -> None:
    first, second = read_place("near Kearney NE"), read_place("near Gary Indiana")
    assert merge_places(first, second) == first


def test_a_pin_keeps_what_words_add_to_it() -> None:
    merged = merge_places(place_from_pin(40.7, -99.08), read_place("lot behind pump 12"))
    assert merged is not None
    assert (merged.precision, merged.lot) == (Precision.PIN, "lot behind pump 12")
