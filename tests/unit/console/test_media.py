"""A clean copy holds the picture and nothing else, and no file can make the reader fail or fill the memory."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from console.media import LONGEST_SIDE, NoPictureError, clean_picture, file_name

ORIENTATION, MAKER, GPS_LATITUDE = 0x0112, 0x010F, 2


def photo(width: int = 60, height: int = 40, *, orientation: int = 1) -> bytes:
    """A photo, red above and blue below, that tells of its camera and of a place, with bytes behind its end."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, height // 2, width, height))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, "Invented Camera"
    exif.get_ifd(0x8825)[GPS_LATITUDE] = (40.0, 41.0, 58.0)
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, quality=95, comment=b"a comment")
    return out.getvalue() + b"<script>trailing</script>"


async def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(await clean_picture(data)))
    image.load()
    return image


async def test_a_clean_copy_has_no_metadata_and_nothing_behind_its_end() -> None:
    copy = await clean_picture(photo())
    image = Image.open(BytesIO(copy))
    assert image.format == "JPEG"
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Invented Camera", b"a comment", b"Exif", b"script"):
        assert trace in photo()
        assert trace not in copy


async def test_a_photo_is_turned_as_it_was_held() -> None:
    image = await opened(photo(60, 40, orientation=6))
    assert image.size == (40, 60)
    red, _, blue = image.getpixel((35, 30))  # type: ignore[misc]
    assert red > blue + 150, "the upper half of the sensor's picture stands on the right"


async def test_a_large_picture_is_drawn_smaller() -> None:
    assert max((await opened(photo(4200, 2100))).size) == LONGEST_SIDE


async def test_what_is_see_through_becomes_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert (await opened(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def bomb(side: int) -> bytes:
    """A small PNG whose head promises very many pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("side", [8_000, 60_000])
async def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_read(side: int) -> None:
    with pytest.raises(NoPictureError, match=r"too many pixels|Bomb"):
        await clean_picture(bomb(side))


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", photo()[:300]]
)
async def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NoPictureError):
        await clean_picture(data)


@given(at=st.integers(0, 1200), bits=st.integers(1, 255))
async def test_a_damaged_picture_is_shown_or_refused_and_nothing_else(at: int, bits: int) -> None:
    data = bytearray(photo())
    data[at % len(data)] ^= bits
    with suppress(NoPictureError):
        assert (await clean_picture(bytes(data))).startswith(b"\xff\xd8")


def test_an_original_is_saved_under_a_name_of_ours() -> None:
    assert file_name("7F3K-M2QX", "2", "video/mp4") == "7F3K-M2QX-2.mp4"
    assert file_name("7F3K-M2QX", "3", 'text/html"; x=".html') == "7F3K-M2QX-3.bin"
