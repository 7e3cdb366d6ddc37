"""What people do with phones becomes the updates that Telegram would send."""

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.actions import ACTIONS, act
from simulator.botapi import BotApi
from simulator.errors import ApiError, ScriptError
from simulator.snapshot import Snapshot
from simulator.views import show_changes, show_chat
from simulator.world import Phone, World

KEYS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Stop", "callback_data": "stop"}]]}


@pytest.fixture
def world() -> World:
    return World("5550100:invented")


@pytest.fixture
def api(world: World) -> BotApi:
    return BotApi(world)


@pytest.fixture
def phone(world: World) -> Phone:
    return world.add_phone("Sample Driver", "en")


def updates(world: World) -> list[dict[str, Any]]:
    return [json.loads(update.raw) for update in world.updates.pending.values()]


def last(world: World) -> dict[str, Any]:
    return updates(world)[-1]


def card(api: BotApi, phone: Phone, text: str = "Card") -> int:
    sent = api.perform("sendmessage", {"chat_id": phone.id, "text": text, "reply_markup": KEYS})
    return int(sent["message_id"])


def test_a_text_says_who_and_in_which_language(world: World, phone: Phone) -> None:
    act(world, phone, {"do": "text", "text": "/start abc"})
    message = last(world)["message"]
    assert message["from"] == {"id": phone.id, "is_bot": False, "first_name": "Sample Driver", "language_code": "en"}
    assert message["chat"] == {"id": phone.id, "first_name": "Sample Driver", "type": "private"}
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_a_text_of_more_than_4096_characters_goes_out_in_pieces(world: World, phone: Phone) -> None:
    act(world, phone, {"do": "text", "text": "x" * 5000})
    assert [len(update["message"]["text"]) for update in updates(world)] == [4096, 904]


def test_an_album_is_separate_messages_with_one_group(world: World, phone: Phone) -> None:
    act(world, phone, {"do": "album", "items": [{"sample": "lot"}, {"sample": "plate"}], "caption": "both"})
    first, second = (update["message"] for update in updates(world))
    assert first["media_group_id"] == second["media_group_id"]
    assert (first.get("caption"), second.get("caption")) == ("both", None)


def test_an_edit_is_the_same_message_with_an_edit_date(world: World, phone: Phone) -> None:
    sent = act(world, phone, {"do": "text", "text": "mile 272"})
    act(world, phone, {"do": "edit", "message_id": sent["message_id"], "text": "mile 227"})
    edited = last(world)["edited_message"]
    assert (edited["message_id"], edited["text"]) == (sent["message_id"], "mile 227")
    assert edited["edit_date"] >= edited["date"]


def test_a_live_location_moves_as_an_edited_message_until_it_ends(world: World, phone: Phone) -> None:
    sent = act(world, phone, {"do": "live", "lat": 40.7, "lon": -99.1, "period": 600})
    act(world, phone, {"do": "move", "message_id": sent["message_id"], "lat": 40.8, "lon": -99.2})
    assert last(world)["edited_message"]["location"] == {"latitude": 40.8, "longitude": -99.2, "live_period": 600}
    world.clock.advance(601)
    with pytest.raises(ScriptError, match="ended"):
        act(world, phone, {"do": "move", "message_id": sent["message_id"], "lat": 40.9, "lon": -99.2})


def test_a_forward_names_the_sender_or_hides_the_account(world: World, phone: Phone) -> None:
    act(world, phone, {"do": "forward", "from_name": "Sample Friend", "text": "look"})
    assert last(world)["message"]["forward_origin"]["sender_user_name"] == "Sample Friend"
    act(world, phone, {"do": "forward", "from_name": "Sample Friend", "from_id": 9, "text": "look"})
    assert last(world)["message"]["forward_origin"]["sender_user"]["id"] == 9


def test_only_the_own_contact_carries_the_own_id(world: World, phone: Phone) -> None:
    act(world, phone, {"do": "contact", "phone_number": "+13085550142"})
    assert "user_id" not in last(world)["message"]["contact"]
    act(world, phone, {"do": "contact", "phone_number": "+13085550100", "own": True})
    assert last(world)["message"]["contact"]["user_id"] == phone.id


