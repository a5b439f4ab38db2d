from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from typing import Any

from media.board import FrameBoard
from media.cameras.camera import LINGER_S, Camera
from media.cameras.canvas import Canvas, Outlet
from media.cameras.gate import Gate
from media.cameras.means import Means
from media.cameras.order import CameraEntry
from media.cameras.past import KEPT_S
from media.cameras.places import MOST_OPENS, OwnPlaces
from media.cameras.pool import DecodePool
from media.rtsp.url import parse_url
from media.source import Connecting, Live, SourceState
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat
from media.view import View
from tests.media.cameras.rig import run
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import film


@dataclass
class Taken:
    """A tap that keeps everything."""

    formats: list[VideoFormat] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self.formats.append(video)

    def unit(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)
        self.came.set()

    async def count(self, wanted: int) -> None:
        while len(self.arrivals) < wanted:
            self.came.clear()
            await self.came.wait()

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        pass


@dataclass
class Room:
    """What cameras need, with a clock that the test sets."""

    means: Means
    now: float = 1000.0
    said: list[tuple[str, SourceState]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    cameras: list[Camera] = field(default_factory=list)

    def camera(self, identity: str, main: Device, sub: Device | None = None, **rest: Any) -> Camera:
        urls = [parse_url(each.url) if each else None for each in (main, sub)]
        assert urls[0] is not None
        entry = CameraEntry(identity, urls[0], urls[1], **rest)
        made = Camera(entry, self.means, self._told, lambda: self.now)
        self.cameras.append(made)
        made.settle()
        return made

    def _told(self, identity: str, state: SourceState) -> None:
        self.said.append((identity, state))
        self.news.set()

    def outlet(self, channel: int = 0, width: int = 160, height: int = 96) -> Outlet:
        made = Outlet(channel, 1, width, height, inf)
        self.means.canvas.give(made)
        return made

    async def until(self, true: Callable[[], bool]) -> None:
        while not true():
            self.news.clear()
            await self.news.wait()


@asynccontextmanager
async def room() -> AsyncIterator[Room]:
    board, pool = FrameBoard.create(4, 1 << 20), DecodePool(1)
    try:
        async with asyncio.TaskGroup() as tasks:
            made = Room(Means(pool, Canvas(board), Gate(OwnPlaces(MOST_OPENS)), tasks))
            try:
                yield made
            finally:
                for camera in made.cameras:
                    camera.stop()
    finally:
        pool.close()
        board.close()


def test_a_connection_lingers_a_while_after_nobody_shows_it() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Live))
            camera.hide(0)
            here.now += LINGER_S - 0.1
            camera.check()
            camera.show(here.outlet())
            assert isinstance(camera.state, Live)
            camera.hide(0)
            camera.check()
            here.now += LINGER_S
            camera.check()
            await device.clients[0].gone.wait()
            assert len(device.clients) == 1
            assert device.clients[0].asked[-1][0] == "TEARDOWN"

    run(test)


def test_a_warm_camera_is_live_by_its_key_frames_and_keeps_the_small_stream() -> None:
    async def test() -> None:
        async with Device().open() as main, Device().open() as sub, room() as here:
            camera = here.camera("c01", main, sub, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            assert not main.clients
            figures = camera.figures()
            assert figures is not None
            assert (figures["stream"], figures["channels"]) == ("sub", [])
            assert (figures["decode_ms"], figures["hardware"]) == (0, False)
            assert (figures["transport"], figures["instead_of"]) == ("tcp", None)
            assert (figures["held_back"], figures["key_interval_s"]) == (None, None)

    run(test)


def test_a_camera_says_when_its_newest_picture_came() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            device.send(1)
            taken = Taken()
            camera.tap("main", taken)
            await taken.count(6)
            figures = camera.figures()
            assert figures is not None
            assert figures["newest_at"] == round(taken.arrivals[-1].received_at, 3)

    run(test)


def test_no_more_cameras_are_opened_at_once_than_allowed() -> None:
    async def test() -> None:
        mute = Device(answers={"OPTIONS": lambda _: None})
        async with mute.open(), room() as here:
            for number in range(MOST_OPENS + 4):
                here.camera(f"c{number}", mute, warm=True)
            await mute.asked("OPTIONS", MOST_OPENS)
            assert len(mute.clients) == MOST_OPENS
            assert here.said.count(("c11", Connecting())) == 1

    run(test)


def test_what_a_camera_says_is_told_once_at_each_change() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Live))
            for _ in range(3):
                camera.settle()
                camera.check()
            assert here.said == [("c01", Connecting()), ("c01", Live(0.0))]

    run(test)


