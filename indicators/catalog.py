"""The catalog: every sign that a reporter can name, loaded from `catalog.toml` and checked to the last field.

English is the source wording. The other languages are passed in, because their texts belong to the bot.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from indicators.datafile import FOLDER, Entry, content_version, entries, read_toml
from indicators.errors import DataFileError, each
from indicators.ilo import FILE as ILO_FILE
from indicators.ilo import IloLists, load_ilo_lists
from indicators.terms import Alarm, Dimension, Evidence, FactStatus, IloList, Kind, Minors, Rank, Setting
from indicators.wording import SOURCE_LANGUAGE, check_help, check_wording, load_forbidden

FILE = "catalog.toml"
SOURCES_FILE = "sources.toml"
SIGN, LOOKS, RATHER = "sign-", "looks-", "rather-"
"""How the keys of the texts begin that other languages give, each followed by the id of an indicator."""

ANYWHERE = "any"
NONE = "none"
FIELDS = (
    "id",
    "text",
    "looks",
    "rather",
    "settings",
    "kind",
    "minors",
    "dimension",
    "ilo",
    "evidence",
    "rank",
    "rank_from",
    "rank_status",
    "ranks",
    "alarm",
    "sources",
    "note",
)
NO_WORDINGS: Mapping[str, Mapping[str, str]] = MappingProxyType({})


class UnknownIndicatorError(LookupError):
    """No indicator has this id: a tip may carry one of another catalog version, so ask `id in catalog` first."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where signs were read, and how well: `name` is what an analyst is shown for the code."""

    code: str
    name: str
    status: FactStatus


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One observable sign. `ilo` is the closest ILO indicator of its dimension, or None: then it is context only.

    `looks` says what it looks like, `rather` what it does not mean.
    """

    id: str
    text: str
    looks: str
    rather: str
    settings: frozenset[Setting]
    kind: Kind
    minors: Minors
    dimension: Dimension
    ilo: str | None
    evidence: Evidence
    rank: Rank
    rank_from: tuple[IloList, ...]
    rank_status: FactStatus
    ranks: Mapping[IloList, Rank]
    alarm: Alarm | None
    sources: tuple[Source, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """All indicators in file order, with their texts and the ILO lists that they refer to."""

    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    gathered: date
    ilo_lists: IloLists
    version: str
    wordings: Mapping[str, Mapping[str, str]] = field(repr=False)
    helps: Mapping[str, Mapping[str, str]] = field(repr=False)

    def __contains__(self, indicator_id: object) -> bool:
        return indicator_id in self.indicators

    def __getitem__(self, indicator_id: str) -> Indicator:
        try:
            return self.indicators[indicator_id]
        except KeyError:
            raise UnknownIndicatorError(indicator_id) from None

    def __len__(self) -> int:
        return len(self.indicators)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have every text."""
        return tuple(self.wordings)

    def text(self, indicator_id: str, language: str) -> str:
        """The sign in words; in English where the language has no texts of its own."""
        found = self[indicator_id]
        return self.wordings.get(language, self.wordings[SOURCE_LANGUAGE]).get(indicator_id, found.text)

    def looks(self, indicator_id: str, language: str) -> str:
        """What the sign looks like; in English where the language does not say it."""
        found = self[indicator_id]
        return self.helps.get(language, {}).get(LOOKS + indicator_id, found.looks)

    def rather(self, indicator_id: str, language: str) -> str:
        """What the sign does not mean; in English where the language does not say it."""
        found = self[indicator_id]
        return self.helps.get(language, {}).get(RATHER + indicator_id, found.rather)

    def has_help(self, language: str, indicator_id: str | None = None) -> bool:
        """Whether the language itself says what a sign looks like and does not mean: this one, or else every one."""
        if language == SOURCE_LANGUAGE:
            return True
        given = self.helps.get(language, {})
        return all(LOOKS + name in given for name in ([indicator_id] if indicator_id else self.indicators))


