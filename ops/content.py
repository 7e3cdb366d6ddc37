"""`highbeam content check`: everything that a training coordinator edits, with all that is wrong with it.

Loading is what the bot does at its start, file by file; what only reads badly, or is missing beside it, is told too.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from bot.phrases import SOURCE
from indicators.catalog import FILE as CATALOG_FILE
from indicators.catalog import Catalog, load_catalog
from indicators.checklist import Checklist, load_checklists
from indicators.course import Courses, Lesson, load_courses
from indicators.drawing import load_drawings
from indicators.errors import DataFileError
from indicators.helplines import Helplines, load_helplines
from indicators.questions import load_questions
from indicators.wording import load_forbidden
from ops.course_texts import EMERGENCY_NUMBER, course_parts
from ops.findings import Finding, line_of, must_be_put_right, of_data
from ops.texts import (
    BUTTON,
    BUTTON_ELSEWHERE,
    Places,
    check_review,
    check_texts,
    count_texts,
    shown_length,
    strange_numbers,
    too_hard,
)
from paper.words import FILE as WORDS
from paper.words import load_words

STALE = timedelta(days=90)
"""A help number is looked up again after so long."""

T = TypeVar("T")


@dataclass(kw_only=True)
class Report:
    """What a check found, and what was fine, in words with counts."""

    findings: list[Finding] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)

    @property
    def must(self) -> bool:
        """Whether anything has to be put right."""
        return must_be_put_right(self.findings)

    def load(self, name: str, load: Callable[[], T], count: Callable[[T], int], *homes: Path) -> T | None:
        """Load one kind of thing: it is fine and counted, or its faults are noted."""
        try:
            found = load()
        except DataFileError as exc:
            self.findings += of_data(exc, *homes)
            return None
        self.fine.append(f"{count(found)} {name}")
        return found


def check_content(places: Places, today: date) -> Report:
    """Check everything. What cannot be looked at because of another fault waits until that is put right."""
    report, data = Report(), places.data
    lists: Mapping[str, Checklist] | None = None
    report.load("forbidden words", lambda: load_forbidden(data), lambda found: sum(map(len, found.values())), data)
    catalog = report.load("signs", lambda: load_catalog(folder=data), len, data)
    if catalog is not None:
        signs = catalog
        lists = report.load("checklists", lambda: load_checklists(signs, data), len, data / "checklists", data)
    courses = report.load("courses", lambda: load_courses(data), lambda found: len(found.courses), data / "courses")
    drawn = report.load("drawings", lambda: load_drawings(data), len, data / "drawings/pictures", data / "drawings")
    helplines = report.load("help lines", lambda: load_helplines(data), _count, data / "helplines")
    report.load("questions for analysts", lambda: load_questions(data), len, data)
    report.load("printed sheets", load_words, len, WORDS.parent)
    texts = check_texts(places)
    report.findings += texts
    if not must_be_put_right(texts):
        report.fine.append(count_texts(places))
    if catalog is not None:
        report.findings += _check_signs(data / CATALOG_FILE, catalog)
    if lists is not None and courses is not None:
        report.findings += without_checklist(data, lists, courses)
    if courses is not None:
        report.findings += _check_courses(data / "courses", courses)
    if catalog is not None and courses is not None and drawn is not None:
        report.findings += _check_drawn(data, catalog, courses, drawn)
    if helplines is not None:
        report.findings += stale(data / "helplines", helplines, today)
    report.findings = sorted(set(report.findings))
    return report


def _count(helplines: Helplines) -> int:
    return sum(map(len, helplines.kept.values()))


def _check_signs(file: Path, catalog: Catalog) -> Iterator[Finding]:
    """How hard the signs are to read, and the help on them; numbers that are no help line's."""
    signs = catalog.indicators.values()
    texts = {
        (file, f"indicator {one.id!r}, {what}"): str(getattr(one, what))
        for one in signs
        for what in ("text", "looks", "rather")
    }
    yield from too_hard(file, texts)
    yield from _check_numbers(texts)


def _check_courses(home: Path, courses: Courses) -> Iterator[Finding]:
    """Reviews, titles that stand on buttons, numbers, and how hard each lesson, scene and question is to read."""
    for language in courses.languages:
        if language != SOURCE:
            yield from check_review(home / language)
    for course in courses.courses.values():
        for language, title in course.title.texts.items():
            most = BUTTON if language == SOURCE else BUTTON_ELSEWHERE
            if shown_length(title) > most:
                file = _file(home, course.id, language)
                told = f"it stands on a button and has {shown_length(title)} characters; say it in {most} or fewer"
                yield Finding(file=file, line=line_of(file, "title"), entry="title", told=told)
    for language in courses.languages:
        texts: dict[tuple[Path, str], str] = {}
        for part in course_parts(courses):
            if part.said[0].words.has(language):
                whole = "\n\n".join(one.words.say(language) for one in part.said)
                texts[part.file(home, language), part.entry] = whole
        yield from _check_numbers(texts)
        if language == SOURCE:
            yield from too_hard(home, texts)


def _file(home: Path, file_id: str, language: str) -> Path:
    return home / ("" if language == SOURCE else language) / f"{file_id}.toml"


def _check_numbers(texts: Mapping[tuple[Path, str], str]) -> Iterator[Finding]:
    """The help numbers stand on cards of their own: here nothing is written that could be taken for one."""
    for (file, entry), text in texts.items():
        for number in strange_numbers(text, frozenset({EMERGENCY_NUMBER}), example=True):
            told = f"{number} could be dialed; write no number here but {EMERGENCY_NUMBER}"
            yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told)


def _check_drawn(data: Path, catalog: Catalog, courses: Courses, drawn: Collection[str]) -> Iterator[Finding]:
    """Every sign, lesson and scene has its drawing."""
    wanted = [(data / CATALOG_FILE, f"indicator {sign!r}", sign) for sign in catalog.indicators]
    for course in courses.courses.values():
        for unit in course.units:
            file_id, _, part = unit.id.partition("/")
            kind = "lesson" if isinstance(unit, Lesson) else "scene"
            wanted.append((_file(data / "courses", file_id, SOURCE), f"{kind} {part!r}", unit.picture))
    for file, entry, picture in wanted:
        if picture not in drawn:
            told = f"there is no drawing {picture!r}; draw it in drawings/pictures, or name another"
            yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told)


def without_checklist(data: Path, lists: Collection[str], courses: Courses) -> Iterator[Finding]:
    """Industries that have a course and no checklist: their people would be asked what truckers are asked."""
    for course in courses.courses:
        if course not in lists:
            told = "it is missing, and whoever chose this industry is asked like a trucker; put it back, or write one"
            yield Finding(file=data / "checklists" / f"{course}.toml", line=1, entry="the file", told=told)


def stale(home: Path, helplines: Helplines, today: date) -> Iterator[Finding]:
    """Help lines that nobody has looked up for too long."""
    for country, lines in helplines.kept.items():
        file = home / f"{country.lower()}.toml"
        for line in lines:
            if today - line.last_checked > STALE:
                entry = f"line {line.id!r}"
                told = f"last checked on {line.last_checked}; look its numbers up again, and write today's date"
                yield Finding(file=file, line=line_of(file, entry), entry=entry, told=told, must=False)
