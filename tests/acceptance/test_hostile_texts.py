"""Three hundred texts that try to act go through the bot into tips, and every page, table and answer of the console is
opened on them in a real Chromium: none of them runs, inserts, asks for anything or is shown as anything but text.
"""

import csv
import io
import itertools
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from fastapi.routing import RouteContext
from playwright.async_api import Browser, BrowserContext, Page

from bot.dialogue.states import State
from bot.effects import Effects
from bot.judging import Judge
from bot.runner import Runner
from bot.talk import Kept, Talk
from bot.telegram import Arrival, clean, read_update
from console.app import make_app
from console.guard import API, COOKIE, needs_of, routes_of
from console.rooms import Rooms
from console.said import visible
from indicators.questions import load_questions
from ops.assets import prepare
from store import accounts, dialogues, logins, migrate, partners, tips, tokens
from store.accounts import Account
from store.database import Database, Role
from store.embedded import start_embedded
from store.keys import create_keys
from store.logins import Step
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.acceptance.conftest import house_folder
from tests.acceptance.console_house import running
from tests.hostile import texts
from tips.access import MATRIX, AccountRole, Permission

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

A_TIP = 10
"""Texts a tip: in its words, place, people, vehicle, contacts, a file's caption and name, and an addition."""
ONWARD = ("right", "done", "parked", "no", "skip", "unsure")
FIELDS = ("county", "state", "after", "actor", "action", "code", "day", "next", "carried", "ids", "period", "theme")
"""What a page may read from its address. Each is filled with a text, too."""
NUMBERS = itertools.count(1)

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation',
    e => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
LOOK = """async () => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))));
    const found = [...window.violations.map(v => `violation ${v}`)];
    if (window.hostile !== undefined) found.push(`ran ${window.hostile}`);
    for (const one of document.querySelectorAll('*')) {
        const name = one.tagName.toLowerCase();
        if (name === 'x-hostile' || one.hasAttribute('data-hostile'))
            found.push(`element ${one.outerHTML.slice(0, 90)}`);
        if (['iframe', 'object', 'embed', 'base', 'xmp', 'plaintext', 'marquee', 'foreignobject'].includes(name))
            found.push(`element ${name}`);
        if (name === 'script' && !(one.getAttribute('src') || '').startsWith('/static/')) found.push('script');
        for (const {name: key, value} of one.attributes) {
            if (key.startsWith('on') || key.startsWith('hx-on')) found.push(`${name} ${key}`);
            if (['href', 'src', 'action', 'formaction', 'xlink:href', 'hx-get', 'hx-post'].includes(key)) {
                const to = new URL(value, location.href);
                if (to.origin !== location.origin && to.protocol !== 'data:') found.push(`${name} ${key} ${value}`);
            }
        }
    }
    return found;
}"""


@dataclass(kw_only=True)
class Reporter:
    """One phone, through the bot's own runner."""

    runner: Runner
    database: Database
    vault: Vault
    talk: Talk
    chat: int

    async def kept(self) -> Kept:
        async with self.database.transaction() as db:
            dialogue = await dialogues.read(db, self.vault, self.chat)
        assert dialogue is not None
        return self.talk.read(dialogue.state, None)

    async def send(self, **said: Any) -> None:
        message = {**self._from(), "message_id": next(NUMBERS), "date": int(datetime.now(UTC).timestamp()), **said}
        await self.runner.handle([self._read({"message": message})])

    async def tap(self, *actions: str) -> str:
        """Tap the first of these buttons that is on the card; gives which it was."""
        face = self.talk.show(await self.kept(), {})
        offered = {data.rpartition(".")[2]: data for row in face.rows for _, data in row}
        action = next((one for one in actions if one in offered), "")
        assert action, f"none of {actions} among {sorted(offered)}"
        card = {"message_id": 1, "chat": self._from()["chat"], "date": 0}
        query = {"id": str(next(NUMBERS)), "from": self._from()["from"], "message": card, "data": offered[action]}
        await self.runner.handle([self._read({"callback_query": query})])
        return action

    def _from(self) -> dict[str, Any]:
        return {"chat": {"id": self.chat, "type": "private"}, "from": {"id": self.chat, "language_code": "en"}}

    def _read(self, update: dict[str, Any]) -> Arrival:
        return read_update({"update_id": next(NUMBERS), **update}, now=datetime.now(UTC))

    async def tell(self, said: tuple[str, ...]) -> str:
        """A whole report with these texts in all its places; gives its code."""
        *words, place, look, vehicle, contact, file, addition = said
        asked: dict[State, dict[str, Any]] = {
            State.WHERE: {"text": place},
            State.PEOPLE_LOOK: {"text": look},
            State.VEHICLE: {"text": vehicle},
            State.CONTACTS: {"text": contact},
            State.MEDIA: {"document": self._file(file), "caption": file},
        }
        await self.send(text="Plainly invented: a white van stood there all night.")
        for one in words:
            await self.send(text=one)
        await self.tap("report", "go")
        for _ in range(60):
            state = (await self.kept()).session.state
            if state is State.REVIEW:
                break
            if state in asked:
                await self.send(**asked.pop(state))
            else:
                await self.tap(*ONWARD)
        for unasked in asked.values():  # an earlier text had answered it
            await self.send(**unasked)
        while (await self.kept()).session.state is not State.REVIEW:
            await self.tap(*ONWARD)
        await self.tap("send")
        code = (await self.kept()).session.code
        assert code is not None
        await self.tap("add")
        await self.send(text=addition)
        return code

    @staticmethod
    def _file(name: str) -> dict[str, Any]:
        number = next(NUMBERS)
        return {
            "file_id": f"f{number}",
            "file_unique_id": f"u{number}",
            "file_name": name,
            "mime_type": name,
            "file_size": 7,
        }


