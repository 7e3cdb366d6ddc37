"""The public page where anybody can check a certificate of training: what was passed and until when, never by whom.

What cannot be a code is answered exactly like a code that nobody was given. Codes cannot be guessed; that only so many
are looked up in a minute keeps the page from being a load.
"""

from collections import deque
from datetime import datetime, timedelta
from typing import Annotated, Final

from fastapi import Form
from starlette.requests import Request
from starlette.responses import Response

from console.errors import TooManyChecks
from console.guard import Desk, Door
from console.pages import render
from console.rooms import rooms_of
from store import training

desk = Desk()

ADDRESS: Final = "/verify"
A_MINUTE: Final = timedelta(minutes=1)
MOST_A_MINUTE: Final = 120


class Pace:
    """How many certificates this process looks up in a minute."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self._most = most
        self._done: deque[datetime] = deque()

    def take(self, now: datetime) -> bool:
        """Whether one more may be looked up now."""
        while self._done and now - self._done[0] >= A_MINUTE:
            self._done.popleft()
        if len(self._done) >= self._most:
            return False
        self._done.append(now)
        return True


@desk.page(ADDRESS, needs=Door.ANYBODY)
async def ask(request: Request) -> Response:
    """A field for the code."""
    return render(request, "verify/page.html", asked=False, certificate=None)


@desk.page(ADDRESS, needs=Door.ANYBODY, method="POST")
async def check(request: Request, code: Annotated[str, Form()] = "") -> Response:
    """What the code stands for. Posted, so that it stands in no address, history or log."""
    rooms = rooms_of(request)
    pace: Pace = request.app.state.verify_pace
    if not pace.take(rooms.now()):
        raise TooManyChecks
    async with rooms.database.transaction() as db:
        found = await training.certificate(db, code)
    course = "" if found is None else rooms.course_title(found.course)
    return render(request, "verify/page.html", asked=True, certificate=found, course=course, today=rooms.now().date())
