"""A running console to look at in a browser: a database, people who are signed in, and plainly invented tips."""

import asyncio
import os
import random
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import uvicorn
from playwright.async_api import Browser, BrowserContext, Page
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.judging import Judge
from console.app import make_app, open_rooms
from console.guard import COOKIE
from console.rooms import Rooms
from console.settings import ConsoleSettings
from console.streams import EndingServer
from indicators.checklist import load_checklists
from indicators.terms import Setting
from ops.assets import AXE, prepare
from store import accounts, dialogues, logins, migrate, partners, tips
from store.database import Database, Role
from store.embedded import start_embedded
from store.ids import new_id
from store.keys import create_keys
from store.logins import Step
from store.tables import DEFAULT_AGENCY
from store.vault import Vault, check_keys
from tests.acceptance.processes import ROOT, free_port
from tips.access import AccountRole, Actor
from tips.codes import code_from
from tips.draft import AgeBand, Answer, Basis, Draft, Observed, People, SignSeen, Statement
from tips.place import Place, Precision

TOWNS = (
    ("Kearney", "Buffalo", "US-NE"),
    ("North Platte", "Lincoln", "US-NE"),
    ("Williston", "Williams", "US-ND"),
    ("Amarillo", "Potter", "US-TX"),
    ("Breezewood", "Bedford", "US-PA"),
    (None, "San Bernardino", "US-CA"),
    (None, None, "US-OH"),
)


async def keep_picture(page: Page, name: str) -> None:
    """Keep what is on the screen in docs/screenshots, when pictures are wanted (`make docs`)."""
    if os.environ.get("HIGHBEAM_KEEP_SCREENSHOTS"):
        picture = ROOT / "docs" / "screenshots" / f"console-{name}.png"
        await page.screenshot(path=picture, animations="disabled")


class Web(EndingServer):
    """A server that leaves the signals to pytest, and says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()
        self.task = asyncio.create_task(self.serve())

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.answers.set()


@dataclass(kw_only=True)
class Desk:
    """A running console and ways to fill it."""

    address: str
    rooms: Rooms
    owner: Database
    vault: Vault
    judge: Judge
    web: Web
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    async def account(self, name: str, role: AccountRole = AccountRole.ANALYST) -> Actor:
        """Somebody who may sign in; a training partner's person with a partner of their own."""
        email = f"{name.lower().replace(' ', '.')}@example.org"
        made: dict[str, Any] = {"by": accounts.BY_OPERATOR, "at": datetime.now(UTC)}
        async with self.owner.transaction() as db:
            of: UUID | None = None
            if role is AccountRole.PARTNER:
                of = (await partners.create(db, self.vault, name=f"{name} Freight", **made)).id
            account = await accounts.create(db, self.vault, email=email, name=name, role=role, partner=of, **made)
            return await accounts.actor(db, account.id)

    async def sign_in(self, actor: Actor) -> str:
        """A login's token, all steps done."""
        async with self.rooms.database.transaction(actor.agency) as db:
            account = await accounts.by_id(db, actor.account)
            return await logins.begin(db, account, now=datetime.now(UTC), step=Step.FULL)

    async def context(self, browser: Browser, actor: Actor, **options: Any) -> BrowserContext:
        """A browser that is signed in as somebody."""
        context = await browser.new_context(**options)
        token = await self.sign_in(actor)
        await context.add_cookies(
            [{"name": COOKIE, "value": token, "url": "https://localhost", "secure": True, "httpOnly": True}]
        )
        return context

    async def tip(self, *, at: datetime | None = None, agency: UUID = DEFAULT_AGENCY, **changes: Any) -> str:
        """One tip in the queue, sent now; gives its code."""
        async with self.owner.transaction() as db:
            reporter = await dialogues.lock(db, self.vault, [5550100], now=datetime.now(UTC))
            return await self._submit(db, reporter[5550100].reporter_id, at or datetime.now(UTC), changes, agency)

    async def fill(self, number: int) -> None:
        """So many tips of the last days, of every kind."""
        now = datetime.now(UTC)
        async with self.owner.transaction() as db:
            reporter = await dialogues.lock(db, self.vault, [5550100], now=now)
            for count in range(number):
                at = now - timedelta(minutes=count * 7 + self.chance.randrange(7))
                await self._submit(db, reporter[5550100].reporter_id, at, {}, DEFAULT_AGENCY)

    async def _submit(
        self, db: AsyncConnection, reporter: UUID, at: datetime, changes: dict[str, Any], agency: UUID
    ) -> str:
        draft, code = self.draft(at, **changes), code_from(self.chance.randbytes(8))
        await tips.submit(
            db,
            self.vault,
            tip_id=new_id(),
            code=code,
            reporter_id=reporter,
            draft=draft,
            envelope=self.judge.envelope(draft, at, language="en"),
            reported_at=at,
            agency=agency,
        )
        return code

    def draft(self, at: datetime, **changes: Any) -> Draft:
        """What somebody may have told."""
        town, county, state = self.chance.choice(TOWNS)
        signs = self.chance.sample(sorted(self.rooms.catalog.indicators), self.chance.randrange(0, 6))
        seen = at - timedelta(minutes=self.chance.choice((3, 40, 300, 3000)))
        told: dict[str, Any] = {
            "started": at,
            "setting": self.chance.choice([*Setting, None]),
            "observed": Observed(words="then", earliest=seen, latest=seen + timedelta(minutes=20)),
            "still_there": self.chance.choice((*Answer, None)),
            "place": Place(words="there", town=town, county=county, state=state, precision=Precision.TOWN),
            "people": People(ages=frozenset({self.chance.choice(tuple(AgeBand))})),
            "signs": tuple(SignSeen(indicator=sign, basis=Basis.SAW) for sign in signs),
            "statements": (Statement(source="m1", versions=("Somebody stood at the fuel island all night.",), at=at),),
        }
        return Draft(**{**told, **changes})


