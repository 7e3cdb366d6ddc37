"""Passwords: which may be chosen, and their Argon2id hashes.

The rules are NIST SP 800-63B's (section 5.1.1.2): long, any character, no composition rules, no forced changes; refused
is what is commonly chosen, what repeats or runs along the keyboard, and what belongs to the account or the service.
"""

import re
import secrets
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST: Final = 15
MOST: Final = 256

# RFC 9106, section 4, the second recommended option: 64 MiB, three passes, four lanes.
_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16)
_NOBODY: Final = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""A hash in the same shape that no password has: unknown accounts take as long as known ones."""

_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
)
_LEETS: Final = tuple(str.maketrans("013457@$!", f"o{one}eastasi") for one in "li")
_LINES: Final = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").splitlines()
_COMMON: Final = frozenset(line.strip() for line in _LINES if line.strip() and not line.startswith("#"))
_LONGEST_COMMON: Final = max(map(len, _COMMON))
_FEW: Final = 6
_SHARE_OF_RUNS: Final = 0.6
_SHORT_UNIT: Final = 10


def normal_password(password: str) -> str:
    """The one form of a password, however the keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password)


def hash_password(password: str) -> str:
    """The Argon2id hash, with its salt and parameters. Takes tens of milliseconds and 64 MiB."""
    return _HASHER.hash(_bytes(password))


def is_right(stored: str | None, password: str) -> bool:
    """Whether this is the password of a stored hash. Takes as long when there is none."""
    try:
        right = _HASHER.verify(stored or _NOBODY, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def make_password() -> str:
    """A password for somebody to begin with: 100 bits, easy to read out."""
    alphabet = "23456789abcdefghijkmnpqrstuvwxyz"
    groups = ("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def weakness(password: str, *, email: str = "", name: str = "") -> str | None:
    """What is wrong with a password that somebody chose, in a sentence; None when it is good."""
    plain = normal_password(password)
    if len(plain) < LEAST:
        return f"Choose at least {LEAST} characters. Four or five words that do not belong together are good."
    if len(plain) > MOST:
        return f"Choose at most {MOST} characters."
    low = plain.casefold()
    if len(set(low)) < _FEW or _repeats(low):
        return "This repeats itself, so it is quickly guessed. Choose another one."
    if _runs(low) > _SHARE_OF_RUNS:
        return "This runs along the alphabet or the keyboard, so it is quickly guessed. Choose another one."
    if _names(low, email, name):
        return "This contains your name, your address or ours. Choose another one."
    if _is_common(low):
        return "This is one of the passwords that are tried first. Choose another one."
    return None


def _bytes(password: str) -> bytes:
    return normal_password(password).encode(errors="surrogatepass")


def _repeats(low: str) -> bool:
    """Whether it is a short piece again and again, the last time perhaps cut off."""
    return any(
        all(one == other for one, other in zip(low, low[size:], strict=False)) for size in range(1, _SHORT_UNIT + 1)
    )


def _runs(low: str) -> float:
    """The share of neighbors that are also neighbors in the alphabet or on the keyboard, either way."""
    steps = {pair for row in _ROWS for line in (row, row[::-1]) for pair in pairwise(line)}
    return sum(pair in steps for pair in pairwise(low)) / (len(low) - 1)


def _names(low: str, email: str, name: str) -> bool:
    pieces = re.split(r"[\W_]+", f"{email.partition('@')[0]} {name}".casefold())
    words = {"highbeam", email.partition("@")[0].casefold(), *pieces}
    forms = (low, *(low.translate(leet) for leet in _LEETS))
    return any(len(word) > 3 and word in form for word in words for form in forms)


def _is_common(low: str) -> bool:
    """Whether nothing is in it but commonly chosen words, digits and signs."""
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low)
    forms = (low, *(core.translate(leet) for leet in _LEETS))
    return any(_made_of_common("".join(sign for sign in form if sign.isalpha())) for form in forms)


def _made_of_common(letters: str) -> bool:
    """Whether letters fall into common words without a rest; so do none at all."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(
            end - size in reached and letters[end - size : end] in _COMMON for size in range(1, _LONGEST_COMMON + 1)
        ):
            reached.add(end)
    return len(letters) in reached
