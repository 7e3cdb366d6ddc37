"""`highbeam texts`: every kind of fault is found at its place, and a reviewer is shown every line of safety."""

from pathlib import Path

import pytest

from indicators.course import SAFETY, Ending, Scene, load_courses
from indicators.datafile import FOLDER
from indicators.helplines import load_helplines
from indicators.translated import Words
from ops.findings import Finding, must_be_put_right
from ops.texts import Places, check_texts, known_numbers, most_of, review, shown_length, strange_numbers
from tests.unit.ops.conftest import Plant


def at(findings: list[Finding], entry: str) -> Finding:
    """The one finding about an entry that must be put right."""
    found = [one for one in findings if one.entry == entry and one.must]
    assert len(found) == 1, [str(one) for one in findings]
    return found[0]


def test_the_texts_as_they_are_need_nothing_to_be_put_right() -> None:
    findings = check_texts(Places.of())
    assert [str(one) for one in findings if one.must] == []


FAULTS = [
    ("bot/texts/es/report.ftl", "where-title = ¿Dónde lo viste?\n", "", "where-title", "is missing"),
    ("bot/texts/es/tips.ftl", "{ $code } · { $day }", "{ $code }", "tips-line", "use these: code, day, status"),
    ("bot/texts/es/home.ftl", "home-title =", "home-titel = x\nhome-title =", "home-titel", "not an English text"),
    ("bot/texts/en/buttons.ftl", "button-next = Next ›", f"button-next = {'N' * 19}", "button-next", "19 characters"),
    ("bot/texts/es/buttons.ftl", "button-yes = ", "button-yes = " + "m" * 24, "button-yes", "in 22 or fewer"),
    ("bot/texts/en/report.ftl", "setting-motel = Motel", f"setting-motel = {'M' * 17}", "setting-motel", "16 or fewer"),
    ("bot/texts/en/home.ftl", "home-hint = ", f"home-hint = {'We go. ' * 600}", "home-hint", "in 4096 or fewer"),
    ("bot/texts/en/training.ftl", "scene-good = ", f"scene-good = {'We go. ' * 150}", "scene-good", "in 1024 or fewer"),
    ("bot/texts/en/home.ftl", "home-hint = ", "home-hint = The victims wait. ", "home-hint", "says 'victims'"),
    ("bot/texts/es/home.ftl", "home-hint = ", "home-hint = Una prostituta. ", "home-hint", "says 'prostituta'"),
    ("bot/texts/en/safety.ftl", "Call 911 now", "Call 912 now", "safety-call", "912 is no number"),
    (
        "bot/texts/es/safety.ftl",
        "{ $hotline }.",
        "{ $hotline }. 1-888-373-3888.",
        "safety-numbers",
        "1-888-373-3888 is no",
    ),
    ("bot/texts/en/report.ftl", "308-555-0142", "308-555-1234", "contacts-hint", "308-555-1234 is no number"),
    (
        "bot/texts/en/home.ftl",
        "home-hint = What would you like to do?",
        "home-hint = Immediate notification of responsible authorities is obligatory.",
        "home-hint",
        "reads at grade",
    ),
    ("bot/texts/es/signs.ftl", "sign-told-debt =", "sign-told-dept =", "sign-told-debt", "its text is missing"),
    ("bot/texts/es/signs.ftl", "sign-told-debt = ", f"sign-told-debt = {'muy ' * 15}", "sign-told-debt", "words"),
    ("bot/texts/ar/safety.ftl", "الآن بالرقم 911", "الآن", "safety-call", "English names 911 here"),
    (
        "bot/texts/fr/sign-help.ftl",
        "Appelez le 911, dites où",
        "Dites où",
        "rather-missing-child-recognised",
        "911 here",
    ),
    ("bot/texts/ru/home.ftl", "Что вы хотите сделать?", "What would you like to do?", "home-hint", "still in English"),
    ("bot/texts/ru/report.ftl", "[few] { $count } человека", "[manny] x", "people-count", "has no form 'manny'"),
    ("bot/texts/ar/noted.ftl", "        [two] حُفظ ملفان.\n", "", "noted-media", "the form 'two' is missing"),
]


