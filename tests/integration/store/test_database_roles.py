"""Every role against every table, asked of PostgreSQL itself: a table without row-level security, or a right that is
not written here, fails. `test_rights` shows single refusals; here nothing is left out.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from store.database import Role, session_options
from store.tables import DEFAULT_AGENCY

Connection = psycopg.Connection[Any]

OURS: Final = DEFAULT_AGENCY
THEIRS: Final = UUID("0192a000-0000-7000-8000-00000000000b")
ROLES: Final = tuple(role for role in Role if role.database_role)

OF_NO_AGENCY: Final = {
    "agencies": "the list of agencies, by key and name",
    "alembic_version": "where the migrations stand",
    "arrivals": "keyed hashes",
    "bot_names": "what Telegram calls our bots, for anybody to see",
    "contents": "published wordings, the same for every agency that reads a tip",
    "erasures": "counts a day",
    "failures": "keyed hashes",
    "key_checks": "proof of keys",
    "parked": "sealed for the bot alone",
    "reporters": "chats belong to the bot, not to an agency",
    "spent_challenges": "hashes of random challenges",
}
"""Tables that no agency owns, each with why that is right. Any other table must be kept apart by agency."""

MAY: Final[dict[Role, dict[str, str]]] = {
    Role.BOT: {
        "additions": "I s",
        "agencies": "S",
        "alembic_version": "S",
        "arrivals": "DIS",
        "bot_names": "IS u",
        "certificates": "I",
        "cohorts": " s",
        "contents": "I",
        "digests": "I",
        "enrollments": "IS",
        "erasures": "ISU",
        "failures": "DISU",
        "files": "DISU",
        "join_links": " su",
        "key_checks": "IS",
        "notices": "S u",
        "parked": "DIS",
        "partners": " s",
        "reporters": "DISU",
        "tips": "I su",
        "trail": "I",
        "trail_heads": "ISU",
        "trainings": "IS u",
    },
    Role.CONSOLE: {
        "accounts": "ISU",
        "additions": "S",
        "agencies": "S",
        "alembic_version": "S",
        "api_tokens": "ISU",
        "authenticators": "DISU",
        "bot_names": "S",
        "cohorts": "I s",
        "contents": "S",
        "digests": "S",
        "erasures": "S",
        "files": " s",
        "join_links": "I su",
        "key_checks": "IS",
        "logins": "DISU",
        "notes": "IS",
        "notices": "IS",
        "partners": "IS",
        "passkeys": "DISU",
        "recovery_codes": "DIS",
        "spent_challenges": "DIS",
        "tips": " su",
        "trail": "IS",
        "trail_heads": "ISU",
        "tries": "DIS",
        "views": "DIS u",
    },
    Role.WORKER: {
        "additions": "DS",
        "agencies": "S",
        "alembic_version": "S",
        "arrivals": "DS",
        "digests": "DIS",
        "erasures": "ISU",
        "failures": "DS",
        "files": "D su",
        "key_checks": "IS",
        "notes": "DS",
        "notices": "DIS",
        "reporters": "D su",
        "tips": "DU s",
        "trail": "IS",
        "trail_heads": "ISU",
    },
}
"""Rights by their first letter: Select, Insert, Update, Delete. Small ones hold for some columns only."""

NEVER_READ: Final = {
    Role.BOT: {
        "tips": "body wrapped_key key_version",
        "additions": "body wrapped_key key_version",
        "join_links": "body wrapped_key key_version",
    },
    Role.CONSOLE: {
        "tips": "reporter_id",
        "files": "reporter_id",
        # Which cohort changed together with which tip would tell where an erased reporter had learned.
        "cohorts": "past_joined past_started past_passed past_refreshed xmin",
        "join_links": "digest xmin",
    },
    Role.WORKER: {"tips": "reporter_id", "files": "reporter_id", "reporters": "chat chat_digest state wrapped_key"},
}
NEVER_WRITTEN: Final = {
    Role.BOT: {"tips": "body wrapped_key priority agency_id claimed_by held", "notices": "body tip_id agency_id"},
    Role.CONSOLE: {
        "tips": "id code body wrapped_key key_version reporter_id reported_at withdrawn_at indicators trained "
        "trained_on usefulness",
        "join_links": "digest body cohort_id expires_at seats used",
    },
}
FUNCTIONS: Final[dict[str, set[str]]] = {
    "highbeam_agency_of": {"highbeam_console"},
    "highbeam_certificate": {"highbeam_console"},
    "highbeam_forget_idle": {"highbeam_worker"},
    "highbeam_key_use": {"highbeam_console"},
    "highbeam_leave_counts": set(),
    "highbeam_progress": {"highbeam_console"},
}
"""Functions that run with the owner's rights, and who may call them."""


