"""Files: fetched by one worker, sealed and written once, found on their tip, discarded without a trace."""

import hashlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from store import files, reporters, tips
from store.database import Database, Role
from store.errors import ObjectsUnavailable, SealBroken
from store.objects import Objects
from store.vault import Vault
from tests.integration.store.samples import NOW, make_draft, make_media, make_reporter, make_tip

CODE = "K7M4TQ9X"
LATER = NOW + files.LEASE + timedelta(seconds=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def objects(folder: Path) -> Objects:
    return Objects.at(str(folder))


def _photo() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 41.0, 24.0), 3: "W", 4: (99.0, 4.0, 48.0)})
    out = BytesIO()
    Image.new("RGB", (64, 64), "gray").save(out, "JPEG", exif=exif)
    return out.getvalue()


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def _one_waiting(database: Database, vault: Vault, *, tip: bool = False) -> files.WaitingFile:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await files.keep_waiting(db, vault, reporter, make_media("m2"), now=NOW)
        if tip:
            draft = make_draft(media=(make_media("m2"),))
            await make_tip(db, vault, code=CODE, reporter_id=reporter, draft=draft)
    async with database.transaction() as db:
        (file,) = await files.waiting(db, vault, worker="one", now=NOW)
    return file


async def test_a_file_is_kept_sealed_and_opens_again(
    database: Database, owner: Database, vault: Vault, objects: Objects, folder: Path
) -> None:
    file = await _one_waiting(database, vault, tip=True)
    assert (file.handle.file_id, file.attempts) == ("handle-m2", 1)
    data = _photo()
    async with database.transaction() as db:
        assert await files.kept(db, vault, objects, file, data, now=NOW)
    (content,) = _contents(folder).values()
    assert data[:20] not in content
    async with owner.transaction() as db:
        assert await files.open_object(db, vault, objects, file.id) == data
        opened = await tips.open_tip(db, vault, CODE, actor="desk-7", at=NOW)
        (kept,) = await files.of_tip(db, vault, opened.row.id)
    assert opened.row.files == 1
    assert (kept.state, kept.sha256, kept.size) == ("kept", hashlib.sha256(data).hexdigest(), len(data))
    assert (kept.handle.facts.latitude, kept.handle.facts.longitude) == (40.69, -99.08)


async def test_a_kept_file_is_not_kept_again(database: Database, vault: Vault, objects: Objects, folder: Path) -> None:
    file = await _one_waiting(database, vault)
    async with database.transaction() as db:
        assert await files.kept(db, vault, objects, file, b"first", now=NOW)
    before = _contents(folder)
    async with database.transaction() as db:
        assert not await files.kept(db, vault, objects, file, b"second", now=NOW)
        assert not await files.unfetchable(db, vault, file.id, files.GONE, now=NOW)
    assert _contents(folder) == before


async def test_a_crash_between_the_object_and_the_row_is_made_good_by_the_next_try(
    database: Database, vault: Vault, objects: Objects
) -> None:
    file = await _one_waiting(database, vault)
    try:
        async with database.transaction() as db:
            await files.kept(db, vault, objects, file, b"voice", now=NOW)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    async with database.transaction() as db:
        (again,) = await files.waiting(db, vault, worker="two", now=LATER)
        assert await files.kept(db, vault, objects, again, b"voice", now=LATER)
        assert await files.open_object(db, vault, objects, file.id) == b"voice"


async def test_a_file_is_fetched_by_one_worker_at_a_time(database: Database, vault: Vault) -> None:
    file = await _one_waiting(database, vault)
    async with database.transaction() as db:
        assert await files.waiting(db, vault, worker="two", now=NOW) == []
        (again,) = await files.waiting(db, vault, worker="two", now=LATER)
        assert again.attempts == 2
        await files.retry_at(db, file.id, LATER + timedelta(minutes=1))
        assert await files.waiting(db, vault, worker="two", now=LATER) == []
        assert len(await files.waiting(db, vault, worker="two", now=LATER + timedelta(minutes=2))) == 1


