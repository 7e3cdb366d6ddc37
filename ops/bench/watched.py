"""Runs the bot with a profiler at hand: SIGUSR1 starts it, SIGUSR2 stops it and writes what it found to the file named.

`python -m ops.bench.watched FILE MODULE`. Until the first signal it costs nothing.
"""

import cProfile
import runpy
import signal
import sys
from pathlib import Path
from types import FrameType


def main(file: Path, module: str) -> None:
    """Run the module as if it had been started by itself."""
    profile = cProfile.Profile()

    def begin(_: int, __: FrameType | None) -> None:
        profile.enable()

    def end(_: int, __: FrameType | None) -> None:
        profile.disable()
        unfinished = file.with_suffix(".part")
        profile.dump_stats(unfinished)
        unfinished.replace(file)  # whoever waits for the file finds it whole

    signal.signal(signal.SIGUSR1, begin)
    signal.signal(signal.SIGUSR2, end)
    sys.argv = [module]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
