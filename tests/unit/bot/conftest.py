"""The dialogue with its real data, loaded once."""

from pathlib import Path

import pytest

from bot.dialogue.knowledge import Knowledge
from bot.phrases import Phrases
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.course import load_courses
from indicators.helplines import load_helplines
from tests.unit.bot.phone import Phone

TEXTS = Path(__file__).parents[3] / "bot" / "texts"


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return Phrases.load(TEXTS)


@pytest.fixture(scope="session")
def knowledge(phrases: Phrases) -> Knowledge:
    catalog = load_catalog(phrases.wordings())
    return Knowledge(
        catalog=catalog,
        checklists=load_checklists(catalog),
        courses=load_courses(),
        helplines=load_helplines(),
        say=phrases.say,
        languages=phrases.languages,
    )


@pytest.fixture
def phone(knowledge: Knowledge, phrases: Phrases) -> Phone:
    """A phone on which nothing was done yet."""
    return Phone(knowledge, phrases)


@pytest.fixture
def reporting(phone: Phone) -> Phone:
    """A phone at the first question of the report, after the safety gate."""
    return phone.tap("report", "parked", "no")


@pytest.fixture
def sent(reporting: Phone) -> Phone:
    """A phone with one tip sent and its receipt on the screen."""
    return reporting.say("a man took all the papers of three workers").tap("review", "send")
