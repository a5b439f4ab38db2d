"""Who watches without taking part."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

from media.hub.audience import MOST, Audience
from media.hub.packet_track import PacketTrack
from media.hub.posted import Posted
from media.hub.rungs import Rung, Served


def watching(state: str, codec: str) -> Any:
    return SimpleNamespace(
        state=state, codec=codec, program=PacketTrack("video", 4), mix=PacketTrack("audio", 4),
        served=Served(),
    )  # fmt: skip


def test_only_who_is_connected_is_sent_to_and_only_its_codec() -> None:
    async def go() -> None:
        audience = Audience()
        audience.peers = {
            "a": watching("connected", "H264"),
            "b": watching("connected", "VP8"),
            "c": watching("connecting", "H264"),
        }
        assert [peer.codec for peer in audience.here()] == ["H264", "VP8"]
        key, later = Posted((b"key",), 0), Posted((b"later",), 1, key=False)
        assert not audience.see("H264", later, Rung.MIDDLE)  # it begins with a key picture
        assert audience.see("H264", key, Rung.MIDDLE)
        assert audience.see("H264", later, Rung.MIDDLE)
        audience.hear(Posted((b"sound",), 0))
        a, b, c = audience.peers.values()
        assert [await a.program.recv(), await a.program.recv()] == [key, later]
        assert (len(a.mix._packets), len(b.mix._packets), len(c.mix._packets)) == (1, 1, 0)
        assert (len(b.program._packets), len(c.program._packets)) == (0, 0)

    asyncio.run(go())


def test_who_watches_is_sent_the_rung_of_its_line() -> None:
    async def go() -> None:
        audience = Audience()
        audience.peers = {"a": watching("connected", "H264")}
        (a,) = audience.peers.values()
        a.served.want(Rung.SMALL)
        middle, small = Posted((b"m",), 0), Posted((b"s",), 0)
        later = Posted((b"l",), 1, key=False)
        assert audience.see("H264", middle, Rung.MIDDLE)
        assert audience.see("H264", small, Rung.SMALL)
        assert audience.see("H264", later, Rung.MIDDLE)  # no more of these
        assert audience.see("H264", later, Rung.SMALL)
        assert [(await a.program.recv()).payloads for _ in range(3)] == [(b"m",), (b"s",), (b"l",)]

    asyncio.run(go())


def test_there_is_an_end_of_seats() -> None:
    async def go() -> None:
        audience = Audience()
        for number in range(MOST):
            assert not audience.full
            audience.peers[str(number)] = watching("new", "VP8")
        assert audience.full

    asyncio.run(go())
