"""The console's bench runs from end to end in its short form. Only counts are asserted: times depend on the machine."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_bench_asks_for_every_page_and_every_console_hears_of_every_tip(tmp_path: Path) -> None:
    found = tmp_path / "desk.json"
    ran = subprocess.run(  # noqa: S603 our own module
        [sys.executable, "-m", "ops.bench.desk", "--short", "--json", str(found)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    results = json.loads(found.read_text())["results"]
    assert set(results["pages"]) == {"1000", "20000"}
    for pages in results["pages"].values():
        assert set(pages) == {"queue page", "search", "tip page"}
        for one in pages.values():
            assert one["asked"] > 0
            assert one["empty"] == 0
    news = results["news"]
    assert (news["consoles"], news["missed"]) == (20, 0)
    assert news["with_consoles_mb"] > 0
