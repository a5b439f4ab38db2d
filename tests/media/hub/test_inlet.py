"""Where the hub reaches into aiortc: losing packets and finding the way again."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any, cast

from aiortc import RTCRtpCodecParameters, RTCRtpSender, RTCSessionDescription
from aiortc.rtcrtpreceiver import NackGenerator
from aiortc.rtp import RtpPacket

from media.hub.inlet import Inlet
from media.hub.offer import Reach, clean
from media.hub.receiving import Part, Stream
from tests.media.hub.conftest import PATIENCE_S, peer_connection
from tests.media.hub.test_peer import Watched, connect


def test_a_hole_that_stays_is_given_up_and_the_picture_begins_anew_with_a_key() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        lost: list[int] = []
        clock = itertools.count(0.0, 0.11)
        try:
            await site.setLocalDescription(await site.createOffer())
            answer = await watched.peer.accept(
                clean(site.localDescription.sdp, Reach(loopback=True))
            )
            inlet: Any = watched.peer._video
            take = inlet.take

            def lossy(part: Part, stream: Stream) -> None:
                # once things run, a packet vanishes for ever, re-sent or not
                again = stream.origin != stream.source
                if len(watched.seen) > 3 and not lost and not again:
                    lost.append(part.sequence_number)
                if part.sequence_number not in lost and not again:
                    take(part, stream)

            inlet.take = lossy
            await site.setRemoteDescription(RTCSessionDescription(answer, "answer"))
            await watched.until(lambda: bool(lost))
            async with asyncio.timeout(PATIENCE_S):
                while not await watched.peer.repair(next(clock)):
                    await watched.until(lambda: True)
                    await asyncio.sleep(0)
            held = len(watched.seen)
            await watched.until(
                lambda: any(b"\x00\x00\x01\x65" in data for _, data in watched.seen[held:])
            )
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_a_packet_that_was_lost_is_asked_for_and_comes_again() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        known = RTCRtpSender.getCapabilities("video").codecs
        site.getTransceivers()[1].setCodecPreferences(
            [one for one in known if one.mimeType in ("video/H264", "video/rtx")]
        )
        lost: list[int] = []
        found: list[int] = []
        try:
            await connect(watched, site)
            await watched.until(lambda: len(watched.seen) > 3)
            inlet: Any = watched.peer._video
            take = inlet.take

            def lossy(part: Part, stream: Stream) -> None:
                if stream.origin != stream.source:
                    found.append(part.sequence_number)
                elif not lost:
                    lost.append(part.sequence_number)
                    return
                take(part, stream)

            inlet.take = lossy
            await watched.until(lambda: bool(found))
            assert found == lost
            held = len(watched.seen)
            await watched.until(lambda: len(watched.seen) > held + 3)
            assert not list(inlet.missing())
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_what_nobody_looks_at_is_counted_only_and_begins_with_a_key_when_somebody_does() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        watched.looked_at = False
        try:
            await connect(watched, site)
            inlet: Any = watched.peer._video
            await watched.until(lambda: inlet.pictures > 3)
            assert inlet.bytes > 0
            assert (watched.seen, list(inlet.missing())) == ([], [])
            watched.looked_at = True
            await watched.peer.ask_key(1.0)
            await watched.until(
                lambda: any(b"\x00\x00\x01\x65" in data for _, data in watched.seen)
            )
            watched.looked_at = False
            held, counted = len(watched.seen), inlet.pictures
            await watched.until(lambda: inlet.pictures > counted + 3)
            assert len(watched.seen) == held
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


class Receiver:
    """What an inlet touches of a receiver, and what is asked of the other side."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self._RTCRtpReceiver__nack_generator = NackGenerator()
        self._RTCRtpReceiver__codecs = {96: H264}

    async def _send_rtcp_nack(self, source: int, lost: list[int]) -> None:
        self.asked.append(lost)


H264 = RTCRtpCodecParameters("video/H264", 90_000, payloadType=96)


def test_what_went_by_while_nobody_looked_is_not_asked_for() -> None:
    async def go() -> None:
        receiver, wanted = Receiver(), True
        inlet = Inlet(cast(Any, receiver), lambda *_: None, lambda: wanted)
        stream = Stream(inlet, None, H264, 96, 1, 1, 0)

        async def come(*numbers: int) -> None:
            for number in numbers:
                sent = RtpPacket(96, 1, number, 3000 * number, 1, b"\x61\x80\x01")
                inlet.take(Part(sent.serialize(), 0.0), stream)
            await asyncio.sleep(0)

        await come(10, 12)
        assert receiver.asked == [[11]]
        wanted = False
        await come(*range(13, 60))
        assert list(inlet.missing()) == []
        wanted = True
        await come(70, 71)
        assert receiver.asked == [[11]]
        await come(73)
        assert receiver.asked == [[11], [72]]
        assert inlet.pictures == 2 + 47 + 3

    asyncio.run(go())
