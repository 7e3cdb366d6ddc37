"""What the courses say, part by part: where it stands, and what of it somebody's safety hangs on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.course import SAFETY, Courses, Ending, Lesson, Question, Scene
from indicators.translated import Words
from indicators.wording import SOURCE_LANGUAGE
from ops.beside_english import named_numbers

COURSES = "courses"
EMERGENCY_NUMBER = "911"
_EMERGENCY = frozenset({EMERGENCY_NUMBER})


@dataclass(frozen=True, kw_only=True)
class Said:
    """One text of a part. `what` names it as findings do: "ask", or "answers, number 2"."""

    what: str
    words: Words
    safety: bool = False


@dataclass(frozen=True, kw_only=True)
class CoursePart:
    """A lesson, scene or question with all that it says. `id` begins with the file: "core/stay-back"."""

    kind: str
    id: str
    said: tuple[Said, ...]

    @property
    def entry(self) -> str:
        """As findings name it."""
        return f"{self.kind} {self.id.partition('/')[2]!r}"

    def file(self, home: Path, language: str) -> Path:
        """Where it stands in this language."""
        return home / ("" if language == SOURCE_LANGUAGE else language) / f"{self.id.partition('/')[0]}.toml"


def course_parts(courses: Courses) -> Iterator[CoursePart]:
    """Every lesson, scene and question; what the courses share comes once."""
    parts = (_part(one) for course in courses.courses.values() for one in (*course.units, *course.bank))
    yield from {(part.kind, part.id): part for part in parts}.values()


def _part(one: Lesson | Scene | Question) -> CoursePart:
    if isinstance(one, Lesson):
        told = (("text", one.text), *_asked(one.question))
        safety = any(_is_emergency(words) for _, words in told)
        said = (*(Said(what=what, words=words, safety=safety) for what, words in told),)
        return CoursePart(kind="lesson", id=one.id, said=(*_headed(one), *said))
    if isinstance(one, Scene):
        return CoursePart(kind="scene", id=one.id, said=(*_headed(one), *_steps(one)))
    safety = one.topic in SAFETY
    asked = tuple(Said(what=what, words=words, safety=safety) for what, words in _asked(one))
    return CoursePart(kind="question", id=one.id, said=asked)


def _headed(one: Lesson | Scene) -> tuple[Said, Said]:
    return Said(what="title", words=one.title), Said(what="shows", words=one.shows)


def _asked(question: Question) -> Iterator[tuple[str, Words]]:
    yield "ask", question.ask
    for number, answer in enumerate(question.answers, 1):
        yield f"answers, number {number}", answer.text
        yield f"because, number {number}", answer.because


def _steps(scene: Scene) -> Iterator[Said]:
    """What happens at each step. Safety hangs on how it ends badly, and on what says to call the emergency number."""
    for step in scene.steps:
        name = f"step {step.id!r}"
        ends_badly = step.ending is Ending.HARM
        yield Said(what=name, words=step.text, safety=ends_badly or _is_emergency(step.text))
        for number, choice in enumerate(step.choices, 1):
            yield Said(what=f"{name}, choices, number {number}", words=choice.text, safety=_is_emergency(choice.text))


def _is_emergency(words: Words) -> bool:
    """Whether the English names the emergency number."""
    return bool(named_numbers(words.say(SOURCE_LANGUAGE), _EMERGENCY))
