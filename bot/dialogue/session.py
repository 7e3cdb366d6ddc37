"""Where one reporter is in the dialogue. Saved after every event; a deploy loses nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.replies import Line
from bot.dialogue.states import State
from tips.draft import Draft
from tips.place import Place


@dataclass(frozen=True, kw_only=True)
class TipRef:
    """A tip that this reporter sent. `sources` names its messages, so that a later edit finds its tip."""

    code: str
    sent: datetime
    sources: frozenset[str] = frozenset()
    country: str | None = None  # where it was, so that its receipt names that country's numbers


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """A screen that something else was laid over, exactly as it was left."""

    state: State
    page: int = 0
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something the task force said about a tip. A question put off with "later" waits on the tip's card."""

    key: str
    code: str
    words: str = ""
    later: bool = False
    answered: bool = False


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt that may not have been seen yet. `visit` and `revision` are those of the first card with it."""

    code: str
    at: datetime
    visit: int
    revision: int


@dataclass(frozen=True, kw_only=True)
class Session:
    """The whole of it. `visit` grows when the screen changes, and marks the buttons of the screens before as old.

    `revision` grows whenever what the card shows may have changed, so that delivery knows that it has work.
    """

    language: str
    state: State = State.WELCOME
    visit: int = 0
    revision: int = 0
    welcomed: bool = False
    seen: datetime | None = None  # the last event, to tell a fresh draft from one of yesterday
    draft: Draft | None = None
    asked: frozenset[State] = frozenset()  # the questions that the reporter has answered or passed over
    page: int = 0
    country: str | None = None  # whose help numbers are shown, when the reporter chose
    changing: bool = False  # came from the review to change one line, and goes back there
    resume: tuple[Bookmark, ...] = ()  # what lies under this screen, the nearest last
    proposed_place: Place | None = None  # read back, waiting for "right"
    code: str | None = None  # the tip that the screen is about
    tips: tuple[TipRef, ...] = ()
    receipts: tuple[Receipt, ...] = ()  # said on every card until one that says it was seen
    notices: tuple[Notice, ...] = ()
    noted: tuple[Line, ...] = ()  # said once on the next card: what was understood, what went wrong
