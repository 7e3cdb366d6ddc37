"""The poster of a join link: the emergency number first, then what the line is, then the code to scan."""

from io import BytesIO
from typing import Final

import segno

from indicators.helplines import By, Helpline, Helplines, country_of_language
from paper.sheet import Fill, pdf
from paper.words import words

SIZES: Final = ("us-letter", "a4")


def poster(
    *,
    link: str,
    partner: str,
    cohort: str,
    helplines: Helplines,
    country: str = "",
    language: str = "en",
    size: str = "us-letter",
    fill: Fill = pdf,
) -> bytes:
    """A PDF of one page. `link` opens the chat; the numbers are those of `country`, or of the language's."""
    country = country or country_of_language(language)
    values = {
        "words": words("poster", language),
        "language": language,
        "size": size,
        "partner": partner,
        "cohort": cohort,
        "link": link,
        "code": _code(link),
        "emergency": _number(helplines.emergency(country)),
        "help": _number(helplines.trafficking(country)),
    }
    return fill("poster", values)


def _code(link: str) -> str:
    """The link as a QR code, as SVG. Level Q: a quarter of it may be torn or dirty."""
    drawn = BytesIO()
    segno.make(link, error="q", micro=False).save(drawn, kind="svg", border=0, scale=10, dark="#0f172a")
    return drawn.getvalue().decode()


def _number(line: Helpline) -> str:
    way = line.way(By.CALL) or line.ways[0]
    return way.printed
