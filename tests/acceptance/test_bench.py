"""The bench runs from end to end in its short form. Only counts are asserted: times depend on the machine."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BOTS = ("Highbeam", "python-telegram-bot", "aiogram")


def test_the_bench_measures_all_three_bots_and_loses_no_message(tmp_path: Path) -> None:
    found = tmp_path / "bench.json"
    ran = subprocess.run(  # noqa: S603 our own module
        [sys.executable, "-m", "ops.bench", "--short", "--json", str(found)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    kept = json.loads(found.read_text())
    results = kept["results"]
    for bot in BOTS:
        for one in (*results["cost"][bot], *results["latency"][bot], results["memory"][bot]):
            assert one["sent"] > 0
            assert one["sent"] == one["answered"] == one["confirmed"]
        for burst in (*results["burst"][bot], *results["stories"][bot]):
            assert burst["sent"] == burst["stored"] > 0
    for row in kept["table"]:
        assert set(row["median"]) == set(BOTS)
    assert len(kept["goals"]) == 5
    loading = results["loading"]
    assert (loading["signs"], loading["languages"]) == (89, 6)
    assert loading["seconds"] > 0 < loading["megabytes"] < 60
    assert results["spending"]
