"""One transaction for each batch of updates: lock, skip what was handled, advance, carry out the effects, save, commit.

Only after that is anything acknowledged or delivered. A batch that breaks is done again one update at a time; an
update that breaks five times is parked, sealed, with an alarm, and the line goes on.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import metrics
from bot.calls import FILE_LIMIT
from bot.crashpoints import crash_point
from bot.delivery import Job
from bot.dialogue.effects import AddToTip, Effect, EraseReporter, HideChat, KeepFile, WithdrawTip
from bot.dialogue.events import (
    CommandGiven,
    Event,
    JoinLinkOpened,
    LocationMoved,
    MediaSent,
    News,
    RefresherDue,
    TextEdited,
)
from bot.dialogue.knowledge import Step, TipStanding
from bot.dialogue.lost_files import file_lost
from bot.dialogue.states import State
from bot.effects import Effects
from bot.ledger import read_standings
from bot.talk import Kept, Talk
from bot.telegram import Arrival, Kind
from store import arrivals, dialogues, joining, notices, training
from store.database import Database
from store.dialogues import Dialogue
from store.errors import DatabaseUnavailable, where_it_broke
from store.vault import Vault

PARK_AFTER = 5
STAYING = 100
"""How many messages that were left in a chat are remembered, so that a quick hide can remove them."""

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a tap is answered with, beside the card."""

    callback_id: str
    toast: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What is to be done after the commit."""

    jobs: tuple[Job, ...] = ()
    answers: tuple[Answer, ...] = ()
    parked: tuple[Arrival, ...] = ()
    files: bool = False


@dataclass(kw_only=True, slots=True)
class _Chat:
    """One chat's part in a batch, while it is being worked on."""

    dialogue: Dialogue
    kept: Kept
    standings: Mapping[str, TipStanding]
    removals: list[int]
    changed: bool = False
    erased: bool = False


@dataclass(kw_only=True, slots=True)
class _Batch:
    """What a batch has brought about so far."""

    chats: dict[int, _Chat] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    files: bool = False


class _NoLongerWantedError(Exception):
    """The reporter was erased meanwhile: what this transaction did to reach them is undone."""


class _AfterErasureError(Exception):
    """Something follows an erasure in one batch: it belongs to somebody new, in a transaction of its own."""


