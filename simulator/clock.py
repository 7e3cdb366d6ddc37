"""The simulator's clock, which can be moved ahead, and the signal that wakes whoever waits for a change."""

import asyncio
import time


class Clock:
    """Real time plus whatever was added by `advance`; it never goes back."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("the clock only moves ahead")
        self.ahead += seconds


class Signal:
    """Wakes all who wait; nothing is stored, so whoever waits looks at the state first."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        if self._waiting:
            for future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting.clear()

    async def wait(self, seconds: float) -> bool:
        """True when woken, False when the time ran out."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True
