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

FTL = "[!.]*.ftl"
"""Which files of a folder are texts. Hidden ones are an editor's locks and leftovers."""

SAFETY = "# safety"
"""The line above an English text on which somebody's safety hangs."""

STAND_IN = "7"
"""What stands for an argument where a text is read without one."""

_ONE_LINE = re.compile(r"([a-zA-Z][\w-]*) *= *(\S.*)", re.ASCII)
_PUT_IN = re.compile(r"\{ *\$([a-zA-Z][\w-]*) *\}", re.ASCII)
"""Most messages stand in one line and have nothing but arguments put in. They are read here in a tenth of the time that
Fluent's parser takes, which reads the others."""

_READ = "# "
"""Stands where a message was read here: what follows must not become part of what stands before."""


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
    """One text: where it stands, and whether somebody's safety hangs on it.

    Without anything put in and in one form, `plain` is all of it; otherwise `message` says how it is put together.
    """

    file: Path
    line: int
    key: str
    safety: bool
    plain: str | None = None
    message: ast.Message | None = None

    @cached_property
    def arguments(self) -> frozenset[str]:
        """The names of what is put in."""
        return frozenset() if self.message is None else frozenset(_pieces(self.message).arguments)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text in each of its forms, with a stand-in for every argument."""
        return self.forms(STAND_IN)

    def forms(self, stand_in: str) -> tuple[str, ...]:
        """The text in each of its forms, with this in the place of every argument."""
        if self.message is None:
            return (self.plain or "",)
        return tuple(_pieces(self.message, stand_in).texts)


def read_folder(folder: Path) -> tuple[dict[str, Entry], list[TextError]]:
    """Every entry of a language by key, and what is wrong with its files."""
    found: dict[str, Entry] = {}
    faults: list[TextError] = []
    for path in sorted(folder.glob(FTL)):
        for item in _items(path):
            if isinstance(item, TextError):
                faults.append(item)
                continue
            key = item.key
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
    found: list[Entry | TextError] = []
    rest = list(lines)
    for number, line in enumerate(lines):
        match = _ONE_LINE.fullmatch(line)
        pieces = _PUT_IN.split(match[2].rstrip()) if match else []
        if match is None or any("{" in text or "}" in text for text in pieces[::2]) or _goes_on(lines, number):
            continue
        if number and rest[number - 1] == _READ:
            rest[number - 1] = ""
        rest[number] = _READ
        whole = pieces[0] if len(pieces) == 1 else None
        message = _message(match[1], pieces) if whole is None else None
        safety = _hangs_on(lines, number)
        found.append(Entry(file=path, line=number + 1, key=match[1], safety=safety, plain=whole, message=message))
    if any(line and not line.startswith("#") for line in rest):
        found += _parsed(path, "\n".join(rest), lines)
    yield from sorted(found, key=lambda item: item.line)


def _message(key: str, pieces: list[str]) -> ast.Message:
    """A message of texts and, between them, the names of arguments."""
    elements: list[ast.TextElement | ast.Placeable] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            elements.append(ast.Placeable(ast.VariableReference(ast.Identifier(piece))))
        elif piece:
            elements.append(ast.TextElement(piece))
    return ast.Message(ast.Identifier(key), ast.Pattern(elements))


def _hangs_on(lines: list[str], number: int) -> bool:
    """Whether the line above says that somebody's safety hangs on this one."""
    return number > 0 and lines[number - 1].strip() == SAFETY


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
            key, safety = item.id.name, _hangs_on(lines, line - 1)
            if item.value is None:
                told = f"{key!r} has no text; write one behind the equals sign"
                yield TextError(path, told, entry=key, line=line)
            elif _pieces(item).references:
                told = f"{key!r} takes in another text, which is not done here; write the words themselves"
                yield TextError(path, told, entry=key, line=line)
            else:
                yield Entry(file=path, line=line, key=key, safety=safety, message=item)


def _pieces(message: ast.Message, stand_in: str = STAND_IN) -> "_Pieces":
    pieces = _Pieces(stand_in)
    pieces.visit(message)
    return pieces


class _Pieces(Visitor):
    """Collects what a message takes and says."""

    def __init__(self, stand_in: str) -> None:
        self.stand_in = stand_in
        self.arguments: set[str] = set()
        self.references = False
        self.texts: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """One argument."""
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        """Another text taken in."""
        self.references = True

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        """A term taken in."""
        self.references = True

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
