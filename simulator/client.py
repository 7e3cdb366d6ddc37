"""A typed client for scripts and tests: phones that send, tap, look and wait."""

import base64
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

Json = dict[str, Any]
WAIT_SECONDS = 10.0


class Screen:
    """What a phone shows."""

    def __init__(self, view: Json) -> None:
        self.view = view

    @property
    def version(self) -> int:
        return int(self.view["version"])

    @property
    def messages(self) -> list[Json]:
        return list(self.view["messages"])

    @property
    def cards(self) -> list[Json]:
        """What the bot has sent and still stands there."""
        return [message for message in self.messages if not message["mine"]]

    @property
    def texts(self) -> list[str]:
        return [str(message["text"]) for message in self.messages]

    @property
    def buttons(self) -> list[str]:
        """The button texts of the newest message that has any."""
        return next(
            (
                [str(button["text"]) for row in message["buttons"] for button in row]
                for message in reversed(self.cards)
                if message["buttons"]
            ),
            [],
        )

    @property
    def toasts(self) -> list[str]:
        return [str(toast["text"]) for toast in self.view["toasts"]]

    def shows(self, text: str) -> bool:
        """True if the text is in a message or on a button."""
        return any(text in shown for shown in (*self.texts, *self.buttons))


class Phone:
    """One phone. Every action returns what the simulator says came of it."""

    def __init__(self, http: httpx.AsyncClient, phone_id: int) -> None:
        self.http = http
        self.id = phone_id

    async def do(self, action: str, **arguments: Any) -> Json:
        """Any action of `simulator/actions.py`."""
        return await _post(self.http, f"/sim/phones/{self.id}/do", {"do": action, **arguments})

    async def send(self, text: str, **arguments: Any) -> Json:
        return await self.do("text", text=text, **arguments)

    async def start(self, payload: str = "") -> Json:
        return await self.do("start", payload=payload)

    async def tap(self, button: str, **arguments: Any) -> Json:
        """Tap the button with this text; `part=True` takes the first that contains it."""
        return await self.do("tap", button=button, **arguments)

    async def tap_data(self, data: str, **arguments: Any) -> Json:
        return await self.do("tap", data=data, **arguments)

    async def photo(self, content: bytes | None = None, **arguments: Any) -> Json:
        return await self.do("photo", **_with_content(content), **arguments)

    async def document(self, content: bytes | None = None, **arguments: Any) -> Json:
        return await self.do("document", **_with_content(content), **arguments)

    async def location(self, latitude: float, longitude: float, **arguments: Any) -> Json:
        return await self.do("location", lat=latitude, lon=longitude, **arguments)

    async def chat(self, after: int = -1, timeout: float = 0) -> Screen:  # noqa: ASYNC109 - the server waits
        """The screen; with `after`, once it is newer than that version or the time is out."""
        answer = await self.http.get(
            f"/sim/phones/{self.id}/chat", params={"after": after, "timeout": timeout}, timeout=timeout + 10
        )
        answer.raise_for_status()
        return Screen(answer.json())

    async def wait_for(
        self,
        wanted: str | Callable[[Screen], bool],
        timeout: float = WAIT_SECONDS,  # noqa: ASYNC109 - the server waits
    ) -> Screen:
        """Wait until the screen shows this text, or fits this condition; raises `AssertionError` with the screen."""
        fits = wanted if callable(wanted) else lambda screen: screen.shows(wanted)
        loop_end = time.monotonic() + timeout
        screen = await self.chat()
        while not fits(screen):
            left = loop_end - time.monotonic()
            if left <= 0:
                shown = "\n---\n".join([*screen.texts, f"buttons: {screen.buttons}", f"toasts: {screen.toasts}"])
                raise AssertionError(f"waited {timeout} s for {wanted!r}; the phone shows:\n{shown}")
            screen = await self.chat(after=screen.version, timeout=left)
        return screen


class SimulatorClient:
    """A running simulator: `async with SimulatorClient("http://127.0.0.1:8081") as simulator: ...`"""

    def __init__(self, address: str) -> None:
        self.http = httpx.AsyncClient(base_url=address, timeout=30, trust_env=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def phone(self, language: str = "en", name: str = "Sample Driver", phone_id: int | None = None) -> Phone:
        values = {"language": language, "name": name, **({} if phone_id is None else {"id": phone_id})}
        return Phone(self.http, int((await _post(self.http, "/sim/phones", values))["id"]))

    async def batch(self, actions: Sequence[Json]) -> list[Json]:
        """Many actions in one request, each with `phone` and `do`."""
        return list((await _post(self.http, "/sim/batch", {"actions": list(actions)}))["results"])

    async def fault(self, **rule: Any) -> None:
        """One fault, by the fields of `simulator.faults.Rule`."""
        await _post(self.http, "/sim/faults", {"rules": [rule]})

    async def faults(self, **settings: Any) -> Json:
        """`rules`, `flood`, `webhook`, `seed`, as `/sim/faults` takes them."""
        return await _post(self.http, "/sim/faults", settings)

    async def heal(self) -> None:
        """Take all faults away."""
        (await self.http.delete("/sim/faults")).raise_for_status()

    async def advance(self, seconds: float) -> None:
        await _post(self.http, "/sim/clock", {"advance": seconds})

    async def next_update_id(self, update_id: int) -> None:
        await _post(self.http, "/sim/updates", {"next_id": update_id})

    async def counters(self) -> Json:
        return _body(await self.http.get("/sim/counters"))

    async def calls(self, after: int = 0) -> list[tuple[int, float, str, str, int]]:
        """The calls received: (number, time, method in lower case, chat, status; 0 is a dropped answer)."""
        shown = _body(await self.http.get("/sim/log", params={"after": after}))
        return [(entry[0], entry[1], entry[2], entry[3], entry[4]) for entry in shown["calls"]]

    async def reset(self) -> None:
        await _post(self.http, "/sim/reset", {})


async def _post(http: httpx.AsyncClient, path: str, values: Json) -> Json:
    return _body(await http.post(path, json=values))


def _body(answer: httpx.Response) -> Json:
    body: Json = answer.json()
    if answer.is_error:
        raise RuntimeError(f"the simulator refuses: {body.get('error', body)}")
    return body


def _with_content(content: bytes | None) -> Json:
    return {} if content is None else {"data": base64.b64encode(content).decode()}
