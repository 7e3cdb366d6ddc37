"""Training with a real bot and a real Chromium: a whole course on one card, a restart in mid-exam, a tip in between.

The pictures that it takes are those in docs/screenshots (`make docs` keeps them there).
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from indicators.course import Course, Lesson, Scene, load_courses
from simulator.client import Phone, Screen, SimulatorClient
from store import migrate, training
from store.database import Database, Role
from store.embedded import start_embedded
from store.keys import create_keys
from tests.acceptance.chromium import chromium
from tests.acceptance.conftest import buttons, mine, tap, until_button
from tests.acceptance.processes import bot, polling_settings, simulator
from tests.acceptance.test_demo import keep_picture

pytestmark = pytest.mark.browser

FAST = {"HIGHBEAM_TELEGRAM_RATE": "1000", "HIGHBEAM_TELEGRAM_CHAT_RATE": "50"}
CERTIFICATE = re.compile(r"[2-9B-Z]{4}(?:-[2-9B-Z]{4}){3}")


@dataclass(kw_only=True)
class School:
    """What runs, and the phone of one member in a page of its own."""

    folder: Path
    settings: dict[str, str]
    database: Database
    phone: Phone
    page: Page

    async def picture(self, name: str) -> None:
        """Keep a picture of the phone as it stands."""
        shown = self.page.locator(".phone").first
        await expect(shown.locator(".message").last).to_be_visible()
        await keep_picture(shown, name, self.folder)


@pytest.fixture
async def school(folder: Path) -> AsyncIterator[School]:
    server = start_embedded(folder / "server")
    migrate.upgrade(server.url)
    create_keys(folder / "keys")
    async with simulator(folder) as api, SimulatorClient(api) as phones, chromium() as browser:
        settings = polling_settings(folder, database_url=server.url, keys=folder / "keys", api=api) | FAST
        phone = await phones.phone(language="en", name="Invented Driver")
        page = await browser.new_page(viewport={"width": 460, "height": 900}, device_scale_factor=2)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        await page.goto(api)
        database = await Database.open(server.url, role=Role.OWNER)
        yield School(folder=folder, settings=settings, database=database, phone=phone, page=page)
        await database.close()
    server.stop()


def answers(screen: Screen, letter: str) -> int:
    """How many answers the card offers."""
    return sum(f".{letter}." in data for data in buttons(screen))


async def next_card(phone: Phone, before: str) -> Screen:
    """Wait for another card than this one."""
    return await phone.wait_for(lambda screen: bool(screen.cards) and screen.cards[-1]["text"] != before, 30)


async def step(phone: Phone, action: str) -> Screen:
    """Tap, and wait for the card that follows."""
    before = str((await until_button(phone, action, timeout=30)).cards[-1]["text"])
    await tap(phone, action)
    return await next_card(phone, before)


def right(course: Course, card: str) -> int:
    """Which answer of the lesson or the question on this card is right, as numbered there."""
    questions = [unit.question for unit in course.units if isinstance(unit, Lesson)] + list(course.bank)
    question = next(one for one in questions if one.ask.say("en") in card)
    text = next(answer.text.say("en") for answer in question.answers if answer.right)
    found = re.search(rf"^(\d) {re.escape(text)}$", card, re.MULTILINE)
    assert found is not None, card
    return int(found[1]) - 1


def safe_way(scene: Scene) -> list[int]:
    """The choices that lead to a good ending."""

    def way(step_id: str) -> list[int] | None:
        here = scene.step(step_id)
        assert here is not None
        if here.ending is not None:
            return [] if here.ending == "good" else None
        rest = ((at, way(choice.to)) for at, choice in enumerate(here.choices))
        return next(([at, *after] for at, after in rest if after is not None), None)

    found = way(scene.steps[0].id)
    assert found is not None
    return found


async def learn(school: School, course: Course) -> None:
    """Every part of the course, with pictures of the first lesson and the first scene."""
    phone, pictured = school.phone, set[str]()
    screen = await step(phone, "next")
    for unit in course.units:
        assert screen.cards[-1]["kind"] == "photo"
        assert len(screen.messages) == 1, "one card and nothing else"
        kind = type(unit).__name__.lower()
        if kind not in pictured:
            pictured.add(kind)
            await school.picture(kind)
        if isinstance(unit, Scene):
            for choice in safe_way(unit):
                screen = await step(phone, f"c.{choice}")
        else:
            screen = await step(phone, f"a.{right(course, str(screen.cards[-1]['text']))}")
        screen = await step(phone, "next")


async def test_a_member_learns_is_examined_across_a_restart_and_holds_a_certificate(school: School) -> None:
    course, phone = load_courses()["trucking"], school.phone
    async with bot(school.folder, school.settings, "first"):
        await phone.start()
        await step(phone, "training")
        await step(phone, "course.trucking")
        await learn(school, course)
        screen = await step(phone, "exam")
        assert screen.cards[-1]["kind"] != "photo"
        assert len(screen.messages) == 1, "the picture before it is gone"
        await school.picture("exam")
        for _ in range(5):
            screen = await step(phone, f"a.{right(course, str(screen.cards[-1]['text']))}")
        standing = str(screen.cards[-1]["text"])
    async with bot(school.folder, school.settings, "second"):
        await phone.send("two men keep the papers of a crew at the flying j, exit 272")
        await phone.wait_for(lambda screen: not mine(screen), 30)
        for action in ("parked", "no", "review", "send", "home", "training"):
            await step(phone, action)
        screen = await step(phone, "exam")
        assert screen.cards[-1]["text"] == standing, "the exam is where it was left"
        while answers(screen, "a"):
            screen = await step(phone, f"a.{right(course, str(screen.cards[-1]['text']))}")
        assert "15 of 15 right" in screen.cards[-1]["text"]
        screen = await step(phone, "certificate")
        assert (screen.cards[-1]["kind"], len(screen.messages)) == ("document", 1)
        await school.picture("certificate")
        (code,) = CERTIFICATE.findall(str(screen.cards[-1]["text"]))
    async with school.database.transaction() as db:
        certificate = await training.certificate(db, code)
    assert certificate is not None
    assert certificate.course == "trucking"
    log = (school.folder / "second.log").read_text()
    assert code not in log
    assert code.replace("-", "") not in log


async def test_signs_are_looked_up_with_their_picture_also_from_right_to_left(school: School) -> None:
    phone = school.phone
    async with bot(school.folder, school.settings, "first"):
        await phone.start()
        await step(phone, "signs")
        screen = await step(phone, "set.motel")
        await school.picture("pocket")
        first = next(data for data in buttons(screen) if ".sign." in data).rpartition(".")[2]
        screen = await step(phone, f"sign.{first}")
        assert screen.cards[-1]["kind"] == "photo"
        await school.picture("sign")
        await phone.send("/language")
        await step(phone, "lang.ar")
        await phone.wait_for(lambda screen: len(screen.messages) == 1 and screen.cards[-1]["kind"] == "photo", 30)
        await school.picture("sign-arabic")
        await phone.send("/report")
        await step(phone, "parked")
        await step(phone, "no")
        await step(phone, "set.motel")
        await school.picture("when-arabic")
