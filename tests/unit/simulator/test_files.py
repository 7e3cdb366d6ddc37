"""Pictures are recompressed without metadata, documents are left alone, samples are what they say."""

import io
from pathlib import Path

import pytest
from PIL import Image

from simulator.errors import ScriptError
from simulator.files import SAMPLES, Files, make_sample, photo_sizes


def test_a_photo_comes_in_several_sizes_and_without_metadata() -> None:
    original = make_sample("exif")
    assert dict(Image.open(io.BytesIO(original)).getexif())
    sizes = photo_sizes(original)
    assert [max(width, height) for _, width, height in sizes] == [90, 320, 800, 1280]
    for content, width, height in sizes:
        picture = Image.open(io.BytesIO(content))
        assert picture.size == (width, height)
        assert not dict(picture.getexif())


def test_the_sample_with_metadata_tells_place_and_time() -> None:
    metadata = Image.open(io.BytesIO(make_sample("exif"))).getexif()
    assert metadata.get_ifd(0x8825)[1] == "N"
    assert metadata.get_ifd(0x8769)[0x9003] == "2026:11:20 22:41:07"


def test_a_small_picture_is_not_blown_up() -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 60), "red").save(out, "PNG")
    assert [size[1:] for size in photo_sizes(out.getvalue())] == [(90, 54), (100, 60)]


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ScriptError, match="not a picture"):
        photo_sizes(b"%PDF-1.4")


def test_every_sample_can_be_made() -> None:
    for name in SAMPLES:
        assert len(make_sample(name)) > 100
    assert make_sample("voice").startswith(b"OggS")
    with pytest.raises(ScriptError, match="no sample"):
        make_sample("song")


def test_a_file_with_a_mere_size_has_that_many_bytes() -> None:
    files = Files()
    file = files.add("documents", size=1001, name="a.bin")
    assert len(files.content(file)) == 1001


def test_contents_in_a_folder_outlive_the_simulator(tmp_path: Path) -> None:
    file = Files(tmp_path).add("documents", content=b"kept", name="a.txt")
    again = Files(tmp_path)
    again.load([{field: getattr(file, field) for field in file.__slots__}])
    assert again.content(again.find(file.id)) == b"kept"
