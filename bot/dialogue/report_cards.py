"""The cards of the report's questions, most likely answers first, back and skip always in the same place."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.lines import cut, media_said, own_words, place_said, vehicles_said
from bot.dialogue.moves import is_filled
from bot.dialogue.replies import BLANK, Button, Card, Joined, Line
from bot.dialogue.report import SIGNS_PER_PAGE, WINDOWS, is_worth_a_look
from bot.dialogue.session import Session
from bot.dialogue.states import State
from indicators.terms import Setting
from tips.draft import AgeBand, Answer, Basis, Draft, ToldWhom

Row = tuple[Button, ...]

MARKS = {Basis.SAW: "👁", Basis.HEARD: "👂", Basis.TOLD: "💬"}
_NEXT = {None: "s", Basis.SAW: "h", Basis.HEARD: "t", Basis.TOLD: "o"}
WAYS = ("north", "south", "east", "west")


def button(action: str, key: str = "", **args: str | int) -> Button:
    """A button; its label's key is the action's own unless another is given."""
    return Button(action=action, label=Line(key=key or f"button-{action}", args=args))


def marked(action: str, key: str, *, chosen: bool) -> Button:
    """A button that shows whether it is the answer given before."""
    label = Line(key=key)
    return Button(action=action, label=Line(key="button-chosen", args={"label": label}) if chosen else label)


def in_rows(buttons: list[Button], width: int) -> tuple[Row, ...]:
    """Buttons side by side."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def navigation(session: Session, onward: Button | None = None) -> Row:
    """Back on the left, skip on the right, and the review between them as soon as the tip could be sent."""
    draft = session.draft
    known = is_filled(draft, session.state)
    forward = onward or (button("skip", "button-next") if known or session.changing else button("skip"))
    if session.changing or draft is None or not is_worth_a_look(draft) or session.state in {State.SAFETY, State.DANGER}:
        return (button("back"), forward)
    return (button("back"), button("review"), forward)


def _draft(session: Session) -> Draft:
    if session.draft is None:
        raise ValueError("a question of the report is shown without a draft")
    return session.draft


def question(session: Session, answers: tuple[Row, ...], *extra: Line, onward: Button | None = None) -> Card:
    """A question with its hint, what was answered before, and the answers."""
    name = session.state.value
    return Card(
        title=Line(key=f"{name}-title"),
        lines=(Line(key=f"{name}-hint"), *extra),
        rows=(*answers, navigation(session, onward)),
    )


def _before(text: str | Joined) -> tuple[Line, ...]:
    """What this question was answered with before."""
    return (Line(key="answer-before", args={"answer": text}),) if text else ()


def _safety(session: Session, knowledge: Knowledge) -> Card:
    return question(session, ((button("parked"),), (button("driving"), button("unsure"))))


def _driving(session: Session, knowledge: Knowledge) -> Card:
    lines = (Line(key="driving-hint"),)
    return Card(title=Line(key="driving-title"), lines=lines, rows=((button("parked"),), (button("back"),)))


def _danger(session: Session, knowledge: Knowledge) -> Card:
    rows = ((button("yes", "button-danger-yes"),), (button("no"), button("unsure")))
    return question(session, rows)


def _setting(session: Session, knowledge: Knowledge) -> Card:
    chosen = _draft(session).setting
    places = [marked(f"set.{value}", f"setting-{value}", chosen=value is chosen) for value in Setting]
    return question(session, (*in_rows(places, 2), (button("unsure"),)))


def _when(session: Session, knowledge: Knowledge) -> Card:
    observed = _draft(session).observed
    known = {words: name for name, (words, _, _) in WINDOWS.items()}
    chosen = known.get(observed.words) if observed else None
    times = [marked(f"when.{name}", f"when-{name}", chosen=name == chosen) for name in WINDOWS]
    said = _before(cut(observed.words)) if observed and chosen is None else ()
    return question(session, in_rows([*times, button("unsure")], 2), *said)


