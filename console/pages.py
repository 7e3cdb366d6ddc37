"""Pages: templates filled in on the server. A page and its fragment share one template."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from console.guard import CSRF_FIELD
from console.rooms import rooms_of
from console.words import place, place_short, sign, words
from tips.access import Permission

FOLDER = Path(__file__).parent
MINUTE, HOUR, DAY = 60, 3600, 86400

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. Every template also has: `visitor` (Actor or None), `may(name)`, `csrf`, `now`, `agency`, `path`."""
    rooms = rooms_of(request)
    actor = getattr(request.state, "actor", None)
    login = getattr(request.state, "login", None)
    shared = {
        "visitor": actor,
        "may": lambda name: actor is not None and actor.may(Permission(name)),
        "csrf": login.csrf if login is not None else "",
        "csrf_field": CSRF_FIELD,
        "now": rooms.now(),
        "agency": rooms.settings.console_agency_name,
        "path": request.url.path,
    }
    return HTMLResponse(_templates.get_template(template).render(**shared, **context), status)


def part(template: str, **context: Any) -> str:
    """A part of a page for nobody in particular, to be sent to several consoles."""
    return _templates.get_template(template).render(**context)


def went_wrong(request: Request, status: int, sentence: str) -> HTMLResponse:
    """What somebody sees when something did not work, as a page or in its place on one. The sentence is for people."""
    return render(
        request,
        "error.html",
        status=status,
        sentence=sentence,
        fragment=is_fragment(request),
        is_ours=status >= HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def is_fragment(request: Request) -> bool:
    """Whether HTMX asks, for a part of the page."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"


def length(seconds: int) -> str:
    """A stretch of time in one short word: "4 min", "3 h", "12 d"."""
    if seconds < HOUR:
        return f"{seconds // MINUTE} min"
    return f"{seconds // HOUR} h" if seconds < 2 * DAY else f"{seconds // DAY} d"


def ago(then: datetime, now: datetime) -> str:
    """How long ago: "now", "4 min", "3 h", "12 d"."""
    seconds = max(0, int((now - then).total_seconds()))
    return "now" if seconds < MINUTE else length(seconds)


def since(then: datetime, now: datetime) -> str:
    """How long ago, in a sentence: "just now", "4 min ago"."""
    words = ago(then, now)
    return "just now" if words == "now" else f"{words} ago"


def left(until: datetime, now: datetime) -> str:
    """How long until a clock runs out: "in 4 min", "in 40 s", or "overdue 2 min"."""
    seconds = int((until - now).total_seconds())
    if seconds > 0:
        return f"in {length(seconds)}" if seconds >= MINUTE else f"in {seconds} s"
    return f"overdue {length(-seconds)}" if -seconds >= MINUTE else "overdue now"


def exact(moment: datetime) -> str:
    """To the minute, in UTC: without script there is no other zone to know of."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def short(moment: datetime) -> str:
    """Day, hour and minute, in UTC, for a narrow column."""
    return moment.astimezone(UTC).strftime("%b %d %H:%M")


def clock(moment: datetime) -> str:
    """Hours and minutes, in UTC."""
    return moment.astimezone(UTC).strftime("%H:%M")


def day(moment: date) -> str:
    """A day, written out."""
    return f"{moment:%B} {moment.day}, {moment.year}"


def iso(moment: datetime) -> str:
    """As a `time` element wants it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


_templates.filters |= {
    "ago": ago,
    "since": since,
    "left": left,
    "exact": exact,
    "short": short,
    "clock": clock,
    "iso": iso,
    "day": day,
    "words": words,
    "sign": sign,
}
_templates.globals |= {"place": place, "place_short": place_short}
