"""Files of a tip: clean copies of pictures for the page, and originals behind a reason.

A clean copy is drawn anew from the pixels alone, turned upright: no metadata, no trailing bytes, at most 2,000 pixels.
What is no picture has no clean copy, and leaves here only as it was sent, as a download.
"""

import asyncio
import warnings
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
LONGEST_SIDE: Final = 2000
SMALL_SIDE: Final = 480
MOST_PIXELS: Final = 60_000_000
"""Decoded at once, 240 MB at most."""

QUALITY: Final = 85
EXTENSIONS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "application/pdf": "pdf",
}

_one_at_a_time = asyncio.Semaphore(2)


class NoPictureError(Exception):
    """This cannot be shown as a picture: it is none, it is broken, or it is too large to be read safely."""


async def clean_picture(data: bytes, *, longest: int = LONGEST_SIDE) -> bytes:
    """A JPEG of the picture alone. Raises `NoPictureError`."""
    async with _one_at_a_time:
        return await asyncio.to_thread(_drawn_anew, data, longest)


def file_name(code: str, name: str, mime: str | None) -> str:
    """What an original is called when it is saved: never what its sender called it."""
    return f"{code}-{name}.{EXTENSIONS.get(mime or '', 'bin')}"


def _drawn_anew(data: bytes, longest: int) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                _check_size(image)
                image.draft("RGB", (longest, longest))
                image.load()
                upright = ImageOps.exif_transpose(image)
                upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
                drawn = _on_white(upright)
            out = BytesIO()
            drawn.save(out, "JPEG", quality=QUALITY, optimize=True)
            return out.getvalue()
    except NoPictureError:
        raise
    except Exception as exc:  # a stranger's file may make the reader raise anything
        raise NoPictureError(type(exc).__name__) from None


def _check_size(image: Image.Image) -> None:
    """Refuse a picture that would fill the memory, by what its head says and before a pixel is read."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise NoPictureError("too many pixels")


def _on_white(image: Image.Image) -> Image.Image:
    """Pixels and nothing else: a new picture, with white where it was see-through."""
    colored = image.convert("RGBA" if image.has_transparency_data else "RGB")
    clean = Image.new("RGB", colored.size, "white")
    clean.paste(colored, mask=colored.getchannel("A") if colored.mode == "RGBA" else None)
    return clean
