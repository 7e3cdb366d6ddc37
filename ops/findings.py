"""What is wrong, or worth knowing, in the files that people edit: each finding with its file, line and entry."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.textfile import TextError
from indicators.errors import DataFileError

_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_QUOTED = re.compile(r"'([^']*)'")
_NUMBERED = re.compile(r"([a-z]+) (?:number )?(\d+)")


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing found. `must` says that it has to be put right before these files can be used."""

    file: Path
    line: int
    entry: str
    told: str
    must: bool = True

    def __str__(self) -> str:
        here = Path.cwd()
        file = self.file.relative_to(here) if self.file.is_relative_to(here) else self.file
        weight = "" if self.must else "note: "
        return f"{file}:{self.line}: {weight}{self.entry}: {self.told}"


def of_texts(error: TextError) -> list[Finding]:
    """The findings of an error in texts and of those found beside it."""
    return [Finding(file=one.file, line=one.line, entry=one.entry, told=one.told) for one in (error, *error.others)]


def of_data(error: DataFileError, *homes: Path) -> list[Finding]:
    """The findings of an error in data files. Where it names no path, the file is looked for in `homes`."""
    found = []
    for one in (error, *error.others):
        path = one.path or next((home / one.file for home in homes if (home / one.file).exists()), homes[0] / one.file)
        found.append(Finding(file=path, line=line_of(path, one.entry, one.told), entry=one.entry, told=one.told))
    return found


def line_of(path: Path, entry: str, told: str = "") -> int:
    """The line of a file that an error is about, as nearly as the entry's name tells; the first one at the worst.

    A name leads inward piece by piece: "scene 'pump-12', step 'start', choice number 2". Where it leads nowhere, the
    first thing that is quoted is looked for.
    """
    given = _LINE.search(told)
    if given:
        return int(given[1])
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 1
    at = 0
    for piece in entry.split(", "):
        at = next((found for pattern in _patterns(piece) for found in _matching(lines, pattern, at)), at)
        at = next(_counted(lines, piece, at), at)
    named = _QUOTED.search(told)
    if not at and named:
        at = next(_matching(lines, rf".*(?<![\w-]){re.escape(named[1])}(?![\w-])", 0), at)
    return at + 1


def _patterns(piece: str) -> Iterator[str]:
    """How a piece of a name may stand in its file: where it is defined, or else where it is mentioned at all."""
    quoted = _QUOTED.search(piece)
    name = re.escape(quoted[1] if quoted else piece)
    if quoted:
        yield rf'\s*(?:id|key|name|code)\s*=\s*"{name}"'
    yield rf'\s*\[+(?:.*\.)?"?{name}"?\]|\s*"?{name}"?(?:\.\w+)?\s*='
    if quoted:
        yield rf'.*"{name}"'


def _matching(lines: list[str], pattern: str, start: int) -> Iterator[int]:
    return (number for number in range(start, len(lines)) if re.match(pattern, lines[number]))


def _counted(lines: list[str], piece: str, start: int) -> Iterator[int]:
    """The so-many-th table of a kind: [[line.way]], or a line in braces of an array written on several lines."""
    numbered = _NUMBERED.fullmatch(piece)
    if numbered:
        kind, count = numbered[1], int(numbered[2])
        tables = [*_matching(lines, rf"\s*\[\[(?:.*\.)?{kind}s?\]\]", start)] or [*_matching(lines, r"\s*\{", start)]
        yield from tables[count - 1 : count]


def must_be_put_right(findings: Iterable[Finding]) -> bool:
    """Whether any of them stops these files from being used."""
    return any(finding.must for finding in findings)
