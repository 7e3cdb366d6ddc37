"""Saved views: each analyst's own, one of a name, bounded in number."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from store import queue, views
from store.database import Database, Role
from store.errors import TooManyViews
from store.ids import new_id
from store.tables import DEFAULT_AGENCY
from tests.integration.store.samples import NOW
from tips.access import AccountRole, Actor

ANALYST = Actor(account=new_id(), agency=DEFAULT_AGENCY, role=AccountRole.ANALYST, name="Pat Sample", desk=7)
COLLEAGUE = replace(ANALYST, account=new_id(), name="Sam Sample", desk=8)


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def save(console: Database, name: str, query: str, by: Actor = ANALYST) -> None:
    async with console.transaction(DEFAULT_AGENCY) as db:
        await queue.save_view(db, name=name, query=query, by=by, at=NOW)


async def listed(console: Database, by: Actor = ANALYST) -> list[tuple[str, str]]:
    async with console.transaction(DEFAULT_AGENCY) as db:
        return [(view.name, view.query) for view in await queue.list_views(db, by=by)]


async def test_views_are_listed_by_name_and_the_newest_of_a_name_counts(console: Database) -> None:
    await save(console, "overdue", "overdue=1")
    await save(console, " My  motels ", "setting=motel&mine=1")
    await save(console, "overdue", "overdue=1&unclaimed=1")
    assert await listed(console) == [("My motels", "setting=motel&mine=1"), ("overdue", "overdue=1&unclaimed=1")]


async def test_nobody_sees_or_deletes_a_colleagues_view(console: Database) -> None:
    await save(console, "overdue", "overdue=1")
    assert await listed(console, COLLEAGUE) == []
    async with console.transaction(DEFAULT_AGENCY) as db:
        (view,) = await queue.list_views(db, by=ANALYST)
        assert not await queue.delete_view(db, view.id, by=COLLEAGUE)
        assert await queue.delete_view(db, view.id, by=ANALYST)
        assert not await queue.delete_view(db, view.id, by=ANALYST)
    assert await listed(console) == []


async def test_another_agency_sees_no_views(console: Database) -> None:
    await save(console, "overdue", "overdue=1")
    async with console.transaction(new_id()) as db:
        assert await queue.list_views(db, by=ANALYST) == ()


async def test_there_is_an_end_to_the_number_of_views_but_not_to_changing_them(console: Database) -> None:
    for number in range(views.MOST_VIEWS):
        await save(console, f"view {number}", "overdue=1")
    with pytest.raises(TooManyViews):
        await save(console, "one more", "overdue=1")
    await save(console, "view 3", "mine=1")
    assert dict(await listed(console))["view 3"] == "mine=1"
    assert len(await listed(console)) == views.MOST_VIEWS
    await save(console, "one more", "overdue=1", COLLEAGUE)


@pytest.mark.parametrize(("name", "query"), [("", "a=1"), ("  ", "a=1"), ("a", "b" * 3000), ("a", "b\0")])
async def test_a_view_without_a_name_or_without_bounds_is_refused(console: Database, name: str, query: str) -> None:
    with pytest.raises(ValueError, match="A view has a name"):
        await save(console, name, query)