def _still_there(session: Session, knowledge: Knowledge) -> Card:
    chosen = _draft(session).still_there
    rows = (
        (
            marked("yes", "button-still-yes", chosen=chosen is Answer.YES),
            marked("no", "button-still-no", chosen=chosen is Answer.NO),
        ),
        (button("unsure"),),
    )
    return question(session, rows)


def _heading(session: Session, knowledge: Knowledge) -> Card:
    heading = _draft(session).heading
    ways = [marked(f"head.{way}", f"heading-{way}", chosen=way == heading) for way in WAYS]
    said = _before(cut(heading)) if heading and heading not in WAYS else ()
    return question(session, (*in_rows(ways, 2), (button("unsure"),)), *said)


def _where(session: Session, knowledge: Knowledge) -> Card:
    draft = _draft(session)
    said = _before(place_said(draft.place)) if draft.place else ()
    asked = question(session, ((button("unsure", "button-dont-know"),),), *said)
    if draft.setting is not Setting.ONLINE:
        return asked
    return replace(asked, title=Line(key="where-online-title"), lines=(Line(key="where-online-hint"), *said))


def _where_check(session: Session, knowledge: Knowledge) -> Card:
    place = session.proposed_place
    said = place_said(place) if place else Joined(parts=())
    return Card(
        title=Line(key="where-check-title"),
        lines=(Line(key="where-check-place", args={"place": said}), Line(key="where-check-hint")),
        rows=((button("right"), button("wrong")), (button("unsure"),), (button("back"), button("skip"))),
    )


