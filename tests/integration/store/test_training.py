"""What was learned: kept with the reporter, put onto tips, certified so that a code leads to nobody."""

import random
from collections.abc import AsyncIterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from store import dialogues, reporters, tips, training
from store.database import Database, Role
from store.training import Certificate
from store.vault import Vault
from tests.integration.store.samples import NOW, make_reporter, make_tip
from tips.codes import ALPHABET, CERTIFICATE_LENGTH, certificate_code, in_fours
from tips.retention import DRAFTS_KEPT, TRAINING_KEPT
from tips.training import Standing, Trained, Usefulness

TODAY = NOW.date()
UNTIL = TODAY + timedelta(days=365)
LAST_DAY = (UNTIL - TODAY + TRAINING_KEPT + DRAFTS_KEPT).days
CODE, OTHER, NEWER = (certificate_code(bytes(range(at, at + 16))) for at in (0, 16, 32))


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def make_trained(database: Database, vault: Vault, chat: int = 1, day: date = TODAY, code: str = CODE) -> UUID:
    """A reporter who has passed the trucking course."""
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, chat)).reporter_id
        await training.record_progress(db, reporter, course="trucking", done={"core/a", "trucking/b"}, of=2, day=day)
        until = day + timedelta(days=365)
        await training.record_passed(db, vault, reporter, course="trucking", code=code, until=until, day=day)
    return reporter


async def standing(database: Database, reporter: UUID, day: date = TODAY) -> Standing:
    async with database.transaction() as db:
        return await training.standing(db, reporter, day=day)


async def due(database: Database, vault: Vault, day: date) -> list[tuple[int, str, date]]:
    async with database.transaction() as db:
        found = await training.reminders(db, vault, day=day)
    return [(one.chat_id, one.course, one.until) for one in found]


async def test_a_month_before_a_year_is_over_a_member_is_due_until_told_or_refreshed(
    database: Database, vault: Vault
) -> None:
    told = await make_trained(database, vault, 1)
    refreshed = await make_trained(database, vault, 2, code=OTHER)
    first = UNTIL - timedelta(days=30)
    assert await due(database, vault, first - timedelta(days=1)) == []
    assert await due(database, vault, first) == [(1, "trucking", UNTIL), (2, "trucking", UNTIL)]
    later = first + timedelta(days=365)
    async with database.transaction() as db:
        assert await training.mark_reminded(db, told, course="trucking", until=UNTIL)
        assert not await training.mark_reminded(db, told, course="trucking", until=UNTIL)
        await training.record_passed(
            db, vault, refreshed, course="trucking", code=NEWER, until=later, day=first - timedelta(days=1)
        )
        assert not await training.mark_reminded(db, refreshed, course="trucking", until=UNTIL)
    assert await due(database, vault, UNTIL) == []
    assert await due(database, vault, later) == [(2, "trucking", later)]


async def test_who_blocked_the_bot_is_not_reminded(database: Database, vault: Vault) -> None:
    reporter = await make_trained(database, vault)
    async with database.transaction() as db:
        await dialogues.mark_blocked(db, reporter)
    assert await due(database, vault, UNTIL) == []


async def test_a_certificate_is_found_by_its_code_and_tells_the_course_and_the_days(
    database: Database, desk: Database, vault: Vault
) -> None:
    await make_trained(database, vault)
    async with desk.transaction() as db:
        found = await training.certificate(db, in_fours(CODE).lower())
        assert found == Certificate(course="trucking", passed_on=TODAY, until=UNTIL)
        for wrong in ("", "x", CODE[:-1], CODE[::-1], CODE + "2", "\0" * 16, "K7M4-TQ9X"):
            assert await training.certificate(db, wrong) is None


async def test_a_hundred_thousand_guessed_codes_find_nothing(database: Database, desk: Database, vault: Vault) -> None:
    """Through the function that the page asks, many at once; a code that was given is found the same way."""
    await make_trained(database, vault)
    dice = random.Random(4)
    guesses = ["".join(dice.choices(ALPHABET, k=CERTIFICATE_LENGTH)) for _ in range(100_000)]
    query = text("SELECT count(f.course) FROM unnest(CAST(:all AS bytea[])) AS g, highbeam_certificate(g) AS f")
    async with desk.transaction() as db:
        digests = [training.digest_of(code) for code in guesses]
        assert len(set(digests)) == 100_000
        assert (await db.execute(query, {"all": digests})).scalar_one() == 0
        assert (await db.execute(query, {"all": [*digests[:9], training.digest_of(CODE)]})).scalar_one() == 1


async def test_a_certificate_outlives_its_holder_and_leads_to_nobody(
    database: Database, desk: Database, owner: Database, vault: Vault
) -> None:
    reporter = await make_trained(database, vault)
    async with owner.transaction() as db:
        rows = (await db.execute(text("SELECT t::text FROM certificates t"))).scalars().all()
        assert not [row for row in rows if str(reporter) in row or CODE in row or CODE.encode().hex() in row]
        names = text("SELECT column_name FROM information_schema.columns WHERE table_name = 'certificates'")
        columns = set((await db.execute(names)).scalars())
    assert columns == {"digest", "agency_id", "course", "passed_on", "until"}
    async with database.transaction() as db:
        await reporters.erase(db, vault, reporter, NOW)
    async with desk.transaction() as db:
        assert await training.certificate(db, CODE) is not None


