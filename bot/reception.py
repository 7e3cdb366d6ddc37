"""Takes raw updates in: emergencies at once, everything else through one transaction, and then the phones.

Whatever `receive` does not raise on is stored, and may be acknowledged.
"""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from bot import metrics
from bot.calls import Api, TelegramTrouble
from bot.crashpoints import crash_point
from bot.delivery import Delivery
from bot.dialogue.events import NoticeArrived, RefresherDue
from bot.emergency import Emergency
from bot.runner import Answer, Outcome, Runner
from bot.talk import Talk
from bot.telegram import Arrival, Kind, read_update
from store.errors import DatabaseUnavailable, where_it_broke
from store.notices import DueNotice
from store.training import Reminder

log = structlog.get_logger()


class Reception:
    """Takes a batch of raw updates in: emergencies at once, everything else through one transaction."""

    def __init__(self, *, runner: Runner, delivery: Delivery, emergency: Emergency, api: Api, talk: Talk) -> None:
        self._runner = runner
        self._delivery = delivery
        self._emergency = emergency
        self._api = api
        self._talk = talk
        self._asides: set[asyncio.Task[None]] = set()
        self.files_came = asyncio.Event()

    async def receive(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Store these updates with all that follows from them. Raises `DatabaseUnavailable`, having told the chats."""
        await self.handle(self.look(updates))

    def look(self, updates: Sequence[Mapping[str, Any]]) -> list[Arrival]:
        """Read updates and answer emergencies at once; gives what is to be handled."""
        now = datetime.now(UTC)
        arrivals = [read_update(update, now=now) for update in updates]
        crash_point("after-receive")
        for arrival in arrivals:
            metrics.UPDATES.labels(arrival.kind).inc()
            if arrival.kind is Kind.GROUP:
                self._aside(self._leave(arrival))
            self._emergency.look_at(arrival)
        return [a for a in arrivals if a.kind in {Kind.EVENT, Kind.BLOCKED, Kind.UNBLOCKED}]

    def look_ahead(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Answer the emergencies among updates whose turn has not come, because the database keeps us waiting."""
        now = datetime.now(UTC)
        for update in updates:
            self._emergency.look_at(read_update(update, now=now))

    async def handle(self, arrivals: Sequence[Arrival]) -> None:
        """Handle arrivals, then see to the phones."""
        if not arrivals:
            return
        try:
            outcome = await self._runner.handle(arrivals)
        except DatabaseUnavailable:
            metrics.DATABASE_AWAY.set(1)
            self._emergency.not_saved(arrivals)
            raise
        metrics.DATABASE_AWAY.set(0)
        self._follow_up(outcome, arrivals)

    async def file_settled(self, chat_id: int, source: str, lost: str | None) -> None:
        """A file of this message was kept, or is lost."""
        outcome = await self._runner.settle_file(chat_id, source, lost)
        self._follow_up(outcome, ())

    async def bring_notice(self, notice: DueNotice) -> None:
        """Let a reporter's dialogue hear what the task force wrote."""
        event = NoticeArrived(
            at=datetime.now(UTC), source=f"n{notice.id}", key=notice.key, code=notice.code, words=notice.words
        )
        arrival = Arrival(kind=Kind.EVENT, chat_id=notice.chat_id, key=f"n:{notice.id}", event=event, notice=notice.id)
        outcome = await self._runner.handle([arrival])
        self._follow_up(outcome, ())

    async def remind(self, reminder: Reminder) -> None:
        """Let a member's dialogue hear that a course should be refreshed."""
        key = f"r:{reminder.training_id}:{reminder.until}"
        event = RefresherDue(at=datetime.now(UTC), source=key, course=reminder.course, until=reminder.until)
        outcome = await self._runner.handle([Arrival(kind=Kind.EVENT, chat_id=reminder.chat_id, key=key, event=event)])
        self._follow_up(outcome, ())

    def _follow_up(self, outcome: Outcome, arrivals: Sequence[Arrival]) -> None:
        emergencies = {a.callback_id for a in arrivals if a.callback_id and self._emergency.answers(a)}
        for answer in outcome.answers:
            if answer.callback_id not in emergencies:
                self._aside(self._answer(answer))
        for job in outcome.jobs:
            self._delivery.want(job)
        parked = {arrival.key for arrival in outcome.parked}
        self._emergency.saved([arrival.chat_id for arrival in arrivals if arrival.key not in parked])
        self._emergency.not_saved(outcome.parked)
        if outcome.files:
            self.files_came.set()

    async def _answer(self, answer: Answer) -> None:
        await self._api.answer(answer.callback_id, answer.toast)

    async def _leave(self, arrival: Arrival) -> None:
        """A group reads along: say so in one sentence and go."""
        await self._api.send(arrival.chat_id, self._talk.say(arrival.language, "group-farewell"))
        await self._api.leave(arrival.chat_id)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def stop(self) -> None:
        """Let the answers that are under way get out."""
        if self._asides:
            await asyncio.wait(set(self._asides), timeout=2)


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    """An answer to a tap, or a farewell: if it does not get through, nothing is lost."""
    try:
        await work
    except TelegramTrouble as exc:
        log.info("answer-not-delivered", error=type(exc).__name__)
    except Exception as exc:
        log.error("answer-broke", error=type(exc).__name__, where=where_it_broke(exc))
