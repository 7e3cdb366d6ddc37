"""Training at the desk: what administrators make, what supervisors see, and how little a partner's own person sees."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from console.training import NO_BOT
from indicators.helplines import load_helplines
from paper.poster import poster
from store import accounts, joining, partners, training
from store.accounts import Account
from store.database import Database
from store.tables import DEFAULT_AGENCY
from tests.integration.console.front_door import NOW, PASSWORD_HASH, Browser, House, open_house
from tests.integration.console.visits import THEIRS
from tests.integration.store.samples import make_reporter
from tips.access import AccountRole

TODAY = NOW.date()
MADE: dict[str, Any] = {"by": "test", "at": NOW}


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path / "house") as opened:
        yield opened


async def come_in(house: House, role: AccountRole) -> Browser:
    browser = house.browser()
    await browser.come_in(await house.account(role), house.clock)
    return browser


async def person_of(house: House, partner: UUID, email: str = "partner@desk.example") -> Account:
    async with house.rooms.database.transaction(DEFAULT_AGENCY) as db:
        return await accounts.create(
            db,
            house.rooms.vault,
            email=email,
            name="Invented Trainer",
            role=AccountRole.PARTNER,
            partner=partner,
            password_hash=PASSWORD_HASH,
            **MADE,
        )


async def a_partner(house: House, name: str = "Example Freight") -> tuple[UUID, UUID, UUID, str]:
    """A partner with one cohort and a link of 40 seats: their ids, and the code."""
    vault = house.rooms.vault
    async with house.rooms.database.transaction(DEFAULT_AGENCY) as db:
        partner = await partners.create(db, vault, name=name, **MADE)
        cohort = await partners.add_cohort(db, vault, partner.id, name="Night drivers", course="trucking", **MADE)
        link, code = await partners.make_link(db, vault, cohort.id, expires_at=None, seats=40, **MADE)
    return partner.id, cohort.id, link.id, code


async def name_the_bot(database: Database) -> None:
    async with database.transaction() as db:
        await joining.note_bot(db, "ExampleBot", now=NOW)


async def enroll(house: House, database: Database, link: UUID, joined: int, started: int, first: int = 100) -> None:
    async with database.transaction() as db:
        for chat in range(first, first + joined):
            reporter = (await make_reporter(db, house.rooms.vault, chat)).reporter_id
            assert await joining.join(db, link, reporter, now=NOW)
            if chat < first + started:
                await training.record_progress(db, reporter, course="trucking", done={"a"}, of=9, day=TODAY)


def counts_of(page: str) -> list[list[str]]:
    """The numbers of each line of the page's table of counts."""
    table = re.search(r'<table class="table counts">(.*?)</table>', page, re.DOTALL)
    assert table is not None
    lines = re.findall(r"<tr>(.*?)</tr>", table[1], re.DOTALL)
    cells = [re.findall(r'<td class="number">(.*?)</td>', line, re.DOTALL) for line in lines]
    return [[re.sub(r"<[^>]*>| or more", "", cell).strip() for cell in line] for line in cells if line]


async def test_an_administrator_makes_partner_cohort_and_link_and_prints_its_poster(
    house: House, database: Database
) -> None:
    await name_the_bot(database)
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    assert "No training partner yet" in (await browser.get("/training")).text
    where = (await browser.post("/training", name="Example Freight")).headers["location"]
    await browser.post(f"{where}/cohorts", name="Night drivers", course="trucking")
    page = (await browser.get(where)).text
    cohort = re.search(r'<option value="([0-9a-f-]{36})">Night drivers', page)
    assert cohort is not None
    until = (TODAY + timedelta(days=30)).isoformat()
    await browser.post(f"{where}/links", cohort=cohort[1], until=until, seats="12")
    page = unescape((await browser.get(where)).text)
    address = re.search(r"https://t\.me/ExampleBot\?start=([A-Za-z0-9_-]{22})<", page)
    assert address is not None
    assert "0 of 12 seats" in page
    for language, size in (("en", "us-letter"), ("es", "a4"), ("ru", "a4")):
        found = re.search(rf'href="([^"]*/poster\.pdf\?language={language}&size={size})"', page)
        assert found is not None, (language, size)
        answer = await browser.get(found[1])
        assert answer.headers["content-type"] == "application/pdf"
        link = f"https://t.me/ExampleBot?start={address[1]}"
        printed: dict[str, Any] = {"link": link, "partner": "Example Freight", "cohort": "Night drivers"}
        assert answer.content == poster(**printed, helplines=load_helplines(), language=language, size=size)
    made = [action for action in await house.actions() if action.startswith(("partner", "cohort", "join"))]
    assert made == ["partner-made", "cohort-made", "join-link-made"]
    assert address[1] not in str(await house.trail())


