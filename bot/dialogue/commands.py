"""What the commands do. They work on every screen and leave an open report as it is."""

from dataclasses import replace

from bot.dialogue.around import hide, open_screen
from bot.dialogue.events import CommandGiven
from bot.dialogue.knowledge import Step
from bot.dialogue.moves import begin, home, over
from bot.dialogue.replies import Line
from bot.dialogue.session import Session
from bot.dialogue.states import REPORT, State

_SCREENS = frozenset({"tips", "help", "language", "erase", "signs", "training"})
_EMERGENCY = frozenset({"sos", "911", "emergency", "emergencia"})
KNOWN = frozenset({*_SCREENS, *_EMERGENCY, "start", "report", "hide", "stop"})


def command(session: Session, event: CommandGiven) -> Step:
    """The step of a command."""
    return replace(_command(session, event), remove=True)


def _command(session: Session, event: CommandGiven) -> Step:
    name = event.name
    if name in _EMERGENCY:
        return Step(session=over(session, State.EMERGENCY))
    if session.state is State.ERASED:
        return Step(session=home(session))
    if name == "start":
        return Step(session=home(session))
    if name == "report":
        return Step(session=begin(session, event.at))
    if name == "hide":
        return hide(session)
    if name == "stop":
        return _stop(session)
    opened = open_screen(session, name) if name in _SCREENS else None
    return opened or Step(session=replace(session, noted=(Line(key="noted-unknown-command"),)))


def _stop(session: Session) -> Step:
    if session.draft is not None:
        on_report = session.state in REPORT
        return Step(session=over(session if on_report else home(session), State.STOP))
    return Step(session=replace(home(session), noted=(Line(key="noted-nothing-open"),)))
