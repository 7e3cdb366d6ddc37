"""The board's figures against cases worked by hand, asked as the console asks: in its role, for one agency."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest_asyncio
from sqlalchemy import text

from store import board
from store.board import Delay, Held, Overdue, Period, Place, Share, Sharing, Step, Volume
from store.database import Database, Role
from store.ids import new_id
from store.queue import QueueFilter
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import make_draft, make_tip
from tips.codes import code_from
from tips.draft import Basis, SignSeen

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)  # a Sunday; 15:30 in Chicago
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = Period.last(7, now=NOW, zone="UTC")


@dataclass(kw_only=True)
class Desk:
    """Puts tips into the tables by the bot's way, brings them to where a case needs them, and asks as the console."""

    bot: Database
    owner: Database
    console: Database
    vault: Vault
    agency: UUID = DEFAULT_AGENCY

    async def put(self, reported_at: datetime = NOW - HOUR, **then: Any) -> UUID:
        tip_id = new_id()
        made = {name: then.pop(name) for name in ("priority", "draft") if name in then}
        async with self.bot.transaction() as db:
            await make_tip(
                db, self.vault, tip_id=tip_id, code=next(CODES), reported_at=reported_at, agency=self.agency, **made
            )
        if then:
            changes = ", ".join(f"{column} = :{column}" for column in then)
            async with self.owner.transaction() as db:
                await db.execute(text(f"UPDATE tips SET {changes} WHERE id = :tip"), {"tip": tip_id, **then})  # noqa: S608
        return tip_id


CODES = (code_from(number.to_bytes(8, "big")) for number in count(1))


@pytest_asyncio.fixture
async def desk(database: Database, owner: Database, database_url: str, vault: Vault) -> AsyncIterator[Desk]:
    console = await Database.open(database_url, role=Role.CONSOLE)
    yield Desk(bot=database, owner=owner, console=console, vault=vault)
    await console.close()


def test_a_period_begins_at_the_agencys_own_midnight_and_today_is_its_last_day() -> None:
    chicago = Period.last(7, now=datetime(2026, 11, 22, 3, 0, tzinfo=UTC), zone="America/Chicago")
    assert chicago.since == datetime(2026, 11, 15, 6, 0, tzinfo=UTC)  # Saturday evening there, six hours behind
    assert (chicago.days[0], chicago.days[-1], len(chicago.days)) == (date(2026, 11, 15), date(2026, 11, 21), 7)


def test_a_period_over_the_end_of_daylight_saving_time_has_each_day_once() -> None:
    days = Period.last(30, now=NOW, zone="America/Chicago").days
    assert len(days) == len(set(days)) == 30
    assert days[-1] == date(2026, 11, 22)


def test_a_year_is_told_in_weeks_that_begin_on_monday() -> None:
    year = Period.last(365, now=NOW, zone="UTC")
    assert year.step is Step.WEEK
    assert {day.weekday() for day in year.days} == {0}
    assert len(year.days) in {52, 53}


async def test_volume_counts_by_the_agencys_own_day(desk: Desk) -> None:
    await desk.put(datetime(2026, 11, 22, 5, 59, tzinfo=UTC), priority="high")  # 23:59 on the 21st in Chicago
    await desk.put(datetime(2026, 11, 22, 6, 0, tzinfo=UTC), priority="high")
    await desk.put(datetime(2026, 11, 22, 7, 0, tzinfo=UTC), priority="immediate")
    await desk.put(NOW - 30 * DAY)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        found = await board.volume(db, Period.last(7, now=NOW, zone="America/Chicago"))
    assert found == (
        Volume(day=date(2026, 11, 21), priority="high", count=1),
        Volume(day=date(2026, 11, 22), priority="high", count=1),
        Volume(day=date(2026, 11, 22), priority="immediate", count=1),
    )


async def test_time_to_first_look_has_median_and_90th_percentile_and_says_how_many_still_wait(desk: Desk) -> None:
    began = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    for minutes in (2, 4, 6, 8, 30):
        await desk.put(began, priority="immediate", first_look_at=began + minutes * MINUTE)
    await desk.put(began + DAY, priority="immediate")
    await desk.put(began, priority="routine", first_look_at=began + 3 * HOUR)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        found = await board.first_looks(db, WEEK)
    day = date(2026, 11, 20)
    # 90 of 100 between the fourth (8) and fifth (30) of five values: position 0.9 * 4 = 3.6, so 8 + 0.6 * 22.
    p90 = timedelta(minutes=21.2)
    assert found == (
        Delay(day=None, priority="immediate", count=6, timed=5, median=6 * MINUTE, p90=p90),
        Delay(day=day, priority="immediate", count=5, timed=5, median=6 * MINUTE, p90=p90),
        Delay(day=date(2026, 11, 21), priority="immediate", count=1, timed=0, median=None, p90=None),
        Delay(day=None, priority="routine", count=1, timed=1, median=3 * HOUR, p90=3 * HOUR),
        Delay(day=day, priority="routine", count=1, timed=1, median=3 * HOUR, p90=3 * HOUR),
    )


async def test_time_to_close_counts_the_closed_by_the_day_of_closing(desk: Desk) -> None:
    ended = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    await desk.put(ended - 2 * HOUR, status="closed", closed_at=ended, disposition="referred")
    await desk.put(ended - 40 * DAY, status="closed", closed_at=ended, disposition="spam")
    await desk.put(ended - HOUR, status="in-review", closed_at=ended)  # taken up again
    await desk.put(ended - 40 * DAY, status="closed", closed_at=ended - 39 * DAY)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        total, on_the_day = await board.closings(db, WEEK)
    assert (total.count, total.median) == (2, 20 * DAY + HOUR)
    assert on_the_day == Delay(
        day=ended.date(),
        priority=None,
        count=2,
        timed=2,
        median=20 * DAY + HOUR,
        p90=timedelta(hours=2 + 0.9 * (40 * 24 - 2)),
    )


