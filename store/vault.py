"""The vault: the only place that seals and opens.

Each row has a data key of its own, wrapped by a versioned master key. AES-256-GCM, with the row's identity and the part
of the row as associated data, so that a sealed value moved to another row or column does not open. Digests are keyed
hashes, so that what is sealed can still be found by those who hold the key.
"""

import hmac
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.errors import KeyProblem, SealBroken
from store.keys import KEY_BYTES, Keys, Ring, read_keys

NONCE_BYTES = 12
DIGEST_BYTES = 16
REREAD_SECONDS = 5.0  # how soon a running process seals under a version that was just added


@dataclass(frozen=True, kw_only=True)
class Wrapped:
    """A data key as it stands in a row: wrapped, and the version of the master key that unwraps it."""

    key: bytes
    version: int


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """One sealed value with the wrapped key of its row."""

    body: bytes
    wrapped: Wrapped


@dataclass(frozen=True, kw_only=True)
class RowKey:
    """The opened data key of one row. Seals and opens the parts of that row and of no other."""

    row: str
    wrapped: Wrapped
    _cipher: AESGCM = field(repr=False, compare=False)

    def seal(self, part: str, plain: bytes) -> bytes:
        """Seal one part of the row."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, f"{self.row}/{part}".encode())

    def open(self, part: str, body: bytes) -> bytes:
        """Open one part of the row."""
        try:
            return self._cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], f"{self.row}/{part}".encode())
        except (InvalidTag, ValueError) as exc:
            raise SealBroken(f"The {part} of {self.row} does not open: it was changed or moved.") from exc


class Vault:
    """Seals and opens with the keys of one folder, which it reads again when a version is added."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._masters: dict[tuple[Ring, int], AESGCM] = {}
        self._looked = 0.0
        self._changed = 0
        self._load(read_keys(directory))

    def __repr__(self) -> str:
        return f"Vault({self._directory})"

    @property
    def keys(self) -> Keys:
        """The keys as last read."""
        return self._keys

    def create(self, ring: Ring, row: str) -> RowKey:
        """A new data key for a row, wrapped by the newest version of a ring."""
        self._read_again_when_due()
        data = os.urandom(KEY_BYTES)
        return RowKey(row=row, wrapped=self._wrap(ring, row, data), _cipher=AESGCM(data))

    def unwrap(self, ring: Ring, row: str, wrapped: Wrapped) -> RowKey:
        """The data key of a stored row."""
        return RowKey(row=row, wrapped=wrapped, _cipher=AESGCM(self._data_key(ring, row, wrapped)))

    def rewrap(self, ring: Ring, row: str, wrapped: Wrapped) -> Wrapped:
        """The same data key under the newest version of its ring. What it sealed stays as it is."""
        return self._wrap(ring, row, self._data_key(ring, row, wrapped))

    def seal(self, ring: Ring, row: str, plain: bytes, *, part: str = "body") -> Sealed:
        """Seal a row that has one sealed part."""
        key = self.create(ring, row)
        return Sealed(body=key.seal(part, plain), wrapped=key.wrapped)

    def open(self, ring: Ring, row: str, sealed: Sealed, *, part: str = "body") -> bytes:
        """Open a row that has one sealed part."""
        return self.unwrap(ring, row, sealed.wrapped).open(part, sealed.body)

    def digest(self, kind: str, value: str | bytes) -> bytes:
        """The keyed hash of a value of this kind. Equal values of one kind have equal digests."""
        plain = value.encode() if isinstance(value, str) else value
        return hmac.digest(self._digest_key, kind.encode() + b"\0" + plain, "sha256")[:DIGEST_BYTES]

    def _wrap(self, ring: Ring, row: str, data: bytes) -> Wrapped:
        version, _ = self._keys.current(ring)
        nonce = os.urandom(NONCE_BYTES)
        key = nonce + self._masters[ring, version].encrypt(nonce, data, f"{ring}/{version}/{row}".encode())
        return Wrapped(key=key, version=version)

    def _data_key(self, ring: Ring, row: str, wrapped: Wrapped) -> bytes:
        master = self._master(ring, wrapped.version)
        identity = f"{ring}/{wrapped.version}/{row}".encode()
        try:
            return master.decrypt(wrapped.key[:NONCE_BYTES], wrapped.key[NONCE_BYTES:], identity)
        except (InvalidTag, ValueError) as exc:
            raise SealBroken(f"The key of {row} does not unwrap: the row was changed or moved.") from exc

    def _master(self, ring: Ring, version: int) -> AESGCM:
        master = self._masters.get((ring, version))
        if master is None:
            self._load(read_keys(self._directory))
            master = self._masters.get((ring, version))
        if master is None:
            raise KeyProblem(f"The key '{ring}' version {version} is not in {self._directory}: copy it there.")
        return master

    def _read_again_when_due(self) -> None:
        now = time.monotonic()
        if now - self._looked < REREAD_SECONDS:
            return
        self._looked = now
        try:
            changed = self._directory.stat().st_mtime_ns != self._changed
        except OSError:  # the folder is away for now; the keys in memory serve on
            return
        if changed:
            self._load(read_keys(self._directory))

    def _load(self, keys: Keys) -> None:
        self._looked = time.monotonic()
        self._changed = self._directory.stat().st_mtime_ns
        self._keys = keys
        self._digest_key = keys.current(Ring.DIGESTS)[1]
        for ring in (Ring.TIPS, Ring.REPORTERS):
            for version, key in keys.rings.get(ring, {}).items():
                self._masters[ring, version] = AESGCM(key)


