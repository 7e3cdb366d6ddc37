"""Signing in at the agency's own provider by OpenID Connect: authorization code with PKCE, state and nonce.

Only an account that stands here already lets somebody in, found by an address that the provider has verified and tied
to that one person from then on. Passwords and second steps are the provider's; what it says of them is on the trail.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

import httpx
import structlog
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.credentials import give_cookie, let_in, own_path
from console.errors import ProviderFailed
from console.guard import Desk, Door, login_of
from console.pages import render, went_wrong
from console.rooms import Rooms, rooms_of
from console.settings import LOCAL, ConsoleSettings
from store import accounts, logins, tries
from store.accounts import Account
from store.logins import Login, Step

log = structlog.get_logger()
desk = Desk()

COOKIE: Final = "__Host-highbeam-provider"
BACK: Final = "/sign-in/provider/back"
GOOD_FOR: Final = timedelta(minutes=10)
KNOWN_FOR: Final = timedelta(hours=1)
LEEWAY: Final = 60  # seconds that the provider's clock may be off
JUST_NOW: Final = timedelta(minutes=2)
ALGORITHMS: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
NO_ACCOUNT: Final = "Your agency knows you, but there is no account for you here. Ask your administrator for one."
CUT_OFF: Final = "Signing in at your agency was cut off or took too long. Begin again."


@dataclass(frozen=True, kw_only=True)
class Trip:
    """One way to the provider and back. Everything that the way back must prove comes from one secret in a cookie."""

    secret: str = field(repr=False)
    back: str
    login: UUID | None = None
    """Whose login is to be confirmed; None for signing in."""

    @property
    def state(self) -> str:
        return self._part("state")

    @property
    def nonce(self) -> str:
        return self._part("nonce")

    @property
    def verifier(self) -> str:
        return self._part("verifier")

    @property
    def cookie(self) -> str:
        return f"{self.secret}.{self.login or ''}.{quote(self.back, safe='')}"

    @classmethod
    def of(cls, cookie: str) -> "Trip | None":
        """The trip of a cookie, or None."""
        secret, _, rest = cookie.partition(".")
        login, _, back = rest.partition(".")
        try:
            return cls(secret=secret, back=own_path(unquote(back)), login=UUID(login) if login else None)
        except ValueError:
            return None

    def _part(self, name: str) -> str:
        digest = hashlib.sha256(f"{name}/{self.secret}".encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Provider:
    """The provider that the settings name: its addresses and keys, asked for when needed and kept for an hour."""

    def __init__(self, settings: ConsoleSettings) -> None:
        self._settings = settings
        self._known: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._asked: datetime | None = None

    async def address(self, trip: Trip) -> str:
        """Where to send the browser."""
        known = await self._metadata()
        again = {"prompt": "login", "max_age": 0} if trip.login is not None else {}
        address: str = prepare_grant_uri(
            known["authorization_endpoint"],
            client_id=self._settings.oidc_client,
            response_type="code",
            redirect_uri=self._settings.console_origin + BACK,
            scope="openid email",
            state=trip.state,
            nonce=trip.nonce,
            code_challenge=create_s256_code_challenge(trip.verifier),
            code_challenge_method="S256",
            **again,
        )
        return address

    async def claims(self, trip: Trip, code: str, *, now: datetime) -> dict[str, Any]:
        """What the provider says of whoever came back. Raises `ProviderFailed` for anything that does not hold."""
        known = await self._metadata()
        answer = await self._redeem(known, trip, code)
        claims = await self._verified(known, str(answer.get("id_token", "")), trip, now=now)
        if "email" not in claims and "userinfo_endpoint" in known:
            headers = {"Authorization": f"Bearer {answer.get('access_token', '')}"}
            said = await _ask("GET", known["userinfo_endpoint"], headers=headers)
            if said.get("sub") != claims["sub"]:
                raise ProviderFailed("userinfo tells of another person")
            claims = {**said, **claims}
        return claims

    async def _redeem(self, known: dict[str, Any], trip: Trip, code: str) -> dict[str, Any]:
        """The code for the tokens."""
        secret = self._settings.oidc_secret.get_secret_value()
        offered = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        method = "none" if not secret else next((one for one in _METHODS if one in offered), _METHODS[0])
        back = self._settings.console_origin + BACK
        body = prepare_token_request("authorization_code", redirect_uri=back, code=code, code_verifier=trip.verifier)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        auth = ClientAuth(self._settings.oidc_client, secret, method)
        address, headers, body = auth.prepare("POST", known["token_endpoint"], headers, body)
        return await _ask("POST", address, headers=headers, content=body)

    async def _verified(self, known: dict[str, Any], token: str, trip: Trip, *, now: datetime) -> dict[str, Any]:
        """The claims of an id_token that is signed by the provider, for us, for this trip, and still good."""
        try:
            claims = await self._signed(known, token)
            client, issuer = self._settings.oidc_client, known["issuer"]
            registry = jwt.JWTClaimsRegistry(
                now=int(now.timestamp()),
                leeway=LEEWAY,
                iss={"essential": True, "value": issuer},
                aud={"essential": True, "value": client},
                exp={"essential": True},
                iat={"essential": True},
                sub={"essential": True},
                nonce={"essential": True, "value": trip.nonce},
            )
            registry.validate(claims)
        except (JoseError, ValueError) as exc:
            raise ProviderFailed(f"id_token: {type(exc).__name__}") from exc
        if claims.get("azp", client) != client:
            raise ProviderFailed("id_token was made for another client")
        return claims

    async def _signed(self, known: dict[str, Any], token: str) -> dict[str, Any]:
        """The claims under a signature that holds; with keys asked for anew when the ones we have do not fit."""
        for fresh in (False, True):
            if self._keys is None or fresh:
                self._keys = KeySet.import_key_set(await _ask("GET", known["jwks_uri"]))  # type: ignore[arg-type]
            try:
                return dict(jwt.decode(token, self._keys, algorithms=list(ALGORITHMS)).claims)
            except (JoseError, ValueError):
                if fresh:
                    raise
        raise ProviderFailed("no keys")

    async def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself. It must be who the settings name."""
        now, issuer = datetime.now().astimezone(), self._settings.oidc_issuer
        if self._asked is not None and now - self._asked < KNOWN_FOR:
            return self._known
        known = await _ask("GET", issuer.rstrip("/") + "/.well-known/openid-configuration")
        if known.get("issuer") != issuer:
            raise ProviderFailed("the provider calls itself otherwise: set HIGHBEAM_OIDC_ISSUER to its own word")
        for needed in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(known.get(needed), str):
                raise ProviderFailed(f"the provider names no {needed}")
        self._known, self._asked, self._keys = known, now, None
        return known


