"""What the desk does with a tip: claims, moves, decisions with a reason, questions, and the page as it is read."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from store import accounts, audit, casework, files, notices, reporters, tips
from store.casework import Case, NoteKind
from store.database import Database, Role
from store.errors import ClaimHeld, NoSuchAccount, NoSuchFile, NoSuchTip, Stale
from store.ids import new_id
from store.objects import Objects
from store.tables import DEFAULT_AGENCY
from store.tips import QUEUE, Added
from store.vault import Vault
from tests.integration.store.desks import make_actor, make_supervisor
from tests.integration.store.samples import NOW, make_draft, make_media, make_reporter, make_tip
from tips.access import AccountRole, Actor, Permission
from tips.clocks import CLAIM_LASTS
from tips.draft import Statement
from tips.errors import MoveNotAllowed, NotPermitted, WordsNeeded
from tips.lifecycle import Disposition, Proposal, TipStatus
from tips.place import Place
from tips.priority import CHANGED_BY_SUPERVISOR, PriorityLevel

CODE = "K7M4TQ9X"
SOON = NOW + timedelta(minutes=2)
ANALYST = make_actor(name="Ann Sample", desk=4)
COLLEAGUE = make_actor(name="Ben Sample", desk=5)
SUPERVISOR = make_supervisor()
SECRET = "She went to the blue trailer."


@pytest.fixture
async def console(database_url: str) -> AsyncIterator[Database]:
    """The console's way to the database."""
    opened = await Database.open(database_url, role=Role.CONSOLE)
    yield opened
    await opened.close()


class Desk:
    """Actions of the desk on one tip, each in a transaction of its own."""

    def __init__(self, console: Database, vault: Vault) -> None:
        self.console = console
        self.vault = vault

    async def do(
        self, action: Callable[..., Awaitable[Any]], by: Actor = ANALYST, *, at: datetime = SOON, **options: Any
    ) -> Any:
        """One action."""
        async with self.console.transaction(by.agency) as db:
            return await action(db, self.vault, CODE, by=by, at=at, **options)

    async def read(self, by: Actor = ANALYST, *, at: datetime = SOON, look: bool = False) -> Case:
        """The tip as it stands."""
        case: Case = await self.do(casework.open_case, by, at=at, look=look)
        return case

    async def actions(self) -> list[str]:
        """What the record tells of."""
        return [event.action for event in (await self.read()).timeline]


@pytest.fixture
async def desk(database: Database, console: Database, vault: Vault) -> Desk:
    """A desk, with one new tip."""
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE)
    return Desk(console, vault)


async def _add(database: Database, vault: Vault, words: str = "They left.", at: datetime = SOON) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        added = Added(at=at, statement=Statement(source="m9", versions=(words,), at=at))
        await tips.add(db, vault, code=CODE, reporter_id=reporter, added=added)


async def test_a_tip_stands_in_the_queue_with_its_town_its_language_and_its_clock(
    database: Database, console: Database, vault: Vault
) -> None:
    draft = make_draft(place=Place(words="Testville", town="Testville", county="Example", state="US-NE"))
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE, draft=draft, priority="immediate")
    case = await Desk(console, vault).read()
    assert (case.town, case.language, case.unread, case.reachable) == ("Testville", "en", 0, True)
    assert case.look_by == NOW + timedelta(minutes=5)
    assert case.first_look_at == SOON


async def test_claiming_takes_the_tip_into_review_and_tells_the_reporter_once(desk: Desk) -> None:
    version = await desk.do(casework.claim, version=1)
    case = await desk.read()
    assert (case.claimed_by, case.claim_until, case.status) == (ANALYST.account, SOON + CLAIM_LASTS, "in-review")
    assert version == case.row_version == 2
    assert [(told.key, told.author) for told in case.notices] == [("status-in-review", ANALYST.account)]
    await desk.do(casework.release)
    await desk.do(casework.move, to=TipStatus.NEW)
    await desk.do(casework.claim, COLLEAGUE)
    assert [told.key for told in (await desk.read()).notices].count("status-in-review") == 1


