"""The cards of the training: where one stands, lessons, scenes, the exam and how it went, the certificate."""

from collections.abc import Callable, Iterable

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.lines import cut, days_said
from bot.dialogue.replies import BLANK, Button, Card, Document, Line
from bot.dialogue.report_cards import button, in_rows
from bot.dialogue.session import Session
from bot.dialogue.states import State
from bot.dialogue.training import (
    answer_given,
    chosen_answer,
    course_of,
    done_of,
    next_part,
    open_paper,
    parts_of,
    result_of,
    scene_step,
)
from indicators.course import Answer, Course, Grade, Lesson, Question, Scene
from indicators.translated import Words
from tips.codes import in_fours

RIGHT, WRONG, DONE = "✅", "✖️", "✓"
WRONG_SHOWN = 6
ASK_SHOWN = 160


def said(words: Words, session: Session) -> Line:
    """Words of a course in the member's language, or in English."""
    return Line(key="said", args={"text": words.say(session.language)})


def _in_english(words: Words, session: Session) -> tuple[Line, ...]:
    """Says so where a language has no words of its own yet."""
    return _any_in_english((words,), session)


def _any_in_english(several: Iterable[Words], session: Session) -> tuple[Line, ...]:
    """The same where any of these has none."""
    whole = all(words.has(session.language) for words in several)
    return () if whole else (BLANK, Line(key="training-in-english"))


def _numbered(texts: Iterable[Words], session: Session) -> tuple[Line, ...]:
    return tuple(
        Line(key="numbered", args={"number": str(number), "text": words.say(session.language)})
        for number, words in enumerate(texts, 1)
    )


def _numbers(count: int, action: str) -> tuple[Button, ...]:
    return tuple(button(f"{action}.{at}", "button-number", number=str(at + 1)) for at in range(count))


def _courses(session: Session, knowledge: Knowledge) -> Card:
    courses = knowledge.courses.courses.values()
    rows = tuple((Button(action=f"course.{course.id}", label=said(course.title, session)),) for course in courses)
    return Card(title=Line(key="courses-title"), lines=(Line(key="courses-hint"),), rows=rows)


def _training(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    if course is None:
        return _courses(session, knowledge)
    training = session.training
    part, under_way = next_part(training, course), open_paper(training, course) is not None
    passing = training.passing(course.id)
    rows: list[tuple[Button, ...]] = []
    if under_way:
        rows.append((button("exam", "button-exam-on"),))
    elif part is not None:
        begun = bool(done_of(training))
        rows.append((button("next", "button-go-on" if begun else "button-begin"),))
    elif passing is None or training.refreshing:
        rows.append((button("exam"),))
    if training.due and not training.refreshing:
        rows.append((button("refresh"),))
    if passing is not None:
        rows.append((button("certificate"),))
    rows.append((button("parts"), button("courses")))
    return Card(title=said(course.title, session), lines=_standing(session, course), rows=tuple(rows))


def _standing(session: Session, course: Course) -> tuple[Line, ...]:
    training = session.training
    parts, done = parts_of(training, course), done_of(training)
    part, passing = next_part(training, course), training.passing(course.id)
    lines: list[Line] = []
    if passing is not None:
        days = days_said(passing, session.language)
        lines.append(Line(key="training-due" if training.due else "training-passed", args=days))
    if training.refreshing:
        lines.append(Line(key="training-refresher"))
    if (paper := open_paper(training, course)) is not None:
        exam = {"number": str(len(paper.chosen) + 1), "of": str(len(paper.questions))}
        lines.append(Line(key="training-exam-on", args=exam))
    elif part is not None:
        count = {"done": str(sum(one.id in done for one in parts)), "of": str(len(parts))}
        lines.append(Line(key="training-parts", args=count))
        lines.append(Line(key="training-next", args={"title": part.title.say(session.language)}))
    elif passing is None or training.refreshing:
        lines.append(Line(key="training-exam"))
    if training.partner:
        lines += [BLANK, Line(key="training-partner", args={"partner": training.partner})]
    return (*lines, *_any_in_english((one.title for one in (course, *parts)), session))


def _parts(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    if course is None:
        return _courses(session, knowledge)
    done = done_of(session.training)
    parts = parts_of(session.training, course)
    lines = tuple(
        Line(
            key="numbered",
            args={
                "number": f"{number} {DONE}" if part.id in done else str(number),
                "text": part.title.say(session.language),
            },
        )
        for number, part in enumerate(parts, 1)
    )
    rows = in_rows(list(_numbers(len(parts), "part")), 6)
    lines = (*lines, *_any_in_english((part.title for part in parts), session))
    return Card(title=Line(key="parts-title"), lines=lines, rows=rows)


def _lesson(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    lesson = course.unit(session.training.unit or "") if course else None
    if course is None or not isinstance(lesson, Lesson):
        return _training(session, knowledge)
    chosen, question = chosen_answer(session.training, lesson), lesson.question
    row: tuple[Button, ...]
    if chosen is not None:
        lines = (*_reasons(question, chosen, session), *_in_english(lesson.title, session))
        row = (button("next", "button-next"),)
    else:
        lines = (
            said(lesson.text, session),
            BLANK,
            Line(key="asked", args={"text": question.ask.say(session.language)}),
            *_numbered((answer.text for answer in question.answers), session),
            *_in_english(lesson.title, session),
        )
        row = _numbers(len(question.answers), "a")
    return Card(title=said(lesson.title, session), lines=lines, rows=(row,), picture=lesson.picture)


def _reasons(question: Question, chosen: Answer, session: Session) -> tuple[Line, ...]:
    """The reason behind what was chosen, and behind the right answer where that is another."""

    def reason(mark: str, answer: Answer) -> tuple[Line, ...]:
        return _marked(mark, answer, session), said(answer.because, session)

    if chosen.right:
        return reason(RIGHT, chosen)
    right = next(answer for answer in question.answers if answer.right)
    return (*reason(WRONG, chosen), BLANK, *reason(RIGHT, right))


def _marked(mark: str, answer: Answer, session: Session) -> Line:
    return Line(key="answer-marked", args={"mark": mark, "answer": answer.text.say(session.language)})


def _scene(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    scene = course.unit(session.training.unit or "") if course else None
    if course is None or not isinstance(scene, Scene):
        return _training(session, knowledge)
    here = scene_step(session.training, scene)
    lines: tuple[Line, ...] = (said(here.text, session),)
    row: tuple[Button, ...]
    if here.choices:
        lines = (*lines, BLANK, *_numbered((choice.text for choice in here.choices), session))
        row = _numbers(len(here.choices), "c")
    elif here.ending == "good":
        lines = (*lines, BLANK, Line(key="scene-good"))
        row = (button("again", "button-again"), button("next", "button-next"))
    else:
        lines = (*lines, BLANK, Line(key="scene-harm"))
        row = (button("again", "button-again"),)
    lines = (*lines, *_in_english(scene.title, session))
    return Card(title=said(scene.title, session), lines=lines, rows=(row,), picture=scene.picture)


def _exam(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    paper = open_paper(session.training, course) if course else None
    asked = paper.next if paper is not None else None
    question = course.question(asked.question) if course and asked else None
    if course is None or paper is None or asked is None or question is None:
        return _training(session, knowledge)
    answers = tuple(question.answers[at].text for at in asked.order)
    return Card(
        title=said(question.ask, session),
        lines=(*_numbered(answers, session), *_in_english(question.ask, session)),
        rows=(_numbers(len(answers), "a"),),
        progress=(len(paper.chosen) + 1, len(paper.questions)),
    )


def _result(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    result = result_of(session.training, course) if course else None
    if course is None or result is None:
        return _training(session, knowledge)
    count = Line(key="exam-count", args={"right": str(result.right), "of": str(result.of)})
    rows: tuple[tuple[Button, ...], ...]
    if result.passed:
        rows = ((button("certificate"),), (button("training"),))
        lines = (count, Line(key="exam-passed-hint"), *_mended(result, course, session))
        return Card(title=Line(key="exam-passed-title"), lines=lines, rows=rows)
    rows = ((button("again", "button-exam-again"),), (button("training"),))
    return Card(title=Line(key="exam-failed-title"), lines=(count, *_mended(result, course, session)), rows=rows)


def _mended(result: Grade, course: Course, session: Session) -> tuple[Line, ...]:
    """What was answered wrongly, safety first, beside the right answer and its reason: the next exam asks others."""
    lines: list[Line] = [Line(key="exam-safety")] if result.safety_wrong else []
    wrong = [*result.safety_wrong, *(one for one in result.wrong if one not in result.safety_wrong)]
    for question in [found for name in wrong if (found := course.question(name)) is not None][:WRONG_SHOWN]:
        right = next(answer for answer in question.answers if answer.right)
        given = answer_given(session.training, question)
        lines.append(BLANK)
        lines.append(Line(key="asked", args={"text": cut(question.ask.say(session.language), ASK_SHOWN)}))
        lines += [_marked(WRONG, given, session)] if given is not None else []
        lines += [_marked(RIGHT, right, session), said(right.because, session)]
    return tuple(lines)


def _certificate(session: Session, knowledge: Knowledge) -> Card:
    course = course_of(session, knowledge)
    passing = session.training.passing(session.training.course)
    if course is None or passing is None:
        return _training(session, knowledge)
    document = Document(
        course=course.title.say(session.language),
        code=in_fours(passing.code),
        passed_on=passing.on,
        until=passing.until,
    )
    lines = (Line(key="certificate-code", args={"code": document.code}), Line(key="certificate-hint"))
    return Card(
        title=Line(key="certificate-title"), lines=lines, rows=((button("done", "button-ok"),),), document=document
    )


BUILDERS: dict[State, Callable[[Session, Knowledge], Card]] = {
    State.COURSES: _courses,
    State.TRAINING: _training,
    State.PARTS: _parts,
    State.LESSON: _lesson,
    State.SCENE: _scene,
    State.EXAM: _exam,
    State.EXAM_RESULT: _result,
    State.CERTIFICATE: _certificate,
}
