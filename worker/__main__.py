"""`python -m worker` runs the worker. What stops the start is said in one sentence, with exit code 2."""

import asyncio
import logging
import sys

import structlog

from store.embedded import database_of
from store.errors import EmbeddedServerFailed
from store.settings import SettingMissingError, StoreSettings, read_settings
from worker.app import run


def main() -> int:
    """Read the settings and run."""
    _start_logging()
    try:
        settings = read_settings(StoreSettings)
        with database_of(settings) as url:
            asyncio.run(run(settings, database_url=url))
    except (SettingMissingError, EmbeddedServerFailed) as exc:
        sys.stderr.write(f"{exc}\n")
        return 2
    return 0


def _start_logging() -> None:
    """One JSON object a line. procrastinate's own lines tell of jobs by number, and stay at WARNING."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.EventRenamer("action"),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
