"""CPU for each handled message, and messages a second, with every phone tapping as fast as its card changes."""

import time
from dataclasses import dataclass

from ops.bench.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Cost:
    """`busy` is the share of one core that the bot used: near 1, the bot itself is what could go no faster.

    `finished` counts whole reports, from the first word to the receipt.
    """

    cpu_ms: float
    store_ms: float
    both_ms: float
    per_second: float
    busy: float
    simulator_busy: float
    finished: int
    sent: int
    answered: int
    confirmed: int


def measure_cost(stage: Stage, *, phones: int, warm_up: int, seconds: float) -> Cost:
    """Saturate the bot. The stage should have lifted Highbeam's own pacing; `warm_up` messages do not count."""
    crowd = stage.phones(phones)
    crowd.run(lambda crowd: crowd.answered >= warm_up)
    before, begun, answered = stage.meter(), time.monotonic(), crowd.answered
    crowd.run(lambda _: time.monotonic() - begun >= seconds)
    took, used, handled = time.monotonic() - begun, stage.meter().since(before), crowd.answered - answered
    crowd.await_confirmed()
    return Cost(
        cpu_ms=1000 * used.bot / handled,
        store_ms=1000 * used.store / handled,
        both_ms=1000 * (used.bot + used.store) / handled,
        per_second=handled / took,
        busy=used.bot / took,
        simulator_busy=used.simulator / took,
        finished=crowd.finished,
        sent=crowd.sent,
        answered=crowd.answered,
        confirmed=crowd.confirmed,
    )
