"""Odd input: each has a friendly answer, and nothing is lost."""

import pytest

from bot.dialogue.effects import AddToTip, KeepFile
from bot.dialogue.states import State
from bot.render import LONGEST_TEXT, parse_callback
from tests.unit.bot.phone import Phone
from tips.draft import ContactKind, MediaKind


def test_a_sticker_is_answered_and_changes_nothing(reporting: Phone) -> None:
    before = reporting.draft
    reporting.sticker()
    assert "does not work here" in reporting.text
    assert reporting.draft == before
    assert reporting.at(State.SETTING)


@pytest.mark.parametrize(
    "text",
    ["word " * 819, "x" * 4096, "👩‍👧" * 1300, "<b>" * 1365, "&amp;" * 819, "ש" * 4096, "\n" * 4095 + "a"],
    ids=["words", "one word", "emoji", "tags", "entities", "hebrew", "lines"],
)
def test_4096_characters_are_kept_whole_and_the_card_stays_within_its_limit(reporting: Phone, text: str) -> None:
    for _ in range(3):
        reporting.say(text)
    assert [statement.text for statement in reporting.draft.statements] == [text] * 3
    for action in ("sos", "back"):
        reporting.tap(action)
        assert len(reporting.text.encode("utf-16-le")) // 2 <= LONGEST_TEXT * 2, "with its markup"


def test_a_long_review_fits_on_one_card(reporting: Phone) -> None:
    long = "a man in a grey coat watched them all the time and would not let them talk " * 50
    for _ in range(4):
        reporting.say(long)
    for setting_sign in range(3):
        reporting.command("report").say(f"they said they are not free to leave {setting_sign}")
    reporting.tap("review")
    assert len(reporting.text) <= LONGEST_TEXT
    assert "…" in reporting.text, "cut on the card only"
    assert reporting.draft.statements[0].text == long


def test_markup_is_shown_as_it_was_written(reporting: Phone) -> None:
    reporting.say("<b>bold</b> & <a href='x'>link</a> _under_ *star* `code`").tap("review")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;a href='x'&gt;link&lt;/a&gt; _under_ *star* `code`" in reporting.text
    assert "<a href" not in reporting.text


def test_right_to_left_words_keep_to_themselves(reporting: Phone) -> None:
    reporting.say("رأيت رجلا يحتجز جوازات السفر").tap("review")
    assert "\u2068رأيت رجلا يحتجز جوازات السفر\u2069" in reporting.text


def test_words_that_look_like_arguments_of_a_text_stay_words(reporting: Phone) -> None:
    reporting.say("{ $said } {{evil}} %s {0}").tap("review")
    assert "{ $said } {{evil}} %s {0}" in reporting.text


def test_nothing_but_spaces_is_no_statement(reporting: Phone) -> None:
    reporting.say("   ").say("\n")
    assert not reporting.draft.statements


def test_a_file_over_20_mb_is_noted_and_the_report_goes_on(reporting: Phone) -> None:
    reporting.file(MediaKind.VIDEO, size=21 * 1024 * 1024)
    assert "over 20 MB" in reporting.text
    assert reporting.draft.media[0].unfetchable == "too-large"
    assert not reporting.asked_for(KeepFile)


def test_a_file_that_cannot_be_had_is_never_called_kept(reporting: Phone) -> None:
    reporting.file(MediaKind.VIDEO, size=21 * 1024 * 1024)
    assert "Kept" not in reporting.text
    assert "Kept: 1 file." in reporting.file().text
    reporting.say("a boss held the passports of the crew").tap("review")
    assert "Photos, files: 1 file, 1 we could not get" in reporting.text


def test_a_contact_card_leaves_its_number_only(reporting: Phone) -> None:
    reporting.contact("(308) 555-0142").contact("308 555 0142")
    (contact,) = reporting.draft.contacts
    assert (contact.kind, contact.value) == (ContactKind.PHONE, "+13085550142")


