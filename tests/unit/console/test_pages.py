"""What pages share: times in words, the desk's words for values, and templates that a strict policy lets through."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest

from console.pages import FOLDER, ago, exact, iso, left, since
from console.words import WORDS, place, place_short, sign, words
from indicators.assess import Outcome
from indicators.catalog import load_catalog
from indicators.terms import Dimension, IloList, Kind, Minors, Rank, Setting
from tips.access import AccountRole
from tips.draft import AgeBand, Answer, Basis, ContactKind, MediaKind
from tips.lifecycle import Disposition, TipStatus
from tips.priority import RULES, PriorityLevel
from tips.training import LinkStanding, Trained, Usefulness

NOW = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)
ENUMS: dict[str, type[StrEnum]] = {
    "status": TipStatus,
    "disposition": Disposition,
    "priority": PriorityLevel,
    "setting": Setting,
    "kind": Kind,
    "minors": Minors,
    "dimension": Dimension,
    "list": IloList,
    "outcome": Outcome,
    "rank": Rank,
    "basis": Basis,
    "answer": Answer,
    "age": AgeBand,
    "contact": ContactKind,
    "media": MediaKind,
    "role": AccountRole,
    "link": LinkStanding,
    "trained": Trained,
    "usefulness": Usefulness,
}
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"), (172799, "47 h"), (172800, "2 d")],
)
def test_an_age_is_one_short_word(seconds: int, said: str) -> None:
    assert ago(NOW - timedelta(seconds=seconds), NOW) == said
    assert since(NOW - timedelta(seconds=seconds), NOW) == ("just now" if said == "now" else f"{said} ago")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(40, "in 40 s"), (60, "in 1 min"), (0, "overdue now"), (-59, "overdue now"), (-60, "overdue 1 min")],
)
def test_a_clock_that_has_run_out_says_so_in_a_word(seconds: int, said: str) -> None:
    assert left(NOW + timedelta(seconds=seconds), NOW) == said


def test_exact_times_name_their_zone() -> None:
    assert exact(NOW) == "2026-11-24 02:14 UTC"
    assert iso(NOW) == "2026-11-24T02:14:00+00:00"


@pytest.mark.parametrize("kind", ENUMS)
def test_the_desk_has_a_word_for_every_value(kind: str) -> None:
    assert set(ENUMS[kind]) <= set(WORDS[kind])


def test_every_rule_of_the_priority_has_its_short_word() -> None:
    assert {rule.key for rule in RULES} <= set(WORDS["why"])


def test_a_value_of_an_older_version_stands_for_itself_and_none_is_a_dash() -> None:
    assert words("no-longer-known", "setting") == "no-longer-known"
    assert words(None, "setting") == "–"


def test_every_indicator_has_a_short_name() -> None:
    for indicator in load_catalog().indicators:
        assert 0 < len(sign(indicator)) <= 32, indicator
    assert sign("id-held-by-other") == "ID held by other"


def test_a_place_is_said_from_the_narrow_to_the_wide() -> None:
    assert place("Kearney", "Buffalo", "US-NE") == "Kearney, Buffalo County, NE"
    assert place_short("Kearney", "Buffalo", "US-NE") == "Kearney, NE, Buffalo County"
    assert (
        place(None, "Baltimore city", "US-MD") == place_short(None, "Baltimore city", "US-MD") == "Baltimore city, MD"
    )
    assert place(None, None, None) == "–"


def offences(template: str) -> Iterable[str]:
    """What the content policy would refuse: script or style inside the page."""
    yield from re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on", template)
    yield from (tag for tag in re.findall(r"<script\b[^>]*>", template) if "src=" not in tag)


def test_what_is_looked_for_in_templates_is_found() -> None:
    for wrong in ("<style>", '<p style="a">', "<a onclick='b'>", "<script>", "<a hx-on:click=c>"):
        assert list(offences(wrong)), wrong


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER / "templates")))
def test_no_template_holds_script_or_style(template: Path) -> None:
    assert not list(offences(template.read_text(encoding="utf-8")))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(FOLDER / "templates")))
def test_every_form_that_changes_something_carries_its_token(template: Path) -> None:
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", template.read_text(encoding="utf-8"), re.DOTALL):
        assert "csrf" in form, form[:120]
