"""The tip page: everything about one tip on one page, its pictures, its printed sheet."""

from collections.abc import Collection
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from console import media
from console.guard import Desk, Visitor
from console.pages import render
from console.preview import SOURCE, preview
from console.rooms import Rooms, rooms_of
from console.tip_desk import actions, assessed, canned, hold_of, reasons, show_related
from console.tip_report import read_report
from console.tip_talk import People, conversation, grown
from store import accounts, audit, casework, contents, pictures
from store.casework import Case
from store.related import in_words, related
from tips.access import Actor, Permission
from tips.lifecycle import Disposition

desk = Desk()

NO_SCRIPT: Final = "default-src 'none'; sandbox"


@desk.page("/tips/{code}", needs=Permission.OPEN_TIP)
async def tip_page(request: Request, code: str, visitor: Visitor) -> Response:
    """The page. `?ask=key` fills the box with a question."""
    context = await read(request, visitor, code, look=True)
    asked = request.query_params.get("ask", "")
    return render(request, "tip/page.html", prefilled=_question(rooms_of(request), context["case"], asked), **context)


@desk.page("/tips/{code}/parts", needs=Permission.OPEN_TIP)
async def tip_parts(request: Request, code: str, visitor: Visitor) -> Response:
    """The parts of the page that change, as they stand now: what the reader of an old page loads."""
    return render(request, "tip/answer.html", said="", undo="", **await read(request, visitor, code, look=True))


@desk.page("/tips/{code}/print", needs=Permission.OPEN_TIP)
async def tip_sheet(request: Request, code: str, visitor: Visitor) -> Response:
    """The sheet for paper. Printing is on record."""
    context = await read(request, visitor, code, look=True)
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        await audit.record(
            db,
            rooms.vault,
            chain=audit.chain_of_tip(context["case"].row.id),
            actor=visitor.on_record,
            action="printed",
            at=rooms.now(),
            agency=visitor.agency,
        )
    return render(request, "tip/print.html", **context)


@desk.page("/tips/{code}/asked", needs=Permission.OPEN_TIP)
async def tip_asked(request: Request, code: str, visitor: Visitor) -> Response:
    """Every sign that the reporter was asked about, in the words and the order of that day."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        case = await casework.open_case(db, rooms.vault, code, by=visitor, at=rooms.now())
        kept = await contents.signs(db, case.catalog_version)
        told = {} if case.language == SOURCE else await contents.signs(db, case.catalog_version, case.language)
        draft = case.draft
        order = await contents.asked_about(db, draft.industry, case.checklist_version, draft.setting)
    ticked = {sign.indicator for sign in draft.signs}
    shown = [(name in ticked, kept[name], told.get(name)) for name in order if name in kept]
    industry = rooms.course_title(draft.industry)
    language = preview().name(case.language) if told else ""
    words: dict[str, Any] = {"code": case.row.code, "case": case, "signs": shown, "language": language}
    return render(request, "tip/asked.html", **words, industry=industry)


@desk.page("/tips/{code}/media/{file_id}", needs=Permission.OPEN_TIP)
async def tip_picture(request: Request, code: str, file_id: UUID, visitor: Visitor, small: bool = False) -> Response:
    """A clean copy of a picture. What is no picture is not served here."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        data = await pictures.open_picture(db, rooms.vault, rooms.objects, code, file_id, by=visitor, at=rooms.now())
    copy = await media.clean_picture(data, longest=media.SMALL_SIDE if small else media.LONGEST_SIDE)
    headers = {
        "Content-Disposition": f'inline; filename="{code}.jpg"',
        "Content-Security-Policy": NO_SCRIPT,
    }
    return Response(copy, media_type="image/jpeg", headers=headers)


async def read(request: Request, visitor: Actor, code: str, *, look: bool) -> dict[str, Any]:
    """Everything that the page's templates show."""
    rooms = rooms_of(request)
    now = rooms.now()
    async with rooms.database.transaction(visitor.agency) as db:
        case = await casework.open_case(db, rooms.vault, code, by=visitor, at=now, look=look)
        found = await related(db, case.row.id)
        asked = await contents.signs(db, case.catalog_version)
        names = await accounts.names_of(db, _accounts_in(case))
        colleagues = await accounts.all_of(db) if visitor.may(Permission.ASSIGN) else ()
    added = [one.added for one in case.additions]
    people = People(names=names, me=visitor.account)
    hold = hold_of(case, visitor, now)
    said = in_words(rooms.vault, case.draft, [contact for one in added for contact in one.contacts])
    return {
        "case": case,
        "people": people,
        "seen": case.timeline[-1].seq if case.timeline else 0,
        "code": case.row.code,
        "grown": grown(case.timeline),
        "report": read_report(case.draft, added, case.files, rooms.catalog, asked),
        "talk": conversation(case, people, preview()),
        "why": reasons(case, rooms.catalog),
        "assessment": assessed(case, rooms.catalog, rooms.questions),
        "related": show_related(found, said),
        "hold": hold,
        "holder": people.name(hold.account) if hold.is_held else "",
        "can": actions(case, visitor, hold, colleagues),
        "canned": canned(preview(), case.language),
        "language": preview().name(case.language),
        "closings": _closings(case),
        "tiles": rooms.settings.console_tiles,
        "tile_host": urlsplit(rooms.settings.console_tiles).hostname or "",
    }


def _closings(case: Case) -> dict[str, str]:
    """What we say by default for each ending, in the reporter's language."""
    return {ending.value: preview().closing_sentence(case.language, ending) for ending in Disposition}


def _accounts_in(case: Case) -> Collection[UUID]:
    """Every account that the page names."""
    found = {one.author for one in case.notes} | {one.author for one in case.notices if one.author}
    found |= {case.claimed_by} if case.claimed_by else set()
    for event in case.timeline:
        mentioned = (event.actor.removeprefix("account:"), event.details.get("to"), event.details.get("from"))
        found |= {UUID(str(one)) for one in mentioned if _is_id(one)}
    return found


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _question(rooms: Rooms, case: Case, key: str) -> str:
    """The question of this key, in the reporter's language where we have it."""
    general = {one.key: one.text for one in canned(preview(), case.language)}
    return general.get(key) or next((one.text for one in rooms.questions if one.key == key), "")
