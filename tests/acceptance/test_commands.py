"""The `highbeam` command as a person meets it: what is wrong is said in one sentence, without a traceback."""

import asyncio
from pathlib import Path

import pytest

from store.embedded import EmbeddedServer
from tests.acceptance.processes import TOKEN, free_port, start

SECRET_WORD = "plainly-invented-password"
NOBODY_THERE = f"postgresql://someone:{SECRET_WORD}@127.0.0.1:9/highbeam"


async def run(folder: Path, *arguments: str, **settings: str) -> tuple[int, str]:
    """Run the command to its end; its exit code and all that it said."""
    output = folder / "said.log"
    output.unlink(missing_ok=True)
    running = await start("ops.cli", *arguments, output=output, settings=settings)
    async with asyncio.timeout(60):
        code = await running.process.wait()
    said = running.said.strip()
    assert "Traceback" not in said
    assert "│" not in said, said
    assert SECRET_WORD not in said
    return code, said


async def refused(folder: Path, *arguments: str, **settings: str) -> str:
    """The one sentence of a command that a wrong setting ends with exit code 2."""
    code, said = await run(folder, *arguments, **settings)
    assert code == 2, said
    assert len(said.splitlines()) == 1, said
    assert said.endswith("."), said
    return said


@pytest.mark.parametrize(
    "command",
    [
        ("queue",),
        ("queue", "--follow"),
        ("migrate", "--check"),
        ("keys", "check"),
        ("keys", "rotate"),
        ("keys", "retire"),
    ],
    ids=" ".join,
)
async def test_a_folder_without_a_database_is_said_and_left_as_it_was(place: Path, command: tuple[str, ...]) -> None:
    said = await refused(place, *command, "--data", str(place / "nothing-here"))
    assert "There is no database" in said
    assert not (place / "nothing-here").exists()


@pytest.mark.parametrize(
    "command",
    [("queue",), ("queue", "--follow"), ("migrate",), ("migrate", "--check"), ("keys", "check"), ("keys", "rotate")],
    ids=" ".join,
)
async def test_a_database_that_is_away_is_said(place: Path, server: EmbeddedServer, command: tuple[str, ...]) -> None:
    code, said = await run(place, *command, HIGHBEAM_DATABASE_URL=NOBODY_THERE, HIGHBEAM_KEYS=str(place / "keys"))
    assert code == 1
    assert said == "The database does not answer. Nothing was changed; start it and run this again."


@pytest.mark.parametrize("command", [("queue",), ("keys", "check"), ("keys", "retire")], ids=" ".join)
async def test_a_database_without_tables_is_said(place: Path, server: EmbeddedServer, command: tuple[str, ...]) -> None:
    empty = server.url.replace("/highbeam?", "/template1?")
    said = await refused(place, *command, HIGHBEAM_DATABASE_URL=empty, HIGHBEAM_KEYS=str(place / "keys"))
    assert "highbeam migrate" in said


async def test_what_a_database_lacks_is_said_by_name(place: Path, server: EmbeddedServer) -> None:
    empty = server.url.replace("/highbeam?", "/template1?")
    code, said = await run(place, "migrate", "--check", HIGHBEAM_DATABASE_URL=empty)
    assert code == 1
    assert "add_table tips" in said
    assert (await run(place, "migrate", "--check", HIGHBEAM_DATABASE_URL=server.url))[0] == 0


@pytest.mark.parametrize("command", [("queue",), ("migrate",), ("run", "bot"), ("run", "worker")], ids=" ".join)
async def test_a_user_that_the_database_does_not_know_is_said(
    place: Path, server: EmbeddedServer, command: tuple[str, ...]
) -> None:
    stranger = server.url.replace("postgres@", "nobody-invented@")
    said = await _last_refusal(place, command, stranger)
    assert "HIGHBEAM_DATABASE_URL" in said


async def _last_refusal(place: Path, command: tuple[str, ...], url: str) -> str:
    """What it says last: a bot says first, as a log line, that Telegram is away."""
    code, said = await run(
        place,
        *command,
        HIGHBEAM_DATABASE_URL=url,
        HIGHBEAM_KEYS=str(place / "keys"),
        HIGHBEAM_FILES=str(place / "files"),
        HIGHBEAM_TELEGRAM_TOKEN=TOKEN,
        HIGHBEAM_TELEGRAM_API=f"http://127.0.0.1:{free_port()}",
    )
    assert code == 2, said
    return said.splitlines()[-1]


async def test_a_revision_that_does_not_exist_is_said_with_those_that_do(place: Path, server: EmbeddedServer) -> None:
    said = await refused(place, "migrate", "--to", "bogus", HIGHBEAM_DATABASE_URL=server.url)
    assert "There is no revision bogus" in said
    assert "0001" in said


