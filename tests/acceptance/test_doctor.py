"""`highbeam doctor` as an operator runs it: colors, exit codes, and never a secret. Each fault is really there."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import psycopg
import pytest_asyncio

from store.embedded import EmbeddedServer
from tests.acceptance.processes import SECRET, TOKEN, free_port, simulator, start

ADDRESS = "https://bot.example/telegram-invented-path"
LINE = re.compile(r"(green|yellow|red) +([^:]+): (.*)")
Checks = dict[str, tuple[str, str]]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def telegram(place: Path) -> AsyncIterator[str]:
    """A Bot API that knows the token."""
    async with simulator(place) as address:
        yield address


async def doctor(place: Path, **settings: str) -> tuple[int, Checks]:
    """Run it; the exit code and each check's color and sentence."""
    output = place / "doctor.log"
    output.unlink(missing_ok=True)
    running = await start(
        "ops.cli", "doctor", output=output, settings={"HIGHBEAM_DATA": str(place / "data"), **settings}
    )
    code = await running.process.wait()
    said = running.said
    assert "Traceback" not in said, said
    for secret in (TOKEN, SECRET, "plainly-invented-password", "invented-path"):
        assert secret not in said
    found = {}
    for line in said.splitlines():
        match = LINE.fullmatch(line)
        assert match is not None, said
        found[match[2]] = (match[1], match[3])
    worst = {color for color, _ in found.values()}
    assert code == (2 if "red" in worst else 1 if "yellow" in worst else 0), said
    return code, found


def given(place: Path, server: EmbeddedServer, **more: str) -> dict[str, str]:
    return {"HIGHBEAM_DATABASE_URL": server.url, "HIGHBEAM_KEYS": str(place / "keys"), **more}


async def test_where_all_is_well_database_and_keys_are_green(place: Path, server: EmbeddedServer) -> None:
    code, found = await doctor(place, **given(place, server))
    assert {name for name, (color, _) in found.items() if color == "green"} >= {"database", "keys", "disk"}
    assert code < 2
    assert "Telegram" not in found
    assert "database engine" not in found


async def test_looking_puts_no_key_on_record(place: Path, server: EmbeddedServer) -> None:
    """A first look with the wrong keys must not make them the right ones."""
    await doctor(place, **given(place, server, HIGHBEAM_KEYS=str(place / "other")))
    with psycopg.connect(server.url) as db:
        counted = db.execute("SELECT count(*) FROM key_checks").fetchone()
    assert counted == (0,)


async def test_a_database_that_is_away_is_red(place: Path, server: EmbeddedServer) -> None:
    away = "postgresql://someone:plainly-invented-password@127.0.0.1:9/highbeam"
    _, found = await doctor(place, **given(place, server, HIGHBEAM_DATABASE_URL=away))
    assert found["database"][0] == "red"
    assert "does not answer" in found["database"][1]


async def test_a_database_that_refuses_or_is_not_there_or_not_brought_up_is_red(
    place: Path, server: EmbeddedServer
) -> None:
    for url, words in (
        (server.url.replace("postgres@", "nobody-invented@"), "HIGHBEAM_DATABASE_URL"),
        (server.url.replace("/highbeam?", "/template1?"), "run `highbeam migrate`"),
    ):
        _, found = await doctor(place, **given(place, server, HIGHBEAM_DATABASE_URL=url))
        assert found["database"][0] == "red"
        assert words in found["database"][1]
    _, found = await doctor(place, HIGHBEAM_DATA=str(place / "nothing-here"))
    assert "There is none in" in found["database"][1]
    assert not (place / "nothing-here").exists()


def copy_key(place: Path, name: str) -> None:
    """A key of the folder `keys` into the folder `few`."""
    (place / "few").mkdir(exist_ok=True)
    (place / "few" / name).write_bytes((place / "keys" / name).read_bytes())
    (place / "few" / name).chmod(0o600)


