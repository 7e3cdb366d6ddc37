"""What the reporter's phone will show, in the reporter's language, before it is sent.

The console may not import the bot, so it reads the same text files as data. A test compares this with what the bot
draws, word for word.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource

from console.words import WORDS
from indicators.direction import is_right_to_left, isolated
from tips.lifecycle import Disposition, TipStatus

TEXTS: Final = Path(__file__).parent.parent / "bot" / "texts"
SENTENCES: Final = Path(__file__).with_name("sentences.toml")
SOURCE: Final = "en"
LONGEST_WORDS: Final = 1000
"""Characters of our own words that a card shows. What is longer is refused before it is sent, never cut silently."""


@dataclass(frozen=True, kw_only=True)
class PhoneCard:
    """The card as the phone shows it: title in bold, lines, rows of buttons."""

    language: str
    direction: str
    title: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The reporters' texts in every language, and what we say by default when a tip is closed."""

    languages: tuple[str, ...]
    closing: Mapping[str, Mapping[str, str]]
    canned: tuple["Canned", ...]
    _bundles: Mapping[str, FluentBundle] = field(repr=False)

    @classmethod
    def load(cls, texts: Path = TEXTS, sentences: Path = SENTENCES) -> "Preview":
        """Read all languages."""
        bundles: dict[str, FluentBundle] = {}
        for folder in sorted(path for path in texts.iterdir() if path.is_dir()):
            bundle = FluentBundle([folder.name], use_isolating=False)
            for file in sorted(folder.glob("[!.]*.ftl")):
                bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
            bundles[folder.name] = bundle
        told: dict[str, Any] = tomllib.loads(sentences.read_text(encoding="utf-8"))
        canned = tuple(Canned(key=key, texts=given) for key, given in told["ask"].items())
        return cls(languages=tuple(bundles), closing=told["closing"], canned=canned, _bundles=bundles)

    def question(self, language: str, code: str, words: str) -> PhoneCard:
        """The card of a question."""
        asked = self._say(language, "question-words", words=cut(words))
        lines = (asked, self._say(language, "question-hint"))
        return self._card(language, "question-title", code, lines, "button-later")

    def news(self, language: str, code: str, status: TipStatus, words: str = "") -> PhoneCard:
        """The card that says how a tip stands now, with our own sentence if there is one."""
        lines = [self._say(language, f"status-{status}", code=code)]
        if words:
            lines.append(self._say(language, "notice-words", words=cut(words)))
        return self._card(language, "notice-title", code, tuple(lines), "button-ok")

    def closing_sentence(self, language: str, disposition: Disposition) -> str:
        """What we say by default when a tip ends so."""
        return self.closing.get(language, self.closing[SOURCE])[disposition.value]

    def name(self, language: str) -> str:
        """What the desk calls a language; one that it has no word for is called what it calls itself."""
        return WORDS["language"].get(self._known(language)) or self._say(language, "language-name")

    def _card(self, language: str, title: str, code: str, lines: tuple[str, ...], answer: str) -> PhoneCard:
        return PhoneCard(
            language=self._known(language),
            direction="rtl" if is_right_to_left(self._known(language)) else "ltr",
            title=self._say(language, title, code=code),
            lines=lines,
            rows=((self._say(language, answer),), (self._say(language, "button-sos"),)),
        )

    def _say(self, language: str, key: str, **words: str) -> str:
        known = self._known(language)
        bundle = self._bundles[known]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{key!r} has no text")
        arguments = {name: isolated(value, known) for name, value in words.items()}
        return str(bundle.format_pattern(pattern, arguments)[0])

    def _known(self, language: str) -> str:
        return language if language in self._bundles else SOURCE


@dataclass(frozen=True, kw_only=True)
class Canned:
    """A question that fits any tip, in each language that we have it in."""

    key: str
    texts: Mapping[str, str]


@lru_cache(maxsize=1)
def preview() -> Preview:
    """The texts, read once a process."""
    return Preview.load()


def cut(words: str) -> str:
    """Words on one line, as the card puts them."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST_WORDS else flat[: LONGEST_WORDS - 1].rstrip() + "…"
