"""Identifiers: uuid7, which grow with time, so that new rows stand together in the indexes."""

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    """A new identifier, as the standard library's type."""
    return UUID(int=uuid7().int)
