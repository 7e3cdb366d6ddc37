"""The search box: each way of reading a line finds its tips, the surest first, page by page, and tells the trail."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from store import audit, queue, search
from store.database import Database, Role
from store.errors import WrongCursor
from store.ids import new_id
from store.queue import Page
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import NOW, make_draft, make_reporter, make_tip
from tips.access import AccountRole, Actor
from tips.draft import Contact, ContactKind, Statement
from tips.plates import Plate
from tips.vehicle import Vehicle

ANALYST = Actor(account=new_id(), agency=DEFAULT_AGENCY, role=AccountRole.ANALYST, name="Pat Sample", desk=7)
CODE = "K7M4-TQ93"


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


async def tell(database: Database, vault: Vault, **stories: Any) -> dict[str, UUID]:
    """Tips by code, oldest first, each with nothing in it but what is given."""
    made = {}
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        for code, changes in stories.items():
            draft = make_draft(**{"place": None, "vehicles": (), "contacts": (), "statements": (), **changes})
            made[code] = await make_tip(db, vault, code=code, reporter_id=reporter, draft=draft)
    return made


def said(words: str) -> dict[str, Any]:
    return {"statements": (Statement(source="m1", versions=(words,), at=NOW),)}


def plate(text: str) -> dict[str, Any]:
    return {"vehicles": (Vehicle(words="", plates=(Plate(text=text),)),)}


def contact(kind: ContactKind, value: str) -> dict[str, Any]:
    return {"contacts": (Contact(kind=kind, value=value, words=value),)}


async def look(console: Database, vault: Vault, line: str, **options: Any) -> Page:
    async with console.transaction(DEFAULT_AGENCY) as db:
        return await queue.search(db, vault, line, by=ANALYST, now=NOW, **options)


async def codes(console: Database, vault: Vault, line: str, *, limit: int = 50) -> list[str]:
    """What a line finds, over all pages."""
    found, after = [], None
    for _ in range(99):
        page = await look(console, vault, line, after=after, limit=limit)
        found += [one.code for one in page.lines]
        after = page.next
        if after is None:
            return found
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (plate("TEST01"), ("TEST01", "test01", "TEST 01", "TEST-O1", "testoi", "NE plate TEST01", "ST0")),
        (contact(ContactKind.PHONE, "+13085550142"), ("308-555-0142", "(308) 555 0142", "+1 308 555 0142")),
        (contact(ContactKind.HANDLE, "@sample_name"), ("@sample_name", "@Sample_Name", "sample_name")),
        (contact(ContactKind.HANDLE, "$samplecash"), ("$samplecash", "samplecash")),
        (contact(ContactKind.EMAIL, "sample@example.org"), ("sample@example.org", "SAMPLE@example.org")),
        (
            contact(ContactKind.LINK, "https://www.example.com/sample"),
            ("https://www.example.com/sample", "example.com/sample", "www.example.com/sample/"),
        ),
        ({"vehicles": (Vehicle(words="", usdot="5550123"),)}, ("USDOT 5550123", "dot# 5550123", "5550123")),
        ({"vehicles": (Vehicle(words="", mc="555012"),)}, ("MC 555012", "mc-555012")),
        ({"vehicles": (Vehicle(words="", trailer="SAMU5550123"),)}, ("SAMU5550123", "samu 5550123")),
        (said("A woman in a purple jacket, café."), ("purple", "jacket PURPLE", "woman, cafe", "Café")),
    ],
)
async def test_a_tip_is_found_by_what_it_holds(
    database: Database, vault: Vault, console: Database, changes: dict[str, Any], lines: tuple[str, ...]
) -> None:
    await tell(database, vault, A=changes, B=said("Nothing of the kind."))
    for line in lines:
        assert await codes(console, vault, line) == ["A"], line


@pytest.mark.parametrize(
    "line", ["", "   ", ".", "x", "purple hotel", "TEST99", "T0", "308-555-0199", "%", "'", "\0", "TEST\099"]
)
async def test_what_no_tip_holds_finds_none(database: Database, vault: Vault, console: Database, line: str) -> None:
    await tell(database, vault, A={**plate("TEST01"), **said("purple jacket")}, B=said("hotel"))
    assert await codes(console, vault, line) == []


async def test_a_code_is_found_however_it_is_typed(database: Database, vault: Vault, console: Database) -> None:
    from tips.codes import code_from

    code = code_from(b"highbeam")
    await tell(database, vault, **{code: {}, "B": said(f"They told me it is {code}.")})
    for line in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert (await codes(console, vault, line))[0] == code
    assert await codes(console, vault, code) == [code, "B"]


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
async def test_the_surest_reading_comes_first_and_the_newest_tip_within_it(
    database: Database, vault: Vault, console: Database, limit: int
) -> None:
    await tell(
        database,
        vault,
        OLD_WHOLE=plate("ABC123"),
        OLD_PART=plate("XABC123"),
        OLD_WORD=said("It read ABC123 I think."),
        WHOLE_AND_WORD={**plate("ABC123"), **said("It read ABC123.")},
        NEW_PART=plate("ABC1234"),
        NEW_WORD=said("abc123"),
        OTHER=plate("ABC124"),
    )
    assert await codes(console, vault, "ABC 123", limit=limit) == [
        "WHOLE_AND_WORD",
        "OLD_WHOLE",
        "NEW_PART",
        "OLD_PART",
    ]
    assert await codes(console, vault, "ABC123", limit=limit) == [
        *("WHOLE_AND_WORD", "OLD_WHOLE", "NEW_PART", "OLD_PART"),
        *("NEW_WORD", "OLD_WORD"),
    ]


async def test_every_word_must_be_there_and_pages_go_on_behind_what_one_reads(
    database: Database, vault: Vault, console: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_READ", 5)
    monkeypatch.setattr(search, "RARE", 2)
    stories = {f"T{at:02}": said("truck " + ("purple" if at % 9 == 0 else f"green word{at}")) for at in range(40)}
    stories["T99"] = said("purple alone")
    await tell(database, vault, **stories)
    expected = [f"T{at:02}" for at in range(39, -1, -1) if at % 9 == 0]
    for limit in (1, 2, 50):
        assert await codes(console, vault, "truck purple", limit=limit) == expected
        assert await codes(console, vault, "green truck", limit=limit) == [
            f"T{at:02}" for at in range(39, -1, -1) if at % 9
        ]
    assert await codes(console, vault, "truck purple green") == []


async def test_a_tip_of_another_agency_is_not_found(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    other = UUID("0192a000-0000-7000-8000-0000000000aa")
    async with owner.transaction() as db:
        await db.execute(text("INSERT INTO agencies (id, key, name) VALUES (:id, 'other', 'Other')"), {"id": other})
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await make_tip(db, vault, code=CODE, reporter_id=reporter, agency=other)
    for line in (CODE, "TEST01", "EST0", "308-555-0100", "papers"):
        assert await codes(console, vault, line) == [], line


async def test_the_record_tells_of_a_search_its_kinds_and_never_its_words(
    database: Database, vault: Vault, console: Database, owner: Database
) -> None:
    await tell(database, vault, A={**plate("TEST01"), **said("purple jacket")})
    await look(console, vault, "TEST01")
    await look(console, vault, "purple secretword")
    async with owner.transaction() as db:
        events = (await db.execute(text("SELECT actor, action, details FROM trail WHERE action = 'searched'"))).all()
        chain = audit.chain_of_agency(DEFAULT_AGENCY)
        assert await audit.verify_chain(db, vault, chain) == 2
    assert [event.actor for event in events] == [ANALYST.on_record] * 2
    assert events[0].details == {
        "kinds": ["plate", "handle", "plate-part", "word"],
        "found": 1,
        "more": False,
    }
    assert events[1].details == {"kinds": ["word"], "found": 0, "more": False}
    assert "TEST01" not in str(events)
    assert "secretword" not in str(events)


async def test_a_cursor_that_is_none_is_refused(console: Database, vault: Vault) -> None:
    for wrong in ("", "x", "OXx4", "MHx4"):
        with pytest.raises(WrongCursor):
            await look(console, vault, "purple", after=wrong)
