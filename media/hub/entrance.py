"""Opening the door as the site wants it: address, papers, join links; and keeping it open."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from media.hub import certificate, host_addresses
from media.hub.certificate import Papers
from media.hub.door import Door, Visitors
from media.hub.orders import LOOPBACK, SiteOrder
from media.hub.token import Tokens

LINKS_LAST = timedelta(days=180)  # a village's page stays open for months
TRY_AGAIN_S = 2.0  # an address that is taken is often free again soon
RENEW_EVERY_S = 12 * 3600.0

log = logging.getLogger(__name__)


class Entrance:
    """The door and what belongs to it. ``tell`` gets the event ``door`` at each change."""

    def __init__(
        self,
        state: Path,
        tokens: Tokens,
        visitors: Visitors,
        tell: Callable[[dict[str, Any]], None],
    ) -> None:
        self.links: dict[str, str] = {}
        self._state = state
        self._tokens = tokens
        self._visitors = visitors
        self._tell = tell
        self._door: Door | None = None
        self._port = 0
        self._papers: Papers | None = None
        self._context: ssl.SSLContext | None = None

    @property
    def refused(self) -> dict[str, int]:
        """How many were turned away, by reason."""
        return self._door.refused if self._door else {}

    async def keep(self, order: SiteOrder) -> None:
        """Open, try again while that fails, and renew the papers; until cancelled."""
        told = ""
        while self._door is None:
            try:
                await self._open(order)
            except (OSError, ssl.SSLError, ValueError) as fault:
                text = f"{order.host}:{order.port}: {getattr(fault, 'strerror', None) or fault}"
                if text != told:
                    log.error("the door cannot be opened: %s", text)
                    self._tell({"event": "door", "trouble": text})
                told = text
                await asyncio.sleep(TRY_AGAIN_S)
        try:
            self.tell_links(order)
            while True:
                await asyncio.sleep(RENEW_EVERY_S)
                self._renew(order)
        finally:
            await self._door.close()

    def tell_links(self, order: SiteOrder) -> None:
        """Make the join links and tell them, if the door is open."""
        if self._door is None:
            return
        url = order.url(self._port, host_addresses.found())
        until = datetime.now(UTC) + LINKS_LAST
        self.links = {
            seat.id: f"{url}/join#token={self._tokens.issue(seat.id, until)}"
            for seat in order.seats
        }
        root = self._papers.root if self._papers else None
        self._tell(
            {
                "event": "door",
                "url": url,
                "port": self._port,
                "ca": str(root) if root else None,
                "fingerprint": certificate.fingerprint(root) if root else None,
                "links": self.links,
            }
        )

    async def _open(self, order: SiteOrder) -> None:
        host_addresses.offer(order.loopback)
        self._papers = self._prepare(order)
        self._context = self._papers.context() if self._papers else None
        door = Door(
            self._visitors, frozenset(LOOPBACK), self._papers.root if self._papers else None
        )
        try:
            self._port = await door.open(order.host, order.port, self._context)
        except OSError:
            await door.close()
            raise
        self._door = door
        log.info("the door is open at %s", order.url(self._port, host_addresses.found()))

    def _prepare(self, order: SiteOrder) -> Papers | None:
        if order.tls == "off":
            return None
        if isinstance(order.tls, tuple):
            return Papers(Path(order.tls[0]), Path(order.tls[1]), None)
        return certificate.prepare(self._state / "tls", _hosts(order), datetime.now(UTC))

    def _renew(self, order: SiteOrder) -> None:
        try:
            papers = self._prepare(order)
            if papers is not None and self._context is not None:
                self._context.load_cert_chain(papers.certificate, papers.key)
        except (OSError, ssl.SSLError, ValueError) as fault:
            log.error("the certificate cannot be renewed: %s", fault)


def _hosts(order: SiteOrder) -> list[str]:
    """Every name and address a site may reach the door by."""
    found = ["localhost", "127.0.0.1", "::1"]
    if named := urlsplit(order.public_url).hostname:
        found.append(named)
    if not order.loopback:
        found += [socket.gethostname(), *host_addresses.found()]
        if order.host not in ("", "0.0.0.0", "::"):
            found.append(order.host)
    return list(dict.fromkeys(host.lower() for host in found))
