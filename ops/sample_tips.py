"""`python -m ops.sample_tips --tips N`: fill a database with invented tips that open, are found and stand in the trail.

For trying the console with few tips and with many, and for its bench. They come from nobody: no reporter can be asked.
Every tip is sealed with a data key of its own, as the bot seals it. Needs the login that owns an embedded database.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from ops.invented import SEED, Invented, invent
from store import audit, digests, migrate
from store.embedded import database_of
from store.keys import Ring, create_keys
from store.settings import StoreSettings, read_settings
from store.tables import DEFAULT_AGENCY
from store.tips import BY_BOT, Added, addition_name, row_name
from store.vault import Vault
from tips.clocks import look_by
from tips.codes import RANDOM_BYTES, code_from
from tips.draft import Draft, Statement
from tips.lifecycle import Disposition
from tips.priority import PriorityLevel

YEARS: Final = timedelta(days=3 * 365)
OPEN_SHARE: Final = 0.02
FEWEST_OPEN: Final = 200
CHUNK: Final = 5_000
MANY: Final = 50_000
SCATTER: Final = 7_654_321_987
"""Shares no factor with the number of codes, so that every tip has a code of its own."""
LANGUAGES = ("en", "en", "en", "en", "en", "en", "es")

_DRAFT = TypeAdapter(Draft)
_ADDED = TypeAdapter(Added)


class BrokenOffError(Exception):
    """The database was left without its largest indexes. The message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to make: tips `first` to `past` of `of`, the last one sent just before `now`, by these accounts."""

    url: str
    keys: Path
    first: int
    past: int
    of: int
    now: datetime
    offset: int = 0
    accounts: tuple[UUID, ...] = ()


def fill(
    url: str,
    keys: Path,
    count: int,
    *,
    now: datetime,
    workers: int = 1,
    told: Callable[[int], None] = lambda _: None,
) -> float:
    """Put so many tips into a migrated database. `told` hears how many are done. Returns the seconds it took.

    Into an empty one goes a great number several times as fast: its largest indexes are made when all is there.
    """
    begun = time.monotonic()
    with closing(psycopg.connect(url)) as connection:
        offset = connection.execute("SELECT count(*) FROM tips").fetchone()
        accounts = connection.execute("SELECT id FROM accounts WHERE role IN ('analyst', 'supervisor')").fetchall()
        if connection.execute(_PRIMARY_KEY).fetchone() is None:
            raise BrokenOffError("An earlier filling of this database was broken off: begin with an empty one.")
    values: dict[str, Any] = {"url": url, "keys": keys, "of": count, "now": now, "offset": offset[0] if offset else 0}
    values["accounts"] = tuple(row[0] for row in accounts)
    orders = [Order(first=at, past=min(at + CHUNK, count), **values) for at in range(0, count, CHUNK)]
    later = _indexes_later(url) if count >= MANY and not values["offset"] else nullcontext()
    with later:
        for done in accumulate(_carry_out_all(orders, workers)):
            told(done)
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("VACUUM ANALYZE tips, digests, additions, trail, trail_heads")
    return time.monotonic() - begun


def _carry_out_all(orders: Sequence["Order"], workers: int) -> Iterator[int]:
    if workers == 1:
        yield from map(carry_out, orders)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(carry_out, orders)


@contextmanager
def _indexes_later(url: str) -> Iterator[None]:
    """Take the indexes of the digests away and make them again, as they were, when the rows are there."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        key = connection.execute(_PRIMARY_KEY).fetchall()
        others = connection.execute(_OTHER_INDEXES).fetchall()
        connection.execute("ALTER TABLE digests DROP CONSTRAINT digests_pkey")
        for name, _ in others:
            connection.execute(f"DROP INDEX {name}")
        yield
        connection.execute("SET maintenance_work_mem = '512MB'")
        connection.execute(f"ALTER TABLE digests ADD CONSTRAINT digests_pkey {key[0][0]}")
        for _, definition in others:
            connection.execute(definition)


_PRIMARY_KEY = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'digests_pkey'"
_OTHER_INDEXES = (
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'digests' AND indexname <> 'digests_pkey'"
)


