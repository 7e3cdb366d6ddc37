"""Everything that is taught or looked up, on the card it is shown on: every course and checklist in every language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.dialogue.cards import card
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.replies import Line
from bot.dialogue.report import SIGNS_PER_PAGE
from bot.dialogue.session import Passed, Session, Training
from bot.dialogue.states import State
from bot.dialogue.training_cards import WRONG_SHOWN
from bot.phrases import SOURCE, Phrases
from bot.render import LONGEST_CAPTION, LONGEST_TEXT, parse_callback, render
from indicators import drawing
from indicators.course import Asked, Course, Lesson, Paper, Question, Scene
from indicators.days import day_said
from indicators.terms import Setting
from tests.unit.bot.phone import START, Phone, units_shown


def _learning(state: State, course: Course, language: str, **training: object) -> Session:
    whole = replace(Training(course=course.id, partner="Example Haulage"), **training)  # type: ignore[arg-type]
    return Session(language=language, welcomed=True, state=state, training=whole, industry=course.id)


def _longest_wrong(question: Question, language: str) -> int:
    """The wrong answer that takes the most room."""
    wrong = [at for at, answer in enumerate(question.answers) if not answer.right]
    return max(wrong, key=lambda at: len(question.answers[at].text.say(language)))


def _length_of_mending(question: Question, language: str) -> int:
    """How much a result says of a question that was answered wrongly."""
    right = next(answer for answer in question.answers if answer.right)
    wrong = question.answers[_longest_wrong(question, language)]
    return sum(len(words.say(language)) for words in (question.ask, wrong.text, right.text, right.because))


def _course_cards(course: Course, language: str) -> Iterator[Session]:
    """Every card of a course: each lesson with each answer, each step of each scene, each question of the exam."""
    for unit in course.units:
        if isinstance(unit, Lesson):
            for chosen in (None, *range(len(unit.question.answers))):
                yield _learning(State.LESSON, course, language, unit=unit.id, chosen=chosen)
        elif isinstance(unit, Scene):
            for step in unit.steps:
                yield _learning(State.SCENE, course, language, unit=unit.id, step=step.id)
    for question in course.bank:
        asked = Asked(question=question.id, order=tuple(range(len(question.answers))))
        yield _learning(State.EXAM, course, language, paper=Paper(version=course.version, questions=(asked,)))
    every = tuple(Asked(question=one.id, order=tuple(range(len(one.answers)))) for one in course.bank)
    for chosen in ((99,) * len(every), tuple(_longest_wrong(one, language) for one in course.bank)):
        failed = Paper(version=course.version, questions=every, chosen=chosen)
        yield _learning(State.EXAM_RESULT, course, language, paper=failed)
    longest = sorted(course.bank, key=lambda one: -_length_of_mending(one, language))[:WRONG_SHOWN]
    worst = tuple(Asked(question=one.id, order=tuple(range(len(one.answers)))) for one in longest)
    failed = Paper(
        version=course.version, questions=worst, chosen=tuple(_longest_wrong(one, language) for one in longest)
    )
    yield _learning(State.EXAM_RESULT, course, language, paper=failed)
    yield _learning(State.PARTS, course, language)
    yield _learning(State.TRAINING, course, language)
    day = START.date()
    passed = Passed(course=course.id, on=day, until=day, code="23456789BCDFGHJK")
    yield _learning(State.TRAINING, course, language, passed=(passed,), due=True, refreshing=True)
    yield _learning(State.CERTIFICATE, course, language, passed=(passed,))


def _pocket_cards(knowledge: Knowledge, industry: str, language: str) -> Iterator[Session]:
    """Every page of every place, and every sign of it."""
    looking = Session(language=language, welcomed=True, industry=industry)
    yield replace(looking, state=State.POCKET)
    for setting in (None, *Setting):
        signs = knowledge.checklists[industry].signs_for(setting)
        for page in range(-(-len(signs) // SIGNS_PER_PAGE)):
            yield replace(looking, state=State.POCKET_SIGNS, code=setting or "any", page=page)
        for sign in signs:
            yield replace(looking, state=State.POCKET_SIGN, code=f"{setting or 'any'}/{sign}")


def _check(session: Session, knowledge: Knowledge, phrases: Phrases) -> None:
    face = card(session, knowledge)
    shown = render(face, session.language, phrases, knowledge.catalog)
    where = (session.language, session.state, session.training.unit or session.code)
    caption = shown.picture is not None or shown.document is not None
    assert units_shown(shown.text) <= (LONGEST_CAPTION if caption else LONGEST_TEXT), where
    assert not shown.text.rstrip().endswith("…"), f"{where} was cut"
    assert "{" not in shown.text, where
    assert shown.picture is None or shown.picture in drawing.names(), where
    assert any(button.action != "sos" for row in face.rows for button in row), where
    longest = 18 if session.language == SOURCE else 24
    for label, data in (button for row in shown.rows for button in row):
        assert len(label) <= longest, (where, label)
        assert parse_callback(data) is not None, where


@pytest.mark.parametrize("course", ["bus", "energy", "trucking"])
def test_every_card_of_every_course_is_whole_in_every_language(
    course: str, knowledge: Knowledge, phrases: Phrases
) -> None:
    for language in phrases.languages:
        for session in _course_cards(knowledge.courses[course], language):
            _check(session, knowledge, phrases)


@pytest.mark.parametrize("industry", ["bus", "energy", "trucking"])
def test_every_sign_of_every_checklist_can_be_looked_up_in_every_language(
    industry: str, knowledge: Knowledge, phrases: Phrases
) -> None:
    for language in phrases.languages:
        for session in _pocket_cards(knowledge, industry, language):
            _check(session, knowledge, phrases)


def test_an_urgent_sign_says_what_to_keep_in_mind_and_any_other_what_it_does_not_mean(
    knowledge: Knowledge, phrases: Phrases
) -> None:
    for language in phrases.languages:
        for name, sign in knowledge.catalog.indicators.items():
            session = Session(language=language, welcomed=True, state=State.POCKET_SIGN, code=f"any/{name}")
            said = card(session, knowledge).lines
            text = knowledge.catalog.rather(name, language)
            label = "pocket-rather" if sign.alarm is None else "pocket-in-mind"
            assert Line(key=label, args={"text": text}) in said, (language, name)
    english = [phrases.say(SOURCE, Line(key=key, args={"text": "…"})) for key in ("pocket-rather", "pocket-in-mind")]
    assert english == ["What it does not mean: …", "Keep in mind: …"]


def test_the_days_of_what_was_passed_are_said_in_words_in_every_language(
    knowledge: Knowledge, phrases: Phrases
) -> None:
    day = START.date()
    passed = (Passed(course="bus", on=day, until=day, code="23456789BCDFGHJK"),)
    for language in phrases.languages:
        for due in (False, True):
            session = _learning(State.TRAINING, knowledge.courses["bus"], language, passed=passed, due=due)
            text = render(card(session, knowledge), language, phrases, knowledge.catalog).text
            assert text.count(day_said(day, language)) == 2, (language, text)
            assert day.isoformat() not in text
            assert ".." not in text, "a year of its own abbreviation ends the sentence"


PLACES = (*(f"set.{setting}" for setting in Setting), "unsure")


def _paged(phone: Phone) -> list[str]:
    """Every sign on every page, each page looked at in every language; the phone ends on the last one."""
    reached: list[str] = []
    while True:
        for language in phone.phrases.languages:
            _check(replace(phone.session, language=language), phone.knowledge, phone.phrases)
        reached += [action.split(".")[1] for action in phone.actions if action.startswith(("s.", "sign."))]
        onward = f"page.{phone.session.page + 1}"
        if onward not in phone.actions:
            return reached
        phone.tap(onward)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("industry", ["bus", "energy", "trucking"])
def test_every_path_of_every_checklist_is_walked_in_every_language(
    industry: str, place: str, knowledge: Knowledge, phrases: Phrases
) -> None:
    setting = None if place == "unsure" else Setting(place.removeprefix("set."))
    signs = knowledge.checklists[industry].signs_for(setting)
    phone = Phone(knowledge, phrases)
    phone.session = replace(phone.session, industry=industry)
    phone.tap("report", "parked", "no", place, "skip", "skip", "unsure")
    assert tuple(_paged(phone)) == signs
    phone.tap(f"s.{signs[-1]}.s", "done")
    assert phone.at(State.PEOPLE_COUNT)
    assert [seen.indicator for seen in phone.draft.signs] == [signs[-1]]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("industry", ["bus", "energy", "trucking"])
def test_every_sign_that_is_looked_up_can_be_turned_into_a_report(
    industry: str, place: str, knowledge: Knowledge, phrases: Phrases
) -> None:
    phone = Phone(knowledge, phrases)
    phone.session = replace(phone.session, industry=industry)
    phone.tap("signs", place)
    signs = knowledge.checklists[industry].signs_for(None if place == "unsure" else Setting(place[4:]))
    assert tuple(_paged(phone)) == signs
    looking = phone.session
    for action in [action for action in phone.actions if action.startswith("sign.")]:
        phone.session = looking
        phone.tap(action)
        assert phone.shown.picture == action.removeprefix("sign.")
        phone.tap("report")
        assert [seen.indicator for seen in phone.draft.signs] == [action.removeprefix("sign.")]


@pytest.mark.parametrize("language", ["ar", "fr", "pa", "ru"])
def test_a_language_without_lessons_says_that_they_are_in_english(
    language: str, knowledge: Knowledge, phrases: Phrases
) -> None:
    course = knowledge.courses["bus"]
    assert not course.units[0].title.has(language)
    told = phrases.say(language, Line(key="training-in-english"))
    lesson = next(iter(_course_cards(course, language)))
    for state in (State.LESSON, State.TRAINING, State.PARTS):
        shown = render(card(replace(lesson, state=state), knowledge), language, phrases, knowledge.catalog)
        assert told in shown.text
    choice = render(card(replace(lesson, state=State.COURSES), knowledge), language, phrases, knowledge.catalog)
    assert told not in choice.text
    assert "Trucking" not in str(choice.rows)
