"""The texts themselves: neutral, the same words for safety, every one of them used.

How long they are, which numbers they hold and how they read is found by `ops.texts`: tests/unit/ops/test_texts.py.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from bot.dialogue.replies import Line
from bot.phrases import Phrases
from indicators.catalog import Catalog, load_catalog
from indicators.wording import forbidden_word, load_forbidden

TEXTS = Path(__file__).parents[3] / "bot" / "texts"
COURSES = Path(__file__).parents[3] / "indicators" / "courses"
VEHICLES = Path(__file__).parents[3] / "tips" / "data" / "vehicles.toml"

NOT_SAID = re.compile(
    r"\b(victims?|traffickers?|lot lizards?|prostitutes?|hookers?|illegals?|pimps?|suspects?|perpetrators?|informants?"
    r"|anonymous tip|hero(?:es)?|rescue|great job|well done|thank you|thanks|congratulations)\b"
    r"|\b(víctimas?|tratantes?|prostitutas?|ilegales|padrotes?|sospechosos?|informantes?|héroes?|rescat\w*|gracias|felicidades)\b"
    r"|ਪੀੜ[ਤਿ]|ਤਸਕਰ|ਸ਼ੱਕੀ|ਮੁਜਰਮ|ਮੁਖ਼?ਬਰ|ਹੀਰੋ|ਧੰਨਵਾਦ|ਸ਼ਾਬਾਸ਼|ਸ਼ੁਕਰੀਆ|ਬਚਾਇਆ"
    r"|ضحي[ةت]|ضحايا|مجرم|مشتبه|مشبوه|جاسوس|بطل|أبطال|شكرا|أحسنت|تهاني|إنقاذ"
    r"|\b(victimes?|trafiquant\w*|prostituée?s?|illéga\w*|proxénètes?|suspecte?s?|indicateurs?|héros|sauvetage|merci|bravo|félicitations)\b"
    r"|\b(жертв\w*|торгов\w+ людьми|проститут\w*|нелегал\w*|сутенёр\w*|подозрева\w*|информатор\w*|донос\w*"
    r"|геро[йяию]\w*|спасибо|молодец|поздравля\w*)\b",
    re.I,
)
"""Words that judge, that praise, or that only the police use."""

NEVER_TOLD = re.compile(
    r"\b(?<!do not )(?<!don't )(?<!never )(approach|confront|question them|ask them|get closer|take a picture of)\b"
    r"|\b(?<!no )(acércate|síguel[oa]s?|pregúntales?)\b"
    r"|ਨੇੜੇ ਜਾਓ|ਪਿੱਛਾ ਕਰੋ|(?:ਉਸ ?|ਉਨ੍ਹਾਂ )ਨੂੰ ਪੁੱਛੋ|ਫ਼ੋਟੋ ਖਿੱਚੋ"
    r"|(?<!\w)(اقتربوا?|اتبعوا?(?:ه|هم)?|اسألوا?(?:ه|هم)?|واجهوا?(?:ه|هم)?|صو[رّ]+وا?(?:ه|هم)?)(?!\w)"
    r"|\b(?<!n’)(approchez|interrogez)\b|\b(?<!ne )(suivez-l\w+|suivez quelqu|demandez-leur)\b"
    r"|\b(?<!не )(?<!никогда не )(подойдите|подходите|расспросите|проследите|следуйте за ними)\b",
    re.I,
)

FORMAL = re.compile(
    r"\b(usted|llame|mande|anote|escriba|escuche|dígale|díga[nmst]\w*|quédese|váyase|fíjese|aléjese|guárde\w+|mánde(?:lo|la)"
    r"|(?:no|nunca) (?:se acerque|siga|pregunte|espere|haga|tome))\b",
    re.I,
)
"""Spanish that speaks to the reader as "usted"."""


def said(phrases: Phrases, language: str) -> dict[str, str]:
    """Every text of a language with sample arguments; what is typed by reporters is not said to them."""
    names = (
        "step steps page pages value place road number sign said missing answer plate label code day status words "
        "people when setting contacts vehicle signs mark emergency hotline name ways word"
    )
    samples: dict[str, str | int] = {**dict.fromkeys(names.split(), "7"), "count": 2}
    keys = [key for key in phrases.all_keys() if not key.startswith("typed-")]
    return {key: phrases.say(language, Line(key=key, args=samples)) for key in keys}


@pytest.fixture(scope="module")
def catalog(phrases: Phrases) -> Catalog:
    return load_catalog(phrases.wordings())


def test_titles_are_twelve_words_or_fewer(phrases: Phrases) -> None:
    for language in phrases.languages:
        for key, text in said(phrases, language).items():
            if key.endswith("-title"):
                assert len(text.split()) <= 12, f"{language}: {key}"


def test_no_text_judges_praises_shouts_or_speaks_like_the_police(phrases: Phrases, catalog: Catalog) -> None:
    for language in phrases.languages:
        for key, text in said(phrases, language).items():
            assert not NOT_SAID.search(text), f"{language}: {key} says {text!r}"
            assert "!" not in text, f"{language}: {key} shouts"
    samples = ("The victim was seen.", "Gracias por avisar.", "You are a hero.", "Merci.", "Вы видели жертву.")
    for sample in (*samples, "ਧੰਨਵਾਦ ਜੀ।", "شكراً لكم."):
        assert NOT_SAID.search(sample)


def test_spanish_has_one_voice_and_says_tu() -> None:
    files = [*(TEXTS / "es").glob("*.ftl"), *(COURSES / "es").glob("*.toml")]
    lines = [line for file in files for line in file.read_text().splitlines() if not line.startswith("#")]
    assert len(files) > 10
    assert [line for line in lines if FORMAL.search(line)] == []


def test_no_text_tells_anybody_to_approach_follow_or_photograph_in_the_open(phrases: Phrases, catalog: Catalog) -> None:
    for language in phrases.languages:
        helps = {f"rather-{sign}": catalog.rather(sign, language) for sign in catalog.indicators}
        for key, text in (said(phrases, language) | helps).items():
            assert not NEVER_TOLD.search(text), f"{language}: {key} says {text!r}"
    assert NEVER_TOLD.search("Approach the driver.")
    assert NEVER_TOLD.search("Acércate y mira.")
    assert NEVER_TOLD.search("ਨੇੜੇ ਜਾਓ ਤੇ ਵੇਖੋ।")
    assert NEVER_TOLD.search("اقتربوا وانظروا.")
    assert NEVER_TOLD.search("Approchez et regardez.")
    assert NEVER_TOLD.search("Тихо подойдите ближе.")


def test_every_text_about_pictures_has_the_same_words_of_safety(phrases: Phrases) -> None:
    for language in phrases.languages:
        texts = said(phrases, language)
        assert texts["media-hint"] == texts["media-safety"]
        assert "18" in texts["media-safety"]


NOT_ANONYMOUS = {
    "en": ("anonymous", "not anonymous"),
    "es": ("anónim", "no es anónimo"),
    "fr": ("anonym", "n’est donc pas anonyme"),
    "ru": ("аноним", "не анонимный"),
    "pa": ("ਗੁਮਨਾਮ", "ਗੁਮਨਾਮ ਨਹੀਂ"),
    "ar": ("مجهول", "ليست مجهولة"),
}


def test_the_promise_is_confidential_and_never_anonymous(phrases: Phrases) -> None:
    assert NOT_ANONYMOUS.keys() == set(phrases.languages)
    for language, (word, promise) in NOT_ANONYMOUS.items():
        for key, text in said(phrases, language).items():
            assert word not in text.lower() or key == "welcome-telegram", key
        assert promise in phrases.say(language, Line(key="welcome-telegram"))


def test_every_text_is_used_somewhere(phrases: Phrases) -> None:
    """A key that no code names, whole or by its beginning, is a text that nobody will ever read."""
    room = Path(__file__).parents[3] / "bot"
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.rglob("*.py"))
    named = set(re.findall(r"[\"']([a-z]+(?:-[A-Za-z0-9-]+)*)[\"']", code))
    starts = set(re.findall(r"f[\"']([a-z-]+-)\{", code))
    questions = {f"{state}-{part}" for state in named for part in ("title", "hint")}
    for key in phrases.all_keys():
        made = key in questions or any(key.startswith(start) for start in starts) or f"{key}" in named
        assert made or key.removeprefix("button-") in named, f"{key} is never said"


def test_every_color_and_body_of_a_vehicle_can_be_read_back(phrases: Phrases) -> None:
    table = tomllib.loads(VEHICLES.read_text(encoding="utf-8"))
    wanted = {f"color-{row[0]}" for row in table["colors"]}
    wanted |= {f"body-{row[0].replace(' ', '-')}" for kind in ("bodies", "plain") for row in table[kind]}
    assert {key for key in phrases.all_keys() if key.startswith(("color-", "body-"))} == wanted


OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "pa": "ਪੰਜਾਬੀ",
    "ar": "العربية",
}
FRENCH_FAULTS = re.compile("[^\u00a0]:|\\s[?!;]|«[^\u00a0]|[^\u00a0]»|'")


def test_every_language_calls_itself_by_its_own_name(phrases: Phrases) -> None:
    assert OWN_NAMES.keys() == set(phrases.languages)
    for language in phrases.languages:
        for code, name in OWN_NAMES.items():
            assert phrases.say(language, Line(key=f"language-{code}")) == name


def test_french_is_set_as_in_canada(phrases: Phrases, catalog: Catalog) -> None:
    """A space that does not break before a colon and inside « », none before ? ! ; and curved apostrophes."""
    texts = said(phrases, "fr")
    for sign in catalog.indicators:
        texts |= {say.__name__ + sign: say(sign, "fr") for say in (catalog.text, catalog.looks, catalog.rather)}
    for key, text in texts.items():
        assert not FRENCH_FAULTS.search(text), f"{key}: {text!r}"
    for sample in ("Où : ici", "Où: ici", "Quoi ?", "« ici »", "l'ado"):
        assert FRENCH_FAULTS.search(sample)


RUNS_AS_ITS_CONTENT = re.compile(
    r"bot-name|notice-words|blank|count-[123]|noticed|place-lot|review-(?:sign|unsaid)|vehicle-plain|said|numbered|asked|answer-marked"
    r"|button-(?:sos-quiet|chosen|number|change|code)|typed-.*"
)
"""A name, a line that is all the task force's own, numbers, and pieces around a text that says which way it runs."""


