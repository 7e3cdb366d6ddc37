"""The cards around the report: welcome, home, tips, numbers, language, and the emergency card."""

from collections.abc import Callable

from bot.dialogue.around import HAVE_BACK, TIPS_PER_PAGE, is_withdrawn, sign_that_mattered
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.lines import cut, days_said
from bot.dialogue.pocket_cards import about_sign
from bot.dialogue.replies import BLANK, Card, Joined, Line, paragraphs
from bot.dialogue.report_cards import button, in_rows
from bot.dialogue.session import Session
from bot.dialogue.states import State
from indicators.course import Course
from indicators.helplines import DEFAULT_COUNTRY, By, Helpline, Helplines, country_of_language

WITH_BACK = HAVE_BACK | {State.COURSES, State.TRAINING, State.PARTS}
WITH_HOME = frozenset({State.RECEIPT, State.RESUME, State.EXAM_RESULT, State.CERTIFICATE})
WITH_HIDE = frozenset({State.WELCOME, State.HOME})

QUESTION_SHOWN = 1000
STATUSES = frozenset({"new", "in-review", "action-taken", "closed", "withdrawn"})
NOTICES = frozenset(f"status-{status}" for status in STATUSES)
"""What the task force can say without words of its own. Anything else is announced as news."""


def _lines(*keys: str) -> tuple[Line, ...]:
    return tuple(Line(key=key) for key in keys)


def _welcome(session: Session, knowledge: Knowledge) -> Card:
    lines = _lines("welcome-what", "welcome-kept", "welcome-telegram", "welcome-not-emergency")
    report = button("report", "button-go-on") if session.draft else button("report")
    rows = ((report,), _LEARNING, (button("help"), button("language")))
    return Card(title=Line(key="welcome-title"), lines=paragraphs(*lines), rows=rows)


_LEARNING = (button("signs"), button("training"))


def _home(session: Session, knowledge: Knowledge) -> Card:
    report = button("report", "button-go-on") if session.draft else button("report")
    rows = (
        (report,),
        _LEARNING,
        (button("tips"), button("help")),
        (button("language"), button("erase")),
    )
    line = Line(key="home-draft" if session.draft else "home-hint")
    due = _lines("home-refresh") if session.training.due else ()
    return Card(title=Line(key="home-title"), lines=paragraphs(line, *due), rows=rows)


def _receipt(session: Session, knowledge: Knowledge) -> Card:
    code = {"code": session.code or ""}
    country = next((tip.country for tip in session.tips if tip.code == session.code), None)
    numbers = numbers_line(knowledge.helplines, country or country_of(session))
    lines = (Line(key="receipt-code", args=code), Line(key="receipt-next"), *numbers)
    return Card(title=Line(key="receipt-title"), lines=paragraphs(*lines), rows=((button("add"), button("tips")),))


def numbers_line(helplines: Helplines, country: str = DEFAULT_COUNTRY) -> tuple[Line, ...]:
    """Emergency and the national line in one line; the same on every card that has it."""
    return (
        Line(
            key="safety-numbers",
            args={
                "emergency": number_of(helplines.emergency(country)),
                "hotline": number_of(helplines.trafficking(country)),
            },
        ),
    )


def number_of(line: Helpline) -> str:
    """The number to call, as it is printed, held together on one line."""
    way = line.way(By.CALL) or line.ways[0]
    return way.printed.replace(" ", "\u00a0")


def _tips(session: Session, knowledge: Knowledge) -> Card:
    newest = tuple(reversed(session.tips))
    first = session.page * TIPS_PER_PAGE
    shown = newest[first : first + TIPS_PER_PAGE]
    lines = tuple(
        Line(key="tips-line", args={"code": tip.code, "day": day_of(tip.sent), "status": _status(tip.code, knowledge)})
        for tip in shown
    )
    codes = [button(f"tip.{tip.code}", "button-code", code=tip.code) for tip in shown]
    older = first + TIPS_PER_PAGE < len(newest)
    paging = []
    if session.page:
        paging.append(button(f"page.{session.page - 1}", "button-newer"))
    if older:
        paging.append(button(f"page.{session.page + 1}", "button-older"))
    rows = (*in_rows(codes, 2), *((tuple(paging),) if paging else ()))
    return Card(title=Line(key="tips-title"), lines=paragraphs(*lines) or _lines("tips-none"), rows=rows)


