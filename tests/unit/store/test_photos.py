"""What a photo tells of itself, and that no file at all makes the reader fail."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from store.photos import PhotoFacts, read_photo


def _photo(
    *, latitude: tuple[float, ...] = (40.0, 41.0, 24.0), south: bool = False, taken: str = "", kind: str = "JPEG"
) -> bytes:
    exif = Image.Exif()
    position = {1: "S" if south else "N", 2: latitude, 3: "W", 4: (99.0, 4.0, 48.0)}
    exif.get_ifd(0x8825).update(position)
    exif.get_ifd(0x8769).update({0x9003: taken, 0x9011: "-06:00"})
    out = BytesIO()
    Image.new("RGB", (8, 8), "gray").save(out, kind, exif=exif)
    return out.getvalue()


def test_time_and_position_are_read() -> None:
    facts = read_photo(_photo(taken="2026:11:22 21:14:03"))
    assert facts == PhotoFacts(taken="2026-11-22T21:14:03-06:00", latitude=40.69, longitude=-99.08)


def test_a_photo_of_another_kind_is_read_too() -> None:
    facts = read_photo(_photo(taken="2026:11:22 21:14:03", kind="WEBP"))
    assert (facts.taken, facts.latitude) == ("2026-11-22T21:14:03-06:00", 40.69)


def test_a_southern_latitude_is_negative() -> None:
    assert read_photo(_photo(south=True)).latitude == -40.69


def test_a_position_off_the_globe_is_none() -> None:
    assert read_photo(_photo(latitude=(95.0, 0.0, 0.0))).latitude is None


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", _photo()[:200], b"II*\0" + b"\xff" * 60])
def test_a_broken_photo_has_no_facts(data: bytes) -> None:
    assert read_photo(data).taken is None


@given(st.binary(max_size=400), st.integers(min_value=0, max_value=300))
def test_no_bytes_make_the_reader_fail(junk: bytes, at: int) -> None:
    whole = _photo(taken="2026:11:22 21:14:03")
    read_photo(junk)
    read_photo(whole[:at] + junk + whole[at + len(junk) :])
