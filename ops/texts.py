"""`highbeam texts`: what is wrong with the texts that reporters read, and what a reviewer has to read.

The bot's start refuses what it cannot use, at the first fault. Here all of it is found, and what only reads badly too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.phrases import CATALOG, SOURCE, read_texts
from bot.render import LONGEST_CAPTION, LONGEST_TEXT
from bot.talk import Talk
from bot.textfile import DRAFTED, FTL, Entry, TextError
from indicators.catalog import FILE as CATALOG_FILE
from indicators.catalog import LOOKS, RATHER, load_catalog
from indicators.course import Courses, load_courses
from indicators.datafile import FOLDER, TOML
from indicators.errors import DataFileError
from indicators.helplines import Helplines, load_helplines
from indicators.reading import school_grade, words
from indicators.translated import REVIEW
from indicators.wording import forbidden_word, load_forbidden
from ops.beside_english import english_texts, faults_beside, named_numbers
from ops.cards import cut_off
from ops.course_texts import COURSES, EMERGENCY_NUMBER, course_parts
from ops.findings import Finding, line_of, must_be_put_right, of_data, of_texts

BUTTON, BUTTON_ELSEWHERE = 18, 24
MEAN_GRADE, HARDEST_GRADE = 6.0, 8.0
DRAFT = DRAFTED.removeprefix(REVIEW)
FEWEST_WORDS = 3
"""Of fewer words no grade can be told."""

_EMERGENCY = frozenset({EMERGENCY_NUMBER})
_ANSWERS = ("setting-", "when-", "heading-", "count-", "age-", "told-", "button-still-", "button-yes", "button-no")
"""Answers that show again what was chosen, with a tick before them."""

_LABELS = (*_ANSWERS, "button-", "country-", "language-name")
_NO_LABELS = ("-title", "-hint", "-unsure")
_TICK = len("✓ ")
_TYPED = "typed-"
"""What reporters type is not said to them."""

_EXAMPLES = frozenset({"where-hint", "heading-hint", "vehicle-hint", "contacts-hint"})
"""They show how a place, a plate or a number may be typed."""

_ON_PICTURES = (
    "pocket-looks",
    "pocket-rather",
    "pocket-in-mind",
    "scene-",
    "certificate-",
    "training-in-english",
    "safety-distance",
)
"""What stands under a picture or a document, beside the signs and the courses themselves."""

_NUMBER = re.compile(r"\d+(?:\)?[-\s.]?\d+)*")
_FEWEST_DIALED, _LONGEST_MADE_UP = 7, 5
_MADE_UP = re.compile(r"1?\d{3}55501\d\d")


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the edited files are: the texts of the bot, and the data of `indicators`."""

    texts: Path
    data: Path

    @classmethod
    def of(cls, root: Path | None = None) -> "Places":
        """Those of a checkout, or of this installation."""
        root = FOLDER.parent if root is None else root
        return cls(texts=root / "bot" / "texts", data=root / "indicators")


def check_texts(places: Places, language: str | None = None) -> list[Finding]:
    """Everything that is wrong with the texts of one language, or of all; what they share with English too."""
    entries, errors = read_texts(places.texts)
    findings = [finding for error in errors for finding in of_texts(error)]
    try:
        forbidden, numbers = load_forbidden(places.data), known_numbers(load_helplines(places.data))
    except DataFileError as exc:
        return sorted([*findings, *of_data(exc, places.data, places.data / "helplines")])
    for name, own in entries.items():
        if name == SOURCE:
            findings += too_hard(places.texts / name, _spoken(own))
        else:
            findings += check_review(places.texts / name)
        for key, entry in own.items():
            findings += check_entry(key, entry, name, forbidden, numbers)
    findings += [*_check_signs(places, entries), *_check_beside_english(places, entries, numbers)]
    findings += _check_courses_beside_english(places, numbers)
    if not must_be_put_right(findings):
        findings += _check_cards(places)
    if language is not None:
        homes = {places.texts / language, places.data / COURSES / language}
        findings = [one for one in findings if not homes.isdisjoint((one.file, *one.file.parents))]
    return sorted(set(findings))


def _check_signs(places: Places, entries: Mapping[str, Mapping[str, Entry]]) -> list[Finding]:
    """What the catalog finds wrong with the wordings of its signs. What is wrong with itself is not told here."""
    wordings = {
        name: {key: entry.texts[0] for key, entry in own.items() if key.startswith(CATALOG)}
        for name, own in entries.items()
        if name != SOURCE
    }
    try:
        load_catalog(wordings, places.data)
    except DataFileError as exc:
        return [one for one in of_data(exc, places.texts, places.data) if places.texts in one.file.parents]
    return []


