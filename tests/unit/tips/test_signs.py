"""Which words say a sign, danger, or that it is still going on, and which do not."""

import pytest

from indicators.catalog import load_catalog
from tips.draft import Answer, Basis
from tips.signs import Speech, find_danger, find_signs, find_still_there, known_indicators
from tips.words import plain, words_of

SAID = (
    ("guy holds her id", "id-held-by-other", Basis.SAW),
    ("a man has their passports", "id-held-by-other", Basis.SAW),
    ("el tipo tiene su pasaporte", "id-held-by-other", Basis.SAW),
    ("she said they took her passport", "told-id-taken", Basis.TOLD),
    ("le quitaron los papeles", "told-id-taken", Basis.TOLD),
    ("he wouldn't let her talk", "speaks-for-them", Basis.SAW),
    ("no la dejan hablar", "speaks-for-them", Basis.SAW),
    ("the driver answered for her", "speaks-for-them", Basis.SAW),
    ("he is hitting her in the parking lot", "saw-violence", Basis.SAW),
    ("I heard him slap the girl", "saw-violence", Basis.HEARD),
    ("le están pegando a una muchacha", "saw-violence", Basis.SAW),
    ("shoved her into a van", "forced-into-vehicle", Basis.SAW),
    ("bruises on her arms", "visible-injuries", Basis.SAW),
    ("tiene moretones", "visible-injuries", Basis.SAW),
    ("she asked me for help", "asked-for-help", Basis.SAW),
    ("pidió ayuda", "asked-for-help", Basis.SAW),
    ("girls knocking on doors at night", "truck-to-truck", Basis.SAW),
    ("going truck to truck", "truck-to-truck", Basis.SAW),
    ("a woman knocking on my door", "truck-to-truck", Basis.SAW),
    ("white RV back row, men going in and out", "odd-van-or-rv", Basis.SAW),
    ("2 young girls get dropped off by a minivan", "group-dropped-at-trucks", Basis.SAW),
    ("me quitaron los papeles", "told-id-taken", Basis.TOLD),
    ("de camión en camión", "truck-to-truck", Basis.SAW),
    ("a car dropped off three girls by the trucks", "group-dropped-at-trucks", Basis.SAW),
    ("two women locked in the back of the trailer", "locked-in-vehicle", Basis.SAW),
    ("muchacha encerrada en la caja", "locked-in-vehicle", Basis.SAW),
    ("I heard banging from inside the trailer", "people-in-sealed-trailer", Basis.HEARD),
    ("golpes y gritos adentro de la caja", "people-in-sealed-trailer", Basis.HEARD),
    ("the guy offered me a girl for 60 bucks", "third-party-offers-sex", Basis.SAW),
    ("he asked if i wanted a girl", "third-party-offers-sex", Basis.SAW),
    ("un tipo me ofreció una muchacha", "third-party-offers-sex", Basis.SAW),
    ("teens selling sex", "minor-selling-sex", Basis.SAW),
    ("she doesn't know where she is", "does-not-know-place", Basis.TOLD),
    ("no sabe dónde está", "does-not-know-place", Basis.TOLD),
    ("he follows her to the bathroom", "watched-constantly", Basis.SAW),
    ("no la deja sola", "watched-constantly", Basis.SAW),
    ("he took her phone", "phone-controlled", Basis.SAW),
    ("she said she owes him", "told-debt", Basis.TOLD),
    ("the men have not been paid in 2 months", "crew-unpaid", Basis.TOLD),
    ("no les pagan", "crew-unpaid", Basis.TOLD),
    ("10 workers sleeping in a trailer", "crew-overcrowded", Basis.SAW),
    ("my company kept my paycheck", "driver-pay-or-papers-held", Basis.TOLD),
    ("different men in and out of the room", "room-short-visits", Basis.SAW),
    ("she didn't know who bought her ticket", "unknown-ticket-buyer", Basis.TOLD),
    ("looks like the girl from the amber alert", "missing-child-recognised", Basis.SAW),
    ("she is not allowed to leave", "told-cannot-leave", Basis.TOLD),
    ("no la dejan salir", "told-cannot-leave", Basis.TOLD),
    ("wont let em talk", "speaks-for-them", Basis.SAW),
    ("one said they take there passports", "told-id-taken", Basis.TOLD),
    ("he holds all there phones", "phone-controlled", Basis.SAW),
    ("they get beat if they dont make quota", "told-quota", Basis.TOLD),
    ("she owes 5 grand", "told-debt", Basis.TOLD),
    ("no pay for 2 months", "crew-unpaid", Basis.TOLD),
    ("kid locked in a reefer trailer", "people-in-sealed-trailer", Basis.HEARD),
    ("two girls getting in and out of cabs", "truck-to-truck", Basis.SAW),
    ("kicking my door at 3am", "truck-to-truck", Basis.SAW),
    ("man grabbed her arm", "saw-violence", Basis.SAW),
)

