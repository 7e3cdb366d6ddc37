"""When something was noticed, from words in English and Spanish, as a window in UTC. Patterns are in lower case.

The sender's time zone is often unknown. A time of day is then read in every zone that comes into question, and
the window is as wide as that; "20 minutes ago" needs no zone and stays narrow.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tips.draft import Observed
from tips.words import number_of, plain

ANYWHERE = (*(timedelta(hours=-hours) for hours in range(10, 2, -1)), timedelta(hours=-2, minutes=-30))
"""From Hawaii to Newfoundland in summer: the offsets in question when nothing is known of the place."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_COUNT = (
    r"(\d{1,3}|half an|half a|couple(?: of)?|few|un par de|unos|unas|varias|varios|an?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|twelve|un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|media)"
)
_UNIT = r"(minutes?|mins?|minutos?|hours?|hrs?|horas?|days?|dias?|nights?|noches?|weeks?|semanas?)"
_AGO = re.compile(
    rf"\b{_COUNT}\s?{_UNIT} (?:ago|back|before|earlier)\b"
    rf"|\bhace (?:como |unos |unas |mas o menos )?{_COUNT}\s?{_UNIT}\b"
)
_NOW = re.compile(
    r"\b(?:right now|just now|as we speak|happening now|at this moment|a minute ago|moments? ago|just saw|just happened"
    r"|ahora mismo|ahorita|en este momento|justo ahora|acabo de ver)\b"
)
_NOW_ANSWER = re.compile(r"^\W*(?:now|just|ahora|ya)\W*$")
_SPANS = {
    "mi": _MINUTE,
    **dict.fromkeys(("ho", "hr"), _HOUR),
    **dict.fromkeys(("da", "di", "ni", "no"), _DAY),
    **dict.fromkeys(("we", "se"), 7 * _DAY),
}  # fmt: skip
_VAGUE = re.compile(r"couple|few|par|unos|unas|vari")
_CLOCK = re.compile(
    r"\b(?P<about>around |round |about |abt |approx(?:imately)? |roughly |like |maybe |como a |a eso de "
    r"|alrededor de )?"
    r"(?P<at>at |a )?(?:las |la )?"
    r"(?:(?P<hour>2[0-3]|1\d|0?\d)(?:[:.](?P<minute>[0-5]\d))?(?![\d/.-])"
    r"\s?(?P<half>[ap]\.\s?m\.?|[ap]\s?m\b|o'?clock)?"
    r"|(?P<run>(?:1[0-2]|0?[1-9])[0-5]\d)\s?(?P<runhalf>[ap]\.\s?m\.?|[ap]\s?m\b)"
    r"|(?P<military>(?:[01]\d|2[0-3])[0-5]\d) ?(?:hours|hrs|h)\b"
    r"|(?P<word>noon|midnight|medio ?dia|media ?noche)\b)"
    r"(?P<part>\s?(?:in the (?:morning|afternoon|evening)|at night|de la (?:manana|tarde|noche|madrugada))\b)?"
)
_NUMBERED = re.compile(
    r"(?:mile|miles|marker|mm|mp|exit|km|milla|salida|pump|bomba|room|row|spot|dock|door|plate|placas?|hwy|us|i|#|off|on|\$)"
    r"[\s#.-]{0,2}$"
)
_CERTAIN, _WHOLE_HOUR, _ABOUT = 15 * _MINUTE, 30 * _MINUTE, 45 * _MINUTE

_WEEKDAYS = (
    "monday|lunes",
    "tuesday|tues|martes",
    "wednesday|miercoles",
    "thursday|thurs|jueves",
    "friday|viernes",
    "saturday|sabado",
    "sunday|domingo",
)
_MONTHS = (
    "january|jan|enero",
    "february|feb|febrero",
    "march|marzo",
    "april|apr|abril",
    "may|mayo",
    "june|jun|junio",
    "july|jul|julio",
    "august|aug|agosto",
    "september|sept|sep|septiembre",
    "october|oct|octubre",
    "november|nov|noviembre",
    "december|dec|diciembre",
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split("|")}
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}

