"""Conversations of the report: one test is one conversation, read from top to bottom."""

from dataclasses import replace

import pytest

from bot.dialogue.effects import DiscardDraft, KeepFile, SubmitTip
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.moves import show
from bot.dialogue.states import State
from bot.phrases import Phrases
from indicators.terms import Setting
from tests.unit.bot.phone import Phone
from tips.draft import AgeBand, Answer, Basis, ContactKind, MediaKind, ToldWhom, Topic


def test_a_whole_report_goes_from_the_first_tap_to_the_receipt(phone: Phone) -> None:
    phone.press("Start a report").press("I'm parked").press("No")
    assert phone.text.startswith("●○○○○○○○   1 of 8\n<b>What kind of place was it?</b>")
    phone.press("Truck stop").press("In the last hour").press("Gone").press("West")
    phone.say("I-80 westbound mile 272 near Kearney NE")
    assert "I-80 westbound, mile 272, Kearney, Buffalo County, Nebraska. Right?" in phone.text
    phone.press("Right").press("1").press("3").press("3 👁").press("Done ›")
    phone.press("2").press("Teen, 13 to 17").press("Done ›").say("red hoodie, limp")
    phone.say("black tahoe ne plate abc123").say("308-555-0142").file(caption="from my cab").press("Done ›")
    phone.press("Nothing more").press("Nobody yet").press("Yes")
    assert phone.at(State.REVIEW)
    phone.press("Send it")

    (tip,) = phone.asked_for(SubmitTip)
    assert isinstance(tip, SubmitTip)
    draft = tip.draft
    assert draft.setting is Setting.TRUCK_STOP
    assert draft.still_there is Answer.NO
    assert draft.heading == "west"
    assert draft.place is not None
    assert (draft.place.road, draft.place.mile, draft.place.county, draft.place.state) == (
        "I-80",
        272,
        "Buffalo",
        "US-NE",
    )
    assert [(sign.indicator, sign.basis) for sign in draft.signs] == [
        ("asked-for-help", Basis.SAW),
        ("speaks-for-them", Basis.HEARD),
    ]
    assert (draft.people.count, draft.people.ages, draft.people.look) == (
        2,
        frozenset({AgeBand.TEEN}),
        "red hoodie, limp",
    )
    assert draft.vehicles[0].plates[0].text == "ABC123"
    assert (draft.contacts[0].kind, draft.contacts[0].value) == (ContactKind.PHONE, "+13085550142")
    assert len(draft.media) == 1
    assert draft.told == {ToldWhom.NOBODY}
    assert draft.may_ask is True
    assert "from my cab" in draft.narrative
    assert f"Its code is {tip.code}" in phone.text
    lines = [line for line in phone.text.splitlines() if line]
    assert len(lines) == 4, "the receipt is four lines"
    assert "within" not in lines[2], "no time is promised that nobody can keep"
    assert "911" in phone.text


def test_one_message_fills_the_draft_and_only_what_is_missing_is_asked(phone: Phone) -> None:
    phone.say("girl at flying j exit 272 i-80, black tahoe ne plate abc123, guy holds her id")
    assert phone.at(State.WELCOME), "what is kept, and who sees it, comes before the first question"
    assert "Flying J" in phone.text
    phone.press("Go on").press("I'm parked").press("No")
    asked = []
    while not phone.at(State.REVIEW):
        asked.append(phone.state)
        phone.tap("skip" if "skip" in phone.actions else "done")
    assert State.SIGNS in asked, "there may be more signs than the one that was told"
    assert not {State.SETTING, State.WHERE, State.PEOPLE_COUNT, State.PEOPLE_AGES, State.VEHICLE, State.WORDS} & set(
        asked
    )
    assert phone.draft.setting is Setting.TRUCK_STOP
    assert phone.draft.vehicles[0].make == "Chevrolet"
    assert [sign.indicator for sign in phone.draft.signs] == ["id-held-by-other"]
    assert Topic.WHEN in phone.draft.skipped


def test_a_sign_goes_from_saw_to_heard_to_told_to_off(reporting: Phone) -> None:
    reporting.press("Truck stop").tap("skip", "skip", "unsure")
    assert reporting.at(State.SIGNS)
    for label, basis in (("1", Basis.SAW), ("1 👁", Basis.HEARD), ("1 👂", Basis.TOLD)):
        reporting.press(label)
        assert reporting.draft.signs[0].basis is basis
    reporting.press("1 💬")
    assert not reporting.draft.signs


