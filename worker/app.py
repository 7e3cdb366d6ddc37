"""The worker's composition root: procrastinate over the one database, in the worker's own role and schema."""

from datetime import UTC, datetime

import procrastinate
import structlog

from store.database import Database, Role, session_options
from store.objects import Objects
from store.settings import StoreSettings
from worker.housekeeping import Rooms, make_housekeeping

log = structlog.get_logger()

SCHEMA = "work"


def make_app(url: str) -> procrastinate.App:
    """The queue of background work. Its tables stand in a schema of their own, which only the worker may use."""
    options = f"{session_options(Role.WORKER)} -c search_path={SCHEMA},public"
    connector = procrastinate.PsycopgConnector(conninfo=url, kwargs={"options": options})
    app = procrastinate.App(connector=connector, worker_defaults={"delete_jobs": "successful"})
    app.add_tasks_from(make_housekeeping(), namespace="housekeeping")
    return app


async def run(settings: StoreSettings, *, database_url: str, wait: bool = True) -> None:
    """Work until SIGTERM or SIGINT; with `wait` off, until nothing is left to do."""
    database = await Database.open(database_url, role=Role.WORKER, connections=3)
    app = make_app(database_url)
    try:
        async with app.open_async():
            log.info("worker-began")
            objects = Objects.at(settings.files_place)
            rooms = Rooms(database=database, objects=objects, now=lambda: datetime.now(UTC))
            await app.run_worker_async(wait=wait, additional_context={"rooms": rooms}, shutdown_graceful_timeout=10)
    finally:
        await database.close()
    log.info("worker-stopped")
