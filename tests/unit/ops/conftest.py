"""A writable copy of everything that a training coordinator edits, in which a test plants a fault."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.datafile import FOLDER
from ops.texts import Places

Plant = Callable[[str, str, str], None]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The folders indicators and bot/texts as they are."""
    no_code = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(FOLDER, tmp_path / "indicators", ignore=no_code)
    shutil.copytree(FOLDER.parent / "bot" / "texts", tmp_path / "bot" / "texts")
    return tmp_path


@pytest.fixture
def places(checkout: Path) -> Places:
    return Places.of(checkout)


@pytest.fixture
def plant(checkout: Path) -> Plant:
    """Replace the first occurrence of a text in one file of the copy; "" is the end of the file."""

    def replace(file: str, old: str, new: str) -> None:
        path = checkout / file
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{file} does not hold {old!r}: the fault would not be planted"
        path.write_text(content.replace(old, new, 1) if old else content + new, encoding="utf-8")

    return replace
