"""Typst: a template of this room and its values become a PDF. Values are passed apart and can never act as markup."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

FOLDER: Final = Path(__file__).parent


def pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """Fill a template. It reads its values with `json(bytes(sys.inputs.values))`."""
    data: bytes = typst.compile(_source(template), sys_inputs={"values": json.dumps(values)})
    return data


@cache
def _source(template: str) -> bytes:
    return (FOLDER / f"{template}.typ").read_bytes()
