"""``/remote``: the duty officer's page for phone and tablet. It holds nothing of the room: whoever
opens it is asked for the token, and the page makes the calls of the API with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FILES = {
    "/remote": "remote.html",
    **{f"/remote/{name}": name for name in (
        "remote.css", "remote.js", "remote-api.js", "remote-show.js", "remote-tours.js",
        "remote-words.js",
    )},
}  # fmt: skip
PATHS = frozenset(_FILES)

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' blob: data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-cache",
}


def table() -> list[web.RouteDef]:
    """The page and its files, read once."""
    return [web.get(path, _serving(FOLDER / name)) for path, name in _FILES.items()]


def _serving(file: Path) -> Callable[[web.Request], Awaitable[web.Response]]:
    content = file.read_bytes()

    async def serve(request: web.Request) -> web.Response:
        return web.Response(
            body=content, content_type=_TYPES[file.suffix], charset="utf-8", headers=HEADERS
        )

    return serve
