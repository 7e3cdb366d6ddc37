"""Signing in: who gets in, who does not, and what is left of it afterwards."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from console import auth, credentials
from console.rooms import Rooms
from store import accounts, logins
from store.accounts import Account
from tests.integration.console.front_door import PASSWORD, House, open_house
from tips.access import AccountRole


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture
async def lenient(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    """Where a password alone lets somebody in."""
    async with open_house(database_url, tmp_path, console_second_factor="optional") as opened:
        yield opened


async def test_somebody_new_sets_up_an_app_and_is_in(house: House) -> None:
    account, browser = await house.account(), house.browser()
    answer = await browser.sign_in(account)
    assert answer.headers["location"] == "/second-factor/set-up?next=%2F"
    assert (await browser.get("/account")).status_code == 303  # not yet
    codes = await browser.add_app(house.clock)
    assert len(set(codes)) == 10
    assert (await browser.get("/account")).status_code == 200
    assert await house.actions() == ["account-made", "factor-added", "recovery-codes-made", "signed-in"]


async def test_the_cookie_is_bound_to_the_host_and_hidden_from_scripts_and_other_sites(lenient: House) -> None:
    answer = await lenient.browser().sign_in(await lenient.account())
    said = answer.headers["set-cookie"]
    assert said.startswith("__Host-highbeam=")
    parts = {part.strip().casefold() for part in said.split(";")[1:]}
    assert parts == {"httponly", "path=/", "samesite=strict", "secure"}


async def test_every_step_has_a_cookie_of_its_own(house: House) -> None:
    account, first, second = await house.account(), house.browser(), house.browser()
    await first.come_in(account, house.clock)
    await second.sign_in(account)
    half = second.cookie
    second.secret = first.secret
    await second.get("/second-factor")
    await second.post("/second-factor", code=second.code(house.clock))
    assert second.cookie not in {None, half}
    second.client.cookies.set("__Host-highbeam", half or "", domain="desk.example")
    stolen = house.browser()
    stolen.client.cookies.set("__Host-highbeam", half or "", domain="desk.example")
    assert (await stolen.get("/account")).status_code == 303


async def test_a_cookie_that_was_planted_before_is_worth_nothing_after(lenient: House) -> None:
    account, victim, attacker = await lenient.account(), lenient.browser(), lenient.browser()
    planted = "x" * 43
    for browser in (victim, attacker):
        browser.client.cookies.set("__Host-highbeam", planted, domain="desk.example")
    await victim.sign_in(account)
    assert (await attacker.get("/account")).status_code == 303


async def test_unknown_wrong_and_locked_read_the_same(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    unknown = await browser.post("/sign-in", email="nobody@desk.example", password=PASSWORD)
    wrong = await browser.post("/sign-in", email=account.email, password="x" * 20)
    for _ in range(4):
        await browser.post("/sign-in", email=account.email, password="x" * 20)
    locked = await browser.sign_in(account)
    pages = [
        page.text.replace(account.email, "A").replace("nobody@desk.example", "A") for page in (unknown, wrong, locked)
    ]
    assert pages[0] == pages[1] == pages[2]
    assert {page.status_code for page in (unknown, wrong, locked)} == {401}
    assert browser.cookie is None


async def test_five_wrong_tries_lock_for_fifteen_minutes_and_are_on_the_trail(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    for _ in range(5):
        await browser.sign_in(account, "wrong wrong wrong wrong")
    assert (await browser.sign_in(account)).status_code == 401
    lenient.clock.go_on(minutes=14, seconds=59)
    assert (await browser.sign_in(account)).status_code == 401
    lenient.clock.go_on(seconds=2)
    assert (await browser.sign_in(account)).status_code == 303
    assert await lenient.actions() == [
        "account-made",
        *["sign-in-refused"] * 5,
        "account-locked",
        "signed-in",
    ]
    assert account.email not in str(await lenient.trail())


async def test_many_tries_at_once_do_not_get_past_the_count(lenient: House) -> None:
    account = await lenient.account()
    browsers = [lenient.browser() for _ in range(12)]
    await asyncio.gather(
        *(browser.sign_in(account, f"guess number {at} is wrong") for at, browser in enumerate(browsers))
    )
    assert (await lenient.actions()).count("sign-in-refused") == 5
    assert (await lenient.browser().sign_in(account)).status_code == 401


async def test_four_wrong_tries_are_forgotten_once_somebody_is_in(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    for _ in range(2):
        for _ in range(4):
            await lenient.browser().sign_in(account, "wrong wrong wrong wrong")
        assert (await lenient.browser().sign_in(account)).status_code == 303
    assert (await browser.sign_in(account)).status_code == 303


async def test_a_right_password_does_not_buy_more_tries_at_the_second_step(house: House) -> None:
    account, owner = await house.account(), house.browser()
    await owner.come_in(account, house.clock)
    for _ in range(5):
        thief = house.browser()
        await thief.sign_in(account)
        await thief.get("/second-factor")
        assert (await thief.post("/second-factor", code="000000")).status_code == 401
    thief = house.browser()
    assert (await thief.sign_in(account)).status_code == 401
    assert (await house.actions())[-1] == "account-locked"


async def test_a_code_is_worth_one_use(house: House) -> None:
    account, first = await house.account(), house.browser()
    await first.come_in(account, house.clock)
    for expected in (303, 401):
        browser = house.browser()
        await browser.sign_in(account)
        await browser.get("/second-factor")
        assert (await browser.post("/second-factor", code=first.code(house.clock))).status_code == expected


async def test_a_recovery_code_is_worth_one_use(house: House) -> None:
    account, first = await house.account(), house.browser()
    await first.sign_in(account)
    codes = await first.add_app(house.clock)
    for expected in (303, 401):
        browser = house.browser()
        await browser.sign_in(account)
        await browser.get("/second-factor")
        answer = await browser.post("/second-factor", code=codes[3].lower().replace("-", " "))
        assert answer.status_code == expected
    assert "recovery-code-used" in await house.actions()


async def test_a_login_ends_after_thirty_idle_minutes(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    await browser.sign_in(account)
    for _ in range(3):
        lenient.clock.go_on(minutes=29)
        assert (await browser.get("/account")).status_code == 200
    lenient.clock.go_on(minutes=30)
    assert (await browser.get("/account")).status_code == 303


async def test_a_login_ends_after_twelve_hours_of_work(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    await browser.sign_in(account)
    for _ in range(28):
        lenient.clock.go_on(minutes=25)
        assert (await browser.get("/account")).status_code == 200
    lenient.clock.go_on(minutes=19, seconds=59)
    assert (await browser.get("/account")).status_code == 200
    lenient.clock.go_on(seconds=1)
    assert (await browser.get("/account")).status_code == 303


async def test_a_half_done_sign_in_does_not_wait_long(house: House) -> None:
    account, owner, browser = await house.account(), house.browser(), house.browser()
    await owner.come_in(account, house.clock)
    await browser.sign_in(account)
    house.clock.go_on(minutes=15)
    assert (await browser.get("/second-factor")).headers["location"].startswith("/sign-in")


async def test_signing_out_ends_every_login_at_once(lenient: House) -> None:
    account, here, there = await lenient.account(), lenient.browser(), lenient.browser()
    await here.sign_in(account)
    await there.sign_in(account)
    await here.get("/account")
    answer = await here.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    assert here.cookie is None
    assert (await there.get("/account")).status_code == 303


async def test_who_has_only_a_password_signs_nobody_out(house: House) -> None:
    account, owner, thief = await house.account(), house.browser(), house.browser()
    await owner.come_in(account, house.clock)
    await thief.sign_in(account)
    await thief.get("/second-factor")
    await thief.post("/sign-out")
    assert (await owner.get("/account")).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""],
)
async def test_sign_in_and_confirmation_lead_to_our_own_pages_alone(lenient: House, path: str) -> None:
    account, browser = await lenient.account(), lenient.browser()
    answer = await browser.post("/sign-in", email=account.email, password=PASSWORD, next=path)
    assert answer.headers["location"] == "/"
    await browser.get("/confirm")
    assert (await browser.post("/confirm", password=PASSWORD, next=path)).headers["location"] == "/"


async def test_sign_in_leads_back_to_the_page_that_asked(lenient: House) -> None:
    account, browser = await lenient.account(AccountRole.ADMINISTRATOR), lenient.browser()
    asked = await browser.get("/accounts?page=2")
    assert asked.headers["location"] == "/sign-in?next=%2Faccounts%3Fpage%3D2"
    answer = await browser.post("/sign-in", email=account.email, password=PASSWORD, next="/accounts?page=2")
    assert answer.headers["location"] == "/accounts?page=2"


async def test_who_follows_a_link_from_elsewhere_comes_once_more_from_our_own_page(lenient: House) -> None:
    page = await lenient.browser().get("/sign-in?next=/accounts", **{"sec-fetch-site": "cross-site"})
    assert 'content="0; url=/sign-in?next=%2Faccounts"' in page.text


async def test_confirming_lasts_ten_minutes_and_takes_a_right_password(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    await browser.sign_in(account)
    await browser.get("/account")
    before = browser.cookie
    lenient.clock.go_on(minutes=10)
    asked = await browser.post("/account/password", password="x", again="x")
    assert asked.headers["location"] == "/confirm?next=%2Faccount"
    assert (await browser.post("/confirm", password="not the right password")).status_code == 401
    assert (await browser.post("/confirm", password=PASSWORD, next="/account")).headers["location"] == "/account"
    assert browser.cookie != before
    assert (await browser.post("/account/password", password="x", again="x")).status_code == 422
    assert (await lenient.actions())[-2:] == ["sign-in-refused", "confirmed"]


async def test_a_form_without_the_logins_own_token_changes_nothing(lenient: House) -> None:
    account, browser, other = await lenient.account(), lenient.browser(), lenient.browser()
    await browser.sign_in(account)
    await other.sign_in(account)
    await other.get("/account")
    await browser.get("/account")
    for csrf in ("", "x", other.csrf):
        assert (await browser.post("/sign-out", csrf=csrf)).status_code == 403
    assert (await browser.get("/account")).status_code == 200


async def test_a_disabled_account_is_refused_like_an_unknown_one(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    async with lenient.rooms.database.transaction(account.agency) as db:
        await accounts.disable(db, lenient.rooms.vault, account.id, by="test", at=lenient.clock())
    assert (await browser.sign_in(account)).status_code == 401
    assert "sign-in-refused" not in await lenient.actions()


async def test_a_page_that_asks_on_its_own_does_not_keep_a_login_alive(lenient: House) -> None:
    account, browser = await lenient.account(), lenient.browser()
    await browser.sign_in(account)
    lenient.clock.go_on(minutes=20)
    async with lenient.rooms.database.transaction() as db:
        assert await logins.find(db, browser.cookie or "", now=lenient.clock(), renew=False)
    lenient.clock.go_on(minutes=10)
    assert (await browser.get("/account")).status_code == 303


async def test_what_the_script_asks_when_nobody_is_there_does_not_keep_a_login_alive(lenient: House) -> None:
    browser = lenient.browser()
    await browser.sign_in(await lenient.account())
    for _ in range(3):
        lenient.clock.go_on(minutes=9)
        assert (await browser.get("/queue", **{"X-On-Its-Own": "1"})).status_code == 200
    lenient.clock.go_on(minutes=9)
    assert (await browser.get("/queue")).status_code == 303


async def test_once_there_is_a_second_factor_a_password_alone_adds_no_other(house: House) -> None:
    account, owner, thief = await house.account(), house.browser(), house.browser()
    await thief.sign_in(account)
    assert (await thief.get("/second-factor/set-up")).status_code == 200
    await owner.sign_in(account)
    await owner.add_app(house.clock)
    for path in ("/second-factor/app", "/passkeys/options"):
        assert (await thief.post(path)).headers["location"].startswith("/sign-in")
    assert (await owner.get("/account")).status_code == 200


async def test_who_sets_up_an_app_sees_no_secret_that_another_sign_in_began_and_shares_none(house: House) -> None:
    """Else whoever knows a first password could plant their own app, or copy the one that is being set up."""
    account, owner, thief = await house.account(), house.browser(), house.browser()
    for first, second in ((thief, owner), (owner, thief)):
        await first.sign_in(account)
        await first.get("/second-factor/set-up")
        await first.post("/second-factor/app")
        assert 'class="secret"' in (await first.get("/second-factor/set-up")).text
        await second.sign_in(account)
        assert 'class="secret"' not in (await second.get("/second-factor/set-up")).text
        assert (await first.get("/second-factor/set-up")).headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("meanwhile", ["disabled", "another password"])
async def test_what_happens_to_an_account_while_its_password_is_checked_counts(
    lenient: House, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """Logins that end everywhere at once must not be outlived by one that was just being opened."""
    account, browser = await lenient.account(), lenient.browser()
    lenient.clock.go_on(minutes=1)
    vault, at = lenient.rooms.vault, lenient.clock()
    right = credentials.password_is_right

    async def slowly(rooms: Rooms, known: Account | None, password: str) -> bool:
        found = await right(rooms, known, password)
        async with rooms.database.transaction(account.agency) as db:
            if meanwhile == "disabled":
                await accounts.disable(db, vault, account.id, by="test", at=at)
            elif meanwhile == "another password":
                await accounts.set_password(db, vault, account.id, "$argon2id$", by="test", at=at)
        return found

    monkeypatch.setattr(auth, "password_is_right", slowly)
    assert (await browser.sign_in(account)).headers["location"].startswith("/sign-in")
    assert browser.cookie is None
    async with lenient.rooms.database.transaction(account.agency) as db:
        assert await logins.open_ones(db, account.id, now=at) == ()


async def test_a_password_that_nobody_had_time_to_check_is_no_wrong_one(
    lenient: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await lenient.account()
    with monkeypatch.context() as crowded:
        crowded.setattr(credentials, "MOST_WAITING", 0)
        for _ in range(6):
            assert (await lenient.browser().sign_in(account)).status_code == 503
    assert (await lenient.browser().sign_in(account)).status_code == 303


async def test_an_address_that_is_no_text_is_refused(lenient: House) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asked = {"type": "http", "method": "GET", "path": "/sign-in", "query_string": b"next=\xff", "headers": []}
    await lenient.app(
        {**asked, "scheme": "https", "server": ("desk.example", 443), "http_version": "1.1"}, receive, send
    )
    assert sent[0]["status"] == 400
