"""Who is asking, and whether they may: every route says what it needs; one that does not keeps the app from starting.

A page knows its visitor by a cookie, the API by a token. What changes something must also carry the login's CSRF token
(a form field, or a header from HTMX) and come from our own pages. Each refusal of a signed-in visitor is on the record.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.requests import Request
from starlette.routing import Mount

from console.errors import ConfirmFirst, CrossSite, SignInFirst
from console.rooms import rooms_of
from store import audit, logins, tokens
from store.logins import Login, Step
from tips.access import Actor, Permission
from tips.errors import NotPermitted

COOKIE = "__Host-highbeam"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
ALONE_HEADER = "X-On-Its-Own"
"""What our script sends along when nobody has asked: as `quiet`, it keeps no login of an empty chair alive."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
API = "/api/v1"


class Door(StrEnum):
    """What a route needs that is no permission."""

    ANYBODY = "anybody"  # the sign-in pages, static files
    HALF_SIGNED_IN = "half-signed-in"  # the password was right, the second factor is still to come
    SIGNED_IN = "signed-in"  # one's own account


Needs = Permission | Door


class Desk(APIRouter):
    """A router whose every route says what it needs: `@desk.page("/queue", needs=Permission.QUEUE)`."""

    def page(self, path: str, *, needs: Needs, method: str = "GET", **options: Any) -> Callable[..., Any]:
        """Declare a route. `confirmed=True` asks for the password again when it was given some time ago.

        `quiet=True` is for what a page asks for on its own: it does not keep the login of an empty chair alive.
        """
        confirmed, quiet = options.pop("confirmed", False), options.pop("quiet", False)
        options.setdefault("include_in_schema", False)
        options.setdefault("response_model", None)

        def declare(endpoint: Callable[..., Any]) -> Callable[..., Any]:
            guard = Depends(_Guard(needs, confirmed, quiet))
            extra = {"highbeam-needs": needs.value}
            self.add_api_route(
                path, endpoint, methods=[method], dependencies=[guard], openapi_extra={"x-needs": extra}, **options
            )
            return endpoint

        return declare


def needs_of(route: RouteContext) -> Needs | None:
    """What a route has declared, or None. Read from the guard itself: what is declared is what is kept."""
    rules = [one.dependency.needs for one in getattr(route, "dependencies", ()) if isinstance(one.dependency, _Guard)]
    return rules[0] if len(rules) == 1 else None


def routes_of(app: FastAPI) -> tuple[RouteContext, ...]:
    """Every route that declares a rule: all but the static files."""
    return tuple(route for route in iter_route_contexts(app.routes) if not _is_static(route))


def check_rules(app: FastAPI) -> None:
    """Raise when a route has no rule: deny by default begins at the start."""
    for route in routes_of(app):
        if not isinstance(route.original_route, APIRoute) or needs_of(route) is None:
            raise RuntimeError(f"The route {route.path} declares no rule: say what it needs.")


def _is_static(route: RouteContext) -> bool:
    return isinstance(route.original_route, Mount) and route.path == "/static"


def actor_of(request: Request) -> Actor:
    """Who is asking. For routes that need a sign-in."""
    actor: Actor = request.state.actor
    return actor


def login_of(request: Request) -> Login:
    """The web login of who is asking. For pages that need a sign-in; the API has none."""
    login: Login = request.state.login
    return login


Visitor = Annotated[Actor, Depends(actor_of)]


@dataclass(frozen=True)
class _Guard:
    """One route's rule, kept before the route runs."""

    needs: Needs
    confirmed: bool
    quiet: bool

    async def __call__(self, request: Request) -> None:
        await identify(request, renew=not self.quiet and ALONE_HEADER not in request.headers)
        login: Login | None = request.state.login
        actor: Actor | None = request.state.actor
        if request.method not in SAFE:
            await _check_origin(request, login)
        if self.needs is Door.ANYBODY:
            return
        if login is not None and login.step is not Step.FULL:
            if self.needs is Door.HALF_SIGNED_IN:
                return
            raise SignInFirst
        if actor is None:
            raise SignInFirst
        if isinstance(self.needs, Permission) and not actor.may(self.needs):
            await refuse(request, actor, self.needs)
        if self.confirmed and login is not None and not login.is_confirmed(rooms_of(request).now()):
            raise ConfirmFirst


async def refuse(request: Request, actor: Actor, needs: Permission, tip_id: UUID | None = None) -> None:
    """Put a refusal on the record and raise `NotPermitted`."""
    rooms = rooms_of(request)
    chain = audit.chain_of_agency(actor.agency) if tip_id is None else audit.chain_of_tip(tip_id)
    async with rooms.database.transaction(actor.agency) as db:
        await audit.record(
            db,
            rooms.vault,
            chain=chain,
            actor=actor.on_record,
            action="refused",
            at=rooms.now(),
            details={"needs": needs.value, "route": request.scope["route"].path, "method": request.method},
            agency=actor.agency,
        )
    raise NotPermitted(f"Your role, {actor.role}, may not do this. Nothing was changed, and the try is on record.")


async def identify(request: Request, *, renew: bool) -> None:
    """Find out who is asking: `login` and `actor` of the request's state, each None when there is none."""
    request.state.login, request.state.actor = None, None
    rooms = rooms_of(request)
    if request.url.path.startswith(API):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and token:
            async with rooms.database.transaction() as db:
                request.state.actor = await tokens.find(db, token.strip(), now=rooms.now())
        return
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        return
    async with rooms.database.transaction() as db:
        login = await logins.find(db, cookie, now=rooms.now(), renew=renew)
    request.state.login = login
    if login is not None and login.step is Step.FULL:
        request.state.actor = login.actor


async def _check_origin(request: Request, login: Login | None) -> None:
    """Refuse what another site's page has sent. The API's tokens are never sent by a browser on its own."""
    if request.url.path.startswith(API):
        return
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    ours = rooms_of(request).settings.console_origin
    if site not in {"same-origin", "none"} or origin not in {None, ours}:
        raise CrossSite
    if login is None:
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None:
        form = await request.form()
        given = str(form.get(CSRF_FIELD, ""))
    if not hmac.compare_digest(given.encode(), login.csrf.encode()):
        raise CrossSite
