"""`highbeam content preview`: any card on the phone page, said by the real dialogue. There is no database: what is
tapped, typed or sent is forgotten with the process.

The files are read again whenever they have changed, so that an edit shows at the next tap, and so does a mistake.
"""

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Final

from rich.console import Console

from bot.calls import Api, Refused, TelegramTrouble
from bot.dialogue.events import CommandGiven
from bot.enclosures import Enclosures
from bot.render import Rows
from bot.talk import Kept, Talk
from bot.telegram import Arrival, Kind, read_update
from bot.textfile import TextError
from indicators.drawing import load_drawings
from indicators.errors import DataFileError
from ops.cards import NoSuchCard, Shown, card_of, course_card, course_with, part_card, sign_card
from ops.content import check_content
from ops.demo import TOKEN, Parts, free_port, wait_until_up
from ops.texts import Places
from paper.picture import drawn
from simulator.client import SimulatorClient

PORT: Final = 8740
MOST_TOLD: Final = 12
POLL_SECONDS: Final = 20
LOOK_AGAIN: Final[Rows] = ((("↻", "0.0.look-again"),),)
"""A button that no screen knows: a tap on it only shows the card as it is by then."""

Opening = Callable[[Talk], Shown]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which card is to be seen, and in which language. Nothing but a language asks for every course."""

    course: str = ""
    part: str = ""
    card: str = ""
    sign: str = ""
    language: str = "en"

    def openings(self, talk: Talk) -> dict[str, Opening]:
        """What each phone opens with, by what it is called. Raises NoSuchCard."""
        if self.language not in talk.languages:
            raise NoSuchCard(f"There is no language {self.language!r}: name {', '.join(talk.languages)}.")
        course = self.course or course_with(talk, self.part)
        asked: dict[str, Opening] = {}
        if self.card:
            asked[self.card] = lambda talk: card_of(talk, self.language, self.card, course)
        if self.sign:
            asked[self.sign] = lambda talk: Shown(session=sign_card(talk, self.language, self.sign))
        if self.part:
            asked[self.part] = lambda talk: Shown(session=part_card(talk, self.language, course, self.part))
        if not asked:
            names = [self.course] if self.course else list(talk.courses)
            asked = {name: _course(name, self.language) for name in names}
        for opening in asked.values():
            opening(talk)
        return asked


def _course(name: str, language: str) -> Opening:
    return lambda talk: Shown(session=course_card(talk, language, name))


def run_preview(places: Places, asked: Asked, port: int, console: Console) -> None:
    """Show cards until Ctrl-C. Raises NoSuchCard, TextError or DataFileError when it cannot begin."""
    preview = Preview(places)
    openings = asked.openings(preview.talk)
    port = port or free_port(preferred=PORT)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HIGHBEAM_")}
    with tempfile.TemporaryDirectory(prefix="highbeam-preview-") as folder, suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        parts = Parts(Path(folder), {**environment, "HIGHBEAM_TELEGRAM_TOKEN": TOKEN})
        try:
            parts.start("simulator", "simulator", "--port", str(port), "--token", TOKEN)
            address = f"http://127.0.0.1:{port}"
            wait_until_up(address, parts)
            asyncio.run(_run(preview, openings, asked.language, address, console))
        finally:
            parts.stop()


async def _run(preview: "Preview", openings: dict[str, Opening], language: str, address: str, console: Console) -> None:
    api = Api(TOKEN, address=address)
    await api.open()
    try:
        async with SimulatorClient(address) as phones:
            for number, (name, opening) in enumerate(openings.items(), 1):
                preview.openings[number] = opening
                phone = await phones.phone(language=language, name=name, phone_id=number)
                console.print(f"  {name:24} {address}/?phone={number}", highlight=False)
                await phone.start()
        console.print("\nAn edited file shows at the next tap. Type in the chat to see another card:")
        console.print(
            "  /course bus   /lesson core/stay-back   /sign told-debt   /card receipt   /language es", highlight=False
        )
        console.print("Ready. Ctrl-C stops it; nothing is kept.")
        await _answer(preview, api)
    finally:
        await api.close()


async def _answer(preview: "Preview", api: Api) -> None:
    offset: int | None = None
    while True:
        for update in await api.updates(offset, seconds=POLL_SECONDS):
            offset = int(update["update_id"]) + 1
            arrival = read_update(update, now=datetime.now(UTC))
            if arrival.kind is Kind.EVENT:
                await preview.answer(api, arrival)


@dataclass(kw_only=True)
class _Phone:
    """What one phone shows, and the message that shows it."""

    shown: Shown | None = None
    card: int | None = None


@dataclass
class Preview:
    """The dialogue with its files as they are now, and the phones."""

    places: Places
    openings: dict[int, Opening] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._phones: dict[int, _Phone] = {}
        self._faults: list[str] = []
        self._stamp = self._stamped()
        self._load()

    def _load(self) -> None:
        load_drawings.cache_clear()
        drawings = load_drawings(self.places.data)
        self.talk = Talk.load(self.places.texts, self.places.data)
        self._enclosures = Enclosures(draw=lambda name: drawn(drawings[name]))

    def _stamped(self) -> tuple[int, int]:
        """Changes whenever a file is written, made or removed."""
        folders = (self.places.texts, self.places.data)
        files = [path for folder in folders for path in folder.rglob("[!.]*.*") if path.suffix != ".pyc"]
        return len(files), max(path.stat().st_mtime_ns for path in files)

    def read_again(self) -> None:
        """Take up what was edited. While there is a mistake in it, it is told instead of any card."""
        stamp = self._stamped()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._load()
            self._faults = []
        except (TextError, DataFileError) as exc:
            found = check_content(self.places, datetime.now(UTC).date()).findings
            self._faults = [str(one) for one in found if one.must] or [str(exc)]

    async def answer(self, api: Api, arrival: Arrival) -> None:
        """Let the dialogue hear what was tapped or typed, and show the card that follows."""
        self.read_again()
        phone = self._phones.setdefault(arrival.chat_id, _Phone())
        said = "\n\n".join(self._faults[:MOST_TOLD])
        if not said:
            try:
                phone.shown = self._after(phone.shown, arrival) if phone.shown else self._opened(arrival)
            except NoSuchCard as exc:
                said = str(exc)
        try:
            if arrival.callback_id:
                await api.answer(arrival.callback_id)
            if arrival.message_id:
                await api.delete(arrival.chat_id, [arrival.message_id])
            await self._show(api, arrival.chat_id, phone, said)
        except TelegramTrouble as exc:
            await api.send(arrival.chat_id, f"This card cannot be sent: {escape(str(getattr(exc, 'why', exc)))}")

    def _opened(self, arrival: Arrival) -> Shown:
        """What a phone begins with: its opening; one that was added on the page begins like the first."""
        opening = self.openings.get(arrival.chat_id) or next(iter(self.openings.values()))
        return opening(self.talk)

    def _after(self, before: Shown, arrival: Arrival) -> Shown:
        event, session = arrival.event, before.session
        if event is None:
            return before
        if isinstance(event, CommandGiven) and event.payload:
            asked = self._asked(before, event.name, event.payload)
            if asked is not None:
                counted = replace(asked.session, visit=session.visit + 1, revision=session.revision + 1)
                return replace(asked, session=counted)
        if isinstance(event, CommandGiven) and event.name == "start":
            return replace(before, session=replace(session, revision=session.revision + 1))
        step = self.talk.step(Kept(session=session), event, before.standings, shown=session.revision)
        return replace(before, session=step.session)

    def _asked(self, before: Shown, command: str, name: str) -> Shown | None:
        """The card that a typed command asks for."""
        session = before.session
        language, course = session.language, session.training.course or course_with(self.talk, name)
        match command:
            case "course":
                return Shown(session=course_card(self.talk, language, name))
            case "lesson" | "scene":
                return Shown(session=part_card(self.talk, language, course, name))
            case "sign":
                return Shown(session=sign_card(self.talk, language, name))
            case "card":
                return card_of(self.talk, language, name, course)
            case "language" if name in self.talk.languages:
                return replace(before, session=replace(session, language=name))
            case "language":
                raise NoSuchCard(f"There is no language {name!r}: name {', '.join(self.talk.languages)}.")
            case _:
                return None

    async def _show(self, api: Api, chat: int, phone: _Phone, said: str) -> None:
        """The card in its place; or what is wrong, with a button to look again."""
        text, rows, enclosure = escape(said), LOOK_AGAIN, None
        if not said and phone.shown is not None:
            session = phone.shown.session
            face = self.talk.show(Kept(session=session), phone.shown.standings)
            text, rows = face.text, face.rows
            enclosure = await self._enclosures.of(face, session.language)
        if phone.card is not None:
            try:
                await api.edit(chat, phone.card, text, rows, enclosure=enclosure)
                return
            except Refused as exc:
                if not exc.card_is_gone:
                    raise
            await api.delete(chat, [phone.card])
        phone.card = await api.send(chat, text, rows, enclosure=enclosure)
