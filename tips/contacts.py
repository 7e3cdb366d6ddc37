"""Phone numbers, handles, links, e-mail addresses, names and rooms that a text mentions, normalized."""

import re
from collections.abc import Iterator

import phonenumbers

from tips.draft import Contact, ContactKind
from tips.vehicle import Painted, find_painted
from tips.words import plain, word_set

Span = tuple[int, int]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18}\b", re.I)
_LINK = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"')\]]{3,300}"
    r"|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,3}(?:com|net|org|info|biz|xxx|app|me|co|mx|ca|io|link|site|club|sex|cam|ly)"
    r"(?![\w.-])(?:/[^\s<>\"')\]]{0,300})?",
    re.I,
)
_AT_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z0-9_][A-Za-z0-9_.]{1,30}[A-Za-z0-9_])")
_CASH_HANDLE = re.compile(r"(?<![\w$])\$([A-Za-z][A-Za-z0-9_-]{2,20})\b")
_NAMED_HANDLE = re.compile(
    r"\b(snap(?:chat)?|ig|insta(?:gram)?|tiktok|telegram|kik|cash ?app|venmo|facebook|fb|onlyfans|twitter)"
    r"(?: (?:handle|name|user(?:name)?|id|account|cuenta|usuario))?(?: (?:is|es|was|said|says))?\s?[:=]?\s?"
    r"([A-Za-z][A-Za-z0-9_.-]{2,30})\b",
    re.I,
)
_ROOM = re.compile(
    r"\b(?:room|rm|habitacion|cuarto|suite|hab)\.?\s?(?:#|no\.? ?|number |numero )?(\d{1,4}[a-z]?)\b", re.I
)
_NAME = re.compile(
    r"\b(?:(?i:named|called her(?:self)?|called him(?:self)?|name is|name was|name's|goes by|went by|se llama|llamada"
    r"|llamado|le dicen|de nombre))\s[\"“]?([A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)"
)
_PHONE = re.compile(
    r"(?<![\w.+@/$-])(?:\+|00|011 ?)?(?:\d{1,3}[\s.-]{0,2})?"
    r"(?:\(\d{2,3}\)[\s.-]{0,2}|\d{2,3}[\s.-]{1,2})?\d{3,4}[\s.-]{0,2}\d{4}(?![\w@]|[.-]\d)"
    r"|(?<![\w.+@/$-])\+?\d{10,13}(?![\w@]|[.-]\d)"
)
_NOT_HANDLES = word_set(
    "and the post posts page ad ads app account message messages messaged from with for she her him his that group "
    "story stories photo photos video live profile chat dm dms pic pics picture said told user username"
)


def find_contacts(words: str, *, country: str = "US", painted: Painted | None = None) -> list[tuple[Contact, Span]]:
    """Every contact in a text, with its place in it.

    `country` (US, CA or MX) is where a number without a country code is tried first. Plates and numbers painted on
    vehicles are no phones.
    """
    text = plain(words)
    taken = (painted or find_painted(text)).spans
    found: list[tuple[Contact, Span]] = []
    for kind, value, span in (*_addresses(text), *_phones(text, country), *_names(text)):
        clash = [other for _, other in found] + taken
        if not any(start < span[1] and span[0] < end for start, end in clash):
            found.append((Contact(kind=kind, value=value, words=words[span[0] : span[1]]), span))
    found.sort(key=lambda pair: pair[1])
    unique = {(contact.kind, contact.value): (contact, span) for contact, span in reversed(found)}
    return sorted(unique.values(), key=lambda pair: pair[1])


def _addresses(text: str) -> Iterator[tuple[ContactKind, str, Span]]:
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield ContactKind.EMAIL, match.group().lower().rstrip("."), match.span()
    if "." in text:
        for match in _LINK.finditer(text):
            link = match.group().rstrip(".,;!?")
            yield ContactKind.LINK, link, (match.start(), match.start() + len(link))
    for pattern in (_AT_HANDLE, _CASH_HANDLE):
        for match in pattern.finditer(text):
            yield ContactKind.HANDLE, match.group()[0] + match.group(1).lower(), match.span()
    for match in _NAMED_HANDLE.finditer(text):
        handle = match.group(2).rstrip(".-").lower()
        if handle not in _NOT_HANDLES and (":" in match.group() or not handle.isalpha() or " is " in match.group()):
            yield ContactKind.HANDLE, "@" + handle, match.span()


def _names(text: str) -> Iterator[tuple[ContactKind, str, Span]]:
    for match in _ROOM.finditer(text):
        yield ContactKind.ROOM, match.group(1).upper(), match.span()
    for match in _NAME.finditer(text):
        yield ContactKind.NAME, match.group(1), match.span(1)


def _phones(text: str, country: str) -> Iterator[tuple[ContactKind, str, Span]]:
    for match in _PHONE.finditer(text):
        if sum(map(str.isdigit, match.group())) >= 10 and (number := read_phone(match.group(), country=country)):
            yield ContactKind.PHONE, number, match.span()


def read_phone(text: str, *, country: str = "US") -> str | None:
    """The number in E.164 form ("+13085550142") if the text is one valid phone number of any country."""
    text = text.strip()[:40]
    order = dict.fromkeys(("MX",) if _is_mexican(text) else (country, "US", "CA", "MX"))
    for region in order:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _is_mexican(text: str) -> bool:
    """Whether it is grouped the way only Mexico does: "55 1234 5678"."""
    return re.fullmatch(r"\(?\d{2}\)?[\s.-]\d{4}[\s.-]\d{4}", text) is not None
