from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from media.cameras.camera import Camera
from media.cameras.rounds import GUESS_S
from media.cameras.watching import Watching, _goes_with
from media.source import Live, Lost, Off, Trouble
from tests.media.cameras.rig import run, worker
from tests.media.cameras.test_camera import Room, Taken, room
from tests.media.cameras.views import GOP, view
from tests.media.rtsp.device import Device

EVERY_S = 5.0
TICK_S = 0.125  # its sums are exact, however long the machine has been up


@dataclass
class Watch:
    """A watching whose clock the test sets."""

    room: Room
    watching: Watching
    cameras: dict[str, Camera]
    now: float
    told: list[dict[str, Any]] = field(default_factory=list)
    second: tuple[tuple[bytes, ...], ...] | None = None  # the film of second pictures, if another

    async def look(self, device: Device | None = None, times: int = 1) -> None:
        """So many looks at each camera; before each of its two pictures the device sends on."""
        for _ in range(times):
            for _ in range(round(EVERY_S / TICK_S)):
                self.now += TICK_S
                if device is not None and self.watching._rounds is not None:
                    await self._send(device)
                self.watching.step(self.now)
                await came(lambda: not self.watching.waiting)
            self.watching.check()

    async def _send(self, device: Device) -> None:
        """A group of pictures, until all of it has arrived and been decoded."""
        rounds = self.watching._rounds
        assert rounds is not None
        ending = any(self.now >= begun.until for begun in self.watching._begun)
        if not ending and (self.watching._begun or not rounds.is_time(self.now)):
            return
        if ending and self.second is not None:
            device.pictures, self.second = self.second, device.pictures
        for camera in self.cameras.values():
            if not isinstance(camera.state, Live):
                return
            stream = camera._streams["main"]
            units, pictures = stream.units + GOP, stream.tally.pictures + GOP
            device.send(GOP)
            await came(partial(lambda of, count: of.units >= count, stream, units))
            if stream.hot:
                await came(partial(lambda of, count: of.tally.pictures >= count, stream, pictures))

    @property
    def findings(self) -> list[list[str]]:
        return [each["findings"] for each in self.told if each["event"] == "findings"]

    @property
    def standings(self) -> list[str]:
        return [each["is"] for each in self.told if each["event"] == "reference"]


async def came(true: Callable[[], bool]) -> None:
    for _ in iter(true, True):
        await asyncio.sleep(0.001)


@asynccontextmanager
async def watch(*devices: Device, **order: Any) -> AsyncIterator[Watch]:
    async with room() as here:
        cameras = {f"c{n}": here.camera(f"c{n}", each, warm=True) for n, each in enumerate(devices)}
        told: list[dict[str, Any]] = []
        watching = Watching(lambda: cameras, told.append)
        try:
            loop = asyncio.get_running_loop()
            watching.obey({"do": "diagnosis", "settings": {"every_s": EVERY_S}, **order})
            yield Watch(here, watching, cameras, ceil(loop.time() * 1024) / 1024, told)
        finally:
            watching.close()


def test_a_warm_camera_whose_lens_is_capped_is_said_after_three_looks() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(device, 8)
            assert here.told == []
            device.pictures = view("black")
            await here.look(device, 2)
            assert here.told == []
            await here.look(device, 2)  # the third ends with a second key picture
            assert here.findings == [["black"]]
            assert here.told[0]["event"] == "findings"
            assert here.told[0]["at"].endswith("Z")
            device.pictures = view()
            await here.look(device, 4)
            assert here.findings == [["black"], []]
            figures = here.watching.check()
            assert figures is not None
            assert figures["cameras"] == 1
            assert figures["every_s"] >= EVERY_S
            assert figures["look_ms"] != GUESS_S * 1000  # it is measured

    run(test)