def day_of(sent: object) -> str:
    """A day in UTC, as numbers."""
    return f"{sent:%Y-%m-%d}"


def _status(code: str | None, knowledge: Knowledge) -> Line:
    standing = knowledge.standings.get(code or "")
    status = standing.status if standing and standing.status in STATUSES else "new"
    return Line(key=f"status-{status}")


def _tip(session: Session, knowledge: Knowledge) -> Card:
    code = session.code or ""
    asked = tuple(notice for notice in session.notices if notice.code == code and notice.later)
    rows = [(button("add"),)]
    if asked:
        rows.insert(0, (button("answer"),))
    if not is_withdrawn(code, knowledge):
        rows.append((button("withdraw", "button-withdraw"),))
    questions = tuple(Line(key="tip-question", args={"words": cut(notice.words, QUESTION_SHOWN)}) for notice in asked)
    lines = (_status(code, knowledge), *questions)
    return Card(title=Line(key="tip-title", args={"code": code}), lines=lines, rows=tuple(rows))


def _adding(session: Session, knowledge: Knowledge) -> Card:
    title = Line(key="adding-title", args={"code": session.code or ""})
    return Card(title=title, lines=paragraphs(*_lines("adding-hint", "media-safety")), rows=((button("done"),),))


def _withdraw(session: Session, knowledge: Knowledge) -> Card:
    title = Line(key="withdraw-confirm-title", args={"code": session.code or ""})
    return Card(title=title, lines=_lines("withdraw-confirm-hint"), rows=((button("withdraw", "button-withdraw"),),))


def _notice(session: Session, knowledge: Knowledge) -> Card:
    notice = session.notices[0] if session.notices else None
    code = {"code": session.code or ""}
    if notice is not None and notice.course in knowledge.courses.courses:
        return _refresher_due(session, knowledge.courses.courses[notice.course])
    if notice is None or notice.key != "question":
        key = notice.key if notice and notice.key in NOTICES else "notice-general"
        words = (
            (Line(key="notice-words", args={"words": cut(notice.words, QUESTION_SHOWN)}),)
            if notice and notice.words
            else ()
        )
        minute = notice is not None and notice.key == "status-closed" and sign_that_mattered(notice.code, knowledge)
        offered = ((button("refresh", "button-minute"),),) if minute else ()
        rows = (*offered, (button("done", "button-ok"),))
        return Card(title=Line(key="notice-title", args=code), lines=(Line(key=key, args=code), *words), rows=rows)
    lines = (Line(key="question-words", args={"words": cut(notice.words, QUESTION_SHOWN)}), Line(key="question-hint"))
    rows = ((button("done") if notice.answered else button("later"),),)
    return Card(title=Line(key="question-title", args=code), lines=lines, rows=rows)


def _refresher_due(session: Session, course: Course) -> Card:
    lines = [Line(key="said", args={"text": course.title.say(session.language)})]
    if passing := session.training.passing(course.id):
        lines.append(Line(key="training-due", args=days_said(passing, session.language)))
    rows = ((button("training"),), (button("done", "button-ok"),))
    return Card(title=Line(key="button-refresh"), lines=tuple(lines), rows=rows)


def _language(session: Session, knowledge: Knowledge) -> Card:
    rows = in_rows([button(f"lang.{code}", f"language-{code}") for code in knowledge.languages], 2)
    drafted = _lines("language-drafted") if session.language in knowledge.drafted else ()
    return Card(title=Line(key="language-title"), lines=drafted, rows=rows)


