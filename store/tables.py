"""Every table. What stands in clear here names no person; what names one is sealed (`store.vault`).

A sealed row holds `body` (or more sealed parts), `wrapped_key` and `key_version`. Every table of a tip carries the
owning agency's key, for row-level security and so that the tables can be spread by agency. Rights, row-level security
and triggers are in the migrations.
"""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s",
}

DEFAULT_AGENCY: Final = UUID("0192a000-0000-7000-8000-000000000001")
"""The agency that owns a tip when routing names no other. The first migration creates it."""


def _time(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(DateTime(timezone=True), nullable=nullable, **options))


def _bytes(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(LargeBinary, nullable=nullable, **options))


def _words(*, nullable: bool = False, default: str | None = None, **options: Any) -> Any:
    server_default = None if default is None else text(f"'{default}'")
    return Field(sa_column=Column(Text, nullable=nullable, server_default=server_default, **options))


def _many(kind: type[Text] | type[BigInteger]) -> Any:
    return Field(sa_column=Column(ARRAY(kind), nullable=False, server_default=text("'{}'")))


def _json() -> Any:
    return Field(sa_column=Column(JSONB, nullable=False))


def _version() -> Any:
    return Field(sa_column=Column(SmallInteger, nullable=False))


def _flag() -> Any:
    return Field(sa_column_kwargs={"server_default": text("false")})


def _count(start: int = 0) -> Any:
    return Field(sa_column_kwargs={"server_default": text(str(start))})


def _made(kind: type[SmallInteger] | type[Boolean], of: str) -> Any:
    """A column that the database works out from the others."""
    return Field(default=None, sa_column=Column(kind, Computed(of, persisted=True), nullable=False))


def _agency() -> Any:
    return Field(foreign_key="agencies.id")


def _of_tip(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(ForeignKey("tips.id", ondelete="CASCADE"), nullable=nullable, **options))


def _of_reporter(**options: Any) -> Any:
    return Field(sa_column=Column(ForeignKey("reporters.id", ondelete="SET NULL"), nullable=True, **options))


_RANK: Final = """CASE priority WHEN 'immediate' THEN 0 WHEN 'high' THEN 1 ELSE 2 END
    + CASE WHEN status = ANY (ARRAY['closed', 'withdrawn']) THEN 10 ELSE 0 END"""


class Agency(SQLModel, table=True):
    """A task force or a partner agency."""

    __tablename__ = "agencies"
    id: UUID = Field(primary_key=True)
    key: str = _words(unique=True)
    name: str = _words()


class Reporter(SQLModel, table=True):
    """One chat: its dialogue, and what its phone should show (`wanted`) and does show (`shown`).

    `chat` and `state` are sealed under the ring "reporters". Hot: two updates a message, so few indexes and room
    in the pages.
    """

    __tablename__ = "reporters"
    __table_args__ = (
        Index(
            "reporters_undelivered",
            "saved_at",
            postgresql_where=text("(wanted > shown OR removals <> '{}'::bigint[]) AND NOT blocked"),
        ),
        {"postgresql_with": {"fillfactor": 70}},
    )
    id: UUID = Field(primary_key=True)
    chat_digest: bytes = _bytes(unique=True)
    chat: bytes = _bytes()
    state: bytes | None = _bytes(nullable=True)
    wrapped_key: bytes = _bytes()
    key_version: int = _version()
    language: str = _words(default="en")
    wanted: int = _count()
    shown: int = _count()
    card_message: int | None = Field(sa_column=Column(BigInteger, nullable=True))
    card_sent: datetime | None = _time(nullable=True)
    removals: list[int] = _many(BigInteger)
    messages: list[int] = _many(BigInteger)
    blocked: bool = _flag()
    lease_by: str | None = _words(nullable=True)
    lease_until: datetime | None = _time(nullable=True)
    due_at: datetime | None = _time(nullable=True)
    created_at: datetime = _time()
    saved_at: datetime = _time()


class Arrival(SQLModel, table=True):
    """What was handled already, by a keyed hash of what was sent. Kept for 48 hours."""

    __tablename__ = "arrivals"
    key: bytes = _bytes(primary_key=True)
    at: datetime = _time(index=True)


class Failure(SQLModel, table=True):
    """How often handling an arrival has failed."""

    __tablename__ = "failures"
    key: bytes = _bytes(primary_key=True)
    count: int = _count()
    at: datetime = _time()


