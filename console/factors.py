"""Setting up a second factor: an authenticator app with its recovery codes here, passkeys in `console.passkeys`."""

from typing import Annotated, Final
from urllib.parse import quote

import pyotp
import segno
from fastapi import Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.credentials import give_cookie, own_path, signed_in
from console.errors import ConfirmFirst, SignInFirst
from console.guard import Desk, Door, login_of
from console.pages import render
from console.rooms import rooms_of
from store import accounts, logins, second_factors
from store.logins import Login, Step

desk = Desk()

SET_UP: Final = "/second-factor/set-up"
Next = Annotated[str, Form(alias="next", max_length=600)]


def may_enroll(request: Request) -> Login:
    """Who may add a second factor: whoever must, and whoever is in and has just shown who they are."""
    login = login_of(request)
    if login.step is Step.PASSWORD:
        raise SignInFirst
    if login.step is Step.FULL and not login.is_confirmed(rooms_of(request).now()):
        raise ConfirmFirst
    return login


@desk.page(SET_UP, needs=Door.HALF_SIGNED_IN)
async def show_set_up(request: Request, next: str = "/") -> Response:  # noqa: A002 - the query's word
    """Offers a passkey or an app, and goes on with an app that was begun."""
    may_enroll(request)
    return await _page(request, own_path(next))


@desk.page("/second-factor/app", needs=Door.HALF_SIGNED_IN, method="POST")
async def begin_app(request: Request, next: Next = "/") -> Response:  # noqa: A002
    """Make a secret for an authenticator app."""
    rooms, login = rooms_of(request), may_enroll(request)
    async with rooms.database.transaction(login.actor.agency) as db:
        await logins.end_enrolling(db, login.actor.account, but=login.id)
        await second_factors.begin_app(db, rooms.vault, login.actor, at=rooms.now())
    return RedirectResponse(f"{SET_UP}?next={quote(own_path(next), safe='')}", 303)


@desk.page("/second-factor/app/prove", needs=Door.HALF_SIGNED_IN, method="POST")
async def prove_app(
    request: Request,
    code: Annotated[str, Form(max_length=100)],
    next: Next = "/",  # noqa: A002
) -> Response:
    """Take the app into use by its first code, and show the recovery codes, this once."""
    rooms, login, back = rooms_of(request), may_enroll(request), own_path(next)
    async with rooms.database.transaction(login.actor.agency) as db:
        await logins.end_enrolling(db, login.actor.account, but=login.id)
        codes = await second_factors.prove_app(db, rooms.vault, login.actor, code, at=rooms.now())
        token = None
        if codes is not None and login.step is Step.ENROLL:
            token = await logins.step_up(db, login, now=rooms.now())
            await signed_in(db, rooms, login.actor, shown=("password", "new app"))
    if codes is None:
        sentence = "This code is not right. Check that the phone's clock is set by the network, and type the next one."
        return await _page(request, back, sentence=sentence, status=422)
    response = render(request, "auth/recovery_codes.html", codes=codes, back=back)
    if token is not None:
        give_cookie(response, token)
    return response


@desk.page("/account/recovery-codes", needs=Door.SIGNED_IN, method="POST", confirmed=True)
async def renew_codes(request: Request) -> Response:
    """Ten new recovery codes instead of the ones before."""
    rooms, login = rooms_of(request), login_of(request)
    async with rooms.database.transaction(login.actor.agency) as db:
        codes = await second_factors.renew_recovery_codes(db, rooms.vault, login.actor, at=rooms.now())
    return render(request, "auth/recovery_codes.html", codes=codes, back="/account")


async def _page(request: Request, back: str, *, sentence: str = "", status: int = 200) -> Response:
    rooms, login = rooms_of(request), login_of(request)
    async with rooms.database.transaction(login.actor.agency) as db:
        account = await accounts.by_id(db, login.actor.account)
        secret = await second_factors.unproven_app(db, rooms.vault, account.id)
    shown = {
        "back": back,
        "sentence": sentence,
        "account": account,
        "must": login.step is Step.ENROLL,
        "secret": secret and " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "drawing": secret and _drawing(secret, login.email),
    }
    return render(request, "auth/set_up.html", status=status, **shown)


def _drawing(secret: str, email: str) -> str:
    """The QR code of a secret, as an image in an address; the page's rules allow those."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Highbeam")
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=3, light="white", dark="black")
