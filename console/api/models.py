"""What the API says and takes, field by field. Written out, so that nothing new of a tip leaves here by itself.

Nothing here tells who a reporter is: no message ids, no handles of the messenger, no account of theirs.
"""

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from indicators.terms import Kind, Minors, Setting
from store.grip import LONGEST_WORDS, SHORTEST_REASON
from store.notes import NoteKind
from store.telling import LONGEST_TOLD
from tips.draft import AgeBand, Answer, Basis, ContactKind, ToldWhom, Topic
from tips.lifecycle import Disposition, Proposal, TipStatus
from tips.place import Direction, Precision
from tips.priority import PriorityLevel
from tips.training import Trained, Usefulness

Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS)]
ReasonGiven = Annotated[str, StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_WORDS)]
Question = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TOLD)]


class Model(BaseModel):
    """What leaves: read from the house's own values."""

    model_config = ConfigDict(from_attributes=True, use_attribute_docstrings=True)


class Asked(BaseModel):
    """What comes in: nothing that is not known."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Event(Model):
    """One event of a tip's record."""

    at: datetime
    """When it happened."""
    actor: str
    """`bot`, `operator`, or `account:` and the account's id. Never a reporter."""
    action: str
    """What was done, in one word."""
    details: dict[str, Any]
    """Statuses, levels and ids. Never words of people."""


class Problem(Model):
    """Why something was not done, by RFC 9457."""

    type: str
    """`urn:highbeam:problem:` and the kind of problem, or `about:blank`."""
    title: str
    """A sentence for a person: what is wrong, whether anything was changed, what to do."""
    status: int
    """The HTTP status again."""
    row_version: int | None = None
    """With 412: the tip's version now."""
    changed: list[Event] | None = None
    """With 412: what changed since the version that was named."""
    held_by: UUID | None = None
    """When a colleague holds the tip: their account."""
    held_until: datetime | None = None
    """And until when."""
    fields: list[str] | None = None
    """With 422: which fields are missing or wrong, such as `body.reason`."""


class PriorityReason(Model):
    """Why a tip has its priority. Beside the key, what the rule was met by."""

    model_config = ConfigDict(extra="allow")
    key: str
    """The rule."""


class TipLine(Model):
    """A tip's line in the queue. Nothing sealed is in it."""

    id: UUID
    code: str
    """The code that the reporter has, such as `K7M4-TQ9X`."""
    row_version: int
    """Send it as `If-Match` with what changes the tip."""
    status: TipStatus
    priority: PriorityLevel
    reasons: list[PriorityReason]
    """Why it has this priority, the weightiest first."""
    indicators: list[str]
    """The signs that were noticed, by their ids in the catalog."""
    setting: Setting | None
    kind: Kind | None
    minors: Minors
    """Whether somebody under 18 may be involved."""
    still_there: Answer | None
    town: str | None
    county: str | None
    state: str | None
    """ISO 3166-2, such as `US-NE`."""
    observed_from: datetime | None
    observed_to: datetime | None
    reported_at: datetime
    changed_at: datetime
    look_by: datetime
    """By when somebody should look first."""
    first_look_at: datetime | None
    """When somebody did."""
    claimed_by: UUID | None
    """The account that holds it. A claim that has run out is none."""
    claim_until: datetime | None
    unread: int
    """How much the reporter added since the desk last read."""
    corroborated: int
    """How many other tips name the same plate, phone, handle or vehicle number; 99 means that many or more."""
    additions: int
    files: int
    held: bool
    """On legal hold: never purged."""
    disposition: Disposition | None
    trained: Trained
    """How far the reporter had come in training when they sent it. It informs, and no priority is made of it."""
    trained_on: date | None
    """The day of their newest passing."""
    usefulness: Usefulness
    """How often their earlier tips led to something: none, one or two, three or more."""


class TipList(Model):
    """A page of the queue, or of what a search found."""

    tips: list[TipLine]
    next: str | None
    """Give it as `after` for what follows. None: this was the last page."""


class Observed(Model):
    """When it was noticed."""

    words: str
    earliest: datetime | None
    latest: datetime | None


class Place(Model):
    """A place, as it was told and as it was understood."""

    words: str
    road: str | None
    direction: Direction | None
    mile: float | None
    kilometer: float | None
    exit: str | None
    stop: str | None
    lot: str | None
    street: str | None
    town: str | None
    county: str | None
    state: str | None
    latitude: float | None
    longitude: float | None
    accuracy: float | None
    """The radius in meters that the phone gave."""
    precision: Precision


class Sign(Model):
    """A sign that was noticed, and how the reporter knows it."""

    indicator: str
    basis: Basis


class People(Model):
    """The potential victims as seen."""

    count: int | None
    count_at_least: bool
    """Whether `count` is a lower bound."""
    ages: list[AgeBand]
    look: str


class Plate(Model):
    """A plate. `partial`: only some of its characters were seen."""

    text: str
    jurisdiction: str | None
    partial: bool


class Vehicle(Model):
    """A vehicle as seen."""

    words: str
    color: str | None
    make: str | None
    model: str | None
    body: str | None
    plates: list[Plate]
    usdot: str | None
    mc: str | None
    trailer: str | None


class Contact(Model):
    """A number, handle, link, name or room that was seen. Never the reporter's own."""

    kind: ContactKind
    value: str
    """Normalized."""
    words: str
    """As it was written."""


class Statement(Model):
    """Something the reporter wrote. An edit adds a version and replaces none; the last is the current one."""

    at: datetime
    topic: Topic | None
    versions: list[str]


