"""The pages for sites, out of ``page/``: read once, served from memory."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}

_PAGE = Path(__file__).parent / "page"


def routes(stem: str = "") -> list[web.RouteDef]:
    """All files whose name begins with ``stem``; a page's path goes without ``.html``."""
    return [
        web.get("/" + file.name.removesuffix(".html"), _served(KINDS[file.suffix], file))
        for file in sorted(_PAGE.iterdir())
        if file.suffix in KINDS and file.name.startswith(stem)
    ]


def _served(kind: str, file: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    body = file.read_bytes()

    async def serve(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return serve
