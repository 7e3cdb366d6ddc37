"""`highbeam partners` as a person meets it: a partner, a cohort, a link, its poster, and the counts."""

import asyncio
import os
import re
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

from store import dialogues, joining, training
from store.database import Database, Role
from store.vault import Vault
from tests.acceptance.processes import ROOT
from tests.acceptance.test_commands import run

NOW = datetime.now(UTC)
NAME = "Example Freight"


async def piped(settings: dict[str, str], *words: str) -> tuple[bytes, str]:
    """What a command hands to the next in a pipe, and what it says beside that."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "ops.cli", *words),
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    handed, said = await process.communicate()
    assert process.returncode == 0, said
    return handed, said.decode()


async def test_from_a_partner_to_a_poster_and_the_counts(prepared: tuple[Path, dict[str, str]]) -> None:
    folder, settings = prepared

    async def do(*words: str) -> tuple[int, str]:
        return await run(folder, "partners", *words, **settings)

    assert (await do("add", NAME))[0] == 0
    assert (await do("add", NAME)) == (2, "There is a partner of this name already. Nothing was changed.")
    assert (await do("cohort", NAME, "Nights", "--course", "trucking"))[0] == 0
    code, said = await do("cohort", NAME, "Days", "--course", "flying")
    assert (code, said) == (2, "There is no course flying: choose bus, energy, trucking. Nothing was changed.")
    code, said = await do("link", NAME, "Nights")
    assert code == 0
    assert "No bot has been started" in said
    link = re.search(r"[0-9a-f-]{36}", said)
    assert link is not None
    assert (await do("poster", link[0]))[0] == 2

    database = await Database.open(settings["HIGHBEAM_DATABASE_URL"], role=Role.BOT)
    vault = Vault(folder / "keys")
    async with database.transaction() as db:
        await joining.note_bot(db, "ExampleBot", now=NOW)
    code, said = await do("link", NAME, "nights", "--until", "2099-12-31", "--seats", "40")
    assert code == 0, said
    address = re.search(r"https://t\.me/ExampleBot\?start=([A-Za-z0-9_-]{22})", said)
    second = re.search(r"[0-9a-f-]{36}", said)
    assert address is not None
    assert second is not None
    async with database.transaction() as db:
        for chat in range(7):
            reporter = (await dialogues.lock(db, vault, [chat], now=NOW))[chat].reporter_id
            found = await joining.find(db, vault, address[1], reporter, now=NOW)
            assert found.link is not None
            assert await joining.join(db, found.link, reporter, now=NOW)
        await training.record_progress(db, reporter, course="trucking", done={"a"}, of=9, day=NOW.date())
    await database.close()

    code, said = await run(folder, "partners", "list", **settings, COLUMNS="160")
    assert code == 0
    assert "7 of 40" in said
    assert address[1] not in said
    assert (await do("progress"))[1].split()[-4:] == ["7", "1", "0", "0"]
    assert (await do("progress", NAME, "--for-partner"))[1].split()[-4:] == ["5+", "hidden", "hidden", "hidden"]
    for language, size in (("en", "us-letter"), ("fr", "a4")):
        out = folder / f"{language}.pdf"
        code, said = await do("poster", second[0], "--language", language, "--size", size, "--out", str(out))
        assert code == 0, said
        assert out.read_bytes().startswith(b"%PDF")
    printed, said = await piped(settings, "partners", "poster", second[0], "--out", "-")
    assert (printed[:5], printed.rstrip()[-5:]) == (b"%PDF-", b"%%EOF"), "the poster and nothing else"
    assert address[0] in said
    assert (await do("poster", second[0], "--language", "xx"))[0] == 2
    code, said = await do("poster", second[0], "--out", str(folder / "nowhere" / "poster.pdf"))
    assert (code, "cannot be written" in said) == (2, True)
    assert (await do("revoke", second[0])) == (0, "Nobody can join by this link any more.")
    assert (await do("revoke", second[0])) == (0, "This link was revoked already. Nothing was changed.")
    assert (await do("revoke", "00000000-0000-0000-0000-000000000000"))[0] == 2

    create = (
        "admin",
        "create",
        "--email",
        "trainer@carrier.example",
        "--name",
        "Invented Trainer",
        "--role",
        "partner",
    )
    code, said = await run(folder, *create, **settings)
    assert (code, said) == (2, "Choose the training partner whose person this is. Nothing was changed.")
    code, said = await run(folder, *create, "--partner", NAME, **settings)
    assert code == 0, said


async def test_a_name_is_shown_as_it_is_and_quoted_where_it_stands_in_a_command(
    prepared: tuple[Path, dict[str, str]],
) -> None:
    folder, settings = prepared
    name, cohort = "O'Example [/b] & Sons", "[red]Nights"

    async def do(*words: str) -> str:
        code, said = await run(folder, "partners", *words, **settings, COLUMNS="160")
        assert code == 0, said
        return said

    (told,) = re.findall("highbeam (.*) NAME", await do("add", name))
    assert shlex.split(told) == ["partners", "cohort", name]
    (told,) = re.findall("highbeam (.*)", await do("cohort", name, cohort, "--course", "bus"))
    assert shlex.split(told) == ["partners", "link", name, cohort]
    for command in ("list", "progress"):
        said = await do(command)
        assert name in said
        assert cohort in said
    code, said = await run(folder, "partners", "link", name, cohort, "--until", "9999-12-31", **settings)
    assert code == 2
    assert "Nothing was changed" in said
