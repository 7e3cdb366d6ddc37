"""Which way a language is written, and how words of the other way keep to themselves inside a line of it."""

import re
import unicodedata

_RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})
_RUNS_RIGHT, _RUNS_LEFT = frozenset({"L", "EN"}), frozenset({"R", "AL", "AN"})
_ONE_NUMBER = re.compile(r"\d+(?: \W)?")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def is_right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.partition("-")[0] in _RTL_LANGUAGES


def isolated(words: str, language: str) -> str:
    """Words written against the direction of the language keep to themselves: they cannot turn the line around them."""
    if words.isascii() and not is_right_to_left(language):
        return words
    if _ONE_NUMBER.fullmatch(words):  # "3 👂" stands in the line as the language runs: the number first
        return words
    against = _RUNS_RIGHT if is_right_to_left(language) else _RUNS_LEFT
    if against.isdisjoint(map(unicodedata.bidirectional, words)):
        return words
    return f"{_FIRST_STRONG_ISOLATE}{words}{_POP_ISOLATE}"
