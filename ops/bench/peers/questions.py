"""The conversation that both peers hold: as many steps as Highbeam's report, of the same kinds, with cards of its size.

A peer shows one card and edits it in place, answers each tap, and deletes each text once it stands on the card, as
Highbeam does, so that all of them make the same Bot API calls for the same steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

NAVIGATION = (("‹ Back", "back"), ("Skip ›", "skip"), ("🆘 Danger now", "sos"), ("Stop", "stop"))


@dataclass(frozen=True, kw_only=True)
class Question:
    """One step. With `options` it is answered by a tap, without by words."""

    key: str
    title: str
    lines: tuple[str, ...]
    options: tuple[str, ...] = ()


def _signs(number: int) -> Question:
    return Question(
        key=f"sign-{number}",
        title="What did you notice?",
        lines=(
            "1 Someone else answered for them and would not let them talk.",
            "2 They looked to another person before they spoke or moved.",
            "3 They said somebody took their ID or passport away.",
            "4 They looked hungry, hurt or very tired.",
            "5 They did not know which town they were in.",
            "6 Someone watched them all the time.",
            "7 They were moved between trucks or vans.",
            "8 They said they owe money they can never pay back.",
        ),
        options=("1", "2", "3", "4", "5", "6", "7", "8", "None", "Done"),
    )


QUESTIONS = (
    Question(
        key="begin",
        title="Road check",
        lines=(
            "Tell us what you noticed on the road. It takes about three minutes.",
            "What you tell is kept sealed and read by the task force alone. Telegram sees this chat.",
            "This is not an emergency service: in danger call 911.",
        ),
        options=("Report", "Help numbers", "Language"),
    ),
    Question(key="parked", title="Are you parked?", lines=("Park first; this keeps.",), options=("Parked", "Driving")),
    Question(key="danger", title="Is anyone in danger now?", lines=("If so call 911 first.",), options=("No", "Yes")),
    Question(
        key="setting",
        title="What kind of place is it?",
        lines=("The one that fits best.",),
        options=("Truck stop", "Rest area", "Hotel", "Oilfield camp", "Bus station", "Border", "Port", "Farm"),
    ),
    Question(
        key="when", title="When was it?", lines=("Or type it.",), options=("Now", "This hour", "Today", "Earlier")
    ),
    Question(
        key="still", title="Are they still there?", lines=("As far as you know.",), options=("Yes", "No", "Unsure")
    ),
    Question(key="where", title="Where did you see it?", lines=("Type it: I-80 west, mile 272, near Kearney NE",)),
    Question(key="right", title="Right?", lines=("I-80 westbound, mile 272.",), options=("Right", "Change")),
    *(_signs(number) for number in range(1, 6)),
    Question(key="count", title="How many people?", lines=("Roughly will do.",), options=("1", "2", "3", "4 or more")),
    Question(key="ages", title="How old did they look?", lines=("All that fit.",), options=("Child", "Teen", "Adult")),
    Question(key="ages-done", title="Anything to change?", lines=("Or go on.",), options=("Change", "Done")),
    Question(key="look", title="What did they look like?", lines=("Height, hair, clothes: what you remember.",)),
    Question(key="vehicle", title="What vehicle was it?", lines=("Color, make, plate: black Tahoe, NE plate.",)),
    Question(key="contacts", title="Any number or name?", lines=("On a phone, a sign.",), options=("None", "Done")),
    Question(key="media", title="Any photo or voice note?", lines=("Only if safe.",), options=("None", "Done")),
    Question(key="words", title="Anything else, in your own words?", lines=("As long or short as you like.",)),
    Question(
        key="told", title="Who else knows?", lines=("All that fit.",), options=("Nobody", "Police", "Boss", "911")
    ),
    Question(key="told-done", title="Anyone else?", lines=("Or go on.",), options=("Change", "Done")),
    Question(key="ask", title="May we ask you something here?", lines=("You can say no.",), options=("Yes", "No")),
    Question(key="send", title="Is it right?", lines=("Read it once more.",), options=("Send", "Change", "Later")),
)

RECEIPT = "<b>It is in.</b>\nYour code is {code}.\nSomebody reads it within the hour.\nIn danger call 911."


def card_text(index: int, answers: Mapping[str, str]) -> str:
    """The card of one question, as HTML: progress, title, lines, and the words given so far."""
    question = QUESTIONS[index]
    done = 1 + index * 8 // len(QUESTIONS)
    said = "\n".join(f"{key}: {escape(words)}" for key, words in answers.items() if len(words) > 10)
    head = f"{'●' * done}{'○' * (8 - done)}   {done} of 8\n<b>{escape(question.title)}</b>\n"
    return f"{head}{escape(chr(10).join(question.lines))}\n\n{said}"


def card_rows(index: int) -> Sequence[Sequence[tuple[str, str]]]:
    """The buttons of one question, label and data, four to a row at most, the ever-same ones below."""
    labels = QUESTIONS[index].options
    options = [(label, f"{index}.{number}") for number, label in enumerate(labels)]
    rows = [options[start : start + 4] for start in range(0, len(options), 4)]
    return [*rows, NAVIGATION[:2], NAVIGATION[2:]]


def chosen(data: str, index: int) -> str | None:
    """The option that a tap on the question `index` means, None for a tap on another card."""
    step, _, number = data.partition(".")
    if step != str(index) or not number.isdecimal():
        return None
    return QUESTIONS[index].options[int(number)]
