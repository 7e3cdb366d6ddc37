"""Notices: written by who knows only the tip, taken by one bot, shown once."""

from datetime import timedelta

from store import dialogues, notices
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import CHAT, NOW, make_reporter, make_tip

LATER = NOW + notices.LEASE + timedelta(seconds=1)


async def _write(database_url: str, database: Database, vault: Vault, words: str = "Which way did it go?") -> None:
    async with database.transaction() as db:
        tip_id = await make_tip(db, vault, code="K7M4TQ9X")
    console = await Database.open(database_url, role=Role.CONSOLE)
    async with console.transaction(DEFAULT_AGENCY) as db:
        await notices.write(
            db, vault, tip_id=tip_id, key="question", words=words, actor="desk-7", agency=DEFAULT_AGENCY, at=NOW
        )
    await console.close()


async def test_a_question_of_the_console_finds_the_reporter_s_chat(
    database: Database, database_url: str, vault: Vault
) -> None:
    await _write(database_url, database, vault)
    async with database.transaction() as db:
        (notice,) = await notices.due(db, vault, worker="one", now=NOW)
        assert (notice.code, notice.key, notice.chat_id) == ("K7M4TQ9X", "question", CHAT)
        assert notice.words == "Which way did it go?"
        assert await notices.due(db, vault, worker="two", now=NOW) == []


async def test_a_notice_is_shown_once_though_two_bots_had_it(
    database: Database, database_url: str, vault: Vault
) -> None:
    await _write(database_url, database, vault)
    async with database.transaction() as db:
        (notice,) = await notices.due(db, vault, worker="one", now=NOW)
        (again,) = await notices.due(db, vault, worker="two", now=LATER)
        assert await notices.mark_delivered(db, again.id, now=LATER)
        assert not await notices.mark_delivered(db, notice.id, now=LATER)
        assert await notices.due(db, vault, worker="two", now=LATER + timedelta(hours=1)) == []


async def test_a_notice_waits_for_a_reporter_who_blocked_the_bot(
    database: Database, database_url: str, vault: Vault
) -> None:
    await _write(database_url, database, vault)
    async with database.transaction() as db:
        await dialogues.mark_blocked(db, (await make_reporter(db, vault)).reporter_id)
        assert await notices.due(db, vault, worker="one", now=NOW) == []
