"""Sending a draft: once, with a code, and with a trace to its messages for later edits."""

from dataclasses import replace
from datetime import datetime

from bot.dialogue.around import discard
from bot.dialogue.effects import SubmitTip
from bot.dialogue.knowledge import Fresh, Step
from bot.dialogue.moves import show
from bot.dialogue.session import Receipt, Session, TipRef
from bot.dialogue.states import State
from tips.draft import Draft


def send(session: Session, draft: Draft, at: datetime, fresh: Fresh) -> Step | None:
    """The tip, if there is enough for one. The draft is gone in the same step, so it cannot be sent again."""
    if not draft.may_send():
        return None
    sources = frozenset([*(said.source for said in draft.statements), *(file.source for file in draft.media)])
    country = draft.place.country or None if draft.place else None
    tip = TipRef(code=fresh.code, sent=at, sources=sources, country=country)
    receipt = Receipt(code=fresh.code, at=at, visit=session.visit + 1, revision=session.revision + 1)
    after = replace(
        show(discard(session), State.RECEIPT),
        code=fresh.code,
        tips=(*session.tips, tip),
        receipts=(*session.receipts, receipt),
    )
    return Step(session=after, effects=(SubmitTip(tip_id=fresh.tip_id, code=fresh.code, draft=draft),))
