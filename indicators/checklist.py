"""Which signs an industry is asked about, and in what order: one list per setting, one for a place nobody can name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from indicators.catalog import Catalog
from indicators.datafile import FOLDER, TOML, Entry, content_version, read_toml
from indicators.errors import DataFileError, each
from indicators.terms import Setting

SUBFOLDER = "checklists"
TRUCKING = "trucking"
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The indicators to ask about, by setting, in order; None is the setting that is not known."""

    industry: str
    order: Mapping[Setting | None, tuple[str, ...]]
    version: str

    def signs_for(self, setting: Setting | None) -> tuple[str, ...]:
        """The indicator ids to ask about, the first ones first."""
        return self.order[setting]


def load_checklist(catalog: Catalog, industry: str = TRUCKING, folder: Path = FOLDER) -> Checklist:
    """The checklist of an industry: every sign of a setting stands in its list once, and no other sign does."""
    path = folder / SUBFOLDER / f"{industry}.toml"
    whole = Entry(file=path, name="the file", fields=read_toml(path))
    whole.allow("industry", "order")
    if whole.text("industry") != industry:
        raise whole.wrong(f"industry is {whole.text('industry')!r}", f'Write industry = "{industry}"')
    order = whole.table("order")
    order.allow(*Setting, UNKNOWN)

    def read(setting: Setting | None) -> tuple[Setting | None, tuple[str, ...]]:
        signs = _signs(order, setting or UNKNOWN, catalog)
        if setting is not None:
            _check_complete(order, setting, signs, catalog)
        return setting, signs

    lists = dict(each(read, (*Setting, None)))
    return Checklist(industry=industry, order=MappingProxyType(lists), version=content_version((path,)))


def load_checklists(catalog: Catalog, folder: Path = FOLDER) -> Mapping[str, Checklist]:
    """The checklists of all industries, each by its name."""
    names = sorted(path.stem for path in (folder / SUBFOLDER).glob(TOML))
    if TRUCKING not in names:
        raise DataFileError(folder / SUBFOLDER, "the folder", f"{TRUCKING}.toml is missing", "Put it back")
    return MappingProxyType(
        {found.industry: found for found in each(lambda name: load_checklist(catalog, name, folder), names)}
    )


def of_industry(checklists: Mapping[str, Checklist], industry: str) -> Checklist:
    """The checklist of an industry; that of trucking for one that is no longer known."""
    return checklists.get(industry) or checklists[TRUCKING]


def _signs(order: Entry, name: str, catalog: Catalog) -> tuple[str, ...]:
    signs = order.texts(name)
    if not signs:
        raise order.wrong(f"{name} asks about nothing", "Name the signs in the order to ask")

    def check(sign: str) -> None:
        if sign not in catalog:
            raise order.wrong(f"{name} names the unknown sign {sign!r}", "Write an id of catalog.toml")

    each(check, signs)
    return signs


def _check_complete(order: Entry, setting: Setting, signs: tuple[str, ...], catalog: Catalog) -> None:
    def check(sign: str) -> None:
        if setting not in catalog[sign].settings:
            raise order.wrong(
                f"{setting} asks about {sign!r}, which belongs elsewhere",
                f"Remove it, or add {str(setting)!r} to its settings in catalog.toml",
            )
        if sign not in signs:
            raise order.wrong(f"{setting} leaves out {sign!r}", "Add it where it should be asked")

    due = [found.id for found in catalog.indicators.values() if setting in found.settings]
    each(check, dict.fromkeys((*signs, *due)))
