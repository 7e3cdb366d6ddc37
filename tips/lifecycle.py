"""What may happen to a tip: its status, and which step follows which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tips.errors import MoveNotAllowed


class TipStatus(StrEnum):
    """How a tip stands."""

    NEW = "new"
    IN_REVIEW = "in-review"
    ACTION_TAKEN = "action-taken"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Disposition(StrEnum):
    """How a closed tip ended."""

    ACTIONED = "actioned"
    REFERRED = "referred"
    NO_FURTHER_ACTION = "no-further-action"
    UNFOUNDED = "unfounded"
    DUPLICATE = "duplicate"
    SPAM = "spam"


class Proposal(StrEnum):
    """What an analyst may propose, and a supervisor decides."""

    PRIORITY = "priority"
    ASSIGN = "assign"
    BREAK_CLAIM = "break-claim"
    HOLD = "hold"
    EXPORT = "export"


MOVES: Final[Mapping[TipStatus, frozenset[TipStatus]]] = {
    TipStatus.NEW: frozenset({TipStatus.IN_REVIEW, TipStatus.CLOSED, TipStatus.WITHDRAWN}),
    TipStatus.IN_REVIEW: frozenset(
        {TipStatus.NEW, TipStatus.ACTION_TAKEN, TipStatus.CLOSED, TipStatus.WITHDRAWN},
    ),
    TipStatus.ACTION_TAKEN: frozenset({TipStatus.IN_REVIEW, TipStatus.CLOSED, TipStatus.WITHDRAWN}),
    TipStatus.CLOSED: frozenset({TipStatus.IN_REVIEW}),
    TipStatus.WITHDRAWN: frozenset({TipStatus.IN_REVIEW, TipStatus.CLOSED}),
}
"""A withdrawn tip stays readable: somebody may still be in danger, and an analyst may take it up again."""


def may_move(now: TipStatus, then: TipStatus) -> bool:
    """Whether a tip may go from one status to another."""
    return then in MOVES[now]


def move(now: TipStatus, then: TipStatus) -> TipStatus:
    """The new status. Raises MoveNotAllowed."""
    if not may_move(now, then):
        raise MoveNotAllowed(f"A tip that is {now} cannot become {then}.")
    return then
