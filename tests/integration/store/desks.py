"""People of the desk for tests, plainly invented."""

from typing import Any
from uuid import UUID

from store.ids import new_id
from store.tables import DEFAULT_AGENCY
from tips.access import AccountRole, Actor, Permission


def make_actor(
    role: AccountRole = AccountRole.ANALYST,
    *,
    name: str = "Sam Sample",
    desk: int = 7,
    agency: UUID = DEFAULT_AGENCY,
    account: UUID | None = None,
    limits: frozenset[Permission] | None = None,
) -> Actor:
    """Somebody who does something."""
    return Actor(account=account or new_id(), agency=agency, role=role, name=name, desk=desk, limits=limits)


def make_supervisor(**changes: Any) -> Actor:
    """Somebody who decides."""
    return make_actor(AccountRole.SUPERVISOR, **{"name": "Sue Sample", "desk": 1, **changes})
