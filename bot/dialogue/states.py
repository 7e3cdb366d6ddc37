"""Every screen of the dialogue, and the table of every legal move between them.

The report is a line: it asks, in order, what is not yet known, and ends in the review. The training is a house with one
door, TRAINING, that every room leads back to. Everything else lies beside or over them: what is laid over a screen
remembers the screen and goes back to exactly there. `advance` refuses to make a move that is not in `TRANSITIONS`, so
what the table shows is all that can happen.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    Event,
    JoinLinkOpened,
    LocationMoved,
    LocationShared,
    MediaSent,
    NoticeArrived,
    RefresherDue,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)


class State(StrEnum):
    """A screen. The report runs from SAFETY to REVIEW; the rest are around it."""

    WELCOME = "welcome"
    HOME = "home"
    SAFETY = "safety"
    DRIVING = "driving"
    DANGER = "danger"
    SETTING = "setting"
    WHEN = "when"
    STILL_THERE = "still-there"
    HEADING = "heading"
    WHERE = "where"
    WHERE_CHECK = "where-check"
    SIGNS = "signs"
    PEOPLE_COUNT = "people-count"
    PEOPLE_AGES = "people-ages"
    PEOPLE_LOOK = "people-look"
    VEHICLE = "vehicle"
    CONTACTS = "contacts"
    MEDIA = "media"
    WORDS = "words"
    TOLD = "told"
    MAY_ASK = "may-ask"
    REVIEW = "review"
    RECEIPT = "receipt"
    TIPS = "tips"
    TIP = "tip"
    ADDING = "adding"
    WITHDRAW_CONFIRM = "withdraw-confirm"
    NOTICE = "notice"
    LANGUAGE = "language"
    HELP = "help"
    ERASE_CONFIRM = "erase-confirm"
    ERASED = "erased"
    COURSES = "courses"
    TRAINING = "training"
    PARTS = "parts"
    LESSON = "lesson"
    SCENE = "scene"
    EXAM = "exam"
    EXAM_RESULT = "exam-result"
    CERTIFICATE = "certificate"
    REFRESHER = "refresher"
    POCKET = "pocket"
    POCKET_SIGNS = "pocket-signs"
    POCKET_SIGN = "pocket-sign"
    STOP = "stop"
    RESUME = "resume"
    EMERGENCY = "emergency"
    HIDDEN = "hidden"
    KNOCK = "knock"


ORDER = (
    State.SAFETY,
    State.DANGER,
    State.SETTING,
    State.WHEN,
    State.STILL_THERE,
    State.HEADING,
    State.WHERE,
    State.SIGNS,
    State.PEOPLE_COUNT,
    State.PEOPLE_AGES,
    State.PEOPLE_LOOK,
    State.VEHICLE,
    State.CONTACTS,
    State.MEDIA,
    State.WORDS,
    State.TOLD,
    State.MAY_ASK,
    State.REVIEW,
)
"""The report, in the order of asking."""

BESIDE = {State.DRIVING: State.SAFETY, State.WHERE_CHECK: State.WHERE}
"""Screens that belong to a question without being one."""

REPORT = frozenset(ORDER) | frozenset(BESIDE)

STEPS = 8
STEP_OF: Mapping[State, int] = {
    State.SETTING: 1,
    State.WHEN: 2,
    State.STILL_THERE: 2,
    State.HEADING: 2,
    State.WHERE: 3,
    State.WHERE_CHECK: 3,
    State.SIGNS: 4,
    State.PEOPLE_COUNT: 5,
    State.PEOPLE_AGES: 5,
    State.PEOPLE_LOOK: 5,
    State.VEHICLE: 6,
    State.CONTACTS: 6,
    State.MEDIA: 7,
    State.WORDS: 7,
    State.TOLD: 8,
    State.MAY_ASK: 8,
}
"""Which of the eight steps on the progress line a question belongs to."""

GROUPS: tuple[tuple[State, ...], ...] = (
    (State.SETTING,),
    (State.WHEN, State.STILL_THERE, State.HEADING),
    (State.WHERE,),
    (State.SIGNS,),
    (State.PEOPLE_COUNT, State.PEOPLE_AGES, State.PEOPLE_LOOK),
    (State.VEHICLE,),
    (State.CONTACTS,),
    (State.MEDIA,),
    (State.WORDS,),
    (State.TOLD,),
    (State.MAY_ASK,),
)
"""The lines of the review: the questions that one pencil opens."""

COVERED = frozenset({State.HIDDEN, State.KNOCK})
"""Cards that say nothing until they are opened: of somebody who hid the chat, and of news that is not read yet."""

QUIET = COVERED | {State.EMERGENCY, State.ERASED}
"""Screens that nothing is laid over unasked."""


class Under(StrEnum):
    """Stands in the table for whatever screen lies under this one: home, when there is none."""

    UNDER = "under"


Targets = frozenset[State | Under]


def _to(*targets: State | Under) -> Targets:
    return frozenset(targets)


_UNDER = Under.UNDER
_LAID_OVER = _to(State.EMERGENCY, State.NOTICE, State.RESUME)  # may come over any screen, whatever happens on it
_INTO_REPORT = frozenset[State | Under](ORDER)  # a report opens at its first open question
_LEARNING = _to(State.COURSES, State.TRAINING, State.POCKET)
_COMMANDS = (
    _INTO_REPORT
    | _LEARNING
    | _to(
        State.WELCOME,
        State.HOME,
        State.TIPS,
        State.HELP,
        State.LANGUAGE,
        State.ERASE_CONFIRM,
        State.HIDDEN,
        State.STOP,
        State.EMERGENCY,
        _UNDER,
    )
)

_TAPS: Mapping[State, Targets] = {
    State.WELCOME: _INTO_REPORT | _LEARNING | _to(State.HELP, State.LANGUAGE, State.HIDDEN),
    State.HOME: _INTO_REPORT
    | _LEARNING
    | _to(State.TIPS, State.HELP, State.LANGUAGE, State.ERASE_CONFIRM, State.HIDDEN, _UNDER),
    State.DRIVING: _to(State.SAFETY),
    State.WHERE_CHECK: _to(State.WHERE),
    State.RECEIPT: _to(State.HOME, State.TIPS, State.ADDING),
    State.TIPS: _to(State.TIP, _UNDER),
    State.TIP: _to(State.ADDING, State.WITHDRAW_CONFIRM, State.NOTICE, _UNDER),
    State.ADDING: _to(_UNDER),
    State.WITHDRAW_CONFIRM: _to(_UNDER),
    State.NOTICE: _to(State.REFRESHER, State.TRAINING, _UNDER),
    State.LANGUAGE: _to(_UNDER),
    State.HELP: _to(_UNDER),
    State.ERASE_CONFIRM: _to(State.ERASED, _UNDER),
    State.ERASED: _to(State.WELCOME),
    State.STOP: _to(State.HOME, State.HIDDEN, _UNDER),
    State.RESUME: _to(State.HOME, State.SAFETY, _UNDER),
    State.EMERGENCY: _to(_UNDER),
    State.HIDDEN: _to(_UNDER),
    State.KNOCK: _to(_UNDER),
    State.COURSES: _to(State.TRAINING, _UNDER),
    State.TRAINING: _to(State.COURSES, State.PARTS, State.LESSON, State.SCENE, State.EXAM, State.CERTIFICATE, _UNDER),
    State.PARTS: _to(State.TRAINING, State.LESSON, State.SCENE),
    State.LESSON: _to(State.TRAINING, State.SCENE, State.COURSES),
    State.SCENE: _to(State.TRAINING, State.LESSON, State.COURSES),
    State.EXAM: _to(State.TRAINING, State.EXAM_RESULT, State.COURSES),
    State.EXAM_RESULT: _to(State.TRAINING, State.EXAM, State.CERTIFICATE, State.HOME),
    State.CERTIFICATE: _to(State.TRAINING, State.HOME),
    State.REFRESHER: _to(_UNDER),
    State.POCKET: _to(State.POCKET_SIGNS, _UNDER),
    State.POCKET_SIGNS: _INTO_REPORT | _to(State.POCKET_SIGN, State.WELCOME, _UNDER),
    State.POCKET_SIGN: _INTO_REPORT | _to(State.WELCOME, _UNDER),
}
"""What the buttons of a screen lead to, beside the questions of the report, which `_question_taps` works out."""


def _question_taps(state: State) -> Targets:
    """From a question: on to any later one that is still open, back to any earlier one, to the review, or stop."""
    at = ORDER.index(BESIDE.get(state, state))
    return frozenset[State | Under](ORDER[at + 1 :]) | frozenset(ORDER[:at]) | _to(State.REVIEW, State.STOP)


def _taps(state: State) -> Targets:
    extra = _TAPS.get(state, frozenset())
    if state in REPORT:
        extra |= _question_taps(state)
    if state is State.SAFETY:
        extra |= _to(State.DRIVING, State.HOME)
    if state is State.REVIEW:
        extra |= _to(State.RECEIPT)
    return extra


def _said(state: State) -> Targets:
    """Where words, a pin or a file can lead: they answer what the buttons answer, begin a report, or are read back."""
    if state in REPORT:
        return _taps(state) | _to(State.WHERE_CHECK)
    if state in COVERED:
        return frozenset(State)  # any message brings back what was covered, and is taken there
    added = _to(State.ADDING) if state is State.WITHDRAW_CONFIRM else frozenset()  # why it is taken back
    return _taps(state) | _INTO_REPORT | _to(State.WELCOME) | added


def _row(state: State) -> Mapping[type[Event], Targets]:
    stays = _LAID_OVER | {state}
    said = stays | _said(state)
    over = stays | (_to(_UNDER) if state in COVERED else frozenset())
    if state is State.ERASED:
        over = over | _to(State.WELCOME)
    return {
        Tapped: stays | _taps(state),
        CommandGiven: said | _COMMANDS,
        TextSent: said,
        LocationShared: said,
        MediaSent: said,
        ContactShared: said,
        TextEdited: said,
        UnreadableSent: over,
        LocationMoved: stays,
        NoticeArrived: stays | _to(State.KNOCK),
        RefresherDue: stays | _to(State.KNOCK),
        JoinLinkOpened: said | _LEARNING | _to(State.HOME),
    }


TRANSITIONS: Mapping[State, Mapping[type[Event], Targets]] = {state: _row(state) for state in State}
"""Every legal move: from a screen, by an event, to these screens."""


def legal(before: State, event: Event, after: State, under: Iterable[State]) -> bool:
    """Whether the table allows this move. `under` are the screens that lie under the one before."""
    targets = TRANSITIONS[before][type(event)]
    if after in targets:
        return True
    return _UNDER in targets and (after in {State.HOME, State.WELCOME} or after in under)
