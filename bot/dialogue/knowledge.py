"""What the dialogue is told beside the event: catalog, checklist, help numbers, texts, and how the tips stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.dialogue.effects import Effect
from bot.dialogue.replies import Line
from bot.dialogue.session import Session
from indicators.catalog import Catalog
from indicators.checklist import Checklist
from indicators.helplines import Helplines


@dataclass(frozen=True, kw_only=True)
class TipStanding:
    """How a tip stands: one of the status values of `tips.lifecycle`, and when it was sent."""

    status: str
    sent: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Everything that does not change from event to event, and the standing of this reporter's tips by code.

    `say` reads a line in a language: typed words are compared with the labels that the buttons carry. `shown` is the
    newest revision that this reporter's phone is known to show.
    """

    catalog: Catalog
    checklist: Checklist
    helplines: Helplines
    say: Callable[[str, Line], str]
    languages: tuple[str, ...]
    standings: Mapping[str, TipStanding] = field(default_factory=dict)
    shown: int = -1


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """New identifiers, used only when this event sends a tip."""

    tip_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What an event leads to. `toast` answers a tap; `remove` says that the input now stands on the card."""

    session: Session
    effects: tuple[Effect, ...] = ()
    toast: Line | None = None
    remove: bool = False
