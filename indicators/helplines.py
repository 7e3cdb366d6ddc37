"""Help numbers by country, loaded from `helplines/*.toml` and checked: a wrong digit here can cost a life.

What is only recalled is kept in the files for checking and never shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import phonenumbers

from indicators.datafile import FOLDER, TOML, Entry, entries, read_toml
from indicators.errors import DataFileError, each
from indicators.terms import FactStatus

SUBFOLDER = "helplines"
SOURCE_LANGUAGE = "en"
DEFAULT_COUNTRY = "US"
COUNTRY_OF_LANGUAGE: Mapping[str, str] = MappingProxyType({"fr": "CA"})
"""Where a language is mostly spoken on the road, of the countries that have numbers; the default one for all others."""
SHORT_NUMBER = re.compile(r"[0-9]{3,6}")


class Purpose(StrEnum):
    """What a line is for."""

    EMERGENCY = "emergency"
    TRAFFICKING = "trafficking"
    POLICE_TIPS = "police-tips"
    CHILDREN = "children"
    CRISIS = "crisis"
    PARTNER_VIOLENCE = "partner-violence"
    RUNAWAY = "runaway"
    SEXUAL_ASSAULT = "sexual-assault"
    CHILD_ABUSE = "child-abuse"
    LOCAL_SERVICES = "local-services"
    WAGES = "wages"
    VEHICLE_SAFETY = "vehicle-safety"


class By(StrEnum):
    """How a line is reached."""

    CALL = "call"
    CALL_FROM_ABROAD = "call-from-abroad"
    RELAY = "relay"  # for people who are deaf or hard of hearing
    TEXT = "text"
    WHATSAPP = "whatsapp"
    WEB = "web"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to reach a line. `dial` is for the phone, `printed` for people, `word` what a text message says."""

    by: By
    dial: str
    printed: str
    word: str
    status: FactStatus
    source: str

    @property
    def may_be_shown(self) -> bool:
        """Whether it was read anywhere at all."""
        return self.status is not FactStatus.RECALLED


@dataclass(frozen=True, kw_only=True)
class Helpline:
    """One service. `hours` is empty where no source tells them."""

    id: str
    country: str
    purpose: Purpose
    names: Mapping[str, str]
    hours: str
    last_checked: date
    ways: tuple[Way, ...]

    def name(self, language: str) -> str:
        """The service's name; in English where the language has none."""
        return self.names.get(language, self.names[SOURCE_LANGUAGE])

    def way(self, by: By) -> Way | None:
        """The first way of this kind."""
        return next((way for way in self.ways if way.by is by), None)

    def shown(self) -> "Helpline | None":
        """The line as a reporter may see it: without what is only recalled; None if nothing is left."""
        ways = tuple(way for way in self.ways if way.may_be_shown)
        return replace(self, ways=ways) if ways else None


