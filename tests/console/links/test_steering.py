"""Steering against the town's look-outs, which share no code with it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from console.links.steering import Steering
from console.site.records import CameraEntry
from console.town.cameras.onvif import Onvif, look_outs
from console.town.world.town import the_town
from media.onvif.held import LEASE_S
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Motion, Status
from media.secret import Secret

WINDOW, TABLET = Seat("operator", "window"), Seat("operator", "control")
LEADER = Seat("leader", "window")
RIGHT = Motion(0.5)


@dataclass
class Room:
    onvif: Onvif
    steering: Steering
    events: list[dict[str, Any]] = field(default_factory=list)

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == kind]

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():  # noqa: ASYNC110 - the device has no reason to tell of it
            await asyncio.sleep(0.01)

    def camera(self, camera: str, head: str | None = None, password: str = "pw") -> CameraEntry:
        """A line of the list, with the look-out ``head`` or its own."""
        return CameraEntry(camera, "一", "rtsp://h/", user="town", password=Secret(password),
                           ptz=self.onvif.address(head or camera))  # fmt: skip

    def asked(self, call: str) -> int:
        return self.onvif.asked.get(call, 0)


def played(act: Callable[[Room], Awaitable[None]], password: str = "pw") -> Room:
    """A story with two look-outs and a fixed camera."""

    async def whole() -> Room:
        onvif = Onvif(look_outs(the_town(7).cameras), "town", "pw")
        await onvif.start(554)
        cameras = [
            CameraEntry("c10", "一", "rtsp://h/", user="town", password=Secret(password),
                        ptz=onvif.address("c10")),
            CameraEntry("c22", "二", "rtsp://h/", user="town", password=Secret(password),
                        ptz=onvif.address("c22")),
            CameraEntry("c01", "三", "rtsp://h/"),
        ]  # fmt: skip
        events: list[dict[str, Any]] = []
        room = Room(onvif, Steering(cameras, events.append), events)
        running = asyncio.get_running_loop().create_task(room.steering.run())
        try:
            async with asyncio.timeout(20):
                await asyncio.sleep(0)
                await act(room)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await onvif.stop()
        return room

    return asyncio.run(whole())


def test_a_hand_turns_it_and_letting_go_stops_it() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: room.asked("ContinuousMove") == 1)
        room.steering.release("c10", WINDOW)
        await room.until(lambda: bool(room.told("stopped")))
        assert room.asked("Stop") == 1
        assert room.told("steered")[0]["by"] == {"rank": "operator", "who": "window"}

    played(story)


def test_a_hand_that_is_not_heard_any_more_has_let_go() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: bool(room.told("stopped")))
        assert room.asked("Stop") == 1

    played(story)


def test_what_moves_when_the_room_closes_is_stopped() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: room.asked("ContinuousMove") == 1)

    assert played(story).asked("Stop") == 1


def test_no_movement_asks_for_more_than_its_lease() -> None:
    asked: list[float | None] = []

    async def story(room: Room) -> None:
        head = room.onvif.heads["c10"]
        move = head.move
        head.move = lambda s, now, for_s=None: (asked.append(for_s), move(s, now, for_s))[1]  # type: ignore
        order = {"pan": 1.0, "tilt": 0.0, "zoom": 0.0, "for_ms": 600.0}
        await room.steering.order("c10", order, TABLET)
        await room.until(lambda: bool(room.told("stopped")))

    played(story)
    assert len(asked) == 2  # renewed once
    assert all(for_s is not None and for_s <= LEASE_S for for_s in asked)


def test_an_equal_waits_and_a_higher_rank_takes_over_and_both_are_told() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        busy = await room.steering.order("c10", {"home": True}, TABLET)
        assert isinstance(busy, Busy)
        assert room.told("busy")[0]["asked"]["who"] == "control"
        assert await room.steering.order("c10", {"home": True}, LEADER) == {
            "camera": "c10",
            "done": True,
        }
        assert room.told("taken")[0]["by"]["rank"] == "leader"
        room.steering.steer("c10", RIGHT, WINDOW)
        assert room.told("busy")[-1]["by"]["rank"] == "leader"
        assert not isinstance(await room.steering.order("c22", {"home": True}, TABLET), Busy)

    played(story)


def test_a_preset_is_not_ended_by_the_stop_of_the_hand_before_it() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: room.asked("ContinuousMove") == 1)
        await room.steering.order("c10", {"preset": "1"}, WINDOW)
        stops = room.asked("Stop")
        for _ in range(20):
            await asyncio.sleep(0.01)
        assert (stops, room.asked("Stop")) == (1, 1)

    played(story)


def test_a_patrol_goes_until_somebody_steers() -> None:
    async def story(room: Room) -> None:
        order = {"patrol": ["1", "2"], "dwell_s": 3.0}
        await room.steering.order("c10", order, WINDOW)
        await room.until(lambda: room.asked("GotoPreset") == 1)
        state = await room.steering.state("c10")
        assert isinstance(state, dict)
        assert (state["patrol"], state["held_by"]["rank"]) == (["1", "2"], "patrol")
        room.steering.steer("c10", RIGHT, TABLET)
        assert [event["running"] for event in room.told("patrol")] == [True, False]

    played(story)


def test_a_patrol_without_any_preset_ends() -> None:
    async def story(room: Room) -> None:
        await room.steering.order("c10", {"patrol": ["98"], "dwell_s": 3.0}, WINDOW)
        await room.until(lambda: len(room.told("patrol")) == 2)
        assert room.told("ptz")[-1]["state"] == "refused"

    played(story)


def test_the_state_tells_presets_position_and_abilities() -> None:
    async def story(room: Room) -> None:
        saved = await room.steering.order("c10", {"save": "桥"}, WINDOW)
        assert saved == {"token": "4", "name": "桥"}
        state = await room.steering.state("c10")
        assert isinstance(state, dict)
        assert state["state"] == "ready"
        assert state["presets"][-1] == {"token": "4", "name": "桥"}
        assert state["position"] == {"pan": 0.0, "tilt": 0.0, "zoom": 0.0}
        assert {"move", "zoom", "presets", "home"} <= set(state["can"])
        assert room.asked("GetServices") == 1

    played(story)


def test_a_camera_without_a_head_says_so() -> None:
    async def story(room: Room) -> None:
        trouble = await room.steering.order("c01", {"home": True}, WINDOW)
        assert isinstance(trouble, Trouble)
        assert trouble.kind is Kind.UNSUPPORTED
        room.steering.steer("c01", RIGHT, WINDOW)
        room.steering.release("c01", WINDOW)

    played(story)


def test_a_wrong_password_is_told_once_as_a_state() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: bool(room.told("ptz")))
        trouble = await room.steering.order("c10", {"home": True}, WINDOW)
        assert isinstance(trouble, Trouble)
        assert trouble.kind is Kind.WRONG_LOGIN
        assert [event["state"] for event in room.told("ptz")] == ["wrong_login"]
        assert room.asked("ContinuousMove") == 0

    played(story, "other")


def test_where_a_head_points_is_told_without_asking_for_its_presets() -> None:
    async def story(room: Room) -> None:
        room.onvif.heads["c10"].go((0.25, -0.5, 0.5), 0.0)
        found = await room.steering.stands("c10")
        assert found == Status(Motion(0.25, -0.5, 0.5), False)
        assert room.asked("GetPresets") == 0
        fixed = await room.steering.stands("c01")
        assert isinstance(fixed, Trouble)
        assert fixed.kind is Kind.UNSUPPORTED

    played(story)


def test_a_wrong_login_says_not_where_a_head_points() -> None:
    async def story(room: Room) -> None:
        found = await room.steering.stands("c10")
        assert isinstance(found, Trouble)
        assert found.kind is Kind.WRONG_LOGIN
        assert room.told("ptz")[0]["state"] == "wrong_login"

    played(story, "wrong")


def test_a_camera_that_comes_into_the_list_can_be_turned() -> None:
    async def story(room: Room) -> None:
        room.steering.set_cameras([room.camera("c10"), room.camera("c90", "c22")])
        assert await room.steering.order("c90", {"home": True}, WINDOW) == {
            "camera": "c90",
            "done": True,
        }
        gone = await room.steering.order("c22", {"home": True}, WINDOW)
        assert isinstance(gone, Trouble)
        assert gone.kind is Kind.UNSUPPORTED

    played(story)


def test_a_login_that_is_mended_in_the_list_is_used_at_once() -> None:
    async def story(room: Room) -> None:
        assert isinstance(await room.steering.order("c10", {"home": True}, WINDOW), Trouble)
        room.steering.set_cameras([room.camera("c10")])
        assert not isinstance(await room.steering.order("c10", {"home": True}, WINDOW), Trouble)
        assert room.told("ptz")[-1]["state"] == "ready"

    played(story, "wrong")


def test_another_list_does_not_concern_a_camera_that_stands_in_it_as_before() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: room.asked("ContinuousMove") == 1)
        room.steering.set_cameras([room.camera("c10")])
        assert room.told("stopped") == []
        busy = await room.steering.order("c10", {"home": True}, TABLET)
        assert isinstance(busy, Busy)
        assert room.asked("GetServices") == 1

    played(story)


def test_a_camera_that_leaves_the_list_is_stopped_and_nobody_has_it() -> None:
    async def story(room: Room) -> None:
        room.steering.steer("c10", RIGHT, WINDOW)
        await room.until(lambda: room.asked("ContinuousMove") == 1)
        room.steering.set_cameras([])
        await room.until(lambda: bool(room.told("stopped")))
        assert room.asked("Stop") == 1
        room.steering.set_cameras([room.camera("c10")])
        assert not isinstance(await room.steering.order("c10", {"home": True}, TABLET), Busy)

    played(story)


def test_a_patrol_ends_when_its_camera_gets_another_address() -> None:
    async def story(room: Room) -> None:
        order = {"patrol": ["1", "2"], "dwell_s": 3.0}
        await room.steering.order("c10", order, WINDOW)
        room.steering.set_cameras([room.camera("c10", "c22")])
        assert [event["running"] for event in room.told("patrol")] == [True, False]
        state = await room.steering.state("c10")
        assert isinstance(state, dict)
        assert (state["patrol"], state["held_by"]) == (None, None)

    played(story)


def test_an_order_that_waits_for_a_device_goes_to_the_one_that_the_list_names_now() -> None:
    async def story(room: Room) -> None:
        waits = asyncio.ensure_future(room.steering.order("c10", {"home": True}, WINDOW))
        await asyncio.sleep(0)
        room.steering.set_cameras([room.camera("c10", "c22")])
        assert not isinstance(await waits, Trouble)
        assert room.asked("GetServices") >= 1
        assert room.told("ptz")[-1]["state"] == "ready"

    played(story, "wrong")
