"""Nothing that stands in the queue acts in a terminal: no escape, no turned-around text, no markup."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from rich.console import Console

from indicators.catalog import load_catalog
from ops.queue import _entry, _table
from store.lines import Line
from store.tips import QueueRow

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
EVIL = "\x1b]0;gotcha\x07\x1b[2J\u202eenod\u200b[bold red on red][link=https://evil.example]x[/link]\r\x9b31m"

ROW = QueueRow(
    id=UUID(int=1), code="2345-6789", status="new", priority="high", reasons=({"key": EVIL},), indicators=(EVIL,),
    setting=EVIL, kind=None, minors="no", still_there=None, county=EVIL, state=EVIL, observed_from=None,
    observed_to=None, reported_at=NOW, changed_at=NOW, additions=0, files=0,
    assessment={"readings": [{"ilo_list": EVIL, "dimensions": [], "legal": False, "strict": False}]},
)  # fmt: skip
LINE = Line(
    id=ROW.id, code=ROW.code, row_version=1, status=ROW.status, priority=ROW.priority, reasons=ROW.reasons,
    indicators=ROW.indicators, setting=EVIL, kind=None, minors="no", still_there=None, town=EVIL, county=EVIL,
    state=EVIL, observed_from=None, observed_to=None, reported_at=NOW, changed_at=NOW, look_by=NOW, first_look_at=None,
    claimed_by=None, claim_until=None, unread=0, corroborated=0, additions=0, files=0, held=False, disposition=None,
    trained="none", trained_on=None, usefulness="new",
)  # fmt: skip


def printed(row: QueueRow, line: Line) -> str:
    """What a color terminal would get."""
    console = Console(force_terminal=True, width=400, color_system="truecolor", legacy_windows=False)
    with console.capture() as capture:
        console.print(_table([line], load_catalog(), NOW))
        console.print(_entry(row, load_catalog(), NOW))
    return capture.get()


def test_a_row_of_the_queue_only_shows() -> None:
    shown = printed(ROW, LINE)
    for acting in ("\x1b]", "\x1b[2J", "\x07", "\u202e", "\u200b", "\x9b", "\r"):
        assert acting not in shown
    assert "[bold red on red][link=https://evil.example]x[/link]" in shown, "markup is shown, not followed"


def test_what_stands_in_other_columns_only_shows_too() -> None:
    shown = printed(
        replace(ROW, code=EVIL, status=EVIL, priority=EVIL), replace(LINE, code=EVIL, status=EVIL, priority=EVIL)
    )
    assert "\x1b]" not in shown
    assert "\u202e" not in shown