@dataclass(kw_only=True)
class Scene:
    """The console with its hostile tips, and people who look at them."""

    rooms: Rooms
    address: str
    routes: tuple[RouteContext, ...]
    people: dict[AccountRole, Account]
    codes: list[str] = field(default_factory=list)
    cookies: dict[AccountRole, str] = field(default_factory=dict)

    def client(self, role: AccountRole) -> httpx.AsyncClient:
        """The same login as the role's last browser, for what is no page."""
        headers = {"cookie": self.cookies[role], "origin": self.address}
        return httpx.AsyncClient(base_url=self.address, headers=headers, trust_env=False)

    async def context(self, browser: Browser, role: AccountRole) -> BrowserContext:
        """A browser that is signed in in this role."""
        async with self.rooms.database.transaction(DEFAULT_AGENCY) as db:
            token = await logins.begin(db, self.people[role], now=self.rooms.now(), step=Step.FULL)
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        cookie = {"name": COOKIE, "value": token, "url": "https://localhost", "secure": True, "httpOnly": True}
        self.cookies[role] = f"{COOKIE}={token}"
        await context.add_cookies([cookie])  # type: ignore[list-item]
        await context.add_init_script(WATCH)
        return context

    def pages(self, role: AccountRole, *, of_tips: bool) -> Iterator[str]:
        """The paths of every page that this role may open, from the app's own table of routes."""
        for route in self.routes:
            path, needs = route.path or "", needs_of(route)
            may = not isinstance(needs, Permission) or needs in MATRIX[role]
            if "GET" not in (route.methods or ()) or path.startswith(API) or not may or path.endswith("/live"):
                continue
            if set(route.param_convertors) == ({"code"} if of_tips else set()):
                yield path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Scene]:
    """Three hundred texts in thirty tips, told to the bot; one of each role to look at them."""
    prepare()
    async with house_folder() as folder:
        server = start_embedded(folder / "server", settings={"fsync": "off"})
        try:
            migrate.upgrade(server.url)
            create_keys(folder / "keys")
            codes = await _tell_all(server.url, Vault(folder / "keys"))
            async with running(folder, server.url) as (rooms, address, _):
                people = {role: await _account(rooms, role) for role in AccountRole}
                made = make_app(rooms)
                yield Scene(rooms=rooms, address=address, routes=routes_of(made), people=people, codes=codes)
        finally:
            server.stop()


async def _tell_all(url: str, vault: Vault) -> list[str]:
    talk = Talk.load()
    judge = Judge(catalog=talk.catalog, checklists=talk.checklists, questions=load_questions())
    database = await Database.open(url, role=Role.BOT)
    effects = Effects(vault=vault, judge=judge)
    runner = Runner(database=database, vault=vault, talk=talk, effects=effects, worker="test")
    codes = []
    for number in range(0, len(texts()), A_TIP):
        reporter = Reporter(runner=runner, database=database, vault=vault, talk=talk, chat=5550100 + number)
        codes.append(await reporter.tell(texts()[number : number + A_TIP]))
    await database.close()
    return codes


async def _account(rooms: Rooms, role: AccountRole) -> Account:
    email = f"{role}@desk.example"
    made: dict[str, Any] = {"by": "test", "at": rooms.now()}
    async with rooms.database.transaction(DEFAULT_AGENCY) as db:
        of: UUID | None = None
        if role is AccountRole.PARTNER:
            of = (await partners.create(db, rooms.vault, name="Invented Freight", **made)).id
        return await accounts.create(
            db, rooms.vault, email=email, name=f"Invented {role}", role=role, partner=of, **made
        )


