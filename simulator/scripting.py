"""Scripting over HTTP, for the page, tests and load runs: everything under `/sim/`, in JSON.

POST /sim/phones {language?, name?, id?, count?}    a new phone         GET /sim/phones               all of them
POST /sim/phones/{id}/do {do: ..., ...}             one action          POST /sim/batch {actions: [{phone, do, ...}]}
GET  /sim/phones/{id}/chat?after=V&timeout=S        the screen, once it is newer than V
GET  /sim/phones/{id}/live                          server-sent events: the screen, then changes
POST /sim/uploads?name=&mime= (bytes)               {upload: id}        GET /sim/files/{id}           its bytes
GET/POST/DELETE /sim/faults {rules?, flood?, webhook?: {duplicates, backoff_factor}}
POST /sim/clock {advance}                           GET /sim/counters   GET /sim/log?after=N          POST /sim/reset
POST /sim/updates {next_id?, update?, kind?}        draw new update ids, or put any update in the queue

The actions are those of `actions.py`.
"""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from simulator.actions import act
from simulator.errors import ScriptError
from simulator.server import BotServer
from simulator.views import show_changes, show_chat
from simulator.world import Json, Phone

LONGEST_WAIT = 60.0
KEEPALIVE_SECONDS = 15.0
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


class Scripting:
    """The `/sim/` endpoints of one simulator."""

    def __init__(self, server: BotServer) -> None:
        self.server = server
        self.world = server.api.world
        self.closing = False

    def routes(self) -> list[Route]:
        return [
            Route("/sim/phones", self.add_phone, methods=["POST"]),
            Route("/sim/phones", self.list_phones),
            Route("/sim/phones/{phone:int}/do", self.do, methods=["POST"]),
            Route("/sim/phones/{phone:int}/chat", self.chat),
            Route("/sim/phones/{phone:int}/live", self.live),
            Route("/sim/batch", self.batch, methods=["POST"]),
            Route("/sim/uploads", self.upload, methods=["POST"]),
            Route("/sim/files/{file}", self.file),
            Route("/sim/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/sim/clock", self.clock, methods=["GET", "POST"]),
            Route("/sim/updates", self.updates, methods=["POST"]),
            Route("/sim/counters", self.counters),
            Route("/sim/log", self.log),
            Route("/sim/reset", self.reset, methods=["POST"]),
        ]

    # Phones

    async def add_phone(self, request: Request) -> Response:
        values = await _json(request)
        wanted = values.get("id")
        if "count" in values:
            return self._add_phones(int(wanted or self.world.next_phone), int(values["count"]), values)
        if wanted is not None and int(wanted) in self.world.phones:
            return JSONResponse(self._summary(self.world.phone(int(wanted))))
        name, language = str(values.get("name") or "Sample Driver"), str(values.get("language", "en"))
        phone = self.world.add_phone(name, language, int(wanted) if wanted is not None else None)
        return JSONResponse(self._summary(phone), 201)

    def _add_phones(self, first: int, count: int, values: Json) -> Response:
        """Many at once for load runs, with consecutive ids."""
        for phone_id in range(first, first + count):
            self.world.add_phone(
                str(values.get("name") or "Sample Driver"), str(values.get("language", "en")), phone_id
            )
        return JSONResponse({"first": first, "count": count}, 201)

    async def list_phones(self, request: Request) -> Response:
        return JSONResponse([self._summary(phone) for phone in self.world.phones.values()])

    def _summary(self, phone: Phone) -> Json:
        chat = self.world.chats[phone.id]
        return {
            "id": phone.id,
            "name": phone.name,
            "language": phone.language,
            "version": chat.version,
            "blocked": phone.blocked,
            "offline": phone.frozen is not None,
        }

    async def do(self, request: Request) -> Response:
        phone = self.world.phone(request.path_params["phone"])
        done = act(self.world, phone, await _json(request))
        return JSONResponse({**done, "version": self.world.chats[phone.id].version})

    async def batch(self, request: Request) -> Response:
        """Many actions at once; one that fails is told in its place and stops nothing."""
        results: list[Json] = []
        for action in (await _json(request))["actions"]:
            try:
                results.append(act(self.world, self.world.phone(int(action["phone"])), action))
            except ScriptError as exc:
                results.append({"error": str(exc)})
        return JSONResponse({"results": results, "at": time.time()})

    async def chat(self, request: Request) -> Response:
        phone = self.world.phone(request.path_params["phone"])
        after = int(request.query_params.get("after", -1))
        deadline = time.monotonic() + min(float(request.query_params.get("timeout", 25)), LONGEST_WAIT)
        while phone.id in self.world.chats and self.world.chats[phone.id].version <= after and not self.closing:
            left = deadline - time.monotonic()
            if left <= 0 or not await self.world.chats[phone.id].signal.wait(left):
                break
        return JSONResponse(show_chat(self.world, self.world.phone(phone.id)))

    async def live(self, request: Request) -> Response:
        phone = self.world.phone(request.path_params["phone"])
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._events(phone), media_type="text/event-stream", headers=headers)

    async def _events(self, phone: Phone) -> AsyncIterator[str]:
        """The whole screen first and whenever the signal came or went, then only what changed."""
        view = show_chat(self.world, phone)
        yield _event("screen", view)
        while not self.closing and self.world.phones.get(phone.id) is phone:
            seen, was_offline = view["version"], view["offline"]
            chat = self.world.chats[phone.id]
            if chat.version <= seen and not await chat.signal.wait(KEEPALIVE_SECONDS):
                yield ": still here\n\n"
                continue
            if phone.frozen is not None or was_offline:
                view = show_chat(self.world, phone)
                yield _event("screen", view)
            else:
                view = show_changes(self.world, phone, seen)
                yield _event("change", view)
            await asyncio.sleep(0.01)  # what comes in one breath is shown in one breath

    # Files

    async def upload(self, request: Request) -> Response:
        content = await request.body()
        query = request.query_params
        file = self.world.files.add("uploads", content=content, name=query.get("name", ""), mime=query.get("mime", ""))
        self.world.changes += 1
        return JSONResponse({"upload": file.id, "size": file.size}, 201)

    async def file(self, request: Request) -> Response:
        file = self.world.files.find(request.path_params["file"])
        shown = file.mime in PICTURES
        headers = {
            "Content-Disposition": "inline" if shown else "attachment",
            "Cache-Control": "private, max-age=86400",
            "Content-Security-Policy": "sandbox",
        }
        mime = file.mime if shown else "application/octet-stream"
        return Response(self.world.files.content(file), media_type=mime, headers=headers)

    # Faults, time, figures

    async def faults(self, request: Request) -> Response:
        faults, webhook = self.server.faults, self.server.api.webhook
        if request.method == "DELETE":
            faults.clear()
            webhook.duplicates, webhook.backoff_factor = 0.0, 1.0
        elif request.method == "POST":
            wanted = await _json(request)
            for values in wanted.get("rules", []):
                faults.add(values)
            if "flood" in wanted:
                faults.limit(wanted["flood"])
            if "seed" in wanted:
                faults.random.seed(wanted["seed"])
                webhook.random.seed(wanted["seed"])
            webhook.duplicates = float(wanted.get("webhook", {}).get("duplicates", webhook.duplicates))
            webhook.backoff_factor = float(wanted.get("webhook", {}).get("backoff_factor", webhook.backoff_factor))
        shown = {"duplicates": webhook.duplicates, "backoff_factor": webhook.backoff_factor}
        return JSONResponse({**faults.view(), "webhook": shown})

    async def clock(self, request: Request) -> Response:
        if request.method == "POST":
            self.world.clock.advance(float((await _json(request))["advance"]))
            self.world.changes += 1
        return JSONResponse({"now": self.world.clock.now(), "ahead": self.world.clock.ahead})

    async def updates(self, request: Request) -> Response:
        wanted = await _json(request)
        updates = self.world.updates
        if "next_id" in wanted:
            updates.next_id = int(wanted["next_id"])
        pushed = 0
        if "update" in wanted:
            queue, expires = int(wanted.get("queue", 0)), self.world.clock.now() + 24 * 3600
            pushed = updates.push(str(wanted["kind"]), wanted["update"], queue=queue, expires=expires)
        return JSONResponse({"next_id": updates.next_id, "update_id": pushed})

    async def counters(self, request: Request) -> Response:
        updates = self.world.updates
        updates.drop_expired()
        shown = {"calls": self.server.calls.counted, "pushed": updates.pushed, "confirmed": updates.confirmed}
        clock = {"now": time.time(), "cpu": time.process_time()}
        polling = int(updates.is_polled)
        return JSONResponse({**shown, "pending": len(updates.pending), "polling": polling, **clock})

    async def log(self, request: Request) -> Response:
        """Calls as [number, when received, method, chat, status]; status 0 is a dropped answer."""
        after = int(request.query_params.get("after", 0))
        calls, updates = self.server.calls, self.world.updates
        newest = itertools.takewhile(lambda entry: entry[0] > after, reversed(calls.log))
        counts = {"pushed": updates.pushed, "confirmed": updates.confirmed}
        return JSONResponse({"calls": [*newest][::-1], "last": calls.number, **counts})

    async def reset(self, request: Request) -> Response:
        self.world.reset()
        self.server.faults.clear()
        self.server.calls.clear()
        return JSONResponse({})


def _event(name: str, value: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n"


async def _json(request: Request) -> dict[str, Any]:
    body = await request.body()
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise ScriptError("the request is not JSON") from None
    if not isinstance(value, dict):
        raise ScriptError("the request is not a JSON object")
    return value
