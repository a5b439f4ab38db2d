"""Listening through a real worker to a camera that sends a tone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest

from media.sound import Lane, Samples, SoundBoard, SoundReader
from tests.media.cameras.rig import Rig, entry_of, run, worker
from tests.media.cameras.tones import coded_tone, pitch_of, read_all
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import interleaved, rtp

HZ = 500.0
PIECE_S = 0.02
TRACK = "m=audio 0 RTP/AVP 8\r\na=control:trackID=2\r\n"  # A-law, as RFC 3551 has it
UNITS = coded_tone("pcma", HZ, 1.0)[1]  # whole waves: it can be repeated


@asynccontextmanager
async def speaking(*devices: Device) -> AsyncIterator[None]:
    """While this lasts the devices send their tone, in bursts of three pieces."""

    async def speak() -> None:
        number = 0
        while True:
            for _ in range(3):
                unit = UNITS[number % len(UNITS)]
                packet = rtp(unit.data, number, number * 160, False, 8)
                for device in devices:
                    for client in device.clients:
                        if client.playing.is_set():
                            client.send(interleaved(packet, 2))
                number += 1
            await asyncio.sleep(3 * PIECE_S)

    task = asyncio.ensure_future(speak())
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def listener() -> AsyncIterator[tuple[Rig, SoundReader]]:
    board = SoundBoard.create()
    try:
        async with worker(None, "--sound", str(board.fd), pass_fds=(board.fd,)) as rig:
            yield rig, board.reader(Lane.ROOM)
    finally:
        board.close()


async def heard(rig: Rig, reader: SoundReader, blocks: int = 20) -> Samples:
    """The next blocks that reach the board."""
    found: list[Samples] = []

    def enough() -> bool:
        found.extend(read_all(reader))
        return len(found) >= blocks

    await rig.until(enough)
    return np.concatenate(found)


async def told(rig: Rig, camera: str, state: str, after: int = 0) -> int:
    """How many events there were when the worker said so of a camera's sound."""

    def found() -> int:
        for number, event in enumerate(rig.events[after:], after):
            if event["event"] == "sound" and (event["camera"], event["state"]) == (camera, state):
                return number + 1
        return 0

    await rig.until(lambda: bool(found()))
    return found()


def test_a_cameras_tone_is_heard_until_it_is_ordered_off() -> None:
    async def test() -> None:
        async with (
            Device(sound=TRACK).open() as device,
            listener() as (rig, reader),
            speaking(device),
        ):
            rig.cameras(c1=device)
            rig.order("listen", camera="c1")
            assert pitch_of(await heard(rig, reader)) == pytest.approx(HZ, abs=3)
            await rig.until(lambda: any(e.get("level", 0) > 0.1 for e in rig.events))
            rig.order("listen", camera=None)
            rig.order("no such order")  # its answer tells that the one before is carried out
            await rig.heard("fault")
            read_all(reader)
            beats = sum(event["event"] == "heartbeat" for event in rig.events)
            await rig.heard("heartbeat", beats + 1)
            assert read_all(reader) == []

    run(test)


def test_it_goes_on_after_the_line_broke_and_with_another_entry() -> None:
    async def test() -> None:
        async with (
            Device(sound=TRACK).open() as device,
            listener() as (rig, reader),
            speaking(device),
        ):
            rig.cameras(c1=device)
            rig.show("c1")
            rig.order("listen", camera="c1")
            await heard(rig, reader)
            device.cut()
            await device.asked("PLAY", 2)
            read_all(reader)
            assert pitch_of(await heard(rig, reader)) == pytest.approx(HZ, abs=3)
            rig.cameras(c1=entry_of(device, rotate=90))
            await device.asked("PLAY", 3)
            read_all(reader)
            assert pitch_of(await heard(rig, reader)) == pytest.approx(HZ, abs=3)

    run(test)


def test_a_camera_without_sound_says_so_and_another_one_is_heard_instead() -> None:
    async def test() -> None:
        mute, loud = Device(), Device(sound=TRACK)
        async with (
            mute.open(),
            loud.open(),
            listener() as (rig, reader),
            speaking(loud),
        ):
            rig.cameras(c1=mute, c2=loud)
            rig.order("listen", camera="c1")
            after = await told(rig, "c1", "none")
            assert rig.events[after - 1]["reason"]
            rig.order("listen", camera="c2")
            after = await told(rig, "c2", "playing", after)
            assert len(await heard(rig, reader))

    run(test)


def test_where_the_small_stream_has_no_sound_the_main_one_is_heard() -> None:
    async def test() -> None:
        small, main = Device(), Device(sound=TRACK)
        async with (
            small.open(),
            main.open(),
            listener() as (rig, reader),
            speaking(small, main),
        ):
            rig.cameras(c1=entry_of(main, sub=small.url))
            rig.order("listen", camera="c1")
            assert pitch_of(await heard(rig, reader)) == pytest.approx(HZ, abs=3)

    run(test)


def test_orders_that_cannot_be_carried_out_are_refused_in_words() -> None:
    async def test() -> None:
        async with Device(sound=TRACK).open() as device, worker() as rig:
            rig.cameras(c1=device)
            rig.order("listen", camera="c1")
            assert "--sound" in (await rig.heard("fault"))["text"]
        async with listener() as (rig, _):
            rig.order("listen", camera="c9")
            assert "c9" in (await rig.heard("fault"))["text"]
            rig.order("listen", camera=7)
            assert "camera" in (await rig.heard("fault", 2))["text"]

    run(test)
