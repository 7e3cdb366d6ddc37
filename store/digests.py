"""Keyed hashes of what a tip holds, so that a sealed tip can be searched and matched. The kinds, and what goes in.

Equal things give equal digests, so whoever reads the table learns which tips share something, and how often; not what.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.vault import Vault
from tips.draft import Contact, ContactKind, Draft
from tips.place import Place
from tips.plates import matching_key

CELL_DEGREES = 0.05  # about 5 km north to south
MOST_WORDS = 2000
_MARKS = "".join(map(chr, (code for code in range(0x900, 0xE00) if unicodedata.category(chr(code)) in {"Mc", "Mn"})))
_WORD = re.compile(rf"(?:\w[{_MARKS}]*){{2,40}}")
"""A word of two letters or more. The vowel signs of Indic scripts go on with a word, though they are no letters."""


class DigestKind(StrEnum):
    """What was hashed."""

    WORD = "word"
    PLATE = "plate"
    PLATE_PART = "plate-part"
    PHONE = "phone"
    HANDLE = "handle"
    VEHICLE_NUMBER = "vehicle-number"
    CELL = "cell"


_OF_CONTACT = {
    ContactKind.PHONE: DigestKind.PHONE,
    ContactKind.HANDLE: DigestKind.HANDLE,
    ContactKind.LINK: DigestKind.HANDLE,
    ContactKind.EMAIL: DigestKind.HANDLE,
}


def of_draft(draft: Draft) -> set[tuple[DigestKind, str]]:
    """Everything in a draft that may be looked for."""
    found = of_words(draft.narrative) | of_words(draft.heading) | of_words(draft.people.look)
    found |= of_contacts(draft.contacts)
    if draft.place is not None:
        found |= of_place(draft.place)
    for vehicle in draft.vehicles:
        found |= of_words(vehicle.words)
        for plate in vehicle.plates:
            found |= of_plate(plate.text)
        for number in (vehicle.usdot, vehicle.mc, vehicle.trailer):
            if number:
                found.add((DigestKind.VEHICLE_NUMBER, number.casefold()))
    return found


def of_words(words: str) -> set[tuple[DigestKind, str]]:
    """Each word, without accents and case."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return {(DigestKind.WORD, word) for word in _WORD.findall(plain)[:MOST_WORDS]}


def of_plate(plate: str) -> set[tuple[DigestKind, str]]:
    """The whole plate and each three characters in a row of it, with look-alikes folded."""
    key = matching_key(plate)
    parts = {(DigestKind.PLATE_PART, key[at : at + 3]) for at in range(len(key) - 2)}
    return parts | {(DigestKind.PLATE, key)}


def of_contacts(contacts: Iterable[Contact]) -> set[tuple[DigestKind, str]]:
    """Phones by number, handles and links by name; names of people as words."""
    found: set[tuple[DigestKind, str]] = set()
    for contact in contacts:
        kind = _OF_CONTACT.get(contact.kind)
        found |= of_words(contact.words) if kind is None else {(kind, contact.value.casefold())}
    return found


def of_place(place: Place) -> set[tuple[DigestKind, str]]:
    """The words of a place, and for a pin the cell that it lies in."""
    found = of_words(place.words)
    if place.latitude is not None and place.longitude is not None:
        row, column = math.floor(place.latitude / CELL_DEGREES), math.floor(place.longitude / CELL_DEGREES)
        found.add((DigestKind.CELL, f"{row}:{column}"))
    return found


async def write(
    db: AsyncConnection, vault: Vault, tip_id: UUID, agency: UUID, found: set[tuple[DigestKind, str]]
) -> None:
    """Put the digests of a tip on record; those that are there already stay."""
    if not found:
        return
    values: dict[str, Any] = {
        "kinds": [str(kind) for kind, _ in found],
        "digests": [vault.digest(kind, value) for kind, value in found],
        "tip": tip_id,
        "agency": agency,
    }
    await db.execute(_WRITE, values)


_WRITE = text("""
    INSERT INTO digests (kind, digest, tip_id, agency_id)
    SELECT n.kind, n.digest, :tip, :agency FROM unnest(CAST(:kinds AS text[]), CAST(:digests AS bytea[]))
        AS n (kind, digest)
    ON CONFLICT DO NOTHING
""")
