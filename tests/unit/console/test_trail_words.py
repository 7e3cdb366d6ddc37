"""What the events of the trail say: every action that the house records has its sentence, and quotes nothing else."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from console.trail_words import COLUMNS, SAID, exported, facts, in_words, who
from store.trail import TrailEvent

ROOT = Path(__file__).parents[3]
ANNA = UUID(int=7)
RECORDERS = {"record", "_record", "change", "_give", "_tell"}


def event(action: str, **details: object) -> TrailEvent:
    return TrailEvent(
        id=1,
        chain="agency:x",
        seq=1,
        at=datetime(2026, 11, 24, tzinfo=UTC),
        actor=f"account:{ANNA}",
        action=action,
        details=details,
        mac=b"",
    )


def recorded() -> Iterator[tuple[str, str]]:
    """Every action that is written out in the code that records, with its file."""
    for path in (*(ROOT / "store").glob("*.py"), *(ROOT / "console").rglob("*.py"), *(ROOT / "worker").glob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in RECORDERS:
                for given in (*call.args, *(one.value for one in call.keywords if one.arg == "action")):
                    yield from ((path.name, word) for word in _words(given))


def _words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_action_that_is_recorded_has_its_sentence() -> None:
    found = set(recorded())
    assert len(found) > 25, "they are found"
    assert {word for _, word in found} - set(SAID) == set()


def test_a_sentence_names_people_and_values_in_words() -> None:
    names = {ANNA: "Invented Anna"}
    assert who(f"account:{ANNA}", names) == "Invented Anna"
    assert who("bot", {}) == "The bot"
    assert in_words("role-changed", {"account": str(ANNA), "from": "analyst", "to": "auditor"}, names) == (
        "Changed the role of Invented Anna from Analyst to Auditor"
    )
    assert in_words("moved", {"from": "new", "to": "in-review"}, {}) == "Changed the status from New to In review"


def test_what_the_sentence_does_not_say_stands_beside_it() -> None:
    found = dict(facts(event("moved", **{"from": "new", "to": "closed", "disposition": "spam", "version": 3}), {}))
    assert found == {"disposition": "Spam"}
    assert dict(facts(event("searched", kinds=["plate", "word"], found=2, more=False), {})) == {
        "kinds": "plate, word",
        "found": "2",
        "more": "no",
    }


@pytest.mark.parametrize("word", ["{0.__class__}", "{account.__init__}", "{}", "{", "%s", "<b>"])
def test_details_are_put_in_as_they_are_and_never_read_as_a_pattern(word: str) -> None:
    assert word in in_words("proposed", {"what": word}, {})
    assert in_words(word, {"what": word}, {}) == word.replace("-", " ").capitalize()


def test_an_action_or_an_account_of_another_time_still_says_something() -> None:
    assert in_words("thawed-out", {}, {}) == "Thawed out"
    assert who(f"account:{uuid4()}", {}).startswith("account ")
    assert in_words("role-changed", {}, {}).startswith("Changed the role of")


def test_an_exported_line_fits_its_columns() -> None:
    assert len(exported(event("signed-in"), {})) == len(COLUMNS)
