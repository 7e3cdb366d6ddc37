"""Where the database, the keys and the files are: the settings that every process shares. Read once, at the start."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

S = TypeVar("S", bound="StoreSettings")


class SettingMissingError(Exception):
    """A setting is missing or wrong. The message is one sentence that says what to set; the process exits with 2."""


class StoreSettings(BaseSettings):
    """`HIGHBEAM_DATA` and its kin. Without a database URL, an embedded PostgreSQL runs in `data`."""

    model_config = SettingsConfigDict(env_prefix="HIGHBEAM_", extra="ignore", hide_input_in_errors=True)

    data: Path = Path("data")
    database_url: SecretStr | None = None
    database_password_file: Path | None = None
    keys: Path | None = None
    files: str | None = None

    @property
    def keys_folder(self) -> Path:
        """The folder of the key rings."""
        return self.keys or self.data / "keys"

    @property
    def files_place(self) -> str:
        """A folder, or the URL of an S3-compatible store, for photos and voice notes."""
        return self.files or str(self.data / "files")

    def external_database(self) -> str | None:
        """The URL of the database to use, with its password from the secret file; None for the embedded one."""
        if self.database_url is None:
            return None
        try:
            url = make_url(self.database_url.get_secret_value())
        except ArgumentError:
            raise SettingMissingError(
                "HIGHBEAM_DATABASE_URL is not a database URL: set it like postgresql://user@host/highbeam."
            ) from None
        if not url.drivername.startswith("postgresql"):
            raise SettingMissingError(
                f"HIGHBEAM_DATABASE_URL names {url.drivername}, but Highbeam needs PostgreSQL 16 or newer."
            )
        return _with_password(url, self.database_password_file).render_as_string(hide_password=False)


def _with_password(url: URL, secret: Path | None) -> URL:
    if secret is None:
        return url
    return url.set(password=read_secret(secret, "HIGHBEAM_DATABASE_PASSWORD_FILE"))


def read_secret(file: Path, setting: str) -> str:
    """The content of a secret file without its line end. Raises SettingMissingError when there is none."""
    try:
        secret = file.read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise SettingMissingError(f"{setting} names {file}, which cannot be read: point it at the secret.") from None
    if not secret:
        raise SettingMissingError(f"{setting} names {file}, which is empty: put the secret into it.")
    return secret


def read_settings(kind: type[S], **given: Any) -> S:
    """Read the settings of one process. Raises SettingMissingError with one sentence for the first that is wrong."""
    try:
        return kind(**given)
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        name = "HIGHBEAM_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingMissingError(f"{name} is wrong: {first['msg'].lower()}.") from None
