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

STORY = (
    "Saw something at the truck stop last night around 10, two young girls going from truck to truck behind pump 12, "
    "a man in a black Tahoe with Nebraska plates waited for them and took the money each time they came back."
)
"""A whole story in the first message, of which much is to be read. The count of reporters is made of these."""

OPENINGS: Script = (*[Say("/start")] * 4, Say(STORY))
"""How people come when many come at once: four of five open the chat, which is the share of taps and openings in the
whole report too; one of five tells all at once."""


def peer_script() -> Script:
    """The peers' conversation: their questions, answered."""
    texts = iter(TEXTS)
    steps: list[Step] = [Say("/start")]
    for index, question in enumerate(QUESTIONS):
        steps.append(Tap(f"{index}.0") if question.options else Say(next(texts)))
    return tuple(steps)


def highbeam_script() -> Script:
    """Highbeam's report. `.s` is the first sign not marked yet."""
    where, look, vehicle, words = (Say(text) for text in TEXTS)
    safety = (Say("/start"), Tap(".report"), Tap(".parked"), Tap(".no"))
    facts = (Tap(".set.truck-stop"), Tap(".when.hour"), Tap(".yes"), where, Tap(".right"))
    signs = (Tap(".s"), Tap(".s"), Tap(".page.1"), Tap(".s"), Tap(".done"))
    people = (Tap(".n.2"), Tap(".age.teen.1"), Tap(".done"), look)
    traces = (vehicle, Tap(".none"), Tap(".none"), words)
    end = (Tap(".told.police.1"), Tap(".done"), Tap(".yes"), Tap(".send"))
    return (*safety, *facts, *signs, *people, *traces, *end)
