"""What the run has left: from the database, from its record, and from what the analysts themselves wrote down."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, casework
from store.database import Database, Role
from store.errors import StoreError
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tips.access import AccountRole, Actor
from tips.clocks import CLAIM_LASTS


@dataclass(frozen=True, kw_only=True)
class Count:
    """The figures of a run, and the codes of what is wrong."""

    tips: int
    claims: int
    journaled: int
    twice: frozenset[str]
    """Tips that two analysts had at once, by the record or by their own word."""
    lost: frozenset[str]
    """Tips that are gone, that nobody holds, or that an analyst had and does not hold."""
    stuck: frozenset[str]
    """Tips that nobody could have when the claims had run out."""
    events: int

    @property
    def holds(self) -> bool:
        """Whether everything is as it must be."""
        return not (self.twice or self.lost or self.stuck)


async def count(url: str, keys: Path, codes: Iterable[str], journals: Iterable[Path], *, now: datetime) -> Count:
    """Count, then let every claim run out and see that every tip can be had again."""
    vault, wanted = Vault(keys), set(codes)
    owner = await Database.open(url, role=Role.OWNER)
    async with owner.transaction() as db:
        holders = {row.code: str(row.claimed_by) if row.claimed_by else None for row in await db.execute(_HOLDERS)}
        claims = {row.code: row.claims for row in await db.execute(_CLAIMS)}
        events = await audit.verify_all(db, vault)
    await owner.close()
    had = _journaled(journals)
    twice = {code for code, times in claims.items() if times > 1} | {code for code, who in had.items() if len(who) > 1}
    lost = {code for code in wanted if holders.get(code) is None}
    lost |= {code for code, who in had.items() if holders.get(code) not in who}
    return Count(
        tips=len(holders),
        claims=sum(claims.values()),
        journaled=sum(len(who) for who in had.values()),
        twice=frozenset(twice),
        lost=frozenset(lost),
        stuck=frozenset(await _stuck(url, vault, wanted & set(holders), now + CLAIM_LASTS + timedelta(seconds=1))),
        events=events,
    )


def _journaled(journals: Iterable[Path]) -> dict[str, set[str]]:
    had: dict[str, set[str]] = defaultdict(set)
    for journal in journals:
        for line in journal.read_text().splitlines() if journal.exists() else ():
            code, account = line.split()
            had[code].add(account)
    return had


async def _stuck(url: str, vault: Vault, codes: Iterable[str], later: datetime) -> set[str]:
    console = await Database.open(url, role=Role.CONSOLE)
    by = Actor(account=DEFAULT_AGENCY, agency=DEFAULT_AGENCY, role=AccountRole.ANALYST, name="The next shift", desk=99)
    stuck = set()
    for code in codes:
        try:
            async with console.transaction(by.agency) as db:
                await _claim(db, vault, code, by, later)
        except StoreError:
            stuck.add(code)
    await console.close()
    return stuck


async def _claim(db: AsyncConnection, vault: Vault, code: str, by: Actor, at: datetime) -> None:
    await casework.claim(db, vault, code, by=by, at=at)


_HOLDERS = text("SELECT code, claimed_by FROM tips")
_CLAIMS = text("""
    SELECT t.code, count(e.id) AS claims FROM tips t
    LEFT JOIN trail e ON e.chain = 'tip:' || t.id AND e.action = 'claimed' GROUP BY t.code
""")
