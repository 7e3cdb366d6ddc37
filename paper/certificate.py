"""The certificate of a course that was passed. It names nobody: whoever holds it writes the name on the line."""

from datetime import date
from typing import Final

from indicators.days import day_said
from paper.sheet import Fill, pdf
from paper.words import SOURCE, languages, words

SIZES: Final = ("us-letter", "a4")


def certificate(
    *,
    course: str,
    code: str,
    passed_on: date,
    until: date,
    check_at: str = "",
    language: str = "en",
    size: str = "us-letter",
    fill: Fill = pdf,
) -> bytes:
    """A PDF of one page. `code` as it is to be printed, `check_at` where anybody can check it."""
    written = language if language in languages("certificate") else SOURCE
    values = {
        "words": words("certificate", language),
        "language": language,
        "size": size,
        "course": course,
        "code": code,
        "passed": day_said(passed_on, written),
        "until": day_said(until, written),
        "check": check_at,
    }
    return fill("certificate", values)