def key_check(ring: Ring, version: int, key: bytes) -> bytes:
    """What stands in the database for a key: proves that a key is the same one, and tells nothing of it."""
    return hmac.digest(key, f"highbeam key check/{ring}/{version}".encode(), "sha256")


async def check_keys(db: AsyncConnection, keys: Keys, *, needed: Sequence[Ring] = tuple(Ring)) -> None:
    """Stop a start with a wrong or missing key. Keys that the database has not seen yet are put on record."""
    for ring in needed:
        keys.current(ring)
    offered = {
        (ring, version): key_check(ring, version, key) for ring in needed for version, key in keys.rings[ring].items()
    }
    known = await _compare_keys(db, keys, offered, needed)
    new = [
        {"ring": ring, "version": version, "value": offered[ring, version]}
        for ring, version in offered
        if (ring, version) not in known
    ]
    if new:
        await db.execute(_RECORD, new)
        # Another process may have recorded its own keys a moment earlier: then one of us is wrong.
        await _compare_keys(db, keys, offered, needed)


async def _compare_keys(
    db: AsyncConnection, keys: Keys, offered: dict[tuple[Ring, int], bytes], needed: Sequence[Ring]
) -> set[tuple[Ring, int]]:
    known = set()
    for name, version, value in await db.execute(_KNOWN, {"rings": [str(ring) for ring in needed]}):
        ring = Ring(name)
        known.add((ring, version))
        copy = f"Restore {ring}-{version}.key from your copy"
        if (ring, version) not in offered:
            raise KeyProblem(
                f"The key '{ring}' version {version} is missing from {keys.directory}: "
                f"this database was sealed with it. {copy}."
            )
        if not hmac.compare_digest(value, offered[ring, version]):
            raise KeyProblem(
                f"The key '{ring}' version {version} in {keys.directory} is not the one that this database "
                f"was sealed with. {copy}, or set HIGHBEAM_KEYS to the right folder."
            )
    return known


_KNOWN = text("SELECT ring, version, value FROM key_checks WHERE ring = ANY(:rings)")
_RECORD = text(
    "INSERT INTO key_checks (ring, version, value, created) VALUES (:ring, :version, :value, now()) "
    "ON CONFLICT (ring, version) DO NOTHING"
)
