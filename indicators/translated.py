"""Texts in several languages: English in one file, each translation in a file of the same name in its own folder.

A translation has a part whole or not at all, so that no card mixes languages; what it lacks is said in English.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from indicators.datafile import Entry, read_toml
from indicators.wording import SOURCE_LANGUAGE, forbidden_word

REVIEW = "# review: "
"""How the first line of a translation begins: it is drafted, or somebody signed it."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One text in every language that has it; English always does."""

    texts: Mapping[str, str]

    def say(self, language: str) -> str:
        """The text in this language, or in English."""
        return self.texts.get(language, self.texts[SOURCE_LANGUAGE])

    def has(self, language: str) -> bool:
        """Whether this language has the text itself."""
        return language in self.texts


@dataclass(frozen=True, kw_only=True)
class TranslatedFile:
    """One file of courses with its translations, which are read by the same path of names."""

    name: str
    whole: Entry
    translations: Mapping[str, Entry]
    forbidden: Mapping[str, tuple[str, ...]]

    def part(self, entry: Entry, *path: str) -> "Part":
        """A part and what the languages have of it; a language that has none of it is left out."""
        others = {}
        for language, whole in self.translations.items():
            found = whole
            for name in path:
                found = found.table(name)
            if found.fields:
                others[language] = found
        return Part(entry=entry, others=others, forbidden=self.forbidden)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a course in every language that has it: whole or not at all, so that no card mixes languages."""

    entry: Entry
    others: Mapping[str, Entry]
    forbidden: Mapping[str, tuple[str, ...]]

    def allow(self, *known: str) -> None:
        """Refuse unknown fields in the translations."""
        for entry in self.others.values():
            entry.allow(*known)

    def words(self, field: str, most: int) -> Words:
        """A text of the part; `most` is its length in English, others may be a quarter longer."""
        texts = {SOURCE_LANGUAGE: self.entry.text(field)}
        texts |= {language: entry.text(field) for language, entry in self.others.items()}
        return self.checked(texts, field, most)

    def listed(self, field: str, rows: tuple[Entry, ...], own: str, most: int) -> tuple[Words, ...]:
        """A text of each row (its field `own`), beside the lists of the other languages."""
        lists = {language: entry.texts(field) for language, entry in self.others.items()}
        for language, given in lists.items():
            if len(given) != len(rows):
                raise self.others[language].wrong(
                    f"{field} holds {len(given)} texts", f"Write {len(rows)}, in the order of the English ones"
                )
        found = []
        for number, row in enumerate(rows):
            others = {language: given[number] for language, given in lists.items()}
            found.append(self.checked({SOURCE_LANGUAGE: row.text(own), **others}, f"{field} {number + 1}", most, row))
        return tuple(found)

    def checked(self, texts: Mapping[str, str], what: str, most: int, row: Entry | None = None) -> Words:
        """The texts, unless one is too long or uses a forbidden word."""
        for language, text in texts.items():
            entry = self.others.get(language, row or self.entry)
            limit = most if language == SOURCE_LANGUAGE else most * 5 // 4
            if len(text) > limit:
                raise entry.wrong(f"{what} has {len(text)} characters", f"Say it in {limit} or fewer")
            found = forbidden_word(text, language, self.forbidden)
            if found is not None:
                raise entry.wrong(f"{what} says {found!r}", 'Say "person", or what was done to them')
        return Words(texts=MappingProxyType(dict(texts)))


def read_translated(path: Path, languages: Collection[str], forbidden: Mapping[str, tuple[str, ...]]) -> TranslatedFile:
    """A file with the translations that exist."""
    translations = {}
    for language in languages:
        other, name = path.parent / language / path.name, f"{language}/{path.name}"
        if not other.exists():
            continue
        whole = Entry(file=name, name="the file", fields=read_toml(other, name))
        whole.allow("course", "lesson", "scene", "question")
        if not other.read_text(encoding="utf-8").startswith(REVIEW):
            raise whole.wrong("its first line does not tell its review", f"Write {REVIEW}drafted, or who reviewed it")
        translations[language] = whole
    whole = Entry(file=path, name="the file", fields=read_toml(path))
    return TranslatedFile(name=path.stem, whole=whole, translations=translations, forbidden=forbidden)


def check_known(file: TranslatedFile) -> None:
    """Refuse a translation of what English does not have. Called after English is checked: its own slips come first."""
    for array in ("lesson", "scene", "question"):
        known = {row.get("id") for row in file.whole.fields.get(array, ()) if isinstance(row, dict)}
        for whole in file.translations.values():
            for name in whole.table(array).fields.keys() - known:
                raise whole.table(array).wrong(f"English has no {array} {name!r}", "Remove it, or correct its id")
