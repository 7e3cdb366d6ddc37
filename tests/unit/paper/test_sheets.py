"""Certificates and posters: one page each in every language and size, and nothing in their values acts."""

import re
from datetime import date

import pytest

from indicators.helplines import load_helplines
from paper.certificate import SIZES, certificate
from paper.poster import poster
from paper.words import languages, words

PAGE = re.compile(rb"/Type\s*/Page\b")
LINK = "https://t.me/RoadCheckBot?start=AbCdEfGhIjKlMnOpQrStUv"
HOSTILE = '#panic("it acts") $x$ *bold* @ref <label> \\ "}] // #sys.inputs'


def a_certificate(language: str = "en", size: str = "us-letter", course: str = "Trucking") -> bytes:
    return certificate(
        course=course,
        code="7K3M-Q2XV-91TB-0ZRA",
        passed_on=date(2026, 11, 26),
        until=date(2027, 11, 26),
        check_at="https://desk.example/verify",
        language=language,
        size=size,
    )


def a_poster(language: str = "en", size: str = "us-letter", partner: str = "Example Haulage") -> bytes:
    return poster(link=LINK, partner=partner, cohort="Autumn", helplines=load_helplines(), language=language, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_every_sheet_is_one_page_in_every_language_and_size(size: str) -> None:
    for language in languages("certificate"):
        assert len(PAGE.findall(a_certificate(language, size))) == 1, language
    for language in languages("poster"):
        assert len(PAGE.findall(a_poster(language, size))) == 1, language


def test_no_value_acts_as_markup() -> None:
    assert a_certificate(course=HOSTILE).startswith(b"%PDF")
    assert a_poster(partner=HOSTILE).startswith(b"%PDF")


def test_the_same_values_give_the_same_certificate() -> None:
    assert a_certificate() == a_certificate()


def test_a_language_without_words_of_its_own_is_printed_in_english() -> None:
    assert words("certificate", "pa") == words("certificate", "en")


def test_every_language_says_what_english_says() -> None:
    for sheet in ("certificate", "poster"):
        for language in languages(sheet):
            assert words(sheet, language).keys() == words(sheet, "en").keys()


def test_posters_never_spell_a_number_out_of_the_help_lines_files() -> None:
    for sheet in ("certificate", "poster"):
        for language in languages(sheet):
            said = " ".join(words(sheet, language).values())
            assert not re.search(r"\d{3}", said), (sheet, language)
