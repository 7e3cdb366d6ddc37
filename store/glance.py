"""A glance at a tip: its line and its assessment, from the clear envelope alone. Nothing sealed is opened for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import NoSuchTip
from store.lines import Line, read


@dataclass(frozen=True, kw_only=True)
class Glance:
    """What can be judged of a tip without opening it."""

    line: Line
    assessment: Mapping[str, Any]


async def glance(db: AsyncConnection, code: str, *, now: datetime) -> Glance:
    """A tip as its envelope tells it. Raises `NoSuchTip`."""
    row = (await db.execute(_GLANCE, {"code": code.replace("\0", "")})).first()
    lines = await read(db, [row.id], now=now) if row is not None else ()
    if row is None or not lines:
        raise NoSuchTip(f"There is no tip {code}, or it is another agency's.")
    return Glance(line=lines[0], assessment=row.assessment)


_GLANCE = text("SELECT id, assessment FROM tips WHERE code = :code")
