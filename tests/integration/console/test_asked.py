"""A tip in the words that it was asked with, also when the catalog has changed; and what it says of its reporter."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.talk import Talk
from indicators.checklist import load_checklists
from store import contents, training
from store.database import Database
from store.tips import Envelope
from tests.integration.console.front_door import NOW, Browser, House, open_house
from tests.integration.store.samples import make_draft, make_reporter, make_tip
from tips.access import AccountRole
from tips.codes import code_from
from tips.draft import Basis, SignSeen

CODE = code_from(b"\x01" * 8)
KNOWN, GONE = "id-held-by-other", "no-longer-there"
WAS = "Somebody else had their papers, it said in those days."


@pytest.fixture
async def house(database_url: str, tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(database_url, tmp_path / "house") as opened:
        yield opened


async def analyst(house: House) -> Browser:
    browser = house.browser()
    await browser.come_in(await house.account(AccountRole.ANALYST), house.clock)
    return browser


async def tell(house: House, database: Database, **standing: Any) -> None:
    """A tip with a sign that the catalog has and one that it lacks, judged under the version "test"."""
    signs = tuple(SignSeen(indicator=one, basis=Basis.SAW) for one in (KNOWN, GONE))
    draft = make_draft(signs=signs)
    judged = Envelope.of(
        draft,
        priority="high",
        reasons=(),
        catalog_version="test",
        checklist_version="test",
        kind="either",
        minors="maybe",
        assessment={},
    )
    async with database.transaction() as db:
        await make_tip(db, house.rooms.vault, code=CODE, draft=draft, envelope=replace(judged, **standing))


async def keep_old(database: Database) -> None:
    old = {
        KNOWN: {"text": WAS, "looks": "Old looks.", "rather": "Old rather."},
        GONE: {"text": "A sign of old.", "looks": "It looked so.", "rather": "It meant nothing else."},
    }
    rows = (("catalog", {"signs": old}), ("checklist-trucking", {"order": {"truck-stop": [GONE, KNOWN]}}))
    async with database.transaction() as db:
        for kind, body in rows:
            query = text("INSERT INTO contents (kind, version, body, kept_at) VALUES (:kind, 'test', :body, :now)")
            await db.execute(query, {"kind": kind, "body": json.dumps(body), "now": NOW})


async def test_signs_stand_in_the_words_they_were_asked_with(house: House, database: Database) -> None:
    await tell(house, database)
    await keep_old(database)
    page = (await (await analyst(house)).get(f"/tips/{CODE}")).text
    today = house.rooms.catalog[KNOWN].text
    assert WAS in page
    assert f"Today it says: {today}" in page
    assert "A sign of old." in page
    assert "Nobody is asked about this any more." in page


async def test_of_a_version_that_was_never_kept_todays_words_are_shown(house: House, database: Database) -> None:
    await tell(house, database)
    browser = await analyst(house)
    page = (await browser.get(f"/tips/{CODE}")).text
    assert house.rooms.catalog[KNOWN].text in page
    assert "Today it says" not in page
    assert f"{GONE} (not in this catalog)" in page
    assert "Not kept" in (await browser.get(f"/tips/{CODE}/asked")).text


async def test_everything_that_was_asked_can_be_read_in_its_order(house: House, database: Database) -> None:
    await tell(house, database)
    await keep_old(database)
    page = (await (await analyst(house)).get(f"/tips/{CODE}/asked")).text
    assert page.index("A sign of old.") < page.index(WAS)
    for said in ("Old looks.", "Old rather.", "It looked so.", "Catalog test, checklist test"):
        assert said in page
    assert page.count(">Noticed</span>") == 2


async def test_a_reporter_of_another_language_is_quoted_in_it(house: House, database: Database) -> None:
    await tell(house, database, language="es")
    await keep_old(database)
    browser = await analyst(house)
    assert 'lang="es"' not in (await browser.get(f"/tips/{CODE}/asked")).text
    old = {KNOWN: {"text": "Otra persona tenía sus papeles.", "looks": "Así se veía.", "rather": "No significa eso."}}
    async with database.transaction() as db:
        query = text("INSERT INTO contents (kind, version, body, kept_at) VALUES ('catalog-es', 'test', :body, :now)")
        await db.execute(query, {"body": json.dumps({"signs": old}), "now": NOW})
    page = (await browser.get(f"/tips/{CODE}/asked")).text
    for said in ("Otra persona tenía sus papeles.", "Así se veía.", "No significa eso."):
        assert f'lang="es" dir="auto">{said}</p>' in page
    assert WAS in page
    assert "A sign of old." in page
    assert "In Spanish, as the driver read it, and in English," in page


async def test_what_the_bot_keeps_is_what_the_files_say_and_is_kept_once(house: House, database: Database) -> None:
    catalog = Talk.load().catalog
    assert len(catalog.languages) == 6
    checklists = load_checklists(catalog)
    for now in (NOW, NOW + timedelta(days=1)):
        async with database.transaction() as db:
            await contents.keep(db, catalog, checklists.values(), now=now)
    async with house.rooms.database.transaction() as db:
        kept = await contents.signs(db, catalog.version)
        assert {name: one.text for name, one in kept.items()} == {
            name: one.text for name, one in catalog.indicators.items()
        }
        for language in catalog.languages:
            for name, one in (await contents.signs(db, catalog.version, language)).items():
                assert one.text == catalog.text(name, language)
                assert (one.looks, one.rather) == (catalog.looks(name, language), catalog.rather(name, language))
        for industry, checklist in checklists.items():
            for setting in checklist.order:
                found = await contents.asked_about(db, industry, checklist.version, setting)
                assert found == checklist.signs_for(setting)
        rows = (await db.execute(text("SELECT kept_at FROM contents"))).scalars().all()
        assert set(rows) == {NOW}
        assert len(rows) == len(catalog.languages) + len(checklists)
        assert await contents.signs(db, "nothing") == {}


async def test_a_tip_says_how_trained_its_reporter_was_and_nothing_of_who(
    house: House, database: Database, owner: Database
) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, house.rooms.vault)).reporter_id
        day = NOW.date()
        until = day + timedelta(days=365)
        await training.record_passed(db, house.rooms.vault, reporter, course="bus", code="B" * 16, until=until, day=day)
    await tell(house, database, trained="passed", trained_on=NOW.date(), usefulness="some")
    browser = await analyst(house)
    page = (await browser.get(f"/tips/{CODE}")).text
    assert "Trained, passed November 24, 2026" in page
    assert "Some earlier tips led to something" in page
    preview = (await browser.get(f"/queue/preview/{CODE}")).text
    assert "Trained. Some earlier tips led to something" in preview
    for shown in (page, preview):
        assert str(reporter) not in shown