def test_a_report_keeps_the_versions_by_which_its_signs_were_shown(reporting: Phone) -> None:
    reporting.press("Truck stop").tap("skip", "skip", "unsure")
    assert reporting.draft.asked_with is None
    reporting.press("1")
    shown = reporting.knowledge.versions("trucking")
    assert reporting.draft.asked_with == shown
    catalog = replace(reporting.knowledge.catalog, version="newer")
    reporting.knowledge = replace(reporting.knowledge, catalog=catalog)
    reporting.say("a black Tahoe with Nebraska plates")
    assert reporting.draft.asked_with == shown, "an update alone changes nothing that was answered"
    reporting.press("2")
    assert reporting.draft.asked_with == ("newer", shown[1])


def test_fast_taps_on_one_screen_all_count_and_double_taps_change_nothing(reporting: Phone) -> None:
    reporting.press("Truck stop").tap("skip", "skip", "unsure")
    visit = reporting.session.visit
    shown = reporting.actions[:3]
    for action in (*shown, *shown):
        reporting.tap_old(action, visit)
    assert [sign.basis for sign in reporting.draft.signs] == [Basis.SAW] * 3
    assert reporting.session.visit == visit


def test_every_sign_of_every_setting_can_be_reached_by_paging(knowledge: Knowledge, phrases: Phrases) -> None:
    for setting in Setting:
        phone = Phone(knowledge, phrases).tap("report", "parked", "no", f"set.{setting}", "skip", "skip", "unsure")
        reached: list[str] = []
        while True:
            reached += [action.split(".")[1] for action in phone.actions if action.startswith("s.")]
            onward = next((action for action in phone.actions if action == f"page.{phone.session.page + 1}"), None)
            if onward is None:
                break
            phone.tap(onward)
        assert tuple(reached) == knowledge.checklist("trucking").signs_for(setting)


def test_back_on_a_later_page_goes_one_page_back(reporting: Phone) -> None:
    reporting.press("Truck stop").tap("skip", "skip", "unsure").press("More ›")
    assert "page 2 of" in reporting.text
    visit = reporting.session.visit
    reporting.tap_old("page.0", visit).tap_old("page.0", visit)
    assert "page 1 of" in reporting.text
    reporting.press("More ›").command("back")
    assert "page 1 of" in reporting.text
    assert reporting.at(State.SIGNS)


def test_not_sure_and_skip_are_answers_to_every_question(reporting: Phone) -> None:
    while not reporting.at(State.REVIEW):
        assert "skip" in reporting.actions
        reporting.tap("unsure")
    assert reporting.draft.unsure == set(Topic) - {Topic.HEADING}
    assert "send" not in reporting.actions
    reporting.press("Add a sentence").say("two men kept a woman in a white van").press("Send it")
    assert reporting.at(State.RECEIPT)


def test_which_way_is_asked_only_when_they_are_gone(reporting: Phone) -> None:
    reporting.tap("skip", "when.today", "yes")
    assert reporting.at(State.WHERE)
    reporting.tap("back", "no")
    assert reporting.at(State.HEADING)


def test_right_now_does_not_ask_whether_they_are_still_there(reporting: Phone) -> None:
    reporting.tap("skip", "when.now")
    assert reporting.at(State.WHERE)
    assert reporting.draft.still_there is Answer.YES


def test_driving_asks_to_park_first_and_keeps_everything(phone: Phone) -> None:
    phone.tap("report", "driving")
    assert "Park first" in phone.text
    phone.tap("parked")
    assert phone.at(State.DANGER)


def test_danger_shows_the_emergency_card_first_and_the_report_goes_on_after_it(phone: Phone) -> None:
    phone.tap("report", "parked", "yes")
    assert phone.at(State.EMERGENCY)
    assert "911" in phone.text
    assert phone.draft.danger_now
    phone.tap("back")
    assert phone.at(State.SETTING)


def test_words_of_danger_show_the_emergency_card_first_and_are_kept(reporting: Phone) -> None:
    reporting.say("he has a gun and she is locked in the trailer right now")
    assert reporting.at(State.EMERGENCY)
    assert "gun" in reporting.draft.narrative
    reporting.tap("back")
    assert reporting.at(State.SETTING)
    reporting.say("still has the gun")
    assert not reporting.at(State.EMERGENCY), "said once, not at every word"


