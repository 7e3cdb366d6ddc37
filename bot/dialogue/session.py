"""Where one reporter is in the dialogue. Saved after every event; a deploy loses nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.replies import Line
from bot.dialogue.states import State
from tips.draft import Draft
from tips.place import Place


@dataclass(frozen=True, kw_only=True)
class TipRef:
    """A tip that this reporter sent."""

    code: str
    sent: datetime


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
    draft: Draft | None = None
    page: int = 0
    changing: bool = False  # came from the review to change one line, and goes back there
    resume: State | None = None  # where an interruption (help, language, emergency) goes back to
    proposed_place: Place | None = None  # read back, waiting for "right"
    code: str | None = None  # the tip that the screen is about
    tips: tuple[TipRef, ...] = ()
    noted: tuple[Line, ...] = ()  # said once on the next card: what was understood, what went wrong
