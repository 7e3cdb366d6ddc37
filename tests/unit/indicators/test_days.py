"""Days in words: as people say them in each language, with the digits that its texts have."""

from datetime import date

import pytest

from indicators.days import day_said

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "November 26, 2026"),
        ("es", "26 de noviembre de 2026"),
        ("fr", "26 novembre 2026"),
        ("pa", "26 ਨਵੰਬਰ 2026"),
        ("ru", "26 ноября 2026\u202fг."),
        ("ar", "26 نوفمبر 2026"),
    ],
)
def test_a_day_is_said_as_people_say_it(language: str, said: str) -> None:
    assert day_said(DAY, language) == said


def test_a_day_in_a_language_without_words_for_it_is_still_a_day() -> None:
    assert day_said(DAY, "tlh") == "2026-11-26"
