"""Ending tasks for certain."""

import asyncio
from typing import Any, Final

AGAIN_SECONDS: Final = 0.2


async def end(*tasks: "asyncio.Future[Any]") -> None:
    """Cancel tasks until all of them have ended, whatever they ended with.

    Once is not enough: in Python 3.11 `asyncio.wait_for` loses a cancellation that comes together with what it waits
    for (python/cpython#86296), and its task would go on for ever.
    """
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)
