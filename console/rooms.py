"""What every page works with, put together once in `app.py` and found by `rooms_of` in a request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import HTTPConnection

from console.live import Hub
from console.settings import ConsoleSettings
from indicators.catalog import Catalog
from indicators.course import Courses
from indicators.helplines import Helplines
from indicators.questions import Question
from store.database import Database
from store.objects import Objects
from store.vault import Vault

DESK_LANGUAGE = "en"


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """The console's parts. `now` gives the time in UTC."""

    settings: ConsoleSettings
    database: Database
    vault: Vault
    objects: Objects
    catalog: Catalog
    questions: tuple[Question, ...]
    courses: Courses
    helplines: Helplines
    hub: Hub
    now: Callable[[], datetime]

    def course_title(self, course_id: str) -> str:
        """What a course is called; one that is no longer offered stands for itself."""
        course = self.courses.courses.get(course_id)
        return course_id if course is None else course.title.say(DESK_LANGUAGE)


def rooms_of(request: HTTPConnection) -> Rooms:
    """The parts, for a request."""
    rooms: Rooms = request.app.state.rooms
    return rooms
