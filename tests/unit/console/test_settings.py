"""What stops the console's start, and what it is told to set."""

import pytest

from console.settings import ConsoleSettings
from store.settings import SettingMissingError


def test_the_board_has_its_days_in_a_time_zone_that_exists() -> None:
    assert ConsoleSettings(console_zone="America/Chicago").console_zone == "America/Chicago"
    with pytest.raises(SettingMissingError, match="HIGHBEAM_CONSOLE_ZONE is not a time zone"):
        ConsoleSettings(console_zone="Chicago")
