"""`highbeam admin` as a person meets it: the first account, and help for who cannot get in."""

from datetime import UTC, datetime
from pathlib import Path

from store import accounts, audit, passwords
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.acceptance.test_commands import NOBODY_THERE, run

EMAIL = "first@desk.example"


async def test_an_account_is_made_listed_helped_and_disabled(prepared: tuple[Path, dict[str, str]]) -> None:
    folder, settings = prepared
    create = ("admin", "create", "--email", "First@Desk.Example", "--name", "Invented First", "--role", "administrator")
    code, said = await run(folder, *create, **settings)
    assert code == 0, said
    assert said.splitlines()[0] == f"Made {EMAIL}, administrator, Desk 1."
    password = said.rpartition("shown this once: ")[2]

    code, twice = await run(folder, *create, **settings)
    assert (code, twice) == (2, "Another account has this address already. Nothing was changed.")
    code, listed = await run(folder, "admin", "list", **settings)
    assert code == 0
    assert EMAIL in listed
    assert password not in listed

    code, changed = await run(folder, "admin", "reset-password", "--email", EMAIL, **settings)
    assert code == 0, changed
    newer = changed.rpartition("shown this once: ")[2]
    assert newer != password
    assert (await run(folder, "admin", "reset-factor", "--email", EMAIL, **settings))[0] == 0
    second = ("admin", "create", "--email", "second@desk.example", "--name", "Second", "--role", "administrator")
    code, refused = await run(folder, "admin", "disable", "--email", EMAIL, **settings)
    assert (code, refused) == (2, "This is the last administrator: make another one first. Nothing was changed.")
    assert (await run(folder, *second, "--desk", "40", **settings))[0] == 0
    assert (await run(folder, "admin", "disable", "--email", EMAIL, **settings))[0] == 0

    database = await Database.open(settings["HIGHBEAM_DATABASE_URL"], role=Role.OWNER)
    async with database.transaction() as db:
        account = await accounts.by_email(db, EMAIL)
        assert account is not None
        assert account.disabled
        stored = await accounts.password_hash(db, account.id)
        assert passwords.is_right(stored, newer)
        assert not passwords.is_right(stored, password)
        await audit.verify_chain(db, Vault(folder / "keys"), audit.chain_of_agency(DEFAULT_AGENCY))
        rows = await db.exec_driver_sql("SELECT DISTINCT actor, at <= %s FROM trail", (datetime.now(UTC),))
        assert [tuple(row) for row in rows] == [("operator", True)]
    await database.close()


async def test_what_is_missing_is_said_in_one_sentence(prepared: tuple[Path, dict[str, str]]) -> None:
    folder, settings = prepared
    create = ("admin", "create", "--email", EMAIL, "--name", "Invented First")
    code, said = await run(folder, *create, **{**settings, "HIGHBEAM_DATABASE_URL": NOBODY_THERE})
    assert (code, len(said.splitlines())) == (1, 1), said
    code, said = await run(folder, *create, HIGHBEAM_DATA=str(folder / "nothing"))
    assert (code, len(said.splitlines())) == (2, 1), said
    assert "There is no database" in said
    code, said = await run(folder, *create, **{**settings, "HIGHBEAM_KEYS": str(folder / "no-keys")})
    assert (code, len(said.splitlines())) == (2, 1), said
    code, said = await run(folder, "admin", "disable", "--email", "nobody@desk.example", **settings)
    assert (code, len(said.splitlines())) == (2, 1), said
