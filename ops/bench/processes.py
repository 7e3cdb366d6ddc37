"""Processes of the bench: started in a session of their own, watched through /proc, ended by their own id."""

import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

GRACE = 10.0
"""Seconds that a process has to end by itself before it is killed."""


class ProcessEndedError(Exception):
    """A process of the bench ended by itself. The message holds the last lines of its log."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """A process that the bench started, and the file that it logs to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def pid(self) -> int:
        """The process id, which is also its session's."""
        return self.process.pid

    def check(self) -> None:
        """Raise ProcessEndedError if the process is gone."""
        if self.process.poll() is not None:
            raise ProcessEndedError(f"{self.name} ended with {self.process.returncode}:\n{self.last_words()}")

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def kill(self) -> None:
        """End it at once: what it would do on the way out is of no use to anybody."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and make it end when it does not."""
        if self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.kill()


def start(name: str, command: Sequence[str], *, folder: Path, env: Mapping[str, str]) -> Started:
    """Start a process. Its output goes to `<folder>/<name>.log`; `env` is added to ours."""
    log = folder / f"{name}.log"
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 our own commands
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **env},
            start_new_session=True,
        )  # fmt: skip
    return Started(name=name, process=process, log=log)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def cpu_seconds(root: int) -> float:
    """CPU time of a process and all its descendants, those that have ended and been waited for included."""
    total = 0.0
    for process in _tree(root):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def resident_megabytes(root: int) -> float:
    """Resident memory of a process and its descendants."""
    return sum(_memory(process, "rss") for process in _tree(root))


def own_megabytes(root: int) -> float:
    """Memory of a process tree in which what the processes share is counted once: a database shares much."""
    return sum(_memory(process, "pss") for process in _tree(root))


def _memory(process: psutil.Process, kind: str) -> float:
    try:
        with process.oneshot():
            info = process.memory_info() if kind == "rss" else process.memory_full_info()
        return float(getattr(info, kind)) / 2**20
    except psutil.NoSuchProcess:
        return 0.0


def _tree(root: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(root)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