def test_an_edit_is_a_new_version_and_overwrites_nothing(reporting: Phone) -> None:
    reporting.say("a white van with three girls").edit(1, "a red van with four girls")
    (statement,) = reporting.draft.statements
    assert statement.versions == ("a white van with three girls", "a red van with four girls")
    assert "Your change is kept" in reporting.text


def test_an_edit_of_an_answer_changes_the_answer(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("I-80 mile 272 NE").tap("right").edit(1, "I-80 mile 312 NE")
    assert reporting.draft.place is not None
    assert reporting.draft.place.mile == 312
    assert reporting.draft.statements[0].versions == ("I-80 mile 272 NE", "I-80 mile 312 NE")


def test_an_edited_vehicle_replaces_the_vehicle_that_was_read_from_it(reporting: Phone) -> None:
    reporting.tap(*["skip"] * 8)
    assert reporting.at(State.VEHICLE)
    reporting.say("black tahoe ne plate abc123").edit(1, "white tahoe ne plate abc124")
    (vehicle,) = reporting.draft.vehicles
    assert vehicle.color == "white"
    assert [plate.text for plate in vehicle.plates] == ["ABC124"]


def test_an_edit_of_a_place_that_is_being_read_back_is_read_back_again(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("I-80 mile 272 NE").edit(1, "I-80 mile 312 NE")
    assert reporting.at(State.WHERE_CHECK)
    assert "mile 312" in reporting.text


def test_an_edit_after_sending_is_a_correction_on_the_tip(reporting: Phone) -> None:
    reporting.say("a man took all the papers of three workers").tap("review", "send").edit(1, "of four workers")
    (added,) = reporting.asked_for(AddToTip)
    assert isinstance(added, AddToTip)
    assert added.statement is not None
    assert (added.statement.source, added.statement.text) == ("m1", "of four workers")
    assert added.code == reporting.session.tips[0].code


def test_an_edit_of_a_caption_is_kept(reporting: Phone) -> None:
    reporting.file(caption="the van").edit(1, "the van and its driver").file().edit(2, "his jacket")
    assert [statement.text for statement in reporting.draft.statements] == ["the van and its driver", "his jacket"]


def test_an_edit_of_what_was_no_statement_becomes_words(reporting: Phone) -> None:
    reporting.say("skip").edit(1, "a man kept their papers")
    assert reporting.draft.narrative == "a man kept their papers"


def test_a_double_tap_on_a_button_that_leads_on_moves_only_once(reporting: Phone) -> None:
    visit = reporting.session.visit
    reporting.tap_old("skip", visit).tap_old("skip", visit)
    assert reporting.at(State.WHEN)
    assert reporting.step is not None
    assert reporting.step.toast is not None


@pytest.mark.parametrize(
    "action", ["", "s.no-such-sign.s", "set.moon", "page.x", "age.dog.1", "told.aliens.1", "n.9", "head.up"]
)
def test_a_forged_action_changes_nothing(reporting: Phone, action: str) -> None:
    for _ in range(12):
        before = reporting.session
        reporting.tap_old(action, before.visit)
        assert reporting.session.state is before.state
        assert reporting.session.draft == before.draft
        reporting.tap("skip" if "skip" in reporting.actions else "done")


@pytest.mark.parametrize(
    "data", ["", "x", "1", "1.2", "a.b.c", "1.2.", "1.2.é", "9" * 70, "1.2.x y", "1.2.\n", "٣.٢.skip"]
)
def test_a_forged_callback_is_not_a_button(data: str) -> None:
    assert parse_callback(data) is None


def test_a_command_in_mid_report_leaves_the_answer_to_be_given(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").command("tips").command("back").say("I-80 mile 272 NE").tap("right")
    assert reporting.draft.place is not None


def test_text_that_arrives_after_the_card_moved_on_is_kept(reporting: Phone) -> None:
    reporting.tap("set.motel", "when.today", "unsure", "skip").say("it was at the motel by exit 9 in Lincoln NE")
    assert reporting.at(State.SIGNS)
    assert reporting.draft.statements
