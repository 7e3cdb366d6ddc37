"""Search of sealed tips by keyed digests: by code, plate (whole or in part), phone, handle, vehicle number, words.

One line of text may be read in several ways; what the surest reading found comes first (`Grade`), and within it the
newest tip. Nothing is opened here. The trail tells what kinds of things were looked for, never what.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, digests
from store.digests import DigestKind
from store.errors import WrongCursor
from store.lines import MOST_LINES, Page, cursor_of, read, read_cursor
from store.vault import Vault
from tips.access import Actor
from tips.lookup import Lookup, read_lookup

MOST_READ: Final = 2500
"""How far back one page of a search reads. The cursor goes on behind that, even when the page is not full."""

RARE: Final = 300
"""Of several words the one whose tip number so many is the oldest leads the way: it is the rarest of them."""

_NEWEST = UUID(int=2**128 - 1)

Key = tuple[DigestKind, bytes]


class Grade(IntEnum):
    """How sure a way of reading is: the order of what was found."""

    CODE = 0
    WHOLE = 1
    PLATE_PART = 2
    WORDS = 3


@dataclass(frozen=True, kw_only=True)
class _Clues:
    """What to look for: a code, things of which one must be there, and two lists of which all must be."""

    code: str | None
    whole: tuple[Key, ...]
    parts: tuple[Key, ...]
    words: tuple[Key, ...]

    @property
    def grades(self) -> tuple[Grade, ...]:
        """The grades that have anything to look for."""
        given = (self.code, self.whole, self.parts, self.words)
        return tuple(grade for grade, some in zip(Grade, given, strict=True) if some)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the line was read as, for the record and for the page."""
        keys = (*self.whole, *self.parts, *self.words)
        return (*(["code"] if self.code else ()), *dict.fromkeys(str(kind) for kind, _ in keys))


