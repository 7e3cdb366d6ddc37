"""The codes of tips and certificates. A tip has eight characters that can be read out over a radio, the last a check.

The alphabet leaves out what is mistaken for something else (O and 0, I and 1 and L, S and 5, U and V) and the vowels,
so that no code is a word. The check is a sum with weights 1 and 2 in turn, modulo 27: since 1, 2 and their difference
share no factor with 27, every single wrong character and every swap of two neighbors is found.
"""

from typing import Final

ALPHABET: Final = "23456789BCDFGHJKMNPQRTVWXYZ"
LENGTH: Final = 8
RANDOM_BYTES: Final = 8
"""How many random bytes make a code."""

CERTIFICATE_LENGTH: Final = 16
CERTIFICATE_BYTES: Final = 16
"""How many random bytes make a certificate's code: more than it holds, so that no character is likelier."""

_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}
_BASE: Final = len(ALPHABET)


def code_from(random: bytes) -> str:
    """The code of these random bytes, such as "K7M4-TQ9X". There are 27^7, about ten thousand million."""
    characters = _spelled(random, LENGTH - 1)
    return _grouped(characters + _check(characters))


def certificate_code(random: bytes) -> str:
    """The code of a certificate: sixteen characters of the same alphabet, 76 bits, not to be guessed."""
    return _spelled(random, CERTIFICATE_LENGTH)


def normalize_certificate(words: str) -> str | None:
    """The code of a certificate that was typed; None when it cannot be one."""
    characters = _plain(words)
    right = len(characters) == CERTIFICATE_LENGTH and all(character in _VALUE for character in characters)
    return characters if right else None


def in_fours(code: str) -> str:
    """A certificate's code as it is printed and read out."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def normalize_code(words: str) -> str | None:
    """The code that was typed, whatever its case, spaces and dashes; None when it cannot be one."""
    characters = _plain(words)
    if len(characters) != LENGTH or any(character not in _VALUE for character in characters):
        return None
    return _grouped(characters) if _check(characters[:-1]) == characters[-1] else None


def _plain(words: str) -> str:
    return "".join(character for character in words.upper() if character not in " -–—.\u00a0")


def _spelled(random: bytes, length: int) -> str:
    number, characters = int.from_bytes(random, "big") % _BASE**length, ""
    for _ in range(length):
        number, value = divmod(number, _BASE)
        characters += ALPHABET[value]
    return characters


def _check(characters: str) -> str:
    """The character that makes the weighted sum of all eight a multiple of 27."""
    total = sum(_weight(place) * _VALUE[character] for place, character in enumerate(characters))
    weight = _weight(len(characters))
    return next(character for character, value in _VALUE.items() if (total + weight * value) % _BASE == 0)


def _weight(place: int) -> int:
    return 1 + place % 2


def _grouped(characters: str) -> str:
    return f"{characters[:4]}-{characters[4:]}"
