"""How hard and how long a text is to read: the Flesch-Kincaid school grade, and the time on a phone in a cab.

Both are estimates. Syllables are counted by groups of vowels, which is right for most English words.
"""

import re

WORDS_A_MINUTE = 130
"""Slower than at a desk: a small screen, poor light, a day's work behind."""

SECONDS_A_DECISION = 8

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d,.:-]*")
_END = re.compile(r"[.!?]+(?=\s|$|[\"”’')])|\n\s*\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<![aeiouyl])e$|[aeiouy]le$|[^aeiouytdl]ed$|[aeiouyl]led$|[^aeiouyscxzghl]es$|[aeiouy]les$|thes$"
)
_TWO = re.compile(r"i[ao](?!n)|eing|rea$|dea$|eo$")


def words(text: str) -> int:
    """How many words and numbers a text holds, in any script."""
    return len(text.split())


def school_grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text: 6 is read with ease by most people of twelve."""
    found = _WORD.findall(text)
    if not found:
        return 0.0
    sentences = max(1, sum(1 for part in _END.split(text) if _WORD.search(part)))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def syllables(word: str) -> int:
    """An estimate: groups of vowels, without a silent ending. A number counts as one."""
    plain = re.sub(r"['’]s$|[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(plain)) + len(_TWO.findall(plain)) - bool(_SILENT.search(plain)))


def seconds(text: str, decisions: int = 0) -> float:
    """How long a text takes to read, with this many decisions to make."""
    return words(text) * 60 / WORDS_A_MINUTE + decisions * SECONDS_A_DECISION
