"""Notes between colleagues and the conversation with the reporter, over the API."""

from starlette.requests import Request
from starlette.responses import Response

from console.api import models
from console.api.problems import etag, problems
from console.api.reading import messages_of, notes_of, opened
from console.api.tips import Code
from console.guard import API, Desk, Visitor
from console.rooms import rooms_of
from store import casework
from tips.access import Permission

desk = Desk(prefix=API, tags=["words"], generate_unique_id_function=lambda route: route.name)


@desk.page(
    "/tips/{code}/notes",
    needs=Permission.OPEN_TIP,
    include_in_schema=True,
    response_model=models.NoteList,
    responses=problems(404),
)
async def list_notes(request: Request, visitor: Visitor, code: Code) -> models.NoteList:
    """What colleagues wrote about a tip. Reading it is opening the tip, and on record."""
    return models.NoteList(notes=notes_of(await opened(request, visitor, code)))


@desk.page(
    "/tips/{code}/notes",
    needs=Permission.NOTE,
    method="POST",
    status_code=201,
    include_in_schema=True,
    response_model=models.Done,
    responses=problems(400, 404),
)
async def write_note(
    request: Request, response: Response, visitor: Visitor, code: Code, asked: models.WriteNote
) -> models.Done:
    """Write for colleagues, whoever holds the tip. Reporters never see it."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.note(db, rooms.vault, code, by=visitor, at=rooms.now(), words=asked.words)
    return _written(response, code, done)


@desk.page(
    "/tips/{code}/proposals",
    needs=Permission.PROPOSE,
    method="POST",
    status_code=201,
    include_in_schema=True,
    response_model=models.Done,
    responses=problems(400, 404),
)
async def propose(
    request: Request, response: Response, visitor: Visitor, code: Code, asked: models.Propose
) -> models.Done:
    """Propose what a supervisor decides. It stands among the notes."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.propose(
            db, rooms.vault, code, by=visitor, at=rooms.now(), what=asked.what, words=asked.words
        )
    return _written(response, code, done)


@desk.page(
    "/tips/{code}/messages",
    needs=Permission.OPEN_TIP,
    include_in_schema=True,
    response_model=models.MessageList,
    responses=problems(404),
)
async def list_messages(request: Request, visitor: Visitor, code: Code) -> models.MessageList:
    """The conversation with the reporter. Reading it is opening the tip, and on record."""
    return models.MessageList(messages=messages_of(await opened(request, visitor, code)))


@desk.page(
    "/tips/{code}/messages",
    needs=Permission.ASK,
    method="POST",
    status_code=201,
    include_in_schema=True,
    response_model=models.Done,
    responses=problems(400, 404, 409),
)
async def ask_reporter(
    request: Request, response: Response, visitor: Visitor, code: Code, asked: models.Ask
) -> models.Done:
    """Ask whoever sent the tip. 409 when they do not want to be asked, or cannot be."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        done = await casework.ask(db, rooms.vault, code, by=visitor, at=rooms.now(), words=asked.words)
    return _written(response, code, done)


def _written(response: Response, code: str, row_version: int) -> models.Done:
    response.headers["ETag"] = etag(row_version)
    return models.Done(code=code, row_version=row_version)