async def test_missing_and_wrong_keys_are_red(place: Path, server: EmbeddedServer) -> None:
    _, found = await doctor(place, **given(place, server, HIGHBEAM_KEYS=str(place / "no-keys")))
    assert found["keys"][0] == "red"
    assert "highbeam keys init" in found["keys"][1]
    copy_key(place, "tips-1.key")
    _, found = await doctor(place, **given(place, server, HIGHBEAM_KEYS=str(place / "few")))
    assert found["keys"][0] == "red"
    assert "'digests'" in found["keys"][1]
    copy_key(place, "digests-1.key")
    _, found = await doctor(place, **given(place, server, HIGHBEAM_KEYS=str(place / "few")))
    assert found["keys"][0] == "green"
    assert found["keys for the bot"][0] == "yellow", "what `keys share` gives to a console is no fault"
    assert "keys init" not in found["keys for the bot"][1]
    ran = await start(
        "ops.cli", "keys", "check", output=place / "keys.log", settings=given(place, server)
    )  # a start puts the keys on record
    assert await ran.process.wait() == 0, ran.said
    _, found = await doctor(place, **given(place, server, HIGHBEAM_KEYS=str(place / "other")))
    assert found["keys"][0] == "red"
    assert "is not the one" in found["keys"][1]


async def test_an_embedded_database_beside_a_real_bot_or_console_is_yellow(
    place: Path, server: EmbeddedServer, telegram: str
) -> None:
    told = {"HIGHBEAM_KEYS": str(place / "keys"), "HIGHBEAM_TELEGRAM_TOKEN": TOKEN, "HIGHBEAM_TELEGRAM_API": telegram}
    _, found = await doctor(place, **told)
    assert found["database engine"][0] == "yellow"
    assert found["database"][0] == "green"
    assert found["Telegram"][0] == "green"
    assert "database engine" not in (await doctor(place, **told, HIGHBEAM_DATABASE_URL=server.url))[1]
    keys = {"HIGHBEAM_KEYS": str(place / "keys")}
    for origin, yellow in (("https://desk.example", True), ("http://localhost:8730", False)):
        _, found = await doctor(place, **keys, HIGHBEAM_CONSOLE_ORIGIN=origin)
        assert ("database engine" in found) is yellow


async def test_a_webhook_that_telegram_lacks_or_that_differs_is_red(
    place: Path, server: EmbeddedServer, telegram: str
) -> None:
    told = given(
        place,
        server,
        HIGHBEAM_TELEGRAM_TOKEN=TOKEN,
        HIGHBEAM_TELEGRAM_API=telegram,
        HIGHBEAM_WEBHOOK_URL=ADDRESS,
        HIGHBEAM_WEBHOOK_SECRET=SECRET,
    )
    _, found = await doctor(place, **told)
    assert found["webhook"][0] == "red"
    assert "has no webhook" in found["webhook"][1]
    async with httpx.AsyncClient(base_url=f"{telegram}/bot{TOKEN}", trust_env=False) as bot:
        for url, color, words in ((f"{ADDRESS}/other", "red", "another webhook"), (ADDRESS, "green", "sends updates")):
            assert (await bot.post("/setWebhook", json={"url": url})).json()["ok"]
            _, found = await doctor(place, **told)
            assert found["webhook"][0] == color
            assert words in found["webhook"][1]
        await bot.post("/deleteWebhook")


async def test_a_wrong_token_a_silent_telegram_and_a_wrong_setting_are_red(
    place: Path, server: EmbeddedServer, telegram: str
) -> None:
    told = given(place, server, HIGHBEAM_TELEGRAM_TOKEN=TOKEN.replace("5550100", "5550101"))
    _, found = await doctor(place, **told, HIGHBEAM_TELEGRAM_API=telegram)
    assert found["Telegram"] == ("red", found["Telegram"][1])
    assert "does not know" in found["Telegram"][1]
    _, found = await doctor(place, **told, HIGHBEAM_TELEGRAM_API=f"http://127.0.0.1:{free_port()}")
    assert "does not answer" in found["Telegram"][1]
    _, found = await doctor(place, **given(place, server, HIGHBEAM_TELEGRAM_TOKEN="5:x"))
    assert found["settings"][0] == "red"
    _, found = await doctor(place, **given(place, server, HIGHBEAM_WEBHOOK_URL=ADDRESS))
    assert "HIGHBEAM_TELEGRAM_TOKEN" in found["settings"][1]
