"""What is done with a tip from its page: each action is one form, and gives back the parts of the page that change."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import Form
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console import media
from console.guard import Desk, Visitor
from console.pages import clock, is_fragment, render, went_wrong
from console.preview import LONGEST_WORDS, preview
from console.rooms import rooms_of
from console.tip import NO_SCRIPT, read
from console.tip_talk import People, changes
from console.words import words as in_words
from store import accounts, casework
from store.errors import ClaimHeld, Stale
from store.vault import Vault
from tips.access import Actor, Permission
from tips.lifecycle import Disposition, Proposal, TipStatus
from tips.priority import PriorityLevel

desk = Desk()

Version = Annotated[int | None, Form()]
Words = Annotated[str, Form(max_length=4000)]
CONFLICT: Final = 409

Deed = Callable[[AsyncConnection, Vault, datetime], Awaitable[int]]


@desk.page("/tips/{code}/claim", needs=Permission.CLAIM, method="POST")
async def claim(request: Request, code: str, visitor: Visitor, version: Version = None) -> Response:
    """Take the tip for half an hour."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.claim(db, vault, code, by=visitor, at=at, version=version)

    return await act(request, visitor, code, deed, said="You hold this tip.", undo="release")


@desk.page("/tips/{code}/release", needs=Permission.CLAIM, method="POST")
async def release(request: Request, code: str, visitor: Visitor, version: Version = None) -> Response:
    """Give one's own tip back."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.release(db, vault, code, by=visitor, at=at, version=version)

    return await act(request, visitor, code, deed, said="The tip is anybody's again.", undo="claim")


@desk.page("/tips/{code}/assign", needs=Permission.ASSIGN, method="POST")
async def assign(
    request: Request,
    code: str,
    visitor: Visitor,
    to: Annotated[UUID, Form()],
    reason: Words = "",
    version: Version = None,
) -> Response:
    """Give the tip to a colleague."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.assign(db, vault, code, by=visitor, at=at, to=to, reason=reason, version=version)

    return await act(request, visitor, code, deed, said="The tip is assigned.", typed=reason)


@desk.page("/tips/{code}/break-claim", needs=Permission.BREAK_CLAIM, method="POST")
async def break_claim(
    request: Request, code: str, visitor: Visitor, reason: Words = "", version: Version = None
) -> Response:
    """End a colleague's claim."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.break_claim(db, vault, code, by=visitor, at=at, reason=reason, version=version)

    return await act(request, visitor, code, deed, said="The claim is ended.", typed=reason)


@desk.page("/tips/{code}/priority", needs=Permission.CHANGE_PRIORITY, method="POST")
async def priority(
    request: Request,
    code: str,
    visitor: Visitor,
    level: Annotated[PriorityLevel, Form()],
    reason: Words = "",
    version: Version = None,
) -> Response:
    """Set how soon to look."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.change_priority(
            db, vault, code, by=visitor, at=at, level=level, reason=reason, version=version
        )

    said = f"The priority is {in_words(level, 'priority').lower()}."
    return await act(request, visitor, code, deed, said=said, typed=reason)


@desk.page("/tips/{code}/propose", needs=Permission.PROPOSE, method="POST")
async def propose(
    request: Request,
    code: str,
    visitor: Visitor,
    what: Annotated[Proposal, Form()],
    reason: Words = "",
    version: Version = None,
) -> Response:
    """Propose what a supervisor decides."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.propose(db, vault, code, by=visitor, at=at, what=what, words=reason, version=version)

    return await act(request, visitor, code, deed, said="It is proposed.", typed=reason)


@desk.page("/tips/{code}/status", needs=Permission.WORK, method="POST")
async def status(
    request: Request,
    code: str,
    visitor: Visitor,
    to: Annotated[TipStatus, Form()],
    disposition: Annotated[Disposition | None, Form()] = None,
    told: Annotated[str, Form(max_length=4000)] = "",
    words: Words = "",
    version: Version = None,
) -> Response:
    """Move the tip on, or close it."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.move(
            db,
            vault,
            code,
            by=visitor,
            at=at,
            to=to,
            disposition=disposition,
            told=told,
            words=words,
            version=version,
        )

    said = f"The status is {in_words(to, 'status').lower()}."
    return await act(request, visitor, code, deed, said=said, typed="\n\n".join(one for one in (told, words) if one))


@desk.page("/tips/{code}/hold", needs=Permission.HOLD, method="POST")
async def hold(
    request: Request,
    code: str,
    visitor: Visitor,
    on: Annotated[bool, Form()],
    reason: Words = "",
    version: Version = None,
) -> Response:
    """Put the tip on legal hold, or take it off."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.hold(db, vault, code, by=visitor, at=at, on=on, reason=reason, version=version)

    said = "The tip is on legal hold." if on else "The legal hold is lifted."
    return await act(request, visitor, code, deed, said=said, typed=reason)


@desk.page("/tips/{code}/note", needs=Permission.NOTE, method="POST")
async def note(request: Request, code: str, visitor: Visitor, words: Words = "") -> Response:
    """Write for colleagues."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.note(db, vault, code, by=visitor, at=at, words=words)

    return await act(request, visitor, code, deed, said="The note is kept.", typed=words)


