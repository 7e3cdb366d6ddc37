"""What `highbeam partners` does: training partners, their cohorts and join links, posters, and how far people came.

It works in the console's own database role, which cannot read who learns. The trail calls whoever runs it "operator".
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote
from typing import Any
from uuid import UUID

from rich.table import Table
from rich.text import Text
from sqlalchemy.ext.asyncio import AsyncConnection

from indicators.course import load_courses
from indicators.helplines import load_helplines
from paper.poster import SIZES, poster
from paper.words import languages
from store import partners
from store.accounts import BY_OPERATOR
from store.database import Database, Role
from store.errors import NoSuchPartner, PartnerNotAllowed
from store.keys import Ring, read_keys
from store.partners import Cohort, Link, Partner
from store.tables import DEFAULT_AGENCY
from store.vault import Vault, check_keys
from tips.training import MEASURES, Counts, for_a_partner, total_of

NO_BOT = "No bot has been started with this database yet, so its name, with which links begin, is not known: start it."
HIDDEN = "hidden"


async def add(url: str, keys: Path, name: str) -> str:
    """Note a training partner."""
    async with _open(url, keys) as (db, vault):
        made = await partners.create(db, vault, name=name, **_by_us())
    return f"Added {made.name}. Give it a cohort: highbeam partners cohort {quote(made.name)} NAME --course COURSE"


async def add_cohort(url: str, keys: Path, partner: str, name: str, course: str) -> str:
    """Give a partner a cohort that learns a course."""
    offered = tuple(load_courses().courses)
    if course not in offered:
        raise PartnerNotAllowed(f"There is no course {course}: choose {', '.join(offered)}. Nothing was changed.")
    async with _open(url, keys) as (db, vault):
        found = await partners.by_name(db, partner)
        made = await partners.add_cohort(db, vault, found.id, name=name, course=course, **_by_us())
    names = f"{quote(found.name)} {quote(made.name)}"
    return f"Added {made.name} of {found.name}. Make its link: highbeam partners link {names}"


async def make_link(
    url: str, keys: Path, partner: str, cohort: str, *, until: date | None, seats: int | None
) -> tuple[UUID, str | None]:
    """A join link: its id, and its address as far as the bot's name is known. It ends with its last day, in UTC."""
    expires = None if until is None else partners.end_of(until, UTC)
    async with _open(url, keys) as (db, vault):
        found = await partners.by_name(db, partner)
        into = await _cohort_named(db, found, cohort)
        link, code = await partners.make_link(db, vault, into.id, expires_at=expires, seats=seats, **_by_us())
        bot = await partners.bot_name(db)
    return link.id, None if bot is None else partners.address(bot, code)


async def revoke(url: str, keys: Path, link: UUID) -> str:
    """Let nobody join by a link any more."""
    async with _open(url, keys) as (db, vault):
        new = await partners.revoke(db, vault, link, partner_id=None, **_by_us())
    return "Nobody can join by this link any more." if new else "This link was revoked already. Nothing was changed."


async def print_poster(
    url: str, keys: Path, link: UUID, *, language: str, size: str, country: str = ""
) -> tuple[str, bytes]:
    """A link's poster as PDF, and what it is of."""
    helplines = load_helplines()
    options = {"language": languages("poster"), "size": SIZES, "country": helplines.countries}
    if language not in options["language"] or size not in SIZES or (country and country not in helplines.countries):
        choice = "; ".join(f"--{name} {', '.join(known)}" for name, known in options.items())
        raise PartnerNotAllowed(f"There is no such poster: choose from {choice}.")
    async with _open(url, keys) as (db, vault):
        opened, code = await partners.open_link(db, vault, link, partner_id=None)
        cohort = await partners.cohort(db, opened.cohort)
        partner = await partners.by_id(db, cohort.partner)
        bot = await partners.bot_name(db)
    if bot is None:
        raise PartnerNotAllowed(NO_BOT)
    address = partners.address(bot, code)
    printed: dict[str, Any] = {"link": address, "partner": partner.name, "cohort": cohort.name}
    sheet = poster(**printed, helplines=helplines, country=country, language=language, size=size)
    return f"{partner.name}, {cohort.name}, {address}", sheet


