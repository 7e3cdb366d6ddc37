"""The review: the tip as the analyst will read it, one line per topic, each with a pencil."""

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.lines import cut, own_words, people_said, place_said, vehicles_said, when_said
from bot.dialogue.replies import Card, Joined, Line
from bot.dialogue.report_cards import MARKS, button, in_rows
from bot.dialogue.session import Session
from bot.dialogue.states import GROUPS, State
from tips.draft import Draft

Said = str | Line | Joined

_UNSAID = Line(key="review-unsaid")


def review(session: Session, knowledge: Knowledge) -> Card:
    """What stands in the report, what is missing (named once), and the button that sends it."""
    draft = session.draft
    if draft is None:
        raise ValueError("the review is shown without a draft")
    lines = tuple(
        Line(key=f"review-{name}", args={"number": str(number), "said": said})
        for number, (name, said) in enumerate(_topics(draft), 1)
    )
    pencils = [button(f"change.{index}", "button-change", number=str(index + 1)) for index in range(len(GROUPS))]
    send = (button("send"),) if draft.may_send() else (button(f"change.{_WORDS}", "button-add-words"),)
    return Card(
        title=Line(key="review-title"),
        lines=(*lines, *_missing(draft)),
        rows=(send, *in_rows(pencils, 4), (button("back"),)),
    )


_WORDS = GROUPS.index((State.WORDS,))


def _missing(draft: Draft) -> tuple[Line, ...]:
    """What would help and is not there: named once, and in the way of nothing."""
    missing = [
        Line(key=f"missing-{name}")
        for name, there in (("where", draft.place), ("when", draft.observed), ("signs", draft.signs))
        if not there
    ]
    if not missing:
        return ()
    key = "review-missing" if draft.may_send() else "review-too-little"
    return (Line(key=key, args={"missing": Joined(parts=tuple(missing))}),)


def _topics(draft: Draft) -> tuple[tuple[str, Said], ...]:
    return (
        ("setting", Line(key=f"setting-{draft.setting}") if draft.setting else _UNSAID),
        ("when", _said(when_said(draft))),
        ("where", place_said(draft.place) if draft.place else _UNSAID),
        ("signs", _signs(draft)),
        ("people", _said(people_said(draft))),
        ("vehicle", vehicles_said(draft.vehicles) if draft.vehicles else _UNSAID),
        ("contacts", _listed(tuple(cut(contact.words, 60) for contact in draft.contacts))),
        ("media", Line(key="media-count", args={"count": len(draft.media)}) if draft.media else _UNSAID),
        ("words", own_words(draft) or _UNSAID),
        ("told", _listed(tuple(Line(key=f"told-{whom}") for whom in sorted(draft.told)))),
        ("may-ask", _UNSAID if draft.may_ask is None else Line(key="may-ask-yes" if draft.may_ask else "may-ask-no")),
    )


def _listed(parts: tuple[str | Line, ...]) -> Said:
    return _said(Joined(parts=parts))


def _said(said: Joined) -> Said:
    return said if said.parts else _UNSAID


def _signs(draft: Draft) -> Said:
    lines = tuple(
        Line(key="review-sign", args={"mark": MARKS[sign.basis], "sign": Line(key=f"sign-{sign.indicator}")})
        for sign in draft.signs
    )
    return Joined(parts=lines, by=" ") if lines else _UNSAID
