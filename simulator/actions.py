"""What a person does with a phone: each action becomes the update that Telegram would send.

An action is a dict: `do` names it, the rest are its arguments (the functions below show them). Without signal it waits
on the phone. The result tells the ids that came of it.
"""

from collections.abc import Callable

from simulator.botapi import ensure_known, file_body, membership_changed
from simulator.entities import find_entities
from simulator.errors import ScriptError
from simulator.media import MEDIA, media_content, photo_body
from simulator.views import show_chat
from simulator.world import CALLBACK_LIFETIME, Chat, Json, Message, Phone, Tap, World

TEXT_LIMIT = 4096
LOCAL = frozenset({"online", "offline", "language", "name"})
"""What works without signal."""


def act(world: World, phone: Phone, action: Json) -> Json:
    """Do it, or keep it on the phone until there is a signal again."""
    name = str(action.get("do", ""))
    if name not in ACTIONS:
        raise ScriptError(f"no action {name!r}; there are {', '.join(sorted(ACTIONS))}")
    if phone.frozen is not None and name not in LOCAL:
        phone.waiting.append({**action, "since": int(world.clock.now())})
        world.changes += 1
        world.chats[phone.id].changed()
        return {"waiting": len(phone.waiting)}
    try:
        return ACTIONS[name](world, phone, action)
    except KeyError as exc:
        raise ScriptError(f"{name} needs {exc}") from None


def send(world: World, phone: Phone, content: Json, action: Json) -> Message:
    """A message of the phone, into its own chat or the group that the action names."""
    if phone.blocked:
        raise ScriptError("the bot is blocked on this phone; unblock it first")
    chat = _chat(world, phone, action)
    if chat.type == "private":
        ensure_known(world, phone)
    message = world.new_message(chat, phone.user, content, own=False)
    if chat.type == "private" or (chat.bot_inside and _reaches_bot(content, action)):
        world.push_message(message)
    return message


def _chat(world: World, phone: Phone, action: Json) -> Chat:
    chat = world.chats.get(int(action.get("chat", phone.id)))
    if chat is None or phone.id not in chat.members:
        raise ScriptError("this phone is not in that chat")
    return chat


def _reaches_bot(content: Json, action: Json) -> bool:
    """In groups, privacy mode hides from a bot all but commands, unless the script says otherwise."""
    return bool(action.get("public")) or str(content.get("text", "")).startswith("/")


def _sent(*messages: Message) -> Json:
    return {"message_id": messages[-1].id, "message_ids": [message.id for message in messages]}


# Words


def _text(world: World, phone: Phone, action: Json) -> Json:
    """{text}: what is longer than 4096 characters goes out in several messages, as clients do."""
    text = str(action["text"])
    if not text.strip():
        raise ScriptError("there is no text to send")
    pieces = [text[start : start + TEXT_LIMIT] for start in range(0, len(text), TEXT_LIMIT)]
    return _sent(*[send(world, phone, _text_content(piece), action) for piece in pieces])


def _text_content(text: str) -> Json:
    entities = find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _start(world: World, phone: Phone, action: Json) -> Json:
    """{payload?}: the Start button, or a deep link. Unblocks, as on a real phone."""
    if phone.blocked:
        _unblock(world, phone, action)
    payload = str(action.get("payload") or "")
    return _text(world, phone, {**action, "text": f"/start {payload}".strip()})


def _edit(world: World, phone: Phone, action: Json) -> Json:
    """{message_id, text}: change a text or a caption sent earlier."""
    message, chat = _own_message(world, phone, action)
    key = "text" if "text" in message.body else "caption"
    message.body = {**message.body, key: str(action["text"]), "edit_date": int(world.clock.now())}
    message.body.pop("entities" if key == "text" else "caption_entities", None)
    if key == "text":
        message.body.update(_text_content(message.body["text"]))
    world.touch(chat, message)
    world.push_message(message, "edited_message")
    return _sent(message)


def _own_message(world: World, phone: Phone, action: Json) -> tuple[Message, Chat]:
    chat = _chat(world, phone, action)
    message = chat.messages.get(int(action["message_id"]))
    if message is None or message.own:
        raise ScriptError("there is no such message of this phone")
    return message, chat


def _delete(world: World, phone: Phone, action: Json) -> Json:
    """{message_id}, or {all: true}: delete on both sides. The bot is not told, as with Telegram."""
    chat = _chat(world, phone, action)
    world.remove(chat, list(chat.messages) if action.get("all") else [int(action["message_id"])])
    return {}


# Files


def _photo(world: World, phone: Phone, action: Json) -> Json:
    """{sample? | data? (base64) | upload? (file id), caption?, broken?}: recompressed, without metadata."""
    return _sent(send(world, phone, {"photo": photo_body(world, action), **_caption(action)}, action))


def _album(world: World, phone: Phone, action: Json) -> Json:
    """{items: [photo arguments or {do: document | video, ...}], caption?}: separate messages, one media_group_id."""
    group = f"13{int(world.clock.now() * 1000)}"
    messages = []
    for number, item in enumerate(action["items"]):
        content = media_content(world, str(item.get("do") or "photo"), item)
        caption = _caption(item) or (_caption(action) if number == 0 else {})
        messages.append(send(world, phone, {**content, "media_group_id": group, **caption}, action))
    if not messages:
        raise ScriptError("an album needs items")
    return _sent(*messages)


