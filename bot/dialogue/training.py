"""What the buttons of the training do: courses, lessons, scenes, the exam, the refreshers.

Training is never a gate. Words, pins and files on any of these screens begin a report, and the training is where it was
left afterwards: it is kept in the session beside the report.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.dialogue.effects import Effect, JoinCohort, RecordExam, RecordProgress
from bot.dialogue.events import Event, JoinLinkOpened
from bot.dialogue.knowledge import Fresh, Knowledge, Step
from bot.dialogue.moves import home, over, show, under
from bot.dialogue.replies import Line
from bot.dialogue.session import Passed, Session, Training
from bot.dialogue.states import State
from indicators.course import Answer, Course, Grade, Lesson, Paper, Question, Scene, draw_paper, grade
from indicators.course import Step as SceneStep
from tips.training import REFRESH_WITHIN, LinkStanding

HOLDS: Final = timedelta(days=365)


def tap(session: Session, action: str, event: Event, knowledge: Knowledge, fresh: Fresh) -> Step | None:
    """The step of a button of these screens, or None when this screen has no such button."""
    if action == "back" and session.state in {State.COURSES, State.TRAINING, State.PARTS}:
        return Step(session=show(session, State.TRAINING) if session.state is State.PARTS else under(session))
    if action == "home" and session.state in {State.EXAM_RESULT, State.CERTIFICATE}:
        return Step(session=home(session))
    if session.state is State.COURSES:
        return _courses(session, action, knowledge)
    course = course_of(session, knowledge)
    if course is None:  # it is no longer offered, and the card asks for another one
        away = action == "pause" and session.state in PAUSED
        return Step(session=show(session, State.COURSES)) if away else _courses(session, action, knowledge)
    match session.state:
        case State.TRAINING:
            return _training(session, action, course, fresh)
        case State.PARTS:
            return _parts(session, action, course)
        case State.LESSON:
            return _lesson(session, action, course)
        case State.SCENE:
            return _scene(session, action, course)
        case State.EXAM:
            return _exam(session, action, course, event.at, fresh)
        case State.EXAM_RESULT:
            return _result(session, action, course, fresh)
        case State.CERTIFICATE:
            return Step(session=show(session, State.TRAINING)) if action == "done" else None
        case _:
            return None


SCREENS: Final = frozenset(
    {
        State.COURSES,
        State.TRAINING,
        State.PARTS,
        State.LESSON,
        State.SCENE,
        State.EXAM,
        State.EXAM_RESULT,
        State.CERTIFICATE,
    }
)


PAUSED: Final = frozenset({State.LESSON, State.SCENE, State.EXAM})
"""Screens that can be left in the middle, and are gone on with there."""


def open_training(session: Session) -> Session:
    """Where the member stands; first of all the choice of a course."""
    return over(session, State.TRAINING if session.training.course else State.COURSES)


def joined(session: Session, event: JoinLinkOpened) -> Step:
    """A training partner's link: a good one sets the course, any other says what is wrong. Reporting needs neither."""
    said = Line(key=f"noted-link-{event.standing}", args={"partner": event.partner} if event.partner else {})
    if event.standing not in {LinkStanding.OPEN, LinkStanding.ALREADY}:
        there = session if session.welcomed else home(session)
        return Step(session=replace(there, noted=(said,)))
    effects: tuple[Effect, ...] = ()
    if event.standing is LinkStanding.OPEN and event.link is not None:
        effects = (JoinCohort(link=event.link),)
    if event.course is not None:
        session = _with_course(session, event.course)
        session = replace(session, training=replace(session.training, partner=event.partner))
    session = open_training(session) if session.welcomed else home(session)
    return Step(session=replace(session, noted=(said,)), effects=effects)


def to_refresh(session: Session, course: str) -> Session:
    """Where the member stands in a course that should be refreshed, over what is shown."""
    return open_training(_with_course(session, course))


def with_due(session: Session, day: date) -> Session:
    """The session, knowing whether what was passed should be refreshed by now."""
    passing = session.training.passing(session.training.course)
    due = passing is not None and day >= passing.until - REFRESH_WITHIN
    return session if due is session.training.due else replace(session, training=replace(session.training, due=due))


def course_of(session: Session, knowledge: Knowledge) -> Course | None:
    """The course that is being learned; None when there is none, or when it is no longer offered."""
    return knowledge.courses.courses.get(session.training.course or "")


def parts_of(training: Training, course: Course) -> tuple[Lesson | Scene, ...]:
    """What is to be done: the whole course, or the lessons of its refresher."""
    return course.refresher if training.refreshing else course.units


