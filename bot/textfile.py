"""One language's text files as they stand: every entry with its place, and every fault in them with its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

DRAFTED = "# review: drafted"
"""The first line of a file that no named reviewer has signed."""

SAFETY = "# safety"
"""The line above an English text on which somebody's safety hangs."""

STAND_IN = "7"
"""What stands for an argument where a text is read without one."""

_PLAIN = re.compile(r"([a-zA-Z][\w-]*) *= *([^\s{}][^{}]*)", re.ASCII)
"""A message in one line without anything put in. Most are, and reading them here takes a tenth of the parser's time."""


class TextError(Exception):
    """A text file is wrong: the message names the file and the entry, and says what to write.

    `others` are the faults that were found beside this one.
    """

    def __init__(self, file: Path | str, told: str, *, entry: str = "the file", line: int = 1) -> None:
        super().__init__(f"{file}: {told}")
        self.file = Path(file)
        self.told = told
        self.entry = entry
        self.line = line
        self.others: tuple[TextError, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One message: where it stands, the arguments it takes, and whether somebody's safety hangs on it."""

    file: Path
    line: int
    message: ast.Message
    safety: bool

    @cached_property
    def arguments(self) -> frozenset[str]:
        """The names of what is put in."""
        visitor = _Pieces()
        visitor.visit(self.message)
        return frozenset(visitor.arguments)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text in each of its forms, with a stand-in for every argument."""
        return self.forms(STAND_IN)

    def forms(self, stand_in: str) -> tuple[str, ...]:
        """The text in each of its forms, with this in the place of every argument."""
        visitor = _Pieces(stand_in)
        visitor.visit(self.message)
        return tuple(visitor.texts)


def read_folder(folder: Path) -> tuple[dict[str, Entry], list[TextError]]:
    """Every entry of a language by key, and what is wrong with its files."""
    found: dict[str, Entry] = {}
    faults: list[TextError] = []
    for path in sorted(folder.glob("*.ftl")):
        for item in _items(path):
            if isinstance(item, TextError):
                faults.append(item)
                continue
            key = item.message.id.name
            if key in found:
                told = f"{key!r} stands in {found[key].file.name} already; remove one of them"
                faults.append(TextError(path, told, entry=key, line=item.line))
            else:
                found[key] = item
    return found, faults


def _items(path: Path) -> Iterator[Entry | TextError]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        yield TextError(path, "it is not UTF-8; save it as UTF-8")
        return
    rest = list(lines)
    found: list[Entry | TextError] = []
    for number, line in enumerate(lines):
        match = _PLAIN.fullmatch(line)
        if match is not None and not _goes_on(lines, number):
            rest[number] = "# "  # no empty line: what follows must not become part of what stands before
            value = ast.Pattern([ast.TextElement(match[2].rstrip())])
            found.append(_entry(path, number + 1, ast.Message(ast.Identifier(match[1]), value), lines))
    found += _parsed(path, "\n".join(rest), lines)
    yield from sorted(found, key=lambda item: item.line)


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the message of this line has another: the next line that is not empty is indented."""
    after = next((line for line in lines[number + 1 :] if line.strip()), "")
    return after.startswith(" ")


def _parsed(path: Path, source: str, lines: list[str]) -> Iterator[Entry | TextError]:
    for item in FluentParser().parse(source).body:
        if isinstance(item, ast.Junk):
            text = (item.content or "").strip()
            line = 1 + source.count("\n", 0, source.find(text, item.span.start if item.span else 0))
            start = text.splitlines()[0]
            yield TextError(path, f"{start!r} cannot be read; write it as `key = text`", entry=start, line=line)
        elif isinstance(item, ast.Message):
            at = item.id.span.start if item.id.span else 0
            line = 1 + source.count("\n", 0, at)
            if item.value is None:
                told = f"{item.id.name!r} has no text; write one behind the equals sign"
                yield TextError(path, told, entry=item.id.name, line=line)
            else:
                yield _entry(path, line, item, lines)


def _entry(path: Path, line: int, message: ast.Message, lines: list[str]) -> Entry:
    return Entry(file=path, line=line, message=message, safety=line > 1 and lines[line - 2].strip() == SAFETY)


class _Pieces(Visitor):
    """Collects what a message takes and says."""

    def __init__(self, stand_in: str = STAND_IN) -> None:
        self.stand_in = stand_in
        self.arguments: set[str] = set()
        self.texts: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """One argument."""
        self.arguments.add(node.id.name)

    def visit_Pattern(self, node: ast.Pattern) -> None:  # noqa: N802
        """One form of the text; forms inside it are visited by themselves."""
        choice = any(_is_choice(element) for element in node.elements)
        text = "".join(map(self._said, node.elements))
        if not choice or text.strip(self.stand_in + " "):
            self.texts.append(text)
        self.generic_visit(node)

    def _said(self, element: ast.TextElement | ast.Placeable) -> str:
        if isinstance(element, ast.TextElement):
            return str(element.value)
        inner = element.expression
        return str(inner.parse()["value"]) if isinstance(inner, ast.StringLiteral) else self.stand_in


def _is_choice(element: ast.TextElement | ast.Placeable) -> bool:
    return isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression)


def compare(
    folder: Path, source: Mapping[str, Entry], other: Mapping[str, Entry], own: tuple[str, ...]
) -> list[TextError]:
    """What a language lacks of English, has beyond it, or says with other arguments. Keys that begin like one of `own`
    are the catalog's, which checks them."""
    faults = []
    after: dict[str, int] = {}
    for key, entry in source.items():
        name = entry.file.name
        here = other.get(key)
        if here is None:
            told = f"{key!r} is missing; translate it from {entry.file.parent.name}"
            faults.append(TextError(folder / name, told, entry=key, line=after.get(name, 1)))
            continue
        after[name] = here.line
        if here.arguments != entry.arguments:
            wanted = ", ".join(sorted(entry.arguments)) or "none"
            told = f"{key!r} takes other arguments than in English; use these: {wanted}"
            faults.append(TextError(here.file, told, entry=key, line=here.line))
    for key, entry in other.items():
        if key not in source and not key.startswith(own):
            told = f"{key!r} is not an English text; remove it, or add it to English"
            faults.append(TextError(entry.file, told, entry=key, line=entry.line))
    return faults
