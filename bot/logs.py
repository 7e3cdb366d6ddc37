"""The bot's log: one JSON object a line, a fixed `action` and our own identifiers, nothing personal.

Libraries that put tokens or words into their messages stay at WARNING, and a guard drops what looks like a secret.
"""

import logging
import re
import sys
from typing import TextIO

import structlog

TOKEN_IN_TEXT = re.compile(r"\b(?:bot)?[0-9]{3,}:[A-Za-z0-9_-]{3,}")
LONG_NUMBER = re.compile(r"(?<![\w.-])-?[0-9]{7,}(?![\w.-])")
FIELDS = frozenset(
    {"action", "level", "at", "mode", "count", "error", "where", "what", "key", "language", "logger"},
)
"""The only fields that a line may have. Whoever adds one says here that it can hold nothing personal."""


def start_logging(stream: TextIO | None = None, *, level: int = logging.INFO) -> None:
    """Write structlog's and the libraries' lines as JSON to standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _guard,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stderr),
        cache_logger_on_first_use=True,
    )
    root = logging.getLogger()
    root.handlers[:] = [_Bridge()]
    root.setLevel(logging.WARNING)


def _guard(_logger: object, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Let only known fields through, and nothing that looks like a token or a chat id."""
    line["action"] = line.pop("event", "")
    return {name: _clean(value) for name, value in line.items() if name in FIELDS}


def _clean(value: object) -> object:
    if isinstance(value, str):
        return LONG_NUMBER.sub("[number]", TOKEN_IN_TEXT.sub("[token]", value))
    return value


class _Bridge(logging.Handler):
    """Lines of libraries: who and how bad, never the text, which may quote a request or a row."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        structlog.get_logger().log(
            record.levelno, "library-said", logger=record.name, where=f"{record.module}:{record.lineno}", error=error
        )
