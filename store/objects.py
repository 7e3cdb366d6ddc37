"""Where sealed files lie: a folder here, or an S3-compatible store, by obstore. Knows nothing of what they hold."""

import asyncio
import os
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from store.errors import ObjectsUnavailable
from store.settings import SettingMissingError


class Objects:
    """Sealed objects by name, written once."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def at(cls, place: str, *, writes: bool = True) -> "Objects":
        """A folder, or a URL such as `s3://bucket/prefix`. Without `writes`, a folder that may only be read is fine."""
        try:
            if "://" in place:
                return cls(from_url(place))
            folder = Path(place).expanduser().resolve()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not os.access(folder, os.X_OK | (os.W_OK if writes else os.R_OK)):
                raise PermissionError
            return cls(LocalStore(prefix=folder), folder)
        except (BaseError, OSError, ValueError):
            done = "written to" if writes else "read"
            raise SettingMissingError(
                f"HIGHBEAM_FILES names no place that can be {done}: set it to a folder, or to s3://bucket/prefix."
            ) from None

    async def put(self, name: str, data: bytes) -> None:
        """Write an object and see it onto the disk. One that is there already is left from a try that no row knows."""
        try:
            await obstore.put_async(self._store, name, data, mode="create")
        except (AlreadyExistsError, FileExistsError):
            await self._replace(name, data)
        except (BaseError, OSError) as exc:
            raise ObjectsUnavailable(type(exc).__name__) from exc
        if self._folder is not None:
            await asyncio.to_thread(_onto_disk, self._folder, name)

    async def get(self, name: str) -> bytes:
        """Read an object."""
        try:
            return bytes(await (await obstore.get_async(self._store, name)).bytes_async())
        except (BaseError, OSError) as exc:
            raise ObjectsUnavailable(type(exc).__name__) from exc

    async def delete(self, name: str) -> None:
        """Remove an object; one that is gone already is fine."""
        try:
            await obstore.delete_async(self._store, name)
        except (NotFoundError, FileNotFoundError):
            pass
        except (BaseError, OSError) as exc:
            raise ObjectsUnavailable(type(exc).__name__) from exc

    async def _replace(self, name: str, data: bytes) -> None:
        try:
            await obstore.put_async(self._store, name, data, mode="overwrite")
        except (BaseError, OSError) as exc:
            raise ObjectsUnavailable(type(exc).__name__) from exc


def _onto_disk(folder: Path, name: str) -> None:
    """A committed row must not name a file that a power cut took back."""
    path = folder / name
    for part in (path, path.parent, folder):
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
