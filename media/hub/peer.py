"""One site's media connection: its picture and voice come in as packets, ours go out as packets.

Nothing is encoded or decoded here: what comes is given on undecoded (``inlet.py``), what goes out
was encoded once for all (``packet_track.py``).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.sdp import candidate_from_sdp

from media.hub import source_filter
from media.hub.answer import with_wishes
from media.hub.inlet import Inlet, VoiceInlet, on_key_wish, received
from media.hub.line_figures import LineFigures, Meter
from media.hub.offer import CleanOffer, OfferError, Reach, acceptable, first_codec
from media.hub.outlet import Outlet
from media.hub.packet_track import PacketTrack
from media.hub.receiving import Receives, Receiving
from media.hub.repair import Holes
from media.hub.rungs import Chooser, Line, Served
from media.hub.voice_packet import VoicePacket

CANDIDATES_S = 10.0  # the site's checks may still tell an address until then
KEY_EVERY_S = 0.5  # between two wishes for a key picture
PROGRAM_PACKETS = 25  # pictures: 1 s
MIX_PACKETS = 25  # 0.5 s
CLOSE_S = 2.0
ESTIMATE_S = 5.0  # what the site said of its line longer ago does not count

source_filter.install()

log = logging.getLogger(__name__)


@dataclass
class Peer:
    """Lives in the hub's loop. The callables are called there and must not fail or wait."""

    node: str
    hear: Callable[[VoicePacket], None]
    see: Callable[[str, bytes, float], None]  # codec, one picture, when it was received
    wish: Callable[[], None]  # the site wishes a key picture of the program
    changed: Callable[[Peer], None]  # ``state`` is another
    ice_servers: Sequence[RTCIceServer] = ()
    reach: Reach = field(default_factory=Reach)
    looked_at: Callable[[], bool] = lambda: True  # whether ``see`` has use for its pictures now
    chooser: Chooser = field(default_factory=Chooser)  # knows what the line carried before
    codec: str | None = field(default=None, init=False)  # of the program sent there
    figures: LineFigures = field(default_factory=LineFigures, init=False)
    refused_candidates: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.program = PacketTrack("video", PROGRAM_PACKETS)
        self.mix = PacketTrack("audio", MIX_PACKETS)
        self._pc = RTCPeerConnection(
            RTCConfiguration(
                iceServers=list(self.ice_servers), bundlePolicy=RTCBundlePolicy.MAX_BUNDLE
            )
        )
        self._pc.on("connectionstatechange", lambda: self.changed(self))
        self._video: Inlet | None = None
        self._voice: VoiceInlet | None = None
        self._holes = Holes()
        self._key_asked_at = float("-inf")
        self._meter = Meter()
        self.served = Served(self.chooser.rung)
        self._estimate_kbps, self._estimate_at = 0.0, float("-inf")
        self._arrived, self._arrived_at = -1, float("inf")

    @property
    def state(self) -> str:
        """``new``, ``connecting``, ``connected``, ``failed`` or ``closed``."""
        state: str = self._pc.connectionState
        return state

    @property
    def sends_video(self) -> bool:
        return self._video is not None and self._video.used

    def silent_s(self, now: float) -> float:
        """How long nothing at all has come, as ``listen`` saw it: even a site that is mute and dark
        reports each second what it gets."""
        return now - self._arrived_at if self.state == "connected" else 0.0

    def listen(self, now: float) -> None:
        """See whether anything has come since the last time."""
        arrived = received(self._pc.getReceivers())
        if arrived != self._arrived:
            self._arrived, self._arrived_at = arrived, now

    async def accept(self, offer: CleanOffer) -> str:
        """Take the offer; the complete answer. OfferError when it cannot be taken."""
        try:
            for kind in offer.kinds:
                self._expect(kind)
            await self._pc.setRemoteDescription(RTCSessionDescription(offer.sdp, "offer"))
            self._receive()
            await self._pc.setLocalDescription(await self._pc.createAnswer())
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            # aiortc's SDP parser fails in six ways on hostile text: this is the one door to it
            raise OfferError(f"{type(fault).__name__}: {fault}") from fault
        answer: str = self._pc.localDescription.sdp
        self.codec = first_codec(answer, "video")
        return with_wishes(answer)

    async def add_candidate(self, line: str, mid: str | None, index: int | None) -> None:
        """One more way to the site; an unacceptable one is passed over and counted."""
        text = line.removeprefix("a=")
        if not acceptable(text, self.reach):
            self.refused_candidates += 1
            return
        try:
            candidate = candidate_from_sdp(text.removeprefix("candidate:"))
            candidate.sdpMid, candidate.sdpMLineIndex = mid, index
            await self._pc.addIceCandidate(candidate)
        except (ValueError, IndexError, AssertionError) as fault:
            self.refused_candidates += 1
            log.debug("%s: a candidate is no such thing: %s", self.node, fault)

    async def end_candidates(self) -> None:
        """No more will come: from now on a failure is told."""
        await self._pc.addIceCandidate(None)

    async def close(self) -> None:
        """To its end, also where it is cancelled: aiortc closes by itself when the site does, and
        fails where somebody who waits for that gives up."""
        self.program.stop()
        self.mix.stop()
        closing = asyncio.get_running_loop().create_task(self._pc.close())
        try:
            await asyncio.wait({closing})
        except asyncio.CancelledError:
            await asyncio.wait({closing}, timeout=CLOSE_S)
            raise
        closing.result()

    async def ask_key(self, now: float) -> None:
        """Ask the site for a key picture; wishes too close together are one."""
        if self._video is not None and now - self._key_asked_at >= KEY_EVERY_S:
            self._key_asked_at = now
            if not await self._video.ask_key():
                self._key_asked_at = float("-inf")  # nothing has come from there yet

    async def repair(self, now: float) -> bool:
        """Ask again for lost packets. True when the picture starts over with a key picture."""
        if self._video is None:
            return False
        repair = self._holes.look(self._video.missing(), now, self.figures.rtt_ms)
        if repair.give_up:
            self._video.start_over()
            await self._video.ask_key()
        elif repair.again:
            await self._video.ask_again(repair.again)
        return repair.give_up

    async def measure(self, now: float) -> None:
        """Bring ``figures`` up to date."""
        reports: dict[str, Any] = {}
        for receiver in self._pc.getReceivers():
            reports.update(await receiver.getStats())
        for sender in self._pc.getSenders():
            reports.update(await sender.getStats())
        inlets = [inlet for inlet in (self._voice, self._video) if inlet is not None]
        pictures = self._video.pictures if self._video is not None else 0
        self.figures = self._meter.read(
            list(reports.values()), sum(inlet.bytes for inlet in inlets), pictures, now
        )
        self.listen(now)
        figures = self.figures
        known = now - self._estimate_at < ESTIMATE_S
        line = Line(
            self._estimate_kbps if known else None,
            figures.down_kbps, figures.down_loss, figures.rtt_ms,
        )  # fmt: skip
        if self.served.want(self.chooser.look(line, now)):
            self.wish()

    def _expect(self, kind: str) -> None:
        """Make ready for one media line before the offer is read."""
        track = self.program if kind == "video" else self.mix
        transceiver = self._pc.addTransceiver(track, direction="sendrecv")
        if kind == "video":
            transceiver.setCodecPreferences(_preferred("video", ("video/H264", "video/VP8")))
            self._video = Inlet(transceiver.receiver, self._saw, self.looked_at)
            on_key_wish(transceiver.sender, self.wish)
            Outlet(transceiver.sender, self.program, self._estimated)
        else:
            transceiver.setCodecPreferences(_preferred("audio", ("audio/opus",)))
            self._voice = VoiceInlet(transceiver.receiver, self.hear)
            Outlet(transceiver.sender, self.mix, self._estimated)

    def _receive(self) -> None:
        """Take what comes, now that it is known by which transport."""
        by_transport: dict[Any, list[Receives]] = {}
        for inlet in (self._voice, self._video):
            if inlet is not None:
                by_transport.setdefault(inlet.receiver.transport, []).append(inlet)
        for inlets in by_transport.values():
            Receiving(inlets)

    def _estimated(self, bits_per_s: int) -> None:
        self._estimate_kbps, self._estimate_at = bits_per_s / 1000, time.monotonic()

    def _saw(self, codec: str, data: bytes) -> None:
        self.see(codec, data, time.monotonic())


def _preferred(kind: str, mime_types: Sequence[str]) -> list[Any]:
    known = RTCRtpSender.getCapabilities(kind).codecs
    chosen = [codec for mime in mime_types for codec in known if codec.mimeType == mime]
    return chosen + [codec for codec in known if codec.mimeType.lower() == f"{kind}/rtx"]
