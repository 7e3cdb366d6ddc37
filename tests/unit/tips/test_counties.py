"""How well the maps fit: measured on the towns, whose states GeoNames knows by itself."""

from tips.counties import County, _shapes, counties_named, county_at, county_beside, middle_of_county
from tips.towns import _gazetteer, middle_of_state, nearest_town, town_like, towns_named, zones_of

MISPLACED = 0.003
"""The share of US towns whose point the shapes put outside their own state. Measured: 0.0018, all on a state line."""


def test_the_shapes_put_towns_into_their_own_states() -> None:
    towns = [town for named in _gazetteer().by_name.values() for town in named if town.state.startswith("US-")]
    sample = towns[::5]
    found = [(town, county_at(town.latitude, town.longitude)) for town in sample]
    wrong = [town.name for town, county in found if county is not None and county.state != town.state]
    assert len(sample) > 4000
    assert len(wrong) <= MISPLACED * len(sample), wrong


def test_every_town_has_the_county_that_the_map_says() -> None:
    assert (
        sum(not town.county for named in _gazetteer().by_name.values() for town in named if town.state[:2] == "US") < 60
    )


def test_a_point_on_the_water_takes_the_county_beside_it() -> None:
    assert county_at(29.295, -94.76) is None
    beside = county_beside(29.295, -94.76)
    assert beside is not None
    assert beside.name == "Galveston"


def test_a_county_and_an_independent_city_of_one_name_are_told_apart() -> None:
    assert {county.name for county in (*counties_named("baltimore"), *counties_named("baltimore city"))} == {
        "Baltimore",
        "Baltimore city",
    }


def test_a_name_that_is_like_two_towns_is_neither() -> None:
    assert town_like("kearny", "US-NE") is not None
    assert town_like("xqzvwk", "US-NE") is None
    assert town_like("ab", "US-NE") is None


def test_the_middle_of_the_ocean_is_near_no_town() -> None:
    assert nearest_town(30.0, -40.0) is None
    assert zones_of("US-NE") == {"America/Chicago", "America/Denver"}


def test_the_middle_of_a_county_lies_in_it() -> None:
    counties = [county for county in _shapes().counties if county.name != "Falls Church city"]  # too small to be drawn
    assert len(counties) > 3100
    for county in counties:
        middle = middle_of_county(county)
        assert middle is not None, county
        assert county_at(*middle) == county
    assert middle_of_county(County("Nowhere", "US-NE")) is None


def test_the_middle_of_a_state_is_where_its_towns_are() -> None:
    for state, towns in (("US-NE", "Lincoln"), ("CA-ON", "Toronto"), ("MX-CHH", "Chihuahua")):
        middle = middle_of_state(state)
        assert middle is not None
        town = max(towns_named(towns.lower()), key=lambda town: (town.state == state, town.people))
        assert abs(middle[0] - town.latitude) < 3
        assert abs(middle[1] - town.longitude) < 4
    assert middle_of_state("US-XX") is None
