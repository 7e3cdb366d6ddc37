"""Our few calls to the Bot API, and the errors that matter to us. Telegram's words for them stay in here.

Every call may raise: `Blocked`, `TooFast`, `Unreachable`, or `Refused` for a request that would be refused again.
"""

import os
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram import ALLOWED_UPDATES
from bot.transport import AiohttpRequest, TooLargeError

FILE_LIMIT = 20 << 20
"""What a bot can fetch of one file: 20 MB, the Bot API's rule."""

UPLOAD_SECONDS = 12.0
"""Less than the 15 s lease of a delivery."""

Rows = Sequence[Sequence[tuple[str, str]]]
T = TypeVar("T")


class TelegramTrouble(Exception):  # noqa: N818 -- the subclasses read as what happened
    """A call did not do what it should."""


class Blocked(TelegramTrouble):
    """The reporter blocked the bot, or the chat is gone."""


class TooFast(TelegramTrouble):
    """Telegram asks us to wait `seconds` before the next message to this chat."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Unreachable(TelegramTrouble):
    """Telegram is away or in trouble: try again later."""


class Conflicted(TelegramTrouble):
    """Another process polls with this token, or a webhook is set."""


class TokenRefused(TelegramTrouble):
    """Telegram does not know this token."""


class Refused(TelegramTrouble):
    """The request is wrong and would be refused again. `why` is Telegram's description."""

    def __init__(self, why: str) -> None:
        super().__init__("refused")
        self.why = why.lower()

    @property
    def card_is_gone(self) -> bool:
        """Whether the message cannot be edited any more, so that a new one must be sent."""
        return any(words in self.why for words in _GONE)

    @property
    def nothing_changed(self) -> bool:
        """Whether the message shows this already."""
        return "message is not modified" in self.why


_GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",  # a picture or a document stands there: it can become no plain text
)


@dataclass(kw_only=True, slots=True)
class Enclosure:
    """A picture or a document that a message brings. `file_id` is Telegram's name for it once it was uploaded."""

    kind: Literal["photo", "document"]
    filename: str
    data: bytes = field(repr=False)
    file_id: str | None = None

    @property
    def given(self) -> str | InputFile:
        """What a call names: what is there already, or the content."""
        return self.file_id or InputFile(self.data, filename=self.filename, attach=True)


class _Bot(Bot):
    """python-telegram-bot's client, asked for raw answers: building its types costs more than the rest of the call."""

    async def call(self, method: str, fields: dict[str, Any], *, wait: float | None = None) -> Any:
        return await self._post(method, fields, read_timeout=wait)