async def test_a_link_that_is_revoked_is_shown_so_and_opens_nothing(house: House, database: Database) -> None:
    await name_the_bot(database)
    partner, _, link, code = await a_partner(house)
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    assert code in (await browser.get(f"/training/{partner}")).text
    await browser.post(f"/training/{partner}/links/{link}/revoke")
    page = (await browser.get(f"/training/{partner}")).text
    assert "Revoked" in page
    assert code not in page
    await browser.post(f"/training/{partner}/links/{link}/revoke")
    assert (await house.actions()).count("join-link-revoked") == 1


async def test_what_is_wrong_in_a_form_is_said_and_nothing_is_made(house: House) -> None:
    partner, cohort, _, _ = await a_partner(house)
    other, foreign, _, _ = await a_partner(house, "Example Coaches")
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    await browser.get("/training")
    before = await house.actions()
    for path, form in (
        ("/training", {"name": "Example Freight"}),
        ("/training", {"name": "  "}),
        (f"/training/{partner}/cohorts", {"name": "Days", "course": "no-such"}),
        (f"/training/{partner}/cohorts", {"name": "Night drivers", "course": "bus"}),
        (f"/training/{partner}/links", {"cohort": cohort, "seats": "4"}),
        (f"/training/{partner}/links", {"cohort": cohort, "until": "2020-01-01"}),
        (f"/training/{partner}/links", {"cohort": cohort, "until": "9999-12-31"}),
        (f"/training/{partner}/links", {"cohort": foreign}),
    ):
        answer = await browser.post(path, **form)
        assert answer.status_code == 422, (path, form)
        assert "Nothing was changed" in answer.text
    for path in (f"/training/{foreign}", f"/training/{foreign}/links/{other}/poster.pdf"):
        assert (await browser.get(path)).status_code == 404
    assert await house.actions() == before


async def test_without_a_bot_the_page_says_what_is_missing(house: House) -> None:
    partner, _, link, code = await a_partner(house)
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    page = (await browser.get(f"/training/{partner}")).text
    assert NO_BOT in page
    assert code not in page
    answer = await browser.get(f"/training/{partner}/links/{link}/poster.pdf")
    assert answer.status_code == 422
    assert NO_BOT in answer.text


async def test_a_supervisor_sees_exact_counts_and_no_link(house: House, database: Database) -> None:
    await name_the_bot(database)
    partner, _, link, code = await a_partner(house)
    await enroll(house, database, link, joined=3, started=1)
    browser = await come_in(house, AccountRole.SUPERVISOR)
    page = (await browser.get(f"/training/{partner}")).text
    assert counts_of(page) == [["3", "1", "0", "0"]]
    assert code not in page
    assert "<form" not in page.partition('<main id="content"')[2].partition("</main>")[0]
    assert counts_of((await browser.get("/training")).text) == [["1", "3", "1", "0", "0"]]


async def test_a_partners_person_sees_their_own_partner_in_steps_of_five(house: House, database: Database) -> None:
    await name_the_bot(database)
    partner, _, link, code = await a_partner(house)
    _, _, _, foreign = await a_partner(house, "Example Coaches")
    await enroll(house, database, link, joined=6, started=4)
    browser = house.browser()
    await browser.come_in(await person_of(house, partner), house.clock)
    assert (await browser.get("/")).headers["location"] == "/partner"
    page = (await browser.get("/partner")).text
    assert counts_of(page) == [["5+", "hidden", "hidden", "hidden"]]
    assert code in page
    assert "Example Coaches" not in page
    assert foreign not in page
    main = page.partition('<main id="content"')[2].partition("</main>")[0]
    assert "<form" not in main
    assert not re.search(r"\b40\b|seats", main), "the seats that are taken are an exact count"


