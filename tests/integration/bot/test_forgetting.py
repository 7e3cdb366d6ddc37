"""What must not stay of a reporter, or come back: by erasing, by hiding, by what was on its way meanwhile."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from bot.dialogue.events import NoticeArrived
from bot.runner import Runner
from bot.talk import Talk
from bot.telegram import Arrival, Kind, read_update
from store import dialogues, notices
from store.database import Database
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.bot.test_runner import NUMBERS, button, kept, make_runner, press, said, statements, tapped

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk.load()


@pytest.fixture
def runner(database: Database, vault: Vault, talk: Talk) -> Runner:
    return make_runner(database, vault, talk, "worker-1")


def photographed(chat: int, number: int, size: int = 1000) -> Arrival:
    photo = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9, "file_size": size}
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(NOW.timestamp()),
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "language_code": "en"},
        "photo": [photo],
    }
    return read_update({"update_id": next(NUMBERS), "message": message}, now=NOW)


async def row(database: Database, vault: Vault, chat: int) -> dialogues.Dialogue | None:
    async with database.transaction() as db:
        return await dialogues.read(db, vault, chat)


async def test_what_is_said_right_after_erasing_is_kept_for_somebody_new(
    runner: Runner, database: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(301, "the words before")])
    await runner.handle([said(301, "/erase")])
    erase = tapped(301, button(talk, await kept(database, vault, talk, 301), "erase"))
    before = await row(database, vault, 301)
    await runner.handle([erase, said(301, "a girl cried at pump 3")])
    after = await row(database, vault, 301)
    assert before is not None
    assert after is not None
    assert after.reporter_id != before.reporter_id
    assert statements(await kept(database, vault, talk, 301)) == ["a girl cried at pump 3"]


async def test_a_notice_on_its_way_does_not_bring_an_erased_reporter_back(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(302, "he hit her at the flying j exit 272 i-80")])
    for action in ("report", "parked", "no", "review", "send"):
        await press(runner, database, vault, talk, 302, action)
    async with owner.transaction() as db:
        tip = (await db.execute(text("SELECT id FROM tips"))).scalar_one()
        notice = await notices.write(
            db,
            vault,
            tip_id=tip,
            key="notice-question",
            words="Which way?",
            actor="desk",
            agency=DEFAULT_AGENCY,
            at=NOW,
        )
    async with database.transaction() as db:
        (due,) = await notices.due(db, vault, worker="worker-1", now=datetime.now(UTC))
    await runner.handle([said(302, "/erase")])
    await press(runner, database, vault, talk, 302, "erase")
    event = NoticeArrived(at=NOW, source=f"n{notice}", key=due.key, code=due.code, words=due.words)
    late = Arrival(kind=Kind.EVENT, chat_id=due.chat_id, key=f"n:{notice}", event=event, notice=notice)
    assert (await runner.handle([late])).jobs == ()
    assert await row(database, vault, 302) is None


async def test_a_file_that_is_fetched_late_does_not_bring_an_erased_reporter_back(
    runner: Runner, database: Database, vault: Vault
) -> None:
    for lost in (None, "gone"):
        assert (await runner.settle_file(303, "m77", lost)).jobs == ()
        assert await row(database, vault, 303) is None


@pytest.mark.parametrize("size", [1000, 30 << 20], ids=["waiting", "too large"])
async def test_a_photo_that_still_stands_in_the_chat_goes_with_a_quick_hide_and_with_erasing(
    runner: Runner, database: Database, vault: Vault, talk: Talk, size: int
) -> None:
    await runner.handle([said(304, "/start"), photographed(304, 7304, size)])
    (job,) = (await runner.handle([said(304, "/hide")])).jobs
    assert 7304 in job.dialogue.removals
    await runner.handle([said(305, "/start"), photographed(305, 7305, size)])
    await runner.handle([said(305, "/erase")])
    (job,) = (await press(runner, database, vault, talk, 305, "erase")).jobs
    assert 7305 in job.dialogue.removals


async def test_a_photo_that_was_kept_and_removed_is_not_remembered(
    runner: Runner, database: Database, vault: Vault
) -> None:
    await runner.handle([said(306, "/start"), photographed(306, 7306)])
    await runner.settle_file(306, "m7306", None)
    after = await row(database, vault, 306)
    assert after is not None
    assert 7306 in after.removals
    assert after.messages == ()


async def test_erasing_takes_parked_updates_along(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    await runner.handle([said(307, "hello"), said(308, "hello")])
    for chat in (307, 308):
        broken = said(chat, "words that nobody could handle")
        key = vault.digest("arrival", broken.key)
        for _ in range(5):
            await runner._failed(broken, key, ValueError())
    await runner.handle([said(307, "/erase")])
    await press(runner, database, vault, talk, 307, "erase")
    async with owner.transaction() as db:
        left = (await db.execute(text("SELECT chat_digest FROM parked"))).scalars().all()
    assert [bytes(one) for one in left] == [vault.digest("chat", "308")]


async def test_erasing_leaves_nothing_in_the_database_that_leads_to_the_chat(
    runner: Runner, database: Database, owner: Database, vault: Vault, talk: Talk
) -> None:
    chat = 3091234567
    await runner.handle([said(chat, "he hit her at the flying j exit 272 i-80"), photographed(chat, 7309)])
    for action in ("report", "parked", "no", "review", "send"):
        await press(runner, database, vault, talk, chat, action)
    await runner.handle([said(chat, "and another one"), photographed(chat, 7310)])
    before = await row(database, vault, chat)
    assert before is not None
    await runner.handle([said(chat, "/erase")])
    await press(runner, database, vault, talk, chat, "erase")
    traces = (str(before.reporter_id), vault.digest("chat", str(chat)).hex(), str(chat))
    async with owner.transaction() as db:
        tables = (await db.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))).scalars().all()
        for table in tables:
            everything = text(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of our own tables
            rows = (await db.execute(everything)).scalars().all()
            for one in rows:
                assert not [trace for trace in traces if trace in one], f"{table} still leads to the reporter"
