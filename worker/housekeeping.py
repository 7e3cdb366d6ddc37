"""What is tidied away while nobody waits: arrivals past their two days, files that were discarded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from procrastinate import Blueprint, JobContext
from tips.retention import ARRIVALS_KEPT

from store import arrivals, files
from store.database import Database
from store.objects import Objects

log = structlog.get_logger()

housekeeping = Blueprint()


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """What the tasks work with. Handed to each by the worker's composition root."""

    database: Database
    objects: Objects
    now: Callable[[], datetime]


def _rooms(context: JobContext) -> Rooms:
    rooms: Rooms = context.additional_context["rooms"]
    return rooms


@housekeeping.periodic(cron="7 * * * *")
@housekeeping.task(name="forget-arrivals", queueing_lock="forget-arrivals", pass_context=True)
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


@housekeeping.periodic(cron="*/10 * * * *")
@housekeeping.task(name="remove-discarded-files", queueing_lock="remove-discarded-files", pass_context=True)
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
