"""Tips over the API: the queue, a search, one tip opened, and what may be done with it."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Header, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from console.api import models
from console.api.problems import etag, problems, version_of
from console.api.reading import opened, tip_of
from console.guard import API, Desk, Visitor
from console.rooms import rooms_of
from indicators.terms import Kind, Setting
from store import casework, queue, search
from store.lines import MOST_LINES, Page
from store.queue import QueueFilter
from tips.access import Permission
from tips.lifecycle import TipStatus
from tips.priority import PriorityLevel

desk = Desk(prefix=API, tags=["tips"], generate_unique_id_function=lambda route: route.name)

Code = Annotated[str, Path(max_length=20, pattern=r"^[0-9A-Za-z. \-]+$", description="The tip's code.")]
IfMatch = Annotated[
    str | None, Header(description="The version of the tip that was read, from its `ETag`. Without it: 428.")
]
_PLAIN = r"^[^\x00-\x1f\x7f]+$"
_CHANGES = problems(404, 409, 412, 428)
_CHANGES_BY = problems(400, 404, 409, 412, 428)


@desk.page(
    "/tips",
    needs=Permission.QUEUE,
    include_in_schema=True,
    response_model=models.TipList,
    responses=problems(),
)
async def list_tips(
    request: Request,
    response: Response,
    visitor: Visitor,
    *,
    status: Annotated[list[TipStatus], Query(default_factory=list, description="Any of these. None given: open tips.")],
    priority: Annotated[list[PriorityLevel], Query(default_factory=list)],
    setting: Annotated[list[Setting], Query(default_factory=list)],
    kind: Annotated[list[Kind], Query(default_factory=list)],
    county: Annotated[str | None, Query(max_length=100, pattern=_PLAIN)] = None,
    state: Annotated[str | None, Query(max_length=10, pattern=_PLAIN, description="ISO 3166-2.")] = None,
    mine: Annotated[bool, Query(description="Only what the token's account holds.")] = False,
    unclaimed: Annotated[bool, Query(description="Only what nobody holds.")] = False,
    overdue: Annotated[bool, Query(description="Only what nobody has looked at in time.")] = False,
    after: Annotated[str | None, Query(max_length=200, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LINES)] = 50,
) -> models.TipList:
    """The queue: what should be looked at next comes first. `Link` names the page that follows."""
    wanted = QueueFilter(
        status=frozenset(status),
        priority=frozenset(priority),
        setting=frozenset(setting),
        kind=frozenset(kind),
        county=county,
        state=state,
        mine=visitor.account if mine else None,
        unclaimed=unclaimed,
        overdue=overdue,
    )
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        page = await queue.page(db, wanted, now=rooms.now(), after=after, limit=limit)
    if page.next is not None:
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
        response.headers["Link"] = f'<{API}/tips?{urlencode([*asked, ("after", page.next)])}>; rel="next"'
    return _list(page)


@desk.page(
    "/search",
    needs=Permission.QUEUE,
    method="POST",
    include_in_schema=True,
    response_model=models.TipList,
    responses=problems(400),
)
async def search_tips(request: Request, visitor: Visitor, asked: models.Search) -> models.TipList:
    """Look for a code, plate, phone, handle, vehicle number or words. The search is on record, not what was sought."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        page = await search.search(
            db, rooms.vault, asked.words, by=visitor, now=rooms.now(), after=asked.after, limit=asked.limit
        )
    return _list(page)


@desk.page(
    "/tips/{code}",
    needs=Permission.OPEN_TIP,
    include_in_schema=True,
    response_model=models.Tip,
    responses=problems(404),
)
async def get_tip(request: Request, response: Response, visitor: Visitor, code: Code) -> models.Tip:
    """Open a tip. The look is on record, and may be the first, which stops the clock."""
    case = await opened(request, visitor, code)
    response.headers["ETag"] = etag(case.row_version)
    return await tip_of(request, visitor, case)


@desk.page(
    "/tips/{code}/claim",
    needs=Permission.CLAIM,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES,
)
async def claim_tip(
    request: Request, response: Response, visitor: Visitor, code: Code, if_match: IfMatch = None
) -> models.Done:
    """Take a tip for half an hour from one's last action. Claiming what one holds already renews it."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.claim(db, rooms.vault, code, by=visitor, at=rooms.now(), version=version)
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/release",
    needs=Permission.CLAIM,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES,
)
async def release_tip(
    request: Request, response: Response, visitor: Visitor, code: Code, if_match: IfMatch = None
) -> models.Done:
    """Give one's own tip back."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.release(db, rooms.vault, code, by=visitor, at=rooms.now(), version=version)
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/assign",
    needs=Permission.ASSIGN,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES_BY,
)
async def assign_tip(
    request: Request,
    response: Response,
    visitor: Visitor,
    code: Code,
    asked: models.Assign,
    if_match: IfMatch = None,
) -> models.Done:
    """Give a tip to a colleague, whoever holds it."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.assign(
            db, rooms.vault, code, by=visitor, at=rooms.now(), to=asked.to, reason=asked.reason, version=version
        )
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/break-claim",
    needs=Permission.BREAK_CLAIM,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES_BY,
)
async def break_claim(
    request: Request,
    response: Response,
    visitor: Visitor,
    code: Code,
    asked: models.Because,
    if_match: IfMatch = None,
) -> models.Done:
    """End somebody's claim. The tip is anybody's again."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.break_claim(
            db, rooms.vault, code, by=visitor, at=rooms.now(), reason=asked.reason, version=version
        )
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/priority",
    needs=Permission.CHANGE_PRIORITY,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES_BY,
)
async def change_priority(
    request: Request,
    response: Response,
    visitor: Visitor,
    code: Code,
    asked: models.ChangePriority,
    if_match: IfMatch = None,
) -> models.Done:
    """Say how soon to look. The clock to the first look goes with it."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.change_priority(
            db,
            rooms.vault,
            code,
            by=visitor,
            at=rooms.now(),
            level=asked.priority,
            reason=asked.reason,
            version=version,
        )
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/status",
    needs=Permission.WORK,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES_BY,
)
async def move_tip(
    request: Request,
    response: Response,
    visitor: Visitor,
    code: Code,
    asked: models.Move,
    if_match: IfMatch = None,
) -> models.Done:
    """Give a tip another status; its reporter is told. Closing takes a disposition and ends the claim."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.move(
            db,
            rooms.vault,
            code,
            by=visitor,
            at=rooms.now(),
            to=asked.status,
            disposition=asked.disposition,
            told=asked.told,
            words=asked.words,
            version=version,
        )
    return _done(response, code, done)


@desk.page(
    "/tips/{code}/hold",
    needs=Permission.HOLD,
    method="POST",
    include_in_schema=True,
    response_model=models.Done,
    responses=_CHANGES_BY,
)
async def hold_tip(
    request: Request,
    response: Response,
    visitor: Visitor,
    code: Code,
    asked: models.SetHold,
    if_match: IfMatch = None,
) -> models.Done:
    """Put a tip on legal hold, or take it off. What is on hold is never purged."""
    rooms, version = rooms_of(request), version_of(if_match)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.hold(
            db, rooms.vault, code, by=visitor, at=rooms.now(), on=asked.on, reason=asked.reason, version=version
        )
    return _done(response, code, done)


def _list(page: Page) -> models.TipList:
    return models.TipList(tips=[models.TipLine.model_validate(line) for line in page.lines], next=page.next)


def _done(response: Response, code: str, row_version: int) -> models.Done:
    response.headers["ETag"] = etag(row_version)
    return models.Done(code=code, row_version=row_version)
