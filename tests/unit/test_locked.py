"""What an image installs is enough: our programs import with nothing but what `requirements/run.txt` locks."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

WITHOUT_THE_REST = """
import importlib.abc, importlib.metadata, re, sys
from pathlib import Path

def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()

locked = {plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", Path(sys.argv[1]).read_text(), re.MULTILINE)}
owners = importlib.metadata.packages_distributions()

class OnlyWhatIsLocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in owners and not any(plain(owner) in locked | {"highbeam"} for owner in owners[top]):
            raise ModuleNotFoundError(f"{name} is not in the locked file", name=name)

sys.meta_path.insert(0, OnlyWhatIsLocked())
for program in sys.argv[2:]:
    __import__(program)
"""
"""Runs in a process of its own, which has nothing imported yet."""


def import_all(locked: Path, *programs: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WITHOUT_THE_REST, str(locked), *programs]
    return subprocess.run(  # noqa: S603 - our own words
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_every_program_imports_with_what_the_image_installs() -> None:
    done = import_all(ROOT / "requirements" / "run.txt", "ops.cli", "bot.app", "console.app", "worker.app")
    assert done.returncode == 0, done.stderr


def test_a_package_that_is_not_locked_is_missed(tmp_path: Path) -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text()
    (tmp_path / "run.txt").write_text(locked.replace("greenlet==", "something-else=="))
    done = import_all(tmp_path / "run.txt", "ops.cli")
    assert done.returncode != 0
    assert "greenlet" in done.stderr