def immediate() -> dict[str, Any]:
    """What makes a tip immediate."""
    return {"signs": (SignSeen(indicator="asked-for-help", basis=Basis.TOLD),)}


@asynccontextmanager
async def open_desk(folder: Path, **settings: Any) -> AsyncIterator[Desk]:
    """Start everything, and stop it in order."""
    prepare()
    server = start_embedded(folder / "server", settings={"fsync": "off"})
    try:
        migrate.upgrade(server.url)
        create_keys(folder / "keys")
        owner, vault = await Database.open(server.url, role=Role.OWNER), Vault(folder / "keys")
        async with owner.transaction() as db:
            await check_keys(db, vault.keys)
        async with running(folder, server.url, **settings) as (rooms, address, web):
            judge = Judge(
                catalog=rooms.catalog,
                checklists=load_checklists(rooms.catalog),
                questions=rooms.questions,
            )
            desk = Desk(address=address, rooms=rooms, owner=owner, vault=vault, judge=judge, web=web)
            yield desk
            await stop(desk.web)
        await owner.close()
    finally:
        server.stop()


@asynccontextmanager
async def running(folder: Path, url: str, **settings: Any) -> AsyncIterator[tuple[Rooms, str, Web]]:
    """The console itself, in this process, on a port of its own."""
    port = settings.pop("port", None) or free_port()
    address = f"http://localhost:{port}"
    rooms = await open_rooms(
        ConsoleSettings(
            keys=folder / "keys",
            data=folder,
            console_origin=address,
            console_listen=f"127.0.0.1:{port}",
            console_agency_name="Invented County Task Force",
            **settings,
        ),
        url,
    )
    web = await serve(rooms, port)
    try:
        yield rooms, address, web
    finally:
        await stop(web)
        await rooms.database.close()


async def serve(rooms: Rooms, port: int) -> Web:
    """Answer on a port."""
    config = uvicorn.Config(
        make_app(rooms), host="127.0.0.1", port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1
    )
    web = Web(config)
    await web.answers.wait()
    return web


async def stop(web: Web) -> None:
    """Stop answering."""
    web.should_exit = True
    await web.task


async def faults(page: Page) -> Sequence[str]:
    """What axe finds wrong with a page as it stands, by WCAG 2.2 A and AA."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found = await page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        ".then(result => result.violations.flatMap("
        "  fault => fault.nodes.map(node => `${fault.id}: ${node.target} ${node.failureSummary}`)))"
    )
    return list(found)