def _check_beside_english(
    places: Places, entries: Mapping[str, Mapping[str, Entry]], numbers: frozenset[str]
) -> Iterator[Finding]:
    """What is wrong with translations beside their English. A catalog that cannot be read is told of by itself."""
    try:
        english = english_texts(entries.get(SOURCE, {}), load_catalog({}, places.data))
    except DataFileError:
        return
    for language, own in entries.items():
        for key, entry in own.items():
            if language != SOURCE and key in english and not key.startswith(_TYPED):
                for told in faults_beside(english[key], entry, language, numbers):
                    yield Finding(file=entry.file, line=entry.line, entry=key, told=told)


def _check_courses_beside_english(places: Places, numbers: frozenset[str]) -> Iterator[Finding]:
    """Help numbers that got lost where a course was translated. Courses that cannot be read are not told of here."""
    try:
        courses = load_courses(places.data)
    except DataFileError:
        return
    for part in course_parts(courses):
        for said in part.said:
            named = named_numbers(said.words.say(SOURCE), numbers)
            for language, text in said.words.texts.items():
                for number in sorted(named - named_numbers(text, numbers)):
                    file, entry = part.file(places.data / COURSES, language), f"{part.entry}, {said.what}"
                    told = f"English names {number} here; name it too"
                    yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told)


def _check_cards(places: Places) -> Iterator[Finding]:
    """Every card with a picture holds all that it says. It can be looked at once everything can be loaded."""
    try:
        talk = Talk.load(places.texts, places.data)
    except (TextError, DataFileError):
        return
    for kind, name, language, units in cut_off(talk):
        own = places.texts / language / "sign-help.ftl"
        file, entry = places.data / CATALOG_FILE, f"indicator {name!r}"
        if kind != "indicator":
            home, (file_id, _, part) = places.data / COURSES, name.partition("/")
            file, entry, own = home / f"{file_id}.toml", f"{kind} {part!r}", home / language / f"{file_id}.toml"
        elif own.exists():
            entry = f"{LOOKS}{name}"
        file = own if own.exists() else file
        told = f"{units} characters more than its card holds in {language!r}; shorten it"
        yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told)


def check_entry(
    key: str, entry: Entry, language: str, forbidden: Mapping[str, Iterable[str]], numbers: frozenset[str]
) -> Iterator[Finding]:
    """What is wrong with one text, whatever the others say."""

    def wrong(told: str) -> Finding:
        return Finding(file=entry.file, line=entry.line, entry=key, told=told)

    if key.startswith(_TYPED):
        return
    longest = most_of(key, language)
    for text in dict.fromkeys(entry.texts):
        length = shown_length(text)
        if length > longest:
            yield wrong(f"it has {length} characters; say it in {longest} or fewer")
        found = forbidden_word(text, language, forbidden)
        if found is not None:
            yield wrong(f'it says {found!r}; say "person", or what was done to them')
        for number in strange_numbers(text, numbers, example=key in _EXAMPLES):
            yield wrong(f"{number} is no number of the help line files; put a number in from there, or correct it")


def most_of(key: str, language: str) -> int:
    """How many characters a text may have, by where it stands."""
    if key.startswith(_LABELS) and (key.startswith("button-") or not key.endswith(_NO_LABELS)):
        longest = BUTTON if language == SOURCE else BUTTON_ELSEWHERE
        return longest - _TICK if key.startswith(_ANSWERS) else longest
    return LONGEST_CAPTION if key.startswith((*_ON_PICTURES, *CATALOG)) else LONGEST_TEXT


def shown_length(text: str) -> int:
    """Characters as they are seen: marks that stand on another, and what joins or turns, take no room."""
    return sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in text)


def known_numbers(helplines: Helplines) -> frozenset[str]:
    """The digits of every number that may be shown, as they are dialed and as they are printed."""
    ways = (way for country in helplines.countries for line in helplines.for_country(country) for way in line.ways)
    written = [part for way in ways for part in (way.dial, way.printed)]
    return frozenset({EMERGENCY_NUMBER, *(_digits(part) for part in written)}) - {""}


def _digits(text: str) -> str:
    """The digits of a text in any script, as ASCII."""
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdecimal())


def strange_numbers(text: str, numbers: frozenset[str], *, example: bool = False) -> Iterator[str]:
    """Numbers of three digits or more that are no help line's. In an example short ones and 555-01xx are fine."""
    for match in _NUMBER.finditer(text):
        whole, pieces = _digits(match[0]), [_digits(piece) for piece in re.findall(r"\d+", match[0])]
        parted = len(whole) < _FEWEST_DIALED and all(len(piece) < 3 or piece in numbers for piece in pieces)
        if len(whole) < 3 or whole in numbers or parted:
            continue
        if not (example and (len(whole) <= _LONGEST_MADE_UP or _MADE_UP.fullmatch(whole))):
            yield match[0]