async def test_a_held_tip_is_not_had_by_another_until_the_claim_runs_out(desk: Desk) -> None:
    await desk.do(casework.claim)
    with pytest.raises(ClaimHeld) as held:
        await desk.do(casework.claim, COLLEAGUE, at=SOON + CLAIM_LASTS - timedelta(seconds=1))
    assert (held.value.by, held.value.until) == (ANALYST.account, SOON + CLAIM_LASTS)
    await desk.do(casework.claim, COLLEAGUE, at=SOON + CLAIM_LASTS)
    assert (await desk.read()).claimed_by == COLLEAGUE.account


async def test_claiming_again_only_renews_and_is_not_on_record_twice(desk: Desk) -> None:
    first = await desk.do(casework.claim, version=1)
    again = await desk.do(casework.claim, at=SOON + timedelta(minutes=9), version=1)
    case = await desk.read()
    assert (first, again) == (2, 2)
    assert case.claim_until == SOON + timedelta(minutes=9) + CLAIM_LASTS
    assert (await desk.actions()).count("claimed") == 1


async def test_every_action_of_the_holder_renews_the_claim(desk: Desk) -> None:
    await desk.do(casework.claim)
    work: tuple[tuple[Callable[..., Awaitable[Any]], dict[str, Any]], ...] = (
        (casework.renew, {}),
        (casework.note, {"words": SECRET}),
        (casework.propose, {"what": Proposal.HOLD, "words": "Needed in court."}),
        (casework.ask, {"words": "Which way did it go?"}),
        (casework.move, {"to": TipStatus.ACTION_TAKEN}),
    )
    for minutes, (action, options) in enumerate(work, start=3):
        at = NOW + timedelta(minutes=minutes)
        await desk.do(action, at=at, **options)
        assert (await desk.read()).claim_until == at + CLAIM_LASTS, action.__name__


async def test_a_colleague_s_note_does_not_renew_the_holder_s_claim(desk: Desk) -> None:
    await desk.do(casework.claim)
    await desk.do(casework.note, COLLEAGUE, at=SOON + timedelta(minutes=5), words="I know this lot.")
    assert (await desk.read()).claim_until == SOON + CLAIM_LASTS


async def test_of_fifty_who_claim_at_once_exactly_one_wins(desk: Desk) -> None:
    async def try_to(by: Actor) -> bool:
        try:
            await desk.do(casework.claim, by)
        except ClaimHeld:
            return False
        return True

    crowd = [make_actor(name=f"Analyst {number}", desk=number) for number in range(50)]
    won = await asyncio.gather(*[try_to(by) for by in crowd])
    assert sum(won) == 1
    case = await desk.read()
    assert case.claimed_by == crowd[won.index(True)].account
    assert (await desk.actions()).count("claimed") == 1


@pytest.mark.parametrize(
    ("action", "options"),
    [
        (casework.move, {"to": TipStatus.ACTION_TAKEN}),
        (casework.move, {"to": TipStatus.CLOSED, "disposition": Disposition.SPAM}),
        (casework.ask, {"words": "Which way did it go?"}),
        (casework.release, {}),
        (casework.claim, {}),
    ],
)
async def test_what_a_colleague_holds_is_worked_on_by_nobody_else(
    desk: Desk, action: Callable[..., Awaitable[Any]], options: dict[str, Any]
) -> None:
    await desk.do(casework.claim)
    before = await desk.read()
    with pytest.raises(ClaimHeld):
        await desk.do(action, COLLEAGUE, **options)
    assert await desk.read() == before
    await desk.do(casework.note, COLLEAGUE, words=SECRET)
    assert [note.words for note in (await desk.read()).notes] == [SECRET]


async def test_a_supervisor_works_on_a_held_tip_and_the_claim_stays(desk: Desk) -> None:
    await desk.do(casework.claim)
    await desk.do(casework.move, SUPERVISOR, to=TipStatus.ACTION_TAKEN)
    assert (await desk.read()).claimed_by == ANALYST.account


