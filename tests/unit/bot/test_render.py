"""From a card to what is sent."""

from dataclasses import replace

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.replies import Button, Card, Line
from bot.dialogue.session import Session
from bot.phrases import Phrases
from bot.render import LONGEST_TEXT, emergency_card, emergency_language, not_saved_card, parse_callback, render
from tests.unit.bot.phone import Phone


def test_a_button_carries_the_visit_the_revision_and_its_action(phone: Phone) -> None:
    phone.session = Session(language="en", visit=3, revision=9)
    assert ("Start a report", "3.9.report") in phone.shown.rows[0]
    assert parse_callback("3.9.report") == (3, "report")
    assert parse_callback("3.9.s.told-debt.h") == (3, "s.told-debt.h")


def test_the_emergency_button_carries_the_language_of_its_card(phone: Phone) -> None:
    phone.session = Session(language="es", visit=3, revision=9)
    data = phone.shown.rows[-1][0][1]
    assert data == "3.9.sos.es"
    assert parse_callback(data) == (3, "sos")
    assert emergency_language(data) == "es"
    assert emergency_language("3.9.report") is None


def test_the_emergency_card_needs_no_session_and_says_the_same_as_with_one(
    phone: Phone, knowledge: Knowledge, phrases: Phrases
) -> None:
    for language in phrases.languages:
        phone.session = Session(language=language)
        phone.command("sos")
        alone = emergency_card(language, phrases, knowledge.helplines)
        assert alone.text == phone.text
        assert parse_callback(alone.rows[-1][0][1]) == (-1, "sos")
        for number in ("911", "1-888-373-7888", "1-833-900-1010", "800\u00a05533\u00a0000"):
            assert number in alone.text


def test_the_truth_while_nothing_can_be_stored_comes_with_the_numbers(knowledge: Knowledge, phrases: Phrases) -> None:
    said = {
        "en": "NOT SAVED",
        "es": "NO SE GUARDÓ",
        "fr": "NON ENREGISTRÉ",
        "ru": "НЕ СОХРАНЕНО",
        "pa": "ਸਾਂਭਿਆ ਨਹੀਂ ਗਿਆ",
        "ar": "لم يُحفظ",
    }
    assert said.keys() == set(phrases.languages)
    for language, words in said.items():
        shown = not_saved_card(language, phrases, knowledge.helplines)
        assert words in shown.text
        assert "911" in shown.text
        assert "1-888-373-7888" in shown.text


def test_a_card_that_is_too_long_is_cut_at_its_end(phrases: Phrases) -> None:
    words = Line(key="answer-before", args={"answer": "👩‍👧<&" * 900})
    card = Card(title=Line(key="home-title"), lines=(words, words), rows=((Button(action="a", label=words),),))
    text = render(card, "en", phrases).text
    visible = text.replace("<b>", "").replace("</b>", "").replace("&lt;", "<").replace("&amp;", "&")
    assert len(visible.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert text.endswith("…")


def test_a_long_way_is_ten_dots_that_are_full_at_its_last_step_alone(phrases: Phrases) -> None:
    def line(step: int) -> str:
        card = Card(title=Line(key="home-title"), progress=(step, 15))
        return render(card, "en", phrases).text.splitlines()[0]

    assert line(1) == "●○○○○○○○○○   1 of 15"
    assert line(14) == "●●●●●●●●●○   14 of 15"
    assert line(15) == "●●●●●●●●●●   15 of 15"


def test_the_words_of_a_reporter_are_escaped_in_every_place(phrases: Phrases) -> None:
    evil = Line(key="answer-before", args={"answer": "<script>&"})
    text = render(Card(title=evil, lines=(evil,), noted=(evil,)), "en", phrases).text
    assert text.count("&lt;script&gt;&amp;") == 3
    assert "<script" not in text


def test_rows_are_turned_round_where_one_reads_from_the_right_and_the_emergency_button_stays(
    phone: Phone, phrases: Phrases
) -> None:
    phone.tap("report")
    places: dict[str, list[list[str]]] = {}
    for language in phrases.languages:
        phone.session = replace(phone.session, language=language)
        places[language] = [[data.split(".")[2] for _, data in row] for row in phone.shown.rows]
    assert places["en"][-2:] == places["pa"][-2:] == [["back", "skip"], ["sos", "stop"]]
    assert places["ar"] == [["parked"], ["unsure", "driving"], ["skip", "back"], ["sos", "stop"]]
