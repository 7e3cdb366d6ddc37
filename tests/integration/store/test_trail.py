"""Reading the trail: newest first, page by page, by who, what, tip and day; and only one's own agency's."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from store import audit, trail
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.trail import TrailEvent, TrailFilter
from store.vault import Vault
from tests.integration.store.samples import NOW, make_tip
from tips.codes import code_from

CHAIN = audit.chain_of_agency(DEFAULT_AGENCY)
CODE = code_from(b"12345678")
ANNA, BEN = f"account:{uuid4()}", f"account:{uuid4()}"


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def record(owner: Database, vault: Vault, number: int, *, chain: str = CHAIN, **changes: object) -> None:
    said: dict[str, object] = {"actor": ANNA, "action": "looked", "at": NOW + timedelta(minutes=number), **changes}
    async with owner.transaction() as db:
        await audit.record(db, vault, chain=chain, details={"n": number}, **said)  # type: ignore[arg-type]


async def read(console: Database, asked: TrailFilter, limit: int = 3) -> list[TrailEvent]:
    """Page by page to the end."""
    found: list[TrailEvent] = []
    after = None
    while True:
        async with console.transaction(DEFAULT_AGENCY) as db:
            page = await trail.page(db, asked, after=after, limit=limit)
        found += page.events
        if page.next is None:
            return found
        assert len(page.events) == limit
        after = page.next


async def test_pages_bring_every_event_once_newest_first(console: Database, owner: Database, vault: Vault) -> None:
    for number in range(10):
        await record(owner, vault, number, at=NOW + timedelta(minutes=number // 3))  # some at the same moment
    found = await read(console, TrailFilter())
    assert [event.details["n"] for event in found] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]


async def test_events_that_come_while_one_pages_move_nothing(console: Database, owner: Database, vault: Vault) -> None:
    for number in range(4):
        await record(owner, vault, number)
    async with console.transaction(DEFAULT_AGENCY) as db:
        first = await trail.page(db, TrailFilter(), limit=2)
    await record(owner, vault, 4)
    async with console.transaction(DEFAULT_AGENCY) as db:
        second = await trail.page(db, TrailFilter(), after=first.next, limit=2)
    assert [event.details["n"] for event in (*first.events, *second.events)] == [3, 2, 1, 0]


async def test_who_what_and_day_narrow_what_is_found(console: Database, owner: Database, vault: Vault) -> None:
    await record(owner, vault, 1)
    await record(owner, vault, 2, actor=BEN)
    await record(owner, vault, 3, action="exported")
    await record(owner, vault, 4, at=NOW + timedelta(days=1))
    numbers = {
        TrailFilter(actor=BEN): [2],
        TrailFilter(action="exported"): [3],
        TrailFilter(day=NOW.date()): [3, 2, 1],
        TrailFilter(day=NOW.date(), actor=ANNA, action="looked"): [1],
        TrailFilter(actor="account:nobody"): [],
    }
    for asked, expected in numbers.items():
        assert [event.details["n"] for event in await read(console, asked)] == expected, asked


async def test_a_day_begins_at_midnight_of_the_zone(console: Database, owner: Database, vault: Vault) -> None:
    await record(owner, vault, 0, at=datetime(2026, 11, 22, 5, 30, tzinfo=UTC))  # still the 21st in Chicago
    async with console.transaction(DEFAULT_AGENCY) as db:
        for day, found in ((date(2026, 11, 21), 1), (date(2026, 11, 22), 0)):
            asked = TrailFilter(day=day)
            assert len((await trail.page(db, asked, zone=ZoneInfo("America/Chicago"))).events) == found


async def test_a_tips_code_brings_its_chain_alone(
    console: Database, owner: Database, database: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE)
        await make_tip(db, vault, code="OTHER")
    await record(owner, vault, 1)
    for typed in (CODE.lower().replace("-", " "), CODE):
        (event,) = await read(console, TrailFilter.from_query({"code": typed}))
        assert (event.tip, event.action) == (CODE, "submitted")
    assert await read(console, TrailFilter.from_query({"code": "no such"})) == []


async def test_another_agencys_events_are_not_there(
    console: Database, owner: Database, database: Database, vault: Vault
) -> None:
    other = uuid4()
    async with owner.transaction() as db:
        await db.execute(text("INSERT INTO agencies VALUES (:id, 'other', 'Other')"), {"id": other})
    async with database.transaction() as db:
        await make_tip(db, vault, code="THEIRS", agency=other)
    await record(owner, vault, 1, chain=audit.chain_of_agency(other), agency=other)
    await record(owner, vault, 2)
    assert [event.details["n"] for event in await read(console, TrailFilter())] == [2]
    assert await read(console, TrailFilter(code="THEIRS")) == []
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail.actors(db) == (ANNA,)
        assert await trail.chain_of_code(db, "THEIRS") is None


async def test_who_and_what_there_is_comes_without_reading_every_event(
    console: Database, owner: Database, vault: Vault
) -> None:
    for number in range(12):
        await record(owner, vault, number, actor=(ANNA, BEN, "bot")[number % 3], action=("a", "b")[number % 2])
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await trail.actors(db) == tuple(sorted((ANNA, BEN, "bot")))
        assert await trail.actions(db) == ("a", "b")


async def test_an_export_brings_what_a_search_brings(console: Database, owner: Database, vault: Vault) -> None:
    for number in range(5):
        await record(owner, vault, number)
    found = [event async for events in trail.all_pages(console, DEFAULT_AGENCY, TrailFilter()) for event in events]
    assert found == await read(console, TrailFilter())


@pytest.mark.parametrize(
    "cursor", ["", "x", "e30", "WyJ4IiwgMV0", "WyIwMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAwIiwgMV0", "\x00"]
)
async def test_a_cursor_that_is_none_begins_at_the_newest(
    console: Database, owner: Database, vault: Vault, cursor: str
) -> None:
    await record(owner, vault, 1)
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert len((await trail.page(db, TrailFilter(), after=cursor)).events) == 1


def test_a_filter_survives_its_address_and_drops_what_is_malformed() -> None:
    asked = TrailFilter(actor=ANNA, action="looked", code=CODE, day=date(2026, 11, 22))
    assert TrailFilter.from_query(dict(parse_qsl(asked.to_query()))) == asked
    for day in ("9999-12-31", "0001-01-01", "yesterday", ""):
        assert TrailFilter.from_query({"day": day, "actor": "\x00", "code": "a\x00b"}) == TrailFilter()


def test_an_actor_that_is_no_account_names_none() -> None:
    account = UUID(ANNA.removeprefix("account:"))
    assert [trail.account_in(actor) for actor in (ANNA, "bot", "account:x")] == [account, None, None]


async def test_each_search_at_many_events_is_an_index_scan(console: Database, owner: Database) -> None:
    """As the console sees it, row-level security included: no search reads all and sorts it."""
    async with owner.transaction() as db:
        await db.execute(_MANY)
    async with owner.transaction() as db:
        await db.execute(text("ANALYZE trail"))
    values = {"actor": BEN, "action": "rare", "chain": "tip:7", "begins": NOW, "ends": NOW, "at": NOW, "id": 1}
    for asked in ((), ("at",), ("actor",), ("action", "at"), ("begins", "ends"), ("chain",), ("actor", "begins")):
        query = trail.query_for(frozenset(asked))
        async with console.transaction(DEFAULT_AGENCY) as db:
            given = {"limit": 51, **{name: values[name] for name in asked}}
            if "at" in asked:
                given["id"] = 1
            plan = "\n".join((await db.execute(text(f"EXPLAIN {query.text}"), given)).scalars())
        assert "Seq Scan" not in plan, f"{asked}\n{plan}"
        assert "Sort" not in plan or "chain" in asked, f"{asked}\n{plan}"


_MANY = text(f"""
    INSERT INTO trail (chain, seq, agency_id, at, actor, action, details, mac)
    SELECT 'tip:' || n / 4, n % 4 + 1, '{DEFAULT_AGENCY}', timestamptz '2026-01-01Z' + n * interval '1 minute',
        'account:' || n % 50, (ARRAY['opened', 'claimed', 'searched', 'note'])[n % 4 + 1], '{{}}', ''
    FROM generate_series(1, 40000) n
""")  # noqa: S608 - only constants
