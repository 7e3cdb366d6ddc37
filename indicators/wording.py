"""What every wording of a sign, and every help text on it, must keep to: there, short, and judging nobody."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from indicators.datafile import FOLDER, Entry, read_toml
from indicators.errors import DataFileError

FILE = "forbidden.toml"
SOURCE_LANGUAGE = "en"
MOST_WORDS = 14
HELP_WORDS, HELP_CHARACTERS = 30, 180
"""The most of a help text in English; in other languages it may have a quarter more characters, and any words."""


def load_forbidden(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """The words that no text to a reporter uses, by language; "any" holds in every language."""
    path = folder / FILE
    entry = Entry(file=path, name="the file", fields=read_toml(path))
    return {language: entry.texts(language) for language in entry.fields}


def check_wording(text: str, language: str, where: tuple[str, str], forbidden: Mapping[str, Iterable[str]]) -> None:
    """Refuse a wording that is empty, too long or uses a forbidden word; `where` is the file and entry to name."""
    file, entry = where
    count = len(text.split())
    if count == 0:
        raise DataFileError(file, entry, "its text is empty", f"Write the sign in {MOST_WORDS} words or fewer")
    if count > MOST_WORDS:
        raise DataFileError(file, entry, f"its text has {count} words", f"Say it in {MOST_WORDS} words or fewer")
    _refuse_forbidden(text, language, where, forbidden)


def check_help(text: str, language: str, where: tuple[str, str], forbidden: Mapping[str, Iterable[str]]) -> None:
    """Refuse a help text that is empty, too long or uses a forbidden word; `where` is the file and entry to name."""
    file, entry = where
    if not text.strip():
        raise DataFileError(file, entry, "its text is empty", f"Write it in {HELP_CHARACTERS} characters or fewer")
    most = HELP_CHARACTERS if language == SOURCE_LANGUAGE else HELP_CHARACTERS * 5 // 4
    if len(text) > most:
        raise DataFileError(file, entry, f"its text has {len(text)} characters", f"Say it in {most} or fewer")
    if language == SOURCE_LANGUAGE and len(text.split()) > HELP_WORDS:
        raise DataFileError(file, entry, f"its text has {len(text.split())} words", f"Say it in {HELP_WORDS} or fewer")
    _refuse_forbidden(text, language, where, forbidden)


def _refuse_forbidden(text: str, language: str, where: tuple[str, str], forbidden: Mapping[str, Iterable[str]]) -> None:
    file, entry = where
    found = forbidden_word(text, language, forbidden)
    if found is not None:
        raise DataFileError(file, entry, f"its text says {found!r}", 'Say "person", or what was done to them')


LONGEST_ENTRY = 3
"""Words of the longest entry of the file."""


def forbidden_word(text: str, language: str, forbidden: Mapping[str, Iterable[str]]) -> str | None:
    """The first forbidden word that a text in this language uses, as it is written there."""
    unsaid = _folded_all((*forbidden.get("any", ()), *forbidden.get(language, ())))
    written = _words(text)
    said = tuple(map(_folded, written))
    for start in range(len(said)):
        for end in range(start + 1, min(start + LONGEST_ENTRY, len(said)) + 1):
            if said[start:end] in unsaid:
                return " ".join(written[start:end])
    return None


@lru_cache
def _folded_all(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(_folded, _words(word))) for word in words)


class _Parting(dict[int, int]):
    """For `str.translate`: what belongs to a word stays, everything else becomes a space. Filled as letters occur."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        self[code] = code if letter.isalnum() or unicodedata.category(letter).startswith("M") else ord(" ")
        return self[code]


_PARTING = _Parting()


def _words(text: str) -> list[str]:
    """The words as written. A regular expression would part them at the vowel signs of Indic scripts."""
    return text.translate(_PARTING).split()


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    """Without capitals, accents and short vowels."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
