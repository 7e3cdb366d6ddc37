"""The courses: lessons, scenes and questions, loaded from `courses/*.toml`, and the exam that is drawn from them.

English holds what a course is made of. A translation in `courses/<language>/` holds words only; what it lacks is said
in English. Randomness comes in as a seed: the same seed draws the same paper.
"""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from indicators.datafile import FOLDER, TOML, Entry, content_version, entries
from indicators.errors import DataFileError, each
from indicators.reading import seconds
from indicators.translated import Part, TranslatedFile, check_known, read_translated
from indicators.translated import Words as Words
from indicators.wording import SOURCE_LANGUAGE, load_forbidden

SUBFOLDER = "courses"
CORE = "core"

TITLE, ANSWER, BECAUSE, ASK, STEP, SHOWS = 40, 80, 200, 250, 500, 120
"""Most characters in English; other languages may be a quarter longer."""
CARD, CARD_ELSEWHERE = 780, 960
"""Most characters of a lesson's title, text and question together: a picture's caption holds 1,024."""
REFRESHER = 3
TIMES_THE_PAPER = 2
"""How many papers the questions of each topic last, so that a retry asks nothing twice."""


class Topic(StrEnum):
    """What an exam question is about."""

    CALL_OR_TIP = "911-or-tip"
    DO_NOT_APPROACH = "do-not-approach"
    MINORS = "minors"
    MEANS_FOR_ADULTS = "means-for-adults"
    DETAILS = "details"
    LABOR_SIGNS = "labor-signs"
    WORDS_AND_BIAS = "words-and-bias"
    IMAGES_OF_MINORS = "images-of-minors"


PAPER: Mapping[Topic, int] = MappingProxyType(
    {
        Topic.CALL_OR_TIP: 3,
        Topic.DO_NOT_APPROACH: 2,
        Topic.MINORS: 2,
        Topic.MEANS_FOR_ADULTS: 2,
        Topic.DETAILS: 2,
        Topic.LABOR_SIGNS: 2,
        Topic.WORDS_AND_BIAS: 1,
        Topic.IMAGES_OF_MINORS: 1,
    }
)
"""How many questions of each topic a paper asks."""

SAFETY = frozenset({Topic.CALL_OR_TIP, Topic.DO_NOT_APPROACH, Topic.IMAGES_OF_MINORS})
"""Topics where one wrong answer fails the paper: somebody could be hurt by it."""

PASS_PERCENT = 80


class Ending(StrEnum):
    """How a scene ends."""

    GOOD = "good"
    HARM = "harm"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, and why it is right or wrong."""

    text: Words
    because: Words
    right: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question with exactly one right answer. A lesson's own question has the lesson's id and no topic."""

    id: str
    topic: Topic | None
    ask: Words
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """About a minute on one card. `shows` says what is to be seen on the picture; a chat has no place for it."""

    id: str
    picture: str
    shows: Words
    title: Words
    text: Words
    question: Question


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What one can do at a step of a scene, and the step that follows."""

    text: Words
    to: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One moment of a scene: it has choices, or it is an ending."""

    id: str
    text: Words
    choices: tuple[Choice, ...]
    ending: Ending | None


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A story that the reader decides step by step. Its steps only lead onward, so every way comes to an end."""

    id: str
    picture: str
    shows: Words
    title: Words
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step | None:
        """A step of this scene; None where another version of the course had it."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, kw_only=True)
class Course:
    """What one industry learns, in order, and the questions that its exam may ask.

    Units and questions are named as in `units`: "core/about-control" is shared, "trucking/lot-at-night" its own.
    """

    id: str
    title: Words
    units: tuple[Lesson | Scene, ...]
    refresher: tuple[Lesson, ...]
    bank: tuple[Question, ...]
    version: str

    def unit(self, unit_id: str) -> Lesson | Scene | None:
        """A lesson or scene; None where another version of the course had it."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def question(self, question_id: str) -> Question | None:
        """A question of the exam; None where another version of the course had it."""
        return next((question for question in self.bank if question.id == question_id), None)


@dataclass(frozen=True, kw_only=True)
class Courses:
    """All courses by id, in the order of their files, and the languages that have parts of their own."""

    courses: Mapping[str, Course]
    languages: tuple[str, ...]

    def __getitem__(self, course_id: str) -> Course:
        return self.courses[course_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.courses)

    @property
    def pictures(self) -> frozenset[str]:
        """Every picture that a lesson or a scene shows."""
        return frozenset(unit.picture for course in self.courses.values() for unit in course.units)


# The exam


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question on a paper, and the order in which its answers stand there (positions in `Question.answers`)."""

    question: str
    order: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """An exam as drawn for one person, with what was chosen so far (positions in `Question.answers`)."""

    version: str
    questions: tuple[Asked, ...]
    chosen: tuple[int, ...] = ()

    @property
    def next(self) -> Asked | None:
        """The question to ask now; None where all are answered."""
        return self.questions[len(self.chosen)] if len(self.chosen) < len(self.questions) else None

    def choose(self, answer: int) -> "Paper":
        """The paper with the next question answered."""
        return replace(self, chosen=(*self.chosen, answer)) if self.next else self


