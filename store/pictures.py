"""Pictures of a tip for the desk: found by tip and file together, so that no address reaches another file."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import audit, files
from store.errors import NoSuchFile
from store.grip import must_be_permitted
from store.objects import Objects
from store.vault import Vault
from tips.access import Actor, Permission

ONE_LOOK: Final = timedelta(minutes=10)
"""Looking at a file again within this time is the same look."""


async def open_picture(
    db: AsyncConnection, vault: Vault, objects: Objects, code: str, file_id: UUID, *, by: Actor, at: datetime
) -> bytes:
    """The bytes of a picture, for a clean copy. The look goes on record. Raises `NotPermitted`, `NoSuchFile`."""
    must_be_permitted(by, Permission.OPEN_TIP)
    tip_id = (await db.execute(_PICTURE, {"code": code.replace("\0", ""), "id": file_id})).scalar()
    if tip_id is None:
        raise NoSuchFile("There is no such picture here, or it was not kept.")
    await _note_look(db, vault, tip_id, file_id, by=by, at=at)
    data = await files.open_object(db, vault, objects, file_id)
    if data is None:
        raise NoSuchFile("There is no such picture here, or it was not kept.")
    return data


async def _note_look(
    db: AsyncConnection, vault: Vault, tip_id: UUID, file_id: UUID, *, by: Actor, at: datetime
) -> None:
    chain = audit.chain_of_tip(tip_id)
    values = {"chain": chain, "actor": by.on_record, "since": at - ONE_LOOK, "file": str(file_id)}
    if (await db.execute(_LOOKED, values)).first() is None:
        await audit.record(
            db,
            vault,
            chain=chain,
            actor=by.on_record,
            action="file-seen",
            at=at,
            details={"file": str(file_id)},
            agency=by.agency,
        )


_PICTURE = text("""
    SELECT t.id FROM files f JOIN tips t ON t.id = f.tip_id
    WHERE f.id = :id AND t.code = :code AND f.state = 'kept' AND (f.kind = 'photo' OR f.mime LIKE 'image/%')
""")
_LOOKED = text("""
    SELECT 1 FROM trail
    WHERE chain = :chain AND action = 'file-seen' AND actor = :actor AND at > :since AND details->>'file' = :file
    LIMIT 1
""")
