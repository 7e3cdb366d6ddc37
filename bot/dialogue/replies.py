"""What the phone should show: text keys with arguments, never a sentence. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece of text: a Fluent key and its arguments, which may hold a reporter's words. Rendering escapes them.

    An argument may be a line again, so that a phrase inside a sentence is said in the same language.
    """

    key: str
    args: "Mapping[str, str | int | Line | Joined]" = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Several pieces said one after the other, as in a list."""

    parts: "tuple[str | Line, ...]"
    by: str = ", "


BLANK = Line(key="blank")
"""An empty line, between paragraphs of a card with much text."""


def paragraphs(*lines: Line) -> tuple[Line, ...]:
    """Lines with an empty one between each two."""
    return tuple(part for line in lines for part in (BLANK, line))[1:]


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button: `action` comes back in `Tapped`, at most 32 ASCII characters; the label is a text key."""

    action: str
    label: Line


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document that a card brings: a certificate of a course that was passed. `code` is as it is printed."""

    course: str
    code: str
    passed_on: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Card:
    """The one message that the phone shows. `progress` is (this step, of how many), or None outside the report.

    `page` is (this page, of how many) on a screen that has several. `noted` was just understood, and is said once.
    `visit` and `revision` are the session's, and go into the buttons. A card may bring a picture (the name of a
    drawing) or a document; what is written is then its caption, of at most 1,024 UTF-16 units.
    """

    title: Line
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    progress: tuple[int, int] | None = None
    page: tuple[int, int] | None = None
    noted: tuple[Line, ...] = ()
    picture: str | None = None
    document: Document | None = None
    visit: int = 0
    revision: int = 0


EMERGENCY = "sos"
"""The action of the emergency button, on every card. It is answered before the database is touched."""
