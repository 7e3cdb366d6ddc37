"""`highbeam doctor`: is everything in order, and if not, what is to be done? It only looks, and changes nothing.

What it prints names settings, files, languages and counts; no secret, no address of a webhook, nobody's words.
"""

import asyncio
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from sqlalchemy.exc import OperationalError

from bot.calls import Api, TelegramTrouble, TokenRefused
from bot.phrases import SOURCE, read_texts
from bot.settings import Settings as BotSettings
from bot.textfile import FTL, Entry
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.course import load_courses
from indicators.datafile import TOML
from indicators.errors import DataFileError
from indicators.helplines import Helplines, load_helplines
from ops.content import stale, without_checklist
from ops.texts import DRAFT, Places, signed_by
from store import migrate
from store.database import Database, Role
from store.embedded import database_of, has_database
from store.errors import DatabaseUnavailable, EmbeddedServerFailed, KeyProblem
from store.keys import DESK_RINGS, Keys, Ring, read_keys
from store.settings import SettingMissingError, StoreSettings, read_settings
from store.vault import check_keys

ROOM = 1 << 30
"""Bytes that should be free where data and files are kept."""

EMERGENCY_TEXTS = ("button-sos", "emergency-title", "emergency-alert", "safety-call", "not-saved-title")
_BOT_ALONE = ("telegram_token", "telegram_token_file", "webhook_url")


class Color(IntEnum):
    """How a check ended; the command's exit code is the worst of them."""

    GREEN = 0
    YELLOW = 1
    RED = 2


@dataclass(frozen=True, kw_only=True)
class Check:
    """What was looked at, how it is, and in one sentence what that means or what to do."""

    name: str
    color: Color
    sentence: str


def examine(settings: StoreSettings, places: Places, today: date) -> list[Check]:
    """Every check."""
    told = _bot_settings(settings.data)
    bot = told if isinstance(told, BotSettings) else None
    return [
        *([] if told is None or bot else [Check(name="settings", color=Color.RED, sentence=str(told))]),
        *check_database(settings, live=told is not None or _is_public_console()),
        *([asyncio.run(check_telegram(bot))] if bot else []),
        check_room(settings),
        *check_texts_and_numbers(places, today),
    ]


def _bot_settings(data: Path) -> BotSettings | SettingMissingError | None:
    """The bot's settings as its process would read them; None on a machine where no bot is set up."""
    if not any(os.environ.get(f"HIGHBEAM_{name}".upper()) for name in _BOT_ALONE):
        return None
    try:
        return read_settings(BotSettings, data=data)
    except SettingMissingError as exc:
        return exc


def _is_public_console() -> bool:
    """Whether the console is set up here for others than this machine: it demands https for that."""
    return os.environ.get("HIGHBEAM_CONSOLE_ORIGIN", "").startswith("https:")


# Database and keys


def check_database(settings: StoreSettings, *, live: bool) -> Iterator[Check]:
    """Whether it answers, is brought up and fits the keys; `live` says that a real bot or console is set up here."""
    keys = _read_keys(settings.keys_folder)
    if isinstance(keys, KeyProblem):
        yield Check(name="keys", color=Color.RED, sentence=str(keys))
    elif Ring.REPORTERS not in keys.rings:
        told = "the ring 'reporters' is not here: right where only a console runs; for a bot, restore it from your copy"
        yield Check(name="keys for the bot", color=Color.YELLOW, sentence=told)
    embedded = settings.database_url is None
    if embedded and live:
        told = "it is the embedded one, which serves one machine; set HIGHBEAM_DATABASE_URL to a PostgreSQL of your own"
        yield Check(name="database engine", color=Color.YELLOW, sentence=told)
    try:
        if not has_database(settings):
            raise SettingMissingError(f"There is none in {settings.data}: run `highbeam migrate`, or name its folder.")
        with database_of(settings) as url:
            if migrate.behind(url):
                raise SettingMissingError("It is not brought up for this version: run `highbeam migrate`.")
            yield Check(name="database", color=Color.GREEN, sentence="it answers, and is brought up for this version")
            if isinstance(keys, Keys):
                yield asyncio.run(_compare_keys(url, keys))
    except (SettingMissingError, EmbeddedServerFailed) as exc:
        yield Check(name="database", color=Color.RED, sentence=str(exc))
    except (DatabaseUnavailable, OperationalError):
        told = "it does not answer; start it, or correct HIGHBEAM_DATABASE_URL"
        yield Check(name="database", color=Color.RED, sentence=told)


class _UndoneError(Exception):
    """Ends a transaction without keeping anything."""


def _read_keys(folder: Path) -> Keys | KeyProblem:
    """The keys of a folder with all that a console needs, or what is the matter with them."""
    try:
        keys = read_keys(folder)
        for ring in DESK_RINGS:
            keys.current(ring)
    except KeyProblem as exc:
        return exc
    return keys


async def _compare_keys(url: str, keys: Keys) -> Check:
    database = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        async with database.transaction() as db:
            await check_keys(db, keys, needed=tuple(Ring) if Ring.REPORTERS in keys.rings else DESK_RINGS)
            raise _UndoneError  # keys that the database has not seen are put on record by a start, not by a look
    except _UndoneError:
        return Check(name="keys", color=Color.GREEN, sentence="they are the ones that this database was sealed with")
    except KeyProblem as exc:
        return Check(name="keys", color=Color.RED, sentence=str(exc))
    finally:
        await database.close()


