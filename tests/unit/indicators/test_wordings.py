"""The wordings of the signs in the languages beside English, as the bot passes them in."""

from pathlib import Path

import pytest
from fluent.syntax import ast, parse

from indicators.catalog import LOOKS, RATHER, SIGN, load_catalog
from indicators.errors import DataFileError

TEXTS = Path(__file__).parents[3] / "bot" / "texts"
OTHERS = sorted(path.parent.name for path in TEXTS.glob("*/signs.ftl"))


def spanish(file: str = "signs.ftl", prefixes: tuple[str, ...] = (SIGN,)) -> dict[str, str]:
    """The Spanish wordings of a file."""
    return worded("es", file, prefixes)


def worded(language: str, file: str = "signs.ftl", prefixes: tuple[str, ...] = (SIGN,)) -> dict[str, str]:
    """The wordings of a file, each one plain text without placeholders."""
    resource = parse((TEXTS / language / file).read_text(encoding="utf-8"))
    wordings: dict[str, str] = {}
    for message in resource.body:
        assert not isinstance(message, ast.Junk), message.content
        if isinstance(message, ast.Message):
            assert message.value is not None
            [element] = message.value.elements
            assert isinstance(element, ast.TextElement)
            assert message.id.name.startswith(prefixes)
            assert message.id.name not in wordings
            wordings[message.id.name] = element.value
    return wordings


@pytest.mark.parametrize("language", OTHERS)
def test_every_sign_is_worded_in_every_language(language: str) -> None:
    catalog = load_catalog({language: worded(language)})
    assert catalog.languages == ("en", language)
    said = [catalog.text(sign, language) for sign in catalog.indicators]
    assert len(set(said)) == len(said), "no two signs read the same"
    assert not {catalog.text(sign, "en") for sign in catalog.indicators} & set(said)


def test_a_sign_is_said_in_the_language_of_its_reader() -> None:
    catalog = load_catalog({"es": spanish()})
    assert catalog.languages == ("en", "es")
    assert catalog.text("told-debt", "es") == "Dijo que tiene que trabajar para pagar una deuda."


def test_every_sign_has_its_help_in_spanish_and_the_emergency_number_where_english_has_it() -> None:
    catalog = load_catalog({"es": spanish() | spanish("sign-help.ftl", (LOOKS, RATHER))})
    assert catalog.has_help("es")
    for say in (catalog.looks, catalog.rather):
        assert [sign for sign in catalog.indicators if say(sign, "es") == say(sign, "en")] == []
        assert [
            sign for sign in catalog.indicators if say(sign, "es").count("911") != say(sign, "en").count("911")
        ] == []


def test_a_missing_wording_is_named() -> None:
    wordings = spanish()
    del wordings["sign-told-debt"]
    with pytest.raises(
        DataFileError, match=r"es/signs\.ftl, sign-told-debt: its text is missing\. Write sign-told-debt"
    ):
        load_catalog({"es": wordings})


def test_a_wording_for_an_unknown_sign_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"es/signs\.ftl, sign-no-such: the catalog has no such sign"):
        load_catalog({"es": spanish() | {"sign-no-such": "Algo."}})


def test_a_wording_over_fourteen_words_is_refused() -> None:
    with pytest.raises(DataFileError, match=r"es/signs\.ftl, sign-told-debt: its text has 15 words"):
        load_catalog({"es": spanish() | {"sign-told-debt": "una " * 15}})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Era una prostituta."),
        ("es", "Los ILEGALES dormían ahí."),
        ("es", "Una víctima habló."),
        ("es", "A hooker."),
        ("fr", "Une victime a parlé."),
        ("fr", "Le TRAFIQUANT attendait."),
        ("fr", "Des illégaux dormaient là."),
        ("ru", "Вы видели жертву."),
        ("ru", "НЕЛЕГАЛЫ спали там."),
        ("ru", "Человек жил в рабстве."),
    ],
)
def test_a_forbidden_word_is_refused_in_its_own_language(language: str, text: str) -> None:
    with pytest.raises(DataFileError, match=rf"{language}/signs\.ftl, sign-told-debt: its text says"):
        load_catalog({language: worded(language) | {"sign-told-debt": text}})


def test_a_word_that_only_contains_a_forbidden_one_is_allowed() -> None:
    load_catalog({"es": spanish() | {"sign-told-debt": "La deuda se disputaba."}})
    load_catalog({"ru": worded("ru") | {"sign-told-debt": "Рабочая работала на работе."}})


HELP = {"looks-told-debt": "Lo dice sin que le pregunten.", "rather-told-debt": "Muchas personas pagan deudas."}


def test_help_in_another_language_is_said_where_it_is_given_and_english_elsewhere() -> None:
    catalog = load_catalog({"es": spanish() | HELP})
    assert catalog.looks("told-debt", "es") == HELP["looks-told-debt"]
    assert catalog.rather("told-debt", "es") == HELP["rather-told-debt"]
    assert catalog.looks("told-quota", "es") == catalog.looks("told-quota", "en") == catalog["told-quota"].looks
    assert catalog.rather("told-quota", "es") == catalog.rather("told-quota", "yy") == catalog["told-quota"].rather


def test_a_language_has_help_when_it_has_it_for_every_sign() -> None:
    given = spanish() | HELP
    catalog = load_catalog({"es": given})
    assert (catalog.has_help("en"), catalog.has_help("es"), catalog.has_help("yy")) == (True, False, False)
    assert (catalog.has_help("es", "told-debt"), catalog.has_help("es", "told-quota")) == (True, False)
    for sign in catalog.indicators:
        given |= {f"looks-{sign}": "Así se ve.", f"rather-{sign}": "Puede ser otra cosa."}
    assert load_catalog({"es": given}).has_help("es")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"looks-told-debt": "Algo."}, "rather-told-debt: its text is missing"),
        ({"rather-told-debt": "Algo."}, "looks-told-debt: its text is missing"),
        (HELP | {"looks-no-such": "Algo."}, "looks-no-such: the catalog has no such sign"),
        (HELP | {"look-told-debt": "Algo."}, "look-told-debt: the catalog has no such sign"),
        (HELP | {"looks-told-debt": "Una víctima."}, "looks-told-debt: its text says 'víctima'"),
        (HELP | {"rather-told-debt": "á" * 226}, "rather-told-debt: its text has 226 characters. Say it in 225"),
        (HELP | {"rather-told-debt": " "}, "rather-told-debt: its text is empty"),
    ],
)
def test_a_fault_in_the_help_is_refused_and_named(given: dict[str, str], told: str) -> None:
    with pytest.raises(DataFileError, match=rf"es/sign-help\.ftl, {told}"):
        load_catalog({"es": spanish() | given})


def test_the_sign_whose_id_begins_like_a_help_text_keeps_its_own_words() -> None:
    given = {"looks-looks-for-permission": "Mira antes.", "rather-looks-for-permission": "Muchos preguntan."}
    catalog = load_catalog({"es": spanish() | given})
    assert catalog.looks("looks-for-permission", "es") == "Mira antes."
    assert catalog.text("looks-for-permission", "es") == spanish()["sign-looks-for-permission"]
