"""Pictures for phones: a drawing as PNG, at twice its size, so that it is sharp on today's screens."""

from typing import Final

from indicators import drawing

SCALE: Final = 2.0


def png(name: str) -> bytes:
    """The drawing of this name. Raises `KeyError` when there is none. Takes a few hundredths of a second."""
    return drawn(drawing.svg(name))


def drawn(svg: str) -> bytes:
    """A drawing as PNG."""
    import vl_convert  # a large library, and only whoever draws needs it

    data: bytes = vl_convert.svg_to_png(svg, scale=SCALE)
    return data
