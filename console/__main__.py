"""`python -m console` runs the console. What stops the start is said in one sentence, with exit code 2."""

import asyncio
import sys

import structlog
import uvicorn

from console.app import make_app, open_rooms
from console.logs import start_logging
from console.settings import ConsoleSettings
from console.streams import EndingServer
from store import migrate
from store.embedded import database_of
from store.errors import DatabaseUnavailable, EmbeddedServerFailed, KeyProblem
from store.keys import Ring
from store.settings import SettingMissingError, read_settings
from store.vault import check_keys

log = structlog.get_logger()


def main() -> int:
    """Read the settings and run until SIGTERM or SIGINT."""
    start_logging()
    try:
        settings = read_settings(ConsoleSettings)
        settings.address  # noqa: B018 - a wrong one stops the start
        with database_of(settings) as url:
            if migrate.behind(url):
                raise SettingMissingError("The database is not brought up for this version: run `highbeam migrate`.")
            asyncio.run(_serve(settings, url))
    except (SettingMissingError, EmbeddedServerFailed, KeyProblem) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    except DatabaseUnavailable:
        sys.stderr.write("The database does not answer. Nothing was changed; start it and run this again.\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


async def _serve(settings: ConsoleSettings, url: str) -> None:
    rooms = await open_rooms(settings, url)
    try:
        async with rooms.database.transaction() as db:
            await check_keys(db, rooms.vault.keys, needed=(Ring.TIPS, Ring.DIGESTS))
        host, port = settings.address
        config = uvicorn.Config(
            make_app(rooms),
            host=host,
            port=port,
            access_log=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=3,
        )
        log.info("console-began")
        await EndingServer(config).serve()
    finally:
        await rooms.database.close()
    log.info("console-stopped")


if __name__ == "__main__":
    sys.exit(main())
