"""What `highbeam keys` does beyond making files: check the rings against the database, rotate, retire old ones."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from store import rotation
from store.database import Database, Role
from store.keys import Ring, read_keys
from store.vault import check_keys


async def check(url: str, folder: Path) -> str:
    """Compare every key of the folder with the database. Raises KeyProblem naming the ring and version at fault."""
    database = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        keys = read_keys(folder)
        async with database.transaction() as db:
            await check_keys(db, keys)
    finally:
        await database.close()
    rings = ", ".join(f"{ring} {'+'.join(str(version) for version in sorted(keys.rings[ring]))}" for ring in keys.rings)
    return f"The keys in {folder} are the ones that this database was sealed with: {rings}."


async def rotate(url: str, folder: Path, ring: Ring, console: Console) -> None:
    """Make a new version and wrap every row's key under it, or finish a rotation that was cut off."""
    database = await Database.open(url, role=Role.OWNER, connections=2)
    moved = 0
    try:
        with console.status(f"Rotating the ring '{ring}'. It may be stopped at any time and run again."):
            async for batch in rotation.rotate(database, folder, ring):
                moved += batch
    finally:
        await database.close()
    newest, _ = read_keys(folder).current(ring)
    console.print(f"Every row of the ring '{ring}' is under version {newest} now; {moved} were moved.")
    console.print("The old version stays until `highbeam keys retire` finds that nothing needs it.")


async def retire(url: str, folder: Path, ring: Ring) -> str:
    """Set aside the versions that no row needs. Raises KeyProblem when it is too early to tell."""
    database = await Database.open(url, role=Role.OWNER, connections=1)
    try:
        gone = await rotation.retire(database, folder, ring, now=datetime.now(UTC))
    finally:
        await database.close()
    if not gone:
        return f"No version of the ring '{ring}' can be set aside: rows need them all, or there is only one."
    return f"Set aside version {', '.join(map(str, gone))} of the ring '{ring}' in {folder}: nothing needs it any more."
