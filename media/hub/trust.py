"""The ``/trust`` page: how a site's device is told, once, to trust this room's own certificate.

It is served at the door itself, where a browser warns before showing it, and, where the settings
give it a port of its own, over plain HTTP too: it holds nothing secret, and what is fetched there
is compared by its fingerprint with what the command room says.
"""

from __future__ import annotations

import asyncio
import plistlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from media.hub import certificate, page_files
from media.hub.headers import with_headers
from media.hub.limits import Connections
from media.hub.unhurried import Unhurried

FIRST_WORD_S = 5.0


@dataclass(frozen=True, slots=True)
class Trust:
    """``root`` None: the room has somebody else's certificate, and there is nothing to do.
    ``url``: what join links begin with, as soon as the door is open."""

    name: str
    url: Callable[[], str]
    root: Path | None

    def routes(self) -> list[web.RouteDef]:
        """What lies beside the page: what it tells, and the certificate in two forms."""
        return [
            web.get("/trust.json", self._told),
            web.get("/ca.crt", self._certificate),
            web.get("/ca.mobileconfig", self._profile),
        ]

    async def _told(self, _request: web.Request) -> web.StreamResponse:
        root = self.root
        print_ = certificate.fingerprint(root) if root else None
        return web.json_response({"name": self.name, "url": self.url(), "fingerprint": print_})

    async def _certificate(self, _request: web.Request) -> web.StreamResponse:
        return _file(self._root().read_bytes(), "application/x-x509-ca-cert", "command-room.crt")

    async def _profile(self, _request: web.Request) -> web.StreamResponse:
        made = profile(self.name, self._root().read_bytes())
        return _file(made, "application/x-apple-aspen-config", "command-room.mobileconfig")

    def _root(self) -> Path:
        if self.root is None:
            raise web.HTTPNotFound(text="this room's certificate needs no step of yours")
        return self.root


def profile(name: str, pem: bytes) -> bytes:
    """An iOS profile that holds the certificate; the same again for the same one."""
    der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    inner, outer = (str(uuid.uuid5(uuid.NAMESPACE_OID, part + der.hex())) for part in "io")
    payload: dict[str, Any] = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"command-room.{inner}",
        "PayloadUUID": inner,
        "PayloadDisplayName": name,
        "PayloadContent": der,
    }
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": f"command-room.{outer}",
            "PayloadUUID": outer,
            "PayloadDisplayName": name,
            "PayloadContent": [payload],
        }
    )


@dataclass
class TrustDoor:
    """The page over plain HTTP, with nothing else beside it."""

    trust: Trust
    exempt: frozenset[str] = frozenset()
    _runner: web.AppRunner | None = field(default=None, init=False)
    _server: asyncio.Server | None = field(default=None, init=False)

    async def open(self, host: str, port: int) -> int:
        """Listen; the port. OSError when the address is taken."""
        app = web.Application(middlewares=[with_headers])
        app.router.add_routes([*page_files.routes("trust"), *self.trust.routes()])
        app.router.add_get("/{elsewhere:.*}", _to_trust)
        self._runner = web.AppRunner(
            app, access_log=None, handle_signals=False, keepalive_timeout=FIRST_WORD_S,
            lingering_time=1.0, max_line_size=4096, max_field_size=4096, shutdown_timeout=1.0,
        )  # fmt: skip
        await self._runner.setup()
        made = Unhurried.factory(self._runner, Connections(exempt=self.exempt), FIRST_WORD_S)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(made, host, port, backlog=16)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        if self._runner is not None:
            await self._runner.cleanup()


async def _to_trust(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/trust")


def _file(body: bytes, kind: str, name: str) -> web.Response:
    return web.Response(
        body=body,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
