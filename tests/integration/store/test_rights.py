"""What each process's role may do in the database, asked in plain SQL: everything else is refused."""

from collections.abc import Mapping

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url
from sqlmodel import SQLModel

from store import migrate
from store.database import Database, Role, session_options
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_tip

REFUSED = {
    Role.BOT: (
        "SELECT body FROM tips",
        "SELECT wrapped_key FROM tips",
        "SELECT body FROM additions",
        "SELECT * FROM trail",
        "SELECT digest FROM digests",
        "SELECT * FROM parked, trail",
        "UPDATE tips SET priority = 'routine'",
        "UPDATE tips SET body = ''",
        "DELETE FROM tips",
        "UPDATE trail SET actor = 'x'",
        "DELETE FROM trail",
        "TRUNCATE reporters",
        "DROP TABLE arrivals",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE tips DISABLE ROW LEVEL SECURITY",
        "DELETE FROM key_checks",
        "SELECT id FROM notes",
        "SELECT first_look_at FROM tips",
        "UPDATE tips SET look_by = now()",
        "INSERT INTO notices (id) VALUES (gen_random_uuid())",
        "SELECT * FROM accounts",
        "SELECT * FROM logins",
        "SELECT * FROM api_tokens",
        "SELECT highbeam_agency_of('email', 'x')",
    ),
    Role.CONSOLE: (
        "SELECT * FROM reporters",
        "SELECT chat FROM reporters",
        "SELECT reporter_id FROM tips",
        "SELECT * FROM tips",
        "SELECT reporter_id FROM files",
        "SELECT * FROM arrivals",
        "SELECT * FROM parked",
        "UPDATE tips SET body = ''",
        "UPDATE tips SET reported_at = now()",
        "DELETE FROM tips",
        "DELETE FROM additions",
        "DELETE FROM trail",
        "UPDATE notices SET delivered_at = now()",
        "DELETE FROM accounts",
        "DELETE FROM api_tokens",
        "UPDATE recovery_codes SET digest = ''",
        "CREATE TABLE mine (id int)",
    ),
    Role.WORKER: (
        "SELECT chat FROM reporters",
        "SELECT state FROM reporters",
        "SELECT chat_digest FROM reporters",
        "SELECT reporter_id FROM tips",
        "SELECT * FROM parked",
        "DELETE FROM trail",
        "UPDATE trail SET actor = 'x'",
        "CREATE TABLE mine (id int)",
        "SELECT * FROM accounts",
        "SELECT * FROM authenticators",
        "SELECT highbeam_agency_of('login', 'x')",
    ),
}
ALLOWED = {
    Role.BOT: ("SELECT * FROM reporters", "SELECT code, status FROM tips", "SELECT seq FROM trail_heads"),
    Role.CONSOLE: ("SELECT code, body FROM tips", "SELECT * FROM trail", "SELECT * FROM additions"),
    Role.WORKER: ("SELECT code, reported_at FROM tips", "SELECT id, saved_at FROM reporters", "SELECT * FROM trail"),
}


def _cases(table: Mapping[Role, tuple[str, ...]]) -> list[tuple[Role, str]]:
    return [(role, statement) for role, statements in table.items() for statement in statements]


@pytest.mark.parametrize(("role", "statement"), _cases(REFUSED))
def test_a_role_is_refused_what_it_has_no_business_with(database_url: str, role: Role, statement: str) -> None:
    with (
        psycopg.connect(database_url, options=session_options(role)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(("role", "statement"), _cases(ALLOWED))
def test_a_role_may_do_its_work(database_url: str, role: Role, statement: str) -> None:
    with psycopg.connect(database_url, options=session_options(role)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("table", ["tips", "additions", "digests", "files", "notices", "trail", "trail_heads"])
async def test_the_console_sees_no_row_until_it_says_for_which_agency(
    database: Database, database_url: str, vault: Vault, table: str
) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault)
    with psycopg.connect(database_url, options=session_options(Role.CONSOLE)) as connection:
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        assert connection.execute(count).fetchone() == (0,)
        connection.execute("SELECT set_config('highbeam.agency', '', false)")
        assert connection.execute(count).fetchone() == (0,)
        connection.execute("SELECT set_config('highbeam.agency', %s, false)", (str(DEFAULT_AGENCY),))
        (seen,) = connection.execute(count).fetchone() or (None,)
        assert (seen or 0) > 0 or table in ("additions", "files", "notices")


def test_agencies_are_kept_apart_by_force(database_url: str) -> None:
    """Also from the owner of the tables, so that no grant can get around it."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r'"
        ).fetchall()
    with_agency = {name for name, table in SQLModel.metadata.tables.items() if "agency_id" in table.columns}
    assert {name for (name,) in rows} == with_agency


async def test_the_console_writes_nothing_for_another_agency(database_url: str, owner: Database) -> None:
    async with owner.transaction() as db:
        await db.exec_driver_sql("INSERT INTO agencies VALUES (gen_random_uuid(), 'other', 'Other')")
    with psycopg.connect(database_url, options=session_options(Role.CONSOLE)) as connection:
        connection.execute("SELECT set_config('highbeam.agency', %s, false)", (str(DEFAULT_AGENCY),))
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            connection.execute(
                "INSERT INTO trail_heads SELECT 'x', id, 0, '' FROM agencies WHERE key = 'other'",
            )


async def test_the_rights_hold_for_an_owner_that_is_no_superuser(managed_url: str, vault: Vault) -> None:
    """As on a managed PostgreSQL: the owner may create roles and nothing more."""
    bot = await Database.open(managed_url, role=Role.BOT)
    owner = await Database.open(managed_url, role=Role.OWNER)
    async with bot.transaction() as db:
        tip_id = await make_tip(db, vault)
    async with owner.transaction() as db:
        assert (await db.exec_driver_sql("SELECT id FROM tips")).scalar_one() == tip_id
        await db.exec_driver_sql("UPDATE tips SET changed_at = %s", (NOW,))
    async with bot.transaction() as db:
        await db.exec_driver_sql("DELETE FROM reporters")
    async with owner.transaction() as db:
        assert (await db.exec_driver_sql("SELECT reporter_id FROM tips")).scalar_one() is None
    await bot.close()
    await owner.close()


@pytest.fixture
def managed_url(empty_url: str) -> str:
    url = make_url(empty_url)
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute(
            "DO $$ BEGIN CREATE ROLE managed LOGIN CREATEROLE; EXCEPTION WHEN duplicate_object THEN END $$"
        )
        for role in ("bot", "console", "worker"):
            connection.execute(
                f"DO $$ BEGIN CREATE ROLE highbeam_{role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
            )
            connection.execute(f"GRANT highbeam_{role} TO managed WITH ADMIN TRUE, SET FALSE")
        connection.execute(f"ALTER DATABASE {url.database} OWNER TO managed")
    owned = url.set(username="managed").render_as_string(hide_password=False)
    migrate.upgrade(owned)
    return owned
