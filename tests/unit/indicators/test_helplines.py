"""The help numbers against a list checked by eye, and every fault that loading them must name."""

import re
from datetime import date
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.helplines import By, Helplines, Purpose, load_helplines
from indicators.terms import FactStatus
from tests.unit.indicators.conftest import Plant

LANGUAGES = {path.name for path in (Path(__file__).parents[3] / "bot" / "texts").iterdir()}
CHECKED = {
    ("US", "us-emergency", By.CALL, "911", "911"),
    ("US", "us-trafficking", By.CALL, "+18883737888", "1-888-373-7888"),
    ("US", "us-trafficking", By.TEXT, "233733", "233733 (BEFREE)"),
    ("US", "us-trafficking", By.RELAY, "711", "711"),
    ("US", "us-homeland-security", By.CALL, "+18663472423", "1-866-347-2423"),
    ("US", "us-homeland-security", By.CALL_FROM_ABROAD, "+18028726199", "1-802-872-6199"),
    ("US", "us-fbi", By.WEB, "https://tips.fbi.gov", "tips.fbi.gov"),
    ("US", "us-missing-children", By.CALL, "+18008435678", "1-800-843-5678"),
    ("US", "us-missing-children", By.WEB, "https://report.cybertip.org", "report.cybertip.org"),
    ("US", "us-crisis", By.CALL, "988", "988"),
    ("US", "us-crisis", By.TEXT, "988", "988"),
    ("US", "us-crisis-text", By.TEXT, "741741", "741741"),
    ("US", "us-partner-violence", By.CALL, "+18007997233", "1-800-799-7233"),
    ("US", "us-partner-violence", By.TEXT, "88788", "88788"),
    ("US", "us-runaway", By.CALL, "+18007862929", "1-800-786-2929"),
    ("US", "us-sexual-assault", By.CALL, "+18006564673", "1-800-656-4673"),
    ("US", "us-child-abuse", By.CALL, "+18004224453", "1-800-422-4453"),
    ("CA", "ca-emergency", By.CALL, "911", "911"),
    ("CA", "ca-trafficking", By.CALL, "+18339001010", "1-833-900-1010"),
    ("CA", "ca-child-exploitation", By.CALL, "+18666589022", "1-866-658-9022"),
    ("CA", "ca-child-exploitation", By.WEB, "https://cybertip.ca", "cybertip.ca"),
    ("CA", "ca-crime-stoppers", By.CALL, "+18002228477", "1-800-222-8477"),
    ("MX", "mx-emergency", By.CALL, "911", "911"),
    ("MX", "mx-trafficking", By.CALL, "+528005533000", "800 5533 000"),
    ("MX", "mx-trafficking", By.WHATSAPP, "+528005533000", "800 5533 000"),
    ("MX", "mx-anonymous-crime", By.CALL, "089", "089"),
}
RECALLED = {"+18774474847", "66008", "211", "+18664879243", "+18883687238"}


@pytest.fixture(scope="module")
def helplines() -> Helplines:
    return load_helplines()


def test_the_numbers_shown_are_the_checked_ones_and_no_others(helplines: Helplines) -> None:
    shown = {
        (country, line.id, way.by, way.dial, way.printed)
        for country in helplines.countries
        for line in helplines.for_country(country)
        for way in line.ways
    }
    assert shown == CHECKED


def test_recalled_numbers_are_kept_and_never_shown(helplines: Helplines) -> None:
    kept = {way.dial for lines in helplines.kept.values() for line in lines for way in line.ways}
    assert kept > RECALLED
    for country in helplines.countries:
        for line in helplines.for_country(country):
            assert FactStatus.RECALLED not in {way.status for way in line.ways}
            assert not {way.dial for way in line.ways} & RECALLED


def test_emergency_comes_first_everywhere(helplines: Helplines) -> None:
    assert helplines.countries == ("CA", "MX", "US")
    for country in helplines.countries:
        first = helplines.for_country(country)[0]
        assert first.purpose is Purpose.EMERGENCY
        assert first == helplines.emergency(country)


