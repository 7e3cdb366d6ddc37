"""The bench's line to the simulator: start it, act on many phones in one request, read what the bot called and when."""

import http.client
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from ops.bench.contenders import TOKEN
from ops.bench.processes import Started, free_port, start
from ops.bench.script import Say, Step


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot that worked. `method` is in lower case, `at` in seconds on the simulator's clock."""

    method: str
    chat: str
    at: float


@dataclass(kw_only=True)
class Simulator:
    """A running simulator. Not for use from several threads."""

    started: Started
    port: int
    confirmed: int = 0
    _seen: int = 0
    _heard: float = field(default_factory=time.monotonic)
    _line: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    @property
    def api(self) -> str:
        """The address that bots are given."""
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Start it on a free port and wait until it answers."""
        port = free_port()
        command = [sys.executable, "-m", "simulator", "--port", str(port), "--token", TOKEN]
        simulator = cls(started=start("simulator", command, folder=folder, env={}), port=port)
        while True:
            try:
                simulator.calls()
            except ConnectionRefusedError:
                simulator.started.check()
                simulator._line.close()
                time.sleep(0.02)
            else:
                return simulator

    def close(self) -> None:
        """Stop it."""
        self._line.close()
        self.started.kill()

    def add_phones(self, first: int, count: int) -> None:
        """Give so many people phones; the ids of their chats are consecutive."""
        self._ask("POST", "/sim/phones", {"id": first, "count": count, "language": "en"})

    def act(self, actions: Sequence[tuple[int, Step]]) -> tuple[float, list[str | None]]:
        """Let phones act, in this order. Says when their updates were there, and of each what went wrong."""
        asked = [
            {"phone": phone, "do": "text", "text": step.text}
            if isinstance(step, Say)
            else {"phone": phone, "do": "tap", "ending": step.ending}
            for phone, step in actions
        ]
        self._heard = time.monotonic()
        answer = self._ask("POST", "/sim/batch", {"actions": asked})
        return answer["at"], [result.get("error") for result in answer["results"]]

    def calls(self) -> list[Call]:
        """What the bot called since the last time this was asked."""
        answer = self._ask("GET", f"/sim/log?after={self._seen}")
        self._seen, self.confirmed = answer["last"], answer["confirmed"]
        if answer["calls"]:
            self._heard = time.monotonic()
        return [Call(method, chat, at) for _, at, method, chat, status in answer["calls"] if status == 200]

    def idle_seconds(self) -> float:
        """For how long nothing went either way."""
        return time.monotonic() - self._heard

    def _ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        self._line.request(method, path, body=data, headers={"Content-Type": "application/json"})
        answer = self._line.getresponse()
        read = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"The simulator answered {answer.status} to {path}: {read[:300]!r}")
        return json.loads(read)
