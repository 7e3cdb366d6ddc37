"""Everything that is taught or looked up, on the card it is shown on: every course and checklist in every language."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.dialogue.cards import card
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.report import SIGNS_PER_PAGE
from bot.dialogue.session import Passed, Session, Training
from bot.dialogue.states import State
from bot.phrases import SOURCE, Phrases
from bot.render import LONGEST_CAPTION, LONGEST_TEXT, parse_callback, render
from indicators import drawing
from indicators.course import Asked, Course, Lesson, Paper, Scene
from indicators.terms import Setting
from tests.unit.bot.phone import START, units_shown


def _learning(state: State, course: Course, language: str, **training: object) -> Session:
    whole = replace(Training(course=course.id, partner="Example Haulage"), **training)  # type: ignore[arg-type]
    return Session(language=language, welcomed=True, state=state, training=whole, industry=course.id)


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
    failed = Paper(version=course.version, questions=every, chosen=(99,) * len(every))
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


def test_a_language_without_courses_says_that_they_are_in_english(knowledge: Knowledge, phrases: Phrases) -> None:
    without = [language for language in phrases.languages if language not in knowledge.courses.languages]
    for language in without:
        lesson = next(iter(_course_cards(knowledge.courses["bus"], language)))
        shown = render(card(lesson, knowledge), language, phrases, knowledge.catalog)
        told = phrases.say(language, card(replace(lesson, state=State.LESSON), knowledge).lines[-1])
        assert told in shown.text
        assert told != phrases.say(SOURCE, card(lesson, knowledge).lines[-1])