def open_as(url: str, role: Role, agency: UUID | str | None = None) -> Connection:
    """A connection in a role, seeing an agency's rows; its work is undone when it closes."""
    connection = psycopg.connect(url, options=session_options(role))
    if agency is not None:
        connection.execute("SELECT set_config('highbeam.agency', %s, false)", (str(agency),))
    return connection


def tables(connection: Connection) -> set[str]:
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','p','v','m','f')"
    )
    return {str(name) for (name,) in rows}


def columns(connection: Connection, table: str) -> list[tuple[str, str, bool, bool]]:
    """Name, type, whether it must be given, whether it can be."""
    rows = connection.execute(
        """SELECT column_name, udt_name, is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO',
            is_generated = 'NEVER' AND is_identity = 'NO'
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position""",
        (table,),
    )
    return rows.fetchall()


def owned_tables(connection: Connection) -> list[str]:
    return sorted(one for one in tables(connection) if "agency_id" in {name for name, *_ in columns(connection, one)})


def readable(connection: Connection) -> list[str]:
    """The tables of an agency that the console may read something of."""
    return [one for one in owned_tables(connection) if "s" in MAY[Role.CONSOLE].get(one, "").lower()]


@pytest.fixture
def two_agencies(database_url: str) -> str:
    """A database in which every table that an agency owns has a row of ours and one of theirs, whatever the table."""
    with psycopg.connect(database_url) as connection:
        connection.execute("INSERT INTO agencies VALUES (%s, 'theirs', 'Theirs')", (THEIRS,))
        connection.execute("SET session_replication_role = replica")  # a row may stand without those it refers to
        for table in owned_tables(connection):
            for agency in (OURS, THEIRS):
                _insert(connection, table, agency, columns(connection, table))
    return database_url


def _insert(connection: Connection, table: str, agency: UUID, shape: list[tuple[str, str, bool, bool]]) -> None:
    names = [(name, kind) for name, kind, required, may in shape if required and may]
    values = [agency if name == "agency_id" else _value(kind) for name, kind in names]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(",").join(sql.Identifier(name) for name, _ in names),
        sql.SQL(",").join([sql.Placeholder()] * len(names)),
    )
    connection.execute(statement, values)


def _value(kind: str) -> object:
    values: dict[str, object] = {
        "uuid": uuid4(),
        "text": f"x{uuid4().hex[:12]}",
        "bytea": uuid4().bytes,
        "timestamptz": "2026-11-22T21:00:00Z",
        "date": "2026-11-22",
        "bool": False,
        "jsonb": "{}",
        "_text": "{}",
        "_uuid": "{}",
    }
    return values.get(kind, 1)


def test_every_table_is_kept_apart_by_agency_or_says_why_not(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        assert tables(connection) - set(owned_tables(connection)) == set(OF_NO_AGENCY)
        forced = connection.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert {name for (name,) in forced} == set(owned_tables(connection))
        kinds = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm', 'f') AND relnamespace = 2200"
        )
        assert kinds.fetchall() == [], "a view runs with its owner's rights, past row-level security"