async def test_a_file_that_cannot_be_had_is_noted_on_its_tip(database: Database, owner: Database, vault: Vault) -> None:
    file = await _one_waiting(database, vault, tip=True)
    async with database.transaction() as db:
        assert await files.unfetchable(db, vault, file.id, files.TOO_LARGE, now=NOW)
        assert await files.waiting(db, vault, worker="two", now=LATER) == []
    async with owner.transaction() as db:
        tip = await tips.open_tip(db, vault, CODE, actor="desk-7", at=NOW)
        (noted,) = await files.of_tip(db, vault, tip.row.id)
    assert (noted.state, noted.reason) == ("unfetchable", "too-large")


async def test_a_changed_object_is_noticed(database: Database, vault: Vault, objects: Objects, folder: Path) -> None:
    file = await _one_waiting(database, vault)
    async with database.transaction() as db:
        await files.kept(db, vault, objects, file, b"voice", now=NOW)
    ((path, content),) = _contents(folder).items()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    async with database.transaction() as db:
        with pytest.raises(SealBroken):
            await files.open_object(db, vault, objects, file.id)


async def test_a_discarded_draft_takes_its_files_along_and_a_tip_keeps_its_own(
    database: Database, database_url: str, owner: Database, vault: Vault, objects: Objects, folder: Path
) -> None:
    file = await _one_waiting(database, vault, tip=True)
    async with database.transaction() as db:
        await files.kept(db, vault, objects, file, b"of the tip", now=NOW)
        reporter = (await make_reporter(db, vault)).reporter_id
        await files.keep_waiting(db, vault, reporter, make_media("m5"), now=NOW)
        (other,) = await files.waiting(db, vault, worker="one", now=NOW)
        await files.kept(db, vault, objects, other, b"of the draft", now=NOW)
    async with database.transaction() as db:
        assert await files.discard_for(db, reporter, ["m4"]) == 0
        assert await files.discard_for(db, reporter) == 1
        assert await files.open_object(db, vault, objects, other.id) is None
    worker = await Database.open(database_url, role=Role.WORKER)
    async with worker.transaction() as db:
        assert await files.remove_discarded(db, objects) == 1
        assert await files.remove_discarded(db, objects) == 0
    await worker.close()
    async with owner.transaction() as db:
        assert await files.open_object(db, vault, objects, file.id) == b"of the tip"
    assert len(_contents(folder)) == 1


async def test_an_erased_reporter_leaves_a_count_and_unlinked_tips(
    database: Database, owner: Database, vault: Vault
) -> None:
    await _one_waiting(database, vault, tip=True)
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await files.keep_waiting(db, vault, reporter, make_media("m9"), now=NOW)
        assert await reporters.erase(db, vault, reporter, NOW)
        assert not await reporters.erase(db, vault, reporter, NOW)
        assert await tips.for_reporters(db, [reporter]) == {}
    async with owner.transaction() as db:
        assert (await db.exec_driver_sql("SELECT count FROM erasures")).scalar_one() == 1
        assert (await db.exec_driver_sql("SELECT count(*) FROM reporters")).scalar_one() == 0
        rows = (await db.exec_driver_sql("SELECT tip_id IS NULL, state, reporter_id FROM files ORDER BY 1")).all()
        assert [tuple(row) for row in rows] == [(False, "waiting", None), (True, "discarded", None)]
        assert (await tips.open_tip(db, vault, CODE, actor="desk-7", at=NOW)).draft.statements


async def test_objects_that_cannot_be_written_say_so(tmp_path: Path) -> None:
    objects = Objects.at(str(tmp_path / "files"))
    (tmp_path / "files" / "ab").write_text("a file where a folder should be")
    with pytest.raises(ObjectsUnavailable):
        await objects.put("ab/x", b"data")
    with pytest.raises(ObjectsUnavailable):
        await objects.get("cd/nowhere")
    await objects.delete("cd/nowhere")
