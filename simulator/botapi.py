"""The methods of the Bot API that bots call, with Telegram's limits and its exact words of refusal.

Not offered: Markdown, entities given by hand, inline mode, payments, business accounts.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from simulator.entities import Entities, find_entities, parse_html
from simulator.errors import NOT_MODIFIED, QUERY_TOO_OLD, ApiError, ScriptError, bad_request, forbidden
from simulator.files import DOWNLOAD_LIMIT, StoredFile, photo_sizes
from simulator.forms import read_flag, read_integer, read_json
from simulator.markup import read_markup
from simulator.webhook import Settings, Webhook
from simulator.world import CALLBACK_LIFETIME, DELETE_LIMIT, Chat, Json, Message, Phone, World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_DELETED = 100
MEDIA = ("photo", "document")
CONTENT = ("text", "entities", "caption", "caption_entities", *MEDIA)


class BotApi:
    """Performs calls on a world. `perform` takes the method in lower case, as Telegram ignores case."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.webhook = Webhook(world.updates, self._perform_answer)
        self._sizes: dict[str, list[Json]] = {}
        self.methods: dict[str, Callable[[Json], Any]] = {
            "getme": lambda _: self.world.bot,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
            "sendmessage": self._send_message,
            "editmessagetext": self._edit_text,
            "editmessagecaption": self._edit_caption,
            "editmessagemedia": self._edit_media,
            "editmessagereplymarkup": self._edit_markup,
            "deletemessage": self._delete_message,
            "deletemessages": self._delete_messages,
            "answercallbackquery": self._answer_callback,
            "getfile": self._get_file,
            "sendphoto": self._send_photo,
            "senddocument": self._send_document,
            "sendchataction": lambda call: bool(self._writable(call)),
            "leavechat": self._leave_chat,
            "getchat": self._get_chat,
            "setmycommands": self._set_commands,
            "getmycommands": lambda call: self._profile_of("commands", call) or [],
            "deletemycommands": lambda call: self._set_profile("commands", call, []),
            "setmyname": self._set_name,
            "setmydescription": lambda call: self._set_words("description", call, 512),
            "setmyshortdescription": lambda call: self._set_words("short_description", call, 120),
            "getmyname": lambda call: {"name": self._profile_of("name", call) or self.world.bot["first_name"]},
            "getmydescription": lambda call: {"description": self._profile_of("description", call) or ""},
            "getmyshortdescription": lambda call: {
                "short_description": self._profile_of("short_description", call) or ""
            },
            "setchatmenubutton": lambda _: True,
            "logout": lambda _: True,
            "close": lambda _: True,
        }

    def perform(self, method: str, call: Json) -> Any:
        handler = self.methods.get(method)
        if handler is None:
            raise ApiError(404, "Not Found: method not found")
        return handler(call)

    async def get_updates(self, call: Json) -> list[bytes]:
        updates = self.world.updates
        updates.allow(read_json(call["allowed_updates"]) if call.get("allowed_updates") else None)
        offset, limit = read_integer(call, "offset"), read_integer(call, "limit", 100)
        return await updates.get(offset, limit, read_integer(call, "timeout"))

    def _perform_answer(self, body: bytes) -> None:
        """A webhook's 2xx may carry a call; it is performed and its result stays unknown, as with Telegram."""
        try:
            call = json.loads(body)
            if isinstance(call, dict) and "method" in call:
                self.perform(str(call.pop("method")).lower(), call)
        except (ValueError, ApiError):
            return

    # Webhook

    def _set_webhook(self, call: Json) -> Any:
        url = str(call.get("url") or "")
        if not url:
            return self._delete_webhook(call)
        if not url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = str(call.get("secret_token") or "")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad_request("secret token contains unallowed characters")
        updates = self.world.updates
        updates.stop_poller("terminated by setWebhook request")
        updates.allow(read_json(call["allowed_updates"]) if call.get("allowed_updates") else None)
        if read_flag(call, "drop_pending_updates"):
            updates.clear()
        most = min(max(read_integer(call, "max_connections", 40), 1), 100)
        self.webhook.start(Settings(url, secret, most))
        self.world.changes += 1
        return True

    def _delete_webhook(self, call: Json) -> bool:
        self.webhook.stop()
        if read_flag(call, "drop_pending_updates"):
            self.world.updates.clear()
        self.world.changes += 1
        return True

    def _webhook_info(self, call: Json) -> Json:
        settings = self.webhook.settings
        self.world.updates.drop_expired()
        info: Json = {
            "url": settings.url if settings else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates.pending),
        }
        if settings:
            info["max_connections"] = settings.max_connections
            if settings.last_error:
                info["last_error_date"] = int(settings.last_error_at)
                info["last_error_message"] = settings.last_error
        if self.world.updates.allowed is not None:
            info["allowed_updates"] = sorted(self.world.updates.allowed)
        return info

    # Who may be written to

    def _chat(self, call: Json) -> Chat:
        chat_id = str(call.get("chat_id") or "")
        if not chat_id:
            raise bad_request("chat_id is empty")
        try:
            chat = self.world.chats.get(int(chat_id))
        except ValueError:
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        if chat.type == "private" and not self.world.phones[chat.id].known:
            raise bad_request("chat not found")
        return chat

    def _get_chat(self, call: Json) -> Json:
        return {**self.world.chat_body(self._chat(call)), "accent_color_id": 0, "max_reaction_count": 11}

    def _writable(self, call: Json) -> Chat:
        chat = self._chat(call)
        if chat.type == "private":
            if self.world.phones[chat.id].blocked:
                raise forbidden("bot was blocked by the user")
        elif not chat.bot_inside:
            raise forbidden("bot is not a member of the group chat")
        return chat

    # Sending

    def _send_message(self, call: Json) -> Json:
        chat = self._writable(call)
        text, entities = _formatted(call, "text")
        _check_text(text)
        return self._send(chat, call, {"text": text, **_with("entities", entities)})

    def _send_photo(self, call: Json) -> Json:
        chat = self._writable(call)
        return self._send(chat, call, {**self._photo(call), **self._caption(call)})

    def _send_document(self, call: Json) -> Json:
        chat = self._writable(call)
        return self._send(chat, call, {**self._document(call), **self._caption(call)})

    def _photo(self, call: Json) -> Json:
        """A photo in its sizes: made of what came along, or those of one that is here already."""
        file, content = self._given_file(call, "photo", "photos")
        if content is None:
            return {"photo": self._sizes.get(file.id) or [_size_body(file, 1280, 853)]}
        try:
            made = photo_sizes(content)
        except ScriptError:
            raise bad_request("IMAGE_PROCESS_FAILED") from None
        sizes = [
            _size_body(self.world.files.add("photos", content=data, name="a.jpg"), width, height)
            for data, width, height in made
        ]
        self._sizes.update({size["file_id"]: sizes for size in sizes})
        return {"photo": sizes}

    def _document(self, call: Json) -> Json:
        file, _ = self._given_file(call, "document", "documents")
        return {"document": {**file_body(file), "file_name": file.name, "mime_type": file.mime}}

    def _send(self, chat: Chat, call: Json, content: Json) -> Json:
        markup = read_markup(call.get("reply_markup"))
        phone = self.world.phones.get(chat.id)
        if markup and "inline_keyboard" in markup:
            content["reply_markup"] = markup
        elif markup and phone:
            phone.menu = [] if markup.get("remove_keyboard") else markup.get("keyboard", [])
        if read_flag(call, "protect_content"):
            content["has_protected_content"] = True
        reply = read_json(call.get("reply_parameters")) or {}
        replied = chat.messages.get(read_integer(reply or call, "message_id" if reply else "reply_to_message_id"))
        if replied:
            content["reply_to_message"] = {k: v for k, v in replied.body.items() if k != "reply_to_message"}
        elif reply and not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        return self.world.new_message(chat, self._bot_user(), content, own=True).body

    def _bot_user(self) -> Json:
        bot = self.world.bot
        return {"id": bot["id"], "is_bot": True, "first_name": bot["first_name"], "username": bot["username"]}

    def _caption(self, call: Json) -> Json:
        text, entities = _formatted(call, "caption")
        if len(text) > CAPTION_LIMIT:
            raise bad_request("message caption is too long")
        return {"caption": text, **_with("caption_entities", entities)} if text else {}

    def _given_file(self, call: Json, name: str, kind: str) -> tuple[StoredFile, bytes | None]:
        """The file of a call: sent along (then with its content), or one that is already here."""
        given = call.get(name)
        if isinstance(given, str) and given.startswith("attach://"):
            given = call.get(given.removeprefix("attach://"))
        if isinstance(given, tuple):
            file_name, mime, content = given
            return self.world.files.add(kind, content=content, name=file_name, mime=mime), content
        known = self.world.files.by_id.get(str(given))
        if known is None:
            raise bad_request(
                "wrong file identifier/HTTP URL specified" if given else f"there is no {name} in the request"
            )
        return known, None

    # Changing what was sent

    def _edited(self, call: Json) -> tuple[Chat, Message]:
        chat = self._writable(call)
        message_id = read_integer(call, "message_id")
        if not message_id:
            raise bad_request("message identifier is not specified")
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to edit not found")
        if not message.own:
            raise bad_request("message can't be edited")
        return chat, message

    def _edit_text(self, call: Json) -> Json:
        text, entities = _formatted(call, "text")
        chat, message = self._edited(call)
        if "text" not in message.body:
            raise bad_request("there is no text in the message to edit")
        _check_text(text)
        return self._change(chat, message, {"text": text, **_with("entities", entities)}, call)

    def _edit_caption(self, call: Json) -> Json:
        chat, message = self._edited(call)
        if "text" in message.body:
            raise bad_request("there is no caption in the message to edit")
        kept: Json = {key: message.body[key] for key in MEDIA if key in message.body}
        return self._change(chat, message, {**kept, **self._caption(call)}, call)

    def _edit_media(self, call: Json) -> Json:
        """Another photo or document; a message of text becomes one. The way back is closed."""
        media = read_json(call.get("media"))
        if not isinstance(media, dict) or media.get("type") not in MEDIA:
            raise bad_request("message must have media to be edited")
        chat, message = self._edited(call)
        read = {"photo": self._photo, "document": self._document}[media["type"]]
        given: Json = {**call, **media, media["type"]: media.get("media")}
        return self._change(chat, message, {**read(given), **self._caption(given)}, call)

    def _edit_markup(self, call: Json) -> Json:
        chat, message = self._edited(call)
        kept: Json = {key: message.body[key] for key in CONTENT if key in message.body}
        return self._change(chat, message, kept, call)

    def _change(self, chat: Chat, message: Message, content: Json, call: Json) -> Json:
        markup = read_markup(call.get("reply_markup"))
        if markup and "inline_keyboard" in markup:
            content["reply_markup"] = markup
        body = message.body
        shown = (*CONTENT, "reply_markup")
        if all(body.get(key) == content.get(key) for key in shown):
            raise bad_request(NOT_MODIFIED)
        base = {key: value for key, value in body.items() if key not in shown}
        message.body = {**base, "edit_date": int(self.world.clock.now()), **content}
        self.world.touch(chat, message)
        return message.body

    # Removing

    def _delete_message(self, call: Json) -> bool:
        chat = self._chat(call)
        message = chat.messages.get(read_integer(call, "message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        self._check_deletable(chat, message)
        self.world.remove(chat, [message.id])
        return True

    def _delete_messages(self, call: Json) -> bool:
        chat = self._chat(call)
        wanted = read_json(call.get("message_ids")) or []
        if not wanted:
            raise bad_request("message identifiers are not specified")
        if len(wanted) > MOST_DELETED:
            raise bad_request("too many message identifiers specified")
        found = [chat.messages[int(each)] for each in wanted if int(each) in chat.messages]
        for message in found:
            self._check_deletable(chat, message)
        self.world.remove(chat, [message.id for message in found])
        return True

    def _check_deletable(self, chat: Chat, message: Message) -> None:
        if self.world.clock.now() - message.body["date"] > DELETE_LIMIT:
            raise bad_request("message can't be deleted for everyone")
        if chat.type != "private" and not message.own:
            raise bad_request("message can't be deleted")

    # Taps and files

    def _answer_callback(self, call: Json) -> bool:
        text = str(call.get("text") or "")
        if len(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        tap = self.world.taps.get(str(call.get("callback_query_id")))
        if tap is None or self.world.clock.now() - tap.at > CALLBACK_LIFETIME:
            raise bad_request(QUERY_TOO_OLD)
        first, tap.answered = not tap.answered, True
        if first:
            phone = self.world.phones[tap.phone_id]
            self.world.toast(phone, text, alert=read_flag(call, "show_alert"))
        return True

    def _get_file(self, call: Json) -> Json:
        file_id = str(call.get("file_id") or "")
        if not file_id:
            raise bad_request("file_id not specified")
        file = self.world.files.by_id.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.broken:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if file.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return {**file_body(file), "file_path": file.path}

    # Groups and the bot's own profile

    def _leave_chat(self, call: Json) -> bool:
        chat = self._writable(call)
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.bot_inside = False
        user = self.world.phones[chat.members[0]].user
        membership_changed(self.world, chat, user, "member", "left")
        return True

    def _set_commands(self, call: Json) -> bool:
        commands = read_json(call.get("commands")) or []
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        return self._set_profile("commands", call, commands)

    def _set_name(self, call: Json) -> bool:
        name = str(call.get("name") or "")
        if len(name) > 64:
            raise bad_request("BOT_NAME_INVALID")
        if name and not call.get("language_code"):
            self.world.bot["first_name"] = name
        return self._set_profile("name", call, name)

    def _set_words(self, what: str, call: Json, limit: int) -> bool:
        words = str(call.get(what) or "")
        if len(words) > limit:
            raise bad_request("BOT_DESCRIPTION_TOO_LONG")
        return self._set_profile(what, call, words)

    def _set_profile(self, what: str, call: Json, value: Any) -> bool:
        language = str(call.get("language_code") or "")
        if language and not re.fullmatch(r"[a-z]{2}", language):
            raise bad_request("invalid language code specified")
        self.world.profile[f"{what}:{language}"] = value
        self.world.changes += 1
        for chat in self.world.chats.values():
            chat.changed()
        return True

    def _profile_of(self, what: str, call: Json) -> Any:
        return self.world.profile.get(f"{what}:{call.get('language_code') or ''}")


def membership_changed(world: World, chat: Chat, user: Json, before: str, after: str) -> int:
    """Tell the bot that its own standing in a chat has changed: added, left, blocked, unblocked."""
    bot = {"id": world.bot["id"], "is_bot": True, "first_name": world.bot["first_name"]}
    now = int(world.clock.now())
    body: Json = {
        "chat": world.chat_body(chat),
        "from": user,
        "date": now,
        "old_chat_member": _standing(bot, before),
        "new_chat_member": _standing(bot, after),
    }
    return world.updates.push("my_chat_member", body, queue=user["id"] + (5 << 33), expires=now + 24 * 3600)


def ensure_known(world: World, phone: Phone) -> None:
    """From the first message on, the bot may write to this phone."""
    if not phone.known:
        phone.known = True
        world.changes += 1


def file_body(file: StoredFile) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique, "file_size": file.size}


def _size_body(file: StoredFile, width: int, height: int) -> Json:
    return {**file_body(file), "width": width, "height": height}


def _standing(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}


def _formatted(call: Json, name: str) -> tuple[str, Entities]:
    source = str(call.get(name) or "")
    mode = str(call.get("parse_mode") or "").lower()
    if mode == "html":
        return parse_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")
    text = source.strip()
    return text, find_entities(text)


def _check_text(text: str) -> None:
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")


def _with(name: str, value: Entities) -> Json:
    return {name: value} if value else {}
