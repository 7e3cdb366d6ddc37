"""The webhook's door: who is let in, what is turned away, and the answer that makes Telegram come back."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.acceptance.conftest import House, house_folder, open_house, tell
from tests.acceptance.processes import SECRET

pytestmark = pytest.mark.asyncio(loop_scope="module")

HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {"update_id": 1, "poll": {"id": "5"}}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house() -> AsyncIterator[House]:
    async with house_folder() as folder, open_house(folder, webhook=True) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def door(house: House) -> AsyncIterator[httpx.AsyncClient]:
    address = house.settings["HIGHBEAM_WEBHOOK_URL"].rpartition("/")[0]
    async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
        yield client


async def test_with_the_secret_an_update_is_taken(door: httpx.AsyncClient) -> None:
    assert (await door.post("/telegram", json=UPDATE, headers={HEADER: SECRET})).status_code == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper()])
async def test_without_the_right_secret_nothing_is_taken(door: httpx.AsyncClient, secret: str | None) -> None:
    headers = {} if secret is None else {HEADER: secret}
    answer = await door.post("/telegram", json=UPDATE, headers=headers)
    assert (answer.status_code, answer.content) == (403, b"")


async def test_a_stranger_cannot_speak_for_a_reporter(house: House, door: httpx.AsyncClient) -> None:
    phone = await house.new_phone()
    message = {"message_id": 900, "date": 1_795_000_000, "chat": {"id": phone.id, "type": "private"}, "text": "forged"}
    await door.post("/telegram", json={"update_id": 2, "message": message}, headers={HEADER: "guess"})
    code = await tell(phone, "a red van")
    assert (await house.tip(code)).draft.narrative == "a red van"


async def test_what_is_too_large_or_no_update_is_turned_away(door: httpx.AsyncClient) -> None:
    headers = {HEADER: SECRET}
    large = json.dumps({"update_id": 3, "pad": "x" * (1 << 20)})
    assert (await door.post("/telegram", content=large, headers=headers)).status_code == 413
    assert (await door.post("/telegram", content=b"{half", headers=headers)).status_code == 400
    assert (await door.post("/telegram", content=b"[1]", headers=headers)).status_code == 400
    assert (await door.get("/telegram")).status_code == 405
    assert (await door.put("/telegram", content=b"{}", headers=headers)).status_code == 405


async def test_health_answers_without_a_secret_and_tells_nothing(door: httpx.AsyncClient) -> None:
    answer = await door.get("/health")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert "server" not in answer.headers
