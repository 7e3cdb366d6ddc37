"""Tips: a clear envelope that the queue sorts by, and a sealed body. Every change and every look is in the trail.

Whatever is written here notifies the channel `QUEUE` with the tip's id when the transaction commits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Self
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, digests
from store.errors import NoSuchTip
from store.ids import new_id
from store.keys import Ring
from store.tables import DEFAULT_AGENCY
from store.vault import Sealed, Vault, Wrapped
from tips.clocks import look_by
from tips.draft import Contact, Draft, Media, Statement
from tips.place import Place
from tips.priority import PriorityLevel
from tips.training import Trained, Usefulness

QUEUE: Final = "highbeam_queue"
BY_BOT: Final = "bot"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What stands in clear: all that the queue filters and sorts by, and nothing that names a person."""

    priority: str
    reasons: tuple[Mapping[str, Any], ...]
    indicators: tuple[str, ...]
    catalog_version: str
    checklist_version: str
    kind: str | None
    minors: str
    assessment: Mapping[str, Any]
    setting: str | None = None
    still_there: str | None = None
    may_ask: bool | None = None
    observed_from: datetime | None = None
    observed_to: datetime | None = None
    town: str | None = None
    county: str | None = None
    state: str | None = None
    precision: str | None = None
    language: str = "en"
    trained: str = Trained.NONE
    trained_on: date | None = None
    usefulness: str = Usefulness.NEW

    @classmethod
    def of(cls, draft: Draft, **judged: Any) -> Self:
        """The envelope of a draft: what is plain from it, beside what was judged of it (priority, kind, …)."""
        observed, place = draft.observed, draft.place
        return cls(
            indicators=tuple(sign.indicator for sign in draft.signs),
            setting=draft.setting,
            still_there=draft.still_there,
            may_ask=draft.may_ask,
            observed_from=observed.earliest if observed else None,
            observed_to=observed.latest if observed else None,
            town=place.town if place else None,
            county=place.county if place else None,
            state=place.state if place else None,
            precision=place.precision if place else None,
            **judged,
        )


@dataclass(frozen=True, kw_only=True)
class TipStanding:
    """How a tip stands, for its reporter. `disposition` names how it ended, if it has."""

    code: str
    status: str
    sent: datetime
    signs: tuple[str, ...] = ()
    disposition: str | None = None


@dataclass(frozen=True, kw_only=True)
class Added:
    """What was added to a tip at once. A corrected statement brings all its versions."""

    at: datetime
    statement: Statement | None = None
    media: Media | None = None
    place: Place | None = None
    contacts: tuple[Contact, ...] = ()

    @property
    def kind(self) -> str:
        """What this adds, in one word, for the envelope."""
        if self.statement is not None:
            return "correction" if len(self.statement.versions) > 1 else "words"
        return "file" if self.media is not None else "place" if self.place is not None else "contacts"


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One line of the queue."""

    id: UUID
    code: str
    status: str
    priority: str
    reasons: tuple[Mapping[str, Any], ...]
    indicators: tuple[str, ...]
    setting: str | None
    kind: str | None
    minors: str
    still_there: str | None
    county: str | None
    state: str | None
    observed_from: datetime | None
    observed_to: datetime | None
    reported_at: datetime
    changed_at: datetime
    assessment: Mapping[str, Any]
    additions: int
    files: int


@dataclass(frozen=True, kw_only=True)
class OpenTip:
    """A tip, opened: its line in the queue, all that was told, and what was added since, oldest first."""

    row: QueueRow
    draft: Draft = field(repr=False)
    added: tuple[Added, ...] = field(repr=False)


_DRAFT = TypeAdapter(Draft)
_ADDED = TypeAdapter(Added)


async def submit(
    db: AsyncConnection,
    vault: Vault,
    *,
    tip_id: UUID,
    code: str,
    reporter_id: UUID,
    draft: Draft,
    envelope: Envelope,
    reported_at: datetime,
    agency: UUID = DEFAULT_AGENCY,
) -> bool:
    """Store a draft as a tip. Says whether it is new: the same id a second time changes nothing."""
    sealed = vault.seal(Ring.TIPS, row_name(tip_id), _DRAFT.dump_json(draft))
    values = {
        **{name: getattr(envelope, name) for name in _CLEAR},
        "reasons": [dict(reason) for reason in envelope.reasons],
        "indicators": list(envelope.indicators),
        "assessment": dict(envelope.assessment),
        "id": tip_id,
        "agency": agency,
        "reporter": reporter_id,
        "code": code,
        "reported_at": reported_at,
        "look_by": look_by(PriorityLevel(envelope.priority), reported_at),
        **_sealed(sealed),
    }
    if (await db.execute(_SUBMIT, values)).first() is None:
        return False
    await digests.write(db, vault, tip_id, agency, digests.of_draft(draft))
    await _attach_files(db, tip_id, agency, reporter_id, draft.media)
    await _record(db, vault, tip_id, agency, "submitted", reported_at, {"priority": envelope.priority})
    return True


async def add(db: AsyncConnection, vault: Vault, *, code: str, reporter_id: UUID, added: Added) -> UUID:
    """Add to a reporter's own tip. Nothing that was told before is replaced. Raises `NoSuchTip`."""
    tip_id, agency, version = await _touch(db, code, reporter_id, added.at, unread=1)
    addition = new_id()
    sealed = vault.seal(Ring.TIPS, addition_name(addition), _ADDED.dump_json(added))
    values = {"id": addition, "agency": agency, "tip": tip_id, "kind": added.kind, "at": added.at, **_sealed(sealed)}
    await db.execute(_ADD, values)
    found = digests.of_contacts(added.contacts)
    found |= digests.of_words(added.statement.text) if added.statement else set()
    found |= digests.of_place(added.place) if added.place else set()
    await digests.write(db, vault, tip_id, agency, found)
    await _attach_files(db, tip_id, agency, reporter_id, (added.media,) if added.media else ())
    await _record(db, vault, tip_id, agency, "added", added.at, {"kind": added.kind, "version": version})
    return addition


