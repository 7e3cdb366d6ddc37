"""What Telegram sends us: raw updates become arrivals. What we ask of Telegram is in `calls.py`.

Updates are read from plain JSON: python-telegram-bot's `Update.de_json` costs forty times the CPU and keeps
the names that we do not want. Names of senders, forwarders and contacts go no further than this file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    LocationMoved,
    LocationShared,
    MediaSent,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.render import emergency_language, parse_callback
from tips.draft import MediaKind

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
"""Control, zero-width and direction characters: they hide or turn around what a reader sees."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@[A-Za-z0-9_]{1,64})?(?:\s+(.*))?", re.DOTALL)

_MIME = re.compile(r"(?:application|audio|image|text|video)/[A-Za-z0-9][A-Za-z0-9.+-]{0,79}")

_MEDIA = {
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "video_note": MediaKind.VIDEO,
    "animation": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "document": MediaKind.DOCUMENT,
}
_UNREADABLE = (
    "sticker",
    "poll",
    "dice",
    "game",
    "story",
    "invoice",
    "paid_media",
    "checklist",
    "giveaway",
    "gift",
    "unique_gift",
    "users_shared",
    "chat_shared",
    "web_app_data",
    "passport_data",
    "rich_message",
)


class Kind(StrEnum):
    """What an update is to us."""

    EVENT = "event"  # something a reporter did
    GROUP = "group"  # somebody put the bot into a group, where a report would be read by all
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One update, as far as we care. `key` names what was sent, so that a second delivery of it is recognized."""

    kind: Kind
    chat_id: int = 0
    key: str = ""
    event: Event | None = None
    message_id: int | None = None  # the reporter's message
    tapped_message: int | None = None  # the message whose button was tapped
    callback_id: str | None = None
    language: str | None = None
    notice: UUID | None = None  # what the task force wrote, when this came from there


NOTHING = Arrival(kind=Kind.NOTHING)


def read_update(update: Mapping[str, Any], *, now: datetime) -> Arrival:
    """Read one raw update. Whatever is not understood is NOTHING: it is acknowledged and has no effect."""
    try:
        if "message" in update:
            return _read_message(update["message"])
        if "callback_query" in update:
            return _read_tap(update["callback_query"], now)
        if "edited_message" in update:
            return _read_edit(update["edited_message"])
        if "my_chat_member" in update:
            return _read_membership(update["my_chat_member"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        return NOTHING
    return NOTHING


def clean(text: str) -> str:
    """Take out what cannot be seen: control, zero-width and direction characters."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def _read_message(message: Mapping[str, Any]) -> Arrival:
    chat = message["chat"]
    if chat["type"] != "private":
        return Arrival(kind=Kind.GROUP, chat_id=chat["id"], language=_language(message))
    number = int(message["message_id"])
    event = _event_of(message, at=_time(message["date"]), source=f"m{number}")
    if event is None:
        return NOTHING
    return Arrival(
        kind=Kind.EVENT,
        chat_id=chat["id"],
        key=f"m:{chat['id']}:{number}",
        event=event,
        message_id=number,
        language=_language(message),
    )


def _event_of(message: Mapping[str, Any], *, at: datetime, source: str) -> Event | None:
    if "text" in message:
        return _words(message, at=at, source=source)
    if "location" in message:
        return _location(message, at=at, source=source)
    if "contact" in message:
        return ContactShared(at=at, source=source, phone=clean(str(message["contact"].get("phone_number", ""))))
    media = _media(message, at=at, source=source)
    if media is not None:
        return media
    for what in _UNREADABLE:
        if what in message:
            return UnreadableSent(at=at, source=source, what=what)
    return None


def _words(message: Mapping[str, Any], *, at: datetime, source: str) -> Event:
    text = _with_links(message["text"], message.get("entities", ()))
    command = _COMMAND.fullmatch(text.strip()) if text.lstrip().startswith("/") else None
    if command:
        return CommandGiven(at=at, source=source, name=command[1].lower(), payload=(command[2] or "").strip())
    return TextSent(at=at, source=source, text=text)


def _with_links(text: str, entities: Any) -> str:
    """Clean the text, and write out the addresses that hide behind words in it."""
    hidden = [clean(str(entity["url"])) for entity in entities if entity.get("type") == "text_link"]
    return "\n".join([clean(text), *hidden])


