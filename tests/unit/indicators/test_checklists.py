"""The checklists of the industries as they are, and every fault that loading them must name."""

import re
from pathlib import Path

import pytest

from indicators.catalog import Catalog, load_catalog
from indicators.checklist import Checklist, load_checklist, load_checklists
from indicators.errors import DataFileError
from indicators.terms import Rank, Setting
from tests.unit.indicators.conftest import Plant

FIRST_PAGE = 8
INDUSTRIES = ("bus", "energy", "trucking")
WEAK_BUT_FIRST = {
    ("trucking", Setting.TRUCK_STOP, "truck-to-truck"),
    ("trucking", Setting.ONLINE, "image-blackmail"),
    ("bus", Setting.ONLINE, "image-blackmail"),
}
"""What is weak on its own and yet so common in its place that it is asked on the first page."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module", params=INDUSTRIES)
def checklist(request: pytest.FixtureRequest, catalog: Catalog) -> Checklist:
    return load_checklist(catalog, request.param)


def test_each_industry_has_its_checklist_in_its_own_order(catalog: Catalog) -> None:
    checklists = load_checklists(catalog)
    assert tuple(checklists) == INDUSTRIES
    assert [found.industry for found in checklists.values()] == list(INDUSTRIES)
    assert len({found.version for found in checklists.values()}) == len(INDUSTRIES)
    for setting in (*Setting, None):
        assert len({found.signs_for(setting) for found in checklists.values()}) == len(INDUSTRIES)


def test_trucking_is_asked_about_where_nobody_says_what_they_do(catalog: Catalog) -> None:
    assert load_checklist(catalog) == load_checklists(catalog)["trucking"]


@pytest.mark.parametrize("setting", Setting)
def test_every_sign_of_a_setting_is_asked_exactly_once(
    catalog: Catalog, checklist: Checklist, setting: Setting
) -> None:
    signs = checklist.signs_for(setting)
    assert len(signs) == len(set(signs))
    assert set(signs) == {found.id for found in catalog.indicators.values() if setting in found.settings}


@pytest.mark.parametrize("setting", [*Setting, None])
def test_the_first_page_holds_what_is_most_urgent(
    catalog: Catalog, checklist: Checklist, setting: Setting | None
) -> None:
    signs = checklist.signs_for(setting)
    assert signs.index("asked-for-help") <= 1
    weak = {(checklist.industry, setting, sign) for sign in signs[:FIRST_PAGE] if catalog[sign].rank is Rank.WEAK}
    assert weak <= WEAK_BUT_FIRST


@pytest.mark.parametrize("setting", [*Setting, None])
def test_a_child_sold_and_violence_stand_on_the_first_pages(checklist: Checklist, setting: Setting | None) -> None:
    signs = checklist.signs_for(setting)
    assert signs.index("minor-selling-sex") < 3 * FIRST_PAGE
    assert signs.index("saw-violence") < 2 * FIRST_PAGE or setting is Setting.ONLINE


def test_an_unknown_place_is_asked_about_a_selection_across_the_settings(
    catalog: Catalog, checklist: Checklist
) -> None:
    signs = checklist.signs_for(None)
    assert FIRST_PAGE * 2 <= len(signs) == len(set(signs)) < len(catalog)
    assert {setting for sign in signs for setting in catalog[sign].settings} == set(Setting)
    special = {
        setting for sign in signs if len(catalog[sign].settings) < len(Setting) for setting in catalog[sign].settings
    }
    assert special >= set(Setting) - {Setting.ONLINE}


FAULTS = [
    ('  "truck-to-truck",\n', "", "truck-stop leaves out 'truck-to-truck'"),
    ('  "truck-to-truck",\n', '  "truck-to-truck",\n  "truck-to-truck",\n', "truck-stop names 'truck-to-truck' twice"),
    ('  "truck-to-truck",\n', '  "truck-to-truk",\n', "truck-stop names the unknown sign 'truck-to-truk'"),
    (
        '  "truck-to-truck",\n',
        '  "truck-to-truck",\n  "room-short-visits",\n',
        "'room-short-visits', which belongs elsewhere",
    ),
    ("motel = [", "hotel = [", "unknown field 'hotel'"),
    ("unknown = [", "unknown = []\nrest = [", "unknown field 'rest'"),
    ("industry = ", 'industry = "busing"\n# ', "industry is 'busing'"),
]


@pytest.mark.parametrize("industry", INDUSTRIES)
@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_is_refused_and_named(
    catalog: Catalog, folder: Path, plant: Plant, industry: str, old: str, new: str, told: str
) -> None:
    load_checklists(catalog, folder)
    plant(f"checklists/{industry}.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_checklists(catalog, folder)
    assert str(caught.value).startswith(f"{industry}.toml, ")


def test_a_missing_checklist_of_trucking_is_named(catalog: Catalog, folder: Path) -> None:
    (folder / "checklists" / "trucking.toml").unlink()
    with pytest.raises(DataFileError, match=r"checklists, the folder: trucking\.toml is missing"):
        load_checklists(catalog, folder)


def test_the_version_follows_the_order(catalog: Catalog, checklist: Checklist, folder: Path, plant: Plant) -> None:
    assert load_checklist(catalog, checklist.industry, folder).version == checklist.version
    plant(
        f"checklists/{checklist.industry}.toml",
        '  "asked-for-help",\n  "minor-selling-sex",\n',
        '  "minor-selling-sex",\n  "asked-for-help",\n',
    )
    assert load_checklist(catalog, checklist.industry, folder).version != checklist.version