def load_catalog(wordings: Mapping[str, Mapping[str, str]] = NO_WORDINGS, folder: Path = FOLDER) -> Catalog:
    """The catalog with the texts of the other languages (language -> key -> text), everything checked.

    A key is SIGN, LOOKS or RATHER and the id of an indicator. Every sign must be worded; help may be missing.
    """
    path = folder / FILE
    sources, gathered = _load_sources(folder)
    ilo_lists = load_ilo_lists(sources, folder)
    indicators: dict[str, Indicator] = {}

    def add(entry: Entry) -> None:
        indicator = _indicator(entry, sources, ilo_lists)
        if indicator.id in indicators:
            raise entry.wrong("the id is used twice", "Give one of them another id")
        indicators[indicator.id] = indicator

    each(add, entries(path, read_toml(path), "indicator"))
    texts = {SOURCE_LANGUAGE: {found.id: found.text for found in indicators.values()}}
    texts |= {language: _after(SIGN, given) for language, given in wordings.items()}
    helps = {
        language: {key: text for key, text in given.items() if not key.startswith(SIGN)}
        for language, given in wordings.items()
    }
    forbidden = load_forbidden(folder)
    _check_wordings(texts, forbidden)
    _check_helps(indicators, helps, forbidden)
    return Catalog(
        indicators=MappingProxyType(indicators),
        sources=MappingProxyType(sources),
        gathered=gathered,
        ilo_lists=ilo_lists,
        version=content_version((path, folder / ILO_FILE, folder / SOURCES_FILE), _as_said(wordings)),
        wordings=MappingProxyType(texts),
        helps=MappingProxyType(helps),
    )


def _as_said(wordings: Mapping[str, Mapping[str, str]]) -> str:
    """The words of the other languages, to be told apart from those before an edit. Nothing where there are none."""
    return (
        json.dumps({language: dict(given) for language, given in wordings.items()}, sort_keys=True) if wordings else ""
    )


def _after(prefix: str, given: Mapping[str, str]) -> dict[str, str]:
    """The texts under a prefix, by what follows it."""
    return {key.removeprefix(prefix): text for key, text in given.items() if key.startswith(prefix)}


def _load_sources(folder: Path) -> tuple[dict[str, Source], date]:
    path = folder / SOURCES_FILE
    whole = Entry(file=path, name="the file", fields=read_toml(path))
    sources = {}
    for code in whole.fields.keys() - {"gathered"}:
        entry = Entry(file=path, name=f"source {code!r}", fields=whole.table(code).fields)
        entry.allow("name", "status")
        sources[code] = Source(code=code, name=entry.text("name"), status=entry.choice("status", FactStatus))
    return sources, whole.day("gathered")


def _indicator(entry: Entry, sources: Mapping[str, Source], ilo_lists: IloLists) -> Indicator:
    entry.allow(*FIELDS)
    indicator = Indicator(
        id=entry.text("id"),
        text=entry.text("text"),
        looks=entry.text("looks"),
        rather=entry.text("rather"),
        settings=_settings(entry),
        kind=entry.choice("kind", Kind),
        minors=entry.choice("minors", Minors),
        dimension=entry.choice("dimension", Dimension),
        ilo=None if entry.text("ilo") == NONE else entry.text("ilo"),
        evidence=entry.choice("evidence", Evidence),
        rank=entry.choice("rank", Rank),
        rank_from=entry.choices("rank_from", IloList),
        rank_status=entry.choice("rank_status", FactStatus),
        ranks=_ranks(entry),
        alarm=entry.choice("alarm", Alarm) if "alarm" in entry.fields else None,
        sources=_sources(entry, sources),
        note=entry.text_or("note", ""),
    )
    _check_id(entry, indicator.id)
    _check_rank_status(entry, indicator)
    _check_ilo(entry, indicator, ilo_lists)
    return indicator


def _settings(entry: Entry) -> frozenset[Setting]:
    if entry.texts("settings") == (ANYWHERE,):
        return frozenset(Setting)
    settings = frozenset(entry.choices("settings", Setting))
    if not settings:
        raise entry.wrong("it has no settings", f'Write settings = ["{ANYWHERE}"], or name the settings')
    return settings


def _ranks(entry: Entry) -> Mapping[IloList, Rank]:
    table = entry.table("ranks")
    table.allow(*IloList)
    return {IloList(name): table.choice(name, Rank) for name in table.fields}


