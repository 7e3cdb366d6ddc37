"""Taps that were typed: every button can also be written, since a tap can be lost on the way."""

import re
import unicodedata

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.replies import Button, Card, Line
from bot.dialogue.session import Session
from bot.dialogue.states import COVERED, State
from indicators.terms import Setting

LONGEST = 40
"""No button is called by more characters than this; anything longer is words."""

NAVIGATION = frozenset({"back", "skip", "stop", "review", "unsure", "done", "none", "sos", "send", "hide"})
_SYNONYMS = (
    *("sos", "yes", "no", "parked", "driving", "right", "wrong", "none", "nobody", "send", "keep", "discard", "go-on"),
    *("start-over", "report", "back", "skip", "done", "unsure", "review", "stop", "hide", "tips", "help", "language"),
)
"""The actions that have words of their own in `typed.ftl`, in the order in which one word is tried on them."""

_ASKS = {State.ERASE_CONFIRM: "erase", State.WITHDRAW_CONFIRM: "withdraw"}
"""Screens that ask whether to do what cannot be taken back, and the button that does it."""

_NO_MEANS = {**dict.fromkeys((*_ASKS, State.STOP), "back"), State.RESUME: "home"}
"""Screens where a plain "no" leaves everything as it is."""

_WORDED = COVERED | {State.WHERE, State.HEADING, State.PEOPLE_LOOK, State.VEHICLE, State.CONTACTS, State.WORDS}


_ALIKE = str.maketrans("ةىیکٱ", "هييكا", "ـ\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f")
"""Arabic letters that people type for one another, and what only stretches, joins or turns a word or draws an emoji."""


def plain(words: str) -> str:
    """Letters and digits only, in lower case, without accents or short vowels: "¿Sí?" is "si", "٣" is "3".

    The vowel signs of Indic scripts are no accents: they stay, or "yes" and "is" would be one word in Punjabi.
    """
    spread = unicodedata.normalize("NFKD", words.casefold()).translate(_ALIKE)
    return " ".join("".join(_plain_letter(letter) for letter in spread).split())


def _plain_letter(letter: str) -> str:
    if unicodedata.combining(letter):
        return ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return letter if letter.isalnum() or unicodedata.category(letter) in {"Mc", "Mn"} else " "


def actions_of(text: str, session: Session, card: Card, knowledge: Knowledge) -> tuple[str, ...]:
    """The actions that typed words stand for on this card; none when they are words of their own."""
    if len(text) > LONGEST or "\n" in text:
        return ()
    said = plain(text)
    if not said:
        return ()
    buttons = [button for row in card.rows for button in row]
    if session.state is State.SIGNS and (signs := _sign_numbers(said, session, knowledge)):
        return signs
    found = (
        _by_label(said, buttons, session, knowledge)
        or _plain_answer(said, session, knowledge)
        or _by_synonym(said, buttons, knowledge)
    )
    return (found,) if found else _by_number(said, buttons, session)


def tells_nothing(text: str, knowledge: Knowledge) -> bool:
    """Whether this only says hello or thanks, or names a button that is not here: the beginning of no report."""
    said = plain(text)
    return len(text) <= LONGEST and any(said in _words(name, knowledge) for name in ("hello", "thanks", *_SYNONYMS))


def _by_label(said: str, buttons: list[Button], session: Session, knowledge: Knowledge) -> str | None:
    for button in buttons:
        if plain(knowledge.say(session.language, button.label)) == said:
            return button.action
    return None


def _plain_answer(said: str, session: Session, knowledge: Knowledge) -> str | None:
    """A yes or no to a question that has buttons of other names. A mere "ok" is not enough to erase or take back."""
    if session.state in _NO_MEANS and any(said in _words(name, knowledge) for name in ("no", "stop")):
        return _NO_MEANS[session.state]
    sure = said in _words("yes", knowledge) and said not in _words("done", knowledge)
    return _ASKS.get(session.state) if sure else None


def _by_synonym(said: str, buttons: list[Button], knowledge: Knowledge) -> str | None:
    actions = {button.action for button in buttons}
    return next((name for name in _SYNONYMS if name in actions and said in _words(name, knowledge)), None)


def _words(name: str, knowledge: Knowledge) -> set[str]:
    """What can be typed for an action, in any language: people mix them."""
    line = Line(key=f"typed-{name}")
    return {plain(word) for language in knowledge.languages for word in knowledge.say(language, line).split("|")}


def _by_number(said: str, buttons: list[Button], session: Session) -> tuple[str, ...]:
    """A number stands for the answer in that place; where words are asked for, a number is an answer itself."""
    if session.state in _WORDED or not re.fullmatch(r"\d{1,2}", said):
        return ()
    answers = [button.action for button in buttons if button.action not in NAVIGATION]
    index = int(said) - 1
    return (answers[index],) if 0 <= index < len(answers) and session.state is not State.PEOPLE_COUNT else ()


def _sign_numbers(said: str, session: Session, knowledge: Knowledge) -> tuple[str, ...]:
    """Numbers of signs, "1 3" or "heard 2": seen, unless another word stands before the number."""
    signs = knowledge.checklist(industry_of(session)).signs_for(setting_of(session))
    basis, actions = "s", []
    words = {letter: _words(name, knowledge) for letter, name in _BASES}
    for word in said.split():
        letter = next((letter for letter, names in words.items() if word in names), None)
        if letter:
            basis = letter
        elif word.isdecimal() and 0 < int(word) <= len(signs):
            actions.append(f"s.{signs[int(word) - 1]}.{basis}")
        else:
            return ()
    return tuple(actions)


_BASES = (("s", "saw"), ("h", "heard"), ("t", "told"), ("o", "off"))


def industry_of(session: Session) -> str:
    """Whose checklist the open report was begun with."""
    return session.draft.industry if session.draft else session.industry


def setting_of(session: Session) -> Setting | None:
    """The kind of place that the signs are asked for."""
    return session.draft.setting if session.draft else None