@dataclass(frozen=True, kw_only=True)
class Helplines:
    """The lines of every country, by ISO 3166 alpha-2 code. `kept` holds the recalled ones too: not for display."""

    kept: Mapping[str, tuple[Helpline, ...]]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that have numbers."""
        return tuple(self.kept)

    def for_country(self, country: str) -> tuple[Helpline, ...]:
        """The lines to show, emergency first. A country without a file gets those of the default one, never nothing."""
        lines = self.kept.get(country.upper(), self.kept[DEFAULT_COUNTRY])
        return tuple(shown for line in lines if (shown := line.shown()) is not None)

    def emergency(self, country: str) -> Helpline:
        """Whom to call in danger."""
        return self._first(country, Purpose.EMERGENCY)

    def trafficking(self, country: str) -> Helpline:
        """The national line against trafficking, with its text code where it has one."""
        return self._first(country, Purpose.TRAFFICKING)

    def _first(self, country: str, purpose: Purpose) -> Helpline:
        return next(line for line in self.for_country(country) if line.purpose is purpose)


def country_of_language(language: str) -> str:
    """Whose lines are shown or printed to somebody of whom only the language is known."""
    return COUNTRY_OF_LANGUAGE.get(language.partition("-")[0], DEFAULT_COUNTRY)


def load_helplines(folder: Path = FOLDER) -> Helplines:
    """All countries; each must have an emergency line, first of all, and a national line that may be shown."""
    ids: set[str] = set()
    kept = dict(each(lambda path: _country(path, ids), sorted((folder / SUBFOLDER).glob(TOML))))
    if DEFAULT_COUNTRY not in kept:
        lost = f"{DEFAULT_COUNTRY.lower()}.toml"
        raise DataFileError(folder / SUBFOLDER, "the folder", f"{lost} is missing", "Put it back")
    return Helplines(kept=MappingProxyType(kept))


def _country(path: Path, ids: set[str]) -> tuple[str, tuple[Helpline, ...]]:
    content = read_toml(path)
    whole = Entry(file=path, name="the file", fields=content)
    whole.allow("country", "misprints", "line")
    country = whole.text("country")
    if country != path.stem.upper() or country not in phonenumbers.SUPPORTED_REGIONS:
        raise whole.wrong(f"country {country!r} does not fit the file", "Name the file after the ISO 3166 alpha-2 code")
    misprints = frozenset(map(_digits, whole.texts("misprints") if "misprints" in content else ()))

    def read(entry: Entry) -> Helpline:
        line = _line(entry, country)
        if line.id in ids:
            raise entry.wrong("the id is used twice", "Give one of them another id")
        ids.add(line.id)
        _check_misprints(entry, line, misprints)
        return line

    lines = each(read, entries(path, content, "line"))
    shown = [line for line in lines if line.shown() is not None]
    if not shown or shown[0] is not lines[0] or shown[0].purpose is not Purpose.EMERGENCY:
        raise whole.wrong("it does not open with an emergency line that may be shown", "Put the emergency line first")
    if not any(line.purpose is Purpose.TRAFFICKING for line in shown):
        raise whole.wrong("it has no trafficking line that may be shown", "Add the national line, once it is verified")
    return country, tuple(lines)


def _line(entry: Entry, country: str) -> Helpline:
    entry.allow("id", "purpose", "name", "hours", "last_checked", "way")
    name = entry.table("name")
    rows = entry.fields.get("way")
    if not isinstance(rows, list) or not rows:
        raise entry.wrong("it has no way to reach it", "Add [[line.way]] with by, dial, printed, status and source")
    ways = tuple(
        _way(Entry(file=entry.file, name=f"{entry.name}, way {number}", fields=row), country)
        for number, row in enumerate(rows, start=1)
    )
    name.text(SOURCE_LANGUAGE)
    return Helpline(
        id=entry.text("id"),
        country=country,
        purpose=entry.choice("purpose", Purpose),
        names=MappingProxyType({language: name.text(language) for language in name.fields}),
        hours=entry.text_or("hours", ""),
        last_checked=entry.day("last_checked"),
        ways=ways,
    )


def _way(entry: Entry, country: str) -> Way:
    entry.allow("by", "dial", "word", "printed", "status", "source")
    way = Way(
        by=entry.choice("by", By),
        dial=entry.text("dial"),
        printed=entry.text("printed"),
        word=entry.text_or("word", ""),
        status=entry.choice("status", FactStatus),
        source=entry.text("source"),
    )
    if way.by is By.WEB:
        _check_address(entry, way)
    else:
        _check_number(entry, way, country)
    return way


def _check_misprints(entry: Entry, line: Helpline, misprints: frozenset[str]) -> None:
    """Refuse the wrong digits that are known to be about, valid numbers though they may be."""
    for way in line.ways:
        if {_digits(way.printed), _digits(way.dial)} & misprints:
            raise entry.wrong(f"{way.printed!r} is a known misprint", "Look the number up at its own site")


def _digits(text: str) -> str:
    """The digits of a printed number, without what stands in brackets behind it."""
    return re.sub(r"\([^)]*\)|[^0-9]", "", text)


def _check_address(entry: Entry, way: Way) -> None:
    if way.dial != f"https://{way.printed}":
        raise entry.wrong(f"{way.printed!r} and {way.dial!r} differ", 'Write dial = "https://…" and the same printed')


def _check_number(entry: Entry, way: Way, country: str) -> None:
    """A number must be possible in its country, and what is printed must be what is dialed."""
    printed = _digits(way.printed)
    if SHORT_NUMBER.fullmatch(way.dial):
        same = printed == way.dial
    else:
        same = printed in (way.dial.removeprefix("+"), _national(entry, way.dial, country))
    if not same:
        raise entry.wrong(f"printed {way.printed!r} is not dial {way.dial!r}", "Make the digits of the two agree")


def _national(entry: Entry, dial: str, country: str) -> str:
    try:
        number = phonenumbers.parse(dial)
    except phonenumbers.NumberParseException:
        raise entry.wrong(f"{dial!r} is not a number", "Write 3 to 6 digits, or + and the country code") from None
    at_home = number.country_code == phonenumbers.country_code_for_region(country)
    if not (at_home and phonenumbers.is_valid_number(number)):
        raise entry.wrong(f"{dial!r} is not a valid number of {country}", "Check every digit at its source")
    return str(number.national_number)
