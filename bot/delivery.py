"""Brings each phone in line with the database: one card per chat, edited in place, and nothing beside it.

Level-triggered: what counts is the newest wanted revision, so quick changes collapse into one edit, and whatever a
crash left undelivered is found by the sweep. A lease in the database keeps two bots from delivering to one chat. What
would wait longer than the lease is let go, and swept up when it is due: the queue here never grows with the load.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot import metrics
from bot.calls import Api, Blocked, Enclosure, Refused, TelegramTrouble, TooFast, Unreachable
from bot.crashpoints import crash_point
from bot.dialogue.knowledge import TipStanding
from bot.emergency import Emergency
from bot.enclosures import Enclosures
from bot.ledger import Ledger
from bot.pacing import Pacing
from bot.render import Rendered
from bot.talk import Kept, Talk
from store.dialogues import Delivered, Dialogue
from store.ending import end
from store.errors import DatabaseUnavailable, where_it_broke

WORKERS = 32
LONGEST_WAIT = 8.0  # seconds; less than the 15 s lease
SWEEP_SECONDS = 2.0
A_WHILE = timedelta(minutes=1)
TRIES_WITH_PICTURE = 2
NO_STANDINGS: Mapping[str, TipStanding] = {}

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What a chat's phone should show. `final` is the last word to a reporter whom the database has forgotten."""

    dialogue: Dialogue
    kept: Kept
    standings: Mapping[str, TipStanding] = field(default_factory=dict)
    final: bool = False
    tries: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a phone shows, as far as we know, which may be more than the database knows yet."""

    card: int | None
    sent: datetime | None
    shown: int
    removed: frozenset[int] = frozenset()


class Delivery:
    """The workers that edit and send, and the sweep that finds what nobody delivered."""

    def __init__(
        self,
        *,
        api: Api,
        talk: Talk,
        enclosures: Enclosures,
        pacing: Pacing,
        emergency: Emergency,
        ledger: Ledger,
    ) -> None:
        self._api = api
        self._talk = talk
        self._enclosures = enclosures
        self._pacing = pacing
        self._emergency = emergency
        self._ledger = ledger
        self._pending: dict[int, Job] = {}
        self._busy: set[int] = set()
        self._standing: dict[int, Standing] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._now: Callable[[], float] = asyncio.get_running_loop().time

    async def start(self) -> None:
        """Start the workers and the sweep."""
        self._ledger.start(self._recorded)
        self._tasks = [asyncio.create_task(self._work()) for _ in range(WORKERS)]
        self._tasks.append(asyncio.create_task(self._sweep()))

    async def stop(self, *, within: float) -> None:
        """Deliver what can be delivered in a short time; the rest is found by the next bot's sweep."""
        deadline = self._now() + within
        while (self._busy or not self._ledger.idle) and self._now() < deadline:  # noqa: ASYNC110 -- two rooms' states
            await asyncio.sleep(0.02)
        await end(*self._tasks)
        await self._ledger.stop()

    def want(self, job: Job) -> None:
        """Have a phone brought in line. A newer wish for the same chat replaces an older one."""
        chat = job.dialogue.chat_id
        waiting = self._pending.get(chat)
        if waiting is not None and (waiting.final or waiting.dialogue.wanted > job.dialogue.wanted):
            return
        if waiting is None and self._overloaded() and not job.final:
            metrics.DELIVERIES.labels("left-to-the-sweep").inc()
            return
        self._pending[chat] = job
        if chat not in self._busy:
            self._busy.add(chat)
            self._ready.put_nowait(chat)

    def _overloaded(self) -> bool:
        return self._pacing.backlog(self._now()) + len(self._pending) / self._pacing.rate > LONGEST_WAIT

    async def _work(self) -> None:
        while True:
            chat = await self._ready.get()
            job = self._pending.pop(chat, None)
            again: float | None = None
            if job is not None:
                again = await self._attempt(chat, job)
            if again is not None:
                asyncio.get_running_loop().call_later(again, self._ready.put_nowait, chat)
            elif chat in self._pending:
                self._ready.put_nowait(chat)
            else:
                self._busy.discard(chat)

    async def _attempt(self, chat: int, job: Job) -> float | None:
        """Deliver, or say in how many seconds to come back. Whatever goes wrong concerns this chat only."""
        delay = self._pacing.chat_delay(chat, self._now())
        if delay > 0 and self._has_work(chat, job):
            return self._later(chat, job, delay)
        try:
            await self._bring_in_line(chat, job)
        except TooFast as exc:
            self._pacing.pause(chat, self._now() + exc.seconds)
            metrics.DELIVERIES.labels("told-to-wait").inc()
            if exc.seconds > LONGEST_WAIT:
                await self._ledger.postpone(job.dialogue.reporter_id, timedelta(seconds=exc.seconds))
            return self._later(chat, job, exc.seconds)
        except Unreachable:
            metrics.DELIVERIES.labels("unreachable").inc()
            return self._later(chat, replace(job, tries=job.tries + 1), min(0.25 * 2**job.tries, LONGEST_WAIT + 1))
        except Blocked:
            metrics.DELIVERIES.labels("blocked").inc()
            await self._ledger.blocked(job.dialogue.reporter_id)
        except Refused as exc:
            log.error("card-refused", what=_in_short(exc))
            await self._ledger.postpone(job.dialogue.reporter_id, A_WHILE)
        except TelegramTrouble as exc:
            log.error("delivery-failed", error=type(exc).__name__)
        except Exception as exc:  # a worker outlives whatever one chat does to it
            log.error("delivery-broke", error=type(exc).__name__, where=where_it_broke(exc))
            await self._ledger.postpone(job.dialogue.reporter_id, timedelta(seconds=30))
        return None

    def _later(self, chat: int, job: Job, delay: float) -> float | None:
        """Keep the job for a short wait. A longer one is the sweep's: the lease would run out before."""
        if delay > LONGEST_WAIT:
            self._pending.pop(chat, None)
            return None
        self._pending.setdefault(chat, job)
        return delay

    def _standing_of(self, chat: int, job: Job) -> Standing:
        known = self._standing.get(chat)
        dialogue = job.dialogue
        if known is not None and known.shown >= dialogue.shown:
            return known
        return Standing(card=dialogue.card_message, sent=dialogue.card_sent, shown=dialogue.shown)

    def _has_work(self, chat: int, job: Job) -> bool:
        standing = self._standing_of(chat, job)
        return job.final or job.dialogue.wanted > standing.shown or standing.card is None

    async def _bring_in_line(self, chat: int, job: Job) -> None:
        crash_point("after-ack-before-delivery")
        await self._emergency.settled(chat)
        standing = self._standing_of(chat, job)
        unwanted: list[int] = []
        if self._has_work(chat, job) or job.kept.below > (standing.card or 0):
            turn = self._pacing.take(chat, self._now())
            if turn > 0:
                await asyncio.sleep(turn)
                job = self._pending.pop(chat, job)
            shown = await self._show(chat, job, standing)
            if standing.card is not None and shown.card != standing.card:
                unwanted.append(standing.card)
            standing = shown
            self._standing[chat] = standing
            crash_point("after-send-before-record")
        removed = await self._remove(chat, job, standing, unwanted)
        if not job.final:
            now_stands = self._standing.get(chat, standing)
            fresh = now_stands.card != job.dialogue.card_message
            self._ledger.record(_delivered(job.dialogue, now_stands, removed), chat, at_once=fresh)
        else:
            self._standing.pop(chat, None)

    async def _show(self, chat: int, job: Job, standing: Standing) -> Standing:
        """The card with what it brings; without it when that does not get through: what is written matters more."""
        face = self._talk.show(job.kept, job.standings)
        enclosure = await self._enclosures.of(face, job.dialogue.language) if job.tries < TRIES_WITH_PICTURE else None
        try:
            return await self._put(chat, job, standing, face, enclosure)
        except Refused as exc:
            if enclosure is None:
                raise
            log.error("enclosure-refused", what=_in_short(exc))
            return await self._put(chat, job, standing, face, None)

    async def _put(
        self, chat: int, job: Job, standing: Standing, face: Rendered, enclosure: Enclosure | None
    ) -> Standing:
        """Edit the card in place; send a new one where there is none, or where it no longer stands at the end."""
        wanted = job.dialogue.wanted
        if standing.card is not None and job.kept.below < standing.card:
            try:
                await self._api.edit(chat, standing.card, face.text, face.rows, enclosure=enclosure)
                metrics.DELIVERIES.labels("edited").inc()
                return replace(standing, shown=wanted)
            except Refused as exc:
                if not exc.card_is_gone:
                    raise
        number = await self._api.send(chat, face.text, face.rows, enclosure=enclosure)
        metrics.DELIVERIES.labels("sent").inc()
        return replace(standing, card=number, sent=datetime.now(UTC), shown=wanted)

    async def _remove(self, chat: int, job: Job, standing: Standing, unwanted: Sequence[int]) -> tuple[int, ...]:
        """Remove what now stands on the card. Gives the numbers that need not be tried again."""
        extras = self._emergency.take_extras(chat)
        numbers = sorted({*job.dialogue.removals, *unwanted, *extras} - standing.removed - {standing.card or 0})
        if not numbers:
            return job.dialogue.removals
        try:
            gone = await self._remove_ours(chat, numbers, [*extras, *unwanted])
        except (TooFast, Unreachable):
            self._emergency.give_back_extras(chat, [*extras, *unwanted])
            return ()
        standing = replace(standing, removed=standing.removed.union(numbers))
        self._standing[chat] = standing
        if not gone and standing.card is not None and numbers[-1] > standing.card:
            await self._put_below(chat, job, standing, standing.card)
        return job.dialogue.removals

    async def _remove_ours(self, chat: int, numbers: Sequence[int], ours: Sequence[int]) -> bool:
        """Remove messages, those of ours among them. What of ours is too old to be removed can still be emptied."""
        gone = await self._api.delete(chat, numbers)
        for number in () if gone else sorted({*ours} & {*numbers}):
            await self._api.blank(chat, number, await self._enclosures.plain())
        return gone

    async def _put_below(self, chat: int, job: Job, standing: Standing, above: int) -> None:
        """Telegram keeps a message below the card: put the card below it, where it is seen."""
        face = self._talk.show(job.kept, job.standings)
        enclosure = await self._enclosures.of(face, job.dialogue.language)
        number = await self._api.send(chat, face.text, face.rows, silent=True, enclosure=enclosure)
        self._standing[chat] = replace(standing, card=number, sent=datetime.now(UTC))
        await self._remove_ours(chat, [above], [above])

    async def _recorded(self, delivered: Delivered, chat: int, wanted: int | None) -> None:
        """The database knows now what the phone shows; go on if it wants more than we have delivered since."""
        if chat in self._busy or self._ledger.holds(chat):
            return
        self._standing.pop(chat, None)
        if wanted is not None and wanted > delivered.shown and not self._overloaded():
            dialogue = await self._ledger.read(chat)
            if dialogue is not None and not dialogue.blocked:
                await self._want_all([dialogue])

    async def _sweep(self) -> None:
        """Find what is undelivered and held by nobody, at the start and every few seconds."""
        while True:
            try:
                room = int(self._pacing.rate * SWEEP_SECONDS * 2) - len(self._pending)
                if room > 0:
                    await self._want_all(await self._ledger.undelivered(limit=room))
            except DatabaseUnavailable:
                pass  # intake says so, and asks again
            except Exception as exc:
                log.error("sweep-broke", error=type(exc).__name__, where=where_it_broke(exc))
            await asyncio.sleep(SWEEP_SECONDS)

    async def _want_all(self, dialogues: Sequence[Dialogue]) -> None:
        kept = [(dialogue, self._talk.read(dialogue.state, dialogue.language)) for dialogue in dialogues]
        standings = await self._ledger.standings([d.reporter_id for d, k in kept if k.session.tips])
        for dialogue, one in kept:
            self.want(Job(dialogue=dialogue, kept=one, standings=standings.get(dialogue.reporter_id, NO_STANDINGS)))


def _in_short(exc: Refused) -> str:
    """Why, for the log: Telegram may quote the text at fault."""
    return exc.why.partition('"')[0][:80]


def _delivered(dialogue: Dialogue, standing: Standing, removed: tuple[int, ...]) -> Delivered:
    return Delivered(
        reporter_id=dialogue.reporter_id,
        shown=standing.shown,
        card_message=standing.card,
        card_sent=standing.sent,
        removed=removed,
    )