def test_a_place_that_was_read_wrong_can_be_told_again(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("I-80 mile 272 NE")
    assert reporting.at(State.WHERE_CHECK)
    reporting.press("Not right").say("I-80 mile 312 near Grand Island NE").say("yes")
    place = reporting.draft.place
    assert place is not None
    assert place.mile == 312
    assert "mile 272" in reporting.draft.narrative, "the first words stay"


def test_a_pin_is_read_back_when_the_place_is_asked_for(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").pin()
    assert "Buffalo County, Nebraska. Right?" in reporting.text
    reporting.tap("right")
    assert reporting.draft.place is not None
    assert reporting.draft.place.latitude == 40.6995


def test_a_pin_at_any_other_question_becomes_the_place(reporting: Phone) -> None:
    reporting.pin()
    assert reporting.at(State.SETTING)
    assert reporting.draft.place is not None
    assert "Buffalo County" in reporting.text
    reporting.tap("skip", "skip", "unsure")
    assert reporting.at(State.SIGNS), "the place is known"


def test_a_moving_live_location_changes_only_a_place_that_is_being_read_back(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").pin(live=True).move(40.92, -98.34)
    assert "Hall County" in reporting.text
    reporting.tap("right")
    revision = reporting.session.revision
    reporting.move(41.1, -100.7)
    assert reporting.draft.place is not None
    assert reporting.draft.place.latitude == 40.92
    assert reporting.session.revision == revision, "nothing on the card has changed"


def test_files_are_taken_at_any_question(reporting: Phone) -> None:
    reporting.file(MediaKind.VOICE).file(MediaKind.PHOTO, caption="white van, plate XYZ 789, Nebraska")
    assert reporting.at(State.SETTING)
    assert len(reporting.asked_for(KeepFile)) == 2
    assert [file.kind for file in reporting.draft.media] == [MediaKind.VOICE, MediaKind.PHOTO]
    assert "white van" in reporting.draft.narrative, "a caption is words"
    assert reporting.draft.vehicles[0].plates[0].text == "XYZ789"


def test_a_place_said_again_is_not_read_back_again(reporting: Phone) -> None:
    reporting.say("girl at flying j exit 272 i-80")
    assert "Where: Flying J, I-80, exit 272." in reporting.text
    reporting.say("a white van by the flying j")
    assert "Where:" not in reporting.text


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("girl at the Husky near Woodstock Ontario", "1-833-900-1010"),
        ("muchacha cerca de Hermosillo, Sonora", "800\u00a05533\u00a0000"),
        ("girl at flying j exit 272 i-80", "1-888-373-7888"),
    ],
)
def test_the_receipt_names_the_help_line_of_where_it_was(reporting: Phone, words: str, number: str) -> None:
    assert number in reporting.say(words).tap("review", "send").text


def test_an_album_is_several_files(reporting: Phone) -> None:
    for _ in range(4):
        reporting.file()
    assert "Kept: 4 files." in reporting.text


def test_a_line_of_the_review_is_changed_and_the_review_comes_back(reporting: Phone) -> None:
    reporting.tap("set.motel").say("a boss held the passports of the crew").tap("review", "change.0")
    assert reporting.at(State.SETTING)
    assert "✓ Motel" in [label for row in reporting.shown.rows for label, _ in row]
    reporting.press("Roadside")
    assert reporting.at(State.REVIEW)
    assert reporting.draft.setting is Setting.ROADSIDE


def test_changing_the_time_asks_the_questions_that_belong_to_it(reporting: Phone) -> None:
    reporting.say("they were hungry and afraid of the driver").tap("review", "change.1", "when.hour", "no", "head.east")
    assert reporting.at(State.REVIEW)
    assert "In the last hour, gone, East" in reporting.text


def test_what_is_missing_is_named_once_and_blocks_nothing(reporting: Phone) -> None:
    reporting.say("they were hungry and afraid of him").tap("review")
    assert reporting.text.count("Not in it: 1. kind of place · 2. when · 3. where · ") == 1
    assert "2. When" not in reporting.text, "what is not in it has no line of its own"
    assert "send" in reporting.actions
    reporting.tap("change.2").say("I-80 west mile 272 near Kearney NE").tap("right")
    assert "3. Where: I-80 westbound, mile 272, Kearney, Buffalo County, Nebraska" in reporting.text


def test_not_sure_about_the_place_read_back_keeps_it(reporting: Phone) -> None:
    reporting.tap("set.truck-stop", "when.hour", "yes").say("I-80 west mile 272 near Kearney NE").tap("unsure")
    assert reporting.draft.place is not None
    assert (reporting.draft.place.mile, reporting.draft.place.state) == (272, "US-NE")
    assert Topic.WHERE in reporting.draft.unsure


def test_a_spot_on_the_premises_adds_to_the_place_told_before(reporting: Phone) -> None:
    reporting.tap("set.truck-stop", "when.hour", "yes").say("I-80 west mile 272 near Kearney NE").tap("right")
    reporting.tap("back").say("lot behind pump 12")
    assert "I-80 westbound, mile 272, lot behind pump 12, Kearney, Buffalo County, Nebraska. Right?" in reporting.text


def test_a_pin_adds_to_the_spot_on_the_premises_told_before(reporting: Phone) -> None:
    reporting.tap("set.truck-stop", "when.hour", "yes").say("behind pump 12").pin()
    assert "behind pump 12, Kearney, Buffalo County, Nebraska. Right?" in reporting.text
    reporting.tap("right", "back").say("I-10 exit 5 near El Paso TX")
    assert "pump 12" not in reporting.text, "a place that is another one is not mixed with the first"


def test_somebody_not_sure_of_being_safe_is_told_to_park_first(phone: Phone) -> None:
    phone.tap("report", "unsure")
    assert phone.at(State.DRIVING)


@pytest.mark.parametrize(
    ("language", "told", "read_back"),
    [
        ("en", "black tahoe ne plate abc123", "black Chevrolet Tahoe, plate ABC123, Nebraska"),
        ("en", "white Ford Transit van, Texas plate KLM4567, dent in rear door", None),
        ("en", "blue Peterbilt, DOT 1234567", "blue Peterbilt, USDOT 1234567"),
        ("es", "tahoe negra placa ne abc123", "Chevrolet Tahoe color negro, placa ABC123, Nebraska"),
        ("fr", "black tahoe ne plate abc123", "Chevrolet Tahoe de couleur noire, plaque ABC123, Nebraska"),
        ("fr", "Tahoe noir, plaque QC ABC 123", "Chevrolet Tahoe, plaque ABC123, Quebec, noir"),
        ("ru", "black tahoe ne plate abc123", "Chevrolet Tahoe чёрного цвета, номер ABC123, Nebraska"),
        ("ru", "чёрный tahoe, plate ne abc123", "Chevrolet Tahoe, номер ABC123, Nebraska, чёрный"),
        ("en", "some kind of hearse", "some kind of hearse"),
    ],
)
def test_a_vehicle_is_read_back_as_it_was_understood(
    reporting: Phone, language: str, told: str, read_back: str | None
) -> None:
    reporting.session = replace(show(reporting.session, State.VEHICLE), language=language)
    reporting.say(told)
    said = read_back or "white Ford Transit van, plate KLM4567, Texas, dent in rear door"
    assert f" {said}." in reporting.text
    assert len(reporting.draft.vehicles) == 1
    assert reporting.draft.vehicles[0].words == told


def test_two_vehicles_in_one_message_are_both_read_back_once(reporting: Phone) -> None:
    reporting.say("a red Honda Civic and a white cargo van, plate KLM4567, dropped girls off")
    assert reporting.text.count("Civic") == 1
    assert reporting.text.count("KLM4567") == 1


def test_only_what_is_new_of_the_people_is_noted(reporting: Phone) -> None:
    reporting.session = show(reporting.session, State.PEOPLE_COUNT)
    reporting.tap("n.2", "age.adult.1", "age.teen.1", "done").say("red hoodie, limp")
    assert "People: red hoodie, limp." in reporting.text
    reporting.session = show(reporting.session, State.REVIEW)
    assert "5. People: 2 people; Teen, 13 to 17; Adult; red hoodie, limp" in reporting.text


def test_the_way_they_went_is_read_back(reporting: Phone) -> None:
    reporting.tap("set.truck-stop", "when.hour", "no").say("toward Kearney")
    assert "When: In the last hour, gone, toward Kearney." in reporting.text


def test_the_signs_already_told_are_named_where_their_page_is_not_shown(reporting: Phone) -> None:
    reporting.say("girl at flying j exit 272 i-80, guy holds her id").tap("skip", "skip")
    assert reporting.at(State.SIGNS)
    assert reporting.text.count("Another person was holding their ID") == 1


def test_a_caption_does_not_stand_for_the_own_words(reporting: Phone) -> None:
    reporting.session = show(reporting.session, State.MEDIA)
    reporting.file(caption="the van from my cab").tap("done")
    assert reporting.at(State.WORDS)
    reporting.say("they were there for an hour").tap("review")
    assert "the van from my cab / they were there for an hour" in reporting.text


def test_a_draft_is_sent_only_once(reporting: Phone) -> None:
    reporting.say("a man took all the papers of the workers").tap("review")
    visit = reporting.session.visit
    for _ in range(3):
        reporting.tap_old("send", visit)
    reporting.say("send it")
    assert len(reporting.asked_for(SubmitTip)) == 1


def test_every_step_also_works_by_typed_words(phone: Phone) -> None:
    phone.say("start a report").say("yes").say("no").say("truck stop").say("yesterday").say("gone").say("west")
    phone.say("I-80 mile 272 near Kearney NE").say("yes").say("1 heard 3").say("done")
    assert [sign.basis for sign in phone.draft.signs] == [Basis.SAW, Basis.HEARD]
    phone.say("2").say("teen 13 to 17").say("done").say("skip").say("no vehicle").say("nothing").say("none")
    assert phone.at(State.WORDS)
    phone.say("back")
    assert phone.at(State.MEDIA)
    phone.say("nothing").say("he shouted at them").say("nobody").say("yes").say("send it")
    (tip,) = phone.asked_for(SubmitTip)
    assert isinstance(tip, SubmitTip)
    assert tip.draft.narrative.splitlines() == ["I-80 mile 272 near Kearney NE", "he shouted at them"]


def test_every_step_works_by_typed_words_in_spanish(knowledge: Knowledge, phrases: Phrases) -> None:
    phone = Phone(knowledge, phrases, "es")
    phone.say("empezar un reporte").say("sí").say("no").say("parada de camiones").say("ayer").say("se fueron").say(
        "oeste"
    )
    phone.say("I-80 milla 272 cerca de Kearney NE")
    assert "I-80, milla 272" in phone.text
    phone.say("correcto").say("1 oí 3").say("listo").say("2").say("adulto").say("listo").say("saltar")
    assert phone.at(State.VEHICLE)
    assert [sign.basis for sign in phone.draft.signs] == [Basis.SAW, Basis.HEARD]
    assert phone.draft.people.ages == {AgeBand.ADULT}


def test_stop_keeps_the_report_for_later_or_throws_it_away(reporting: Phone) -> None:
    reporting.tap("set.motel", "stop", "keep")
    assert reporting.at(State.HOME)
    assert reporting.draft.setting is Setting.MOTEL
    reporting.press("Go on")
    assert reporting.at(State.WHEN)
    reporting.tap("stop", "discard")
    assert reporting.session.draft is None
    assert len(reporting.asked_for(DiscardDraft)) == 1


def test_a_report_of_yesterday_asks_whether_to_go_on(reporting: Phone) -> None:
    reporting.tap("set.bus").wait(hours=7).say("it was a white van")
    assert reporting.at(State.RESUME)
    assert "white van" in reporting.draft.narrative, "what was just said is kept"
    reporting.tap("go-on")
    assert reporting.at(State.WHEN)
    reporting.wait(hours=7).tap_old("unsure", reporting.session.visit)
    reporting.tap("start-over")
    assert reporting.at(State.SAFETY)
    assert not reporting.draft.statements


def test_a_report_goes_on_after_an_hour_as_if_nothing_was(reporting: Phone) -> None:
    reporting.tap("set.bus").wait(hours=1).tap("when.yesterday")
    assert reporting.at(State.STILL_THERE)


def test_a_story_told_at_a_short_question_is_kept_as_words_and_the_question_stays(reporting: Phone) -> None:
    reporting.tap("skip").say("she looked so scared of him")
    assert reporting.at(State.WHEN)
    assert reporting.draft.observed is None
    assert reporting.draft.statements[0].topic is None
    reporting.say("last night around 10").tap("unsure").say("two men kept a woman in a black van all evening")
    assert reporting.at(State.WHERE)
    assert reporting.draft.place is None
    assert reporting.draft.vehicles


def test_a_place_that_no_map_knows_is_taken_in_the_reporters_words(reporting: Phone) -> None:
    reporting.tap("skip", "skip", "unsure").say("behind old Miller's yard")
    assert reporting.at(State.SIGNS)
    assert reporting.draft.place is not None
    assert reporting.draft.place.words == "behind old Miller's yard"


def test_what_was_seen_online_is_asked_for_by_site_not_by_road(reporting: Phone) -> None:
    reporting.tap("set.online", "when.today", "no")
    assert reporting.at(State.WHERE), "nobody drives off on a web page"
    assert "site, app, link" in reporting.text
    reporting.say("an ad at example.com/ads/123, call 308-555-0142")
    assert {contact.kind for contact in reporting.draft.contacts} >= {ContactKind.LINK, ContactKind.PHONE}
