"""How hard and how long a text is to read."""

import pytest

from indicators.reading import SECONDS_A_DECISION, WORDS_A_MINUTE, school_grade, seconds, syllables, words

BY_SYLLABLES = {
    1: "the made makes called phone clothes signs forced whole they 1,024",
    2: "table people people's wanted needed houses pages someone driver license little settled controlled being",
    3: "trafficking vehicle area idea radio video company licenses",
    4: "identity conversation information",
}


@pytest.mark.parametrize(("number", "examples"), BY_SYLLABLES.items())
def test_syllables_are_counted_as_spoken(number: int, examples: str) -> None:
    assert {word: syllables(word) for word in examples.split()} == dict.fromkeys(examples.split(), number)


def test_long_sentences_and_long_words_make_a_text_hard() -> None:
    short = "You see a car. It stops. A man gets out."
    joined = "You see a car and it stops and then a man gets out"
    long_words = "Observing automobiles decelerating necessitates documentation."
    assert school_grade(short) < school_grade(joined) < school_grade(long_words)


def test_a_paragraph_without_a_full_stop_is_a_sentence() -> None:
    assert school_grade("Stay back\n\nStay safe") == pytest.approx(school_grade("Stay back. Stay safe."))


def test_the_known_formula() -> None:
    assert school_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_a_text_takes_its_words_and_its_decisions() -> None:
    assert words("Call 911 now.") == 3
    assert seconds("word " * WORDS_A_MINUTE) == pytest.approx(60)
    assert seconds("", decisions=2) == 2 * SECONDS_A_DECISION
