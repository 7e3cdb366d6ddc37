"""Loading all content as the bot does at its start: how long it takes, and how much memory it takes for good.

`python -m ops.bench.loading` measures it once, in a process of its own: what was loaded before would not count again.
"""

import gc
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median

import psutil

SECONDS, MEGABYTES = 0.5, 60.0
TIMES = 5


@dataclass(frozen=True, kw_only=True)
class Loading:
    """Seconds and megabytes beyond a Python that has imported the same, and how much was loaded."""

    seconds: float
    megabytes: float
    signs: int
    lessons_and_scenes: int
    languages: int


def measure_loading(times: int = TIMES) -> Loading:
    """The median of several processes by time, and of them the one that took most memory."""
    found = [_in_a_process() for _ in range(times)]
    seconds, megabytes = median(one.seconds for one in found), max(one.megabytes for one in found)
    return Loading(**asdict(found[0]) | {"seconds": seconds, "megabytes": megabytes})


def _in_a_process() -> Loading:
    ran = subprocess.run([sys.executable, "-m", "ops.bench.loading"], check=True, capture_output=True, text=True)
    return Loading(**json.loads(ran.stdout))


def _measure() -> Loading:
    import numpy  # noqa: F401 -- the libraries that loading imports
    import shapely  # noqa: F401

    from bot.talk import Talk
    from indicators.drawing import names
    from indicators.questions import load_questions

    gc.collect()
    process = psutil.Process()
    before, begun = process.memory_info().rss, time.perf_counter()
    talk = Talk.load()
    drawn, questions = names(), load_questions()
    took = time.perf_counter() - begun
    grown = (process.memory_info().rss - before) / 1e6
    units = {unit.id for course in talk.courses.courses.values() for unit in course.units}
    if not (drawn and questions):
        raise RuntimeError("nothing was loaded")
    return Loading(
        seconds=took,
        megabytes=grown,
        signs=len(talk.catalog),
        lessons_and_scenes=len(units),
        languages=len(talk.languages),
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_measure())) + "\n")
