"""Everybody at every route: visitors of each kind, what a route's path and form are filled with, and one request."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

from fastapi import FastAPI
from fastapi.routing import RouteContext
from sqlalchemy import text

from console.guard import API, COOKIE, CSRF_FIELD, CSRF_HEADER, Door, needs_of
from store import accounts, logins, partners, tokens
from store.accounts import Account
from store.database import Database
from store.logins import Step
from store.tables import DEFAULT_AGENCY
from tests.integration.console.front_door import ORIGIN, House
from tests.integration.store.samples import make_tip
from tips.access import MATRIX, AccountRole, Permission
from tips.codes import code_from

THEIRS: Final = UUID("0192a000-0000-7000-8000-00000000000b")
NO_TIP: Final = code_from(b"\xff" * 8)

PATH: Final[Mapping[str, str]] = {
    "code": "a tip's code",
    "file_id": "an identifier",
    "account_id": "an account",
    "view_id": "an identifier",
    "token_id": "an identifier",
    "login_id": "an identifier",
    "passkey_id": "an identifier",
    "token": "a set-up token",
    "partner_id": "an identifier",
    "link_id": "an identifier",
    "chart": "a chart of the board",
}
"""What the parts of a route's path are, by name. One that is not here fails: say what it is, and how it is filled."""

FORM: Final[Mapping[str, Any]] = {
    "words": "Plainly invented words.",
    "reason": "an invented reason",
    "told": "We looked into it.",
    "about": "",
    "to": "in-review",
    "level": "high",
    "what": "hold",
    "on": "true",
    "name": "Invented name",
    "query": "",
    "email": "somebody@desk.example",
    "password": "plum tractor seventeen owls",
    "again": "plum tractor seventeen owls",
    "role": "analyst",
    "desk": "77",
    "days": "3",
    "scopes": "queue",
    "code": "",
    "carried": "",
    "through": "0",
    "kept": "0" * 32,
    "after": "",
    "next": "",
    "disposition": "",
    "partner": "",
    "cohort": str(uuid4()),
    "course": "trucking",
    "until": "",
    "seats": "",
}
"""What a form's fields are filled with, so that it gets past its checks."""

SAID: Final[Mapping[str, Mapping[str, Any]]] = {
    "Search": {"words": "invented"},
    "Assign": {"to": "", "reason": "an invented reason"},
    "Because": {"reason": "an invented reason"},
    "ChangePriority": {"priority": "high", "reason": "an invented reason"},
    "Move": {"status": "in-review"},
    "SetHold": {"on": True, "reason": "an invented reason"},
    "WriteNote": {"words": "Plainly invented words."},
    "Propose": {"what": "hold", "words": "an invented reason"},
    "Ask": {"words": "Which color was it?"},
}
"""What the API is told, by model."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody at the door. Without a role nobody is signed in; without `FULL` not all the way."""

    name: str
    role: AccountRole | None = None
    step: Step = Step.FULL
    limits: frozenset[Permission] | None = None
    """Comes with an API token that is limited so, instead of a cookie."""

    @property
    def is_token(self) -> bool:
        return self.limits is not None

    def may(self, route: RouteContext) -> bool:
        """What the matrix says, worked out apart from the guard."""
        needs = needs_of(route)
        if needs is Door.ANYBODY:
            return True
        if self.role is None or self.is_token != (route.path or "").startswith(API):
            return False
        if needs is Door.HALF_SIGNED_IN:
            return True
        if self.step is not Step.FULL:
            return False
        if needs is Door.SIGNED_IN:
            return True
        limits = self.limits if self.limits is not None else frozenset(Permission)
        return needs in MATRIX[self.role] & limits


