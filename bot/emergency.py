"""What must work without the database: the emergency numbers, and the truth when nothing can be stored.

An emergency tap or word is answered at once, beside everything else. While the database is away each chat is told,
once, that its report is NOT SAVED; that message goes when the report is saved after all.
"""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.calls import Api, Refused, TelegramTrouble, TooFast, Unreachable
from bot.dialogue.events import CommandGiven, Tapped, TextSent
from bot.dialogue.replies import EMERGENCY
from bot.talk import Talk
from bot.telegram import Arrival
from store.errors import where_it_broke

COMMANDS = frozenset({EMERGENCY, "911", "112", "emergency", "emergencia"})
CALL = r"(?:call|llama al|llamen al|appelez le|appelle le|(?:по)?звони(?:те)?(?: в)?)"
WORDS = re.compile(rf"\W*(?:(?:please )?{CALL} )?(?:911|9-1-1|9 1 1|112|sos)\W*", re.IGNORECASE)
REMEMBERED = 10_000
SETTLE_SECONDS = 3.0
PATIENCE = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
LONGEST_WAIT = 60.0

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")

log = structlog.get_logger()


@dataclass(kw_only=True, slots=True)
class _Untold:
    """A chat that was told that nothing is saved, and the message that said so, once it is out."""

    language: str | None
    message: int | None = None
    over: bool = False  # saved after all


class Emergency:
    """Answers that need no database."""

    def __init__(self, *, api: Api, talk: Talk) -> None:
        self._api = api
        self._talk = talk
        self._answered: OrderedDict[str, None] = OrderedDict()
        self._untold: OrderedDict[int, _Untold] = OrderedDict()
        self._extras: OrderedDict[int, list[int]] = OrderedDict()
        self._running: dict[int, asyncio.Task[None]] = {}

    def look_at(self, arrival: Arrival) -> bool:
        """Answer an emergency at once. Says whether it was one."""
        if not is_emergency(arrival):
            return False
        if self._first_time(arrival.key):
            self._run(arrival.chat_id, self._show_numbers(arrival))
        return True

    def answers(self, arrival: Arrival) -> bool:
        """Whether this tap was answered here already, with the numbers."""
        return is_emergency(arrival)

    def not_saved(self, arrivals: Sequence[Arrival]) -> None:
        """Tell each of these chats once in this outage, truthfully, that nothing was saved."""
        for arrival in arrivals:
            first = arrival.chat_id not in self._untold
            if first:
                _remember(self._untold, arrival.chat_id, _Untold(language=arrival.language))
            if not is_emergency(arrival) and (first or (arrival.callback_id and self._first_time(arrival.key))):
                self._run(arrival.chat_id, self._say_not_saved(arrival, message=first))

    def saved(self, chats: Sequence[int]) -> None:
        """What these chats sent is stored after all: their NOT SAVED messages must go."""
        for chat in chats:
            if chat in self._untold:
                self._untold[chat].over = True
                self._run(chat, self._withdraw(chat))

    async def settled(self, chat: int) -> None:
        """Wait for a running answer to this chat, so that two edits of its card keep their order."""
        task = self._running.get(chat)
        if task is not None:
            await asyncio.wait({task}, timeout=SETTLE_SECONDS)

    def take_extras(self, chat: int) -> list[int]:
        """The messages beside the card that can go now that the card shows what they said."""
        return self._extras.pop(chat, [])

    def give_back_extras(self, chat: int, numbers: Sequence[int]) -> None:
        """Keep messages that could not be removed just now, for the next time."""
        if numbers:
            _remember(self._extras, chat, [*self._extras.get(chat, []), *numbers])

    async def stop(self) -> None:
        """Let running answers end."""
        if self._running:
            await asyncio.wait(list(self._running.values()), timeout=SETTLE_SECONDS)

    def _first_time(self, key: str) -> bool:
        if key in self._answered:
            return False
        _remember(self._answered, key, None)
        return True

    def _run(self, chat: int, work: Coroutine[None, None, None]) -> None:
        """Run beside everything else, after whatever still runs for the same chat."""
        before = self._running.get(chat)
        task = asyncio.create_task(self._guarded(chat, before, work))
        self._running[chat] = task

    async def _guarded(self, chat: int, before: asyncio.Task[None] | None, work: Coroutine[None, None, None]) -> None:
        try:
            if before is not None:
                await asyncio.wait({before})
            await work
        except TelegramTrouble as exc:
            log.warning("answer-not-delivered", error=type(exc).__name__)
        except Exception as exc:
            log.error("answer-broke", error=type(exc).__name__, where=where_it_broke(exc))
        finally:
            if self._running.get(chat) is asyncio.current_task():
                del self._running[chat]

    async def _show_numbers(self, arrival: Arrival) -> None:
        """On the tapped card, or in a message of their own where there is none or it can no longer be edited."""
        face = self._talk.emergency(arrival.language)
        await self._alert(arrival, "emergency-alert")
        card = arrival.tapped_message
        if card is not None:
            try:
                await _patiently(lambda: self._api.edit(arrival.chat_id, card, face.text, face.rows))
            except Refused:
                log.info("card-not-editable")
            else:
                return
        number = await _patiently(lambda: self._api.send(arrival.chat_id, face.text, face.rows))
        self.give_back_extras(arrival.chat_id, [number])

    async def _say_not_saved(self, arrival: Arrival, *, message: bool) -> None:
        await self._alert(arrival, "not-saved-alert")
        if message:
            await self._send_not_saved(arrival)

    async def _send_not_saved(self, arrival: Arrival) -> None:
        face = self._talk.not_saved(arrival.language)

        async def send() -> None:
            told = self._untold.get(arrival.chat_id)
            if told is not None and not told.over:
                told.message = await self._api.send(arrival.chat_id, face.text, face.rows)

        try:
            await _patiently(send)
        except TelegramTrouble:
            self._untold.pop(arrival.chat_id, None)  # not told: the next delivery tells
            raise

    async def _alert(self, arrival: Arrival, key: str) -> None:
        """Answer the tap at once. If that does not get through, the card still must."""
        if arrival.callback_id is None:
            return
        with suppress(TelegramTrouble):
            await self._api.answer(arrival.callback_id, self._talk.say(arrival.language, key), alert=True)

    async def _withdraw(self, chat: int) -> None:
        """Remove the NOT SAVED message, or make it true again."""
        told = self._untold.pop(chat, None)
        number = None if told is None else told.message
        if told is None or number is None:
            return
        if not await _patiently(lambda: self._api.delete(chat, [number])):
            words = self._talk.say(told.language, "saved-after-all")
            await _patiently(lambda: self._api.edit(chat, number, words))


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call until Telegram takes it: these words matter most when things go wrong."""
    for wait in PATIENCE:
        try:
            return await call()
        except TooFast as exc:
            await asyncio.sleep(min(exc.seconds, LONGEST_WAIT))
        except Unreachable:
            await asyncio.sleep(wait)
    return await call()


def is_emergency(arrival: Arrival) -> bool:
    """Whether this asks for the emergency numbers, told without knowing the dialogue."""
    event = arrival.event
    if isinstance(event, Tapped):
        return event.action == EMERGENCY
    if isinstance(event, CommandGiven):
        return event.name in COMMANDS
    return isinstance(event, TextSent) and len(event.text) < 40 and WORDS.fullmatch(event.text) is not None


def _remember(memory: "OrderedDict[K, V]", key: K, value: V) -> None:
    """Keep a bounded memory: an attack or a long outage must not fill the machine."""
    memory[key] = value
    memory.move_to_end(key)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