@pytest.mark.parametrize(("file", "old", "new", "entry", "told"), FAULTS, ids=[f"{row[3]} {row[4]}" for row in FAULTS])
def test_a_fault_is_told_at_its_place(
    checkout: Path, places: Places, plant: Plant, file: str, old: str, new: str, entry: str, told: str
) -> None:
    plant(file, old, new)
    found = at([one for one in check_texts(places) if told in one.told], entry)
    assert found.file == checkout / file
    lines = (checkout / file).read_text(encoding="utf-8").splitlines()
    there = [number for number, line in enumerate(lines, 1) if line.startswith(f"{entry} =")]
    assert not there or found.line == there[0]


COURSE_FAULTS = [
    ("core", "Llama al 911.\n\nCon el trabajo", "Avisa.\n\nCon el trabajo", "lesson 'under-18', text"),
    ("core", '["Llamar al 911", "Mandar un aviso y', '["Llamar", "Mandar un aviso y', "-camper', answers, number 1"),
    ("energy", "Entra, cierra con llave, llama al 911: la van", "Entra, cierra con llave: la van", "step 'film'"),
    (
        "energy",
        '"Entrar, cerrar con llave, llamar al 911"',
        '"Entrar, cerrar con llave, llamar"',
        "step 'start', choices",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "entry"), COURSE_FAULTS, ids=[row[3] for row in COURSE_FAULTS])
def test_a_help_number_that_got_lost_in_a_course_is_told_at_its_place(
    checkout: Path, places: Places, plant: Plant, file: str, old: str, new: str, entry: str
) -> None:
    path = checkout / f"indicators/courses/es/{file}.toml"
    plant(str(path.relative_to(checkout)), old, new)
    for found in (check_texts(places), check_texts(places, "es")):
        (lost,) = [one for one in found if one.must]
        assert lost.file == path
        assert entry in lost.entry
        assert "English names 911 here" in lost.told
    from_there = "\n".join(path.read_text(encoding="utf-8").splitlines()[lost.line - 1 :])
    assert 0 <= from_there.find(new) < 700, "the line that is told is that of the text, or of its list"
    assert not [one for one in check_texts(places, "fr") if one.must]


def test_many_faults_are_told_at_once_and_a_language_alone_when_it_is_named(places: Places, plant: Plant) -> None:
    for old in ("tips-title = Mis avisos\n", "adding-title"):
        plant("bot/texts/es/tips.ftl", old, "broken " if old.startswith("adding") else "")
    plant("bot/texts/en/home.ftl", "home-title = ", "home-title = illegal ")
    plant("bot/texts/es/home.ftl", "home-title = ", "home-title = ilegal ")
    entries = {one.entry for one in check_texts(places) if one.must}
    assert {"tips-title", "adding-title", "home-title"} <= entries
    assert {one.file.parent.name for one in check_texts(places, "es") if one.must} == {"es"}


def test_a_text_that_fits_alone_and_not_on_its_card_is_told_with_its_language(places: Places, plant: Plant) -> None:
    plant("bot/texts/es/pocket.ftl", "    Cómo se ve:", f"    {'Se ve así. ' * 75}")
    found = [one for one in check_texts(places) if "than its card holds in 'es'" in one.told]
    assert found
    assert must_be_put_right(found)


def test_who_signed_a_file_is_known_and_a_file_that_does_not_say_is_refused(places: Places, plant: Plant) -> None:
    plant("bot/texts/es/safety.ftl", "# review: drafted", "# review: R. Eviewer, 2026-11-01")
    plant("bot/texts/es/help.ftl", "# review: drafted\n", "")
    findings = check_texts(places)
    assert at(findings, "the file").file == places.texts / "es" / "help.ftl"
    drafted = next(one for one in findings if one.entry == "review" and one.file.name == "es")
    assert not drafted.must
    assert "tips.ftl" in drafted.told
    assert "safety.ftl" not in drafted.told
    shown = "\n".join(review(places))
    for line in ("safety.ftl: signed: R. Eviewer, 2026-11-01", "help.ftl: says nothing", "tips.ftl: drafted"):
        assert line in shown


