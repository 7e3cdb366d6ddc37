"""`python -m ops.claims.claimers FOLDER PROCESS`: some analysts who claim until nothing is left to be claimed.

Each success goes into a journal the moment its transaction has committed. With HIGHBEAM_CRASH_AT the process kills
itself at a named point; `--hasty` claims with the planted fault, which reads the holder without a lock.
"""

import argparse
import asyncio
import json
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.crashpoints import crash_point
from store import audit, casework, queue
from store.database import Database, Role
from store.errors import ClaimHeld, DatabaseUnavailable, Stale
from store.queue import QueueFilter
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tips.access import AccountRole, Actor

IN_THE_TRANSACTION = "before-commit"
AFTER_IT = "after-commit-before-ack"
POINTS = (IN_THE_TRANSACTION, AFTER_IT)
NEAR_THE_TOP = 4
"""How far down the queue an analyst reaches: all reach for the same few tips."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What all processes of a run are told, in a file."""

    database_url: str
    keys: str
    processes: int
    analysts: int
    hasty: bool

    @classmethod
    def read(cls, folder: Path) -> "Task":
        """The task of a run."""
        return cls(**json.loads((folder / "task.json").read_text()))


def people_of(process: int, task: Task) -> list[Actor]:
    """The analysts of one process; the same ones when it is started again."""
    each = task.analysts // task.processes
    return [
        Actor(
            account=UUID(int=process * each + number + 1),
            agency=DEFAULT_AGENCY,
            role=AccountRole.ANALYST,
            name=f"Analyst {process * each + number + 1}",
            desk=process * each + number + 1,
        )
        for number in range(each)
    ]


def journal_of(folder: Path, process: int) -> Path:
    """Where a process writes what it has had."""
    return folder / f"claims-{process}.txt"


async def claim_all(folder: Path, process: int, task: Task) -> None:
    """Let the analysts of this process claim until nothing is left."""
    people = people_of(process, task)
    database = await Database.open(task.database_url, role=Role.CONSOLE, connections=len(people))
    vault = Vault(Path(task.keys))
    journal = os.open(journal_of(folder, process), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        await asyncio.gather(*(_work(database, vault, by, journal, hasty=task.hasty) for by in people))
    finally:
        os.close(journal)
        await database.close()


async def _work(database: Database, vault: Vault, by: Actor, journal: int, *, hasty: bool) -> None:
    chance = random.Random(f"{os.getpid()}/{by.account}")  # noqa: S311 - who reaches for which tip
    while True:
        try:
            async with database.transaction(by.agency) as db:
                page = await queue.page(db, QueueFilter(unclaimed=True), now=_now(), limit=NEAR_THE_TOP)
            if not page.lines:
                return
            line = chance.choice(page.lines)
            async with database.transaction(by.agency) as db:
                if hasty:
                    await claim_hastily(db, vault, line.id, by=by, at=_now())
                else:
                    await casework.claim(db, vault, line.code, by=by, at=_now(), version=line.row_version)
                crash_point(IN_THE_TRANSACTION)
            crash_point(AFTER_IT)
            os.write(journal, f"{line.code} {by.account}\n".encode())
        except (ClaimHeld, Stale):
            continue
        except DatabaseUnavailable:
            await asyncio.sleep(
                0.02
            )  # this analyst's connection was killed; whether the claim was had, the next look says


async def claim_hastily(db: AsyncConnection, vault: Vault, tip_id: UUID, *, by: Actor, at: datetime) -> None:
    """The planted fault: look who holds the tip, then take it, as if nobody else could do so in between."""
    row = (await db.execute(_LOOK, {"id": tip_id})).one()
    if row.claimed_by is not None and row.claim_until > at:
        raise ClaimHeld(row.claimed_by, row.claim_until)
    await db.execute(_TAKE, {"id": tip_id, "by": by.account, "at": at, "until": at + timedelta(minutes=30)})
    chain = audit.chain_of_tip(tip_id)
    await audit.record(db, vault, chain=chain, actor=by.on_record, action="claimed", at=at, agency=by.agency)


def _now() -> datetime:
    return datetime.now(UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Claim until nothing is left."""
    parser = argparse.ArgumentParser(prog="python -m ops.claims.claimers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("process", type=int)
    asked = parser.parse_args(arguments)
    asyncio.run(claim_all(asked.folder, asked.process, Task.read(asked.folder)))
    return 0


_LOOK = text("SELECT claimed_by, claim_until FROM tips WHERE id = :id")
_TAKE = text("""
    UPDATE tips SET claimed_by = :by, claimed_at = :at, claim_until = :until, row_version = row_version + 1
    WHERE id = :id
""")

if __name__ == "__main__":
    sys.exit(main())
