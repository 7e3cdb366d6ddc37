"""A tip as the API says it: read by the same function as the page, and told field by field."""

from uuid import UUID

from starlette.requests import Request

from console.api import models
from console.rooms import rooms_of
from store import accounts, casework, queue
from store.cases import Addition
from store.casework import Case
from store.errors import NoSuchTip
from store.lines import Line
from store.telling import Told
from tips.access import Actor


async def opened(request: Request, by: Actor, code: str) -> Case:
    """The tip, opened, with the look on record. Raises `NoSuchTip`."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(by.agency) as db:
        return await casework.open_case(db, rooms.vault, code, by=by, at=rooms.now())


async def tip_of(request: Request, by: Actor, case: Case) -> models.Tip:
    """Everything that is known of a tip, and nothing that tells who reported it."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(by.agency) as db:
        line = await queue.line(db, case.row.id, now=rooms.now())
        names = await accounts.names_of(db, _people(case))
    if line is None:
        raise NoSuchTip(f"There is no tip {case.row.code}, or it is another agency's.")
    clear = {name: getattr(line, name) for name in Line.__dataclass_fields__}
    return models.Tip(
        **{**clear, "row_version": case.row_version, "unread": case.unread},
        catalog_version=case.catalog_version,
        checklist_version=case.checklist_version,
        language=case.language,
        may_ask=case.may_ask,
        reachable=case.reachable,
        closed_at=case.closed_at,
        withdrawn_at=case.withdrawn_at,
        assessment=dict(case.assessment),
        report=models.Report.model_validate(case.draft),
        messages=messages_of(case),
        notes=notes_of(case),
        file_list=[models.File.model_validate(file) for file in case.files],
        events=[models.Event.model_validate(event) for event in case.timeline],
        names=names,
    )


def notes_of(case: Case) -> list[models.Note]:
    """What colleagues wrote, oldest first."""
    return [models.Note.model_validate(note) for note in case.notes]


def messages_of(case: Case) -> list[models.Message]:
    """The conversation from both sides, oldest first."""
    messages = [*map(_from_reporter, case.additions), *map(_to_reporter, case.notices)]
    return sorted(messages, key=lambda message: (message.at, message.id))


def _from_reporter(addition: Addition) -> models.Message:
    added = addition.added
    return models.Message(
        id=addition.id,
        at=addition.at,
        from_reporter=True,
        key=added.kind,
        author=None,
        words=added.statement.text if added.statement else "",
        versions=list(added.statement.versions) if added.statement else [],
        place=models.Place.model_validate(added.place) if added.place else None,
        contacts=[models.Contact.model_validate(contact) for contact in added.contacts],
        delivered_at=None,
    )


def _to_reporter(told: Told) -> models.Message:
    return models.Message(
        id=told.id,
        at=told.at,
        from_reporter=False,
        key=told.key,
        author=told.author,
        words=told.words,
        versions=[told.words] if told.words else [],
        place=None,
        contacts=[],
        delivered_at=told.delivered_at,
    )


def _people(case: Case) -> set[UUID]:
    written = {note.author for note in case.notes} | {told.author for told in case.notices if told.author}
    return written | ({case.claimed_by} if case.claimed_by else set())