_METHODS: Final = ("client_secret_basic", "client_secret_post")


@desk.page("/sign-in/provider", needs=Door.ANYBODY)
async def to_provider(request: Request, next: str = "/") -> Response:  # noqa: A002 - the query's word
    """To the agency's provider, for signing in. Nothing is kept here until somebody comes back."""
    return await _set_out(request, Trip(secret=secrets.token_urlsafe(32), back=own_path(next)))


@desk.page("/confirm/provider", needs=Door.SIGNED_IN)
async def to_provider_again(request: Request, next: str = "/") -> Response:  # noqa: A002
    """To the agency's provider, for showing again who one is."""
    login = login_of(request)
    return await _set_out(request, Trip(secret=secrets.token_urlsafe(32), back=own_path(next), login=login.id))


@desk.page(BACK, needs=Door.ANYBODY)
async def come_back(request: Request, code: str = "", state: str = "", error: str = "") -> Response:
    """From the provider. Our login's cookie is not sent along from another site, so the last step is one of our own
    pages, which goes on by itself."""
    rooms, trip = rooms_of(request), Trip.of(request.cookies.get(COOKIE, ""))
    if trip is None or error or not code or not secrets.compare_digest(trip.state.encode(), state.encode()):
        return _refused(request, CUT_OFF, 400)
    claims = await _provider(request).claims(trip, code, now=rooms.now())
    account = await _account(rooms, claims)
    if account is None:
        log.info("sign-in-refused", by="provider")
        return _refused(request, NO_ACCOUNT, 403)
    token = await _let_in(request, account, claims, trip)
    if token is None:
        return _refused(request, CUT_OFF, 403)
    response = render(request, "auth/onward.html", to=trip.back)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax", path="/")
    give_cookie(response, token)
    return response


