"""Datagrams of strangers end no call: before, during and after the handshake."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from typing import Any

import aioice
from aioice import stun
from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)  # fmt: skip

from media.hub import source_filter
from tests.media.hub.conftest import PATIENCE_S

# an empty one, noise, a DTLS ClientHello's beginning, an alert that closes, STUN with a short body
FORGED = [
    b"", os.urandom(200), b"\x16\xfe\xfd" + bytes(10) + b"\x01" + os.urandom(60),
    b"\x15\xfe\xfd\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x01\x00", b"\x80\x60" + os.urandom(40),
    b"\x01\x01\x00\x08\x21\x12\xa4\x42" + bytes(12) + b"\x00\x24\x00\x01\x00\x00\x00\x00",
]  # fmt: skip


def connection() -> Any:
    return RTCPeerConnection(
        RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE)
    )


def ports(sdp: str) -> list[int]:
    return [int(line.split()[5]) for line in sdp.splitlines() if line.startswith("a=candidate")]


def test_two_peers_connect_and_talk_under_foreign_datagrams() -> None:
    source_filter.install()
    source_filter.install()

    async def go() -> None:
        one, two = connection(), connection()
        stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        channel = one.createDataChannel("talk")
        heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        two.on("datachannel", lambda found: found.on("message", _once(heard)))
        await one.setLocalDescription(await one.createOffer())
        await two.setRemoteDescription(one.localDescription)
        await two.setLocalDescription(await two.createAnswer())
        targets = ports(one.localDescription.sdp) + ports(two.localDescription.sdp)

        def disturb() -> None:
            for port in targets:
                for datagram in FORGED:
                    stranger.sendto(datagram, ("127.0.0.1", port))
            nonlocal again
            again = asyncio.get_running_loop().call_later(0.002, disturb)

        again = asyncio.get_running_loop().call_soon(disturb)
        opened = asyncio.Event()
        channel.on("open", opened.set)
        try:
            async with asyncio.timeout(PATIENCE_S):
                answer = RTCSessionDescription(two.localDescription.sdp, "answer")
                await one.setRemoteDescription(answer)
                await opened.wait()
                channel.send("still here")
                assert await heard == "still here"
            assert (one.connectionState, two.connectionState) == ("connected", "connected")
        finally:
            again.cancel()
            stranger.close()
            await one.close()
            await two.close()

    before = source_filter.dropped.strangers
    asyncio.run(go())
    assert source_filter.dropped.strangers > before + 20


def _once(heard: asyncio.Future[str]) -> Callable[[str], None]:
    return lambda text: None if heard.done() else heard.set_result(text)


def test_who_proved_itself_is_heard_though_it_answers_no_check_of_ours() -> None:
    source_filter.install()

    async def go() -> None:
        ours = aioice.Connection(ice_controlling=False)
        await ours.gather_candidates()
        ours.remote_username, ours.remote_password = "them", "their-password"
        at = next(c for c in ours.local_candidates if c.host == "127.0.0.1")
        connecting = asyncio.ensure_future(ours.connect())
        with _udp() as site, _udp() as stranger:
            site.sendto(_check(ours), (at.host, at.port))
            async with asyncio.timeout(PATIENCE_S):
                assert (await asyncio.get_running_loop().sock_recv(site, 2000))[:2] == b"\x01\x01"
            # one socket takes both, in their order
            before = source_filter.dropped.strangers
            stranger.sendto(FORGED[1], (at.host, at.port))
            site.sendto(b"\x16 a handshake", (at.host, at.port))
            async with asyncio.timeout(PATIENCE_S):
                assert (await ours._queue.get())[0] == b"\x16 a handshake"
            assert source_filter.dropped.strangers == before + 1
        await ours.close()
        await asyncio.gather(connecting, return_exceptions=True)

    asyncio.run(go())


def _udp() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.bind(("127.0.0.1", 0))
    return made


def _check(ours: Any) -> bytes:
    """A site's check with our password, by which it nominates its way here."""
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    request.attributes["USERNAME"] = f"{ours.local_username}:them"
    request.attributes["PRIORITY"] = 1
    request.attributes["ICE-CONTROLLING"] = 1
    request.attributes["USE-CANDIDATE"] = None
    request.add_message_integrity(ours.local_password.encode())
    return bytes(request)
