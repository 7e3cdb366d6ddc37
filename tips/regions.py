"""States and provinces of the United States, Canada and Mexico: their codes, and how people write them."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tips.words import key_of, word_set

_FILE = Path(__file__).with_name("data") / "regions.toml"

ALSO_WORDS = word_set("in or me hi la de al ok oh as mi on pa id co ma mo ms son col mor mex sin que ver gro")
"""Short codes that are common English or Spanish words. In small letters they count only where a state must stand."""


@dataclass(frozen=True, slots=True)
class Region:
    """One state or province. `key` is its number in the data file of its country."""

    code: str
    key: str
    name: str
    also: tuple[str, ...]

    @property
    def country(self) -> str:
        """US, CA or MX."""
        return self.code[:2]

    @property
    def short(self) -> str:
        """The last part of the code, as plates and roads write it."""
        return self.code[3:]


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """Every region by its ISO 3166-2 code."""
    table: dict[str, list[list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        f"{country}-{row[0]}": Region(f"{country}-{row[0]}", row[1], row[2], tuple(row[3:]))
        for country, rows in table.items()
        for row in rows
    }


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Names as dictionary keys ("north dakota", "nuevo leon") to codes."""
    return {key_of(name): region.code for region in regions().values() for name in (region.name, *region.also)}


@lru_cache(maxsize=1)
def shorts() -> dict[str, str]:
    """Short codes in lower case ("ne", "on", "son") to codes."""
    return {region.short.lower(): region.code for region in reversed(regions().values())}


@lru_cache(maxsize=1)
def by_key() -> dict[tuple[str, str], str]:
    """Country and number, as the data files have them, to codes."""
    return {(region.country, region.key): region.code for region in regions().values()}


def region_name(code: str) -> str:
    """The name as its people write it, or the code when there is no such region."""
    region = regions().get(code)
    return region.name if region else code


def region_of(word: str, *, written: str = "", sure: bool = False) -> str | None:
    """The code for a name or a short code.

    `written` is the word as it stood: a short code that is also a common word needs capitals, unless
    a state must stand here anyway (`sure`).
    """
    key = key_of(word)
    if key in names():
        return names()[key]
    code = shorts().get(key)
    if code and key in ALSO_WORDS and not sure and not written.isupper():
        return None
    return code
