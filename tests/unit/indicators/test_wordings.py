"""The wordings of the signs in the languages beside English, as the bot passes them in."""

from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from indicators.catalog import load_catalog
from indicators.errors import DataFileError

TEXTS = Path(__file__).parents[3] / "bot" / "texts"


def spanish() -> dict[str, str]:
    """The Spanish wordings, each one plain text without placeholders."""
    resource = parse((TEXTS / "es" / "signs.ftl").read_text(encoding="utf-8"))
    wordings = {}
    for message in resource.body:
        assert not isinstance(message, ast.Junk), message.content
        if isinstance(message, ast.Message):
            assert message.value is not None
            [element] = message.value.elements
            assert isinstance(element, ast.TextElement)
            assert message.id.name.startswith("sign-")
            wordings[message.id.name.removeprefix("sign-")] = element.value
    return wordings


def test_every_sign_is_worded_in_spanish() -> None:
    catalog = load_catalog({"es": spanish()})
    assert catalog.languages == ("en", "es")
    assert catalog.text("told-debt", "es") == "Dijo que tiene que trabajar para pagar una deuda."
    assert all(catalog.text(sign, "es") != catalog.text(sign, "en") for sign in catalog.indicators)


def test_a_missing_wording_is_named() -> None:
    wordings = spanish()
    del wordings["told-debt"]
    with pytest.raises(
        DataFileError, match=r"es/signs\.ftl, sign-told-debt: its text is missing\. Write sign-told-debt"
    ):
        load_catalog({"es": wordings})


def test_a_wording_for_an_unknown_sign_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"es/signs\.ftl, sign-no-such: the catalog has no such sign"):
        load_catalog({"es": spanish() | {"no-such": "Algo."}})


def test_a_wording_over_fourteen_words_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"es/signs\.ftl, sign-told-debt: its text has 15 words"):
        load_catalog({"es": spanish() | {"told-debt": "una " * 15}})


@pytest.mark.parametrize(
    "text", ["Era una prostituta.", "Los ILEGALES dormían ahí.", "Una víctima habló.", "A hooker."]
)
def test_a_forbidden_word_is_refused_in_its_own_language(text: str) -> None:
    with pytest.raises(DataFileError, match=r"es/signs\.ftl, sign-told-debt: its text says"):
        load_catalog({"es": spanish() | {"told-debt": text}})


def test_a_word_that_only_contains_a_forbidden_one_is_allowed() -> None:
    load_catalog({"es": spanish() | {"told-debt": "La deuda se disputaba."}})