_PARTS = tuple(
    (re.compile(rf"\b(?:{words})\b"), back, first, last)
    for words, back, first, last in (
        (r"(?:the )?day before yesterday|anteayer|antier|antes de ayer", 2, 0, 24),
        (r"(?:last|lst) ni(?:ght|te)|yesterday (?:night|nite|evening)|anoche|ayer (?:en|por) la noche", 1, 18, 30),
        (r"yesterday morning|ayer (?:en|por) la manana", 1, 4, 12),
        (r"yesterday afternoon|ayer (?:en|por) la tarde", 1, 12, 19),
        (r"yesterday|ayer", 1, 0, 24),
        (r"early this morning|esta madrugada|(?:en|de) la madrugada", 0, 0, 7),
        (r"this (?:morning|mornin|am)|esta manana|hoy (?:en|por) la manana", 0, 0, 12),
        (r"this afternoon|esta tarde|hoy (?:en|por) la tarde", 0, 12, 19),
        (r"this evening|toni(?:ght|te)|2ni(?:ght|te)|esta noche|hoy (?:en|por) la noche", 0, 16, 30),
        (r"earlier today|today|hoy", 0, 0, 24),
        (r"last week|la semana pasada|the other day|el otro dia", 10, 0, 24 * 10),
    )
)
_WEEKDAY = re.compile(
    rf"\b(?P<last>last |this past |el pasado )?(?:on |el )?(?P<day>{'|'.join(_WEEKDAY_OF)})"
    r"(?P<part> (?:morning|afternoon|evening|night|(?:en|por) la (?:manana|tarde|noche)))?(?P<past> pasado)?\b"
)
_ISO = re.compile(r"\b(20\d\d)-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])\b")
_SLASHED = re.compile(r"(?<![\d/])(3[01]|[12]\d|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?:/(?:20)?(\d\d))?(?![\d/])")
_NAMED = re.compile(
    rf"\b(?:({'|'.join(_MONTH_OF)})\.? (3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    rf"|(3[01]|[12]\d|0?[1-9])(?: de)? ({'|'.join(_MONTH_OF)}))\b(?:,? (?:del? )?(20\d\d))?"
)

Span = tuple[int, int]
Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day or a part of one, in local time: `back` days ago or on a date, from one hour to another."""

    span: Span
    back: int = 0
    weekday: int | None = None
    last_week: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first: float = 0
    last: float = 24

    def midnight(self, local: datetime) -> datetime | None:
        """When this day began, seen from `local`; None for a date that does not exist."""
        today = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.weekday is not None:
            back = (today.weekday() - self.weekday) % 7
            return today - (back or (7 if self.last_week else 0)) * _DAY
        if self.month is None or self.day is None:
            return today - self.back * _DAY
        try:
            date = today.replace(year=self.year or today.year, month=self.month, day=self.day)
            return date.replace(year=date.year - 1) if self.year is None and date > today + _DAY else date
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day: its possible hours (two when neither am nor pm was said), and how exact it is."""

    span: Span
    hours: tuple[float, ...]
    give: timedelta
    sure: bool


def read_when(text: str, *, now: datetime, offsets: Collection[timedelta] = ANYWHERE, answer: bool = True) -> Observed:
    """What a text says of the time, its words kept whole; without a window when nothing of it is understood.

    `answer` says that the words answer "when?", so that "10" is a time of day.
    """
    found = find_when(text, now=now, offsets=offsets, answer=answer)
    return found[0] if found else Observed(words=text)


def find_when(
    words: str, *, now: datetime, offsets: Collection[timedelta] = ANYWHERE, answer: bool = False
) -> tuple[Observed, Span] | None:
    """The time that a text speaks of, and where it does. `offsets` are the local zones that come into question."""
    text = plain(words).lower()
    found = _relative(text, now, answer=answer) or _local(text, now, offsets, answer=answer)
    if found is None:
        return None
    (earliest, latest), span = found
    if earliest >= now:
        return None
    said = words if answer else words[span[0] : span[1]].strip()
    return Observed(words=said, earliest=earliest, latest=min(latest, now)), span


def _relative(text: str, now: datetime, *, answer: bool) -> tuple[Window, Span] | None:
    """ "20 minutes ago", "hace una hora", "right now": no zone needed."""
    if match := _AGO.search(text):
        count, unit = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
        each = _SPANS[unit[:2]]
        amount = _amount(count)
        middle = now - amount * each
        give = _DAY if each >= _DAY else max(5 * _MINUTE, amount * each * (0.5 if _VAGUE.search(count) else 0.25))
        return (middle - give, middle + give), match.span()
    match = _NOW.search(text) or (_NOW_ANSWER.search(text) if answer else None)
    return ((now - 10 * _MINUTE, now), match.span()) if match else None


def _amount(count: str) -> float:
    if count.startswith(("half", "media")):
        return 0.5
    if count.startswith("un par"):
        return 2
    return number_of(count.split()[0]) or 3  # "a few", "unos", "varias"


def _local(text: str, now: datetime, offsets: Collection[timedelta], *, answer: bool) -> tuple[Window, Span] | None:
    """A day, a part of a day or a time of day, in every zone that comes into question."""
    day = _find_day(text)
    clock = _find_clock(text, day, answer=answer)
    if day is None and clock is None:
        return None
    windows = [window for offset in offsets or ANYWHERE if (window := _window(day, clock, now, offset))]
    if not windows:
        return None
    spans = [one.span for one in (day, clock) if one]
    span = min(start for start, _ in spans), max(end for _, end in spans)
    return (min(start for start, _ in windows), max(end for _, end in windows)), span


def _window(day: _Day | None, clock: _Clock | None, now: datetime, offset: timedelta) -> Window | None:
    """The window in UTC for one zone."""
    local = now + offset
    midnight = day.midnight(local) if day else local.replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight is None:
        return None
    if clock is None:
        assert day is not None  # noqa: S101 - one of the two was found
        return midnight + day.first * _HOUR - offset, midnight + day.last * _HOUR - offset
    if day is None:
        times = [midnight + (hours + shift) * _HOUR for hours in clock.hours for shift in (-24, 0)]
        past = [time for time in times if time <= local + clock.give]
        return _around([max(past)], clock.give, offset) if past else None
    inside = [hours + shift for hours in clock.hours for shift in (0, 24) if day.first <= hours + shift < day.last]
    times = [midnight + hours * _HOUR for hours in inside or clock.hours]
    return _around([time for time in times if time <= local + clock.give] or times, clock.give, offset)


