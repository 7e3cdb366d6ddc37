"""`highbeam content check`: whatever is wrong is told with file and line, and what is fine is counted."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ops.content import STALE, check_content
from ops.content_commands import content_check
from ops.findings import line_of
from ops.preview import Preview
from ops.texts import Places
from tests.unit.ops.conftest import Plant

TODAY = date(2026, 11, 27)


def told(places: Places) -> list[str]:
    """What has to be put right, as it is printed."""
    return [str(one) for one in check_content(places, TODAY).findings if one.must]


def test_the_content_as_it_is_needs_nothing_to_be_put_right_and_is_counted(places: Places) -> None:
    assert told(places) == []
    fine = check_content(places, TODAY).fine
    for words in (
        "89 signs",
        "3 checklists",
        "3 courses",
        "drawings",
        "help lines",
        "14 questions",
        "texts (en, ar, es, fr, pa, ru)",
    ):
        assert any(words in one for one in fine), fine


FAULTS = [
    ("indicators/forbidden.toml", 'any = ["', "any = [", "not valid TOML"),
    ("indicators/catalog.toml", 'dimension = "', 'dimension = "no_', "unknown dimension"),
    ("indicators/catalog.toml", 'text = "', 'text = "Considerably incapacitated individuals ', "reads at grade"),
    ("indicators/catalog.toml", 'rather = "', 'rather = "Call 1-800-555-1234. ', "could be dialed"),
    ("indicators/checklists/bus.toml", '  "speaks-for-them",\n', "", "leaves out 'speaks-for-them'"),
    ("indicators/courses/core.toml", "right = true }", "right = false }", "0 answers are right"),
    ("indicators/courses/core.toml", 'picture = "lesson-', 'picture = "no-lesson-', "there is no drawing"),
    ("indicators/courses/core.toml", 'title = "', 'title = "Call 800-555-1234: ', "could be dialed"),
    ("indicators/courses/bus.toml", 'title = "Bus', 'title = "Long-distance bus', "it stands on a button"),
    ("indicators/courses/bus.toml", '  "core/', '  "core/no-', "names the unknown unit"),
    ("indicators/helplines/us.toml", 'dial = "911"', 'dial = "912"', "is not dial '912'"),
    ("indicators/questions.toml", '\nkind = "either"', '\nkind = "any"', "unknown kind 'any'"),
    ("bot/texts/en/home.ftl", "home-title =", "home title =", "cannot be read"),
    ("bot/texts/es/home.ftl", "home-title = ", "home-title = illegal ilegal ", "says 'ilegal'"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), FAULTS, ids=[f"{row[0]} {row[3]}" for row in FAULTS])
def test_a_fault_is_told_with_its_file(
    checkout: Path, places: Places, plant: Plant, file: str, old: str, new: str, words: str
) -> None:
    plant(file, old, new)
    found = told(places)
    assert any(one.startswith(f"{checkout / file}:") and words in one for one in found), found


def test_faults_in_several_files_are_told_in_one_go_with_their_lines(
    checkout: Path, places: Places, plant: Plant
) -> None:
    plant("indicators/catalog.toml", 'kind = "either"', 'kind = "other"')
    plant("indicators/helplines/ca.toml", "last_checked = 2026", "last_checked = 'soon' # 2026")
    plant("indicators/courses/trucking.toml", "ending = ", "endings = ")
    plant("indicators/drawings/kit.toml", "[backdrop", "[[backdrop")
    plant("bot/texts/es/tips.ftl", "tips-none", "tips-nothing")
    found = told(places)
    for file, mark in (
        ("indicators/helplines/ca.toml", "'soon'"),
        ("indicators/courses/trucking.toml", "endings"),
        ("indicators/drawings/kit.toml", "[[backdrop"),
    ):
        lines = (checkout / file).read_text().splitlines()
        near = next(number for number, line in enumerate(lines, 1) if mark in line)
        first = int(next(one for one in found if one.startswith(f"{checkout / file}:")).split(":")[1])
        assert 0 <= near - first < 12, (file, near, first)
    assert {one.split(":")[0].rpartition("/")[2] for one in found} == {
        "catalog.toml",
        "ca.toml",
        "trucking.toml",
        "kit.toml",
        "tips.ftl",
    }


def test_an_editors_hidden_files_beside_the_edited_ones_are_no_content(places: Places) -> None:
    folders = {path.parent for home in (places.texts, places.data) for path in home.rglob("*.*") if path.is_file()}
    for folder in folders:
        for suffix in ("toml", "ftl", "svg"):
            (folder / f".#edited.{suffix}").symlink_to("somebody@a-host.7001")
            (folder / f"._edited.{suffix}").write_bytes(b"\x00\xff")
    assert told(places) == []
    preview = Preview(places)
    preview.read_again()
    assert preview.talk.courses.courses


def test_a_folder_that_is_missing_is_told(places: Places) -> None:
    shutil.rmtree(places.data / "courses")
    assert any("core.toml is missing" in one for one in told(places))


def test_a_sign_without_a_drawing_is_told(places: Places, plant: Plant, checkout: Path) -> None:
    for path in (checkout / "indicators/drawings/pictures").glob("*.toml"):
        path.write_text(path.read_text().replace('name = "told-debt"', 'name = "told-nothing"'))
    found = told(places)
    assert len(found) == 1
    assert "indicator 'told-debt': there is no drawing 'told-debt'" in found[0]


def test_what_must_be_put_right_is_told_after_the_notes(checkout: Path, plant: Plant, capsys: Any) -> None:
    plant("indicators/checklists/bus.toml", '  "speaks-for-them",\n', "")
    with pytest.raises(SystemExit) as ended:
        content_check(checkout)
    *_, note, fault, count = capsys.readouterr().out.splitlines()
    assert ": note: " in note
    assert "leaves out 'speaks-for-them'" in fault
    assert count == "1 thing has to be put right."
    assert ended.value.code == 1


def test_an_industry_without_a_checklist_is_told(places: Places, checkout: Path) -> None:
    lost = checkout / "indicators/checklists/energy.toml"
    lost.unlink()
    (found,) = told(places)
    assert found.startswith(f"{lost}:1: the file: it is missing")


@pytest.mark.parametrize(
    ("folder", "file"), [("helplines", "us.toml"), ("checklists", "trucking.toml"), ("courses", "core.toml")]
)
def test_a_file_that_must_be_there_is_told_with_its_folder(
    places: Places, checkout: Path, folder: str, file: str
) -> None:
    home = checkout / "indicators" / folder
    (home / file).unlink()
    assert [one for one in told(places) if "is missing. Put it back" in one] == [
        f"{home}:1: the folder: {file} is missing. Put it back."
    ]


def test_a_number_that_nobody_has_looked_up_for_long_is_a_note_and_no_fault(places: Places) -> None:
    late = TODAY + STALE
    report = check_content(places, late)
    stale = [one for one in report.findings if "last checked" in one.told]
    assert stale
    assert not report.must
    assert stale[0].line == line_of(stale[0].file, stale[0].entry) > 1
    assert not [one for one in check_content(places, TODAY + timedelta(days=1)).findings if "last checked" in one.told]


def test_the_line_is_found_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "some.toml"
    path.write_text(
        '[[scene]]\nid = "one"\n[[scene.step]]\nid = "start"\n[[scene]]\nid = "two"\n[[scene.step]]\nid = "start"\n'
        "choices = [\n  { x = 1 },\n  { x = 2 },\n]\n[lesson.three]\ntitle = 1\n"
    )
    assert line_of(path, "scene 'two'") == 6
    assert line_of(path, "scene 'two', step 'start'") == 8
    assert line_of(path, "scene 'two', step 'start', choice number 2") == 11
    assert line_of(path, "the file, lesson, three") == 13
    assert line_of(path, "the file", "it is not valid TOML: oh (at line 7, column 1)") == 7
    assert line_of(path, "nothing like it") == 1
    assert line_of(path, "the file", "units names the unknown unit 'three'") == 13
    assert line_of(path, "scene 'one'", "it speaks of 'three'") == 2
    assert line_of(path, "the file", "units names the unknown unit 'thre'") == 1
    assert line_of(tmp_path / "absent.toml", "scene 'two'") == 1