def test_one_rule_a_table_says_which_rows_are_the_consoles(database_url: str) -> None:
    """Rules add up, so a second one could only let in more, such as a change that reads no column."""
    rule = "(agency_id = (NULLIF(current_setting('highbeam.agency'::text, true), ''::text))::uuid)"
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            """SELECT tablename, permissive, cmd, qual, with_check FROM pg_policies
            WHERE schemaname = 'public' AND roles && '{public,highbeam_console}' ORDER BY tablename"""
        ).fetchall()
        assert rows == [(table, "PERMISSIVE", "ALL", rule, rule) for table in owned_tables(connection)]


def test_every_role_has_exactly_the_rights_that_are_written_here(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        for role in ROLES:
            found = {table: _rights(connection, role, table) for table in tables(connection)}
            assert {table: rights for table, rights in found.items() if rights} == MAY[role], role


def _rights(connection: Connection, role: Role, table: str) -> str:
    """As `MAY` writes it, own rights and those of PUBLIC alike."""
    whole, some = "", ""
    for right in ("DELETE", "INSERT", "SELECT", "UPDATE"):
        if _has(connection, "has_table_privilege", role, table, right):
            whole += right[0]
        elif right != "DELETE" and _has(connection, "has_any_column_privilege", role, table, right):
            some += right[0].lower()
    for right in ("TRUNCATE", "REFERENCES", "TRIGGER"):
        assert not _has(connection, "has_table_privilege", role, table, right), f"{role} {right} {table}"
    return f"{whole} {some}".rstrip()


def _has(connection: Connection, function: str, role: Role, table: str, right: str) -> bool:
    query = sql.SQL("SELECT {}(%s, %s, %s)").format(sql.Identifier(function))
    (has,) = connection.execute(query, (role.database_role, f"public.{table}", right)).fetchone() or (None,)
    return bool(has)


@pytest.mark.parametrize(("never", "right"), [(NEVER_READ, "SELECT"), (NEVER_WRITTEN, "UPDATE")])
def test_some_columns_are_never_a_roles(database_url: str, never: dict[Role, dict[str, str]], right: str) -> None:
    with psycopg.connect(database_url) as connection:
        for role, forbidden in never.items():
            for table, names in forbidden.items():
                for name in names.split():
                    if (role, table, right) == (Role.WORKER, "reporters", "UPDATE"):
                        continue
                    query = "SELECT has_column_privilege(%s, %s, %s, %s)"
                    found = connection.execute(query, (role.database_role, f"public.{table}", name, right)).fetchone()
                    assert found == (False,), f"{role} {right} {table}.{name}"


@pytest.mark.parametrize(("mine", "foreign"), [(OURS, THEIRS), (THEIRS, OURS)])
def test_the_console_reads_its_agencys_rows_and_no_other(two_agencies: str, mine: UUID, foreign: UUID) -> None:
    with psycopg.connect(two_agencies) as owner:
        named = readable(owner)
    for table in named:
        counts = sql.SQL("SELECT count(*) FILTER (WHERE agency_id = %s), count(*) FROM {}").format(
            sql.Identifier(table)
        )
        with open_as(two_agencies, Role.CONSOLE, mine) as connection:
            seen = connection.execute(counts, (mine,)).fetchone()
        assert seen == (1, 1), f"{table}: its own row, and no other"


@pytest.mark.parametrize("agency", [None, "", str(uuid4())], ids=["none", "empty", "unknown"])
def test_without_its_agency_the_console_sees_nothing(two_agencies: str, agency: str | None) -> None:
    with psycopg.connect(two_agencies) as owner:
        named = readable(owner)
    with open_as(two_agencies, Role.CONSOLE, agency) as connection:
        for table in named:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
            assert connection.execute(query).fetchone() == (0,), table


def test_the_console_changes_no_row_of_another_agency(two_agencies: str) -> None:
    with psycopg.connect(two_agencies) as owner:
        named = {table: [name for name, _, _, may in columns(owner, table) if may] for table in owned_tables(owner)}
    tried = 0
    for table, names in named.items():
        with open_as(two_agencies, Role.CONSOLE, OURS) as connection:
            for statement in _changes(connection, table, names):
                tried += 1
                assert connection.execute(statement, (THEIRS,)).rowcount == 0, (table, statement.as_string(connection))
    assert tried > 20, "the console has rights to try"


def _changes(connection: Connection, table: str, names: list[str]) -> Iterator[sql.Composed]:
    """Every change of a table that the role has the right to, aimed at one agency's rows."""
    if _has(connection, "has_table_privilege", Role.CONSOLE, table, "DELETE"):
        yield sql.SQL("DELETE FROM {} WHERE agency_id = %s").format(sql.Identifier(table))
    for name in names:
        query = "SELECT has_column_privilege(current_user, %s, %s, 'UPDATE')"
        if connection.execute(query, (f"public.{table}", name)).fetchone() == (True,):
            column = sql.Identifier(name)
            yield sql.SQL("UPDATE {} SET {} = {} WHERE agency_id = %s").format(sql.Identifier(table), column, column)


def test_the_console_puts_no_row_into_another_agency(two_agencies: str) -> None:
    with psycopg.connect(two_agencies) as owner:
        named = {table: columns(owner, table) for table in owned_tables(owner)}
    refused = set()
    for table, shape in named.items():
        with open_as(two_agencies, Role.CONSOLE, OURS) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege) as error:
                _insert(connection, table, THEIRS, shape)
            if "row-level security" in str(error.value):
                refused.add(table)
    assert refused == {table for table in named if "I" in MAY[Role.CONSOLE].get(table, "")}