@dataclass(frozen=True, kw_only=True)
class Grade:
    """How a paper went. `wrong` and `safety_wrong` name questions; what was not answered counts as wrong."""

    right: int
    of: int
    wrong: tuple[str, ...]
    safety_wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """At least 80 percent right, and no question of safety wrong."""
        return self.of > 0 and self.right * 100 >= self.of * PASS_PERCENT and not self.safety_wrong


def draw_paper(course: Course, seed: int, leave_out: Collection[str] = frozenset()) -> Paper:
    """A paper by the rule of topics, without the questions in `leave_out`, the paper before, while there are others."""
    shuffler = random.Random(seed)  # noqa: S311  a paper is no secret: the seed makes it the same again in a test
    drawn: list[Question] = []
    for topic, count in PAPER.items():
        fresh = [question for question in course.bank if question.topic is topic and question.id not in leave_out]
        known = [question for question in course.bank if question.topic is topic and question.id in leave_out]
        picked = shuffler.sample(fresh, min(count, len(fresh)))
        drawn += picked + shuffler.sample(known, count - len(picked))
    shuffler.shuffle(drawn)
    asked = tuple(
        Asked(question=question.id, order=tuple(shuffler.sample(range(len(question.answers)), len(question.answers))))
        for question in drawn
    )
    return Paper(version=course.version, questions=asked)


def grade(course: Course, paper: Paper) -> Grade:
    """How a paper went. A question that the course no longer has is wrong, and counts as one of safety."""
    wrong, safety_wrong = [], []
    for number, asked in enumerate(paper.questions):
        question = course.question(asked.question)
        chosen = paper.chosen[number] if number < len(paper.chosen) else None
        if question is not None and _is_right(question, chosen):
            continue
        wrong.append(asked.question)
        if question is None or question.topic in SAFETY:
            safety_wrong.append(asked.question)
    of = len(paper.questions)
    return Grade(right=of - len(wrong), of=of, wrong=tuple(wrong), safety_wrong=tuple(safety_wrong))


def _is_right(question: Question, chosen: int | None) -> bool:
    return chosen is not None and 0 <= chosen < len(question.answers) and question.answers[chosen].right


def minutes(course: Course, language: str = SOURCE_LANGUAGE) -> float:
    """About how long a course takes with its exam, every scene on its longest way."""
    papers = [(seconds(_asked_words(question, language), 1), question.topic) for question in course.bank]
    exam = 0.0
    for topic, count in PAPER.items():
        times = [time for time, own in papers if own is topic]
        exam += count * sum(times) / len(times)
    return (sum(_unit_seconds(unit, language) for unit in course.units) + exam) / 60


def _unit_seconds(unit: Lesson | Scene, language: str) -> float:
    if isinstance(unit, Scene):
        return seconds(unit.title.say(language)) + _scene_seconds(unit, unit.steps[0], language)
    told = " ".join(words.say(language) for words in (unit.title, unit.text))
    reason = next(answer.because for answer in unit.question.answers if answer.right)
    return seconds(told) + seconds(_asked_words(unit.question, language), 1) + seconds(reason.say(language))


def _scene_seconds(scene: Scene, step: Step, language: str) -> float:
    told = " ".join(words.say(language) for words in (step.text, *(choice.text for choice in step.choices)))
    onward = [found for choice in step.choices if (found := scene.step(choice.to))]
    rest = max((_scene_seconds(scene, found, language) for found in onward), default=0.0)
    return seconds(told, 1 if step.choices else 0) + rest


def _asked_words(question: Question, language: str) -> str:
    return " ".join(words.say(language) for words in (question.ask, *(answer.text for answer in question.answers)))


# Loading


