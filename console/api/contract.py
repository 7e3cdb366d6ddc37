"""The API's description, OpenAPI 3.1, for those who have a token. Made from the routes: it cannot say anything else."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import JSONResponse

from console.api.problems import MEDIA_TYPE, VERSION
from console.guard import API, Desk, Door, needs_of, routes_of

desk = Desk(prefix=API)

ABOUT = """Tips of the task force, for programs: the same rules and the same record as the pages.

Send a token as `Authorization: Bearer hb_…`; accounts make their own, limited to what they name, and each operation
says what it needs. A tip has a version: read it from `ETag`, send it back as `If-Match` with what changes the tip. What
was changed meanwhile is answered with 412 and what it was, never overwritten. Errors are problem+json (RFC 9457)."""


@desk.page("/openapi.json", needs=Door.SIGNED_IN)
async def describe(request: Request) -> JSONResponse:
    """The description."""
    return JSONResponse(description(request.app))


def description(app: FastAPI) -> dict[str, Any]:
    """The description of the API's routes, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _describe(app)
    return app.openapi_schema


def _describe(app: FastAPI) -> dict[str, Any]:
    routes = [route for route in routes_of(app) if route.path is not None and route.path.startswith(API)]
    said = get_openapi(title="Highbeam", version="1", description=ABOUT, routes=routes)
    said["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    said["security"] = [{"token": []}]
    for route in routes:
        for method in route.methods or ():
            operation = said["paths"].get(route.path, {}).get(method.lower())
            if operation is not None:
                operation["x-needs"] = str(needs_of(route))
                _say_problems(operation)
                _say_versions(operation)
    return said


def _say_problems(operation: dict[str, Any]) -> None:
    """Problems have a media type of their own, which FastAPI cannot know."""
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
            if status == "401":
                response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}


def _say_versions(operation: dict[str, Any]) -> None:
    """`If-Match` is optional for FastAPI alone: ours is to answer 428 when it is missing."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "if-match":
            parameter |= {"name": "If-Match", "required": True, "schema": {"type": "string", "pattern": f"^{VERSION}$"}}
            version = {"schema": {"type": "string"}, "description": "The tip's version now."}
            operation["responses"]["200"]["headers"] = {"ETag": version}
