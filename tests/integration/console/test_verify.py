"""Checking a certificate: anybody may, and learns the course and the days, and nothing of anybody."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.verify import MOST_A_MINUTE, Pace
from store import joining, partners, training
from store.database import Database
from store.tables import DEFAULT_AGENCY
from tests.integration.console.front_door import NOW, House, open_house
from tests.integration.store.samples import make_reporter
from tips.codes import certificate_code, in_fours

CODE = certificate_code(bytes(range(16)))
OLD = CODE[::-1]
TODAY = NOW.date()


@pytest.fixture
async def house(database_url: str, database: Database, tmp_path: Path) -> AsyncIterator[House]:
    """A console, and a reporter who joined a partner's cohort and passed twice: now, and long ago."""
    async with open_house(database_url, tmp_path / "house") as opened:
        vault, made = opened.rooms.vault, {"by": "test", "at": NOW}
        async with opened.rooms.database.transaction(DEFAULT_AGENCY) as db:
            partner = await partners.create(db, vault, name="Example Freight", **made)  # type: ignore[arg-type]
            cohort = await partners.add_cohort(db, vault, partner.id, name="Nights", course="trucking", **made)  # type: ignore[arg-type]
            link, _ = await partners.make_link(db, vault, cohort.id, expires_at=None, seats=None, **made)  # type: ignore[arg-type]
        async with database.transaction() as db:
            reporter = (await make_reporter(db, vault)).reporter_id
            await joining.join(db, link.id, reporter, now=NOW)
            for code, ago in ((OLD, 400), (CODE, 0)):
                day = TODAY - timedelta(days=ago)
                until = day + timedelta(days=365)
                await training.record_passed(db, vault, reporter, course="trucking", code=code, until=until, day=day)
        yield opened


async def check(house: House, code: str) -> str:
    answer = await house.browser().post("/verify", code=code)
    assert answer.status_code == 200
    return answer.text


async def test_a_certificate_that_is_good_says_its_course_and_days(house: House) -> None:
    page = await check(house, in_fours(CODE))
    assert "Trucking" in page
    assert "Good until" in page
    assert "November 24, 2026" in page
    assert "November 24, 2027" in page


async def test_one_that_has_lapsed_says_so(house: House) -> None:
    page = await check(house, OLD.lower())
    assert "Lapsed" in page
    assert "Was good until" in page


async def test_nobody_and_no_partner_is_named(house: House, owner: Database) -> None:
    async with owner.transaction() as db:
        rows = (await db.exec_driver_sql("SELECT id FROM reporters UNION ALL SELECT id FROM partners")).scalars().all()
    assert len(rows) == 2
    for code in (CODE, OLD, "nothing"):
        page = await check(house, code)
        for said in ("Example Freight", "Nights", *map(str, rows), CODE, OLD):
            assert said not in page, said


async def test_what_is_unknown_and_what_is_no_code_get_the_same_answer(house: House) -> None:
    unknown = certificate_code(b"\xff" * 16)
    pages = [await check(house, code) for code in (unknown, "", "x", CODE[:-1], "<b>" * 2000, "\0", "K7M4-TQ9X")]
    assert len(set(pages)) == 1
    assert "Not known" in pages[0]


async def test_the_code_stands_in_no_address_and_is_not_said_back(house: House) -> None:
    page = (await house.browser().get(f"/verify?code={CODE}")).text
    assert "Good until" not in page
    assert not re.search(r'method="get"', page, re.IGNORECASE)
    answer = await house.browser().post("/verify", code=CODE)
    assert answer.headers["cache-control"] == "no-store"


async def test_no_other_site_can_have_a_visitor_check_codes(house: House) -> None:
    answer = await house.browser().client.post(
        "/verify", data={"code": CODE}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


async def test_the_page_is_in_nobodys_rail(house: House) -> None:
    for path in ("/sign-in", "/verify"):
        assert 'href="/verify"' not in (await house.browser().get(path)).text


async def test_only_so_many_are_looked_up_in_a_minute(house: House) -> None:
    house.app.state.verify_pace = Pace(2)
    for _ in range(2):
        await check(house, CODE)
    answer = await house.browser().post("/verify", code=CODE)
    assert answer.status_code == 429
    assert "Good until" not in answer.text
    house.clock.go_on(minutes=1)
    assert "Good until" in await check(house, CODE)
    assert MOST_A_MINUTE > 10
