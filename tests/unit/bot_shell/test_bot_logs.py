"""The log's guard: known fields only, no token, no long number, and of a library's line only who said it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import start_logging
from bot.telegram import clean
from store.errors import where_it_broke

TOKEN = "5550100:plainly-invented-token"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    start_logging(stream)
    yield stream
    logging.getLogger().handlers[:], _ = before
    logging.getLogger().setLevel(before[1])
    structlog.reset_defaults()


def read(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_an_action_and_known_fields_only(lines: io.StringIO) -> None:
    structlog.get_logger().info("tip-stored", count=3, words="he holds her id", chat=4242)
    (line,) = read(lines)
    assert line["action"] == "tip-stored"
    assert set(line) == {"action", "level", "at", "count"}


def test_what_looks_like_a_token_or_a_chat_id_is_taken_out(lines: io.StringIO) -> None:
    structlog.get_logger().warning("odd", what=f"https://api.telegram.org/bot{TOKEN}/getMe for -1001234567890")
    (line,) = read(lines)
    assert TOKEN not in str(line)
    assert "1001234567890" not in str(line)


def test_of_a_librarys_line_only_its_place_is_kept(lines: io.StringIO) -> None:
    logging.getLogger("aiohttp.client").error("POST https://api.example/bot%s failed: %s", TOKEN, "her words")
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/bot%s", TOKEN)
    (line,) = read(lines)
    assert line["logger"] == "aiohttp.client"
    assert "her words" not in str(line)
    assert TOKEN not in str(line)


def test_an_error_is_told_by_its_place_in_our_code() -> None:
    with pytest.raises(AttributeError) as broken:
        clean(None)  # type: ignore[arg-type]
    assert where_it_broke(broken.value).startswith("bot.telegram:")
