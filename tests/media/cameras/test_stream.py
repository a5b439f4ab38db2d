from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Sequence
from math import inf, nan
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.board import FrameBoard, Mark
from media.cameras import decoder as decoder_module
from media.cameras.canvas import Canvas, Outlet
from media.cameras.effort import Effort
from media.cameras.gate import Gate
from media.cameras.health import SILENT_S
from media.cameras.means import Means
from media.cameras.opening import Connection
from media.cameras.places import OwnPlaces
from media.cameras.scale import Scaler
from media.cameras.stream import Stream
from media.rtsp.outcome import RtspError
from media.source import STALE_AFTER_S, Connecting, Live, Lost, Trouble, judge, stale_after_s
from media.unit import AccessUnit, VideoFormat
from media.view import AS_TOLD
from tests.media.cameras.rig import PICTURES, run
from tests.media.cameras.test_camera import Taken, room
from tests.media.cameras.test_decoder import Hand, arrivals, damaged
from tests.media.rtsp.device import Device
from tests.media.rtsp.film import brightness, film


def test_a_connection_that_falls_silent_is_ended_and_tried_again() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            stream.check(time.monotonic() + SILENT_S + 1)
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is Trouble.SILENT
            await device.asked("TEARDOWN")

    run(test)


def test_a_connection_that_has_ended_leaves_nothing_in_memory() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            dead = weakref.ref(cast(Any, stream.line.session))
            stream.line.drop()
            await here.until(lambda: isinstance(camera.state, Live) and stream.line.reconnects == 1)
            await device.asked("TEARDOWN")
            assert dead() is None

    run(test)  # no garbage is collected meanwhile: that would come much too late


def test_broken_pictures_are_counted_and_not_kept() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            client = device.clients[0]
            device.send(3)
            client.sequence += 1
            device.send(4)
            stream = camera._streams["main"]
            while stream.units < 7:
                await asyncio.wait([asyncio.ensure_future(here.news.wait())], timeout=0.005)
            assert stream.broken == 4
            assert stream.line.lost_packets == 1
            arrivals, goes_on = stream._gop.snapshot()
            assert (len(arrivals), goes_on) == (3, False)

    run(test)


def test_where_damage_is_to_be_shown_pictures_go_on_after_a_loss_and_memory_does_not() -> None:
    async def test() -> None:
        async with Device(burst=3).open() as device, room() as here:
            camera = here.camera("c01", device, shows_damage=True)
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            device.clients[0].sequence += 1
            device.send(4)
            while stream.tally.pictures < 7:
                await asyncio.wait([asyncio.ensure_future(here.news.wait())], timeout=0.005)
            assert (stream.broken, stream.line.lost_packets, stream.tally.errors) == (0, 1, 4)
            arrivals, goes_on = stream._gop.snapshot()
            assert (len(arrivals), goes_on) == (3, False)

    run(test)


def test_the_size_is_known_before_the_first_picture() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            assert camera._streams["main"].size == (160, 96)
            assert isinstance(camera.state, Connecting)

    run(test)


def test_a_fault_of_our_own_in_one_stream_is_a_state_of_it() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device)
            stream = camera._streams["main"]

            def described(_: object, __: object) -> None:
                raise RuntimeError("a fault")

            stream.described = described  # type: ignore[method-assign,assignment]
            camera.show(here.outlet())
            await here.until(lambda: isinstance(camera.state, Lost))
            assert isinstance(camera.state, Lost)
            assert camera.state.trouble is Trouble.PROTOCOL

    run(test)


def test_parameter_sets_that_make_no_sense_change_nothing() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            data = b"".join(b"\0\0\0\1" + unit for unit in film()[0])
            stream.unit(AccessUnit(data, True, False, 0, b"\x67\xff"), 0.0, 0.0)
            assert stream.size == (160, 96)

    run(test)


