"""A card becomes what the phone gets: HTML text and rows of labeled buttons. No messenger's types here.

Every word is escaped, so nothing that a reporter wrote can act as markup.
"""

import re
from dataclasses import dataclass
from html import escape

from bot.dialogue.around_cards import emergency
from bot.dialogue.replies import EMERGENCY, Button, Card, Document, Line
from bot.phrases import Phrases
from indicators.catalog import Catalog
from indicators.direction import is_right_to_left
from indicators.helplines import Helplines

LONGEST_TEXT = 4096
"""Characters of a message after its markup is read, in UTF-16 units, as Telegram counts them."""

LONGEST_CAPTION = 1024
"""The same of what stands under a picture or a document."""

LONGEST_DATA = 64
_DATA = re.compile(r"(-?\d{1,9})\.(\d{1,9})\.([!-~]{1,40})", re.ASCII)
_FULL, _EMPTY = "●", "○"
_DOTS = 10
"""The most dots of a progress line: with more, it takes two lines on a small phone."""

Rows = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """What is sent: `text` is HTML, `rows` are (label, callback data). With a picture (a drawing's name) or a document
    the text is its caption."""

    text: str
    rows: Rows
    picture: str | None = None
    document: Document | None = None


def render(card: Card, language: str, phrases: Phrases, catalog: Catalog | None = None) -> Rendered:
    """The card in a language: progress first, what was just understood, the title in bold, then the lines."""
    head, title, said = _written(card, language, phrases, catalog)
    kept = [escape(line, quote=False) for line in _fitting([*head, "", title], said, _longest(card))]
    noted = [f"<i>{line}</i>" for line in kept[: len(card.noted)]]
    apart = [""] if noted else []
    text = "\n".join([*head, *noted, *apart, f"<b>{escape(title, quote=False)}</b>", *kept[len(card.noted) :]])
    return Rendered(text=text, rows=_rows(card, language, phrases), picture=card.picture, document=card.document)


def too_long_by(card: Card, language: str, phrases: Phrases, catalog: Catalog) -> int:
    """How many UTF-16 units of a card would be cut off; none when it fits."""
    head, title, said = _written(card, language, phrases, catalog)
    return max(0, sum(_units(line) + 1 for line in [*head, "", title, *said]) - _longest(card))


def _longest(card: Card) -> int:
    return LONGEST_CAPTION if card.picture or card.document else LONGEST_TEXT


def _written(card: Card, language: str, phrases: Phrases, catalog: Catalog | None) -> tuple[list[str], str, list[str]]:
    """The progress line if there is one, the title, and all lines below it, before anything is cut."""
    said = [phrases.say(language, line, catalog) for line in (*card.noted, *card.lines)]
    return _head(card, language, phrases), phrases.say(language, card.title, catalog), said


def _head(card: Card, language: str, phrases: Phrases) -> list[str]:
    """The progress line: dots, the step, and the page of a screen that has several."""
    pieces: list[str] = []
    if card.progress is not None:
        step, steps = card.progress
        words = phrases.say(language, Line(key="progress", args={"step": str(step), "steps": str(steps)}))
        dots = min(steps, _DOTS)
        full = max(1, step * dots // steps)
        pieces += [f"{_FULL * full}{_EMPTY * (dots - full)}", words]
    if card.page is not None:
        page, pages = card.page
        pieces.append(phrases.say(language, Line(key="page", args={"page": str(page), "pages": str(pages)})))
    return [escape("   ".join(pieces), quote=False)] if pieces else []


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fitting(head: list[str], lines: list[str], longest: int) -> list[str]:
    """The lines as far as they fit. Cards cut their own words; this is the last guard."""
    room = longest - sum(_units(line) + 1 for line in head)
    kept: list[str] = []
    for line in lines:
        need = _units(line) + 1
        if need > room:
            short = line.encode("utf-16-le")[: max(0, room - 2) * 2].decode("utf-16-le", errors="ignore")
            return [*kept, f"{short}…"] if room > 2 else kept
        kept.append(line)
        room -= need
    return kept


def _rows(card: Card, language: str, phrases: Phrases) -> Rows:
    return tuple(
        tuple(_button(button, card, language, phrases) for button in _turned(row, language)) for row in card.rows
    )


def _turned(row: tuple[Button, ...], language: str) -> tuple[Button, ...]:
    """Telegram lays every row out from the left; where one reads from the right, the first button goes to the right.

    The emergency button keeps its one place in every language: bottom left.
    """
    keeps = not is_right_to_left(language) or row[0].action == EMERGENCY
    return row if keeps else row[::-1]


def _button(button: Button, card: Card, language: str, phrases: Phrases) -> tuple[str, str]:
    data = f"{card.visit}.{card.revision}.{button.action}"
    if button.action == EMERGENCY:
        data = f"{data}.{language}"
    return phrases.say(language, button.label), data


def parse_callback(data: str) -> tuple[int, str] | None:
    """The screen visit and the action of a button, or None when no button of ours says this."""
    match = _DATA.fullmatch(data) if len(data) <= LONGEST_DATA else None
    if match is None:
        return None
    action = match[3]
    return int(match[1]), EMERGENCY if action.startswith(f"{EMERGENCY}.") else action


def emergency_language(data: str) -> str | None:
    """The language of the card that an emergency button was tapped on."""
    match = _DATA.fullmatch(data) if len(data) <= LONGEST_DATA else None
    if match is None or not match[3].startswith(f"{EMERGENCY}."):
        return None
    return match[3].removeprefix(f"{EMERGENCY}.")


_SOS = Button(action=EMERGENCY, label=Line(key="button-sos"))
_BACK = Button(action="back", label=Line(key="button-back"))


def emergency_card(language: str, phrases: Phrases, helplines: Helplines) -> Rendered:
    """The emergency card without a session, for when the database is down. Its buttons are those of no screen."""
    bare = emergency(helplines)
    return render(Card(title=bare.title, lines=bare.lines, rows=((_SOS, _BACK),), visit=-1), language, phrases)


def not_saved_card(language: str, phrases: Phrases, helplines: Helplines) -> Rendered:
    """The truth when nothing could be stored, with the numbers to call."""
    lines = (Line(key="not-saved-hint"), *emergency(helplines).lines)
    return render(Card(title=Line(key="not-saved-title"), lines=lines, rows=((_SOS,),), visit=-1), language, phrases)
