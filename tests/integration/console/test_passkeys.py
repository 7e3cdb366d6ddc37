"""Passkeys: what is accepted, and everything near to it that is not."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from store import second_factors
from store.accounts import Account
from tests.integration.console.front_door import ORIGIN, PASSWORD, Browser, House, open_house
from tests.integration.console.soft_passkey import SoftPasskey

HOST = "desk.example"


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path) as opened:
        yield opened


async def enroll(browser: Browser, account: Account) -> SoftPasskey:
    """Sign in for the first time, adding a passkey."""
    await browser.sign_in(account)
    await browser.get("/second-factor/set-up")
    passkey = SoftPasskey(origin=ORIGIN, host=HOST)
    options = (await browser.post_json("/passkeys/options", {})).json()
    answer = await browser.post_json("/passkeys", {"credential": passkey.make(options), "next": "/account"})
    assert answer.json() == {"to": "/account"}
    assert (await browser.get("/account")).status_code == 200
    return passkey


async def use(browser: Browser, path: str, passkey: SoftPasskey, **said: Any) -> httpx.Response:
    options = (await browser.post_json(f"{path}/options", {})).json()
    return await browser.post_json(path, {"credential": passkey.sign(options), **said})


async def test_a_passkey_alone_signs_in_and_leads_to_our_own_pages_alone(house: House) -> None:
    account = await house.account()
    passkey = await enroll(house.browser(), account)
    for path, leads in (("/account", "/account"), ("//evil.example", "/"), (None, "/")):
        browser = house.browser()
        answer = await use(browser, "/sign-in/passkey", passkey, next=path)
        assert answer.json() == {"to": leads}
        assert (await browser.get("/account")).status_code == 200


async def test_a_passkey_still_opens_an_account_that_wrong_passwords_have_locked(house: House) -> None:
    account = await house.account()
    passkey = await enroll(house.browser(), account)
    for _ in range(5):
        await house.browser().sign_in(account, "wrong wrong wrong wrong")
    assert (await house.browser().sign_in(account)).status_code == 401
    assert (await use(house.browser(), "/sign-in/passkey", passkey)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"verified": False}, {"user": "AAAA"}, {"uses": -2}],
    ids=str,
)
async def test_a_passkey_that_answers_otherwise_is_refused(house: House, wrong: dict[str, Any]) -> None:
    account = await house.account()
    passkey = await enroll(house.browser(), account)
    await use(house.browser(), "/sign-in/passkey", passkey)
    await use(house.browser(), "/sign-in/passkey", passkey)
    if "uses" in wrong:
        passkey.uses -= 2  # a copy of the device counts from where it was copied
    else:
        for name, value in wrong.items():
            setattr(passkey, name, value)
    browser = house.browser()
    answer = await use(browser, "/sign-in/passkey", passkey)
    assert answer.status_code == 422
    assert browser.cookie is None
    assert (await house.trail())[-1] == ("sign-in-refused", {"account": str(account.id), "with": "passkey"})


async def test_an_answer_counts_once_soon_and_where_it_was_asked_for(house: House) -> None:
    account = await house.account()
    owner = house.browser()
    passkey = await enroll(owner, account)
    browser = house.browser()
    options = (await browser.post_json("/sign-in/passkey/options", {})).json()
    signed = {"credential": passkey.sign(options)}
    elsewhere = await owner.post_json("/confirm/passkey", signed)
    assert elsewhere.status_code == 422
    assert (await browser.post_json("/sign-in/passkey", signed)).status_code == 200
    assert (await house.browser().post_json("/sign-in/passkey", signed)).status_code == 422
    await browser.get("/account")
    options = (await browser.post_json("/confirm/passkey/options", {})).json()
    late = {"credential": passkey.sign(options)}
    house.clock.go_on(minutes=5, seconds=1)
    assert (await browser.post_json("/confirm/passkey", late)).status_code == 422
    assert (await use(browser, "/confirm/passkey", passkey)).status_code == 200


async def test_an_answer_counts_once_also_for_a_device_that_does_not_count(house: House) -> None:
    """Passkeys that are synchronized always say zero uses, so only the spent challenge tells."""
    account = await house.account()
    passkey = await enroll(house.browser(), account)
    options = (await house.browser().post_json("/sign-in/passkey/options", {})).json()
    passkey.uses = -1
    signed = {"credential": passkey.sign(options)}
    assert (await house.browser().post_json("/sign-in/passkey", signed)).status_code == 200
    again = house.browser()
    assert (await again.post_json("/sign-in/passkey", signed)).status_code == 422
    assert again.cookie is None
    assert (await house.actions())[-1] == "sign-in-refused"


async def test_one_persons_passkey_is_no_second_step_for_another(house: House) -> None:
    one, other = await house.account(), await house.account(email="other@desk.example")
    await enroll(house.browser(), one)
    theirs = await enroll(house.browser(), other)
    thief = house.browser()
    await thief.sign_in(one)
    await thief.get("/second-factor")
    assert (await use(thief, "/second-factor/passkey", theirs)).status_code == 422
    assert (await house.trail())[-1] == ("sign-in-refused", {"account": str(one.id), "with": "passkey"})
    assert (await thief.get("/account")).status_code == 303


async def test_who_has_only_the_password_cannot_add_a_passkey(house: House) -> None:
    account = await house.account()
    await enroll(house.browser(), account)
    thief = house.browser()
    await thief.sign_in(account)
    await thief.get("/second-factor")
    assert (await thief.post_json("/passkeys/options", {})).status_code == 303
    passkey = SoftPasskey(origin=ORIGIN, host=HOST)
    options = {"user": {"id": "AAAA"}, "challenge": "AAAA"}
    assert (await thief.post_json("/passkeys", {"credential": passkey.make(options)})).status_code == 303
    assert (await thief.get("/second-factor/set-up")).status_code == 303
    assert (await thief.post("/second-factor/app")).status_code == 303
    async with house.rooms.database.transaction(account.agency) as db:
        assert len(await second_factors.passkeys_of(db, account.id)) == 1


async def test_a_disabled_account_does_not_come_in_by_its_passkey(house: House) -> None:
    account = await house.account()
    passkey = await enroll(house.browser(), account)
    async with house.rooms.database.transaction(account.agency) as db:
        await db.exec_driver_sql("UPDATE accounts SET disabled_at = now() WHERE id = %s", (account.id,))
    assert (await use(house.browser(), "/sign-in/passkey", passkey)).status_code == 422
    assert (await house.actions())[-1] == "sign-in-refused"


async def test_a_passkey_confirms_and_adding_one_more_takes_a_confirmation(house: House) -> None:
    account, browser = await house.account(), house.browser()
    passkey = await enroll(browser, account)
    house.clock.go_on(minutes=11)
    await browser.get("/account")
    assert (await browser.post_json("/passkeys/options", {})).headers["location"].startswith("/confirm")
    before = browser.cookie
    assert (await use(browser, "/confirm/passkey", passkey)).status_code == 200
    assert browser.cookie != before
    assert (await browser.post_json("/passkeys/options", {})).status_code == 200


@pytest.mark.parametrize("said", [{}, {"credential": None}, {"credential": {}}, [], "x", {"credential": {"id": 7}}, 1])
async def test_nonsense_is_refused_without_breaking(house: House, said: object) -> None:
    browser = house.browser()
    assert (await browser.post_json("/sign-in/passkey", said)).status_code == 422
    assert (await browser.post("/sign-in/passkey", password=PASSWORD)).status_code == 422


NO_BROWSER_SENDS: tuple[object, ...] = (None, 1, "", "!!!", "\0", [], "_w", "MQ", "W10", "eyJjaGFsbGVuZ2UiOjF9")


@pytest.mark.parametrize("part", ["rawId", "clientDataJSON", "attestationObject", "authenticatorData"])
async def test_what_no_browser_sends_is_refused_and_breaks_nothing(house: House, part: str) -> None:
    account, browser = await house.account(), house.browser()
    passkey = await enroll(browser, account)
    made = passkey.make((await browser.post_json("/passkeys/options", {})).json())
    signed = passkey.sign((await browser.post_json("/sign-in/passkey/options", {})).json())
    for path, credential in (("/passkeys", made), ("/sign-in/passkey", signed)):
        whole = credential if part in credential else credential["response"]
        for value in NO_BROWSER_SENDS if part in whole else ():
            whole[part] = value
            assert (await browser.post_json(path, {"credential": credential})).status_code == 422, (path, value)
