"""When it was, from words, seen from a Monday at eleven in the morning in Nebraska (UTC-6)."""

from datetime import UTC, datetime, timedelta

import pytest

from tips.when import ANYWHERE, find_when, offsets_of, read_when

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
CENTRAL = (timedelta(hours=-6),)

SAID = (
    ("right now", "23 10:50", "23 11:00"),
    ("now", "23 10:50", "23 11:00"),
    ("ahorita", "23 10:50", "23 11:00"),
    ("20 minutes ago", "23 10:35", "23 10:45"),
    ("half an hour ago", "23 10:22", "23 10:37"),
    ("a couple hours ago", "23 08:00", "23 10:00"),
    ("hace una hora", "23 09:45", "23 10:15"),
    ("hace media hora", "23 10:22", "23 10:37"),
    ("hace dos días", "20 11:00", "22 11:00"),
    ("two nights ago", "20 11:00", "22 11:00"),
    ("last night around 10", "22 21:15", "22 22:45"),
    ("last night at 2", "23 01:30", "23 02:30"),
    ("anoche como a las 11", "22 22:15", "22 23:45"),
    ("yesterday", "22 00:00", "23 00:00"),
    ("ayer", "22 00:00", "23 00:00"),
    ("anteayer", "21 00:00", "22 00:00"),
    ("this morning", "23 00:00", "23 11:00"),
    ("hoy en la mañana a las 8:30", "23 08:15", "23 08:45"),
    ("5 pm", "22 16:30", "22 17:30"),
    ("at 3 in the morning", "23 02:30", "23 03:30"),
    ("a las 3 de la tarde", "22 14:30", "22 15:30"),
    ("mile 12 at 5 pm yesterday", "22 16:30", "22 17:30"),
    ("around 10", "23 09:15", "23 10:45"),
    ("12:30 am", "23 00:15", "23 00:45"),
    ("14:30", "22 14:15", "22 14:45"),
    ("0300 hours", "23 02:45", "23 03:15"),
    ("noon", "22 11:30", "22 12:30"),
    ("11/22", "22 00:00", "23 00:00"),
    ("22/11", "22 00:00", "23 00:00"),
    ("11/22 at 9pm", "22 20:30", "22 21:30"),
    ("2026-11-20", "20 00:00", "21 00:00"),
    ("November 20th around 6 pm", "20 17:15", "20 18:45"),
    ("22 de noviembre", "22 00:00", "23 00:00"),
    ("last Friday night", "20 18:00", "21 06:00"),
    ("el sábado", "21 00:00", "22 00:00"),
    ("last nite round 1130pm", "22 22:45", "23 00:15"),
    ("yesterday abt 3pm", "22 14:15", "22 15:45"),
    ("1130 pm", "22 23:15", "22 23:45"),
    ("knocked on my door at 3am", "23 02:30", "23 03:30"),
    ("last week", "13 00:00", "23 00:00"),
)


def test_the_end_of_a_sentence_is_no_part_of_the_time() -> None:
    found = find_when("white van, last night at 11pm. gone now", now=NOW, offsets=CENTRAL)
    assert found is not None
    assert found[0].words == "last night at 11pm"


@pytest.mark.parametrize(("words", "earliest", "latest"), SAID)
def test_a_time_is_read_as_a_window(words: str, earliest: str, latest: str) -> None:
    observed = read_when(words, now=NOW, offsets=CENTRAL)
    assert observed.words == words
    assert observed.earliest is not None
    assert observed.latest is not None
    local = [(moment + CENTRAL[0]).strftime("%d %H:%M") for moment in (observed.earliest, observed.latest)]
    assert local == [earliest, latest]


@pytest.mark.parametrize("words", ["exit 272", "in the lot", "2/30", "I don't know", "", "no sé", "tomorrow"])
def test_what_is_no_time_keeps_its_words_and_has_no_window(words: str) -> None:
    observed = read_when(words, now=NOW, offsets=CENTRAL)
    assert (observed.words, observed.earliest, observed.latest) == (words, None, None)


@pytest.mark.parametrize(
    "words", ["I-80 mile 10", "exit 5", "pump 12", "room 9 at the motel", "two girls", "call 308-555-0142", "on 80"]
)
def test_other_numbers_in_free_text_are_no_times(words: str) -> None:
    assert find_when(words, now=NOW, offsets=CENTRAL) is None


def test_an_unknown_zone_widens_a_time_of_day_and_leaves_a_span_narrow() -> None:
    evening, ago = read_when("yesterday at 5 pm", now=NOW), read_when("20 minutes ago", now=NOW)
    assert evening.earliest is not None
    assert evening.latest is not None
    assert ago.earliest is not None
    assert ago.latest is not None
    assert evening.latest - evening.earliest == timedelta(hours=8, minutes=30)
    assert ago.latest - ago.earliest == timedelta(minutes=10)


def test_nothing_was_seen_in_the_future() -> None:
    observed = read_when("today", now=NOW, offsets=CENTRAL)
    assert observed.latest == NOW
    assert read_when("tonight", now=NOW, offsets=CENTRAL).earliest is None


def test_the_found_words_are_a_part_of_the_text() -> None:
    text = "girl at the pump, saw it anoche como a las 11, black van"
    found = find_when(text, now=NOW, offsets=CENTRAL)
    assert found is not None
    assert found[0].words == "anoche como a las 11"
    assert text[slice(*found[1])].strip() == found[0].words


def test_a_state_with_two_zones_gives_both() -> None:
    assert offsets_of({"America/Chicago", "America/Denver"}, NOW) == (timedelta(hours=-7), timedelta(hours=-6))
    assert offsets_of((), NOW) == ANYWHERE
    assert offsets_of({"No/Such"}, NOW) == ANYWHERE
