"""What the bench makes of its measurements."""

import cProfile
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from ops.bench.burst import Burst
from ops.bench.cost import Cost
from ops.bench.figures import percentile
from ops.bench.latency import Latency
from ops.bench.loading import Loading
from ops.bench.memory import Memory
from ops.bench.peers.questions import QUESTIONS, card_rows, card_text, chosen
from ops.bench.report import show, write_json, write_page
from ops.bench.results import OURS, PEERS, Results, goals, rows
from ops.bench.script import Say, Tap, highbeam_script, peer_script
from ops.bench.spending import shares

BOTS = (OURS, *PEERS)


def make_cost(cpu_ms: float) -> Cost:
    return Cost(
        cpu_ms=cpu_ms,
        store_ms=0.5,
        both_ms=cpu_ms + 0.5,
        per_second=1000 / cpu_ms,
        busy=1.0,
        simulator_busy=0.5,
        finished=4,
        sent=100,
        answered=100,
        confirmed=100,
    )


def make_results(*, cpu_ms: float = 1.0, within: float = 1.0, p95: float = 0.5, stored: int = 1000) -> Results:
    """Peers cost 2 ms, answer in time, and grow by 8 KB a reporter; Highbeam as told."""
    return Results(
        cost={bot: [make_cost(cpu_ms if bot == OURS else 2.0)] * 3 for bot in BOTS},
        latency={
            bot: [Latency(median_ms=5, p95_ms=20, within=within, sent=90, answered=90, confirmed=90)] * 3
            for bot in BOTS
        },
        burst={bot: [Burst(p95_seconds=p95, all_seconds=p95, sent=1000, stored=stored)] * 3 for bot in BOTS},
        stories={bot: [Burst(p95_seconds=3.0, all_seconds=3.0, sent=1000, stored=1000)] for bot in BOTS},
        memory={bot: make_memory(0.0 if bot == OURS else 8.0) for bot in BOTS},
        spending={"dialogue": 0.6, "psycopg": 0.397, "rare": 0.003},
    )


def make_memory(kilobytes: float) -> Memory:
    bot = (50.0, 50.0, 50.0 + 4000 * kilobytes / 1024)
    return Memory(
        reporters=(100, 1000, 5000),
        bot=bot,
        store=(10.0, 10.0, 10.0),
        kilobytes_per_reporter=kilobytes,
        sent=5000,
        answered=5000,
        confirmed=5000,
    )


def met(results: Results) -> list[bool]:
    return [goal.met for goal in goals(results)]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5.0], 95) == 5
    assert percentile([3.0, 1.0, 2.0, 4.0], 50) == 2
    assert percentile([float(number) for number in range(1, 101)], 95) == 95


def test_all_goals_are_met_by_a_cheap_prompt_and_flat_bot() -> None:
    assert met(make_results()) == [True, True, True, True]


@pytest.mark.parametrize(
    ("results", "missed"),
    [
        (make_results(cpu_ms=2.1), 0),
        (make_results(p95=1.01), 2),
        (make_results(stored=999), 2),
        (make_results(within=0.94), 3),
    ],
)
def test_each_goal_can_be_missed(results: Results, missed: int) -> None:
    assert met(results) == [number != missed for number in range(4)]


@pytest.mark.parametrize(("seconds", "megabytes", "reached"), [(0.49, 59, True), (0.5, 59, False), (0.49, 60, False)])
def test_content_that_loads_slowly_or_takes_much_memory_misses_its_goal(
    seconds: float, megabytes: float, reached: bool
) -> None:
    results = make_results()
    results.loading = Loading(seconds=seconds, megabytes=megabytes, signs=9, lessons_and_scenes=3, languages=2)
    assert met(results) == [True, True, True, True, reached]
    assert "9 signs, 3 lessons and scenes, 2 languages" in goals(results)[-1].found


def test_a_bot_that_grows_with_its_reporters_misses_the_goal() -> None:
    results = make_results()
    results.memory[OURS] = make_memory(0.3)
    assert met(results) == [True, False, True, True]


def test_a_ratio_is_highbeam_over_the_peer_and_absent_where_a_peer_has_no_store() -> None:
    results = make_results(cpu_ms=1.5)
    table = {row.label: row for row in rows(results)}
    assert table["CPU a message, bot"].ratios(PEERS[0]) == [0.75] * 3
    results.cost[PEERS[0]] = [replace(make_cost(2.0), store_ms=0.0)] * 3
    assert {row.label: row for row in rows(results)}["CPU a message, its store"].ratios(PEERS[0]) == []


def test_the_table_the_page_and_the_json_hold_every_row(tmp_path: Path) -> None:
    results = make_results()
    console = Console(width=200, record=True, file=io.StringIO())
    show(console, results)
    write_page(results, tmp_path / "page.md")
    write_json(results, tmp_path / "deep" / "bench.json")
    shown, page = console.export_text(), (tmp_path / "page.md").read_text()
    kept = json.loads((tmp_path / "deep" / "bench.json").read_text())
    for row in rows(results):
        assert row.label in shown
        assert row.label in page
    assert [line["label"] for line in kept["table"]] == [row.label for row in rows(results)]
    assert "dialogue 60%, psycopg 40%, others 0%" in page


def test_a_trial_run_judges_nothing() -> None:
    shown = {}
    for trial in (False, True):
        console = Console(width=200, record=True, file=io.StringIO())
        show(console, make_results(), trial=trial)
        shown[trial] = console.export_text()
    assert goals(make_results())[0].text in shown[False]
    assert goals(make_results())[0].text not in shown[True]
    assert "trial" in shown[True]


def test_a_peer_is_asked_the_same_kinds_of_steps_in_the_same_order_as_highbeam() -> None:
    assert [type(step) for step in peer_script()] == [type(step) for step in highbeam_script()]
    assert {Say, Tap} == {type(step) for step in peer_script()}


def test_every_option_of_a_peer_is_a_button_that_means_it() -> None:
    for index, question in enumerate(QUESTIONS):
        buttons = {label: data for row in card_rows(index) for label, data in row}
        for option in question.options:
            assert chosen(buttons[option], index) == option
        assert chosen(f"{index + 1}.0", index) is None
        assert question.title in card_text(index, {}).replace("&#x27;", "'")


def test_a_card_of_a_peer_escapes_what_the_reporter_wrote() -> None:
    assert "&lt;b&gt;" in card_text(3, {"look": "<b>a girl in a gray hoodie"})


def test_the_shares_of_a_profile_add_up_and_built_ins_count_for_their_callers(tmp_path: Path) -> None:
    profile = cProfile.Profile()
    profile.runcall(json.dumps, [list(range(1000))] * 50)
    profile.dump_stats(tmp_path / "profile")
    found = shares(tmp_path / "profile")
    assert sum(found.values()) == pytest.approx(1)
    assert found["JSON and Pydantic"] > 0.9
