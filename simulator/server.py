"""The Bot API over HTTP, as plain ASGI: the hot path, on which a call costs as little as it can.

`/bot<token>/<method>` and `/file/bot<token>/<path>`; faults and flood limits strike here, and every call is noted.
"""

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from simulator.botapi import BotApi
from simulator.errors import ApiError
from simulator.faults import Faults, Rule
from simulator.forms import read_parameters

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BODY_LIMIT = 52 << 20
LOG_LENGTH = 200_000
_JSON = [(b"content-type", b"application/json")]


class Calls:
    """Every call since the start or the last reset: counted, and the last ones with their times."""

    def __init__(self) -> None:
        self.counted: Counter[str] = Counter()
        self.log: deque[tuple[int, float, str, str, int]] = deque(maxlen=LOG_LENGTH)
        self.number = 0

    def note(self, received: float, method: str, chat: str, status: int) -> None:
        self.number += 1
        self.counted[f"{method} {status}"] += 1
        self.log.append((self.number, received, method, chat, status))

    def clear(self) -> None:
        self.counted.clear()
        self.log.clear()


class BotServer:
    """Answers the bot."""

    def __init__(self, api: BotApi, faults: Faults) -> None:
        self.api = api
        self.faults = faults
        self.calls = Calls()
        token = api.world.token
        self._prefix = f"/bot{token}/"
        self._file_prefix = f"/file/bot{token}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        body = await _read_body(receive)
        received = time.time()
        if path.startswith(self._prefix):
            await self._call(path[len(self._prefix) :].lower(), scope, body, received, receive, send)
        elif path.startswith(self._file_prefix):
            await self._file(path[len(self._file_prefix) :], received, receive, send)
        else:
            known = ":" in path.split("/bot", 1)[1].partition("/")[0]
            await _answer(send, *_failure(ApiError(401, "Unauthorized") if known else ApiError(404, "Not Found")))

    async def _call(
        self, method: str, scope: Scope, body: bytes | None, received: float, receive: Receive, send: Send
    ) -> None:
        chat = ""
        rule = None
        try:
            if body is None:
                raise ApiError(413, "Request Entity Too Large")
            content_type = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
            call = read_parameters(scope["query_string"], content_type, body)
            chat = str(call.get("chat_id", ""))
            rule = await self._strike(method, chat)
            if rule and rule.drop == "before":
                raise _DroppedError
            status, answer = 200, await self._perform(method, chat, call)
            if rule and rule.drop == "after":
                raise _DroppedError
        except ApiError as exc:
            status, answer = _failure(exc)
        except _DroppedError:
            self.calls.note(received, method, chat, 0)
            await _hang_up(receive, send)
            return
        self.calls.note(received, method, chat, status)
        await _answer(send, status, answer)

    async def _perform(self, method: str, chat: str, call: dict[str, Any]) -> bytes:
        if method == "getupdates":
            return b'{"ok":true,"result":[' + b",".join(await self.api.get_updates(call)) + b"]}"
        if self.faults.flood:
            self.faults.flood.check(method, chat)
        result = json.dumps(self.api.perform(method, call), ensure_ascii=False, separators=(",", ":"))
        return b'{"ok":true,"result":' + result.encode("utf-8", "surrogatepass") + b"}"

    async def _strike(self, method: str, chat: str) -> Rule | None:
        rule = self.faults.strike(method, chat) if self.faults.rules else None
        if rule is None:
            return None
        if rule.latency:
            await asyncio.sleep(rule.latency)
        if error := rule.error():
            raise error
        return rule

    async def _file(self, path: str, received: float, receive: Receive, send: Send) -> None:
        status, content, mime = 200, b"", "application/octet-stream"
        try:
            rule = await self._strike("file", "")
            if rule and rule.drop:
                self.calls.note(received, "file", "", 0)
                await _hang_up(receive, send)
                return
            file = self.api.world.files.by_path.get(path)
            if file is None or file.broken:
                raise ApiError(404, "Not Found")
            content = self.api.world.files.content(file)
        except ApiError as exc:
            status, content = _failure(exc)
            mime = "application/json"
        self.calls.note(received, "file", "", status)
        await _answer(send, status, content, [(b"content-type", mime.encode())])


class _DroppedError(Exception):
    """The answer is to be lost on the way."""


def _failure(error: ApiError) -> tuple[int, bytes]:
    body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return error.status, json.dumps(body).encode()


async def _read_body(receive: Receive) -> bytes | None:
    """The whole body; None if it is longer than any upload may be."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_LIMIT:
            return None
    return b"".join(parts)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]] = _JSON) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def _hang_up(receive: Receive, send: Send) -> None:
    """Close the connection without an answer. ASGI has no word for it, so uvicorn's own transport is taken."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        await _answer(send, 502, b"")
        return
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        continue
