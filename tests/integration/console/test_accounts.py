"""The administrator's page and one's own: what changes whom, what is shown once, and what ends everywhere at once."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from store import accounts, logins, tokens
from store.accounts import Account
from store.errors import AccountNotAllowed
from tests.integration.console.front_door import ORIGIN, PASSWORD, Browser, House, open_house
from tips.access import AccountRole, Permission

ANOTHER = "eleven quiet lanterns drift"


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path, console_second_factor="optional") as opened:
        yield opened


@pytest.fixture
async def boss(house: House) -> Account:
    return await house.account(AccountRole.ADMINISTRATOR)


@pytest.fixture
async def desk(house: House, boss: Account) -> Browser:
    """The administrator's browser, signed in."""
    browser = house.browser()
    await browser.sign_in(boss)
    assert (await browser.get("/accounts")).status_code == 200
    return browser


def _link(page: str) -> str:
    found = re.search(rf"{ORIGIN}(/set-up/[\w-]+)", page)
    assert found is not None, page
    return found[1]


async def test_a_new_account_begins_with_a_link_that_works_once(house: House, desk: Browser) -> None:
    page = await desk.post("/accounts", email="New@Desk.Example", name="Invented Newcomer", role="analyst", desk="")
    assert page.status_code == 200
    link, newcomer = _link(page.text), house.browser()
    await newcomer.get(link)
    for weak in ("short", "newnewnewnewnewnew", "password password 1"):
        assert (await newcomer.post(link, password=weak, again=weak)).status_code == 422
    assert (await newcomer.post(link, password=PASSWORD, again=ANOTHER)).status_code == 422
    assert (await newcomer.post(link, password=PASSWORD, again=PASSWORD)).headers["location"] == "/sign-in"
    assert (await newcomer.post(link, password=ANOTHER, again=ANOTHER)).status_code == 404
    assert (await newcomer.post("/sign-in", email="new@desk.example", password=PASSWORD)).status_code == 303
    assert (await newcomer.get("/account")).status_code == 200
    assert [action for action in await house.actions() if action != "signed-in"] == [
        "account-made",
        "account-made",
        "set-up-link-made",
        "password-changed",
    ]


async def test_a_set_up_link_ends_after_three_days_and_with_the_next_one(house: House, desk: Browser) -> None:
    analyst, visitor = await house.account(), house.browser()
    first = _link((await desk.post(f"/accounts/{analyst.id}/set-up-link")).text)
    second = _link((await desk.post(f"/accounts/{analyst.id}/set-up-link")).text)
    assert (await visitor.get(first)).status_code == 404
    assert (await visitor.get(second)).status_code == 200
    house.clock.go_on(hours=72)
    assert (await visitor.get(second)).status_code == 404
    assert (await visitor.post(second, password=ANOTHER, again=ANOTHER)).status_code == 404


@pytest.mark.parametrize("action", ["disable", "role", "end-logins", "reset-factors", "password"])
async def test_what_changes_an_account_ends_its_logins_everywhere_at_once(
    house: House, desk: Browser, action: str
) -> None:
    analyst = await house.account()
    open_ones = [house.browser() for _ in range(3)]
    for browser in open_ones:
        await browser.sign_in(analyst)
        assert (await browser.get("/account")).status_code == 200
    if action == "role":
        await desk.post(f"/accounts/{analyst.id}", name=analyst.name, desk=analyst.desk, role="supervisor")
    elif action == "password":
        await desk.get("/accounts")
        link = _link((await desk.post(f"/accounts/{analyst.id}/set-up-link")).text)
        await house.browser().post(link, password=ANOTHER, again=ANOTHER)
    else:
        assert (await desk.post(f"/accounts/{analyst.id}/{action}")).status_code == 303
    assert [(await browser.get("/account")).status_code for browser in open_ones] == [303] * 3


async def test_ending_logins_is_told_to_every_process(house: House, desk: Browser) -> None:
    analyst = await house.account()
    heard = house.rooms.database.listen(logins.CHANNEL)
    assert await anext(heard) == ""
    await desk.post(f"/accounts/{analyst.id}/disable")
    assert await anext(heard) == str(analyst.id)
    await heard.aclose()  # type: ignore[attr-defined]


async def test_a_disabled_account_cannot_come_back_until_it_is_enabled(house: House, desk: Browser) -> None:
    analyst = await house.account()
    await desk.post(f"/accounts/{analyst.id}/disable")
    assert (await house.browser().sign_in(analyst)).status_code == 401
    assert (await desk.post(f"/accounts/{analyst.id}/set-up-link")).status_code == 422
    await desk.post(f"/accounts/{analyst.id}/enable")
    assert (await house.browser().sign_in(analyst)).status_code == 303