def _sources(entry: Entry, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    codes = entry.texts("sources")
    if not codes:
        raise entry.wrong("it has no sources", 'Name at least one code of sources.toml; "OWN" is our own judgment')
    for code in codes:
        if code not in sources:
            raise entry.wrong(f"unknown source {code!r}", "Write a code of sources.toml, or add it there")
    return tuple(sources[code] for code in codes)


def _check_id(entry: Entry, indicator_id: str) -> None:
    plain = indicator_id.isascii() and indicator_id == indicator_id.lower()
    if not plain or not all(part.isalnum() for part in indicator_id.split("-")):
        raise entry.wrong(f"the id {indicator_id!r} is not kebab-case", "Write small letters, digits and hyphens only")


def _check_rank_status(entry: Entry, indicator: Indicator) -> None:
    ours = indicator.rank_status is FactStatus.OURS
    if ours and indicator.rank_from:
        raise entry.wrong("rank_from names an ILO list, rank_status says ours", "Write rank_from = [], or its status")
    if not ours and not indicator.rank_from:
        raise entry.wrong("rank_from is empty, so the rank is ours", 'Write rank_status = "ours", or name the ILO list')


def _check_ilo(entry: Entry, indicator: Indicator, ilo_lists: IloLists) -> None:
    """An ILO rank in the catalog must be the one in the lists; ranks that we only recall cannot be claimed."""
    claims = {**dict.fromkeys(indicator.rank_from, indicator.rank), **indicator.ranks}
    if indicator.ilo is None:
        if claims:
            raise entry.wrong(
                'it claims an ILO rank, and its ilo is "none"', "Write rank_from = [] and leave ranks out"
            )
        return
    known = ilo_lists.indicators.get((indicator.dimension, indicator.ilo))
    if known is None:
        choices = ", ".join(sorted(ilo for dimension, ilo in ilo_lists.indicators if dimension is indicator.dimension))
        raise entry.wrong(
            f"{indicator.dimension} has no ILO indicator {indicator.ilo!r}", f'Write "none" or one of: {choices}'
        )
    for ilo_list, rank in claims.items():
        listed = known.known_rank(ilo_list)
        if listed is None or listed.rank is not rank:
            held = "no verified rank" if listed is None else listed.rank
            raise entry.wrong(f"it claims {rank} on {ilo_list}", f"ilo-lists.toml holds {held}: make the two agree")


def _check_wordings(texts: Mapping[str, Mapping[str, str]], forbidden: Mapping[str, tuple[str, ...]]) -> None:
    known = texts[SOURCE_LANGUAGE]

    def check(row: tuple[str, str]) -> None:
        language, indicator_id = row
        file = FILE if language == SOURCE_LANGUAGE else f"{language}/signs.ftl"
        entry = f"indicator {indicator_id!r}" if language == SOURCE_LANGUAGE else f"sign-{indicator_id}"
        if indicator_id not in known:
            raise DataFileError(file, entry, "the catalog has no such sign", "Remove it, or correct its id")
        if indicator_id not in texts[language]:
            raise DataFileError(file, entry, "its text is missing", f"Write {entry} = …")
        check_wording(texts[language][indicator_id], language, (file, entry), forbidden)

    each(check, [(language, key) for language, given in texts.items() for key in dict.fromkeys((*given, *known))])


def _check_helps(
    indicators: Mapping[str, Indicator],
    helps: Mapping[str, Mapping[str, str]],
    forbidden: Mapping[str, tuple[str, ...]],
) -> None:
    """Help is given for a known sign, in both halves: a card does not change its language between two lines."""
    pairs = {key: other for name in indicators for key, other in _halves(name)}

    def check_english(row: tuple[str, str, str]) -> None:
        indicator_id, name, text = row
        check_help(text, SOURCE_LANGUAGE, (FILE, f"indicator {indicator_id!r}, {name}"), forbidden)

    def check(row: tuple[str, str]) -> None:
        language, key = row
        file, given = f"{language}/sign-help.ftl", helps[language]
        if key not in pairs:
            raise DataFileError(file, key, "the catalog has no such sign", "Remove it, or correct its id")
        if pairs[key] not in given:
            raise DataFileError(file, pairs[key], "its text is missing", f"Write {pairs[key]} = …")
        check_help(given[key], language, (file, key), forbidden)

    halves = [(one.id, *half) for one in indicators.values() for half in (("looks", one.looks), ("rather", one.rather))]
    each(check_english, halves)
    each(check, [(language, key) for language, given in helps.items() for key in given])


def _halves(indicator_id: str) -> tuple[tuple[str, str], ...]:
    looks, rather = LOOKS + indicator_id, RATHER + indicator_id
    return (looks, rather), (rather, looks)
