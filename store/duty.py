"""Who is on: the people of a task force with an open web login."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.logins import IDLE, LONGEST, Step
from tips.access import MATRIX, Permission


@dataclass(frozen=True, kw_only=True)
class OnDuty:
    """Somebody who is on."""

    name: str
    desk: int


async def on_duty(db: AsyncConnection, *, now: datetime) -> tuple[OnDuty, ...]:
    """Who may work the queue and is signed in, by name. Each once."""
    values = {
        "step": Step.FULL.value,
        "seen": now - IDLE,
        "began": now - LONGEST,
        "roles": [role.value for role, may in MATRIX.items() if Permission.QUEUE in may],
    }
    return tuple(OnDuty(name=row.name, desk=row.desk) for row in await db.execute(_ON_DUTY, values))


_ON_DUTY = text("""
    SELECT a.name, a.desk FROM accounts a
    WHERE a.disabled_at IS NULL AND a.role = ANY(CAST(:roles AS text[])) AND EXISTS (
        SELECT FROM logins l
        WHERE l.account_id = a.id AND l.step = :step AND l.seen_at > :seen AND l.began_at > :began)
    ORDER BY lower(a.name), a.desk
""")
