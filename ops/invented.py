"""Invented tips: plausible drafts in any number, from a seed, so that pages and searches can be tried and measured.

No real people, numbers or plates: phones are the 555 numbers kept for fiction, and the rest is drawn by lot. The places
are real towns, so that maps and counties work.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate

from bot.judging import Judge
from indicators.catalog import load_catalog
from indicators.checklist import load_checklists
from indicators.questions import load_questions
from indicators.terms import Setting
from store.tips import Envelope
from tips.contacts import read_phone
from tips.draft import (
    AgeBand,
    Answer,
    Basis,
    Contact,
    ContactKind,
    Draft,
    Observed,
    People,
    SignSeen,
    Statement,
)
from tips.place import Place, Precision
from tips.plates import Plate
from tips.towns import Town, nearest_town
from tips.vehicle import Vehicle
from tips.words import key_of

SEED = 20261124
STORIES = 400
TOWNS = 600
_AREAS = key_of("""
    202 205 208 212 216 225 228 253 270 303 307 308 312 316 319 402 405 417 435 505 515 601 605 615 620 701 712 719 785
    801 806 815 901 903 915 931 956
""").split(" ")
_NAMES = key_of("""
    bluejay redfox moonlight starling riverbend wildrose snowbird prairie sunset thunder velvet cinnamon
""").split(" ")
_THINGS = key_of("""
    jacket hoodie suitcase backpack blanket stroller necklace bracelet tattoo scarf boots sneakers cap
""").split(" ")
_COLORS = key_of("""
    white black silver gray red blue green brown tan gold maroon purple
""").split(" ")
_BODIES = key_of("""
    van pickup sedan minivan suv boxtruck rv bus coupe hatchback
""").split(" ")
_MAKES = key_of("""
    ford chevrolet dodge toyota honda nissan gmc ram kia hyundai
""").split(" ")
_ODD = key_of("""
    anchor badger candle dragon eagle feather guitar hammer island jaguar kettle lantern magnet noodle orchid panther
    quartz ribbon saddle tulip umbrella violin walnut xylophone yoyo zebra acorn basket cactus dagger
