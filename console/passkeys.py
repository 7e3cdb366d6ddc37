"""Passkeys in the browser: what it is asked to sign, and whether what it signed is right.

A challenge carries its own proof (purpose, time, a keyed code), so nothing is kept for people who never answer; an
answered one is spent. Alone, a passkey must have checked its holder (PIN, fingerprint); after the password it need not.
"""

import json
import os
from datetime import timedelta
from hmac import compare_digest
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from console.credentials import confirmed, device_of, give_cookie, let_in, own_path, signed_in
from console.errors import SignInFirst, WrongInput
from console.factors import may_enroll
from console.guard import Desk, Door, login_of
from console.rooms import Rooms, rooms_of
from store import accounts, logins, second_factors, tries
from store.accounts import Account
from store.logins import Login, Step
from store.second_factors import Passkey
from tips.access import Actor

desk = Desk()

GOOD_FOR: Final = timedelta(minutes=5)
MOST_BYTES: Final = 64 * 1024
NONCE: Final = 16
STAMP: Final = 8
UNREADABLE: Final = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError)
"""What the library raises on something that no browser would send."""
NOT_GOOD: Final = "This passkey was not accepted. Try again, or sign in another way."


@desk.page("/sign-in/passkey/options", needs=Door.ANYBODY, method="POST")
async def sign_in_options(request: Request) -> Response:
    """What to sign for signing in by a passkey alone, whosever it is."""
    return _ask(request, "sign-in", verified=True)


@desk.page("/sign-in/passkey", needs=Door.ANYBODY, method="POST")
async def sign_in(request: Request) -> Response:
    """By a passkey alone."""
    rooms, (given, back) = rooms_of(request), await _read(request)
    passkey, account = await _owner(rooms, given)
    await _check(rooms, account, passkey, given, purpose="sign-in", verified=True)
    async with rooms.database.transaction(account.agency) as db:
        token = await let_in(db, request, account, step=Step.FULL, shown=("passkey",))
    return _onward(back, token)


@desk.page("/second-factor/passkey/options", needs=Door.HALF_SIGNED_IN, method="POST")
async def second_factor_options(request: Request) -> Response:
    """What to sign after the password."""
    login = login_of(request)
    return _ask(request, f"second factor {login.id}", await _passkeys(request, login))


@desk.page("/second-factor/passkey", needs=Door.HALF_SIGNED_IN, method="POST")
async def second_factor(request: Request) -> Response:
    """By a passkey after the password."""
    rooms, login, (given, back) = rooms_of(request), login_of(request), await _read(request)
    if login.step is not Step.PASSWORD:
        raise SignInFirst
    await _check_own(rooms, login, given, purpose=f"second factor {login.id}")
    async with rooms.database.transaction(login.actor.agency) as db:
        token = await logins.step_up(db, login, now=rooms.now())
        await signed_in(db, rooms, login.actor, shown=("password", "passkey"))
    return _onward(back, token)


@desk.page("/confirm/passkey/options", needs=Door.SIGNED_IN, method="POST")
async def confirm_options(request: Request) -> Response:
    """What to sign to show again who one is."""
    login = login_of(request)
    return _ask(request, f"confirm {login.id}", await _passkeys(request, login), verified=True)


@desk.page("/confirm/passkey", needs=Door.SIGNED_IN, method="POST")
async def confirm(request: Request) -> Response:
    """By a passkey, again."""
    rooms, login, (given, back) = rooms_of(request), login_of(request), await _read(request)
    await _check_own(rooms, login, given, purpose=f"confirm {login.id}", verified=True)
    return _onward(back, await confirmed(request, login, shown="passkey"))


@desk.page("/passkeys/options", needs=Door.HALF_SIGNED_IN, method="POST")
async def new_options(request: Request) -> Response:
    """What to sign to add a passkey."""
    rooms, login = rooms_of(request), may_enroll(request)
    options = generate_registration_options(
        rp_id=rooms.settings.host,
        rp_name="Highbeam",
        user_id=login.actor.account.bytes,
        user_name=login.email,
        user_display_name=login.actor.name,
        challenge=_challenge(rooms, f"add {login.id}"),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=_descriptors(await _passkeys(request, login)),
    )
    return Response(options_to_json(options), media_type="application/json")


@desk.page("/passkeys", needs=Door.HALF_SIGNED_IN, method="POST")
async def add(request: Request) -> Response:
    """Keep a new passkey. For somebody who had to set one up, this finishes signing in."""
    rooms, login, (given, back) = rooms_of(request), may_enroll(request), await _read(request)
    try:
        credential: RegistrationCredential = parse_registration_credential_json(given)
        verified = verify_registration_response(
            credential=credential,
            expected_challenge=_own_challenge(rooms, credential, f"add {login.id}"),
            expected_rp_id=rooms.settings.host,
            expected_origin=rooms.settings.console_origin,
        )
    except UNREADABLE as exc:
        raise WrongInput("This passkey was not accepted. Nothing was changed; try again.") from exc
    transports = tuple(one.value for one in credential.response.transports or ())
    async with rooms.database.transaction(login.actor.agency) as db:
        await logins.end_enrolling(db, login.actor.account, but=login.id)
        await second_factors.add_passkey(
            db,
            rooms.vault,
            login.actor,
            credential=verified.credential_id,
            public_key=verified.credential_public_key,
            uses=verified.sign_count,
            transports=transports,
            name=device_of(request),
            at=rooms.now(),
        )
        if login.step is Step.FULL:
            return JSONResponse({"to": back})
        token = await logins.step_up(db, login, now=rooms.now())
        await signed_in(db, rooms, login.actor, shown=("password", "new passkey"))
    return _onward(back, token)


