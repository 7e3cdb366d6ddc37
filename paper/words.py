"""The words of printed sheets, by language: `words.toml`. English where a language has none of its own."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

SOURCE: Final = "en"


def languages(sheet: str) -> tuple[str, ...]:
    """The languages that a sheet can be printed in, English first."""
    return tuple(_all()[sheet])


def words(sheet: str, language: str) -> Mapping[str, str]:
    """What a sheet says in a language."""
    known = _all()[sheet]
    return {**known[SOURCE], **known.get(language, {})}


@cache
def _all() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
