"""One site as the hub holds it: its line to the door, its media, its picture and its voice."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aiortc import RTCIceServer

from media.hub import message
from media.hub.chairing import Measured
from media.hub.door import Line
from media.hub.lateness import Lateness
from media.hub.line_figures import LineFigures
from media.hub.message import Candidate, Offer, Reason
from media.hub.offer import OfferError, Reach, clean
from media.hub.peer import Peer
from media.hub.pictures import SitePictures
from media.hub.rungs import Chooser
from media.hub.uplink import Asking
from media.hub.voice import Voice

MEDIA_WORDS = 128  # offers and candidates waiting to be worked on
CONNECT_S = 10.0  # then it is told whether the media connection failed
LAST_S = 8.0  # and so long after that it is given up

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Media:
    """What every site's media has in common."""

    ice_servers: Sequence[RTCIceServer]
    reach: Reach
    handshakes: asyncio.Semaphore
    offered: Callable[[Site], None]  # an offer was taken; in the loop
    changed: Callable[[Site], None]  # the connection's state is another; in the loop
    lost: Callable[[Site], None]
    see: Callable[[Site, str, bytes, float], None]
    wish: Callable[[Site], None]


@dataclass(eq=False)
class Site:
    """Lives in the hub's loop. ``work`` runs as long as a line stands."""

    node: str
    pictures: SitePictures
    voice: Voice
    line: Line | None = None
    peer: Peer | None = None
    told: str = ""  # the last ``state`` message
    told_chair: str = ""  # the last ``chair`` message, while it holds the chair
    asking: Asking = field(default_factory=Asking, init=False)
    _lateness: Lateness = field(default_factory=Lateness, init=False)
    _late: float = field(default=0.0, init=False)
    _chooser: Chooser = field(default_factory=Chooser, init=False)  # of all its connections
    _words: asyncio.Queue[Offer | Candidate | None] = field(init=False)

    def __post_init__(self) -> None:
        self._words = asyncio.Queue(MEDIA_WORDS)

    @property
    def connected(self) -> bool:
        return self.peer is not None and self.peer.state == "connected"

    @property
    def sends_video(self) -> bool:
        return self.peer is not None and self.peer.sends_video

    async def measure(self, now: float) -> None:
        """Bring ``figures`` up to date; once a second."""
        if self.peer is not None:
            await self.peer.measure(now)
        heard = self.voice.buffer
        self._late = self._lateness.read(heard.late, heard.played)

    @property
    def figures(self) -> LineFigures:
        """How its line does; zeros without media."""
        if self.peer is None:
            return LineFigures()
        return replace(self.peer.figures, up_late=self._late)

    def measured(self) -> Measured:
        """How its media does, for the room. A voice that comes too late is lost to who listens."""
        figures = self.figures
        lost = max(figures.up_loss, figures.up_late)
        return Measured(self.node, self.connected, figures.up_fps, lost, figures.rtt_ms)

    def say(self, text: str) -> None:
        if self.line is not None:
            self.line.say(text)

    def take(self, word: Offer | Candidate) -> None:
        """Work on it when its turn comes; more than fit are left out."""
        with contextlib.suppress(asyncio.QueueFull):
            self._words.put_nowait(word)

    def attach(self, line: Line) -> None:
        """From now on this is the site's line; what another one still said is let go."""
        with contextlib.suppress(asyncio.QueueFull):
            self._words.put_nowait(None)  # whoever works for the line before waits for nothing more
        self.line, self.told, self.told_chair = line, "", ""
        self._words = asyncio.Queue(MEDIA_WORDS)

    async def work(self, line: Line, media: Media) -> None:
        """Take offers and candidates in their order, while this is the site's line."""
        while self.line is line:
            word = await self._words.get()
            if word is None:
                return
            if isinstance(word, Offer):
                await self._open(word, line, media)
            elif self.peer is not None and word.line:
                await self.peer.add_candidate(word.line, word.mid, word.index)

    def hang_up(self) -> Coroutine[Any, Any, None]:
        """Part with the media connection that is there now, if one is; what is to be awaited closes
        it."""
        peer, self.peer = self.peer, None
        return _close(peer)

    async def give_time(self, peer: Peer, media: Media) -> None:
        """See to it that a connection which does not come about is told so."""
        await asyncio.sleep(CONNECT_S)
        if peer is self.peer and peer.state != "connected":
            await peer.end_candidates()
            await asyncio.sleep(LAST_S)
            if peer is self.peer and peer.state != "connected":
                media.lost(self)

    async def _open(self, offer: Offer, line: Line, media: Media) -> None:
        peer = self._peer(media)
        try:
            async with media.handshakes:
                answer = await peer.accept(clean(offer.sdp, media.reach))
        except OfferError as fault:
            log.warning("%s: its offer is refused: %s", self.node, fault)
            await peer.close()
            line.bye(Reason.MALFORMED, str(fault)[:200])
            return
        if self.line is not line:
            await peer.close()
            return
        old, self.peer = self.peer, peer
        self.asking.forget()
        line.say(message.answer(answer))
        media.offered(self)
        if old is not None:
            await old.close()

    def _peer(self, media: Media) -> Peer:
        self._chooser.begin_again()
        return Peer(
            self.node,
            hear=self.voice.put,
            see=lambda codec, data, at: media.see(self, codec, data, at),
            wish=lambda: media.wish(self),
            changed=lambda peer: media.changed(self) if peer is self.peer else None,
            ice_servers=media.ice_servers,
            reach=media.reach,
            looked_at=lambda: self.pictures.wanted,
            chooser=self._chooser,
        )


async def measure_all(sites: Iterable[Site], tell: Callable[[Measured, float], object]) -> None:
    """How the media of each does, told with the time of the look. What comes is read between two of
    them: 54 in one go hold up every voice."""
    for site in list(sites):
        if site.peer is not None:
            now = time.monotonic()
            await site.measure(now)
            tell(site.measured(), now)
            await asyncio.sleep(0)


async def _close(peer: Peer | None) -> None:
    if peer is not None:
        await peer.close()
