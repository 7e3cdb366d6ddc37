"""Who has a tip open right now: nothing is stored, it is told from console to console and soon forgotten."""

import json
from dataclasses import dataclass
from typing import Any, Final, Self
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import NoSuchTip

CHANNEL: Final = "highbeam_presence"
_IDS: Final = ("tip", "page", "account")


@dataclass(frozen=True, kw_only=True)
class Here:
    """One open page of a tip. `asks` wants to know who else is there; `gone` says that the page was closed."""

    tip: UUID
    page: UUID
    account: UUID
    name: str
    desk: int
    asks: bool = False
    gone: bool = False

    @classmethod
    def read(cls, payload: str) -> Self | None:
        """What a page said of itself, or None when this is not it."""
        try:
            said: dict[str, Any] = json.loads(payload)
            return cls(**said | {name: UUID(said[name]) for name in _IDS})
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def written(self) -> str:
        """As it goes over the channel."""
        said = {name: getattr(self, name) for name in ("name", "desk", "asks", "gone")}
        return json.dumps({"tip": str(self.tip), "page": str(self.page), "account": str(self.account), **said})


async def tell(db: AsyncConnection, here: Here) -> None:
    """Tell every console when the transaction commits."""
    await db.execute(_NOTIFY, {"channel": CHANNEL, "said": here.written()})


async def tip_of(db: AsyncConnection, code: str) -> UUID:
    """The tip of this code, if it is the agency's. Raises `NoSuchTip`."""
    tip_id: UUID | None = (await db.execute(_TIP, {"code": code.replace("\0", "")})).scalar()
    if tip_id is None:
        raise NoSuchTip(f"There is no tip {code}, or it is another agency's.")
    return tip_id


_NOTIFY = text("SELECT pg_notify(:channel, :said)")
_TIP = text("SELECT id FROM tips WHERE code = :code")
