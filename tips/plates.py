"""Plates of US states, Canadian provinces and Mexico, normalized for reading and for matching."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Plate:
    """A plate: `text` in capitals without spaces or dashes, O and 0 kept apart as written.

    `jurisdiction` is an ISO 3166-2 code ("US-NE", "CA-ON", "MX-SON") or None when it was not said.
    """

    text: str
    jurisdiction: str | None = None