async def _account(rooms: Rooms, claims: dict[str, Any]) -> Account | None:
    """The account of a verified address, when it is tied to nobody else."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        return None
    async with rooms.database.transaction() as db:
        account = await accounts.by_email(db, email)
        if account is None:
            return None
        subject, at = f"{claims['iss']} {claims['sub']}", rooms.now()
        tied = not account.disabled and await accounts.tie_to_provider(db, rooms.vault, account, subject, at=at)
        if not tied:
            await tries.refused(db, rooms.vault, account, "provider", now=at)
    return account if tied else None


async def _let_in(request: Request, account: Account, claims: dict[str, Any], trip: Trip) -> str | None:
    """The token of a new login, or of the one that is confirmed; None when that cannot be."""
    rooms, noted = rooms_of(request), {"amr": _short(claims.get("amr")), "acr": _short(claims.get("acr"))}
    async with rooms.database.transaction(account.agency) as db:
        if trip.login is None:
            return await let_in(db, request, account, step=Step.FULL, shown=("provider",), **noted)
        login = _of_id(await logins.open_ones(db, account.id, now=rooms.now()), trip.login)
        shown_at = claims.get("auth_time")
        recent = isinstance(shown_at, int) and rooms.now().timestamp() - shown_at <= JUST_NOW.total_seconds() + LEEWAY
        if login is None or not recent:
            return None
        token = await logins.confirm(db, login, now=rooms.now())
        details = {"account": str(account.id), "with": ["provider"], **noted}
        by = account.actor.on_record
        await accounts.record(db, rooms.vault, account, "confirmed", by=by, at=rooms.now(), details=details)
        return token


async def _set_out(request: Request, trip: Trip) -> Response:
    if not rooms_of(request).settings.oidc_issuer:
        return _refused(request, "There is no other sign-in here: use your address and password.", 404)
    response = RedirectResponse(await _provider(request).address(trip), 303)
    response.set_cookie(
        COOKIE,
        trip.cookie,
        max_age=int(GOOD_FOR.total_seconds()),
        secure=True,
        httponly=True,
        samesite="lax",  # the way back comes from the provider's site
        path="/",
    )
    return response


def _provider(request: Request) -> Provider:
    """The one provider of this app."""
    state = request.app.state
    if not hasattr(state, "provider"):
        state.provider = Provider(rooms_of(request).settings)
    provider: Provider = state.provider
    return provider


def _refused(request: Request, sentence: str, status: int) -> Response:
    return went_wrong(request, status, sentence)


def _of_id(open_ones: tuple[Login, ...], login_id: UUID) -> Login | None:
    return next((login for login in open_ones if login.id == login_id and login.step is Step.FULL), None)


def _short(said: object) -> str:
    """What a provider says of how it asked, for the trail."""
    words = said if isinstance(said, list) else [said] if isinstance(said, str) else []
    return " ".join(str(word)[:60] for word in words[:8])


async def _ask(
    method: str, address: str, *, headers: dict[str, str] | None = None, content: str = ""
) -> dict[str, Any]:
    """One question to the provider. Its addresses must be as safe as ours."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOCAL:
        raise ProviderFailed("an address of the provider does not begin with https://")
    try:
        async with httpx.AsyncClient(timeout=8, follow_redirects=False, trust_env=False) as client:
            answer = await client.request(method, address, headers=headers, content=content or None)
        answer.raise_for_status()
        said = answer.json()
    except (httpx.HTTPError, ValueError) as exc:
        log.warning("provider-failed", error=type(exc).__name__)
        raise ProviderFailed(type(exc).__name__) from exc
    if not isinstance(said, dict):
        raise ProviderFailed("the provider's answer is no object")
    return said
