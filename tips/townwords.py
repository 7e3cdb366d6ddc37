"""States and towns as they stand in a text, and which town is meant. What a town is: towns.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tips.regions import ALSO_WORDS, names, region_of, shorts
from tips.towns import LONGEST_NAME, Town, choose, town_like, towns_named
from tips.words import Word, phrases, word_set

_NOT_TOWNS = Path(__file__).with_name("data") / "not-towns.txt"
_STRONG = word_set("near outside cerca past nearby close afueras")
_LINKS = word_set("of de to the by just around right")
_ARTICLES = word_set("la el las los san santa the")  # "en el centro" is no El Centro
_AFTER_STOP = frozenset({"in", "at", "en", "de", "off", "out in"})
_WEAK = word_set("in at en around of por by de")
_AFTER_NAME = word_set("st street ave avenue blvd rd road city dr drive")
_MUCH_LARGER = 5
_LONGEST_STATE = 5  # words
_STATE_LATE = word_set("plate plates tag tags placa placas license")

NOT_TOWNS = word_set(
    " ".join(line for line in _NOT_TOWNS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
)
"""Towns whose names are common words: without a state behind them they are taken for the words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A state in the text: words `first` up to `past`, and whether it could also be a common word."""

    code: str
    first: int
    past: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Mentions:
    """The words of a text and the states in it. `state` is the one that was surely said, the last of several."""

    words: tuple[Word, ...]
    found: tuple[Mention, ...]
    state: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A town that was named. State and county are None where the name alone does not settle them."""

    name: str
    state: str | None
    county: str | None


def read_mentions(text: str, words: tuple[Word, ...]) -> Mentions:
    """Every state in a plain text, of which these are the words."""
    found = tuple(_states(words, shouted=text.isupper()))
    sure = [mention for mention in found if not mention.doubtful]
    return Mentions(words, found, sure[-1].code if sure else None)


def _states(words: tuple[Word, ...], *, shouted: bool) -> Iterator[Mention]:
    past = 0
    for first, end, key in _beginning_with(words, _beginnings()):
        if first < past:
            continue
        code = names().get(key)
        if code:
            following = words[end].key if end < len(words) else ""
            if following in _AFTER_NAME:  # "Kansas City", "Virginia Street"
                continue
            past = end
            yield Mention(code, first, end, doubtful=False)
        elif end == first + 1 and len(key) == 2 and key in shorts():
            past = end
            yield Mention(shorts()[key], first, end, doubtful=_doubtful(words, first, shouted=shouted))


