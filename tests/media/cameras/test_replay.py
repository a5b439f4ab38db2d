from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from media.archive.index import ArchiveIndex
from media.board import FrameBoard, Mark
from media.parent import Message
from tests.media.cameras.recordings import BEGAN, RATE, moment, record
from tests.media.cameras.rig import Rig, run, worker
from tests.media.rtsp.device import Device

CAMERA = {"main": "rtsp://127.0.0.1:9/none"}


def clock(at: float, rate: float = 0.0) -> dict[str, float]:
    return {"at": at, "since": time.monotonic(), "rate": rate}


def replay(rig: Rig, at: float, rate: float = 0.0, **rest: Any) -> None:
    order = {"camera": "c01", "channel": 0, "epoch": 1, "width": 160, "height": 96, "rate": 240}
    rig.order("replay", clock=clock(at, rate), **{**order, **rest})


def told(rig: Rig, channel: int = 0) -> list[Message]:
    return [e for e in rig.events if e["event"] == "replay" and e["channel"] == channel]


async def stands(rig: Rig, state: str, channel: int = 0) -> Message:
    await rig.until(lambda: bool(told(rig, channel)) and told(rig, channel)[-1]["state"] == state)
    return told(rig, channel)[-1]


@pytest.fixture
def archive(tmp_path: Path) -> ArchiveIndex:
    index = ArchiveIndex(tmp_path)
    index.close()
    return ArchiveIndex(tmp_path)


def started(rig: Rig, archive: ArchiveIndex) -> None:
    rig.order("archive", folder=os.fspath(archive.folder), keep_days=1, max_gb=1, site="s",
              sweeps=False)  # fmt: skip
    rig.cameras(c01=CAMERA)


def story(archive: ArchiveIndex, tell: Callable[[Rig], Any]) -> None:
    async def test() -> None:
        async with worker() as rig:
            await rig.heard("ready")
            started(rig, archive)
            await tell(rig)

    try:
        run(test)
    finally:
        archive.close()


def test_a_paused_replay_shows_exactly_the_picture_of_the_moment(archive: ArchiveIndex) -> None:
    record(archive)

    async def tell(rig: Rig) -> None:
        for number in (13, 2, 19, 11, 0):
            replay(rig, moment(number))
            await rig.seen(number)
        await rig.until(lambda: told(rig)[-1]["at"] == pytest.approx(BEGAN, abs=0.001))
        assert told(rig)[-1]["state"] == "paused"
        picture = rig.picture()
        assert picture is not None
        assert picture.marks is Mark.REPLAY
        age_s = time.time() - BEGAN  # noqa: TID251
        assert time.monotonic() - picture.captured_at == pytest.approx(age_s, abs=1)
        assert time.monotonic() - picture.received_at > 1000

    story(archive, tell)


def test_pictures_between_and_their_order_are_right_with_b_frames(archive: ArchiveIndex) -> None:
    record(archive, b_frames=2, pictures=20)

    async def tell(rig: Rig) -> None:
        for number in (7, 8, 9, 10, 19):
            replay(rig, moment(number))
            await rig.seen(number)

    story(archive, tell)


def test_steps_go_one_picture_on_and_back_across_files(archive: ArchiveIndex) -> None:
    record(archive, pictures=10)
    record(archive, began_at=BEGAN + 10 / RATE, pictures=10, first=10)

    async def tell(rig: Rig) -> None:
        replay(rig, moment(8))
        await rig.seen(8)
        for number in (9, 10, 11):
            rig.order("step", channel=0, pictures=1)
            await rig.seen(number)
        for number in (10, 9, 8):
            rig.order("step", channel=0, pictures=-1)
            await rig.seen(number)
        await stands(rig, "paused")

    story(archive, tell)


def test_it_plays_to_the_end_of_what_is_kept_and_goes_on_when_there_is_more(
    archive: ArchiveIndex,
) -> None:
    record(archive, pictures=20)

    async def tell(rig: Rig) -> None:
        replay(rig, moment(0), 0.5)
        await stands(rig, "playing")
        await stands(rig, "end")
        assert rig.number() == 19
        record(archive, began_at=BEGAN + 60, pictures=10, first=5)
        event = await stands(rig, "gap")
        assert event["next_at"] == pytest.approx(BEGAN + 60)
        replay(rig, BEGAN + 59.9, 0.5)
        await rig.until(lambda: rig.number() in range(5, 15))

    story(archive, tell)


def test_a_gap_keeps_the_last_picture_or_is_skipped_when_ordered(archive: ArchiveIndex) -> None:
    record(archive, pictures=20)
    record(archive, began_at=BEGAN + 1000, pictures=20, first=3)

    async def tell(rig: Rig) -> None:
        replay(rig, BEGAN + 500, 1)
        event = await stands(rig, "gap")
        assert event["next_at"] == pytest.approx(BEGAN + 1000)
        assert rig.number() == 19
        replay(rig, BEGAN + 500, 1, skip_gaps=True)
        await rig.until(lambda: rig.number() not in (None, 19))
        await rig.until(lambda: told(rig)[-1]["at"] >= BEGAN + 1000)
        replay(rig, BEGAN - 50, 1)
        event = await stands(rig, "gap")
        assert event["next_at"] == pytest.approx(BEGAN)

    story(archive, tell)


