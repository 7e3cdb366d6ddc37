"""Errors as the API says them: problem+json by RFC 9457, with what a program needs to go on."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from console.api.models import Event, Problem
from console.errors import SignInFirst, WrongVersion
from store.errors import ClaimHeld, Stale

MEDIA_TYPE: Final = "application/problem+json"
KIND: Final = "urn:highbeam:problem:"
_SENTENCES: Final = {
    400: "What was sent cannot be read: send JSON in UTF-8. Nothing was changed.",
    404: "There is no such address here. See /api/v1/openapi.json.",
    405: "This address does not take this method. Nothing was changed.",
}
VERSION: Final = r'"(\d{1,9})"'
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def answer(error: Exception, status: int, sentence: str) -> Response:
    """The answer to an error. `status` and `sentence` are what a page would get."""
    problem: dict[str, Any] = {"type": _kind(error), "title": _SENTENCES.get(status, sentence), "status": status}
    headers: dict[str, str] = {}
    if isinstance(error, HTTPException):
        headers |= error.headers or {}
    else:
        problem["title"] = sentence
    if isinstance(error, SignInFirst):
        headers["WWW-Authenticate"] = 'Bearer realm="Highbeam"'
        problem["title"] = "Send a token that is still good, as `Authorization: Bearer hb_…`. Nothing was changed."
    if isinstance(error, Stale):
        problem |= {"status": HTTPStatus.PRECONDITION_FAILED, "row_version": error.row_version}
        problem["changed"] = [Event.model_validate(event) for event in error.changed]
        headers["ETag"] = etag(error.row_version)
    if isinstance(error, ClaimHeld):
        problem |= {"held_by": error.by, "held_until": error.until}
    if isinstance(error, RequestValidationError):
        problem["fields"] = [_field(one["loc"]) for one in error.errors()]
    body = Problem(**problem).model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, problem["status"], headers=headers, media_type=MEDIA_TYPE)


def etag(row_version: int) -> str:
    """A tip's version as an entity tag."""
    return f'"{row_version}"'


def version_of(if_match: str | None) -> int:
    """The version in `If-Match`. Raises `WrongVersion` when there is none: nothing is overwritten unseen."""
    found = re.fullmatch(VERSION, (if_match or "").strip(), re.ASCII)
    if found is None:
        raise WrongVersion(
            'Send the version of the tip that you read, as `If-Match: "7"` from its `ETag`. Nothing was changed.'
        )
    return int(found.group(1))


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Which problems a route may answer with, for its description."""
    return {status: {"model": Problem, "description": _MEANINGS[status]} for status in (401, 403, *statuses, 422, 503)}


_MEANINGS: Final[Mapping[int, str]] = {
    400: "What was sent cannot be read as JSON.",
    401: "No token, or one that is over, revoked or unknown.",
    403: "The token or the role does not allow this. The try is on record.",
    404: "There is no such tip, or it is another agency's.",
    409: "The tip's status does not allow this, or a colleague holds it.",
    412: "The tip was changed since: `changed` says how. Nothing was done.",
    422: "Something in what was sent is missing or has the wrong form.",
    428: "`If-Match` is missing.",
    503: "The database does not answer. Nothing was changed; try again.",
}


def _kind(error: Exception) -> str:
    if isinstance(error, HTTPException):
        return "about:blank"
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__.removesuffix("Error"))
    return KIND + words.lower()


def _field(where: tuple[int | str, ...]) -> str:
    """A field's name. What is no name of ours is said as its place alone: it may be somebody's words."""
    return ".".join(str(part) if isinstance(part, int) or _FIELD.fullmatch(part) else "?" for part in where)
