"""Key rings as files: one file a key, `<ring>-<version>.key`, readable by its owner alone.

A process is given a folder that holds only the rings it may use: the ring "reporters" belongs to the bot.
Keys are only ever added here; `retire` in `store.rotation` sets a key aside once nothing needs it.
"""

import base64
import binascii
import os
import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from store.errors import KeyProblem

KEY_BYTES = 32
_NAME = re.compile(r"(?P<ring>[a-z]+)-(?P<version>[1-9][0-9]{0,3})\.key")


class Ring(StrEnum):
    """What a key is for. Sealing keys have versions and can be rotated; the key for digests has one."""

    TIPS = "tips"
    REPORTERS = "reporters"
    DIGESTS = "digests"


DESK_RINGS = (Ring.TIPS, Ring.DIGESTS)
"""What the console is given. With these nobody learns who a reporter is."""


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The keys of one folder as it was when read, by ring and version."""

    directory: Path
    rings: dict[Ring, dict[int, bytes]] = field(repr=False)

    def current(self, ring: Ring) -> tuple[int, bytes]:
        """The newest version of a ring, which seals whatever is sealed now."""
        versions = self.rings.get(ring)
        if not versions:
            raise KeyProblem(f"There is no key of the ring '{ring}' in {self.directory}: run `highbeam keys init`.")
        version = max(versions)
        return version, versions[version]


def create_keys(directory: Path) -> tuple[str, ...]:
    """Create the first version of each ring that has none; says which were created. Existing keys stay."""
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        present = read_keys(directory).rings
        missing = [ring for ring in Ring if not present.get(ring)]
        for ring in missing:
            _write(directory, ring, 1)
    except OSError as exc:
        raise KeyProblem(
            f"Keys cannot be written to {directory}: {exc.strerror}; name another folder by HIGHBEAM_KEYS."
        ) from exc
    return tuple(missing)


def share_keys(directory: Path, target: Path) -> tuple[str, ...]:
    """Copy what the desk may use into a folder of its own: every version of every ring but the reporters'.

    Says which were copied. Run it again after a rotation. Raises KeyProblem when the folder holds anything else.
    """
    keys = read_keys(directory)
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        there = read_keys(target).rings
        if there.get(Ring.REPORTERS):
            raise KeyProblem(f"{target} holds a key of the ring 'reporters', which is the bot's alone: take it out.")
        copied = []
        for ring in DESK_RINGS:
            keys.current(ring)
            for version, key in keys.rings[ring].items():
                known = there.get(ring, {}).get(version)
                if known is None:
                    _write(target, ring, version, key)
                    copied.append(f"{ring}-{version}")
                elif known != key:
                    raise KeyProblem(f"{target} holds another key by the name {ring}-{version}: name another folder.")
    except OSError as exc:
        raise KeyProblem(f"Keys cannot be written to {target}: {exc.strerror}; name another folder.") from exc
    return tuple(copied)


def add_version(directory: Path, ring: Ring) -> int:
    """Add a new version to a ring. Whoever meets a row sealed under it reads the folder again."""
    version, _ = read_keys(directory).current(ring)
    _write(directory, ring, version + 1)
    return version + 1


def read_keys(directory: Path) -> Keys:
    """Read every key of a folder."""
    if not directory.is_dir():
        raise KeyProblem(f"There is no folder for keys at {directory}: run `highbeam keys init` or set HIGHBEAM_KEYS.")
    rings: dict[Ring, dict[int, bytes]] = {}
    for path in sorted(directory.glob("*.key")):
        match = _NAME.fullmatch(path.name)
        if match is None or match["ring"] not in list(Ring):
            raise KeyProblem(f"{path} is not named like a key, such as tips-1.key: move it out of the folder.")
        rings.setdefault(Ring(match["ring"]), {})[int(match["version"])] = _read(path)
    return Keys(directory=directory, rings=rings)


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise KeyProblem(f"{path} can be read by others: run `chmod 600 {path}`.")
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except binascii.Error:
        key = b""
    except PermissionError as exc:
        raise KeyProblem(f"{path} cannot be read by this process: give it to the user that runs it.") from exc
    if len(key) != KEY_BYTES:
        raise KeyProblem(f"{path} does not hold a key of {KEY_BYTES} bytes in base64: restore it from your copy.")
    return key


def _write(directory: Path, ring: Ring, version: int, key: bytes | None = None) -> None:
    """Write a key so that it is whole on the disk or not there at all, and never overwrites another."""
    path, unfinished = directory / f"{ring}-{version}.key", directory / f".{ring}-{version}.{secrets.token_hex(4)}"
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, base64.b64encode(key or secrets.token_bytes(KEY_BYTES)) + b"\n")
        os.fsync(file)
    finally:
        os.close(file)
    try:
        os.link(unfinished, path)  # unlike a rename, fails when the name is taken
    except FileExistsError:
        pass  # another process was faster; its key is the one
    finally:
        unfinished.unlink()
    folder = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def set_aside(directory: Path, ring: Ring, version: int) -> None:
    """Move a key that nothing needs into the folder `retired`, for a person to destroy."""
    retired = directory / "retired"
    retired.mkdir(mode=0o700, exist_ok=True)
    (directory / f"{ring}-{version}.key").rename(retired / f"{ring}-{version}.key")
