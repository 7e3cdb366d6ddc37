"""A phone in one hand: events in, transcript out. Taps are made on the card as it is shown, like a thumb does."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

from bot.dialogue.cards import card
from bot.dialogue.effects import Effect
from bot.dialogue.engine import Fresh, Knowledge, Step, advance
from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    JoinLinkOpened,
    LocationMoved,
    LocationShared,
    MediaSent,
    NoticeArrived,
    RefresherDue,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.dialogue.knowledge import TipStanding
from bot.dialogue.replies import Card
from bot.dialogue.session import Session
from bot.dialogue.states import State
from bot.phrases import Phrases
from bot.render import Rendered, parse_callback, render
from tips.draft import Draft, MediaKind
from tips.training import LinkStanding


def units_shown(text: str) -> int:
    """How long a text is as Telegram counts: UTF-16 units, without its markup."""
    return len(unescape(re.sub(r"<[^>]+>", "", text)).encode("utf-16-le")) // 2


START = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class Phone:
    """One reporter's phone, with everything that was asked of the shell written down."""

    def __init__(self, knowledge: Knowledge, phrases: Phrases, language: str = "en") -> None:
        self.knowledge = knowledge
        self.phrases = phrases
        self.session = Session(language=language)
        self.effects: list[Effect] = []
        self.step: Step | None = None
        self.now = START
        self.sent = 0
        self.signal = True  # without it, no card that is drawn is known to be shown
        self.shown_revision = -1

    def do(self, event: Event) -> "Phone":
        """One event."""
        fresh = Fresh(
            tip_id=UUID(int=len(self.effects) + self.sent + 1),
            code=f"K7M-4TQ-{self.sent:03d}",
            seed=self.sent,
            certificate="23456789BCDFGHJK",
        )
        knowledge = replace(self.knowledge, shown=self.shown_revision)
        self.step = advance(self.session, event, knowledge=knowledge, fresh=fresh)
        self.session = self.step.session
        if self.signal:
            self.shown_revision = self.session.revision
        self.effects.extend(self.step.effects)
        return self

    def tap(self, *actions: str) -> "Phone":
        """Tap these buttons one after the other; each must be on the card."""
        for action in actions:
            assert action in self.actions, f"no {action!r} among {self.actions} at {self.session.state}"
            self.tap_old(action, self.session.visit)
        return self

    def press(self, label: str) -> "Phone":
        """Tap the button with this label, through its callback data."""
        data = next(data for row in self.shown.rows for text, data in row if text == label)
        parsed = parse_callback(data)
        assert parsed is not None
        return self.tap_old(parsed[1], parsed[0])

    def tap_old(self, action: str, visit: int) -> "Phone":
        """A tap as it arrives, from whatever card."""
        return self.do(Tapped(at=self._tick(), source="m0", visit=visit, action=action))

    def say(self, text: str) -> "Phone":
        """Send words."""
        return self.do(TextSent(at=self._tick(), source=self._source(), text=text))

    def edit(self, number: int, text: str) -> "Phone":
        """Change an earlier message."""
        return self.do(TextEdited(at=self._tick(), source=f"m{number}", text=text))

    def command(self, name: str, payload: str = "") -> "Phone":
        """Send a command, and the words behind it."""
        return self.do(CommandGiven(at=self._tick(), source=self._source(), name=name, payload=payload))

    def pin(self, latitude: float = 40.6995, longitude: float = -99.0815, *, live: bool = False) -> "Phone":
        """Share a place."""
        return self.do(
            LocationShared(
                at=self._tick(), source=self._source(), latitude=latitude, longitude=longitude, accuracy=20, live=live
            )
        )

    def move(self, latitude: float, longitude: float) -> "Phone":
        """A live location goes on."""
        return self.do(LocationMoved(at=self._tick(), source="m0", latitude=latitude, longitude=longitude))

    def file(self, kind: MediaKind = MediaKind.PHOTO, *, size: int = 1000, caption: str = "") -> "Phone":
        """Send a file."""
        source = self._source()
        return self.do(
            MediaSent(
                at=self._tick(),
                source=source,
                kind=kind,
                file_id=f"file-{source}",
                unique_id=f"unique-{source}",
                size=size,
                caption=caption,
            )
        )

    def contact(self, number: str) -> "Phone":
        """Send a contact card."""
        return self.do(ContactShared(at=self._tick(), source=self._source(), phone=number))

    def sticker(self) -> "Phone":
        """Send something that a report has no use for."""
        return self.do(UnreadableSent(at=self._tick(), source=self._source(), what="sticker"))

    def hear(self, key: str, code: str, words: str = "") -> "Phone":
        """The task force says something."""
        return self.do(NoticeArrived(at=self._tick(), source="", key=key, code=code, words=words))

    def remind(self, course: str) -> "Phone":
        """A course that was passed should be refreshed."""
        return self.do(RefresherDue(at=self._tick(), source="", course=course, until=self.now.date()))

    def wait(self, **time: float) -> "Phone":
        """Time passes."""
        self.now += timedelta(**time)
        return self

    def standing(self, code: str, status: str, signs: tuple[str, ...] = ()) -> "Phone":
        """A tip stands so, from now on."""
        standing = TipStanding(status=status, signs=signs)
        self.knowledge = replace(self.knowledge, standings={**self.knowledge.standings, code: standing})
        return self

    def open_link(self, standing: LinkStanding = LinkStanding.OPEN, course: str = "bus") -> "Phone":
        """Open a training partner's link."""
        link, partner = UUID(int=7), "Example Haulage"
        source = self._source()
        return self.do(
            JoinLinkOpened(at=self._tick(), source=source, standing=standing, link=link, partner=partner, course=course)
        )

    @property
    def card(self) -> Card:
        """The card as it is."""
        return card(self.session, self.knowledge)

    @property
    def shown(self) -> Rendered:
        """The card as it is shown."""
        return render(self.card, self.session.language, self.phrases, self.knowledge.catalog)

    @property
    def text(self) -> str:
        """The text on the screen."""
        return self.shown.text

    @property
    def actions(self) -> list[str]:
        """The actions of the buttons."""
        return [button.action for row in self.card.rows for button in row]

    def at(self, state: State) -> bool:
        """Whether this screen is shown."""
        return self.session.state is state

    @property
    def state(self) -> State:
        """The screen."""
        return self.session.state

    @property
    def draft(self) -> Draft:
        """The open report, which must be there."""
        assert self.session.draft is not None
        return self.session.draft

    def asked_for(self, kind: type[Effect]) -> list[Effect]:
        """Every effect of a kind so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def _tick(self) -> datetime:
        self.now += timedelta(seconds=5)
        return self.now

    def _source(self) -> str:
        self.sent += 1
        return f"m{self.sent}"
