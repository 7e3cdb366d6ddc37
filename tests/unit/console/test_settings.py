"""What stops the console's start, and what it is told to set."""

from pathlib import Path

import pytest

from console.settings import ConsoleSettings
from store.settings import SettingMissingError


def test_the_board_has_its_days_in_a_time_zone_that_exists() -> None:
    assert ConsoleSettings(console_zone="America/Chicago").console_zone == "America/Chicago"
    with pytest.raises(SettingMissingError, match="HIGHBEAM_CONSOLE_ZONE is not a time zone"):
        ConsoleSettings(console_zone="Chicago")


def test_the_secret_for_the_provider_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("plainly-invented\n")
    told = ConsoleSettings(oidc_issuer="https://provider.example", oidc_client="desk", oidc_secret_file=secret)
    assert told.oidc_secret.get_secret_value() == "plainly-invented"


def test_a_secret_for_the_provider_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingMissingError, match=r"HIGHBEAM_OIDC_SECRET_FILE names .+, which cannot be read"):
        ConsoleSettings(oidc_secret_file=tmp_path / "secret")
