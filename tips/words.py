"""Text prepared for reading: bounded, without accents, in words that remember where they stood."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_READ = 4096
"""More than this is not read: Telegram's own limit for one message. It is kept whole all the same."""


def word_set(words: str) -> frozenset[str]:
    """The words of one string, for tables that are easier to read in lines than in lists."""
    return frozenset(words.split())


_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?|[.!?;\n]")
_SIGNS = str.maketrans("’‘ʼ´`،؛؟۔।", "''''',;?..")
"""Apostrophes, and the marks of Arabic and Gurmukhi that part sentences."""
_BREAKS = frozenset(".!?;\n")
_SHORTENED = word_set("st ft mt no av ave hwy rt rte us fed mex apt dr mr mrs blvd col")


@lru_cache(maxsize=512)
def _plain_character(character: str) -> str:
    """One character without its accent, a digit of any script in ours: one for one, so that positions stay."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() else character


def plain(text: str) -> str:
    """Accents taken off, digits and signs made ours; same length and same case as before, so that spans fit both."""
    text = text[:LONGEST_READ].translate(_SIGNS)
    if text.isascii():
        return text
    return "".join(character if character.isascii() else _plain_character(character) for character in text)


def key_of(name: str) -> str:
    """A name as a dictionary key: lower case, words apart by single spaces, no punctuation."""
    if name.isascii() and name.isalnum():
        return name[:LONGEST_READ].lower()
    return " ".join(re.findall(r"[a-z0-9]+", plain(name).replace("'", "").lower()))


class Word(NamedTuple):
    """A word in lower case without apostrophes, with its place in the text and the way it was written."""

    key: str
    start: int
    end: int
    written: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.written[0].isupper()

    @property
    def is_break(self) -> bool:
        """Whether this is the end of a sentence rather than a word."""
        return self.key in _BREAKS


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a plain text, with the ends of sentences among them; the point of "St. Louis" is none."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        written = match.group()
        if written == "." and (text[match.end() : match.end() + 1].strip() or _is_shortened(words)):
            continue
        words.append(Word(written.replace("'", "").lower(), match.start(), match.end(), written))
    return tuple(words)


def _is_shortened(words: list[Word]) -> bool:
    return bool(words) and (words[-1].key in _SHORTENED or (len(words[-1].key) == 1 and words[-1].key.isalpha()))


def phrases(words: tuple[Word, ...], first: int, longest: int) -> Iterator[tuple[int, str]]:
    """Every run of up to `longest` words of the sentence that begins here, as (past last, key), longest first."""
    run: list[str] = []
    for word in words[first : first + longest]:
        if word.is_break:
            break
        run.append(word.key)
    for length in range(len(run), 0, -1):
        yield first + length, " ".join(run[:length])


def alternatives(options: Iterable[str]) -> str:
    """A regular expression in lower case for any of these phrases, longest first, with free space between words.

    It is to be used on text in lower case: several times as fast as one that ignores the case.
    """
    ordered = sorted(set(options), key=lambda option: (-len(option), option))
    return "|".join(r"[\s-]+".join(re.escape(part) for part in option.lower().split()) for option in ordered)


NUMBER_WORDS = {
    word: number
    for number, spelled in enumerate(
        (
            "",
            "one uno una un a an",
            "two dos couple par pair",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce dozen docena",
        )
    )
    for word in spelled.split()
}
"""Small numbers as people write them, in English and Spanish."""


def number_of(word: str) -> int | None:
    """What a word counts, written in digits or letters."""
    if word.isdigit():
        return int(word) if len(word) <= 4 else None
    return NUMBER_WORDS.get(word)
