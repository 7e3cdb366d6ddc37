"""Conversations around the report: welcome, tips, questions, numbers, language, erasing, hiding, emergency."""

from dataclasses import replace

import pytest

from bot.dialogue.around_cards import country_of
from bot.dialogue.effects import AddToTip, DiscardDraft, EraseReporter, HideChat, KeepFile, WithdrawTip
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.session import Session, TipRef
from bot.dialogue.states import State
from bot.phrases import Phrases
from tests.unit.bot.phone import START, Phone
from tips.draft import Draft
from tips.place import Place


def test_starting_again_after_being_erased_is_not_called_an_older_card(phone: Phone) -> None:
    phone.tap_old("start", 7)
    assert phone.at(State.WELCOME)
    assert phone.step is not None
    assert phone.step.toast is None


def test_the_first_card_says_what_is_kept_who_sees_it_and_what_this_is_not(phone: Phone) -> None:
    assert phone.text.startswith("<b>Road check</b>")
    for word in ("keep", "task force", "Telegram", "confidential", "not anonymous", "not an emergency service", "911"):
        assert word in phone.text


def test_nobody_is_asked_anything_before_the_welcome(knowledge: Knowledge, phrases: Phrases) -> None:
    for name in ("start", "report", "stop"):
        assert Phone(knowledge, phrases).command(name).at(State.WELCOME)
    assert Phone(knowledge, phrases).say("a van full of people").at(State.WELCOME)
    assert Phone(knowledge, phrases).file().at(State.WELCOME)


def test_a_greeting_begins_no_report(phone: Phone) -> None:
    phone.say("Hello!").say("hola")
    assert phone.session.draft is None


def test_a_greeting_beside_an_open_report_is_none_of_its_words(reporting: Phone) -> None:
    reporting.command("stop").tap("keep").say("hello")
    assert reporting.at(State.HOME)
    assert reporting.draft.statements == ()


def test_a_greeting_that_answers_a_question_is_kept(sent: Phone) -> None:
    sent.hear("question", sent.session.tips[0].code, "Are you there?").tap("open").say("hey")
    (added,) = sent.asked_for(AddToTip)
    assert isinstance(added, AddToTip)
    assert added.statement is not None
    assert added.statement.text == "hey"


def test_a_typed_no_throws_no_report_away(reporting: Phone) -> None:
    reporting.say("girl at flying j exit 272 i-80").tap("stop").say("no")
    assert reporting.at(State.STILL_THERE) or reporting.at(State.WHEN)
    assert reporting.draft.statements
    reporting.wait(hours=8).sticker()
    assert reporting.at(State.RESUME)
    assert reporting.say("no").at(State.HOME)
    assert reporting.draft.statements
    assert not reporting.asked_for(DiscardDraft)


@pytest.mark.parametrize("word", ["no", "nope", "cancel", "stop", "back"])
def test_what_cannot_be_taken_back_is_left_undone_by_a_typed_no(sent: Phone, word: str) -> None:
    assert sent.command("erase").say(word).at(State.RECEIPT)
    sent.tap("tips").tap(f"tip.{sent.session.tips[0].code}", "withdraw")
    assert sent.say(word).at(State.TIP)
    assert not sent.asked_for(EraseReporter)
    assert not sent.asked_for(WithdrawTip)
    assert sent.session.draft is None


def test_a_typed_yes_erases_and_takes_back_and_an_ok_is_not_enough(sent: Phone) -> None:
    sent.tap("tips").tap(f"tip.{sent.session.tips[0].code}", "withdraw").say("ok")
    assert not sent.asked_for(WithdrawTip)
    sent.say("sí")
    assert sent.asked_for(WithdrawTip)
    sent.command("erase").say("ok")
    assert not sent.asked_for(EraseReporter)
    sent.say("yes")
    assert sent.asked_for(EraseReporter)


@pytest.mark.parametrize("word", ["ok", "Thanks!", "gracias", "yes", "no", "not sure"])
def test_small_words_around_a_report_begin_none_and_are_added_to_no_tip(sent: Phone, word: str) -> None:
    for screen in ("help", "language", "tips"):
        before = len(sent.effects)
        sent.command(screen).say(word)
        assert sent.session.draft is None, screen
        assert sent.effects[before:] == []


