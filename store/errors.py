"""Every error of the store. Driver errors are translated at the edge, in `store.database`, and never leave here."""

from datetime import datetime
from typing import Any
from uuid import UUID


class StoreError(Exception):
    """Base of all errors here."""


class DatabaseUnavailable(StoreError):  # noqa: N818 - a state of affairs, not somebody's mistake
    """The database cannot take this now: away, full, read-only, overloaded. Nothing was stored; try again later."""


class EmbeddedServerFailed(StoreError):  # noqa: N818
    """The embedded PostgreSQL did not start. The message says where its log is."""


class KeyProblem(StoreError):  # noqa: N818
    """A key is missing, unreadable or not the right one. The message names ring and version; the start must stop."""


class SealBroken(StoreError):  # noqa: N818
    """A sealed value does not belong to this row, or was changed. Nothing of it can be trusted."""


class NoSuchTip(StoreError):  # noqa: N818
    """No tip has this code, or it is not this agency's to see."""


class TrailBroken(StoreError):  # noqa: N818
    """The trail was changed, shortened or added to. The message names the chain and the first wrong event."""


class ObjectsUnavailable(StoreError):  # noqa: N818
    """The place for files cannot be reached or is full. Nothing was kept; try again later."""


class NoSuchAccount(StoreError):  # noqa: N818
    """No account has this id or address, or it is another agency's."""


class AccountNotAllowed(StoreError):  # noqa: N818
    """An account cannot be made or changed like this. The message says what to give instead."""


class TokenNotAllowed(StoreError):  # noqa: N818
    """A token cannot be made like this. The message says what to choose instead."""


class NoSuchPartner(StoreError):  # noqa: N818
    """No training partner, cohort or join link is meant by this, or it is another agency's. Check the list."""


class PartnerNotAllowed(StoreError):  # noqa: N818
    """A training partner, cohort or join link cannot be made like this. The message says what to give instead."""


class WrongCursor(StoreError):  # noqa: N818
    """This is not where a page ended. Begin again with the first page."""


class TooManyViews(StoreError):  # noqa: N818
    """An account has as many saved views as it may have. The message says how many."""


class NoSuchFile(StoreError):  # noqa: N818
    """There is no such file, or it was not kept, or it belongs to another agency's tip."""


class Stale(StoreError):  # noqa: N818
    """Somebody changed the tip since it was read. Show what changed; let the person decide anew."""

    def __init__(self, row_version: int, changed: "tuple[Any, ...]") -> None:
        super().__init__("This tip was changed since you opened it. Nothing of yours was done: look, then try again.")
        self.row_version = row_version
        self.changed = changed


class ClaimHeld(StoreError):  # noqa: N818
    """Somebody else holds the tip. Wait until they release it, or ask a supervisor to break the claim."""

    def __init__(self, by: UUID, until: datetime) -> None:
        super().__init__("A colleague holds this tip. Nothing was changed: write a note, or ask a supervisor.")
        self.by = by
        self.until = until


ROOMS = frozenset({"bot", "console", "worker", "store", "tips", "indicators"})


def where_it_broke(exc: BaseException) -> str:
    """Name the file and line of our own code where an error came from; its message may hold a reporter's words."""
    trace = exc.__traceback__
    place = "unknown"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.split(".")[0] in ROOMS:
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