def _location(message: Mapping[str, Any], *, at: datetime, source: str) -> LocationShared:
    location = message["location"]
    venue = message.get("venue", {})
    return LocationShared(
        at=at,
        source=source,
        latitude=float(location["latitude"]),
        longitude=float(location["longitude"]),
        accuracy=location.get("horizontal_accuracy"),
        live="live_period" in location,
        venue=clean(", ".join(part for part in (venue.get("title"), venue.get("address")) if part)),
    )


def _media(message: Mapping[str, Any], *, at: datetime, source: str) -> MediaSent | None:
    if message.get("photo"):
        kind, file = MediaKind.PHOTO, max(message["photo"], key=lambda size: size["width"] * size["height"])
    else:
        found = next((name for name in _MEDIA if name in message), None)
        if found is None:
            return None
        kind, file = _MEDIA[found], message[found]
    return MediaSent(
        at=at,
        source=source,
        kind=kind,
        file_id=file["file_id"],
        unique_id=file["file_unique_id"],
        size=file.get("file_size"),
        mime=_mime(file.get("mime_type")),
        caption=_with_links(message.get("caption", ""), message.get("caption_entities", ())),
        album=message.get("media_group_id"),
    )


def _mime(said: object) -> str | None:
    """A type of file stands in clear in the database: what is not plainly one may be anybody's words."""
    return said.lower() if isinstance(said, str) and _MIME.fullmatch(said) else None


def _read_edit(message: Mapping[str, Any]) -> Arrival:
    """Read a changed message: its new words, or where a live location has moved to."""
    chat, number = message["chat"], int(message["message_id"])
    if chat["type"] != "private":
        return NOTHING
    edited = int(message.get("edit_date") or message["date"])
    event = _edit_event(message, at=_time(edited), source=f"m{number}")
    if event is None:
        return NOTHING
    # Two edits can share one second: what it was changed to tells them apart.
    said = event.text if isinstance(event, TextEdited) else f"{event.latitude},{event.longitude}"
    return Arrival(
        kind=Kind.EVENT,
        chat_id=chat["id"],
        key=f"e:{chat['id']}:{number}:{edited}:{said}",
        event=event,
        message_id=number,
        language=_language(message),
    )


def _edit_event(message: Mapping[str, Any], *, at: datetime, source: str) -> TextEdited | LocationMoved | None:
    location = message.get("location")
    if location is not None:
        return LocationMoved(
            at=at,
            source=source,
            latitude=float(location["latitude"]),
            longitude=float(location["longitude"]),
            accuracy=location.get("horizontal_accuracy"),
        )
    if "text" in message:
        return TextEdited(at=at, source=source, text=_with_links(message["text"], message.get("entities", ())))
    if "caption" in message:
        said = _with_links(message["caption"], message.get("caption_entities", ()))
        return TextEdited(at=at, source=source, text=said)
    return None


def _read_tap(query: Mapping[str, Any], now: datetime) -> Arrival:
    """Read a tap. Telegram can deliver one tap again under a new id, so its key is the card and the button."""
    message, data = query["message"], str(query.get("data", ""))
    chat, number = message["chat"], int(message["message_id"])
    if chat["type"] != "private":
        return NOTHING
    visit, action = parse_callback(data) or (-1, "")
    return Arrival(
        kind=Kind.EVENT,
        chat_id=chat["id"],
        key=f"t:{chat['id']}:{number}:{data}",
        event=Tapped(at=now, source=f"m{number}", visit=visit, action=action),
        tapped_message=number,
        callback_id=str(query["id"]),
        language=emergency_language(data) or _language(query),
    )


def _read_membership(change: Mapping[str, Any]) -> Arrival:
    chat, status = change["chat"], change["new_chat_member"]["status"]
    if chat["type"] != "private":
        inside = status in {"member", "administrator", "restricted"}
        return Arrival(kind=Kind.GROUP, chat_id=chat["id"], language=_language(change)) if inside else NOTHING
    kind = Kind.BLOCKED if status in {"kicked", "left"} else Kind.UNBLOCKED
    return Arrival(kind=kind, chat_id=chat["id"], language=_language(change))


def _language(message: Mapping[str, Any]) -> str | None:
    code = message.get("from", {}).get("language_code")
    return str(code).lower() if code else None


def _time(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
