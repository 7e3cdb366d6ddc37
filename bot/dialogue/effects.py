"""What must be done in the same transaction as the step that asked for it. Named as commands. Values only."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tips.draft import Contact, Draft, Media, Statement
from tips.place import Place


@dataclass(frozen=True, kw_only=True)
class KeepFile:
    """Fetch and keep a file that was just sent. It belongs to the draft until the draft is sent or discarded."""

    media: Media


@dataclass(frozen=True, kw_only=True)
class SubmitTip:
    """Store the draft as a tip under this id and code."""

    tip_id: UUID
    code: str
    draft: Draft


@dataclass(frozen=True, kw_only=True)
class DiscardDraft:
    """Forget a draft that will not be sent, and the files that came with it."""


@dataclass(frozen=True, kw_only=True)
class AddToTip:
    """Add to a tip that was sent: words (a correction repeats the `source` it corrects), a file, a place, a contact."""

    code: str
    statement: Statement | None = None
    media: Media | None = None
    place: Place | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WithdrawTip:
    """The reporter takes a tip back: it stays, marked as withdrawn, with the reporter's wish on the record."""

    code: str


@dataclass(frozen=True, kw_only=True)
class EraseReporter:
    """Forget the reporter: dialogue, draft, chat id and the link from tips to them. Nothing stays but a count."""


@dataclass(frozen=True, kw_only=True)
class HideChat:
    """Remove from the chat whatever the messenger still lets a bot remove."""


@dataclass(frozen=True, kw_only=True)
class JoinCohort:
    """The reporter joins the cohort of a join link. The link's partner learns a count, never who."""

    link: UUID


@dataclass(frozen=True, kw_only=True)
class RecordProgress:
    """These parts of a course are done, of so many."""

    course: str
    done: frozenset[str]
    of: int


@dataclass(frozen=True, kw_only=True)
class RecordExam:
    """An exam was taken. When it was passed, `code` is the certificate's and `until` its last day."""

    course: str
    passed: bool
    code: str = ""
    until: date | None = None


Training = JoinCohort | RecordProgress | RecordExam
Effect = KeepFile | SubmitTip | DiscardDraft | AddToTip | WithdrawTip | EraseReporter | HideChat | Training
