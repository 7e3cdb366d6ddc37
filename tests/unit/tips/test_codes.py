"""The code of a tip: short, speakable, and wrong codes are found."""

from hypothesis import given
from hypothesis import strategies as st

from tips.codes import ALPHABET, RANDOM_BYTES, code_from, normalize_code

codes = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES).map(code_from)


@given(codes)
def test_a_code_reads_back_however_it_was_typed(code: str) -> None:
    assert normalize_code(code) == code
    assert normalize_code(f" {code.lower().replace('-', ' ')} ") == code


@given(codes)
def test_every_single_wrong_character_is_found(code: str) -> None:
    plain = code.replace("-", "")
    for place in range(len(plain)):
        for other in ALPHABET.replace(plain[place], ""):
            assert normalize_code(plain[:place] + other + plain[place + 1 :]) is None


@given(codes)
def test_every_swap_of_neighbors_is_found(code: str) -> None:
    plain = code.replace("-", "")
    for place in range(len(plain) - 1):
        if plain[place] != plain[place + 1]:
            swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
            assert normalize_code(swapped) is None


def test_no_character_is_mistaken_for_another() -> None:
    assert not set("01OILSUAE") & set(ALPHABET)
    assert len(set(ALPHABET)) == 27


def test_what_cannot_be_a_code_is_none() -> None:
    for words in ("", "hello", "K7M4", "0000-0000", "K7M4-TQ9X-K7M4"):
        assert normalize_code(words) is None
