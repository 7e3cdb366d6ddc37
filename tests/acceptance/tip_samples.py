"""Two tips to look at in a browser, plainly invented: one sentence, and everything that a tip can have."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from indicators.terms import Setting
from store import casework, dialogues, files, tips
from store.tips import Added
from tests.acceptance.console_house import Desk
from tips.access import Actor
from tips.draft import (
    AgeBand,
    Answer,
    Basis,
    Contact,
    ContactKind,
    Media,
    MediaKind,
    Observed,
    People,
    SignSeen,
    Statement,
    ToldWhom,
    Topic,
)
from tips.place import Place, Precision
from tips.plates import Plate
from tips.vehicle import Vehicle

REPORTER = 5550100
STORY = (
    "I stopped for fuel around two. A girl, maybe fifteen, got out of a dark blue van and asked the clerk whether she "
    "could use his phone. The man with her came in at once, took her by the arm and said she was not feeling well. "
    "She looked at me and shook her head. He has her papers: I saw him count four passports at the counter."
)


def photo(color: str = "#35506b") -> bytes:
    """A photo of an invented van, as a phone would send it."""
    image = Image.new("RGB", (1600, 1200), color)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((300, 500, 1300, 900), fill="#1b2735")
    drawing.ellipse((420, 820, 620, 1020), fill="black")
    drawing.ellipse((980, 820, 1180, 1020), fill="black")
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:24 02:04:10"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 40.0, 12.0), 3: "W", 4: (99.0, 5.0, 0.0)})
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def bare_tip(desk: Desk) -> str:
    """One sentence, and nothing else."""
    at = datetime.now(UTC) - timedelta(minutes=2)
    return await desk.tip(
        at=at,
        setting=None,
        observed=None,
        still_there=None,
        place=None,
        people=People(),
        signs=(),
        statements=(Statement(source="m1", versions=("Something is wrong at the diner on Route 999.",), at=at),),
    )


async def full_tip(desk: Desk, by: Actor) -> str:
    """Everything that a tip can have."""
    at = datetime.now(UTC) - timedelta(minutes=9)
    await desk.tip(contacts=(_phone(),), vehicles=(_van(),))
    await desk.tip(contacts=(_phone(),))
    media = (
        Media(source="m3", kind=MediaKind.PHOTO, file_id="f3", unique_id="u3"),
        Media(source="m4", kind=MediaKind.VOICE, file_id="f4", unique_id="u4", mime="audio/ogg", size=41_000),
        Media(source="m5", kind=MediaKind.VIDEO, file_id="f5", unique_id="u5", unfetchable="too-large"),
    )
    await _sent(desk, media)
    code = await desk.tip(
        at=at,
        setting=Setting.TRUCK_STOP,
        observed=Observed(words="about ten minutes ago", earliest=at - timedelta(minutes=12), latest=at),
        still_there=Answer.YES,
        heading="west",
        place=Place(
            words="Testville truck plaza off I-80 exit 999 near Kearney",
            road="I-80",
            exit="999",
            town="Kearney",
            county="Buffalo",
            state="US-NE",
            latitude=40.67,
            longitude=-99.083,
            accuracy=18,
            precision=Precision.PIN,
        ),
        signs=(
            SignSeen(indicator="asked-for-help", basis=Basis.TOLD),
            SignSeen(indicator="id-held-by-other", basis=Basis.SAW),
            SignSeen(indicator="speaks-for-them", basis=Basis.HEARD),
        ),
        people=People(count=4, count_at_least=True, ages=frozenset({AgeBand.TEEN, AgeBand.ADULT}), look="red jacket"),
        vehicles=(_van(),),
        contacts=(_phone(), Contact(kind=ContactKind.HANDLE, value="invented.handle", words="@invented.handle")),
        statements=(
            Statement(source="m1", versions=("Van at the truck stop.", STORY), at=at),
            Statement(source="m2", versions=("Blue van, out of state.",), at=at, topic=Topic.VEHICLE),
        ),
        media=media,
        told=frozenset({ToldWhom.MANAGER}),
        may_ask=True,
        unsure=frozenset({Topic.PEOPLE_AGES}),
    )
    await _worked_on(desk, code, by)
    return code


async def _sent(desk: Desk, media: Sequence[Media]) -> None:
    """The files of a report: the first is kept, the second waits, the third cannot be had."""
    now = datetime.now(UTC)
    async with desk.owner.transaction() as db:
        reporter = (await dialogues.lock(db, desk.vault, [REPORTER], now=now))[REPORTER].reporter_id
        ids = [await files.keep_waiting(db, desk.vault, reporter, one, now=now) for one in media]
        for one in await files.waiting(db, desk.vault, worker="test", now=now, limit=100):
            if one.id == ids[0]:
                await files.kept(db, desk.vault, desk.rooms.objects, one, photo(), now=now)


async def _worked_on(desk: Desk, code: str, by: Actor) -> None:
    now = datetime.now(UTC)
    async with desk.owner.transaction() as db:
        await casework.claim(db, desk.vault, code, by=by, at=now - timedelta(minutes=7))
        await casework.note(db, desk.vault, code, by=by, at=now - timedelta(minutes=6), words="Same van as last week?")
        await casework.ask(
            db, desk.vault, code, by=by, at=now - timedelta(minutes=5), words="Which way did they go when they left?"
        )
        reporter = (await dialogues.lock(db, desk.vault, [REPORTER], now=now))[REPORTER].reporter_id
        answer = Statement(source="m9", versions=("West on the interstate. I stayed in my cab.",), at=now)
        added = Added(at=now - timedelta(minutes=4), statement=answer)
        await tips.add(db, desk.vault, code=code, reporter_id=reporter, added=added)


def _phone() -> Contact:
    return Contact(kind=ContactKind.PHONE, value="+13085550147", words="308-555-0147")


def _van() -> Vehicle:
    return Vehicle(
        words="dark blue Ford Transit, plate TEST 47, DOT 5550147",
        color="blue",
        make="Ford",
        model="Transit",
        body="van",
        plates=(Plate(text="TEST47", jurisdiction="US-CO", partial=True),),
        usdot="5550147",
    )
