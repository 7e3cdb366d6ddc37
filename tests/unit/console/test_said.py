"""Characters that act on the reader are shown; letters of every script stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.said import visible


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plate \u202e321CBA", "plate [U+202E]321CBA"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("esc \x1b[31mred", "esc ␛[31mred"),
        ("nul\x00 del\x7f next\x85", "nul␀ del␡ next[U+0085]"),
        ("pass\u200bport", "pass[U+200B]port"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("hidden\U000e0041", "hidden[U+E0041]"),
    ],
)
def test_what_would_act_is_shown(words: str, shown: str) -> None:
    assert visible(words) == shown


@pytest.mark.parametrize("words", ["مرحبا \u200eA\u200f", "नमस्ते", "👩‍👧‍👦 ok", "می‌خواهم", "Año Ñandú", "e\u0301"])
def test_letters_of_every_script_stay(words: str) -> None:
    assert visible(words) == words


@given(st.text())
def test_nothing_that_acts_is_left(words: str) -> None:
    left = visible(words)
    assert not [sign for sign in left if unicodedata.category(sign) == "Cc" and sign not in "\n\t"]
    assert not [sign for sign in left if unicodedata.bidirectional(sign) in {"LRE", "RLE", "LRO", "RLO", "PDF"}]
    assert visible(left) == left