def test_status_and_help_can_be_typed(sent: Phone) -> None:
    assert sent.tap("home").say("status").at(State.TIPS)
    assert sent.command("start").say("help").at(State.HELP)


def test_the_reason_for_taking_back_is_added_to_the_tip(sent: Phone) -> None:
    sent.tap("tips").tap(f"tip.{sent.session.tips[0].code}", "withdraw").say("I was wrong, it was his daughter")
    assert sent.session.draft is None
    (added,) = sent.asked_for(AddToTip)
    assert isinstance(added, AddToTip)
    assert added.code == sent.session.tips[0].code


@pytest.mark.parametrize("name", ["report", "tip", "help", "stop", "sos"])
def test_the_words_behind_a_command_are_kept(reporting: Phone, name: str) -> None:
    reporting.command(name, "girl at flying j exit 272 i-80")
    assert [said.text for said in reporting.draft.statements] == ["girl at flying j exit 272 i-80"]
    assert reporting.draft.place is not None
    assert reporting.text.count("Where: Flying J") == 1
    wanted = {"help": State.HELP, "stop": State.STOP, "sos": State.EMERGENCY}
    assert reporting.at(wanted.get(name, State.WHEN))
    assert reporting.step is not None
    assert reporting.step.remove


def test_words_of_danger_behind_a_command_show_the_numbers_first(reporting: Phone) -> None:
    assert reporting.command("report", "help now he has a gun").at(State.EMERGENCY)


def test_a_link_with_a_payload_writes_nothing_into_a_report(phone: Phone) -> None:
    assert phone.command("start", "poster-12").at(State.WELCOME)
    assert phone.session.draft is None


def test_emergency_goes_back_to_exactly_where_it_came_from(reporting: Phone) -> None:
    reporting.press("Truck stop").tap("skip", "skip", "unsure").press("More ›").press("9")
    before = reporting.session
    reporting.tap("sos")
    assert reporting.at(State.EMERGENCY)
    reporting.tap("back")
    assert (reporting.state, reporting.session.page, reporting.draft) == (before.state, before.page, before.draft)


def test_emergency_works_from_an_old_card_and_by_words_and_commands(reporting: Phone) -> None:
    reporting.tap_old("sos", -1)
    assert reporting.at(State.EMERGENCY)
    for word in ("sos", "911", "Danger now"):
        reporting.tap("back").say(word)
        assert reporting.at(State.EMERGENCY)
    assert reporting.tap("back").command("sos").at(State.EMERGENCY)
    assert not reporting.draft.statements


