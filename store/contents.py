"""What versions of the catalog and of the checklists said. A tip names the versions it was asked with, and an analyst
reads it in those words also when the files have changed since: in English, and as the reporter's language said it.

The bot keeps a version before it takes anything in. The version is a hash of the files, so one version never changes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from indicators.catalog import Catalog
from indicators.checklist import UNKNOWN, Checklist
from indicators.wording import SOURCE_LANGUAGE

CATALOG: Final = "catalog"


@dataclass(frozen=True, kw_only=True)
class OldSign:
    """A sign as a version of the catalog had it, in one language; help that a language lacked is the English one."""

    text: str
    looks: str
    rather: str


async def keep(db: AsyncConnection, catalog: Catalog, checklists: Iterable[Checklist], *, now: datetime) -> None:
    """Keep these versions, unless they are kept already."""
    rows: list[tuple[str, str, dict[str, Any]]] = [
        (_catalog_in(language), catalog.version, {"signs": _signs_in(catalog, language)})
        for language in catalog.languages
    ]
    rows += [
        (_kind_of(one.industry), one.version, {"order": {key or UNKNOWN: list(ids) for key, ids in one.order.items()}})
        for one in checklists
    ]
    for kind, version, body in rows:
        written = json.dumps(body, ensure_ascii=False)
        await db.execute(_KEEP, {"kind": kind, "version": version, "body": written, "now": now})


async def signs(db: AsyncConnection, version: str, language: str = SOURCE_LANGUAGE) -> Mapping[str, OldSign]:
    """The signs of a version of the catalog in a language, by id; empty when it was never kept."""
    body = await _body(db, _catalog_in(language), version)
    return {name: OldSign(**said) for name, said in body.get("signs", {}).items()}


async def asked_about(db: AsyncConnection, industry: str, version: str, setting: str | None) -> tuple[str, ...]:
    """Which signs a version of a checklist asked about at such a place, in order; empty when it was never kept."""
    body = await _body(db, _kind_of(industry), version)
    return tuple(body.get("order", {}).get(setting or UNKNOWN, ()))


async def _body(db: AsyncConnection, kind: str, version: str) -> dict[str, Any]:
    found = (await db.execute(_READ, {"kind": kind, "version": version})).scalar()
    body: dict[str, Any] = {} if found is None else json.loads(found)
    return body


def _signs_in(catalog: Catalog, language: str) -> dict[str, dict[str, str]]:
    return {
        name: {
            "text": catalog.text(name, language),
            "looks": catalog.looks(name, language),
            "rather": catalog.rather(name, language),
        }
        for name in catalog.indicators
    }


def _catalog_in(language: str) -> str:
    return CATALOG if language == SOURCE_LANGUAGE else f"{CATALOG}-{language}"


def _kind_of(industry: str) -> str:
    return f"checklist-{industry}"


_KEEP = text("""
    INSERT INTO contents (kind, version, body, kept_at) VALUES (:kind, :version, :body, :now) ON CONFLICT DO NOTHING
""")
_READ = text("SELECT body FROM contents WHERE kind = :kind AND version = :version")
