"""A writable copy of the data files, in which a test plants one fault."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.datafile import FOLDER

Plant = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data files as they are, in a folder of their own."""
    copy = tmp_path / "indicators"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
def plant(folder: Path) -> Plant:
    """Replace the first occurrence of a text in one file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{file} does not hold {old!r}: the fault would not be planted"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    return replace
