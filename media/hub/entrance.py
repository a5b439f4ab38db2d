"""Opening the door as the site wants it: address, papers, join links; and keeping it open."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from media.hub import certificate, host_addresses, own_certificate
from media.hub.certificate import Papers
from media.hub.door import Door, Visitors
from media.hub.links import WATCH, Links
from media.hub.orders import LOOPBACK, SiteOrder
from media.hub.trust import Trust, TrustDoor

TRY_AGAIN_S = 2.0  # an address that is taken is often free again soon
RENEW_EVERY_S = 12 * 3600.0

log = logging.getLogger(__name__)


class Entrance:
    """The door and what belongs to it. ``tell`` gets the event ``door`` at each change."""

    def __init__(
        self,
        state: Path,
        links: Links,
        visitors: Visitors,
        tell: Callable[[dict[str, Any]], None],
        more: Sequence[web.RouteDef] = (),
    ) -> None:
        self.links: dict[str, str] = {}
        self._state = state
        self._kept = links
        self._more = more
        self._visitors = visitors
        self._tell = tell
        self._now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._order: SiteOrder | None = None  # the newest that was told
        self._door: Door | None = None
        self._plain: TrustDoor | None = None
        self._trust_url: str | None = None
        self._warning = ""
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
            self.tell_links(self._order or order)
            while True:
                await asyncio.sleep(RENEW_EVERY_S)
                self._renew(self._order or order)
        finally:
            await self._door.close()
            if self._plain is not None:
                await self._plain.close()

    def tell_links(self, order: SiteOrder) -> None:
        """Make the join links of this list and tell them, as soon as the door is open; from then on
        they are made anew twice a day, so that a card that is printed is good for all its time."""
        self._order = order
        if self._door is None:
            return
        url, now = order.url(self._port, host_addresses.found()), self._now()
        self._kept.last = timedelta(days=order.link_days)
        tokens = {seat.id: self._kept.token(seat.id, now) for seat in order.seats}
        self.links = {id_: f"{url}/join#token={token}" for id_, token in tokens.items() if token}
        root = self._papers.root if self._papers else None
        watch = self._kept.token(WATCH, now)
        self._tell(
            {
                "event": "door",
                "url": url,
                "port": self._port,
                "ca": str(root) if root else None,
                "fingerprint": certificate.fingerprint(root) if root else None,
                "trust": self._trust_url or (f"{url}/trust" if root else None),
                "warning": self._warning,
                "links": self.links,
                "until": f"{now + self._kept.last:%Y-%m-%d}",
                "watch": {"url": f"{url}/whep", "token": watch} if watch else None,
            }
        )

    async def _open(self, order: SiteOrder) -> None:
        host_addresses.offer(order.loopback)
        self._papers = self._prepare(order)
        self._context = self._papers.context() if self._papers else None
        trust = Trust(
            order.name,
            lambda: order.url(self._port, host_addresses.found()),
            self._papers.root if self._papers else None,
        )
        door = Door(self._visitors, frozenset(LOOPBACK), [*trust.routes(), *self._more])
        try:
            self._port = await door.open(order.host, order.port, self._context)
        except OSError:
            await door.close()
            raise
        self._door = door
        log.info("the door is open at %s", order.url(self._port, host_addresses.found()))
        await self._open_plain(order, trust)

    async def _open_plain(self, order: SiteOrder, trust: Trust) -> None:
        """The trust page over plain HTTP; without it there is the door's own."""
        if not order.trust_port or trust.root is None:
            return
        plain = TrustDoor(trust, frozenset(LOOPBACK))
        try:
            port = await plain.open(order.host, order.trust_port)
        except OSError as fault:
            await plain.close()
            self._warning = f"trust_port {order.trust_port}: {fault.strerror or fault}"
            log.error("the trust page cannot be opened: %s", self._warning)
            return
        self._plain = plain
        host = urlsplit(trust.url()).hostname or ""
        self._trust_url = f"http://{f'[{host}]' if ':' in host else host}:{port}/trust"

    def _prepare(self, order: SiteOrder) -> Papers | None:
        if order.tls == "off":
            return None
        if isinstance(order.tls, tuple):
            return self._own(Path(order.tls[0]), Path(order.tls[1]), order)
        return certificate.prepare(self._state / "tls", _hosts(order), datetime.now(UTC))

    def _own(self, given: Path, key: Path, order: SiteOrder) -> Papers:
        """Somebody else's certificate; ValueError says why no door opens with it."""
        if fault := own_certificate.fault(given, key):
            raise ValueError(fault)
        host = urlsplit(order.public_url).hostname or ""
        self._warning = own_certificate.warning(given, host, datetime.now(UTC))
        if self._warning:
            log.warning("%s", self._warning)
        return Papers(given, key, None)

    def _renew(self, order: SiteOrder) -> None:
        try:
            papers = self._prepare(order)
            if papers is not None and self._context is not None:
                self._context.load_cert_chain(papers.certificate, papers.key)
        except (OSError, ssl.SSLError, ValueError) as fault:
            log.error("the certificate cannot be renewed: %s", fault)
        self.tell_links(order)


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
