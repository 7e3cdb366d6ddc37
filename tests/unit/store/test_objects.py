"""Where files may lie: who keeps files needs a folder to write to, who only shows them does not."""

from pathlib import Path

import pytest

from store.objects import Objects
from store.settings import SettingMissingError

READ_ONLY = Path("/proc/sys/kernel")
"""A folder that nobody may write to, not even root, who runs some tests."""


def test_who_writes_needs_a_folder_that_can_be_written_to() -> None:
    with pytest.raises(SettingMissingError, match="HIGHBEAM_FILES names no place that can be written to"):
        Objects.at(str(READ_ONLY))


def test_who_only_reads_is_content_with_less() -> None:
    Objects.at(str(READ_ONLY), writes=False)


def test_who_only_reads_needs_a_folder_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingMissingError, match="HIGHBEAM_FILES names no place that can be read"):
        Objects.at(str(tmp_path / "file"), writes=False)
