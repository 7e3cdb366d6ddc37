"""How many, and about how old."""

import pytest

from tips.draft import AgeBand
from tips.people import find_people
from tips.words import plain, words_of

CHILD, TEEN, ADULT, UNSURE = AgeBand.CHILD, AgeBand.TEEN, AgeBand.ADULT, AgeBand.UNSURE

SEEN: tuple[tuple[str, int | None, bool, set[AgeBand]], ...] = (
    ("girl at the pump", 1, False, {UNSURE}),
    ("two kids", 2, False, {CHILD}),
    ("a woman and two kids", 3, False, {ADULT, CHILD}),
    ("3 young girls", 3, False, {UNSURE}),
    ("a couple of girls", 2, True, {UNSURE}),
    ("at least 4 women", 4, True, {ADULT}),
    ("several girls", 2, True, {UNSURE}),
    ("muchacha como de 15 años", 1, False, {TEEN}),
    ("dos niñas", 2, False, {CHILD}),
    ("más de 5 trabajadores", 5, True, {ADULT}),
    ("a 16 year old girl", 1, False, {TEEN}),
    ("girl looks about 12", 1, False, {CHILD}),
    ("lady, maybe 40 years old", 1, False, {ADULT}),
    ("a girl, then the girl got out", 1, False, {UNSURE}),
    ("girl maybe 15 with a man", 1, False, {TEEN}),
    ("girl at mile 15", 1, False, {UNSURE}),
    ("girl in the sleeper, dont look 18", 1, False, {TEEN}),
    ("no way she is 18, girl by pump 3", 1, False, {TEEN}),
    ("la muchacha no parece de 18", 1, False, {TEEN}),
    ("woman in an 18 wheeler, not an 18-wheeler she owns", 1, False, {ADULT}),
    ("she said shes 17, girl in a hoodie", 1, False, {TEEN}),
    ("teenage boy selling candy", 1, False, {TEEN}),
    ("2 underage girls", 2, False, {TEEN}),
    ("2 chavas menores", 2, False, {TEEN}),
    ("muchacha menor de edad", 1, False, {TEEN}),
    ("una niña como de 13 años", 1, False, {TEEN}),
    ("3 kids and a 15 year old", 3, False, {CHILD, TEEN}),
    ("not even 18, girl", 1, False, {TEEN}),
    ("girl 15 w older guy", 1, False, {TEEN}),
    ("girl, she looked 15ish", 1, False, {TEEN}),
    ("girl 12 pumps down", 1, False, {UNSURE}),
    ("girl 15 ft from an 18 wheeler", 1, False, {UNSURE}),
    ("guy in a truck", None, False, set()),
    ("around 10 last night", None, False, set()),
    ("about 20 minutes ago", None, False, set()),
)


@pytest.mark.parametrize(("text", "count", "at_least", "ages"), SEEN)
def test_people_are_counted_as_the_words_say(text: str, count: int | None, at_least: bool, ages: set[AgeBand]) -> None:
    people = find_people(words_of(plain(text)), plain(text))
    assert (people.count, people.count_at_least, people.ages) == (count, at_least, frozenset(ages))
