"""Named points where a fault test may kill the process. Inert unless HIGHBEAM_CRASH_AT names one.

HIGHBEAM_CRASH_AT is "<point>" or "<point>:<n>": the process kills itself with SIGKILL the n-th time it gets there.
"""

import os
import signal

POINTS = (
    "after-receive",
    "after-lock",
    "before-commit",
    "after-commit-before-ack",
    "after-ack-before-delivery",
    "after-send-before-record",
)

_point, _, _count = os.environ.get("HIGHBEAM_CRASH_AT", "").partition(":")
_left = int(_count) if _count.isdigit() else 1


def crash_point(name: str) -> None:
    """Die here, if this is the point that a fault test named."""
    global _left
    if name != _point:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
