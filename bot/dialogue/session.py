"""Where one reporter is in the dialogue. Saved after every event; a deploy loses nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.dialogue.replies import Line
from bot.dialogue.states import State
from indicators.checklist import TRUCKING
from indicators.course import Paper
from tips.draft import Draft
from tips.place import Place


@dataclass(frozen=True, kw_only=True)
class TipRef:
    """A tip that this reporter sent. `sources` names its messages, so that a later edit finds its tip."""

    code: str
    sent: datetime
    sources: frozenset[str] = frozenset()
    country: str | None = None  # where it was, whose numbers its receipt names; None where that is not known


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """A screen that something else was laid over, exactly as it was left."""

    state: State
    page: int = 0
    code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something the task force said about a tip. A question put off with "later" waits on the tip's card.

    With a `course`, it is that this course should be refreshed, and no tip's.
    """

    key: str
    code: str
    words: str = ""
    course: str = ""
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
class Passed:
    """A course that was passed, until when that holds, and the code of its certificate."""

    course: str
    on: date
    until: date
    code: str


@dataclass(frozen=True, kw_only=True)
class Training:
    """What a member has learned. It is kept beside the report and never stands in its way.

    `done` are the finished lessons and scenes of any course, `refreshed` those of the yearly refresher under way.
    `unit` is the open one, `step` where in a scene, `chosen` the answer given to a lesson's question. `before` are the
    questions of the last exam, which the next one leaves out. `due` says that what was passed should be refreshed.
    """

    course: str | None = None
    partner: str = ""
    done: frozenset[str] = frozenset()
    refreshing: bool = False
    refreshed: frozenset[str] = frozenset()
    unit: str | None = None
    step: str = ""
    chosen: int | None = None
    paper: Paper | None = None
    before: frozenset[str] = frozenset()
    passed: tuple[Passed, ...] = ()
    due: bool = False

    def passing(self, course: str | None) -> Passed | None:
        """The newest passing of a course."""
        return next((one for one in reversed(self.passed) if one.course == course), None)


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
    code: str | None = None  # what the screen is about: a tip's code, a kind of place, a sign
    industry: str = TRUCKING  # whose checklist is asked
    training: Training = Training()
    tips: tuple[TipRef, ...] = ()
    receipts: tuple[Receipt, ...] = ()  # said on every card until one that says it was seen
    notices: tuple[Notice, ...] = ()
    noted: tuple[Line, ...] = ()  # said once on the next card: what was understood, what went wrong
