"""The console's own settings: where it listens, what it is called from outside, how strictly people sign in."""

from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import Field, SecretStr, model_validator

from store.settings import SettingMissingError, StoreSettings, read_secret

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class SecondFactor(StrEnum):
    """Whether a password alone lets somebody in."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class ConsoleSettings(StoreSettings):
    """Everything that the console's process is told from outside. `console_origin` is its address in a browser."""

    console_listen: str = "127.0.0.1:8730"
    console_origin: str = "http://localhost:8730"
    console_second_factor: SecondFactor = SecondFactor.REQUIRED
    console_tiles: str = ""
    console_agency_name: str = Field(default="Task force", max_length=60)
    console_zone: str = "UTC"
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    oidc_secret_file: Path | None = None
    oidc_name: str = "your agency"

    @model_validator(mode="after")
    def _check(self) -> Self:
        parts = urlsplit(self.console_origin)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise SettingMissingError("HIGHBEAM_CONSOLE_ORIGIN is not an address: set it to https:// and a host name.")
        if parts.scheme == "http" and parts.hostname not in LOCAL:
            raise SettingMissingError(
                "HIGHBEAM_CONSOLE_ORIGIN begins with http://, but sign-in needs https:// on anything but localhost."
            )
        if self.console_zone not in available_timezones():
            raise SettingMissingError("HIGHBEAM_CONSOLE_ZONE is not a time zone: set it like America/Chicago.")
        if self.oidc_issuer and not self.oidc_client:
            raise SettingMissingError("Set HIGHBEAM_OIDC_CLIENT to the client that your provider registered for us.")
        if self.oidc_secret_file is not None and not self.oidc_secret.get_secret_value():
            self.oidc_secret = SecretStr(read_secret(self.oidc_secret_file, "HIGHBEAM_OIDC_SECRET_FILE"))
        self.console_origin = self.console_origin.rstrip("/")
        return self

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _, port = self.console_listen.rpartition(":")
        if not port.isdigit():
            raise SettingMissingError("HIGHBEAM_CONSOLE_LISTEN is not an address: set it like 127.0.0.1:8730.")
        return host or "127.0.0.1", int(port)

    @property
    def host(self) -> str:
        """The host name in the browser, which passkeys are bound to."""
        return urlsplit(self.console_origin).hostname or "localhost"
