"""A database whose disk is full: it answers, and takes nothing. The reporter hears the truth, and it is saved later."""

from pathlib import Path

import psycopg

from simulator.client import SimulatorClient
from tests.acceptance.conftest import mine, until_button
from tests.acceptance.processes import bot, polling_settings, simulator
from tests.acceptance.test_bot_outage import migrated

FULL = """
    CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER disk_is_full BEFORE INSERT OR UPDATE ON reporters EXECUTE FUNCTION disk_is_full();
    CREATE TRIGGER disk_is_full BEFORE INSERT ON arrivals EXECUTE FUNCTION disk_is_full();
"""
ROOM_AGAIN = "DROP FUNCTION disk_is_full CASCADE"


def on_the_server(url: str, statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statements)


async def test_with_the_disk_full_nothing_is_promised_and_nothing_lost(folder: Path) -> None:
    server = migrated(folder)
    try:
        async with simulator(folder) as api, SimulatorClient(api) as phones:
            settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api)
            async with bot(folder, settings) as running:
                phone = await phones.phone()
                await phone.start()
                await until_button(phone, "report")
                on_the_server(server.url, FULL)
                await phone.send("he kept her papers in the truck")
                screen = await phone.wait_for("NOT SAVED", 20)
                assert "911" in screen.messages[-1]["text"]
                assert len(mine(screen)) == 1
                on_the_server(server.url, ROOM_AGAIN)
                screen = await phone.wait_for(lambda screen: not mine(screen) and not screen.shows("NOT SAVED"), 40)
                assert "papers" not in running.said
    finally:
        server.stop()
