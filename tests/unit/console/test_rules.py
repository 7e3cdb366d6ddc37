"""What every route needs, written down a second time: a rule that grows weaker by mistake disagrees with this."""

from typing import Final

from fastapi.routing import RouteContext

from console.app import desks
from console.guard import Door, Needs, needs_of
from tips.access import MATRIX, AccountRole, Permission

RULES: Final[dict[Needs, tuple[str, ...]]] = {
    Door.ANYBODY: (
        "GET /set-up/{token}",
        "POST /set-up/{token}",
        "GET /sign-in",
        "POST /sign-in",
        "POST /sign-in/passkey",
        "POST /sign-in/passkey/options",
        "GET /sign-in/provider",
        "GET /sign-in/provider/back",
        "GET /verify",
        "POST /verify",
    ),
    Door.HALF_SIGNED_IN: (
        "POST /passkeys",
        "POST /passkeys/options",
        "GET /second-factor",
        "POST /second-factor",
        "POST /second-factor/app",
        "POST /second-factor/app/prove",
        "POST /second-factor/passkey",
        "POST /second-factor/passkey/options",
        "GET /second-factor/set-up",
        "POST /sign-out",
    ),
    Door.SIGNED_IN: (
        "GET /",
        "GET /account",
        "POST /account/app/remove",
        "POST /account/logins/end",
        "POST /account/logins/{login_id}/end",
        "POST /account/passkeys/{passkey_id}/remove",
        "POST /account/password",
        "POST /account/recovery-codes",
        "POST /account/tokens",
        "POST /account/tokens/{token_id}/revoke",
        "GET /api/v1/openapi.json",
        "GET /confirm",
        "POST /confirm",
        "POST /confirm/passkey",
        "POST /confirm/passkey/options",
        "GET /confirm/provider",
    ),
    Permission.ACCOUNTS: (
        "GET /accounts",
        "POST /accounts",
        "GET /accounts/{account_id}",
        "POST /accounts/{account_id}",
        "POST /accounts/{account_id}/disable",
        "POST /accounts/{account_id}/enable",
        "POST /accounts/{account_id}/end-logins",
        "POST /accounts/{account_id}/reset-factors",
        "POST /accounts/{account_id}/set-up-link",
        "POST /accounts/{account_id}/tokens/{token_id}/revoke",
        "POST /accounts/{account_id}/unlock",
    ),
    Permission.SETTINGS: ("GET /settings",),
    Permission.KEYS: ("GET /settings/keys",),
    Permission.TRAINING: (
        "GET /training",
        "GET /training/{partner_id}",
    ),
    Permission.PARTNERS: (
        "POST /training",
        "POST /training/{partner_id}/cohorts",
        "POST /training/{partner_id}/links",
        "GET /training/{partner_id}/links/{link_id}/poster.pdf",
        "POST /training/{partner_id}/links/{link_id}/revoke",
    ),
    Permission.OWN_PARTNER: (
        "GET /partner",
        "GET /partner/links/{link_id}/poster.pdf",
    ),
    Permission.QUEUE: (
        "POST /api/v1/search",
        "GET /api/v1/tips",
        "GET /live",
        "GET /live/here",
        "GET /map",
        "GET /map/tips.json",
        "GET /queue",
        "GET /queue/lines",
        "GET /queue/news",
        "GET /queue/preview/{code}",
        "GET /queue/rows",
        "GET /queue/search",
        "POST /queue/search",
        "POST /queue/views",
        "POST /queue/views/{view_id}/delete",
    ),
    Permission.TRAIL: (
        "GET /trail",
        "POST /trail/compare",
        "GET /trail/export",
        "GET /trail/export.csv",
        "GET /trail/export.jsonl",
        "GET /trail/proof",
        "POST /trail/value",
        "POST /trail/verify",
    ),
    Permission.CLAIM: (
        "POST /api/v1/tips/{code}/claim",
        "POST /api/v1/tips/{code}/release",
        "POST /queue/claim/{code}",
        "POST /tips/{code}/claim",
        "POST /tips/{code}/release",
        "POST /tips/{code}/renew",
    ),
    Permission.COUNTS: (
        "GET /api/v1/board",
        "GET /board",
        "GET /board/{chart}.csv",
        "GET /board/{chart}.svg",
    ),
    Permission.ASSIGN: (
        "POST /api/v1/tips/{code}/assign",
        "GET /board/holders.csv",
        "GET /board/holders.svg",
        "POST /tips/{code}/assign",
    ),
    Permission.OPEN_TIP: (
        "GET /api/v1/tips/{code}",
        "GET /api/v1/tips/{code}/messages",
        "GET /api/v1/tips/{code}/notes",
        "GET /tips/{code}",
        "GET /tips/{code}/asked",
        "GET /tips/{code}/live",
        "GET /tips/{code}/media/{file_id}",
        "GET /tips/{code}/news",
        "GET /tips/{code}/parts",
        "GET /tips/{code}/print",
    ),
    Permission.BREAK_CLAIM: (
        "POST /api/v1/tips/{code}/break-claim",
        "POST /tips/{code}/break-claim",
    ),
    Permission.CHANGE_PRIORITY: (
        "POST /api/v1/tips/{code}/priority",
        "POST /tips/{code}/priority",
    ),
    Permission.PROPOSE: (
        "POST /api/v1/tips/{code}/proposals",
        "POST /tips/{code}/propose",
    ),
    Permission.WORK: (
        "POST /api/v1/tips/{code}/status",
        "POST /tips/{code}/status",
    ),
    Permission.EXPORT: ("GET /queue/export.csv",),
    Permission.HOLD: (
        "POST /api/v1/tips/{code}/hold",
        "POST /tips/{code}/hold",
    ),
    Permission.NOTE: (
        "POST /api/v1/tips/{code}/notes",
        "POST /tips/{code}/note",
    ),
    Permission.ASK: (
        "POST /api/v1/tips/{code}/messages",
        "POST /tips/{code}/ask",
        "POST /tips/{code}/preview",
    ),
    Permission.OPEN_ORIGINAL: (
        "GET /tips/{code}/media/{file_id}/original",
        "POST /tips/{code}/media/{file_id}/original",
    ),
}


