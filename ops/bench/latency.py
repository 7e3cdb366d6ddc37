"""How soon a reply leaves, at the pace that Telegram allows one bot: 30 messages a second over all chats."""

from dataclasses import dataclass

from ops.bench.figures import percentile
from ops.bench.stage import Stage

TELEGRAM_RATE = 30.0
WANTED_MS = 50.0
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, kw_only=True)
class Latency:
    """Milliseconds from the update being there for the bot to its first call that changes that reporter's card."""

    median_ms: float
    p95_ms: float
    within: float
    sent: int
    answered: int
    confirmed: int


def measure_latency(stage: Stage, *, seconds: float) -> Latency:
    """Thirty reporters, one step a second each, evenly spread. Every bot keeps the pace that it has by itself."""
    phones = stage.phones(int(TELEGRAM_RATE))
    phones.pace(TELEGRAM_RATE, WARM_UP_SECONDS)
    counted = phones.answered
    phones.pace(TELEGRAM_RATE, seconds)
    phones.await_confirmed()
    waits = [1000 * wait for wait in phones.waited[counted:]]
    return Latency(
        median_ms=percentile(waits, 50),
        p95_ms=percentile(waits, 95),
        within=sum(wait <= WANTED_MS for wait in waits) / len(waits),
        sent=phones.sent,
        answered=phones.answered,
        confirmed=phones.confirmed,
    )
