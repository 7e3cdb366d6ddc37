"""`python -m worker` runs the worker. What stops the start is said in one sentence, with exit code 2."""

import asyncio
import logging
import sys
import time
from pathlib import Path

import structlog

from store import migrate
from store.embedded import database_of
from store.errors import DatabaseUnavailable, EmbeddedServerFailed
from store.settings import SettingMissingError, StoreSettings, read_settings
from worker.app import run

log = structlog.get_logger()


def main() -> int:
    """Read the settings and run."""
    _start_logging()
    try:
        settings = read_settings(StoreSettings)
        with database_of(settings) as url:
            _wait_until_up(url)
            asyncio.run(run(settings, database_url=url))
    except (SettingMissingError, EmbeddedServerFailed) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    except KeyboardInterrupt:
        return 0
    except Exception as exc:  # its message may quote a row
        log.critical("worker-broke", error=type(exc).__name__)
        return 1
    return 0


def _wait_until_up(url: str) -> None:
    """Wait for a database that is away. One that was never brought up for this version stops the start."""
    while True:
        try:
            if migrate.behind(url):
                raise SettingMissingError("The database is not brought up for this version: run `highbeam migrate`.")
        except DatabaseUnavailable as exc:
            log.error("database-away", error=str(exc))
            time.sleep(1)
        else:
            return


class _Bridge(logging.Handler):
    """Lines of libraries: who and how bad, never the text nor the trace, which may quote a row or an address."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        where = f"{Path(record.pathname).stem}:{record.lineno}"
        log.log(record.levelno, "library-said", logger=record.name, where=where, error=error)


def _start_logging() -> None:
    """One JSON object a line: a fixed action and counts."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.EventRenamer("action"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Bridge()])


if __name__ == "__main__":
    sys.exit(main())
