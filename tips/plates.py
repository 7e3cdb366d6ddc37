"""Plates of US states, Canadian provinces and Mexico, normalized for reading and for matching.

A plate is found by the words around it ("NE plate abc123", "placas de Sonora VXY-12-34", "ABC 123 Nebraska"), since
plates have too many forms, and vanity ones any, to be known by their form alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tips.regions import names, region_of
from tips.words import plain, word_set


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A plate: `text` in capitals without spaces or dashes, O and 0 kept apart as written.

    `jurisdiction` is an ISO 3166-2 code ("US-NE", "CA-ON", "MX-SON") or None when it was not said.
    `partial` says that only some of its characters were seen.
    """

    text: str
    jurisdiction: str | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class PlateFound:
    """A plate in a text, and the part of the text that spoke of it, its state included."""

    plate: Plate
    span: tuple[int, int]


LONGEST_PLATE = 10
_NOT_PLATE = re.compile(r"[^A-Z0-9]")
_ALIKE = str.maketrans("OI", "01")


def normalize_plate(text: str) -> str:
    """Capitals and digits only; empty when there are none."""
    return _NOT_PLATE.sub("", plain(text).upper())[:LONGEST_PLATE]


def matching_key(text: str) -> str:
    """The plate with what eyes confuse folded together: O as 0, I as 1. For comparing only, never for showing."""
    return normalize_plate(text).translate(_ALIKE)


_CUE = re.compile(
    r"\b(?:licen[sc]e plates?|lic(?:ense)?\.? ?(?:plates?|tags?|no\.?|number|#)|plates?|plts?|tags?|lp|placas?|placs?"
    r"|matriculas?|tablillas?|plaque)\b",
    re.I,
)
_FILLER = re.compile(
    r"[\s:#=,.-]{0,3}(?:(?:number|numbers|numero|no|num|nr|is|was|are|were|says?|reads?|reading|said|es|son|era|eran|con"
    r"|like|that|it|started|starts|starting|begins|beginning|ends|ending|empieza|empiezan|termina|terminan|terminacion"
    r"|with|in|en|first|last|part|partial|parcial|of|de|del|from|the|la|las|los|three|four|3|4|letters|digits"
    r"|numbers|maybe|something|creo|i think|possibly|remolque|caja|trailer|tractor"
    r"|federal(?:es)?|estatal(?:es)?|fronteriza?s?|mexicanas?|americanas?|gringas)\b[\s:#=,.-]{0,3}){0,6}",
    re.I,
)
_FROM = re.compile(r"[\s:]{1,3}(?:(?:from|of|de|del|were|are|was|is)\s){0,2}", re.I)
_KIND = re.compile(
    r"[\s,]{1,3}(?:apportioned|commercial|vanity|temp(?:orary)?|paper|dealer|trailer|truck|tractor|veterans?)\s*$", re.I
)
"""What may stand between a state and its plate: "KY apportioned plate"."""
_PARTIAL = re.compile(
    r"\b(?:partial|parcial|starts?|started|starting|begins|beginning|ends|ending|empiezan?|terminan?|terminacion"
    r"|first|last|part of)\b",
    re.I,
)
_GROUP = re.compile(r"[A-Za-z0-9]{1,8}")
_JOINT = re.compile(r"[ ]?[-·.][ ]?|[ ]")
_AFTER = re.compile(r"[\s,(]{1,3}(?:(?:from|of|out of|de|del|in|plates?|tags?)\s){0,2}", re.I)
_STATE_WORD = re.compile(r"[A-Za-z]{2,}(?:[ ][A-Za-z]{2,}){0,4}")
_LETTERS_DIGITS = re.compile(
    r"(?<![\w#$@/.-])(?:[A-Z]{1,4}[ -]?\d{2,5}[ -]?[A-Z]{0,2}|\d{1,3}[ -]?[A-Z]{2,4}[ -]?\d{0,4})(?![\w/-])", re.I
)
_WORDS = word_set(
    "and the was with on in at had has have she he it they from near van suv car rv bus red blue gray grey black white "
    "tan for to of or is a i an y con de la el un una su que en no not but by out off my me us we you her his all two "
    "one cab man men guy girl kid kids mile mm exit hwy km am pm took left did get got saw see so up down then this "
    "that heading headed driving parked there here same just old new big dark light tahoe ford gone seen none "
    "number numbers unknown unsure covered missing removed hidden dirty muddy obscured blocked fake temp temporary "
    "paper dealer visible readable wasnt couldnt cant didnt front back rear license plate plates tag tags "
    "number but dont know sobre tapada tapadas sin falsa falsas"
)
_SHOUT = 4  # letters alone are a plate only in capitals, and at least so many