async def test_nobody_disables_or_promotes_themselves_and_one_administrator_stays(
    house: House, desk: Browser, boss: Account
) -> None:
    assert (await desk.post(f"/accounts/{boss.id}/disable")).status_code == 422
    changed = await desk.post(f"/accounts/{boss.id}", name=boss.name, desk=boss.desk, role="supervisor")
    assert changed.status_code == 303
    async with house.rooms.database.transaction(boss.agency) as db:
        role = await db.exec_driver_sql("SELECT role FROM accounts WHERE id = %s", (boss.id,))
        assert role.scalar_one() == "administrator"


async def test_of_two_administrators_who_remove_each_other_at_once_one_stays(house: House, boss: Account) -> None:
    other = await house.account(AccountRole.ADMINISTRATOR, email="other@desk.example")
    both_there = asyncio.Barrier(2)

    async def remove(whom: Account, by: Account) -> str:
        try:
            async with house.rooms.database.transaction(boss.agency) as db:
                await accounts.by_id(db, whom.id)
                await both_there.wait()
                await accounts.disable(db, house.rooms.vault, whom.id, by=by.actor.on_record, at=house.rooms.now())
        except AccountNotAllowed:
            return "refused"
        return "done"

    assert sorted(await asyncio.gather(remove(other, boss), remove(boss, other))) == ["done", "refused"]


async def test_addresses_and_desks_belong_to_one_account(house: House, desk: Browser) -> None:
    analyst = await house.account()
    same = {"name": "Invented Double", "role": "analyst"}
    taken = await desk.post("/accounts", email=analyst.email.upper(), desk="", **same)
    assert taken.status_code == 422
    assert "has this address already" in taken.text
    taken = await desk.post("/accounts", email="double@desk.example", desk=str(analyst.desk), **same)
    assert "has this desk already" in taken.text
    for wrong in ("nobody", "a@b", "a b@desk.example", "@desk.example", "x\0@desk.example", "x" * 250 + "@a.example"):
        assert (await desk.post("/accounts", email=wrong, desk="", **same)).status_code == 422


@pytest.mark.parametrize("role", [AccountRole.ANALYST, AccountRole.SUPERVISOR, AccountRole.AUDITOR])
async def test_nobody_but_an_administrator_looks_after_accounts(house: House, boss: Account, role: AccountRole) -> None:
    account, browser = await house.account(role), house.browser()
    await browser.sign_in(account)
    await browser.get("/account")
    for path in ("/accounts", f"/accounts/{boss.id}"):
        assert (await browser.get(path)).status_code == 403
    for action in ("", "/disable", "/enable", "/set-up-link", "/reset-factors", "/end-logins", "/unlock"):
        assert (await browser.post(f"/accounts/{boss.id}{action}", name="x", desk="9")).status_code == 403
    assert (await browser.post("/accounts", email="x@desk.example", name="x", role="analyst")).status_code == 403


async def test_a_grave_change_asks_who_it_is_when_that_was_shown_long_ago(house: House, desk: Browser) -> None:
    analyst = await house.account()
    house.clock.go_on(minutes=11)
    asked = await desk.post(f"/accounts/{analyst.id}/disable")
    assert asked.headers["location"] == f"/confirm?next=%2Faccounts%2F{analyst.id}"
    assert "account-disabled" not in await house.actions()


async def test_unlocking_ends_the_wait(house: House, desk: Browser) -> None:
    analyst = await house.account()
    for _ in range(5):
        await house.browser().sign_in(analyst, "wrong wrong wrong wrong")
    assert "locked after wrong tries" in (await desk.get(f"/accounts/{analyst.id}")).text
    await desk.post(f"/accounts/{analyst.id}/unlock")
    assert (await house.browser().sign_in(analyst)).status_code == 303


async def test_a_token_is_shown_once_and_does_what_it_was_made_for(house: House) -> None:
    analyst, browser = await house.account(), house.browser()
    await browser.sign_in(analyst)
    await browser.get("/account")
    page = await browser.post("/account/tokens", name="Nightly figures", days="30", scopes=["queue", "note"])
    found = re.search(r"hb_[\w-]{43}", page.text)
    assert found is not None
    assert found[0] not in (await browser.get("/account")).text
    async with house.rooms.database.transaction() as db:
        actor = await tokens.find(db, found[0], now=house.clock())
    assert actor is not None
    assert actor.limits == frozenset({Permission.QUEUE, Permission.NOTE})
    assert not actor.may(Permission.CLAIM)
    async with house.rooms.database.transaction() as db:
        assert await tokens.find(db, found[0], now=house.clock() + timedelta(days=30)) is None
    revoke = re.search(r'action="(/account/tokens/[^"]+/revoke)"', page.text)
    assert revoke is not None
    await browser.post(revoke[1])
    async with house.rooms.database.transaction() as db:
        assert await tokens.find(db, found[0], now=house.clock()) is None
    assert (await house.actions())[-2:] == ["token-made", "token-revoked"]


