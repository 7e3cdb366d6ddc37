"""The `highbeam` command. Every error a person can meet is one sentence on stderr; exit code 2 for a wrong setting."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn
from uuid import UUID

import typer
from alembic.util import CommandError
from rich.console import Console
from rich.markup import escape
from sqlalchemy.exc import OperationalError

from ops import accounts as account_work
from ops import keys as ring_work
from ops import partners as partner_work
from ops.content_commands import content, texts
from ops.demo import DemoFailed, run_demo
from ops.queue import follow_queue, show_queue
from store import migrate as migrations
from store.embedded import database_of, has_database
from store.errors import (
    AccountNotAllowed,
    DatabaseUnavailable,
    EmbeddedServerFailed,
    KeyProblem,
    NoSuchAccount,
    NoSuchPartner,
    PartnerNotAllowed,
)
from store.keys import Ring, create_keys, share_keys
from store.settings import SettingMissingError, StoreSettings, read_settings
from tips.access import AccountRole

app = typer.Typer(
    help="Highbeam, a tip line for people who work on the road.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would print what variables hold, passwords and keys too
)
keys = typer.Typer(help="Make, rotate and check the keys that seal tips and reporters.", no_args_is_help=True)
app.add_typer(keys, name="keys")
admin = typer.Typer(help="Make and look after the accounts that sign in to the console.", no_args_is_help=True)
app.add_typer(admin, name="admin")
partners = typer.Typer(
    help="Training partners, their cohorts, join links and posters, and counts.", no_args_is_help=True
)
app.add_typer(partners, name="partners")
app.add_typer(texts, name="texts")
app.add_typer(content, name="content")

Data = Annotated[Path | None, typer.Option("--data", help="The data folder; HIGHBEAM_DATA or ./data by default.")]


class Part(StrEnum):
    """What `highbeam run` runs."""

    BOT = "bot"
    CONSOLE = "console"
    WORKER = "worker"


@app.command()
def demo(
    data: Annotated[Path, typer.Option(help="Where the demo keeps everything.")] = Path("data/demo"),
    port: Annotated[int, typer.Option(help="The port of the phones' page; a free one by default.")] = 0,
    desk_port: Annotated[int, typer.Option(help="The port of the console; a free one by default.")] = 0,
) -> None:
    """Run it all on this machine: database, bot, console, a local Bot API and a phone in a web page."""
    with _one_sentence():
        run_demo(data, port, Console(), desk_port=desk_port)


@app.command()
def run(part: Part) -> None:
    """Run the bot against Telegram, the analysts' console, or the worker."""
    if part is Part.BOT:
        from bot.__main__ import main
    elif part is Part.CONSOLE:
        from console.__main__ import main
    else:
        from worker.__main__ import main
    sys.exit(main())


@app.command()
def queue(
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on showing tips as they arrive.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many of the newest tips to show.")] = 20,
    data: Data = None,
) -> None:
    """Show the queue: priority and reasons, what, where, when. Sealed parts stay sealed."""
    with _one_sentence(), _database(_settings(data)) as url:
        action = follow_queue if follow else show_queue
        asyncio.run(action(url, Console(), limit=limit))


@app.command()
def doctor(data: Data = None) -> None:
    """Look whether everything is in order: exit code 0 for green, 1 for yellow, 2 for red."""
    from ops.doctor import examine
    from ops.texts import Places

    with _one_sentence():
        checks = examine(_settings(data), Places.of(), datetime.now(UTC).date())
    console = Console()
    for check in checks:
        color = check.color.name.lower()
        console.print(f"[{color}]{color:7}[/{color}]{escape(check.name)}: {escape(check.sentence)}", soft_wrap=True)
    sys.exit(max(check.color for check in checks))


@app.command()
def migrate(
    to: Annotated[str, typer.Option(help="The revision to go to; 'base' removes every table.")] = "head",
    check: Annotated[bool, typer.Option("--check", help="Only say whether the database equals the tables.")] = False,
    draft: Annotated[str, typer.Option(help="Write a migration of this name from what differs.")] = "",
    data: Data = None,
) -> None:
    """Bring the database up to this version, or down to an older one."""
    with _one_sentence(), database_of(_there_if(check, _settings(data))) as url:
        if draft:
            typer.echo(f"Wrote {migrations.draft(url, draft)}: read it and finish it.")
            return
        if check:
            _say_differences(migrations.differences(url))
            return
        if to != "base" and to not in migrations.revisions():
            raise SettingMissingError(f"There is no revision {to}: name {', '.join(migrations.revisions())} or 'base'.")
        before = migrations.current(url)
        down = before is not None and (to == "base" or (to.isdigit() and to < before))
        (migrations.downgrade if down else migrations.upgrade)(url, to)
        typer.echo(f"The database was at {before or 'nothing'} and is at {migrations.current(url) or 'nothing'} now.")


