"""Reads the parameters of a Bot API request: from the address, a form, JSON or multipart, as clients send them."""

import json
import re
from typing import Any
from urllib.parse import parse_qsl

from simulator.errors import bad_request

Upload = tuple[str, str, bytes]
"""A file that came with a request: its name, its type, its bytes."""

_DISPOSITION = re.compile(rb'content-disposition:[^\r\n]*?\bname="([^"]*)"(?:[^\r\n]*?\bfilename="([^"]*)")?', re.I)
_TYPE = re.compile(rb"content-type:\s*([^\r\n]+)", re.I)


def read_parameters(query: bytes, content_type: bytes, body: bytes) -> dict[str, Any]:
    """All parameters by name; those of JSON keep their types, all others are strings, files are `Upload`."""
    found: dict[str, Any] = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {}
    if not body:
        return found
    if content_type.startswith(b"application/json"):
        try:
            sent = json.loads(body)
        except ValueError:
            raise bad_request("can't parse request body as JSON") from None
        if isinstance(sent, dict):
            found.update(sent)
    elif content_type.startswith(b"multipart/form-data"):
        found.update(read_multipart(content_type, body))
    else:
        found.update(parse_qsl(body.decode("utf-8", "surrogateescape"), keep_blank_values=True, errors="replace"))
    return found


def read_multipart(content_type: bytes, body: bytes) -> dict[str, Any]:
    boundary = re.search(rb'boundary="?([^";]+)', content_type)
    if boundary is None:
        raise bad_request("no boundary in the multipart request")
    found: dict[str, Any] = {}
    for part in body.split(b"--" + boundary[1])[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        named = _DISPOSITION.search(head)
        if named is None:
            continue
        content = content.removesuffix(b"\r\n")
        name = named[1].decode()
        if named[2] is None:
            found[name] = content.decode("utf-8", "replace")
        else:
            kind = _TYPE.search(head)
            mime = kind[1].decode().strip() if kind else "application/octet-stream"
            found[name] = (named[2].decode("utf-8", "replace"), mime, content)
    return found


def read_json(value: Any) -> Any:
    """A parameter that is JSON inside a form, or was JSON from the start."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request("object expected as reply markup" if value[:1] != "[" else "can't parse JSON") from None


def read_integer(parameters: dict[str, Any], name: str, default: int = 0) -> int:
    value = parameters.get(name, default)
    try:
        return int(value)
    except (TypeError, ValueError):
        return default


def read_flag(parameters: dict[str, Any], name: str) -> bool:
    value = parameters.get(name)
    return value is True or (isinstance(value, str) and value.lower() in {"true", "1", "yes", "t", "y"})