async def test_keys_that_cannot_be_written_are_said(place: Path) -> None:
    assert "HIGHBEAM_KEYS" in await refused(place, "keys", "init", HIGHBEAM_KEYS="/proc/nowhere")


async def test_keys_are_made_once_and_found_to_be_right(place: Path, server: EmbeddedServer) -> None:
    given = {"HIGHBEAM_DATABASE_URL": server.url, "HIGHBEAM_KEYS": str(place / "keys")}
    assert (await run(place, "keys", "init", **given))[1].startswith("Every key is there already")
    code, said = await run(place, "keys", "check", **given)
    assert code == 0
    assert "are the ones" in said
    wrong = await refused(place, "keys", "check", **{**given, "HIGHBEAM_KEYS": str(place / "other")})
    assert "version 1" in wrong
    assert "is not the one" in wrong


async def test_the_key_for_digests_cannot_be_rotated(place: Path, server: EmbeddedServer) -> None:
    given = {"HIGHBEAM_DATABASE_URL": server.url, "HIGHBEAM_KEYS": str(place / "keys")}
    assert "'digests'" in await refused(place, "keys", "rotate", "digests", **given)
    assert "'digests'" in await refused(place, "keys", "retire", "digests", **given)


async def test_a_ring_is_rotated_and_its_old_version_kept_for_a_while(place: Path, server: EmbeddedServer) -> None:
    given = {"HIGHBEAM_DATABASE_URL": server.url, "HIGHBEAM_KEYS": str(place / "keys")}
    code, said = await run(place, "keys", "rotate", "tips", **given)
    assert code == 0, said
    assert "version 2" in said
    assert "wait" in await refused(place, "keys", "retire", "tips", **given)


WRONG = {
    "HIGHBEAM_TELEGRAM_TOKEN": "not a token",
    "HIGHBEAM_TELEGRAM_TOKEN_FILE": "/proc",
    "HIGHBEAM_TELEGRAM_API": "ftp://127.0.0.1",
    "HIGHBEAM_TELEGRAM_RATE": "fast",
    "HIGHBEAM_TELEGRAM_CHAT_RATE": "-1",
    "HIGHBEAM_WEBHOOK_URL": "example",
    "HIGHBEAM_WEBHOOK_SECRET": "",
    "HIGHBEAM_WEBHOOK_SECRET_FILE": "/nowhere/at/all",
    "HIGHBEAM_WEBHOOK_LISTEN": "nonsense",
    "HIGHBEAM_WEBHOOK_CONNECTIONS": "0",
    "HIGHBEAM_METRICS_LISTEN": "192.0.2.1:9100",
    "HIGHBEAM_DATABASE_URL": "nonsense",
    "HIGHBEAM_DATABASE_PASSWORD_FILE": "/nowhere/at/all",
    "HIGHBEAM_KEYS": "/nowhere/at/all",
    "HIGHBEAM_FILES": "/proc/nowhere",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items(), ids=WRONG)
async def test_a_wrong_setting_of_the_bot_is_said_and_what_to_set(
    place: Path, server: EmbeddedServer, name: str, value: str
) -> None:
    given = {
        "HIGHBEAM_DATABASE_URL": server.url,
        "HIGHBEAM_KEYS": str(place / "keys"),
        "HIGHBEAM_FILES": str(place / "files"),
        "HIGHBEAM_TELEGRAM_TOKEN": "" if name == "HIGHBEAM_TELEGRAM_TOKEN_FILE" else TOKEN,
        "HIGHBEAM_TELEGRAM_API": f"http://127.0.0.1:{free_port()}",
        name: value,
    }
    if name.startswith("HIGHBEAM_WEBHOOK"):
        given.setdefault("HIGHBEAM_WEBHOOK_URL", "https://bot.example/telegram")
        if name != "HIGHBEAM_WEBHOOK_SECRET_FILE":
            given.setdefault("HIGHBEAM_WEBHOOK_SECRET", "invented-webhook-secret-0123")
    code, said = await run(place, "run", "bot", **given)
    assert code == 2, said
    sentence = said.splitlines()[-1]
    assert name in sentence or (name == "HIGHBEAM_KEYS" and "highbeam keys init" in sentence), said
    assert sentence.endswith(".")


async def test_a_data_folder_that_cannot_be_used_is_said(place: Path) -> None:
    for command in (("run", "bot"), ("run", "worker"), ("migrate",)):
        settings = {"HIGHBEAM_DATA": "/proc/nowhere", "HIGHBEAM_TELEGRAM_TOKEN": TOKEN}
        code, said = await run(place, *command, **settings)
        assert code in {1, 2}
        assert "HIGHBEAM_DATA" in said
