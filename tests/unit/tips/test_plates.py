"""Plates in a text, and what is no plate."""

import pytest

from tips.plates import find_plates, matching_key, normalize_plate

SEEN = (
    ("NE plate abc123", "ABC123", "US-NE"),
    ("abc 123 nebraska", "ABC123", "US-NE"),
    ("placas de Sonora VXY-12-34", "VXY1234", "MX-SON"),
    ("placa VXY-12-34 de Sonora", "VXY1234", "MX-SON"),
    ("black tahoe ne plate abc123, guy holds her id", "ABC123", "US-NE"),
    ("plate is ABC 123, Texas", "ABC123", "US-TX"),
    ("license plate ABC-1234 and drove off", "ABC1234", None),
    ("tx plates: bkr 4821", "BKR4821", "US-TX"),
    ("ABC-123 Nebraska plates", "ABC123", "US-NE"),
    ("Ontario plate CEKD 123", "CEKD123", "CA-ON"),
    ("placas 123-ABC-4 Chihuahua", "123ABC4", "MX-CHH"),
    ("California tag 8ABC123", "8ABC123", "US-CA"),
    ("plates from North Dakota 123 ABC", "123ABC", "US-ND"),
    ("plate number 12-A345 NE", "12A345", "US-NE"),
    ("or plate abc123", "ABC123", None),
    ("OR plate abc123", "ABC123", "US-OR"),
    ("white van plate XYZ 987 (KS)", "XYZ987", "US-KS"),
    ("matrícula ABC-12-34", "ABC1234", None),
    ("placas de Nuevo León RTA-456-B", "RTA456B", "MX-NLE"),
    ("lp 4XYZ22 il", "4XYZ22", "US-IL"),
    ("plate BIGRIG", "BIGRIG", None),
    ("AB12345 Illinois", "AB12345", "US-IL"),
    ("abc1234 ohio", "ABC1234", "US-OH"),
    ("tags read O0I1 23", "O0I123", None),
    ("Quebec plate B42 KLM", "B42KLM", "CA-QC"),
    ("purple kenworth, KY apportioned plate P123456", "P123456", "US-KY"),
    ("texas paper tag 1234A56", "1234A56", "US-TX"),
    ("gold minivan, ne plt 10-C482", "10C482", "US-NE"),
    ("placas federales 45-AK-2B", "45AK2B", None),
    ("placas de remolque 45-UB-9C", "45UB9C", None),
)

NOT_PLATES = (
    "had no plates",
    "plate was covered in mud",
    "I-80 Nebraska mile 272",
    "exit 272 nebraska",
    "room 12 texas",
    "no plate on the trailer",
    "plate unknown 2 guys",
    "plates 55 and girl 14",
    "us 30 nebraska",
    "at 10 pm texas",
    "pump 12 iowa",
    "couldn't read the plate but it was a white van",
)


@pytest.mark.parametrize(("text", "plate", "jurisdiction"), SEEN)
def test_a_plate_is_found_with_its_state(text: str, plate: str, jurisdiction: str | None) -> None:
    (found,) = find_plates(text)
    assert (found.plate.text, found.plate.jurisdiction, found.plate.partial) == (plate, jurisdiction, False)


@pytest.mark.parametrize("text", NOT_PLATES)
def test_no_plate_is_made_up(text: str) -> None:
    assert find_plates(text) == []


@pytest.mark.parametrize(
    ("text", "plate"), [("partial plate ABC", "ABC"), ("plate starts with 7KD", "7KD"), ("placa termina en 482", "482")]
)
def test_a_partial_plate_says_that_it_is_one(text: str, plate: str) -> None:
    (found,) = find_plates(text)
    assert (found.plate.text, found.plate.partial) == (plate, True)


def test_two_plates_in_one_text_keep_their_own_states() -> None:
    found = find_plates("plates TX RNB 2231 and OK plates ABC-123")
    assert [(one.plate.text, one.plate.jurisdiction) for one in found] == [("RNB2231", "US-TX"), ("ABC123", "US-OK")]


def test_look_alikes_stay_apart_in_the_plate_and_match_each_other() -> None:
    assert normalize_plate("o0-i1") == "O0I1"
    assert matching_key("O0I1") == matching_key("00 11") == "0011"
    assert matching_key("ABC123") != matching_key("ABC124")
