"""A vehicle as it was seen, with its plates and the numbers painted on it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from tips.plates import Plate, PlateFound, find_plates
from tips.words import Word, key_of, plain, word_set, words_of


@dataclass(frozen=True, kw_only=True)
class Vehicle:
    """What was understood of a vehicle, beside the words it was told in. Numbers are digits only.

    Color and body are English words of data/vehicles.toml. A trailer number may have letters, as on containers.
    """

    words: str
    color: str | None = None
    make: str | None = None
    model: str | None = None
    body: str | None = None
    plates: tuple[Plate, ...] = ()
    usdot: str | None = None
    mc: str | None = None
    trailer: str | None = None


@dataclass(frozen=True, slots=True)
class VehicleFound:
    """A vehicle in a text, and where its own words stand, its plates and numbers left out."""

    vehicle: Vehicle
    span: tuple[int, int]


_FILE = Path(__file__).with_name("data") / "vehicles.toml"
_NEAR = 16  # characters between a vehicle and its plate that still are words about it, ", no front plate, "
_LONGEST = 3  # words in a name of this file
_NUMBER = r"[\s:#.-]{0,3}(?:(?:number|num|no|numero|is|es)\b[\s:#.-]{0,3}){0,2}"
_USDOT = re.compile(rf"\b(?:us\s?dot|u\.s\. dot|dot){_NUMBER}(\d{{5,8}})\b", re.I)
_MC = re.compile(rf"\bm\.?c{_NUMBER}(\d{{5,8}})\b", re.I)
_TRAILER = re.compile(
    rf"\b(?:trailer|trl|semirremolque|remolque|caja|container|contenedor){_NUMBER}"
    r"((?=[a-z]{0,4}[\s-]?\d)[a-z]{0,4}[\s-]?(?:\d{3,10}|\d{1,4}-\d{3,8}))(?![-\d])\b"
    r"|\b([A-Z]{3}U[\s-]?\d{6,7})\b",
    re.I,
)
_OWN = word_set("my our mi nuestro nuestra own")
_FILLING = word_set("a an the and with it was un una el la y con era de")
_ADORNING = word_set(
    "old older new newer dark light beat up dirty big small little extended cab crew long lifted color de"
)


@dataclass(frozen=True, slots=True)
class _Term:
    kind: str  # color, make, model, body, plain
    value: str
    make: str | None = None
    cued: bool = False


@lru_cache(maxsize=1)
def _terms() -> dict[str, _Term]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    terms: dict[str, _Term] = {}
    cued = {key_of(word) for word in table["words"]["cued"]}
    for kind, rows in (("color", table["colors"]), ("body", table["bodies"]), ("plain", table["plain"])):
        for row in rows:
            terms |= {key_of(word): _Term(kind, row[0]) for word in row}
    for make, models in table["makes"].items():
        terms[key_of(make)] = _Term("make", make, cued=key_of(make) in cued)
        for model in models:
            terms[key_of(model)] = _Term("model", _shown(model), make, key_of(model) in cued)
    for word, make in table["also"].items():
        terms[key_of(word)] = _Term("make", make, cued=key_of(word) in cued)
    return terms


def _shown(model: str) -> str:
    """The model as one writes it: "F-150", "CR-V", "Tahoe"."""
    short = re.fullmatch(r"([a-z]{1,2})-?(\d.*)", model)
    if short and short.group(1) in {"f", "e"}:
        return f"{short.group(1).upper()}-{short.group(2)}"
    if any(character.isdigit() for character in model) or len(model) <= 3:
        return model.upper() if " " not in model else model.title()
    return {"crv": "CR-V", "cr-v": "CR-V", "hr-v": "HR-V"}.get(model, model.title())


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _terms())


@dataclass(slots=True)
class _Cluster:
    """Words that stand together and describe one vehicle, with the plates and numbers that follow it."""

    start: int
    end: int
    terms: list[_Term] = field(default_factory=list)
    own: bool = False
    painted: list[tuple[int, int]] = field(default_factory=list)
    plates: list[Plate] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)

    def value(self, kind: str) -> str | None:
        """What the words say of this kind."""
        return next((term.value for term in self.terms if term.kind == kind), None)

    @property
    def kinds(self) -> set[str]:
        """The kinds of words in it."""
        return {term.kind for term in self.terms}

    @property
    def make(self) -> str | None:
        """The make, said or known by the model."""
        return self.value("make") or next((term.make for term in self.terms if term.make), None)

    def is_vehicle(self) -> bool:
        """Whether the words mean a vehicle at all: a color alone does not, nor "escape", nor one's own truck."""
        return not self.own and self.kinds != {"color"} and not (len(self.terms) == 1 and self.terms[0].cued)

    def is_enough(self) -> bool:
        """Whether so much of it is said that it need not be asked for."""
        kinds = self.kinds
        return bool(kinds & {"make", "model"}) or ("color" in kinds and bool(kinds & {"body", "plain"}))


def _matches(words: tuple[Word, ...]) -> Iterator[tuple[int, int, _Term]]:
    """The words of vehicles in order, the longest at each place."""
    terms, beginnings, at = _terms(), _beginnings(), 0
    while at < len(words):
        size = _longest_match(words, at, terms) if words[at].key in beginnings else 0
        if size:
            yield at, at + size, terms[" ".join(word.key for word in words[at : at + size])]
        at += size or 1


def _longest_match(words: tuple[Word, ...], at: int, terms: dict[str, _Term]) -> int:
    sizes = range(min(_LONGEST, len(words) - at), 0, -1)
    return next((size for size in sizes if " ".join(word.key for word in words[at : at + size]) in terms), 0)