def test_a_shown_camera_that_repeats_one_picture_is_frozen() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            camera = here.cameras["c0"]
            camera.show(here.room.outlet())
            await here.room.until(lambda: isinstance(camera.state, Live))
            await here.look(device, 4)
            assert here.told == []
            device.pictures = view("frozen")
            await here.look(device, 4)
            assert here.findings == [["frozen"]]
            seen = camera.glimpse()
            assert seen is not None
            assert seen.frame is not None

    run(test)


def test_a_decoder_keeps_no_picture_for_a_look_that_is_not_ended() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            camera = here.cameras["c0"]
            camera.show(here.room.outlet())
            await here.room.until(lambda: camera.glimpse() is not None)
            await here.room.until(lambda: isinstance(camera.state, Live))
            while not here.watching._begun:
                here.now += TICK_S
                here.watching.step(here.now)
            held = here.watching._begun[0].first.frame
            assert held is not None
            assert held.format.name == "nv12"

    run(test)


def test_a_key_picture_that_comes_again_is_looked_at_twice_before_it_is_called_frozen() -> None:
    async def test() -> None:
        loop, others = view()[:GOP], view()[GOP : 2 * GOP]
        async with Device(loop).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(device, 2)
            assert here.watching._suspected == {"c0"}
            device.pictures = others
            here.second = loop
            await here.look(device, 4)
            assert here.told == []
            device.pictures, here.second = loop, None
            await here.look(device, 5)
            assert here.findings == [["frozen"]]

    run(test)


def test_a_picture_that_is_not_new_is_not_looked_at_again() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(None, 6)  # else it would be called frozen
            assert here.told == []

    run(test)


def test_a_lost_camera_is_said_until_nobody_wants_it() -> None:
    async def test() -> None:
        async with Device(view(), refuses=lambda m, _: "404 Not Found" if m == "DESCRIBE" else "")\
                .open() as device, watch(device) as here:  # fmt: skip
            camera = here.cameras["c0"]
            await here.room.until(lambda: isinstance(camera.state, Lost))
            await here.look(None, 4)
            assert here.findings == [["lost"]]
            camera.stop()
            camera.state = Off()
            await here.look()
            assert here.findings == [["lost"], []]
            await here.look(None, 4)
            assert len(here.told) == 2

    run(test)


def test_with_a_larger_share_of_a_core_more_cameras_are_looked_at_in_a_second() -> None:
    async def looks(percent: float) -> int:
        lost = SimpleNamespace(state=Lost(Trouble.SILENT), pixels=0)
        cameras: Any = {f"c{number}": lost for number in range(400)}
        watching = Watching(lambda: cameras, lambda _: None)
        began = time.monotonic()
        watching.obey({"do": "diagnosis", "settings": {"core_percent": percent, "every_s": 5}})
        rounds = watching._rounds
        assert rounds is not None
        rounds.spent = lambda _: None  # type: ignore[method-assign]  # a look costs what was guessed
        try:
            for tick in range(1, 11):
                watching.step(began + 6.0 + tick / 10)
                await came(lambda: not watching.waiting)
            return len(rounds._seen_at)
        finally:
            watching.close()

    async def test() -> None:
        assert await looks(2) == pytest.approx(0.02 / GUESS_S, abs=2)
        assert await looks(15) == pytest.approx(0.15 / GUESS_S, abs=2)

    run(test)


def test_what_was_said_before_a_restart_is_withdrawn_when_it_is_good(tmp_path: Path) -> None:
    async def test() -> None:
        said = {"c0": ["black"], "elsewhere": ["lost"]}
        order = {"said": said, "baselines": str(tmp_path)}
        async with Device(view()).open() as device, watch(device, **order) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(device, 3)
            assert {(each["camera"], *each["findings"]) for each in here.told} == {
                ("elsewhere",),
                ("c0",),
            }
        assert (tmp_path / "c0.json").exists()

    run(test)