VISITORS: Final = (
    Visitor(name="anonymous"),
    Visitor(name="half signed in", role=AccountRole.SUPERVISOR, step=Step.PASSWORD),
    Visitor(name="without a second factor", role=AccountRole.SUPERVISOR, step=Step.ENROLL),
    *(Visitor(name=role.value, role=role) for role in AccountRole),
    Visitor(name="analyst's token", role=AccountRole.ANALYST, limits=MATRIX[AccountRole.ANALYST]),
    Visitor(name="supervisor's token", role=AccountRole.SUPERVISOR, limits=MATRIX[AccountRole.SUPERVISOR]),
    Visitor(name="token for the queue", role=AccountRole.SUPERVISOR, limits=frozenset({Permission.QUEUE})),
    Visitor(name="token to open", role=AccountRole.ANALYST, limits=frozenset({Permission.OPEN_TIP})),
    Visitor(name="auditor's token", role=AccountRole.AUDITOR, limits=MATRIX[AccountRole.AUDITOR]),
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back. A stream of events is left once it has begun."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def is_refusal(self) -> bool:
        """What shows and does nothing: refused, not there, or sent to sign in first."""
        to_the_door = self.status == 303 and self.headers["location"].startswith(("/sign-in?", "/second-factor?"))
        return self.status in {401, 403, 404} or to_the_door


@dataclass(kw_only=True)
class Visits:
    """A console with two agencies, and visits to it."""

    house: House
    bot: Database
    owner: Database
    _numbers: int = 0
    people: dict[str, Account] = field(default_factory=dict)

    async def prepare(self) -> None:
        """The other agency."""
        async with self.owner.transaction() as db:
            await db.execute(text("INSERT INTO agencies VALUES (:id, 'theirs', 'Theirs')"), {"id": THEIRS})

    async def account(self, role: AccountRole, agency: UUID = DEFAULT_AGENCY) -> Account:
        """A new account."""
        self._numbers += 1
        rooms = self.house.rooms
        made: dict[str, Any] = {"by": "test", "at": self.house.clock(), "agency": agency}
        async with rooms.database.transaction(agency) as db:
            of: UUID | None = None
            if role is AccountRole.PARTNER:
                of = (await partners.create(db, rooms.vault, name=f"Example Freight {self._numbers}", **made)).id
            return await accounts.create(
                db,
                rooms.vault,
                email=f"number{self._numbers}@desk.example",
                name=f"Invented Number {self._numbers}",
                role=role,
                partner=of,
                **made,
            )

    async def who(self, visitor: Visitor) -> Account | None:
        """The account of a visitor, the same at each visit."""
        if visitor.role is None:
            return None
        if visitor.name not in self.people:
            self.people[visitor.name] = await self.account(visitor.role)
        return self.people[visitor.name]

    async def colleague(self) -> Account:
        """Somebody whom tips can be given to, always the same."""
        if "colleague" not in self.people:
            self.people["colleague"] = await self.account(AccountRole.ANALYST)
        return self.people["colleague"]

    async def tip(self, *, claimed_by: UUID | None = None, agency: UUID = DEFAULT_AGENCY) -> str:
        """A new tip."""
        self._numbers += 1
        code = code_from(self._numbers.to_bytes(8))
        async with self.bot.transaction() as db:
            tip_id = await make_tip(
                db, self.house.rooms.vault, code=code, agency=agency, reported_at=self.house.clock()
            )
        if claimed_by is not None:
            until = self.house.clock() + timedelta(minutes=30)
            async with self.owner.transaction() as db:
                await db.execute(_CLAIM, {"id": tip_id, "by": claimed_by, "at": self.house.clock(), "until": until})
        return code

    async def credentials(self, visitor: Visitor) -> tuple[dict[str, str], str]:
        """Headers that show who visits, fresh each time, and the CSRF token that belongs to them."""
        account, rooms = await self.who(visitor), self.house.rooms
        if account is None:
            return {}, ""
        async with rooms.database.transaction(account.agency) as db:
            if visitor.limits is not None:
                until, now = self.house.clock() + timedelta(days=1), self.house.clock()
                actor = await accounts.actor(db, account.id)
                made: dict[str, Any] = {"owner": actor, "name": "test", "scopes": visitor.limits}
                made |= {"expires_at": until, "at": now}
                return {"authorization": f"Bearer {await tokens.create(db, rooms.vault, **made)}"}, ""
            token = await logins.begin(db, account, now=self.house.clock(), step=visitor.step)
            login = await logins.find(db, token, now=self.house.clock())
        assert login is not None
        return {"cookie": f"{COOKIE}={token}"}, login.csrf

    async def visit(
        self,
        visitor: Visitor,
        route: RouteContext,
        *,
        code: str = NO_TIP,
        account: UUID | None = None,
        csrf: bool = True,
        headers: Mapping[str, str] | None = None,
        method: str | None = None,
    ) -> Answer:
        """One request, filled in so that nothing but who asks can be wrong with it."""
        shown, secret = await self.credentials(visitor)
        method = method or next(iter(route.methods or {"GET"}))
        sent = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "host": "desk.example", "if-match": '"1"', **shown}
        body = b""
        if method != "GET":
            to = str((await self.who(visitor) or await self.colleague()).id)
            body, kind = filled(route, assign_to=to)
            sent["content-type"] = kind
            if csrf and secret:
                sent[CSRF_HEADER.lower()] = secret
        path = address(route, code=code, account=account or uuid4())
        return await ask(self.house.app, method, path, {**sent, **(headers or {})}, body)


