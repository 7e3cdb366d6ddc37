"""The texts that reporters read: Project Fluent files, one folder per language. A language is a folder, nothing more.

English is the source. Loading compares every other language with it and names the file and the entry at fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.syntax import ast

from bot.dialogue.replies import Joined, Line
from bot.textfile import DRAFTED, FTL, Entry, TextError, compare, read_folder
from indicators.catalog import LOOKS, RATHER, SIGN, Catalog
from indicators.direction import isolated

SOURCE = "en"
CATALOG = (SIGN, LOOKS, RATHER)
"""How the keys begin whose English is the catalog's: signs, and the help on them."""

OWN_NAME, OWN_FILE = "language-name", "home.ftl"

_ARABIC_MARKS = str.maketrans({",": "،", ";": "؛"})
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur"})
_LONG = 1000
"""Fluent refuses to format arguments beyond 2,500 characters; longer than this, they are put in afterwards."""

_STAND_IN = "\ue000{}\ue001"


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Every text in every language. `drafted` are those that no named reviewer has signed whole."""

    languages: tuple[str, ...]
    drafted: frozenset[str]
    _bundles: Mapping[str, FluentBundle]
    _plains: Mapping[str, Mapping[str, str]]
    _entries: Mapping[str, Mapping[str, Entry]]
    _said: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> "Phrases":
        """Read and check all folders. The first language is English."""
        entries, faults = read_texts(folder)
        if faults:
            faults[0].others = tuple(faults[1:])
            raise faults[0]
        languages = tuple(entries)
        bundles = {language: _bundle(language, own) for language, own in entries.items()}
        names = {f"language-{language}": own[OWN_NAME].forms("")[0] for language, own in entries.items()}
        plains = {
            language: names | {key: entry.plain for key, entry in own.items() if entry.plain is not None}
            for language, own in entries.items()
        }
        drafted = frozenset(language for language in languages if _is_drafted(folder / language))
        return cls(languages=languages, drafted=drafted, _bundles=bundles, _plains=plains, _entries=entries)

    def say(self, language: str, line: Line, catalog: Catalog | None = None) -> str:
        """How a line reads in a language. The wording of a sign is the catalog's."""
        if not line.args or line.key in self._plains[language]:
            return self._plain(language, line.key, catalog)
        bundle = self._bundles[language]
        arguments = {name: self._argument(language, value, catalog) for name, value in line.args.items()}
        return _formatted(bundle, line.key, arguments)

    def knows(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self._entries[SOURCE]

    def all_keys(self) -> tuple[str, ...]:
        """Every key but the catalog's."""
        return tuple(key for key in self._entries[SOURCE] if not key.startswith(CATALOG))

    def wordings(self) -> dict[str, dict[str, str]]:
        """The texts of the catalog by key, per language beside English, for the catalog to check."""
        return {
            language: {
                key: self._plain(language, key, None) for key in self._entries[language] if key.startswith(CATALOG)
            }
            for language in self.languages
            if language != SOURCE
        }

    def _plain(self, language: str, key: str, catalog: Catalog | None) -> str:
        if catalog is not None and key.startswith(CATALOG):
            return _of_catalog(catalog, key, language)
        known = self._plains[language].get(key) or self._said.get((language, key))
        if known is None:
            known = self._said[language, key] = _formatted(self._bundles[language], key, {})
        return known

    def _argument(self, language: str, value: "str | int | Line | Joined", catalog: Catalog | None) -> str | int:
        if isinstance(value, str):
            return isolated(value, language)
        if isinstance(value, Line):
            return self.say(language, value, catalog)
        if isinstance(value, Joined):
            return _between(value.by, language).join(
                str(self._argument(language, part, catalog)) for part in value.parts
            )
        return value


def _of_catalog(catalog: Catalog, key: str, language: str) -> str:
    prefix, _, indicator_id = key.partition("-")
    say = {SIGN: catalog.text, LOOKS: catalog.looks, RATHER: catalog.rather}[f"{prefix}-"]
    return say(indicator_id, language)


def _formatted(bundle: FluentBundle, key: str, arguments: dict[str, str | int]) -> str:
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise LookupError(key)
    long = {name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > _LONG}
    if not long:
        return str(bundle.format_pattern(pattern, arguments)[0])
    stand_ins = {name: _STAND_IN.format(number) for number, name in enumerate(long)}
    text = str(bundle.format_pattern(pattern, {**arguments, **stand_ins})[0])
    for name, stand_in in stand_ins.items():
        text = text.replace(stand_in, long[name])
    return text


def _between(mark: str, language: str) -> str:
    """What stands between the pieces of a list, with the language's own comma."""
    return mark.translate(_ARABIC_MARKS) if language.partition("-")[0] in _ARABIC_SCRIPT else mark


def _is_drafted(folder: Path) -> bool:
    """Whether a file of this language still waits for a named reviewer."""
    return any(path.read_text(encoding="utf-8").startswith(DRAFTED) for path in folder.glob(FTL))


def read_texts(folder: Path) -> tuple[dict[str, dict[str, Entry]], list[TextError]]:
    """The entries of every language, English first, and what is wrong with them. Without English there is nothing."""
    found = sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob(FTL)))
    if SOURCE not in found:
        told = f"the folder {SOURCE!r} is missing; put the English texts back"
        return {}, [TextError(folder, told)]
    entries: dict[str, dict[str, Entry]] = {}
    faults: list[TextError] = []
    for language in (SOURCE, *(name for name in found if name != SOURCE)):
        entries[language], own = read_folder(folder / language)
        faults += own
        if language != SOURCE:
            faults += compare(folder / language, entries[SOURCE], entries[language], CATALOG)
        if OWN_NAME not in entries[language]:
            told = f"{OWN_NAME!r} is missing; write what the language calls itself"
            faults.append(TextError(folder / language / OWN_FILE, told, entry=OWN_NAME))
    return entries, faults


def _bundle(language: str, entries: Mapping[str, Entry]) -> FluentBundle:
    """The texts of a language that are put together."""
    bundle = FluentBundle([language], use_isolating=False)
    own: list[Any] = [entry.message for entry in entries.values() if entry.message is not None]
    bundle.add_resource(ast.Resource(own))
    return bundle
