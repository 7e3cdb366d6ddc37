"""Who may do what with a tip and around it: five roles, and a matrix that denies whatever it does not name.

Nobody has two roles. An administrator runs the house and cannot read tips; an auditor reads the trail and not the tips.
A training partner's person is outside the task force, and sees how many of their own people learn: nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID


class AccountRole(StrEnum):
    """What somebody who signs in is there for."""

    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    PARTNER = "partner"


class Permission(StrEnum):
    """One thing that may be done. Every route and every token names one."""

    QUEUE = "queue"  # see the queue and the map, search, keep views
    OPEN_TIP = "open-tip"  # read what is sealed
    CLAIM = "claim"  # take a tip, and give one's own back
    WORK = "work"  # change the status, close with a disposition
    ASK = "ask"  # write to the reporter
    NOTE = "note"  # write for colleagues
    PROPOSE = "propose"  # propose what a supervisor decides
    OPEN_ORIGINAL = "open-original"  # a file as it was sent, with a reason
    ASSIGN = "assign"
    BREAK_CLAIM = "break-claim"
    CHANGE_PRIORITY = "change-priority"
    HOLD = "hold"  # legal hold
    EXPORT = "export"
    COUNTS = "counts"  # the board: figures, no tips
    ACCOUNTS = "accounts"
    SETTINGS = "settings"
    KEYS = "keys"
    TRAIL = "trail"  # search, verify and export the trail
    TRAINING = "training"  # how many learn, by partner and cohort
    PARTNERS = "partners"  # make partners, cohorts, join links and posters
    OWN_PARTNER = "own-partner"  # the counts and posters of one's own partner


_ANALYST: Final = frozenset(
    {
        Permission.QUEUE,
        Permission.OPEN_TIP,
        Permission.CLAIM,
        Permission.WORK,
        Permission.ASK,
        Permission.NOTE,
        Permission.PROPOSE,
        Permission.OPEN_ORIGINAL,
    }
)

MATRIX: Final[Mapping[AccountRole, frozenset[Permission]]] = {
    AccountRole.ANALYST: _ANALYST,
    AccountRole.SUPERVISOR: _ANALYST
    | {
        Permission.ASSIGN,
        Permission.BREAK_CLAIM,
        Permission.CHANGE_PRIORITY,
        Permission.HOLD,
        Permission.EXPORT,
        Permission.COUNTS,
        Permission.TRAINING,
    },
    AccountRole.ADMINISTRATOR: frozenset(
        {
            Permission.ACCOUNTS,
            Permission.SETTINGS,
            Permission.KEYS,
            Permission.COUNTS,
            Permission.TRAINING,
            Permission.PARTNERS,
        },
    ),
    AccountRole.AUDITOR: frozenset({Permission.TRAIL, Permission.COUNTS}),
    AccountRole.PARTNER: frozenset({Permission.OWN_PARTNER}),
}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something: an account, in a role, for an agency. Reporters see `desk` alone, as "Desk 7"."""

    account: UUID
    agency: UUID
    role: AccountRole
    name: str
    desk: int
    partner: UUID | None = None
    """The training partner that this actor is of, if one."""

    limits: frozenset[Permission] | None = None
    """What a token was limited to, if this is one."""

    def may(self, permission: Permission) -> bool:
        """Whether this actor may do it."""
        return permission in MATRIX[self.role] and (self.limits is None or permission in self.limits)

    @property
    def on_record(self) -> str:
        """What the trail calls this actor."""
        return f"account:{self.account}"