async def test_a_hidden_number_does_not_follow_from_the_others(house: House, database: Database) -> None:
    """With two cohorts, one of few: its number would be the exact sum less the other."""
    partner, _, link, _ = await a_partner(house)
    async with house.rooms.database.transaction(DEFAULT_AGENCY) as db:
        vault = house.rooms.vault
        second = await partners.add_cohort(db, vault, partner, name="Day drivers", course="trucking", **MADE)
        two, _ = await partners.make_link(db, vault, second.id, expires_at=None, seats=None, **MADE)
    await enroll(house, database, link, joined=7, started=0)
    await enroll(house, database, two.id, joined=2, started=0, first=200)
    browser = house.browser()
    await browser.come_in(await person_of(house, partner), house.clock)
    page = (await browser.get("/partner")).text
    hidden, five = ["hidden"] * 4, ["5+", *["hidden"] * 3]
    assert counts_of(page) == [hidden, five, five], "two cohorts and the sum of what is shown"


async def test_a_partners_person_gets_their_own_posters_and_no_others(house: House, database: Database) -> None:
    await name_the_bot(database)
    partner, _, link, _ = await a_partner(house)
    _, _, foreign, _ = await a_partner(house, "Example Coaches")
    browser = house.browser()
    await browser.come_in(await person_of(house, partner), house.clock)
    answer = await browser.get(f"/partner/links/{link}/poster.pdf?language=es&size=a4")
    assert answer.content.startswith(b"%PDF")
    assert (await browser.get(f"/partner/links/{foreign}/poster.pdf")).status_code == 404
    assert (await browser.get(f"/partner/links/{link}/poster.pdf?language=xx")).status_code == 422


async def test_a_partners_person_sees_nothing_of_the_desk(house: House, database: Database) -> None:
    partner, *_ = await a_partner(house)
    browser = house.browser()
    await browser.come_in(await person_of(house, partner), house.clock)
    for path in ("/queue", "/map", "/board", "/trail", "/accounts", "/training", f"/training/{partner}", "/live"):
        assert (await browser.get(path)).status_code == 403, path
    page = (await browser.get("/partner")).text
    for said in ("Queue", "Board", "Accounts", "Who is on", 'id="search"'):
        assert said not in page, said
    assert "API tokens" not in (await browser.get("/account")).text


async def test_another_agencys_partner_is_not_there(house: House, owner: Database) -> None:
    async with owner.transaction() as db:
        await db.exec_driver_sql("INSERT INTO agencies VALUES (%s, 'theirs', 'Theirs')", (THEIRS,))
    async with house.rooms.database.transaction(THEIRS) as db:
        foreign = await partners.create(db, house.rooms.vault, name="Theirs alone", agency=THEIRS, **MADE)
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    assert "Theirs alone" not in (await browser.get("/training")).text
    assert (await browser.get(f"/training/{foreign.id}")).status_code == 404
    assert (await browser.post(f"/training/{foreign.id}/cohorts", name="x", course="bus")).status_code == 404


async def test_an_account_of_a_partner_needs_its_partner_and_loses_its_logins_with_it(house: House) -> None:
    partner, *_ = await a_partner(house)
    browser = await come_in(house, AccountRole.ADMINISTRATOR)
    await browser.get("/accounts")
    new: dict[str, Any] = {"name": "Invented Trainer", "email": "trainer@carrier.example", "role": "partner"}
    answer = await browser.post("/accounts", **new)
    assert answer.status_code == 422
    assert "Choose the training partner" in answer.text
    answer = await browser.post("/accounts", **{**new, "role": "analyst"}, partner=partner)
    assert answer.status_code == 422
    assert (await browser.post("/accounts", **new, partner=partner)).status_code == 200
    person = await person_of(house, partner)
    theirs = house.browser()
    await theirs.come_in(person, house.clock)
    other, *_ = await a_partner(house, "Example Coaches")
    await browser.get(f"/accounts/{person.id}")
    form: dict[str, Any] = {"name": person.name, "desk": str(person.desk), "role": "partner", "partner": other}
    assert (await browser.post(f"/accounts/{person.id}", **form)).status_code == 303
    assert (await theirs.get("/partner")).headers["location"].startswith("/sign-in")
