"""Training partners at the desk: who trains their people, by which links, and how many of them came how far.

Administrators make partners, cohorts and links; supervisors see counts. Nobody here can see who learns: the console's
database role cannot read it. What a partner's own person sees is in `console.partner`.
"""

from datetime import date, timedelta
from typing import Annotated, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.errors import WrongInput
from console.guard import Desk, Visitor
from console.pages import render
from console.posters import Size, print_poster, sheets
from console.rooms import Rooms, rooms_of
from store import partners
from store.errors import PartnerNotAllowed
from store.partners import Link
from tips.access import Actor, Permission
from tips.training import Counts, total_of

desk = Desk()

LIST: Final = "/training"
NO_BOT: Final = "No bot has been started with this database yet, so links cannot be shown: start it first."
Name = Annotated[str, Form(max_length=partners.MOST_NAME * 4)]


@desk.page(LIST, needs=Permission.TRAINING)
async def show_all(request: Request, visitor: Visitor) -> Response:
    """Every partner with its counts, and a form for one more."""
    return await _list(request, visitor)


@desk.page(LIST, needs=Permission.PARTNERS, method="POST")
async def create(request: Request, visitor: Visitor, name: Name) -> Response:
    """One more partner."""
    rooms, by = rooms_of(request), visitor.on_record
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            made = await partners.create(db, rooms.vault, name=name, by=by, at=rooms.now(), agency=visitor.agency)
    except PartnerNotAllowed as exc:
        return await _list(request, visitor, sentence=str(exc), typed=name, status=422)
    return _back(made.id)


@desk.page("/training/{partner_id}", needs=Permission.TRAINING)
async def show_one(request: Request, visitor: Visitor, partner_id: UUID) -> Response:
    """One partner: cohorts, links, counts."""
    return await _one(request, visitor, partner_id)


@desk.page("/training/{partner_id}/cohorts", needs=Permission.PARTNERS, method="POST")
async def add_cohort(
    request: Request, visitor: Visitor, partner_id: UUID, name: Name, course: Annotated[str, Form(max_length=40)]
) -> Response:
    """One more cohort of a partner."""
    rooms, by = rooms_of(request), visitor.on_record
    if course not in rooms.courses.courses:
        raise WrongInput("There is no such course: choose one from the list. Nothing was changed.")
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            made: dict[str, Any] = {"by": by, "at": rooms.now(), "agency": visitor.agency}
            await partners.add_cohort(db, rooms.vault, partner_id, name=name, course=course, **made)
    except PartnerNotAllowed as exc:
        return await _one(request, visitor, partner_id, sentence=str(exc), status=422)
    return _back(partner_id)


@desk.page("/training/{partner_id}/links", needs=Permission.PARTNERS, method="POST")
async def make_link(
    request: Request,
    visitor: Visitor,
    partner_id: UUID,
    cohort: Annotated[UUID, Form()],
    until: Annotated[date | None, Form()] = None,
    seats: Annotated[int | None, Form()] = None,
) -> Response:
    """A join link into a cohort of this partner: until a day, for so many, or without either."""
    rooms, by = rooms_of(request), visitor.on_record
    try:
        async with rooms.database.transaction(visitor.agency) as db:
            if (await partners.cohort(db, cohort)).partner != partner_id:
                raise WrongInput("This cohort is another partner's. Nothing was changed.")
            made: dict[str, Any] = {"by": by, "at": rooms.now(), "agency": visitor.agency}
            zone = ZoneInfo(rooms.settings.console_zone)
            expires = None if until is None else partners.end_of(until, zone)
            await partners.make_link(db, rooms.vault, cohort, expires_at=expires, seats=seats, **made)
    except PartnerNotAllowed as exc:
        return await _one(request, visitor, partner_id, sentence=str(exc), status=422)
    return _back(partner_id)


