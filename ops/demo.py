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
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncConnection

from ops.queue import follow_queue
from store import accounts, migrate, partners, passwords
from store.database import Database, Role
from store.embedded import database_of
from store.errors import NoSuchPartner
from store.keys import create_keys, share_keys
from store.settings import StoreSettings
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tips.access import AccountRole

TOKEN = "700000001:local-demo-phones-only"  # noqa: S105 - opens nothing but the local Bot API of the demo
PEOPLE = {
    "analyst@demo.example": ("Ana Lyst", AccountRole.ANALYST),
    "second@demo.example": ("Sec Ond", AccountRole.ANALYST),
    "supervisor@demo.example": ("Su Visor", AccountRole.SUPERVISOR),
    "administrator@demo.example": ("Ad Min", AccountRole.ADMINISTRATOR),
    "auditor@demo.example": ("Au Ditor", AccountRole.AUDITOR),
    "partner@demo.example": ("Part Ner", AccountRole.PARTNER),
}
"""Who can sign in to the demo's console: invented people, one password."""

SAMPLE_PARTNER = "Sample Freight"
START_SECONDS = 60
STOP_SECONDS = 15


class DemoFailed(Exception):  # noqa: N818 - says what happened
    """A part of the demo did not start. The message says which and where its log is."""


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the pages are. The console is `localhost`, for passkeys are bound to a name."""

    phones: int
    desk: int

    @property
    def phone(self) -> str:
        """The page with the phones, and the local Bot API."""
        return f"http://127.0.0.1:{self.phones}"

    @property
    def console(self) -> str:
        """The analysts' console."""
        return f"http://localhost:{self.desk}"


def run_demo(data: Path, port: int, console: Console, *, desk_port: int = 0) -> None:
    """Run until Ctrl-C. Raises DemoFailed when a part does not come up."""
    data.mkdir(parents=True, exist_ok=True)
    addresses = Addresses(phones=port or free_port(preferred=8720), desk=desk_port or free_port(preferred=8730))
    password = _password(data)
    _welcome(console, data, addresses, password)
    settings = StoreSettings(data=data, keys=data / "keys", files=str(data / "files"), database_url=None)
    with ExitStack() as stack:
        try:
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            url = stack.enter_context(database_of(settings))
            migrate.upgrade(url)
            create_keys(settings.keys_folder)
            share_keys(settings.keys_folder, data / "desk-keys")
            code = asyncio.run(_make_people(url, data / "desk-keys", password))
            parts = Parts(data, _environment(data, url, addresses))
            stack.callback(parts.stop)
            _start(parts, data, addresses)
            console.print(f"  join as a trainee    {addresses.phone}/?start={code}", highlight=False)
            console.print("[green]Ready.[/green] The queue, as tips arrive:\n")
            asyncio.run(_follow(url, parts, console))
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave parts behind
            console.print(f"\nStopping. What was reported stays in {data}.")


def _start(parts: "Parts", data: Path, addresses: Addresses) -> None:
    phones = data / "phones.json"
    parts.start("simulator", "simulator", "--port", str(addresses.phones), "--token", TOKEN, "--state", str(phones))
    parts.start("worker", "worker")
    parts.start("console", "console")
    wait_until_up(addresses.phone, parts)
    parts.start("bot", "bot")
    wait_until_up(f"{addresses.console}/sign-in", parts)
    _wait_until_receiving(parts)


def _password(data: Path) -> str:
    """The demo's one password: made at the first start, kept beside the rest for the next."""
    kept = data / "desk-password"
    if not kept.exists():
        kept.touch(0o600)
        kept.write_text(passwords.make_password())
    return kept.read_text()


