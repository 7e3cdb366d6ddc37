"""The courses as they are: their content, their exams, and every fault that loading them must name."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.course import (
    CORE,
    PAPER,
    SAFETY,
    Course,
    Courses,
    Ending,
    Lesson,
    Paper,
    Question,
    Scene,
    Step,
    Topic,
    Words,
    draw_paper,
    grade,
    load_courses,
    minutes,
)
from indicators.errors import DataFileError
from indicators.reading import school_grade
from tests.unit.indicators.conftest import Plant

INDUSTRIES = ("bus", "energy", "trucking")
LANGUAGES = ("en", "es")
HEIGHT = re.compile(r"5 foot 4|1\.63")
PAPERS = 10_000


@pytest.fixture(scope="module")
def courses() -> Courses:
    return load_courses()


@pytest.fixture(scope="module", params=INDUSTRIES)
def course(request: pytest.FixtureRequest, courses: Courses) -> Course:
    return courses[request.param]


def lessons(course: Course) -> list[Lesson]:
    return [unit for unit in course.units if isinstance(unit, Lesson)]


def scenes(course: Course) -> list[Scene]:
    return [unit for unit in course.units if isinstance(unit, Scene)]


def spoken(question: Question) -> list[Words]:
    return [question.ask, *(words for answer in question.answers for words in (answer.text, answer.because))]


def taught(unit: Lesson | Scene) -> list[Words]:
    """All that a unit says on its cards."""
    if isinstance(unit, Lesson):
        return [unit.title, unit.text, *spoken(unit.question)]
    steps = [words for step in unit.steps for words in (step.text, *(choice.text for choice in step.choices))]
    return [unit.title, *steps]


def whole(course: Course) -> list[Words]:
    """All that a course says, with what its pictures show."""
    units = [words for unit in course.units for words in (unit.shows, *taught(unit))]
    return [course.title, *units, *(words for question in course.bank for words in spoken(question))]


def read(texts: list[Words]) -> str:
    """Texts in English, each a paragraph of its own."""
    return "\n\n".join(words.say("en") for words in texts)


# What is taught


def test_each_industry_has_its_course(courses: Courses) -> None:
    assert tuple(courses) == INDUSTRIES


def test_a_course_is_the_shared_core_six_lessons_of_its_own_and_three_scenes(course: Course) -> None:
    names = [lesson.id.partition("/")[0] for lesson in lessons(course)]
    assert Counter(names) == {CORE: 12, course.id: 6}
    assert [scene.id.partition("/")[0] for scene in scenes(course)] == [course.id] * 3


def test_the_yearly_refresher_says_the_safety_rules_again(course: Course) -> None:
    assert {"core/call-or-tip", "core/stay-back"} < {lesson.id for lesson in course.refresher}


def test_a_course_takes_25_to_30_minutes_in_every_language_it_has(courses: Courses, course: Course) -> None:
    taken = {language: round(minutes(course, language), 2) for language in courses.languages}
    assert {language: time for language, time in taken.items() if not 25 <= time <= 30} == {}


def test_a_course_is_read_with_ease(course: Course) -> None:
    grades = [school_grade(read(taught(unit))) for unit in course.units]
    grades += [school_grade(read(spoken(question))) for question in course.bank]
    assert max(grades) <= 6.5
    assert sum(grades) / len(grades) <= 6


def test_a_hard_text_has_a_high_grade() -> None:
    hard = (
        "Notwithstanding organizational considerations, individuals demonstrating vulnerability necessitate referral."
    )
    assert school_grade(hard) > 12 > 2 > school_grade("You see a car. It stops. A man gets out.")
    assert school_grade("") == 0


def test_courses_hold_no_number_but_the_emergency_number(courses: Courses) -> None:
    texts = [words.say(language) for name in courses for words in whole(courses[name]) for language in LANGUAGES]
    assert [text for text in texts if re.search(r"\d{3}[-. ]?\d{4}|\d{5,}|\b988\b|\b211\b|\b711\b", text)] == []


def test_the_choice_of_work_is_said_in_every_language_that_we_speak(courses: Courses, course: Course) -> None:
    assert courses.languages == ("en", "ar", "es", "fr", "pa", "ru")
    assert course.title.texts.keys() == set(courses.languages)


def test_spanish_teaches_everything(course: Course) -> None:
    assert [words.say("en") for words in whole(course) if not words.has("es")] == []
    untouched = {words.say("en") for words in whole(course) if words.say("es") == words.say("en")}
    assert {text for text in untouched if not text.isdecimal()} == set()


def test_spanish_says_911_and_every_other_number_where_english_does(course: Course) -> None:
    numbers = {
        words.say("en"): [sorted(re.findall(r"\d+", HEIGHT.sub("", words.say(language)))) for language in LANGUAGES]
        for words in whole(course)
    }
    assert {text: found for text, found in numbers.items() if found[0] != found[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_and_the_length_of_an_answer_do_not_give_it_away(course: Course, language: str) -> None:
    places = Counter([answer.right for answer in lesson.question.answers].index(True) for lesson in lessons(course))
    assert max(places.values()) <= len(lessons(course)) / 2
    questions = [*(lesson.question for lesson in lessons(course)), *course.bank]
    for extreme in (max, min):
        found = [extreme(question.answers, key=lambda answer: len(answer.text.say(language))) for question in questions]
        assert [answer.right for answer in found].count(True) <= len(questions) * 0.45


def test_every_scene_can_go_well_from_its_beginning_and_harm_says_what_to_do(course: Course) -> None:
    for scene in scenes(course):
        ends = [step for step in scene.steps if step.ending]
        assert {step.ending for step in ends} == {Ending.GOOD, Ending.HARM}
        assert all(last.ending for last in walk(scene, scene.steps[0]))
        harm = [step.text for step in ends if step.ending is Ending.HARM]
        assert all(re.search(r"911|\btip\b|[Ss]end it|[Tt]ell", words.say("en")) for words in harm)
        assert all(re.search(r"911|\baviso\b|[Mm]ándalo|[Dd]iles?\b", words.say("es")) for words in harm)


def test_whoever_would_not_call_911_fails_the_paper(course: Course) -> None:
    urgent = [
        question for question in course.bank if any(a.right and "911" in a.text.say("en") for a in question.answers)
    ]
    assert len(urgent) >= 8
    assert {question.id: question.topic for question in urgent if question.topic not in SAFETY} == {}


def walk(scene: Scene, step: Step) -> Iterator[Step]:
    """The last step of every way through a scene."""
    if not step.choices:
        yield step
    for choice in step.choices:
        onward = scene.step(choice.to)
        assert onward is not None
        yield from walk(scene, onward)


def test_a_unit_or_question_of_another_version_is_none(courses: Courses) -> None:
    course = courses["trucking"]
    assert course.unit("core/about-control") is course.units[0]
    assert course.question(course.bank[0].id) is course.bank[0]
    assert (course.unit("core/no-such"), course.question("core/no-such")) == (None, None)
    assert scenes(course)[0].step("no-such") is None


# The exam


def test_ten_thousand_papers_follow_the_rule_of_topics_and_no_retry_asks_the_same(courses: Courses) -> None:
    assert sum(PAPER.values()) == 15
    seeds = random.Random(1)
    before: dict[str, frozenset[str]] = {}
    for number in range(PAPERS):
        course = courses[INDUSTRIES[number % len(INDUSTRIES)]]
        last = before.get(course.id, frozenset())
        paper = draw_paper(course, seeds.getrandbits(64), last)
        asked = asked_of(course, paper)
        assert Counter(found.topic for found in asked) == PAPER
        names = frozenset(found.id for found in asked)
        assert len(names) == len(asked)
        assert not names & last
        for found, place in zip(asked, paper.questions, strict=True):
            assert sorted(place.order) == list(range(len(found.answers)))
        before[course.id] = names if seeds.random() < 0.8 else frozenset()


def question(course: Course, name: str) -> Question:
    found = course.question(name)
    assert found is not None
    return found


def test_nobody_passes_with_a_wrong_safety_answer(courses: Courses) -> None:
    chance = random.Random(2)
    passed = failed_for_safety = 0
    for seed in range(PAPERS):
        course = courses[INDUSTRIES[seed % len(INDUSTRIES)]]
        paper = draw_paper(course, seed)
        skill = chance.choice((0.7, 0.85, 0.95))
        for asked in paper.questions:
            found = question(course, asked.question)
            right = [answer.right for answer in found.answers].index(True)
            paper = paper.choose(right if chance.random() < skill else chance.choice(asked.order))
        result = grade(course, paper)
        wrong = wrong_answers(course, paper)
        safety_wrong = [found for found in wrong if found.topic in SAFETY]
        assert result.right == result.of - len(wrong)
        assert result.safety_wrong == tuple(found.id for found in safety_wrong)
        assert result.passed is (len(wrong) <= 3 and not safety_wrong)
        passed += result.passed
        failed_for_safety += len(wrong) <= 3 and bool(safety_wrong)
    assert passed > 1000 < failed_for_safety


def wrong_answers(course: Course, paper: Paper) -> list[Question]:
    asked = asked_of(course, paper)
    return [found for found, chosen in zip(asked, paper.chosen, strict=True) if not found.answers[chosen].right]


def test_the_same_seed_draws_the_same_paper(course: Course) -> None:
    assert draw_paper(course, 7) == draw_paper(course, 7) != draw_paper(course, 8)


def test_a_paper_is_answered_one_question_after_the_other(course: Course) -> None:
    paper = draw_paper(course, 3)
    for asked in paper.questions:
        assert paper.next == asked
        paper = paper.choose(0)
    assert paper.next is None
    assert paper.choose(0) == paper


def test_what_was_not_answered_or_is_no_answer_counts_as_wrong(course: Course) -> None:
    paper = draw_paper(course, 4)
    assert grade(course, paper).right == 0
    for _ in paper.questions:
        paper = paper.choose(99)
    assert grade(course, paper).right == 0
    assert not grade(course, Paper(version=course.version, questions=())).passed


def test_a_question_that_the_course_no_longer_has_fails_the_paper(courses: Courses) -> None:
    course = courses["trucking"]
    paper = draw_paper(course, 6)
    for asked in paper.questions:
        paper = paper.choose([answer.right for answer in question(course, asked.question).answers].index(True))
    assert grade(course, paper).passed
    gone = next(found for found in asked_of(course, paper) if found.topic not in SAFETY)
    edited = replace(course, bank=tuple(found for found in course.bank if found.id != gone.id))
    assert grade(edited, paper).safety_wrong == (gone.id,)
    assert not grade(edited, paper).passed


def asked_of(course: Course, paper: Paper) -> list[Question]:
    return [question(course, asked.question) for asked in paper.questions]


def test_a_small_bank_repeats_rather_than_asking_too_little(courses: Courses) -> None:
    course = courses["trucking"]
    everything = {found.id for found in course.bank}
    paper = draw_paper(course, 5, everything)
    assert Counter(question(course, asked.question).topic for asked in paper.questions) == PAPER


# Loading

LESSON = 'title = "It is about control"'
FAULTS = [
    (LESSON, 'title = "It is about control, and about nothing in the world but control"', "title has 63 characters"),
    (LESSON, 'titel = "It is about control"', "unknown field 'titel'"),
    (LESSON, 'title = "Victims are controlled"', "title says 'Victims'"),
    ('id = "about-control"', 'id = "About control"', "the id 'About control' is not kebab-case"),
    ('id = "not-smuggling"', 'id = "about-control"', "lesson 'about-control': the id is used twice"),
    ('picture = "lesson-about-control"\n', "", "picture is missing"),
    ("It seldom starts with a kidnapping.", "It seldom starts with a kidnapping. " + "And so on. " * 40, "together"),
    ("right = true },\n", "right = false },\n", "lesson 'about-control': 0 answers are right"),
    ('own town." },', 'own town.", right = true },', "2 answers are right"),
    ('text = "One person controls another"', f'text = "One person {"really " * 12}controls"', "answers 2 has 103"),
    ('because = "Nobody has', f'because = "{"Nobody, really. " * 12}Nobody has', "answer number 1: because 1 has"),
    ('because = "Nobody has', 'becuase = "Nobody has', "unknown field 'becuase'"),
    ('topic = "911-or-tip"', 'topic = "911"', "unknown topic '911'"),
    ('ask = "You hear blows and crying', f'ask = "{"You listen. " * 20}You hear', "ask has"),
    ('id = "child-offered-now"', 'id = "blows-in-a-camper"', "question 'blows-in-a-camper': the id is used twice"),
    ('  { text = "Walk over and knock on the door"', '#  { text = "Walk over"', "it has 2 answers. Write 3 to 4"),
    ("[[question]]", "[[questoin]]", "unknown field 'questoin'"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_in_the_core_is_refused_and_named(folder: Path, plant: Plant, old: str, new: str, told: str) -> None:
    load_courses(folder)
    plant("courses/core.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_courses(folder)
    assert str(caught.value).startswith("core.toml, ")


COURSE_FAULTS = [
    ('title = "Trucking"\n', "", "title is missing"),
    ('"core/not-smuggling"', '"core/smuggling"', "units names the unknown unit 'core/smuggling'"),
    ('  "core/not-smuggling",\n', '  "core/not-smuggling",\n' * 2, "units names 'core/not-smuggling' twice"),
    ('  "trucking/dock-4",\n', "", "nobody is taught 'trucking/dock-4'"),
    ('refresher = ["core/call-or-tip", ', "refresher = [", "refresher does not hold three lessons"),
    ('refresher = ["core/call-or-tip"', 'refresher = ["trucking/pump-12"', "refresher does not hold three lessons"),
    ('refresher = ["core/call-or-tip"', 'refresher = ["core/no-such"', "refresher names the unknown unit"),
    ('to = "walk-over" }', 'to = "start" }', "no later step is called 'start'"),
    ('to = "walk-over" }', 'to = "walk-ovre" }', "no later step is called 'walk-ovre'"),
    ('to = "tip-first" }', 'to = "call" }', "step 'tip-first': no choice leads here"),
    ('id = "door"', 'id = "cab"', "step 'cab': the id is used twice"),
    ('ending = "harm"', 'ending = "bad"', "unknown ending 'bad'"),
    ('ending = "harm"', 'choices = []\nending = "harm"', "it has choices and an ending, or neither"),
    ('ending = "harm"\n', "", "it has choices and an ending, or neither"),
    ('text = "It is 2 a.m.', f'text = "{"It is dark. " * 40}It is 2 a.m.', "step 'start': text has"),
    ("Get into the cab and look at the plate", "Get into the cab" + " and look" * 9, "choices 2 has 97 characters"),
    ("[[scene.step]]", "[[scene.stepp]]", "unknown field 'stepp'"),
]


@pytest.mark.parametrize(("old", "new", "told"), COURSE_FAULTS)
def test_a_fault_in_a_course_is_refused_and_named(folder: Path, plant: Plant, old: str, new: str, told: str) -> None:
    load_courses(folder)
    plant("courses/trucking.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_courses(folder)
    assert str(caught.value).startswith("trucking.toml, ")


def test_a_scene_without_a_good_end_is_refused(folder: Path) -> None:
    path = folder / "courses" / "trucking.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('ending = "good"', 'ending = "harm"'), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"trucking\.toml, scene 'pump-12': it has not both endings"):
        load_courses(folder)


def test_a_scene_with_one_choice_is_refused(folder: Path, plant: Plant) -> None:
    plant("courses/trucking.toml", '  { text = "Hold on to the car door", to = "door" },\n', "")
    with pytest.raises(DataFileError, match=r"scene 'pump-12', step 'walk-over': it has 1 choices\. Write 2 to 4"):
        load_courses(folder)


def test_a_topic_that_would_not_last_for_a_retry_is_refused(folder: Path) -> None:
    path = folder / "courses" / "core.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('topic = "images-of-minors"', 'topic = "minors"', 3), encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"topic images-of-minors has 1 questions with those of core\.toml\. Write 2"
    ):
        load_courses(folder)


def test_a_shared_lesson_that_no_course_teaches_is_refused(folder: Path) -> None:
    for path in (folder / "courses").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('  "core/anyone",\n', ""), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"core\.toml, the file: nobody is taught 'core/anyone'"):
        load_courses(folder)


def test_a_missing_core_is_named(folder: Path) -> None:
    (folder / "courses" / "core.toml").unlink()
    with pytest.raises(DataFileError, match=r"courses, the folder: core\.toml is missing"):
        load_courses(folder)


def test_the_version_follows_the_course_and_its_core(courses: Courses, folder: Path, plant: Plant) -> None:
    versions = {name: courses[name].version for name in courses}
    assert {name: found.version for name, found in load_courses(folder).courses.items()} == versions
    plant("courses/trucking.toml", "It is 2 a.m.", "It is 3 a.m.")
    changed = load_courses(folder)
    assert [name for name in changed if changed[name].version != versions[name]] == ["trucking"]
    plant("courses/core.toml", "It seldom starts", "It rarely starts")
    changed = load_courses(folder)
    assert [name for name in changed if changed[name].version == versions[name]] == []


# Translations

TRANSLATED = """# review: drafted
[lesson.about-control]
title = "Se trata de control"
shows = "Alguien con las manos vacías."
text = "Una persona controla a otra."
ask = "¿De qué se trata?"
answers = ["De viajes", "De control", "De extraños"]
because = ["No.", "Sí.", "Rara vez."]
[question.blows-in-a-camper]
ask = "Oye golpes ahora. ¿Qué va primero?"
answers = ["Llamar al 911", "Mandar un aviso", "Tocar la puerta"]
because = ["Primero el 911.", "Nadie lo lee enseguida.", "Es un peligro."]
"""
SCENE = """# review: drafted
[course]
title = "Camiones"
"""


@pytest.fixture
def translated(folder: Path) -> Path:
    """The data files with a language that has one lesson, one question and one title."""
    home = folder / "courses" / "xx"
    home.mkdir()
    (home / "core.toml").write_text(TRANSLATED, encoding="utf-8")
    (home / "trucking.toml").write_text(SCENE, encoding="utf-8")
    return folder


def test_what_a_language_lacks_is_said_in_english(translated: Path) -> None:
    courses = load_courses(translated)
    assert "xx" in courses.languages
    course = courses["trucking"]
    assert (course.title.say("xx"), courses["bus"].title.has("xx")) == ("Camiones", False)
    first, second = lessons(course)[:2]
    assert first.title.has("xx")
    assert first.title.say("xx") == "Se trata de control"
    assert [answer.text.say("xx") for answer in first.question.answers] == ["De viajes", "De control", "De extraños"]
    assert first.question.answers[1].because.say("xx") == "Sí."
    assert not second.title.has("xx")
    assert second.title.say("xx") == second.title.say("en") == second.title.say("yy")
    assert question(course, "core/blows-in-a-camper").ask.has("xx")


TRANSLATION_FAULTS = [
    ("# review: drafted\n", "", "the file: its first line does not tell its review"),
    ("[lesson.about-control]", "[lesson.about-contrl]", "the file, lesson: English has no lesson 'about-contrl'"),
    ("[question.blows-in-a-camper]", "[question.blows]", "English has no question 'blows'"),
    ("[lesson.about-control]", "[scene.about-control]", "English has no scene 'about-control'"),
    ('title = "Se trata de control"\n', "", "lesson, about-control: title is missing"),
    ("title = ", "titulo = ", "unknown field 'titulo'"),
    ('"De viajes", ', "", "answers holds 2 texts. Write 3"),
    ('"Rara vez."', '"Rara vez.", "Nunca."', "because holds 4 texts. Write 3"),
    ("De viajes", "Lot lizards", "answers 1 says 'Lot lizards'"),
    ("Se trata de control", "Se trata de control y de nada más en el mundo que control", "title has 57"),
    ("De viajes", "De viajes " * 11, "answers 1 has 110 characters"),
    ("Una persona", "Una persona " * 75, "together"),
    ("[lesson.about-control]", "lesson = 3\n[other]", "the file: unknown field 'other'"),
    ("[lesson.about-control]", "[lesson.about-control", "it is not valid TOML"),
]


@pytest.mark.parametrize(("old", "new", "told"), TRANSLATION_FAULTS)
def test_a_fault_in_a_translation_is_refused_and_named(
    translated: Path, plant: Plant, old: str, new: str, told: str
) -> None:
    load_courses(translated)
    plant("courses/xx/core.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_courses(translated)
    assert str(caught.value).startswith("xx/core.toml, ")


def test_a_scene_is_translated_whole_or_not_at_all(translated: Path) -> None:
    path = translated / "courses" / "xx" / "trucking.toml"
    path.write_text(
        SCENE + '[scene.dock-4]\ntitle = "Muelle"\nshows = "Un muelle."\n[scene.dock-4.step.start]\n'
        'text = "Espera."\nchoices = ["Sí", "No", "Tal vez"]\n',
        encoding="utf-8",
    )
    with pytest.raises(DataFileError, match=r"xx/trucking\.toml, .*dock-4, step, ask: text is missing"):
        load_courses(translated)
    path.write_text(path.read_text(encoding="utf-8").replace("step.start", "step.strat"), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"xx/trucking\.toml, .*dock-4: English has no step 'strat'"):
        load_courses(translated)


def test_a_translation_of_no_course_is_refused(translated: Path) -> None:
    (translated / "courses" / "xx" / "trucks.toml").write_text("# review: drafted\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"xx/trucks\.toml, the file: English has no such file"):
        load_courses(translated)


def test_topics_are_those_of_the_gate() -> None:
    assert {topic.value: number for topic, number in PAPER.items()} == {
        "911-or-tip": 3,
        "do-not-approach": 2,
        "minors": 2,
        "means-for-adults": 2,
        "details": 2,
        "labor-signs": 2,
        "words-and-bias": 1,
        "images-of-minors": 1,
    }
    assert {Topic.CALL_OR_TIP, Topic.DO_NOT_APPROACH, Topic.IMAGES_OF_MINORS} == SAFETY