class Runner:
    """Handles arrivals. Holds nothing between batches: any bot can handle any update."""

    def __init__(self, *, database: Database, vault: Vault, talk: Talk, effects: Effects, worker: str) -> None:
        self._database = database
        self._vault = vault
        self._talk = talk
        self._effects = effects
        self._worker = worker

    async def handle(self, batch: Sequence[Arrival]) -> Outcome:
        """Store a batch with all that follows from it. Raises `DatabaseUnavailable` when it could not be stored."""
        started = time.perf_counter()
        try:
            outcome = await self._transact(batch)
        except DatabaseUnavailable:
            raise
        except _NoLongerWantedError:
            outcome = Outcome()
        except _AfterErasureError:
            outcome = await self._one_by_one(batch)
        except Exception as exc:
            log.error("batch-broke", count=len(batch), error=type(exc).__name__, where=where_it_broke(exc))
            outcome = await self._one_by_one(batch)
        metrics.BATCH_SIZE.observe(len(batch))
        metrics.BATCH_SECONDS.observe(time.perf_counter() - started)
        crash_point("after-commit-before-ack")
        return outcome

    async def _one_by_one(self, batch: Sequence[Arrival]) -> Outcome:
        outcomes = [await self._handle_alone(arrival) for arrival in batch]
        return Outcome(
            jobs=tuple(job for one in outcomes for job in one.jobs),
            answers=tuple(answer for one in outcomes for answer in one.answers),
            parked=tuple(arrival for one in outcomes for arrival in one.parked),
            files=any(one.files for one in outcomes),
        )

    async def settle_file(self, chat_id: int, source: str, lost: str | None) -> Outcome:
        """A file was kept, so that its message can go from the chat; or it is `lost`, and the card says so."""
        try:
            return await self._settle(chat_id, source, lost)
        except _NoLongerWantedError:
            return Outcome()

    async def _settle(self, chat_id: int, source: str, lost: str | None) -> Outcome:
        now = datetime.now(UTC)
        work = _Batch()
        async with self._database.transaction() as db:
            found = await dialogues.lock(db, self._vault, [chat_id], now=now)
            if found[chat_id].state is None:
                raise _NoLongerWantedError
            await self._take_up(db, work, found, {})
            chat = work.chats[chat_id]
            number = int(source.removeprefix("m"))
            if lost is None:
                chat.removals.append(number)
                left = tuple(message for message in chat.dialogue.messages if message != number)
                chat.dialogue = replace(chat.dialogue, messages=left)
            else:
                session = file_lost(chat.kept.session, source, lost)
                chat.kept = replace(chat.kept, session=session, below=max(number, chat.kept.below))
            chat.changed = True
            return Outcome(jobs=tuple(await self._save(db, work, now)))

    async def _handle_alone(self, arrival: Arrival) -> Outcome:
        """Try one update until it works or has failed five times, across crashes too; then park it."""
        key = self._vault.digest("arrival", arrival.key)
        while True:
            try:
                return await self._transact([arrival])
            except DatabaseUnavailable:
                raise
            except Exception as exc:
                if await self._failed(arrival, key, exc):
                    return Outcome(parked=(arrival,))
            await asyncio.sleep(0.05)

    async def _failed(self, arrival: Arrival, key: bytes, exc: Exception) -> bool:
        """Count a failure; park the update when it was one too many. Says whether it is parked."""
        now = datetime.now(UTC)
        async with self._database.transaction() as db:
            times = await arrivals.count_failure(db, key, now)
            if times >= PARK_AFTER:
                reason = f"{type(exc).__name__} at {where_it_broke(exc)}"
                packed = self._talk.pack(arrival)
                await arrivals.park(db, self._vault, key, packed, reason, now, chat_id=arrival.chat_id)
        if times < PARK_AFTER:
            return False
        metrics.PARKED.inc()
        log.critical("update-parked", key=key.hex(), error=type(exc).__name__, where=where_it_broke(exc))
        return True

    async def _transact(self, batch: Sequence[Arrival]) -> Outcome:
        now = datetime.now(UTC)
        work = _Batch()
        async with self._database.transaction() as db:
            chat_ids = list({arrival.chat_id for arrival in batch})
            locked = await dialogues.lock(db, self._vault, chat_ids, now=now)
            crash_point("after-lock")
            keys = [self._vault.digest("arrival", arrival.key) for arrival in batch]
            new = await arrivals.claim(db, keys, now)
            await joining.lock(db, self._vault, {code for one in batch if (code := _join_code(one.event))})
            await self._take_up(db, work, locked, {one.chat_id: one.language for one in reversed(batch)})
            for arrival, key in zip(batch, keys, strict=True):
                if key in new:
                    new.discard(key)
                    await self._take(db, work, arrival, now)
                elif arrival.callback_id:
                    work.answers.append(Answer(callback_id=arrival.callback_id))
                    self._draw_again(work.chats[arrival.chat_id], arrival)
            jobs = await self._save(db, work, now)
            crash_point("before-commit")
        return Outcome(jobs=tuple(jobs), answers=tuple(work.answers), files=work.files)

    async def _take_up(
        self, db: AsyncConnection, work: _Batch, locked: dict[int, Dialogue], languages: Mapping[int, str | None]
    ) -> None:
        for chat_id, dialogue in locked.items():
            kept = self._talk.read(dialogue.state, languages.get(chat_id), revision=dialogue.wanted)
            work.chats[chat_id] = _Chat(dialogue=dialogue, kept=kept, standings={}, removals=list(dialogue.removals))
        asked = [
            chat.dialogue.reporter_id
            for chat in work.chats.values()
            if chat.kept.session.tips or chat.dialogue.state is None
        ]
        standings = await read_standings(db, self._vault, asked)
        forgotten = [chat.dialogue.reporter_id for chat in work.chats.values() if chat.dialogue.state is None]
        learned = await training.learned(db, self._vault, forgotten)
        for chat in work.chats.values():
            reporter = chat.dialogue.reporter_id
            chat.standings = standings.get(reporter, {})
            if chat.dialogue.state is None:
                known = learned.get(reporter)
                chat.kept = self._talk.remember(chat.kept, chat.dialogue.language, chat.standings, known)

    async def _take(self, db: AsyncConnection, work: _Batch, arrival: Arrival, now: datetime) -> None:
        chat = work.chats[arrival.chat_id]
        if arrival.kind is Kind.BLOCKED:
            chat.dialogue = replace(chat.dialogue, blocked=True)
            chat.changed = True
            return
        if chat.erased:
            raise _AfterErasureError
        if arrival.notice is not None and not await notices.mark_delivered(db, arrival.notice, now=now):
            raise _NoLongerWantedError
        if isinstance(arrival.event, RefresherDue) and not await training.mark_reminded(
            db, chat.dialogue.reporter_id, course=arrival.event.course, until=arrival.event.until
        ):
            raise _NoLongerWantedError
        chat.changed = chat.changed or chat.dialogue.blocked
        chat.dialogue = replace(chat.dialogue, blocked=False)
        if arrival.event is not None:
            await self._advance(db, work, chat, arrival, now)
        self._clear_away(chat, arrival)

    async def _advance(self, db: AsyncConnection, work: _Batch, chat: _Chat, arrival: Arrival, now: datetime) -> None:
        assert arrival.event is not None  # noqa: S101 -- the caller looked
        event = await self._with_link(db, arrival.event, chat.dialogue.reporter_id, now)
        step = self._talk.step(chat.kept, event, chat.standings, shown=chat.dialogue.shown)
        metrics.HANDLED.labels("handled").inc()
        reporter, language = chat.dialogue.reporter_id, step.session.language
        for effect in step.effects:
            await self._effects.carry_out(db, effect, reporter, said_at=arrival.event.at, now=now, language=language)
        if any(isinstance(effect, WithdrawTip) for effect in step.effects):
            standings = await read_standings(db, self._vault, [chat.dialogue.reporter_id])
            chat.standings = standings.get(chat.dialogue.reporter_id, {})
        chat.changed = chat.changed or step.session is not chat.kept.session
        chat.kept = replace(chat.kept, session=step.session)
        if isinstance(event, News) and step.session.state is State.KNOCK:  # an edit makes no sound
            chat.kept = replace(chat.kept, below=max(chat.kept.below, chat.dialogue.card_message or 0))
        chat.erased = chat.erased or any(isinstance(effect, EraseReporter) for effect in step.effects)
        fetching = any(_brings_a_file(effect) for effect in step.effects)
        work.files = work.files or fetching
        if any(isinstance(effect, HideChat | EraseReporter) for effect in step.effects):
            chat.removals += chat.dialogue.messages
            chat.dialogue = replace(chat.dialogue, messages=())
        if arrival.callback_id:
            work.answers.append(Answer(callback_id=arrival.callback_id, toast=self._talk.toast(step)))
        self._place(chat, arrival, step, fetching=fetching)

    async def _with_link(self, db: AsyncConnection, event: Event, reporter_id: UUID, now: datetime) -> Event:
        """A start with the code of a join link is that link, opened, as far as it is worth anything by now."""
        code = _join_code(event)
        if code is None:
            return event
        found = await joining.find(db, self._vault, code, reporter_id, now=now)
        return JoinLinkOpened(
            at=event.at,
            source=event.source,
            standing=found.standing,
            link=found.link,
            partner=found.partner,
            course=found.course,
        )

    def _place(self, chat: _Chat, arrival: Arrival, step: Step, *, fetching: bool) -> None:
        """Decide what becomes of the reporter's message: removed now, once it is fetched, or left above the card."""
        number, event = arrival.message_id, arrival.event
        if number is None or isinstance(event, TextEdited | LocationMoved):
            return
        too_large = isinstance(event, MediaSent) and (event.size or 0) > FILE_LIMIT
        stays = too_large or not step.remove
        if not stays and not fetching:
            chat.removals.append(number)
            chat.changed = True
        starts = isinstance(event, CommandGiven) and event.name == "start"
        if stays or fetching:
            chat.dialogue = replace(chat.dialogue, messages=(*chat.dialogue.messages, number)[-STAYING:])
        if stays or starts:
            chat.kept = replace(chat.kept, below=max(number, chat.kept.below))
            chat.changed = True

    def _draw_again(self, chat: _Chat, arrival: Arrival) -> None:
        """A tap that was handled already comes again: the phone may show a card of before, so it is drawn anew.

        An edit under way when its bot is killed can reach the phone after a newer one from the bot that took over. Its
        buttons were all used; were they only ignored, the phone would be stuck with them.
        """
        if chat.dialogue.state is None:
            return
        session = chat.kept.session
        chat.kept = replace(chat.kept, session=replace(session, revision=session.revision + 1))
        chat.changed = True
        self._clear_away(chat, arrival)

    def _clear_away(self, chat: _Chat, arrival: Arrival) -> None:
        """A tap on a message that is not the card: a card sent twice by a crash, or an emergency card. It goes."""
        number = arrival.tapped_message
        if number is not None and number != chat.dialogue.card_message and number not in chat.removals:
            chat.removals.append(number)
            chat.changed = True

    async def _save(self, db: AsyncConnection, work: _Batch, now: datetime) -> list[Job]:
        """Save what changed. Gives the jobs of the chats whose delivery is ours."""
        changed = [chat for chat in work.chats.values() if chat.changed]
        for chat in changed:
            chat.dialogue = replace(
                chat.dialogue,
                state=self._talk.write(chat.kept),
                language=chat.kept.session.language,
                wanted=max(chat.kept.session.revision, chat.dialogue.wanted),
                removals=tuple(chat.removals),
            )
        staying = [chat.dialogue for chat in changed if not chat.erased]
        mine = await dialogues.save(db, self._vault, staying, worker=self._worker, now=now)
        return [
            Job(dialogue=chat.dialogue, kept=chat.kept, standings=chat.standings, final=chat.erased)
            for chat in changed
            if chat.erased or chat.dialogue.chat_id in mine
        ]


def _join_code(event: Event | None) -> str | None:
    """What stands behind `/start` when it looks like the code of a join link. It is never logged."""
    if isinstance(event, CommandGiven) and event.name == "start" and joining.CODE.fullmatch(event.payload):
        return event.payload
    return None


def _brings_a_file(effect: Effect) -> bool:
    return isinstance(effect, KeepFile) or (isinstance(effect, AddToTip) and effect.media is not None)
