"""What every way of signing in shares: checking a password, the cookie, where to go next, what the trail is told."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import Response

from console.errors import SignInFirst, TooBusy
from console.guard import COOKIE
from console.rooms import Rooms, rooms_of
from console.settings import SecondFactor
from store import accounts, logins, passwords, second_factors, tries
from store.accounts import Account
from store.logins import Login, Step
from tips.access import Actor

T = TypeVar("T")

WRONG: Final = (
    "Address and password do not belong together, or the account is locked: five wrong tries lock it for 15 minutes."
)
WRONG_CODE: Final = "This code is not right, was used before, or the account is locked for 15 minutes."
ANSWERED_AFTER: Final = timedelta(milliseconds=500)
"""A refusal takes this long at least, so that it does not tell whether there is such an account."""

MOST_WAITING: Final = 60
_BROWSERS: Final = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
_PATH: Final = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,500}")


class Hashing:
    """Two threads for Argon2, which takes 64 MiB each time: a crowd at the door must not take the machine down."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="hashing")
        self._waiting = 0

    async def run(self, work: Callable[..., T], *given: str | None) -> T:
        """Do one piece of work. Raises `TooBusy` when too many wait."""
        if self._waiting >= MOST_WAITING:
            raise TooBusy
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)
        finally:
            self._waiting -= 1


hashing: Final = Hashing()


async def password_is_right(rooms: Rooms, account: Account | None, password: str) -> bool:
    """Check a password, counting the try. Takes as long for an account that is unknown, locked or has none."""
    now, try_id, stored = rooms.now(), None, None
    if account is not None:
        async with rooms.database.transaction(account.agency) as db:
            try_id = await tries.count_one(db, account, "password", now=now)
            stored = None if try_id is None else await accounts.password_hash(db, account.id)
    try:
        right = await hashing.run(passwords.is_right, stored, password)
    except TooBusy:
        await _take_back(rooms, account, try_id)
        raise
    if account is None or try_id is None:
        return False
    better = None
    if right and stored is not None and passwords.is_outdated(stored):
        better = await hashing.run(passwords.hash_password, password)
    async with rooms.database.transaction(account.agency) as db:
        if not right:
            await tries.was_wrong(db, rooms.vault, account, "password", now=now)
            return False
        await tries.was_right(db, try_id)
        if better is not None:
            await accounts.set_better_hash(db, account.id, better)
    return True


async def _take_back(rooms: Rooms, account: Account | None, try_id: UUID | None) -> None:
    """A password that nobody had the time to check is no wrong one: a crowd at the door must lock nobody out."""
    if account is not None and try_id is not None:
        async with rooms.database.transaction(account.agency) as db:
            await tries.was_right(db, try_id)


async def code_is_right(rooms: Rooms, actor: Actor, code: str) -> str | None:
    """Check a second factor's code, counting the try. Says whether it was the app's or a recovery code."""
    now = rooms.now()
    async with rooms.database.transaction(actor.agency) as db:
        try_id = await tries.count_one(db, actor, "code", now=now)
    if try_id is None:
        return None
    async with rooms.database.transaction(actor.agency) as db:
        if await second_factors.use_app(db, rooms.vault, actor, code, now=now):
            shown = "app"
        elif await second_factors.use_recovery_code(db, rooms.vault, actor, code, now=now):
            shown = "recovery-code"
        else:
            await tries.was_wrong(db, rooms.vault, actor, "code", now=now)
            return None
        await tries.was_right(db, try_id)
    return shown


def step_for(rooms: Rooms, account: Account) -> Step:
    """What a right password of this account is enough for."""
    if account.has_second_factor:
        return Step.PASSWORD
    required = rooms.settings.console_second_factor is SecondFactor.REQUIRED
    return Step.ENROLL if required else Step.FULL


async def let_in(
    db: AsyncConnection, request: Request, account: Account, *, step: Step, shown: tuple[str, ...], **noted: str
) -> str:
    """Open a login instead of the one that this browser had; gives the cookie's token. Full ones go on the trail.

    Raises `SignInFirst` when the account was disabled, or given another password or second factor, since it was read.
    """
    rooms, before = rooms_of(request), request.state.login
    if not await accounts.is_as_read(db, account):
        raise SignInFirst
    if before is not None:
        await logins.end(db, before.id, account_id=before.actor.account)
    if step is Step.ENROLL:
        await logins.end_enrolling(db, account.id)
        await second_factors.forget_begun_app(db, account.id)
    token = await logins.begin(db, account, now=rooms.now(), step=step, device=device_of(request))
    if step is Step.FULL:
        await signed_in(db, rooms, account.actor, shown=shown, **noted)
    return token


async def signed_in(db: AsyncConnection, rooms: Rooms, actor: Actor, *, shown: tuple[str, ...], **noted: str) -> None:
    """Forget wrong tries and put the sign-in on the trail, with what was shown."""
    await tries.forget(db, actor.account)
    details = {"account": str(actor.account), "with": list(shown), **noted}
    await accounts.record(db, rooms.vault, actor, "signed-in", by=actor.on_record, at=rooms.now(), details=details)


async def confirmed(request: Request, login: Login, *, shown: str) -> str:
    """Note that somebody has shown again who they are; gives the cookie's new token."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(login.actor.agency) as db:
        token = await logins.confirm(db, login, now=rooms.now())
        details = {"account": str(login.actor.account), "with": [shown]}
        by = login.actor.on_record
        await accounts.record(db, rooms.vault, login.actor, "confirmed", by=by, at=rooms.now(), details=details)
    return token


def give_cookie(response: Response, token: str) -> None:
    """Hand over a login. Never sent along by another site's pages, never readable by script."""
    response.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="strict", path="/")


def take_cookie(response: Response) -> None:
    """Remove the login from the browser."""
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict", path="/")


def own_path(path: str | None) -> str:
    """Where to go next: a path of ours, or the first page for whatever a browser could read as another site."""
    if path is None or not _PATH.fullmatch(path) or path.startswith(("/sign-", "/second-factor", "/confirm")):
        return "/"
    return path


def device_of(request: Request) -> str:
    """A browser and a system, in two words, so that people recognize their logins."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Browser")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser


async def at_the_earliest(began: float) -> None:
    """Wait until a refusal has taken as long as every refusal does."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(max(0.0, began + ANSWERED_AFTER.total_seconds() - loop.time()))
