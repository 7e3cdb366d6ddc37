"""What every page works with, put together once in `app.py` and found by `rooms_of` in a request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import HTTPConnection

from console.live import Hub
from console.settings import ConsoleSettings
from indicators.catalog import Catalog
from indicators.questions import Question
from store.database import Database
from store.objects import Objects
from store.vault import Vault


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """The console's parts. `now` gives the time in UTC."""

    settings: ConsoleSettings
    database: Database
    vault: Vault
    objects: Objects
    catalog: Catalog
    questions: tuple[Question, ...]
    hub: Hub
    now: Callable[[], datetime]


def rooms_of(request: HTTPConnection) -> Rooms:
    """The parts, for a request."""
    rooms: Rooms = request.app.state.rooms
    return rooms
