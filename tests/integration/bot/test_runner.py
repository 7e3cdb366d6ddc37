"""The runner on a real PostgreSQL: order, repeats, failures, leases. Arrivals are made as Telegram would send them."""

import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from bot.dialogue.states import State
from bot.effects import Effects
from bot.judging import Judge
from bot.runner import Outcome, Runner
from bot.talk import Kept, Talk
from bot.telegram import Arrival, read_update
from indicators.questions import load_questions
from store import dialogues, tips
from store.database import Database, Role
from store.dialogues import Dialogue
from store.errors import DatabaseUnavailable
from store.vault import Vault
from tips.clocks import FIRST_LOOK_WITHIN
from tips.priority import PriorityLevel

NOW = datetime.now(UTC)
NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk.load()


@pytest.fixture
def runner(database: Database, vault: Vault, talk: Talk) -> Runner:
    return make_runner(database, vault, talk, "worker-1")


def make_runner(database: Database, vault: Vault, talk: Talk, worker: str) -> Runner:
    judge = Judge(catalog=talk.catalog, checklists=talk.checklists, questions=load_questions())
    effects = Effects(vault=vault, judge=judge)
    return Runner(database=database, vault=vault, talk=talk, effects=effects, worker=worker)


def said(chat: int, words: str, number: int | None = None, language: str = "en") -> Arrival:
    message = {
        "message_id": number or next(NUMBERS),
        "date": int(NOW.timestamp()),
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "language_code": language},
        "text": words,
    }
    return read_update({"update_id": next(NUMBERS), "message": message}, now=NOW)


def sticker(chat: int, number: int) -> Arrival:
    message = {
        "message_id": number,
        "date": int(NOW.timestamp()),
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "language_code": "en"},
        "sticker": {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1},
    }
    return read_update({"update_id": next(NUMBERS), "message": message}, now=NOW)


def tapped(chat: int, data: str, card: int = 5000) -> Arrival:
    query = {
        "id": str(next(NUMBERS)),
        "from": {"id": chat, "language_code": "en"},
        "message": {"message_id": card, "chat": {"id": chat, "type": "private"}, "date": 0},
        "data": data,
    }
    return read_update({"update_id": next(NUMBERS), "callback_query": query}, now=NOW)


def membership(chat: int, status: str) -> Arrival:
    change = {"chat": {"id": chat, "type": "private"}, "new_chat_member": {"status": status}, "from": {"id": chat}}
    return read_update({"update_id": next(NUMBERS), "my_chat_member": change}, now=NOW)


async def kept(database: Database, vault: Vault, talk: Talk, chat: int) -> Kept:
    async with database.transaction() as db:
        dialogue = await dialogues.read(db, vault, chat)
    assert dialogue is not None
    return talk.read(dialogue.state, None)


def statements(one: Kept) -> list[str]:
    assert one.session.draft is not None
    return [statement.text for statement in one.session.draft.statements]


def button(talk: Talk, one: Kept, action: str) -> str:
    face = talk.show(one, {})
    return next(data for row in face.rows for _, data in row if data.endswith(f".{action}"))


async def press(runner: Runner, database: Database, vault: Vault, talk: Talk, chat: int, action: str) -> Outcome:
    data = button(talk, await kept(database, vault, talk, chat), action)
    return await runner.handle([tapped(chat, data)])


