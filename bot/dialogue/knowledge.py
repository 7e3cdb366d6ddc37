"""What the dialogue is told beside the event: catalog, checklists, courses, numbers, texts, and how the tips stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from bot.dialogue.effects import Effect
from bot.dialogue.replies import Line
from bot.dialogue.session import Session
from indicators.catalog import Catalog
from indicators.checklist import Checklist, of_industry
from indicators.course import Courses
from indicators.helplines import Helplines


@dataclass(frozen=True, kw_only=True)
class TipStanding:
    """How a tip stands: one of the status values of `tips.lifecycle`, when it was sent, the indicators in it.

    `disposition` names how it ended, if it has.
    """

    status: str
    sent: datetime | None = None
    signs: tuple[str, ...] = ()
    disposition: str | None = None


@dataclass(frozen=True, kw_only=True)
class Knowledge:
    """Everything that does not change from event to event, and the standing of this reporter's tips by code.

    `say` reads a line in a language: typed words are compared with the labels that the buttons carry. `drafted` are
    the languages that no named reviewer has signed. `shown` is the newest revision that this reporter's phone shows.
    """

    catalog: Catalog
    checklists: Mapping[str, Checklist]
    courses: Courses
    helplines: Helplines
    say: Callable[[str, Line], str]
    languages: tuple[str, ...]
    drafted: frozenset[str] = frozenset()
    standings: Mapping[str, TipStanding] = field(default_factory=dict)
    shown: int = -1

    def checklist(self, industry: str) -> Checklist:
        """The checklist of an industry; that of trucking for one that is no longer known."""
        return of_industry(self.checklists, industry)

    def versions(self, industry: str) -> tuple[str, str]:
        """The versions of the catalog and of an industry's checklist, by which signs are shown today."""
        return self.catalog.version, self.checklist(industry).version


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """New identifiers and chance, used only when this event sends a tip or draws an exam."""

    tip_id: UUID
    code: str
    seed: int = 0
    certificate: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What an event leads to. `toast` answers a tap; `remove` says that the input now stands on the card."""

    session: Session
    effects: tuple[Effect, ...] = ()
    toast: Line | None = None
    remove: bool = False