@keys.command("init")
def keys_init(data: Data = None) -> None:
    """Make the keys that are missing. Existing ones stay as they are."""
    with _one_sentence():
        settings = _settings(data)
        made = create_keys(settings.keys_folder)
        if not made:
            typer.echo(f"Every key is there already, in {settings.keys_folder}. Nothing was changed.")
            return
        typer.echo(f"Made {', '.join(made)} in {settings.keys_folder}.")
        typer.echo("Keep a copy somewhere else: without these keys nobody can open a tip again.")


@keys.command("share")
def keys_share(
    folder: Annotated[Path, typer.Argument(help="The folder that the console gets.")], data: Data = None
) -> None:
    """Copy the keys that the console may use into a folder of its own. Run it again after a rotation."""
    with _one_sentence():
        copied = share_keys(_settings(data).keys_folder, folder)
        typer.echo(f"Copied {', '.join(copied)} to {folder}." if copied else f"{folder} has them all already.")


@keys.command("check")
def keys_check(data: Data = None) -> None:
    """Say whether the keys are the ones that the database was sealed with."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            typer.echo(asyncio.run(ring_work.check(url, settings.keys_folder)))


@keys.command("rotate")
def keys_rotate(ring: Annotated[Ring, typer.Argument(help="Which ring.")] = Ring.TIPS, data: Data = None) -> None:
    """Make a new version of a ring and wrap every row's key under it. The bots go on meanwhile."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            asyncio.run(ring_work.rotate(url, settings.keys_folder, ring, Console()))


@keys.command("retire")
def keys_retire(ring: Annotated[Ring, typer.Argument(help="Which ring.")] = Ring.TIPS, data: Data = None) -> None:
    """Set aside the old versions of a ring that no row needs any more."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            typer.echo(asyncio.run(ring_work.retire(url, settings.keys_folder, ring)))


Email = Annotated[str, typer.Option("--email", help="The address to sign in with.")]


@admin.command("create")
def admin_create(
    email: Email,
    name: Annotated[str, typer.Option(help="What colleagues read.")],
    role: Annotated[AccountRole, typer.Option(help="What the account is there for.")] = AccountRole.ADMINISTRATOR,
    desk: Annotated[int | None, typer.Option(help="What reporters read: Desk 7. The next free one by default.")] = None,
    partner: Annotated[str, typer.Option(help="Whose person it is, by name; for the role partner.")] = "",
    ask: Annotated[bool, typer.Option("--ask", help="Ask for the password instead of making one.")] = False,
    data: Data = None,
) -> None:
    """Make an account. A password that is made here is printed this once."""
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if ask else ""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            of = asyncio.run(partner_work.named(url, settings.keys_folder, partner)) if partner else None
            who: dict[str, Any] = {"email": email, "name": name, "role": role, "desk": desk, "partner": of}
            work = account_work.create(url, settings.keys_folder, password=password, **who)
            made, chosen = asyncio.run(work)
    typer.echo(f"Made {made.email}, {made.role}, Desk {made.desk}.")
    if not ask:
        typer.echo(f"The password, shown this once: {chosen}")


@admin.command("list")
def admin_list(data: Data = None) -> None:
    """Show every account."""
    with _one_sentence(), _database(_settings(data)) as url:
        Console().print(asyncio.run(account_work.table(url)))


@admin.command("disable")
def admin_disable(email: Email, data: Data = None) -> None:
    """Let an account do nothing any more, from this moment and everywhere."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            typer.echo(asyncio.run(account_work.disable(url, settings.keys_folder, email)))


@admin.command("reset-factor")
def admin_reset_factor(email: Email, data: Data = None) -> None:
    """Remove an account's second steps, for somebody who has lost phone, passkeys and recovery codes."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            typer.echo(asyncio.run(account_work.reset_factor(url, settings.keys_folder, email)))


@admin.command("reset-password")
def admin_reset_password(email: Email, data: Data = None) -> None:
    """Give an account a new password, printed this once."""
    with _one_sentence():
        settings = _settings(data)
        with _database(settings) as url:
            account, chosen = asyncio.run(account_work.reset_password(url, settings.keys_folder, email))
    typer.echo(f"The new password of {account.email}, shown this once: {chosen}")


Partner = Annotated[str, typer.Argument(help="The partner's name.")]
LinkId = Annotated[UUID, typer.Argument(help="The link's id, from `highbeam partners list`.")]


@partners.command("add")
def partners_add(name: Partner, data: Data = None) -> None:
    """Note a training partner: a carrier, a bus company, an energy firm, an association, a school."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        typer.echo(asyncio.run(partner_work.add(url, folder, name)))


@partners.command("list")
def partners_list(data: Data = None) -> None:
    """Show every partner, cohort and link."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        Console().print(asyncio.run(partner_work.table(url, folder)))


@partners.command("cohort")
def partners_cohort(
    partner: Partner,
    name: Annotated[str, typer.Argument(help="What the cohort is called.")],
    course: Annotated[str, typer.Option(help="What it learns: trucking, bus or energy.")],
    data: Data = None,
) -> None:
    """Give a partner a cohort that learns a course."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        typer.echo(asyncio.run(partner_work.add_cohort(url, folder, partner, name, course)))


