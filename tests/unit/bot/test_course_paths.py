"""Every path of every course, tapped through in each language it has: no dead end, and each step says its words."""

from collections.abc import Iterator
from html import unescape

import pytest

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.states import State
from bot.phrases import Phrases
from indicators.course import Ending, Lesson, Scene
from tests.unit.bot.phone import Phone


def paths(scene: Scene, step_id: str) -> Iterator[tuple[int, ...]]:
    """Every way from a step to an ending, as the numbers of the choices."""
    step = scene.step(step_id)
    assert step is not None
    if step.ending is not None:
        yield ()
    for at, choice in enumerate(step.choices):
        for rest in paths(scene, choice.to):
            yield (at, *rest)


def away_and_back(phone: Phone) -> None:
    """Pause and go on: the same card stands there again."""
    before = phone.text
    phone.tap("pause", "next")
    assert phone.text == before


def walk_lesson(phone: Phone, lesson: Lesson, number: int) -> None:
    """Each answer, from the list of parts to the card that follows."""
    say = phone.session.language
    for at, answer in enumerate(lesson.question.answers):
        phone.tap("parts", f"part.{number}")
        said = unescape(phone.text)
        assert lesson.text.say(say).strip() in said
        assert all(one.text.say(say) in said for one in lesson.question.answers)
        if at == 0:
            away_and_back(phone)
        phone.tap(f"a.{at}")
        assert answer.because.say(say) in unescape(phone.text)
        to_training(phone, "next")


def walk_scene(phone: Phone, scene: Scene, number: int) -> set[str]:
    """Each way through a scene; the steps that were seen."""
    say, seen = phone.session.language, set[str]()
    for way in paths(scene, scene.steps[0].id):
        phone.tap("parts", f"part.{number}")
        here = scene.steps[0]
        for at in way:
            assert here.text.say(say) in unescape(phone.text)
            assert all(choice.text.say(say) in unescape(phone.text) for choice in here.choices)
            if scene.id not in phone.session.training.done:
                away_and_back(phone)
            phone.tap(f"c.{at}")
            seen.add(here.id)
            after = scene.step(here.choices[at].to)
            assert after is not None
            here = after
        seen.add(here.id)
        assert here.text.say(say) in unescape(phone.text)
        good = here.ending is Ending.GOOD
        assert ("next" in phone.actions) is good
        to_training(phone, "next" if good else "again")
    return seen


def to_training(phone: Phone, action: str) -> None:
    """Tap, and come back to where one stands."""
    phone.tap(action)
    if not phone.at(State.TRAINING):
        phone.tap("pause")


@pytest.mark.parametrize("name", ["bus", "energy", "trucking"])
def test_every_path_of_every_course_is_walked(knowledge: Knowledge, phrases: Phrases, name: str) -> None:
    course = knowledge.courses[name]
    for language in knowledge.courses.languages:
        phone = Phone(knowledge, phrases, language).tap("training", f"course.{name}")
        for number, unit in enumerate(course.units):
            if isinstance(unit, Lesson):
                walk_lesson(phone, unit, number)
            else:
                assert walk_scene(phone, unit, number) == {step.id for step in unit.steps}
        assert phone.session.training.done == {unit.id for unit in course.units}
        assert "exam" in phone.actions
