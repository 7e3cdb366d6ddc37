"""Reporting in other languages and scripts: each step by typed words, and whatever is written kept letter by letter."""

import pytest

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.states import State
from bot.phrases import Phrases
from tests.unit.bot.phone import Phone
from tips.draft import AgeBand, Answer, Basis

FRENCH = {
    "report": ("Faire un signalement", "faire un signalement", "signaler"),
    "parked": ("Véhicule stationné", "stationne", "parké", "oui"),
    "no": ("Non", "nan"),
    "truck stop": ("Relais routier", "relais routier"),
    "yesterday": ("Hier",),
    "gone": ("Plus là", "plus la"),
    "east": ("Est", "EST"),
    "right": ("C’est ça", "c'est ca", "ouais"),
    "signs": ("1 entendu 3", "vu 1 Entendu 3"),
    "done": ("C’est tout", "c'est bon", "fini"),
    "adult": ("Adulte", "adulte"),
    "skip": ("Passer", "suivant"),
    "no vehicle": ("Pas de véhicule", "aucun"),
    "nothing": ("Rien", "rien"),
    "nobody": ("À personne encore", "personne"),
    "yes": ("Oui", "d'accord"),
    "unsure": ("Difficile à dire", "je sais pas", "peut-etre"),
    "back": ("Retour", "retour"),
}
TYPED = {"fr": FRENCH}
TIMES = max(len(ways) for typed in TYPED.values() for ways in typed.values())


@pytest.mark.parametrize("language", TYPED)
@pytest.mark.parametrize("time", range(TIMES))
def test_every_step_works_by_typed_words(knowledge: Knowledge, phrases: Phrases, language: str, time: int) -> None:
    def typed(what: str) -> str:
        ways = TYPED[language][what]
        return ways[time % len(ways)]

    phone = Phone(knowledge, phrases, language)
    for what in ("report", "parked", "no", "truck stop", "yesterday", "gone", "east"):
        phone.say(typed(what))
    assert phone.at(State.WHERE)
    assert (phone.draft.still_there, phone.draft.heading) == (Answer.NO, "east")
    phone.say("I-80 mile 272 near Kearney NE").say(typed("right")).say(typed("signs")).say(typed("done"))
    assert [sign.basis for sign in phone.draft.signs] == [Basis.SAW, Basis.HEARD]
    phone.say("2").say(typed("adult")).say(typed("done")).say(typed("skip"))
    assert phone.draft.people.ages == {AgeBand.ADULT}
    assert phone.at(State.VEHICLE)
    phone.say(typed("no vehicle")).say(typed("nothing")).say(typed("unsure"))
    assert phone.at(State.WORDS)
    phone.say(typed("back"))
    assert phone.at(State.MEDIA)
    phone.say(typed("nothing")).say(typed("nothing")).say(typed("nobody"))
    assert phone.at(State.MAY_ASK)
    phone.say(typed("yes"))
    assert phone.at(State.REVIEW)
    assert phone.draft.may_ask
    assert [said.text for said in phone.draft.statements] == ["I-80 mile 272 near Kearney NE"]


@pytest.mark.parametrize("language", ["fr"])
@pytest.mark.parametrize("word", ["au secours", "à l'aide", "danger"])
def test_a_cry_for_help_shows_the_numbers_in_whatever_language_it_is_typed(
    knowledge: Knowledge, phrases: Phrases, language: str, word: str
) -> None:
    phone = Phone(knowledge, phrases, language).tap("report", "parked", "no").say(word)
    assert phone.at(State.EMERGENCY)
    assert "1-888-373-7888" in phone.text
