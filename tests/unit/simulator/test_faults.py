"""Faults strike the calls they name, as often as they say; flood limits answer with retry_after."""

import pytest

from simulator.errors import ApiError, ScriptError
from simulator.faults import Faults, Flood


def test_a_rule_strikes_its_method_and_chat_as_often_as_it_says() -> None:
    faults = Faults()
    faults.add({"method": "sendMessage", "chat": 7, "skip": 1, "times": 2, "status": 502})
    struck = [faults.strike("sendmessage", chat) is not None for chat in ("7", "8", "7", "7", "7")]
    assert struck == [False, False, True, True, False]
    assert faults.strike("getfile", "7") is None


def test_a_rule_with_a_rate_strikes_about_that_often() -> None:
    faults = Faults()
    faults.add({"rate": 0.25, "status": 500})
    assert 180 < sum(faults.strike("getme", "") is not None for _ in range(1000)) < 320


def test_retry_after_makes_a_429() -> None:
    error = Faults().add({"retry_after": 7}).error()
    assert error is not None
    assert (error.status, error.parameters) == (429, {"retry_after": 7})


def test_a_mistyped_fault_is_refused() -> None:
    with pytest.raises(ScriptError, match="not a fault"):
        Faults().add({"methd": "x"})
    with pytest.raises(ScriptError, match="drop"):
        Faults().add({"drop": "sideways"})


def test_a_chat_may_have_a_short_burst_and_then_one_message_a_second() -> None:
    flood = Flood(per_chat=1, burst=3)
    for _ in range(3):
        flood.check("sendmessage", "7")
    flood.check("sendmessage", "8")
    flood.check("getfile", "7")
    with pytest.raises(ApiError) as caught:
        flood.check("editmessagetext", "7")
    assert caught.value.parameters == {"retry_after": 1}


def test_all_chats_together_have_a_limit() -> None:
    flood = Flood(overall=30)
    for chat in range(30):
        flood.check("sendmessage", str(chat))
    with pytest.raises(ApiError, match="retry after 1"):
        flood.check("sendmessage", "31")