def done_of(training: Training) -> frozenset[str]:
    """What of it is done."""
    return training.refreshed if training.refreshing else training.done


def next_part(training: Training, course: Course) -> Lesson | Scene | None:
    """The part that is open, or else the first that is not done; None when all are."""
    parts, done = parts_of(training, course), done_of(training)
    opened = next((part for part in parts if part.id == training.unit and part.id not in done), None)
    return opened or next((part for part in parts if part.id not in done), None)


def chosen_answer(training: Training, lesson: Lesson) -> Answer | None:
    """What was answered to a lesson's question; None before that, and when it no longer has this answer."""
    answers, chosen = lesson.question.answers, training.chosen
    return answers[chosen] if chosen is not None and chosen < len(answers) else None


def open_paper(training: Training, course: Course) -> Paper | None:
    """The exam under way, if one is. What was drawn from another version of the course is drawn anew."""
    paper = training.paper
    return paper if paper is not None and paper.next is not None and paper.version == course.version else None


def answer_given(training: Training, question: Question) -> Answer | None:
    """What was answered to a question of the exam; None where nothing was."""
    paper = training.paper
    given = zip(paper.questions, paper.chosen, strict=False) if paper is not None else ()
    chosen = next((chosen for asked, chosen in given if asked.question == question.id), None)
    return question.answers[chosen] if chosen is not None and chosen < len(question.answers) else None


def scene_step(training: Training, scene: Scene) -> SceneStep:
    """Where in a scene one is: at its beginning, unless a step that it has is open."""
    return scene.step(training.step) or scene.steps[0]


def result_of(training: Training, course: Course) -> Grade | None:
    """How the last exam went; None before there was one, and when the course was changed since."""
    paper = training.paper
    ended = paper is not None and paper.next is None and paper.version == course.version
    return grade(course, paper) if paper is not None and ended else None


def _courses(session: Session, action: str, knowledge: Knowledge) -> Step | None:
    chosen = action.removeprefix("course.")
    if chosen not in knowledge.courses.courses:
        return None
    return Step(session=show(_with_course(session, chosen), State.TRAINING))


def _with_course(session: Session, course: str) -> Session:
    """What was done of the shared lessons counts in every course; the checklist is that of the same industry. An exam
    that is open waits until its own course is chosen again; its screen, and any other of that course, is left."""
    if session.training.course == course:
        return session
    training = replace(
        session.training,
        course=course,
        refreshing=False,
        refreshed=frozenset(),
        unit=None,
        step="",
        chosen=None,
        due=False,
    )
    resume = tuple(under for under in session.resume if under.state not in SCREENS)
    session = replace(session, training=training, industry=course, resume=resume)
    return show(session, State.TRAINING) if session.state in SCREENS else session


def _training(session: Session, action: str, course: Course, fresh: Fresh) -> Step | None:
    training = session.training
    match action:
        case "next" if (part := next_part(training, course)) is not None:
            return Step(session=_open(session, part, again=False))
        case "exam" if next_part(training, course) is None or open_paper(training, course) is not None:
            return Step(session=_to_exam(session, course, fresh))
        case "certificate" if training.passing(course.id) is not None:
            return Step(session=show(session, State.CERTIFICATE))
        case "refresh" if training.due and not training.refreshing:
            again = replace(training, refreshing=True, refreshed=frozenset(), unit=None)
            if training.paper is not None and training.paper.version == course.version:
                again = replace(again, paper=None, before=_asked_last(training))
            return Step(session=show(replace(session, training=again), State.TRAINING))
        case "parts":
            return Step(session=show(session, State.PARTS))
        case "courses":
            return Step(session=show(session, State.COURSES))
        case _:
            return None


def _parts(session: Session, action: str, course: Course) -> Step | None:
    number = action.removeprefix("part.")
    parts = parts_of(session.training, course)
    if not number.isdecimal() or int(number) >= len(parts):
        return None
    return Step(session=_open(session, parts[int(number)], again=True))


def _open(session: Session, part: Lesson | Scene, *, again: bool) -> Session:
    """A part where it was left, or from its beginning."""
    training = session.training
    if again or training.unit != part.id:
        training = replace(training, unit=part.id, step="", chosen=None)
    state = State.LESSON if isinstance(part, Lesson) else State.SCENE
    return show(replace(session, training=training), state)


def _lesson(session: Session, action: str, course: Course) -> Step | None:
    training = session.training
    lesson = course.unit(training.unit or "")
    if action == "pause" or not isinstance(lesson, Lesson):
        return Step(session=show(session, State.TRAINING))
    answered = chosen_answer(training, lesson) is not None
    if action == "next" and answered:
        return Step(session=_onward(session, course))
    number = action.removeprefix("a.")
    if not answered and number.isdecimal() and int(number) < len(lesson.question.answers):
        return _finished(replace(session, training=replace(training, chosen=int(number))), lesson, course)
    return None