@desk.page("/training/{partner_id}/links/{link_id}/revoke", needs=Permission.PARTNERS, method="POST")
async def revoke(request: Request, visitor: Visitor, partner_id: UUID, link_id: UUID) -> Response:
    """Let nobody join by this link any more."""
    rooms, by = rooms_of(request), visitor.on_record
    async with rooms.database.transaction(visitor.agency) as db:
        made: dict[str, Any] = {"by": by, "at": rooms.now(), "agency": visitor.agency}
        await partners.revoke(db, rooms.vault, link_id, partner_id=partner_id, **made)
    return _back(partner_id)


@desk.page("/training/{partner_id}/links/{link_id}/poster.pdf", needs=Permission.PARTNERS)
async def poster(
    request: Request,
    visitor: Visitor,
    partner_id: UUID,
    link_id: UUID,
    language: str = "en",
    size: Size = Size.LETTER,
) -> Response:
    """The poster of a link, to print."""
    return await poster_of(rooms_of(request), visitor, partner_id, link_id, language, size)


async def poster_of(
    rooms: Rooms, visitor: Actor, partner_id: UUID, link_id: UUID, language: str, size: Size
) -> Response:
    """The poster of a partner's link. Raises `NoSuchPartner`, and `WrongInput` before a bot has told its name."""
    async with rooms.database.transaction(visitor.agency) as db:
        link, code = await partners.open_link(db, rooms.vault, link_id, partner_id=partner_id)
        partner, cohort = await partners.by_id(db, partner_id), await partners.cohort(db, link.cohort)
        bot = await partners.bot_name(db)
    if bot is None:
        raise WrongInput(NO_BOT)
    return await print_poster(rooms, bot=bot, code=code, partner=partner, cohort=cohort, language=language, size=size)


async def addresses(rooms: Rooms, visitor: Actor, partner_id: UUID, links: tuple[Link, ...]) -> dict[UUID, str]:
    """What the links that are good open, as far as that is known."""
    async with rooms.database.transaction(visitor.agency) as db:
        bot = await partners.bot_name(db)
        if bot is None:
            return {}
        opened = [await partners.open_link(db, rooms.vault, link.id, partner_id=partner_id) for link in links]
    return {link.id: partners.address(bot, code) for link, code in opened}


def _back(partner_id: UUID) -> Response:
    return RedirectResponse(f"{LIST}/{partner_id}", 303)


async def _list(
    request: Request, visitor: Actor, *, sentence: str = "", typed: str = "", status: int = 200
) -> Response:
    async with rooms_of(request).database.transaction(visitor.agency) as db:
        everybody = await partners.all_of(db)
        cohorts = await partners.cohorts_of(db)
        progress = await partners.progress(db)
    rows = []
    for partner in everybody:
        own = [progress.get(cohort.id, Counts()) for cohort in cohorts if cohort.partner == partner.id]
        rows.append((partner, len(own), total_of(own)))
    return render(request, "training/list.html", status=status, rows=rows, sentence=sentence, typed=typed)


async def _one(
    request: Request, visitor: Actor, partner_id: UUID, *, sentence: str = "", status: int = 200
) -> Response:
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        partner = await partners.by_id(db, partner_id)
        cohorts = await partners.cohorts_of(db, partner_id)
        progress = await partners.progress(db)
        links = await partners.links_of(db, partner_id)
    makes = visitor.may(Permission.PARTNERS)
    good = tuple(link for link in links if link.revoked_at is None)
    counts = [progress.get(cohort.id, Counts()) for cohort in cohorts]
    return render(
        request,
        "training/one.html",
        status=status,
        partner=partner,
        rows=list(zip(cohorts, counts, strict=True)),
        total=total_of(counts),
        cohorts={cohort.id: cohort for cohort in cohorts},
        links=links if makes else (),
        addresses=await addresses(rooms, visitor, partner_id, good) if makes else {},
        sheets=sheets(),
        posters=f"{LIST}/{partner_id}/links",
        titles={name: rooms.course_title(name) for name in {*rooms.courses.courses, *(one.course for one in cohorts)}},
        offered=tuple(rooms.courses.courses),
        tomorrow=(rooms.now() + timedelta(days=1)).date().isoformat(),
        no_bot=NO_BOT,
        sentence=sentence,
    )