def first_letter(text: str) -> str:
    """Which way a line runs: the direction of its first letter, outside of what keeps to itself."""
    outside = re.sub("\u2068[^\u2069]*\u2069", "", text)
    return next((way for way in map(unicodedata.bidirectional, outside) if way in {"L", "R", "AL"}), "")


def test_every_line_of_a_language_written_from_right_to_left_runs_so_whatever_stands_in_it(phrases: Phrases) -> None:
    names = "step steps page pages value place road number sign said missing answer plate label code day status words"
    names += " people when setting contacts vehicle signs mark emergency hotline name ways word color topic"
    foreign: dict[str, str | int] = {**dict.fromkeys(names.split(), "NE 7"), "count": 2}
    for key in phrases.all_keys():
        text = phrases.say("ar", Line(key=key, args=foreign))
        if not RUNS_AS_ITS_CONTENT.fullmatch(key):
            assert first_letter(text) in {"R", "AL"}, f"{key} runs to the right: {text}"
    assert first_letter("\u2068NE\u2069 · \u2068FBI\u2069 و") == "AL"
    assert first_letter("🆘 خطر") == "L", "why there is a mark before it"


def test_numbers_are_in_the_digits_of_a_telephone_in_every_language(phrases: Phrases, catalog: Catalog) -> None:
    for language in phrases.languages:
        signs = {sign: catalog.text(sign, language) for sign in catalog.indicators}
        for key, text in {**said(phrases, language), **signs}.items():
            assert all(letter.isascii() for letter in text if letter.isdecimal()), f"{language}: {key}"


