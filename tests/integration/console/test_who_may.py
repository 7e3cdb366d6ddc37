"""Every route, every visitor, every kind of tip, from the app's own table of routes: nothing is granted that the matrix
does not grant, and nobody can tell another agency's tip from one that does not exist.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.routing import RouteContext
from sqlalchemy import text

from console.app import desks
from console.guard import API, Door, needs_of, routes_of
from store.database import Database
from store.logins import Step
from tests.integration.console.front_door import open_house
from tests.integration.console.visits import NO_TIP, THEIRS, VISITORS, Answer, Visitor, Visits
from tips.access import AccountRole, Permission

SIGNING_IN = ("/second-factor", "/confirm", "/sign-out", "/passkeys")
"""Routes that refuse wrong passwords and codes, or send on to another page, also those who may use them."""
MAY_BE_MISSING = {"partner_id", "link_id", "file_id", "view_id", "token_id", "login_id", "passkey_id", "token"}
"""Parts of a path that these visits fill with something that is not there."""
SHOWS_NOTHING_SEALED = {"/tips/{code}/live"}
"""Says who else has the tip open, and that something changed."""


@pytest.fixture
async def visits(database_url: str, database: Database, owner: Database, tmp_path: Path) -> AsyncIterator[Visits]:
    async with open_house(database_url, tmp_path / "house") as house:
        made = Visits(house=house, bot=database, owner=owner)
        await made.prepare()
        yield made


def of_a_tip(route: RouteContext) -> bool:
    return "code" in route.param_convertors


def parts_missing(route: RouteContext) -> bool:
    return bool(MAY_BE_MISSING & set(route.param_convertors))


async def refusals_on_record(visits: Visits) -> Counter[tuple[str, str]]:
    async with visits.owner.transaction() as db:
        rows = await db.execute(
            text("SELECT details->>'method', details->>'route' FROM trail WHERE action = 'refused'")
        )
        return Counter((method, route) for method, route in rows)


def is_as_expected(route: RouteContext, answer: Answer, *, may: bool) -> bool:
    """Whether the route did its work, or would have, for those who may, and refused all others."""
    if needs_of(route) is Door.ANYBODY or (may and (route.path or "").startswith(SIGNING_IN)):
        return True
    return answer.is_refusal != may or (may and answer.status == 404 and parts_missing(route))


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda visitor: visitor.name)
async def test_nobody_is_granted_what_the_matrix_does_not_grant(visits: Visits, visitor: Visitor) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    wrong = []
    for route in routes_of(visits.house.app):
        for tip in ("own", "unassigned", "foreign") if of_a_tip(route) else ("none",):
            code = await _tip(visits, visitor, tip)
            answer = await visits.visit(visitor, route, code=code, account=await _account(visits, route))
            may = visitor.may(route) and tip != "foreign"
            if not is_as_expected(route, answer, may=may):
                wrong.append(f"{visitor.name}: {route.methods} {route.path}, {tip} tip: {answer.status}")
            if answer.status >= 500:
                wrong.append(f"{route.methods} {route.path} broke: {answer.status}")
            if _is_refused_somebody(visitor, route):
                assert answer.status == 403, (route.path, answer.status)
                expected[next(iter(route.methods or ())), route.path or ""] += 1
    assert not wrong, "\n".join(wrong)
    assert await refusals_on_record(visits) == expected, "each refusal of somebody known is on the record, once"


def _is_refused_somebody(visitor: Visitor, route: RouteContext) -> bool:
    """Whether the visitor is known to the route, and lacks the right."""
    is_known = visitor.role is not None and visitor.step is Step.FULL
    speaks = visitor.is_token == (route.path or "").startswith(API)
    return is_known and speaks and isinstance(needs_of(route), Permission) and not visitor.may(route)


async def _account(visits: Visits, route: RouteContext) -> UUID | None:
    """A new account, for a route that does something to one."""
    return (await visits.account(AccountRole.ANALYST)).id if "account_id" in route.param_convertors else None


async def _tip(visits: Visits, visitor: Visitor, kind: str) -> str:
    if kind == "none":
        return NO_TIP
    if kind == "foreign":
        return await visits.tip(agency=THEIRS)
    account = await visits.who(visitor)
    return await visits.tip(claimed_by=account.id if account and kind == "own" else None)


@pytest.mark.parametrize("name", ["supervisor", "supervisor's token"])
async def test_another_agencys_tip_is_answered_exactly_like_one_that_does_not_exist(visits: Visits, name: str) -> None:
    visitor = next(one for one in VISITORS if one.name == name)
    foreign, tried = await visits.tip(agency=THEIRS), 0
    for route in routes_of(visits.house.app):
        if not of_a_tip(route) or not visitor.may(route):
            continue
        answers = [await visits.visit(visitor, route, code=code) for code in (foreign, NO_TIP)]
        assert [answer.status for answer in answers] == [404, 404], (route.methods, route.path)
        one, other = [
            _without_what_differs(answer, code) for answer, code in zip(answers, (foreign, NO_TIP), strict=True)
        ]
        assert one == other, route.path
        tried += 1
    assert tried > 10


def _without_what_differs(answer: Answer, code: str) -> tuple[str, dict[str, str]]:
    """Body and headers, without the code itself and the login's own CSRF token."""
    body = re.sub(r'(X-CSRF-Token": "|name="csrf" value=")[^"]+', r"\1", answer.body.replace(code, "CODE"))
    return body, {name: value for name, value in answer.headers.items() if name != "content-length"}


