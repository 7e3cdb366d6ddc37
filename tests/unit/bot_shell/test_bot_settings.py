"""The bot's settings: what is refused, in which one sentence, and that no secret ever prints."""

from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from store.settings import SettingMissingError, read_settings

TOKEN = "4242:plainly-invented"
SECRET = "invented-0123456789-secret"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in [name for name in os.environ if name.startswith("HIGHBEAM_")]:
        monkeypatch.delenv(name)


def test_a_token_alone_is_enough_to_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIGHBEAM_TELEGRAM_TOKEN", TOKEN)
    settings = read_settings(Settings)
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.webhook_url == ""
    assert settings.metrics_listen is None


def test_secrets_may_come_from_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN + "\n")
    (tmp_path / "secret").write_text(SECRET + "\n")
    monkeypatch.setenv("HIGHBEAM_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("HIGHBEAM_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("HIGHBEAM_WEBHOOK_URL", "https://tips.example/hook/")
    settings = read_settings(Settings)
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.webhook_secret.get_secret_value() == SECRET
    assert settings.webhook_url == "https://tips.example/hook"


def test_secrets_never_print() -> None:
    settings = read_settings(Settings, telegram_token=TOKEN, webhook_secret=SECRET)
    assert TOKEN not in repr(settings)
    assert SECRET not in repr(settings)
    assert TOKEN not in str(settings.model_dump())


def test_addresses_are_read_as_host_and_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIGHBEAM_WEBHOOK_LISTEN", "192.0.2.7:9000")
    monkeypatch.setenv("HIGHBEAM_METRICS_LISTEN", "9100")
    settings = read_settings(Settings, telegram_token=TOKEN)
    assert settings.webhook_listen == ("192.0.2.7", 9000)
    assert settings.metrics_listen == ("127.0.0.1", 9100)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no token": ({}, "Set HIGHBEAM_TELEGRAM_TOKEN to the token"),
    "half a token": ({"telegram_token": "4242"}, "HIGHBEAM_TELEGRAM_TOKEN is not a token"),
    "a sample token": (
        {"telegram_token": "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"},
        "HIGHBEAM_TELEGRAM_TOKEN is a published sample",
    ),
    "a token file that is not there": (
        {"telegram_token_file": "/nowhere/token"},
        "HIGHBEAM_TELEGRAM_TOKEN_FILE names /nowhere/token",
    ),
    "a webhook without a secret": (
        {"telegram_token": TOKEN, "webhook_url": "https://tips.example/"},
        "Set HIGHBEAM_WEBHOOK_SECRET to a long random word",
    ),
    "a short secret": (
        {"telegram_token": TOKEN, "webhook_url": "https://tips.example/", "webhook_secret": "short"},
        "HIGHBEAM_WEBHOOK_SECRET does not fit",
    ),
    "a sample secret": (
        {"telegram_token": TOKEN, "webhook_url": "https://tips.example/", "webhook_secret": "change-me-change-me"},
        "HIGHBEAM_WEBHOOK_SECRET is easy to guess",
    ),
    "a webhook that is no address": (
        {"telegram_token": TOKEN, "webhook_url": "tips.example", "webhook_secret": SECRET},
        "HIGHBEAM_WEBHOOK_URL is not a web address",
    ),
    "an API that is no address": (
        {"telegram_token": TOKEN, "telegram_api": "http://[half"},
        "HIGHBEAM_TELEGRAM_API is not a web address",
    ),
    "a port that is none": ({"telegram_token": TOKEN, "metrics_listen": "here"}, "HIGHBEAM_METRICS_LISTEN is wrong"),
    "a pace of nothing": ({"telegram_token": TOKEN, "telegram_rate": 0}, "HIGHBEAM_TELEGRAM_RATE is wrong"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_one_sentence(case: str) -> None:
    given, begins = WRONG[case]
    with pytest.raises(SettingMissingError) as refused:
        read_settings(Settings, **given)
    sentence = str(refused.value)
    assert sentence.startswith(begins)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert TOKEN not in sentence
