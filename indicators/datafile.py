"""Reading the data files of this room, field by field, so that every fault is told with its file and entry."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from indicators.errors import DataFileError

FOLDER = Path(__file__).parent
"""Where the data files live. Every loader takes another folder, so that a planted fault can be tried on a copy."""

TOML = "[!.]*.toml"
"""Which files of a folder are data. Hidden ones are an editor's locks and leftovers."""

Choice = TypeVar("Choice", bound=StrEnum)


def read_toml(path: Path, name: str | None = None) -> dict[str, Any]:
    """The content of a file, or an error that names it; `name` is for files that share theirs with others."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataFileError(
            name or path, "the file", "it is missing", f"Put it back at {path.parent.name}/{path.name}"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise DataFileError(name or path, "the file", f"it is not valid TOML: {exc}", "Correct that line") from exc


def content_version(paths: Iterable[Path], beside: str = "") -> str:
    """A short hash of what the files hold, and of what is used beside them: it names what a tip was asked with."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    digest.update(beside.encode())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One table of a data file. `name` is what an error calls it."""

    file: Path | str
    name: str
    fields: Mapping[str, Any]

    def wrong(self, problem: str, remedy: str) -> DataFileError:
        """The error to raise about this entry."""
        return DataFileError(self.file, self.name, problem, remedy)

    def allow(self, *known: str) -> None:
        """Refuse a misspelled or forgotten field name, which would otherwise be silently without effect."""
        for field in self.fields:
            if field not in known:
                raise self.wrong(f"unknown field {field!r}", f"Write one of: {', '.join(known)}")

    def text(self, field: str) -> str:
        """A field that holds words."""
        value = self.fields.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{field} is missing or not text", f'Write {field} = "…"')
        return value

    def text_or(self, field: str, default: str) -> str:
        """A field that holds words, if it is there."""
        return self.text(field) if field in self.fields else default

    def texts(self, field: str) -> tuple[str, ...]:
        """A field that holds a list of words, none twice."""
        value = self.fields.get(field)
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.wrong(f"{field} is missing or not a list of texts", f'Write {field} = ["…", "…"]')
        for item in value:
            if value.count(item) > 1:
                raise self.wrong(f"{field} names {item!r} twice", "Keep one of them")
        return tuple(value)

    def day(self, field: str) -> date:
        """A field that holds a date."""
        value = self.fields.get(field)
        if type(value) is not date:
            raise self.wrong(f"{field} is missing or not a date", f"Write {field} = YYYY-MM-DD, without quotes")
        return value

    def choice(self, field: str, kind: type[Choice]) -> Choice:
        """A field that holds one word of an enumeration."""
        return self.one_of(field, self.text(field), kind)

    def choices(self, field: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """A field that holds several words of an enumeration."""
        return tuple(self.one_of(field, item, kind) for item in self.texts(field))

    def one_of(self, field: str, value: str, kind: type[Choice]) -> Choice:
        """The member of the enumeration that a word names."""
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise self.wrong(f"unknown {field} {value!r}", f"Write one of: {known}") from None

    def table(self, field: str) -> "Entry":
        """A field that holds a table of its own; empty where it is absent."""
        value = self.fields.get(field, {})
        if not isinstance(value, dict):
            raise self.wrong(f"{field} is not a table", f"Write {field} = {{ … }}")
        return Entry(file=self.file, name=f"{self.name}, {field}", fields=value)

    def tables(self, field: str, item: str, key: str = "") -> tuple["Entry", ...]:
        """A field that holds a list of tables, each named `item` and its `key`, or its number."""
        rows = self.fields.get(field)
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise self.wrong(f"{field} is missing or not a list of tables", f"Write one table for each {item}")
        named = []
        for number, row in enumerate(rows, start=1):
            label = repr(row[key]) if isinstance(row.get(key), str) else f"number {number}"
            named.append(Entry(file=self.file, name=f"{self.name}, {item} {label}", fields=row))
        return tuple(named)


def entries(path: Path, content: Mapping[str, Any], array: str, key: str = "id") -> tuple[Entry, ...]:
    """The tables of an array such as [[indicator]], each named by its `key`."""
    rows = content.get(array)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise DataFileError(path, "the file", f"it has no [[{array}]]", f"Write at least one [[{array}]] table")
    named = []
    for number, row in enumerate(rows, start=1):
        label = row.get(key)
        name = f"{array} {label!r}" if isinstance(label, str) else f"{array} number {number}"
        named.append(Entry(file=path, name=name, fields=row))
    return tuple(named)