def _help(session: Session, knowledge: Knowledge) -> Card:
    country = country_of(session)
    lines = tuple(
        Line(key="help-line", args={"name": line.name(session.language), "ways": ways_of(line)})
        for line in knowledge.helplines.for_country(country)
    )
    others = [
        button(f"country.{other}", f"country-{other}") for other in knowledge.helplines.countries if other != country
    ]
    return Card(
        title=Line(key="help-title"), lines=(Line(key=f"country-{country}"), BLANK, *lines), rows=in_rows(others, 2)
    )


def country_of(session: Session) -> str:
    """Whose numbers are shown: the country chosen, that of the place told, of the last tip's place, of the language."""
    if session.country:
        return session.country
    if session.draft and session.draft.place and session.draft.place.country:
        return session.draft.place.country
    seen = next((tip.country for tip in reversed(session.tips) if tip.country), None)
    return seen or country_of_language(session.language)


def ways_of(line: Helpline) -> Joined:
    """The number to call, and the one to text."""
    text = line.way(By.TEXT)
    by_text = (Line(key="help-text", args={"word": text.word, "number": text.dial}),) if text and text.word else ()
    by_voice = (number_of(line),) if line.way(By.CALL) or not by_text else ()
    return Joined(parts=(*by_voice, *by_text), by=", ")


def emergency(helplines: Helplines) -> Card:
    """The emergency card. It needs no session, and always says the same."""
    numbers = tuple(
        Line(key=f"emergency-{country.lower()}", args={"hotline": number_of(helplines.trafficking(country))})
        for country in sorted(helplines.countries, key=lambda country: (country != DEFAULT_COUNTRY, country))
    )
    safety = _lines("safety-call", "safety-distance", "safety-not-emergency")
    return Card(title=Line(key="emergency-title"), lines=(*paragraphs(*safety), BLANK, *numbers))


def _emergency(session: Session, knowledge: Knowledge) -> Card:
    return emergency(knowledge.helplines)


def _refresher(session: Session, knowledge: Knowledge) -> Card:
    """A minute on the sign that mattered in a tip: what it looks like, what it does not mean, and to keep away."""
    sign = sign_that_mattered(session.code, knowledge)
    rows = ((button("done", "button-ok"),),)
    if sign is None:
        return Card(title=Line(key="refresher-title"), lines=_lines("refresher-none"), rows=rows)
    lines = paragraphs(*about_sign(sign, session, knowledge), Line(key="safety-distance"))
    return Card(title=Line(key="refresher-title"), lines=lines, rows=rows, picture=sign)


def _plain(session: Session, knowledge: Knowledge) -> Card:
    """A title, a hint, and the buttons of this screen."""
    name = session.state.value
    rows = tuple((button(action),) for action in _PLAIN[session.state])
    return Card(title=Line(key=f"{name}-title"), lines=_lines(f"{name}-hint"), rows=rows)


_PLAIN: dict[State, tuple[str, ...]] = {
    State.ERASE_CONFIRM: ("erase",),
    State.ERASED: ("start",),
    State.STOP: ("keep", "discard", "hide"),
    State.RESUME: ("go-on", "start-over"),
    State.HIDDEN: ("open",),
    State.KNOCK: ("open",),
}

BUILDERS: dict[State, Callable[[Session, Knowledge], Card]] = {
    State.WELCOME: _welcome,
    State.REFRESHER: _refresher,
    State.HOME: _home,
    State.RECEIPT: _receipt,
    State.TIPS: _tips,
    State.TIP: _tip,
    State.ADDING: _adding,
    State.WITHDRAW_CONFIRM: _withdraw,
    State.NOTICE: _notice,
    State.LANGUAGE: _language,
    State.HELP: _help,
    State.EMERGENCY: _emergency,
    **dict.fromkeys(_PLAIN, _plain),
}