def test_a_tap_carries_the_message_and_its_data(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    message_id = card(api, phone)
    act(world, phone, {"do": "tap", "button": "Stop"})
    query = last(world)["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["from"]["id"]) == ("stop", message_id, phone.id)


def test_a_tap_on_a_button_that_is_not_there_is_refused_unless_forged(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    card(api, phone)
    with pytest.raises(ScriptError, match="no button"):
        act(world, phone, {"do": "tap", "data": "0.admin"})
    act(world, phone, {"do": "tap", "data": "0.admin", "forged": True})
    assert last(world)["callback_query"]["data"] == "0.admin"


def test_a_tap_can_be_sent_again_under_a_new_id(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    card(api, phone)
    first = act(world, phone, {"do": "tap", "button": "Go"})
    again = act(world, phone, {"do": "tap_again"})
    assert again["update_id"] == first["update_id"] + 1
    assert again["callback_query_id"] != first["callback_query_id"]
    assert last(world)["callback_query"]["data"] == "go"


def test_blocking_tells_the_bot_and_forbids_it_to_write(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    act(world, phone, {"do": "block"})
    assert last(world)["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    with pytest.raises(ApiError, match="Forbidden: bot was blocked by the user"):
        card(api, phone)
    act(world, phone, {"do": "start"})
    assert card(api, phone) > 0


def test_without_signal_everything_waits_and_nothing_new_is_shown(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    card(api, phone)
    before = len(updates(world))
    act(world, phone, {"do": "offline"})
    act(world, phone, {"do": "text", "text": "black tahoe"})
    act(world, phone, {"do": "tap", "button": "Go"})
    api.perform("sendmessage", {"chat_id": phone.id, "text": "not seen"})
    shown = show_chat(world, phone)
    assert len(updates(world)) == before
    assert [message["text"] for message in shown["messages"]] == ["/start", "Card"]
    assert [each["text"] for each in shown["waiting"]] == ["black tahoe", "Go"]
    assert act(world, phone, {"do": "online"}) == {"sent": 2, "failed": []}
    assert [next(iter(set(update) - {"update_id"})) for update in updates(world)[before:]] == [
        "message",
        "callback_query",
    ]
    assert "not seen" in [message["text"] for message in show_chat(world, phone)["messages"]]


def test_a_group_tells_the_bot_and_hides_the_chatter(world: World, api: BotApi, phone: Phone) -> None:
    made = act(world, phone, {"do": "group", "title": "Sample crew"})
    assert [next(iter(set(update) - {"update_id"})) for update in updates(world)] == ["my_chat_member", "message"]
    count = len(updates(world))
    act(world, phone, {"do": "text", "text": "hello all", "chat": made["chat"]})
    assert len(updates(world)) == count
    act(world, phone, {"do": "text", "text": "/help", "chat": made["chat"]})
    assert last(world)["message"]["chat"]["title"] == "Sample crew"
    api.perform("leavechat", {"chat_id": made["chat"]})
    assert last(world)["my_chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(ApiError, match="bot is not a member of the group chat"):
        api.perform("sendmessage", {"chat_id": made["chat"], "text": "bye"})


def test_changes_name_what_changed_and_what_went(world: World, api: BotApi, phone: Phone) -> None:
    act(world, phone, {"do": "start"})
    first, second = card(api, phone), card(api, phone)
    seen = show_chat(world, phone)["version"]
    api.perform("editmessagetext", {"chat_id": phone.id, "message_id": second, "text": "Other"})
    api.perform("deletemessage", {"chat_id": phone.id, "message_id": first})
    changes = show_changes(world, phone, seen)
    assert [message["id"] for message in changes["changed"]] == [second]
    assert changes["removed"] == [first]


NEEDY = [
    "text", "edit", "delete", "album", "location", "live", "move", "venue",
    "contact", "forward", "raw", "tap", "tap_again", "language", "name",
]  # fmt: skip


@pytest.mark.parametrize("name", NEEDY)
def test_an_action_without_its_arguments_is_refused_and_sends_nothing(world: World, phone: Phone, name: str) -> None:
    with pytest.raises(ScriptError):
        act(world, phone, {"do": name})
    assert not updates(world)


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - set(NEEDY)))
def test_every_other_action_needs_nothing(world: World, phone: Phone, name: str) -> None:
    act(world, phone, {"do": name})


def test_an_unknown_action_is_refused() -> None:
    world = World("5550100:invented")
    with pytest.raises(ScriptError, match="no action 'dance'"):
        act(world, world.add_phone("Sample Driver", "en"), {"do": "dance"})


def test_phones_chats_and_updates_come_back_from_the_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "phones.json"
    world = World("5550100:invented", tmp_path / "files")
    api = BotApi(world)
    phone = world.add_phone("Sample Driver", "es")
    act(world, phone, {"do": "start"})
    card(api, phone)
    act(world, phone, {"do": "photo", "sample": "plate"})
    act(world, phone, {"do": "offline"})
    act(world, phone, {"do": "text", "text": "waiting"})
    Snapshot(path, api).write()

    again = World("5550100:invented", tmp_path / "files")
    assert Snapshot(path, BotApi(again)).read()
    assert again.updates.next_id == world.updates.next_id
    assert updates(again) == updates(world)
    assert show_chat(again, again.phone(phone.id)) == show_chat(world, phone)
    act(again, again.phone(phone.id), {"do": "online"})
    assert last(again)["message"]["text"] == "waiting"


def test_a_snapshot_is_written_only_after_a_change(tmp_path: Path) -> None:
    world = World("5550100:invented")
    snapshot = Snapshot(tmp_path / "phones.json", BotApi(world))
    snapshot.write()
    snapshot.path.unlink()
    snapshot.write()
    assert not snapshot.path.exists()
    world.add_phone("Sample Driver", "en")
    snapshot.write()
    assert snapshot.path.exists()