def _send_media(kind: str) -> "Handler":
    def handler(world: World, phone: Phone, action: Json) -> Json:
        return _sent(send(world, phone, {**media_content(world, kind, action), **_caption(action)}, action))

    return handler


def _caption(action: Json) -> Json:
    return {"caption": str(action["caption"])} if action.get("caption") else {}


def _sticker(world: World, phone: Phone, action: Json) -> Json:
    """{emoji?}"""
    file = world.files.add("stickers", size=21_000, name="sticker.webp", mime="image/webp")
    kind = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    sticker = {**file_body(file), **kind, "emoji": str(action.get("emoji") or "👍"), "set_name": "SampleSet"}
    return _sent(send(world, phone, {"sticker": sticker}, action))


# Places and people


def _location(world: World, phone: Phone, action: Json) -> Json:
    """{lat, lon, accuracy?}"""
    return _sent(send(world, phone, {"location": _position(action)}, action))


def _live(world: World, phone: Phone, action: Json) -> Json:
    """{lat, lon, period? (seconds), accuracy?}: a live location; `move` moves it, `end` ends it."""
    position = {**_position(action), "live_period": int(action.get("period", 900))}
    return _sent(send(world, phone, {"location": position}, action))


def _move(world: World, phone: Phone, action: Json) -> Json:
    """{message_id, lat, lon, heading?} or {message_id, end: true}: arrives at the bot as an edited message."""
    message, chat = _own_message(world, phone, action)
    before = message.body.get("location", {})
    if "live_period" not in before:
        raise ScriptError("this is not a live location")
    if world.clock.now() > message.body["date"] + before["live_period"]:
        raise ScriptError("this live location has ended")
    if action.get("end"):
        position = {key: value for key, value in before.items() if key in ("latitude", "longitude")}
    else:
        position = {**_position(action), "live_period": before["live_period"]}
    message.body = {**message.body, "location": position, "edit_date": int(world.clock.now())}
    world.touch(chat, message)
    world.push_message(message, "edited_message")
    return _sent(message)


def _position(action: Json) -> Json:
    position: Json = {"latitude": float(action["lat"]), "longitude": float(action["lon"])}
    if "accuracy" in action:
        position["horizontal_accuracy"] = float(action["accuracy"])
    if "heading" in action:
        position["heading"] = int(action["heading"])
    return position


def _venue(world: World, phone: Phone, action: Json) -> Json:
    """{lat, lon, title, address?}: a named place, which also carries a plain location."""
    position = _position(action)
    venue = {"location": position, "title": str(action["title"]), "address": str(action.get("address", ""))}
    return _sent(send(world, phone, {"venue": venue, "location": position}, action))


def _contact(world: World, phone: Phone, action: Json) -> Json:
    """{phone_number, first_name?, last_name?, own?}: `own` is the person's own number, by the request button."""
    contact: Json = {
        "phone_number": str(action["phone_number"]),
        "first_name": str(action.get("first_name") or "Sample"),
    }
    if action.get("last_name"):
        contact["last_name"] = str(action["last_name"])
    if action.get("own"):
        contact.update(user_id=phone.id, first_name=phone.name)
    return _sent(send(world, phone, {"contact": contact}, action))


def _forward(world: World, phone: Phone, action: Json) -> Json:
    """{from_name, from_id?, text? or any photo argument}: without from_id the sender hides the account."""
    date = int(world.clock.now()) - 3600
    if "from_id" in action:
        sender = {"id": int(action["from_id"]), "is_bot": False, "first_name": str(action["from_name"])}
        origin: Json = {"type": "user", "sender_user": sender, "date": date}
    else:
        origin = {"type": "hidden_user", "sender_user_name": str(action["from_name"]), "date": date}
    content = _text_content(str(action["text"])) if "text" in action else {"photo": photo_body(world, action)}
    return _sent(send(world, phone, {"forward_origin": origin, **content, **_caption(action)}, action))


def _raw(world: World, phone: Phone, action: Json) -> Json:
    """{message: {...}}: a message with any fields, for kinds that have no action of their own (poll, dice, game)."""
    return _sent(send(world, phone, dict(action["message"]), action))


# Taps


def _tap(world: World, phone: Phone, action: Json) -> Json:
    """{button: its text}, {data} or {ending: of its data}, on {message_id?: the newest that fits}.

    {data, forged: true} need not exist.
    """
    chat = _chat(world, phone, action)
    message, data = _find_button(chat, action)
    tap = world.new_tap(phone, message, data)
    update_id = push_tap(world, phone, message, tap)
    return {"callback_query_id": tap.id, "message_id": message.id, "update_id": update_id}


