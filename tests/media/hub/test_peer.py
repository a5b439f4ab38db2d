"""One site's media connection against a real peer of aiortc."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from aiortc import RTCSessionDescription

from media.hub.offer import CleanOffer, OfferError, Reach, clean
from media.hub.peer import Peer
from tests.media.hub.conftest import PATIENCE_S, peer_connection

REACH = Reach(loopback=True)


class Watched:
    """A peer and what came of it."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.seen: list[tuple[str, bytes]] = []
        self.wishes = 0
        self.looked_at = True
        self._new = asyncio.Event()
        self.peer = Peer(
            "n01",
            hear=lambda packet: self._note(self.heard.append(packet)),
            see=lambda codec, data, at: self._note(self.seen.append((codec, data))),
            wish=self._wish,
            changed=lambda peer: self._note(None),
            reach=REACH,
            looked_at=lambda: self.looked_at,
        )

    async def until(self, there: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not there():
                self._new.clear()
                await self._new.wait()

    def _wish(self) -> None:
        self.wishes += 1
        self._new.set()

    def _note(self, _done: None) -> None:
        self._new.set()


async def connect(watched: Watched, site: Any) -> None:
    await site.setLocalDescription(await site.createOffer())
    answer = await watched.peer.accept(clean(site.localDescription.sdp, REACH))
    await site.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    await watched.until(lambda: watched.peer.state == "connected")


@pytest.mark.parametrize("codec", ["H264", "VP8"])
def test_packets_come_undecoded_and_no_decoder_runs(codec: str) -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection(codec=codec)
        try:
            await connect(watched, site)
            await watched.until(lambda: len(watched.seen) > 3 and len(watched.heard) > 10)
            assert {name for name, _ in watched.seen} == {codec}
            assert watched.peer.codec == codec
            assert watched.peer.sends_video
            running = [t for t in threading.enumerate() if t.name.endswith("-decoder")]
            assert len(running) <= 2  # those of the site's own side
            await watched.peer.measure(1.0)
            await watched.until(lambda: len(watched.heard) > 30)
            await watched.peer.measure(2.0)
            assert watched.peer.figures.up_kbps > 1
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_a_key_picture_can_be_asked_for_in_both_directions() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        try:
            await connect(watched, site)
            await watched.until(lambda: len(watched.seen) > 5)
            keys = sum(b"\x00\x00\x01\x65" in data for _, data in watched.seen)
            await watched.peer.ask_key(100.0)
            await watched.peer.ask_key(100.1)
            await watched.until(
                lambda: sum(b"\x00\x00\x01\x65" in data for _, data in watched.seen) == keys + 1
            )
            receiver = site.getReceivers()[1]
            await receiver._send_rtcp_pli(1)  # to no stream of ours: passed over
            assert not await watched.peer.repair(1.0)
            sender: Any = watched.peer._pc.getSenders()[1]
            await receiver._send_rtcp_pli(sender._ssrc)
            await watched.until(lambda: watched.wishes > 0)
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_a_site_of_which_nothing_comes_any_more_is_known_to_be_silent() -> None:
    async def nothing(data: bytes) -> None:
        pass

    async def go() -> None:
        watched, site = Watched(), peer_connection()
        try:
            await connect(watched, site)
            await watched.until(lambda: len(watched.heard) > 5)
            await watched.peer.measure(1.0)
            assert watched.peer.silent_s(1.5) == 0.5
            site.getSenders()[0].transport._send_rtp = nothing
            watched.peer.listen(2.0)
            watched.peer.listen(9.0)
            assert watched.peer.silent_s(9.0) >= 7.0
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_a_site_without_a_camera_still_gets_the_program() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection(picture=None)
        site.getTransceivers()[1].direction = "recvonly"
        try:
            await connect(watched, site)
            assert not watched.peer.sends_video
            assert watched.peer.codec == "H264"
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


@pytest.mark.parametrize(
    "change",
    [
        lambda sdp: sdp.replace("a=ice-ufrag", "a=x"),
        lambda sdp: sdp.replace("opus/48000/2", "opus/8000/1"),
        lambda sdp: sdp.replace("a=rtcp-mux", "a=x"),
        lambda sdp: sdp.replace("a=setup:actpass", "a=setup:"),
        lambda sdp: "v=0\r\nm=audio\r\n",
    ],
)
def test_an_offer_the_library_stumbles_over_is_an_offer_error(
    change: Callable[[str], str],
) -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        try:
            await site.setLocalDescription(await site.createOffer())
            offer = CleanOffer(change(site.localDescription.sdp), ("audio", "video"))
            with pytest.raises(OfferError):
                await watched.peer.accept(offer)
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


def test_candidates_of_nowhere_are_passed_over() -> None:
    async def go() -> None:
        watched, site = Watched(), peer_connection()
        try:
            await site.setLocalDescription(await site.createOffer())
            await watched.peer.accept(clean(site.localDescription.sdp, REACH))
            for line in ("", "candidate:1 1 udp 1 example.org 9 typ host", "candidate:x"):
                await watched.peer.add_candidate(line, "0", 0)
            assert watched.peer.refused_candidates == 3
            await watched.peer.add_candidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0)
            assert watched.peer.refused_candidates == 3
        finally:
            await watched.peer.close()
            await site.close()

    asyncio.run(go())


@pytest.mark.parametrize("turns", range(1, 6))
def test_whoever_gives_up_waiting_for_the_end_does_not_break_it(turns: int) -> None:
    """aiortc closes a connection by itself as soon as the site has gone."""

    async def go() -> tuple[BaseException | None, str]:
        watched, loop = Watched(), asyncio.get_running_loop()
        site, peer = peer_connection(), watched.peer
        await connect(watched, site)
        by_itself = loop.create_task(peer._pc.close())
        waits = loop.create_task(peer.close())
        for _ in range(turns):
            await asyncio.sleep(0)
        waits.cancel()
        await asyncio.wait({by_itself, waits})
        await site.close()
        return by_itself.exception(), peer.state

    assert asyncio.run(go()) == (None, "closed")
