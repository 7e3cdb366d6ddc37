"""Raw updates as Telegram sends them, of every kind, and what we make of each. All people and numbers are invented."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.events import (
    CommandGiven,
    ContactShared,
    LocationMoved,
    LocationShared,
    MediaSent,
    Tapped,
    TextEdited,
    TextSent,
    UnreadableSent,
)
from bot.emergency import is_emergency
from bot.telegram import Arrival, Kind, clean, read_update
from tips.draft import MediaKind

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
SENT = datetime(2026, 11, 23, 4, 59, tzinfo=UTC)
STAMP = int(SENT.timestamp())
CHAT = {"id": 4242, "type": "private", "first_name": "Invented", "last_name": "Person", "username": "invented"}
FROM = {"id": 4242, "is_bot": False, "first_name": "Invented", "last_name": "Person", "language_code": "es-MX"}
NAMES = ("Invented", "Person", "Forwarded", "Contacted")


def message(**content: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 31, "date": STAMP, "chat": CHAT, "from": FROM, **content}}


def read(update: dict[str, Any]) -> Arrival:
    arrival = read_update(json.loads(json.dumps(update)), now=NOW)
    assert not any(name in repr(arrival) for name in NAMES), "names of senders go no further"
    return arrival


def file(**more: Any) -> dict[str, Any]:
    return {"file_id": "F", "file_unique_id": "U", "file_size": 1000, **more}


def test_words_become_a_text() -> None:
    arrival = read(message(text="two girls at the pumps"))
    assert arrival.kind is Kind.EVENT
    assert (arrival.chat_id, arrival.message_id, arrival.language) == (4242, 31, "es-mx")
    assert arrival.event == TextSent(at=SENT, source="m31", text="two girls at the pumps")


@pytest.mark.parametrize(
    ("text", "name", "payload"),
    [
        ("/start", "start", ""),
        ("/start carrier-12", "start", "carrier-12"),
        ("/SOS", "sos", ""),
        ("/report@roadcheck_bot he took her id", "report", "he took her id"),
        ("  /help\n", "help", ""),
    ],
)
def test_a_command_is_known_by_its_slash(text: str, name: str, payload: str) -> None:
    assert read(message(text=text)).event == CommandGiven(at=SENT, source="m31", name=name, payload=payload)


def test_a_slash_alone_is_a_text() -> None:
    assert isinstance(read(message(text="/ 5th st")).event, TextSent)
    assert isinstance(read(message(text="/40 mile")).event, CommandGiven)


def test_an_address_behind_a_word_is_written_out() -> None:
    entities = [{"type": "text_link", "offset": 4, "length": 4, "url": "https://ad.example/555-0100"}]
    event = read(message(text="the link here", entities=entities)).event
    assert event == TextSent(at=SENT, source="m31", text="the link here\nhttps://ad.example/555-0100")


def test_what_cannot_be_seen_is_taken_out() -> None:
    hidden = "A\u200bB\u202eC\x00D\ufeffE\u2066F\ud800G\U000e0041H\x1b[2J"
    assert clean(hidden) == "ABCDEFGH[2J"
    assert clean("one\r\ntwo\tthree\u2028four") == "one\ntwo\tthree\nfour"
    assert clean("مرحبا بك, señorita 🆘") == "مرحبا بك, señorita 🆘"


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_what_can_be_stored(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


def test_a_pin_a_venue_and_a_live_location() -> None:
    pin = read(message(location={"latitude": 40.7, "longitude": -99.1, "horizontal_accuracy": 25.0})).event
    assert pin == LocationShared(at=SENT, source="m31", latitude=40.7, longitude=-99.1, accuracy=25.0)
    place = {"latitude": 40.7, "longitude": -99.1}
    venue = read(message(location=place, venue={"location": place, "title": "Truck stop", "address": "Exit 272"})).event
    assert isinstance(venue, LocationShared)
    assert venue.venue == "Truck stop, Exit 272"
    live = read(message(location={**place, "live_period": 900})).event
    assert isinstance(live, LocationShared)
    assert live.live


def test_the_largest_photo_counts_with_its_caption_and_album() -> None:
    sizes = [file(file_id="S", width=90, height=60), file(file_id="L", width=1280, height=960, file_size=90_000)]
    event = read(message(photo=sizes, caption="the van\u200b", media_group_id="album9")).event
    assert event == MediaSent(
        at=SENT,
        source="m31",
        kind=MediaKind.PHOTO,
        file_id="L",
        unique_id="U",
        size=90_000,
        caption="the van",
        album="album9",
    )


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("voice", MediaKind.VOICE),
        ("video", MediaKind.VIDEO),
        ("video_note", MediaKind.VIDEO),
        ("audio", MediaKind.AUDIO),
        ("document", MediaKind.DOCUMENT),
    ],
)
def test_other_files(field: str, kind: MediaKind) -> None:
    event = read(message(**{field: file(mime_type="video/mp4", file_name="Invented.pdf")})).event
    assert isinstance(event, MediaSent)
    assert (event.kind, event.mime, event.size) == (kind, "video/mp4", 1000)


def test_an_animation_is_one_video_though_it_comes_as_a_document_too() -> None:
    event = read(message(animation=file(), document=file())).event
    assert isinstance(event, MediaSent)
    assert event.kind is MediaKind.VIDEO


def test_of_a_contact_only_the_phone_is_kept() -> None:
    contact = {"phone_number": "+1 402 555 0134", "first_name": "Contacted", "vcard": "FN:Contacted", "user_id": 9}
    assert read(message(contact=contact)).event == ContactShared(at=SENT, source="m31", phone="+1 402 555 0134")


def test_a_forward_keeps_its_words_and_not_its_author() -> None:
    origin = {"type": "user", "date": STAMP, "sender_user": {"id": 1, "is_bot": False, "first_name": "Forwarded"}}
    arrival = read(message(text="call 402 555 0111", forward_origin=origin, forward_from={"first_name": "Forwarded"}))
    assert arrival.event == TextSent(at=SENT, source="m31", text="call 402 555 0111")


@pytest.mark.parametrize("what", ["sticker", "poll", "dice", "game", "story"])
def test_what_a_report_has_no_use_for_is_named(what: str) -> None:
    assert read(message(**{what: {"emoji": "x"}})).event == UnreadableSent(at=SENT, source="m31", what=what)


@pytest.mark.parametrize("service", ["pinned_message", "message_auto_delete_timer_changed", "boost_added"])
def test_a_service_message_is_nothing(service: str) -> None:
    assert read(message(**{service: {}})).kind is Kind.NOTHING


def edited(**content: Any) -> dict[str, Any]:
    changed = {"message_id": 31, "date": STAMP - 60, "edit_date": STAMP, "chat": CHAT, "from": FROM}
    return {"update_id": 8, "edited_message": {**changed, **content}}


def test_an_edit_names_the_message_it_changes() -> None:
    arrival = read(edited(text="three girls"))
    assert arrival.event == TextEdited(at=SENT, source="m31", text="three girls")
    assert arrival.key != read(message(text="three girls")).key


def test_two_edits_in_one_second_are_two() -> None:
    assert read(edited(text="three")).key != read(edited(text="four")).key
    assert read(edited(text="three")).key == read(edited(text="three")).key


def test_a_changed_caption_is_an_edit_and_a_moved_live_location_a_move() -> None:
    assert read(edited(photo=[file(width=1, height=1)], caption="a van")).event == TextEdited(
        at=SENT, source="m31", text="a van"
    )
    moved = read(edited(location={"latitude": 40.8, "longitude": -99.2, "live_period": 900})).event
    assert moved == LocationMoved(at=SENT, source="m31", latitude=40.8, longitude=-99.2)


def tap(data: str = "4.9.yes", **more: Any) -> dict[str, Any]:
    card = {"message_id": 30, "date": STAMP, "chat": CHAT}
    return {"update_id": 9, "callback_query": {"id": "77", "from": FROM, "message": card, "data": data, **more}}


def test_a_tap_names_its_card_and_button() -> None:
    arrival = read(tap())
    assert arrival.event == Tapped(at=NOW, source="m30", visit=4, action="yes")
    assert (arrival.tapped_message, arrival.message_id, arrival.callback_id) == (30, None, "77")


def test_one_tap_delivered_under_a_new_id_has_the_same_key() -> None:
    again = tap()
    again["update_id"] = 1234
    again["callback_query"]["id"] = "78"
    assert read(tap()).key == read(again).key
    assert read(tap("4.9.no")).key != read(tap()).key


@pytest.mark.parametrize("data", ["", "x", "9999999999999999999999.1.yes", "-1.-1.yes", "4.9.", "\u202e", "a" * 64])
def test_forged_callback_data_is_a_tap_that_fits_no_screen(data: str) -> None:
    event = read(tap(data)).event
    assert isinstance(event, Tapped)
    assert event.visit == -1 or event.action not in {"", "yes"} or data.startswith("9999")


def test_the_emergency_button_brings_its_own_language() -> None:
    arrival = read(tap("4.9.sos.es", **{"from": {"id": 4242, "is_bot": False, "first_name": "Invented"}}))
    assert arrival.language == "es"
    assert isinstance(arrival.event, Tapped)
    assert arrival.event.action == "sos"


@pytest.mark.parametrize(
    "words", ["911", "SOS!", "please call 911", "llama al 911", "Appelez le 911", "звоните 911", "Позвоните в 911!"]
)
def test_a_typed_call_for_the_emergency_number_is_one_in_every_language(words: str) -> None:
    assert is_emergency(read(message(text=words)))
    assert not is_emergency(read(message(text=f"{words}, dit-elle, но никто не ответил")))


def test_a_group_is_left_whatever_is_said_in_it() -> None:
    group = {"id": -100, "type": "supergroup", "title": "Invented group"}
    assert read(message(chat=group, text="hello")).kind is Kind.GROUP
    added = {"chat": group, "from": FROM, "date": STAMP, "new_chat_member": {"status": "member"}}
    arrival = read({"update_id": 3, "my_chat_member": added})
    assert (arrival.kind, arrival.chat_id) == (Kind.GROUP, -100)
    left = {**added, "new_chat_member": {"status": "left"}}
    assert read({"update_id": 3, "my_chat_member": left}).kind is Kind.NOTHING


def test_blocking_and_coming_back() -> None:
    def change(status: str) -> Kind:
        member = {"chat": CHAT, "from": FROM, "date": STAMP, "new_chat_member": {"status": status}}
        return read({"update_id": 3, "my_chat_member": member}).kind

    assert change("kicked") is Kind.BLOCKED
    assert change("member") is Kind.UNBLOCKED


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {}},
        {"update_id": 1, "message": {"message_id": "x", "date": "y", "chat": CHAT, "text": "z"}},
        {"update_id": 1, "message": {"message_id": 1, "date": 10**30, "chat": CHAT, "text": "z"}},
        {"update_id": 1, "callback_query": {"id": "1", "from": FROM, "data": "1.1.yes"}},
        {"update_id": 1, "poll": {}},
        {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": CHAT, "location": {"latitude": "north"}}},
    ],
)
def test_an_update_that_makes_no_sense_is_nothing(update: dict[str, Any]) -> None:
    assert read_update(update, now=NOW).kind is Kind.NOTHING


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(CHAT)), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["text", "photo", "location", "contact", "voice", "venue", "caption"]), VALUES))
def test_reading_never_raises(content: dict[str, Any]) -> None:
    read_update(message(**content), now=NOW)
    read_update(edited(**content), now=NOW)


@pytest.mark.parametrize("said", ["Jane Doe 555-0100", "text/jane doe", "x/y", "image/" + "a" * 99, "", 7, None])
def test_words_in_the_place_of_a_file_type_are_not_kept(said: object) -> None:
    event = read(message(document=file(mime_type=said))).event
    assert isinstance(event, MediaSent)
    assert event.mime is None
