"""Vehicles in a text, with what is painted on them."""

import pytest

from tips.vehicle import find_vehicles, read_vehicle

SEEN: tuple[tuple[str, tuple[str | None, str | None, str | None, str | None]], ...] = (
    ("black tahoe", ("black", "Chevrolet", "Tahoe", None)),
    ("white ford van", ("white", "Ford", None, "van")),
    ("camioneta negra", ("black", None, None, "pickup")),
    ("silver dodge caravan", ("silver", "Dodge", "Caravan", None)),
    ("tractor freightliner blanco", ("white", "Freightliner", None, "tractor")),
    ("old beige winnebago", ("tan", None, None, "rv")),
    ("dark blue chevy silverado 2500 crew cab", ("blue", "Chevrolet", "Silverado", None)),
    ("gray Honda CR-V", ("gray", "Honda", "CR-V", None)),
    ("red F150", ("red", "Ford", "F-150", None)),
    ("white box truck", ("white", None, None, "box truck")),
    ("a blue pete 389", ("blue", "Peterbilt", None, None)),
    ("carro rojo Nissan Tsuru", ("red", "Nissan", "Tsuru", "car")),
    ("maroon minivan", ("maroon", None, None, "van")),
    ("2015 Toyota Sienna, gold", (None, "Toyota", "Sienna", None)),
    ("a Lincoln Navigator", (None, "Lincoln", "Navigator", None)),
    ("just a van", (None, None, None, "van")),
)


@pytest.mark.parametrize(("text", "expected"), SEEN)
def test_an_answer_is_read_as_a_vehicle(text: str, expected: tuple[str | None, ...]) -> None:
    vehicle = read_vehicle(text)
    assert vehicle is not None
    assert (vehicle.color, vehicle.make, vehicle.model, vehicle.body) == expected
    assert vehicle.words == text


@pytest.mark.parametrize("text", ["my truck is blue", "I don't know", "she wanted to escape", "he wore black", ""])
def test_what_says_no_vehicle_is_none(text: str) -> None:
    assert read_vehicle(text) is None


def test_each_plate_belongs_to_the_vehicle_before_it() -> None:
    first, second = find_vehicles("white ford van with texas plates RNB 2231 and a red F150 plate 7KD 221 OK")
    assert [plate.text for plate in first.vehicle.plates] == ["RNB2231"]
    assert [plate.text for plate in second.vehicle.plates] == ["7KD221"]


def test_painted_numbers_are_read() -> None:
    (found,) = find_vehicles("truck USDOT 1234567 MC 765432 trailer # 53124")
    assert (found.vehicle.usdot, found.vehicle.mc, found.vehicle.trailer) == ("1234567", "765432", "53124")


@pytest.mark.parametrize("words", ["trailer # 53-20417", "semirremolque 53-20417", "caja num. 53-20417"])
def test_a_trailer_number_may_have_a_dash(words: str) -> None:
    (found,) = find_vehicles(f"white freightliner, {words}")
    assert (found.vehicle.trailer, found.vehicle.body) == ("5320417", None)


def test_a_phone_number_behind_a_trailer_is_none_of_its_numbers() -> None:
    assert all(found.vehicle.trailer is None for found in find_vehicles("white trailer 308-555-0142"))


def test_words_far_between_a_vehicle_and_its_number_are_not_the_vehicles() -> None:
    (found,) = find_vehicles("red van, girl by the pumps at the loves in north platte last night. trailer # 53-20417")
    assert found.vehicle.words == "red van; trailer # 53-20417"


def test_a_container_number_keeps_its_letters() -> None:
    (found,) = find_vehicles("white truck pulling container MSCU 123456")
    assert found.vehicle.trailer == "MSCU123456"


def test_a_plate_alone_is_a_vehicle() -> None:
    (found,) = find_vehicles("NE plate abc123")
    assert found.vehicle.plates[0].text == "ABC123"
    assert found.vehicle.body is None


def test_a_bare_body_in_free_text_still_leaves_the_question_open() -> None:
    assert find_vehicles("she got into a van") == []
