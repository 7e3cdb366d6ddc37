"""The files of the simulated Telegram: what phones and bots uploaded, and samples made here.

With a folder, contents survive a restart; without one they live in memory. A file may have a size and no content: then
plain bytes of that size stand for it.
"""

import io
import mimetypes
import struct
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from simulator.errors import ScriptError

DOWNLOAD_LIMIT = 20 << 20
PHOTO_SIDES = (90, 320, 800, 1280)
SAMPLES = ("lot", "plate", "exif", "voice", "pdf")


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """One file; `sample` names a content made here, `broken` one that Telegram no longer hands out."""

    id: str
    unique: str
    path: str
    size: int
    mime: str
    name: str
    sample: str = ""
    broken: bool = False


class Files:
    """All files by their id, in memory or in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes] = {}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def add(
        self,
        kind: str,
        *,
        content: bytes | None = None,
        size: int | None = None,
        name: str = "",
        mime: str = "",
        sample: str = "",
        broken: bool = False,
    ) -> StoredFile:
        """Keep a file of this kind (photos, voice, documents...), with its content or with a mere size."""
        number = len(self.by_id) + 1
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        suffix = Path(name).suffix or mimetypes.guess_extension(mime) or ""
        file = StoredFile(
            id=f"AgAC{kind[0].upper()}{number:06d}SimulatedFileIdentifier",
            unique=f"AQAD{number:06d}",
            path=f"{kind}/file_{number}{suffix}",
            size=len(content) if content is not None else size or 0,
            mime=mime,
            name=name,
            sample=sample,
            broken=broken,
        )
        if content is not None and not sample:
            self._keep(file, content)
        self._list(file)
        return file

    def content(self, file: StoredFile) -> bytes:
        if file.sample:
            return make_sample(file.sample)
        if self.folder and (self.folder / file.unique).exists():
            return (self.folder / file.unique).read_bytes()
        kept = self._contents.get(file.unique)
        return kept if kept is not None else (b"Highbeam sample content.\n" * (file.size // 25 + 1))[: file.size]

    def find(self, file_id: str) -> StoredFile:
        try:
            return self.by_id[file_id]
        except KeyError:
            raise ScriptError(f"no file {file_id!r}") from None

    def dump(self) -> list[dict[str, Any]]:
        return [asdict(file) for file in self.by_id.values()]

    def load(self, files: list[dict[str, Any]]) -> None:
        for values in files:
            self._list(StoredFile(**values))

    def clear(self) -> None:
        self.by_id.clear()
        self.by_path.clear()
        self._contents.clear()

    def _keep(self, file: StoredFile, content: bytes) -> None:
        if self.folder:
            (self.folder / file.unique).write_bytes(content)
        else:
            self._contents[file.unique] = content

    def _list(self, file: StoredFile) -> None:
        self.by_id[file.id] = self.by_path[file.path] = file


def photo_sizes(content: bytes) -> list[tuple[bytes, int, int]]:
    """A picture as Telegram passes it on: several sizes, turned upright, recompressed, without any metadata."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except OSError:
        raise ScriptError("this is not a picture; send it as a document") from None
    longest = max(picture.size)
    sides = [side for side in PHOTO_SIDES if side < longest] + [min(longest, PHOTO_SIDES[-1])]
    return [_resized(picture, side) for side in dict.fromkeys(sides)]


def _resized(picture: Image.Image, side: int) -> tuple[bytes, int, int]:
    small = picture.copy()
    small.thumbnail((side, side))
    return _jpeg(small), small.width, small.height


def _jpeg(picture: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, **options)
    return out.getvalue()


@cache
def sample_photo_sizes(name: str) -> list[tuple[bytes, int, int]]:
    return photo_sizes(make_sample(name))


@cache
def make_sample(name: str) -> bytes:
    """A built-in sample by name: pictures, one of them with position and time inside, a voice note, a PDF.

    "name@side" is one of the sizes that a sample picture is passed on in.
    """
    base, _, index = name.partition("@")
    if index:
        return sample_photo_sizes(base)[int(index)][0]
    makers: dict[str, Callable[[], bytes]] = {
        "lot": lambda: _jpeg(_draw_lot()),
        "plate": lambda: _jpeg(_draw_plate()),
        "exif": _with_metadata,
        "voice": _silent_voice_note,
        "pdf": lambda: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
            b"trailer<</Root 1 0 R>>\n%%EOF\n"
        ),
    }
    if base not in makers:
        raise ScriptError(f"no sample {base!r}; there are {', '.join(SAMPLES)}")
    return makers[base]()


