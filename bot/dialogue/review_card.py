"""The review: the tip as the analyst will read it, one line per topic, each with a pencil."""

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.lines import cut, media_said, own_words, people_said, place_said, vehicles_said, when_said
from bot.dialogue.replies import BLANK, Card, Joined, Line
from bot.dialogue.report_cards import MARKS, button, in_rows
from bot.dialogue.session import Session
from bot.dialogue.states import GROUPS, State
from tips.draft import Draft

Said = str | Line | Joined | None
"""What a line says; None when nothing was told of its topic."""


def review(session: Session, knowledge: Knowledge) -> Card:
    """What stands in the report, what is missing (named once), and the button that sends it."""
    draft = session.draft
    if draft is None:
        raise ValueError("the review is shown without a draft")
    topics = tuple(enumerate(_topics(draft), 1))
    lines = tuple(
        Line(key=f"review-{name}", args={"number": str(number), "said": said})
        for number, (name, said) in topics
        if said is not None
    )
    unsaid = tuple(
        Line(key="review-unsaid", args={"number": str(number), "topic": Line(key=f"unsaid-{name}")})
        for number, (name, said) in topics
        if said is None
    )
    pencils = [button(f"change.{index}", "button-change", number=str(index + 1)) for index in range(len(GROUPS))]
    send = button("send") if draft.may_send() else button(f"change.{_WORDS}", "button-add-words")
    return Card(
        title=Line(key="review-title"),
        lines=(*lines, *_missing(draft, unsaid)),
        rows=((send,), *in_rows(pencils, 6), (button("back"),)),
    )


_WORDS = GROUPS.index((State.WORDS,))


def _missing(draft: Draft, unsaid: tuple[Line, ...]) -> tuple[Line, ...]:
    """What is not in it: named once, and in the way of nothing."""
    key = "review-missing" if draft.may_send() else "review-too-little"
    return (BLANK, Line(key=key, args={"missing": Joined(parts=unsaid, by=" · ")})) if unsaid else ()


def _topics(draft: Draft) -> tuple[tuple[str, Said], ...]:
    return (
        ("setting", Line(key=f"setting-{draft.setting}") if draft.setting else None),
        ("when", _said(when_said(draft))),
        ("where", place_said(draft.place) if draft.place else None),
        ("signs", _signs(draft)),
        ("people", _said(people_said(draft.people))),
        ("vehicle", vehicles_said(draft.vehicles) if draft.vehicles else None),
        ("contacts", _listed(tuple(cut(contact.words, 60) for contact in draft.contacts))),
        ("media", _said(media_said(draft))),
        ("words", own_words(draft) or None),
        ("told", _listed(tuple(Line(key=f"told-{whom}") for whom in sorted(draft.told)))),
        ("may-ask", None if draft.may_ask is None else Line(key="may-ask-yes" if draft.may_ask else "may-ask-no")),
    )


def _listed(parts: tuple[str | Line, ...]) -> Said:
    return _said(Joined(parts=parts))


def _said(said: Joined) -> Said:
    return said if said.parts else None


def _signs(draft: Draft) -> Said:
    lines = tuple(
        Line(key="review-sign", args={"mark": MARKS[sign.basis], "sign": Line(key=f"sign-{sign.indicator}")})
        for sign in draft.signs
    )
    return Joined(parts=lines, by=" ") if lines else None
