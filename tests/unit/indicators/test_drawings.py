"""Every sign has its drawing, every drawing stands for itself, and every fault in its files that loading must name."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indicators.catalog import load_catalog
from indicators.drawing import load_drawings, names, svg
from indicators.errors import DataFileError
from tests.unit.indicators.conftest import Plant

SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse"}
"""What a drawing is made of: nothing that says a word, runs, moves or comes from elsewhere."""

MARK = {
    "filter",
    "feGaussianBlur",
    "feComponentTransfer",
    "feFuncA",
    "feFlood",
    "feComposite",
    "feMerge",
    "feMergeNode",
}
LARGEST = 20_000
NAMESPACE = "{http://www.w3.org/2000/svg}"


def _elements(name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg(name)).iter())  # noqa: S314  our own file


def test_every_sign_has_a_drawing() -> None:
    assert set(load_catalog().indicators) <= names()


def test_no_two_drawings_are_the_same() -> None:
    assert len(set(load_drawings().values())) == len(names())


@pytest.mark.parametrize("name", sorted(names()))
def test_a_drawing_is_small_and_of_the_usual_size(name: str) -> None:
    frame = _elements(name)[0]
    assert (frame.get("width"), frame.get("height"), frame.get("viewBox")) == ("640", "360", "0 0 640 360")
    assert len(svg(name).encode()) < LARGEST


@pytest.mark.parametrize("name", sorted(names()))
def test_a_drawing_is_nothing_but_shapes(name: str) -> None:
    assert {element.tag.removeprefix(NAMESPACE) for element in _elements(name)} <= SHAPES | MARK


@pytest.mark.parametrize("name", sorted(names()))
def test_a_drawing_refers_to_nothing_but_its_own_outline(name: str) -> None:
    for element in _elements(name):
        for attribute, value in element.attrib.items():
            assert "href" not in attribute
            assert not attribute.startswith("on")
            assert "url(" not in value or value == "url(#mark)"
            assert ":" not in value, f"{attribute}={value!r} may point elsewhere"


def test_a_symbol_takes_the_color_that_its_part_asks_for(folder: Path, plant: Plant) -> None:
    plant("drawings/kit.toml", 'day = ["#3f7fc4"', 'day = ["#123456"')
    before = svg("hands-over-money")
    assert "#3f7fc4" in before
    assert load_drawings(folder)["hands-over-money"] == before.replace("#3f7fc4", "#123456")


def test_a_part_stands_on_the_ground_of_its_backdrop_unless_it_says_where(folder: Path, plant: Plant) -> None:
    plant("drawings/pictures/anywhere.toml", 'symbol = "give", x = 180, ', 'symbol = "give", x = 180, y = 99, ')
    moved = load_drawings(folder)["hands-over-money"]
    assert "translate(180 318)" in svg("hands-over-money")
    assert "translate(180 99)" in moved


def test_only_what_is_to_be_noticed_is_outlined() -> None:
    marked = [group for group in _elements("hands-over-money") if group.get("filter") == "url(#mark)"]
    assert len(marked) == 1


FAULTS = [
    ('symbol = "give", x = 180', 'symbol = "giev", x = 180', "unknown symbol 'giev'"),
    ('x = 180, scale = 1.5, color = "person"', 'x = 180, scale = 1.5, color = "pink"', "unknown color 'pink'"),
    ('symbol = "give", x = 180', 'symbol = "give", x = "180"', "x is missing or not a number"),
    ('symbol = "give", x = 180', 'symbol = "give", x = true', "x is missing or not a number"),
    ('symbol = "give", x = 180', 'symbol = "give", at = 180', "unknown field 'at'"),
    ('symbol = "give", x = 456, scale = 1.5, flip = true', 'symbol = "give", x = 456, flip = 1', "flip is neither"),
]


@pytest.mark.parametrize(("old", "new", "problem"), FAULTS)
def test_a_faulty_part_is_named_with_its_file_and_place(
    folder: Path, plant: Plant, old: str, new: str, problem: str
) -> None:
    plant("drawings/pictures/anywhere.toml", old, new)
    with pytest.raises(DataFileError, match=re.escape(problem)) as raised:
        load_drawings(folder)
    assert raised.value.file == "anywhere.toml"
    assert re.fullmatch(r"picture 'hands-over-money', part [12]", raised.value.entry)


OTHER_FAULTS = [
    ("pictures/anywhere.toml", 'name = "speaks-for-them"', 'name = "told-debt"', "another drawing has this name"),
    ("pictures/anywhere.toml", 'backdrop = "plain"', 'backdrop = "plane"', "unknown backdrop 'plane'"),
    ("pictures/anywhere.toml", "parts = [", "pieces = [", "unknown field 'pieces'"),
    ("pictures/anywhere.toml", 'line = "sight"', 'line = "glance"', "unknown line 'glance'"),
    ("pictures/anywhere.toml", "from = [350, 112]", "from = [350]", "from is missing or not a point"),
    ("kit.toml", 'day = ["#8a9bb3", ', "day = [", "day is not three colors"),
    ("kit.toml", '"#8a9bb3"', '"slate"', "day is not three colors"),
    ("kit.toml", 'light = "day"', 'light = "noon"', "unknown light 'noon'"),
    ("kit.toml", "[backdrop.plain]", "[backdrop.plane]", "it is missing"),
    ("symbols/give.svg", "<svg ", '<svg id="x" ', "its frame is not the usual one"),
    ("symbols/give.svg", "</g>", "<text>Help</text></g>", "unknown shape <text>"),
    ("symbols/give.svg", "</g>", "<g onclick='x'/></g>", "unknown attribute 'onclick'"),
    ("symbols/give.svg", "</g>", "<g style='fill:red'/></g>", "unknown attribute 'style'"),
    ("symbols/give.svg", "</g>", "", "it is not valid SVG"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), OTHER_FAULTS)
def test_a_fault_elsewhere_is_named_too(
    folder: Path, plant: Plant, file: str, old: str, new: str, problem: str
) -> None:
    plant(f"drawings/{file}", old, new)
    with pytest.raises(DataFileError, match=re.escape(problem)):
        load_drawings(folder)
