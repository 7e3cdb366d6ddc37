"""Pacing with a given clock: bursts, the rate in all, one chat's pause, and a memory that does not grow."""

from bot.pacing import SWEEP_ABOVE, Pacing


def test_a_chat_gets_a_short_burst_and_then_one_message_a_second() -> None:
    pacing = Pacing(rate=1000, per_chat=1, burst=3)
    for _ in range(3):
        assert pacing.chat_delay(7, 100.0) == 0
        pacing.take(7, 100.0)
    assert pacing.chat_delay(7, 100.0) == 1.0
    assert pacing.chat_delay(7, 100.75) == 0.25
    assert pacing.chat_delay(7, 101.0) == 0


def test_one_chat_does_not_hold_up_another() -> None:
    pacing = Pacing(rate=1000, burst=1)
    pacing.take(1, 5.0)
    assert pacing.chat_delay(1, 5.0) == 1.0
    assert pacing.chat_delay(2, 5.0) == 0


def test_all_chats_together_keep_the_rate() -> None:
    pacing = Pacing(rate=30)
    delays = [pacing.take(chat, 50.0) for chat in range(90)]
    assert max(delays[:31]) < 1e-9, "a second's worth goes at once"
    assert abs(delays[-1] - 59 / 30) < 1e-6
    assert delays == sorted(delays)
    assert abs(pacing.backlog(50.0) - 2.0) < 1e-6
    assert pacing.backlog(60.0) == 0


def test_a_steady_rate_never_waits() -> None:
    pacing = Pacing(rate=30)
    assert all(pacing.take(tick, 10 + tick / 30) < 1e-9 for tick in range(3000))


def test_a_pause_concerns_one_chat_only() -> None:
    pacing = Pacing(rate=30)
    pacing.pause(1, 20.0)
    assert pacing.chat_delay(1, 12.0) == 8.0
    assert pacing.chat_delay(2, 12.0) == 0
    assert pacing.chat_delay(1, 20.5) == 0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    pacing = Pacing(rate=30)
    pacing.pause(1, 60.0)
    pacing.pause(1, 20.0)
    assert pacing.chat_delay(1, 30.0) == 30.0


def test_chats_that_may_talk_freely_are_forgotten() -> None:
    pacing = Pacing(rate=1_000_000)
    for chat in range(20 * SWEEP_ABOVE):
        pacing.take(chat, chat / 100)
    assert len(pacing) <= SWEEP_ABOVE + 1
