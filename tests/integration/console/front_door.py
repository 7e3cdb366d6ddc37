"""The console without a network: an app over a real database, a clock to set, and browsers that keep their cookies."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pyotp
from fastapi import FastAPI

from console.app import make_app, open_rooms
from console.rooms import Rooms
from console.settings import ConsoleSettings
from store import accounts, audit, passwords
from store.accounts import Account
from store.keys import create_keys
from store.tables import DEFAULT_AGENCY
from tips.access import AccountRole

ORIGIN = "https://desk.example"
PASSWORD = "plum tractor seventeen owls"
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
PASSWORD_HASH = passwords.hash_password(PASSWORD)
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Clock:
    """The console's time."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **stretch: float) -> None:
        self.now += timedelta(**stretch)


@dataclass(kw_only=True)
class House:
    """The app, and what a test looks into."""

    app: FastAPI
    rooms: Rooms
    clock: Clock
    browsers: list["Browser"] = field(default_factory=list)

    def browser(self, **headers: str) -> "Browser":
        """Somebody's browser, with no cookie yet."""
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        browser = Browser(httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers))
        self.browsers.append(browser)
        return browser

    async def account(self, role: AccountRole = AccountRole.ANALYST, *, email: str = "") -> Account:
        """An account with the password of all tests."""
        async with self.rooms.database.transaction(DEFAULT_AGENCY) as db:
            return await accounts.create(
                db,
                self.rooms.vault,
                email=email or f"{role}@desk.example",
                name=f"Invented {role.title()}",
                role=role,
                password_hash=PASSWORD_HASH,
                by="test",
                at=self.clock(),
            )

    async def trail(self) -> list[tuple[str, dict[str, Any]]]:
        """What the agency's trail says, oldest first; it must hold."""
        chain = audit.chain_of_agency(DEFAULT_AGENCY)
        async with self.rooms.database.transaction(DEFAULT_AGENCY) as db:
            await audit.verify_chain(db, self.rooms.vault, chain)
            rows = await db.exec_driver_sql("SELECT action, details FROM trail WHERE chain = %s ORDER BY seq", (chain,))
            return [(row.action, row.details) for row in rows]

    async def actions(self) -> list[str]:
        return [action for action, _ in await self.trail()]


class Browser:
    """Keeps cookies and the CSRF token of the last page, as a browser would."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.csrf = ""
        self.secret = ""

    @property
    def cookie(self) -> str | None:
        return self.client.cookies.get("__Host-highbeam")

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return self._keep(await self.client.get(path, headers=headers))

    async def post(self, path: str, *, csrf: str | None = None, **form: Any) -> httpx.Response:
        """Send a form as the last page would have."""
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
        form = {name.removesuffix("_"): value for name, value in form.items()}
        sent = {"csrf": self.csrf if csrf is None else csrf, **form}
        return self._keep(await self.client.post(path, data=sent, headers=headers))

    async def post_json(self, path: str, said: object) -> httpx.Response:
        """Send JSON as our script would."""
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-csrf-token": self.csrf}
        return self._keep(await self.client.post(path, json=said, headers=headers))

    async def sign_in(self, account: Account, password: str = PASSWORD) -> httpx.Response:
        """The first step."""
        return await self.post("/sign-in", email=account.email, password=password)

    async def add_app(self, clock: Clock) -> tuple[str, ...]:
        """Set up an authenticator app; gives the recovery codes. The clock goes on to the app's next code."""
        await self.get("/second-factor/set-up")
        await self.post("/second-factor/app")
        page = await self.get("/second-factor/set-up")
        found = re.search(r'class="secret">([^<]+)<', page.text)
        assert found is not None, page.text
        self.secret = found[1].replace(" ", "")
        shown = await self.post("/second-factor/app/prove", code=self.code(clock))
        codes = tuple(re.findall(r"<li><code>([^<]+)</code></li>", shown.text))
        assert len(codes) == 10, shown.text
        clock.go_on(seconds=30)
        return codes

    def code(self, clock: Clock, *, late: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(clock.now, counter_offset=-late)

    async def come_in(self, account: Account, clock: Clock) -> None:
        """All the way in, with an app set up if there is none."""
        answer = await self.sign_in(account)
        if answer.headers["location"].startswith("/second-factor/set-up"):
            await self.add_app(clock)
        elif answer.headers["location"].startswith("/second-factor"):
            await self.get("/second-factor")
            await self.post("/second-factor", code=self.code(clock))
            clock.go_on(seconds=30)
        assert (await self.get("/account")).status_code == 200

    def _keep(self, answer: httpx.Response) -> httpx.Response:
        found = _CSRF.search(answer.text)
        if found is not None:
            self.csrf = unescape(found[1])
        return answer


@asynccontextmanager
async def open_house(database_url: str, folder: Path, **settings: Any) -> AsyncIterator[House]:
    """The console's app over this database, in the console's own role."""
    create_keys(folder / "keys")
    chosen = ConsoleSettings(console_origin=ORIGIN, data=folder, **settings)
    clock = Clock()
    opened = await open_rooms(chosen, database_url)
    rooms = Rooms(**{**vars(opened), "now": clock})
    house = House(app=make_app(rooms), rooms=rooms, clock=clock)
    try:
        yield house
    finally:
        for browser in house.browsers:
            await browser.client.aclose()
        await rooms.database.close()