def _ask(request: Request, purpose: str, passkeys: tuple[Passkey, ...] = (), *, verified: bool = False) -> Response:
    rooms = rooms_of(request)
    options = generate_authentication_options(
        rp_id=rooms.settings.host,
        challenge=_challenge(rooms, purpose),
        allow_credentials=_descriptors(passkeys) or None,
        user_verification=UserVerificationRequirement.REQUIRED if verified else UserVerificationRequirement.PREFERRED,
    )
    return Response(options_to_json(options), media_type="application/json")


async def _check_own(
    rooms: Rooms, login: Login, given: dict[str, Any], *, purpose: str, verified: bool = False
) -> None:
    """As `_check`, for somebody whom we know: a passkey of another account must not do."""
    passkey, account = await _owner(rooms, given)
    if account.id != login.actor.account:
        raise await _refused(rooms, login.actor)
    await _check(rooms, account, passkey, given, purpose=purpose, verified=verified)


async def _check(
    rooms: Rooms, account: Account, passkey: Passkey, given: dict[str, Any], *, purpose: str, verified: bool
) -> None:
    """Raise `WrongInput` unless this passkey has signed what we asked, for this purpose, just now, and only once."""
    try:
        credential: AuthenticationCredential = parse_authentication_credential_json(given)
        challenge = _own_challenge(rooms, credential, purpose)
    except UNREADABLE as exc:
        raise WrongInput(NOT_GOOD) from exc
    try:
        answer = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=rooms.settings.host,
            expected_origin=rooms.settings.console_origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.uses,
            require_user_verification=verified,
        )
    except UNREADABLE as exc:
        raise await _refused(rooms, account) from exc
    if credential.response.user_handle not in {None, account.id.bytes}:
        raise await _refused(rooms, account)
    async with rooms.database.transaction(account.agency) as db:
        uses, now = answer.new_sign_count, rooms.now()
        is_first = await second_factors.used_passkey(db, passkey, uses=uses, challenge=challenge, now=now)
    if not is_first:
        raise await _refused(rooms, account)


async def _owner(rooms: Rooms, given: dict[str, Any]) -> tuple[Passkey, Account]:
    try:
        credential = parse_authentication_credential_json(given).raw_id
    except UNREADABLE as exc:
        raise WrongInput(NOT_GOOD) from exc
    async with rooms.database.transaction() as db:
        passkey = await second_factors.by_credential(db, credential)
        account = None if passkey is None else await accounts.by_id(db, passkey.account)
    if passkey is None or account is None:
        raise WrongInput(NOT_GOOD)
    if account.disabled:
        raise await _refused(rooms, account)
    return passkey, account


async def _refused(rooms: Rooms, account: Account | Actor) -> WrongInput:
    """What to raise, once it is on the trail whose passkey did not get anybody in."""
    async with rooms.database.transaction(account.agency) as db:
        await tries.refused(db, rooms.vault, account, "passkey", now=rooms.now())
    return WrongInput(NOT_GOOD)


async def _passkeys(request: Request, login: Login) -> tuple[Passkey, ...]:
    async with rooms_of(request).database.transaction(login.actor.agency) as db:
        return await second_factors.passkeys_of(db, login.actor.account)


def _descriptors(passkeys: tuple[Passkey, ...]) -> list[PublicKeyCredentialDescriptor]:
    known = set(AuthenticatorTransport)
    return [
        PublicKeyCredentialDescriptor(
            id=passkey.credential,
            transports=[AuthenticatorTransport(one) for one in passkey.transports if one in known],
        )
        for passkey in passkeys
    ]


def _challenge(rooms: Rooms, purpose: str) -> bytes:
    made = os.urandom(NONCE) + int(rooms.now().timestamp()).to_bytes(STAMP)
    return made + _code(rooms, purpose, made)


def _own_challenge(rooms: Rooms, credential: AuthenticationCredential | RegistrationCredential, purpose: str) -> bytes:
    """The challenge that was answered, when it is one of ours, for this purpose, and not too old."""
    challenge = parse_client_data_json(credential.response.client_data_json).challenge
    made, code = challenge[: NONCE + STAMP], challenge[NONCE + STAMP :]
    age = rooms.now().timestamp() - int.from_bytes(made[NONCE:])
    if not compare_digest(code, _code(rooms, purpose, made)) or not -1 <= age <= GOOD_FOR.total_seconds():
        raise WrongInput("This took too long, or belongs to another page. Nothing was changed; try again.")
    return challenge


def _code(rooms: Rooms, purpose: str, made: bytes) -> bytes:
    return rooms.vault.digest("passkey challenge", purpose.encode() + b"\0" + made)


async def _read(request: Request) -> tuple[dict[str, Any], str]:
    """What the page sent: the credential, and where to go next."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise WrongInput(NOT_GOOD)
    try:
        said = json.loads(body)
        credential, back = said["credential"], said.get("next")
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise WrongInput(NOT_GOOD) from exc
    if not isinstance(credential, dict):
        raise WrongInput(NOT_GOOD)
    return credential, own_path(back if isinstance(back, str) else None)


def _onward(to: str, token: str) -> Response:
    response = JSONResponse({"to": to})
    give_cookie(response, token)
    return response
