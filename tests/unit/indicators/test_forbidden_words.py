"""Forbidden words in every script: found whole, whatever stands above or below their letters."""

import pytest

from indicators.wording import LONGEST_ENTRY, forbidden_word, load_forbidden


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("pa", "ਉਹ ਵੇਸਵਾ ਸੀ।", "ਵੇਸਵਾ"),
        ("pa", "ਤਸਕਰਾਂ ਦੀ ਗੱਡੀ।", "ਤਸਕਰਾਂ"),
        ("pa", "ਗ਼ੁਲਾਮ ਸੀ।", "ਗ਼ੁਲਾਮ"),
        ("ar", "كانت الضَّحِيَّة هناك.", "الضَّحِيَّة"),
        ("ar", "عامل غير شرعيّ.", "غير شرعيّ"),
    ],
)
def test_a_forbidden_word_is_found_whatever_the_vowel_signs(language: str, text: str, told: str) -> None:
    assert forbidden_word(text, language, load_forbidden()) == told


def test_a_longer_word_of_another_script_is_another_word() -> None:
    """A vowel sign goes on with a word: "slavery" and "pink" are not "slave", nor does a word end before its sign."""
    for language, text in (("pa", "ਗੁਲਾਮੀ ਤੇ ਗੁਲਾਬੀ।"), ("ar", "المتاجر والطريق السريع")):
        assert forbidden_word(text, language, load_forbidden()) is None


def test_no_entry_of_the_forbidden_words_is_longer_than_is_looked_for() -> None:
    entries = [word for words in load_forbidden().values() for word in words]
    assert max(len(word.replace("-", " ").split()) for word in entries) <= LONGEST_ENTRY
