"""The trucking checklist as it is, and every fault that loading it must name."""

import re
from pathlib import Path

import pytest

from indicators.catalog import Catalog, load_catalog
from indicators.checklist import Checklist, load_checklist
from indicators.errors import DataFileError
from indicators.terms import Rank, Setting
from tests.unit.indicators.conftest import Plant

FIRST_PAGE = 8


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="module")
def checklist(catalog: Catalog) -> Checklist:
    return load_checklist(catalog)


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
    first = [catalog[sign] for sign in checklist.signs_for(setting)[:FIRST_PAGE]]
    assert "asked-for-help" in [sign.id for sign in first]
    assert all(sign.rank is not Rank.WEAK or sign.id in ("truck-to-truck", "image-blackmail") for sign in first)


def test_an_unknown_place_is_asked_about_a_selection_across_the_settings(
    catalog: Catalog, checklist: Checklist
) -> None:
    signs = checklist.signs_for(None)
    assert FIRST_PAGE * 2 <= len(signs) == len(set(signs)) < len(catalog)
    assert {setting for sign in signs for setting in catalog[sign].settings} == set(Setting)
    special = {
        setting for sign in signs if len(catalog[sign].settings) < len(Setting) for setting in catalog[sign].settings
    }
    assert special == set(Setting) - {Setting.ONLINE}


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
    ('industry = "trucking"', 'industry = "busing"', "industry is 'busing'"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_a_fault_is_refused_and_named(
    catalog: Catalog, folder: Path, plant: Plant, old: str, new: str, told: str
) -> None:
    load_checklist(catalog, folder=folder)
    plant("checklists/trucking.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(told)) as caught:
        load_checklist(catalog, folder=folder)
    assert str(caught.value).startswith("trucking.toml, ")


def test_the_version_follows_the_order(catalog: Catalog, checklist: Checklist, folder: Path, plant: Plant) -> None:
    assert load_checklist(catalog, folder=folder).version == checklist.version
    plant(
        "checklists/trucking.toml",
        '  "asked-for-help",\n  "minor-selling-sex",\n',
        '  "minor-selling-sex",\n  "asked-for-help",\n',
    )
    assert load_checklist(catalog, folder=folder).version != checklist.version
