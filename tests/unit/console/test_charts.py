"""The pictures: they hold their question, no script and nothing from elsewhere, and their axes begin at zero."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from console import charts, figures
from console.charts import Size, Theme
from console.figures import Chart, Figure
from store.board import Delay, Overdue, Period, Share, Volume

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
PERIOD = Period.last(30, now=NOW, zone="UTC")
HOSTILE = "<script>alert(1)</script>\"'&]]><img src=x onerror=alert(1)>"
MINUTE = timedelta(minutes=1)


def delays(priority: str | None) -> list[Delay]:
    every = [(day, 4 * MINUTE, 9 * MINUTE) for day in (None, *PERIOD.days)]
    return [Delay(day=day, priority=priority, count=5, timed=5, median=m, p90=p) for day, m, p in every]


def every_figure() -> list[Figure]:
    volume = [Volume(day=day, priority="high", count=40) for day in PERIOD.days]
    return [
        figures.of_volume(volume, PERIOD),
        figures.of_first_looks([*delays("immediate"), *delays("high"), *delays("routine")], PERIOD),
        figures.of_closings(delays(None), PERIOD),
        figures.of_shares([Share(value="motel", count=4), Share(value="bus", count=2)], Chart.SETTING),
        figures.of_overdue([Overdue(priority="high", count=3, since=NOW - MINUTE)], now=NOW),
        figures.of_overdue([], now=NOW),
    ]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("figure", every_figure(), ids=lambda figure: f"{figure.chart}-{bool(figure.drawing)}")
def test_a_picture_has_its_question_and_its_answer_and_acts_on_nothing(
    figure: Figure, theme: Theme, size: Size
) -> None:
    picture = charts.svg(figure, theme, size)
    root = ElementTree.fromstring(picture)  # noqa: S314 - our own picture
    assert root[0].tag.endswith("}title")
    assert (root[0].text, root[1].text) == (figure.title, figure.summary)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "rect", "path", "line", "text", "tspan"}, names
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in {"style", "href"}]
    assert not re.search(r"url\(|https?://(?!www\.w3\.org)", picture)


def test_a_narrow_picture_says_every_label_and_every_number_in_letters_of_the_same_size() -> None:
    figure = figures.of_shares([Share(value="truck-stop", count=4), Share(value=None, count=2000)], Chart.SETTING)
    root = ElementTree.fromstring(charts.svg(figure, Theme.LIGHT, Size.NARROW))  # noqa: S314 - our own picture
    said = [element for element in root.iter() if element.tag.endswith("}text")]
    assert {"".join(element.itertext()) for element in said} == {"Truck stop: 4 · under 1 %", "Not told: 2,000 · 100 %"}
    assert {element.attrib["font-size"] for element in said} == {"12px"}
    assert float(root.attrib["width"]) < 340


@pytest.mark.parametrize("size", Size)
def test_hostile_words_are_words_in_a_picture(size: Size) -> None:
    figure = figures.of_shares([Share(value=HOSTILE, count=4)], Chart.KIND)
    root = ElementTree.fromstring(charts.svg(figure, Theme.LIGHT, size))  # noqa: S314 - our own picture
    assert not [element for element in root.iter() if element.tag.rpartition("}")[2] in {"script", "img", "image"}]
    assert "<script>alert(1)</script>" in "".join(root.itertext())


@pytest.mark.parametrize("at", [0, 2])
def test_an_axis_begins_at_zero_however_far_the_values_lie_from_it(at: int) -> None:
    """Each day has 40 tips, closed after 4 to 9 minutes."""
    root = ElementTree.fromstring(charts.svg(every_figure()[at], Theme.LIGHT))  # noqa: S314 - our own picture
    assert "0" in [element.text for element in root.iter() if element.tag.endswith("}text")]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("figure", every_figure(), ids=lambda figure: f"{figure.chart}-{bool(figure.drawing)}")
def test_the_page_knows_how_much_room_a_picture_takes(figure: Figure, size: Size) -> None:
    root = ElementTree.fromstring(charts.svg(figure, Theme.LIGHT, size))  # noqa: S314 - our own picture
    width, height = charts.room(figure, size)
    assert abs(float(root.attrib["width"]) - width) <= 20
    assert abs(float(root.attrib["height"]) - height) <= 8


def test_light_and_dark_are_drawn_in_colors_of_their_own() -> None:
    figure = every_figure()[0]
    assert charts.svg(figure, Theme.LIGHT) != charts.svg(figure, Theme.DARK)
