"""The API against its own description: schemathesis asks it everything that the description allows, and much that it
does not. No answer is 5xx, and none is other than described.
"""

import asyncio
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uvicorn

from console.app import make_app, open_rooms
from console.settings import ConsoleSettings
from store import accounts, tokens
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import make_draft, make_media, make_reporter, make_tip
from tips.access import MATRIX, AccountRole
from tips.codes import code_from

TIPS = 40
"""So many that closing some of them leaves others to be asked about."""

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,ignored_auth,unsupported_method"
)


@dataclass(frozen=True)
class Served:
    """A console that listens, and who may ask it."""

    url: str
    supervisor: str
    auditor: str
    codes: tuple[str, ...]


@pytest.fixture
def served(database_url: str, vault: Vault, keys_folder: Path, tmp_path: Path) -> Iterator[Served]:
    """The console on a port of its own, over a database with some tips."""
    supervisor, auditor, codes = asyncio.run(_prepare(database_url, vault))
    settings = ConsoleSettings(data=tmp_path, keys=keys_folder)
    began, server = threading.Event(), _Server()
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(settings, database_url, began)))
    thread.start()
    try:
        assert began.wait(20)
        yield Served(url=f"http://127.0.0.1:{server.port}", supervisor=supervisor, auditor=auditor, codes=codes)
    finally:
        server.stop()
        thread.join(20)


class _Server:
    """A uvicorn in a thread, on a port that the system chose."""

    def __init__(self) -> None:
        self.port = 0
        self._uvicorn: uvicorn.Server | None = None

    async def serve(self, settings: ConsoleSettings, database_url: str, began: threading.Event) -> None:
        """Serve until `stop`."""
        rooms = await open_rooms(settings, database_url)
        config = uvicorn.Config(
            make_app(rooms), host="127.0.0.1", port=0, access_log=False, log_config=None, timeout_graceful_shutdown=1
        )
        self._uvicorn = uvicorn.Server(config)
        serving = asyncio.create_task(self._uvicorn.serve())
        while not self._uvicorn.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        self.port = self._uvicorn.servers[0].sockets[0].getsockname()[1]
        began.set()
        await serving
        await rooms.database.close()

    def stop(self) -> None:
        """End it."""
        if self._uvicorn is not None:
            self._uvicorn.should_exit = True


async def _prepare(database_url: str, vault: Vault) -> tuple[str, str, tuple[str, ...]]:
    bot = await Database.open(database_url, role=Role.BOT)
    codes = tuple(code_from(number.to_bytes(8)) for number in range(TIPS))
    async with bot.transaction() as db:
        for number, code in enumerate(codes):
            reporter = (await make_reporter(db, vault, 5550200 + number)).reporter_id
            draft = make_draft(media=(make_media(),), may_ask=(True, False, None)[number % 3])
            await make_tip(db, vault, code=code, reporter_id=reporter, draft=draft)
    await bot.close()
    console = await Database.open(database_url, role=Role.CONSOLE)
    made = [await _token(console, vault, role) for role in (AccountRole.SUPERVISOR, AccountRole.AUDITOR)]
    await console.close()
    return made[0], made[1], codes


async def _token(console: Database, vault: Vault, role: AccountRole) -> str:
    now = datetime.now(UTC)
    async with console.transaction(DEFAULT_AGENCY) as db:
        account = await accounts.create(
            db, vault, email=f"{role}@agency.example", name="Sue Sample", role=role, by="operator", at=now
        )
        return await tokens.create(
            db,
            vault,
            owner=account.actor,
            name="A program",
            scopes=MATRIX[role],
            expires_at=now + timedelta(days=1),
            at=now,
        )


def _ask_everything(served: Served, folder: Path, token: str, *options: str, **environment: str) -> str:
    """Run schemathesis; gives what it said. It ends with a code other than 0 when anything failed."""
    report = subprocess.run(  # noqa: S603 - our own arguments
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{served.url}/api/v1/openapi.json"),
            *("--header", f"Authorization: Bearer {token}", "--checks", CHECKS, "--generation-deterministic"),
            *("--no-color", "--workers", "1", "--continue-on-failure", *options),
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert report.returncode == 0, report.stdout[-6000:] + report.stderr[-2000:]
    return report.stdout


def test_whatever_is_asked_every_answer_is_as_described(served: Served, tmp_path: Path) -> None:
    said = _ask_everything(served, tmp_path, served.supervisor, "--max-examples", "6", "--phases", "coverage,fuzzing")
    assert _cases(said) > 500


async def _statuses(database_url: str) -> dict[str, int]:
    owner = await Database.open(database_url, role=Role.OWNER)
    async with owner.transaction() as db:
        rows = (await db.exec_driver_sql("SELECT action, count(*) AS times FROM trail GROUP BY action")).all()
    await owner.close()
    return {row.action: row.times for row in rows}


def test_whatever_is_done_to_real_tips_every_answer_is_as_described(
    served: Served, tmp_path: Path, database_url: str
) -> None:
    environment = {
        "SCHEMATHESIS_HOOKS": "tests.integration.console.api.real_tips",
        "TIP_CODES": " ".join(served.codes),
        "API_URL": served.url,
        "API_TOKEN": served.supervisor,
    }
    options = ("--max-examples", "20", "--phases", "fuzzing", "--mode", "positive")
    said = _ask_everything(served, tmp_path, served.supervisor, *options, **environment)
    assert _cases(said) > 100
    done = asyncio.run(_statuses(database_url))
    for action in ("claimed", "noted", "proposed", "asked", "moved", "priority-changed", "held", "searched", "opened"):
        assert done.get(action, 0) > 0, (action, done)


def _cases(said: str) -> int:
    found = re.search(r"(\d+) generated", said)
    assert found, said[-2000:]
    return int(found.group(1))
