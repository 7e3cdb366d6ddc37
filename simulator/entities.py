"""Telegram's HTML: parsed to plain text and entities, refused with the exact words of TDLib's parser.

Offsets of entities count UTF-16 code units, those in errors count bytes, as Telegram does. Markdown is not offered.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from simulator.errors import bad_request

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_SPECIAL = re.compile(r"[<&]")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]*)\s*(=?)\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']*))")
_FOUND = re.compile(
    r"(?P<bot_command>(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w{3,32})?(?!\w))|(?P<url>https?://[^\s<>]+)|(?P<mention>(?<!\w)@\w{4,32})"
)

_LINKABLE = re.compile(r"(?:https?|tg)://|[^:/?#]+\.", re.I)

Entities = list[dict[str, Any]]


def utf16(text: str) -> int:
    """The length in UTF-16 code units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_entities(text: str) -> Entities:
    """The entities that a client finds by itself in a typed text: commands, links and mentions."""
    if "/" not in text and "@" not in text:
        return []
    return [
        {"type": found.lastgroup, "offset": utf16(text[: found.start()]), "length": utf16(found.group())}
        for found in _FOUND.finditer(text)
    ]


def parse_html(source: str) -> tuple[str, Entities]:
    """Plain text and entities of a text in Telegram's HTML, trimmed as Telegram trims it."""
    if not _SPECIAL.search(source):
        return _trim(source, [])
    return _trim(*_Parser(source).parse())


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    url: str | None


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.begin = 0
        self.length = 0
        self.parts: list[str] = []
        self.open: list[_Open] = []
        self.entities: Entities = []

    def parse(self) -> tuple[str, Entities]:
        source = self.source
        while found := _SPECIAL.search(source, self.at):
            self._add(source[self.at : found.start()])
            self.at = self.begin = found.start()
            if found.group() == "&":
                self._character()
            elif source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._add(source[self.at :])
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"', place=False)
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += utf16(text)

    def _character(self) -> None:
        found = _CHARACTER.match(self.source, self.at)
        self._add(unescape(found.group()) if found else "&")
        self.at = found.end() if found else self.at + 1

    def _start_tag(self) -> None:
        end = re.compile(r"[\s>]").search(self.source, self.at)
        if end is None:
            raise self._error("Unclosed start tag")
        tag = self.source[self.at + 1 : end.start()].lower()
        if tag not in KINDS:
            raise self._error(f'Unsupported start tag "{tag}"')
        self.at = end.start()
        attributes = self._attributes(tag)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"')
        self.open.append(_Open(tag, self.length, attributes.get("href")))

    def _attributes(self, tag: str) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.at < len(self.source) and self.source[self.at].isspace():
                self.at += 1
            if self.at >= len(self.source):
                raise self._error("Unclosed start tag")
            if self.source[self.at] == ">":
                self.at += 1
                return found
            part = _ATTRIBUTE.match(self.source, self.at)
            if part is None or not part[1]:
                raise self._error(f'Empty attribute name in the tag "{tag}"')
            if not part[2] and part[1] != "expandable":
                raise self._error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"')
            found[part[1].lower()] = unescape(next((value for value in part.groups()[2:] if value is not None), ""))
            self.at = part.end()

    def _end_tag(self) -> None:
        if not self.open:
            raise self._error("Unexpected end tag")
        end = self.source.find(">", self.at)
        if end < 0:
            raise self._error("Unclosed end tag")
        name = self.source[self.at + 2 : end].rstrip()
        opened = self.open.pop()
        if name and name != opened.tag:
            self._refuse_unmatched(opened.tag, name)
        self.at = end + 1
        if self.length > opened.offset:
            self._entity(opened)

    def _entity(self, opened: _Open) -> None:
        entity: dict[str, Any] = {
            "type": KINDS[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.tag == "a":
            if not opened.url or not _LINKABLE.match(opened.url):
                return  # Telegram drops links of other kinds, tel: among them, and keeps their words
            entity["url"] = opened.url
        self.entities.append(entity)

    def _refuse_unmatched(self, expected: str, found: str) -> None:
        place = self._bytes()
        raise self._error(
            f'Unmatched end tag at byte offset {place}, expected "</{expected}>", found "</{found}>"', place=False
        )

    def _bytes(self) -> int:
        return len(self.source[: self.begin].encode("utf-8", "surrogatepass"))

    def _error(self, reason: str, *, place: bool = True) -> Exception:
        where = f" at byte offset {self._bytes()}" if place else ""
        return bad_request(f"can't parse entities: {reason}{where}")


def _trim(text: str, entities: Entities) -> tuple[str, Entities]:
    stripped = text.strip()
    if stripped == text or not entities:
        return stripped, entities
    cut = utf16(text[: len(text) - len(text.lstrip())])
    total = utf16(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, total)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept
