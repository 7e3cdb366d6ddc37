"""Learning in the chat: courses, scenes, the exam and its gate, refreshers. A tip goes through at any moment."""

from html import unescape

import pytest

from bot.dialogue.effects import JoinCohort, RecordExam, RecordProgress, SubmitTip
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.states import State
from indicators.course import SAFETY, Course, Lesson, Scene, grade
from tests.unit.bot.phone import Phone
from tips.training import LinkStanding


@pytest.fixture
def learner(phone: Phone) -> Phone:
    """A member who has chosen the trucking course."""
    return phone.tap("training", "course.trucking")


@pytest.fixture
def course(knowledge: Knowledge) -> Course:
    return knowledge.courses["trucking"]


def right_answer(phone: Phone, course: Course) -> str:
    """The button of the right answer on the card as it is shown."""
    training = phone.session.training
    if phone.at(State.EXAM):
        assert training.paper is not None
        asked = training.paper.next
        assert asked is not None
        question = course.question(asked.question)
        assert question is not None
        return f"a.{next(at for at, answer in enumerate(asked.order) if question.answers[answer].right)}"
    lesson = course.unit(training.unit or "")
    assert isinstance(lesson, Lesson)
    return f"a.{next(at for at, answer in enumerate(lesson.question.answers) if answer.right)}"


def through_scene(phone: Phone, course: Course) -> None:
    """The safe way through the open scene: at each step the choice that can still end well."""
    scene = course.unit(phone.session.training.unit or "")
    assert isinstance(scene, Scene)

    def ends_well(step_id: str) -> bool:
        step = scene.step(step_id)
        assert step is not None
        return step.ending == "good" or any(ends_well(choice.to) for choice in step.choices)

    here = scene.steps[0]
    while here.choices:
        at = next(at for at, choice in enumerate(here.choices) if ends_well(choice.to))
        phone.tap(f"c.{at}")
        after = scene.step(here.choices[at].to)
        assert after is not None
        here = after


def learn_all(phone: Phone, course: Course) -> None:
    """Every part of the course, one after the other."""
    phone.tap("next")
    while not phone.at(State.TRAINING):
        if phone.at(State.LESSON):
            phone.tap(right_answer(phone, course))
        else:
            through_scene(phone, course)
        phone.tap("next")


def examine(phone: Phone, course: Course, *, wrong: int = 0, safety: bool = False) -> None:
    """The open exam, with so many wrong answers, at questions of safety or at others."""
    while phone.at(State.EXAM):
        paper = phone.session.training.paper
        assert paper is not None
        assert paper.next is not None
        question = course.question(paper.next.question)
        assert question is not None
        right = right_answer(phone, course)
        if wrong and (question.topic in SAFETY) is safety:
            wrong -= 1
            phone.tap(next(action for action in phone.actions if action.startswith("a.") and action != right))
        else:
            phone.tap(right)
    assert not wrong, "the paper had too few questions of that kind"


def test_a_course_leads_from_the_first_lesson_to_a_certificate(learner: Phone, course: Course) -> None:
    learn_all(learner, course)
    assert len(learner.asked_for(RecordProgress)) == len(course.units)
    learner.tap("exam")
    examine(learner, course)
    assert learner.at(State.EXAM_RESULT)
    assert "15 of 15 right" in learner.text
    (exam,) = learner.asked_for(RecordExam)
    assert isinstance(exam, RecordExam)
    assert (exam.passed, exam.code) == (True, "23456789BCDFGHJK")
    learner.tap("certificate")
    assert learner.shown.document is not None
    assert learner.shown.document.code == "2345-6789-BCDF-GHJK"
    assert "2345-6789-BCDF-GHJK" in learner.text
    learner.tap("done")
    assert "Passed on November 23, 2026. Good until November 23, 2027" in learner.text


def test_after_an_exam_what_was_answered_stands_beside_what_is_right(learner: Phone, course: Course) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course, wrong=2, safety=True)
    paper = learner.session.training.paper
    assert paper is not None
    assert "Not passed" in learner.text
    assert learner.text.count("✖️") == 2
    for asked, chosen in zip(paper.questions, paper.chosen, strict=True):
        question = course.question(asked.question)
        assert question is not None
        right = next(answer for answer in question.answers if answer.right)
        if question.answers[chosen] != right:
            told = (question.ask, "✖️ ", question.answers[chosen].text, "✅ ", right.text, right.because)
            ask, wrong_mark, wrong, right_mark, text, because = (
                one if isinstance(one, str) else one.say("en") for one in told
            )
            assert f"❓ {ask}\n{wrong_mark}{wrong}\n{right_mark}{text}\n{because}" in learner.text


def test_each_answer_of_a_lesson_has_its_reason(learner: Phone, course: Course) -> None:
    learner.tap("next")
    lesson = course.units[0]
    assert isinstance(lesson, Lesson)
    assert learner.shown.picture == lesson.picture
    right = right_answer(learner, course)
    wrong = next(action for action in learner.actions if action.startswith("a.") and action != right)
    learner.tap(wrong)
    chosen = lesson.question.answers[int(wrong[2:])]
    because = next(answer.because for answer in lesson.question.answers if answer.right)
    assert chosen.because.say("en") in learner.text
    assert because.say("en") in learner.text
    learner.tap("next")
    assert learner.session.training.unit == course.units[1].id


def test_a_scene_that_ended_badly_is_not_done_until_it_ends_well(learner: Phone, course: Course) -> None:
    number = next(number for number, unit in enumerate(course.units) if isinstance(unit, Scene))
    scene = course.units[number]
    assert isinstance(scene, Scene)
    learner.tap("parts", f"part.{number}")

    def to_harm(step_id: str) -> list[str] | None:
        step = scene.step(step_id)
        assert step is not None
        if step.ending is not None:
            return [] if step.ending == "harm" else None
        ways = ((at, to_harm(choice.to)) for at, choice in enumerate(step.choices))
        return next(([f"c.{at}", *rest] for at, rest in ways if rest is not None), None)

    way = to_harm(scene.steps[0].id)
    assert way is not None
    learner.tap(*way)
    assert "Try another way" in learner.text
    assert "next" not in learner.actions
    assert scene.id not in learner.session.training.done
    learner.tap("again")
    through_scene(learner, course)
    assert scene.id in learner.session.training.done


@pytest.mark.parametrize(("wrong", "passes"), [(0, True), (3, True), (4, False)])
def test_eighty_percent_pass(learner: Phone, course: Course, wrong: int, passes: bool) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course, wrong=wrong)
    assert ("certificate" in learner.actions) is passes


def test_whoever_passes_is_told_as_well_what_was_wrong_and_why(learner: Phone, course: Course) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course, wrong=2)
    paper = learner.session.training.paper
    assert paper is not None
    missed = [found for name in grade(course, paper).wrong if (found := course.question(name)) is not None]
    assert len(missed) == 2
    for question in missed:
        right = next(answer for answer in question.answers if answer.right)
        assert question.ask.say("en") in unescape(learner.text)
        assert right.because.say("en") in unescape(learner.text)


def test_one_wrong_answer_about_safety_fails_and_the_next_exam_asks_other_questions(
    learner: Phone, course: Course
) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course, wrong=1, safety=True)
    assert "14 of 15 right" in learner.text
    assert "A question about safety was wrong" in learner.text
    assert not learner.session.training.passed
    (exam,) = learner.asked_for(RecordExam)
    assert isinstance(exam, RecordExam)
    assert (exam.passed, exam.code) == (False, "")
    first = learner.session.training.paper
    learner.tap("again")
    second = learner.session.training.paper
    assert first is not None
    assert second is not None
    assert not {one.question for one in first.questions} & {one.question for one in second.questions}


@pytest.mark.parametrize("way", ["another course", "another link", "a refresher"])
def test_no_way_around_leads_to_the_questions_of_the_exam_before(learner: Phone, course: Course, way: str) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    refreshed = way == "a refresher"
    examine(learner, course, wrong=0 if refreshed else 1, safety=True)
    paper = learner.session.training.paper
    assert paper is not None
    if refreshed:
        learner.wait(days=340).tap("training").tap("refresh")
        learn_all(learner, course)
    elif way == "another course":
        learner.tap("training", "courses", "course.bus", "courses", "course.trucking")
    else:
        learner.open_link(course="bus").open_link(course="trucking")
    learner.tap("exam")
    second = learner.session.training.paper
    assert second is not None
    assert not {one.question for one in paper.questions} & {one.question for one in second.questions}


def test_the_exam_waits_for_every_part(learner: Phone) -> None:
    assert "exam" not in learner.actions
    learner.tap_old("exam", learner.session.visit)
    assert learner.at(State.TRAINING)


def test_a_course_is_left_anywhere_and_gone_on_with_there(learner: Phone, course: Course) -> None:
    learner.tap("next")
    learner.tap(right_answer(learner, course), "next")
    unit = learner.session.training.unit
    learner.tap("pause", "back").wait(hours=30).tap("training", "next")
    assert learner.session.training.unit == unit


def test_an_answer_tapped_twice_counts_once(learner: Phone, course: Course) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    visit, answer = learner.session.visit, right_answer(learner, course)
    learner.tap_old(answer, visit).tap_old(answer, visit)
    paper = learner.session.training.paper
    assert paper is not None
    assert len(paper.chosen) == 1


STAGES = ("before", "joined", "course", "lesson", "answered", "scene", "exam", "failed", "passed")


@pytest.mark.parametrize("stage", STAGES)
def test_a_tip_goes_through_at_every_stage_and_the_training_goes_on_where_it_was(
    phone: Phone, course: Course, stage: str
) -> None:
    at = STAGES.index(stage)
    if at >= 1:
        phone.open_link(course="trucking")
    if at >= 2:
        phone.tap("training")
    if at >= 3:
        phone.tap("next")
    if at >= 4:
        phone.tap(right_answer(phone, course))
    if stage == "scene":
        number = next(number for number, unit in enumerate(course.units) if isinstance(unit, Scene))
        phone.tap("next", "pause", "parts", f"part.{number}")
    if at >= 6:
        phone.tap("next", "pause")
        learn_all(phone, course)
        phone.tap("exam", "a.0")
    if stage == "failed":
        examine(phone, course, wrong=1, safety=True)
    if stage == "passed":
        examine(phone, course)
    before = phone.session.training
    phone.say("a man took all the papers of three workers at the flying j, exit 272")
    if phone.at(State.WELCOME):
        phone.tap("report")
    phone.tap("parked", "no")
    phone.tap("review", "send")
    assert len(phone.asked_for(SubmitTip)) == 1
    assert phone.session.training == before
    if stage == "exam":
        phone.tap("home", "training")
        assert "The exam waits at question 2 of 15." in phone.text
        phone.tap("exam")
        assert phone.at(State.EXAM)
        assert phone.session.training.paper == before.paper


def test_a_partners_link_sets_the_course_and_the_checklist(phone: Phone) -> None:
    phone.open_link()
    assert phone.at(State.WELCOME)
    assert "Example Haulage. They see counts only, never who" in phone.text
    (join,) = phone.asked_for(JoinCohort)
    assert isinstance(join, JoinCohort)
    assert (phone.session.training.course, phone.session.industry) == ("bus", "bus")
    phone.tap("report")
    assert phone.draft.industry == "bus"


def test_an_exam_waits_while_a_link_leads_to_another_course(learner: Phone, course: Course) -> None:
    learn_all(learner, course)
    learner.tap("exam", "a.0")
    paper = learner.session.training.paper
    learner.open_link(course="bus")
    assert learner.session.training.course == "bus"
    assert "The exam waits" not in learner.text
    learner.tap("back")
    assert learner.at(State.HOME), "not on the exam's screen, whose course is another now"
    learner.tap("training")
    learner.tap("courses", "course.trucking")
    assert "The exam waits at question 2 of 15." in learner.text
    learner.tap("exam")
    assert learner.session.training.paper == paper
    assert learner.shown.text.startswith("●")
    examine(learner, course)
    assert learner.at(State.EXAM_RESULT)


def test_an_exam_of_another_course_takes_the_place_of_one_that_waits_and_says_so(
    learner: Phone, course: Course, knowledge: Knowledge
) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    assert not learner.card.noted
    learner.tap("a.0", "pause", "courses", "course.bus")
    learn_all(learner, knowledge.courses["bus"])
    learner.tap("exam")
    assert "The exam you left open is gone. This one begins at question 1." in learner.text
    learner.tap("a.0")
    assert not learner.card.noted
    learner.tap("pause", "exam")
    assert not learner.card.noted, "this one goes on"
    learner.tap("pause", "courses", "course.trucking")
    assert "The exam waits" not in learner.text


def test_an_exam_waits_while_another_course_is_refreshed(learner: Phone, course: Course, knowledge: Knowledge) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course)
    learner.tap("training", "courses", "course.bus")
    learn_all(learner, knowledge.courses["bus"])
    learner.tap("exam", "a.0")
    learner.wait(days=340).tap("pause", "courses", "course.trucking", "refresh")
    learner.tap("courses", "course.bus")
    assert "The exam waits at question 2 of 15." in learner.text


@pytest.mark.parametrize("standing", [one for one in LinkStanding if one is not LinkStanding.OPEN])
def test_a_link_that_is_no_good_says_so_and_keeps_nobody_from_anything(phone: Phone, standing: LinkStanding) -> None:
    phone.open_link(standing)
    assert not phone.asked_for(JoinCohort)
    assert "<i>" in phone.text
    phone.tap("report", "parked", "no")


