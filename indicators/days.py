"""Days in words, as people say them in a language: "November 26, 2026". What was typed is read in `tips/when.py`."""

from datetime import date

from babel import UnknownLocaleError
from babel.dates import format_date

_AS_SAID_IN = {"en": "en_US", "es": "es_US", "fr": "fr_CA"}
"""Whose habit a language follows here, where it has several."""


def day_said(day: date, language: str) -> str:
    """The day in this language, or in digits where nothing is known of it."""
    try:
        return format_date(day, "long", locale=_AS_SAID_IN.get(language, language.replace("-", "_")))
    except UnknownLocaleError:
        return day.isoformat()
