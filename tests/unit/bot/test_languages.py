"""Reporting in other languages and scripts: each step by typed words, and whatever is written kept letter by letter."""

from dataclasses import replace
from html import unescape

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
RUSSIAN = {
    "report": ("Сообщить о случае", "сообщить", "soobshchit"),
    "parked": ("Я на стоянке", "стою", "da"),
    "no": ("Нет", "неа", "net"),
    "truck stop": ("Трак-стоп", "трак стоп"),
    "yesterday": ("Вчера", "вчера"),
    "gone": ("Их уже нет", "их уже нет"),
    "east": ("Восток", "восток"),
    "right": ("Верно", "ВЕРНО", "verno"),
    "signs": ("1 слышал 3", "видел 1 слышала 3"),
    "done": ("Готово", "все", "gotovo"),
    "adult": ("Взрослый человек", "взрослый человек"),
    "skip": ("Пропустить", "дальше", "dalshe"),
    "no vehicle": ("Машины не было", "нет"),
    "nothing": ("Ничего", "nichego"),
    "nobody": ("Пока никому", "никому", "nikomu"),
    "yes": ("Да", "ага", "da"),
    "unsure": ("Трудно сказать", "не знаю", "ne znayu", "хз"),
    "back": ("Назад", "nazad"),
}
TYPED = {"fr": FRENCH, "ru": RUSSIAN}
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


@pytest.mark.parametrize("language", ["fr", "ru"])
@pytest.mark.parametrize("word", ["au secours", "à l'aide", "danger", "помогите", "Опасность!", "pomogite"])
def test_a_cry_for_help_shows_the_numbers_in_whatever_language_it_is_typed(
    knowledge: Knowledge, phrases: Phrases, language: str, word: str
) -> None:
    phone = Phone(knowledge, phrases, language).tap("report", "parked", "no").say(word)
    assert phone.at(State.EMERGENCY)
    assert "1-888-373-7888" in phone.text


CYRILLIC = (
    "Двое мужчин держали паспорта шестерых рабочих, ёжились, «молчали» — и всё.",
    "черный Tahoe, номер NE ABC 123, вмятина сзади",
    "у заправки на I-80, миля 272, около Kearney NE",
    "хозяин Лёва, комната 214, 308-555-0142",
    "Вчера вечером",
    "\u0438\u0306\u0435\u0308 раздельно",  # й and ё as some keyboards send them: a letter and its mark
    "Не знаю, как её звали, но она плакала",
    "Ґанок, їжак, ўсё, Әліппе, ҳа",
)
ASKING = (
    *(State.SETTING, State.WHEN, State.HEADING, State.WHERE, State.SIGNS),
    *(State.PEOPLE_COUNT, State.PEOPLE_LOOK, State.VEHICLE, State.CONTACTS, State.WORDS),
)


@pytest.mark.parametrize("state", ASKING)
@pytest.mark.parametrize("words", CYRILLIC)
def test_cyrillic_is_kept_letter_by_letter_wherever_it_is_typed(
    knowledge: Knowledge, phrases: Phrases, state: State, words: str
) -> None:
    phone = Phone(knowledge, phrases, "ru").tap("report", "parked", "no")
    phone.session = replace(phone.session, state=state, visit=phone.session.visit + 1)
    phone.say(words)
    assert [statement.text for statement in phone.draft.statements] == [words]
    draft = phone.draft
    read = {
        State.HEADING: draft.heading,
        State.PEOPLE_LOOK: draft.people.look,
        State.VEHICLE: draft.vehicles[0].words if draft.vehicles else None,
    }
    assert read.get(state, words) == words


@pytest.mark.parametrize(
    ("state", "action", "words"),
    [
        (State.WHERE, "change.2", "за складом у реки"),
        (State.PEOPLE_LOOK, "change.4", "красное худи, хромает"),
        (State.VEHICLE, "change.5", "чёрный Tahoe, вмятина сзади"),
        (State.VEHICLE, "change.5", "старый фургон без номера"),
        (State.CONTACTS, "change.6", "хозяин Лёва"),
        (State.WORDS, "change.8", "она плакала и просила воды"),
    ],
)
def test_cyrillic_answers_are_read_back_on_the_review(
    knowledge: Knowledge, phrases: Phrases, state: State, action: str, words: str
) -> None:
    phone = Phone(knowledge, phrases, "ru").tap("report", "parked", "no").say("двое держали паспорта рабочих")
    phone.session = replace(phone.session, state=state, visit=phone.session.visit + 1)
    phone.say(words).command("report")
    phone.session = replace(phone.session, state=State.REVIEW, visit=phone.session.visit + 1)
    assert action in phone.actions
    shown = unescape(phone.text)
    assert "двое держали паспорта рабочих" in shown
    for word in words.replace(",", "").split():
        assert word in shown, shown
