"""Every error of the domain. A reporter's odd input is none: it is a reply that asks again."""


class TipError(Exception):
    """Base of all errors here."""


class MoveNotAllowed(TipError):  # noqa: N818 - says what is wrong
    """This status does not follow that one. Read the tip again: somebody may have moved it meanwhile."""


class NotPermitted(TipError):  # noqa: N818
    """This role may not do that. Ask a supervisor, or whoever runs the accounts."""


class WordsNeeded(TipError):  # noqa: N818
    """Words are missing, or are too many. The message says which."""
