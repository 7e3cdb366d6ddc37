"""What the words of a report plainly say: signs, danger, and whether it is still going on. Rules: data/signs.toml.

A rule becomes one regular expression over the words of the text. It is tried only if each of its slots has a word in
the text, a sign only if the narrowest slot of one of its rules has, and gaps are bounded, so that the cost stays flat.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from tips.draft import Answer, Basis, SignSeen
from tips.words import Word, word_set

_FILE = Path(__file__).with_name("data") / "signs.toml"
_GAP = "(?:[a-z0-9]+ ){0,3}"
_FILLERS = (
    "the a an that this his her their our to of up down off out me us him them by for on in inside at all every some "
    "two three four five few couple several young little 2 3 4 5 so very really been being gotten getting coming and "
    "if de del la las los el lo un una unas unos a ya en por que su sus dentro muy vienen al over back rear parte "
    "trasera"
)
_FILL = f"(?:(?:{'|'.join(sorted(set(_FILLERS.split())))}) ){{0,4}}"
_TAKES_BACK = word_set(
    "not no never nobody didnt doesnt dont isnt wasnt werent arent without nunca nadie sin tampoco if"
)
_HEARD = word_set("heard hear hearing overheard oi oigo escuche escucho oimos escuchamos")
_TOLD = word_set("said says told tells dijo dice dijeron dicen conto")
_OWN_WORDS = 5  # how far before a sign "I heard" or "she told me" may stand


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: str
    slots: tuple[frozenset[str], ...]  # those of fewest words first


@dataclass(frozen=True, slots=True)
class _Rules:
    """`signs_of` says for a word which signs, by their number, are worth trying where it occurs."""

    signs: tuple[tuple[str, Basis, tuple[_Rule, ...]], ...]
    signs_of: dict[str, frozenset[int]]
    danger: tuple[tuple[str, tuple[_Rule, ...]], ...]
    gone: tuple[_Rule, ...]
    there: tuple[_Rule, ...]


def _rule(pattern: str, lists: dict[str, str]) -> _Rule:
    """One pattern of the file, to be compiled when all its words are there for the first time."""
    for name, words in lists.items():
        pattern = pattern.replace("{" + name + "}", words)
    parts: list[str] = []
    slots: list[frozenset[str]] = []
    for slot in pattern.split(" "):
        if slot in {"..", "~"}:
            parts.append(_GAP if slot == ".." else _FILL)
            continue
        either = frozenset(slot.split("|"))
        slots.append(either)
        parts.append(f"(?:{'|'.join(sorted(either))}) ")
    return _Rule("(?<= )" + "".join(parts), tuple(sorted(slots, key=len)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    lists = table["words"]

    def rules(patterns: Iterable[str]) -> tuple[_Rule, ...]:
        return tuple(_rule(pattern, lists) for pattern in patterns)

    signs = tuple((row["indicator"], Basis(row["basis"]), rules(row["patterns"])) for row in table["sign"])
    signs_of: dict[str, set[int]] = {}
    for number, (_, _, patterns) in enumerate(signs):
        for word in chain.from_iterable(rule.slots[0] for rule in patterns):
            signs_of.setdefault(word, set()).add(number)
    return _Rules(
        signs=signs,
        signs_of={word: frozenset(numbers) for word, numbers in signs_of.items()},
        danger=tuple((name, rules(patterns)) for name, patterns in table["danger"].items()),
        gone=rules(table["still"]["gone"]),
        there=rules(table["still"]["there"]),
    )


@dataclass(frozen=True, slots=True)
class Speech:
    """A text as rows of words with the ends of sentences among them, ready for the rules."""

    line: str
    present: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Speech":
        """The words of a text; the end of a sentence becomes a word that no rule has."""
        keys = ["." if word.is_break else word.key for word in words]
        return cls(" " + "".join(key + " " for key in keys), frozenset(keys))

    def find(self, rules: Iterable[_Rule]) -> int | None:
        """Where one of the rules holds and is not taken back by a "not" before it."""
        for rule in rules:
            if any(map(self.present.isdisjoint, rule.slots)):
                continue
            for match in _compiled(rule.pattern).finditer(self.line):
                if not _TAKES_BACK & set(self.before(match.start(), 3)):
                    return match.start()
        return None

    def before(self, at: int, count: int) -> list[str]:
        """The last words before this point, in the same sentence."""
        head = self.line[max(0, at - 80) : at]
        return head[head.rfind(". ") + 1 :].split()[-count:]


def find_signs(speech: Speech) -> tuple[SignSeen, ...]:
    """Every indicator that the words plainly say, with how the reporter knows it."""
    found = []
    known = _rules()
    worth_trying = set().union(*(known.signs_of[word] for word in speech.present if word in known.signs_of))
    for number in sorted(worth_trying):
        indicator, basis, rules = known.signs[number]
        at = speech.find(rules)
        if at is not None:
            found.append(SignSeen(indicator=indicator, basis=_basis(speech, at, basis)))
    return tuple(found)


def _basis(speech: Speech, at: int, usual: Basis) -> Basis:
    head = set(speech.before(at, _OWN_WORDS))
    if head & _HEARD:
        return Basis.HEARD
    return Basis.TOLD if head & _TOLD else usual


def find_danger(speech: Speech) -> frozenset[str]:
    """The kinds of danger that the words name: weapon, violence, locked-in, help, medical."""
    return frozenset(name for name, rules in _rules().danger if speech.find(rules) is not None)


def find_still_there(speech: Speech) -> Answer | None:
    """Whether they are still there, if the words say so."""
    rules = _rules()
    if speech.find(rules.gone) is not None:
        return Answer.NO
    return Answer.YES if speech.find(rules.there) is not None else None


def known_indicators() -> frozenset[str]:
    """Every indicator id that the rules can name."""
    return frozenset(indicator for indicator, _, _ in _rules().signs)
