"""The phones: many reporters who each go through the script, at full speed or at a given pace."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from ops.bench.processes import Started
from ops.bench.script import Script, Step
from ops.bench.simulated import Call, Simulator

CARD_CALLS = frozenset({"sendmessage", "editmessagetext"})
"""The calls that change what the card shows; the rest accompany them."""

GLANCE = 0.004
"""Seconds between two looks at what the bot did: the phones' thinking time, too short to let a bot idle."""

PATIENCE = 20.0
"""Seconds without any call of the bot while a phone waits."""


class NoAnswerError(Exception):
    """A phone waited for its card to change, and it did not."""


@dataclass(slots=True)
class _Phone:
    step: int = 0
    waits: bool = False
    since: float = 0.0


@dataclass(kw_only=True)
class Phones:
    """Reporters with consecutive chat ids, all at the beginning of the script, or `spread` over it.

    `answered` counts steps whose card came; `waited` holds how long each took, in seconds on the simulator's clock.
    """

    simulator: Simulator
    bot: Started
    script: Script
    first: int
    count: int
    spread: bool = False
    sent: int = 0
    finished: int = 0
    waited: list[float] = field(default_factory=list)
    _phones: dict[int, _Phone] = field(init=False)
    _waiting: int = 0
    _confirmed_before: int = field(init=False)

    def __post_init__(self) -> None:
        self.simulator.add_phones(self.first, self.count)
        self._confirmed_before = self.simulator.confirmed
        length = len(self.script) if self.spread else 1
        self._phones = {self.first + number: _Phone(step=number % length) for number in range(self.count)}

    @property
    def answered(self) -> int:
        """How many steps have had their card."""
        return len(self.waited)

    @property
    def confirmed(self) -> int:
        """How many of the updates sent here the bot took off the simulator's hands, as last seen."""
        return self.simulator.confirmed - self._confirmed_before

    def run(self, enough: Callable[["Phones"], bool]) -> None:
        """Every phone makes its next step as soon as its card changed, until `enough`; then all wait for theirs."""
        while not enough(self):
            self._send([chat for chat, phone in self._phones.items() if not phone.waits])
            self.look()
        self.settle()

    def pace(self, rate: float, seconds: float) -> None:
        """`rate` steps a second over all phones, evenly, each in its turn; one that still waits sits out."""
        begun, turn = time.monotonic(), 0
        chats = list(self._phones)
        while (now := time.monotonic() - begun) < seconds:
            while turn < now * rate:
                chat = chats[turn % len(chats)]
                self._send([] if self._phones[chat].waits else [chat])
                turn += 1
            self.look()
        self.settle()

    def send_once(self) -> None:
        """Every phone makes its next step, all in one request."""
        self._send(list(self._phones))

    def settle(self) -> None:
        """Wait until every phone has its card."""
        while self._waiting:
            self.look()

    def await_confirmed(self) -> None:
        """Wait until the bot confirmed every update that was sent here."""
        begun = time.monotonic()
        while self.confirmed < self.sent:
            self.look()
            if time.monotonic() - begun > PATIENCE:
                raise NoAnswerError(f"Only {self.confirmed} of {self.sent} updates were confirmed.")

    def look(self) -> None:
        """Read what the bot did, after a glance's pause."""
        self.bot.check()
        time.sleep(GLANCE)
        for call in self.simulator.calls():
            if call.method in CARD_CALLS:
                self._answer(call)
        self._check_patience()

    def _send(self, chats: Sequence[int]) -> None:
        if not chats:
            return
        at, wrongs = self.simulator.act([(chat, self._step(chat)) for chat in chats])
        for chat, wrong in zip(chats, wrongs, strict=True):
            if wrong:
                self._complain(chat, f"could not {self._step(chat)}: {wrong}")
            phone = self._phones[chat]
            phone.waits, phone.since = True, at
            self._waiting += 1
            self.sent += 1

    def _answer(self, call: Call) -> None:
        phone = self._phones.get(int(call.chat or 0))
        if phone is None or not phone.waits or call.at < phone.since:
            return
        phone.waits = False
        phone.step = (phone.step + 1) % len(self.script)
        self.finished += phone.step == 0
        self.waited.append(call.at - phone.since)
        self._waiting -= 1

    def _step(self, chat: int) -> Step:
        return self.script[self._phones[chat].step]

    def _check_patience(self) -> None:
        if not self._waiting or self.simulator.idle_seconds() < PATIENCE:
            return
        chat = next(chat for chat, phone in self._phones.items() if phone.waits)
        self._complain(chat, f"waited {PATIENCE:.0f} s for an answer to {self._step(chat)}")

    def _complain(self, chat: int, what: str) -> NoReturn:
        self.simulator.started.check()
        raise NoAnswerError(f"Phone {chat}, step {self._phones[chat].step}, {what}.\n{self.bot.last_words()}")
