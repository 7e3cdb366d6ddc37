"""Memory of the bot and of its store after so many reporters have each told a first story and left it there."""

from collections.abc import Sequence
from dataclasses import dataclass

from ops.bench.processes import own_megabytes, resident_megabytes
from ops.bench.script import STORY, Say
from ops.bench.stage import Stage

AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Megabytes after each count of reporters; what one more reporter costs the bot between the last two counts."""

    reporters: tuple[int, ...]
    bot: tuple[float, ...]
    store: tuple[float, ...]
    kilobytes_per_reporter: float
    sent: int
    answered: int
    confirmed: int


def measure_memory(stage: Stage, *, reporters: Sequence[int]) -> Memory:
    """Let reporters come, fifty at a time; each is left with an open draft. The stage should have lifted the pacing."""
    bot: list[float] = []
    store: list[float] = []
    sent = answered = 0
    confirmed_before = stage.simulator.confirmed
    for wanted in reporters:
        while sent < wanted:
            crowd = stage.phones(min(AT_ONCE, wanted - sent), (Say(STORY),))
            crowd.send_once()
            crowd.settle()
            crowd.await_confirmed()
            sent, answered = sent + crowd.sent, answered + crowd.answered
        bot.append(resident_megabytes(stage.bot.pid))
        store.append(own_megabytes(stage.store.pid) if stage.store.pid else 0.0)
    return Memory(
        reporters=tuple(reporters),
        bot=tuple(bot),
        store=tuple(store),
        kilobytes_per_reporter=1024 * (bot[-1] - bot[-2]) / (reporters[-1] - reporters[-2]),
        sent=sent,
        answered=answered,
        confirmed=stage.simulator.confirmed - confirmed_before,
    )