async def test_an_old_version_changes_nothing_and_says_what_changed(
    desk: Desk, database: Database, vault: Vault
) -> None:
    await desk.do(casework.claim, version=1)
    await _add(database, vault)
    with pytest.raises(Stale) as stale:
        await desk.do(casework.move, version=1, to=TipStatus.ACTION_TAKEN)
    assert stale.value.row_version == 3
    assert [(event.action, event.actor) for event in stale.value.changed] == [
        ("claimed", ANALYST.on_record),
        ("added", "bot"),
    ]
    assert (await desk.read()).status == "in-review"
    await desk.do(casework.move, version=3, to=TipStatus.ACTION_TAKEN)


async def test_reading_and_notes_make_nobody_s_page_old(desk: Desk) -> None:
    await desk.read(COLLEAGUE, look=True)
    await desk.do(casework.note, COLLEAGUE, words=SECRET)
    await desk.do(casework.claim, version=1)


async def test_closing_takes_a_disposition_ends_the_claim_and_tells_the_reporter(desk: Desk) -> None:
    await desk.do(casework.claim)
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.move, to=TipStatus.CLOSED)
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.move, to=TipStatus.ACTION_TAKEN, disposition=Disposition.SPAM)
    await desk.do(
        casework.move,
        to=TipStatus.CLOSED,
        disposition=Disposition.REFERRED,
        told="It went to the police of Testville.",
        words="Officer Sample has it.",
    )
    case = await desk.read()
    assert (case.status, case.disposition, case.closed_at) == ("closed", "referred", SOON)
    assert (case.claimed_by, case.claim_until) == (None, None)
    assert (case.notices[-1].key, case.notices[-1].words) == ("status-closed", "It went to the police of Testville.")
    assert [(note.kind, note.words) for note in case.notes] == [(NoteKind.CLOSING, "Officer Sample has it.")]


async def test_a_closed_tip_is_taken_up_again_and_may_be_closed_anew(desk: Desk) -> None:
    await desk.do(casework.move, to=TipStatus.CLOSED, disposition=Disposition.UNFOUNDED)
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.claim)
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.ask, words="Still there?")
    await desk.do(casework.move, to=TipStatus.IN_REVIEW)
    case = await desk.read()
    assert (case.disposition, case.closed_at) == (None, None)
    await desk.do(casework.claim)
    await desk.do(casework.move, to=TipStatus.CLOSED, disposition=Disposition.ACTIONED)


async def test_a_withdrawn_tip_may_be_taken_up_again_and_only_its_reporter_takes_it_back(
    desk: Desk, database: Database, vault: Vault
) -> None:
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.move, to=TipStatus.WITHDRAWN)
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await tips.withdraw(db, vault, code=CODE, reporter_id=reporter, at=NOW)
    await desk.do(casework.claim)
    assert (await desk.read()).status == "withdrawn"
    await desk.do(casework.move, to=TipStatus.IN_REVIEW)
    case = await desk.read()
    assert (case.status, case.withdrawn_at) == ("in-review", NOW)


async def test_a_supervisor_breaks_a_claim_and_assigns_with_a_reason(desk: Desk, console: Database) -> None:
    async with console.transaction(DEFAULT_AGENCY) as db:
        analyst = await accounts.create(
            db,
            desk.vault,
            email="cy@agency.example",
            name="Cy Sample",
            role=AccountRole.ANALYST,
            by="operator",
            at=NOW,
        )
        auditor = await accounts.create(
            db,
            desk.vault,
            email="di@agency.example",
            name="Di Sample",
            role=AccountRole.AUDITOR,
            by="operator",
            at=NOW,
        )
    await desk.do(casework.claim)
    for reason in ("", "  ", "ab"):
        with pytest.raises(WordsNeeded):
            await desk.do(casework.break_claim, SUPERVISOR, reason=reason)
    await desk.do(casework.break_claim, SUPERVISOR, reason="Went home.")
    assert (await desk.read()).claimed_by is None
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.break_claim, SUPERVISOR, reason="Went home.")
    for stranger in (auditor.id, new_id()):
        with pytest.raises(NoSuchAccount):
            await desk.do(casework.assign, SUPERVISOR, to=stranger, reason="Speaks Spanish.")
    await desk.do(casework.assign, SUPERVISOR, to=analyst.id, reason="Speaks Spanish.")
    case = await desk.read()
    assert (case.claimed_by, case.claim_until) == (analyst.id, SOON + CLAIM_LASTS)
    assert [(note.kind, note.words) for note in case.notes] == [
        (NoteKind.BREAK, "Went home."),
        (NoteKind.ASSIGN, "Speaks Spanish."),
    ]


