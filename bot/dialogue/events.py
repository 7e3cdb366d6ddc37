"""What the reporter did, in our words and in the past tense. Values only.

Every event carries its time (UTC) and `source`, which names the message it came from ("m<message id>"), so that an
edit finds what it corrects. Names of senders, forwarders and contacts never get this far.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tips.draft import MediaKind
from tips.training import LinkStanding


@dataclass(frozen=True, kw_only=True)
class _Event:
    at: datetime
    source: str


@dataclass(frozen=True, kw_only=True)
class CommandGiven(_Event):
    """A command without its slash, in lower case. `/start PAYLOAD` carries the payload."""

    name: str
    payload: str = ""


@dataclass(frozen=True, kw_only=True)
class Tapped(_Event):
    """A button was tapped. `visit` is the screen visit that the button was made on, -1 for a forged one."""

    visit: int
    action: str


@dataclass(frozen=True, kw_only=True)
class TextSent(_Event):
    """Words were sent, control and zero-width characters already taken out."""

    text: str


@dataclass(frozen=True, kw_only=True)
class TextEdited(_Event):
    """An earlier message was changed; `source` names that message."""

    text: str


@dataclass(frozen=True, kw_only=True)
class LocationShared(_Event):
    """A pin, a venue or a live location was sent. Degrees WGS 84, accuracy in meters."""

    latitude: float
    longitude: float
    accuracy: float | None = None
    live: bool = False
    venue: str = ""


@dataclass(frozen=True, kw_only=True)
class LocationMoved(_Event):
    """A live location sent earlier has moved; `source` names that message."""

    latitude: float
    longitude: float
    accuracy: float | None = None


@dataclass(frozen=True, kw_only=True)
class MediaSent(_Event):
    """A photo, video, voice note, audio file or document was sent, with its caption. `size` is in bytes."""

    kind: MediaKind
    file_id: str
    unique_id: str
    size: int | None = None
    mime: str | None = None
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True, kw_only=True)
class ContactShared(_Event):
    """A contact card was sent. Only its phone number is kept."""

    phone: str


@dataclass(frozen=True, kw_only=True)
class UnreadableSent(_Event):
    """Something came that a report has no use for: a sticker, a poll, a game. `what` names it for the log."""

    what: str


@dataclass(frozen=True, kw_only=True)
class NoticeArrived(_Event):
    """The task force has something to say: `key` is the text, `code` the tip, `words` a question's words."""

    key: str
    code: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class RefresherDue(_Event):
    """A course that was passed should be refreshed: what it is good for ends on the day `until`. Said once for each."""

    course: str
    until: date


@dataclass(frozen=True, kw_only=True)
class JoinLinkOpened(_Event):
    """A training partner's link was opened. `standing` says what it is worth; the rest is known only of a good one."""

    standing: LinkStanding
    link: UUID | None = None
    partner: str = ""
    course: str | None = None


Event = (
    CommandGiven
    | Tapped
    | TextSent
    | TextEdited
    | LocationShared
    | LocationMoved
    | MediaSent
    | ContactShared
    | UnreadableSent
    | NoticeArrived
    | RefresherDue
    | JoinLinkOpened
)

News = NoticeArrived | RefresherDue
"""What comes unasked, from nobody who holds the phone."""
