"""Headers on every response: pages, fragments, errors, files, streams."""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SecurityHeaders:
    """Outermost, so that nothing leaves without them."""

    def __init__(self, app: ASGIApp, *, tiles: str = "") -> None:
        self._app = app
        parts = urlsplit(tiles.replace("{s}.", ""))
        tile_source = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
        self._policy = "; ".join(
            (
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                f"img-src 'self' data:{tile_source}",
                "font-src 'self'",
                "media-src 'self'",
                "connect-src 'self'",
                "manifest-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
            )
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        static = scope["path"].startswith("/static/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self._policy)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "DENY"
                headers["Referrer-Policy"] = "same-origin"
                headers["X-Robots-Tag"] = "noindex, nofollow"  # /verify is public; a search engine need not list us
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
                headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
                headers["Cache-Control"] = "no-cache" if static and message["status"] in (200, 304) else "no-store"
            await send(message)

        if not scope["query_string"].isascii():  # no browser sends it so; reading it would break our own errors, too
            await PlainTextResponse("This address cannot be read.", 400)(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)
