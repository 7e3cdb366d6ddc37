"""The four ILO lists: how much each ILO indicator weighs on each. Read from `ilo-lists.toml`, nothing decided here.

The two sexual lists could not be read in full. They use the labor list's rank of the same age, corrected by the few
facts that are verified; what is merely recalled stays in the file and out of every rank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from indicators.datafile import FOLDER, Entry, entries, read_toml
from indicators.terms import Dimension, FactStatus, IloList, Rank

FILE = "ilo-lists.toml"
STAND_IN = {IloList.ADULT_SEXUAL: IloList.ADULT_LABOR, IloList.CHILD_SEXUAL: IloList.CHILD_LABOR}
WEIGHT = {Rank.WEAK: 1, Rank.MEDIUM: 2, Rank.STRONG: 3}


class RankOrigin(StrEnum):
    """Where a counted rank comes from, as the analyst is told."""

    ILO_LIST = "ilo-list"
    LABOR_LIST = "labor-list"  # the labor list of the same age stands in for a sexual list that could not be read
    OURS = "ours"


@dataclass(frozen=True, kw_only=True)
class IloRank:
    """The rank on one list as a source tells it."""

    rank: Rank
    status: FactStatus
    source: str

    @property
    def certain(self) -> bool:
        """Whether it was read somewhere, and may be used and shown."""
        return self.status is not FactStatus.RECALLED


@dataclass(frozen=True, kw_only=True)
class IloIndicator:
    """One indicator of the ILO document. The same id may stand in two dimensions: the key is the pair."""

    dimension: Dimension
    id: str
    text: str
    ranks: Mapping[IloList, IloRank]
    note: str = ""

    def known_rank(self, ilo_list: IloList) -> IloRank | None:
        """The rank on this very list, unless it is only recalled."""
        found = self.ranks.get(ilo_list)
        return found if found is not None and found.certain else None


@dataclass(frozen=True, kw_only=True)
class IloLists:
    """All four lists."""

    indicators: Mapping[tuple[Dimension, str], IloIndicator]
    limits: Mapping[tuple[IloList, Dimension], Rank]

    def rank(self, ilo_list: IloList, dimension: Dimension, ilo: str) -> tuple[Rank, RankOrigin] | None:
        """What an ILO indicator weighs on a list, and on whose word; None where the list does not carry it."""
        indicator = self.indicators[dimension, ilo]
        known = indicator.known_rank(ilo_list)
        if known is not None:
            return known.rank, RankOrigin.ILO_LIST
        stand_in = STAND_IN.get(ilo_list)
        borrowed = None if stand_in is None else indicator.known_rank(stand_in)
        if borrowed is None:
            return None
        return self.limited(ilo_list, dimension, borrowed.rank), RankOrigin.LABOR_LIST

    def limited(self, ilo_list: IloList, dimension: Dimension, rank: Rank) -> Rank:
        """The rank, lowered to the highest one that the list holds in this dimension."""
        return min(rank, self.limits.get((ilo_list, dimension), rank), key=WEIGHT.__getitem__)


def load_ilo_lists(sources: Mapping[str, object], folder: Path = FOLDER) -> IloLists:
    """The lists, every entry checked; `sources` are the known source codes."""
    path = folder / FILE
    content = read_toml(path)
    indicators: dict[tuple[Dimension, str], IloIndicator] = {}
    for entry in entries(path, content, "indicator"):
        indicator = _indicator(entry, sources)
        if (indicator.dimension, indicator.id) in indicators:
            raise entry.wrong(f"it stands twice in {indicator.dimension}", "Keep one of them")
        indicators[indicator.dimension, indicator.id] = indicator
    limits = dict(_limit(entry, sources) for entry in entries(path, content, "limit", "list"))
    return IloLists(indicators=indicators, limits={where: top.rank for where, top in limits.items() if top.certain})


def _indicator(entry: Entry, sources: Mapping[str, object]) -> IloIndicator:
    entry.allow("dimension", "id", "text", "note", *IloList)
    ranks = {ilo_list: _rank(entry.table(ilo_list), sources) for ilo_list in IloList if ilo_list in entry.fields}
    return IloIndicator(
        dimension=entry.choice("dimension", Dimension),
        id=entry.text("id"),
        text=entry.text("text"),
        ranks=ranks,
        note=entry.text_or("note", ""),
    )


def _rank(entry: Entry, sources: Mapping[str, object]) -> IloRank:
    entry.allow("rank", "status", "source")
    return _sourced(entry, entry.choice("rank", Rank), sources)


def _limit(entry: Entry, sources: Mapping[str, object]) -> tuple[tuple[IloList, Dimension], IloRank]:
    entry.allow("list", "dimension", "highest", "status", "source")
    where = entry.choice("list", IloList), entry.choice("dimension", Dimension)
    return where, _sourced(entry, entry.choice("highest", Rank), sources)


def _sourced(entry: Entry, rank: Rank, sources: Mapping[str, object]) -> IloRank:
    source = entry.text("source")
    if source not in sources:
        raise entry.wrong(f"unknown source {source!r}", "Write a code of sources.toml, or add it there")
    return IloRank(rank=rank, status=entry.choice("status", FactStatus), source=source)
