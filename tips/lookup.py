"""What somebody means who types one line into a search box: the code of a tip, a phone, a plate, a handle, words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tips.codes import normalize_code
from tips.contacts import find_contacts, read_phone
from tips.draft import ContactKind
from tips.plates import LONGEST_PLATE, matching_key, normalize_plate
from tips.vehicle import find_painted
from tips.words import plain

LONGEST_LINE: Final = 200
SHORTEST_PART: Final = 3
_PLATE_TYPED = re.compile(r"[A-Za-z0-9]{1,8}(?:[ .·-]{1,2}[A-Za-z0-9]{1,8}){0,3}")
_NUMBER_TYPED = re.compile(r"[A-Za-z]{0,4}[ -]?\d{3,10}")
_NAME_TYPED = re.compile(r"[@$]?[A-Za-z0-9_][A-Za-z0-9_.-]{1,30}")
_HANDLES = {ContactKind.HANDLE, ContactKind.EMAIL}


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """One line, read in every way that it can be meant. What it was not read as is empty.

    A plate stands in `plates` as it is matched. `plate_part` is the one that may be part of a longer one.
    """

    words: str
    code: str | None = None
    phones: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()
    plate_part: str = ""
    handles: tuple[str, ...] = ()
    vehicle_numbers: tuple[str, ...] = ()


def read_lookup(line: str) -> Lookup:
    """Read a line. It is bounded; what stands behind its bound is not looked for."""
    words = " ".join(line.split())[:LONGEST_LINE].strip()
    line = plain(words)
    painted = find_painted(line)
    contacts = [contact for contact, _ in find_contacts(line, painted=painted)]
    phone = read_phone(line) if sum(map(str.isdigit, line)) >= 7 and not re.search(r"[A-Za-z]{2}", line) else None
    plates = [*(matching_key(found.plate.text) for found in painted.plates), *_typed_plate(line)]
    return Lookup(
        words=words,
        code=normalize_code(line),
        phones=_once([phone or "", *(one.value for one in contacts if one.kind is ContactKind.PHONE)]),
        plates=_once(plates),
        plate_part=next((plate for plate in plates if len(plate) >= SHORTEST_PART), ""),
        handles=_once(
            [
                *(one.value for one in contacts if one.kind in _HANDLES),
                *(form for one in contacts if one.kind is ContactKind.LINK for form in _link_forms(one.value)),
                *_typed_handle(line),
            ]
        ),
        vehicle_numbers=_once([*(value for _, value, _ in painted.numbers), *_typed_number(line)]),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _typed_plate(line: str) -> Iterator[str]:
    """A plate that stands alone: with a digit in it, or in one piece. "white van" is none."""
    if not _PLATE_TYPED.fullmatch(line):
        return
    letters = normalize_plate(line)
    one_piece = line.isalnum()
    if 2 <= len(letters) < LONGEST_PLATE and (one_piece or any(map(str.isdigit, letters))):
        yield matching_key(line)


def _typed_number(line: str) -> Iterator[str]:
    """A USDOT, MC or trailer number that stands alone."""
    if _NUMBER_TYPED.fullmatch(line):
        yield re.sub(r"[ -]", "", line)


def _typed_handle(line: str) -> Iterator[str]:
    """A handle that stands alone, with the sign before it or without."""
    if _NAME_TYPED.fullmatch(line):
        yield from (line,) if line[0] in "@$" else ("@" + line, "$" + line)


def _link_forms(link: str) -> Iterator[str]:
    """A link however it was written down: with or without the beginning and the stroke at the end."""
    bare = re.sub(r"^https?://", "", link, flags=re.I)
    bare = re.sub(r"^www\.", "", bare, flags=re.I).rstrip("/")
    for beginning in ("", "http://", "https://"):
        for www in ("", "www."):
            yield from (beginning + www + bare, beginning + www + bare + "/")
