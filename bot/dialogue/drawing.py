"""Draws the dialogue from its table, for `docs/dialogue.mmd`: `python -m bot.dialogue.drawing` writes it."""

from pathlib import Path

from bot.dialogue.events import Tapped
from bot.dialogue.states import ORDER, REPORT, TRANSITIONS, State, Under

FILE = Path(__file__).parents[2] / "docs" / "dialogue.mmd"

_HEAD = """\
%% Made from bot/dialogue/states.py by `make docs`. Do not edit.
%% Arrows are what buttons lead to. A question goes on to the next one that is open (drawn: the next one) and back to
%% any before it. On every screen: the emergency card; news and "go on?" may be laid over it; commands work; words,
%% files and pins are taken. "under" is the screen that lies below.
stateDiagram-v2
    [*] --> welcome
"""


def drawing() -> str:
    """The whole table as a Mermaid diagram."""
    lines = [f'    state "{state.value}" as {_name(state)}' for state in State if _name(state) != state.value]
    for state in State:
        lines.extend(_arrows(state))
    return _HEAD + "\n".join(lines) + "\n"


def _arrows(state: State) -> list[str]:
    targets = TRANSITIONS[state][Tapped] - {state, State.EMERGENCY, State.NOTICE, State.RESUME}
    if state in REPORT:
        targets = _near(state, targets)
    elif targets >= frozenset(ORDER):
        targets = (targets - frozenset(ORDER)) | {ORDER[0]}
    names = sorted("under" if isinstance(target, Under) else _name(target) for target in targets)
    return [f"    {_name(state)} --> {name}" for name in names]


def _near(state: State, targets: frozenset[State | Under]) -> frozenset[State | Under]:
    """Of the questions a question leads to, the next and the one before; the review and stop are said in the head."""
    if state not in ORDER:
        return targets - (frozenset(ORDER) - {State.SAFETY, State.WHERE, State.SIGNS, State.DANGER})
    at = ORDER.index(state)
    near = {*ORDER[max(0, at - 1) : at], *ORDER[at + 1 : at + 2]}
    return targets - (frozenset(ORDER) - near)


def _name(state: State) -> str:
    return state.value.replace("-", "_")


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(drawing(), encoding="utf-8")
