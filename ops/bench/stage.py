"""One bot on its stage: a simulator, the bot's own store, the bot, and the meters on them. All fresh, all private."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ops.bench.contenders import Contender, Store
from ops.bench.load import Phones
from ops.bench.processes import Started, cpu_seconds
from ops.bench.script import Say, Script, highbeam_script, peer_script
from ops.bench.simulated import Simulator

FIRST_CHAT = 100_000


@dataclass(frozen=True, kw_only=True)
class Meter:
    """CPU seconds used so far by the bot, by its store and by the simulator."""

    bot: float
    store: float
    simulator: float

    def since(self, earlier: "Meter") -> "Meter":
        """What was used since then."""
        return Meter(
            bot=self.bot - earlier.bot,
            store=self.store - earlier.store,
            simulator=self.simulator - earlier.simulator,
        )


@dataclass(kw_only=True)
class Stage:
    """A running bot and its phones. Chat ids are never used twice."""

    contender: Contender
    folder: Path
    simulator: Simulator
    store: Store
    bot: Started
    _next_chat: int = field(default=FIRST_CHAT)

    def phones(self, count: int, script: Script | None = None, *, spread: bool = False) -> Phones:
        """New reporters; without a script they tell the whole report. `spread` starts them all over the script."""
        first, self._next_chat = self._next_chat, self._next_chat + count
        told = script or (highbeam_script() if self.contender.ours else peer_script())
        return Phones(simulator=self.simulator, bot=self.bot, script=told, first=first, count=count, spread=spread)

    def meter(self) -> Meter:
        """Read the meters."""
        return Meter(
            bot=cpu_seconds(self.bot.pid),
            store=cpu_seconds(self.store.pid) if self.store.pid else 0.0,
            simulator=cpu_seconds(self.simulator.started.pid),
        )


@contextmanager
def open_stage(contender: Contender, rate: float | None = None) -> Iterator[Stage]:
    """Start everything, greet the bot until it answers, and stop everything at the end."""
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="highbeam-bench-")))
        simulator = Simulator.open(folder)
        closing.callback(simulator.close)
        store = contender.open_store(folder)
        closing.callback(store.stop)
        bot = contender.start(folder, simulator.api, store, rate)
        closing.callback(bot.kill)
        stage = Stage(contender=contender, folder=folder, simulator=simulator, store=store, bot=bot)
        greeter = stage.phones(1, (Say("/start"),))
        greeter.run(lambda phones: phones.answered > 0)
        greeter.await_confirmed()
        yield stage
