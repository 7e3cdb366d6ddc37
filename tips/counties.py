"""Which county of the United States a point lies in, by shapely over the Census Bureau's shapes.

The shapes are loaded at the first question. How well they fit is measured in tests/unit/tips/test_counties.py.
"""

import json
import lzma
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tips.regions import by_key
from tips.words import key_of

if TYPE_CHECKING:
    from shapely import STRtree

_FILE = Path(__file__).with_name("data") / "counties.json.xz"
_AT_ONCE = 200
_NEAR_SHORE = 0.02  # degrees: a pin on a pier or a bridge stands outside every shape


@dataclass(frozen=True, slots=True)
class County:
    """A county or what stands for one (parish, borough, independent city). `state` is an ISO 3166-2 code."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class _Shapes:
    tree: "STRtree"
    counties: tuple[County, ...]


def _lines(arcs: list[list[list[int]]], scale: Any, shift: Any) -> list[Any]:
    """Every arc as points in degrees: its numbers are steps from point to point on a grid (TopoJSON 2.1.3)."""
    import numpy as np

    ends = np.cumsum([len(arc) for arc in arcs])
    steps = np.array([step for arc in arcs for step in arc])
    walked = np.cumsum(steps, axis=0)
    before = np.concatenate([[[0, 0]], walked[ends[:-1] - 1]])  # where the arc before ended, had they been one
    points = (walked - np.repeat(before, np.diff(ends, prepend=0), axis=0)) * scale + shift
    return np.split(points, ends[:-1])


def _drawn(shapes: list[list[list[list[int]]]], lines: list[Any]) -> Any:
    """Some counties' shapes at once. A ring with fewer than four points is an islet that the grid has swallowed."""
    import numpy as np
    import shapely

    rings: list[Any] = []
    polygon_of: list[int] = []  # of each ring; the first of a polygon is its outline, the others are holes
    county_of: list[int] = []  # of each polygon
    for county, polygons in enumerate(shapes):
        for polygon in polygons:
            count = len(rings)
            for arcs in polygon:
                # A negative number stands for the complement's arc, walked backwards (TopoJSON 2.1.4).
                parts = [lines[arc] if arc >= 0 else lines[~arc][::-1] for arc in arcs]
                points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
                if len(points) >= 4:
                    rings.append(points)
                    polygon_of.append(len(county_of))
            if len(rings) > count:
                county_of.append(county)
    ring_of = np.repeat(np.arange(len(rings)), [len(points) for points in rings])
    drawn: Any = shapely.linearrings(np.concatenate(rings), indices=ring_of)
    drawn = shapely.polygons(drawn, indices=polygon_of)
    return shapely.multipolygons(drawn, indices=county_of, out=np.full(len(shapes), shapely.MultiPolygon()))


@lru_cache(maxsize=1)
def _shapes() -> _Shapes:
    import numpy as np
    from shapely import STRtree

    table: dict[str, Any] = json.loads(lzma.decompress(_FILE.read_bytes()))
    scale, shift = np.array(table["scale"]), np.array(table["translate"])
    lines = _lines(table["arcs"], scale, shift)
    states = by_key()
    counties = tuple(County(name, states["US", fips[:2]]) for fips, name, _ in table["counties"])
    shapes = [polygons for _, _, polygons in table["counties"]]
    some = range(0, len(shapes), _AT_ONCE)  # all in one would need twice the memory for a moment
    return _Shapes(STRtree(np.concatenate([_drawn(shapes[at : at + _AT_ONCE], lines) for at in some])), counties)


def county_at(latitude: float, longitude: float) -> County | None:
    """The county around a point."""
    from shapely import Point

    shapes = _shapes()
    found = shapes.tree.query(Point(longitude, latitude), predicate="intersects")
    return shapes.counties[int(found[0])] if len(found) else None


def county_beside(latitude: float, longitude: float) -> County | None:
    """The nearest county to a point outside all of them, such as a pier, within about two kilometers."""
    from shapely import Point

    shapes = _shapes()
    found = shapes.tree.query_nearest(Point(longitude, latitude), max_distance=_NEAR_SHORE)
    return shapes.counties[int(found[0])] if len(found) else None


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[County, ...]]:
    found: dict[str, tuple[County, ...]] = {}
    for county in _shapes().counties:
        key = key_of(county.name)
        found[key] = (*found.get(key, ()), county)
    return found


def counties_named(name: str) -> tuple[County, ...]:
    """Every county of this name, which is a dictionary key already."""
    return _by_name().get(name, ())


@lru_cache(maxsize=1)
def _middles() -> dict[County, tuple[float, float]]:
    import shapely

    shapes = _shapes()
    drawn = [
        (county, shape)
        for county, shape in zip(shapes.counties, shapes.tree.geometries, strict=True)
        if not shape.is_empty
    ]
    points = shapely.get_coordinates(shapely.point_on_surface([shape for _, shape in drawn])).round(4).tolist()
    return {county: (latitude, longitude) for (county, _), (longitude, latitude) in zip(drawn, points, strict=True)}


def middle_of_county(county: County) -> tuple[float, float] | None:
    """Latitude and longitude of a point well inside a county, for a mark on a map; it is nobody's place."""
    return _middles().get(county)


def load() -> None:
    """Load now rather than at the first question."""
    _by_name()