async def test_shares_tell_of_what_came_in_and_dispositions_of_what_ended(desk: Desk) -> None:
    await desk.put()
    await desk.put(draft=make_draft(setting=None))
    await desk.put(NOW - 20 * DAY, status="closed", closed_at=NOW - HOUR, disposition="unfounded")
    await desk.put()
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        settings = await board.shares(db, Sharing.SETTING, WEEK)
        endings = await board.shares(db, Sharing.DISPOSITION, WEEK)
    assert settings == (Share(value="truck-stop", count=2), Share(value=None, count=1))
    assert endings == (Share(value="unfounded", count=1),)


async def test_the_most_seen_indicators_count_each_tip_once(desk: Desk) -> None:
    twice = tuple(SignSeen(indicator="id-held-by-other", basis=basis) for basis in (Basis.SAW, Basis.TOLD))
    await desk.put(draft=make_draft(signs=(*twice, SignSeen(indicator="scripted-answers", basis=Basis.HEARD))))
    await desk.put()
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        assert await board.most_seen(db, WEEK) == (
            Share(value="id-held-by-other", count=2),
            Share(value="scripted-answers", count=1),
        )


async def test_overdue_is_what_is_open_and_was_not_looked_at_in_time(desk: Desk) -> None:
    late = NOW - 10 * MINUTE
    await desk.put(priority="immediate", look_by=late)
    await desk.put(priority="immediate", look_by=late - HOUR)
    await desk.put(priority="high", look_by=late, first_look_at=NOW)
    await desk.put(priority="high", look_by=late, status="closed", closed_at=NOW)
    await desk.put(priority="high", look_by=NOW + MINUTE)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        assert await board.overdue(db, now=NOW) == (Overdue(priority="immediate", count=2, since=late - HOUR),)


async def test_held_now_leaves_out_claims_that_have_run_out_and_tips_that_ended(desk: Desk) -> None:
    one, other = new_id(), new_id()
    until = NOW + MINUTE
    await desk.put(priority="high", claimed_by=one, claim_until=until)
    await desk.put(priority="high", claimed_by=one, claim_until=until)
    await desk.put(priority="high", claimed_by=other, claim_until=NOW)
    await desk.put(priority="high", claimed_by=other, claim_until=until, status="withdrawn")
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        assert await board.held_now(db, now=NOW) == (Held(account=one, priority="high", count=2),)


async def test_no_figure_counts_another_agencys_tips(desk: Desk) -> None:
    async with desk.owner.transaction() as db:
        desk.agency = new_id()
        await db.execute(text("INSERT INTO agencies VALUES (:id, 'other', 'Other')"), {"id": desk.agency})
    held: dict[str, Any] = {"claimed_by": new_id(), "claim_until": NOW + HOUR, "look_by": NOW - HOUR}
    await desk.put(**held)
    await desk.put(status="closed", closed_at=NOW, disposition="spam", first_look_at=NOW)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        found = [await board.volume(db, WEEK), await board.most_seen(db, WEEK), await board.overdue(db, now=NOW)]
        found += [await board.first_looks(db, WEEK), await board.held_now(db, now=NOW)]
        found += [await board.shares(db, of, WEEK) for of in Sharing]
        (closings,) = await board.closings(db, WEEK)
    assert not any(found)
    assert closings.count == 0
    async with desk.console.transaction(desk.agency) as db:
        assert sum(one.count for one in await board.volume(db, WEEK)) == 2
        assert sum(one.count for one in await board.overdue(db, now=NOW)) == 1
        assert len(await board.held_now(db, now=NOW)) == 1


async def test_places_count_the_queues_filter_by_county_and_tell_no_more_than_the_county(desk: Desk) -> None:
    draft = make_draft()
    assert draft.place is not None
    await desk.put(NOW - DAY, priority="high")
    await desk.put(NOW - HOUR, priority="high")
    await desk.put(priority="immediate", draft=make_draft(place=replace(draft.place, county=None)))
    await desk.put(priority="high", draft=make_draft(place=None), setting="motel")
    await desk.put(priority="high", status="closed", closed_at=NOW)
    async with desk.console.transaction(DEFAULT_AGENCY) as db:
        everything = await board.places(db, QueueFilter(), now=NOW)
        motels = await board.places(db, QueueFilter.from_query({"setting": "motel"}), now=NOW)
        in_county = await board.places(db, QueueFilter.from_query({"county": "Example", "overdue": "1"}), now=NOW)
        ended = await board.places(db, QueueFilter.from_query({"status": "closed"}), now=NOW)
        nowhere = await board.places(db, QueueFilter.from_query({"status": "closed", "overdue": "1"}), now=NOW)
    county = Place(state="US-NE", county="Example", priority="high", count=2, newest=NOW - HOUR)
    assert set(everything) == {
        county,
        Place(state="US-NE", county=None, priority="immediate", count=1, newest=NOW - HOUR),
        Place(state=None, county=None, priority="high", count=1, newest=NOW - HOUR),
    }
    assert motels == (Place(state=None, county=None, priority="high", count=1, newest=NOW - HOUR),)
    assert in_county == (replace(county, count=1, newest=NOW - DAY),)
    assert ended == (replace(county, count=1),)
    assert nowhere == ()
