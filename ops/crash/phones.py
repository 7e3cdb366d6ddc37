"""Phones that report by script while bots die: they send marked words, tap what the card offers, and note receipts.

A phone believes nothing but its screen: when a tap leads nowhere, it taps again, as a person would.
"""

import asyncio
import random
import re
from dataclasses import dataclass, field
from typing import Any

from simulator.client import Phone, Screen
from tips.codes import normalize_code

PATIENCE = 2.5
"""Seconds without a change on the screen after which a phone tries again."""
CODE = re.compile(r"\b[0-9A-Z]{2,5}(?:-[0-9A-Z]{2,5})+\b")
WORDS = "abcdefghijkmnopqrstuvwxyz"


@dataclass(kw_only=True)
class Reporter:
    """One scripted phone, and what it was promised."""

    phone: Phone
    number: int
    random: random.Random
    sent: list[str] = field(default_factory=list)
    receipts: set[str] = field(default_factory=set)
    _unsaid: list[str] = field(default_factory=list)

    async def report_until(self, enough: "Enough") -> None:
        """Report again and again; the report that is under way at the end is brought to its receipt."""
        await self.phone.start()
        screen = await self.phone.chat()
        while True:
            before = screen
            finished = await self._act(screen)
            if finished and enough.reached:
                return
            screen = await self._next_card(before)

    async def _next_card(self, before: Screen) -> Screen:
        """Wait until the card has changed, or patience is at its end."""
        loop = asyncio.get_running_loop()
        end, screen = loop.time() + PATIENCE, before
        while offered(screen) == offered(before) and loop.time() < end:
            screen = await self.phone.chat(after=screen.version, timeout=max(0.0, end - loop.time()))
            self._note_receipts(screen)
        return screen

    async def _act(self, screen: Screen) -> bool:
        """Do the next thing that this screen asks for. Says whether it is a receipt."""
        actions = offered(screen)
        self._note_receipts(screen)
        if "report" in actions:
            self._unsaid = [self._mark(part) for part in range(self.random.randint(6, 14))]
            await self._tap(actions["report"])
        elif "tips" in actions and "add" in actions:
            await self._tap(actions["home"])
            return True
        elif "change.0" in actions and "send" not in actions:
            self._unsaid.append(self._mark(len(self.sent) % 25))  # all it had to say went to an earlier tip
            await self._say()
        elif self._unsaid and ("send" in actions or ("skip" in actions and self.random.random() < 0.6)):
            for _ in range(self.random.randint(1, 3)):  # in one breath, as people write
                await self._say()
        else:
            await self._go_on(actions)
        return False

    def _note_receipts(self, screen: Screen) -> None:
        """A code on the screen, be it the receipt or a later card of that tip, is a promise that the tip is stored."""
        self.receipts |= {code for text in screen.texts for code in CODE.findall(text) if normalize_code(code)}

    async def _go_on(self, actions: dict[str, str]) -> None:
        """Answer, or pass: sending first of all, then what leads on."""
        for wanted in ("send", "yes", "parked", "safe", "go-on", "open", "start", "done", "ok"):
            if wanted in actions:
                await self._tap(actions[wanted])
                return
        choices = [data for action, data in actions.items() if action not in AVOIDED and not action.startswith("sos")]
        ahead = [actions[action] for action in ("skip", "unsure") if action in actions]
        if "review" in actions and not self._unsaid:
            await self._tap(actions["review"])
        elif ahead and self.random.random() < 0.7:
            await self._tap(self.random.choice(ahead))
        elif choices:
            await self._tap(self.random.choice(choices))
        else:
            await self.phone.send("/report")

    async def _say(self) -> None:
        if not self._unsaid:
            return
        mark = self._unsaid.pop(0)
        self.sent.append(mark)
        await self.phone.send(f"they looked scared {mark}")

    async def _tap(self, data: str) -> None:
        """Tap; a card that changed under the finger is no harm, the next look shows the new one."""
        try:
            await self.phone.tap_data(data)
        except RuntimeError:
            return

    def _mark(self, part: int) -> str:
        """A word that stands nowhere else, and is neither a plate nor a number."""
        letters = "".join(self.random.choice(WORDS) for _ in range(10))
        return f"zq{letters}{WORDS[self.number % 25]}{WORDS[part]}"


AVOIDED = frozenset({"back", "stop", "help", "language", "erase", "hide", "danger", "driving", "discard", "withdraw"})
"""What would lead a script around in circles, or away."""


@dataclass
class Enough:
    """Whether the phones may stop after the report that they are at."""

    reached: bool = False


def offered(screen: Screen) -> dict[str, str]:
    """The newest card's buttons: what each does, and the data to tap it with."""
    for message in reversed(screen.cards):
        buttons: list[dict[str, Any]] = [button for row in message["buttons"] for button in row]
        if buttons:
            return {_action(button["callback_data"]): button["callback_data"] for button in buttons}
    return {}


def _action(data: str) -> str:
    return data.split(".", 2)[-1]
