"""Made-up sessions: every card of the dialogue can be shown, and what does not fit is found."""

import pytest

from bot.dialogue.states import State
from bot.talk import Kept, Talk
from ops.cards import NoSuchCard, card_of, course_with, cut_off, part_card, sign_card
from ops.texts import Places
from tests.unit.ops.conftest import Plant


@pytest.fixture(scope="module")
def talk() -> Talk:
    return Talk.load()


@pytest.mark.parametrize("state", State)
def test_every_card_can_be_shown_in_every_language(talk: Talk, state: State) -> None:
    for language in talk.languages:
        for course in talk.courses:
            shown = card_of(talk, language, state, course)
            face = talk.show(Kept(session=shown.session), shown.standings)
            assert face.text
            assert face.rows
            assert shown.session.state is state


def test_cards_with_something_to_show_show_it(talk: Talk) -> None:
    for state, words in (
        (State.NOTICE, "Which way did the van go?"),
        (State.TIPS, "2345-6789"),
        (State.TIP, "2345-6789"),
    ):
        shown = card_of(talk, "en", state, "bus")
        assert words in talk.show(Kept(session=shown.session), shown.standings).text
    for state in (State.LESSON, State.SCENE, State.REFRESHER, State.POCKET_SIGN):
        shown = card_of(talk, "en", state, "bus")
        assert talk.show(Kept(session=shown.session), shown.standings).picture
    shown = card_of(talk, "en", State.CERTIFICATE, "bus")
    assert talk.show(Kept(session=shown.session), shown.standings).document


def test_what_is_not_there_is_named_with_what_is(talk: Talk) -> None:
    with pytest.raises(NoSuchCard, match="name bus, energy, trucking"):
        card_of(talk, "en", "home", "aviation")
    with pytest.raises(NoSuchCard, match="name welcome, home"):
        card_of(talk, "en", "nothing", "bus")
    with pytest.raises(NoSuchCard, match="an id of catalog"):
        sign_card(talk, "en", "nothing")
    with pytest.raises(NoSuchCard, match="name core/about-control"):
        part_card(talk, "en", "bus", "pump-12")
    assert course_with(talk, "pump-12") == "trucking"


def test_nothing_is_cut_off_until_a_text_grows(talk: Talk, places: Places, plant: Plant) -> None:
    assert list(cut_off(talk)) == []
    plant("bot/texts/en/training.ftl", "scene-harm = ", f"scene-harm = {'Go back. ' * 110}")
    found = list(cut_off(Talk.load(places.texts, places.data)))
    assert {(kind, language) for kind, _, language, _ in found} == {("scene", "en")}
    assert ("scene", "trucking/pump-12") in {(kind, name) for kind, name, _, _ in found}
