"""Partners, cohorts, join links, seats: what the desk makes and the bot finds, each in its own role."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from store import joining, partners, reporters, training
from store.database import Database, Role
from store.errors import NoSuchPartner, PartnerNotAllowed
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_reporter
from tips.training import Counts, LinkStanding

LATER = NOW + timedelta(days=30)
TODAY = NOW.date()


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def make_cohort(desk: Database, vault: Vault, partner: str = "Example Freight", name: str = "Nights") -> UUID:
    async with desk.transaction(DEFAULT_AGENCY) as db:
        made = await partners.create(db, vault, name=partner, by="operator", at=NOW)
        cohort = await partners.add_cohort(db, vault, made.id, name=name, course="trucking", by="operator", at=NOW)
    return cohort.id


async def make_link(desk: Database, vault: Vault, cohort: UUID, *, seats: int | None = None) -> tuple[UUID, str]:
    async with desk.transaction(DEFAULT_AGENCY) as db:
        link, code = await partners.make_link(db, vault, cohort, expires_at=LATER, seats=seats, by="operator", at=NOW)
    return link.id, code


async def look(database: Database, vault: Vault, code: str, chat: int = 1, days: int = 0) -> joining.FoundLink:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, chat)).reporter_id
        return await joining.find(db, vault, code, reporter, now=NOW + timedelta(days=days))


async def open_link(database: Database, vault: Vault, code: str, chat: int) -> LinkStanding:
    """As the runner does it: the reporter, then the link, are locked; a seat is taken when there is one."""
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, chat)).reporter_id
        await joining.lock(db, vault, [code])
        found = await joining.find(db, vault, code, reporter, now=NOW)
        if found.standing is LinkStanding.OPEN and found.link is not None:
            assert await joining.join(db, found.link, reporter, now=NOW)
        return found.standing


async def test_a_link_leads_the_bot_to_its_partner_and_course(database: Database, desk: Database, vault: Vault) -> None:
    _, code = await make_link(desk, vault, await make_cohort(desk, vault))
    assert joining.CODE.fullmatch(code)
    found = await look(database, vault, code)
    assert (found.standing, found.partner, found.course) == (LinkStanding.OPEN, "Example Freight", "trucking")


async def test_what_is_over_or_unknown_tells_nothing_of_its_partner(
    database: Database, desk: Database, vault: Vault
) -> None:
    cohort = await make_cohort(desk, vault)
    link, code = await make_link(desk, vault, cohort, seats=5)
    assert await look(database, vault, "A" * 22) == joining.FoundLink(standing=LinkStanding.UNKNOWN)
    assert await look(database, vault, code, days=30) == joining.FoundLink(standing=LinkStanding.EXPIRED)
    for chat in range(2, 7):
        assert await open_link(database, vault, code, chat) is LinkStanding.OPEN
    assert await look(database, vault, code) == joining.FoundLink(standing=LinkStanding.FULL)
    assert (await look(database, vault, code, chat=2)).standing is LinkStanding.ALREADY
    partner = await only_partner(desk)
    async with desk.transaction(DEFAULT_AGENCY) as db:
        assert await partners.revoke(db, vault, link, partner_id=partner, by="operator", at=NOW)
        assert not await partners.revoke(db, vault, link, partner_id=partner, by="operator", at=NOW)
    assert await look(database, vault, code) == joining.FoundLink(standing=LinkStanding.REVOKED)
    assert (await look(database, vault, code, chat=2, days=60)).standing is LinkStanding.ALREADY


async def only_partner(desk: Database) -> UUID:
    async with desk.transaction(DEFAULT_AGENCY) as db:
        (partner,) = await partners.all_of(db)
    return partner.id


async def test_there_are_never_more_seats_than_there_are(database: Database, desk: Database, vault: Vault) -> None:
    cohort = await make_cohort(desk, vault)
    _, code = await make_link(desk, vault, cohort, seats=5)
    found = await asyncio.gather(*[open_link(database, vault, code, chat) for chat in range(10)])
    assert sorted(found) == sorted([LinkStanding.OPEN] * 5 + [LinkStanding.FULL] * 5)
    async with desk.transaction(DEFAULT_AGENCY) as db:
        assert (await partners.progress(db))[cohort] == Counts(joined=5)
        (link,) = await partners.links_of(db, await only_partner(desk))
    assert (link.used, link.standing(NOW)) == (5, LinkStanding.FULL)


async def test_a_seat_is_taken_once_even_without_the_lock(database: Database, desk: Database, vault: Vault) -> None:
    link, _ = await make_link(desk, vault, await make_cohort(desk, vault), seats=5)

    async def join(chat: int) -> bool:
        async with database.transaction() as db:
            return await joining.join(db, link, (await make_reporter(db, vault, chat)).reporter_id, now=NOW)

    assert sum(await asyncio.gather(*[join(chat) for chat in range(8)])) == 5
    assert not await join(0)


async def test_a_cohorts_second_link_finds_who_has_joined(database: Database, desk: Database, vault: Vault) -> None:
    cohort = await make_cohort(desk, vault)
    (_, one), (_, two) = await make_link(desk, vault, cohort), await make_link(desk, vault, cohort)
    await open_link(database, vault, one, 1)
    assert await open_link(database, vault, two, 1) is LinkStanding.ALREADY


async def test_a_links_code_can_be_read_again_and_stands_nowhere_in_clear(
    desk: Database, owner: Database, vault: Vault
) -> None:
    link, code = await make_link(desk, vault, await make_cohort(desk, vault))
    partner = await only_partner(desk)
    async with desk.transaction(DEFAULT_AGENCY) as db:
        assert (await partners.open_link(db, vault, link, partner_id=partner))[1] == code
        with pytest.raises(NoSuchPartner):
            await partners.open_link(db, vault, link, partner_id=link)
    async with owner.transaction() as db:
        for table in ("join_links", "trail"):
            rows = (await db.execute(text(f"SELECT t::text FROM {table} t"))).scalars().all()  # noqa: S608
            assert rows
            assert not [one for one in rows if code in one or code.encode().hex() in one]


async def test_what_cannot_be_made_says_what_to_give(desk: Database, vault: Vault) -> None:
    cohort = await make_cohort(desk, vault)
    partner = await only_partner(desk)
    async with desk.transaction(DEFAULT_AGENCY) as db:
        for name in ("", "x" * 61, "two\nlines\x00", "Example  Freight", "EXAMPLE freight"):
            with pytest.raises(PartnerNotAllowed):
                await partners.create(db, vault, name=name, by="operator", at=NOW)
        with pytest.raises(PartnerNotAllowed):
            await partners.add_cohort(db, vault, partner, name="Nights", course="bus", by="operator", at=NOW)
        with pytest.raises(PartnerNotAllowed):
            await partners.add_cohort(db, vault, partner, name="nights", course="bus", by="operator", at=NOW)
        for wrong in ({"seats": 0}, {"seats": 4}, {"seats": 100_001}, {"expires_at": NOW}):
            values = {"seats": None, "expires_at": None, **wrong}
            with pytest.raises(PartnerNotAllowed):
                await partners.make_link(db, vault, cohort, **values, by="operator", at=NOW)  # type: ignore[arg-type]
        with pytest.raises(NoSuchPartner):
            await partners.add_cohort(db, vault, cohort, name="Days", course="bus", by="operator", at=NOW)
        assert (await partners.by_name(db, "example freight")).id == partner


async def test_counts_tell_how_far_people_came_and_stay_when_they_are_erased(
    database: Database, desk: Database, owner: Database, vault: Vault
) -> None:
    cohort = await make_cohort(desk, vault)
    _, code = await make_link(desk, vault, cohort)
    for chat in range(4):
        await open_link(database, vault, code, chat)
    until = TODAY + timedelta(days=365)
    async with database.transaction() as db:
        ids = [(await make_reporter(db, vault, chat)).reporter_id for chat in range(4)]
        for reporter in ids[1:]:
            await training.record_progress(db, reporter, course="trucking", done={"core/a"}, of=3, day=TODAY)
        await training.record_failed(db, ids[2], course="trucking", day=TODAY)
        for reporter, code in ((ids[2], "B" * 16), (ids[3], "C" * 16), (ids[3], "D" * 16)):
            await training.record_passed(db, vault, reporter, course="trucking", code=code, until=until, day=TODAY)
        await training.record_progress(db, ids[0], course="bus", done={"core/a"}, of=3, day=TODAY)
    counts = Counts(joined=4, started=3, passed=2, refreshed=1)

    async def progress() -> Counts:
        async with desk.transaction(DEFAULT_AGENCY) as db:
            return (await partners.progress(db))[cohort]

    assert await progress() == counts
    for reporter in ids:
        async with database.transaction() as db:
            assert await reporters.erase(db, vault, reporter, NOW)
        assert await progress() == counts
    async with owner.transaction() as db:
        for table in ("enrollments", "trainings", "reporters"):
            assert (await db.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one() == 0  # noqa: S608


async def test_another_agency_sees_no_partner_no_link_and_no_count(
    database: Database, desk: Database, owner: Database, vault: Vault
) -> None:
    cohort = await make_cohort(desk, vault)
    _, code = await make_link(desk, vault, cohort)
    await open_link(database, vault, code, 1)
    theirs = UUID("0192a000-0000-7000-8000-00000000000b")
    async with owner.transaction() as db:
        await db.execute(text("INSERT INTO agencies VALUES (:id, 'theirs', 'Theirs')"), {"id": theirs})
    async with desk.transaction(theirs) as db:
        assert await partners.all_of(db) == ()
        assert await partners.cohorts_of(db) == ()
        assert await partners.progress(db) == {}
        with pytest.raises(NoSuchPartner):
            await partners.make_link(db, vault, cohort, expires_at=None, seats=None, by="x", at=NOW, agency=theirs)


async def test_the_newest_name_of_the_bot_is_the_one_that_links_begin_with(database: Database, desk: Database) -> None:
    async with desk.transaction() as db:
        assert await partners.bot_name(db) is None
    async with database.transaction() as db:
        await joining.note_bot(db, "example_bot", now=NOW)
        await joining.note_bot(db, "newer_bot", now=NOW + timedelta(days=1))
        await joining.note_bot(db, "example_bot", now=NOW)
    async with desk.transaction() as db:
        name = await partners.bot_name(db)
    assert name == "newer_bot"
    assert partners.address(name, "A" * 22) == "https://t.me/newer_bot?start=" + "A" * 22
