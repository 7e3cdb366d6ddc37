"""Lines: how a tip stands in the queue and in what a search found. From the clear part alone; nothing is opened here.

What else of a tip is counted for its line is counted for the lines of one page only, never for the whole table.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.digests import DigestKind
from store.errors import WrongCursor

MOST_LINES: Final = 200
MOST_CORROBORATED: Final = 99
TELLING: Final = (DigestKind.PLATE, DigestKind.PHONE, DigestKind.HANDLE, DigestKind.VEHICLE_NUMBER)
"""What two tips share only when they tell of the same people or vehicles. Words and places they share all the time."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the queue. A claim that has run out is none.

    `corroborated` counts the other tips of the agency that name the same plate, phone, handle or vehicle number, up to
    `MOST_CORROBORATED`.
    """

    id: UUID
    code: str
    row_version: int
    status: str
    priority: str
    reasons: tuple[Mapping[str, Any], ...]
    indicators: tuple[str, ...]
    setting: str | None
    kind: str | None
    minors: str
    still_there: str | None
    town: str | None
    county: str | None
    state: str | None
    observed_from: datetime | None
    observed_to: datetime | None
    reported_at: datetime
    changed_at: datetime
    look_by: datetime
    first_look_at: datetime | None
    claimed_by: UUID | None
    claim_until: datetime | None
    unread: int
    corroborated: int
    additions: int
    files: int
    held: bool
    disposition: str | None
    trained: str
    trained_on: date | None
    usefulness: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some lines, and the cursor of those behind them. With a cursor there may be more, without there are none.

    `kinds` tells, of a search, what the words were read as.
    """

    lines: tuple[Line, ...]
    next: str | None
    kinds: tuple[str, ...] = ()


async def read(db: AsyncConnection, ids: Sequence[UUID], *, now: datetime) -> tuple[Line, ...]:
    """The lines of these tips, in this order. A tip that is not there, or another agency's, has none."""
    if not ids:
        return ()
    values = {"ids": list(ids), "most": MOST_CORROBORATED}
    found = {row["id"]: _line(row, now) for row in (await db.execute(_LINES, values)).mappings()}
    return tuple(found[one] for one in ids if one in found)


def cursor_of(*parts: object) -> str:
    """Where a page ended, as one word for an address."""
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).decode().rstrip("=")


def read_cursor(cursor: str, parts: int) -> list[str]:
    """The parts again. Raises `WrongCursor`."""
    try:
        found = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("|")
    except (binascii.Error, ValueError) as exc:
        raise WrongCursor(_WRONG) from exc
    if len(found) != parts:
        raise WrongCursor(_WRONG)
    return found


_WRONG = "This is not where a page of the queue ended: begin again with the first page."


def _line(row: RowMapping, now: datetime) -> Line:
    values: dict[str, Any] = {name: row[name] for name in Line.__dataclass_fields__}
    if values["claim_until"] is None or values["claim_until"] <= now:
        values |= {"claimed_by": None, "claim_until": None}
    return Line(**{**values, "reasons": tuple(row["reasons"]), "indicators": tuple(row["indicators"])})


# What is shared is looked for value by value, each up to the most that is shown: a number that thousands of tips name
# must cost no more than one that a hundred do. The kinds stand in the text because an index knows only these.
_LINES = text(f"""
    SELECT t.id, t.code, t.row_version, t.status, t.priority, t.reasons, t.indicators, t.setting, t.kind, t.minors,
        t.still_there, t.town, t.county, t.state, t.observed_from, t.observed_to, t.reported_at, t.changed_at,
        t.look_by, t.first_look_at, t.claimed_by, t.claim_until, t.unread, t.held, t.disposition,
        t.trained, t.trained_on, t.usefulness,
        (SELECT count(*) FROM additions a WHERE a.tip_id = t.id) AS additions,
        (SELECT count(*) FROM files f WHERE f.tip_id = t.id) AS files,
        (SELECT least(count(DISTINCT other.tip_id), :most)
            FROM digests mine CROSS JOIN LATERAL (
                SELECT d.tip_id FROM digests d
                WHERE d.kind = mine.kind AND d.digest = mine.digest AND d.tip_id <> mine.tip_id LIMIT :most) other
            WHERE mine.tip_id = t.id AND mine.kind IN ({", ".join(f"'{kind}'" for kind in TELLING)})) AS corroborated
    FROM tips t WHERE t.id = ANY(CAST(:ids AS uuid[]))
""")  # noqa: S608 - only constants
