"""Faults on demand: refused calls, slow ones, lost answers, files that do not come, and Telegram's flood limits."""

import math
import random
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from simulator.errors import ApiError, ScriptError, too_many_requests

PACED = frozenset({"sendmessage", "sendphoto", "senddocument", "editmessagetext", "editmessagereplymarkup"})
DROPS = ("", "before", "after")


@dataclass(slots=True, kw_only=True)
class Rule:
    """One fault. It strikes calls of `method` ("*" for all, "file" for downloads) to `chat` (None for all).

    It lets `skip` calls pass, strikes `times` (None: always) with chance `rate`: waits `latency` seconds, answers with
    `status` (0: performs the call), or drops the connection "before" or "after" performing.
    """

    method: str = "*"
    chat: int | None = None
    skip: int = 0
    times: int | None = None
    rate: float = 1.0
    latency: float = 0.0
    status: int = 0
    description: str = ""
    retry_after: int = 0
    drop: str = ""
    struck: int = 0

    def error(self) -> ApiError | None:
        if self.retry_after:
            return too_many_requests(self.retry_after)
        if not self.status:
            return None
        names = {400: "Bad Request", 403: "Forbidden", 500: "Internal Server Error", 502: "Bad Gateway"}
        return ApiError(self.status, self.description or names.get(self.status, "Fault"))


class _Bucket:
    """A token bucket: `rate` a second, `burst` at once."""

    __slots__ = ("at", "burst", "left", "rate")

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst, self.left, self.at = rate, burst, burst, time.monotonic()

    def take(self, now: float) -> float:
        """0 if there was a token, else the seconds until there is one."""
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left >= 1:
            self.left -= 1
            return 0.0
        return (1 - self.left) / self.rate


@dataclass(slots=True)
class Flood:
    """Telegram's limits: `per_chat` messages a second with bursts of `burst`, `overall` a second. 0 turns one off."""

    per_chat: float = 0.0
    burst: float = 3.0
    overall: float = 0.0
    refused: int = 0
    _chats: dict[str, _Bucket] = field(default_factory=dict)
    _all: _Bucket | None = None

    def check(self, method: str, chat: str) -> None:
        if method not in PACED:
            return
        now = time.monotonic()
        wait = 0.0
        if self.per_chat:
            bucket = self._chats.get(chat) or self._chats.setdefault(chat, _Bucket(self.per_chat, self.burst))
            wait = bucket.take(now)
        if self.overall and not wait:
            self._all = self._all or _Bucket(self.overall, self.overall)
            wait = self._all.take(now)
        if wait:
            self.refused += 1
            raise too_many_requests(math.ceil(wait))


class Faults:
    """The rules in force; without any, a call costs one truth test."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.flood: Flood | None = None
        self.random = random.Random(0)  # noqa: S311 - a seed makes runs repeatable

    def add(self, values: dict[str, Any]) -> Rule:
        try:
            rule = Rule(**values)
        except TypeError as exc:
            raise ScriptError(f"not a fault: {exc}") from None
        if rule.drop not in DROPS:
            raise ScriptError(f"drop is one of {DROPS}")
        rule.method = rule.method.lower()
        self.rules.append(rule)
        return rule

    def limit(self, values: dict[str, float] | None) -> None:
        self.flood = None
        if values:
            self.flood = Flood(
                per_chat=float(values.get("per_chat", 0)),
                burst=float(values.get("burst", 3)),
                overall=float(values.get("overall", 0)),
            )

    def clear(self) -> None:
        self.rules.clear()
        self.flood = None

    def strike(self, method: str, chat: str) -> Rule | None:
        """The first rule that strikes this call."""
        for rule in self.rules:
            if rule.method not in ("*", method) or (rule.chat is not None and str(rule.chat) != chat):
                continue
            if rule.skip > 0:
                rule.skip -= 1
                continue
            if (rule.times is None or rule.struck < rule.times) and self.random.random() < rule.rate:
                rule.struck += 1
                return rule
        return None

    def view(self) -> dict[str, Any]:
        flood = self.flood
        return {
            "rules": [asdict(rule) for rule in self.rules],
            "flood": flood
            and {
                "per_chat": flood.per_chat,
                "burst": flood.burst,
                "overall": flood.overall,
                "refused": flood.refused,
            },
        }