def find_plates(text: str) -> list[PlateFound]:
    """Every plate that a text speaks of, in order, each with the part of the text that spoke of it."""
    text = plain(text)
    found: list[PlateFound] = []
    for plate in (*_after_cues(text), *_before_states(text)):
        if not any(other.span[0] < plate.span[1] and plate.span[0] < other.span[1] for other in found):
            found.append(plate)
    return sorted(found, key=lambda plate: plate.span)


def _after_cues(text: str) -> Iterator[PlateFound]:
    for cue in _CUE.finditer(text):
        start, before = _state_before(text, cue.start())
        filler = _FILLER.match(text, cue.end())
        at = filler.end() if filler else cue.end()
        partial = bool(_PARTIAL.search(text, max(0, start - 12), at))
        behind = _state_at(text, at) if before is None else None
        if behind:
            at = behind[1]
            again = _FILLER.match(text, at)
            at = again.end() if again else at
        read = _read(text, at, partial=partial)
        if read is None and (ahead := _before_cue(text, start)):
            yield PlateFound(Plate(text=ahead[2], jurisdiction=before), (ahead[0], cue.end()))
        if read is None:
            continue
        characters, end = read
        state, past = (before or (behind and behind[0])), end
        if state is None and (after := _state_after(text, end)):
            state, past = after
        yield PlateFound(Plate(text=characters, jurisdiction=state, partial=partial), (start, past))


def plate_states(text: str) -> list[tuple[int, int]]:
    """Where a text names only the state of plates, "with Texas plates": it says nothing of the place."""
    text = plain(text)
    spans = []
    for cue in _CUE.finditer(text):
        start, before = _state_before(text, cue.start())
        link = None if before else _FROM.match(text, cue.end())
        behind = _state_at(text, link.end()) if link else None
        if before or behind:
            spans.append((start, behind[1] if behind else cue.end()))
    return spans


def _before_cue(text: str, at: int) -> tuple[int, int, str] | None:
    """ "ABC-123 Nebraska plates": the plate stands before its cue."""
    head = text[max(0, at - 14) : at].rstrip()
    last = None
    for match in _LETTERS_DIGITS.finditer(head):
        last = match
    if last is None or last.end() != len(head):
        return None
    start = max(0, at - 14) + last.start()
    characters = normalize_plate(last.group())
    return (start, at, characters) if _is_plate(characters) else None


def _is_plate(characters: str) -> bool:
    return 5 <= len(characters) <= 8 and any(c.isdigit() for c in characters) and any(c.isalpha() for c in characters)


def _state_before(text: str, cue: int) -> tuple[int, str | None]:
    """The state right before the cue and where it starts: "NE plate", "North Dakota tags"."""
    offset = max(0, cue - 45)
    head = _KIND.sub("", text[offset:cue]).rstrip()
    parts = list(re.finditer(r"[A-Za-z]+", head))
    for size in (4, 3, 2, 1):
        if len(parts) < size or len(head) - parts[-1].end() > 1:
            continue
        run = head[parts[-size].start() : parts[-1].end()]
        code = region_of(run, written=run)
        if code and not (size == 1 and code.startswith("MX-") and len(run) == 3):
            return offset + parts[-size].start(), code
    return cue, None


