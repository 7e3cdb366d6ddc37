"""What a reporter has told so far, and what of it makes a tip. Values only: nothing here asks, stores or sends.

A draft holds what was understood beside the words it was understood from, so that nothing said is ever lost
to a wrong reading.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from indicators.terms import Setting
from tips.place import Place
from tips.vehicle import Vehicle


class Topic(StrEnum):
    """One thing that the report asks about. The order here is the order of asking."""

    SETTING = "setting"
    WHEN = "when"
    STILL_THERE = "still-there"
    HEADING = "heading"
    WHERE = "where"
    SIGNS = "signs"
    PEOPLE_COUNT = "people-count"
    PEOPLE_AGES = "people-ages"
    PEOPLE_LOOK = "people-look"
    VEHICLE = "vehicle"
    CONTACTS = "contacts"
    MEDIA = "media"
    WORDS = "words"
    TOLD = "told"
    MAY_ASK = "may-ask"


class Basis(StrEnum):
    """How the reporter knows it."""

    SAW = "saw"
    HEARD = "heard"
    TOLD = "told"


class Answer(StrEnum):
    """An answer to a yes or no question."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class AgeBand(StrEnum):
    """How old a person looked. Under 18 is a child in the assessment."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    UNSURE = "unsure"


class ToldWhom(StrEnum):
    """Who has heard of it already."""

    NOBODY = "nobody"
    EMERGENCY = "emergency"
    POLICE = "police"
    HOTLINE = "hotline"
    MANAGER = "manager"
    COMPANY = "company"


class ContactKind(StrEnum):
    """What kind of trace a seen number or name is."""

    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    EMAIL = "email"
    NAME = "name"
    ROOM = "room"


class MediaKind(StrEnum):
    """What kind of file came with the report."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True)
class SignSeen:
    """One indicator that the reporter noticed, and how they know it."""

    indicator: str
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class Observed:
    """When it was noticed: the reporter's words, and the window they were read as (UTC), if they were."""

    words: str
    earliest: datetime | None = None
    latest: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class People:
    """The potential victims as seen. `count_at_least` tells whether `count` is a lower bound ("4 or more")."""

    count: int | None = None
    count_at_least: bool = False
    ages: frozenset[AgeBand] = frozenset()
    look: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A number, handle, link, name or room that was seen. `value` is normalized, `words` is as it was written."""

    kind: ContactKind
    value: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Media:
    """A file that came with the report. `file_id` is the messenger's handle for fetching it.

    `unfetchable` says why it cannot be had ("too-large", "gone"); the tip goes on without it.
    """

    source: str
    kind: MediaKind
    file_id: str
    unique_id: str
    size: int | None = None
    mime: str | None = None
    unfetchable: str | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something the reporter wrote, with every version of it: an edit adds a version and replaces none.

    `source` names the message, so that an edit finds its statement. The last version is the current one.
    """

    source: str
    versions: tuple[str, ...]
    at: datetime
    topic: Topic | None = None

    @property
    def text(self) -> str:
        """The current version."""
        return self.versions[-1]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything told so far. `skipped` and `unsure` hold the topics that were passed over or not known; `industry`
    names the checklist that it was asked with, and `asked_with` the versions of catalog and checklist that showed the
    sign that was chosen last."""

    started: datetime
    industry: str = "trucking"
    asked_with: tuple[str, str] | None = None
    danger_now: bool = False
    setting: Setting | None = None
    observed: Observed | None = None
    still_there: Answer | None = None
    heading: str = ""
    place: Place | None = None
    signs: tuple[SignSeen, ...] = ()
    people: People = field(default_factory=People)
    vehicles: tuple[Vehicle, ...] = ()
    contacts: tuple[Contact, ...] = ()
    media: tuple[Media, ...] = ()
    statements: tuple[Statement, ...] = ()
    told: frozenset[ToldWhom] = frozenset()
    may_ask: bool | None = None
    skipped: frozenset[Topic] = frozenset()
    unsure: frozenset[Topic] = frozenset()

    @property
    def narrative(self) -> str:
        """All that was written, in order, in its current versions."""
        return "\n".join(statement.text for statement in self.statements)

    def may_send(self) -> bool:
        """Whether this is enough for a tip: place, time and one indicator, or a sentence."""
        facts = self.place is not None and self.observed is not None and bool(self.signs)
        return facts or any(statement.text.strip() for statement in self.statements)