@pytest.mark.parametrize(
    ("scopes", "days", "status"),
    [(["export"], "30", 422), (["queue"], "366", 422), (["queue"], "0", 422), ([], "30", 422)],
)
async def test_a_token_may_no_more_than_its_owner_nor_longer_than_a_year(
    house: House, scopes: list[str], days: str, status: int
) -> None:
    browser = house.browser()
    await browser.sign_in(await house.account())
    await browser.get("/account")
    answer = await browser.post("/account/tokens", name="Too much", days=days, scopes=scopes)
    assert answer.status_code == status
    assert "token-made" not in await house.actions()


WORK = ["queue", "open-tip", "claim", "work", "ask", "note", "propose"]


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (AccountRole.ANALYST, WORK),
        (AccountRole.SUPERVISOR, [*WORK, "assign", "break-claim", "change-priority", "hold", "counts"]),
        (AccountRole.ADMINISTRATOR, ["counts"]),
        (AccountRole.AUDITOR, ["counts"]),
    ],
)
async def test_a_token_is_offered_for_what_the_api_has_and_for_nothing_else(
    house: House, role: AccountRole, offered: list[str]
) -> None:
    browser = house.browser()
    await browser.sign_in(await house.account(role))
    page = await browser.get("/account")
    assert re.findall(r'name="scopes" value="([^"]+)"', page.text) == offered
    for scope in sorted(set(Permission) - set(offered)):
        answer = await browser.post("/account/tokens", name="Too much", days="30", scopes=[scope])
        assert answer.status_code == 422, scope


async def test_a_token_ends_with_the_role_it_was_made_for_and_with_its_account(house: House, desk: Browser) -> None:
    chief = await house.account(AccountRole.SUPERVISOR)
    async with house.rooms.database.transaction(chief.agency) as db:
        scopes = frozenset({Permission.EXPORT, Permission.QUEUE})
        until = house.clock() + timedelta(days=9)
        token = await tokens.create(
            db, house.rooms.vault, owner=chief.actor, name="x", scopes=scopes, expires_at=until, at=house.clock()
        )
    await desk.post(f"/accounts/{chief.id}", name=chief.name, desk=str(chief.desk), role="analyst")
    async with house.rooms.database.transaction() as db:
        actor = await tokens.find(db, token, now=house.clock())
    assert actor is not None
    assert not actor.may(Permission.EXPORT)
    assert actor.may(Permission.QUEUE)
    await desk.post(f"/accounts/{chief.id}/disable")
    async with house.rooms.database.transaction() as db:
        assert await tokens.find(db, token, now=house.clock()) is None


async def test_changing_ones_password_ends_the_other_logins_and_not_this_one(house: House) -> None:
    analyst, here, there = await house.account(), house.browser(), house.browser()
    await here.sign_in(analyst)
    await there.sign_in(analyst)
    await here.get("/account")
    assert (await here.post("/account/password", password=ANOTHER, again=ANOTHER)).status_code == 303
    assert (await here.get("/account")).status_code == 200
    assert (await there.get("/account")).status_code == 303
    assert (await house.browser().sign_in(analyst)).status_code == 401
    assert (await house.browser().sign_in(analyst, ANOTHER)).status_code == 303


async def test_nobody_ends_somebody_elses_login(house: House, boss: Account, desk: Browser) -> None:
    analyst, browser = await house.account(), house.browser()
    await browser.sign_in(analyst)
    await browser.get("/account")
    async with house.rooms.database.transaction(boss.agency) as db:
        [theirs] = await logins.open_ones(db, boss.id, now=house.clock())
    await browser.post(f"/account/logins/{theirs.id}/end")
    assert (await desk.get("/account")).status_code == 200


async def test_the_last_second_step_stays_where_one_is_required(database_url: str, tmp_path: Path) -> None:
    async with open_house(database_url, tmp_path) as strict:
        analyst, browser = await strict.account(), strict.browser()
        await browser.come_in(analyst, strict.clock)
        await browser.get("/account")
        assert (await browser.post("/account/app/remove")).status_code == 422
        assert "factor-removed" not in await strict.actions()


async def test_no_secret_of_an_account_stands_in_the_database(database_url: str, tmp_path: Path) -> None:
    """Every column of every table, as text: no password, token, app secret, recovery code or cookie."""
    import psycopg
    from psycopg import sql

    async with open_house(database_url, tmp_path) as strict:
        analyst, browser = await strict.account(), strict.browser()
        await browser.sign_in(analyst)
        codes = await browser.add_app(strict.clock)
        await browser.get("/account")
        page = await browser.post("/account/tokens", name="Figures", days="7", scopes=["queue"])
        found = re.search(r"hb_[\w-]{43}", page.text)
        assert found is not None
        secrets = [PASSWORD, found[0], browser.cookie or "", browser.secret, codes[0], codes[0].replace("-", "")]
        with psycopg.connect(database_url) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            rows = [
                str(row)
                for (name,) in tables
                for row in connection.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name)))
            ]
    said = "\n".join(rows)
    assert analyst.email in said
    for secret in secrets:
        assert secret
        assert secret not in said
        assert secret.encode().hex() not in said
