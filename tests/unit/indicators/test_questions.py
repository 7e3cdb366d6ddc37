"""The questions worth asking, and every fault that loading them must name."""

import re
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.questions import load_questions
from indicators.terms import Dimension
from indicators.wording import forbidden_word, load_forbidden
from tests.unit.indicators.conftest import Plant

SENDS_BACK = re.compile(r"\b(go back|ask them|follow|approach|talk to them|find out|take a)\b", re.IGNORECASE)


def test_every_dimension_has_questions() -> None:
    assert {question.dimension for question in load_questions()} == set(Dimension)


def test_no_question_judges_anybody_or_sends_a_reporter_back() -> None:
    forbidden = load_forbidden()
    for question in load_questions():
        assert forbidden_word(question.text, "en", forbidden) is None
        assert SENDS_BACK.search(question.text) is None, question.text
        assert question.text.endswith("?")


FAULTS = [
    ('dimension = "deceptive_recruitment"', 'dimension = "recruitment"', "'job-or-trip-promised': unknown dimension"),
    ('key = "pay-promised"', 'key = "job-or-trip-promised"', "the key is used twice"),
    ('kind = "either"\ntext', 'kind = "labor"\ntext', "deceptive_recruitment has no question for every case"),
    ('kind = "either"\ntext', 'kind = "all"\ntext', "unknown kind 'all'"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_is_refused_and_named(folder: Path, plant: Plant, old: str, new: str, told: str) -> None:
    plant("questions.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_questions(folder)
    assert str(caught.value).startswith("questions.toml, ")
