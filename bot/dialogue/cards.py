"""What the phone shows: always worked out from the session alone, so it can be shown again at any time."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import around_cards, pocket_cards, report_cards, training_cards
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.replies import EMERGENCY, Button, Card, Line
from bot.dialogue.review_card import review
from bot.dialogue.session import Session
from bot.dialogue.states import COVERED, REPORT, STEP_OF, STEPS, State
from bot.dialogue.training import PAUSED

Row = tuple[Button, ...]


def card(session: Session, knowledge: Knowledge) -> Card:
    """The card of a session: what was just noted first, then the question, and the same last row on every card."""
    body = _BUILDERS[session.state](session, knowledge)
    step = STEP_OF.get(session.state)
    progress = (step, STEPS) if step else body.progress
    noted = () if session.state in COVERED else (*_receipts(session), *session.noted)
    return replace(
        body,
        noted=noted,
        picture=None if noted else body.picture,  # a caption has no room for what comes first
        rows=(*body.rows, last_row(session)),
        progress=progress,
        visit=session.visit,
        revision=session.revision,
    )


def _receipts(session: Session) -> tuple[Line, ...]:
    """The receipts that may not have been seen, unless this card is the receipt."""
    shown = session.code if session.state is State.RECEIPT else None
    return tuple(Line(key="noted-sent", args={"code": one.code}) for one in session.receipts if one.code != shown)


def last_row(session: Session) -> Row:
    """Emergency on the left on every card; on the right the way out."""
    quiet = session.state in COVERED
    emergency = Button(action=EMERGENCY, label=Line(key="button-sos-quiet" if quiet else "button-sos"))
    if session.state in REPORT:
        return (emergency, Button(action="stop", label=Line(key="button-stop")))
    if session.state in around_cards.WITH_HOME:
        return (emergency, Button(action="home", label=Line(key="button-home")))
    if session.state in around_cards.WITH_HIDE:
        return (emergency, Button(action="hide", label=Line(key="button-hide")))
    if session.state in PAUSED:
        return (emergency, Button(action="pause", label=Line(key="button-pause")))
    if session.state in around_cards.WITH_BACK:
        return (emergency, Button(action="back", label=Line(key="button-back")))
    return (emergency,)


_BUILDERS: dict[State, Callable[[Session, Knowledge], Card]] = {
    **report_cards.BUILDERS,
    **around_cards.BUILDERS,
    **training_cards.BUILDERS,
    **pocket_cards.BUILDERS,
    State.REVIEW: review,
}