def test_every_line_of_safety_is_shown_beside_its_english(places: Places, plant: Plant) -> None:
    plant("bot/texts/es/safety.ftl", "safety-call = ", "unsafe-call = ")
    shown = list(review(places, "es"))
    text = "\n".join(shown)
    assert "en: Stay back. Do not step in, follow, or let them see you watching." in text
    assert "es: Mantén distancia." in text
    at_call = next(number for number, line in enumerate(shown) if "safety-call (safety.ftl)" in line)
    assert shown[at_call + 2].strip() == "es: (missing)"
    assert "home-title" not in text


def test_the_lines_that_safety_hangs_on_are_marked() -> None:
    """What is said in danger, about keeping away, about pictures, and about what is kept and seen."""
    text = "\n".join(review(Places.of(), "es"))
    marked = (
        "safety-call safety-distance safety-not-emergency safety-numbers emergency-title emergency-us emergency-ca "
        "emergency-mx not-saved-title not-saved-hint not-saved-alert media-safety media-hint emergency-alert "
        "welcome-telegram welcome-not-emergency danger-hint safety-hint driving-hint still-there-hint button-sos "
        "rather-asked-for-help rather-locked-in-vehicle rather-minor-selling-sex"
    )
    for key in marked.split():
        assert f" {key} (" in text, key


def test_what_a_course_says_about_safety_is_shown_beside_its_english() -> None:
    """Questions that fail an exam alone, scenes that end badly, and whatever says to call 911."""
    shown = list(review(Places.of(), "es"))
    courses = load_courses()
    for course in courses.courses.values():
        for question in (one for one in course.bank if one.topic in SAFETY):
            for words in (question.ask, *(one for answer in question.answers for one in (answer.text, answer.because))):
                _assert_side_by_side(shown, words)
        for unit in course.units:
            if isinstance(unit, Scene):
                for step in unit.steps:
                    if step.ending is Ending.HARM or "911" in step.text.say("en"):
                        _assert_side_by_side(shown, step.text)
            elif "911" in unit.text.say("en"):
                _assert_side_by_side(shown, unit.text)
    text = "\n".join(shown)
    assert "core/blows-in-a-camper, ask (courses/es/core.toml)" in text
    assert text.count("core/blows-in-a-camper, ask ") == 1, "what the courses share is read once"
    assert "core/not-smuggling" not in text
    assert "core/best-place" not in text
    assert "courses/" not in "\n".join(review(Places.of(), "ru")), "what a language lacks is said in English"


def _assert_side_by_side(shown: list[str], words: Words) -> None:
    english = f"      en: {' '.join(words.say('en').split())}"
    after = {shown[at + 1] for at, line in enumerate(shown) if line == english}
    assert f"      es: {' '.join(words.say('es').split())}" in after, english


def test_numbers_are_read_as_people_write_them_and_in_any_script() -> None:
    numbers = known_numbers(load_helplines(FOLDER))
    for fine in ("911", "1-888-373-7888", "(1) 888 373 7888", "233733", "988", "under 18. 911", "18 911", "٩١١", "089"):
        assert not list(strange_numbers(fine, numbers)), fine
    for wrong in ("912", "1-888-373-7889", "66008", "888.373.3888", "88 83 73 78 89", "٩١٢", "9111", "211"):
        assert list(strange_numbers(wrong, numbers)), wrong
    assert not list(strange_numbers("mile 272, 308-555-0142", numbers, example=True))
    assert list(strange_numbers("call 308-555-2142", numbers, example=True))


def test_a_mark_on_a_letter_takes_no_room_on_a_button() -> None:
    assert shown_length("ਕੁੜੀ") == 3
    assert shown_length("é") == shown_length("é") == 1
    assert most_of("button-back", "pa") == 24
    assert most_of("setting-title", "en") == 4096
