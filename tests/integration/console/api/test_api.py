"""The REST API: what it tells, what it does, and how it says no."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from store import reporters, tips
from store.database import Database
from store.ids import new_id
from store.tips import Added
from store.vault import Vault
from tests.integration.console.api.conftest import SOON, Api
from tests.integration.store.samples import NOW, make_draft, make_media, make_reporter, make_tip
from tips.access import AccountRole, Permission
from tips.draft import Statement

CODE = "K7M4TQ9X"
TIP = f"/tips/{CODE}"
SUPERVISOR = AccountRole.SUPERVISOR


@pytest.fixture(autouse=True)
async def tip(database: Database, vault: Vault) -> None:
    """One new tip, which its reporter has added to."""
    async with database.transaction() as db:
        await make_tip(db, vault, code=CODE, draft=make_draft(media=(make_media(),)))


async def _add(database: Database, vault: Vault, words: str) -> None:
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault)).reporter_id
        added = Added(at=NOW, statement=Statement(source="m9", versions=("They lef.", words), at=NOW))
        await tips.add(db, vault, code=CODE, reporter_id=reporter, added=added)


async def test_the_queue_is_told_page_by_page(api: Api, database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        for number, priority in enumerate(("routine", "immediate", "high")):
            at = NOW + timedelta(minutes=number)
            await make_tip(db, vault, code=f"CODE{number}", priority=priority, reported_at=at)
    token = await api.token()
    codes, after = [], ""
    while True:
        answer = await api.ask(token, f"/tips?limit=1&status=new{after}")
        assert answer.status_code == 200
        page = answer.json()
        codes += [line["code"] for line in page["tips"]]
        if page["next"] is None:
            assert "link" not in answer.headers
            break
        assert answer.headers["link"] == f'</api/v1/tips?limit=1&status=new&after={page["next"]}>; rel="next"'
        after = f"&after={page['next']}"
    assert codes == ["CODE1", "CODE2", CODE, "CODE0"]


async def test_filters_are_kept_and_unknown_ones_refused(api: Api) -> None:
    token = await api.token()
    await api.post(token, f"{TIP}/claim", version=1)
    for query, found in (
        ("", 1),
        ("?priority=high&setting=truck-stop", 1),
        ("?priority=immediate", 0),
        ("?mine=true", 1),
        ("?unclaimed=true", 0),
        ("?county=Example&state=US-NE", 1),
        ("?status=closed", 0),
    ):
        answer = await api.ask(token, f"/tips{query}")
        assert len(answer.json()["tips"]) == found, query
    for query in ("?status=open", "?limit=0", "?limit=201", "?county=%00", "?mine=perhaps"):
        assert (await api.ask(token, f"/tips{query}")).status_code == 422, query


async def test_a_tip_is_opened_with_everything_in_it_and_the_look_is_on_record(
    api: Api, database: Database, vault: Vault
) -> None:
    await _add(database, vault, "They left.")
    token = await api.token()
    answer = await api.ask(token, TIP)
    assert answer.headers["etag"] == '"2"'
    told = answer.json()
    assert told["report"]["statements"][0]["versions"] == ["Somebody held her papers."]
    assert told["report"]["vehicles"][0]["plates"][0]["text"] == "TEST01"
    assert [(one["from_reporter"], one["words"], one["versions"]) for one in told["messages"]] == [
        (True, "They left.", ["They lef.", "They left."])
    ]
    assert (told["first_look_at"], told["unread"]) == (SOON.isoformat().replace("+00:00", "Z"), 1)
    assert [event["action"] for event in told["events"]] == ["submitted", "added", "opened"]
    assert told["events"][-1]["actor"] == f"account:{api.people[token]}"


async def test_a_search_finds_by_plate_and_leaves_no_plate_on_record(api: Api, owner: Database) -> None:
    token = await api.token()
    answer = await api.post(token, "/search", {"words": "TEST01"})
    assert [line["code"] for line in answer.json()["tips"]] == [CODE]
    async with owner.transaction() as db:
        rows = (await db.exec_driver_sql("SELECT row_to_json(t)::text FROM trail t")).scalars().all()
    assert [row for row in rows if '"searched"' in row]
    assert not [row for row in rows if "TEST01" in row]


async def test_a_tip_is_worked_from_claim_to_close(api: Api) -> None:
    token, supervisor = await api.token(), await api.token(SUPERVISOR)
    version = 1
    steps: tuple[tuple[str, str, Any], ...] = (
        (token, "claim", None),
        (token, "status", {"status": "action-taken"}),
        (supervisor, "priority", {"priority": "immediate", "reason": "A second witness."}),
        (supervisor, "hold", {"on": True, "reason": "Subpoena expected."}),
        (supervisor, "break-claim", {"reason": "Went home."}),
        (supervisor, "assign", {"to": str(api.people[token]), "reason": "Knows the lot."}),
        (token, "release", None),
        (token, "claim", None),
        (token, "status", {"status": "closed", "disposition": "referred", "told": "It went to the police."}),
    )
    for who, action, body in steps:
        answer = await api.post(who, f"{TIP}/{action}", body, version=version)
        assert answer.status_code == 200, (action, answer.text)
        version += 1
        assert answer.json() == {"code": CODE, "row_version": version}
        assert answer.headers["etag"] == f'"{version}"'
    told = (await api.ask(token, TIP)).json()
    assert (told["status"], told["disposition"], told["held"], told["claimed_by"]) == ("closed", "referred", True, None)
    assert [note["kind"] for note in told["notes"]] == ["priority", "hold", "break", "assign"]
    assert [message["key"] for message in told["messages"]] == [
        "status-in-review",
        "status-action-taken",
        "status-closed",
    ]
    assert told["names"][str(api.people[token])] == "Person 1"


async def test_notes_and_questions_are_written_and_read(api: Api) -> None:
    token = await api.token()
    assert (await api.post(token, f"{TIP}/notes", {"words": "I know this lot."})).status_code == 201
    proposal = {"what": "hold", "words": "Needed in court."}
    assert (await api.post(token, f"{TIP}/proposals", proposal)).status_code == 201
    assert (await api.post(token, f"{TIP}/messages", {"words": "Which way?"})).status_code == 201
    notes = (await api.ask(token, f"{TIP}/notes")).json()["notes"]
    assert [(note["kind"], note["words"], note["about"]) for note in notes] == [
        ("note", "I know this lot.", None),
        ("proposal", "Needed in court.", "hold"),
    ]
    (message,) = (await api.ask(token, f"{TIP}/messages")).json()["messages"]
    assert (message["key"], message["words"], message["author"]) == ("question", "Which way?", str(api.people[token]))


async def test_the_board_tells_figures_to_those_who_may_count(api: Api) -> None:
    auditor, supervisor = await api.token(AccountRole.AUDITOR), await api.token(SUPERVISOR)
    board = (await api.ask(auditor, "/board?days=7")).json()
    assert board["volume"] == [{"day": "2026-11-22", "priority": "high", "count": 1}]
    assert board["holders"] is None
    assert (await api.ask(supervisor, "/board")).json()["holders"] == []
    assert (await api.ask(await api.token(), "/board")).status_code == 403


async def test_what_was_changed_meanwhile_is_told_and_not_overwritten(
    api: Api, database: Database, vault: Vault
) -> None:
    token = await api.token()
    await api.post(token, f"{TIP}/claim", version=1)
    await _add(database, vault, "They left.")
    answer = await api.post(token, f"{TIP}/status", {"status": "action-taken"}, version=1)
    assert answer.status_code == 412
    problem = answer.json()
    assert (problem["type"], problem["row_version"]) == ("urn:highbeam:problem:stale", 3)
    assert [event["action"] for event in problem["changed"]] == ["claimed", "added"]
    assert answer.headers["etag"] == '"3"'
    assert (await api.ask(token, TIP)).json()["status"] == "in-review"


@pytest.mark.parametrize("if_match", [None, "*", "1", '"x"', 'W/"1"', '"1", "2"', '"99999999999999999999"'])
async def test_a_change_without_a_version_is_refused(api: Api, if_match: str | None) -> None:
    token = await api.token()
    headers = {} if if_match is None else {"If-Match": if_match}
    answer = await api.post(token, f"{TIP}/claim", headers=headers)
    assert answer.status_code == 428
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await api.ask(token, TIP)).json()["claimed_by"] is None


async def test_a_held_tip_says_who_holds_it_until_when(api: Api) -> None:
    token, other = await api.token(), await api.token()
    await api.post(token, f"{TIP}/claim", version=1)
    answer = await api.post(other, f"{TIP}/claim", version=2)
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["type"], problem["held_by"]) == ("urn:highbeam:problem:claim-held", str(api.people[token]))
    assert problem["held_until"] == (SOON + timedelta(minutes=30)).isoformat().replace("+00:00", "Z")
    assert (await api.post(token, f"{TIP}/claim", version=1)).status_code == 200  # mine already


async def test_who_may_not_be_asked_is_not_asked(api: Api, database: Database, vault: Vault) -> None:
    async with database.transaction() as db:
        await make_tip(db, vault, code="QUIET", draft=make_draft(may_ask=False))
        await reporters.erase(db, vault, (await make_reporter(db, vault)).reporter_id, NOW)
    token = await api.token()
    for code in ("QUIET", CODE):
        answer = await api.post(token, f"/tips/{code}/messages", {"words": "Which way?"})
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:highbeam:problem:move-not-allowed")


@pytest.mark.parametrize("token", [None, "hb_nonsense", "nonsense", ""])
async def test_without_a_good_token_nothing_is_told(api: Api, token: str | None) -> None:
    for path in ("/tips", TIP, "/board", "/openapi.json", f"{TIP}/notes"):
        answer = await api.ask(token, path)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 401


async def test_a_token_does_no_more_than_it_names(api: Api, owner: Database) -> None:
    narrow = await api.token(limits=frozenset({Permission.QUEUE}))
    assert (await api.ask(narrow, "/tips")).status_code == 200
    for path, body in (("claim", None), ("notes", {"words": "x"}), ("messages", {"words": "x"})):
        assert (await api.post(narrow, f"{TIP}/{path}", body, version=1)).status_code == 403
    assert (await api.ask(narrow, TIP)).status_code == 403
    async with owner.transaction() as db:
        refused = (await db.exec_driver_sql("SELECT count(*) FROM trail WHERE action = 'refused'")).scalar_one()
    assert refused == 4


async def test_another_agency_s_tip_is_answered_like_one_that_is_not_there(api: Api, owner: Database) -> None:
    other = new_id()
    async with owner.transaction() as db:
        await db.exec_driver_sql("INSERT INTO agencies VALUES (%s, 'other', 'Other')", (other,))
    foreign = await api.token(SUPERVISOR, agency=other)
    assert (await api.ask(foreign, "/tips")).json()["tips"] == []
    for method, path, body in (
        ("GET", "", None),
        ("GET", "/notes", None),
        ("GET", "/messages", None),
        ("POST", "/claim", None),
        ("POST", "/notes", {"words": "Mine?"}),
        ("POST", "/messages", {"words": "Who?"}),
        ("POST", "/status", {"status": "in-review"}),
        ("POST", "/hold", {"on": True, "reason": "Mine."}),
    ):
        theirs = await api.ask(foreign, f"{TIP}{path}", method=method, json=body, version=1)
        nobodys = await api.ask(foreign, f"/tips/NOSUCH22{path}", method=method, json=body, version=1)
        assert (theirs.status_code, theirs.content) == (404, nobodys.content), path


async def test_every_no_is_a_problem_in_json(api: Api) -> None:
    token = await api.token(SUPERVISOR)
    for answer, status in (
        (await api.ask(token, "/nothing"), 404),
        (await api.ask(token, TIP, method="DELETE"), 405),
        (await api.post(token, f"{TIP}/status", {"status": "eaten"}, version=1), 422),
        (await api.post(token, f"{TIP}/status", {"status": "closed"}, version=1), 409),
        (await api.post(token, f"{TIP}/hold", {"on": True, "reason": " a "}, version=1), 422),
        (await api.post(token, f"{TIP}/assign", {"to": str(new_id()), "reason": "Why not."}, version=1), 404),
        (await api.ask(token, "/tips?after=nonsense"), 422),
        (await api.ask(token, f"{TIP}/notes", method="POST", content=b"{", version=1), 422),
    ):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert answer.json()["title"].endswith(".")
    assert (await api.ask(token, TIP, method="DELETE")).headers["allow"]


async def test_a_wrong_field_is_named_and_its_words_are_not_repeated(api: Api) -> None:
    token = await api.token(SUPERVISOR)
    body = {"on": True, "reason": "x", "She went to the blue trailer.": 1}
    answer = await api.post(token, f"{TIP}/hold", body, version=1)
    assert sorted(answer.json()["fields"]) == ["body.?", "body.reason"]
    assert "trailer" not in answer.text


async def test_nothing_tells_who_the_reporter_is(api: Api, database: Database, vault: Vault) -> None:
    chat, code = 90417733, "HJ4KT2QW"
    async with database.transaction() as db:
        reporter = (await make_reporter(db, vault, chat)).reporter_id
        await make_tip(db, vault, code=code, reporter_id=reporter, draft=make_draft(media=(make_media(),)))
        added = Added(at=NOW, media=make_media("m9"))
        await tips.add(db, vault, code=code, reporter_id=reporter, added=added)
    token = await api.token(SUPERVISOR)
    await api.post(token, f"/tips/{code}/messages", {"words": "Which way?"})
    for path in ("/tips", f"/tips/{code}", f"/tips/{code}/messages", f"/tips/{code}/notes"):
        text = (await api.ask(token, path)).text
        for secret in (str(reporter), str(chat), "handle-m", "unique-m", '"m2"', '"m9"', "reporter_id", '"source"'):
            assert secret not in text, (path, secret)
    allowed = set(_names((await api.ask(token, "/openapi.json")).json()["components"]["schemas"]["Message"]))
    assert allowed == {
        "id",
        "at",
        "from_reporter",
        "key",
        "author",
        "words",
        "versions",
        "place",
        "contacts",
        "delivered_at",
    }


async def test_the_description_says_what_each_operation_needs(api: Api) -> None:
    said = (await api.ask(await api.token(), "/openapi.json")).json()
    operations = {
        (method, path): operation for path, methods in said["paths"].items() for method, operation in methods.items()
    }
    assert operations["post", "/api/v1/tips/{code}/hold"]["x-needs"] == "hold"
    assert operations["get", "/api/v1/board"]["x-needs"] == "counts"
    assert {path.split("/")[1] for _, path in operations} == {"api"}
    for where, operation in operations.items():
        assert operation["summary"], where
        assert operation["x-needs"] in set(Permission), where
        for status, response in operation["responses"].items():
            media = set(response["content"])
            assert media == ({"application/json"} if int(status) < 400 else {"application/problem+json"}), where
    assert len({operation["operationId"] for operation in operations.values()}) == len(operations)
    for name, schema in said["components"]["schemas"].items():
        assert schema.get("description") or "enum" in schema, name
    assert "HTTPValidationError" not in json.dumps(said)


def _names(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema["properties"]
