"""Real processes for the acceptance tests: the simulator and the bot, each on its own."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
TOKEN = "5550100:plainly-invented-token"
SECRET = "invented-webhook-secret-0123"
START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class Process:
    """A running process with its output in a file."""

    def __init__(self, process: asyncio.subprocess.Process, output: Path) -> None:
        self.process = process
        self.output = output

    @property
    def said(self) -> str:
        """Everything that it wrote so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    @property
    def running(self) -> bool:
        return self.process.returncode is None

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; gives the exit code."""
        if self.running:
            self.process.send_signal(number)
        try:
            return await asyncio.wait_for(self.process.wait(), 45)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
            raise

    async def until_said(self, words: str, *, seconds: float = START_SECONDS) -> None:
        """Wait until it has written these words; fails with its output when it ends or takes too long."""
        deadline = asyncio.get_running_loop().time() + seconds
        while words not in self.said:
            late = asyncio.get_running_loop().time() > deadline
            assert self.running, f"it ended with {self.process.returncode}:\n{self.said}"
            assert not late, f"it never said {words!r}:\n{self.said}"
            await asyncio.sleep(0.02)


async def start(module: str, *arguments: str, output: Path, settings: Mapping[str, str] | None = None) -> Process:
    """Start `python -m module` with these settings and no others of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HIGHBEAM_")}
    with output.open("ab") as sink:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-X", "dev") * bool(os.environ.get("HIGHBEAM_TEST_DEV_MODE")),
            "-m",
            module,
            *arguments,
            cwd=ROOT,
            env={**inherited, "PYTHONPATH": str(ROOT), **(settings or {})},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
        )
    return Process(process, output)


@asynccontextmanager
async def simulator(folder: Path) -> AsyncIterator[str]:
    """A running simulator's address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    running = await start("simulator", "--port", str(port), "--token", TOKEN, output=folder / "simulator.log")
    try:
        await running.until_said("Bot API at")
        await _answering(f"{address}/sim/counters", running)
        yield address
    finally:
        await running.stop()


async def _answering(address: str, running: Process) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        for _ in range(250):
            assert running.running, running.said
            try:
                if (await http.get(address)).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.02)
    raise AssertionError(f"{address} never answered:\n{running.said}")


def polling_settings(folder: Path, *, database_url: str, keys: Path, api: str) -> dict[str, str]:
    """What a polling bot is told."""
    return {
        "HIGHBEAM_DATA": str(folder / "data"),
        "HIGHBEAM_DATABASE_URL": database_url,
        "HIGHBEAM_KEYS": str(keys),
        "HIGHBEAM_FILES": str(folder / "files"),
        "HIGHBEAM_TELEGRAM_TOKEN": TOKEN,
        "HIGHBEAM_TELEGRAM_API": api,
    }


def webhook_settings(polling: Mapping[str, str], *, port: int) -> dict[str, str]:
    """What a webhook bot is told."""
    return {
        **polling,
        "HIGHBEAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "HIGHBEAM_WEBHOOK_SECRET": SECRET,
        "HIGHBEAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }


@asynccontextmanager
async def bot(folder: Path, settings: Mapping[str, str], name: str = "bot") -> AsyncIterator[Process]:
    """A running bot; stopped gracefully at the end if it still runs."""
    running = await start("bot", output=folder / f"{name}.log", settings=settings)
    try:
        await running.until_said("bot-began")
        yield running
    finally:
        await running.stop()
