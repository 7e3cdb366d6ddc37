"""What is tidied away while nobody waits: arrivals and drafts past their date, files that were discarded."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from procrastinate import Blueprint, JobContext

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
    rooms, gone = _rooms(context), 0
    while True:
        async with rooms.database.transaction() as db:
            some = await arrivals.forget_older(db, rooms.now() - ARRIVALS_KEPT)
        gone += some
        if not some:
            break
    log.info("arrivals-forgotten", count=gone)


async def forget_idle_drafts(context: JobContext, timestamp: int) -> None:
    """Forget reports that were begun and not touched for thirty days."""
    rooms, gone = _rooms(context), 0
    while True:
        async with rooms.database.transaction() as db:
            some = await reporters.forget_idle(db, rooms.now() - DRAFTS_KEPT)
        gone += some
        if not some:
            break
    log.info("idle-drafts-forgotten", count=gone)


async def remove_discarded_files(context: JobContext, timestamp: int) -> None:
    """Remove the sealed objects of files that were discarded. Their keys are gone already."""
    rooms, gone = _rooms(context), 0
    while True:
        async with rooms.database.transaction() as db:
            some = await files.remove_discarded(db, rooms.objects)
        gone += some
        if not some:
            break
    log.info("discarded-files-removed", count=gone)


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
