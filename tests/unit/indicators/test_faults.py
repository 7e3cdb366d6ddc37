"""Several faults in one file are all told: the first one is raised and brings the others."""

from pathlib import Path

import pytest

from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.course import load_courses
from indicators.drawing import load_drawings
from indicators.errors import DataFileError, each
from indicators.helplines import load_helplines
from indicators.questions import load_questions
from tests.unit.indicators.conftest import Plant


def odd(number: int) -> int:
    if number % 2 == 0:
        raise DataFileError("numbers.toml", str(number), "it is even", "Write an odd one")
    return number


def nested(numbers: list[int]) -> list[int]:
    return each(odd, numbers)


def test_every_row_is_tried_and_the_first_fault_brings_the_others() -> None:
    assert each(odd, [1, 3]) == [1, 3]
    with pytest.raises(DataFileError) as caught:
        each(nested, [[1, 2, 4], [3], [6]])
    assert [one.entry for one in (caught.value, *caught.value.others)] == ["2", "4", "6"]
    assert str(caught.value) == "numbers.toml, 2: it is even. Write an odd one."


def entries_of(caught: pytest.ExceptionInfo[DataFileError]) -> list[str]:
    return [f"{one.file} {one.entry}" for one in (caught.value, *caught.value.others)]


def test_two_faults_of_a_catalog_are_both_told(folder: Path, plant: Plant) -> None:
    plant("catalog.toml", 'text = "They', 'text = "They illegally')
    for fault in ("other", "another"):
        plant("catalog.toml", 'kind = "either"', f'kind = "{fault}"')
    with pytest.raises(DataFileError) as caught:
        load_catalog(folder=folder)
    assert len(entries_of(caught)) == 2


def test_faults_in_two_files_are_both_told(folder: Path, plant: Plant) -> None:
    catalog = load_catalog(folder=folder)
    for name in ("checklists/bus.toml", "checklists/trucking.toml"):
        plant(name, '  "asked-for-help",\n', "")
    for name in ("helplines/us.toml", "helplines/ca.toml"):
        plant(name, 'purpose = "emergency"', 'purpose = "danger"')
    for name in ("courses/bus.toml", "courses/trucking.toml"):
        plant(name, '  "core/', '  "core/no-such-')
    with pytest.raises(DataFileError) as caught:
        load_checklists(catalog, folder)
    assert {one.split()[0] for one in entries_of(caught)} == {"bus.toml", "trucking.toml"}
    with pytest.raises(DataFileError) as caught:
        load_helplines(folder)
    assert {one.split()[0] for one in entries_of(caught)} == {"us.toml", "ca.toml"}
    with pytest.raises(DataFileError) as caught:
        load_courses(folder)
    assert {one.split()[0] for one in entries_of(caught)} == {"bus.toml", "trucking.toml"}


def test_two_faults_of_lessons_drawings_and_questions_are_both_told(folder: Path, plant: Plant) -> None:
    for _ in range(2):
        plant("courses/core.toml", "right = true }", "right = 1 }")
        plant("questions.toml", 'text = "Did', 'words = "Did')
    with pytest.raises(DataFileError) as caught:
        load_courses(folder)
    assert len(entries_of(caught)) == 2
    with pytest.raises(DataFileError) as caught:
        load_questions(folder)
    assert len(entries_of(caught)) == 2
    first, second = sorted((folder / "drawings" / "pictures").glob("*.toml"))[:2]
    for path in (first, second):
        path.write_text(path.read_text().replace('backdrop = "', 'backdrop = "no-', 1))
    with pytest.raises(DataFileError) as caught:
        load_drawings(folder)
    assert {one.split()[0] for one in entries_of(caught)} == {first.name, second.name}