class Noting:
    """In place of a session: notes how it is to be read."""

    def __init__(self, session: Connection) -> None:
        self.told: list[str] = []
        self._session = session
        self.sequence = session.sequence

    def sip(self) -> None:
        self.told.append("sip")

    def hurry(self) -> None:
        self.told.append("hurry")

    def fail(self, error: RtspError) -> None:
        self._session.fail(error)

    async def watch(self) -> NoReturn:
        await self._session.watch()

    async def close(self) -> None:
        await self._session.close()


def test_a_stream_is_read_in_sips_until_a_tile_or_a_tap_waits_for_it() -> None:
    async def test() -> None:
        async with Device().open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await here.until(lambda: isinstance(camera.state, Live))
            stream = camera._streams["main"]
            assert stream.line.session is not None
            session = stream.line.session = Noting(stream.line.session)
            recording, tap = Taken(), Taken()
            stream.tap(recording, waits=False)
            camera.sip()
            stream.tap(tap)
            camera.sip()
            stream.untap(tap)
            camera.sip()
            camera.show(here.outlet())
            camera.sip()
            camera.hide(0)
            camera.sip()
            assert session.told == ["sip", "hurry", "sip", "hurry", "sip"]

    run(test)


def test_before_the_first_key_picture_everything_is_read_at_once() -> None:
    async def test() -> None:
        async with Device(burst=0).open() as device, room() as here:
            camera = here.camera("c01", device, warm=True)
            await device.asked("PLAY")
            camera.sip()
            device.send(1)
            await here.until(lambda: isinstance(camera.state, Live))

    run(test)


STALL_S = st.floats(0.5, 90.0)
HAPPENINGS = st.one_of(
    st.tuples(st.just("pictures"), st.integers(1, 25)),
    st.tuples(st.sampled_from(("damaged", "broken", "refused")), st.just(1)),
    st.tuples(st.just("stall"), STALL_S),
    st.tuples(st.just("reconnect"), STALL_S),
    st.tuples(st.just("flapping"), st.integers(1, 9)),
    st.tuples(st.just("effort"), st.sampled_from(Effort)),
    st.tuples(st.just("backlog"), st.integers(1, 30)),
)


class Stage:
    """A stream with a real decoder and board, under a camera and a clock of the test's. Its camera
    sends a picture each ``usual_s``, a key picture each ten."""

    def __init__(self, usual_s: float) -> None:
        self.now = 1000.0
        self.usual_s = usual_s
        self.board = FrameBoard.create(1, 160 * 96 * 4 + 4096)
        canvas, self.pool, self.scaler = Canvas(self.board), Hand(), Scaler()
        means = Means(self.pool, canvas, Gate(OwnPlaces(1)), cast(Any, None))
        self.stream = Stream(
            "c/main", {"tcp": cast(Any, None)}, means, Mark.NONE, AS_TOLD, lambda: None
        )
        self.next = 0
        self.came: dict[float, int] = {}  # which picture was received when
        self.working = True
        self._steady = 0  # pictures in the usual rhythm since the last stall
        self.stream.described(VideoFormat("h264"), None)
        self.stream.heat()
        outlet = Outlet(0, 1, 160, 96, inf)
        canvas.give(outlet)
        self.stream.paint_on([outlet])

    def does(self, happening: str, amount: Any) -> None:
        match happening:
            case "stall" if self._steady >= PICTURES:  # else the camera is one that sends seldom
                self._steady = 0
                self._pass(amount)
            case "reconnect":
                self._steady = self.next = 0
                self._pass(amount)
                self.stream.described(VideoFormat("h264"), None)
            case "flapping":
                for _ in range(amount):
                    self.does("reconnect", 5.0)
                    self._send(1)
            case "effort":
                self.stream.spend(amount)
            case "backlog":
                self.working = False
                self._send(amount)
                self.working = True
            case "pictures":
                self._send(amount)
            case "damaged" | "broken" | "refused":
                self._send(1, happening)

    def _pass(self, seconds: float) -> None:
        for part in (0.3, 0.4, 0.3):
            self.now += seconds * part
            self.look()

    def _send(self, count: int, fate: str = "whole") -> None:
        for _ in range(count):
            self._pass(self.usual_s)
            unit = self._unit(fate)
            self.came[self.now] = self.next % PICTURES
            self.stream.unit(unit, self.now, nan)
            self.next += 1
            self._steady += 1
            self.look()

    def _unit(self, fate: str) -> AccessUnit:
        arrival = arrivals()[self.next % PICTURES]
        match fate:
            case "damaged":
                return damaged(arrival).unit
            case "refused":
                return arrival.unit._replace(data=b"\0\0\0\1\x65" + bytes(9))
            case _:
                return arrival.unit._replace(broken=fate == "broken")

    def look(self) -> None:
        """What the tile says holds: the law."""
        decoder = self.stream._decoder
        assert decoder is not None
        while self.working and decoder.work(self.scaler):
            pass
        picture = self.board.picture(0, 1)
        if picture is None:
            return
        shown = int(picture.array()[2:8, 2:8, 1].mean())
        assert abs(shown - brightness(self.came[picture.received_at])) <= 2, "another's time"
        interval_s = self.stream.standing("main", self.now).interval_s or 0.0
        state = judge(Live(0.0), picture.received_at, self.now, stale_after_s(interval_s))
        if isinstance(state, Live):
            age_s = self.now - picture.received_at
            assert age_s <= max(STALE_AFTER_S, 2 * self.usual_s) + 1e-6