class Report(Model):
    """What was reported. It was sealed, and opening it is on record."""

    danger_now: bool
    setting: Setting | None
    observed: Observed | None
    still_there: Answer | None
    heading: str
    place: Place | None
    signs: list[Sign]
    people: People
    vehicles: list[Vehicle]
    contacts: list[Contact]
    statements: list[Statement]
    told: list[ToldWhom]
    """Who has heard of it already."""
    may_ask: bool | None
    skipped: list[Topic]
    unsure: list[Topic]


class File(Model):
    """A file that came with the tip."""

    id: UUID
    kind: str
    mime: str | None
    size: int | None
    state: str
    """`waiting`, `kept` or `unfetchable`."""
    reason: str | None
    """Why it cannot be had."""
    sha256: str | None


class Note(Model):
    """What a colleague wrote for colleagues."""

    id: UUID
    at: datetime
    kind: NoteKind
    author: UUID
    words: str
    about: Proposal | None
    """What a proposal proposes."""


class Message(Model):
    """One piece of the conversation with a reporter."""

    id: UUID
    at: datetime
    from_reporter: bool
    key: str
    """To the reporter: `question`, or `status-` and the status. From them: `words`, `correction`, `file`, `place`,
    `contacts`."""
    author: UUID | None
    """The account that wrote it. Reporters see a desk's number alone, and have none here."""
    words: str
    """What was written; of what was corrected, the last version."""
    versions: list[str]
    place: Place | None
    contacts: list[Contact]
    delivered_at: datetime | None
    """When it came into the reporter's dialogue."""


class Tip(TipLine):
    """A tip, opened. The look is on record."""

    catalog_version: str
    """The version of the catalog whose words the reporter was asked with."""
    checklist_version: str
    """The version of the checklist that said which signs to ask about."""
    language: str
    """What the reporter reads."""
    may_ask: bool | None
    """Whether the reporter wants to be asked. None: they did not say."""
    reachable: bool
    """Whether the reporter can be told anything. Who had everything erased cannot."""
    closed_at: datetime | None
    withdrawn_at: datetime | None
    """When the reporter took it back."""
    assessment: dict[str, Any]
    """What the signs say by the ILO's rule. A reading of indicators, never a finding."""
    report: Report
    messages: list[Message]
    notes: list[Note]
    file_list: list[File]
    events: list[Event]
    names: dict[UUID, str]
    """The names of the accounts in it."""


class NoteList(Model):
    """The notes of a tip, oldest first."""

    notes: list[Note]


class MessageList(Model):
    """The conversation with the reporter, oldest first."""

    messages: list[Message]


class Done(Model):
    """It is done, and on record."""

    code: str
    row_version: int
    """The tip's version now; also in `ETag`."""


class Assign(Asked):
    """Who is to hold the tip, and why."""

    to: UUID
    """The account."""
    reason: ReasonGiven


class Because(Asked):
    """Why."""

    reason: ReasonGiven


class ChangePriority(Asked):
    """How soon to look, and why."""

    priority: PriorityLevel
    reason: ReasonGiven


class Move(Asked):
    """The status that the tip is to have."""

    status: TipStatus
    disposition: Disposition | None = None
    """How it ended: with `closed`, and only then."""
    told: str | None = Field(default=None, max_length=LONGEST_TOLD)
    """What the reporter reads beside the status, in their language."""
    words: str = Field(default="", max_length=LONGEST_WORDS)
    """A note for colleagues."""


class SetHold(Asked):
    """Put on legal hold or take off, and why."""

    on: bool
    reason: ReasonGiven


class WriteNote(Asked):
    """A note for colleagues."""

    words: Words


class Propose(Asked):
    """What a supervisor should decide, and why."""

    what: Proposal
    words: ReasonGiven


class Ask(Asked):
    """A question to the reporter, in their language."""

    words: Question


class Search(Asked):
    """What to look for. In the body, so that no plate or phone number stands in any server's list of addresses."""

    words: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """A code, plate (also in part), phone, handle, vehicle number, or words."""
    after: str | None = Field(default=None, max_length=200)
    limit: int = Field(default=50, ge=1, le=200)


class Volume(Model):
    """How many tips of a priority came in a step."""

    day: date
    """The first day of the step, by the agency's own days."""
    priority: PriorityLevel
    count: int


class Delay(Model):
    """How long something took, in seconds."""

    day: date | None
    """None: over the whole period."""
    priority: PriorityLevel | None
    """None: over all priorities."""
    count: int
    """How many tips came in, or ended."""
    timed: int
    """How many of them have this time at all; the others still wait."""
    median: float | None
    p90: float | None
    """The 90th percentile."""

    @field_validator("median", "p90", mode="before")
    @classmethod
    def _in_seconds(cls, span: timedelta | float | None) -> float | None:
        return span.total_seconds() if isinstance(span, timedelta) else span


class Share(Model):
    """How many tips have a value. None: it was not told."""

    value: str | None
    count: int


class Overdue(Model):
    """How many open tips of a priority nobody has looked at in time."""

    priority: PriorityLevel
    count: int
    since: datetime
    """Since when the longest is overdue."""


class Holder(Model):
    """How many open tips of a priority somebody holds."""

    account: UUID
    priority: PriorityLevel
    count: int


class Board(Model):
    """The board's figures over a period."""

    since: datetime
    until: datetime
    zone: str
    """The agency's time zone: its days begin there."""
    step: str
    """`day` or `week`."""
    volume: list[Volume]
    """Quiet steps are left out."""
    first_looks: list[Delay]
    """From report to first look, by the step in which tips came."""
    closings: list[Delay]
    """From report to close, by the step in which they were closed."""
    settings: list[Share]
    kinds: list[Share]
    dispositions: list[Share]
    """Of the tips that were closed."""
    indicators: list[Share]
    """The signs that stand on the most tips."""
    overdue: list[Overdue]
    """Now."""
    holders: list[Holder] | None
    """Now. None for those who do not assign tips."""