def address(route: RouteContext, *, code: str, account: UUID) -> str:
    """A route's path, filled in."""
    fill: dict[str, Callable[[], str]] = {
        "a tip's code": lambda: code,
        "an identifier": lambda: str(uuid4()),
        "an account": lambda: str(account),
        "a set-up token": lambda: "no-such-token",
        "a chart of the board": lambda: "volume",
    }
    path = route.path or ""
    for name in route.param_convertors:
        assert name in PATH, f"{path}: say in PATH what {name} is, so that this route is tried"
        path = path.replace(f"{{{name}}}", fill[PATH[name]]())
    return path


def filled(route: RouteContext, *, assign_to: str) -> tuple[bytes, str]:
    """A body that the route takes, and its type."""
    fields = route.dependant.body_params
    if fields and hasattr(fields[0].field_info.annotation, "model_fields"):
        said = dict(SAID[fields[0].field_info.annotation.__name__])
        return json.dumps({**said, "to": assign_to} if said.get("to") == "" else said).encode(), "application/json"
    values: dict[str, Any] = {CSRF_FIELD: ""}
    for one in fields:
        if one.alias == "version":
            continue
        assert one.alias in FORM, f"{route.path}: say in FORM what {one.alias} is filled with"
        values[one.alias] = assign_to if one.field_info.annotation is UUID else FORM[one.alias]
    return urlencode(values).encode(), "application/x-www-form-urlencoded"


async def ask(app: FastAPI, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    """One request to the app. Unlike a client, it goes away from a stream as soon as it has begun."""
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": target,
        "raw_path": target.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("desk.example", 443),
        "client": ("127.0.0.1", 1),
    }
    left, begun, parts, start = asyncio.Event(), asyncio.Event(), [], dict[str, Any]()
    incoming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if incoming:
            return incoming.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))
            begun.set()

    running = asyncio.create_task(app(scope, receive, send))  # type: ignore[arg-type]
    first = asyncio.create_task(begun.wait())
    await asyncio.wait({running, first}, return_when=asyncio.FIRST_COMPLETED)
    got = {name.decode(): value.decode() for name, value in start.get("headers", ())}
    if "text/event-stream" in got.get("content-type", ""):
        left.set()
    await asyncio.wait({running}, timeout=30)
    first.cancel()
    assert running.done(), f"{method} {path} does not end"
    if not start:
        await running  # nothing came back: whatever was raised
    running.exception()
    return Answer(status=start["status"], headers=got, body=b"".join(parts).decode(errors="replace"))


_CLAIM = text("""
    UPDATE tips SET claimed_by = :by, claimed_at = :at, claim_until = :until, status = 'in-review' WHERE id = :id
""")