async def test_another_agencys_account_is_answered_like_one_that_does_not_exist(visits: Visits) -> None:
    administrator = next(one for one in VISITORS if one.role is AccountRole.ADMINISTRATOR)
    theirs, tried = await visits.account(AccountRole.ANALYST, THEIRS), 0
    for route in routes_of(visits.house.app):
        if "account_id" in route.param_convertors:
            answers = [await visits.visit(administrator, route, account=account) for account in (theirs.id, uuid4())]
            assert answers[0].status == answers[1].status, (route.methods, route.path)
            assert answers[0].status == 404 or "token_id" in route.param_convertors, route.path
            tried += 1
    assert tried > 5
    ours = await visits.account(AccountRole.ANALYST)
    page = next(one for one in routes_of(visits.house.app) if one.path == "/accounts/{account_id}")
    assert (await visits.visit(administrator, page, account=ours.id, method="GET")).status == 200


@pytest.mark.parametrize("visitor", [one for one in VISITORS if one.step is not Step.ENROLL], ids=lambda one: one.name)
async def test_a_form_without_its_token_or_from_another_site_does_nothing(visits: Visits, visitor: Visitor) -> None:
    """The API is left out: a browser never sends its tokens on its own."""
    account, _ = await visits.who(visitor), await visits.colleague()
    code = await visits.tip(claimed_by=account.id if account else None)
    before = await _everything(visits)
    for route in routes_of(visits.house.app):
        if "GET" in (route.methods or ()) or (route.path or "").startswith(API):
            continue
        for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
            answer = await visits.visit(visitor, route, code=code, headers=headers)
            assert answer.status == 403, (route.path, headers, answer.status)
        if account is not None and not visitor.is_token:
            for headers in ({}, {"x-csrf-token": "guessed"}):
                answer = await visits.visit(visitor, route, code=code, csrf=False, headers=headers)
                assert answer.status == 403, (route.path, "without its token")
    assert await _everything(visits) == before


async def _everything(visits: Visits) -> dict[str, int]:
    """What forms could have changed, but for the logins and tokens that the visits themselves began with."""
    async with visits.owner.transaction() as db:
        query = """SELECT (SELECT coalesce(sum(row_version), 0) FROM tips), (SELECT count(*) FROM notes),
            (SELECT count(*) FROM notices), (SELECT count(*) FROM views), (SELECT count(*) FROM accounts),
            (SELECT count(*) FROM tries), (SELECT count(*) FROM trail WHERE action <> 'token-made')"""
        return {str(name): value for name, value in enumerate((await db.execute(text(query))).one())}


@pytest.mark.parametrize("name", ["anonymous", "supervisor", "administrator"])
async def test_another_method_is_not_allowed(visits: Visits, name: str) -> None:
    visitor = next(one for one in VISITORS if one.name == name)
    allowed: dict[str, set[str]] = {}
    for route in routes_of(visits.house.app):
        allowed.setdefault(route.path or "", set()).update(route.methods or ())
    for route in routes_of(visits.house.app):
        for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"} - allowed[route.path or ""]:
            answer = await visits.visit(visitor, route, method=method)
            assert answer.status == 405, (method, route.path, answer.status)


async def test_what_needs_the_password_again_asks_for_it_after_ten_minutes(visits: Visits) -> None:
    asked = set()
    for visitor in (one for one in VISITORS if one.role and one.step is Step.FULL and not one.is_token):
        for route in routes_of(visits.house.app):
            if not visitor.may(route) or needs_of(route) is Door.ANYBODY or (route.path or "").startswith(API):
                continue
            code = await _tip(visits, visitor, "own")
            shown, csrf = await visits.credentials(visitor)
            visits.house.clock.go_on(minutes=11)
            answer = await visits.visit(visitor, route, code=code, headers={**shown, "x-csrf-token": csrf})
            if answer.headers.get("location", "").startswith("/confirm"):
                asked.add(route.path)
    assert {
        "/trail/export",
        "/trail/export.csv",
        "/trail/export.jsonl",
        "/board/{chart}.csv",
        "/board/holders.csv",
        "/queue/export.csv",
        "/tips/{code}/media/{file_id}/original",
    } <= asked
    assert {"/account/tokens", "/accounts", "/account/password"} <= asked, "what gives or takes away rights"


@pytest.mark.parametrize("name", ["analyst", "supervisor", "analyst's token"])
async def test_every_way_to_read_what_is_sealed_leaves_its_mark_on_the_tips_record(visits: Visits, name: str) -> None:
    visitor, tried = next(one for one in VISITORS if one.name == name), 0
    for route in routes_of(visits.house.app):
        reads = needs_of(route) in {Permission.OPEN_TIP, Permission.OPEN_ORIGINAL} and "GET" in (route.methods or ())
        if not (of_a_tip(route) and reads and visitor.may(route)) or parts_missing(route):
            continue
        if route.path in SHOWS_NOTHING_SEALED:
            continue
        code = await visits.tip()
        answer = await visits.visit(visitor, route, code=code)
        assert answer.status == 200, (route.path, answer.status)
        account = await visits.who(visitor)
        assert account is not None
        async with visits.owner.transaction() as db:
            query = text(
                "SELECT count(*) FROM trail JOIN tips t ON chain = 'tip:' || t.id WHERE code = :code AND actor = :by"
            )
            seen = (await db.execute(query, {"code": code, "by": account.actor.on_record})).scalar_one()
        assert seen >= 1, f"{route.path} shows a tip and leaves no mark"
        tried += 1
    assert tried >= (3 if visitor.is_token else 4)


def test_every_desk_is_tried() -> None:
    assert len(desks()) > 10
    assert {one.name for one in VISITORS if one.role} >= {role.value for role in AccountRole}