def _draw_lot() -> Image.Image:
    """A truck stop at night: sky, lamps, two parked trucks. Nothing real."""
    picture = Image.new("RGB", (1280, 853), "#10182b")
    draw = ImageDraw.Draw(picture)
    for row in range(480):
        draw.line([(0, row), (1280, row)], fill=(16 + row // 14, 24 + row // 11, 43 + row // 7))
    draw.rectangle((0, 480, 1280, 853), fill="#23262e")
    for x in range(60, 1280, 190):
        draw.polygon([(x, 560), (x + 8, 560), (x - 80, 853), (x - 100, 853)], fill="#8d8a78")
    glow = Image.new("RGB", picture.size)
    lamps = ImageDraw.Draw(glow)
    for x in (210, 640, 1070):
        draw.rectangle((x - 4, 170, x + 4, 500), fill="#3a3f4c")
        lamps.ellipse((x - 90, 80, x + 90, 260), fill="#c9a35a")
    picture = Image.blend(picture, Image.composite(glow, picture, glow.convert("L")), 0.75)
    picture = picture.filter(ImageFilter.GaussianBlur(3))
    draw = ImageDraw.Draw(picture)
    for x, body in ((120, "#b9c2cc"), (700, "#6f2f2b")):
        _draw_truck(draw, x, body)
    return picture


def _draw_truck(draw: ImageDraw.ImageDraw, x: int, body: str) -> None:
    draw.rectangle((x, 330, x + 330, 560), fill="#dfe3e8")
    draw.polygon([(x + 335, 560), (x + 335, 390), (x + 410, 390), (x + 440, 470), (x + 440, 560)], fill=body)
    draw.polygon([(x + 372, 405), (x + 402, 405), (x + 422, 465), (x + 372, 465)], fill="#8fb2c9")
    for wheel in (x + 40, x + 100, x + 260, x + 390):
        draw.ellipse((wheel - 28, 535, wheel + 28, 591), fill="#0c0d10", outline="#555b66", width=6)
    draw.ellipse((x + 425, 520, x + 442, 537), fill="#ffe9ad")


def _draw_plate() -> Image.Image:
    """A license plate that no state has issued."""
    picture = Image.new("RGB", (960, 720), "#1d1f24")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((130, 210, 830, 560), 28, fill="#f4f1e6", outline="#29416b", width=10)
    draw.text((480, 262), "NEBRASKA", fill="#29416b", anchor="mm", font_size=52)
    draw.text((480, 400), "TEST 555", fill="#1b2b4b", anchor="mm", font_size=150)
    draw.text((480, 515), "sample", fill="#8a8574", anchor="mm", font_size=36)
    return picture


def _with_metadata() -> bytes:
    """The truck stop as a camera writes it: with position (Kearney NE), time and camera in EXIF."""
    metadata = Image.Exif()
    metadata[0x010F] = "Sample"
    metadata[0x0110] = "Camera 555"
    metadata[0x0132] = "2026:11:20 22:41:07"
    metadata.get_ifd(0x8769)[0x9003] = "2026:11:20 22:41:07"
    metadata.get_ifd(0x8825).update({1: "N", 2: (40.0, 40.0, 11.6), 3: "W", 4: (99.0, 5.0, 4.4)})
    return _jpeg(_draw_lot(), exif=metadata)


def _silent_voice_note(seconds: int = 4) -> bytes:
    """A true Ogg Opus file, silent: what a voice note is at Telegram, with nobody's voice in it."""
    frame = b"\xf8\xff\xfe"
    frames = seconds * 50
    pages = [
        _ogg_page(2, 0, 0, [b"OpusHead\x01\x01\x38\x01\x80\xbb\x00\x00\x00\x00\x00"]),
        _ogg_page(0, 0, 1, [b"OpusTags" + struct.pack("<I", 6) + b"sample" + struct.pack("<I", 0)]),
        _ogg_page(4, frames * 960, 2, [frame] * frames),
    ]
    return b"".join(pages)


def _ogg_page(flags: int, position: int, number: int, packets: list[bytes]) -> bytes:
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, 555, number, 0)
    page = bytearray(head + bytes([len(packets)]) + bytes(len(packet) for packet in packets) + b"".join(packets))
    page[22:26] = struct.pack("<I", _ogg_checksum(page))
    return bytes(page)


def _ogg_checksum(page: bytes | bytearray) -> int:
    """Ogg's CRC: polynomial 04c11db7, not reflected, starting at zero (RFC 3533)."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc
