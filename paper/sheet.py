"""Typst: a template of this room and its values become a PDF, or a picture of it. Values are passed apart and can never
act as markup.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

FOLDER: Final = Path(__file__).parent
PICTURE_DOTS: Final = 120
"""Dots to an inch of a picture."""

Fill = Callable[[str, Mapping[str, Any]], bytes]


def pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """Fill a template. It reads its values with `json(bytes(sys.inputs.values))`."""
    data: bytes = typst.compile(_source(template), sys_inputs=_inputs(values))
    return data


def png(template: str, values: Mapping[str, Any]) -> bytes:
    """The same sheet as a picture, for pages that show what is printed. It must have one page."""
    data: bytes = typst.compile(_source(template), sys_inputs=_inputs(values), format="png", ppi=PICTURE_DOTS)
    return data


def _inputs(values: Mapping[str, Any]) -> dict[str, str]:
    return {"values": json.dumps(values)}


@cache
def _source(template: str) -> bytes:
    return (FOLDER / f"{template}.typ").read_bytes()