def _state_at(text: str, at: int) -> tuple[str, int] | None:
    """The state at this point, and where it ends: "placas de Sonora VXY…", "plates TX ABC…"."""
    match = _STATE_WORD.match(text, at)
    if match is None:
        return None
    parts = [part.end() for part in re.finditer(r"[A-Za-z]+", match.group())]
    for end in reversed(parts):
        word = match.group()[:end]
        code = region_of(word, written=word)
        if code and (end > 3 or word.isupper()):
            return code, at + end
        if code and region_of(word) and end == 2:
            return code, at + end
    return None


def _state_after(text: str, at: int) -> tuple[str, int] | None:
    """The state right behind the plate: "ABC123 NE", "abc 123, texas", "VXY-12-34 de Sonora"."""
    gap = _AFTER.match(text, at)
    return _state_at(text, gap.end()) if gap else None


def _read(text: str, at: int, *, partial: bool) -> tuple[str, int] | None:
    """The plate's characters from this point on, and where they end."""
    first = _GROUP.match(text, at)
    if first is None or first.group().lower() in _WORDS or text[first.end() : first.end() + 1].isalnum():
        return None
    groups, end = [first.group()], first.end()
    while len(groups) < 4 and (more := _next_group(text, end, groups)):
        groups.append(more.group())
        end = more.end()
    characters = normalize_plate("".join(groups))
    if not 2 <= len(characters) <= 8 or (len(characters) < 4 and not partial and len(groups) == 1):
        return None
    written = "".join(groups)
    if not any(c.isdigit() for c in characters):
        shouted = written.isupper() and not text.isupper()
        if not (shouted and (partial or len(characters) >= _SHOUT)) and not (partial and len(characters) <= 4):
            return None
    return characters, end


def _next_group(text: str, end: int, groups: list[str]) -> re.Match[str] | None:
    """The next piece of the plate, if what follows can be one."""
    joint = _JOINT.match(text, end)
    more = _GROUP.match(text, joint.end()) if joint else None
    if joint is None or more is None or text[more.end() : more.end() + 1].isalnum():
        return None
    piece, so_far = more.group(), "".join(groups)
    if len(so_far) + len(piece) > 8:
        return None
    if joint.group().strip():
        return more if joint.group().strip() != "." else None
    return more if _fits(piece, so_far) else None


def _fits(piece: str, so_far: str) -> bool:
    """Whether a piece after a space belongs to the plate: "abc 123", "8 ABC 123", not "abc123 and"."""
    if piece.lower() in _WORDS or (piece.isalpha() and region_of(piece, written=piece)):
        return False
    both = any(c.isdigit() for c in so_far) and any(c.isalpha() for c in so_far)
    if both:
        return len(so_far) < 5 and (piece.isdigit() or (piece.isalpha() and len(piece) == 3))
    return (
        (piece.isdigit() and not so_far.isdigit())
        or (piece.isalpha() and len(piece) <= 3 and so_far.isdigit())
        or (piece.isdigit() and len(so_far) <= 3)
    )


def _before_states(text: str) -> Iterator[PlateFound]:
    """A plate without a cue, by its form and the name of a state right behind it: "abc 123 nebraska"."""
    for match in _LETTERS_DIGITS.finditer(text):
        characters = normalize_plate(match.group())
        head = re.split(r"[\s-]", match.group())[0].lower()
        if not _is_plate(characters) or head in _WORDS or head in _ROADS or sum(map(str.isdigit, characters)) < 2:
            continue
        gap = _GAP.match(text, match.end())
        state = _state_at(text, gap.end()) if gap else None
        if gap is None or state is None:
            continue
        name = text[gap.end() : state[1]]
        if name.lower() in names() or name.isupper():
            yield PlateFound(Plate(text=characters, jurisdiction=state[0]), (match.start(), state[1]))


_GAP = re.compile(r"[\s,(]{1,3}")
_ROADS = word_set(
    "i us hwy sr cr fm rm sh km mm mile exit route rte mx mex room rm row pump dock door spot hab mc dot ex"
)