class Api:
    """The Bot API for one token."""

    def __init__(self, token: str, *, address: str, connections: int = 64) -> None:
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # else python-telegram-bot warns at every 429
        self._requests = AiohttpRequest(connections=connections)
        self._polling = AiohttpRequest(connections=1)
        self._bot = _Bot(token, base_url=f"{address}/bot", request=self._requests, get_updates_request=self._polling)
        self._files = f"{address}/file/bot{token}"

    async def open(self) -> None:
        """Open the connections; nothing is asked of Telegram yet."""
        await self._requests.initialize()
        await self._polling.initialize()

    async def close(self) -> None:
        """Close the connections."""
        await self._requests.shutdown()
        await self._polling.shutdown()

    async def check_token(self) -> str:
        """Ask Telegram who we are, by the name that links begin with; raises `TokenRefused` for an unknown token."""
        return str((await _plainly(self._bot.call("getMe", {}))).get("username", ""))

    async def updates(self, offset: int | None, *, seconds: int, limit: int = 100) -> list[dict[str, Any]]:
        """Wait for updates. Asking with an offset confirms all that came before it."""
        asked = ({} if offset is None else {"offset": offset}) | {
            "limit": limit,
            "timeout": seconds,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        return list(await _plainly(self._bot.call("getUpdates", asked, wait=seconds + 10)))

    async def send(
        self, chat_id: int, text: str, rows: Rows = (), *, silent: bool = False, enclosure: Enclosure | None = None
    ) -> int:
        """Send a message; gives its number in the chat. With an enclosure the text is its caption."""
        quiet = {"disable_notification": True} if silent else {}
        if enclosure is None:
            sent = await _plainly(self._bot.call("sendMessage", _message(chat_id, text, rows) | quiet))
        else:
            sent = await self._bring(f"send{enclosure.kind.title()}", _enclosed(chat_id, text, rows) | quiet, enclosure)
        return int(sent["message_id"])

    async def edit(
        self, chat_id: int, message_id: int, text: str, rows: Rows = (), *, enclosure: Enclosure | None = None
    ) -> None:
        """Change a message in place. That it shows this already is as good. A plain text can become a picture, but not
        the other way round: then it `card_is_gone`."""
        try:
            if enclosure is None:
                fields = _message(chat_id, text, rows) | {"message_id": message_id}
                await _plainly(self._bot.call("editMessageText", fields))
            else:
                fields = {**_enclosed(chat_id, "", rows), "message_id": message_id}
                await self._bring("editMessageMedia", fields, enclosure, caption=text)
        except Refused as exc:
            if not exc.nothing_changed:
                raise

    async def blank(self, chat_id: int, message_id: int, plain: Enclosure | None) -> None:
        """Leave nothing to read in a message of ours that Telegram does not let us remove. It may be gone already.

        `plain` is put in the place of a picture or a document, which can become no text.
        """
        for enclosure, text in ((None, "·"), (plain, "")):
            try:
                await self.edit(chat_id, message_id, text, enclosure=enclosure)
            except Refused:
                continue
            return

    async def _bring(
        self, method: str, fields: dict[str, Any], enclosure: Enclosure, *, caption: str | None = None
    ) -> dict[str, Any]:
        """Call with an enclosure, named when Telegram has it, uploaded when it does not.

        Telegram has several words for a file that it no longer knows: whatever is refused by name is uploaded once.
        """
        try:
            put = fields | _put(enclosure, caption)
            sent: dict[str, Any] = await _plainly(self._bot.call(method, put, wait=UPLOAD_SECONDS))
        except Refused as exc:
            if enclosure.file_id is None or exc.nothing_changed or exc.card_is_gone:
                raise
            enclosure.file_id = None
            return await self._bring(method, fields, enclosure, caption=caption)
        enclosure.file_id = _file_id(sent, enclosure.kind)
        return sent

    async def delete(self, chat_id: int, message_ids: Sequence[int]) -> bool:
        """Remove messages. Tells whether Telegram let us; older than 48 hours it does not."""
        some = [list(message_ids[start : start + 100]) for start in range(0, len(message_ids), 100)]
        return all([await self._delete_some(chat_id, numbers) for numbers in some])

    async def _delete_some(self, chat_id: int, numbers: list[int]) -> bool:
        """Telegram refuses a whole list for one message that is too old: then each is tried by itself."""
        try:
            if len(numbers) == 1:
                await self._call("deleteMessage", chat_id=chat_id, message_id=numbers[0])
            else:
                await self._call("deleteMessages", chat_id=chat_id, message_ids=numbers)
        except Refused as exc:
            if len(numbers) == 1:
                return "message to delete not found" in exc.why
            return all([await self._delete_some(chat_id, [number]) for number in numbers])
        return True

    async def answer(self, callback_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the spinner of a tapped button, with a word or two. Too late is nobody's fault."""
        said = {"text": text[:200], "show_alert": alert} if text else {}
        try:
            await self._call("answerCallbackQuery", callback_query_id=callback_id, **said)
        except Refused:
            return

    async def leave(self, chat_id: int) -> None:
        """Leave a group."""
        await self._call("leaveChat", chat_id=chat_id)

    async def fetch(self, file_id: str) -> bytes:
        """Fetch a file; `TooLargeError` beyond 20 MB, `Refused` when Telegram no longer has it."""
        try:
            found = await _plainly(self._bot.call("getFile", {"file_id": file_id}))
        except Refused as exc:
            if "too big" in exc.why:
                raise TooLargeError from None
            raise
        return await _plainly(self._requests.download(f"{self._files}/{found['file_path']}", limit=FILE_LIMIT))

    async def set_webhook(self, url: str, secret: str, *, connections: int) -> None:
        """Have updates sent to us. What waits at Telegram is kept."""
        await self._call(
            "setWebhook",
            url=url,
            secret_token=secret,
            max_connections=connections,
            allowed_updates=list(ALLOWED_UPDATES),
        )

    async def webhook(self) -> str:
        """Where Telegram sends updates by now; "" when it waits to be asked. Raises `TokenRefused` as `check_token`."""
        found = await _plainly(self._bot.call("getWebhookInfo", {}))
        return str(found.get("url", ""))

    async def drop_webhook(self) -> None:
        """Go back to polling. What waits at Telegram is kept."""
        await self._call("deleteWebhook")

    async def introduce(self, language: str | None, about: Mapping[str, str], commands: Mapping[str, str]) -> None:
        """Set the bot's name, its two descriptions and its commands, for one language or for all others (None)."""
        code = {"language_code": language} if language else {}
        listed = [{"command": name, "description": text} for name, text in commands.items()]
        await self._call("setMyName", name=about["name"], **code)
        await self._call("setMyShortDescription", short_description=about["short"], **code)
        await self._call("setMyDescription", description=about["description"], **code)
        await self._call("setMyCommands", commands=listed, **code)

    async def _call(self, method: str, **fields: Any) -> None:
        await _plainly(self._bot.call(method, fields))


def _message(chat_id: int, text: str, rows: Rows) -> dict[str, Any]:
    keyboard = [[{"text": label, "callback_data": data} for label, data in row] for row in rows]
    return {
        "chat_id": chat_id,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": keyboard},
    }


def _enclosed(chat_id: int, caption: str, rows: Rows) -> dict[str, Any]:
    """The fields of a message with an enclosure; when it is edited, the caption belongs to the enclosure."""
    message = _message(chat_id, caption, rows)
    said = {"caption": caption, "parse_mode": message["parse_mode"]} if caption else {}
    return {"chat_id": chat_id, "reply_markup": message["reply_markup"], **said}


def _put(enclosure: Enclosure, caption: str | None) -> dict[str, Any]:
    if caption is None:
        return {enclosure.kind: enclosure.given}
    media = InputMediaPhoto if enclosure.kind == "photo" else InputMediaDocument
    return {"media": media(enclosure.given, caption=caption, parse_mode="HTML")}


def _file_id(sent: Mapping[str, Any], kind: str) -> str | None:
    """Telegram's name for what was just brought: a photo comes in several sizes, the largest last."""
    brought = sent.get(kind)
    if isinstance(brought, list):
        brought = brought[-1] if brought else None
    return str(brought["file_id"]) if brought else None


async def _plainly(call: Awaitable[T]) -> T:
    """Turn python-telegram-bot's errors into ours."""
    try:
        return await call
    except RetryAfter as exc:
        wait = exc.retry_after
        raise TooFast(wait if isinstance(wait, int) else wait.total_seconds()) from None
    except (Forbidden, ChatMigrated):
        raise Blocked from None
    except BadRequest as exc:
        if "chat not found" in exc.message.lower():
            raise Blocked from None
        raise Refused(exc.message) from None
    except InvalidToken:
        raise TokenRefused from None
    except Conflict:
        raise Conflicted from None
    except NetworkError as exc:
        if "entity too large" in exc.message.lower():  # 413: it would be too large again
            raise Refused(exc.message) from None
        raise Unreachable from None
    except TelegramError as exc:
        raise Refused(exc.message) from None
