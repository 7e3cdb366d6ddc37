"""The board's figures over the API, as numbers. No tip is named."""

from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from console.api import models
from console.api.problems import problems
from console.guard import API, Desk, Visitor
from console.rooms import rooms_of
from store import board
from store.board import Period, Sharing
from tips.access import Permission

desk = Desk(prefix=API, tags=["board"], generate_unique_id_function=lambda route: route.name)


@desk.page("/board", needs=Permission.COUNTS, include_in_schema=True, response_model=models.Board, responses=problems())
async def get_board(
    request: Request,
    visitor: Visitor,
    days: Annotated[int, Query(ge=1, le=365, description="The last so many days, today among them.")] = 30,
) -> models.Board:
    """The figures of the last days. Who holds how much is for those who assign tips."""
    rooms = rooms_of(request)
    now = rooms.now()
    period = Period.last(days, now=now, zone=rooms.settings.console_zone)
    async with rooms.database.transaction(visitor.agency) as db:
        holders = await board.held_now(db, now=now) if visitor.may(Permission.ASSIGN) else None
        figures = {
            "volume": await board.volume(db, period),
            "first_looks": await board.first_looks(db, period),
            "closings": await board.closings(db, period),
            "settings": await board.shares(db, Sharing.SETTING, period),
            "kinds": await board.shares(db, Sharing.KIND, period),
            "dispositions": await board.shares(db, Sharing.DISPOSITION, period),
            "indicators": await board.most_seen(db, period),
            "overdue": await board.overdue(db, now=now),
            "holders": holders,
        }
    bounds = {"since": period.since, "until": period.until, "zone": period.zone, "step": period.step}
    return models.Board.model_validate({**bounds, **figures})