def test_functions_with_the_owners_rights_are_known_and_narrow(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(
            """SELECT p.proname, p.oid, 'search_path=pg_catalog, public, pg_temp' = ANY(coalesce(p.proconfig, '{}'))
            FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef"""
        ).fetchall()
        assert {name for name, *_ in rows} == set(FUNCTIONS)
        for name, oid, fixed in rows:
            assert fixed, f"{name} would look for tables where its caller says"
            query = "SELECT rolname FROM pg_roles WHERE has_function_privilege(oid, %s, 'EXECUTE') AND NOT rolsuper"
            callers = {role for (role,) in connection.execute(query, (oid,)) if role.startswith("highbeam_")}
            assert callers == FUNCTIONS[name]


def test_no_role_can_log_in_or_is_more_than_it_says(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        names = [role.database_role for role in ROLES]
        rows = connection.execute(
            """SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)
            AND NOT (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)""",
            (names,),
        )
        assert sorted(name for (name,) in rows) == sorted(str(name) for name in names)
        owned = connection.execute(
            "SELECT relname FROM pg_class JOIN pg_roles r ON r.oid = relowner WHERE rolname = ANY(%s)", (names,)
        )
        assert owned.fetchall() == []
        for role in ROLES:
            for schema, may in (("public", False), ("work", role is Role.WORKER)):
                query = "SELECT has_schema_privilege(%s, %s, 'CREATE'), has_schema_privilege(%s, %s, 'USAGE')"
                found = connection.execute(query, (role.database_role, schema) * 2).fetchone()
                assert found == (False, may or schema == "public"), (role, schema)
            for other in ROLES:
                query = "SELECT pg_has_role(%s, %s, 'MEMBER')"
                found = connection.execute(query, (role.database_role, other.database_role)).fetchone()
                assert found == (role is other,), (role, other)


@pytest.mark.parametrize("role", ROLES)
def test_a_raw_query_gets_what_is_granted_and_nothing_else(two_agencies: str, role: Role) -> None:
    """Not by asking about rights, but by trying: every column of every table."""
    with psycopg.connect(two_agencies) as owner:
        named = {table: [name for name, *_ in columns(owner, table)] for table in tables(owner)}
    for table, names in named.items():
        granted = MAY[role].get(table, "")
        never = NEVER_READ[role].get(table, "").split()
        for name in names:
            query = sql.SQL("SELECT {} FROM {} LIMIT 1").format(sql.Identifier(name), sql.Identifier(table))
            with open_as(two_agencies, role, OURS) as connection:
                if "s" not in granted.lower() or name in never:
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        connection.execute(query)
                elif "S" in granted:
                    connection.execute(query)
