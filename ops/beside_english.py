"""What is wrong with a translated text beside its English: a help line's number that is gone, English that stands there
still, and forms that the language does not have, or lacks.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.textfile import Entry
from indicators.catalog import LOOKS, RATHER, SIGN, Catalog
from indicators.wording import SOURCE_LANGUAGE

FORMS = ("zero", "one", "two", "few", "many", "other")
"""The forms that a counted word can have in the languages of the world."""

COUNTED_TO = 200
"""Every form that a language has for whole numbers turns up before this, but those for a million."""

_COUNTED = "x = {{ $n ->\n{}\n    }}"
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


def english_texts(entries: Mapping[str, Entry], catalog: Catalog) -> dict[str, str]:
    """The English of every text by key, its forms one after the other. That of the signs is the catalog's."""
    said = {key: "\n".join(entry.texts) for key, entry in entries.items()}
    for prefix, say in ((SIGN, catalog.text), (LOOKS, catalog.looks), (RATHER, catalog.rather)):
        said |= {f"{prefix}{sign}": say(sign, SOURCE_LANGUAGE) for sign in catalog.indicators}
    return said


def faults_beside(english: str, entry: Entry, language: str, numbers: frozenset[str]) -> Iterator[str]:
    """What is wrong, each told with what to write. `numbers` are the digits of the help lines."""
    for form in entry.texts:
        for number in sorted(named_numbers(english, numbers) - named_numbers(form, numbers)):
            yield f"English names {number} here; name it too"
        if form in english.splitlines() and len(_WORD.findall(form)) >= _FEWEST_WORDS:
            yield "it is still in English; translate it"
    if entry.message is not None:
        yield from _faults_of_forms(entry.message, language)


def named_numbers(text: str, numbers: frozenset[str]) -> frozenset[str]:
    """Those of the numbers that a text names in short, such as 911, in any script."""
    runs = ("".join(str(int(digit)) for digit in run) for run in re.findall(r"\d{3,}", text))
    return frozenset(runs) & numbers


def _faults_of_forms(message: ast.Message, language: str) -> Iterator[str]:
    forms = _Forms()
    forms.visit(message)
    needed = forms_of(language)
    for names in forms.found:
        for name in sorted(names - needed - {"other"}):
            yield f"{language} has no form {name!r}; use these: {', '.join(name for name in FORMS if name in needed)}"
        for name in sorted(needed - names):
            yield f"the form {name!r} is missing, which {language} has"


@lru_cache
def forms_of(language: str) -> frozenset[str]:
    """The forms that this language has for whole numbers, as Fluent chooses among them."""
    bundle = FluentBundle([language])
    variants = "\n".join(f"    {'*' if name == 'other' else ''}[{name}] {name}" for name in FORMS)
    bundle.add_resource(FluentResource(_COUNTED.format(variants)))
    pattern = bundle.get_message("x").value
    assert pattern is not None  # noqa: S101 - it was just written
    return frozenset(str(bundle.format_pattern(pattern, {"n": number})[0]) for number in range(COUNTED_TO + 1))


class _Forms(Visitor):
    """Collects the names of the forms that a message chooses among."""

    def __init__(self) -> None:
        self.found: list[frozenset[str]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        """One choice. Numbers of their own, such as [0], are no forms."""
        self.found.append(frozenset(one.key.name for one in node.variants if isinstance(one.key, ast.Identifier)))
        self.generic_visit(node)
