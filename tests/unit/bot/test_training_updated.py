"""A card of the training that is still on the phone after an update took away, or shortened, what it stands for."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.dialogue.effects import SubmitTip
from bot.dialogue.knowledge import Knowledge
from indicators.course import Course, Lesson, Question, Scene
from tests.unit.bot.phone import Phone
from tests.unit.bot.test_training import examine, learn_all, through_scene

COURSE = "trucking"


def _with(knowledge: Knowledge, course: Course | None) -> Knowledge:
    others = {name: one for name, one in knowledge.courses.courses.items() if name != COURSE}
    changed = others if course is None else {COURSE: course, **others}
    return replace(knowledge, courses=replace(knowledge.courses, courses=MappingProxyType(changed)))


def gone(knowledge: Knowledge) -> Knowledge:
    """The course is no longer offered."""
    return _with(knowledge, None)


def shortened(knowledge: Knowledge) -> Knowledge:
    """Every question has fewer answers, every scene other steps."""

    def fewer(question: Question) -> Question:
        right = next(answer for answer in question.answers if answer.right)
        return replace(question, answers=(right,))

    def unit(one: Lesson | Scene) -> Lesson | Scene:
        if isinstance(one, Lesson):
            return replace(one, question=fewer(one.question))
        first, *rest = one.steps
        renamed = {step.id: f"{step.id}-again" for step in rest}
        ways = tuple(replace(way, to=renamed[way.to]) for way in first.choices)
        return replace(one, steps=(replace(first, choices=ways[:1]), *(replace(s, id=renamed[s.id]) for s in rest)))

    course = knowledge.courses[COURSE]
    bank = tuple(fewer(question) for question in course.bank)
    changed = replace(course, version="later", bank=bank, units=tuple(unit(one) for one in course.units))
    return _with(knowledge, changed)


def replaced(knowledge: Knowledge) -> Knowledge:
    """Every lesson, scene and question is another one."""
    course = knowledge.courses[COURSE]
    units = tuple(replace(one, id=f"{one.id}-new") for one in course.units)
    bank = tuple(replace(one, id=f"{one.id}-new") for one in course.bank)
    refresher = tuple(replace(one, id=f"{one.id}-new") for one in course.refresher)
    return _with(knowledge, replace(course, version="later", units=units, bank=bank, refresher=refresher))


UPDATES = (gone, shortened, replaced)


def _answered(phone: Phone, course: Course) -> None:
    phone.tap("next")
    phone.tap([action for action in phone.actions if action.startswith("a.")][-1])


def _scene(phone: Phone, course: Course) -> None:
    number = next(number for number, unit in enumerate(course.units) if isinstance(unit, Scene))
    phone.tap("parts", f"part.{number}", "c.0")


def _ended(phone: Phone, course: Course) -> None:
    number = next(number for number, unit in enumerate(course.units) if isinstance(unit, Scene))
    phone.tap("parts", f"part.{number}")
    through_scene(phone, course)


def _to_exam(phone: Phone, course: Course) -> None:
    learn_all(phone, course)
    phone.tap("exam", "a.0")


def _failed(phone: Phone, course: Course) -> None:
    learn_all(phone, course)
    phone.tap("exam")
    examine(phone, course, wrong=1, safety=True)


def _passed(phone: Phone, course: Course) -> None:
    learn_all(phone, course)
    phone.tap("exam")
    examine(phone, course)


def _certificate(phone: Phone, course: Course) -> None:
    _passed(phone, course)
    phone.tap("certificate")


PLACES: dict[str, Callable[[Phone, Course], object]] = {
    "training": lambda phone, course: phone,
    "parts": lambda phone, course: phone.tap("parts"),
    "lesson": lambda phone, course: phone.tap("next"),
    "answered": _answered,
    "scene": _scene,
    "scene-ended": _ended,
    "exam": _to_exam,
    "failed": _failed,
    "passed": _passed,
    "certificate": _certificate,
}


@pytest.mark.parametrize("update", UPDATES)
@pytest.mark.parametrize("place", PLACES)
def test_after_an_update_every_button_leads_on_and_a_report_begins(
    phone: Phone, knowledge: Knowledge, place: str, update: Callable[[Knowledge], Knowledge]
) -> None:
    phone.tap("training", "course.trucking")
    PLACES[place](phone, knowledge.courses[COURSE])
    phone.knowledge = update(knowledge)
    stood = phone.session
    assert "Not passed" not in phone.text, "by answers to what another version asked"
    for action in phone.actions:
        phone.session = stood
        phone.tap(action)
        assert phone.step is not None
        assert phone.step.toast is None, f"{action} on {stood.state} leads nowhere"
        assert phone.text
    phone.session = stood
    phone.say("a man took all the papers of three workers at the flying j, exit 272")
    phone.tap("parked", "no").tap("review", "send")
    assert len(phone.asked_for(SubmitTip)) == 1


def test_a_sign_that_was_taken_away_asks_for_a_place_again_and_is_in_no_report(
    phone: Phone, knowledge: Knowledge
) -> None:
    phone.tap("signs", "set.motel")
    phone.tap(phone.actions[0])
    _, _, sign = (phone.session.code or "").partition("/")
    kept = {name: one for name, one in knowledge.catalog.indicators.items() if name != sign}
    phone.knowledge = replace(knowledge, catalog=replace(knowledge.catalog, indicators=MappingProxyType(kept)))
    stood = phone.session
    for action in phone.actions:
        phone.session = stood
        phone.tap(action)
        assert phone.step is not None
        assert phone.step.toast is None, f"{action} leads nowhere"
        assert phone.session.draft is None
