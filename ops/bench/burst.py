"""A thousand reporters who all send their first message in the same moment: how soon is every one of them stored?"""

import time
from dataclasses import dataclass

from ops.bench.contenders import Contender
from ops.bench.figures import percentile
from ops.bench.script import FIRST_WORDS, Say
from ops.bench.stage import open_stage


@dataclass(frozen=True, kw_only=True)
class Burst:
    """Seconds from the burst to a message being confirmed, which Highbeam does once it is stored and the peers before
    they look at it; and to the card that answers it, which Telegram's pace delays in a bot that heeds it."""

    p95_seconds: float
    all_seconds: float
    answered_seconds: float
    sent: int
    answered: int
    confirmed: int


def measure_burst(contender: Contender, *, messages: int) -> Burst:
    """Send them all in one request to the simulator, and watch the count of confirmed ones."""
    with open_stage(contender) as stage:
        phones = stage.phones(messages, (Say(FIRST_WORDS),))
        begun = time.monotonic()
        phones.send_once()
        times: list[float] = []
        while len(times) < messages:
            phones.look()
            times += [time.monotonic() - begun] * (phones.confirmed - len(times))
        phones.settle()
        return Burst(
            p95_seconds=percentile(times, 95),
            all_seconds=times[-1],
            answered_seconds=time.monotonic() - begun,
            sent=phones.sent,
            answered=phones.answered,
            confirmed=phones.confirmed,
        )
