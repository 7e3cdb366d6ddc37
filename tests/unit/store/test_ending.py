"""Tasks are ended for certain: a cancellation that is lost on its way is sent again."""

import asyncio

from store.ending import end


async def test_a_task_that_loses_a_cancellation_ends_all_the_same() -> None:
    lost: list[str] = []

    async def forgetful() -> None:
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                if lost:
                    raise
                lost.append("once")

    task = asyncio.create_task(forgetful())
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await end(task)
    assert task.cancelled()
    assert lost


async def test_whatever_a_task_ended_with_is_its_own_affair() -> None:
    async def broken() -> None:
        raise ValueError("invented")

    async def done() -> str:
        return "done"

    tasks = [asyncio.create_task(broken()), asyncio.create_task(done())]
    await asyncio.sleep(0)
    await end(*tasks)
    await end()
    assert all(task.done() for task in tasks)