def test_help_shows_the_numbers_of_the_country_of_the_place_with_a_switch(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("Hwy 401 km 45 Ontario").tap("right").command("help")
    assert "1-833-900-1010" in reporting.text
    reporting.press("United States")
    assert "1-888-373-7888, text HELP to 233733" in reporting.text
    reporting.tap("back")
    assert reporting.at(State.SIGNS)


def test_every_help_line_that_may_be_shown_stands_on_the_card_of_its_country(phone: Phone) -> None:
    helplines = phone.knowledge.helplines
    for country in helplines.countries:
        phone.session = replace(phone.session, country=country)
        for line in helplines.for_country(country):
            assert line.name("en") in phone.command("help").text, line.id


def test_the_numbers_follow_the_choice_the_place_the_last_tip_and_the_language_in_that_order(phone: Phone) -> None:
    session = Session(language="en", tips=(TipRef(code="A", sent=START, country="MX"), TipRef(code="B", sent=START)))
    in_ontario = Draft(started=START, place=Place(state="CA-ON"))
    nowhere = Draft(started=START, place=Place(words="by the gate"))
    assert country_of(replace(session, draft=in_ontario, country="US")) == "US"
    assert country_of(replace(session, draft=in_ontario)) == "CA"
    assert country_of(replace(session, draft=nowhere)) == "MX"
    for language, country in (("en", "US"), ("es", "US"), ("fr", "CA"), ("fr-CA", "CA"), ("pa", "US"), ("ru", "US")):
        assert country_of(Session(language=language)) == country


def test_after_a_tip_from_canada_receipt_and_help_show_the_canadian_line(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("Hwy 401 km 45 Ontario").tap("right")
    reporting.say("a man took all the papers of three workers").tap("review", "send")
    assert "1-833-900-1010" in reporting.text
    assert "1-888-373-7888" not in reporting.text
    assert reporting.session.draft is None
    assert "1-833-900-1010" in reporting.command("help").text


def test_the_emergency_card_shows_every_country_and_no_card_says_when_a_number_was_checked(sent: Phone) -> None:
    checked = {str(line.last_checked) for lines in sent.knowledge.helplines.kept.values() for line in lines}
    for command in ("help", "sos"):
        sent.command(command)
        assert not [day for day in checked if day in sent.text]
    for number in ("1-888-373-7888", "1-833-900-1010", "800\u00a05533\u00a0000"):
        assert number in sent.text


def test_the_language_changes_at_any_point_and_the_report_goes_on(reporting: Phone) -> None:
    reporting.press("Motel").command("language").press("Español")
    assert "¿Cuándo lo notaste?" in reporting.text
    reporting.command("language").press("English")
    assert "When did you notice it?" in reporting.text


def test_every_command_leaves_the_open_report_as_it_is(reporting: Phone) -> None:
    reporting.press("Motel").say("a man kept the papers of the crew")
    draft = reporting.draft
    for name in (
        "start",
        "report",
        "tips",
        "help",
        "language",
        "erase",
        "hide",
        "stop",
        "sos",
        "back",
        "done",
        "nonsense",
    ):
        reporting.command(name)
        assert reporting.session.draft == draft, name
    assert reporting.command("start").press("Go on").at(State.WHEN)


def test_an_unknown_command_is_answered(phone: Phone) -> None:
    assert "not known here" in phone.command("launch").text


def test_quick_hide_shows_a_neutral_card_and_any_message_brings_everything_back(reporting: Phone) -> None:
    reporting.press("Motel").command("hide")
    assert len(reporting.asked_for(HideChat)) == 1
    assert reporting.text == "<b>Road check</b>\nNothing new on your route."
    reporting.say("skip")
    assert reporting.at(State.WHEN), "words that name a button only wake it"
    assert "two days" in reporting.text, "it says what could not be removed"
    reporting.command("hide").say("it was last night around 10")
    assert reporting.draft.observed is not None


def test_news_does_not_uncover_a_hidden_chat(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.command("hide").hear("status-in-review", code)
    assert sent.at(State.HIDDEN)
    sent.tap("open")
    assert sent.at(State.NOTICE)


def test_news_knocks_and_says_nothing_until_it_is_opened(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.hear("question", code, "Which pump was it?")
    assert sent.text == "<b>Road check</b>\nYou have a new message."
    assert sent.actions == ["open", "sos"]
    sent.say("Open")
    assert "Which pump was it?" in sent.text
    sent.tap("later").hear("status-closed", code)
    assert sent.at(State.KNOCK)
    sent.tap("sos", "back")
    assert sent.at(State.NOTICE), "whoever looks has seen that somebody wrote"


def test_words_for_another_screen_are_no_answer_to_a_question_that_was_not_read(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.tap("home", "report", "parked", "no").press("Motel")
    sent.hear("question", code, "Which pump was it?").say("last night around 10")
    assert not sent.asked_for(AddToTip)
    assert sent.draft.observed is not None
    assert "Which pump was it?" in sent.text
    sent.say("pump 12")
    assert len(sent.asked_for(AddToTip)) == 1


def test_words_after_the_receipt_are_added_to_that_tip(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.say("the van had a dent in the left door")
    (added,) = sent.asked_for(AddToTip)
    assert isinstance(added, AddToTip)
    assert added.code == code
    assert added.statement is not None
    assert added.statement.text == "the van had a dent in the left door"
    assert sent.at(State.ADDING)
    sent.file().pin().contact("308-555-0142").tap("done")
    assert len(sent.asked_for(AddToTip)) == 4
    assert len(sent.asked_for(KeepFile)) == 1
    assert sent.at(State.RECEIPT)


def test_the_status_of_a_tip_is_shown_in_plain_words(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.press("My tips")
    assert "In the queue" in sent.text
    sent.standing(code, "action-taken").tap(f"tip.{code}")
    assert "The right people are acting on it." in sent.text


def test_a_tip_is_taken_back_once_and_only_after_a_question(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.tap("tips", f"tip.{code}", "withdraw")
    assert not sent.asked_for(WithdrawTip)
    visit = sent.session.visit
    sent.tap("withdraw").tap_old("withdraw", visit)
    assert len(sent.asked_for(WithdrawTip)) == 1
    sent.standing(code, "withdrawn")
    assert "withdraw" not in sent.actions


def test_many_tips_are_paged(sent: Phone) -> None:
    for number in range(8):
        sent.command("start").press("Start a report").tap("parked", "no").say(
            f"a man held the passport of worker {number}"
        )
        sent.tap("review", "send")
    sent.command("tips")
    newest = [action for action in sent.actions if action.startswith("tip.")]
    sent.press("Older ›")
    oldest = [action for action in sent.actions if action.startswith("tip.")]
    assert len(newest) == 6
    assert len(oldest) == 3
    assert not set(newest) & set(oldest)


def test_a_question_comes_up_at_once_and_the_report_goes_on_where_it_was(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.tap("home", "report", "parked", "no").press("Motel")
    sent.hear("question", code, "Which pump was it?").tap("open")
    assert "They ask: Which pump was it?" in sent.text
    sent.say("pump 12, on the east side").file()
    added = sent.asked_for(AddToTip)
    assert [effect.code for effect in added if isinstance(effect, AddToTip)] == [code, code]
    assert not sent.draft.statements, "the answer is not part of the new report"
    sent.tap("done")
    assert sent.at(State.WHEN)


def test_a_question_put_off_waits_on_the_tip(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.hear("question", code, "Which pump was it?").tap("open", "later")
    assert sent.at(State.RECEIPT)
    sent.tap("tips", f"tip.{code}").press("Answer").say("pump 12").tap("done")
    assert "answer" not in sent.actions
    assert len(sent.asked_for(AddToTip)) == 1


def test_several_pieces_of_news_are_shown_one_after_the_other(sent: Phone) -> None:
    code = sent.session.tips[0].code
    sent.hear("status-in-review", code).hear("question", code, "Which door?").hear("something-new", code, "Thank you.")
    sent.tap("open")
    assert "Someone is looking into it." in sent.text
    sent.press("OK")
    assert "Which door?" in sent.text
    sent.tap("later")
    assert "There is news on your tip." in sent.text
    assert "Thank you." in sent.text
    sent.press("OK")
    assert sent.at(State.RECEIPT)


def test_danger_in_an_addition_shows_the_emergency_card(sent: Phone) -> None:
    sent.say("he is beating her right now")
    assert sent.at(State.EMERGENCY)
    assert len(sent.asked_for(AddToTip)) == 1
    assert sent.tap("back").at(State.ADDING)


def test_erasing_asks_first_and_leaves_nothing(sent: Phone) -> None:
    sent.tap("home", "report", "parked", "no").press("Motel").command("erase")
    assert not sent.asked_for(EraseReporter)
    sent.press("Erase me")
    assert sent.asked_for(DiscardDraft)
    assert sent.asked_for(EraseReporter)
    left = Session(language="en", state=State.ERASED, visit=sent.session.visit, revision=sent.session.revision)
    assert sent.session == left
    assert sent.say("hello").at(State.WELCOME)


def test_a_receipt_that_something_overtook_is_said_until_it_was_seen(reporting: Phone) -> None:
    reporting.say("girl at flying j exit 272 i-80").tap("review")
    reporting.signal = False
    reporting.tap("send")
    code = reporting.session.tips[0].code
    reporting.command("report")
    assert reporting.at(State.SAFETY)
    assert f"Your tip is in. Its code is {code}." in reporting.text
    reporting.command("hide")
    assert code not in reporting.text
    reporting.signal = True
    reporting.command("report")
    assert code in reporting.text, "the hidden card has not said it"
    reporting.command("help")
    assert code in reporting.text, "it was shown for a moment only"
    reporting.wait(minutes=2).command("report")
    assert code not in reporting.text


def test_a_tap_on_a_card_that_says_the_receipt_means_that_it_was_seen(reporting: Phone) -> None:
    reporting.say("girl at flying j exit 272 i-80").tap("review")
    reporting.signal = False
    reporting.tap("send")
    assert reporting.text.count(reporting.session.tips[0].code) == 1
    reporting.tap("home")
    assert not reporting.session.receipts