async def test_a_changed_priority_moves_the_tip_and_its_clock_and_keeps_the_rules_reasons(desk: Desk) -> None:
    await desk.do(casework.change_priority, SUPERVISOR, level=PriorityLevel.IMMEDIATE, reason="A second witness.")
    case = await desk.read()
    assert (case.row.priority, case.look_by) == ("immediate", NOW + timedelta(minutes=5))
    assert [reason["key"] for reason in case.row.reasons] == [CHANGED_BY_SUPERVISOR, "still-there"]
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.change_priority, SUPERVISOR, level=PriorityLevel.IMMEDIATE, reason="Again.")
    await desk.do(casework.change_priority, SUPERVISOR, level=PriorityLevel.ROUTINE, reason="It was a misreading.")
    assert [reason["key"] for reason in (await desk.read()).row.reasons] == [CHANGED_BY_SUPERVISOR, "still-there"]


async def test_a_hold_is_put_on_and_lifted_with_a_reason(desk: Desk) -> None:
    with pytest.raises(MoveNotAllowed):
        await desk.do(casework.hold, SUPERVISOR, on=False, reason="Nothing to lift.")
    await desk.do(casework.hold, SUPERVISOR, on=True, reason="Subpoena expected.")
    assert (await desk.read()).held
    await desk.do(casework.hold, SUPERVISOR, on=False, reason="The case is over.")
    assert not (await desk.read()).held
    assert [action for action in await desk.actions() if action != "opened"] == ["submitted", "held", "hold-lifted"]


async def test_a_question_goes_to_whoever_sent_the_tip(desk: Desk, database: Database, vault: Vault) -> None:
    await desk.do(casework.ask, words="  Which way did it go?  ")
    async with database.transaction() as db:
        (due,) = await notices.due(db, vault, worker="one", now=SOON)
    assert (due.code, due.key, due.words) == (CODE, "question", "Which way did it go?")


@pytest.mark.parametrize("words", ["", " \n ", "x" * 1001])
async def test_nothing_is_asked_without_words_or_with_more_than_the_phone_shows(desk: Desk, words: str) -> None:
    with pytest.raises(WordsNeeded):
        await desk.do(casework.ask, words=words)
    assert (await desk.read()).notices == ()


async def test_who_does_not_want_to_be_asked_is_not_asked(database: Database, console: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE, draft=make_draft(may_ask=False))
    desk = Desk(console, vault)
    with pytest.raises(MoveNotAllowed, match="asked not to be asked"):
        await desk.do(casework.ask, words="Which way did it go?")
    await desk.do(casework.claim)  # how the tip stands is still told
    assert [told.key for told in (await desk.read()).notices] == ["status-in-review"]


async def test_an_erased_reporter_is_told_nothing_and_the_work_goes_on(
    desk: Desk, database: Database, vault: Vault
) -> None:
    async with database.transaction() as db:
        await reporters.erase(db, vault, (await make_reporter(db, vault)).reporter_id, NOW)
    assert not (await desk.read()).reachable
    with pytest.raises(MoveNotAllowed, match="erased"):
        await desk.do(casework.ask, words="Which way did it go?")
    await desk.do(casework.claim)
    await desk.do(casework.move, to=TipStatus.CLOSED, disposition=Disposition.ACTIONED, told="They are safe.")
    case = await desk.read()
    assert (case.status, case.notices) == ("closed", ())


async def test_an_open_page_is_brought_up_to_date_without_a_look_but_nobody_reads_without_one(desk: Desk) -> None:
    await desk.read(look=True)
    await desk.read(at=SOON + timedelta(hours=11))
    assert (await desk.actions()).count("opened") == 1
    await desk.read(COLLEAGUE)
    assert (await desk.actions()).count("opened") == 2
    await desk.read(at=SOON + timedelta(hours=12))
    assert (await desk.actions()).count("opened") == 3


