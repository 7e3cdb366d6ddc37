"""The cards of the pocket mode: choose a place, its signs, one sign with its picture."""

from collections.abc import Callable

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.pocket import looked_at, signs_of
from bot.dialogue.replies import Button, Card, Line, paragraphs
from bot.dialogue.report import SIGNS_PER_PAGE
from bot.dialogue.report_cards import button, in_rows, page_back
from bot.dialogue.session import Session
from bot.dialogue.states import State
from indicators.terms import Setting


def about_sign(sign: str, session: Session, knowledge: Knowledge) -> tuple[Line, ...]:
    """A sign in words, what it looks like and what it does not mean. Help on an urgent sign says to call 911: that is
    to be kept in mind."""
    language = session.language
    label = "pocket-rather" if knowledge.catalog[sign].alarm is None else "pocket-in-mind"
    lines = [
        Line(key=f"sign-{sign}"),
        Line(key="pocket-looks", args={"text": knowledge.catalog.looks(sign, language)}),
        Line(key=label, args={"text": knowledge.catalog.rather(sign, language)}),
    ]
    if not knowledge.catalog.has_help(language):
        lines.append(Line(key="training-in-english"))
    return tuple(lines)


def _place(session: Session, knowledge: Knowledge) -> Card:
    places = [button(f"set.{value}", f"setting-{value}") for value in Setting]
    rows = (*in_rows(places, 2), (button("unsure", "button-any-place"),))
    return Card(title=Line(key="pocket-title"), lines=(Line(key="pocket-hint"),), rows=rows)


def _signs(session: Session, knowledge: Knowledge) -> Card:
    signs = signs_of(session, knowledge)
    setting, _ = looked_at(session)
    pages = max(1, -(-len(signs) // SIGNS_PER_PAGE))
    page = min(session.page, pages - 1)
    first = page * SIGNS_PER_PAGE
    shown = signs[first : first + SIGNS_PER_PAGE]
    lines = [Line(key="pocket-signs-hint")]
    lines += [
        Line(key="noticed", args={"number": str(number), "sign": Line(key=f"sign-{sign}")})
        for number, sign in enumerate(shown, first + 1)
    ]
    numbers = [
        Button(action=f"sign.{sign}", label=Line(key="button-number", args={"number": str(number)}))
        for number, sign in enumerate(shown, first + 1)
    ]
    turn = [page_back(page)] if page else []
    turn += [button(f"page.{page + 1}", "button-more")] if page + 1 < pages else []
    place = Line(key=f"setting-{setting}") if setting else Line(key="button-any-place")
    return Card(
        title=Line(key="pocket-signs-title", args={"place": place}),
        lines=tuple(lines),
        page=(page + 1, pages) if pages > 1 else None,
        rows=(*in_rows(numbers, 4), *((tuple(turn),) if turn else ()), (button("report", "button-report-here"),)),
    )


def _sign(session: Session, knowledge: Knowledge) -> Card:
    _, sign = looked_at(session)
    if sign not in knowledge.catalog:
        return _place(session, knowledge)
    wording, *rest = about_sign(sign, session, knowledge)
    rows = ((button("report", "button-noticed"),),)
    return Card(title=wording, lines=paragraphs(*rest), rows=rows, picture=sign)


BUILDERS: dict[State, Callable[[Session, Knowledge], Card]] = {
    State.POCKET: _place,
    State.POCKET_SIGNS: _signs,
    State.POCKET_SIGN: _sign,
}
