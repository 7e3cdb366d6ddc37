"""The connection to PostgreSQL: transactions, the listening connection, and the lock that elects one process of many.

`transaction()` is the only place that commits. Whatever the driver raises because the database is away, full or
overloaded leaves here as `DatabaseUnavailable`: the caller has stored nothing and may try again.
"""

import asyncio
import select
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from enum import StrEnum
from typing import Any, LiteralString, Self
from uuid import UUID

import psycopg
import sqlalchemy.exc
from psycopg.rows import namedtuple_row
from sqlalchemy import event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from store.ending import end
from store.errors import DatabaseUnavailable

# SQLSTATE classes and codes where a second try can help: connection lost (08), transaction rolled back by the server
# (40), out of disk, memory or connections (53), interfered with by an operator or a timeout (57), I/O error (58),
# a lock not had in time, and a server that is (for now) a read-only standby.
TRANSIENT_CLASSES = ("08", "40", "53", "57", "58")
TRANSIENT_CODES = ("55P03", "25006")

LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
KEEPALIVE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}

_SET_AGENCY = text("SELECT set_config('highbeam.agency', :agency, true)")


class Role(StrEnum):
    """Which process is asking. Each has a database role of its own, with only the rights it needs."""

    OWNER = "owner"
    BOT = "bot"
    CONSOLE = "console"
    WORKER = "worker"

    @property
    def database_role(self) -> str | None:
        """The role to take on in PostgreSQL; the owner stays who it logged in as."""
        return None if self is Role.OWNER else f"highbeam_{self.value}"


class Database:
    """One process's way to PostgreSQL, in one role."""

    def __init__(self, engine: AsyncEngine, conninfo: str, options: str) -> None:
        self._engine = engine
        self._conninfo = conninfo
        self._options = options

    @classmethod
    async def open(cls, url: str, *, role: Role, connections: int = 10) -> Self:
        """Prepare to connect; nothing is asked of the server yet. `url` is `postgresql://…`."""
        options = session_options(role)
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_async_engine(
            parsed,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=10,
            hide_parameters=True,  # an error's text never quotes what was to be stored
            connect_args={**KEEPALIVE, "options": options, "application_name": f"highbeam {role.value}"},
        )
        event.listen(engine.sync_engine, "checkout", _replace_ended)
        conninfo = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        return cls(engine, conninfo, options)

    @asynccontextmanager
    async def transaction(self, agency: UUID | None = None) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at its end. `agency` is whose rows the console may see in it."""
        with _translated():
            async with self._engine.begin() as db:
                if agency is not None:
                    await db.execute(_SET_AGENCY, {"agency": str(agency)})
                yield db

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def listen(self, channel: str) -> AsyncIterator[str]:
        """Yield what is notified on a channel, from a connection of its own.

        Begins with an empty payload once it listens: whoever reads the tables then misses nothing in between.
        """
        connection = await self._connect()
        try:
            with _translated():
                await connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
                yield ""
                async for notification in connection.notifies():
                    yield notification.payload
        finally:
            await connection.close()

    async def try_advisory_lock(self, name: str) -> "AdvisoryLock | None":
        """Take the lock of this name for as long as its connection lives, or None when somebody else holds it."""
        connection = await self._connect()
        taken = False
        try:
            with _translated():
                cursor = await connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (name,))
                row = await cursor.fetchone()
                taken = row is not None and bool(row[0])
        finally:
            if not taken:
                await connection.close()
        return AdvisoryLock(connection) if taken else None

    async def _connect(self) -> "psycopg.AsyncConnection[tuple[object, ...]]":
        with _translated():
            return await psycopg.AsyncConnection.connect(
                self._conninfo, autocommit=True, options=self._options, **KEEPALIVE
            )


class AdvisoryLock:
    """A lock held by a connection of its own. When that connection ends, the lock is gone, and `lost` says so."""

    def __init__(self, connection: "psycopg.AsyncConnection[tuple[object, ...]]") -> None:
        self._connection = connection
        self.lost = asyncio.Event()
        self._watch = asyncio.create_task(self._watch_connection())

    @property
    def held(self) -> bool:
        """Whether the lock is still ours, as far as is known."""
        return not self.lost.is_set()

    async def release(self) -> None:
        """Give the lock up. Whoever asks for it afterwards gets it: a server notices late that a connection ended."""
        await end(self._watch)
        with suppress(psycopg.Error):
            await self._connection.execute("SELECT pg_advisory_unlock_all()")
        await self._connection.close()
        self.lost.set()

    async def _watch_connection(self) -> None:
        try:
            async for _ in self._connection.notifies():
                pass
        except psycopg.Error:
            pass
        finally:
            self.lost.set()


async def fetch(db: AsyncConnection, statement: LiteralString, values: Mapping[str, Any]) -> list[Any]:
    """Run a statement of the bot's every message on the driver itself, in the same transaction; its rows by name.

    Past SQLAlchemy it costs a third of the processor time. Placeholders are the driver's, in binary: `%(name)b`.
    """
    connection = db.sync_connection
    if connection is None:
        raise RuntimeError("This transaction is over: nothing can be asked in it any more.")
    driver: psycopg.AsyncConnection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    cursor = driver.cursor(row_factory=namedtuple_row, binary=True)
    await cursor.execute(statement, values)
    return await cursor.fetchall() if cursor.description is not None else []


def session_options(role: Role) -> str:
    """What every session starts with: its role and its limits. Sent with the connection, so it costs no round trip."""
    settings = dict(LIMITS)
    if role.database_role is not None:
        settings["role"] = role.database_role
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


def _replace_ended(connection: DBAPIConnection, _: object, __: object) -> None:
    """Have the pool connect anew when the server has ended a connection meanwhile, as it does when it restarts.

    A server says nothing unasked on an idle connection but that it ends it, so a look at the socket tells: a few
    microseconds, where SQLAlchemy's own `pool_pre_ping` costs a round trip for each transaction.
    """
    driver: psycopg.AsyncConnection[Any] = connection.driver_connection
    if driver.closed or _has_something_to_read(driver.pgconn.socket):
        raise sqlalchemy.exc.InvalidatePoolError


def _has_something_to_read(socket: int) -> bool:
    look = select.poll()
    look.register(socket, select.POLLIN)
    return bool(look.poll(0))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, psycopg.Error) as exc:
        if _is_transient(exc):
            raise DatabaseUnavailable(_reason(exc)) from exc
        raise
    except sqlalchemy.exc.TimeoutError as exc:
        raise DatabaseUnavailable(type(exc).__name__) from exc


def _is_transient(exc: Exception) -> bool:
    cause = exc.orig if isinstance(exc, sqlalchemy.exc.DBAPIError) else exc
    if isinstance(exc, sqlalchemy.exc.DBAPIError) and exc.connection_invalidated:
        return True
    state = getattr(cause, "sqlstate", None)
    if state is None:  # never reached the server, or lost it
        return isinstance(cause, psycopg.OperationalError)
    return state.startswith(TRANSIENT_CLASSES) or state in TRANSIENT_CODES


def _reason(exc: Exception) -> str:
    """The code alone: the server's words may quote a row."""
    cause = exc.orig if isinstance(exc, sqlalchemy.exc.DBAPIError) else exc
    return f"{type(cause).__name__} {getattr(cause, 'sqlstate', None) or ''}".strip()
