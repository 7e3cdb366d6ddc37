"""What is tidied away while nobody waits: arrivals and drafts past their date, files that were discarded."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from procrastinate import Blueprint, JobContext
from sqlalchemy.ext.asyncio import AsyncConnection

from store import arrivals, files, reporters
from store.database import Database
from store.objects import Objects
from tips.retention import ARRIVALS_KEPT, DRAFTS_KEPT

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """What the tasks work with. Handed to each by the worker's composition root."""

    database: Database
    objects: Objects
    now: Callable[[], datetime]


def _rooms(context: JobContext) -> Rooms:
    rooms: Rooms = context.additional_context["rooms"]
    return rooms


async def forget_arrivals(context: JobContext, timestamp: int) -> None:
    """Forget what was handled more than two days ago: Telegram delivers nothing that is older than one."""
    rooms = _rooms(context)
    before = rooms.now() - ARRIVALS_KEPT
    gone = await _some_at_a_time(rooms, lambda db: arrivals.forget_older(db, before))
    log.info("arrivals-forgotten", count=gone)


async def forget_idle_drafts(context: JobContext, timestamp: int) -> None:
    """Forget reports that were begun and not touched for thirty days."""
    rooms = _rooms(context)
    before = rooms.now() - DRAFTS_KEPT
    gone = await _some_at_a_time(rooms, lambda db: reporters.forget_idle(db, before))
    log.info("idle-drafts-forgotten", count=gone)


async def remove_discarded_files(context: JobContext, timestamp: int) -> None:
    """Remove the sealed objects of files that were discarded. Their keys are gone already."""
    rooms = _rooms(context)
    gone = await _some_at_a_time(rooms, lambda db: files.remove_discarded(db, rooms.objects))
    log.info("discarded-files-removed", count=gone)


async def _some_at_a_time(rooms: Rooms, do_some: Callable[[AsyncConnection], Awaitable[int]]) -> int:
    """Do a little in each transaction until nothing is left, so that nobody waits long for a lock."""
    done = 0
    while True:
        async with rooms.database.transaction() as db:
            some = await do_some(db)
        if not some:
            return done
        done += some


SCHEDULE: Mapping[str, tuple[str, Callable[[JobContext, int], Awaitable[None]]]] = {
    "forget-arrivals": ("7 * * * *", forget_arrivals),
    "forget-idle-drafts": ("23 * * * *", forget_idle_drafts),
    "remove-discarded-files": ("*/10 * * * *", remove_discarded_files),
}
"""Each task by name, with when it is due."""


def make_housekeeping() -> Blueprint:
    """The tasks for one app. A task that is still waiting is not queued a second time."""
    blueprint = Blueprint()
    for name, (cron, task) in SCHEDULE.items():
        registered = blueprint.task(name=name, queueing_lock=name, pass_context=True)(task)
        blueprint.periodic(cron=cron)(registered)
    return blueprint
