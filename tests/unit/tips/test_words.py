"""Text prepared for reading: positions stay, whatever is written."""

from hypothesis import given
from hypothesis import strategies as st

from tips.words import phrases, plain, words_of


def test_no_character_becomes_longer_or_shorter_when_it_is_made_plain_and_small() -> None:
    every = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert [character for character in every if len(plain(character).lower()) != 1] == []


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    text = plain(text)
    for word in words_of(text):
        assert text[word.start : word.end] == word.written


def test_phrases_end_with_the_sentence_and_come_longest_first() -> None:
    words = words_of("near Grand Island. Then gone")
    assert list(phrases(words, 1, 4)) == [(3, "grand island"), (2, "grand")]


def test_digits_and_stops_of_other_scripts_are_read_as_ours() -> None:
    assert plain("mile ٢٧٢، I-80؟ ੨੭੨।") == "mile 272, I-80? 272."
    assert plain("ਟਰੱਕ شاحنة") == "ਟਰੱਕ شاحنة"
