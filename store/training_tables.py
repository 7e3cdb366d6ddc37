"""The tables of training: partners, their cohorts and join links, who learned what, certificates, old contents.

Who enrolled is the bot's alone to read. The console gets counts from a function, and a reporter who goes leaves nothing
but a count on each cohort (`past_…`): a trigger sees to it, however the reporter goes (migration 0011).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

import store.tables  # noqa: F401 - registers the agencies and reporters, and the naming of constraints


def _moment(*, nullable: bool = False) -> Any:
    return Field(sa_column=Column(DateTime(timezone=True), nullable=nullable))


def _text(**options: Any) -> Any:
    return Field(sa_column=Column(Text, nullable=False, **options))


def _bytes(*, nullable: bool = False, **options: Any) -> Any:
    return Field(sa_column=Column(LargeBinary, nullable=nullable, **options))


def _count() -> Any:
    return Field(sa_column_kwargs={"server_default": text("0")})


def _of(parent: str, **options: Any) -> Any:
    return Field(sa_column=Column(ForeignKey(f"{parent}.id", ondelete="CASCADE"), nullable=False, **options))


class PartnerRow(SQLModel, table=True):
    """Who trains its people: a carrier, a bus company, an energy firm, an association, a school."""

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("agency_id", "name"),)
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    name: str = _text()
    made_at: datetime = _moment()


class CohortRow(SQLModel, table=True):
    """People of a partner who learn one course together. `past_…` counts those who were forgotten since."""

    __tablename__ = "cohorts"
    __table_args__ = (UniqueConstraint("partner_id", "name"),)
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    partner_id: UUID = _of("partners")
    name: str = _text()
    course: str = _text()
    made_at: datetime = _moment()
    past_joined: int = _count()
    past_started: int = _count()
    past_passed: int = _count()
    past_refreshed: int = _count()


class JoinLinkRow(SQLModel, table=True):
    """A way into a cohort. The code is found by its digest, and sealed under the ring "tips" to be printed again."""

    __tablename__ = "join_links"
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    cohort_id: UUID = _of("cohorts", index=True)
    digest: bytes = _bytes(unique=True)
    made_at: datetime = _moment()
    expires_at: datetime | None = _moment(nullable=True)
    seats: int | None = None
    used: int = _count()
    revoked_at: datetime | None = _moment(nullable=True)
    body: bytes = _bytes()
    wrapped_key: bytes = _bytes()
    key_version: int = Field(sa_column=Column(SmallInteger, nullable=False))


class EnrollmentRow(SQLModel, table=True):
    """A reporter in a cohort. Goes with the reporter."""

    __tablename__ = "enrollments"
    __table_args__ = (PrimaryKeyConstraint("cohort_id", "reporter_id"),)
    agency_id: UUID = Field(foreign_key="agencies.id")
    cohort_id: UUID = _of("cohorts")
    reporter_id: UUID = _of("reporters", index=True)
    joined_on: date


class TrainingRow(SQLModel, table=True):
    """How far a reporter has come in a course. Goes with the reporter.

    Of one who passed, `body` is the certificate's code, sealed under the ring "reporters", so that the bot can show it
    again after the dialogue was forgotten.
    """

    __tablename__ = "trainings"
    __table_args__ = (
        UniqueConstraint("reporter_id", "course"),
        Index("trainings_to_remind", "until", postgresql_where=text("reminded_for IS DISTINCT FROM until")),
    )
    id: UUID = Field(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    reporter_id: UUID = _of("reporters")
    course: str = _text()
    done: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False, server_default=text("'{}'")))
    of: int = _count()
    tries: int = _count()
    touched_on: date
    passed_on: date | None = None
    refreshed_on: date | None = None
    until: date | None = None
    reminded_for: date | None = None  # the `until` of which the member was told
    body: bytes | None = _bytes(nullable=True)
    wrapped_key: bytes | None = _bytes(nullable=True)
    key_version: int | None = Field(sa_column=Column(SmallInteger, nullable=True))


class CertificateRow(SQLModel, table=True):
    """A certificate, by the SHA-256 of its code. It leads to nobody."""

    __tablename__ = "certificates"
    digest: bytes = _bytes(primary_key=True)
    agency_id: UUID = Field(foreign_key="agencies.id")
    course: str = _text()
    passed_on: date
    until: date


class ContentRow(SQLModel, table=True):
    """What a version of the catalog or of a checklist said. Tips name the version they were asked with."""

    __tablename__ = "contents"
    kind: str = _text(primary_key=True)
    version: str = _text(primary_key=True)
    body: str = _text()
    kept_at: datetime = _moment()


class BotNameRow(SQLModel, table=True):
    """The name under which Telegram knows a bot of ours: join links begin with it."""

    __tablename__ = "bot_names"
    name: str = _text(primary_key=True)
    seen_at: datetime = _moment()
