"""WHEP (draft-ietf-wish-whep): a screen elsewhere watches the program and hears the mix.

Whoever watches holds the room's watch token, not a site's: it cannot speak, is not in the list of
sites, and gets nothing while no conference is held.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

from media.hub.audience import MOST, Audience
from media.hub.links import WATCH
from media.hub.message import Candidate
from media.hub.offer import OfferError, clean
from media.hub.peer import Peer
from media.hub.rungs import Rung
from media.hub.site import Media
from media.hub.token import TokenError
from media.hub.whip import Run
from media.hub.whip_http import Endpoint, Turned
from media.hub.whip_sdp import client_begins

CONNECT_S = 18.0
SILENT_S = 15.0  # who only watches reports every 6 s at the latest, and a report may be lost

Connect = Callable[[Callable[[Peer], None]], Peer]  # told of each change of its state


class Whep:
    """Lives in the hub's loop; implements ``whip_http.Sessions``. ``changed``: of the audience."""

    def __init__(
        self,
        check: Callable[[str], str],
        audience: Audience,
        connect: Connect,
        changed: Callable[[], None],
        run: Run,
    ) -> None:
        self.servers: Sequence[Mapping[str, Any]] = ()
        self._check, self._audience, self._connect = check, audience, connect
        self._changed, self._run = changed, run

    def routes(self) -> list[web.RouteDef]:
        return Endpoint("/whep", self).routes()

    def check(self, token: str) -> str:
        who = self._check(token)
        if who != WATCH:
            raise TokenError(f"of {who}, to take part and not to watch")
        return who

    def ice_servers(self) -> Sequence[Mapping[str, Any]]:
        return self.servers

    def owner(self, session: str) -> str | None:
        return WATCH if session in self._audience.peers else None

    async def open(self, who: str, sdp: str, request: web.Request) -> tuple[str, str]:
        if self._audience.full:
            raise Turned(503, f"{MOST} screens watch already")
        id_ = secrets.token_urlsafe(16)
        peer = self._connect(lambda _peer: self._look(id_))
        self._audience.peers[id_] = peer
        try:
            answer = await peer.accept(clean(client_begins(sdp), peer.reach))
        except (OfferError, asyncio.CancelledError) as fault:
            await self.end(id_)
            if isinstance(fault, OfferError):
                raise Turned(400, str(fault)[:200]) from fault
            raise
        self._run(self._give_time(id_, peer), "whep:give-time")
        return id_, answer

    def trickle(self, session: str, candidate: Candidate) -> None:
        peer = self._audience.peers[session]
        if candidate.line:
            self._run(
                peer.add_candidate(candidate.line, candidate.mid, candidate.index), "whep:candidate"
            )

    async def end(self, session: str) -> None:
        if (peer := self._audience.peers.pop(session, None)) is not None:
            await peer.close()
            self._changed()

    def end_all(self) -> None:
        """The token is void: nobody watches any more."""
        for session in list(self._audience.peers):
            self._run(self.end(session), "whep:end")

    async def look(self, now: float) -> None:
        """Once a second: what each line carries, and who is there no more."""
        for session, peer in list(self._audience.peers.items()):
            await peer.measure(now)
            if peer.silent_s(now) > SILENT_S:
                self._run(self.end(session), "whep:end")

    def _look(self, session: str) -> None:
        peer = self._audience.peers.get(session)
        if peer is not None and peer.state in ("failed", "closed"):
            self._run(self.end(session), "whep:end")
        else:
            self._changed()

    async def _give_time(self, session: str, peer: Peer) -> None:
        await asyncio.sleep(CONNECT_S)
        if peer.state != "connected":
            await self.end(session)


def watcher(
    media: Media, wish_key: Callable[[str, Rung], None], changed: Callable[[Peer], None]
) -> Peer:
    """A connection for who only watches; ``wish_key`` is given the codec and rung that it gets."""

    def wish() -> None:
        for rung in peer.served.needs() if peer.codec else ():
            wish_key(str(peer.codec), rung)

    peer = Peer(
        WATCH, hear=_ignore, see=_ignore, wish=wish, changed=changed,
        ice_servers=media.ice_servers, reach=media.reach, looked_at=lambda: False,
    )  # fmt: skip
    return peer


def _ignore(*_what: object) -> None:
    """Who only watches may send; nobody looks."""