async def table(url: str, keys: Path) -> Table:
    """Every partner, cohort and link."""
    shown = Table("partner", "cohort", "link", "standing", box=None)
    shown.columns[2].no_wrap = True  # to be copied
    now = datetime.now(UTC)
    async with _open(url, keys) as (db, _):
        for partner in await partners.all_of(db):
            links = await partners.links_of(db, partner.id)
            cohorts = await partners.cohorts_of(db, partner.id)
            for cohort in cohorts:
                into = f"{cohort.name} ({cohort.course})"
                rows = [(str(link.id), _link_said(link, now)) for link in links if link.cohort == cohort.id]
                for row in rows or [("", "no link yet")]:
                    _add_row(shown, partner.name, into, *row)
            if not cohorts:
                _add_row(shown, partner.name, "no cohort yet", "", "")
    return shown


def _add_row(shown: Table, *cells: str) -> None:
    """Names as they are: nothing in them acts as markup."""
    shown.add_row(*map(Text, cells))


def _link_said(link: Link, now: datetime) -> str:
    seats = f"{link.used} of {link.seats}" if link.seats else f"{link.used} joined"
    until = f", until {link.expires_at:%Y-%m-%d %H:%M}" if link.expires_at else ""
    return f"{link.standing(now).value}, {seats}{until}"


async def progress(url: str, keys: Path, name: str | None, *, for_partner: bool) -> Table:
    """How far the people of each cohort came: exact, or as a partner may see it."""
    shown = Table("partner", "cohort", "course", *MEASURES, box=None)
    async with _open(url, keys) as (db, _):
        everybody = await partners.all_of(db) if name is None else (await partners.by_name(db, name),)
        counted = await partners.progress(db)
        for partner in everybody:
            cohorts = await partners.cohorts_of(db, partner.id)
            exact = [counted.get(cohort.id, Counts()) for cohort in cohorts]
            counts, total = for_a_partner(exact) if for_partner else (tuple(exact), total_of(exact))
            for cohort, count in zip(cohorts, counts, strict=True):
                _add_row(shown, partner.name, cohort.name, cohort.course, *_said(count, steps=for_partner))
            if len(cohorts) > 1:
                _add_row(shown, partner.name, "all", "", *_said(total, steps=for_partner))
    return shown


async def named(url: str, keys: Path, name: str) -> UUID:
    """The id of a partner. Raises `NoSuchPartner`."""
    async with _open(url, keys) as (db, _):
        return (await partners.by_name(db, name)).id


def _said(counts: Counts, *, steps: bool) -> Sequence[str]:
    values = (getattr(counts, measure) for measure in MEASURES)
    return [HIDDEN if value is None else f"{value}+" if steps else str(value) for value in values]


def _by_us() -> dict[str, Any]:
    return {"by": BY_OPERATOR, "at": datetime.now(UTC)}


async def _cohort_named(db: AsyncConnection, partner: Partner, name: str) -> Cohort:
    for cohort in await partners.cohorts_of(db, partner.id):
        if cohort.name.casefold() == name.casefold():
            return cohort
    raise NoSuchPartner(f"{partner.name} has no cohort {name}: `highbeam partners list` shows them all.")


@asynccontextmanager
async def _open(url: str, keys: Path) -> AsyncIterator[tuple[AsyncConnection, Vault]]:
    database = await Database.open(url, role=Role.CONSOLE, connections=1)
    try:
        async with database.transaction(DEFAULT_AGENCY) as db:
            await check_keys(db, read_keys(keys), needed=(Ring.TIPS, Ring.DIGESTS))
            yield db, Vault(keys)
    finally:
        await database.close()
