"""What the console needs to start."""

from pathlib import Path

from tests.integration.console.front_door import open_house

READ_ONLY = "/proc/sys/kernel"
"""A folder that nobody may write to, not even root, who runs some tests."""


async def test_a_folder_of_files_that_may_only_be_read_is_enough(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path, files=READ_ONLY) as house:
        assert (await house.browser().get("/sign-in")).status_code == 200
