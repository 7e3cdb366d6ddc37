"""The potential victims that a text mentions: how many at least, and about how old. Never what they look like.

"Girl" and "muchacha" are said of children and of young women, so that they leave the age open.
"""

import re

from tips.draft import AgeBand, People
from tips.words import Word, number_of, word_set

_AGE_OF = {
    word: band
    for band, words in (
        (AgeBand.CHILD, "kid kids child children toddler baby nina nino ninas ninos nene nena bebe"),
        (AgeBand.TEEN, "teen teens teenager teenagers minor minors underage adolescente adolescentes menor menores"),
        (AgeBand.ADULT, "woman women lady ladies mujer mujeres senora senoras workers worker trabajador trabajadores"),
        (
            AgeBand.UNSURE,
            "girl girls boy boys female females muchacha muchachas muchacho muchachos chica chicas chico chicos joven "
            "jovenes jovencita jovencitas people persons passenger passengers migrants personas pasajera migrantes",
        ),
    )
    for word in words.split()
}
_PLURAL_ONLY = word_set("people persons migrants passengers personas migrantes workers trabajadores")
_SAME = {"kid": "child", "nino": "child", "nina": "child", "teenager": "teen", "adolescente": "teen", "menor": "minor"}
_SAME |= {
    "lady": "woman",
    "mujer": "woman",
    "senora": "woman",
    "muchacha": "girl",
    "chica": "girl",
    "jovencita": "girl",
}
_SAME |= {"ladies": "woman", "women": "woman", "children": "child", "female": "girl"}
_ADJECTIVES = word_set("young little small scared crying drugged underage teenage other asian older")
_INDEFINITE = word_set("a an one una un uno another otra")
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|al menos|mas de|por lo menos)\s*$")
_OR_MORE = re.compile(r"^\s*(?:or more|\+|o mas)")
_AGE = re.compile(
    r"\b(?:(?:looks?|looked|about|around|maybe|like|age|aged|only|is|was|se ve de|como de|de|unos|tiene)\s){1,2}"
    r"(\d{1,2})\b(?!\s?(?:[a-z]*pm\b|am\b|minutes?|mins?|hours?|hrs?|miles?|min|horas?|minutos?|dollars?|bucks|people|girls?"
    r"|kids?|men|women|feet|ft|:|/|[-.]\d|trucks?|rooms?|dias?|days?|weeks?|personas))"
    r"|\b(\d{1,2})[\s-]?(?:years?[\s-]olds?|yrs?[\s-]olds?|yo|y/o|year old|anos|anitos)\b"
)
_PERSON_JUST_BEFORE = re.compile(rf"\b(?:{'|'.join(_AGE_OF)}),?\s*$")
_AGE_WORDS = re.compile(r"\b(?:looks?|looked|se ve de|aged?|years?|yrs?|yo|y/o|anos|anitos|tiene)\b")


def find_people(words: tuple[Word, ...], text: str) -> People:
    """Who is mentioned. A count is a lower bound when the text says so, or leaves the number of several open."""
    text = text.lower()
    counts: dict[str, tuple[int, bool]] = {}
    ages: set[AgeBand] = set()
    for at, word in enumerate(words):
        band = _AGE_OF.get(word.key)
        if band is None:
            continue
        ages.add(band)
        counted = _count(words, at, text)
        kind = _kind(word.key)
        if counted and counted > counts.get(kind, (0, False)):
            counts[kind] = counted
    ages |= _said_ages(text)
    if len(ages) > 1:
        ages.discard(AgeBand.UNSURE)
    if not ages:
        return People()
    return People(
        count=sum(count for count, _ in counts.values()) or None,
        count_at_least=any(open_end for _, open_end in counts.values()),
        ages=frozenset(ages),
    )


def _kind(key: str) -> str:
    single = key[:-1] if key.endswith("s") and key not in _SAME else key
    return _SAME.get(single, _SAME.get(key, single))


def _is_plural(key: str) -> bool:
    return key.endswith("s") or key in {"women", "children", "people"}


def _count(words: tuple[Word, ...], at: int, text: str) -> tuple[int, bool] | None:
    """How many: the number before the word, one for a single person, at least two for several."""
    back = at - 1
    while back >= 0 and words[back].key in _ADJECTIVES:
        back -= 1
    before = words[back] if back >= 0 and not words[back].is_break else None
    key = words[at].key
    if before and before.key == "of" and back > 0 and words[back - 1].key in {"couple", "number", "group", "bunch"}:
        before = words[back - 1]
    number = number_of(before.key) if before and before.key not in _INDEFINITE else None
    if number is not None and before is not None and 0 < number <= 60:
        head = text[max(0, before.start - 14) : before.start]
        tail = text[before.end : before.end + 10]
        open_end = bool(_AT_LEAST.search(head) or _OR_MORE.match(tail) or before.key in {"couple", "par"})
        return number, open_end
    if not _is_plural(key) and key not in _PLURAL_ONLY:
        return 1, False
    if key in _PLURAL_ONLY and before is not None and before.key == "the":
        return None
    return (2, True) if before is not None and before.key in _SEVERAL else None


_SEVERAL = word_set("several some many multiple group bunch few various varias varios unas unos algunas algunos muchas")


def _said_ages(text: str) -> set[AgeBand]:
    """Ages in numbers: "looks 15", "a 16 year old", "de unos 14 años"."""
    found = set()
    for match in _AGE.finditer(text):
        age = int(match.group(1) or match.group(2))
        if match.group(1) and not _speaks_of_age(text, match):
            continue
        if 1 <= age <= 90:
            found.add(AgeBand.CHILD if age < 13 else AgeBand.TEEN if age < 18 else AgeBand.ADULT)
    return found


def _speaks_of_age(text: str, match: re.Match[str]) -> bool:
    """Whether a number after "about" or "maybe" is an age: beside a word of age, or right behind a person."""
    beside = _AGE_WORDS.search(match.group()) or _AGE_WORDS.match(text[match.end() : match.end() + 10].strip())
    return bool(beside or _PERSON_JUST_BEFORE.search(text[max(0, match.start() - 14) : match.start()]))
