"""Strangers' words, made harmless for reading: what is invisible or would turn the line around is shown as a sign.

Escaping is the templates' work, and direction is the `bdi` element's. This is about characters that act on the reader.
"""

import re
from typing import Final

_PICTURES: Final = 0x2400  # the block that has a picture of each of the first 32 control characters
_DELETE: Final = 0x7F
_ACTING: Final = re.compile(
    "["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # control characters, but not the tabulator and the new line
    "\u00ad\u200b\u2060-\u2064\ufeff"  # invisible: they hide a word from a search
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\u2028\u2029\u206a-\u206f\ufff9-\ufffb"
    "\U000e0000-\U000e007f"  # tags, which carry hidden words
    "]"
)


def visible(words: str | None) -> str:
    """The words with a sign for each character that acts on the reader. Letters of every script stay as they are."""
    return _ACTING.sub(_sign, (words or "").replace("\r\n", "\n"))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"[U+{code:04X}]"