async def test_what_was_learned_is_known_after_the_dialogue_was_forgotten(database: Database, vault: Vault) -> None:
    reporter = await make_trained(database, vault)
    async with database.transaction() as db:
        await training.record_progress(db, reporter, course="bus", done={"core/a", "bus/c"}, of=9, day=TODAY)
        found = (await training.learned(db, vault, [reporter, UUID(int=1)]))[reporter]
    assert found.done == {"core/a", "trucking/b", "bus/c"}
    (passed,) = found.passed
    assert (passed.course, passed.on, passed.until, passed.code) == ("trucking", TODAY, UNTIL, CODE)


async def test_the_standing_goes_from_nothing_to_started_passed_and_lapsed(database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, 1)).reporter_id
    assert await standing(database, reporter) == Standing()
    async with database.transaction() as db:
        await training.record_failed(db, reporter, course="bus", day=TODAY)
    assert await standing(database, reporter) == Standing(trained=Trained.STARTED)
    await make_trained(database, vault, 1)
    assert await standing(database, reporter, UNTIL) == Standing(trained=Trained.PASSED, trained_on=TODAY)
    late = UNTIL + timedelta(days=1)
    assert await standing(database, reporter, late) == Standing(trained=Trained.LAPSED, trained_on=TODAY)
    async with database.transaction() as db:
        until = late + timedelta(days=365)
        code = CODE[::-1]
        await training.record_passed(db, vault, reporter, course="trucking", code=code, until=until, day=late)
    assert await standing(database, reporter, late) == Standing(trained=Trained.PASSED, trained_on=late)


async def test_usefulness_counts_what_earlier_tips_led_to(database: Database, owner: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, 1)).reporter_id
        for number in range(6):
            await make_tip(db, vault, code=f"TIP{number}", reporter_id=reporter)
        other = (await make_reporter(db, vault, 2)).reporter_id
        await make_tip(db, vault, code="OTHER", reporter_id=other)

    async def close(code: str, disposition: str) -> Usefulness:
        async with owner.transaction() as db:
            query = text("UPDATE tips SET status = 'closed', disposition = :disposition WHERE code = :code")
            await db.execute(query, {"code": code, "disposition": disposition})
        return (await standing(database, reporter)).usefulness

    assert await close("OTHER", "actioned") is Usefulness.NEW
    assert await close("TIP0", "unfounded") is Usefulness.NEW
    assert await close("TIP1", "actioned") is Usefulness.SOME
    assert await close("TIP2", "referred") is Usefulness.SOME
    assert await close("TIP3", "duplicate") is Usefulness.SOME
    assert await close("TIP4", "actioned") is Usefulness.PROVEN


async def test_a_reporter_hears_what_signs_were_in_a_tip_and_how_it_ended(
    database: Database, owner: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, 1)).reporter_id
        await make_tip(db, vault, code="TIP", reporter_id=reporter)
    async with owner.transaction() as db:
        await db.execute(text("UPDATE tips SET status = 'closed', disposition = 'referred'"))
    async with database.transaction() as db:
        (one,) = (await tips.for_reporters(db, [reporter]))[reporter]
    assert (one.signs, one.status, one.disposition) == (("id-held-by-other",), "closed", "referred")


@pytest.mark.parametrize(
    ("trained", "days", "stays"),
    [(False, 31, False), (True, 31, True), (True, LAST_DAY - 1, True), (True, LAST_DAY + 1, False)],
)
async def test_idle_dialogues_are_forgotten_but_not_what_was_learned(
    database: Database, owner: Database, vault: Vault, database_url: str, trained: bool, days: int, stays: bool
) -> None:
    if trained:
        await make_trained(database, vault)
    else:
        async with database.transaction() as db:
            await make_reporter(db, vault, 1)
    async with owner.transaction() as db:
        await db.execute(text("UPDATE reporters SET state = '\\x00'"))
    worker = await Database.open(database_url, role=Role.WORKER)
    try:
        async with worker.transaction() as db:
            before = NOW + timedelta(days=days) - DRAFTS_KEPT + timedelta(seconds=1)
            assert await reporters.forget_idle(db, before) == 1
            assert await reporters.forget_idle(db, before) == 0
    finally:
        await worker.close()
    async with owner.transaction() as db:
        left = (await db.execute(text("SELECT state FROM reporters"))).scalars().all()
    assert left == ([None] if stays else [])


async def test_who_learned_and_was_forgotten_before_goes_when_their_time_is_over(
    database: Database, owner: Database, vault: Vault, database_url: str
) -> None:
    await make_trained(database, vault)
    worker = await Database.open(database_url, role=Role.WORKER)
    try:
        async with worker.transaction() as db:
            assert await reporters.forget_idle(db, NOW + timedelta(days=40)) == 0
            assert await reporters.forget_idle(db, NOW + timedelta(days=800)) == 1
    finally:
        await worker.close()
    async with owner.transaction() as db:
        assert (await db.execute(text("SELECT count(*) FROM reporters"))).scalar_one() == 0