def load_courses(folder: Path = FOLDER) -> Courses:
    """All courses, everything checked."""
    home = folder / SUBFOLDER
    languages = tuple(sorted({path.parent.name for path in home.glob(f"[!.]*/{TOML}")}))
    forbidden = load_forbidden(folder)
    read = each(lambda path: read_translated(path, languages, forbidden), sorted(home.glob(TOML)))
    files = {file.name: file for file in read}
    if CORE not in files:
        raise DataFileError(home, "the folder", f"{CORE}.toml is missing", "Put it back")
    for language in languages:
        for path in sorted((home / language).glob(TOML)):
            if path.stem not in files:
                raise DataFileError(f"{language}/{path.name}", "the file", "English has no such file", "Remove it")
    core = files.pop(CORE)
    core.whole.allow("lesson", "scene", "question")
    shared, questions = _units(core), _questions(core)

    def course(file: TranslatedFile) -> Course:
        version = content_version((home / f"{CORE}.toml", home / f"{file.name}.toml"))
        return _course(file, shared, questions, version)

    courses = {made.id: made for made in each(course, files.values())}
    _check_used(core, shared, {unit.id for course in courses.values() for unit in course.units})
    for file in (core, *files.values()):
        check_known(file)
    return Courses(courses=MappingProxyType(courses), languages=(SOURCE_LANGUAGE, *languages))


def _entries(file: TranslatedFile, array: str) -> Iterator[tuple[str, Entry]]:
    """The tables of an array by id; an array may be absent."""
    if array not in file.whole.fields:
        return
    assert isinstance(file.whole.file, Path)  # noqa: S101  English is always read from its own path
    for entry in entries(file.whole.file, file.whole.fields, array):
        yield _id(entry), entry


def _id(entry: Entry) -> str:
    found = entry.text("id")
    if not all(part.isascii() and part.isalnum() and part == part.lower() for part in found.split("-")):
        raise entry.wrong(f"the id {found!r} is not kebab-case", "Write small letters, digits and hyphens only")
    return found


def _units(file: TranslatedFile) -> dict[str, Lesson | Scene]:
    units: dict[str, Lesson | Scene] = {}

    def add(row: tuple[str, str, Entry]) -> None:
        array, unit_id, entry = row
        name, part = f"{file.name}/{unit_id}", file.part(entry, array, unit_id)
        if name in units:
            raise entry.wrong("the id is used twice", "Give one of them another id")
        units[name] = _lesson(name, entry, part) if array == "lesson" else _scene(name, entry, part)

    each(add, [(array, *found) for array in ("lesson", "scene") for found in _entries(file, array)])
    return units


def _lesson(name: str, entry: Entry, part: Part) -> Lesson:
    entry.allow("id", "picture", "shows", "title", "text", "ask", "answers")
    part.allow("shows", "title", "text", "ask", "answers", "because")
    lesson = Lesson(
        id=name,
        picture=entry.text("picture"),
        shows=part.words("shows", SHOWS),
        title=part.words("title", TITLE),
        text=part.words("text", CARD),
        question=Question(id=name, topic=None, ask=part.words("ask", ASK), answers=_answers(part, fewest=2)),
    )
    for language in (SOURCE_LANGUAGE, *part.others):
        card = [lesson.title, lesson.text, lesson.question.ask, *(answer.text for answer in lesson.question.answers)]
        length, most = (
            sum(len(words.say(language)) for words in card),
            CARD if language == SOURCE_LANGUAGE else CARD_ELSEWHERE,
        )
        if length > most:
            raise part.others.get(language, entry).wrong(
                f"title, text, ask and answers have {length} characters together", f"Say it in {most} or fewer"
            )
    return lesson


def _answers(part: Part, fewest: int) -> tuple[Answer, ...]:
    rows = part.entry.tables("answers", "answer")
    if not fewest <= len(rows) <= 4:
        raise part.entry.wrong(f"it has {len(rows)} answers", f"Write {fewest} to 4")
    for row in rows:
        row.allow("text", "because", "right")
    right = [row.fields.get("right", False) is True for row in rows]
    if right.count(True) != 1:
        raise part.entry.wrong(f"{right.count(True)} answers are right", "Write right = true at exactly one")
    texts = part.listed("answers", rows, "text", ANSWER)
    reasons = part.listed("because", rows, "because", BECAUSE)
    return tuple(
        Answer(text=text, because=because, right=is_right)
        for text, because, is_right in zip(texts, reasons, right, strict=True)
    )


def _scene(name: str, entry: Entry, part: Part) -> Scene:
    entry.allow("id", "picture", "shows", "title", "step")
    part.allow("shows", "title", "step")
    rows = entry.tables("step", "step", key="id")
    ids = [_id(row) for row in rows]
    _check_steps(part, rows, ids)
    steps = tuple(_step(part, row, ids[number:]) for number, row in enumerate(rows))
    reached = {ids[0], *(choice.to for step in steps for choice in step.choices)}
    for row, step_id in zip(rows, ids, strict=True):
        if step_id not in reached:
            raise row.wrong("no choice leads here", "Lead one here, or remove it")
    if {step.ending for step in steps} < {None, Ending.GOOD, Ending.HARM}:
        raise entry.wrong("it has not both endings", 'Write one with ending = "good", and one with "harm"')
    return Scene(
        id=name,
        picture=entry.text("picture"),
        shows=part.words("shows", SHOWS),
        title=part.words("title", TITLE),
        steps=steps,
    )


