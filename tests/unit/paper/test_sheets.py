"""Certificates and posters: one page each in every language and size, and nothing in their values acts."""

import os
import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from indicators.errors import DataFileError
from indicators.helplines import load_helplines
from paper.certificate import SIZES, certificate
from paper.poster import poster
from paper.sheet import Fill, pdf, png
from paper.words import FILE, languages, load_words, words

PAGE = re.compile(rb"/Type\s*/Page\b")
LINK = "https://t.me/RoadCheckBot?start=AbCdEfGhIjKlMnOpQrStUv"
HOSTILE = '#panic("it acts") $x$ *bold* @ref <label> \\ "}] // #sys.inputs'


PICTURES = Path(__file__).parents[3] / "docs" / "screenshots"


def a_certificate(language: str = "en", size: str = "us-letter", course: str = "Trucking", fill: Fill = pdf) -> bytes:
    return certificate(
        course=course,
        code="7K3M-Q2XV-94TB-8ZRC",
        passed_on=date(2026, 11, 26),
        until=date(2027, 11, 26),
        check_at="https://desk.example/verify",
        language=language,
        size=size,
        fill=fill,
    )


def a_poster(
    language: str = "en",
    size: str = "us-letter",
    partner: str = "Example Haulage",
    country: str = "",
    fill: Fill = pdf,
) -> bytes:
    return poster(
        link=LINK,
        partner=partner,
        cohort="Autumn",
        helplines=load_helplines(),
        country=country,
        language=language,
        size=size,
        fill=fill,
    )


def help_line(language: str, country: str = "") -> str:
    """The help line that a poster is filled with."""
    found: list[Mapping[str, Any]] = []

    def note(_: str, values: Mapping[str, Any]) -> bytes:
        found.append(values)
        return b""

    a_poster(language, country=country, fill=note)
    return str(found[0]["help"])


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


@pytest.mark.parametrize(
    ("language", "passed", "until"),
    [
        ("en", "November 26, 2026", "November 26, 2027"),
        ("es", "26 de noviembre de 2026", "26 de noviembre de 2027"),
        ("pa", "November 26, 2026", "November 26, 2027"),
    ],
)
def test_a_certificate_says_its_days_in_the_language_of_its_words(language: str, passed: str, until: str) -> None:
    found: list[Mapping[str, Any]] = []

    def note(_: str, values: Mapping[str, Any]) -> bytes:
        found.append(values)
        return b""

    a_certificate(language, fill=note)
    assert (found[0]["passed"], found[0]["until"]) == (passed, until)


def test_every_language_says_what_english_says() -> None:
    for sheet in ("certificate", "poster"):
        for language in languages(sheet):
            assert words(sheet, language).keys() == words(sheet, "en").keys()


def test_posters_never_spell_a_number_out_of_the_help_lines_files() -> None:
    for sheet in ("certificate", "poster"):
        for language in languages(sheet):
            said = " ".join(words(sheet, language).values())
            assert not re.search(r"\d{3}", said), (sheet, language)


def test_a_poster_names_the_help_line_of_its_language_or_of_the_country_that_is_named() -> None:
    lines = load_helplines()
    numbers = {country: lines.trafficking(country).ways[0].printed for country in lines.countries}
    assert len(set(numbers.values())) == len(numbers)
    assert [help_line(language) for language in ("en", "es", "fr")] == [numbers[one] for one in ("US", "US", "CA")]
    assert help_line("es", "MX") == numbers["MX"]
    assert help_line("fr", "US") == numbers["US"]


@pytest.mark.parametrize(
    ("name", "make", "shape"),
    [("poster", a_poster, (1020, 1320)), ("certificate", a_certificate, (1320, 1020))],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sheet_can_be_had_as_a_picture(name: str, make: Any, shape: tuple[int, int]) -> None:
    """Those in docs/screenshots (`make docs` keeps them there): what is printed, at 120 dots to an inch."""
    picture = make(fill=png)
    with Image.open(BytesIO(picture)) as opened:
        assert (opened.format, opened.size) == ("PNG", shape)
        inked = sum(opened.convert("L").histogram()[:128]) / (shape[0] * shape[1])
    assert 0.005 < inked < 0.5, "neither blank nor black"
    if os.environ.get("HIGHBEAM_KEEP_SCREENSHOTS"):
        (PICTURES / f"{name}.png").write_bytes(picture)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('danger = "Someone', 'dangre = "Someone', "unknown field"),
        ('call = "Llame al"', 'call = ""', "call is missing or not text"),
        ('call = "Llame al"', 'call = "Llame al 911"', "holds a number"),
        ("[poster.es]", "[poster.es", "not valid TOML"),
    ],
)
def test_what_is_wrong_with_the_words_of_a_sheet_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    written = FILE.read_text(encoding="utf-8")
    assert before in written
    copy = tmp_path / FILE.name
    copy.write_text(written.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        load_words(copy)