def test_a_file_that_grows_is_followed(archive: ArchiveIndex) -> None:
    file = record(archive, pictures=40)
    whole = file.read_bytes()
    (segment,) = archive.find("c01", BEGAN, BEGAN + 1)
    second = whole.index(b"moof", whole.index(b"moof", whole.index(b"moof") + 8) + 8) - 4
    file.write_bytes(whole[:second])
    base = archive._base
    base.execute("UPDATE segments SET closed = 0, ended_at = ?", (BEGAN + 20 / RATE,))

    async def tell(rig: Rig) -> None:
        replay(rig, moment(17))
        await rig.seen(17)
        replay(rig, moment(25))
        await rig.seen(19)
        file.write_bytes(whole)
        archive.grow(segment.id, BEGAN + 40 / RATE, len(whole))
        replay(rig, moment(25), 0.5)
        await rig.until(lambda: rig.number() in range(4, 20) and rig.number() != 19)

    story(archive, tell)


def test_several_channels_stay_in_step_on_one_clock(archive: ArchiveIndex) -> None:
    record(archive, pictures=200)

    async def tell(rig: Rig) -> None:
        shared = clock(BEGAN, 2)
        order = {"camera": "c01", "epoch": 1, "width": 160, "height": 96, "rate": 240}
        for channel in range(4):
            rig.order("replay", clock=shared, channel=channel, **order)
        for channel in range(4):
            await rig.until(lambda channel=channel: rig.number(channel) is not None)
        later = clock(moment(121))
        for channel in range(4):
            rig.order("replay", clock=later, channel=channel, **order)
        for channel in range(4):
            await rig.seen(121 % 20, channel)
            await stands(rig, "paused", channel)

    story(archive, tell)


def test_a_fast_replay_of_a_large_film_does_not_fall_behind(archive: ArchiveIndex) -> None:
    record(archive, pictures=300, gop=50, size=(1280, 720))

    async def tell(rig: Rig) -> None:
        replay(rig, BEGAN, 8)
        await stands(rig, "end")
        picture = rig.picture()
        assert picture is not None
        recorded = picture.captured_at - time.monotonic() + time.time()  # noqa: TID251
        assert recorded >= BEGAN + 250 / RATE - 0.1

    story(archive, tell)


def test_a_forced_ratio_is_replayed(archive: ArchiveIndex) -> None:
    record(archive)

    async def tell(rig: Rig) -> None:
        rig.cameras(c01={**CAMERA, "aspect": "4:3"})
        replay(rig, moment(3))
        await rig.seen(3)
        picture = rig.picture()
        assert picture is not None
        assert (picture.width, picture.height) == (128, 96)

    story(archive, tell)


def test_bad_files_are_passed_over(archive: ArchiveIndex) -> None:
    record(archive, pictures=10).write_bytes(b"torn")
    record(archive, began_at=BEGAN + 10 / RATE, pictures=10, first=10)

    async def tell(rig: Rig) -> None:
        replay(rig, moment(5))
        await stands(rig, "gap")
        replay(rig, moment(15))
        await rig.seen(15)

    story(archive, tell)


def test_a_channel_is_one_or_the_other_and_free_after_hide(archive: ArchiveIndex) -> None:
    record(archive)

    async def tell(rig: Rig) -> None:
        rig.show("c01")
        replay(rig, moment(3), epoch=2)
        await rig.until(lambda: rig.number(0, 2) == 3)
        replay(rig, moment(3), epoch=3, width=80, height=48)
        await rig.until(lambda: rig.picture(0, 3) is not None)
        picture = rig.picture(0, 3)
        assert picture is not None
        assert (picture.width, picture.height) == (80, 48)
        rig.order("hide", channel=0)
        await rig.until(lambda: rig.picture(0, 3) is None)
        rig.order("step", channel=0, pictures=1)
        assert "nothing is replayed" in (await rig.heard("fault"))["text"]

    story(archive, tell)


def test_no_more_than_sixteen_channels_are_replayed(archive: ArchiveIndex) -> None:
    async def tell(rig: Rig) -> None:
        order = {"camera": "c01", "epoch": 1, "width": 160, "height": 96}
        for channel in range(17):
            rig.order("replay", clock=clock(BEGAN), channel=channel, **order)
        assert "16 channels" in (await rig.heard("fault"))["text"]

    async def test() -> None:
        board = FrameBoard.create(20, 1 << 17)
        try:
            async with worker(board) as rig:
                started(rig, archive)
                await tell(rig)
        finally:
            board.close()

    try:
        run(test)
    finally:
        archive.close()


def test_what_was_shown_a_moment_ago_is_replayed_from_memory(archive: ArchiveIndex) -> None:
    archive.close()

    async def test() -> None:
        async with Device(burst=1).open() as device, worker() as rig:
            await rig.heard("ready")
            rig.cameras(c01=device)
            rig.show("c01")
            await rig.seen(0)
            rig.show("c01", channel=1)
            for number in range(1, 9):
                device.send(1)
                await rig.seen(number)
                await asyncio.sleep(0.01)  # pictures that come together are one to a clock
            replay(rig, time.time() - 60, epoch=2)  # noqa: TID251
            event = await stands(rig, "gap")
            replay(rig, event["next_at"] + 0.0001, epoch=2)
            await rig.until(lambda: rig.number(0, 2) == 0)
            for number in range(1, 8):
                rig.order("step", channel=0, pictures=1)
                await rig.until(lambda number=number: rig.number(0, 2) == number)
            replay(rig, time.time() + 5, epoch=2)  # noqa: TID251
            await rig.until(lambda: rig.number(0, 2) == 8)
            device.send(2)
            replay(rig, time.time() + 5, 0.5, epoch=2)  # noqa: TID251
            await rig.until(lambda: rig.number(0, 2) == 10)
            assert rig.number(1) == 10  # the live one goes on meanwhile

    run(test)
