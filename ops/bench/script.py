"""What one reporter does, from the first word to the receipt: Highbeam's own report, and the peers' of the same kinds.

Buttons are named by what they do, so the script stays true when a label changes its wording.
"""

from dataclasses import dataclass

from ops.bench.peers.questions import QUESTIONS


@dataclass(frozen=True)
class Say:
    """Send a text, a command included."""

    text: str


@dataclass(frozen=True)
class Tap:
    """Tap the button whose callback data ends with this."""

    ending: str


Step = Say | Tap
Script = tuple[Step, ...]

TEXTS = (
    "I-80 westbound mile 272 near Kearney NE",
    "two girls, maybe 15, dark hair, one in a gray hoodie, both look exhausted",
    "black Chevy Tahoe, NE plate ABC123, dent in the left rear door",
    "the driver would not let them out alone and paid for everything with cash",
)

FIRST_WORDS = (
    "Saw something at the truck stop last night around 10, two young girls going from truck to truck behind pump 12, "
    "a man in a black Tahoe with Nebraska plates waited for them and took the money each time they came back."
)
"""A whole story in the first message: what a burst and the count of reporters are made of."""


def peer_script() -> Script:
    """The peers' conversation: their questions, answered."""
    texts = iter(TEXTS)
    steps: list[Step] = [Say("/start")]
    for index, question in enumerate(QUESTIONS):
        steps.append(Tap(f"{index}.0") if question.options else Say(next(texts)))
    return tuple(steps)


def highbeam_script() -> Script:
    """Highbeam's report."""
    return peer_script()
