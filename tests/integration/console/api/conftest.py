"""The whole console over a real database, asked as a program asks: with a token."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from console.app import make_app
from console.live import Hub
from console.rooms import Rooms
from console.settings import ConsoleSettings
from indicators.catalog import load_catalog
from indicators.course import load_courses
from indicators.helplines import load_helplines
from indicators.questions import load_questions
from store import accounts, tokens
from store.database import Database, Role
from store.objects import Objects
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW
from tips.access import MATRIX, AccountRole, Permission

SOON = NOW + timedelta(minutes=2)


@dataclass
class Clock:
    """The time as the console sees it."""

    at: datetime = SOON

    def __call__(self) -> datetime:
        """The time."""
        return self.at


@dataclass
class Api:
    """The API, and people with tokens."""

    client: httpx.AsyncClient
    rooms: Rooms
    clock: Clock
    people: dict[str, UUID] = field(default_factory=dict)
    _made: int = 0

    async def token(
        self,
        role: AccountRole = AccountRole.ANALYST,
        *,
        limits: frozenset[Permission] | None = None,
        agency: UUID = DEFAULT_AGENCY,
    ) -> str:
        """A token of a new account."""
        self._made += 1
        async with self.rooms.database.transaction(agency) as db:
            account = await accounts.create(
                db,
                self.rooms.vault,
                email=f"person{self._made}@agency.example",
                name=f"Person {self._made}",
                role=role,
                by="operator",
                at=NOW,
                agency=agency,
            )
            token = await tokens.create(
                db,
                self.rooms.vault,
                owner=account.actor,
                name="A program",
                scopes=limits if limits is not None else MATRIX[role],
                expires_at=NOW + timedelta(days=30),
                at=NOW,
            )
        self.people[token] = account.id
        return token

    async def ask(
        self, token: str | None, path: str, *, method: str = "GET", version: int | None = None, **options: Any
    ) -> httpx.Response:
        """One request."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        headers |= options.pop("headers", {})
        return await self.client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def post(
        self, token: str | None, path: str, body: Any = None, *, version: int | None = None, **options: Any
    ) -> httpx.Response:
        """One request that changes something."""
        return await self.ask(token, path, method="POST", version=version, json=body, **options)


@pytest.fixture
async def api(database_url: str, vault: Vault, keys_folder: Path, tmp_path: Path) -> AsyncIterator[Api]:
    """The API over a database of this test's own."""
    clock = Clock()
    console = await Database.open(database_url, role=Role.CONSOLE)
    settings = ConsoleSettings(data=tmp_path, keys=keys_folder)
    rooms = Rooms(
        settings=settings,
        database=console,
        vault=vault,
        objects=Objects.at(str(tmp_path / "files")),
        catalog=load_catalog(),
        questions=load_questions(),
        courses=load_courses(),
        helplines=load_helplines(),
        hub=Hub(console),
        now=clock,
    )
    transport = httpx.ASGITransport(app=make_app(rooms))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8730") as client:
        yield Api(client=client, rooms=rooms, clock=clock)
    await console.close()
