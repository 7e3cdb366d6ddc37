"""`highbeam demo`: the whole path on this machine.

A supervisor that starts each part as a process of its own, shows the queue as tips arrive, and stops everything again.
All it keeps is in its data folder, so that the next start goes on.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from ops.queue import follow_queue
from store import migrate
from store.embedded import database_of
from store.keys import create_keys
from store.settings import StoreSettings

TOKEN = "700000001:local-demo-phones-only"  # noqa: S105 - opens nothing but the local Bot API of the demo
START_SECONDS = 60
STOP_SECONDS = 15


class DemoFailed(Exception):  # noqa: N818 - says what happened
    """A part of the demo did not start. The message says which and where its log is."""


def run_demo(data: Path, port: int, console: Console) -> None:
    """Run until Ctrl-C. Raises DemoFailed when a part does not come up."""
    data.mkdir(parents=True, exist_ok=True)
    port = port or _free_port(preferred=8720)
    _welcome(console, data, port)
    settings = StoreSettings(data=data, keys=data / "keys", files=str(data / "files"), database_url=None)
    with ExitStack() as stack:
        try:
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            url = stack.enter_context(database_of(settings))
            migrate.upgrade(url)
            create_keys(settings.keys_folder)
            parts = Parts(data, _environment(data, url, port))
            stack.callback(parts.stop)
            _start(parts, data, port)
            console.print("[green]Ready.[/green] The queue, as tips arrive:\n")
            asyncio.run(_follow(url, parts, console))
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave parts behind
            console.print(f"\nStopping. What was reported stays in {data}.")


def _start(parts: "Parts", data: Path, port: int) -> None:
    phones = data / "phones.json"
    parts.start("simulator", "simulator", "--port", str(port), "--token", TOKEN, "--state", str(phones))
    _wait_until_up(f"http://127.0.0.1:{port}/", parts)
    parts.start("worker", "worker")
    parts.start("bot", "bot")
    _wait_until_receiving(parts)


class Parts:
    """The demo's processes, each with a log of its own, stopped in the reverse order of their start."""

    def __init__(self, data: Path, environment: Mapping[str, str]) -> None:
        self._data = data
        self._environment = environment
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self._begun: dict[str, int] = {}

    def start(self, name: str, module: str, *arguments: str) -> None:
        """Start `python -m module`. It is in a session of its own, so that Ctrl-C reaches only the supervisor."""
        with self.log(name).open("ab") as log:
            self._begun[name] = log.tell()
            process = subprocess.Popen(  # noqa: S603 - our own module, our own arguments
                [sys.executable, "-m", module, *arguments],
                env={k: v for k, v in self._environment.items() if name == "bot" or k != "HIGHBEAM_TELEGRAM_TOKEN"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append((name, process))

    def log(self, name: str) -> Path:
        """Where a part writes its log."""
        return self._data / f"{name}.log"

    def said(self, name: str) -> str:
        """What a part has logged since it was started."""
        with self.log(name).open("rb") as log:
            log.seek(self._begun[name])
            return log.read().decode(errors="replace")

    def check(self) -> None:
        """Raise DemoFailed when a part has ended."""
        for name, process in self._running:
            if process.poll() is not None:
                tail = self.said(name).strip().splitlines()[-1:]
                said = f" It said: {tail[0]}" if tail else ""
                raise DemoFailed(f"The {name} ended unexpectedly; its log is {self.log(name)}.{said}")

    def stop(self) -> None:
        """Ask each part to stop and wait for it; a part that does not answer in time is killed."""
        for _, process in reversed(self._running):
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_receiving(parts: Parts) -> None:
    deadline = time.monotonic() + START_SECONDS
    while '"polling-began"' not in parts.said("bot"):
        parts.check()
        if time.monotonic() > deadline:
            raise DemoFailed(f"The bot did not begin within {START_SECONDS} seconds; its log is {parts.log('bot')}.")
        time.sleep(0.05)


async def _follow(url: str, parts: Parts, console: Console) -> None:
    following = asyncio.create_task(follow_queue(url, console))
    try:
        while not following.done():
            parts.check()
            await asyncio.wait({following}, timeout=1)
        await following
    finally:
        following.cancel()


def _welcome(console: Console, data: Path, port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    console.print("[bold]Highbeam[/bold], all of it on this machine\n")
    console.print(f"  a phone             [bold]{address}/[/bold]")
    console.print(f"  two, one in Spanish  {address}/?phones=2&lang=en,es")
    console.print(f"  the queue alone     .venv/bin/highbeam queue --follow --data {data}")
    console.print(
        "\nTry: open the page, tap Start, then Report. Share a place with the paper clip, attach a photo, send."
    )
    console.print("Or type: girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id")
    console.print("Ctrl-C stops everything; started again, all is still there.\n")
    console.print("Starting: database, keys, local Bot API, bot, worker …")


def _environment(data: Path, url: str, port: int) -> dict[str, str]:
    """What the parts are told. Nothing that the user has set for a real bot reaches the demo."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HIGHBEAM_")}
    return inherited | {
        "HIGHBEAM_DATA": str(data),
        "HIGHBEAM_DATABASE_URL": url,
        "HIGHBEAM_TELEGRAM_TOKEN": TOKEN,
        "HIGHBEAM_TELEGRAM_API": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _free_port(preferred: int) -> int:
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoFailed("There is no free port on 127.0.0.1: end another program, or give one with --port.")


def _wait_until_up(address: str, parts: Parts) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        parts.check()
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own page on loopback
        except OSError:
            if time.monotonic() > deadline:
                raise DemoFailed(f"The phones at {address} did not answer within {START_SECONDS} seconds.") from None
            time.sleep(0.05)
        else:
            return
