"""What a phone shows of its chat: for the page, for scripts and for tests."""

from typing import Any

from simulator.world import SHOWN, Chat, Json, Message, Phone, World

_FILES = ("document", "voice", "audio", "video", "video_note", "animation", "sticker")


def show_chat(world: World, phone: Phone) -> Json:
    """The whole screen: the messages as shown, what waits for a signal, and the last toasts."""
    chat = world.chats[phone.id]
    if phone.frozen is not None:
        waiting = [_show_waiting(action, number) for number, action in enumerate(phone.waiting)]
        return {**phone.frozen, "version": chat.version, "offline": True, "waiting": waiting}
    recent = list(chat.messages.values())[-SHOWN:]
    return {**_head(world, phone, chat), "messages": [show_message(message) for message in recent]}


def show_changes(world: World, phone: Phone, after: int) -> Json:
    """The same, but only the messages that changed since a version, and the ids of those that went."""
    chat = world.chats[phone.id]
    return {
        **_head(world, phone, chat),
        "changed": [show_message(message) for message in chat.messages.values() if message.version > after],
        "removed": [message_id for version, message_id in chat.removed if version > after],
    }


def _head(world: World, phone: Phone, chat: Chat) -> Json:
    profile = world.profile
    return {
        "phone": phone.id,
        "name": phone.name,
        "language": phone.language,
        "bot": profile.get(f"name:{phone.language}") or world.bot["first_name"],
        "about": profile.get(f"description:{phone.language}") or profile.get("description:") or "",
        "commands": profile.get(f"commands:{phone.language}") or profile.get("commands:") or [],
        "version": chat.version,
        "known": phone.known,
        "blocked": phone.blocked,
        "offline": False,
        "waiting": [],
        "toasts": phone.toasts,
        "menu": phone.menu,
    }


def show_message(message: Message) -> Json:
    body = message.body
    shown: Json = {
        "id": message.id,
        "mine": not message.own,
        "date": body["date"],
        "version": message.version,
        "kind": "text",
        "text": body.get("text") or body.get("caption") or "",
        "entities": body.get("entities") or body.get("caption_entities") or [],
        "edited": "edit_date" in body and not body.get("location"),
        "buttons": body["reply_markup"]["inline_keyboard"] if "reply_markup" in body else [],
    }
    if "photo" in body:
        largest = body["photo"][-1]
        shown.update(kind="photo", file=largest["file_id"], width=largest["width"], height=largest["height"])
    elif "location" in body:
        shown.update(kind="location", **_show_location(body))
    elif "contact" in body:
        contact = body["contact"]
        shown.update(kind="contact", title=contact["first_name"], detail=contact["phone_number"])
    else:
        for kind in _FILES:
            if kind in body:
                shown.update(kind=kind, **_show_file(body[kind]))
    if "forward_origin" in body:
        origin = body["forward_origin"]
        shown["forwarded"] = origin.get("sender_user_name") or origin.get("sender_user", {}).get("first_name", "")
    if "media_group_id" in body:
        shown["album"] = body["media_group_id"]
    return shown


def _show_location(body: Json) -> Json:
    place = body["location"]
    return {
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "live": "live_period" in place,
        "title": body.get("venue", {}).get("title", ""),
        "detail": body.get("venue", {}).get("address", ""),
    }


def _show_file(media: dict[str, Any]) -> Json:
    return {
        "file": media["file_id"],
        "size": media.get("file_size", 0),
        "title": media.get("file_name") or media.get("emoji") or "",
        "duration": media.get("duration", 0),
    }


def _show_waiting(action: Json, number: int) -> Json:
    words = action.get("text") or action.get("button") or action.get("caption") or action.get("payload") or ""
    return {"id": f"w{number}", "do": action["do"], "text": str(words), "date": action["since"]}
