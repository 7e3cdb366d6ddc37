"""A thousand reporters who all come in the same moment: how soon is every one of their messages stored?"""

import time
from dataclasses import dataclass

from ops.bench.figures import percentile
from ops.bench.load import Phones
from ops.bench.script import Script
from ops.bench.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Burst:
    """Seconds from the burst until a message was stored."""

    p95_seconds: float
    all_seconds: float
    sent: int
    stored: int


def measure_burst(stage: Stage, script: Script, *, messages: int) -> Burst:
    """Send them all in one request to the simulator, the reporters spread over the script. Each bot keeps its own pace.

    Highbeam confirms a message once it is stored. The peers confirm before they look at it: theirs is stored when its
    card comes.
    """
    phones = stage.phones(messages, script, spread=True)
    begun = time.monotonic()
    phones.send_once()
    times: list[float] = []
    while len(times) < messages:
        phones.look()
        times += [time.monotonic() - begun] * (_stored(stage, phones) - len(times))
    return Burst(p95_seconds=percentile(times, 95), all_seconds=times[-1], sent=phones.sent, stored=len(times))


def _stored(stage: Stage, phones: Phones) -> int:
    return phones.confirmed if stage.contender.ours else phones.answered