def _check_steps(part: Part, rows: tuple[Entry, ...], ids: list[str]) -> None:
    for row, step_id in zip(rows, ids, strict=True):
        if ids.count(step_id) > 1:
            raise row.wrong("the id is used twice", "Give one of them another id")
    for other in part.others.values():
        for unknown in other.table("step").fields.keys() - set(ids):
            raise other.wrong(f"English has no step {unknown!r}", "Remove it, or correct its id")


def _step(scene: Part, row: Entry, onward: list[str]) -> Step:
    """One step; `onward` are the ids from it to the end of the scene. Going back would let a reader go in circles."""
    row.allow("id", "text", "choices", "ending")
    others = {language: other.table("step").table(onward[0]) for language, other in scene.others.items()}
    part = Part(entry=row, others=others, forbidden=scene.forbidden)
    part.allow("text", "choices")
    ending = row.choice("ending", Ending) if "ending" in row.fields else None
    if (ending is None) is ("choices" not in row.fields):
        raise row.wrong("it has choices and an ending, or neither", "Write choices, or an ending")
    text = part.words("text", STEP)
    if ending is not None:
        return Step(id=onward[0], text=text, choices=(), ending=ending)
    choices = row.tables("choices", "choice")
    if not 2 <= len(choices) <= 4:
        raise row.wrong(f"it has {len(choices)} choices", "Write 2 to 4")
    for choice in choices:
        choice.allow("text", "to")
        if choice.text("to") not in onward[1:]:
            raise choice.wrong(f"no later step is called {choice.text('to')!r}", "Write the id of one further down")
    texts = part.listed("choices", choices, "text", ANSWER)
    ways = tuple(Choice(text=words, to=way.text("to")) for words, way in zip(texts, choices, strict=True))
    return Step(id=onward[0], text=text, choices=ways, ending=None)


def _questions(file: TranslatedFile) -> dict[str, Question]:
    questions: dict[str, Question] = {}

    def add(row: tuple[str, Entry]) -> None:
        question_id, entry = row
        entry.allow("id", "topic", "ask", "answers")
        part = file.part(entry, "question", question_id)
        part.allow("ask", "answers", "because")
        name = f"{file.name}/{question_id}"
        if name in questions:
            raise entry.wrong("the id is used twice", "Give one of them another id")
        questions[name] = Question(
            id=name,
            topic=entry.choice("topic", Topic),
            ask=part.words("ask", ASK),
            answers=_answers(part, fewest=3),
        )

    each(add, _entries(file, "question"))
    return questions


def _check_used(file: TranslatedFile, units: Collection[str], used: Collection[str]) -> None:
    for name in units:
        if name not in used:
            raise file.whole.wrong(f"nobody is taught {name!r}", "Name it in the units of a course, or remove it")


def _course(
    file: TranslatedFile, shared: Mapping[str, Lesson | Scene], questions: Mapping[str, Question], version: str
) -> Course:
    file.whole.allow("title", "units", "refresher", "lesson", "scene", "question")
    part = file.part(file.whole, "course")
    part.allow("title")
    own = _units(file)
    units = {name: _unit(file.whole, "units", name, {**shared, **own}) for name in file.whole.texts("units")}
    refresher = [_unit(file.whole, "refresher", name, units) for name in file.whole.texts("refresher")]
    lessons = tuple(unit for unit in refresher if isinstance(unit, Lesson))
    if len(lessons) != len(refresher) or len(lessons) != REFRESHER:
        raise file.whole.wrong("refresher does not hold three lessons", f"Name {REFRESHER} lessons of the units")
    _check_used(file, own, units)
    bank = (*questions.values(), *_questions(file).values())
    for topic, count in PAPER.items():
        held = sum(question.topic is topic for question in bank)
        if held < TIMES_THE_PAPER * count:
            raise file.whole.wrong(
                f"topic {topic} has {held} questions with those of {CORE}.toml", f"Write {TIMES_THE_PAPER * count}"
            )
    return Course(
        id=file.name,
        title=part.words("title", TITLE),
        units=tuple(units.values()),
        refresher=lessons,
        bank=bank,
        version=version,
    )


def _unit(whole: Entry, field: str, name: str, units: Mapping[str, Lesson | Scene]) -> Lesson | Scene:
    if name not in units:
        raise whole.wrong(f"{field} names the unknown unit {name!r}", 'Write "core/…" or "this file/…" and its id')
    return units[name]