def _scene(session: Session, action: str, course: Course) -> Step | None:
    """Only a good ending ends a scene; from any other it can be tried again."""
    training = session.training
    scene = course.unit(training.unit or "")
    if action == "pause" or not isinstance(scene, Scene):
        return Step(session=show(session, State.TRAINING))
    here = scene_step(training, scene)
    if action == "again" and here.ending is not None:
        return Step(session=replace(session, training=replace(training, step="")))
    if action == "next" and here.ending == "good":
        return Step(session=_onward(session, course))
    number = action.removeprefix("c.")
    if not number.isdecimal() or int(number) >= len(here.choices):
        return None
    after = here.choices[int(number)].to
    session = replace(session, training=replace(training, step=after))
    ended = scene.step(after)
    return _finished(session, scene, course) if ended and ended.ending == "good" else Step(session=session)


def _finished(session: Session, part: Lesson | Scene, course: Course) -> Step:
    """A part is done. How far the course has come is told once for each part."""
    training = session.training
    before = done_of(training)
    after = before | {part.id}
    training = replace(training, refreshed=after) if training.refreshing else replace(training, done=after)
    session = replace(session, training=training)
    if after == before or training.refreshing:
        return Step(session=session)
    done = frozenset(unit.id for unit in course.units) & after
    return Step(session=session, effects=(RecordProgress(course=course.id, done=done, of=len(course.units)),))


def _onward(session: Session, course: Course) -> Session:
    training = replace(session.training, unit=None, step="", chosen=None)
    session = replace(session, training=training)
    part = next_part(training, course)
    return show(session, State.TRAINING) if part is None else _open(session, part, again=True)


def _to_exam(session: Session, course: Course, fresh: Fresh) -> Session:
    """The exam that is under way, or another one without the questions of the last. One that still waited, of another
    course or of another version of this one, makes room, and that is said."""
    training = session.training
    if open_paper(training, course) is None:
        if training.paper is not None and training.paper.next is not None:
            session = replace(session, noted=(Line(key="noted-exam-anew"),))
        before = _asked_last(training)
        paper = draw_paper(course, fresh.seed, before)
        training = replace(training, paper=paper, before=before)
    return show(replace(session, training=training), State.EXAM)


def _asked_last(training: Training) -> frozenset[str]:
    """The questions of the last exam, also when its paper was put away: the next one leaves them out."""
    paper = training.paper
    return training.before if paper is None else frozenset(one.question for one in paper.questions)


def _exam(session: Session, action: str, course: Course, at: datetime, fresh: Fresh) -> Step | None:
    training = session.training
    paper = open_paper(training, course)
    asked = paper.next if paper is not None else None
    if action == "pause" or paper is None or asked is None:
        return Step(session=show(session, State.TRAINING))
    number = action.removeprefix("a.")
    if not number.isdecimal() or int(number) >= len(asked.order):
        return None
    paper = paper.choose(asked.order[int(number)])
    session = replace(session, training=replace(training, paper=paper))
    return Step(session=session) if paper.next is not None else _examined(session, course, at, fresh)


def _examined(session: Session, course: Course, at: datetime, fresh: Fresh) -> Step:
    """The last question is answered: the gate, and a certificate for whoever is through."""
    training = session.training
    result = result_of(training, course)
    if result is None or not result.passed:
        after = show(session, State.EXAM_RESULT)
        return Step(session=after, effects=(RecordExam(course=course.id, passed=False),))
    passed = Passed(course=course.id, on=at.date(), until=at.date() + HOLDS, code=fresh.certificate)
    done = training.done | {unit.id for unit in course.units}
    others = tuple(one for one in training.passed if one.course != course.id)
    training = replace(
        training, passed=(*others, passed), done=done, refreshing=False, refreshed=frozenset(), due=False
    )
    effect = RecordExam(course=course.id, passed=True, code=passed.code, until=passed.until)
    return Step(session=show(replace(session, training=training), State.EXAM_RESULT), effects=(effect,))


def _result(session: Session, action: str, course: Course, fresh: Fresh) -> Step | None:
    result = result_of(session.training, course)
    if result is None:
        return Step(session=show(session, State.TRAINING))
    if action == "again" and not result.passed:
        return Step(session=_to_exam(session, course, fresh))
    if action == "certificate" and result.passed:
        return Step(session=show(session, State.CERTIFICATE))
    return Step(session=show(session, State.TRAINING)) if action == "training" else None
