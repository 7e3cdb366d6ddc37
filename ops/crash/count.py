"""What is there after the fire, against what the phones sent and were promised."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ops.crash.phones import Reporter
from store import dialogues, tips
from store.database import Database, Role
from store.tables import DEFAULT_AGENCY
from store.tips import OpenTip
from store.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Count:
    """The figures of the proof. Lost, doubled and receipts without a tip must be empty.

    A tip whose code was never seen on its phone is no broken promise, for it is under My tips. But the card says a
    receipt until it was seen, so there should be none; they are counted beside, for a phone here looks now and then.
    """

    messages: int
    tips: int
    receipts: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    receipts_without_tip: tuple[str, ...]
    tips_without_receipt: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.doubled or self.receipts_without_tip)


async def count(url: str, keys: Path, reporters: list[Reporter]) -> Count:
    """Open every tip and every draft and look for each mark. A mark belongs in exactly one of them, once."""
    vault = Vault(keys)
    marks = [mark for reporter in reporters for mark in reporter.sent]
    found = await _opened_tips(url, vault)
    drafts = await _dialogues(url, vault, reporters)
    statements = [(code, said) for code, tip in found.items() for said in _said(tip)]
    in_tips = Counter(mark for mark in marks for _, said in statements if mark in said)
    promised = {code for reporter in reporters for code in reporter.receipts}
    return Count(
        messages=len(marks),
        tips=len(found),
        receipts=len(promised),
        lost=tuple(mark for mark in marks if not in_tips[mark] and not any(mark in draft for draft in drafts)),
        doubled=tuple(mark for mark, times in in_tips.items() if times > 1),
        receipts_without_tip=tuple(promised - set(found)),
        tips_without_receipt=tuple(set(found) - promised),
    )


async def _opened_tips(url: str, vault: Vault) -> dict[str, OpenTip]:
    database = await Database.open(url, role=Role.CONSOLE, connections=1)
    try:
        opened = {}
        async with database.transaction(DEFAULT_AGENCY) as db:
            for row in await tips.queue(db, limit=1_000_000):
                tip = await tips.open_tip(db, vault, row.code, actor="proof", at=datetime.now(UTC))
                opened[row.code] = tip
        return opened
    finally:
        await database.close()


async def _dialogues(url: str, vault: Vault, reporters: list[Reporter]) -> list[str]:
    """The kept state of every dialogue: words of a report that was not sent stand there."""
    database = await Database.open(url, role=Role.BOT, connections=1)
    try:
        async with database.transaction() as db:
            known = [await dialogues.read(db, vault, reporter.phone.id) for reporter in reporters]
        return [one.state.decode() for one in known if one is not None and one.state is not None]
    finally:
        await database.close()


def _said(tip: OpenTip) -> list[str]:
    """All that was written: in the report, and what came after it, when a message was overtaken by a tap."""
    added = [one.statement for one in tip.added if one.statement is not None]
    return [version for statement in (*tip.draft.statements, *added) for version in statement.versions]