# Around us


async def check_telegram(settings: BotSettings) -> Check:
    """Whether Telegram knows the token, and sends where we listen."""
    api = Api(settings.telegram_token.get_secret_value(), address=settings.telegram_api)
    await api.open()
    try:
        address = await api.webhook()
    except TokenRefused:
        told = "Telegram does not know HIGHBEAM_TELEGRAM_TOKEN; set it to the token that @BotFather gave you"
        return Check(name="Telegram", color=Color.RED, sentence=told)
    except TelegramTrouble:
        return Check(
            name="Telegram", color=Color.RED, sentence="it does not answer; see whether this machine may reach it"
        )
    finally:
        await api.close()
    if not settings.webhook_url:
        return Check(name="Telegram", color=Color.GREEN, sentence="it knows the token; updates are fetched by polling")
    if address == settings.webhook_url:
        return Check(name="webhook", color=Color.GREEN, sentence="Telegram sends updates to HIGHBEAM_WEBHOOK_URL")
    had = "has another webhook than" if address else "has no webhook, but here is set"
    told = (
        f"Telegram {had} HIGHBEAM_WEBHOOK_URL; a bot registers it at its start: see whether one runs, with this setting"
    )
    return Check(name="webhook", color=Color.RED, sentence=told)


def check_room(settings: StoreSettings, enough: int = ROOM) -> Check:
    """Whether there is room for more where data and files are kept."""
    folders = [settings.data, *([Path(settings.files_place)] if "://" not in settings.files_place else [])]
    free = {folder: shutil.disk_usage(_existing(folder)).free for folder in folders}
    tight = [str(folder) for folder, left in free.items() if left < enough]
    if tight:
        told = f"less than {enough / ROOM:g} GB is free in {', '.join(tight)}; make room before nothing can be stored"
        return Check(name="disk", color=Color.YELLOW, sentence=told)
    return Check(name="disk", color=Color.GREEN, sentence=f"{min(free.values()) / ROOM:.0f} GB are free")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = folder.expanduser().resolve()
    return next(one for one in (folder, *folder.parents) if one.exists())


# Texts and numbers


def check_texts_and_numbers(places: Places, today: date) -> Iterator[Check]:
    """What reporters are told: help numbers, emergency texts, checklists, reviews."""
    entries, _ = read_texts(places.texts)
    countries: Sequence[str] = ()
    try:
        helplines = load_helplines(places.data)
    except DataFileError as exc:
        yield Check(name="help numbers", color=Color.RED, sentence=str(exc))
    else:
        countries = helplines.countries
        yield check_numbers(places, helplines, today)
    yield check_emergency(entries, countries)
    yield check_lists(places)
    yield check_reviews(places, [name for name in entries if name != SOURCE])


def check_numbers(places: Places, helplines: Helplines, today: date) -> Check:
    """Whether every help line was looked up lately."""
    late = [f"{one.file.name} {one.entry}" for one in stale(places.data / "helplines", helplines, today)]
    if late:
        told = f"not looked up for 90 days: {', '.join(late)}; look them up, and write the day into last_checked"
        return Check(name="help numbers", color=Color.YELLOW, sentence=told)
    count = sum(map(len, helplines.kept.values()))
    return Check(name="help numbers", color=Color.GREEN, sentence=f"{count} lines, all looked up within 90 days")


def check_emergency(entries: Mapping[str, Mapping[str, Entry]], countries: Sequence[str]) -> Check:
    """Whether every language can say what to do in danger."""
    needed = [*EMERGENCY_TEXTS, *(f"emergency-{country.lower()}" for country in countries)]
    missing = [
        f"{language} ({', '.join(keys)})"
        for language, own in entries.items()
        if (keys := [key for key in needed if key not in own])
    ]
    if missing or SOURCE not in entries:
        told = f"missing in {'; '.join(missing) or SOURCE}; write them in safety.ftl and its neighbors"
        return Check(name="emergency texts", color=Color.RED, sentence=told)
    return Check(name="emergency texts", color=Color.GREEN, sentence=f"in every language: {', '.join(entries)}")


def check_lists(places: Places) -> Check:
    """Whether every industry has a checklist, and each asks about something in every kind of place."""
    try:
        lists = load_checklists(load_catalog(folder=places.data), places.data)
        courses = load_courses(places.data)
    except DataFileError as exc:
        return Check(name="checklists", color=Color.RED, sentence=f"{exc} `highbeam content check` tells all.")
    lacking = [str(one) for one in without_checklist(places.data, lists, courses)]
    if lacking:
        return Check(name="checklists", color=Color.RED, sentence="; ".join(lacking))
    return Check(name="checklists", color=Color.GREEN, sentence=f"{', '.join(lists)}: signs for every kind of place")


def check_reviews(places: Places, languages: Sequence[str]) -> Check:
    """Which languages nobody has signed."""
    drafted = {}
    for language in languages:
        files = [*(places.texts / language).glob(FTL), *(places.data / "courses" / language).glob(TOML)]
        drafted[language] = sum(signed_by(path) in {None, DRAFT} for path in files)
    waiting = [f"{language} ({count} files)" for language, count in drafted.items() if count]
    if waiting:
        told = f"drafted and signed by nobody: {', '.join(waiting)}; `highbeam texts review` lists what to read"
        return Check(name="reviews", color=Color.YELLOW, sentence=told)
    return Check(name="reviews", color=Color.GREEN, sentence="every translation is signed")