SAY_NOTHING = (
    "I locked my truck and went in",
    "I have my id and passport here",
    "not locked in the truck",
    "nobody hit her",
    "he didn't hit her",
    "the trailer is at dock 4",
    "she needs a ride to work",
    "a couple eating dinner at the counter",
    "people in the trailer park",
    "hit the road at 5",
    "he has his license on the dash",
    "thanks for the help",
    "two women talking by the pump",
    "family on vacation in an rv",
    "buenas noches, gracias",
    "I get no pay raise",
    "we did not make quota this month",
    "he owes me money",
    "grabbed a coffee and a map",
    "help wanted sign in the window",
)


def said(text: str) -> Speech:
    return Speech.of(words_of(plain(text)))


@pytest.mark.parametrize(("text", "indicator", "basis"), SAID)
def test_plain_words_name_their_sign(text: str, indicator: str, basis: Basis) -> None:
    assert (indicator, basis) in [(sign.indicator, sign.basis) for sign in find_signs(said(text))]


@pytest.mark.parametrize("text", SAY_NOTHING)
def test_other_words_name_no_sign(text: str) -> None:
    assert find_signs(said(text)) == ()


def test_every_sign_that_words_can_name_is_in_the_catalog() -> None:
    catalog = load_catalog()
    assert [indicator for indicator in known_indicators() if indicator not in catalog] == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("help now he has a gun", {"help", "weapon"}),
        ("he is beating a girl", {"violence"}),
        ("girl locked in the trailer", {"locked-in"}),
        ("banging from inside the container", {"locked-in"}),
        ("she is bleeding", {"medical"}),
        ("she is not breathing", {"medical"}),
        ("tiene una pistola", {"weapon"}),
        ("la están golpeando", {"violence"}),
        ("auxilio", {"help"}),
        ("encerrados en la caja", {"locked-in"}),
        ("she gave me a note that says help me", {"help"}),
        ("ayúdeme por favor", {"help"}),
        ("sign says help wanted", set()),
        ("no gun seen", set()),
        ("guy holds her id", set()),
        ("I got a good shot of the plate", set()),
        ("parked at the lock and dam", set()),
    ],
)
def test_words_of_danger_are_heard(text: str, danger: set[str]) -> None:
    assert find_danger(said(text)) == danger


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("they are still here", Answer.YES),
        ("right now", Answer.YES),
        ("siguen aquí", Answer.YES),
        ("todavía están ahí", Answer.YES),
        ("they left already", Answer.NO),
        ("they ran away from home", None),
        ("they drove off", Answer.NO),
        ("se fueron", Answer.NO),
        ("ya no están", Answer.NO),
        ("still not sure", None),
        ("a girl at the pump", None),
    ],
)
def test_whether_they_are_still_there(text: str, answer: Answer | None) -> None:
    assert find_still_there(said(text)) is answer
