"""What the phone should show: text keys with arguments, never a sentence. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Line:
    """One piece of text: a Fluent key and its arguments, which may hold a reporter's words. Rendering escapes them."""

    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button: `action` comes back in `Tapped`, at most 32 ASCII characters; the label is a text key."""

    action: str
    label: Line


@dataclass(frozen=True, kw_only=True)
class Card:
    """The one message that the phone shows. `progress` is (this step, of how many), or None outside the report."""

    title: Line
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    progress: tuple[int, int] | None = None


EMERGENCY = "sos"
"""The action of the emergency button, on every card. It is answered before the database is touched."""
