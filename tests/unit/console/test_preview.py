"""The desk's preview is what the bot draws, word for word, in every language and for hostile words."""

import re
from html import unescape
from pathlib import Path

import pytest

from bot.dialogue.cards import card
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.session import Notice, Session
from bot.dialogue.states import State
from bot.phrases import Phrases
from bot.render import render
from console.preview import LONGEST_WORDS, PhoneCard, Preview
from console.words import words
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.course import load_courses
from indicators.helplines import load_helplines
from tips.lifecycle import Disposition, TipStatus

CODE = "7F3K-M2QX"
WORDS = (
    "Are they still there?",
    "Two lines\n\nand  spaces",
    "<b>bold</b> & {brackets} \\u0041 { $words }",
    "مرحبا",
    "x" * (LONGEST_WORDS + 7),
    "mixed שלום text",
)
PHRASES = Phrases.load(Path(__file__).parents[3] / "bot" / "texts")
CATALOG = load_catalog(PHRASES.wordings())
KNOWLEDGE = Knowledge(
    catalog=CATALOG,
    checklists=load_checklists(CATALOG),
    courses=load_courses(),
    helplines=load_helplines(),
    say=PHRASES.say,
    languages=PHRASES.languages,
)
PREVIEW = Preview.load()


@pytest.mark.parametrize("language", PREVIEW.languages)
def test_the_desk_has_a_word_for_every_language_that_a_driver_may_read(language: str) -> None:
    assert PREVIEW.name(language) == words(language, "language") != language


def test_a_language_that_we_do_not_have_is_read_in_english() -> None:
    assert PREVIEW.name("xx") == "English"


def drawn_by_the_bot(language: str, key: str, words: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The card's text without markup, and the labels of its buttons."""
    session = Session(
        language=language, state=State.NOTICE, code=CODE, notices=(Notice(key=key, code=CODE, words=words),)
    )
    rendered = render(card(session, KNOWLEDGE), language, PHRASES, CATALOG)
    text = unescape(re.sub(r"</?[bi]>", "", rendered.text))
    return text, tuple(tuple(label for label, _ in row) for row in rendered.rows)


def shown(preview: PhoneCard) -> tuple[str, tuple[tuple[str, ...], ...]]:
    return "\n".join((preview.title, *preview.lines)), preview.rows


@pytest.mark.parametrize("language", PHRASES.languages)
@pytest.mark.parametrize("words", WORDS)
def test_a_question_is_shown_as_the_phone_will_show_it(language: str, words: str) -> None:
    assert shown(PREVIEW.question(language, CODE, words)) == drawn_by_the_bot(language, "question", words)


@pytest.mark.parametrize("language", PHRASES.languages)
@pytest.mark.parametrize("status", TipStatus)
@pytest.mark.parametrize("words", ["", *WORDS])
def test_news_is_shown_as_the_phone_will_show_it(language: str, status: TipStatus, words: str) -> None:
    assert shown(PREVIEW.news(language, CODE, status, words)) == drawn_by_the_bot(language, f"status-{status}", words)


def test_every_language_of_the_bot_has_a_sentence_for_every_way_a_tip_ends_and_every_canned_question() -> None:
    assert set(PREVIEW.closing) == set(PHRASES.languages)
    for language in PHRASES.languages:
        sentences = {PREVIEW.closing_sentence(language, disposition) for disposition in Disposition}
        assert len(sentences) == len(Disposition)
    assert all(set(canned.texts) == set(PHRASES.languages) for canned in PREVIEW.canned)


def test_a_language_without_texts_is_shown_in_english() -> None:
    assert PREVIEW.question("xx", CODE, "What color?").language == "en"
