"""What a reporter has learned: progress, exams, certificates, and what of it goes onto a tip.

A certificate leads to nobody: it is found by the SHA-256 of a code that nobody guesses. The code itself is kept only
with the reporter's training, sealed for the bot alone, so that it can be shown again after a dialogue was forgotten.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.dialogues import chat_of
from store.ids import new_id
from store.keys import Ring
from store.tables import DEFAULT_AGENCY
from store.vault import Sealed, Vault, Wrapped
from tips.codes import normalize_certificate
from tips.training import REFRESH_WITHIN, USEFUL, Standing, trained, usefulness


@dataclass(frozen=True, kw_only=True)
class PassedCourse:
    """A course that was passed, and the code of its newest certificate."""

    course: str
    on: date
    until: date
    code: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What is known of a reporter's training beside their dialogue: the newest course first of all."""

    course: str | None = None
    partner: str = ""
    done: frozenset[str] = frozenset()
    passed: tuple[PassedCourse, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What anybody who holds a certificate's code may know."""

    course: str
    passed_on: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """A course that should be refreshed by the day `until`, and the chat of the member who has not been told."""

    training_id: UUID
    course: str
    until: date
    chat_id: int = field(repr=False)


async def record_progress(
    db: AsyncConnection, reporter_id: UUID, *, course: str, done: Collection[str], of: int, day: date
) -> None:
    """These parts of a course are done, of so many."""
    values = {"id": new_id(), "agency": DEFAULT_AGENCY, "reporter": reporter_id, "course": course}
    await db.execute(_RECORD_PROGRESS, {**values, "done": sorted(done), "of": of, "day": day})


async def record_failed(db: AsyncConnection, reporter_id: UUID, *, course: str, day: date) -> None:
    """An exam was taken and not passed."""
    values = {"id": new_id(), "agency": DEFAULT_AGENCY, "reporter": reporter_id, "course": course}
    await db.execute(_RECORD_FAILED, {**values, "day": day})


async def record_passed(
    db: AsyncConnection, vault: Vault, reporter_id: UUID, *, course: str, code: str, until: date, day: date
) -> None:
    """An exam was passed: the certificate is good from now on. What was passed before is refreshed by it."""
    known: UUID | None = (await db.execute(_ID, {"reporter": reporter_id, "course": course})).scalar()
    training_id = known or new_id()
    sealed = vault.seal(Ring.REPORTERS, _row_name(training_id), code.encode())
    values = {
        "id": training_id,
        "agency": DEFAULT_AGENCY,
        "reporter": reporter_id,
        "course": course,
        "day": day,
        "until": until,
        "body": sealed.body,
        "wrapped": sealed.wrapped.key,
        "version": sealed.wrapped.version,
    }
    await db.execute(_RECORD_PASSED, values)
    certificate = {"digest": digest_of(code), "agency": DEFAULT_AGENCY, "course": course, "day": day, "until": until}
    await db.execute(_CERTIFY, certificate)


async def standing(db: AsyncConnection, reporter_id: UUID, *, day: date) -> Standing:
    """What a tip that this reporter sends today says of their training and of their earlier tips."""
    values = {"reporter": reporter_id, "useful": sorted(USEFUL)}
    row = (await db.execute(_STANDING, values)).one()
    return Standing(
        trained=trained(started=row.started > 0, until=row.until, day=day),
        trained_on=row.passed_on,
        usefulness=usefulness(row.useful),
    )


async def reminders(db: AsyncConnection, vault: Vault, *, day: date, limit: int = 20) -> list[Reminder]:
    """Who is to be told that a course should be refreshed, the most urgent first. Who blocked the bot is left alone."""
    rows = await db.execute(_TO_REMIND, {"day": day + REFRESH_WITHIN, "limit": limit})
    return [
        Reminder(training_id=row.id, course=row.course, until=row.until, chat_id=chat_of(vault, row)) for row in rows
    ]


async def mark_reminded(db: AsyncConnection, reporter_id: UUID, *, course: str, until: date) -> bool:
    """Note that a member was told. Says no when they had been, or when the course was refreshed meanwhile."""
    values = {"reporter": reporter_id, "course": course, "until": until}
    return (await db.execute(_REMINDED, values)).first() is not None


async def learned(db: AsyncConnection, vault: Vault, reporter_ids: Sequence[UUID]) -> dict[UUID, Learned]:
    """What these reporters have learned, for dialogues that were forgotten. Who has learned nothing is not in it."""
    if not reporter_ids:
        return {}
    found: dict[UUID, Learned] = {}
    for row in await db.execute(_JOINED, {"ids": list(reporter_ids)}):
        found[row.reporter_id] = Learned(course=row.course, partner=row.partner)
    for row in await db.execute(_LEARNED, {"ids": list(reporter_ids)}):
        before = found.get(row.reporter_id, Learned())
        passed = () if row.body is None else (_passed(vault, row),)
        found[row.reporter_id] = Learned(
            course=row.course,
            partner=before.partner,
            done=before.done | frozenset(row.done),
            passed=(*before.passed, *passed),
        )
    return found


async def certificate(db: AsyncConnection, words: str) -> Certificate | None:
    """What was certified under the code that was typed; None when nothing was.

    What cannot be a code is looked up like one, so that the answer takes the same work.
    """
    row = (await db.execute(_CERTIFICATE, {"digest": digest_of(normalize_certificate(words) or "")})).first()
    return None if row is None else Certificate(course=row.course, passed_on=row.passed_on, until=row.until)


def digest_of(code: str) -> bytes:
    """What a certificate is found by."""
    return hashlib.sha256(b"highbeam certificate/" + code.encode()).digest()


def _row_name(training_id: UUID) -> str:
    return f"trainings/{training_id}"


def _passed(vault: Vault, row: Any) -> PassedCourse:
    sealed = Sealed(body=row.body, wrapped=Wrapped(key=row.wrapped_key, version=row.key_version))
    code = vault.open(Ring.REPORTERS, _row_name(row.id), sealed).decode()
    return PassedCourse(course=row.course, on=row.refreshed_on or row.passed_on, until=row.until, code=code)


_RECORD_PROGRESS = text("""
    INSERT INTO trainings (id, agency_id, reporter_id, course, done, of, touched_on)
    VALUES (:id, :agency, :reporter, :course, :done, :of, :day)
    ON CONFLICT (reporter_id, course) DO UPDATE SET done = excluded.done, of = excluded.of,
        touched_on = greatest(trainings.touched_on, excluded.touched_on)
""")
_RECORD_FAILED = text("""
    INSERT INTO trainings (id, agency_id, reporter_id, course, tries, touched_on)
    VALUES (:id, :agency, :reporter, :course, 1, :day)
    ON CONFLICT (reporter_id, course) DO UPDATE SET tries = trainings.tries + 1,
        touched_on = greatest(trainings.touched_on, excluded.touched_on)
""")
_ID = text("SELECT id FROM trainings WHERE reporter_id = :reporter AND course = :course")
_RECORD_PASSED = text("""
    INSERT INTO trainings AS t (id, agency_id, reporter_id, course, tries, touched_on, passed_on, until, body,
        wrapped_key, key_version)
    VALUES (:id, :agency, :reporter, :course, 1, :day, :day, :until, :body, :wrapped, :version)
    ON CONFLICT (reporter_id, course) DO UPDATE SET tries = t.tries + 1, touched_on = excluded.touched_on,
        passed_on = coalesce(t.passed_on, excluded.passed_on),
        refreshed_on = CASE WHEN t.passed_on IS NULL THEN NULL ELSE excluded.passed_on END,
        until = excluded.until, body = excluded.body, wrapped_key = excluded.wrapped_key,
        key_version = excluded.key_version
""")
_CERTIFY = text("""
    INSERT INTO certificates (digest, agency_id, course, passed_on, until)
    VALUES (:digest, :agency, :course, :day, :until)
""")
_STANDING = text("""
    SELECT count(*) AS started, max(until) AS until, max(coalesce(refreshed_on, passed_on)) AS passed_on,
        (SELECT count(*) FROM tips WHERE reporter_id = :reporter AND status = 'closed'
            AND disposition = ANY(CAST(:useful AS text[]))) AS useful
    FROM trainings WHERE reporter_id = :reporter
""")
_TO_REMIND = text("""
    SELECT t.id, t.course, t.until, t.reporter_id, r.chat, r.wrapped_key AS reporter_key,
        r.key_version AS reporter_version
    FROM trainings t JOIN reporters r ON r.id = t.reporter_id
    WHERE t.until <= :day AND t.reminded_for IS DISTINCT FROM t.until AND NOT r.blocked
    ORDER BY t.until, t.id LIMIT :limit
""")
_REMINDED = text("""
    UPDATE trainings SET reminded_for = until
    WHERE reporter_id = :reporter AND course = :course AND until = :until AND reminded_for IS DISTINCT FROM until
    RETURNING id
""")
_JOINED = text("""
    SELECT e.reporter_id, c.course, p.name AS partner
    FROM enrollments e JOIN cohorts c ON c.id = e.cohort_id JOIN partners p ON p.id = c.partner_id
    WHERE e.reporter_id = ANY(CAST(:ids AS uuid[])) ORDER BY e.joined_on, e.cohort_id
""")
_LEARNED = text("""
    SELECT id, reporter_id, course, done, passed_on, refreshed_on, until, body, wrapped_key, key_version FROM trainings
    WHERE reporter_id = ANY(CAST(:ids AS uuid[])) ORDER BY touched_on, id
""")
_CERTIFICATE = text("SELECT course, passed_on, until FROM highbeam_certificate(:digest)")