def test_a_tapped_stream_is_kept_without_being_shown_and_gives_all_since_its_key_picture() -> None:
    async def test() -> None:
        async with Device(burst=3).open() as device, room() as here:
            camera = here.camera("c01", device)
            first, second = Taken(), Taken()
            camera.tap("main", first)
            await first.count(3)
            camera.tap("sub", second)  # it has none: the main one serves
            assert [each.unit.timestamp for each in second.arrivals] == [
                each.unit.timestamp for each in first.arrivals
            ]
            assert first.formats[0].codec == "h264"
            assert len(device.clients) == 1
            camera.untap(first)
            camera.untap(second)
            here.now += LINGER_S
            camera.check()
            here.now += LINGER_S
            camera.check()
            await device.asked("TEARDOWN")

    run(test)


def test_the_last_seconds_are_remembered_while_it_is_shown_and_a_moment_longer() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            assert camera.past("main") is None
            camera.show(here.outlet())
            past = camera.past("main")
            assert past is not None
            assert past.oldest is not None
            tap = Taken()
            camera.tap("main", tap)
            device.send(6)
            await tap.count(11)
            assert [each[:2] for each in past.arrivals(0.0)] == [each[:2] for each in tap.arrivals]
            camera.untap(tap)
            camera.hide(0)
            here.now += KEPT_S - 1
            camera.check()
            assert camera.past("main") is past
            here.now += 1
            camera.check()
            assert camera.past("main") is None
            assert here.means.pasts.used == 0

    run(test)


def test_a_tap_taken_off_a_stopped_camera_wakes_nothing() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera, tap = here.camera("c01", device, warm=True), Taken()
            camera.tap("main", tap)
            await tap.count(1)
            camera.stop()
            camera.untap(tap)
            assert here.means.pasts.used == 0
            assert not any(stream.running for stream in camera._streams.values())

    run(test)


def test_a_small_stream_of_another_shape_is_seen_as_the_large_one_once_that_is_known() -> None:
    async def test() -> None:
        sub = Device(pictures=film(176, 144))
        async with Device().open() as main, sub.open(), room() as here:
            camera = here.camera("c01", main, sub, warm=True, aspect="main", rotate=90)
            await here.until(lambda: isinstance(camera.state, Live))
            small = camera._streams["sub"]
            assert small.size == (144, 176), "nothing is known of the large one"
            tap = Taken()
            camera.tap("main", tap)
            await tap.count(1)
            assert camera._streams["main"].size == (96, 160)
            assert small.size == (144, 240)
            assert camera.view("sub") == View(90, Fraction(160, 96))
            assert camera.view("main") == View(90)
            camera.untap(tap)

    run(test)


def test_a_forced_ratio_is_that_of_both_streams() -> None:
    async def test() -> None:
        sub = Device(pictures=film(176, 144))
        async with Device().open() as main, sub.open(), room() as here:
            camera = here.camera("c01", main, sub, warm=True, aspect=Fraction(2))
            await here.until(lambda: isinstance(camera.state, Live))
            assert camera._streams["sub"].size == (288, 144)
            assert camera.view("main") == camera.view("sub") == View(0, Fraction(2))
            figures = camera.figures()
            assert figures is not None
            assert figures["size"] == [288, 144]

    run(test)
