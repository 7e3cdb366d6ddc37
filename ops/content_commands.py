"""`highbeam texts` and `highbeam content`: for whoever edits texts, signs, courses and numbers, and writes no code.

What they need is imported when they run: the other commands start without it.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from ops.findings import Finding
    from ops.texts import Places

texts = typer.Typer(help="Check the texts that reporters read, and list what a reviewer reads.", no_args_is_help=True)
content = typer.Typer(help="Check or look at signs, checklists, courses, drawings and texts.", no_args_is_help=True)

Language = Annotated[str | None, typer.Argument(help="A language such as es; all of them by default.")]
Folder = Annotated[
    Path | None, typer.Argument(help="A checkout, with the folders indicators and bot/texts; this one by default.")
]


@texts.command("check")
def texts_check(language: Language = None) -> None:
    """Find missing texts, wrong placeholders, lengths, forbidden words, strange numbers and hard English."""
    from ops.texts import check_texts, count_texts

    places = _places(None, language)
    findings = check_texts(places, language)
    _show(findings)
    typer.echo(f"Nothing has to be put right. {count_texts(places)}.")


@texts.command("review")
def texts_review(language: Language = None) -> None:
    """List which files are drafted and who signed the others, and every line of safety beside its English."""
    from ops.texts import review

    for line in review(_places(None, language), language):
        typer.echo(line)


@content.command("check")
def content_check(folder: Folder = None) -> None:
    """Check everything that is edited as files: what is wrong, in which file and line, and what was fine."""
    from ops.content import check_content

    report = check_content(_places(folder), datetime.now(UTC).date())
    typer.echo(f"Fine: {'; '.join(report.fine) or 'nothing'}.")
    _show(report.findings)
    typer.echo("Nothing has to be put right.")


@content.command("preview")
def content_preview(
    folder: Folder = None,
    course: Annotated[str, typer.Option(help="A course such as bus; all of them by default.")] = "",
    lesson: Annotated[str, typer.Option(help="A lesson or scene of the course, such as core/stay-back.")] = "",
    card: Annotated[str, typer.Option(help="Any card, such as receipt; a wrong name lists them.")] = "",
    sign: Annotated[str, typer.Option(help="A sign, such as told-debt.")] = "",
    language: Annotated[str, typer.Option(help="The language to begin in.")] = "en",
    port: Annotated[int, typer.Option(help="The port of the phones' page; a free one by default.")] = 0,
) -> None:
    """Show cards on the phone page as the bot would, from the files as they are at each tap. Nothing is kept."""
    from bot.textfile import TextError
    from indicators.errors import DataFileError
    from ops.cards import NoSuchCard
    from ops.demo import DemoFailed
    from ops.preview import Asked, run_preview

    asked = Asked(course=course, part=lesson, card=card, sign=sign, language=language)
    try:
        run_preview(_places(folder), asked, port, Console())
    except (NoSuchCard, DemoFailed) as exc:
        _stop(str(exc))
    except (TextError, DataFileError) as exc:
        _stop(f"{exc} `highbeam content check` tells all that is wrong.")


def _places(folder: Path | None, language: str | None = None) -> "Places":
    from ops.texts import Places

    places = Places.of(folder)
    for home in (places.texts, places.data):
        if not home.is_dir():
            _stop(f"There is no folder {home}: name a checkout, with the folders indicators and bot/texts.")
    if language is not None and not (places.texts / language).is_dir():
        known = ", ".join(sorted(path.name for path in places.texts.iterdir() if path.is_dir()))
        _stop(f"There is no language {language!r}: name one of {known}.")
    return places


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(2)


def _show(findings: "Sequence[Finding]") -> None:
    """All findings, what must be put right at the end; ends with exit code 1 when there is any of that."""
    for finding in sorted(findings, key=lambda finding: finding.must):
        typer.echo(str(finding))
    count = sum(finding.must for finding in findings)
    if count:
        typer.echo(f"{count} {'thing has' if count == 1 else 'things have'} to be put right.")
        sys.exit(1)
