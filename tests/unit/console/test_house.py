"""What an administrator is shown of settings and keys: all of it, in words, and nothing that is secret."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from console import house
from console.house import SHOWN, RingUse, in_force
from console.settings import ConsoleSettings
from store.keys import Ring
from store.rotation import SETTLED, KeyVersion

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=90)


def shown(**settings: object) -> dict[str, str]:
    """Every setting's value as it is shown, by its name."""
    chosen = ConsoleSettings.model_validate(settings)
    return {line.name: line.value for lines in in_force(chosen).values() for line in lines}


def test_every_setting_is_shown_once() -> None:
    named = [name for group in SHOWN.values() for name in group]
    assert sorted(named) == sorted(ConsoleSettings.model_fields)


def test_no_secret_is_shown(tmp_path: Path) -> None:
    """Passwords come in addresses, too."""
    secret = tmp_path / "secret-file"
    secret.write_text("plainly-invented\n")
    told = shown(
        database_url=SecretStr(
            "postgresql://somebody:plainly-invented@db.example/highbeam?sslpassword=plainly-invented"
        ),
        database_password_file=secret,
        files="s3://plainly-invented:plainly-invented@bucket/prefix?key=plainly-invented",
        console_tiles="https://tiles.example/{z}/{x}/{y}.png?key=plainly-invented",
        oidc_issuer="https://plainly-invented@idp.example/realm",
        oidc_client="desk",
        oidc_secret_file=secret,
    )
    assert not [name for name, value in told.items() if "plainly-invented" in value or "somebody" in value]
    assert told["HIGHBEAM_DATABASE_URL"] == "highbeam on db.example"
    assert told["HIGHBEAM_FILES"] == "s3://bucket/prefix"
    assert told["HIGHBEAM_OIDC_ISSUER"] == "https://idp.example/realm"
    assert told["HIGHBEAM_OIDC_SECRET"] == "set, not shown"
    assert told["HIGHBEAM_CONSOLE_TILES"] == "tiles.example"


def test_what_somebody_chose_is_told_from_what_is_so_anyway() -> None:
    lines = [line for group in in_force(ConsoleSettings(console_zone="America/Chicago")).values() for line in group]
    assert [line.name for line in lines if line.chosen] == ["HIGHBEAM_CONSOLE_ZONE"]


def use(*rows: int, newest: datetime = LONG_AGO, ring: Ring = Ring.TIPS) -> RingUse:
    """A ring whose versions seal so many rows, the newest first."""
    versions = [KeyVersion(version=len(rows) - at, made_at=newest, rows=count) for at, count in enumerate(rows)]
    return RingUse(ring=ring, versions=tuple(versions))


@pytest.mark.parametrize(
    ("ring", "rotation", "retiring"),
    [
        (use(), "The database has seen no key of this ring yet.", "Would set nothing aside."),
        (use(1), "Would make version 2 and wrap 1 row under it", "Would set nothing aside."),
        (use(5012, 0), "Would make version 3 and wrap 5,012 rows under it", "Would set aside version 1, which"),
        (use(9, 0, 0), "Would make version 4 and wrap 9 rows under it", "Would set aside version 1 and 2, which"),
        (use(12, 3), "Would go on where the last one stopped: wrap 3 rows", "Would set nothing aside: rows need"),
        (use(12, 3, 0), "Would go on where the last one stopped: wrap 3 rows", "Would set aside version 1, which"),
        (use(9, 0, newest=NOW - SETTLED / 2), "Would make version 3", "Would ask you to wait"),
    ],
)
def test_what_the_commands_would_do_is_said_in_words(ring: RingUse, rotation: str, retiring: str) -> None:
    assert ring.rotation.startswith(rotation)
    assert ring.retiring(NOW).startswith(retiring)


def test_the_ring_for_digests_does_not_rotate() -> None:
    assert not use(0, ring=Ring.DIGESTS).rotates
    assert "cannot be rotated" in use(0, ring=Ring.DIGESTS).seals


def test_what_is_fixed_is_said_in_whole_words() -> None:
    assert ("An account locks", "after 5 failed tries within 15 min") in house.FIXED
