"""Questions worth asking where a dimension lacks facts, loaded from `questions.toml` and checked.

An analyst asks them of the reporter. They ask what was seen, or said unasked: nobody is sent back to question anybody.
"""

from dataclasses import dataclass
from pathlib import Path

from indicators.datafile import FOLDER, Entry, entries, read_toml
from indicators.errors import each
from indicators.terms import Dimension, Kind

FILE = "questions.toml"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `kind` is the kind of case that it fits; EITHER fits all."""

    key: str
    dimension: Dimension
    kind: Kind
    text: str

    def fits(self, kind: Kind) -> bool:
        """Whether it makes sense in a case of this kind; in a case that may be either, every question does."""
        return Kind.EITHER in (self.kind, kind) or self.kind is kind


def load_questions(folder: Path = FOLDER) -> tuple[Question, ...]:
    """All questions in the order of asking; every dimension has one that fits any case."""
    path = folder / FILE
    questions: dict[str, Question] = {}

    def add(entry: Entry) -> None:
        question = _question(entry)
        if question.key in questions:
            raise entry.wrong("the key is used twice", "Give one of them another key")
        questions[question.key] = question

    each(add, entries(path, read_toml(path), "question", "key"))
    covered = {question.dimension for question in questions.values() if question.kind is Kind.EITHER}
    for dimension in Dimension:
        if dimension not in covered:
            whole = Entry(file=path, name="the file", fields={})
            raise whole.wrong(f"{dimension} has no question for every case", f'Add one with kind = "{Kind.EITHER}"')
    return tuple(questions.values())


def _question(entry: Entry) -> Question:
    entry.allow("key", "dimension", "kind", "text")
    return Question(
        key=entry.text("key"),
        dimension=entry.choice("dimension", Dimension),
        kind=entry.choice("kind", Kind),
        text=entry.text("text"),
    )
