"""The update queue: confirmed by offset, expired by age, one poller at a time."""

import asyncio
import json

import pytest

from simulator.clock import Clock
from simulator.errors import ApiError
from simulator.updates import BUSY, Updates


def queue_with(*texts: str) -> Updates:
    updates = Updates(Clock())
    for text in texts:
        push(updates, text)
    return updates


def push(updates: Updates, text: str, *, kind: str = "message", lives: float = 60) -> int:
    return updates.push(kind, {"text": text}, queue=1, expires=updates.clock.now() + lives)


def ids(found: list[bytes]) -> list[int]:
    return [json.loads(raw)["update_id"] for raw in found]


async def test_updates_come_again_until_an_offset_confirms_them() -> None:
    updates = queue_with("a", "b", "c")
    first = ids(await updates.get(0, 100, 0))
    assert len(first) == 3
    assert ids(await updates.get(first[1], 100, 0)) == first[1:]
    assert updates.confirmed == 1


async def test_the_same_offset_asked_again_at_once_gives_one_update() -> None:
    updates = queue_with("a", "b", "c")
    assert len(await updates.get(0, 100, 0)) == 3
    assert len(await updates.get(0, 100, 0)) == 1


async def test_a_negative_offset_forgets_all_but_the_last() -> None:
    updates = queue_with("a", "b", "c")
    last = updates.next_id - 1
    assert ids(await updates.get(-1, 100, 0)) == [last]
    assert list(updates.pending) == [last]


async def test_a_long_poll_ends_with_the_first_update() -> None:
    updates = queue_with()
    waiting = asyncio.create_task(updates.get(0, 100, 20))
    await asyncio.sleep(0)
    update_id = push(updates, "now")
    assert ids(await asyncio.wait_for(waiting, 5)) == [update_id]


async def test_a_second_poller_ends_the_first_with_409() -> None:
    updates = queue_with()
    first = asyncio.create_task(updates.get(0, 100, 20))
    await asyncio.sleep(0)
    second = asyncio.create_task(updates.get(0, 100, 20))
    with pytest.raises(ApiError) as caught:
        await asyncio.wait_for(first, 5)
    assert (caught.value.status, caught.value.description) == (409, f"Conflict: {BUSY}")
    updates.close()
    assert await second == []


async def test_what_nobody_fetched_in_time_is_gone() -> None:
    updates = queue_with()
    push(updates, "tap", kind="callback_query", lives=150)
    kept = push(updates, "words", lives=24 * 3600)
    updates.clock.advance(151)
    assert ids(await updates.get(0, 100, 0)) == [kept]
    updates.drop_expired()
    assert list(updates.pending) == [kept]


def test_only_the_kinds_that_the_bot_asked_for_are_queued() -> None:
    updates = queue_with()
    assert push(updates, "x", kind="chat_member") == 0
    updates.allow(["message"])
    assert push(updates, "x", kind="callback_query") == 0
    assert push(updates, "x") > 0
    updates.allow([])
    assert push(updates, "x", kind="callback_query") > 0


def test_the_clock_only_moves_ahead() -> None:
    with pytest.raises(ValueError, match="ahead"):
        Clock().advance(-1)
