"""One console on its stage: a data folder with so many invented tips, the console's process, an analyst signed in."""

import asyncio
import http.client
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from console.guard import COOKIE, CSRF_HEADER
from ops.bench.processes import Started, free_port, start
from ops.sample_tips import fill
from store import accounts, logins, migrate
from store.accounts import Account
from store.database import Database, Role
from store.embedded import start_embedded
from store.keys import create_keys
from store.logins import Step
from store.vault import Vault
from tips.access import AccountRole

ANALYST = "bench@example.org"
START_SECONDS = 60
KEPT_SECONDS = 2.0
"""The console lets a connection go that was idle for five."""


class ConsoleFailedError(Exception):
    """The console did not answer as it should. The message says what it answered, without any of the page."""


@dataclass(kw_only=True)
class DeskStage:
    """A running console with `tips` tips. `vault` has every key, the bot's too."""

    tips: int
    url: str
    port: int
    started: Started
    cookie: str
    csrf: str
    vault: Vault
    chance: random.Random
    _line: http.client.HTTPConnection = field(init=False)
    _used: float = 0.0

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    @property
    def headers(self) -> dict[str, str]:
        """What a signed-in browser sends."""
        return {"Cookie": f"{COOKIE}={self.cookie}", "Host": f"localhost:{self.port}"}

    def get(self, path: str) -> tuple[float, str]:
        """Milliseconds for a page, and the page. Raises `ConsoleFailedError` when it is not one."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, **form: str) -> tuple[float, str]:
        """The same for a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", CSRF_HEADER: self.csrf}
        return self._ask("POST", path, urlencode(form), headers)

    def hang_up(self) -> None:
        """Let the connection go; the next request makes a new one."""
        self._line.close()

    def close(self) -> None:
        """Stop the console."""
        self.hang_up()
        self.started.stop()

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[float, str]:
        if time.monotonic() - self._used > KEPT_SECONDS:
            self.hang_up()
        begun = time.perf_counter()
        self._line.request(method, path, body=body, headers={**self.headers, **headers})
        answer = self._line.getresponse()
        read = answer.read()
        took = 1000 * (time.perf_counter() - begun)
        self._used = time.monotonic()
        if answer.status != http.HTTPStatus.OK:
            raise ConsoleFailedError(f"{method} {path.partition('?')[0]}: {answer.status}")
        return took, read.decode()


@contextmanager
def open_desk(data: Path, tips: int, *, workers: int = 2) -> Iterator[DeskStage]:
    """Start everything in this folder and stop it at the end. Tips that are there from an earlier time stay."""
    server = start_embedded(data)
    try:
        migrate.upgrade(server.url)
        create_keys(data / "keys")
        vault = Vault(data / "keys")
        account = asyncio.run(_analyst(server.url, vault))
        _fill_up(server.url, data / "keys", tips, workers)
        cookie, csrf = asyncio.run(_sign_in(server.url, account))
        port = free_port()
        env = {
            "HIGHBEAM_DATA": str(data),
            "HIGHBEAM_DATABASE_URL": server.url,
            "HIGHBEAM_CONSOLE_LISTEN": f"127.0.0.1:{port}",
            "HIGHBEAM_CONSOLE_ORIGIN": f"http://localhost:{port}",
        }
        command = [sys.executable, "-m", "console"]
        started = start("console", command, folder=data, env=env)
        stage = DeskStage(
            tips=tips,
            url=server.url,
            port=port,
            started=started,
            cookie=cookie,
            csrf=csrf,
            vault=vault,
            chance=random.Random(tips),  # noqa: S311 - repeatable on purpose
        )
        try:
            _wait_for(stage)
            yield stage
        finally:
            stage.close()
    finally:
        server.stop()


def _fill_up(url: str, keys: Path, tips: int, workers: int) -> None:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM tips").fetchone()
    missing = tips - (row[0] if row else 0)
    if missing > 0:
        fill(url, keys, missing, now=datetime.now(UTC), workers=workers if missing > 10_000 else 1)


async def _analyst(url: str, vault: Vault) -> Account:
    """The account of this bench."""
    owner = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        async with owner.transaction() as db:
            there = await accounts.by_email(db, ANALYST)
            return there or await accounts.create(
                db,
                vault,
                email=ANALYST,
                name="Bench Analyst",
                role=AccountRole.ANALYST,
                by=accounts.BY_OPERATOR,
                at=datetime.now(UTC),
            )
    finally:
        await owner.close()


async def _sign_in(url: str, account: Account) -> tuple[str, str]:
    """The token of a cookie, all steps done, and the login's own token against forged forms."""
    database = await Database.open(url, role=Role.CONSOLE, connections=1)
    now = datetime.now(UTC)
    try:
        async with database.transaction(account.agency) as db:
            token = await logins.begin(db, account, now=now, step=Step.FULL)
        async with database.transaction() as db:
            login = await logins.find(db, token, now=now)
    finally:
        await database.close()
    if login is None:
        raise ConsoleFailedError("The login that was just made is not there.")
    return token, login.csrf


def _wait_for(stage: DeskStage) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        stage.started.check()
        try:
            stage.get("/queue")
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            stage.hang_up()
            time.sleep(0.05)
        else:
            return