async def test_a_batch_of_many_chats_keeps_the_order_of_each(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    batch = [said(chat, f"note {number} of {chat}") for number in range(4) for chat in (11, 12, 13)]
    outcome = await runner.handle(batch)
    assert {job.dialogue.chat_id for job in outcome.jobs} == {11, 12, 13}
    assert len(outcome.jobs) == 3, "one card a chat, whatever its number of messages"
    for chat in (11, 12, 13):
        assert statements(await kept(database, vault, talk, chat)) == [f"note {n} of {chat}" for n in range(4)]


async def test_what_was_handled_is_skipped_in_a_later_batch_and_in_the_same(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    once = said(21, "only once", number=700)
    await runner.handle([once, said(21, "only once", number=700)])
    outcome = await runner.handle([once])
    assert outcome.jobs == ()
    assert statements(await kept(database, vault, talk, 21)) == ["only once"]


async def test_a_tap_under_a_new_id_is_answered_and_only_draws_the_card_again(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(31, "/start")])
    before = await kept(database, vault, talk, 31)
    data = button(talk, before, "report")
    await runner.handle([tapped(31, data)])
    after = await kept(database, vault, talk, 31)
    outcome = await runner.handle([tapped(31, data)])
    assert len(outcome.answers) == 1, "the spinner must stop"
    again = await kept(database, vault, talk, 31)
    assert replace(again.session, revision=0) == replace(after.session, revision=0)
    assert again.session.revision > after.session.revision, "a phone stuck with an older drawing must get the newest"
    assert [job.dialogue.chat_id for job in outcome.jobs] == [31]


async def send_tip(runner: Runner, database: Database, vault: Vault, talk: Talk, chat: int, words: str) -> str:
    await runner.handle([said(chat, words)])
    for action in ("report", "parked", "no", "review", "send"):
        await press(runner, database, vault, talk, chat, action)
    code = (await kept(database, vault, talk, chat)).session.code
    assert code is not None
    return code


async def test_a_sent_draft_is_one_tip_with_its_envelope(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    code = await send_tip(runner, database, vault, talk, 41, "girl at flying j exit 272 i-80, guy holds her id")
    async with owner.transaction() as db:
        (row,) = await tips.queue(db)
    assert row.code == code
    assert row.indicators == ("id-held-by-other",)
    assert row.reasons
    assert row.assessment["readings"]


async def test_a_tip_says_what_its_reporter_reads_and_by_when_to_look(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(42, "girl at flying j exit 272 i-80, guy holds her id", language="es")])
    for action in ("report", "parked", "no", "review", "send"):
        await press(runner, database, vault, talk, 42, action)
    async with owner.transaction() as db:
        (row,) = await db.execute(text("SELECT language, priority, look_by - reported_at AS within FROM tips"))
    assert row.language == "es"
    assert row.within == FIRST_LOOK_WITHIN[PriorityLevel(row.priority)]


async def test_an_update_that_fails_five_times_is_parked_and_the_line_goes_on(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await send_tip(runner, database, vault, talk, 51, "a van without plates")
    await press(runner, database, vault, talk, 51, "add")
    async with owner.transaction() as db:
        await db.execute(text("ALTER TABLE additions RENAME TO additions_gone"))  # a fault of ours
    poison, other = said(51, "he has a knife", number=900), said(52, "good words")
    outcome = await runner.handle([poison, other])
    assert outcome.parked == (poison,)
    assert statements(await kept(database, vault, talk, 52)) == ["good words"]
    async with owner.transaction() as db:
        await db.execute(text("ALTER TABLE additions_gone RENAME TO additions"))
        rows = (await db.execute(text("SELECT reason, body FROM parked"))).all()
        failures = (await db.execute(text("SELECT count(*) FROM failures"))).scalar_one()
    assert len(rows) == 1
    assert failures == 0
    assert b"knife" not in bytes(rows[0].body), "it is sealed"
    assert "knife" not in rows[0].reason
    assert (await runner.handle([poison])).jobs == (), "a parked update is handled: it is not tried for ever"


async def test_a_parked_update_can_be_read_again_without_anybodys_name(talk: Talk) -> None:
    packed = json.loads(talk.pack(said(61, "the words")))
    assert packed["event"]["text"] == "the words"
    assert set(packed) == {"chat", "key", "kind", "event"}


async def test_of_two_bots_one_delivers_to_a_chat(runner: Runner, database: Database, vault: Vault, talk: Talk) -> None:
    second = make_runner(database, vault, talk, "worker-2")
    assert len((await runner.handle([said(71, "first")])).jobs) == 1
    assert (await second.handle([said(71, "second")])).jobs == (), "the first holds the lease and will see it"
    assert statements(await kept(database, vault, talk, 71)) == ["first", "second"]


async def test_who_blocked_the_bot_gets_no_card_until_they_write_again(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(81, "hello")])
    assert (await runner.handle([membership(81, "kicked")])).jobs == ()
    assert len((await runner.handle([said(81, "I am back")])).jobs) == 1


async def test_erasing_leaves_a_last_card_and_no_row(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await send_tip(runner, database, vault, talk, 91, "he hit her")
    await runner.handle([said(91, "/erase")])
    outcome = await press(runner, database, vault, talk, 91, "erase")
    assert [job.final for job in outcome.jobs] == [True]
    async with database.transaction() as db:
        assert await dialogues.read(db, vault, 91) is None


async def test_a_session_of_another_version_keeps_its_draft(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(95, "keep these words")])
    before = await kept(database, vault, talk, 95)
    old: dict[str, Any] = json.loads(talk.write(before))
    old["session"]["state"] = "a-state-that-is-gone"
    after = talk.read(json.dumps(old).encode(), "en", revision=7)
    assert statements(after) == ["keep these words"]
    assert after.session.revision == 8
    assert talk.show(after, {}).rows


async def test_a_forgotten_dialogue_comes_back_with_the_tips_that_were_sent(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    first = await send_tip(runner, database, vault, talk, 96, "girl at flying j exit 272 i-80, guy holds her id")
    await press(runner, database, vault, talk, 96, "home")
    await runner.handle([said(96, "the same van at the rest area, no plates")])
    for action in ("parked", "no", "review", "send"):
        await press(runner, database, vault, talk, 96, action)
    second = (await kept(database, vault, talk, 96)).session.code
    async with owner.transaction() as db:
        await db.execute(text("UPDATE reporters SET state = NULL, language = 'es'"))
    (job,) = (await runner.handle([said(96, "/tips")])).jobs
    session = job.kept.session
    assert (session.welcomed, session.language, session.state) == (True, "es", State.TIPS)
    assert [tip.code for tip in session.tips] == [first, second]
    assert set(job.standings) == {first, second}


async def test_somebody_new_is_still_welcomed_first(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(97, "/start")])
    one = await kept(database, vault, talk, 97)
    assert (one.session.welcomed, one.session.state) == (False, State.WELCOME)


async def test_a_tip_taken_back_is_shown_so_at_once(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    code = await send_tip(runner, database, vault, talk, 99, "girl at flying j exit 272 i-80, guy holds her id")
    for action in ("tips", f"tip.{code}", "withdraw"):
        await press(runner, database, vault, talk, 99, action)
    (job,) = (await press(runner, database, vault, talk, 99, "withdraw")).jobs
    assert job.standings[code].status == "withdrawn"
    assert "not read yet" not in talk.show(job.kept, job.standings).text


async def test_a_quick_hide_removes_what_the_reporter_sent_and_was_left_standing(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(98, "/start"), sticker(98, number=9801)])
    assert 9801 not in (await dialogue_of(database, vault, 98)).removals
    await runner.handle([said(98, "/hide")])
    hidden = await dialogue_of(database, vault, 98)
    assert 9801 in hidden.removals
    assert hidden.messages == ()


async def dialogue_of(database: Database, vault: Vault, chat: int) -> Dialogue:
    async with database.transaction() as db:
        found = await dialogues.read(db, vault, chat)
    assert found is not None
    return found


@pytest.fixture
async def nowhere() -> AsyncIterator[Database]:
    away = await Database.open("postgresql://nobody@127.0.0.1:1/none", role=Role.BOT)
    yield away
    await away.close()


async def test_without_the_database_nothing_is_claimed_to_be_stored(
    nowhere: Database, vault: Vault, talk: Talk
) -> None:
    with pytest.raises(DatabaseUnavailable):
        await make_runner(nowhere, vault, talk, "worker-1").handle([said(99, "hello")])