def test_the_operator_says_that_the_picture_is_right() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(device, 8)
            device.pictures = view("blurred")
            await here.look(device, 4)
            assert here.findings == [["blurred"]]
            here.watching.obey({"do": "accept", "camera": "c0"})
            await here.look(device, 4)
            assert here.findings == [["blurred"], []]
            assert here.standings == ["accepted"]
            with pytest.raises(ValueError, match="no camera c9"):
                here.watching.obey({"do": "accept", "camera": "c9"})

    run(test)


def test_a_camera_that_was_turned_on_purpose_is_moved_only_once_it_was_back() -> None:
    async def test() -> None:
        async with Device(view()).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            here.watching.obey({"do": "accept", "camera": "c0"})
            await here.look(device, 2)
            here.watching.obey({"do": "turned", "camera": "c0", "until": time.monotonic()})
            await came(lambda: len(here.standings) == 2)
            device.pictures = view("elsewhere")
            await here.look(device, 5)
            device.pictures = view()
            await here.look(device, 2)
            assert here.standings == ["accepted", "away", "back"]
            assert here.findings == []
            device.pictures = view("elsewhere")
            await here.look(device, 5)
            assert here.findings == [["moved"]]

    run(test)


def test_a_look_knows_its_stream_and_is_never_of_two() -> None:
    async def test() -> None:
        async with (
            Device(view()).open() as main, Device(view("elsewhere")).open() as sub,
            room() as here,
        ):  # fmt: skip
            camera = here.camera("c0", main, sub, warm=True)
            told: list[dict[str, Any]] = []
            watching = Watching(lambda: {"c0": camera}, told.append)
            watching.obey({"do": "diagnosis"})
            try:
                await here.until(lambda: isinstance(camera.state, Live))
                seen = camera.glimpse()
                assert seen is not None
                assert seen.stream == "sub"
                camera.show(here.outlet(0, 640, 360))
                camera.tap("main", Taken())
                await came(lambda: camera._streams["main"].hot)
                camera._streams["sub"].stop()
                await came(lambda: camera.glimpse() is not None)
                later = camera.glimpse()
                assert later is not None
                assert later.stream == "main"
                again = replace(seen, received_at=seen.received_at + 1)
                assert _goes_with(seen, again)
                assert not _goes_with(seen, replace(again, stream="main"))
            finally:
                watching.close()

    run(test)


def test_switched_off_nothing_is_said_any_more() -> None:
    async def test() -> None:
        async with Device(view("black")).open() as device, watch(device) as here:
            await here.room.until(lambda: isinstance(here.cameras["c0"].state, Live))
            await here.look(device, 4)
            assert here.findings == [["black"]]
            here.watching.obey({"do": "diagnosis", "settings": {"enabled": False}})
            assert here.findings == [["black"], []]
            await here.look(device, 4)
            assert len(here.told) == 2
            assert here.watching.check() is None
            here.watching.obey({"do": "diagnosis", "settings": {"every_s": EVERY_S}})
            await here.look(device, 5)
            assert here.findings[2:] == [["black"]]

    run(test)


def test_the_whole_worker_finds_it_too(tmp_path: Path) -> None:
    async def test() -> None:
        device = Device(view("black"))
        async with device.open(), worker(None, "--patience", "0.05") as rig:
            rig.order("diagnosis", settings={"every_s": 5}, baselines=str(tmp_path))
            rig.cameras(c01=device)
            rig.show("c01")

            def found() -> bool:
                device.send(1)
                return any(event["event"] == "findings" for event in rig.events)

            await rig.until(found)
            told = await rig.heard("findings")
            assert (told["camera"], told["findings"]) == ("c01", ["black"])
            rig.order("accept", camera="c01")

            def accepted() -> bool:
                device.send(1)
                return any(event["event"] == "reference" for event in rig.events)

            await rig.until(accepted)
            rig.order("turned", camera="c01")
            told = await rig.heard("reference", 2)
            assert (told["camera"], told["is"]) == ("c01", "away")
            rig.order("accept", camera="c09")
            fault = await rig.heard("fault")
            assert "no camera c09" in fault["text"]

    run(test)
