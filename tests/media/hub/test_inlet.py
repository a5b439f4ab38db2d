"""Where the hub reaches into aiortc: losing packets and finding the way again."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from aiortc import RTCSessionDescription

from media.hub.offer import Reach, clean
from tests.media.hub.conftest import PATIENCE_S, peer_connection
from tests.media.hub.test_peer import Watched


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
            receiver: Any = watched.peer._pc.getReceivers()[1]
            take = receiver._handle_rtp_packet

            async def lossy(packet: Any, arrival_time_ms: int) -> None:
                # once things run, a packet vanishes for ever, re-sent or not
                if len(watched.seen) > 3 and not lost and packet.payload_type in (99, 97, 101):
                    lost.append(packet.sequence_number)
                if packet.sequence_number not in lost and not _resent(receiver, packet):
                    await take(packet, arrival_time_ms=arrival_time_ms)

            receiver._handle_rtp_packet = lossy
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


def _resent(receiver: Any, packet: Any) -> bool:
    return packet.ssrc in receiver._RTCRtpReceiver__rtx_ssrc
