"""What may happen to a tip, and how long it is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from tips.errors import MoveNotAllowed
from tips.lifecycle import MOVES, TipStatus, may_move, move
from tips.retention import CLOSED_TIPS_KEPT, may_purge

CLOSED = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_new_tip_is_reviewed_before_action_is_taken() -> None:
    assert not may_move(TipStatus.NEW, TipStatus.ACTION_TAKEN)
    assert move(move(TipStatus.NEW, TipStatus.IN_REVIEW), TipStatus.ACTION_TAKEN) is TipStatus.ACTION_TAKEN


def test_a_move_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(MoveNotAllowed):
        move(TipStatus.CLOSED, TipStatus.NEW)


def test_every_status_leads_somewhere_and_none_to_itself() -> None:
    assert set(MOVES) == set(TipStatus)
    assert all(then and now not in then for now, then in MOVES.items())


def test_every_tip_can_be_closed() -> None:
    assert all(may_move(status, TipStatus.CLOSED) for status in TipStatus if status is not TipStatus.CLOSED)


def test_a_closed_tip_is_purged_on_its_date_and_not_before() -> None:
    due = CLOSED + CLOSED_TIPS_KEPT
    assert may_purge(CLOSED, held=False, now=due)
    assert not may_purge(CLOSED, held=False, now=due - timedelta(seconds=1))


def test_a_legal_hold_and_an_open_tip_are_never_purged() -> None:
    long_after = CLOSED + 10 * CLOSED_TIPS_KEPT
    assert not may_purge(CLOSED, held=True, now=long_after)
    assert not may_purge(None, held=False, now=long_after)