@desk.page("/tips/{code}/ask", needs=Permission.ASK, method="POST")
async def ask(request: Request, code: str, visitor: Visitor, words: Words = "") -> Response:
    """Write to the reporter."""

    async def deed(db: AsyncConnection, vault: Vault, at: datetime) -> int:
        return await casework.ask(db, vault, code, by=visitor, at=at, words=words)

    return await act(request, visitor, code, deed, said="It is on its way to the driver.", typed=words)


@desk.page("/tips/{code}/renew", needs=Permission.CLAIM, method="POST")
async def renew(request: Request, code: str, visitor: Visitor) -> Response:
    """Say that the holder is still typing: the claim goes on."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await casework.renew(db, rooms.vault, code, by=visitor, at=rooms.now())
    return Response(status_code=204)


@desk.page("/tips/{code}/preview", needs=Permission.ASK, method="POST")
async def show_preview(
    request: Request,
    code: str,
    visitor: Visitor,
    words: Annotated[str, Form(max_length=8000)] = "",
    told: Annotated[str, Form(max_length=8000)] = "",
    about: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """The card as the phone will show it. By post, so that what is being written stands in no address."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        case = await casework.open_case(db, rooms.vault, code, by=visitor, at=rooms.now(), look=False)
    closing = about == TipStatus.CLOSED
    text = told if closing else words
    if not closing and not text.strip():
        return Response()
    card = (
        preview().news(case.language, case.row.code, TipStatus.CLOSED, text)
        if closing
        else preview().question(case.language, case.row.code, text)
    )
    return render(
        request,
        "tip/phone.html",
        card=card,
        language=preview().name(case.language),
        too_long=len(text) > LONGEST_WORDS,
    )


@desk.page("/tips/{code}/media/{file_id}/original", needs=Permission.OPEN_ORIGINAL, confirmed=True)
async def original_form(request: Request, code: str, file_id: UUID, visitor: Visitor) -> Response:
    """Asks for the reason."""
    async with rooms_of(request).database.transaction(visitor.agency) as db:
        await casework.check_original(db, code, file_id)
    return render(request, "tip/original.html", code=code, file_id=file_id)


@desk.page("/tips/{code}/media/{file_id}/original", needs=Permission.OPEN_ORIGINAL, method="POST", confirmed=True)
async def original(request: Request, code: str, file_id: UUID, visitor: Visitor, reason: Words = "") -> Response:
    """The file as it was sent, as a download and never as something that the browser opens by itself."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await casework.open_original(
            db, rooms.vault, rooms.objects, code, file_id, by=visitor, reason=reason, at=rooms.now()
        )
    name = media.file_name(found.code, found.sha256[:8], found.mime)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": NO_SCRIPT,
    }
    return Response(found.data, media_type="application/octet-stream", headers=headers)


async def act(
    request: Request, visitor: Actor, code: str, deed: Deed, *, said: str, undo: str = "", typed: str = ""
) -> Response:
    """Do it in one transaction. HTMX gets the parts that changed, a plain form the page again.

    What somebody else did first is told with who, what and when; what was typed is given back.
    """
    rooms = rooms_of(request)
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            await deed(db, rooms.vault, rooms.now())
    except Stale as stale:
        return await _say_stale(request, visitor, code, stale, typed)
    except ClaimHeld as held:
        async with rooms.database.transaction(visitor.agency) as db:
            names = await accounts.names_of(db, [held.by])
        name = People(names=names, me=visitor.account).name(held.by)
        sentence = (
            f"{name} holds this tip until {clock(held.until)} UTC. Nothing was changed. Notes are always possible."
        )
        return went_wrong(request, CONFLICT, sentence)
    if not is_fragment(request):
        return RedirectResponse(f"/tips/{code}", 303)
    context = await read(request, visitor, code, look=True)
    return render(request, "tip/answer.html", said=said, undo=undo, **context)


async def _say_stale(request: Request, visitor: Actor, code: str, stale: Stale, typed: str) -> Response:
    rooms = rooms_of(request)
    mentioned = {UUID(one.actor.removeprefix("account:")) for one in stale.changed if one.actor.startswith("account:")}
    async with rooms.database.transaction(visitor.agency) as db:
        names = await accounts.names_of(db, mentioned)
    changed = changes(stale.changed, People(names=names, me=visitor.account))
    return render(
        request,
        "tip/stale.html",
        status=CONFLICT,
        code=code,
        changed=changed,
        typed=typed,
        fragment=is_fragment(request),
    )
