"""A stock python-telegram-bot: ConversationHandler, and PicklePersistence flushed on every update.

Run as `python -m ops.bench.peers.ptb_bot` with BENCH_API, BENCH_TOKEN and BENCH_DATA set. One update at a time, as the
documentation of ConversationHandler asks. On uvloop, as Highbeam is.
"""

import asyncio
import json
import os
import warnings
from pathlib import Path
from typing import Any

import uvloop
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    TypeHandler,
    filters,
)
from telegram.warnings import PTBUserWarning

from ops.bench.peers.questions import QUESTIONS, RECEIPT, card_rows, card_text, chosen

Context = ContextTypes.DEFAULT_TYPE
DATA = Path(os.environ.get("BENCH_DATA", "."))


def keyboard(index: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in card_rows(index)]
    )


async def begin(update: Update, context: Context) -> int:
    """The first message of a reporter: send the card."""
    message = _message(update)
    told = _told(context)
    told.clear()
    if message.text and not message.text.startswith("/"):
        told["first"] = message.text
    card = await message.reply_text(card_text(0, told), parse_mode=ParseMode.HTML, reply_markup=keyboard(0))
    told["card"] = str(card.message_id)
    await message.delete()
    return 0


async def tapped(update: Update, context: Context) -> int | None:
    query, told = update.callback_query, _told(context)
    if query is None or query.data is None or query.from_user is None:
        return None
    index = int(query.data.partition(".")[0]) if query.data[0].isdecimal() else -1
    answer = chosen(query.data, index) if index >= 0 else None
    await query.answer()
    if answer is None:
        return None
    told[QUESTIONS[index].key] = answer
    if index + 1 == len(QUESTIONS):
        await query.edit_message_text(RECEIPT.format(code=_keep(told, query.from_user.id)), parse_mode=ParseMode.HTML)
        told.clear()
        return ConversationHandler.END
    following = index + 1
    await query.edit_message_text(
        card_text(following, _answers(told)), parse_mode=ParseMode.HTML, reply_markup=keyboard(following)
    )
    return following


def texted(index: int) -> Any:
    async def handle(update: Update, context: Context) -> int:
        """Words for a question that asks for them: delete them, show the next question."""
        message, told = _message(update), _told(context)
        told[QUESTIONS[index].key] = message.text or ""
        following = index + 1
        await message.delete()
        await context.bot.edit_message_text(
            card_text(following, _answers(told)),
            chat_id=message.chat_id,
            message_id=int(told["card"]),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(following),
        )
        return following

    return handle


async def flush(update: Update, context: Context) -> None:
    """After the handlers: bring the persistence up to date and write it to the disk."""
    application = context.application
    if update.effective_user is not None:
        application.mark_data_for_update_persistence(user_ids=update.effective_user.id)
    await application.update_persistence()
    if application.persistence is not None:
        await application.persistence.flush()


def _message(update: Update) -> Message:
    if update.message is None:
        raise ValueError("A message handler was given no message.")
    return update.message


def _told(context: Context) -> dict[str, str]:
    if context.user_data is None:
        raise ValueError("This handler needs a user.")
    return context.user_data


def _answers(told: dict[str, str]) -> dict[str, str]:
    return {key: words for key, words in told.items() if key != "card"}


def _keep(told: dict[str, str], user: int) -> str:
    """Keep a finished report, out of the pickle so that it does not slow what follows."""
    with (DATA / "tips.jsonl").open("a") as tips:
        tips.write(json.dumps({"user": user, **told}) + "\n")
    return f"{user}-{told['card']}"


def application() -> Application[Any, Any, Any, Any, Any, Any]:
    persistence: PicklePersistence[Any, Any, Any] = PicklePersistence(
        DATA / "conversations.pickle",
        store_data=PersistenceInput(bot_data=False, chat_data=False, callback_data=False),
        on_flush=True,
    )
    base = os.environ["BENCH_API"]
    made = Application.builder().token(os.environ["BENCH_TOKEN"]).persistence(persistence)
    made = made.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    built = made.build()
    words = filters.TEXT & ~filters.COMMAND
    conversation = ConversationHandler[Any](
        entry_points=[CommandHandler("start", begin), MessageHandler(words, begin)],
        states={
            index: [CallbackQueryHandler(tapped) if question.options else MessageHandler(words, texted(index))]
            for index, question in enumerate(QUESTIONS)
        },
        fallbacks=[CommandHandler("start", begin)],
        name="report",
        persistent=True,
    )
    built.add_handler(conversation)
    built.add_handler(TypeHandler(Update, flush), group=1)
    return built


if __name__ == "__main__":
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    asyncio.set_event_loop(uvloop.new_event_loop())
    application().run_polling(timeout=20, allowed_updates=["message", "callback_query"], drop_pending_updates=False)