def check_review(folder: Path) -> Iterator[Finding]:
    """The first line of every translated file says whether anybody has signed it."""
    signed = {path: signed_by(path) for path in sorted(folder.glob("[!.]*.*"))}
    for path, name in signed.items():
        if name is None:
            told = f"its first line does not tell its review; write {REVIEW}{DRAFT}, or {REVIEW}who signed it, and when"
            yield Finding(file=path, line=1, entry="the file", told=told)
    drafted = [path.name for path, name in signed.items() if name == DRAFT]
    if drafted:
        told = f"drafted by a machine and signed by nobody: {', '.join(drafted)}"
        yield Finding(file=folder, line=1, entry="review", told=told, must=False)


def signed_by(path: Path) -> str | None:
    """Who signed a translated file, DRAFT when nobody has, None when its first line does not tell."""
    first = path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    return first.removeprefix(REVIEW).strip() or None if first.startswith(REVIEW) else None


def too_hard(whole: Path, texts: Mapping[tuple[Path, str], str]) -> Iterator[Finding]:
    """English texts, by file and entry, that are hard to read; and the whole of them, where they are so on average."""
    found = {place: school_grade(text) for place, text in texts.items() if words(text) >= FEWEST_WORDS}
    for (file, entry), grade in found.items():
        if grade > HARDEST_GRADE:
            told = f"it reads at grade {grade:.1f}; use shorter words and sentences, to stay at {HARDEST_GRADE:g}"
            yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told)
    mean = sum(found.values()) / max(1, len(found))
    if mean > MEAN_GRADE:
        told = f"English reads at grade {mean:.1f} on average; bring it to {MEAN_GRADE:g} or below"
        yield Finding(file=whole, line=1, entry="all texts", told=told)


def _spoken(entries: Mapping[str, Entry]) -> dict[tuple[Path, str], str]:
    """What is said to reporters by file and key, each text in its hardest form."""
    said = {key: entry for key, entry in entries.items() if not key.startswith(_TYPED)}
    return {(entry.file, key): max(entry.texts, key=school_grade) for key, entry in said.items()}


def count_texts(places: Places) -> str:
    """How many texts there are, and how English reads."""
    entries, _ = read_texts(places.texts)
    found = [school_grade(text) for text in _spoken(entries[SOURCE]).values() if words(text) >= FEWEST_WORDS]
    mean = sum(found) / len(found)
    count = sum(map(len, entries.values()))
    return f"{count} texts ({', '.join(entries)}); English reads at grade {mean:.1f}, the hardest at {max(found):.1f}"


# Reviewing


def review(places: Places, language: str | None = None) -> Iterator[str]:
    """What a reviewer needs, line by line: who signed which file, and every line of safety beside its English: those
    marked, the help on signs that says to call the emergency number, and what a language's courses say of safety."""
    entries, _ = read_texts(places.texts)
    english = english_texts(entries[SOURCE], load_catalog({}, places.data))
    courses = load_courses(places.data)
    help_names = {key for key in english if key.startswith(RATHER) and named_numbers(english[key], _EMERGENCY)}
    for name in [name for name in entries if name != SOURCE and language in {None, name}]:
        yield f"{name}:"
        home = places.data / COURSES / name
        for path in (*sorted((places.texts / name).glob(FTL)), *sorted(home.glob(TOML))):
            signed = signed_by(path)
            state = (
                "says nothing of its review"
                if signed is None
                else "drafted"
                if signed == DRAFT
                else f"signed: {signed}"
            )
            yield f"  {path.name}: {state}"
        yield "  Lines on which somebody's safety hangs:"
        for key, entry in entries[SOURCE].items():
            if entry.safety:
                yield f"    {key} ({entry.file.name})"
                yield f"      {SOURCE}: {_on_one_line(entry)}"
                yield f"      {name}: {_on_one_line(entries[name].get(key))}"
        for key in sorted(help_names):
            yield f"    {key} (sign-help.ftl)"
            yield f"      {SOURCE}: {english[key]}"
            yield f"      {name}: {_on_one_line(entries[name].get(key))}"
        yield from _safety_of_courses(courses, name)


def _safety_of_courses(courses: Courses, language: str) -> Iterator[str]:
    for part in course_parts(courses):
        for said in part.said:
            if said.safety and said.words.has(language):
                yield f"    {part.id}, {said.what} ({part.file(Path(COURSES), language)})"
                for name in (SOURCE, language):
                    yield f"      {name}: {' '.join(said.words.say(name).split())}"


def _on_one_line(entry: Entry | None) -> str:
    """A text in all its forms."""
    return " | ".join(" ".join(text.split()) for text in entry.forms("…")) if entry else "(missing)"
