"""One WebRTC connection of a simulated site: sends ready packets, throws away what comes.

aiortc 1.16 decodes all it receives and keeps it until read. Nobody watches in a simulated village,
so what arrives is counted and dropped behind the decryption: no decoder, no queue, no leak.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import struct
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

import aioice.ice
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from aiortc.rtcrtpreceiver import StreamStatistics
from aiortc.rtp import is_rtcp

from console.town.villages.stage import AUDIO_HZ, VIDEO_HZ, PictureTrack, Stage, VoiceTrack

LONGEST_CLOSE_S = 5.0
_FIXED = struct.Struct("!xBHLL")
_HZ = {"audio": AUDIO_HZ, "video": VIDEO_HZ}

log = logging.getLogger(__name__)

_near: ContextVar[bool] = ContextVar("near", default=False)


class Line:
    """``offer``, then ``answer`` with what the hub said; ``close`` in the end, or ``die``."""

    def __init__(self, stage: Stage, phase: int, near: bool) -> None:
        """``near``: the hub is on this machine, which is then offered as 127.0.0.1 too."""
        self.received = {"audio": 0, "video": 0}
        self._near = near
        self._drains: list[asyncio.Task[None]] = []
        self._connection = RTCPeerConnection(
            RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
        )
        self._connection.on("track", self._drain)
        self._connection.addTrack(VoiceTrack(stage, phase))
        self._connection.addTrack(PictureTrack(stage, phase))
        for sender in self._connection.getSenders():
            # aiortc cannot ask a ready-made stream for a key picture by itself
            setattr(sender, "_send_keyframe", stage.wish_key)  # noqa: B010
        self._prefer_h264()

    @property
    def state(self) -> str:
        """new | connecting | connected | failed | closed"""
        return self._connection.connectionState

    def on_change(self, hear: Callable[[], None]) -> None:
        self._connection.on("connectionstatechange", hear)

    async def offer(self) -> str:
        """The SDP of the offer, complete with candidates."""
        with with_loopback(self._near):
            await self._connection.setLocalDescription(await self._connection.createOffer())
        return self._connection.localDescription.sdp

    async def answer(self, sdp: str) -> None:
        """Take the hub's answer. ValueError when it cannot be used."""
        # one transport, for all is bundled; nothing can have come before the answer is known
        _throw_away(self._connection.getTransceivers()[0].receiver.transport, self.received)
        await self._connection.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
        await self._connection.addIceCandidate(None)  # else a failure is never told

    async def close(self) -> None:
        """Say goodbye on the wire and free everything; to its end, also where it is cancelled."""
        closing = asyncio.get_running_loop().create_task(self._connection.close())
        try:
            await asyncio.wait({closing}, timeout=LONGEST_CLOSE_S)
        except asyncio.CancelledError:  # half closed, aioice fails in the callbacks of its sockets
            await asyncio.wait({closing}, timeout=LONGEST_CLOSE_S)
            raise
        finally:
            if not closing.done():
                log.warning("a connection did not close within %s s", LONGEST_CLOSE_S)
            for task in (closing, *self._drains):
                task.cancel()
            await asyncio.gather(closing, *self._drains, return_exceptions=True)

    async def die(self) -> None:
        """End as in a power cut: not one more packet, and no goodbye."""
        for transceiver in self._connection.getTransceivers():
            setattr(transceiver.receiver.transport.transport, "_send", _nowhere)  # noqa: B010
        await self.close()

    def _prefer_h264(self) -> None:
        capabilities = RTCRtpSender.getCapabilities("video").codecs
        h264 = [codec for codec in capabilities if codec.mimeType in ("video/H264", "video/rtx")]
        for transceiver in self._connection.getTransceivers():
            if transceiver.kind == "video":
                transceiver.setCodecPreferences(h264)

    def _drain(self, track: MediaStreamTrack) -> None:
        loop = asyncio.get_running_loop()
        self._drains.append(loop.create_task(_read_away(track), name="node:drain"))


async def _read_away(track: MediaStreamTrack) -> None:
    with contextlib.suppress(MediaStreamError):
        while True:
            await track.recv()


async def _nowhere(_data: bytes) -> None:
    pass


def _throw_away(transport: Any, received: dict[str, int]) -> None:
    """Count the media that comes for a DTLS transport, for its receivers' reports, and drop it.

    RTP headers are in the clear, so this happens before aioice queues a packet: decrypting what
    nobody looks at would cost a simulated village more than all it sends.
    """
    ice = transport.transport._connection  # noqa: SLF001
    table = transport._rtp_router.payload_type_table  # noqa: SLF001
    pass_on = ice.data_received

    def drop(data: bytes, component: int) -> None:
        if not 127 < data[0] < 192 or is_rtcp(data):
            pass_on(data, component)
            return
        if len(data) < 12:
            return
        header = _Header(data)
        for receiver in table.get(header.payload_type, ()):
            kind = receiver._RTCRtpReceiver__kind  # noqa: SLF001
            streams = receiver._RTCRtpReceiver__remote_streams  # noqa: SLF001
            received[kind] += 1
            if header.ssrc not in streams:
                streams[header.ssrc] = StreamStatistics(_HZ[kind])
            streams[header.ssrc].add(header)

    ice.data_received = drop


class _Header:
    """The parts of an RTP header that a receiver's report needs."""

    __slots__ = ("payload_type", "sequence_number", "ssrc", "timestamp")

    def __init__(self, data: bytes) -> None:
        second, self.sequence_number, self.timestamp, self.ssrc = _FIXED.unpack_from(data)
        self.payload_type = second & 0x7F


_found: Callable[..., list[str]] = aioice.ice.get_host_addresses


@contextlib.contextmanager
def with_loopback(near: bool = True) -> Iterator[None]:
    """Connections that look for their addresses in here offer 127.0.0.1 too."""
    token = _near.set(near)
    try:
        yield
    finally:
        _near.reset(token)


def _addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    """aioice leaves loopback out; a hub whose door is on loopback may offer nothing else."""
    if not _near.get():
        return _found(use_ipv4=use_ipv4, use_ipv6=use_ipv6)
    return [*_found(use_ipv4=use_ipv4, use_ipv6=False), "127.0.0.1"]


aioice.ice.get_host_addresses = _addresses
