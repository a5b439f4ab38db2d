"""Who watches without taking part."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from media.hub.audience import MOST, Audience
from media.hub.packet_track import PacketTrack
from media.hub.posted import Posted


def watching(state: str, codec: str) -> Any:
    return SimpleNamespace(
        state=state, codec=codec, program=PacketTrack("video", 4), mix=PacketTrack("audio", 4)
    )


def test_only_who_is_connected_is_sent_to_and_only_its_codec() -> None:
    async def go() -> None:
        audience = Audience()
        audience.peers = {
            "a": watching("connected", "H264"),
            "b": watching("connected", "VP8"),
            "c": watching("connecting", "H264"),
        }
        assert audience.codecs == {"H264", "VP8"}
        key, later = Posted((b"key",), 0), Posted((b"later",), 1, key=False)
        assert not audience.see("H264", later)  # it begins with a key picture
        assert audience.see("H264", key)
        assert audience.see("H264", later)
        audience.hear(Posted((b"sound",), 0))
        a, b, c = audience.peers.values()
        assert [await a.program.recv(), await a.program.recv()] == [key, later]
        assert (len(a.mix._packets), len(b.mix._packets), len(c.mix._packets)) == (1, 1, 0)
        assert (len(b.program._packets), len(c.program._packets)) == (0, 0)

    asyncio.run(go())


def test_there_is_an_end_of_seats() -> None:
    async def go() -> None:
        audience = Audience()
        for number in range(MOST):
            assert not audience.full
            audience.peers[str(number)] = watching("new", "VP8")
        assert audience.full

    asyncio.run(go())
