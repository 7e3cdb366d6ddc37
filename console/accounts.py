"""The administrator's page of accounts, and the set-up link by which somebody chooses a first or a new password.

An administrator changes who may what, and never learns a password or a token. Nobody changes their own role or disables
their own account here; what must hold in any case is in `store.accounts`.
"""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.credentials import hashing
from console.errors import WrongInput
from console.guard import Desk, Door, Visitor
from console.pages import render, went_wrong
from console.rooms import rooms_of
from store import accounts, logins, partners, passwords, second_factors, tokens, tries
from store.errors import AccountNotAllowed
from tips.access import AccountRole, Actor, Permission

desk = Desk()

LIST: Final = "/accounts"
Email = Annotated[str, Form(max_length=accounts.MOST_EMAIL * 2)]
Name = Annotated[str, Form(max_length=accounts.MOST_NAME * 2)]
Password = Annotated[str, Form(max_length=passwords.MOST * 4)]
_NOTHING: Final[dict[str, str | int | None]] = {"email": "", "name": "", "role": "", "desk": None, "partner": ""}
OVER: Final = "This link is used up or older than 72 hours. Ask your administrator for a new one."


@desk.page(LIST, needs=Permission.ACCOUNTS)
async def show_all(request: Request, visitor: Visitor) -> Response:
    """Everybody, and a form for one more."""
    return await _list(request, visitor)