@partners.command("link")
def partners_link(
    partner: Partner,
    cohort: Annotated[str, typer.Argument(help="The cohort's name.")],
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day that it is good.")] = None,
    seats: Annotated[int | None, typer.Option(help="How many may join by it: five or more.")] = None,
    data: Data = None,
) -> None:
    """Make a join link into a cohort."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        day = until.date() if until else None
        link, address = asyncio.run(partner_work.make_link(url, folder, partner, cohort, until=day, seats=seats))
    typer.echo(f"Made the link {link}.\n{address or partner_work.NO_BOT}")


@partners.command("revoke")
def partners_revoke(link: LinkId, data: Data = None) -> None:
    """Let nobody join by a link any more."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        typer.echo(asyncio.run(partner_work.revoke(url, folder, link)))


@partners.command("poster")
def partners_poster(
    link: LinkId,
    out: Annotated[Path, typer.Option(help="The PDF to write, or - for standard output.")] = Path("poster.pdf"),
    language: Annotated[str, typer.Option(help="In which language.")] = "en",
    size: Annotated[str, typer.Option(help="us-letter or a4.")] = "us-letter",
    country: Annotated[str, typer.Option(help="Whose numbers: US, CA or MX; by default the language's.")] = "",
    data: Data = None,
) -> None:
    """Write a link's poster as a PDF."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        form = {"language": language, "size": size, "country": country.upper()}
        said, printed = asyncio.run(partner_work.print_poster(url, folder, link, **form))
        piped = str(out) == "-"
        try:
            if piped:
                sys.stdout.buffer.write(printed)
            else:
                out.write_bytes(printed)
        except OSError as exc:
            wrong = f"{out} cannot be written: name another file by --out, or - for standard output."
            raise SettingMissingError(wrong) from exc
        typer.echo(f"Wrote {'the poster' if piped else out}: {said}", err=piped)


@partners.command("progress")
def partners_progress(
    partner: Annotated[str | None, typer.Argument(help="One partner's name; all of them by default.")] = None,
    for_partner: Annotated[
        bool, typer.Option("--for-partner", help="In steps of five, as the partner itself may see it.")
    ] = False,
    data: Data = None,
) -> None:
    """Show how many joined, started, passed and refreshed. Never who: that is known to nobody here."""
    with _one_sentence(), _with_keys(data) as (url, folder):
        Console().print(asyncio.run(partner_work.progress(url, folder, partner, for_partner=for_partner)))


@contextmanager
def _with_keys(data: Path | None) -> Iterator[tuple[str, Path]]:
    """A database that is there, and the folder of its keys."""
    settings = _settings(data)
    with _database(settings) as url:
        yield url, settings.keys_folder


def _settings(data: Path | None) -> StoreSettings:
    return read_settings(StoreSettings, **({} if data is None else {"data": data}))


def _there_if(needed: bool, settings: StoreSettings) -> StoreSettings:
    """The settings; raises SettingMissingError when a database is needed and they lead to none."""
    if needed and not has_database(settings):
        raise SettingMissingError(
            f"There is no database in {settings.data}: name its folder by --data, or set HIGHBEAM_DATABASE_URL."
        )
    return settings


@contextmanager
def _database(settings: StoreSettings) -> Iterator[str]:
    """A database that is there and brought up: asking it something must not make one, nor break on missing tables."""
    with database_of(_there_if(True, settings)) as url:
        if migrations.behind(url):
            raise SettingMissingError("The database is not brought up for this version: run `highbeam migrate`.")
        yield url


def _say_differences(differences: list[object]) -> None:
    if not differences:
        typer.echo("The database equals the tables.")
        return
    for difference in differences:
        typer.echo(_in_short(difference))
    _fail("The database does not equal the tables: run `highbeam migrate`.", 1)


def _in_short(difference: object) -> str:
    """What differs, as a name: ("add_table", Table(…)) becomes "add_table agencies"."""
    parts = difference if isinstance(difference, tuple) else (difference,)
    return " ".join(str(getattr(part, "name", part)) for part in parts if part is not None)


class _one_sentence:  # noqa: N801 - reads as a statement
    """Turn the errors that a person can meet into one sentence and an exit code."""

    codes: tuple[tuple[type[Exception], int], ...] = (
        (SettingMissingError, 2),
        (KeyProblem, 2),
        (AccountNotAllowed, 2),
        (NoSuchAccount, 2),
        (NoSuchPartner, 2),
        (PartnerNotAllowed, 2),
        (DatabaseUnavailable, 1),
        (OperationalError, 1),
        (EmbeddedServerFailed, 1),
        (DemoFailed, 1),
        (CommandError, 2),
    )

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise typer.Exit(0)
        for wrong, code in self.codes:
            if isinstance(error, wrong):
                words = str(error)
                if isinstance(error, DatabaseUnavailable | OperationalError):
                    words = "The database does not answer. Nothing was changed; start it and run this again."
                _fail(words, code)


def _fail(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


if __name__ == "__main__":
    app()
