"""The words of printed sheets, by language: `words.toml`. English where a language has none of its own."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from indicators.datafile import Entry, read_toml

SOURCE: Final = "en"
FILE: Final = Path(__file__).parent / "words.toml"

Sheets = Mapping[str, Mapping[str, Mapping[str, str]]]
"""The words by sheet, language and name."""


def languages(sheet: str) -> tuple[str, ...]:
    """The languages that a sheet can be printed in, English first."""
    return tuple(_all()[sheet])


def words(sheet: str, language: str) -> Mapping[str, str]:
    """What a sheet says in a language."""
    known = _all()[sheet]
    return {**known[SOURCE], **known.get(language, {})}


def load_words(file: Path = FILE) -> Sheets:
    """Every sheet's words. Raises `DataFileError` for what is not text, unknown to English, or a help number."""
    sheets = Entry(file=file, name="the file", fields=read_toml(file))
    return {sheet: _sheet(sheets.table(sheet)) for sheet in sheets.fields}


def _sheet(sheet: Entry) -> Mapping[str, Mapping[str, str]]:
    source = sheet.table(SOURCE).fields
    return {language: _said(sheet.table(language), source) for language in sheet.fields}


def _said(entry: Entry, source: Mapping[str, object]) -> Mapping[str, str]:
    entry.allow(*source)
    said = {name: entry.text(name) for name in entry.fields}
    for name, text in said.items():
        if re.search(r"\d{3}", text):
            raise entry.wrong(f"{name} holds a number", "Leave it out: help numbers come from indicators/helplines/")
    return said


@cache
def _all() -> Sheets:
    return load_words()
