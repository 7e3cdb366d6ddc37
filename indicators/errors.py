"""What can be wrong with the data of this room. The message names the file, the entry and what to write instead."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")
Made = TypeVar("Made")


class DataFileError(ValueError):
    """A data file cannot be used: correct the entry that the message names, then start again.

    `others` are faults that were found beside this one: whoever loads tells the first, whoever checks tells them all.
    """

    def __init__(self, file: Path | str, entry: str, problem: str, remedy: str) -> None:
        name = file.name if isinstance(file, Path) else file
        self.told = f"{problem}. {remedy}."
        super().__init__(f"{name}, {entry}: {self.told}")
        self.path = file if isinstance(file, Path) else None
        self.file = name
        self.entry = entry
        self.others: tuple[DataFileError, ...] = ()


def each(make: Callable[[Row], Made], rows: Iterable[Row]) -> list[Made]:
    """What is made of each row. Every row is tried: the error of the first faulty one brings those of the others."""
    made: list[Made] = []
    faults: list[DataFileError] = []
    for row in rows:
        try:
            made.append(make(row))
        except DataFileError as exc:
            faults += (exc, *exc.others)
            exc.others = ()
    if faults:
        faults[0].others = tuple(faults[1:])
        raise faults[0]
    return made
