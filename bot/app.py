"""The composition root: puts the bot together from its settings, starts its parts, and stops them in order."""

import asyncio
import gc
import os
import secrets
import signal
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import OperationalError

from bot import metrics
from bot.calls import Api, TelegramTrouble, TokenRefused, TooFast
from bot.delivery import Delivery
from bot.effects import Effects
from bot.emergency import Emergency
from bot.enclosures import Enclosures
from bot.fetching import Fetching
from bot.intake import Polling, Webhook, look_ahead, pause
from bot.judging import Judge
from bot.ledger import Ledger
from bot.notices import Notices
from bot.pacing import Pacing
from bot.reception import Reception
from bot.runner import Runner
from bot.settings import Settings
from bot.talk import Talk
from indicators.questions import load_questions
from store import contents, joining, migrate
from store.database import Database, Role
from store.ending import end
from store.errors import DatabaseUnavailable
from store.objects import Objects
from store.settings import SettingMissingError
from store.vault import Vault, check_keys

LAST_DELIVERIES = 3.0

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Bot:
    """The parts of a running bot."""

    settings: Settings
    api: Api
    talk: Talk
    database: Database
    vault: Vault
    emergency: Emergency
    ledger: Ledger
    delivery: Delivery
    reception: Reception
    fetching: Fetching
    notices: Notices


async def run(settings: Settings, *, database_url: str) -> None:
    """Run the bot until SIGTERM or SIGINT. Raises `SettingMissingError` or `KeyProblem` when it must not start."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    bot = await _put_together(settings, database_url)
    gc.collect()
    gc.freeze()  # signs, towns and counties stay for good: no collection needs to walk through them, 150 ms each time
    try:
        await _check(bot, stopping, database_url)
        await _live(bot, stopping)
    finally:
        await bot.api.close()
        await bot.database.close()
    log.info("bot-stopped")


async def _put_together(settings: Settings, database_url: str) -> Bot:
    worker = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}"
    vault = Vault(settings.keys_folder)
    objects = Objects.at(settings.files_place)
    talk = Talk.load()
    api = Api(settings.telegram_token.get_secret_value(), address=settings.telegram_api)
    await api.open()
    database = await Database.open(database_url, role=Role.BOT)
    judge = Judge(catalog=talk.catalog, checklists=talk.checklists, questions=load_questions())
    emergency = Emergency(api=api, talk=talk)
    ledger = Ledger(database=database, vault=vault, worker=worker)
    pacing = Pacing(rate=settings.telegram_rate, per_chat=settings.telegram_chat_rate)
    enclosures = Enclosures(check_at=settings.verify_url)
    delivery = Delivery(api=api, talk=talk, enclosures=enclosures, pacing=pacing, emergency=emergency, ledger=ledger)
    runner = Runner(database=database, vault=vault, talk=talk, effects=Effects(vault=vault, judge=judge), worker=worker)
    reception = Reception(runner=runner, delivery=delivery, emergency=emergency, api=api, talk=talk)
    return Bot(
        settings=settings,
        api=api,
        talk=talk,
        database=database,
        vault=vault,
        emergency=emergency,
        ledger=ledger,
        delivery=delivery,
        reception=reception,
        fetching=Fetching(api=api, database=database, vault=vault, objects=objects, reception=reception, worker=worker),
        notices=Notices(database=database, vault=vault, reception=reception, worker=worker),
    )


async def _check(bot: Bot, stopping: asyncio.Event, database_url: str) -> None:
    """Refuse a wrong token, key or database. What is away stops nothing: it may be back soon."""
    try:
        await bot.api.check_token()
    except TokenRefused:
        raise SettingMissingError(
            "Telegram does not know HIGHBEAM_TELEGRAM_TOKEN: set it to the token that @BotFather gave you."
        ) from None
    except TelegramTrouble as exc:
        log.warning("telegram-away", error=type(exc).__name__)
    while not stopping.is_set():
        try:
            if await asyncio.to_thread(migrate.behind, database_url):
                raise SettingMissingError("The database is not brought up for this version: run `highbeam migrate`.")
            async with bot.database.transaction() as db:
                await check_keys(db, bot.vault.keys)
                await contents.keep(db, bot.talk.catalog, bot.talk.checklists.values(), now=datetime.now(UTC))
            return
        except (DatabaseUnavailable, OperationalError) as exc:
            log.error("database-away", error=type(exc).__name__)
            if not bot.settings.webhook_url:
                await look_ahead(bot.api, bot.reception)
            await pause(stopping, 1)


async def _live(bot: Bot, stopping: asyncio.Event) -> None:
    settings = bot.settings
    if settings.metrics_listen:
        metrics.serve_metrics(settings.metrics_listen)
    await bot.delivery.start()
    beside = [
        asyncio.create_task(work)
        for work in (
            bot.ledger.hold_presence(),
            bot.fetching.run(),
            bot.notices.run(),
            _introduce(bot.api, bot.talk),
            _tell_the_desk(bot, stopping),
        )
    ]
    log.info("bot-began", mode="webhook" if settings.webhook_url else "polling")
    try:
        await _take_in(bot, stopping)
    finally:
        await end(*beside)
        await bot.reception.stop()
        await bot.emergency.stop()
        await bot.delivery.stop(within=LAST_DELIVERIES)


async def _take_in(bot: Bot, stopping: asyncio.Event) -> None:
    """Receive until told to stop; what was received is stored before this returns."""
    settings = bot.settings
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(reception=bot.reception, secret=secret, address=settings.webhook_listen)
        registering = asyncio.create_task(_register(bot.api, settings, stopping))
        await webhook.run(stopping)
        await end(registering)
    else:
        await _patiently(bot.api.drop_webhook, stopping, what="drop-webhook")
        polling = Polling(api=bot.api, reception=bot.reception, database=bot.database)
        await polling.run(stopping)


async def _register(api: Api, settings: Settings, stopping: asyncio.Event) -> None:
    secret = settings.webhook_secret.get_secret_value()
    await _patiently(
        lambda: api.set_webhook(settings.webhook_url, secret, connections=settings.webhook_connections),
        stopping,
        what="set-webhook",
    )


async def _patiently(call: Callable[[], Awaitable[object]], stopping: asyncio.Event, *, what: str) -> None:
    """Make a call to Telegram until it works: without it, no update would come, or no link could be shown."""
    wait = 0.5
    while not stopping.is_set():
        try:
            await call()
            return
        except TooFast as exc:
            wait = max(wait, exc.seconds)
        except TelegramTrouble as exc:
            log.warning("telegram-away", what=what, error=type(exc).__name__)
        except DatabaseUnavailable as exc:
            log.warning("database-away", what=what, error=type(exc).__name__)
        await pause(stopping, wait)
        wait = min(wait * 2, 15.0)


async def _tell_the_desk(bot: Bot, stopping: asyncio.Event) -> None:
    """Note for the console what Telegram calls us: join links begin with it."""

    async def note() -> None:
        name = await bot.api.check_token()
        async with bot.database.transaction() as db:
            await joining.note_bot(db, name, now=datetime.now(UTC))

    await _patiently(note, stopping, what="note-name")


async def _introduce(api: Api, talk: Talk) -> None:
    """Set the bot's name, descriptions and commands in every language. None of it is worth failing for."""
    for language in (None, *talk.languages):
        try:
            await api.introduce(language, *talk.introduction(language))
        except TelegramTrouble as exc:
            log.info("not-introduced", error=type(exc).__name__, language=language or "any")