@desk.page(LIST, needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def create(
    request: Request,
    visitor: Visitor,
    email: Email,
    name: Name,
    role: Annotated[AccountRole, Form()],
    number: Annotated[int | None, Form(alias="desk")] = None,
    partner: Annotated[UUID | None, Form()] = None,
) -> Response:
    """One more account, with a set-up link to hand over, shown this once."""
    rooms = rooms_of(request)
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            made = await accounts.create(
                db,
                rooms.vault,
                email=email,
                name=name,
                role=role,
                desk=number,
                partner=partner,
                by=visitor.on_record,
                at=rooms.now(),
                agency=visitor.agency,
            )
            by = visitor.on_record
            link = await accounts.make_set_up_link(db, rooms.vault, made.id, by=by, at=rooms.now())
    except AccountNotAllowed as exc:
        typed = {"email": email, "name": name, "role": role.value, "desk": number, "partner": str(partner or "")}
        return await _list(request, visitor, sentence=str(exc), typed=typed, status=422)
    return await _one(request, visitor, made.id, link=link)


@desk.page("/accounts/{account_id}", needs=Permission.ACCOUNTS)
async def show_one(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """One account, with everything that may be done to it."""
    return await _one(request, visitor, account_id)


@desk.page("/accounts/{account_id}", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def change(
    request: Request,
    visitor: Visitor,
    account_id: UUID,
    name: Name,
    number: Annotated[int, Form(alias="desk")],
    role: Annotated[AccountRole | None, Form()] = None,
    partner: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Another name, desk, role or partner. Another role or partner ends the account's logins."""
    rooms, by = rooms_of(request), visitor.on_record
    role = visitor.role if account_id == visitor.account else role
    if role is None:
        raise WrongInput("Choose a role.")
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            at = rooms.now()
            values: dict[str, Any] = {"name": name, "role": role, "desk": number, "partner": partner}
            await accounts.change(db, rooms.vault, account_id, **values, by=by, at=at)
    except AccountNotAllowed as exc:
        return await _one(request, visitor, account_id, sentence=str(exc), status=422)
    return _back(account_id)


@desk.page("/accounts/{account_id}/disable", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def disable(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """Let somebody do nothing any more, from this moment and everywhere."""
    if account_id == visitor.account:
        raise WrongInput("Nobody disables their own account: ask another administrator. Nothing was changed.")
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await accounts.disable(db, rooms.vault, account_id, by=visitor.on_record, at=rooms.now())
    return _back(account_id)


@desk.page("/accounts/{account_id}/enable", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def enable(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """Let somebody sign in again."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await accounts.enable(db, rooms.vault, account_id, by=visitor.on_record, at=rooms.now())
    return _back(account_id)


@desk.page("/accounts/{account_id}/set-up-link", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def new_link(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """A link for choosing a password, shown this once."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        account = await accounts.by_id(db, account_id)
        if account.disabled:
            raise WrongInput("This account is disabled: enable it first. Nothing was changed.")
        link = await accounts.make_set_up_link(db, rooms.vault, account_id, by=visitor.on_record, at=rooms.now())
    return await _one(request, visitor, account_id, link=link)


@desk.page("/accounts/{account_id}/reset-factors", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def reset_factors(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """For somebody who has lost phone, passkeys and codes: they set up new ones at the next sign-in."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        account = await accounts.by_id(db, account_id)
        await second_factors.reset(db, rooms.vault, account, by=visitor.on_record, at=rooms.now())
    return _back(account_id)


@desk.page("/accounts/{account_id}/end-logins", needs=Permission.ACCOUNTS, method="POST")
async def end_logins(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """Sign somebody out everywhere."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        account = await accounts.by_id(db, account_id)
        ended = await logins.end_all(db, account_id)
        details, by = {"account": str(account_id), "logins": ended}, visitor.on_record
        await accounts.record(db, rooms.vault, account, "logins-ended", by=by, at=rooms.now(), details=details)
    return _back(account_id)


@desk.page("/accounts/{account_id}/unlock", needs=Permission.ACCOUNTS, method="POST", confirmed=True)
async def unlock(request: Request, visitor: Visitor, account_id: UUID) -> Response:
    """Forget wrong tries, for somebody who should not wait a quarter of an hour."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        account = await accounts.by_id(db, account_id)
        await tries.forget(db, account_id)
        details, by = {"account": str(account_id)}, visitor.on_record
        await accounts.record(db, rooms.vault, account, "account-unlocked", by=by, at=rooms.now(), details=details)
    return _back(account_id)


@desk.page("/accounts/{account_id}/tokens/{token_id}/revoke", needs=Permission.ACCOUNTS, method="POST")
async def revoke(request: Request, visitor: Visitor, account_id: UUID, token_id: UUID) -> Response:
    """Let somebody's API token open nothing any more."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await tokens.revoke(db, rooms.vault, token_id, account_id=account_id, by=visitor, at=rooms.now())
    return _back(account_id)


@desk.page("/set-up/{token}", needs=Door.ANYBODY)
async def show_set_up(request: Request, token: str) -> Response:
    """For whoever holds a set-up link."""
    return await _set_up_page(request, token)


@desk.page("/set-up/{token}", needs=Door.ANYBODY, method="POST")
async def set_up(request: Request, token: str, password: Password, again: Password) -> Response:
    """Choose a password by a set-up link, which is used up then."""
    rooms = rooms_of(request)
    async with rooms.database.transaction() as db:
        account = await accounts.by_set_up_link(db, token, now=rooms.now())
    if account is None:
        return await _set_up_page(request, token)
    wrong = passwords.weakness(password, email=account.email, name=account.name)
    if password != again:
        wrong = "The two are not the same. Type the password twice."
    if wrong:
        return await _set_up_page(request, token, sentence=wrong, status=422)
    new_hash = await hashing.run(passwords.hash_password, password)
    async with rooms.database.transaction() as db:
        if await accounts.by_set_up_link(db, token, now=rooms.now()) is None:  # used up meanwhile
            return await _set_up_page(request, token)
        by = account.actor.on_record
        await accounts.set_password(db, rooms.vault, account.id, new_hash, by=by, at=rooms.now())
        await tries.forget(db, account.id)
    return RedirectResponse("/sign-in", 303)


def _back(account_id: UUID) -> Response:
    return RedirectResponse(f"{LIST}/{account_id}", 303)


async def _list(
    request: Request,
    visitor: Actor,
    *,
    sentence: str = "",
    typed: dict[str, str | int | None] | None = None,
    status: int = 200,
) -> Response:
    async with rooms_of(request).database.transaction(visitor.agency) as db:
        everybody = await accounts.all_of(db)
        trainers = await partners.all_of(db)
    shown = {
        "accounts": everybody,
        "roles": list(AccountRole),
        "partners": trainers,
        "sentence": sentence,
        "typed": typed or _NOTHING,
    }
    return render(request, "accounts/list.html", status=status, **shown)


async def _one(
    request: Request, visitor: Actor, account_id: UUID, *, sentence: str = "", link: str = "", status: int = 200
) -> Response:
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        shown = {
            "account": await accounts.by_id(db, account_id),
            "locked": await tries.is_locked(db, account_id, now=rooms.now()),
            "logins": await logins.open_ones(db, account_id, now=rooms.now()),
            "tokens": await tokens.all_of(db, account_id),
            "partners": await partners.all_of(db),
        }
    shown |= {
        "roles": list(AccountRole),
        "own": account_id == visitor.account,
        "sentence": sentence,
        "link": link and f"{rooms.settings.console_origin}/set-up/{link}",
    }
    return render(request, "accounts/one.html", status=status, **shown)


async def _set_up_page(request: Request, token: str, *, sentence: str = "", status: int = 200) -> Response:
    rooms = rooms_of(request)
    async with rooms.database.transaction() as db:
        account = await accounts.by_set_up_link(db, token, now=rooms.now())
    if account is None:
        return went_wrong(request, 404, OVER)
    shown = {"account": account, "token": token, "sentence": sentence, "least": passwords.LEAST}
    return render(request, "auth/choose_password.html", status=status, **shown)
