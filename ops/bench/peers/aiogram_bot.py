"""A stock aiogram bot: finite state machine, RedisStorage, polling as it comes. On uvloop, as Highbeam is.

Run as `python -m ops.bench.peers.aiogram_bot` with BENCH_API, BENCH_TOKEN and BENCH_REDIS set. Redis is set to
appendonly by whoever starts it.
"""

import json
import os

import uvloop
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from ops.bench.peers.questions import QUESTIONS, RECEIPT, card_rows, card_text, chosen

STEPS = tuple(State(question.key, group_name="Report") for question in QUESTIONS)
INDEXES = {step.state: index for index, step in enumerate(STEPS)}


def keyboard(index: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in card_rows(index)
        ]
    )


async def begin(message: Message, state: FSMContext) -> None:
    """The first message of a reporter: send the card."""
    told = {} if message.text is None or message.text.startswith("/") else {"first": message.text}
    await state.set_data({"answers": told})
    await state.set_state(STEPS[0])
    await message.answer(card_text(0, told), reply_markup=keyboard(0))
    await message.delete()


async def tapped(query: CallbackQuery, state: FSMContext, raw_state: str | None, storage: RedisStorage) -> None:
    index = INDEXES.get(raw_state, -1)
    answer = chosen(query.data or "", index)
    await query.answer()
    if answer is None or not isinstance(query.message, Message):
        return
    answers = {**(await state.get_data())["answers"], QUESTIONS[index].key: answer}
    if index + 1 == len(QUESTIONS):
        code = f"{query.from_user.id}-{query.message.message_id}"
        await storage.redis.rpush("tips", json.dumps({"user": query.from_user.id, **answers}))  # type: ignore[misc]
        await state.clear()
        await query.message.edit_text(RECEIPT.format(code=code))
        return
    await state.set_data({"answers": answers, "card": query.message.message_id})
    await state.set_state(STEPS[index + 1])
    await query.message.edit_text(card_text(index + 1, answers), reply_markup=keyboard(index + 1))


async def texted(message: Message, state: FSMContext, raw_state: str, bot: Bot) -> None:
    """Words: delete them, show the next question."""
    index = INDEXES[raw_state]
    if QUESTIONS[index].options:
        return
    data = await state.get_data()
    answers = {**data["answers"], QUESTIONS[index].key: message.text or ""}
    await state.set_data({**data, "answers": answers})
    await state.set_state(STEPS[index + 1])
    await message.delete()
    await bot.edit_message_text(
        card_text(index + 1, answers),
        chat_id=message.chat.id,
        message_id=data["card"],
        reply_markup=keyboard(index + 1),
    )


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BENCH_API"]))
    bot = Bot(os.environ["BENCH_TOKEN"], session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    storage = RedisStorage.from_url(os.environ["BENCH_REDIS"])
    dispatcher = Dispatcher(storage=storage)
    dispatcher.message.register(begin, F.text.startswith("/start"))
    dispatcher.message.register(begin, F.text, StateFilter(None))
    dispatcher.message.register(texted, F.text)
    dispatcher.callback_query.register(tapped)
    await dispatcher.start_polling(
        bot, polling_timeout=20, allowed_updates=["message", "callback_query"], storage=storage
    )


if __name__ == "__main__":
    uvloop.run(main())