class Parked(SQLModel, table=True):
    """An update that could not be handled, sealed under the ring "reporters", for a person to look into."""

    __tablename__ = "parked"
    id: UUID = Field(primary_key=True)
    key: bytes = _bytes(unique=True)
    chat_digest: bytes | None = _bytes(nullable=True, index=True)
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()
    reason: str = _words()
    at: datetime = _time()


class Tip(SQLModel, table=True):
    """A tip: a clear envelope and a sealed body.

    `rank` is the queue's order: 0 immediate, 1 high, 2 routine, and 10 more once closed or withdrawn. `unread` counts
    what was added since the desk last read. `reachable` says whether its reporter can still be told something, and
    nothing of who that is.
    """

    __tablename__ = "tips"
    __table_args__ = (
        Index("tips_queue", "agency_id", "reported_at"),
        # The board's figures over what has ended.
        Index(
            "tips_ended",
            "agency_id",
            "closed_at",
            postgresql_where=text("status = 'closed'"),
            postgresql_include=["reported_at", "disposition"],
        ),
        # The queue's own order. What its filters ask stands in the index, so that they cost no look at the rows.
        Index(
            "tips_open",
            "agency_id",
            "rank",
            text("reported_at DESC"),
            text("id DESC"),
            postgresql_where=text("rank < 10"),
            postgresql_include=[
                "status",
                "setting",
                "kind",
                "county",
                "state",
                "claimed_by",
                "claim_until",
                "first_look_at",
                "look_by",
            ],
        ),
        Index(
            "tips_done",
            "agency_id",
            "rank",
            text("reported_at DESC"),
            text("id DESC"),
            postgresql_where=text("rank >= 10"),
            postgresql_include=["status", "setting", "kind", "county", "state"],
        ),
        Index(
            "tips_by_county",
            "agency_id",
            "county",
            "rank",
            text("reported_at DESC"),
            text("id DESC"),
            postgresql_include=["status", "setting", "kind", "state"],
        ),
        Index(
            "tips_by_state",
            "agency_id",
            "state",
            "rank",
            text("reported_at DESC"),
            text("id DESC"),
            postgresql_include=["status", "setting", "kind", "county"],
        ),
        Index("tips_counted", "agency_id", "status", "priority"),
        Index(
            "tips_claimed",
            "agency_id",
            "claimed_by",
            "rank",
            text("reported_at DESC"),
            text("id DESC"),
            postgresql_where=text("claimed_by IS NOT NULL"),
        ),
    )
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    reporter_id: UUID | None = _of_reporter(index=True)
    code: str = _words(unique=True)
    status: str = _words(default="new")
    priority: str = _words()
    reasons: list[dict[str, Any]] = _json()
    indicators: list[str] = _many(Text)
    catalog_version: str = _words()
    checklist_version: str = _words()
    setting: str | None = _words(nullable=True)
    kind: str | None = _words(nullable=True)
    minors: str = _words()
    still_there: str | None = _words(nullable=True)
    may_ask: bool | None = None
    assessment: dict[str, Any] = _json()
    observed_from: datetime | None = _time(nullable=True)
    observed_to: datetime | None = _time(nullable=True)
    reported_at: datetime = _time()
    changed_at: datetime = _time()
    town: str | None = _words(nullable=True)
    county: str | None = _words(nullable=True)
    state: str | None = _words(nullable=True)
    precision: str | None = _words(nullable=True)
    language: str = _words(default="en")
    trained: str = _words(default="none")
    trained_on: date | None = None
    usefulness: str = _words(default="new")
    look_by: datetime = _time()
    first_look_at: datetime | None = _time(nullable=True)
    claimed_by: UUID | None = None
    claimed_at: datetime | None = _time(nullable=True)
    claim_until: datetime | None = _time(nullable=True)
    unread: int = _count()
    disposition: str | None = _words(nullable=True)
    closed_at: datetime | None = _time(nullable=True)
    withdrawn_at: datetime | None = _time(nullable=True)
    held: bool = _flag()
    row_version: int = _count(1)
    rank: int = _made(SmallInteger, _RANK)
    reachable: bool = _made(Boolean, "reporter_id IS NOT NULL")
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()


class Addition(SQLModel, table=True):
    """What a reporter added to a tip, or corrected. Each stands for itself; none replaces another."""

    __tablename__ = "additions"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    tip_id: UUID = _of_tip(index=True)
    kind: str = _words()
    at: datetime = _time()
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()