async def _make_people(url: str, keys: Path, password: str) -> str:
    """The accounts, and a training partner with a cohort and a link; gives the link's code."""
    database, vault = await Database.open(url, role=Role.CONSOLE, connections=1), Vault(keys)
    made: dict[str, Any] = {"by": "demo", "at": datetime.now(UTC)}
    try:
        async with database.transaction(DEFAULT_AGENCY) as db:
            partner, code = await _sample_partner(db, vault, made)
            known = {account.email for account in await accounts.all_of(db)}
            for email, (name, role) in PEOPLE.items():
                if email not in known:
                    who: dict[str, Any] = {"email": email, "name": name, "role": role}
                    who["partner"] = partner if role is AccountRole.PARTNER else None
                    hashed = passwords.hash_password(password)
                    await accounts.create(db, vault, **who, **made, password_hash=hashed)
    finally:
        await database.close()
    return code


async def _sample_partner(db: AsyncConnection, vault: Vault, made: Mapping[str, Any]) -> tuple[UUID, str]:
    """The sample partner and the code of its first link, made at the first start and found again at the next."""
    try:
        partner = await partners.by_name(db, SAMPLE_PARTNER)
    except NoSuchPartner:
        partner = await partners.create(db, vault, name=SAMPLE_PARTNER, **made)
        cohort = await partners.add_cohort(db, vault, partner.id, name="Sample drivers", course="trucking", **made)
        _, code = await partners.make_link(db, vault, cohort.id, expires_at=None, seats=None, **made)
        return partner.id, code
    first = (await partners.links_of(db, partner.id))[-1]
    _, code = await partners.open_link(db, vault, first.id, partner_id=partner.id)
    return partner.id, code


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
                env=self._environment_of(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append((name, process))

    def _environment_of(self, name: str) -> dict[str, str]:
        """The token is the bot's alone, and the console has a folder of keys of its own."""
        environment = dict(self._environment)
        if name != "bot":
            del environment["HIGHBEAM_TELEGRAM_TOKEN"]
        if name == "console":
            environment["HIGHBEAM_KEYS"] = str(self._data / "desk-keys")
        return environment

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


def _welcome(console: Console, data: Path, addresses: Addresses, password: str) -> None:
    console.print("[bold]Highbeam[/bold], all of it on this machine\n")
    console.print(f"  a phone              [bold]{addresses.phone}/[/bold]")
    console.print(f"  two, one in Spanish  {addresses.phone}/?phones=2&lang=en,es")
    console.print(f"  the console          [bold]{addresses.console}/[/bold]")
    console.print(f"  sign in as           {next(iter(PEOPLE))}, password {password}", highlight=False)
    others = ", ".join(email.partition("@")[0] for email in [*PEOPLE][1:])
    console.print(f"                       (or {others})", highlight=False)
    console.print(f"  the queue alone      .venv/bin/highbeam queue --follow --data {data}")
    console.print("\nTry: open phone and console side by side. On the phone tap Start, then Report;")
    console.print("share a place with the paper clip, attach a photo, send. In the console watch")
    console.print("it arrive, claim it, ask the driver something, close it. Or type on the phone:")
    console.print("girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id")
    console.print("Ctrl-C stops everything; started again, all is still there.\n")
    console.print("Starting: database, keys, local Bot API, bot, console, worker …")


def _environment(data: Path, url: str, addresses: Addresses) -> dict[str, str]:
    """What the parts are told. Nothing that the user has set for a real bot reaches the demo."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HIGHBEAM_")}
    return inherited | {
        "HIGHBEAM_DATA": str(data),
        "HIGHBEAM_DATABASE_URL": url,
        "HIGHBEAM_TELEGRAM_TOKEN": TOKEN,
        "HIGHBEAM_TELEGRAM_API": addresses.phone,
        "HIGHBEAM_CONSOLE_LISTEN": f"127.0.0.1:{addresses.desk}",
        "HIGHBEAM_CONSOLE_ORIGIN": addresses.console,
        "HIGHBEAM_VERIFY_URL": f"{addresses.console}/verify",
        "HIGHBEAM_CONSOLE_SECOND_FACTOR": "optional",
        "PYTHONUNBUFFERED": "1",
    }


def free_port(preferred: int) -> int:
    """This port, or any other that nobody listens on."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoFailed("There is no free port on 127.0.0.1: end another program, or give one with --port.")


def wait_until_up(address: str, parts: Parts) -> None:
    """Wait until a part answers there. Raises DemoFailed when it ends or takes too long."""
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
