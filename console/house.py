"""What an administrator sees of the house: which settings are in force, and what the keys still seal. To look at only.

Nothing here is a secret: a setting is shown as `SHOWN` says, and one that is not there fails a test. Keys are numbers
and counts; the console holds no key of the ring "reporters" and learns its counts alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import make_url
from starlette.requests import Request
from starlette.responses import Response

from console.figures import lasted
from console.guard import Desk, Visitor
from console.pages import render
from console.rooms import rooms_of
from console.settings import ConsoleSettings
from console.words import words
from store import logins, passwords, tries
from store.keys import Ring
from store.rotation import SEALED_TABLES, SETTLED, KeyVersion, key_use
from tips.access import Permission
from tips.clocks import CLAIM_LASTS, FIRST_LOOK_WITHIN

desk = Desk()


@desk.page("/settings", needs=Permission.SETTINGS)
async def settings_page(request: Request) -> Response:
    """The console's settings, and what is fixed in the program."""
    settings = rooms_of(request).settings
    return render(request, "house/settings.html", groups=in_force(settings), fixed=FIXED)


@desk.page("/settings/keys", needs=Permission.KEYS)
async def keys_page(request: Request, visitor: Visitor) -> Response:
    """The versions of each ring, how many rows each seals, and what rotating and retiring would do now."""
    rooms = rooms_of(request)
    async with rooms.database.transaction(visitor.agency) as db:
        versions = await key_use(db)
    rings = [RingUse(ring=ring, versions=versions[ring]) for ring in Ring]
    return render(request, "house/keys.html", rings=rings)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One setting as it is in force. `chosen` says whether it is another than without anybody's doing."""

    name: str
    label: str
    value: str
    chosen: bool


Shown = tuple[str, Callable[[ConsoleSettings], str]]


def _whether(is_set: object) -> str:
    return "set, not shown" if is_set else "not set"


def _database(settings: ConsoleSettings) -> str:
    """Without user, password and parameters."""
    if settings.database_url is None:
        return "the embedded PostgreSQL"
    url = make_url(settings.database_url.get_secret_value())
    return f"{url.database or 'the default database'} on {url.host or 'this machine'}"


def _address(address: str) -> str:
    """Without user, password and parameters; a folder as it is."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}" if parts.scheme else address


SHOWN: Final[Mapping[str, Mapping[str, Shown]]] = {
    "Where things are": {
        "console_origin": ("The console's address", lambda set_: set_.console_origin),
        "console_listen": ("Listens on", lambda set_: set_.console_listen),
        "database_url": ("Database", _database),
        "database_password_file": ("Its password, from a file", lambda set_: _whether(set_.database_password_file)),
        "data": ("Data", lambda set_: str(set_.data)),
        "keys": ("Keys", lambda set_: str(set_.keys_folder)),
        "files": ("Photos and voice notes", lambda set_: _address(set_.files_place)),
    },
    "Signing in": {
        "console_second_factor": ("Second step", lambda set_: set_.console_second_factor.value),
        "oidc_issuer": ("The agency's own sign-in", lambda set_: _address(set_.oidc_issuer) or "none"),
        "oidc_name": ("What its button says", lambda set_: set_.oidc_name),
        "oidc_client": ("Its client", lambda set_: set_.oidc_client or "none"),
        "oidc_secret": ("Its secret", lambda set_: _whether(set_.oidc_secret.get_secret_value())),
        "oidc_secret_file": ("Its secret, from a file", lambda set_: _whether(set_.oidc_secret_file)),
    },
    "Pages": {
        "console_agency_name": ("Name of the agency", lambda set_: set_.console_agency_name),
        "console_zone": ("Days of the board begin in", lambda set_: set_.console_zone),
        "console_tiles": ("Map tiles", lambda set_: urlsplit(set_.console_tiles).hostname or "none, shapes alone"),
    },
}
"""Every setting of the console, in groups: what it is, and how it is shown without what is secret in it."""

FIXED: Final[tuple[tuple[str, str], ...]] = (
    ("A password has", f"{passwords.LEAST} characters or more"),
    ("An account locks", f"after {tries.MOST} failed tries within {lasted(tries.WITHIN)}"),
    ("A login ends", f"after {lasted(logins.IDLE)} without use, and after {lasted(logins.LONGEST)}"),
    (
        "The password is asked again",
        f"after {lasted(logins.CONFIRMED)}, before exports, originals and changes of accounts",
    ),
    ("A claim ends", f"{lasted(CLAIM_LASTS)} after its holder's last action"),
    *(
        (f"First look, {words(level, 'priority').lower()}", f"promised within {lasted(span)}")
        for level, span in FIRST_LOOK_WITHIN.items()
    ),
)
"""What no setting changes."""


def in_force(settings: ConsoleSettings) -> dict[str, list[Line]]:
    """Every setting in its group."""
    return {
        group: [
            Line(
                name=f"HIGHBEAM_{name.upper()}",
                label=label,
                value=value(settings),
                chosen=getattr(settings, name) != ConsoleSettings.model_fields[name].default,
            )
            for name, (label, value) in shown.items()
        ]
        for group, shown in SHOWN.items()
    }


@dataclass(frozen=True, kw_only=True)
class RingUse:
    """A ring's versions, the newest first, and what the commands would do with them now."""

    ring: Ring
    versions: tuple[KeyVersion, ...]

    @property
    def seals(self) -> str:
        """What is sealed under it, in words."""
        return _SEALS[self.ring]

    @property
    def rotates(self) -> bool:
        """Whether it has more than one version in its life."""
        return self.ring in SEALED_TABLES

    @property
    def rotation(self) -> str:
        """What `highbeam keys rotate` would do."""
        if not self.versions:
            return "The database has seen no key of this ring yet."
        newest = self.versions[0]
        behind = sum(one.rows for one in self.versions[1:])
        if behind:
            return f"Would go on where the last one stopped: wrap {_rows(behind)} under version {newest.version}."
        return f"Would make version {newest.version + 1} and wrap {_rows(newest.rows)} under it. Everybody works on."

    def retiring(self, now: datetime) -> str:
        """What `highbeam keys retire` would do."""
        unused = [str(one.version) for one in self.versions[1:] if not one.rows]
        if not unused:
            return (
                "Would set nothing aside: rows need every version." if self.versions[1:] else "Would set nothing aside."
            )
        made_at = self.versions[0].made_at
        if made_at is None or now - made_at < SETTLED:
            return f"Would ask you to wait: the newest version is younger than {lasted(SETTLED)}."
        return f"Would set aside version {' and '.join(sorted(unused))}, which no row needs any more."


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


_SEALS: Final[Mapping[Ring, str]] = {
    Ring.TIPS: "Tips, additions, files, messages, notes, and what accounts and join links keep secret",
    Ring.REPORTERS: "Who reporters are. The bot alone holds these keys",
    Ring.DIGESTS: "Nothing: it makes the keyed hashes by which sealed tips are found. It cannot be rotated",
}
