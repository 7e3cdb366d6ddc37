"""The pictures and documents of cards: made when a card first brings them, and uploaded once.

Making one takes a few hundredths of a second on a thread. What was made is kept, the newest two hundred. What
cannot be made is left out: the card goes without it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial

import structlog

from bot.calls import Enclosure
from bot.dialogue.replies import Document
from bot.render import Rendered
from paper.certificate import certificate
from paper.picture import drawn, png
from store.errors import where_it_broke

KEPT = 200

log = structlog.get_logger()


class Enclosures:
    """What cards bring, by what it is."""

    def __init__(self, *, check_at: str = "", draw: Callable[[str], bytes] = png) -> None:
        """`check_at` is where anybody can check a certificate; empty when there is no such page.

        `draw` gives the picture of a name.
        """
        self._check_at = check_at
        self._draw = draw
        self._made: OrderedDict[Hashable, Enclosure] = OrderedDict()

    async def of(self, face: Rendered, language: str) -> Enclosure | None:
        """What this card brings, if it brings anything."""
        if face.picture is not None:
            return await self._kept(face.picture, partial(self._picture, face.picture))
        if face.document is not None:
            return await self._kept((face.document, language), partial(self._certificate, face.document, language))
        return None

    async def plain(self) -> Enclosure | None:
        """A picture of nothing, for the place of one that must not be seen any more."""
        return await self._kept(None, lambda: Enclosure(kind="photo", filename="plain.png", data=drawn(_PLAIN)))

    async def _kept(self, key: Hashable, make: Callable[[], Enclosure]) -> Enclosure | None:
        if key not in self._made:
            try:
                self._made[key] = await asyncio.to_thread(make)
            except Exception as exc:  # what is written matters more than the picture beside it
                log.error("enclosure-not-made", error=type(exc).__name__, where=where_it_broke(exc))
                return None
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]

    def _picture(self, name: str) -> Enclosure:
        return Enclosure(kind="photo", filename=f"{name}.png", data=self._draw(name))

    def _certificate(self, document: Document, language: str) -> Enclosure:
        data = certificate(
            course=document.course,
            code=document.code,
            passed_on=document.passed_on,
            until=document.until,
            check_at=self._check_at,
            language=language,
        )
        return Enclosure(kind="document", filename=f"certificate-{document.code}.pdf", data=data)


_PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90">'
    '<rect width="160" height="90" fill="#e2e8f0" /></svg>'
)
