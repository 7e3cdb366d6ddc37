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
        (
            AgeBand.TEEN,
            "teen teens teenage teenaged teenager teenagers minor minors underage "
            "adolescente adolescentes menor menores",
        ),
        (AgeBand.ADULT, "woman women lady ladies mujer mujeres senora senoras workers worker trabajador trabajadores"),
        (
            AgeBand.UNSURE,
            "girl girls boy boys female females muchacha muchachas muchacho muchachos chica chicas chico chicos joven "
            "jovenes jovencita jovencitas chava chavas chavo chavos morra morras chick chicks "
            "gal gals people persons passenger passengers migrants personas pasajera migrantes",
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
_SAME |= {"chava": "girl", "morra": "girl", "gal": "girl", "chavo": "boy", "chico": "boy", "muchacho": "boy"}
_SAME |= {"ladies": "woman", "women": "woman", "children": "child", "female": "girl"}
_ADJECTIVES = word_set("young little small scared crying drugged underage teenage other asian older")
_QUALIFYING = word_set("teen teenage teenaged underage minor minors adolescente adolescentes menor menores")
"""Words that say the age of the person named beside them: "teenage boy", "2 muchachas menores"."""
_INDEFINITE = word_set("a an one una un uno another otra")
_AT_LEAST = re.compile(r"\b(?:at least|more than|over|al menos|mas de|por lo menos)\s*$")
_OR_MORE = re.compile(r"^\s*(?:or more|\+|o mas)")
_MEASURED = (
    r"(?!\s?(?:[a-z]*pm\b|am\b|minutes?|mins?|hours?|hrs?|miles?|min|horas?|minutos?|dollars?|bucks|people|girls?|kids?"
    r"|men|women|guys|feet|ft|yards?|:|/|[-.]\d|-?\s?wheel|trucks?|rooms?|spots?|rows?|pumps?|doors?|cars?|blocks?|dias?"
    r"|days?|weeks?|personas))"
)
"""What makes a number behind it something other than an age."""
_AGE = re.compile(
    r"\b(?:(?:looks?|looked|about|around|maybe|like|age|aged|only|is|was|s?he'?s|se ve de|como de|de|unos"
    rf"|tiene)\s){{1,2}}(\d{{1,2}})(?:ish)?\b{_MEASURED}"
    r"|\b(\d{1,2})[\s-]?(?:years?[\s-]olds?|yrs?[\s-]olds?|yo|y/o|year old|anos|anitos)\b"
    rf"|\b(?:girl|boy|kid|teen|woman|female|muchacha|chica|nina|chava),? (1\d|2[0-5])(?:ish)?\b{_MEASURED}"
)
_UNDER_18 = re.compile(
    r"\b(?:(?:dont|don't|doesnt|doesn't|didnt|didn't|cant|can't|no|not|isnt|isn't|nowhere|never) "
    r"(?:(?:way|even|near|close|to|be|shes|she's|hes|he's|she|he|they|is|are|was|were|looks?|looked|a|day|over|older|than"
    r"|parece|parecen|parecia|tiene|tienen|llega|llegan|cumple|los|de|ni|mas) ){0,4}"
    r"|(?:under|below|younger than|less than|menor(?:es)? de) )(?:18|eighteen|dieciocho)\b(?!\s?-?wheel)"
)
"""Under age, the long way round: "don't look 18", "no way she is 18", "menor de 18"."""
_PERSON_JUST_BEFORE = re.compile(rf"\b(?:{'|'.join(_AGE_OF)}),?\s*$")
_AGE_WORDS = re.compile(r"\b(?:s?he'?s|looks?|looked|se ve de|aged?|years?|yrs?|yo|y/o|anos|anitos|tiene)\b")


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
        counted = None if _qualifies(words, at) else _count(words, at, text)
        kind = _kind(word.key)
        if counted and counted > counts.get(kind, (0, False)):
            counts[kind] = counted
    said = _said_ages(text)
    if AgeBand.TEEN in said and AgeBand.CHILD not in said and sum(n for n, _ in counts.values()) == 1:
        ages.discard(AgeBand.CHILD)  # "a kid, about 15", "niña de 13 años" is one teen
    ages |= said
    if len(ages) > 1:
        ages.discard(AgeBand.UNSURE)
    if not ages:
        return People()
    return People(
        count=sum(count for count, _ in counts.values()) or None,
        count_at_least=any(open_end for _, open_end in counts.values()),
        ages=frozenset(ages),
    )


def _qualifies(words: tuple[Word, ...], at: int) -> bool:
    """Whether this word only says the age of the person named right before or behind it."""
    if words[at].key not in _QUALIFYING:
        return False
    beside = [words[near].key for near in (at - 1, at + 1) if 0 <= near < len(words)]
    return any(key in _AGE_OF for key in beside)


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
    apart = before is not None and text[before.end : before.end + 1] == ","  # "not even 18, girl"
    number = number_of(before.key) if before and not apart and before.key not in _INDEFINITE else None
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
    text, under = _UNDER_18.subn(lambda match: " " * len(match.group()), text)
    found = {AgeBand.TEEN} if under else set()
    for match in _AGE.finditer(text):
        age = int(match.group(1) or match.group(2) or match.group(3))
        if match.group(1) and not _speaks_of_age(text, match):
            continue
        if 1 <= age <= 90:
            found.add(AgeBand.CHILD if age < 13 else AgeBand.TEEN if age < 18 else AgeBand.ADULT)
    return found


def _speaks_of_age(text: str, match: re.Match[str]) -> bool:
    """Whether a number after "about" or "maybe" is an age: beside a word of age, or right behind a person."""
    beside = _AGE_WORDS.search(match.group()) or _AGE_WORDS.match(text[match.end() : match.end() + 10].strip())
    return bool(beside or _PERSON_JUST_BEFORE.search(text[max(0, match.start() - 14) : match.start()]))