def _around(times: list[datetime], give: timedelta, offset: timedelta) -> Window:
    return min(times) - give - offset, max(times) + give - offset


def _find_day(text: str) -> _Day | None:
    for pattern, back, first, last in _PARTS:
        if match := pattern.search(text):
            return _Day(match.span(), back=back, first=first, last=last)
    return _find_date(text) or _find_weekday(text)


def _find_weekday(text: str) -> _Day | None:
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    part = match.group("part") or ""
    first, last = 0.0, 24.0
    for words, hours in (
        ("morning|manana", (4.0, 12.0)),
        ("afternoon|tarde", (12.0, 19.0)),
        ("evening|night|noche", (18.0, 30.0)),
    ):
        if re.search(words, part):
            first, last = hours
    return _Day(
        match.span(),
        weekday=_WEEKDAY_OF[match.group("day")],
        last_week=bool(match.group("last") or match.group("past")),
        first=first,
        last=last,
    )


def _find_date(text: str) -> _Day | None:
    if match := _ISO.search(text):
        year, month, day = map(int, match.groups())
        return _Day(match.span(), year=year, month=month, day=day)
    if match := _NAMED.search(text):
        name, number = match.group(1) or match.group(4), match.group(2) or match.group(3)
        said = int(match.group(5)) if match.group(5) else None
        return _Day(match.span(), year=said, month=_MONTH_OF[name], day=int(number))
    if match := _SLASHED.search(text):
        month, day = int(match.group(1)), int(match.group(2))
        if month > 12:  # day first, as in Mexico and Canada
            month, day = day, month
        if month <= 12:
            return _Day(match.span(), year=2000 + int(match.group(3)) if match.group(3) else None, month=month, day=day)
    return None


def _find_clock(text: str, day: _Day | None, *, answer: bool) -> _Clock | None:
    matches = [
        match
        for match in _CLOCK.finditer(text)
        if match.group("half")
        or match.group("runhalf")
        or not _NUMBERED.search(text[max(0, match.start() - 9) : match.start()])
    ]
    clocks = [_clock(match) for match in matches]
    if day:
        clocks = [one for one in clocks if not (day.span[0] < one.span[1] and one.span[0] < day.span[1])]
        near = [one for one in clocks if one.sure or answer or _beside(one.span, day.span)]
        return max(near, key=lambda one: one.sure, default=None)
    sure = [one for one in clocks if one.sure]
    if sure:
        return sure[0]
    return clocks[0] if answer and len(clocks) == 1 else None


def _beside(first: Span, second: Span) -> bool:
    return max(first[0], second[0]) - min(first[1], second[1]) <= 4


def _clock(match: re.Match[str]) -> _Clock:
    """A time of day from its words. A bare number with nothing of a time about it is not sure."""
    about = bool(match.group("about"))
    if word := match.group("word"):
        hour = 12.0 if word.startswith(("noon", "medio")) else 0.0
        return _Clock(match.span(), (hour,), _ABOUT if about else _WHOLE_HOUR, True)
    if military := match.group("military"):
        return _Clock(match.span(), (int(military[:2]) + int(military[2:]) / 60,), _CERTAIN, True)
    if run := match.group("run"):  # "1130pm"
        hour, minutes = int(run[:-2]), run[-2:]
    else:
        hour, minutes = int(match.group("hour")), match.group("minute")
    half, part = match.group("half") or match.group("runhalf") or "", match.group("part") or ""
    give = _ABOUT if about else _CERTAIN if minutes else _WHOLE_HOUR
    base = hour % 12 + int(minutes or 0) / 60
    sure = bool(half or part or (minutes and ":" in match.group()))
    if not sure and not (about or match.group("at")):
        give = _ABOUT
    later = half.startswith("p") or bool(re.search("afternoon|evening|night|tarde|noche", part))
    earlier = half.startswith("a") or bool(re.search("morning|manana|madrugada", part))
    if hour > 12 or (hour == 0 and not later):
        return _Clock(match.span(), (hour + int(minutes or 0) / 60,), give, sure)
    if later and "night" in part and hour in (12, 1, 2, 3, 4):
        return _Clock(match.span(), (base,), give, sure)
    if later or earlier:
        return _Clock(match.span(), (base + 12 if later else base,), give, sure)
    return _Clock(match.span(), (base, base + 12), give, sure)


def offsets_of(zones: Iterable[str], at: datetime) -> tuple[timedelta, ...]:
    """How far these time zones are from UTC at that moment; everywhere in question when none is known."""
    found = set()
    for name in zones:
        try:
            offset = at.astimezone(ZoneInfo(name)).utcoffset()
        except ZoneInfoNotFoundError:  # a machine without time zone data
            return ANYWHERE
        if offset is not None:
            found.add(offset)
    return tuple(sorted(found)) or ANYWHERE
