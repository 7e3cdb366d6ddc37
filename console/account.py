"""One's own account: password, second factors, logins elsewhere, API tokens."""

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.credentials import hashing
from console.errors import WrongInput
from console.guard import API, Desk, Door, login_of, needs_of, routes_of
from console.pages import render
from console.rooms import rooms_of
from console.settings import SecondFactor
from store import accounts, logins, passwords, second_factors, tokens
from store.accounts import Account
from tips.access import MATRIX, Permission

desk = Desk()

HERE: Final = "/account"
MOST_NAME: Final = 60
Password = Annotated[str, Form(max_length=passwords.MOST * 4)]


@desk.page("/account", needs=Door.SIGNED_IN)
async def show(request: Request) -> Response:
    """Everything about oneself."""
    return await _page(request)


@desk.page("/account/password", needs=Door.SIGNED_IN, method="POST", confirmed=True)
async def change_password(request: Request, password: Password, again: Password) -> Response:
    """Another password. Every other login ends."""
    rooms, login = rooms_of(request), login_of(request)
    wrong = passwords.weakness(password, email=login.email, name=login.actor.name)
    if password != again:
        wrong = "The two are not the same. Type the new password twice."
    if wrong:
        return await _page(request, sentence=wrong, status=422)
    new_hash = await hashing.run(passwords.hash_password, password)
    account, by = login.actor.account, login.actor.on_record
    async with rooms.database.transaction(login.actor.agency) as db:
        await accounts.set_password(db, rooms.vault, account, new_hash, by=by, at=rooms.now(), keep=login.id)
    return RedirectResponse(HERE, 303)


@desk.page("/account/passkeys/{passkey_id}/remove", needs=Door.SIGNED_IN, method="POST", confirmed=True)
async def remove_passkey(request: Request, passkey_id: UUID) -> Response:
    """Remove one passkey; the last second factor stays where one is required."""
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        account = await accounts.by_id(db, actor.account)
        _keep_one(request, account, left=account.passkeys - 1 + account.has_app)
        await second_factors.remove_passkey(db, rooms.vault, actor, passkey_id, at=rooms.now())
    return RedirectResponse(HERE, 303)


@desk.page("/account/app/remove", needs=Door.SIGNED_IN, method="POST", confirmed=True)
async def remove_app(request: Request) -> Response:
    """Remove the authenticator app and its recovery codes."""
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        account = await accounts.by_id(db, actor.account)
        _keep_one(request, account, left=account.passkeys)
        await second_factors.remove_app(db, rooms.vault, actor, at=rooms.now())
    return RedirectResponse(HERE, 303)


@desk.page("/account/logins/{login_id}/end", needs=Door.SIGNED_IN, method="POST")
async def end_login(request: Request, login_id: UUID) -> Response:
    """End a login elsewhere."""
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        if await logins.end(db, login_id, account_id=actor.account):
            details = {"account": str(actor.account), "logins": 1}
            by = actor.on_record
            await accounts.record(db, rooms.vault, actor, "logins-ended", by=by, at=rooms.now(), details=details)
    return RedirectResponse(HERE, 303)


@desk.page("/account/logins/end", needs=Door.SIGNED_IN, method="POST")
async def end_others(request: Request) -> Response:
    """End every login but this one."""
    rooms, login = rooms_of(request), login_of(request)
    actor = login.actor
    async with rooms.database.transaction(actor.agency) as db:
        ended = await logins.end_all(db, actor.account, but=login.id)
        details = {"account": str(actor.account), "logins": ended}
        by = actor.on_record
        await accounts.record(db, rooms.vault, actor, "logins-ended", by=by, at=rooms.now(), details=details)
    return RedirectResponse(HERE, 303)


@desk.page("/account/tokens", needs=Door.SIGNED_IN, method="POST", confirmed=True)
async def make_token(
    request: Request,
    name: Annotated[str, Form(min_length=1, max_length=MOST_NAME)],
    days: Annotated[int, Form(ge=1, le=365)],
    scopes: Annotated[list[Permission], Form(max_length=len(Permission))],
) -> Response:
    """A token for a program of one's own, shown this once."""
    rooms, actor = rooms_of(request), login_of(request).actor
    if not name.strip() or not name.isprintable():
        raise WrongInput("Give the token a name that says what it is for.")
    if not set(scopes) <= set(_scopes(request)):
        raise WrongInput("A token may do what the API offers your role, and nothing else: choose from the list.")
    now = rooms.now()
    async with rooms.database.transaction(actor.agency) as db:
        token = await tokens.create(
            db,
            rooms.vault,
            owner=actor,
            name=name.strip(),
            scopes=frozenset(scopes),
            expires_at=now + timedelta(days=days),
            at=now,
        )
    return await _page(request, token=token)


@desk.page("/account/tokens/{token_id}/revoke", needs=Door.SIGNED_IN, method="POST")
async def revoke_token(request: Request, token_id: UUID) -> Response:
    """Let a token open nothing any more."""
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        await tokens.revoke(db, rooms.vault, token_id, account_id=actor.account, by=actor, at=rooms.now())
    return RedirectResponse(HERE, 303)


def _scopes(request: Request) -> tuple[Permission, ...]:
    """What a token of one's own may be good for: what the role may, and a route of the API asks for."""
    asked = {needs_of(route) for route in routes_of(request.app) if (route.path or "").startswith(API)}
    return tuple(one for one in Permission if one in MATRIX[login_of(request).actor.role] & asked)


def _keep_one(request: Request, account: Account, *, left: int) -> None:
    """Raise when no second factor would be left where one is required."""
    required = rooms_of(request).settings.console_second_factor is SecondFactor.REQUIRED
    if required and left < 1 and account.has_second_factor:
        raise WrongInput("This is your last second step: add another one before you remove it. Nothing was changed.")


async def _page(request: Request, *, sentence: str = "", token: str = "", status: int = 200) -> Response:
    rooms, login = rooms_of(request), login_of(request)
    account_id = login.actor.account
    async with rooms.database.transaction(login.actor.agency) as db:
        shown = {
            "account": await accounts.by_id(db, account_id),
            "passkeys": await second_factors.passkeys_of(db, account_id),
            "logins": await logins.open_ones(db, account_id, now=rooms.now()),
            "tokens": await tokens.all_of(db, account_id),
        }
    shown |= {
        "this": login.id,
        "confirmed": login.is_confirmed(rooms.now()),
        "scopes": _scopes(request),
        "sentence": sentence,
        "token": token,
    }
    return render(request, "accounts/own.html", status=status, **shown)
