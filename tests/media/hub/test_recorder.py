"""The recorder as the loop sees it, with its real thread and real packets."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import av
import numpy as np

from media.hub.encoding import CLOCK_HZ, Encoder
from media.hub.mixer import encoded, opus
from media.hub.recorder import CODEC, MOST_ITEMS, Recorder
from media.sound import SAMPLES


class Room:
    """A recorder, and a program that shows what it is asked to."""

    def __init__(self, folder: Path) -> None:
        self.changed = asyncio.Event()
        self.recorder = Recorder(self.changed.set)
        self.recorder.folder = folder
        self.encoder, self.mix, self.number = Encoder(CODEC, 160, 96, 15), opus(), 0

    def play(self, pictures: int) -> list[bool]:
        answers = []
        for _ in range(pictures):
            self.number += 1
            frame = av.VideoFrame.from_ndarray(np.full((144, 160), 80, np.uint8), format="yuv420p")
            frame.pts = round(self.number / 15 * CLOCK_HZ)
            for packet, key in self.encoder.encode(frame, self.number / 15):
                answers.append(self.recorder.picture(CODEC, packet, key))
            block = np.zeros(SAMPLES, np.int16)
            self.recorder.sound(encoded(self.mix, block, round(self.number / 15 * 48_000)))
        return answers

    async def until(self, state: str) -> None:
        async with asyncio.timeout(20):
            while self.recorder.state.state != state:
                self.changed.clear()
                await self.changed.wait()


def run(folder: Path, go: Callable[[Room], Awaitable[None]]) -> None:
    async def inner() -> None:
        room = Room(folder)
        try:
            await go(room)
        finally:
            room.recorder.close()

    asyncio.run(inner())


def shown(folder: Path) -> int:
    (path,) = (folder / "conferences" / "k1").glob("*.mp4")
    with av.open(str(path)) as film:
        return sum(1 for _ in film.decode(video=0))


def test_a_conference_is_recorded_from_on_to_off(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        recorder = room.recorder
        assert recorder.codecs == frozenset()
        assert room.play(3) == [True, True, True]
        assert recorder.order({"on": True}, "k1") == ""
        assert (recorder.state.state, recorder.codecs) == ("waiting", {CODEC})
        assert room.play(1) == [False]  # a key picture is wished for
        room.encoder.wish_key()
        room.number += 15
        assert room.play(40) == [True] * 40
        recorder.mark({"act": "roll_call", "title": "点名"})
        await room.until("on")
        assert recorder.order({"on": False}, "k1") == ""
        await room.until("off")
        assert recorder.state.file.startswith("conferences/k1/")

    run(tmp_path, go)
    assert shown(tmp_path) == 40
    assert (tmp_path / "conferences/k1/marks.jsonl").exists()


def test_a_pause_keeps_nothing_and_ends_at_a_key_picture(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        recorder = room.recorder
        recorder.order({"on": True}, "k1")
        room.play(20)
        await room.until("on")
        assert recorder.order({"pause": True}, "k1") == ""
        assert (recorder.state.state, recorder.on) == ("paused", False)
        assert recorder.codecs == frozenset()
        room.play(20)
        recorder.order({"pause": False}, "k1")
        assert room.play(1) == [False]
        room.encoder.wish_key()
        room.number += 15
        room.play(20)

    run(tmp_path, go)
    assert shown(tmp_path) == 40


def test_a_recording_ends_with_its_conference(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        room.recorder.order({"on": True}, "k1")
        room.recorder.follow("k1")
        assert room.recorder.on
        room.recorder.follow("")
        assert not room.recorder.on
        await room.until("off")

    run(tmp_path, go)


def test_what_cannot_be_is_said(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        recorder = room.recorder
        assert recorder.order({"on": True}, "") == "no conference is held"
        assert recorder.order({"pause": True}, "k1") == "nothing is recorded"
        recorder.mark({"act": "nowhere", "title": "无处"})
        assert recorder.order({"on": False}, "k1") == ""
        recorder.folder = None
        assert recorder.order({"on": True}, "k1") == "no folder for recordings is set"

    run(tmp_path, go)


def test_a_conference_whose_id_is_no_folder_s_name_stays_inside(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        room.recorder.order({"on": True}, "../../away")
        room.play(5)

    run(tmp_path, go)
    assert [path.name for path in (tmp_path / "conferences").iterdir()] == ["unnamed"]


def test_what_the_disk_is_too_slow_for_is_dropped_until_a_key_picture(tmp_path: Path) -> None:
    async def go(room: Room) -> None:
        recorder = room.recorder
        recorder.order({"on": True}, "k1")
        (packet, key), *_ = room.encoder.encode(
            av.VideoFrame.from_ndarray(np.zeros((144, 160), np.uint8), format="yuv420p"), 0.0
        )
        assert key
        writer = recorder._writer
        assert writer is not None
        with writer._lock:  # the disk stands still
            writer._items.extend([writer._items[0]] * MOST_ITEMS if writer._items else [])
        for _ in range(2 * MOST_ITEMS):
            recorder.picture(CODEC, packet, True)
            if recorder.dropped:
                break
        assert recorder.dropped == 1
        assert not recorder.picture(CODEC, packet, False)

    run(tmp_path, go)