def _find_button(chat: Chat, action: Json) -> tuple[Message, str]:
    if "message_id" in action:
        wanted = int(action["message_id"])
        candidates = [chat.messages[wanted]] if wanted in chat.messages else []
    else:
        candidates = [message for message in reversed(chat.messages.values()) if message.own]
    for message in candidates:
        if action.get("forged"):
            return message, str(action["data"])
        for button in _buttons(message):
            data = button.get("callback_data")
            if data is not None and _fits(button["text"], data, action):
                return message, data
    raise ScriptError(
        f"there is no button {action.get('button') or action.get('data') or action.get('ending')!r} on this phone"
    )


def _buttons(message: Message) -> list[Json]:
    markup = message.body.get("reply_markup")
    return [button for row in markup["inline_keyboard"] for button in row] if markup else []


def _fits(text: str, data: str, action: Json) -> bool:
    if "data" in action:
        return bool(data == action["data"])
    if "ending" in action:
        return data.endswith(str(action["ending"]))
    wanted = str(action["button"])
    return text == wanted or (bool(action.get("part")) and wanted.casefold() in text.casefold())


def _tap_again(world: World, phone: Phone, action: Json) -> Json:
    """The last tap once more under a new id, as clients do that were closed before the answer came."""
    before = next((tap for tap in reversed(world.taps.values()) if tap.phone_id == phone.id), None)
    chat = _chat(world, phone, action)
    if before is None or before.message_id not in chat.messages:
        raise ScriptError("this phone has not tapped yet, or the message is gone")
    message = chat.messages[before.message_id]
    tap = world.new_tap(phone, message, before.data)
    return {"callback_query_id": tap.id, "update_id": push_tap(world, phone, message, tap)}


def push_tap(world: World, phone: Phone, message: Message, tap: Tap) -> int:
    body: Json = {
        "id": tap.id,
        "from": phone.user,
        "message": message.body,
        "chat_instance": str(3_000_000_000_000 + phone.id),
        "data": tap.data,
    }
    return world.updates.push("callback_query", body, queue=phone.id + (3 << 33), expires=tap.at + CALLBACK_LIFETIME)


# The phone itself


def _block(world: World, phone: Phone, _: Json) -> Json:
    if not phone.blocked:
        phone.blocked = True
        world.changes += 1
        membership_changed(world, world.chats[phone.id], phone.user, "member", "kicked")
        world.chats[phone.id].changed()
    return {}


def _unblock(world: World, phone: Phone, _: Json) -> Json:
    if phone.blocked:
        phone.blocked = False
        world.changes += 1
        membership_changed(world, world.chats[phone.id], phone.user, "kicked", "member")
        world.chats[phone.id].changed()
    return {}


def _offline(world: World, phone: Phone, _: Json) -> Json:
    """No signal: the phone shows what it last knew, and keeps what is done."""
    if phone.frozen is None:
        phone.frozen = show_chat(world, phone)
        world.changes += 1
        world.chats[phone.id].changed()
    return {}


def _online(world: World, phone: Phone, _: Json) -> Json:
    """Signal again: everything that waited goes out, in order; what cannot be done any more is told."""
    waited, phone.waiting, phone.frozen = phone.waiting, [], None
    world.changes += 1
    failed = []
    for action in waited:
        try:
            act(world, phone, action)
        except ScriptError as exc:
            failed.append(str(exc))
    world.chats[phone.id].changed()
    return {"sent": len(waited) - len(failed), "failed": failed}


def _language(world: World, phone: Phone, action: Json) -> Json:
    """{language}: what the phone tells the bot from now on; an empty one tells nothing."""
    phone.language = str(action["language"])
    world.changes += 1
    world.chats[phone.id].changed()
    return {}


def _name(world: World, phone: Phone, action: Json) -> Json:
    phone.name = str(action["name"])
    world.changes += 1
    return {}


def _group(world: World, phone: Phone, action: Json) -> Json:
    """{title?}: make a group and add the bot to it; the result names the chat for further actions."""
    chat = Chat(-555_000_000 - len(world.chats), "group", str(action.get("title") or "Sample group"), [phone.id])
    world.chats[chat.id] = chat
    world.changes += 1
    membership_changed(world, chat, phone.user, "left", "member")
    bot = {key: world.bot[key] for key in ("id", "is_bot", "first_name", "username")}
    message = world.new_message(chat, phone.user, {"group_chat_created": True, "new_chat_members": [bot]}, own=False)
    world.push_message(message)
    return {"chat": chat.id, **_sent(message)}


Handler = Callable[[World, Phone, Json], Json]

ACTIONS: dict[str, Handler] = {
    "text": _text,
    "start": _start,
    "edit": _edit,
    "delete": _delete,
    "photo": _photo,
    "album": _album,
    **{kind: _send_media(kind) for kind in MEDIA},
    "sticker": _sticker,
    "location": _location,
    "live": _live,
    "move": _move,
    "venue": _venue,
    "contact": _contact,
    "forward": _forward,
    "raw": _raw,
    "tap": _tap,
    "tap_again": _tap_again,
    "block": _block,
    "unblock": _unblock,
    "offline": _offline,
    "online": _online,
    "language": _language,
    "name": _name,
    "group": _group,
}
"""Every action by its name."""