async def search(
    db: AsyncConnection,
    vault: Vault,
    line: str,
    *,
    by: Actor,
    now: datetime,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Search for one line of text. The search goes on the record. Raises `WrongCursor`.

    A page may be short, even empty, and have a cursor all the same: then older tips are still to be read.
    """
    limit = max(1, min(limit, MOST_LINES))
    start, before = (Grade.CODE, _NEWEST) if after is None else _read_cursor(after)
    clues = _clues(vault, read_lookup(line))
    found: list[UUID] = []
    following = None
    for grade in clues.grades:
        if grade < start:
            continue
        before = before if grade == start else _NEWEST
        if len(found) == limit:
            following = (grade, before)
            break
        ids, end = await _of_grade(db, clues, grade, before=before, limit=limit - len(found))
        found += ids
        if end is not None:
            following = (grade, end)
            break
    lines = await read(db, found, now=now)
    details = {"kinds": list(clues.kinds), "found": len(lines), "more": following is not None}
    chain = audit.chain_of_agency(by.agency)
    actor = by.on_record
    await audit.record(
        db, vault, chain=chain, actor=actor, action="searched", at=now, details=details, agency=by.agency
    )
    cursor = None if following is None else cursor_of(int(following[0]), following[1])
    return Page(lines=lines, next=cursor, kinds=clues.kinds)


def _read_cursor(cursor: str) -> tuple[Grade, UUID]:
    grade, tip = read_cursor(cursor, 2)
    try:
        return Grade(int(grade)), UUID(tip)
    except ValueError as exc:
        raise WrongCursor("This is not where a page of this search ended: search again.") from exc


def _clues(vault: Vault, lookup: Lookup) -> _Clues:
    whole = [
        *((DigestKind.PLATE, plate) for plate in lookup.plates),
        *((DigestKind.PHONE, phone) for phone in lookup.phones),
        *((DigestKind.HANDLE, handle.casefold()) for handle in lookup.handles),
        *((DigestKind.VEHICLE_NUMBER, number.casefold()) for number in lookup.vehicle_numbers),
    ]
    parts = sorted(found for found in digests.of_plate(lookup.plate_part) if found[0] is DigestKind.PLATE_PART)
    return _Clues(
        code=lookup.code,
        whole=_keys(vault, whole),
        parts=_keys(vault, parts),
        words=_keys(vault, sorted(digests.of_words(lookup.words))),
    )


def _keys(vault: Vault, found: Iterable[tuple[DigestKind, str]]) -> tuple[Key, ...]:
    return tuple((kind, vault.digest(kind, value)) for kind, value in dict.fromkeys(found))


async def _of_grade(
    db: AsyncConnection, clues: _Clues, grade: Grade, *, before: UUID, limit: int
) -> tuple[list[UUID], UUID | None]:
    """What this way of reading finds below `before` and no surer one does, and where to go on, if there is more."""
    if grade is Grade.CODE:
        tip = (await db.execute(_BY_CODE, {"code": clues.code, "before": before})).scalar()
        return [tip] if tip is not None else [], None
    if grade is Grade.WHOLE:
        ids, end = await _with_any(db, clues.whole, before=before, limit=limit)
    else:
        keys = clues.parts if grade is Grade.PLATE_PART else clues.words
        ids, end = await _with_all(db, keys, before=before, limit=limit)
    surer = await _found_surer(db, clues, grade, ids)
    return [tip for tip in ids if tip not in surer], end


async def _with_any(
    db: AsyncConnection, keys: Sequence[Key], *, before: UUID, limit: int
) -> tuple[list[UUID], UUID | None]:
    found = (await db.execute(_ANY, {**_columns(keys), "before": before, "limit": limit + 1})).scalars().all()
    return list(found[:limit]), found[limit - 1] if len(found) > limit else None


async def _with_all(
    db: AsyncConnection, keys: Sequence[Key], *, before: UUID, limit: int
) -> tuple[list[UUID], UUID | None]:
    """The newest tips that hold all of these: along the rarest of them, the others looked up tip by tip."""
    known = (await db.execute(_REACH, {**_columns(keys), "before": before, "rare": RARE})).all()
    if not all(row.held for row in known):
        return [], None
    reach = {row.at - 1: row.reach for row in known}
    lead = min(range(len(keys)), key=lambda at: (reach[at] is not None, reach[at] or _NEWEST))
    ordered = [keys[lead], *sorted((key for key in keys if key != keys[lead]), key=lambda key: key[1])]
    values = {"before": before, "most": MOST_READ, "limit": limit + 1}
    for at, (kind, digest) in enumerate(ordered):
        values |= {f"kind{at}": str(kind), f"digest{at}": digest}
    found = (await db.execute(_all_of(len(ordered)), values)).scalars().all()
    if len(found) > limit:
        return list(found[:limit]), found[limit - 1]
    if reach[lead] is None:
        return list(found), None
    return list(found), (await db.execute(_END, values)).scalar()


async def _found_surer(db: AsyncConnection, clues: _Clues, grade: Grade, ids: Sequence[UUID]) -> set[UUID]:
    """Which of these a surer way of reading finds, too: they stand further up already."""
    keys = [
        key
        for surer, some in ((Grade.WHOLE, clues.whole), (Grade.PLATE_PART, clues.parts))
        if surer < grade
        for key in some
    ]
    surer: set[UUID] = set()
    if ids and clues.code:
        tip = (await db.execute(_BY_CODE, {"code": clues.code, "before": _NEWEST})).scalar()
        surer |= {tip} if tip is not None else set()
    if ids and keys:
        held: dict[UUID, set[Key]] = {}
        for row in await db.execute(_HELD, {**_columns(keys), "ids": list(ids)}):
            held.setdefault(row.tip_id, set()).add((DigestKind(row.kind), bytes(row.digest)))
        parts = set(clues.parts) if grade > Grade.PLATE_PART else set()
        surer |= {tip for tip, some in held.items() if some & set(clues.whole) or (parts and parts <= some)}
    return surer


def _columns(keys: Sequence[Key]) -> dict[str, list[str] | list[bytes]]:
    return {"kinds": [str(kind) for kind, _ in keys], "digests": [digest for _, digest in keys]}


def _all_of(count: int) -> TextClause:
    """Each other key as a subquery of its own: the planner must not turn these look-ups into joins over whole words."""
    if count not in _statements:
        held = [_HELD_TOO.format(at=at) for at in range(1, count)]
        _statements[count] = text(
            f"SELECT l.tip_id FROM ({_LEAD} LIMIT :most) l WHERE {' AND '.join(['true', *held])} "  # noqa: S608
            "ORDER BY l.tip_id DESC LIMIT :limit"
        )
    return _statements[count]


_statements: dict[int, TextClause] = {}
_LEAD = """
    SELECT d.tip_id FROM digests d WHERE d.kind = :kind0 AND d.digest = :digest0 AND d.tip_id < :before
    ORDER BY d.tip_id DESC
"""
_END = text(f"{_LEAD} OFFSET :most - 1 LIMIT 1")
_HELD_TOO = "(SELECT true FROM digests e WHERE e.kind = :kind{at} AND e.digest = :digest{at} AND e.tip_id = l.tip_id)"
_BY_CODE = text("SELECT id FROM tips WHERE code = :code AND id < :before")
_KEYS = "unnest(CAST(:kinds AS text[]), CAST(:digests AS bytea[]))"
_ANY = text(f"""
    SELECT DISTINCT found.tip_id FROM {_KEYS} AS k (kind, digest) CROSS JOIN LATERAL (
        SELECT d.tip_id FROM digests d WHERE d.kind = k.kind AND d.digest = k.digest AND d.tip_id < :before
        ORDER BY d.tip_id DESC LIMIT :limit) found
    ORDER BY found.tip_id DESC LIMIT :limit
""")  # noqa: S608 - only constants
_REACH = text(f"""
    SELECT k.at, EXISTS (
        SELECT FROM digests d WHERE d.kind = k.kind AND d.digest = k.digest AND d.tip_id < :before) AS held, (
        SELECT d.tip_id FROM digests d WHERE d.kind = k.kind AND d.digest = k.digest AND d.tip_id < :before
        ORDER BY d.tip_id DESC OFFSET :rare LIMIT 1) AS reach
    FROM {_KEYS} WITH ORDINALITY AS k (kind, digest, at)
""")  # noqa: S608 - only constants
_HELD = text(f"""
    SELECT d.tip_id, d.kind, d.digest FROM {_KEYS} AS k (kind, digest)
        CROSS JOIN unnest(CAST(:ids AS uuid[])) AS wanted (id)
        JOIN digests d ON d.kind = k.kind AND d.digest = k.digest AND d.tip_id = wanted.id
""")  # noqa: S608 - only constants