def _clusters(text: str, words: tuple[Word, ...]) -> list[_Cluster]:
    last = 0
    clusters: list[_Cluster] = []
    for first, past, term in _matches(words):
        current = clusters[-1] if clusters else None
        if current is None or not _joins(current, term, text[current.end : words[first].start], words[last:first]):
            current = _Cluster(words[first].start, words[past - 1].end)
            current.own = first > 0 and words[first - 1].key in _OWN
            clusters.append(current)
        current.terms.append(term)
        current.end, last = words[past - 1].end, past
    return clusters


def _joins(cluster: _Cluster, term: _Term, gap: str, between: tuple[Word, ...]) -> bool:
    """Whether the next word still describes the same vehicle: near it, and not saying the same kind of thing twice."""
    if len(between) > 2 or not all(word.key.isdigit() or word.key in _ADORNING for word in between):
        return False
    kinds = cluster.kinds
    if term.kind == "color":
        return "color" not in kinds and "," not in gap
    if term.kind in {"body", "plain"}:
        return not kinds & {"body", "plain"}
    return term.kind not in kinds and term.make in (None, cluster.make or term.make)


def _read_numbers(text: str) -> list[tuple[str, str, tuple[int, int]]]:
    """USDOT, MC and trailer numbers: field, value and where they stand."""
    found = [("usdot", match.group(1), match.span()) for match in _USDOT.finditer(text)]
    found += [("mc", match.group(1), match.span()) for match in _MC.finditer(text)]
    for match in _TRAILER.finditer(text):
        value = re.sub(r"[\s-]", "", match.group(1) or match.group(2)).upper()
        found.append(("trailer", value, match.span()))
    return found


def _hide(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these parts blanked, so that nothing is read twice and positions stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class Painted:
    """The plates and the USDOT, MC and trailer numbers of a text: field, value and where they stand."""

    plates: list[PlateFound]
    numbers: list[tuple[str, str, tuple[int, int]]]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where they stand, so that they are not read as phones or roads."""
        return [plate.span for plate in self.plates] + [span for _, _, span in self.numbers]


def find_painted(text: str) -> Painted:
    """What is painted or screwed onto vehicles, in a text."""
    text = plain(text)
    return Painted(find_plates(text), _read_numbers(text))


def find_vehicles(
    words: str, *, painted: Painted | None = None, split: tuple[Word, ...] | None = None, answer: bool = False
) -> list[VehicleFound]:
    """Every vehicle that a text describes, each with the plates and numbers that stand behind it.

    `answer` says that the words answer "which vehicle?", so that "van" alone is one. `split` are the single words, if
    they were told apart already.
    """
    text = plain(words)
    painted = painted or find_painted(text)
    plates, numbers = painted.plates, painted.numbers
    if painted.spans or split is None:
        text = _hide(text, painted.spans)
        split = words_of(text)
    clusters = [cluster for cluster in _clusters(text, split) if cluster.is_vehicle()]
    if not clusters and (plates or numbers):
        first = min(span[0] for span in painted.spans)
        clusters = [_Cluster(first, first)]
    for plate in plates:
        owner = _owner(clusters, plate.span)
        owner.plates.append(plate.plate)
    for name, value, span in numbers:
        _owner(clusters, span).numbers.setdefault(name, value)
    kept = [one for one in clusters if answer or one.plates or one.numbers or one.is_enough()]
    return [VehicleFound(_described(words, cluster), (cluster.start, cluster.end)) for cluster in kept]


def _owner(clusters: list[_Cluster], span: tuple[int, int]) -> _Cluster:
    """The vehicle that a plate or number belongs to: the last one before it, else the first."""
    before = [cluster for cluster in clusters if cluster.start <= span[0]]
    owner = before[-1] if before else clusters[0]
    owner.painted.append(span)
    return owner


def _described(text: str, cluster: _Cluster) -> Vehicle:
    return Vehicle(
        words=_words_at(text, [(cluster.start, cluster.end), *cluster.painted]),
        color=cluster.value("color"),
        make=cluster.make,
        model=cluster.value("model"),
        body=cluster.value("body") or cluster.value("plain"),
        plates=tuple(dict.fromkeys(cluster.plates)),
        usdot=cluster.numbers.get("usdot"),
        mc=cluster.numbers.get("mc"),
        trailer=cluster.numbers.get("trailer"),
    )


def _words_at(text: str, spans: list[tuple[int, int]]) -> str:
    """The words of these parts; what stands far between them belongs to something else."""
    pieces: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if pieces and start - pieces[-1][1] <= _NEAR:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    return "; ".join(text[start:end] for start, end in pieces)


def unread_words(words: str) -> str:
    """What the words of a vehicle say beyond what was read from them: "dent in rear door"."""
    text = plain(words)
    painted = find_painted(text)
    found = find_vehicles(words, painted=painted, answer=True)
    if len(found) > 1:
        return ""
    left = _hide(words, [*(one.span for one in found), *painted.spans])
    pieces = (" ".join(piece.split()).strip(" .:-") for piece in re.split(r"[,;\n]| {3,}", left))
    return ", ".join(piece for piece in pieces if piece and plain(piece) not in _FILLING)


def read_vehicle(text: str) -> Vehicle | None:
    """The vehicle that an answer describes, its words kept whole; None when nothing in it says one."""
    found = find_vehicles(text, answer=True)
    return replace(found[0].vehicle, words=text) if found else None