async def withdraw(db: AsyncConnection, vault: Vault, *, code: str, reporter_id: UUID, at: datetime) -> bool:
    """Note that the reporter takes a tip back. It stays, marked. Says whether that is new. Raises `NoSuchTip`."""
    tip_id, agency, version = await _touch(db, code, reporter_id, at)
    if (await db.execute(_WITHDRAW, {"id": tip_id, "at": at})).first() is None:
        return False
    await _record(db, vault, tip_id, agency, "withdrawn", at, {"version": version})
    return True


async def for_reporters(db: AsyncConnection, reporter_ids: Sequence[UUID]) -> dict[UUID, tuple[TipStanding, ...]]:
    """How the tips of these reporters stand, newest first. Who has none is not in it."""
    found: dict[UUID, tuple[TipStanding, ...]] = {}
    for row in await db.execute(_FOR_REPORTERS, {"ids": list(reporter_ids)}):
        standing = TipStanding(
            code=row.code,
            status=row.status,
            sent=row.reported_at,
            signs=tuple(row.indicators),
            disposition=row.disposition,
        )
        found[row.reporter_id] = (*found.get(row.reporter_id, ()), standing)
    return found


async def queue(db: AsyncConnection, *, limit: int = 50, since: datetime | None = None) -> list[QueueRow]:
    """The queue: what should be looked at next comes first. `since` leaves out what did not change after it."""
    rows = (await db.execute(_QUEUE, {"limit": limit, "since": since})).mappings()
    return [queue_row(row) for row in rows]


async def in_queue(db: AsyncConnection, tip_id: UUID) -> QueueRow | None:
    """One line of the queue."""
    row = (await db.execute(_IN_QUEUE, {"id": tip_id})).mappings().first()
    return None if row is None else queue_row(row)


async def open_tip(db: AsyncConnection, vault: Vault, code: str, *, actor: str, at: datetime) -> OpenTip:
    """Open a tip. The look goes on the record. Raises `NoSuchTip`."""
    row = (await db.execute(_OPEN, {"code": code})).mappings().first()
    if row is None:
        raise NoSuchTip(f"There is no tip {code}, or it is another agency's.")
    await audit.record(
        db,
        vault,
        chain=audit.chain_of_tip(row["id"]),
        actor=actor,
        action="opened",
        at=at,
        agency=row["agency_id"],
    )
    added = (await db.execute(_ADDITIONS, {"tip": row["id"]})).mappings()
    return OpenTip(
        row=queue_row(row),
        draft=_DRAFT.validate_json(vault.open(Ring.TIPS, row_name(row["id"]), _as_sealed(row))),
        added=tuple(
            _ADDED.validate_json(vault.open(Ring.TIPS, addition_name(one["id"]), _as_sealed(one))) for one in added
        ),
    )


def row_name(tip_id: UUID) -> str:
    """What the vault calls a tip's row."""
    return f"tips/{tip_id}"


def addition_name(addition_id: UUID) -> str:
    """What the vault calls an addition's row."""
    return f"additions/{addition_id}"


def queue_row(row: RowMapping) -> QueueRow:
    """The line that was read with the columns of `LINE`."""
    values: dict[str, Any] = {name: row[name] for name in QueueRow.__dataclass_fields__}
    return QueueRow(**{**values, "reasons": tuple(row["reasons"]), "indicators": tuple(row["indicators"])})


async def _touch(
    db: AsyncConnection, code: str, reporter_id: UUID, at: datetime, *, unread: int = 0
) -> tuple[UUID, UUID, int]:
    """Lock a reporter's own tip and mark it as changed, with so much more to read; its id, agency and row version."""
    values = {"code": code, "reporter": reporter_id, "at": at, "unread": unread}
    row = (await db.execute(_TOUCH, values)).first()
    if row is None:
        raise NoSuchTip(f"This reporter has no tip {code}.")
    return row.id, row.agency_id, row.row_version


