"""The bot's own settings: Telegram, the webhook, the pace. Read once at the start, checked, passed on.

Secrets never print. A wrong or missing one is a `SettingMissingError`: one sentence that says what to set.
"""

import re
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import NoDecode

from store.settings import SettingMissingError, StoreSettings, read_secret

TOKEN = re.compile(r"[0-9]{3,}:[A-Za-z0-9_-]{3,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
SAMPLES = frozenset(
    {
        "123456:abc-def1234ghikl-zyx57w2v1u123ew11",
        "110201543:aahdqtcvch1vgwjxfseofsaw0ewjdxgeac",
        "changeme-changeme",
        "change-me-change-me",
        "put-a-long-random-word-here",
    }
)
"""Tokens and secrets out of manuals and of our own examples: whoever runs with one runs with everybody's."""


def _address(value: object) -> object:
    """Read "host:port", or a bare port, as (host, port)."""
    if not isinstance(value, str):
        return value
    host, _, port = value.rpartition(":")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("set it to an address such as 127.0.0.1:8443")
    return host or "127.0.0.1", int(port)


Address = Annotated[tuple[str, int], NoDecode, BeforeValidator(_address)]
OptionalAddress = Annotated[tuple[str, int] | None, NoDecode, BeforeValidator(_address)]


class Settings(StoreSettings):
    """Everything that the bot's process is told from outside."""

    telegram_token: SecretStr = SecretStr("")
    telegram_token_file: Path | None = None
    telegram_api: str = "https://api.telegram.org"
    telegram_rate: float = Field(default=30, gt=0, le=100_000)
    telegram_chat_rate: float = Field(default=1, gt=0, le=100_000)
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_secret_file: Path | None = None
    webhook_listen: Address = ("127.0.0.1", 8443)
    webhook_connections: int = Field(default=100, ge=1, le=100)
    metrics_listen: OptionalAddress = None
    verify_url: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        """Read the secrets from their files, and refuse what cannot work."""
        self.telegram_token = _secret("HIGHBEAM_TELEGRAM_TOKEN", self.telegram_token, self.telegram_token_file)
        self.webhook_secret = _secret("HIGHBEAM_WEBHOOK_SECRET", self.webhook_secret, self.webhook_secret_file)
        _check_token(self.telegram_token.get_secret_value())
        self.telegram_api = _web_address("HIGHBEAM_TELEGRAM_API", self.telegram_api)
        if self.verify_url:
            self.verify_url = _web_address("HIGHBEAM_VERIFY_URL", self.verify_url)
        if self.webhook_url:
            self.webhook_url = _web_address("HIGHBEAM_WEBHOOK_URL", self.webhook_url)
            _check_secret(self.webhook_secret.get_secret_value())
        return self


def _secret(name: str, value: SecretStr, file: Path | None) -> SecretStr:
    given = value.get_secret_value().strip()
    if not given and file is not None and file != Path():
        given = read_secret(file, f"{name}_FILE")
    return SecretStr(given)


def _check_token(token: str) -> None:
    if not token:
        raise SettingMissingError("Set HIGHBEAM_TELEGRAM_TOKEN to the token that @BotFather gave you.")
    if not TOKEN.fullmatch(token):
        raise SettingMissingError(
            "HIGHBEAM_TELEGRAM_TOKEN is not a token: set it to the digits, colon and letters that @BotFather gave you."
        )
    if token.lower() in SAMPLES:
        raise SettingMissingError("HIGHBEAM_TELEGRAM_TOKEN is a published sample: set it to your own bot's token.")


def _check_secret(secret: str) -> None:
    if not secret:
        raise SettingMissingError(
            "Set HIGHBEAM_WEBHOOK_SECRET to a long random word: a webhook without a secret would believe anybody."
        )
    if not SECRET.fullmatch(secret):
        raise SettingMissingError(
            "HIGHBEAM_WEBHOOK_SECRET does not fit: set it to 16 to 256 letters, digits, dashes or underscores."
        )
    if secret.lower() in SAMPLES or len(set(secret)) < 6:
        raise SettingMissingError("HIGHBEAM_WEBHOOK_SECRET is easy to guess: set it to a long random word of your own.")


def _web_address(name: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        fine = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise SettingMissingError(f"{name} is not a web address: set it to one that begins with https://.")
    return value.rstrip("/")
