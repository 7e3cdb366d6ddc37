"""Other tips of the agency that tell of the same plate, phone, handle or vehicle number, found by digests alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.digests import DigestKind, of_contacts, of_plate
from store.lines import TELLING
from store.vault import Vault
from tips.draft import Contact, Draft

MOST_RELATED: Final = 20
MOST_PER_DIGEST: Final = 100
"""Of what very many tips share, such as a company's number, the newest are looked at."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One thing that two tips share, by its digest."""

    kind: DigestKind
    digest: bytes


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another tip, and what it shares with this one."""

    code: str
    status: str
    priority: str
    disposition: str | None
    reported_at: datetime
    town: str | None
    county: str | None
    state: str | None
    shared: tuple[Shared, ...]


async def related(db: AsyncConnection, tip_id: UUID) -> tuple[Related, ...]:
    """The other tips, those that share most first, then the newest."""
    values = {"tip": tip_id, "kinds": [str(kind) for kind in TELLING], "each": MOST_PER_DIGEST, "limit": MOST_RELATED}
    return tuple(
        Related(
            **{name: row[name] for name in _CLEAR},
            shared=tuple(
                Shared(kind=DigestKind(kind), digest=bytes(digest))
                for kind, digest in zip(row["kinds"], row["digests"], strict=True)
            ),
        )
        for row in (await db.execute(_RELATED, values)).mappings()
    )


async def tell_of_same(db: AsyncConnection, tip_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """The newest of the tips that share something with one of these: whose count of related tips changes with them."""
    values = {"tips": list(tip_ids), "kinds": [str(kind) for kind in TELLING], "limit": MOST_RELATED}
    return tuple((await db.execute(_OF_SAME, values)).scalars()) if values["tips"] else ()


def in_words(vault: Vault, draft: Draft, contacts: Iterable[Contact]) -> dict[bytes, str]:
    """What an opened tip's own telling things are called, by digest: "plate ABC123", "phone +15555550100"."""
    found: dict[bytes, str] = {}
    for vehicle in draft.vehicles:
        for plate in vehicle.plates:
            for kind, value in of_plate(plate.text):
                if kind is DigestKind.PLATE:
                    found[vault.digest(kind, value)] = f"plate {plate.text}"
        for name, number in (("USDOT", vehicle.usdot), ("MC", vehicle.mc), ("trailer", vehicle.trailer)):
            if number:
                found[vault.digest(DigestKind.VEHICLE_NUMBER, number.casefold())] = f"{name} {number}"
    for contact in (*draft.contacts, *contacts):
        for kind, value in of_contacts((contact,)):
            if kind in TELLING:
                found[vault.digest(kind, value)] = f"{contact.kind} {contact.value}"
    return found


_CLEAR = ("code", "status", "priority", "disposition", "reported_at", "town", "county", "state")

_RELATED = text("""
    SELECT t.code, t.status, t.priority, t.disposition, t.reported_at, t.town, t.county, t.state, s.kinds, s.digests
    FROM (
        SELECT o.tip_id, array_agg(o.kind ORDER BY o.kind, o.digest) AS kinds,
            array_agg(o.digest ORDER BY o.kind, o.digest) AS digests
        FROM digests mine CROSS JOIN LATERAL (
            SELECT other.tip_id, other.kind, other.digest FROM digests other
            WHERE other.kind = mine.kind AND other.digest = mine.digest AND other.tip_id <> mine.tip_id
            ORDER BY other.tip_id DESC LIMIT :each) o
        WHERE mine.tip_id = :tip AND mine.kind = ANY(CAST(:kinds AS text[]))
        GROUP BY o.tip_id ORDER BY count(*) DESC, o.tip_id DESC LIMIT :limit) s
    JOIN tips t ON t.id = s.tip_id
    ORDER BY cardinality(s.kinds) DESC, t.id DESC
""")

_OF_SAME = text("""
    SELECT DISTINCT o.tip_id FROM digests mine CROSS JOIN LATERAL (
        SELECT other.tip_id FROM digests other
        WHERE other.kind = mine.kind AND other.digest = mine.digest AND other.tip_id <> mine.tip_id
        ORDER BY other.tip_id DESC LIMIT :limit) o
    WHERE mine.tip_id = ANY(CAST(:tips AS uuid[])) AND mine.kind = ANY(CAST(:kinds AS text[]))
    ORDER BY o.tip_id DESC LIMIT :limit
""")