class Digest(SQLModel, table=True):
    """A keyed hash of something that a tip holds, so that sealed tips can be searched and matched.

    Its primary key carries the agency along, so that searching never reads the rows themselves (migration 0007).
    """

    __tablename__ = "digests"
    __table_args__ = (
        Index(
            "digests_telling",
            "tip_id",
            postgresql_include=["kind", "digest", "agency_id"],
            postgresql_where=text(
                "kind = ANY (ARRAY['plate'::text, 'phone'::text, 'handle'::text, 'vehicle-number'::text])"
            ),
        ),
    )
    kind: str = _words(primary_key=True)
    digest: bytes = _bytes(primary_key=True)
    tip_id: UUID = _of_tip(primary_key=True, index=True)
    agency_id: UUID = _agency()


class File(SQLModel, table=True):
    """A file that came with a draft or a tip. `state` goes from waiting to kept or unfetchable, or to discarded.

    `body` is the sealed handle, or once kept what was read from the file; the object is sealed with the same data key.
    """

    __tablename__ = "files"
    __table_args__ = (Index("files_waiting", "due_at", postgresql_where=text("state = 'waiting'")),)
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    reporter_id: UUID | None = _of_reporter(index=True)
    tip_id: UUID | None = Field(foreign_key="tips.id", nullable=True, index=True)  # its object must go first
    source: str = _words()
    kind: str = _words()
    mime: str | None = _words(nullable=True)
    size: int | None = Field(sa_column=Column(BigInteger, nullable=True))
    state: str = _words(default="waiting")
    reason: str | None = _words(nullable=True)
    sha256: bytes | None = _bytes(nullable=True)
    object_name: str | None = _words(nullable=True)
    attempts: int = _count()
    due_at: datetime = _time()
    lease_by: str | None = _words(nullable=True)
    lease_until: datetime | None = _time(nullable=True)
    sent_at: datetime = _time()
    kept_at: datetime | None = _time(nullable=True)
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()


class Notice(SQLModel, table=True):
    """Something that the task force tells or asks a reporter. Whoever writes it cannot know who that is."""

    __tablename__ = "notices"
    __table_args__ = (Index("notices_due", "due_at", postgresql_where=text("delivered_at IS NULL")),)
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    tip_id: UUID = _of_tip(index=True)
    author: UUID | None = None
    key: str = _words()
    at: datetime = _time()
    due_at: datetime = _time()
    lease_by: str | None = _words(nullable=True)
    lease_until: datetime | None = _time(nullable=True)
    delivered_at: datetime | None = _time(nullable=True)
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()


class Note(SQLModel, table=True):
    """What colleagues wrote for each other about a tip: notes, proposals, and the reason of each decision."""

    __tablename__ = "notes"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    tip_id: UUID = _of_tip(index=True)
    author: UUID
    kind: str = _words()
    at: datetime = _time()
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = _version()


class SavedView(SQLModel, table=True):
    """A filter of the queue that an analyst keeps under a name."""

    __tablename__ = "views"
    __table_args__ = (UniqueConstraint("account", "name"),)
    id: UUID = Field(primary_key=True)
    agency_id: UUID = _agency()
    account: UUID
    name: str = _words()
    query: str = _words()
    saved_at: datetime = _time()


class TrailHead(SQLModel, table=True):
    """The last event of one chain: what the next one binds to, and the proof that none is missing at the end."""

    __tablename__ = "trail_heads"
    chain: str = _words(primary_key=True)
    agency_id: UUID = _agency()
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    mac: bytes = _bytes()


class TrailEvent(SQLModel, table=True):
    """One event: who did what to which tip, or looked at it. Never changed, never deleted."""

    __tablename__ = "trail"
    __table_args__ = (
        UniqueConstraint("chain", "seq"),
        Index("trail_newest", "agency_id", "at", "id"),
        Index("trail_by_actor", "agency_id", "actor", "at", "id"),
        Index("trail_by_action", "agency_id", "action", "at", "id"),
    )
    id: int = Field(sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    chain: str = _words()
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    agency_id: UUID = _agency()
    at: datetime = _time()
    actor: str = _words()
    action: str = _words()
    details: dict[str, Any] = _json()
    mac: bytes = _bytes()


class KeyCheck(SQLModel, table=True):
    """Proof of which keys this database was sealed with."""

    __tablename__ = "key_checks"
    ring: str = _words(primary_key=True)
    version: int = Field(sa_column=Column(SmallInteger, primary_key=True))
    value: bytes = _bytes()
    created: datetime = _time()


class Erasure(SQLModel, table=True):
    """How many reporters were erased on a day. All that stays of them."""

    __tablename__ = "erasures"
    day: date = Field(primary_key=True)
    count: int = _count()
