"""The console's log: one JSON object a line, a fixed action, our own identifiers, and nothing that a tip holds."""

import logging
import sys
from pathlib import Path

import structlog


class _Bridge(logging.Handler):
    """Lines of libraries: who and how bad, never the text nor the trace, which may quote a request or a row."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        where = f"{Path(record.pathname).stem}:{record.lineno}"
        structlog.get_logger().log(record.levelno, "library-said", logger=record.name, where=where, error=error)


def start_logging() -> None:
    """Write structlog's and the libraries' lines as JSON to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.EventRenamer("action"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
    root = logging.getLogger()
    root.handlers[:] = [_Bridge()]
    root.setLevel(logging.WARNING)
