"""What a training partner's person sees: how many of their own people learn, with small numbers hidden, and posters.

How many seats of a link are taken is a count too, and exact: it is not shown here, nor why a link is over.
"""

from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from console.guard import Desk, Visitor
from console.pages import render
from console.posters import Size, sheets
from console.rooms import rooms_of
from console.training import NO_BOT, addresses, poster_of
from store import partners
from store.errors import NoSuchPartner
from tips.access import Actor, Permission
from tips.suppression import LEAST
from tips.training import Counts, LinkStanding, for_a_partner

desk = Desk()

HERE: Final = "/partner"


@desk.page(HERE, needs=Permission.OWN_PARTNER)
async def show(request: Request, visitor: Visitor) -> Response:
    """One's own partner, and no other."""
    rooms, partner_id = rooms_of(request), _own(visitor)
    async with rooms.database.transaction(visitor.agency) as db:
        partner = await partners.by_id(db, partner_id)
        cohorts = await partners.cohorts_of(db, partner_id)
        progress = await partners.progress(db)
        links = await partners.links_of(db, partner_id)
    good = tuple(link for link in links if link.standing(rooms.now()) is LinkStanding.OPEN)
    counts, total = for_a_partner([progress.get(cohort.id, Counts()) for cohort in cohorts])
    return render(
        request,
        "training/own.html",
        partner=partner,
        rows=list(zip(cohorts, counts, strict=True)),
        total=total,
        cohorts={cohort.id: cohort for cohort in cohorts},
        links=good,
        addresses=await addresses(rooms, visitor, partner_id, good),
        sheets=sheets(),
        posters=f"{HERE}/links",
        titles={cohort.course: rooms.course_title(cohort.course) for cohort in cohorts},
        least=LEAST,
        no_bot=NO_BOT,
    )


@desk.page("/partner/links/{link_id}/poster.pdf", needs=Permission.OWN_PARTNER)
async def poster(
    request: Request, visitor: Visitor, link_id: UUID, language: str = "en", size: Size = Size.LETTER
) -> Response:
    """The poster of one's own partner's link, to print."""
    return await poster_of(rooms_of(request), visitor, _own(visitor), link_id, language, size)


def _own(visitor: Actor) -> UUID:
    if visitor.partner is None:
        raise NoSuchPartner("This account is of no training partner. Ask an administrator.")
    return visitor.partner
