"""Parameters as clients send them."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ApiError
from simulator.forms import read_flag, read_integer, read_parameters
from simulator.markup import read_markup


def sent(**request: object) -> dict[str, object]:
    made = httpx.Request("POST", "http://localhost/x", **request)  # type: ignore[arg-type]
    return read_parameters(made.url.query, made.headers.get("content-type", "").encode(), made.read())


def test_a_form_json_and_the_address_say_the_same() -> None:
    wanted = {"chat_id": "7", "text": "a&b = ü 🚛"}
    assert sent(data=wanted) == wanted
    assert sent(json=wanted) == wanted
    assert sent(params=wanted) == wanted


@given(st.binary(max_size=300), st.text(alphabet=st.characters(codec="utf-8", min_codepoint=32), max_size=40))
def test_a_file_comes_through_multipart_byte_by_byte(content: bytes, caption: str) -> None:
    found = sent(data={"caption": caption}, files={"photo": ("a b.jpg", content, "image/jpeg")})
    assert found == {"caption": caption, "photo": ("a b.jpg", "image/jpeg", content)}


def test_bad_json_is_refused() -> None:
    with pytest.raises(ApiError, match="can't parse request body"):
        read_parameters(b"", b"application/json", b"{")


def test_numbers_and_flags_are_read_in_every_form() -> None:
    assert read_integer({"limit": "7"}, "limit") == read_integer({"limit": 7}, "limit") == 7
    assert read_integer({"limit": "x"}, "limit", 3) == 3
    assert read_flag({"alert": "True"}, "alert")
    assert read_flag({"alert": True}, "alert")
    assert not read_flag({"alert": "False"}, "alert")


def button(**fields: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Go", **fields}]]}


def test_callback_data_of_64_bytes_is_taken() -> None:
    assert read_markup(button(callback_data="é" * 32)) == button(callback_data="é" * 32)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (button(callback_data="é" * 32 + "x"), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(text=" ", callback_data="x"), "BUTTON_TEXT_INVALID"),
        (button(), "text buttons are unallowed in the inline keyboard"),
        (button(url="tel:+13085550100"), "Unsupported URL protocol"),
        (
            {"inline_keyboard": [[{"text": str(n), "callback_data": "x"}] for n in range(101)]},
            "reply markup is too long",
        ),
        ({"inline_keyboard": {"text": "x"}}, "must be an Array"),
        ("nonsense", "object expected as reply markup"),
    ],
)
def test_bad_keyboards_are_refused(markup: object, words: str) -> None:
    with pytest.raises(ApiError, match=words):
        read_markup(markup)
