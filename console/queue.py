"""The queue page: what should be looked at next, its filters, saved views, search, preview, claiming from the row."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import Form
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.errors import WrongInput
from console.filters import choices, wanted_of
from console.guard import Desk, Visitor
from console.pages import is_fragment, render
from console.rooms import rooms_of
from store import accounts, casework, lines, queue
from store.glance import glance
from store.queue import Line, Page, QueueFilter
from tips.access import Actor, Permission

desk = Desk()

MOST_REFRESHED: Final = lines.MOST_LINES
LIMIT: Final = 50
WORDS_LIMIT: Final = 200
NAME_LIMIT: Final = 60


@desk.page("/queue", needs=Permission.QUEUE)
async def queue_page(request: Request, visitor: Visitor, after: str | None = None) -> HTMLResponse:
    """The whole page."""
    rooms, wanted = rooms_of(request), wanted_of(request, visitor)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await queue.page(db, wanted, now=rooms.now(), after=after, limit=LIMIT)
        counts = await queue.counts(db, now=rooms.now(), mine=visitor.account)
        views = await queue.list_views(db, by=visitor)
        names = await _names(db, found.lines)
    return render(
        request,
        "queue/page.html",
        **_lines_of(found, names, wanted),
        **choices(),
        wanted=wanted,
        counts=counts,
        views=views,
        after=after,
        query=urlencode(wanted.to_query()),
        searched=None,
    )


@desk.page("/queue/rows", needs=Permission.QUEUE)
async def rows(request: Request, visitor: Visitor, after: str | None = None) -> HTMLResponse:
    """The lines behind those that are on the screen."""
    return await _rows(request, visitor, after)


@desk.page("/queue/news", needs=Permission.QUEUE, quiet=True)
async def news(request: Request, visitor: Visitor) -> HTMLResponse:
    """The first lines as they are now, for a page that may have missed some news."""
    return await _rows(request, visitor, None)


@desk.page("/queue/lines", needs=Permission.QUEUE, quiet=True)
async def lines_again(request: Request, visitor: Visitor, ids: str = "") -> HTMLResponse:
    """These lines as they are now, for a page that shows them already. Unknown ones are left out."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await lines.read(db, _ids(ids), now=rooms.now())
        names = await _names(db, found)
    return render(request, "queue/lines.html", lines=found, names=names, next=None, older=None, searched=None)


@desk.page("/queue/preview/{code}", needs=Permission.QUEUE)
async def preview(request: Request, visitor: Visitor, code: str) -> HTMLResponse:
    """What the envelope tells of a tip: enough to judge it by, and nothing that is sealed."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await glance(db, code, now=rooms.now())
        names = await _names(db, (found.line,))
    return render(
        request,
        "queue/preview.html",
        line=found.line,
        names=names,
        assessment=found.assessment,
        signs=[(one, _sign_words(request, one)) for one in found.line.indicators],
        fragment=is_fragment(request),
    )


@desk.page("/queue/search", needs=Permission.QUEUE)
async def search_again(request: Request) -> HTMLResponse:
    """Where one comes back to what was found: the browser's own memory of the page holds the words, and posts them."""
    return render(request, "queue/search.html", **_lines_of(Page(lines=(), next=None), {}, QueueFilter()), searched="")


@desk.page("/queue/search", method="POST", needs=Permission.QUEUE)
async def search(
    request: Request,
    visitor: Visitor,
    words: Annotated[str, Form(max_length=WORDS_LIMIT)] = "",
    after: Annotated[str | None, Form()] = None,
) -> Response:
    """Search. By POST although it changes nothing: what is looked for must stand in no address, history or log."""
    rooms, words = rooms_of(request), words.strip()
    if not words:
        return RedirectResponse("/queue", 303)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await queue.search(db, rooms.vault, words, by=visitor, now=rooms.now(), after=after, limit=LIMIT)
        names = await _names(db, found.lines)
    context = {**_lines_of(found, names, QueueFilter()), "searched": words, "after": after, "kinds": found.kinds}
    if is_fragment(request):
        return render(request, "queue/lines.html", **context)
    return render(request, "queue/search.html", **context)


@desk.page("/queue/claim/{code}", method="POST", needs=Permission.CLAIM)
async def claim(request: Request, visitor: Visitor, code: str) -> Response:
    """Claim from the row. HTMX gets the row as it is then, a plain form the queue again."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await casework.claim(db, rooms.vault, code, version=None, by=visitor, at=rooms.now())
    if not is_fragment(request):
        return RedirectResponse("/queue", 303)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await glance(db, code, now=rooms.now())
        names = await _names(db, (found.line,))
    return render(request, "queue/line.html", line=found.line, names=names)


@desk.page("/queue/views", method="POST", needs=Permission.QUEUE)
async def save_view(
    request: Request,
    visitor: Visitor,
    name: Annotated[str, Form(max_length=NAME_LIMIT)] = "",
    query: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep the filter of the page under a name."""
    if not name.replace("\0", "").strip():
        raise WrongInput("Give the view a name. Nothing was changed.")
    rooms = rooms_of(request)
    kept = urlencode(QueueFilter.from_query(dict(parse_qsl(query)), visitor.account).to_query())
    async with rooms.database.transaction(visitor.agency) as db:
        await queue.save_view(db, name=name, query=kept, by=visitor, at=rooms.now())
    return _to(f"/queue?{kept}", request)


@desk.page("/queue/views/{view_id}/delete", method="POST", needs=Permission.QUEUE)
async def delete_view(request: Request, visitor: Visitor, view_id: UUID) -> Response:
    """Delete one's own view. Deleting it twice is deleting it."""
    async with rooms_of(request).database.transaction(visitor.agency) as db:
        await queue.delete_view(db, view_id, by=visitor)
    return _to("/queue", request)


async def _rows(request: Request, visitor: Actor, after: str | None) -> HTMLResponse:
    rooms, wanted = rooms_of(request), wanted_of(request, visitor)
    async with rooms.database.transaction(visitor.agency) as db:
        found = await queue.page(db, wanted, now=rooms.now(), after=after, limit=LIMIT)
        names = await _names(db, found.lines)
    return render(request, "queue/lines.html", **_lines_of(found, names, wanted), searched=None)


def _lines_of(found: Page, names: Mapping[UUID, str], wanted: QueueFilter) -> dict[str, Any]:
    """What the template of the lines needs."""
    older = None if found.next is None else urlencode({**wanted.to_query(), "after": found.next})
    return {"lines": found.lines, "names": names, "next": found.next, "older": older}


async def _names(db: AsyncConnection, found: Iterable[Line]) -> dict[UUID, str]:
    return await accounts.names_of(db, {line.claimed_by for line in found if line.claimed_by is not None})


def _sign_words(request: Request, indicator_id: str) -> str:
    catalog = rooms_of(request).catalog
    return catalog.text(indicator_id, "en") if indicator_id in catalog else indicator_id


def _ids(given: str) -> list[UUID]:
    try:
        return [UUID(one) for one in given.split(",")[:MOST_REFRESHED] if one]
    except ValueError as exc:
        raise WrongInput("These are no lines of the queue.") from exc


def _to(address: str, request: Request) -> Response:
    """To another page, for a plain form and for HTMX alike."""
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)
