"""The desk has words for whatever a tip may carry: no key of ours is read by an analyst."""

import pytest

from console.words import words
from tips.priority import CHANGED_BY_SUPERVISOR, RULES


@pytest.mark.parametrize("key", [*(rule.key for rule in RULES), CHANGED_BY_SUPERVISOR])
def test_every_reason_of_a_priority_has_a_sentence_and_a_short_word(key: str) -> None:
    assert words(key, "reason").endswith(".")
    assert words(key, "why")[0].isupper()
