"""Training through the runner on a real PostgreSQL: join links, seats, what is recorded, and what a tip says of it."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from bot.dialogue.effects import RecordExam, RecordProgress
from bot.dialogue.events import RefresherDue
from bot.dialogue.session import Notice, Passed, Receipt, Training
from bot.dialogue.states import State
from bot.effects import Effects
from bot.judging import Judge
from bot.runner import Runner
from bot.talk import Talk
from bot.telegram import Arrival, Kind
from indicators.questions import load_questions
from store import dialogues, partners, training
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.bot.test_runner import kept, make_runner, press, said, send_tip
from tests.integration.store.samples import make_tip
from tips.codes import certificate_code
from tips.training import Counts

NOW = datetime.now(UTC)
CODE = certificate_code(bytes(range(16)))
WORDS = "girl at flying j exit 272 i-80, guy holds her id"


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk.load()


@pytest.fixture
def runner(database: Database, vault: Vault, talk: Talk) -> Runner:
    return make_runner(database, vault, talk, "worker-1")


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def make_link(desk: Database, vault: Vault, **limits: Any) -> tuple[UUID, str]:
    """A cohort of an invented bus company, and the code of a link into it."""
    made: dict[str, Any] = {"by": "operator", "at": NOW - timedelta(days=9)}
    async with desk.transaction(DEFAULT_AGENCY) as db:
        partner = await partners.create(db, vault, name="Example Coaches", **made)
        cohort = await partners.add_cohort(db, vault, partner.id, name="Spring", course="bus", **made)
        limits = {"expires_at": None, "seats": None, **limits}
        _, code = await partners.make_link(db, vault, cohort.id, **limits, **made)
    return cohort.id, code


async def counts(desk: Database, cohort: UUID) -> Counts:
    async with desk.transaction(DEFAULT_AGENCY) as db:
        return (await partners.progress(db))[cohort]


async def carry_out(database: Database, vault: Vault, talk: Talk, chat: int, *effects: Any) -> UUID:
    """As the runner does for a step of the dialogue."""
    judge = Judge(catalog=talk.catalog, checklists=talk.checklists, questions=load_questions())
    async with database.transaction() as db:
        reporter = (await dialogues.lock(db, vault, [chat], now=NOW))[chat].reporter_id
        for effect in effects:
            work = Effects(vault=vault, judge=judge).carry_out
            await work(db, effect, reporter, said_at=NOW, now=NOW, language="en")
    return reporter


def passed(course: str = "trucking", days: int = 365, code: str = CODE) -> RecordExam:
    return RecordExam(course=course, passed=True, code=code, until=NOW.date() + timedelta(days=days))


async def test_a_join_link_enrolls_and_sets_the_course(
    runner: Runner, database: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    cohort, code = await make_link(desk, vault)
    await runner.handle([said(501, f"/start {code}")])
    session = (await kept(database, vault, talk, 501)).session
    assert (session.training.course, session.training.partner, session.industry) == ("bus", "Example Coaches", "bus")
    assert await counts(desk, cohort) == Counts(joined=1)


async def test_two_who_open_the_last_seat_in_one_batch_are_told_the_truth(
    runner: Runner, database: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    cohort, code = await make_link(desk, vault, seats=5)
    await runner.handle([said(chat, f"/start {code}") for chat in range(510, 514)])
    await runner.handle([said(502, f"/start {code}"), said(503, f"/start {code}"), said(502, f"/start {code}")])
    told = [(await kept(database, vault, talk, chat)).session.noted[0].key for chat in (502, 503)]
    assert told == ["noted-link-already", "noted-link-full"]
    assert await counts(desk, cohort) == Counts(joined=5)


async def test_a_link_that_ran_out_and_one_that_never_was_leave_the_report_open(
    runner: Runner, database: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    _, code = await make_link(desk, vault, expires_at=NOW - timedelta(days=1))
    for chat, payload, key in ((504, code, "expired"), (505, "A" * 22, "unknown")):
        await runner.handle([said(chat, f"/start {payload}")])
        session = (await kept(database, vault, talk, chat)).session
        assert (session.noted[0].key, session.training) == (f"noted-link-{key}", Training())
        assert await send_tip(runner, database, vault, talk, chat, WORDS)


@pytest.mark.parametrize("payload", ["short", "A" * 23, "A" * 21 + "!", ""])
async def test_any_other_start_is_a_start(
    runner: Runner, database: Database, vault: Vault, talk: Talk, payload: str
) -> None:
    await runner.handle([said(506, f"/start {payload}")])
    assert (await kept(database, vault, talk, 506)).session.noted == ()


async def test_progress_and_exams_are_counted_for_the_cohort(
    runner: Runner, database: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    cohort, code = await make_link(desk, vault)
    await runner.handle([said(507, f"/start {code}")])
    done = RecordProgress(course="bus", done=frozenset({"core/a"}), of=20)
    await carry_out(database, vault, talk, 507, done)
    assert await counts(desk, cohort) == Counts(joined=1, started=1)
    await carry_out(database, vault, talk, 507, RecordExam(course="bus", passed=False), passed("bus"))
    assert await counts(desk, cohort) == Counts(joined=1, started=1, passed=1)


async def test_a_reminder_knocks_once_on_a_new_card_though_two_bots_bring_it(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(508, "/start")])
    reporter = await carry_out(database, vault, talk, 508, passed(days=9, code=certificate_code(bytes(range(50, 66)))))
    async with database.transaction() as db:
        (due,) = [one for one in await training.reminders(db, vault, day=NOW.date()) if one.chat_id == 508]
        card = dialogues.Delivered(reporter_id=reporter, shown=1, card_message=10_077, card_sent=NOW)
        await dialogues.record_delivered(db, [card], worker="worker-1", now=NOW)
    event = RefresherDue(at=NOW, source="r", course=due.course, until=due.until)
    for key in ("r:one", "r:two"):
        await runner.handle([Arrival(kind=Kind.EVENT, chat_id=508, key=key, event=event)])
    one = await kept(database, vault, talk, 508)
    assert (one.session.state, one.below) == (State.KNOCK, 10_077)
    await press(runner, database, vault, talk, 508, "open")
    await press(runner, database, vault, talk, 508, "done")
    assert (await kept(database, vault, talk, 508)).session.notices == ()


async def standing_of(owner: Database, code: str) -> tuple[str, Any, str]:
    async with owner.transaction() as db:
        query = text("SELECT trained, trained_on, usefulness FROM tips WHERE code = :code")
        row = (await db.execute(query, {"code": code})).one()
    return row.trained, row.trained_on, row.usefulness


async def test_a_tip_says_how_trained_its_reporter_is_and_never_who(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(chat, "/start") for chat in (508, 509, 510, 511)])
    assert await standing_of(owner, await send_tip(runner, database, vault, talk, 508, WORDS)) == ("none", None, "new")
    await carry_out(database, vault, talk, 509, RecordExam(course="bus", passed=False))
    code = await send_tip(runner, database, vault, talk, 509, WORDS)
    assert await standing_of(owner, code) == ("started", None, "new")
    await carry_out(database, vault, talk, 510, passed())
    code = await send_tip(runner, database, vault, talk, 510, WORDS)
    assert await standing_of(owner, code) == ("passed", NOW.date(), "new")
    await carry_out(database, vault, talk, 511, passed(days=-1, code=CODE[::-1]))
    code = await send_tip(runner, database, vault, talk, 511, WORDS)
    assert await standing_of(owner, code) == ("lapsed", NOW.date(), "new")


async def test_equal_drafts_get_equal_priorities_whatever_the_standing(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(chat, "/start") for chat in (512, 513, 514, 515)])
    await carry_out(database, vault, talk, 513, RecordExam(course="bus", passed=False))
    useful = await carry_out(database, vault, talk, 514, passed())
    await carry_out(database, vault, talk, 515, passed(days=-1, code=CODE[::-1]))
    async with database.transaction() as db:
        await make_tip(db, vault, reporter_id=useful)
    async with owner.transaction() as db:
        await db.execute(text("UPDATE tips SET status = 'closed', disposition = 'actioned'"))
    codes = [await send_tip(runner, database, vault, talk, chat, WORDS) for chat in (512, 513, 514, 515)]
    assert len({await standing_of(owner, code) for code in codes}) == 4, "four different standings"
    async with owner.transaction() as db:
        query = text("SELECT priority, reasons::text, rank, look_by - reported_at FROM tips WHERE code = ANY(:codes)")
        judged = {tuple(row) for row in await db.execute(query, {"codes": codes})}
    assert len(judged) == 1


async def test_what_was_learned_comes_back_after_the_dialogue_was_forgotten(
    runner: Runner, database: Database, owner: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    _, code = await make_link(desk, vault)
    await runner.handle([said(516, f"/start {code}")])
    learned = RecordProgress(course="bus", done=frozenset({"core/a"}), of=20)
    await carry_out(database, vault, talk, 516, passed("trucking"), learned)
    async with owner.transaction() as db:
        await db.execute(text("UPDATE reporters SET state = NULL"))
    await runner.handle([said(516, "/training")])
    session = (await kept(database, vault, talk, 516)).session
    training = session.training
    until = NOW.date() + timedelta(days=365)
    assert training.passed == (Passed(course="trucking", on=NOW.date(), until=until, code=CODE),)
    assert training.partner == "Example Coaches"
    assert session.industry == training.course == "bus"
    assert {"core/a"} < training.done


async def test_a_session_of_another_version_keeps_what_was_learned_and_what_was_not_seen_yet(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(517, "/start")])
    before = await kept(database, vault, talk, 517)
    done = Passed(course="bus", on=NOW.date(), until=NOW.date(), code=CODE)
    training = Training(course="bus", partner="Example Coaches", done=frozenset({"core/a"}), passed=(done,))
    receipts = (Receipt(code="K7M4TQ9X", at=NOW, visit=2, revision=3),)
    notices = (Notice(key="question", code="K7M4TQ9X", words="Which door?"),)
    session = replace(
        before.session, training=training, industry="bus", receipts=receipts, notices=notices, country="CA"
    )
    old: dict[str, Any] = json.loads(talk.write(replace(before, session=session)))
    old["session"]["state"] = "a-state-that-is-gone"
    rescued = talk.read(json.dumps(old).encode(), "en").session
    assert (rescued.training, rescued.industry) == (training, "bus")
    assert (rescued.receipts, rescued.notices, rescued.country) == (receipts, notices, "CA")


@pytest.mark.parametrize("kept_as", [{"passed": [{"course": "bus"}]}, {"done": 7}, {"course": ["bus"]}, "nothing", 7])
async def test_training_that_cannot_be_read_any_more_keeps_no_report_from_going_through(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk, kept_as: Any
) -> None:
    await runner.handle([said(519, "/start")])
    old: dict[str, Any] = json.loads(talk.write(await kept(database, vault, talk, 519)))
    old["session"]["training"] = kept_as
    async with database.transaction() as db:
        dialogue = (await dialogues.lock(db, vault, [519], now=NOW))[519]
        changed = replace(dialogue, state=json.dumps(old).encode())
        await dialogues.save(db, vault, [changed], worker="worker-1", now=NOW)
    assert await send_tip(runner, database, vault, talk, 519, WORDS)


async def test_erasing_takes_what_was_learned_along_and_leaves_the_count(
    runner: Runner, database: Database, owner: Database, desk: Database, vault: Vault, talk: Talk
) -> None:
    cohort, code = await make_link(desk, vault)
    await runner.handle([said(518, f"/start {code}")])
    reporter = await carry_out(database, vault, talk, 518, passed("bus"))
    await runner.handle([said(518, "/erase")])
    await press(runner, database, vault, talk, 518, "erase")
    assert await counts(desk, cohort) == Counts(joined=1, started=1, passed=1)
    async with owner.transaction() as db:
        tables = (await db.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))).scalars().all()
        for table in tables:
            rows = (await db.execute(text(f'SELECT t::text FROM "{table}" t'))).scalars().all()  # noqa: S608
            assert not [one for one in rows if str(reporter) in one], f"{table} still leads to the reporter"
