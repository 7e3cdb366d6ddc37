"""The console's own errors, and which answer each error of the house gets: status, and a sentence for a person."""

from http import HTTPStatus

from console.media import NoPictureError
from store.errors import (
    AccountNotAllowed,
    ClaimHeld,
    DatabaseUnavailable,
    NoSuchAccount,
    NoSuchFile,
    NoSuchPartner,
    NoSuchTip,
    ObjectsUnavailable,
    PartnerNotAllowed,
    SealBroken,
    Stale,
    TokenNotAllowed,
    TooManyViews,
    TrailBroken,
    WrongCursor,
)
from tips.errors import MoveNotAllowed, NotPermitted, WordsNeeded


class ConsoleError(Exception):
    """Base of all errors here."""


class SignInFirst(ConsoleError):  # noqa: N818
    """Nobody is signed in, or the login has ended."""


class ConfirmFirst(ConsoleError):  # noqa: N818
    """This needs the password again, because it was given some time ago."""


class CrossSite(ConsoleError):  # noqa: N818
    """A form that did not come from our own page, or from a login that has ended."""


class WrongInput(ConsoleError):  # noqa: N818
    """A field cannot be what was given. The message says what to give."""


class TooBusy(ConsoleError):  # noqa: N818
    """More people sign in at this moment than this machine can check passwords for."""


class TooManyChecks(ConsoleError):  # noqa: N818
    """More certificates are being checked at this moment than anybody holds. Wait a minute."""


class ProviderFailed(ConsoleError):  # noqa: N818
    """The agency's own sign-in does not answer, or not as it should. The reason names no person."""


class WrongVersion(ConsoleError):  # noqa: N818
    """A change over the API that does not say which version of the tip it was decided on."""


ANSWERS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    SignInFirst: (HTTPStatus.UNAUTHORIZED, "Sign in first. Nothing was changed."),
    ConfirmFirst: (HTTPStatus.FORBIDDEN, "Give your password again first. Nothing was changed."),
    CrossSite: (
        HTTPStatus.FORBIDDEN,
        "This form is too old. Nothing was changed: load the page again and send it.",
    ),
    NotPermitted: (HTTPStatus.FORBIDDEN, ""),
    NoSuchTip: (HTTPStatus.NOT_FOUND, "There is no such tip, or it is another agency's. Check the code."),
    NoSuchFile: (HTTPStatus.NOT_FOUND, "There is no such file here, or it was not kept."),
    NoPictureError: (
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "This file cannot be shown safely as a picture. It can only be opened as it was sent.",
    ),
    MoveNotAllowed: (HTTPStatus.CONFLICT, ""),
    Stale: (HTTPStatus.CONFLICT, ""),
    ClaimHeld: (HTTPStatus.CONFLICT, ""),
    WrongVersion: (HTTPStatus.PRECONDITION_REQUIRED, ""),
    WordsNeeded: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    WrongInput: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    WrongCursor: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    TooManyViews: (HTTPStatus.CONFLICT, ""),
    NoSuchAccount: (HTTPStatus.NOT_FOUND, "There is no such account. Check the list of accounts."),
    AccountNotAllowed: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    TokenNotAllowed: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    TooBusy: (HTTPStatus.SERVICE_UNAVAILABLE, "Many people sign in at this moment. Try again in a few seconds."),
    TooManyChecks: (
        HTTPStatus.TOO_MANY_REQUESTS,
        "Many certificates are being checked at this moment. Try again in a minute.",
    ),
    NoSuchPartner: (HTTPStatus.NOT_FOUND, "There is no such training partner, cohort or link. Check the list."),
    PartnerNotAllowed: (HTTPStatus.UNPROCESSABLE_ENTITY, ""),
    ProviderFailed: (
        HTTPStatus.BAD_GATEWAY,
        "Your agency's own sign-in does not answer as it should. Nothing was changed; try again in a moment.",
    ),
    DatabaseUnavailable: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The database does not answer. Nothing was changed; try again in a moment.",
    ),
    ObjectsUnavailable: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The place for files does not answer. Nothing was changed; try again in a moment.",
    ),
    SealBroken: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "A sealed part does not open. Nothing was changed; tell whoever runs this.",
    ),
    TrailBroken: (
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "The trail does not hold. Nothing was changed; tell whoever runs this.",
    ),
}
"""An empty sentence means: the error's own words are meant for people. Rooms that add errors add a line."""


def answer_to(error: Exception) -> tuple[HTTPStatus, str]:
    """The status and the sentence. Whatever is not listed is our own mistake, and says nothing of itself."""
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            status, sentence = ANSWERS[kind]
            return status, sentence or str(error)
    return HTTPStatus.INTERNAL_SERVER_ERROR, "Something broke here. It is logged. Nothing that you sent was changed."