def _signs(session: Session, knowledge: Knowledge) -> Card:
    draft = _draft(session)
    signs = knowledge.checklist(draft.industry).signs_for(draft.setting)
    pages = max(1, -(-len(signs) // SIGNS_PER_PAGE))
    page = min(session.page, pages - 1)
    basis = {sign.indicator: sign.basis for sign in draft.signs}
    first = page * SIGNS_PER_PAGE
    shown = signs[first : first + SIGNS_PER_PAGE]
    lines = tuple(_sign_line(first + at, sign, basis.get(sign)) for at, sign in enumerate(shown, 1))
    numbers = [_sign_button(first + at, sign, basis.get(sign)) for at, sign in enumerate(shown, 1)]
    none = () if draft.signs else (button("none", "button-none"), button("unsure"))
    more = (button(f"page.{page + 1}", "button-more"),) if page + 1 < pages else ()
    return Card(
        title=Line(key="signs-title"),
        lines=(Line(key="signs-legend"), *lines, *_told_elsewhere(draft, shown)),
        page=(page + 1, pages) if pages > 1 else None,
        rows=(
            *in_rows(numbers, 4),
            *(((*none, *more),) if none or more else ()),
            (page_back(page), *navigation(session, button("done") if draft.signs else button("skip"))[1:]),
        ),
    )


def _told_elsewhere(draft: Draft, shown: tuple[str, ...]) -> tuple[Line, ...]:
    """The signs that were told already and do not stand on this page."""
    others = tuple(Line(key=f"sign-{sign.indicator}") for sign in draft.signs if sign.indicator not in shown)
    return (BLANK, *_before(Joined(parts=others, by=" "))) if others else ()


def page_back(page: int) -> Button:
    """One page back names its page, so that tapping twice goes one page back, not two."""
    return button(f"page.{page - 1}", "button-back") if page else button("back")


def _sign_line(number: int, sign: str, basis: Basis | None) -> Line:
    mark = f" {MARKS[basis]}" if basis else ""
    return Line(key="noticed", args={"number": f"{number}{mark}", "sign": Line(key=f"sign-{sign}")})


def _sign_button(number: int, sign: str, basis: Basis | None) -> Button:
    mark = f" {MARKS[basis]}" if basis else ""
    label = Line(key="button-number", args={"number": f"{number}{mark}"})
    return Button(action=f"s.{sign}.{_NEXT[basis]}", label=label)


def _count(session: Session, knowledge: Knowledge) -> Card:
    people = _draft(session).people
    counts = [marked(f"n.{n}", f"count-{n}", chosen=people.count == n) for n in (1, 2, 3, 4)]
    said = _before(str(people.count)) if people.count is not None and people.count > 4 else ()
    return question(session, (tuple(counts), (button("unsure"),)), *said)


def _ages(session: Session, knowledge: Knowledge) -> Card:
    ages = _draft(session).people.ages
    bands = [
        marked(f"age.{band}.{0 if band in ages else 1}", f"age-{band}", chosen=band in ages)
        for band in (AgeBand.CHILD, AgeBand.TEEN, AgeBand.ADULT)
    ]
    rows = (*((band,) for band in bands), (button("unsure"),))
    return question(session, rows, onward=button("done") if ages else None)


def _look(session: Session, knowledge: Knowledge) -> Card:
    return question(session, ((button("unsure"),),), *_before(cut(_draft(session).people.look)))


def _vehicle(session: Session, knowledge: Knowledge) -> Card:
    vehicles = _draft(session).vehicles
    said = _before(vehicles_said(vehicles)) if vehicles else ()
    return question(session, ((button("none", "button-no-vehicle"), button("unsure")),), *said)


def _contacts(session: Session, knowledge: Knowledge) -> Card:
    contacts = _draft(session).contacts
    said = _before(Joined(parts=tuple(cut(contact.words, 60) for contact in contacts))) if contacts else ()
    return question(session, ((button("none", "button-nothing"), button("unsure")),), *said)


def _media(session: Session, knowledge: Knowledge) -> Card:
    draft = _draft(session)
    count = len(draft.media)
    lines = _before(media_said(draft)) if count else ()
    rows = () if count else ((button("none", "button-nothing"), button("unsure")),)
    return question(session, rows, *lines, onward=button("done") if count else None)


def _words(session: Session, knowledge: Knowledge) -> Card:
    said = own_words(_draft(session))
    return question(session, ((button("none", "button-nothing-more"), button("unsure")),), *_before(said))


def _told(session: Session, knowledge: Knowledge) -> Card:
    told = _draft(session).told
    others = [
        marked(f"told.{whom}.{0 if whom in told else 1}", f"told-{whom}", chosen=whom in told)
        for whom in ToldWhom
        if whom is not ToldWhom.NOBODY
    ]
    nobody = marked("nobody", "told-nobody", chosen=ToldWhom.NOBODY in told)
    done = button("done") if told - {ToldWhom.NOBODY} else None
    return question(session, ((nobody,), *in_rows(others, 2), (button("unsure"),)), onward=done)


def _may_ask(session: Session, knowledge: Knowledge) -> Card:
    chosen = _draft(session).may_ask
    rows = ((marked("yes", "button-yes", chosen=chosen is True), marked("no", "button-no", chosen=chosen is False)),)
    return question(session, (*rows, (button("unsure"),)))


BUILDERS: dict[State, Callable[[Session, Knowledge], Card]] = {
    State.SAFETY: _safety,
    State.DRIVING: _driving,
    State.DANGER: _danger,
    State.SETTING: _setting,
    State.WHEN: _when,
    State.STILL_THERE: _still_there,
    State.HEADING: _heading,
    State.WHERE: _where,
    State.WHERE_CHECK: _where_check,
    State.SIGNS: _signs,
    State.PEOPLE_COUNT: _count,
    State.PEOPLE_AGES: _ages,
    State.PEOPLE_LOOK: _look,
    State.VEHICLE: _vehicle,
    State.CONTACTS: _contacts,
    State.MEDIA: _media,
    State.WORDS: _words,
    State.TOLD: _told,
    State.MAY_ASK: _may_ask,
}