def carry_out(order: Order) -> int:
    """Make and store one chunk, in one transaction."""
    vault = _vault(order.keys)
    batch = _Batch()
    for number in range(order.first, order.past):
        _make(order, vault, number, batch)
    with closing(psycopg.connect(order.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET session_replication_role = replica")  # every row belongs to a tip of this very batch
        batch.copy(cursor)
        connection.commit()
    return order.past - order.first


@dataclass(frozen=True, kw_only=True)
class _Fate:
    """What became of a tip."""

    status: str
    columns: Mapping[str, Any]
    looked_at: datetime | None


class _Batch:
    """Rows that wait to be copied, table by table."""

    def __init__(self) -> None:
        self.tips: list[Sequence[Any]] = []
        self.additions: list[Sequence[Any]] = []
        self.digests: list[str] = []
        self.events: list[Sequence[Any]] = []
        self.heads: list[Sequence[Any]] = []

    def copy(self, cursor: "psycopg.Cursor[Any]") -> None:
        """Write them all."""
        _copy(cursor, "tips", _TIP, self.tips)
        _copy(cursor, "additions", _ADDITION, self.additions)
        with cursor.copy("COPY digests (kind, digest, tip_id, agency_id) FROM STDIN") as copy:
            copy.write("".join(self.digests))
        _copy(cursor, "trail_heads", ("chain", "agency_id", "seq", "mac"), self.heads)
        _copy(cursor, "trail", ("chain", "seq", "agency_id", "at", "actor", "action", "details", "mac"), self.events)


def _copy(cursor: "psycopg.Cursor[Any]", table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


_CLEAR = (
    *("priority", "indicators", "catalog_version", "checklist_version", "kind", "minors", "setting", "still_there"),
    *("may_ask", "observed_from", "observed_to", "town", "county", "state", "precision", "language"),
)
_FATE = (
    *("first_look_at", "disposition", "closed_at", "withdrawn_at", "claimed_by", "claimed_at", "claim_until", "unread"),
    *("changed_at", "row_version"),
)
_SEALED = ("body", "wrapped_key", "key_version")
_TIP = (
    "id",
    "agency_id",
    "code",
    "reasons",
    "assessment",
    "reported_at",
    "look_by",
    "status",
    *_CLEAR,
    *_FATE,
    *_SEALED,
)
_ADDITION = ("id", "agency_id", "tip_id", "kind", "at", *_SEALED)


def _make(order: Order, vault: Vault, number: int, batch: _Batch) -> None:
    draw = random.Random(SEED * 999_983 + number + order.offset)  # noqa: S311 - repeatable on purpose
    reported_at = _moment(order, number, draw)
    tip_id = _id(reported_at, draw)
    made = invent(number + order.offset, order.of, reported_at, draw.choice(LANGUAGES))
    fate = _fate(order, number, reported_at, draw)
    added = _addition(number, reported_at) if draw.random() < 0.08 else None
    sealed = vault.seal(Ring.TIPS, row_name(tip_id), _DRAFT.dump_json(made.draft))
    code = code_from(((number + order.offset) * SCATTER).to_bytes(RANDOM_BYTES + 4, "big"))
    batch.tips.append(
        (
            *(tip_id, DEFAULT_AGENCY, code, *_judged(made), reported_at),
            *(look_by(PriorityLevel(made.envelope.priority), reported_at), fate.status),
            *(list(value) if isinstance(value := getattr(made.envelope, name), tuple) else value for name in _CLEAR),
            *(fate.columns.get(name, _USUAL.get(name)) for name in _FATE),
            *(sealed.body, sealed.wrapped.key, sealed.wrapped.version),
        )
    )
    found = digests.of_draft(made.draft)
    if added is not None:
        addition = _id(added.at, draw)
        body = vault.seal(Ring.TIPS, addition_name(addition), _ADDED.dump_json(added))
        row = (addition, DEFAULT_AGENCY, tip_id, added.kind, added.at)
        batch.additions.append((*row, body.body, body.wrapped.key, body.wrapped.version))
        found |= digests.of_words(added.statement.text) if added.statement else set()
    end = f"\t{tip_id}\t{DEFAULT_AGENCY}\n"
    batch.digests += [_digest(order.keys, kind, value) + end for kind, value in found]
    _tell(vault, tip_id, made, fate, reported_at, batch)


_USUAL = {"unread": 0, "row_version": 1}


def _moment(order: Order, number: int, draw: random.Random) -> datetime:
    """Spread evenly over three years, the last ones as close together as that makes them."""
    step = YEARS / max(order.of, 10_000)
    return order.now - step * (order.of - number - draw.random() * 0.9)


def _id(at: datetime, draw: random.Random) -> UUID:
    """A uuid7 of that moment."""
    milliseconds = int(at.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | draw.getrandbits(12) << 64 | 2 << 62 | draw.getrandbits(62))


def _fate(order: Order, number: int, reported_at: datetime, draw: random.Random) -> _Fate:
    """Two in a hundred are open, most of them new ones; of few tips, the last two hundred."""
    open_ones = max(FEWEST_OPEN, int(order.of * OPEN_SHARE))
    age = order.of - number
    is_open = draw.random() < (0.7 if age <= open_ones else 0.3 * open_ones / max(1, order.of - open_ones))
    if is_open or age <= min(FEWEST_OPEN, order.of) * 0.5:
        return _open_fate(order, reported_at, draw)
    looked = min(order.now, reported_at + timedelta(minutes=draw.expovariate(1 / 20)))
    closed = min(order.now, looked + timedelta(hours=draw.expovariate(1 / 30)))
    if draw.random() < 0.02:
        columns = {"withdrawn_at": looked, "changed_at": looked, "row_version": 2}
        return _Fate(status="withdrawn", columns=columns, looked_at=None)
    (disposition,) = draw.choices(list(Disposition), weights=(10, 25, 40, 12, 8, 5))
    columns = {"first_look_at": looked, "closed_at": closed, "changed_at": closed, "row_version": 4}
    return _Fate(status="closed", columns={**columns, "disposition": str(disposition)}, looked_at=looked)


def _open_fate(order: Order, reported_at: datetime, draw: random.Random) -> _Fate:
    if draw.random() < 0.45:
        return _Fate(status="new", columns={"changed_at": reported_at}, looked_at=None)
    looked = min(order.now, reported_at + timedelta(minutes=draw.expovariate(1 / 20)))
    columns: dict[str, Any] = {"first_look_at": looked, "changed_at": looked, "row_version": 2}
    columns["unread"] = draw.choice((0, 0, 0, 0, 1, 2))
    if order.accounts and draw.random() < 0.3:
        columns |= {"claimed_by": draw.choice(order.accounts), "claimed_at": looked}
        columns["claim_until"] = order.now + timedelta(minutes=draw.randint(-20, 30))
    status = draw.choice(("new", "in-review", "in-review", "action-taken"))
    return _Fate(status=status, columns=columns, looked_at=looked)


def _addition(number: int, reported_at: datetime) -> Added:
    at = reported_at + timedelta(minutes=12)
    words = "I forgot to say that they had no bags with them."
    return Added(at=at, statement=Statement(source=f"sample-{number}-more", versions=(words,), at=at))


def _tell(vault: Vault, tip_id: UUID, made: Invented, fate: _Fate, reported_at: datetime, batch: _Batch) -> None:
    """The tip's chain, as the bot and an analyst would have written it."""
    chain, before = audit.chain_of_tip(tip_id), audit.FIRST
    events: list[tuple[datetime, str, dict[str, Any]]] = [
        (reported_at, "submitted", {"priority": str(made.envelope.priority)})
    ]
    if fate.looked_at is not None:
        events.append((fate.looked_at, "opened", {}))
    for seq, (at, action, details) in enumerate(events, 1):
        before = audit.code_of(vault, before, chain, seq, at, BY_BOT, action, details)
        batch.events.append((chain, seq, DEFAULT_AGENCY, at, BY_BOT, action, Jsonb(details), before))
    batch.heads.append((chain, DEFAULT_AGENCY, len(events), before))


@cache
def _vault(keys: Path) -> Vault:
    return Vault(keys)


@lru_cache(maxsize=200_000)
def _digest(keys: Path, kind: digests.DigestKind, value: str) -> str:
    """A digest as the beginning of a line for COPY. Words come again and again."""
    return f"{kind}\t\\\\x{_vault(keys).digest(kind, value).hex()}"


def _judged(made: Invented) -> tuple[Jsonb, Jsonb]:
    """Reasons and assessment, which many tips have in common, each turned into text once."""
    key = id(made.envelope.assessment)
    if key not in _texts:
        both = ([dict(reason) for reason in made.envelope.reasons], dict(made.envelope.assessment))
        reasons, assessment = (json.dumps(one) for one in both)
        _texts[key] = (_ready(reasons), _ready(assessment))
    return _texts[key]


def _ready(words: str) -> Jsonb:
    return Jsonb(words, dumps=str)


_texts: dict[int, tuple[Jsonb, Jsonb]] = {}


def main() -> None:
    """Read the arguments and fill the database of a data folder."""
    parser = argparse.ArgumentParser(prog="python -m ops.sample_tips", description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder; HIGHBEAM_DATA or ./data unless told")
    parser.add_argument("--tips", type=int, default=5000, help="how many, 5000 unless told")
    parser.add_argument("--workers", type=int, default=2, help="how many processes make them")
    asked = parser.parse_args()
    settings = read_settings(StoreSettings, **({} if asked.data is None else {"data": asked.data}))
    create_keys(settings.keys_folder)
    with database_of(settings) as url:
        if migrate.behind(url):
            migrate.upgrade(url)
        workers = asked.workers if asked.tips > CHUNK else 1
        took = fill(url, settings.keys_folder, asked.tips, now=datetime.now(UTC), workers=workers)
    sys.stdout.write(f"{asked.tips:,} invented tips are in {settings.data}, in {took:.0f} s.\n")


if __name__ == "__main__":
    main()
