"""A track of ready packets."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from aiortc.mediastreams import MediaStreamError

from media.hub.packet_track import PacketTrack


def run(go: Coroutine[Any, Any, None]) -> None:
    asyncio.run(go)


def test_a_picture_begins_with_a_key_and_comes_in_order() -> None:
    async def go() -> None:
        track = PacketTrack("video", 10)
        assert not track.put("delta", key=False)
        assert track.put("key", key=True)
        assert track.put("next", key=False)
        assert [await track.recv(), await track.recv()] == ["key", "next"]

    run(go())


def test_what_is_not_taken_goes_and_a_key_is_needed_again() -> None:
    async def go() -> None:
        track = PacketTrack("video", 3)
        for number in range(3):
            track.put(number, key=number == 0)
        assert not track.put(3, key=False)
        assert track.dropped == 3
        assert track.put(4, key=True)
        assert await track.recv() == 4
        voice = PacketTrack("audio", 3)
        assert all(voice.put(number) for number in range(7))
        assert (voice.dropped, await voice.recv()) == (6, 6)

    run(go())


def test_a_reader_waits_and_an_end_wakes_it() -> None:
    async def go() -> None:
        track = PacketTrack("audio", 3)
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            first = tasks.create_task(track.recv())
            tasks.create_task(_later(track))
            assert await first == "come"
        reading = asyncio.ensure_future(track.recv())
        await asyncio.sleep(0)
        track.stop()
        with pytest.raises(MediaStreamError):
            await reading
        assert track.put("late")

    run(go())


async def _later(track: PacketTrack) -> None:
    track.put("come")


def test_what_is_taken_at_once_waits_for_nobody_and_nothing_overtakes_what_waits() -> None:
    async def go() -> None:
        track, taken, takes = PacketTrack("video", 3), [], True

        def taker(packet: str) -> bool:
            if takes:
                taken.append(packet)
            return takes

        track.taker = taker
        assert not track.put("delta", key=False)
        assert track.put("key", key=True)
        takes = False
        track.put("large", key=False)
        takes = True
        track.put("after", key=False)
        assert taken == ["key"]
        assert [await track.recv(), await track.recv()] == ["large", "after"]
        track.put("again", key=False)
        assert taken == ["key", "again"]

    run(go())
