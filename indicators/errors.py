"""What can be wrong with the data of this room. The message names the file, the entry and what to write instead."""

from pathlib import Path


class DataFileError(ValueError):
    """A data file cannot be used: correct the entry that the message names, then start again."""

    def __init__(self, file: Path | str, entry: str, problem: str, remedy: str) -> None:
        name = file.name if isinstance(file, Path) else file
        super().__init__(f"{name}, {entry}: {problem}. {remedy}.")
        self.file = name
        self.entry = entry
