"""Every error of the store. Driver errors are translated at the edge, in `store.database`, and never leave here."""


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