async def _attach_files(
    db: AsyncConnection, tip_id: UUID, agency: UUID, reporter_id: UUID, media: Sequence[Media]
) -> None:
    if media:
        sources = [one.source for one in media]
        await db.execute(_ATTACH_FILES, {"tip": tip_id, "agency": agency, "reporter": reporter_id, "sources": sources})


async def _record(
    db: AsyncConnection, vault: Vault, tip_id: UUID, agency: UUID, action: str, at: datetime, details: dict[str, Any]
) -> None:
    chain = audit.chain_of_tip(tip_id)
    await audit.record(db, vault, chain=chain, actor=BY_BOT, action=action, at=at, details=details, agency=agency)
    await db.execute(_NOTIFY, {"channel": QUEUE, "tip": str(tip_id)})


def _sealed(sealed: Sealed) -> dict[str, Any]:
    return {"body": sealed.body, "wrapped_key": sealed.wrapped.key, "key_version": sealed.wrapped.version}


def _as_sealed(row: RowMapping) -> Sealed:
    return Sealed(body=row["body"], wrapped=Wrapped(key=row["wrapped_key"], version=row["key_version"]))


_CLEAR = tuple(Envelope.__dataclass_fields__)
_JSON = (bindparam("reasons", type_=JSONB), bindparam("assessment", type_=JSONB))

_SUBMIT = text("""
    INSERT INTO tips (id, agency_id, reporter_id, code, priority, reasons, indicators, catalog_version,
        checklist_version, kind, minors, assessment, setting, still_there, may_ask, observed_from, observed_to, town,
        county, state, precision, language, trained, trained_on, usefulness, reported_at, changed_at, look_by,
        body, wrapped_key, key_version)
    VALUES (:id, :agency, :reporter, :code, :priority, :reasons, :indicators, :catalog_version,
        :checklist_version, :kind, :minors, :assessment, :setting, :still_there, :may_ask, :observed_from, :observed_to,
        :town, :county, :state, :precision, :language, :trained, :trained_on, :usefulness, :reported_at, :reported_at,
        :look_by, :body, :wrapped_key, :key_version)
    ON CONFLICT (id) DO NOTHING RETURNING id
""").bindparams(*_JSON)
_ADD = text("""
    INSERT INTO additions (id, agency_id, tip_id, kind, at, body, wrapped_key, key_version)
    VALUES (:id, :agency, :tip, :kind, :at, :body, :wrapped_key, :key_version)
""")
_TOUCH = text("""
    UPDATE tips SET changed_at = greatest(changed_at, :at), row_version = row_version + 1, unread = unread + :unread
    WHERE code = :code AND reporter_id = :reporter RETURNING id, agency_id, row_version
""")
_WITHDRAW = text("""
    UPDATE tips SET withdrawn_at = :at, status = CASE WHEN status = 'closed' THEN status ELSE 'withdrawn' END
    WHERE id = :id AND withdrawn_at IS NULL RETURNING id
""")
_ATTACH_FILES = text("""
    UPDATE files SET tip_id = :tip, agency_id = :agency
    WHERE reporter_id = :reporter AND tip_id IS NULL AND source = ANY(CAST(:sources AS text[]))
""")
_NOTIFY = text("SELECT pg_notify(:channel, :tip)")
_FOR_REPORTERS = text("""
    SELECT reporter_id, code, status, reported_at, disposition, indicators FROM tips
    WHERE reporter_id = ANY(CAST(:ids AS uuid[])) ORDER BY reported_at DESC
""")
LINE = """
    t.id, t.agency_id, t.code, t.status, t.priority, t.reasons, t.indicators, t.setting, t.kind, t.minors,
    t.still_there, t.county, t.state, t.observed_from, t.observed_to, t.reported_at, t.changed_at, t.assessment,
    (SELECT count(*) FROM additions a WHERE a.tip_id = t.id) AS additions,
    (SELECT count(*) FROM files f WHERE f.tip_id = t.id) AS files
"""
_QUEUE = text(f"""
    SELECT {LINE} FROM tips t WHERE CAST(:since AS timestamptz) IS NULL OR t.changed_at > :since
    ORDER BY t.status IN ('closed', 'withdrawn'), array_position(ARRAY['immediate', 'high', 'routine'], t.priority),
        t.reported_at DESC
    LIMIT :limit
""")  # noqa: S608 - only constants
_IN_QUEUE = text(f"SELECT {LINE} FROM tips t WHERE t.id = :id")  # noqa: S608 - only constants
_OPEN = text(f"SELECT {LINE}, t.body, t.wrapped_key, t.key_version FROM tips t WHERE t.code = :code")  # noqa: S608 - only constants
_ADDITIONS = text("SELECT id, body, wrapped_key, key_version FROM additions WHERE tip_id = :tip ORDER BY at, id")
