"""What one line in the search box may mean."""

import pytest

from tips.codes import code_from
from tips.lookup import LONGEST_LINE, Lookup, read_lookup


def test_a_code_is_read_in_any_writing() -> None:
    code = code_from(b"highbeam")
    for line in (code, code.lower(), f" {code.replace('-', ' ')} ", code.replace("-", "")):
        assert read_lookup(line).code == code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert read_lookup(wrong).code is None


@pytest.mark.parametrize(
    "line", ["308-555-0142", "(308) 555-0142", "+1 308 555 0142", "13085550142", "call 308 555 0142"]
)
def test_a_phone_is_read_in_any_writing(line: str) -> None:
    assert read_lookup(line).phones == ("+13085550142",)


@pytest.mark.parametrize(
    ("line", "plate"),
    [
        ("ABC123", "ABC123"),
        ("abc 123", "ABC123"),
        ("ABC-123", "ABC123"),
        ("boi 10o", "B01100"),
        ("NE plate abc123", "ABC123"),
        ("vanity", "VAN1TY"),
        ("C12", "C12"),
        ("7A", "7A"),
    ],
)
def test_a_plate_is_read_with_what_eyes_confuse_folded(line: str, plate: str) -> None:
    found = read_lookup(line)
    assert plate in found.plates
    assert found.plate_part == (plate if len(plate) >= 3 else "")


@pytest.mark.parametrize("line", ["white van", "a man took her phone", "308-555-0142", "", "A", "A" * 30])
def test_words_and_phones_are_no_plates(line: str) -> None:
    assert read_lookup(line).plates == ()


def test_a_handle_is_looked_for_with_each_sign_unless_one_was_typed() -> None:
    assert read_lookup("sample.name").handles == ("@sample.name", "$sample.name")
    assert read_lookup("@Sample.Name").handles[0] == "@sample.name"
    assert "sample@example.org" in read_lookup("sample@example.org").handles


def test_a_link_is_looked_for_in_the_ways_it_is_written_down() -> None:
    forms = read_lookup("https://www.example.com/sample/").handles
    assert {"example.com/sample", "http://example.com/sample", "www.example.com/sample/"} <= set(forms)
    assert set(forms) == set(read_lookup("example.com/sample").handles)


@pytest.mark.parametrize(
    ("line", "number"),
    [("USDOT 5550123", "5550123"), ("5550123", "5550123"), ("MC-555012", "555012"), ("SAMU 5550123", "SAMU5550123")],
)
def test_numbers_painted_on_vehicles_are_read(line: str, number: str) -> None:
    assert number in read_lookup(line).vehicle_numbers


def test_what_stands_behind_the_bound_is_not_read() -> None:
    assert read_lookup("word " * 100).words == ("word " * 100)[:LONGEST_LINE].strip()
    assert read_lookup("\0 \n\t ") == Lookup(words="\0")