async def test_the_first_look_stops_the_clock_and_one_look_is_recorded_in_ten_minutes(desk: Desk) -> None:
    assert (await desk.read(look=True)).first_look_at == SOON
    await desk.read(look=True, at=SOON + timedelta(minutes=9))
    await desk.read(COLLEAGUE, look=True, at=SOON + timedelta(minutes=9))
    assert (await desk.actions()).count("opened") == 2
    case = await desk.read(look=True, at=SOON + timedelta(minutes=10))
    assert case.first_look_at == SOON
    assert (await desk.actions()).count("opened") == 3


async def test_what_was_added_is_unread_until_the_holder_or_with_none_anybody_reads_it(
    desk: Desk, database: Database, vault: Vault
) -> None:
    await _add(database, vault, "First.")
    await _add(database, vault, "Second.")
    assert (await desk.read(COLLEAGUE, look=True)).unread == 2
    assert (await desk.read()).unread == 0
    await desk.do(casework.claim)
    await _add(database, vault, "Third.")
    await desk.read(COLLEAGUE, look=True)
    case = await desk.read(look=True)
    assert case.unread == 1
    assert [one.added.statement.text for one in case.additions if one.added.statement] == [
        "First.",
        "Second.",
        "Third.",
    ]
    assert (await desk.read()).unread == 0


async def test_words_of_people_stand_sealed_and_never_in_the_clear_trail(desk: Desk, owner: Database) -> None:
    await desk.do(casework.note, words=SECRET)
    await desk.do(casework.propose, what=Proposal.PRIORITY, words=SECRET)
    await desk.do(casework.ask, words=SECRET)
    await desk.do(casework.hold, SUPERVISOR, on=True, reason=SECRET)
    await desk.do(casework.change_priority, SUPERVISOR, level=PriorityLevel.ROUTINE, reason=SECRET)
    await desk.do(casework.claim)
    await desk.do(casework.break_claim, SUPERVISOR, reason=SECRET)
    await desk.do(casework.move, to=TipStatus.CLOSED, disposition=Disposition.SPAM, told=SECRET, words=SECRET)
    case = await desk.read()
    assert {note.words for note in case.notes} == {SECRET}
    assert next(note for note in case.notes if note.kind is NoteKind.PROPOSAL).about is Proposal.PRIORITY
    async with owner.transaction() as db:
        for table in ("trail", "notes", "notices", "tips"):
            rows = (await db.exec_driver_sql(f"SELECT row_to_json(t)::text FROM {table} t")).scalars().all()  # noqa: S608
            assert rows
            assert not [row for row in rows if "blue trailer" in row]
            assert not [row for row in rows if SECRET.encode().hex() in row]


async def test_every_action_is_on_the_record_which_holds(desk: Desk, console: Database, vault: Vault) -> None:
    await desk.read(look=True)
    await desk.do(casework.claim)
    await desk.do(casework.note, words=SECRET)
    await desk.do(casework.release)
    assert await desk.actions() == ["submitted", "opened", "claimed", "notice", "noted", "released"]
    tip_id = (await desk.read()).row.id
    async with console.transaction(DEFAULT_AGENCY) as db:
        assert await audit.verify_chain(db, vault, audit.chain_of_tip(tip_id)) == 6


async def test_open_consoles_hear_of_every_change(desk: Desk, database: Database) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def listen() -> None:
        async for payload in desk.console.listen(QUEUE):
            heard.put_nowait(payload)

    listening = asyncio.create_task(listen())
    assert await asyncio.wait_for(heard.get(), 5) == ""
    tip_id = str((await desk.read()).row.id)
    for act in (
        desk.do(casework.claim),
        desk.do(casework.note, words=SECRET),
        desk.do(casework.release),
    ):
        await act
        assert await asyncio.wait_for(heard.get(), 5) == tip_id
        while not heard.empty():
            heard.get_nowait()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def _keep_a_file(database: Database, vault: Vault, objects: Objects) -> UUID:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        await files.keep_waiting(db, vault, reporter, make_media("m5"), now=NOW)
        added = Added(at=NOW, media=make_media("m5"))
        await tips.add(db, vault, code=CODE, reporter_id=reporter, added=added)
    async with database.transaction() as db:
        (file,) = await files.waiting(db, vault, worker="one", now=NOW)
    async with database.transaction() as db:
        assert await files.kept(db, vault, objects, file, b"as it was sent", now=NOW)
    return file.id


