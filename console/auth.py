"""Signing in and out: password, second factor, and showing again who one is before something grave."""

import asyncio
from typing import Annotated
from urllib.parse import quote

import structlog
from fastapi import Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.credentials import (
    WRONG,
    WRONG_CODE,
    at_the_earliest,
    code_is_right,
    confirmed,
    give_cookie,
    let_in,
    own_path,
    password_is_right,
    signed_in,
    step_for,
    take_cookie,
)
from console.guard import Desk, Door, login_of
from console.pages import render
from console.rooms import rooms_of
from store import accounts, logins, second_factors
from store.accounts import MOST_EMAIL
from store.logins import Step
from store.passwords import MOST

log = structlog.get_logger()
desk = Desk()

Typed = Annotated[str, Form(max_length=MOST * 4)]
Next = Annotated[str, Form(alias="next", max_length=600)]
PAGES = {Step.PASSWORD: "/second-factor", Step.ENROLL: "/second-factor/set-up"}


@desk.page("/sign-in", needs=Door.ANYBODY)
async def show_sign_in(request: Request, next: str = "/") -> Response:  # noqa: A002 - the query's word
    """The way in. Who comes from another site's link has not sent our cookie yet, so comes once more from here."""
    login = request.state.login
    if login is None and request.headers.get("sec-fetch-site") == "cross-site":
        return render(request, "auth/onward.html", to=f"/sign-in?next={quote(own_path(next), safe='')}")
    if login is not None:
        return RedirectResponse(_after(login.step, own_path(next)), 303)
    return _sign_in_page(request, own_path(next))


@desk.page("/sign-in", needs=Door.ANYBODY, method="POST")
async def sign_in(
    request: Request,
    email: Annotated[str, Form(max_length=MOST_EMAIL * 2)],
    password: Typed,
    next: Next = "/",  # noqa: A002
) -> Response:
    """By address and password. What is wrong is not said, and refusals take equally long."""
    began, rooms, back = asyncio.get_running_loop().time(), rooms_of(request), own_path(next)
    async with rooms.database.transaction() as db:
        account = await accounts.by_email(db, email)
    if account is not None and account.disabled:
        account = None
    right = await password_is_right(rooms, account, password)
    if account is None or not right:
        log.info("sign-in-refused", account=None if account is None else str(account.id))
        await at_the_earliest(began)
        return _sign_in_page(request, back, sentence=WRONG, email=email, status=401)
    step = step_for(rooms, account)
    async with rooms.database.transaction(account.agency) as db:
        token = await let_in(db, request, account, step=step, shown=("password",))
    return _onward(_after(step, back), token)


@desk.page("/second-factor", needs=Door.HALF_SIGNED_IN)
async def show_second_factor(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Asks for a code or a passkey."""
    login, back = login_of(request), own_path(next)
    if login.step is not Step.PASSWORD:
        return RedirectResponse(_after(login.step, back), 303)
    return await _second_factor_page(request, back)


@desk.page("/second-factor", needs=Door.HALF_SIGNED_IN, method="POST")
async def show_code(request: Request, code: Typed, next: Next = "/") -> Response:  # noqa: A002
    """By the app's code or a recovery code."""
    rooms, login, back = rooms_of(request), login_of(request), own_path(next)
    if login.step is not Step.PASSWORD:
        return RedirectResponse(_after(login.step, back), 303)
    shown = await code_is_right(rooms, login.actor, code)
    if shown is None:
        return await _second_factor_page(request, back, sentence=WRONG_CODE, status=401)
    async with rooms.database.transaction(login.actor.agency) as db:
        token = await logins.step_up(db, login, now=rooms.now())
        await signed_in(db, rooms, login.actor, shown=("password", shown))
    return _onward(back, token)


@desk.page("/confirm", needs=Door.SIGNED_IN)
async def show_confirm(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Asks again who this is."""
    return await _confirm_page(request, own_path(next))


@desk.page("/confirm", needs=Door.SIGNED_IN, method="POST")
async def confirm(request: Request, password: Typed, next: Next = "/") -> Response:  # noqa: A002
    """By the password. A wrong one counts like one at the door."""
    rooms, login, back = rooms_of(request), login_of(request), own_path(next)
    async with rooms.database.transaction(login.actor.agency) as db:
        account = await accounts.by_id(db, login.actor.account)
    if not await password_is_right(rooms, account, password):
        sentence = "This is not your password, or the account is locked for 15 minutes."
        return await _confirm_page(request, back, sentence=sentence, status=401)
    return _onward(back, await confirmed(request, login, shown="password"))


@desk.page("/sign-out", needs=Door.HALF_SIGNED_IN, method="POST")
async def sign_out(request: Request) -> Response:
    """Everywhere at once. Who has shown a password alone ends no more than this one login."""
    rooms, login = rooms_of(request), login_of(request)
    account = login.actor.account
    async with rooms.database.transaction(login.actor.agency) as db:
        if login.step is Step.FULL:
            ended = await logins.end_all(db, account)
            by, details = login.actor.on_record, {"account": str(account), "logins": ended}
            await accounts.record(db, rooms.vault, login.actor, "signed-out", by=by, at=rooms.now(), details=details)
        else:
            await logins.end(db, login.id, account_id=account)
    response = RedirectResponse("/sign-in", 303)
    take_cookie(response)
    return response


def _after(step: Step, back: str) -> str:
    """Where a login at this step goes."""
    return back if step is Step.FULL else f"{PAGES[step]}?next={quote(back, safe='')}"


def _onward(to: str, token: str) -> Response:
    response = RedirectResponse(to, 303)
    give_cookie(response, token)
    return response


def _sign_in_page(request: Request, back: str, *, sentence: str = "", email: str = "", status: int = 200) -> Response:
    settings = rooms_of(request).settings
    provider = settings.oidc_name if settings.oidc_issuer else None
    shown = {"back": back, "sentence": sentence, "email": email, "provider": provider}
    return render(request, "auth/sign_in.html", status=status, **shown)


async def _second_factor_page(request: Request, back: str, *, sentence: str = "", status: int = 200) -> Response:
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        account = await accounts.by_id(db, actor.account)
    return render(request, "auth/second_factor.html", status=status, back=back, sentence=sentence, account=account)


async def _confirm_page(request: Request, back: str, *, sentence: str = "", status: int = 200) -> Response:
    rooms, actor = rooms_of(request), login_of(request).actor
    async with rooms.database.transaction(actor.agency) as db:
        account = await accounts.by_id(db, actor.account)
        passkeys = await second_factors.passkeys_of(db, actor.account)
    settings = rooms.settings
    provider = settings.oidc_name if settings.oidc_issuer and account.oidc_subject else None
    shown = {"back": back, "sentence": sentence, "account": account, "passkeys": passkeys, "provider": provider}
    return render(request, "auth/confirm.html", status=status, **shown)