def test_no_danda_stands_behind_a_number(phrases: Phrases) -> None:
    """It would be read as one more digit, of a number to be called."""
    for key, text in said(phrases, "pa").items():
        assert not re.search(r"\d\s*।", text), f"{key}: {text}"


def test_no_text_of_any_language_uses_a_forbidden_word(phrases: Phrases, catalog: Catalog) -> None:
    forbidden = load_forbidden()
    assert set(phrases.languages) <= set(forbidden)
    for language in phrases.languages:
        for key, text in said(phrases, language).items():
            assert forbidden_word(text, language, forbidden) is None, f"{language}: {key}"


def test_the_same_safety_words_stand_on_every_card_that_has_them(phrases: Phrases) -> None:
    """The emergency number is in every line that tells people to call, in every language."""
    for language in phrases.languages:
        texts = said(phrases, language)
        for key in (
            "safety-call",
            "emergency-title",
            "emergency-alert",
            "not-saved-alert",
            "driving-hint",
            "bot-description",
        ):
            assert "911" in texts[key], f"{language}: {key}"


def test_a_drafted_language_says_so_in_the_first_line_of_each_file(phrases: Phrases) -> None:
    for language in phrases.languages:
        for path in (TEXTS / language).glob("*.ftl"):
            first = path.read_text(encoding="utf-8").partition("\n")[0]
            assert language == "en" or re.fullmatch(r"# review: (drafted|\S.*)", first), path