def test_every_route_needs_what_is_written_here() -> None:
    found: dict[str, Needs | None] = {}
    for desk in desks():
        for route in map(RouteContext, desk.routes):
            found |= {f"{method} {route.path}": needs_of(route) for method in route.methods or ()}
    assert found == {route: needs for needs, routes in RULES.items() for route in routes}


def test_who_reads_tips_and_who_runs_the_house_are_never_the_same() -> None:
    """The matrix itself, by what the task force was promised."""
    reads = {Permission.QUEUE, Permission.OPEN_TIP, Permission.OPEN_ORIGINAL, Permission.CLAIM, Permission.WORK}
    supervises = {
        Permission.ASSIGN,
        Permission.BREAK_CLAIM,
        Permission.CHANGE_PRIORITY,
        Permission.HOLD,
        Permission.EXPORT,
    }
    runs = {Permission.ACCOUNTS, Permission.SETTINGS, Permission.KEYS}
    assert not MATRIX[AccountRole.ADMINISTRATOR] & (reads | supervises | {Permission.TRAIL, Permission.NOTE})
    assert MATRIX[AccountRole.AUDITOR] == {Permission.TRAIL, Permission.COUNTS}
    assert not MATRIX[AccountRole.ANALYST] & (supervises | runs | {Permission.TRAIL, Permission.COUNTS})
    assert not MATRIX[AccountRole.SUPERVISOR] & (runs | {Permission.TRAIL})
    assert reads | supervises <= MATRIX[AccountRole.SUPERVISOR]


def test_a_partners_person_sees_their_own_counts_and_nobody_else_does_with_that_right() -> None:
    assert MATRIX[AccountRole.PARTNER] == {Permission.OWN_PARTNER}
    assert [role for role, may in MATRIX.items() if Permission.OWN_PARTNER in may] == [AccountRole.PARTNER]
    assert [role for role, may in MATRIX.items() if Permission.PARTNERS in may] == [AccountRole.ADMINISTRATOR]
