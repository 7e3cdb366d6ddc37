"""Loading texts: whatever is wrong is named, with its file and its entry."""

import shutil
from pathlib import Path

import pytest

from bot.dialogue.replies import Joined, Line
from bot.phrases import Phrases
from bot.textfile import TextError
from indicators.catalog import load_catalog
from indicators.errors import DataFileError

TEXTS = Path(__file__).parents[3] / "bot" / "texts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the texts to spoil."""
    return Path(shutil.copytree(TEXTS, tmp_path / "texts"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_missing_text_is_named(folder: Path) -> None:
    spoil(folder / "es" / "report.ftl", "where-title = ¿Dónde lo viste?\n", "")
    with pytest.raises(TextError, match=r"es/report\.ftl: 'where-title' is missing"):
        Phrases.load(folder)


def test_a_text_that_english_does_not_have_is_named(folder: Path) -> None:
    spoil(folder / "es" / "report.ftl", "where-title =", "where-to = x\nwhere-title =")
    with pytest.raises(TextError, match=r"es/report\.ftl: 'where-to' is not an English text"):
        Phrases.load(folder)


def test_an_argument_that_was_forgotten_is_named(folder: Path) -> None:
    spoil(folder / "es" / "review.ftl", "receipt-code = Su código es { $code }.", "receipt-code = Su código es ese.")
    with pytest.raises(TextError, match=r"'receipt-code' takes other arguments than in English; use these: code"):
        Phrases.load(folder)


def test_a_key_used_twice_is_named(folder: Path) -> None:
    spoil(folder / "en" / "report.ftl", "where-title =", "home-title = x\nwhere-title =")
    with pytest.raises(TextError, match=r"'home-title' stands in home\.ftl already"):
        Phrases.load(folder)


def test_a_line_that_cannot_be_read_is_named(folder: Path) -> None:
    spoil(folder / "en" / "report.ftl", "where-title = Where", "where title Where")
    with pytest.raises(TextError, match=r"en/report\.ftl: 'where title Where"):
        Phrases.load(folder)


def test_a_language_without_its_own_name_is_named(folder: Path) -> None:
    for path in folder.glob("*/home.ftl"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(line for line in lines if not line.startswith("language-name")), encoding="utf-8")
    with pytest.raises(TextError, match="'language-name' is missing"):
        Phrases.load(folder)


def test_english_must_be_there(folder: Path) -> None:
    shutil.rmtree(folder / "en")
    with pytest.raises(TextError, match="'en' is missing"):
        Phrases.load(folder)


def test_another_language_is_only_a_folder(folder: Path) -> None:
    before = Phrases.load(folder).languages
    shutil.copytree(folder / "es", folder / "pt")
    spoil(folder / "pt" / "home.ftl", "Español", "Português")
    phrases = Phrases.load(folder)
    assert phrases.languages == ("en", *sorted({*before[1:], "pt"}))
    assert phrases.say("en", Line(key="language-pt")) == "Português"
    assert set(phrases.wordings()) == {*before[1:], "pt"}


def test_the_help_on_signs_is_given_by_key_and_said_in_each_language(folder: Path) -> None:
    help_texts = "looks-told-debt = Lo dice.\nrather-told-debt = Muchos pagan.\n"
    (folder / "es" / "sign-help.ftl").write_text(help_texts, encoding="utf-8")
    phrases = Phrases.load(folder)
    given = phrases.wordings()["es"]
    assert (given["looks-told-debt"], given["rather-told-debt"]) == ("Lo dice.", "Muchos pagan.")
    assert given["sign-told-debt"].startswith("Dijo")
    assert not [key for key in phrases.all_keys() if key.startswith(("sign-", "looks-", "rather-"))]
    catalog = load_catalog(phrases.wordings())
    line = Line(key="looks-told-debt")
    assert phrases.say("es", line, catalog) == "Lo dice."
    assert phrases.say("en", line, catalog) == catalog.looks("told-debt", "en")
    assert phrases.say("es", Line(key="rather-told-quota"), catalog) == catalog.rather("told-quota", "en")


def test_help_on_no_sign_is_refused(folder: Path) -> None:
    (folder / "es" / "sign-help.ftl").write_text("looks-no-such = Algo.\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"es/sign-help\.ftl, looks-no-such: the catalog has no such sign"):
        load_catalog(Phrases.load(folder).wordings())


def test_a_line_inside_a_line_is_said_in_the_same_language(phrases: Phrases) -> None:
    inner = Joined(parts=(Line(key="heading-west"), "Kearney"))
    assert phrases.say("es", Line(key="answer-before", args={"answer": inner})) == "Hasta ahora: Oeste, Kearney"


NUMBERS = (0, 1, 2, 5, 11, 21, 22)
COUNTED = {
    "fr": ["0 personne", "1 personne", *(f"{n} personnes" for n in NUMBERS[2:])],
    "ru": ["0 человек", "1 человек", "2 человека", "5 человек", "11 человек", "21 человек", "22 человека"],
}


def test_numbers_take_the_right_form(phrases: Phrases) -> None:
    assert phrases.say("en", Line(key="media-count", args={"count": 1})) == "1 file"
    assert phrases.say("es", Line(key="media-count", args={"count": 3})) == "3 archivos"
    for language, said in COUNTED.items():
        assert [phrases.say(language, Line(key="people-count", args={"count": n})) for n in NUMBERS] == said
    assert phrases.say("pa", Line(key="media-count", args={"count": 1})) == "1 ਫ਼ਾਈਲ"
    assert phrases.say("pa", Line(key="media-count", args={"count": 3})) == "3 ਫ਼ਾਈਲਾਂ"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "3 أشخاص"),
        (10, "10 أشخاص"),
        (11, "11 شخصاً"),
        (100, "100 شخص"),
        (103, "103 أشخاص"),
    ],
)
def test_arabic_counts_in_all_its_forms_and_in_digits_that_can_be_dialed(
    phrases: Phrases, count: int, said: str
) -> None:
    assert phrases.say("ar", Line(key="people-count", args={"count": count})) == said


def test_words_against_the_direction_of_the_language_keep_to_themselves(phrases: Phrases) -> None:
    line = Line(key="answer-before", args={"answer": "I-80, Kearney"})
    for foreign in ("I-80, Kearney", "1-888-555-0142", "ਪੰਜਾਬੀ", "Дорога"):
        own = Line(key="answer-before", args={"answer": foreign})
        assert f"\u2068{foreign}\u2069" in phrases.say("ar", own)
    for native in ("عند المضخة", "3 👂", "272"):
        assert "\u2068" not in phrases.say("ar", Line(key="answer-before", args={"answer": native}))
    assert phrases.say("en", line) == "So far: I-80, Kearney"
    assert "\u2068مرحبا\u2069" in phrases.say("en", Line(key="answer-before", args={"answer": "مرحبا"}))


def test_long_words_are_said_whole(phrases: Phrases) -> None:
    for length in (900, 1001, 4096):
        words = "x{}" * (length // 3)
        assert phrases.say("en", Line(key="answer-before", args={"answer": words})) == f"So far: {words}"


def test_a_list_has_the_commas_of_its_language(phrases: Phrases) -> None:
    parts = Joined(parts=(Line(key="heading-west"), "Kearney"))
    assert phrases.say("ar", Line(key="answer-before", args={"answer": parts})).endswith("غرباً، \u2068Kearney\u2069")
    assert phrases.say("pa", Line(key="answer-before", args={"answer": parts})).endswith("ਪੱਛਮ, Kearney")
