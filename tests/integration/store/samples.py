"""Sample reporters, drafts and tips, plainly invented."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from indicators.terms import Setting
from store import dialogues, tips
from store.dialogues import Dialogue
from store.ids import new_id
from store.vault import Vault
from tips.draft import Answer, Basis, Contact, ContactKind, Draft, Media, MediaKind, Observed, SignSeen, Statement
from tips.place import Place, Precision
from tips.plates import Plate
from tips.vehicle import Vehicle

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
CHAT = 5550100


def make_draft(**changes: Any) -> Draft:
    """A draft with something of everything."""
    draft = Draft(
        started=NOW,
        setting=Setting.TRUCK_STOP,
        observed=Observed(words="just now", earliest=NOW, latest=NOW),
        still_there=Answer.YES,
        place=Place(
            words="Testville truck plaza, exit 999",
            county="Example",
            state="US-NE",
            latitude=40.69,
            longitude=-99.08,
            precision=Precision.PIN,
        ),
        signs=(SignSeen(indicator="id-held-by-other", basis=Basis.SAW),),
        vehicles=(Vehicle(words="purple van, plate TEST01", plates=(Plate(text="TEST01", jurisdiction="US-NE"),)),),
        contacts=(Contact(kind=ContactKind.PHONE, value="+13085550100", words="308-555-0100"),),
        statements=(Statement(source="m1", versions=("Somebody held her papers.",), at=NOW),),
    )
    return replace(draft, **changes)


def make_media(source: str = "m2", **changes: Any) -> Media:
    """A photo that came with message `source`."""
    media = Media(source=source, kind=MediaKind.PHOTO, file_id=f"handle-{source}", unique_id=f"unique-{source}")
    return replace(media, **changes)


async def make_reporter(db: AsyncConnection, vault: Vault, chat_id: int = CHAT, now: datetime = NOW) -> Dialogue:
    """A reporter's dialogue, locked."""
    return (await dialogues.lock(db, vault, [chat_id], now=now))[chat_id]


async def make_tip(
    db: AsyncConnection,
    vault: Vault,
    *,
    code: str = "K7M4TQ9X",
    reporter_id: UUID | None = None,
    draft: Draft | None = None,
    tip_id: UUID | None = None,
    priority: str = "high",
    **changes: Any,
) -> UUID:
    """A tip in the queue."""
    draft = draft or make_draft()
    reporter_id = reporter_id or (await make_reporter(db, vault)).reporter_id
    tip_id = tip_id or new_id()
    envelope = tips.Envelope.of(
        draft,
        priority=priority,
        reasons=({"key": "still-there", "args": {}},),
        catalog_version="test",
        checklist_version="test",
        kind="either",
        minors="maybe",
        assessment={"legal": False},
    )
    values = {"code": code, "draft": draft, "envelope": envelope, "reported_at": NOW, **changes}
    await tips.submit(db, vault, tip_id=tip_id, reporter_id=reporter_id, **values)
    return tip_id
