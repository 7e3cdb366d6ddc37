"""A CSV cell never acts in a spreadsheet, and nothing in it is lost."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.csv_export import csv_lines, safe

ACTING = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\u202e=1", "＝1+1", "＋1", "－1", "＠A1"]


@pytest.mark.parametrize("words", ACTING)
def test_what_a_spreadsheet_would_act_upon_gets_an_apostrophe(words: str) -> None:
    assert safe(words) == f"'{words}"


@pytest.mark.parametrize("words", ["", "I-80 west", "a=b", "308-555-0100", "Ōhara", "«x»"])
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert safe(words) == words


def test_numbers_and_times_stay_numbers_and_times() -> None:
    assert [safe(-3), safe(2.5), safe(None)] == ["-3", "2.5", ""]
    assert safe(datetime(2026, 11, 22, 21, tzinfo=UTC)) == "2026-11-22T21:00:00+00:00"


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back_whole_and_none_begins_a_formula(rows: list[list[str]]) -> None:
    text = b"".join(csv_lines(["=head", "b"], rows)).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(rows) + 1
    for written, found in zip([["=head", "b"], *rows], read, strict=True):
        for cell, back in zip(written, found, strict=True):
            assert back.removeprefix("'") == cell.replace("\0", "\ufffd").removeprefix("'")
            assert not back.startswith(("=", "+", "-", "@", "\t", "\r"))