def _beginning_with(words: tuple[Word, ...], beginnings: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for first, word in enumerate(words):
        if word.key in beginnings:
            for end, key in phrases(words, first, _LONGEST_STATE):
                yield first, end, key


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first words of the names and codes of states, so that other words are passed over quickly."""
    return frozenset(name.split(" ", 1)[0] for name in (*names(), *shorts()))


def _doubtful(words: tuple[Word, ...], at: int, *, shouted: bool) -> bool:
    word, before = words[at], words[at - 1].key if at else ""
    capitals = word.written.isupper()
    if word.key in ALSO_WORDS and (shouted or not capitals):
        return True
    if word.key in _ALSO_SHOUTED and not (before.isdigit() or before in _BEFORE_STATE):
        return True  # "her ID", "OK she left", against "mm 110 OK" and "in ID"
    following = words[at + 1].key if at + 1 < len(words) else ""
    if following.isdigit() or (before.isdigit() and following[:1].isdigit()):
        return True  # the road "NE 10" is no state yet; roads.py reads it. Nor is the middle of "45-AK-2B"
    return not capitals and word.key not in _PLAIN_LOWER


_ALSO_SHOUTED = word_set("id ok hi oh me in or")
_BEFORE_STATE = word_set("in near of from north south east west")
_PLAIN_LOWER = word_set("tx wy ks ny nj nm nc nd sd tn ky mn wi wv az fl nv ne ia il ga")
"""Two letters that mean nothing else in English or Spanish, so that small ones name the state too."""


def find_town(
    text: str,
    mentions: Mentions,
    states: tuple[str, ...],
    used: tuple[tuple[int, int], ...],
    *,
    after: int | None,
    answer: bool,
) -> Named | None:
    """The town that a plain text names, if any.

    `states` are those that the road or an earlier place allows; `used` the parts of the text that are something else;
    `after` the end of a named stop, since "Love's Ogallala" needs no "near".
    """
    words = mentions.words
    free = [not word.is_break and not any(a < word.end and word.start < b for a, b in used) for word in words]
    for find in (_before_state, _after_cue):
        town = find(text, mentions, free, states, after, answer)
        if town:
            return town
    return None


def _before_state(
    text: str, mentions: Mentions, free: list[bool], states: tuple[str, ...], after: int | None, answer: bool
) -> Named | None:
    """A town right before its state: "Grand Island Nebraska", "Kearny, NE"."""
    words = mentions.words
    for mention in mentions.found:
        if mention.past < len(words) and words[mention.past].key in _STATE_LATE:
            continue
        runs = [range(mention.first - size, mention.first) for size in range(LONGEST_NAME, 0, -1)]
        whole = [run for run in runs if run.start >= 0 and all(free[at] for at in run)]
        for run in whole:
            found = tuple(town for town in towns_named(_key(words, run)) if town.state == mention.code)
            if found and not (mention.doubtful and len(run) == 1 and words[run.start].key in NOT_TOWNS):
                return _settled(found[0], found)
        if mention.doubtful:
            continue
        for run in whole[-2:]:
            if words[run.start].key not in NOT_TOWNS and (near := town_like(_key(words, run), mention.code)):
                return _settled(near)
    return None


def _after_cue(
    text: str, mentions: Mentions, free: list[bool], states: tuple[str, ...], after: int | None, answer: bool
) -> Named | None:
    """A town after "near", after a stop's name, or, in an answer to "where?", alone."""
    words = mentions.words
    allowed = (mentions.state,) if mentions.state else states
    for first, word in enumerate(words):
        cue = _cue(text, words, first, after) if free[first] else None
        beside = first > 0 and not free[first - 1] and bool(allowed)  # "exit 4 I-35 Laredo"
        if not free[first] or not (cue or beside or answer):
            continue
        strong = cue == "strong"
        shortest = 1 if cue or answer or word.capital else 2  # "exit 179 north platte", but not "exit 179 white van"
        for end, key in phrases(words, first, LONGEST_NAME):
            if end - first < shortest or not all(free[first:end]) or key in names():
                continue
            if key in NOT_TOWNS and not (strong and word.capital):
                continue
            town = _named(key, word, allowed, strong=strong, answer=answer)
            if town:
                return town
            if answer and end - first == len(words) and (found := towns_named(key)):
                return Named(found[0].name, None, None)
    return None


def _cue(text: str, words: tuple[Word, ...], first: int, after: int | None) -> str | None:
    if after is not None and words[first].start >= after:
        between = text[after : words[first].start].strip(" ,").lower()
        common = words[first].key in _ARTICLES and not words[first].capital  # "Motel 6 en el centro"
        if not between or (between in _AFTER_STOP and not common):  # "Love's Ogallala", "the pilot in effingham"
            return "strong"
    back = first - 1
    while back >= 0 and words[back].key in _LINKS and words[back].key not in {"by", "around"}:
        back -= 1
    if back >= 0 and words[back].key in _STRONG and first - back <= 3:
        return "strong"
    return "weak" if first > 0 and words[first - 1].key in _WEAK else None


def _named(key: str, word: Word, allowed: tuple[str, ...], *, strong: bool, answer: bool) -> Named | None:
    found = towns_named(key)
    chosen = choose(found, allowed)
    if chosen:
        # In free text "in" before small letters is too little, unless more words than one say so.
        sure = strong or answer or word.capital or allowed or (" " in key and word.key not in _ARTICLES)
        return _settled(chosen, found) if sure else None
    if strong and len(allowed) == 1 and (near := town_like(key, allowed[0])):
        return _settled(near)
    if strong and not allowed and found and (word.capital or len(key) >= 6):
        return Named(found[0].name, None, None)
    if strong and len(allowed) > 1:
        alike = [town for town in (town_like(key, state) for state in allowed) if town]
        return _settled(alike[0]) if len(alike) == 1 and not found else None
    return None


def _key(words: tuple[Word, ...], run: range) -> str:
    return " ".join(words[at].key for at in run)


def _settled(town: Town, namesakes: tuple[Town, ...] = ()) -> Named:
    """The town with its county, unless a namesake in the same state, not much smaller, lies in another one."""
    others = [one for one in namesakes if one is not town and one.state == town.state and one.county != town.county]
    doubtful = any(town.people < _MUCH_LARGER * one.people for one in others)
    return Named(town.name, town.state, None if doubtful else town.county or None)


def said_state(word: str) -> str | None:
    """The state that a single answer names, in any writing: "ne", "Nebraska", "Sonora"."""
    return region_of(word, sure=True) if len(re.findall(r"\w+", word)) <= 5 else None