async def test_an_original_is_opened_with_a_reason_which_stands_sealed_beside_the_record(
    desk: Desk, database: Database, vault: Vault, tmp_path: Path
) -> None:
    objects = Objects.at(str(tmp_path / "files"))
    file_id = await _keep_a_file(database, vault, objects)

    async def open_it(by: Actor, reason: str, code: str = CODE) -> casework.Original:
        async with desk.console.transaction(by.agency) as db:
            return await casework.open_original(db, vault, objects, code, file_id, by=by, reason=reason, at=SOON)

    with pytest.raises(NotPermitted):
        await open_it(make_actor(AccountRole.AUDITOR), SECRET)
    with pytest.raises(WordsNeeded):
        await open_it(ANALYST, "")
    with pytest.raises(NoSuchFile):
        await open_it(make_actor(agency=new_id()), SECRET)
    async with database.transaction() as db:
        await make_tip(db, vault, code="ANOTHER")
    with pytest.raises(NoSuchFile):
        await open_it(ANALYST, SECRET, code="ANOTHER")
    assert "original-opened" not in await desk.actions()
    original = await open_it(ANALYST, SECRET)
    assert (original.code, original.kind, original.data) == (CODE, "photo", b"as it was sent")
    case = await desk.read()
    assert [(note.kind, note.words) for note in case.notes] == [(NoteKind.ORIGINAL, SECRET)]
    event = case.timeline[-1]
    assert (event.action, event.actor) == ("original-opened", ANALYST.on_record)
    assert event.details == {"file": str(file_id), "note": str(case.notes[0].id)}


WHO_MAY_NOT: tuple[tuple[Callable[..., Awaitable[Any]], dict[str, Any], Permission], ...] = (
    (casework.open_case, {}, Permission.OPEN_TIP),
    (casework.claim, {}, Permission.CLAIM),
    (casework.release, {}, Permission.CLAIM),
    (casework.renew, {}, Permission.CLAIM),
    (casework.move, {"to": TipStatus.IN_REVIEW}, Permission.WORK),
    (casework.note, {"words": SECRET}, Permission.NOTE),
    (casework.propose, {"what": Proposal.HOLD, "words": SECRET}, Permission.PROPOSE),
    (casework.ask, {"words": SECRET}, Permission.ASK),
    (casework.assign, {"to": UUID(int=1), "reason": SECRET}, Permission.ASSIGN),
    (casework.break_claim, {"reason": SECRET}, Permission.BREAK_CLAIM),
    (casework.change_priority, {"level": PriorityLevel.ROUTINE, "reason": SECRET}, Permission.CHANGE_PRIORITY),
    (casework.hold, {"on": True, "reason": SECRET}, Permission.HOLD),
)


@pytest.mark.parametrize(("action", "options", "needs"), WHO_MAY_NOT)
async def test_who_has_no_right_to_an_action_changes_nothing(
    desk: Desk, action: Callable[..., Awaitable[Any]], options: dict[str, Any], needs: Permission
) -> None:
    before = await desk.read()
    without = frozenset(Permission) - {needs}
    for actor in (
        *(make_actor(role) for role in AccountRole),
        replace(SUPERVISOR, limits=without),
    ):
        if actor.may(needs):
            continue
        with pytest.raises(NotPermitted):
            await desk.do(action, actor, **options)
    assert await desk.read() == before


@pytest.mark.parametrize(("action", "options", "needs"), WHO_MAY_NOT)
async def test_another_agency_s_tip_is_not_there(
    desk: Desk, owner: Database, action: Callable[..., Awaitable[Any]], options: dict[str, Any], needs: Permission
) -> None:
    other = new_id()
    async with owner.transaction() as db:
        await db.exec_driver_sql("INSERT INTO agencies VALUES (%s, 'other', 'Other')", (other,))
    foreigner = make_supervisor(agency=other)
    assert foreigner.may(needs)
    with pytest.raises(NoSuchTip):
        await desk.do(action, foreigner, **options)