async def stored(scene: Scene, code: str) -> list[str]:
    """Everything that a tip holds of the reporter's words."""
    actor = scene.people[AccountRole.ANALYST].actor.on_record
    async with scene.rooms.database.transaction(DEFAULT_AGENCY) as db:
        tip = await tips.open_tip(db, scene.rooms.vault, code, actor=actor, at=scene.rooms.now())
    draft = tip.draft
    held = [version for one in draft.statements for version in one.versions]
    held += [one.words for one in draft.vehicles] + [one.words for one in draft.contacts]
    held += [draft.people.look, draft.place.words if draft.place else ""]
    held += [version for one in tip.added if one.statement for version in one.statement.versions]
    return [one for one in held if one]


def squeezed(words: str) -> str:
    """Without blanks, which a page breaks and folds as it needs."""
    return re.sub(r"\s+", "", words)


class Watch:
    """A page on which anything that acts is written down."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.acts: list[str] = []
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.acts.append(f"error {error}"))
        page.on("popup", lambda _: self.acts.append("popup"))
        page.on("console", self._said)
        page.on("request", self._asked)
        self.origin = address

    async def _dialog(self, dialog: Any) -> None:
        self.acts.append(f"dialog {dialog.message}")
        await dialog.dismiss()

    def _said(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.acts.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.acts.append(f"asked {request.url[:90]}")

    async def look(self, where: str) -> str:
        """What the page says, once it is plain that nothing acted."""
        found = await self.page.evaluate(LOOK)
        assert found + self.acts == [], where
        assert self.page.url.startswith(self.origin), where
        return squeezed(await self.page.evaluate("document.documentElement.textContent"))


async def test_every_text_is_in_the_store(scene: Scene) -> None:
    """Else what follows would prove nothing."""
    held = squeezed("\n".join([one for code in scene.codes for one in await stored(scene, code)]))
    missing = [one for one in texts() if squeezed(clean(one))[:200] not in held]
    assert len(scene.codes) * A_TIP == len(texts()) == 300
    assert missing == []


async def test_no_text_acts_on_a_page_of_its_tip(scene: Scene, browser: Browser) -> None:
    context = await scene.context(browser, AccountRole.SUPERVISOR)
    page = await context.new_page()
    watch = Watch(page, scene.address)
    paths = list(scene.pages(AccountRole.SUPERVISOR, of_tips=True))
    assert {"/tips/{code}", "/tips/{code}/print", "/queue/preview/{code}"} <= set(paths)
    for number, code in enumerate(scene.codes):
        for path in paths:
            if path not in {"/tips/{code}", "/tips/{code}/print"} and number % 5:
                continue
            answer = await page.goto(f"{scene.address}{path.replace('{code}', code)}", wait_until="load")
            assert answer is not None
            assert answer.status in {200, 204}, (path, answer.status)
            shown = await watch.look(f"{path} of {code}") if answer.status == 200 else ""
            if path in {"/tips/{code}", "/tips/{code}/print"}:
                for one in await stored(scene, code):
                    assert squeezed(visible(one)) in shown, f"{path}: {one[:60]!r} is not there as text"
    await context.close()


@pytest.mark.parametrize("role", list(AccountRole))
async def test_no_text_acts_on_any_other_page(scene: Scene, browser: Browser, role: AccountRole) -> None:
    """As they are, and with a text in everything that a page may read from its address."""
    context = await scene.context(browser, role)
    page = await context.new_page()
    watch, some = Watch(page, scene.address), itertools.cycle(texts()[::7])
    opened = 0
    async with scene.client(role) as client:
        for path in scene.pages(role, of_tips=False):
            for query in ("", *(urlencode(dict.fromkeys(FIELDS, next(some))) for _ in range(3))):
                answer = await client.get(f"{path}?{query}")
                assert answer.status_code < 500, (path, query[:90])
                opened += await _check(watch, answer, f"{scene.address}{path}?{query}")
    assert opened > 5
    await context.close()


async def _check(watch: Watch, answer: httpx.Response, address: str) -> bool:
    """Open what is a page, and read what is none. Says which it was."""
    kind = answer.headers.get("content-type", "")
    if answer.is_redirect:
        assert urlsplit(answer.headers["location"]).netloc in {"", urlsplit(address).netloc}
        return False
    if kind.startswith("text/html"):
        await watch.page.goto(address, wait_until="load")
        await watch.look(address)
        return True
    if kind.startswith("text/csv"):
        check_cells(answer.text)
    else:
        check_data(kind, answer.content, answer.headers)
    return False


def check_cells(table: str) -> None:
    """No cell that a spreadsheet would work out."""
    for row in csv.reader(io.StringIO(table.removeprefix("\ufeff"))):
        for cell in row:
            assert not re.match(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell.lstrip(" \u00a0\u200b\ufeff")), cell
    assert table.count('"') % 2 == 0


def check_data(kind: str, body: bytes, headers: httpx.Headers) -> None:
    """What is no page is never taken for one."""
    assert headers["x-content-type-options"] == "nosniff"
    assert kind.split(";")[0] in {"application/json", "image/svg+xml", "image/png", "application/jsonl", ""}, kind
    if kind.split(";")[0] == "application/json":
        json.loads(body)
    if kind.startswith("image/svg"):
        assert not re.search(rb"<script|\son\w+=|javascript:|<foreignObject|evil\.example", body, re.IGNORECASE)


async def test_no_text_acts_in_the_search_or_in_what_it_finds(scene: Scene, browser: Browser) -> None:
    context = await scene.context(browser, AccountRole.ANALYST)
    page = await context.new_page()
    watch = Watch(page, scene.address)
    for words in texts()[::6]:
        await page.goto(f"{scene.address}/queue", wait_until="load")
        await page.locator("#search").fill(re.sub(r"[\r\n]", " ", words)[:200])
        async with page.expect_navigation(wait_until="load"):
            await page.locator("#search").press("Enter")
        await watch.look(f"the search for {words[:60]!r}")
    await context.close()


async def test_no_text_acts_on_the_live_queue_and_its_preview(scene: Scene, browser: Browser) -> None:
    context = await scene.context(browser, AccountRole.ANALYST)
    page = await context.new_page()
    watch = Watch(page, scene.address)
    await page.goto(f"{scene.address}/queue", wait_until="load")
    for _ in range(len(scene.codes)):
        async with page.expect_response(lambda answer: "/queue/preview/" in answer.url):
            await page.keyboard.press("j")
        await watch.look("the preview")
    await context.close()


async def test_what_the_desk_writes_does_not_act_either(scene: Scene, browser: Browser) -> None:
    """Notes, questions, reasons and the names of views: a colleague's paste may hold a reporter's words."""
    context = await scene.context(browser, AccountRole.SUPERVISOR)
    page, code = await context.new_page(), scene.codes[0]
    watch = Watch(page, scene.address)
    await page.goto(f"{scene.address}/tips/{code}", wait_until="load")
    secret = await page.locator('input[name="csrf"]').first.get_attribute("value")
    headers = {"x-csrf-token": secret or ""}
    written = [one[:900] for one in texts()[::11] if squeezed(visible(one))]
    async with scene.client(AccountRole.SUPERVISOR) as client:
        for words in written:
            for path, form in (
                (f"/tips/{code}/note", {"words": words}),
                ("/queue/views", {"name": words[:60], "query": urlencode({"county": words[:60]})}),
            ):
                answer = await client.post(path, data=form, headers=headers)
                assert answer.status_code in {200, 303, 422}, (path, answer.status_code, words[:60])
    shown = ""
    for path in (f"/tips/{code}", f"/tips/{code}/print", "/queue"):
        await page.goto(f"{scene.address}{path}", wait_until="load")
        shown += await watch.look(path)
    lost = [one for one in written if squeezed(visible(one.replace("\0", "")))[:50] not in shown]
    assert len(lost) <= len(written) // 3, lost
    await context.close()


async def test_no_text_acts_in_the_answers_of_the_api(scene: Scene) -> None:
    until = datetime.now(UTC) + timedelta(days=1)
    async with scene.rooms.database.transaction(DEFAULT_AGENCY) as db:
        actor = scene.people[AccountRole.ANALYST].actor
        scopes = MATRIX[AccountRole.ANALYST]
        token = await tokens.create(
            db, scene.rooms.vault, owner=actor, name="test", scopes=scopes, expires_at=until, at=scene.rooms.now()
        )
    async with httpx.AsyncClient(base_url=scene.address, headers={"authorization": f"Bearer {token}"}) as client:
        for code in scene.codes:
            held = []
            for path in (
                f"{API}/tips/{code}",
                f"{API}/tips/{code}/notes",
                f"{API}/tips/{code}/messages",
                f"{API}/tips",
            ):
                answer = await client.get(path)
                assert answer.status_code == 200, path
                assert answer.headers["content-type"].startswith("application/json")
                assert answer.headers["x-content-type-options"] == "nosniff"
                held.append(json.dumps(answer.json()))
            said = squeezed(json.dumps(json.loads(held[0]), ensure_ascii=False))
            for one in await stored(scene, code):
                assert squeezed(json.dumps(one, ensure_ascii=False).strip('"')) in said, one[:60]