def test_how_often_a_key_picture_comes_is_known_from_the_third_on() -> None:
    async def test() -> None:
        stage = Stage(0.04)
        stage.does("pictures", 20)
        assert stage.stream.key_interval_s is None
        stage.does("pictures", 1)
        assert stage.stream.key_interval_s == pytest.approx(0.4)
        assert stage.stream.held_back == 0
        stage.does("reconnect", 1.0)
        assert stage.stream.key_interval_s is None
        stage.stream.described(VideoFormat("mjpeg"), None)
        stage.does("pictures", 60)
        assert stage.stream.key_interval_s is None, "all are key pictures"
        stage.stream.cool()
        assert stage.stream.held_back is None
        stage.board.close()

    run(test)


@settings(max_examples=60)
@given(st.sampled_from((0.04, 0.5, 1.5, 10.0)), st.lists(HAPPENINGS, min_size=8, max_size=25))
def test_live_means_that_the_picture_is_of_the_present_whatever_happens(
    usual_s: float, happenings: Sequence[tuple[str, Any]]
) -> None:
    async def play() -> None:
        stage = Stage(usual_s)
        clock = SimpleNamespace(monotonic=lambda: stage.now, thread_time=time.thread_time)
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(decoder_module, "time", clock)
                for happening, amount in happenings:
                    stage.does(happening, amount)
        finally:
            stage.stream.cool()
            stage.board.close()

    asyncio.run(play())


def test_what_is_kept_is_what_came_on_pages_that_no_other_group_of_pictures_has() -> None:
    async def play() -> None:
        stage, taken = Stage(0.04), Taken()
        stage.stream.tap(taken)
        try:
            stage.does("pictures", PICTURES)
            sent = [arrival.unit for arrival in arrivals()[:PICTURES]]
            assert [arrival.unit for arrival in taken.arrivals] == sent
            groups = [arrival.unit.data.obj for arrival in taken.arrivals]  # type: ignore[union-attr]
            keys = [number for number, unit in enumerate(sent) if unit.key]
            assert len(keys) > 1
            assert len({id(chunk) for chunk in groups}) == len(keys)
            remembered = stage.stream._gop.snapshot()[0]
            assert remembered == taken.arrivals[keys[-1] :]
            stage.stream.cool()
            stage.stream.unit(sent[0], stage.now, nan)
            assert taken.arrivals[-1].unit is sent[0], "nobody decodes beside it"
        finally:
            stage.stream.cool()
            stage.board.close()

    asyncio.run(play())
