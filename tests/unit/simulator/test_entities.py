"""Telegram's HTML, and the words with which Telegram refuses it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entities import find_entities, parse_html
from simulator.errors import ApiError


def test_tags_become_entities_that_count_utf16_units() -> None:
    text, entities = parse_html("🆘 <b>Danger</b> &lt;now&gt; <i>a <u>b</u></i>")
    assert text == "🆘 Danger <now> a b"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 6},
        {"type": "italic", "offset": 16, "length": 3},
        {"type": "underline", "offset": 18, "length": 1},
    ]


def test_a_text_is_trimmed_and_its_entities_move_along() -> None:
    assert parse_html("\n  <b> x </b> ") == ("x", [{"type": "bold", "offset": 0, "length": 1}])


def test_a_link_keeps_its_address() -> None:
    text, entities = parse_html('<a href="https://example.org/?a=1&amp;b=2">here</a>')
    assert text == "here"
    assert entities == [{"type": "text_link", "offset": 0, "length": 4, "url": "https://example.org/?a=1&b=2"}]


def test_a_telephone_link_is_dropped_and_its_words_stay() -> None:
    assert parse_html('<a href="tel:911">Call</a> 911') == ("Call 911", [])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b x", 'Expected equal sign in declaration of an attribute of the tag "b" at byte offset 0'),
        ("<b ", "Unclosed start tag at byte offset 0"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_with_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


def test_a_lone_ampersand_is_a_letter() -> None:
    assert parse_html("AT&T &nbsp; &#65;&amp;")[0] == "AT&T &nbsp; A&"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_an_escaped_text_always_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>")[0] == text.strip()


@given(st.text(alphabet="<>/&;ab =\"'", max_size=40))
def test_any_source_is_either_parsed_or_refused(source: str) -> None:
    with contextlib.suppress(ApiError):
        parse_html(source)


def test_commands_and_links_in_a_typed_text_are_found() -> None:
    assert find_entities("🚛 /start abc https://example.org") == [
        {"type": "bot_command", "offset": 3, "length": 6},
        {"type": "url", "offset": 14, "length": 19},
    ]
    assert find_entities("and/or, km/h") == []
