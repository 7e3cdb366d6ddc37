"""Phones, handles, links, rooms and names in a text, and what is none of them."""

import pytest

from tips.contacts import find_contacts, read_phone
from tips.draft import ContactKind

SEEN = (
    ("call 308-555-0142", ContactKind.PHONE, "+13085550142"),
    ("(308) 555 0142", ContactKind.PHONE, "+13085550142"),
    ("+1 308 555 0142", ContactKind.PHONE, "+13085550142"),
    ("3085550142", ContactKind.PHONE, "+13085550142"),
    ("308.555.0142 is on the ad", ContactKind.PHONE, "+13085550142"),
    ("toronto number 416 555 0142", ContactKind.PHONE, "+14165550142"),
    ("cel 55 1234 5678", ContactKind.PHONE, "+525512345678"),
    ("+52 662 212 3456", ContactKind.PHONE, "+526622123456"),
    ("snap: bigdaddy_88", ContactKind.HANDLE, "@bigdaddy_88"),
    ("ig is star.girl", ContactKind.HANDLE, "@star.girl"),
    ("@Lonestar99", ContactKind.HANDLE, "@lonestar99"),
    ("$BigMoney", ContactKind.HANDLE, "$bigmoney"),
    ("girl@example.com", ContactKind.EMAIL, "girl@example.com"),
    ("www.example.com/ad?x=1.", ContactKind.LINK, "www.example.com/ad?x=1"),
    ("an ad on example.net", ContactKind.LINK, "example.net"),
    ("room 214", ContactKind.ROOM, "214"),
    ("habitación 12", ContactKind.ROOM, "12"),
    ("her name is Crystal", ContactKind.NAME, "Crystal"),
    ("se llama Lupita", ContactKind.NAME, "Lupita"),
)

NONE = (
    "USDOT 1234567",
    "DOT 12345678 MC 765432",
    "trailer 5312345678",
    "plate 123 4567",
    "mile 272.5",
    "exit 272 40.5 miles",
    "2026-11-22 10:30",
    "41.2345678, -98.1234567",
    "between 1000 and 1100 pm",
    "on instagram posts",
    "paid $100",
    "I-80 mm 272 and 273",
)


@pytest.mark.parametrize(("text", "kind", "value"), SEEN)
def test_a_contact_is_found_and_normalized(text: str, kind: ContactKind, value: str) -> None:
    assert [(contact.kind, contact.value) for contact, _ in find_contacts(text)] == [(kind, value)]


@pytest.mark.parametrize("text", NONE)
def test_no_contact_is_made_of_other_numbers(text: str) -> None:
    assert find_contacts(text) == []


def test_a_number_in_mexico_is_tried_as_a_mexican_one_first() -> None:
    assert read_phone("662 212 3456", country="MX") == "+526622123456"
    assert read_phone("662 212 3456") == "+16622123456"


def test_the_words_of_a_contact_are_kept_as_written() -> None:
    ((contact, span),) = find_contacts("call (308) 555-0142 now")
    assert contact.words == "(308) 555-0142"
    assert "call (308) 555-0142 now"[slice(*span)] == contact.words


def test_one_number_written_twice_is_one_contact() -> None:
    assert len(find_contacts("308-555-0142 or (308) 555 0142")) == 1


@pytest.mark.parametrize("text", ["911", "hello", "123", "555-0142", ""])
def test_what_is_no_whole_number_is_no_phone(text: str) -> None:
    assert read_phone(text) is None
