"""How soon a new tip is on every open console: two hundred streams of news, and tips that the bot stores."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ops.bench.desk_stage import ConsoleFailedError, DeskStage
from ops.bench.figures import percentile
from ops.bench.processes import own_megabytes
from ops.invented import invent
from store import dialogues, tips
from store.database import Database, Role
from store.ids import new_id
from tips.codes import RANDOM_BYTES, code_from

PATIENCE = 10.0
CHAT = 5550100


@dataclass(frozen=True, kw_only=True)
class NewsTimes:
    """Seconds from the moment before a tip's commit until a console had it. `missed` are those that never had one."""

    consoles: int
    tips: int
    p95_seconds: float
    last_seconds: float
    missed: int
    idle_mb: float
    with_consoles_mb: float


@dataclass(kw_only=True)
class _Open:
    """One console that is open: when it had the tip of which code."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    had: dict[str, float] = field(default_factory=dict)

    async def listen(self, codes: list[str], arrivals: "asyncio.Queue[str]") -> None:
        """Note the moment at which each code comes for the first time."""
        while line := await self.reader.readline():
            if line.startswith(b"data:"):
                moment = time.monotonic()
                for code in codes:
                    if code not in self.had and code.encode() in line:
                        self.had[code] = moment
                        arrivals.put_nowait(code)


def measure_news(stage: DeskStage, *, consoles: int, sent: int, pause: float) -> NewsTimes:
    """Open the consoles, store the tips one after another, and look when each console had each."""
    return asyncio.run(_measure(stage, consoles, sent, pause))


async def _measure(stage: DeskStage, consoles: int, sent: int, pause: float) -> NewsTimes:
    idle = own_megabytes(stage.started.pid)
    opened = [await _open(stage) for _ in range(consoles)]
    codes: list[str] = []
    arrivals: asyncio.Queue[str] = asyncio.Queue()
    listening = [asyncio.create_task(one.listen(codes, arrivals)) for one in opened]
    bot = await Database.open(stage.url, role=Role.BOT, connections=2)
    begun: dict[str, float] = {}
    try:
        for number in range(sent):
            code = code_from(stage.chance.randbytes(RANDOM_BYTES))
            codes.append(code)
            begun[code] = await _submit(stage, bot, number, code)
            await _all_had(arrivals, code, consoles)
            await asyncio.sleep(pause)
        memory = own_megabytes(stage.started.pid)
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        for one in opened:
            one.writer.close()
        await bot.close()
    waits = [one.had[code] - begun[code] for one in opened for code in codes if code in one.had]
    return NewsTimes(
        consoles=consoles,
        tips=sent,
        p95_seconds=percentile(waits, 95),
        last_seconds=max(waits),
        missed=consoles * sent - len(waits),
        idle_mb=idle,
        with_consoles_mb=memory,
    )


async def _open(stage: DeskStage) -> _Open:
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.port, limit=2**20)
    headers = "".join(f"{name}: {value}\r\n" for name, value in stage.headers.items())
    writer.write(f"GET /live HTTP/1.1\r\n{headers}Accept: text/event-stream\r\n\r\n".encode())
    await writer.drain()
    status = await reader.readline()
    if b" 200 " not in status:
        raise ConsoleFailedError(f"GET /live: {status.decode().strip()}")
    while (await reader.readline()).strip():
        pass
    await reader.readline()  # the first event: the stream stands
    return _Open(reader=reader, writer=writer)


async def _submit(stage: DeskStage, bot: Database, number: int, code: str) -> float:
    """Store a tip as the bot does; the moment before its commit."""
    now = datetime.now(UTC)
    made = invent(number, 1000, now, "en")
    async with bot.transaction() as db:
        reporter = (await dialogues.lock(db, stage.vault, [CHAT], now=now))[CHAT].reporter_id
        await tips.submit(
            db,
            stage.vault,
            tip_id=new_id(),
            code=code,
            reporter_id=reporter,
            draft=made.draft,
            envelope=made.envelope,
            reported_at=now,
        )
        return time.monotonic()


async def _all_had(arrivals: "asyncio.Queue[str]", code: str, consoles: int) -> None:
    """Wait until every console had it, but not for ever: what is missing then is counted."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while consoles:
                consoles -= await arrivals.get() == code
