"""Saved views: a filter of the queue under a name, each analyst's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import TooManyViews
from store.ids import new_id
from tips.access import Actor

MOST_VIEWS: Final = 50
LONGEST_NAME: Final = 60
LONGEST_QUERY: Final = 2000


@dataclass(frozen=True, kw_only=True)
class View:
    """A saved view. `query` is the query string of a `QueueFilter`."""

    id: UUID
    name: str
    query: str


async def save_view(db: AsyncConnection, *, name: str, query: str, by: Actor, at: datetime) -> UUID:
    """Keep a view, in the place of one of the same name. Raises `TooManyViews`."""
    name = " ".join(name.replace("\0", "").split())[:LONGEST_NAME]
    if not name or len(query) > LONGEST_QUERY or "\0" in query:
        raise ValueError("A view has a name, and a query string of bounded length.")
    values = {"id": new_id(), "agency": by.agency, "account": by.account, "name": name, "query": query, "at": at}
    saved = (await db.execute(_SAVE, {**values, "most": MOST_VIEWS})).scalar()
    if saved is None:
        raise TooManyViews(f"You have {MOST_VIEWS} views already: delete one first. Nothing was changed.")
    kept: UUID = saved
    return kept


async def list_views(db: AsyncConnection, *, by: Actor) -> tuple[View, ...]:
    """This account's views, by name."""
    found = await db.execute(_LIST, {"account": by.account})
    return tuple(View(id=row.id, name=row.name, query=row.query) for row in found)


async def delete_view(db: AsyncConnection, view_id: UUID, *, by: Actor) -> bool:
    """Delete one's own view. Says whether it was there."""
    return (await db.execute(_DELETE, {"id": view_id, "account": by.account})).first() is not None


_SAVE = text("""
    INSERT INTO views (id, agency_id, account, name, query, saved_at)
    SELECT :id, :agency, :account, :name, :query, :at
    WHERE EXISTS (SELECT FROM views v WHERE v.account = :account AND v.name = :name)
        OR (SELECT count(*) FROM views v WHERE v.account = :account) < :most
    ON CONFLICT (account, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at RETURNING id
""")
_LIST = text("SELECT id, name, query FROM views WHERE account = :account ORDER BY lower(name), id")
_DELETE = text("DELETE FROM views WHERE id = :id AND account = :account RETURNING id")
