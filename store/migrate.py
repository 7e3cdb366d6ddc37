"""Migrations: bring a database up or down, say where it is, and whether it equals the tables."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import store.account_tables
import store.tables
import store.training_tables  # noqa: F401 - and these
from store.errors import DatabaseUnavailable
from store.settings import SettingMissingError

FOLDER = Path(__file__).parent / "migrations"


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database up. Several processes may try at once: one does it, the others find it done."""
    with _connected(url) as connection:
        command.upgrade(_config(connection), to)


def downgrade(url: str, to: str = "base") -> None:
    """Bring the database down to a revision."""
    with _connected(url) as connection:
        command.downgrade(_config(connection), to)


def current(url: str) -> str | None:
    """The revision that the database is at."""
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def behind(url: str) -> bool:
    """Whether this code needs migrations that the database has not had. A database ahead of the code is fine."""
    at, scripts = current(url), ScriptDirectory(str(FOLDER))
    known = {script.revision for script in scripts.walk_revisions()}
    return at is None or (at in known and at != scripts.get_current_head())


def revisions() -> tuple[str, ...]:
    """Every revision that this code knows, oldest first, and "head"."""
    return (*sorted(script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()), "head")


def newest() -> str | None:
    """The revision that this code needs."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def differences(url: str) -> list[Any]:
    """What is different between the database and the tables. Empty when the migrations are right."""
    with _connected(url) as connection:
        options = {
            "include_name": lambda name, kind, _: kind != "table" or name in SQLModel.metadata.tables,
            "compare_server_default": True,
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata))


def draft(url: str, message: str) -> Path:
    """Write a migration from what is different, for a person to finish."""
    with _connected(url) as connection:
        script = command.revision(_config(connection), message=message, autogenerate=True)
    scripts = script if isinstance(script, list) else [script]
    return Path(next(one.path for one in scripts if one is not None))


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool, hide_parameters=True)
    with _answering(engine) as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('highbeam migrations', 0))"))
        yield connection
    engine.dispose()


def _answering(engine: Engine) -> Connection:
    """A connection. Who is refused by name or password must not go on trying: the setting is wrong."""
    try:
        return engine.connect()
    except OperationalError as exc:
        if _REFUSAL.search(str(exc.orig)):
            raise SettingMissingError(
                "The database refuses this user, password or database: set HIGHBEAM_DATABASE_URL to the right ones."
            ) from None
        raise DatabaseUnavailable(type(exc.orig).__name__) from exc


_REFUSAL = re.compile(
    r"FATAL:\s+(?:password authentication failed|role .* does not exist|database .* does not exist|no pg_hba\.conf)"
    r"|no password supplied"
)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