""").split(" ")
_SAYINGS = (
    "A man took her phone and would not let her talk.",
    "She asked me which state this is.",
    "They were moved from one truck to the next by the fuel island.",
    "He kept their papers in a plastic bag and counted cash.",
    "The workers sleep in the trailer and are not paid.",
    "Two of them went from cab to cab after midnight.",
    "She looked scared and would not look up.",
    "He said they owe him for the ride.",
    "The same driver brought different people every night this week.",
    "She had bruises on the arm and no coat in the cold.",
    "He spoke for all of them at the counter.",
    "They came out of the back of the truck one by one.",
)


@dataclass(frozen=True, kw_only=True)
class Invented:
    """A tip that nobody sent: its draft and what its envelope says."""

    draft: Draft
    envelope: Envelope


@cache
def towns() -> tuple[Town, ...]:
    """Towns all over the United States, the same ones each time, those with a county."""
    draw = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    found: dict[tuple[str, str], Town] = {}
    while len(found) < TOWNS:
        town = nearest_town(draw.uniform(26, 48), draw.uniform(-123, -71), ("US",))
        if town is not None and town.county:
            found[town.name, town.state] = town
    return tuple(found.values())


@cache
def stories() -> tuple[Invented, ...]:
    """What was noticed, judged as the bot judges it; each told at this moment of an arbitrary day."""
    draw = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    catalog = load_catalog()
    judge = Judge(catalog=catalog, checklists=load_checklists(catalog), questions=load_questions())
    signs = sorted(catalog.indicators)
    now = datetime.fromisoformat("2026-01-01T12:00:00+00:00")
    told = []
    for _ in range(STORIES):
        draft = _story(draw, signs, now)
        told.append(Invented(draft=draft, envelope=judge.envelope(draft, now, language="en")))
    return tuple(told)


@cache
def _weights() -> tuple[float, ...]:
    """Of a hundred tips six are immediate, twenty-four high."""
    levels = [told.envelope.priority for told in stories()]
    return tuple(accumulate(_SHARES[level] / levels.count(level) for level in levels))


_SHARES = {"immediate": 6, "high": 24, "routine": 70}


def _story(draw: random.Random, signs: Sequence[str], now: datetime) -> Draft:
    ages = draw.choice(
        [frozenset({AgeBand.ADULT})] * 5 + [frozenset({AgeBand.UNSURE})] * 3 + [frozenset({AgeBand.TEEN})]
    )
    seen = now - timedelta(minutes=draw.choice((2, 20, 60, 300, 1500)))
    return Draft(
        started=now,
        setting=draw.choice(list(Setting)),
        observed=Observed(words="", earliest=seen, latest=seen),
        still_there=draw.choice((*Answer, None, Answer.NO, Answer.NO)),
        signs=tuple(
            SignSeen(indicator=sign, basis=draw.choice(list(Basis))) for sign in draw.sample(signs, draw.randint(1, 4))
        ),
        people=People(count=draw.randint(1, 6), ages=ages),
        may_ask=draw.random() < 0.7,
    )


def invent(number: int, of: int, reported_at: datetime, language: str) -> Invented:
    """The tip of this number among so many. The more there are, the more often a phone or a plate comes again."""
    draw = random.Random(SEED * 1_000_003 + number)  # noqa: S311 - repeatable on purpose
    (story,) = draw.choices(stories(), cum_weights=_weights())
    moved = reported_at - story.draft.started
    town = draw.choice(towns())
    observed = story.draft.observed
    draft = replace(
        story.draft,
        started=reported_at,
        observed=_moved(observed, moved) if observed else None,
        place=_place(draw, town),
        people=replace(story.draft.people, look=f"{draw.choice(_COLORS)} {draw.choice(_THINGS)}"),
        vehicles=(_vehicle(draw, of),) if draw.random() < 0.6 else (),
        contacts=tuple(_contacts(draw, of)),
        statements=(Statement(source=f"sample-{number}", versions=(_words(draw),), at=reported_at),),
    )
    found = Envelope.of(draft, **{name: getattr(story.envelope, name) for name in _JUDGED})
    return Invented(draft=draft, envelope=replace(found, language=language))


_JUDGED = ("priority", "reasons", "catalog_version", "checklist_version", "kind", "minors", "assessment")


def _moved(observed: Observed, by: timedelta) -> Observed:
    earliest, latest = observed.earliest, observed.latest
    return replace(observed, earliest=earliest + by if earliest else None, latest=latest + by if latest else None)


def _words(draw: random.Random) -> str:
    odd = f"I noticed a {draw.choice(_COLORS)} {draw.choice(_ODD)} {draw.choice(_THINGS)}."
    return " ".join((*draw.sample(_SAYINGS, draw.choice((1, 1, 1, 2))), odd))


def _place(draw: random.Random, town: Town) -> Place:
    pin = draw.random() < 0.5
    return Place(
        words=f"truck stop near {town.name}",
        town=town.name,
        county=town.county,
        state=town.state,
        latitude=round(town.latitude + draw.uniform(-0.05, 0.05), 5) if pin else None,
        longitude=round(town.longitude + draw.uniform(-0.05, 0.05), 5) if pin else None,
        precision=Precision.PIN if pin else Precision.TOWN,
    )


def _vehicle(draw: random.Random, of: int) -> Vehicle:
    color, body, make = draw.choice(_COLORS), draw.choice(_BODIES), draw.choice(_MAKES)
    plates = (Plate(text=plate(_number(draw, 15, of)), jurisdiction="US-NE"),) if draw.random() < 0.5 else ()
    usdot = f"{5_550_000 + _number(draw, 40, of) % 9999}" if draw.random() < 0.1 else None
    return Vehicle(words=f"{color} {make} {body}", color=color, make=make, body=body, plates=plates, usdot=usdot)


def _contacts(draw: random.Random, of: int) -> list[Contact]:
    found = []
    if draw.random() < 0.25:
        found.append(phone(_number(draw, 20, of)))
    if draw.random() < 0.15:
        handle = f"@{draw.choice(_NAMES)}{_number(draw, 20, of)}"
        found.append(Contact(kind=ContactKind.HANDLE, value=handle, words=handle))
    return found


def _number(draw: random.Random, share: int, of: int) -> int:
    """A number for something seen: one in five is of the few that come again and again."""
    return draw.randrange(max(5, of // 500)) if draw.random() < 0.2 else draw.randrange(max(50, of * share // 100))


def plate(number: int) -> str:
    """A plate of three letters and three digits; each number has its own."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    mixed = (number * 7_919 + 104_729) % (24**3 * 1000)
    first, digits = divmod(mixed, 1000)
    return letters[first // 576] + letters[first // 24 % 24] + letters[first % 24] + f"{digits:03}"


@cache
def phone(number: int) -> Contact:
    """A phone of fiction. There are a hundred in each area, so among many tips they come again."""
    area, line = _AREAS[number // 100 % len(_AREAS)], number % 100
    words = f"{area}-555-01{line:02}"
    value = read_phone(words)
    if value is None:
        raise ValueError(f"{words} is not a phone number")
    return Contact(kind=ContactKind.PHONE, value=value, words=words)
