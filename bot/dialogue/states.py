"""Every screen of the dialogue."""

from enum import StrEnum


class State(StrEnum):
    """A screen. The report runs from SAFETY to REVIEW; the rest are around it."""

    WELCOME = "welcome"
    HOME = "home"