def test_the_national_line_tells_its_text_code(helplines: Helplines) -> None:
    text = helplines.trafficking("US").way(By.TEXT)
    assert text is not None
    assert (text.dial, text.word) == ("233733", "HELP")
    assert helplines.trafficking("CA").way(By.TEXT) is None


def test_a_country_without_a_file_still_gets_numbers(helplines: Helplines) -> None:
    assert helplines.for_country("ZZ") == helplines.for_country("US") == helplines.for_country("us")


def test_a_line_is_named_in_the_readers_language(helplines: Helplines) -> None:
    line = helplines.trafficking("US")
    assert line.name("es") == "Línea Nacional contra la Trata de Personas"
    assert line.name("xx") == line.name("en") == "National Human Trafficking Hotline"
    assert all(line.names.keys() >= LANGUAGES for lines in helplines.kept.values() for line in lines)


def test_the_canadian_line_is_called_by_its_own_french_name(helplines: Helplines) -> None:
    assert helplines.trafficking("CA").name("fr") == "Ligne d’urgence canadienne contre la traite des personnes"


def test_every_line_tells_when_it_was_checked(helplines: Helplines) -> None:
    assert {line.last_checked for lines in helplines.kept.values() for line in lines} == {date(2026, 11, 22)}


FAULTS = [
    ("us", "1-888-373-7888", "1-888-373-3888", "a known misprint|is not dial"),
    (
        "us",
        'dial = "+18883737888"\nprinted = "1-888-373-7888"',
        'dial = "+18003377888"\nprinted = "1-800-337-7888"',
        "a known misprint",
    ),
    ("us", 'dial = "711"\nprinted = "711"', 'dial = "771"\nprinted = "771"', "a known misprint"),
    (
        "mx",
        'dial = "+528005533000"\nprinted = "800 5533 000"',
        'dial = "+5218005533000"\nprinted = "01800-5533-000"',
        "is not a valid number|misprint",
    ),
    ("us", 'printed = "1-866-347-2423"', 'printed = "1-866-347-2432"', "is not dial"),
    ("us", 'dial = "+18663472423"', 'dial = "18663472423"', "is not a number"),
    ("ca", 'dial = "+18339001010"', 'dial = "+528339001010"', "is not a valid number of CA"),
    ("us", 'printed = "tips.fbi.gov"', 'printed = "tips.fbi.com"', "differ"),
    ("us", 'purpose = "emergency"', 'purpose = "crisis"', "does not open with an emergency line"),
    ("us", 'status = "verified-official"', 'status = "recalled"', "does not open with an emergency line"),
    ("us", 'purpose = "trafficking"', 'purpose = "crisis"', "no trafficking line"),
    ("us", 'status = "verified-official"', 'status = "sure"', "unknown status 'sure'"),
    ("us", 'by = "text"', 'by = "fax"', "unknown by 'fax'"),
    ("us", 'name.en = "Emergency"\n', "", "en is missing"),
    ("us", "last_checked = 2026-11-22", 'last_checked = "soon"', "last_checked is missing or not a date"),
    ("us", 'id = "us-fbi"', 'id = "us-crisis"', "the id is used twice"),
    ("us", 'country = "US"', 'country = "USA"', "does not fit the file"),
]


@pytest.mark.parametrize(("country", "old", "new", "told"), FAULTS)
def test_a_fault_is_refused_and_named(folder: Path, plant: Plant, country: str, old: str, new: str, told: str) -> None:
    load_helplines(folder)
    plant(f"helplines/{country}.toml", old, new)
    with pytest.raises(DataFileError, match=told) as caught:
        load_helplines(folder)
    assert str(caught.value).startswith(f"{country}.toml, ")


def test_the_default_country_cannot_be_removed(folder: Path) -> None:
    (folder / "helplines" / "us.toml").unlink()
    with pytest.raises(DataFileError, match=re.escape("us.toml is missing")):
        load_helplines(folder)
