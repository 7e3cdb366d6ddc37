"""Posters of join links, as PDF: which there are, and making one."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.responses import Response

from console.errors import WrongInput
from console.preview import preview
from console.rooms import Rooms
from paper.poster import SIZES, poster
from paper.words import languages
from store.partners import Cohort, Partner, address

SIZE_NAMES: Final = {"us-letter": "Letter", "a4": "A4"}


class Size(StrEnum):
    """The paper."""

    LETTER = "us-letter"
    A4 = "a4"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One poster that can be had: its language, and the query that asks for it by size."""

    language: str
    sizes: tuple[tuple[str, str], ...]


def sheets() -> tuple[Sheet, ...]:
    """Every poster, by language."""
    return tuple(
        Sheet(
            language=preview().name(language),
            sizes=tuple((SIZE_NAMES[size], f"language={language}&size={size}") for size in SIZES),
        )
        for language in languages("poster")
    )


async def print_poster(
    rooms: Rooms, *, bot: str, code: str, partner: Partner, cohort: Cohort, language: str, size: Size
) -> Response:
    """The poster of a link. Raises `WrongInput` for a language that there is none in."""
    if language not in languages("poster"):
        raise WrongInput("There is no poster in this language: choose one from the list.")
    data = await asyncio.to_thread(
        poster,
        link=address(bot, code),
        partner=partner.name,
        cohort=cohort.name,
        helplines=rooms.helplines,
        language=language,
        size=size.value,
    )
    name = f"poster-{language}-{size.value}.pdf"
    return Response(data, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
