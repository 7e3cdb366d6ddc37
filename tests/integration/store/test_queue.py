"""The queue's pages: in order, filtered, whole while rows come and go, and of one's own agency alone."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from indicators.terms import Kind, Setting
from store import queue
from store.database import Database, Role
from store.errors import WrongCursor
from store.ids import new_id
from store.queue import QueueFilter
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_draft, make_reporter, make_tip
from tips.draft import Contact, ContactKind
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel

OTHER_AGENCY = UUID("0192a000-0000-7000-8000-0000000000aa")
EVERY_STATUS = frozenset(TipStatus)


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def change(owner: Database, code: str, **values: Any) -> None:
    """Set columns of a tip, as other work would have."""
    sets = ", ".join(f"{name} = :{name}" for name in values)
    async with owner.transaction() as db:
        await db.execute(text(f"UPDATE tips SET {sets} WHERE code = :code"), {**values, "code": code})  # noqa: S608


async def fill(database: Database, vault: Vault, count: int, *, agency: UUID = DEFAULT_AGENCY, first: int = 0) -> None:
    """Tips of all priorities in turn, each a minute older than the one before."""
    levels = list(PriorityLevel)
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        for at in range(first, first + count):
            await make_tip(
                db,
                vault,
                code=f"T{at:03}",
                reporter_id=reporter,
                priority=levels[at % 3],
                reported_at=NOW - timedelta(minutes=at),
                agency=agency,
            )


async def codes(
    console: Database, wanted: QueueFilter | None = None, *, now: datetime = NOW, limit: int = 50, pages: int = 99
) -> list[str]:
    """The codes in the queue, page by page."""
    found: list[str] = []
    after: str | None = None
    for _ in range(pages):
        async with console.transaction(DEFAULT_AGENCY) as db:
            page = await queue.page(db, wanted or QueueFilter(), now=now, after=after, limit=limit)
        assert len(page.lines) <= limit
        found += [line.code for line in page.lines]
        after = page.next
        if after is None:
            break
    return found


async def test_the_queue_shows_immediate_tips_first_and_the_newest_of_each_priority_first(
    database: Database, vault: Vault, console: Database
) -> None:
    await fill(database, vault, 7)
    assert await codes(console) == ["T000", "T003", "T006", "T001", "T004", "T002", "T005"]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7, 50])
async def test_pages_of_any_size_show_each_tip_once(
    database: Database, vault: Vault, console: Database, owner: Database, limit: int
) -> None:
    await fill(database, vault, 7)
    async with owner.transaction() as db:  # all in the same second: the identifier decides
        await db.execute(text("UPDATE tips SET reported_at = :now"), {"now": NOW})
    found = await codes(console, limit=limit)
    assert len(found) == 7
    assert sorted(found) == [f"T{at:03}" for at in range(7)]
    assert found == await codes(console)


async def test_the_last_full_page_has_no_cursor(database: Database, vault: Vault, console: Database) -> None:
    await fill(database, vault, 4)
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert (await queue.page(db, QueueFilter(), now=NOW, limit=4)).next is None
        assert (await queue.page(db, QueueFilter(), now=NOW, limit=3)).next is not None


async def test_rows_that_come_and_go_between_pages_neither_repeat_nor_hide_the_others(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await fill(database, vault, 12)
    whole = await codes(console)
    async with console.transaction(DEFAULT_AGENCY) as db:
        first = await queue.page(db, QueueFilter(), now=NOW, limit=5)
    assert [line.code for line in first.lines] == whole[:5]
    await change(owner, whole[1], status="closed")
    await change(owner, whole[4], status="closed")  # the line that the cursor names
    await change(owner, whole[8], status="closed")
    await fill(database, vault, 1, first=30)  # an immediate one, older than the cursor's
    async with console.transaction(DEFAULT_AGENCY) as db:
        rest = await queue.page(db, QueueFilter(), now=NOW, after=first.next, limit=50)
    assert [line.code for line in rest.lines] == [code for code in whole[5:] if code != whole[8]]


async def test_only_open_tips_stand_in_the_queue_unless_others_are_asked_for(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await fill(database, vault, 5)
    for code, status in zip(("T000", "T001", "T002", "T003"), list(TipStatus)[1:], strict=True):
        await change(owner, code, status=str(status))
    assert await codes(console) == ["T000", "T001", "T004"]  # T000 in review, T001 action taken
    assert await codes(console, QueueFilter(status=frozenset({TipStatus.CLOSED}))) == ["T002"]
    assert await codes(console, QueueFilter(status=EVERY_STATUS)) == ["T000", "T001", "T004", "T003", "T002"]
    assert await codes(console, QueueFilter(status=EVERY_STATUS), limit=1) == ["T000", "T001", "T004", "T003", "T002"]


async def test_filters_are_combined(database: Database, vault: Vault, console: Database, owner: Database) -> None:
    await fill(database, vault, 24)
    rows = {}
    choices = product(("motel", "truck-stop"), ("sex", "labor"), ("Example", "Sample"), ("US-NE", "US-IA"))
    for at, (setting, kind, county, state) in enumerate(choices):
        rows[f"T{at:03}"] = {"setting": setting, "kind": kind, "county": county, "state": state}
        await change(owner, f"T{at:03}", **rows[f"T{at:03}"])
    wanted = {"setting": Setting.MOTEL, "kind": Kind.LABOR, "county": "Sample", "state": "US-IA"}
    for size in range(1, len(wanted) + 1):
        asked: dict[str, Any] = dict(list(wanted.items())[:size])
        sets: dict[str, Any] = {
            name: frozenset({value}) if name in {"setting", "kind"} else value for name, value in asked.items()
        }
        expected = {code for code, row in rows.items() if all(row[name] == value for name, value in asked.items())}
        assert set(await codes(console, QueueFilter(**sets), limit=2)) == expected
        assert expected
    high = QueueFilter(priority=frozenset({PriorityLevel.HIGH}), setting=frozenset({Setting.MOTEL}))
    assert set(await codes(console, high)) == {"T001", "T004", "T007"}


async def test_overdue_tips_are_open_not_looked_at_and_past_their_clock(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await fill(database, vault, 3)  # T000 immediate: five minutes; T001 high: an hour; T002 routine: a day
    overdue = QueueFilter(overdue=True)
    assert await codes(console, overdue, now=NOW + timedelta(minutes=4)) == []
    assert await codes(console, overdue, now=NOW + timedelta(minutes=6)) == ["T000"]
    assert await codes(console, overdue, now=NOW + timedelta(hours=25)) == ["T000", "T001", "T002"]
    await change(owner, "T000", first_look_at=NOW)
    await change(owner, "T001", status="closed")
    assert await codes(console, overdue, now=NOW + timedelta(hours=25)) == ["T002"]
    closed = QueueFilter(overdue=True, status=frozenset({TipStatus.CLOSED}))
    assert await codes(console, closed, now=NOW + timedelta(hours=25)) == []


async def test_a_claim_that_has_run_out_is_nobodys(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await fill(database, vault, 3)
    me, colleague = new_id(), new_id()
    await change(owner, "T000", claimed_by=me, claim_until=NOW + timedelta(minutes=30))
    await change(owner, "T001", claimed_by=colleague, claim_until=NOW + timedelta(minutes=10))
    assert await codes(console, QueueFilter(mine=me)) == ["T000"]
    assert await codes(console, QueueFilter(unclaimed=True)) == ["T002"]
    later = NOW + timedelta(minutes=10)
    assert await codes(console, QueueFilter(unclaimed=True), now=later) == ["T001", "T002"]
    async with console.transaction(DEFAULT_AGENCY) as db:
        lines = {line.code: line for line in (await queue.page(db, QueueFilter(), now=later)).lines}
    assert (lines["T000"].claimed_by, lines["T001"].claimed_by) == (me, None)
    assert await codes(console, QueueFilter(mine=me), now=NOW + timedelta(hours=1)) == []


async def test_another_agencys_tips_are_neither_shown_nor_counted_nor_corroborating(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    async with owner.transaction() as db:
        await db.execute(
            text("INSERT INTO agencies (id, key, name) VALUES (:id, 'other', 'Other')"), {"id": OTHER_AGENCY}
        )
    await fill(database, vault, 1)
    await fill(database, vault, 3, agency=OTHER_AGENCY, first=10)
    assert await codes(console, QueueFilter(status=EVERY_STATUS)) == ["T000"]
    async with console.transaction(DEFAULT_AGENCY) as db:
        (line,) = (await queue.page(db, QueueFilter(), now=NOW)).lines
        assert line.corroborated == 0
        found = await queue.counts(db, now=NOW + timedelta(days=2))
        assert (found.of(status=TipStatus), found.overdue, found.unclaimed) == (1, 1, 1)
    async with console.transaction() as db:  # a transaction that names no agency
        assert (await queue.page(db, QueueFilter(), now=NOW)).lines == ()
        assert await queue.line(db, line.id, now=NOW) is None


async def test_tips_corroborate_each_other_by_what_tells_of_the_same_people(
    database: Database, vault: Vault, console: Database
) -> None:
    def phone(number: str) -> Contact:
        return Contact(kind=ContactKind.PHONE, value=number, words=number)

    plain = make_draft(contacts=(), vehicles=())
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        both = make_draft()  # a plate and a phone
        drafts = {
            "T000": both,
            "T001": make_draft(contacts=()),
            "T002": make_draft(vehicles=()),
            "T003": both,
            "T004": plain,
            "T005": make_draft(vehicles=(), contacts=(phone("+13085550199"),)),
        }
        for code, draft in drafts.items():
            await make_tip(db, vault, code=code, reporter_id=reporter, draft=draft)
    async with console.transaction(DEFAULT_AGENCY) as db:
        lines = (await queue.page(db, QueueFilter(), now=NOW)).lines
    counted = {line.code: line.corroborated for line in lines}
    assert counted == {"T000": 3, "T001": 2, "T002": 2, "T003": 3, "T004": 0, "T005": 0}


async def test_corroboration_stops_counting_where_nobody_reads_on(
    database: Database, vault: Vault, console: Database
) -> None:
    await fill(database, vault, 103)
    async with console.transaction(DEFAULT_AGENCY) as db:
        lines = (await queue.page(db, QueueFilter(), now=NOW, limit=200)).lines
    assert {line.corroborated for line in lines} == {99}


async def test_counts_tell_how_the_queue_stands(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await fill(database, vault, 7)
    me = new_id()
    await change(owner, "T000", claimed_by=me, claim_until=NOW + timedelta(minutes=30), status="in-review")
    await change(owner, "T001", status="closed")
    await change(owner, "T003", first_look_at=NOW)
    async with console.transaction(DEFAULT_AGENCY) as db:
        found = await queue.counts(db, now=NOW + timedelta(minutes=20), mine=me)
    assert {key: count for key, count in found.by.items() if count} == {
        (TipStatus.NEW, PriorityLevel.IMMEDIATE): 2,
        (TipStatus.NEW, PriorityLevel.HIGH): 1,
        (TipStatus.NEW, PriorityLevel.ROUTINE): 2,
        (TipStatus.IN_REVIEW, PriorityLevel.IMMEDIATE): 1,
        (TipStatus.CLOSED, PriorityLevel.HIGH): 1,
    }
    assert (found.overdue, found.unclaimed, found.mine) == (2, 5, 1)  # T000 and T006; all open but T000
    assert found.of() == 6


async def test_a_cursor_that_is_none_is_refused(console: Database) -> None:
    for wrong in ("", "x", "%%%", "MHwwfDA", queue.page.__name__, "MHwyMDI2LTExLTIyVDIxOjAwOjAwfHg"):
        async with console.transaction(DEFAULT_AGENCY) as db:
            with pytest.raises(WrongCursor):
                await queue.page(db, QueueFilter(), now=NOW, after=wrong)