@pytest.mark.parametrize("standing", LinkStanding)
def test_a_link_is_answered_also_where_the_chat_was_hidden(learner: Phone, standing: LinkStanding) -> None:
    learner.command("hide").open_link(standing)
    assert learner.at(State.TRAINING)
    assert f"noted-link-{standing}" in {line.key for line in learner.card.noted}


def test_a_link_in_the_middle_of_a_report_leaves_the_report_as_it_is(reporting: Phone) -> None:
    reporting.say("a man took all the papers of three workers")
    draft, state = reporting.draft, reporting.state
    reporting.open_link()
    assert reporting.at(State.TRAINING)
    reporting.tap("back")
    assert (reporting.draft, reporting.state) == (draft, state)


def test_what_was_passed_is_refreshed_each_year_with_three_lessons_and_a_new_exam(
    learner: Phone, course: Course
) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course)
    learner.tap("training")
    assert "refresh" not in learner.actions
    learner.wait(days=340).tap("back")
    assert "Your yearly refresher is due" in learner.text
    learner.tap("training")
    learner.tap("refresh")
    assert "0 of 3 parts done" in learner.text
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course)
    (passed,) = learner.session.training.passed
    assert passed.on == learner.now.date()
    assert "refresh" not in learner.tap("training").actions


def test_a_member_is_told_that_the_yearly_refresher_is_due_and_begins_it_from_there(
    learner: Phone, course: Course
) -> None:
    learn_all(learner, course)
    learner.tap("exam")
    examine(learner, course)
    learner.tap("home").wait(days=340).remind(course.id)
    assert "refresher" not in learner.text.lower()
    learner.tap("open")
    assert "<b>Yearly refresher</b>" in learner.text
    assert "Time for the yearly refresher" in learner.text
    learner.tap("training", "refresh", "next")
    assert learner.at(State.LESSON)
    learner.remind("no-such-course").tap("pause", "back")
    assert learner.at(State.HOME), "a course that is no longer offered is not refreshed"


def test_a_reminder_that_is_read_leaves_the_report_where_it_was(reporting: Phone) -> None:
    state, draft = reporting.state, reporting.draft
    reporting.remind("bus").tap("open", "done")
    assert (reporting.state, reporting.draft) == (state, draft)


def test_a_closed_tip_offers_a_minute_on_the_sign_that_mattered(sent: Phone) -> None:
    code = sent.session.tips[0].code
    signs = ("looks-for-permission", "told-id-taken", "speaks-for-them")
    sent.standing(code, "closed", signs).hear("status-closed", code).tap("open")
    sent.tap("refresh")
    assert sent.shown.picture == "told-id-taken"
    assert "What it looks like" in sent.text
    assert "Stay back" in sent.text
    sent.tap("done")
    assert not sent.session.notices


def test_signs_can_be_looked_up_without_reporting_and_one_tap_makes_it_a_report(phone: Phone) -> None:
    phone.tap("signs", "set.motel")
    assert phone.session.draft is None
    first = phone.actions[0]
    phone.tap(first)
    assert phone.shown.picture == first.removeprefix("sign.")
    assert "Keep in mind" in phone.text
    assert phone.session.draft is None
    phone.tap("report", "parked", "no")
    assert phone.draft.setting == "motel"
    assert [sign.indicator for sign in phone.draft.signs] == [first.removeprefix("sign.")]


def test_a_sign_that_was_looked_up_brings_the_versions_by_which_it_was_shown(reporting: Phone) -> None:
    reporting.command("signs").tap("set.motel").tap(reporting.actions[0]).tap("report")
    assert reporting.draft.asked_with == reporting.knowledge.versions("trucking")


def test_looking_up_a_sign_replaces_nothing_of_an_open_report(reporting: Phone) -> None:
    reporting.tap("set.truck-stop").command("signs")
    reporting.tap("set.motel").tap(reporting.actions[0]).tap("report")
    assert reporting.draft.setting == "truck-stop"
    assert len(reporting.draft.signs) == 1


def test_the_checklist_is_that_of_the_work_that_was_chosen(phone: Phone, knowledge: Knowledge) -> None:
    phone.tap("training", "course.energy", "back", "signs", "unsure")
    shown = [action.removeprefix("sign.") for action in phone.actions if action.startswith("sign.")]
    assert tuple(shown) == knowledge.checklists["energy"].signs_for(None)[: len(shown)]
