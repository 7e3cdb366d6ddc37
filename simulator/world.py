"""What the simulated Telegram knows: phones, chats, messages and taps. No HTTP here.

Bodies of messages are plain dicts in the Bot API's own shape, since they are copied out more often than looked into.
"""

import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.clock import Clock, Signal
from simulator.errors import ScriptError
from simulator.files import Files
from simulator.updates import Updates

Json = dict[str, Any]

CALLBACK_LIFETIME = 150.0
DELETE_LIMIT = 48 * 3600
SHOWN = 200
"""So many of the last messages are shown on a phone; the chat itself keeps them all."""


@dataclass(slots=True)
class Message:
    """A message and where it stands; `own` means that the bot sent it, `version` is the chat's at its last change."""

    id: int
    chat_id: int
    own: bool
    body: Json
    version: int = 0


@dataclass(slots=True)
class Chat:
    """A private chat, or a group with its members."""

    id: int
    type: str = "private"
    title: str = ""
    members: list[int] = field(default_factory=list)
    bot_inside: bool = True
    messages: dict[int, Message] = field(default_factory=dict)
    version: int = 0
    removed: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=500))
    signal: Signal = field(default_factory=Signal)

    def changed(self) -> int:
        self.version += 1
        self.signal.notify()
        return self.version


@dataclass(slots=True)
class Phone:
    """A person with a phone. Without signal, `waiting` holds what was done since and `frozen` what it still shows."""

    id: int
    name: str
    language: str
    known: bool = False
    blocked: bool = False
    waiting: list[Json] = field(default_factory=list)
    frozen: Json | None = None
    toasts: list[Json] = field(default_factory=list)
    menu: list[Json] = field(default_factory=list)

    @property
    def user(self) -> Json:
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.language:
            user["language_code"] = self.language
        return user


@dataclass(slots=True)
class Tap:
    """A tap that was sent to the bot and may be answered until it is too old."""

    id: str
    phone_id: int
    message_id: int
    data: str
    at: float
    answered: bool = False


class World:
    """All state of one bot's Telegram."""

    def __init__(self, token: str, files_folder: Path | None = None) -> None:
        self.token = token
        self.clock = Clock()
        self.updates = Updates(self.clock)
        self.files = Files(files_folder)
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Road check",
            "username": "RoadCheckBot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.profile: dict[str, Any] = {}
        self.changes = 0
        self.reset()

    def reset(self) -> None:
        """Forget every phone, chat, file and update; the webhook stays."""
        self.phones: dict[int, Phone] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.next_message = 1
        self.next_phone = 5550100
        self.files.clear()
        self.updates.clear()
        self.changes += 1

    def add_phone(self, name: str, language: str, phone_id: int | None = None) -> Phone:
        if phone_id is None:
            phone_id = self.next_phone
        self.next_phone = max(self.next_phone, phone_id + 1)
        phone = Phone(phone_id, name, language)
        self.phones[phone_id] = phone
        self.chats[phone_id] = Chat(phone_id, members=[phone_id])
        self.changes += 1
        return phone

    def phone(self, phone_id: int) -> Phone:
        try:
            return self.phones[phone_id]
        except KeyError:
            raise ScriptError(f"no phone {phone_id}") from None

    def chat_body(self, chat: Chat) -> Json:
        if chat.type == "private":
            return {"id": chat.id, "first_name": self.phones[chat.id].name, "type": "private"}
        return {"id": chat.id, "title": chat.title, "type": chat.type, "all_members_are_administrators": False}

    def new_message(self, chat: Chat, sender: Json, content: Json, *, own: bool) -> Message:
        message_id = self.next_message
        self.next_message += 1
        body: Json = {
            "message_id": message_id,
            "from": sender,
            "chat": self.chat_body(chat),
            "date": int(self.clock.now()),
            **content,
        }
        message = Message(message_id, chat.id, own, body, chat.changed())
        chat.messages[message_id] = message
        self.changes += 1
        return message

    def touch(self, chat: Chat, message: Message) -> None:
        message.version = chat.changed()
        self.changes += 1

    def remove(self, chat: Chat, message_ids: Iterable[int]) -> None:
        for message_id in message_ids:
            if chat.messages.pop(message_id, None) is not None:
                chat.removed.append((chat.changed(), message_id))
        self.changes += 1

    def toast(self, phone: Phone, text: str, *, alert: bool) -> None:
        version = self.chats[phone.id].changed()
        phone.toasts = [*phone.toasts[-4:], {"text": text, "alert": alert, "version": version}]

    def new_tap(self, phone: Phone, message: Message, data: str) -> Tap:
        tap = Tap(str(secrets.randbits(62)), phone.id, message.id, data, self.clock.now())
        self.taps[tap.id] = tap
        if len(self.taps) > 5000:
            limit = self.clock.now() - CALLBACK_LIFETIME
            self.taps = {key: each for key, each in self.taps.items() if each.at > limit}
        return tap

    def push_message(self, message: Message, kind: str = "message") -> int:
        date = message.body.get("edit_date") or message.body["date"]
        return self.updates.push(kind, message.body, queue=message.chat_id, expires=date + 24 * 3600)

    def close(self) -> None:
        """Wake everybody who waits, so that the server can stop at once."""
        self.updates.close()
        for chat in self.chats.values():
            chat.signal.notify()
