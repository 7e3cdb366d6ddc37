"""What a photo tells of itself that helps: when it was taken and where. Read before anything else sees the file."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
EXIF, GPS = 0x8769, 0x8825
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE = 1, 2, 3, 4
_TAKEN = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")


@dataclass(frozen=True, kw_only=True)
class PhotoFacts:
    """`taken` is the camera's own clock, "2026-11-22T21:14:03" with its offset if the camera told one."""

    taken: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def read_photo(data: bytes) -> PhotoFacts:
    """The facts of a photo; none when it has none or is not one. Never raises: the file is a stranger's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                exif = image.getexif()
                taken, position = exif.get_ifd(EXIF), exif.get_ifd(GPS)
        return PhotoFacts(
            taken=_taken(taken),
            latitude=_degrees(position.get(LATITUDE), position.get(LATITUDE_REF), "S", 90),
            longitude=_degrees(position.get(LONGITUDE), position.get(LONGITUDE_REF), "W", 180),
        )
    except Exception:  # whatever a broken file makes the reader raise, the file itself is kept
        return PhotoFacts()


def _taken(tags: Mapping[int, Any]) -> str | None:
    match = _TAKEN.match(str(tags.get(TAKEN, "")))
    if match is None:
        return None
    offset = str(tags.get(TAKEN_OFFSET, ""))
    year, month, day, time = match.groups()
    return f"{year}-{month}-{day}T{time}" + (offset if re.fullmatch(r"[+-]\d\d:\d\d", offset) else "")


def _degrees(parts: Any, ref: Any, negative: str, most: int) -> float | None:
    if parts is None or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= most:
        return None
    return round(-value if str(ref).upper().startswith(negative) else value, 6)
