"""The words on each page of a PDF that Chromium has printed: enough of the format for that, and no more."""

import re
import unicodedata
import zlib
from collections.abc import Mapping

_OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\b(.*?)\bendobj", re.S)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>\s*Tj|\[(.*?)\]\s*TJ", re.S)
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})>")


def words_of_pages(pdf: bytes) -> list[str]:
    """Page by page, in the order of drawing, without spaces: where words stand apart is not told here."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_words(page, objects) for page in pages]


def _words(page: bytes, objects: Mapping[int, bytes]) -> str:
    fonts = {name: _letters(objects, int(number)) for name, number in _FONT.findall(page)}
    content = re.search(rb"/Contents (\d+) 0 R", page)
    drawn = _stream(objects[int(content[1])]) if content else b""
    letters: Mapping[int, str] = {}
    said: list[str] = []
    for name, single, several in _SHOWN.findall(drawn):
        letters = fonts.get(name, letters) if name else letters
        glyphs = single or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", several))
        said += [letters.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4)]
    return unicodedata.normalize("NFKC", "".join("".join(said).split()))


def _letters(objects: Mapping[int, bytes], font: int) -> dict[int, str]:
    found = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    table = _stream(objects[int(found[1])]) if found else b""
    letters: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, letter in _CHARACTER.findall(part):
            letters[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letter in _RANGE.findall(part):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                letters[glyph] = chr(int(letter, 16) + glyph - int(first, 16))
    return letters


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    data = found[1] if found else b""
    return zlib.decompress(data) if b"FlateDecode" in body else data
