from __future__ import annotations

import asyncio
import concurrent.futures
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.ptz import PtzDesk
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Motion

SEAT = Seat("operator", "window")


class Paper:
    """Writes down what the steering is told, and answers as a test says."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.answer: Any = {"done": True}

    def steer(self, *what: Any) -> None:
        self.done.append(("steer", *what))

    def release(self, *what: Any) -> None:
        self.done.append(("release", *what))

    async def order(self, camera: str, order: dict[str, Any], seat: Seat) -> Any:
        self.done.append(order)
        return self.answer

    async def state(self, camera: str) -> Any:
        return {"camera": camera, "state": "ready"}

    async def stands(self, camera: str) -> Any:
        return self.answer


def at_once(work: Any) -> concurrent.futures.Future[Any]:
    done: concurrent.futures.Future[Any] = concurrent.futures.Future()
    done.set_result(asyncio.run(work))
    return done


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def desk(qtbot: QtBot, paper: Paper) -> PtzDesk:
    return PtzDesk(paper, lambda do, *what: do(*what), at_once, SEAT)  # type: ignore[arg-type]


def test_a_drag_is_said_again_until_the_button_is_up(
    desk: PtzDesk, paper: Paper, qtbot: QtBot
) -> None:
    desk.drag("c10", 200, 0, 400)
    qtbot.waitUntil(lambda: len(paper.done) >= 2)
    assert paper.done[0] == ("steer", "c10", Motion(1.0, 0.0), SEAT)
    desk.release()
    desk.release()
    assert paper.done[-1] == ("release", "c10", SEAT)
    assert sum(what[0] == "release" for what in paper.done) == 1


def test_another_picture_lets_the_first_go(desk: PtzDesk, paper: Paper) -> None:
    desk.hold("c10", Motion(1.0))
    desk.hold("c22", Motion(1.0))
    desk.release()
    assert [what[:2] for what in paper.done] == [
        ("steer", "c10"), ("release", "c10"), ("steer", "c22"), ("release", "c22"),
    ]  # fmt: skip


def test_the_wheel_zooms_for_a_moment(desk: PtzDesk, paper: Paper) -> None:
    desk.wheel("c10", 1)
    desk.wheel("c10", 0)
    assert paper.done == [("steer", "c10", Motion(zoom=0.5), SEAT, 0.2)]


def test_orders_go_through_and_presets_are_asked_anew(desk: PtzDesk, paper: Paper) -> None:
    asked: list[Any] = []
    desk.changed.connect(lambda camera, what: asked.append((camera, what["state"])))
    desk.go_preset("c10", "1")
    desk.go_home("c10")
    desk.patrol("c10", ["1"], 5.0)
    assert not asked
    desk.save_preset("c10", "桥")
    desk.remove_preset("c10", "1")
    assert paper.done[3:] == [{"save": "桥"}, {"remove": "1"}]
    assert asked == [("c10", "ready")] * 2


def test_why_not_is_told(desk: PtzDesk, paper: Paper) -> None:
    said: list[Any] = []
    desk.refused.connect(lambda *what: said.append(what))
    paper.answer = Trouble(Kind.UNREACHABLE)
    desk.go_home("c10")
    paper.answer = Busy(SEAT, 3.0)
    desk.go_home("c10")  # told by the event
    by = {"rank": "leader", "who": "window"}
    mine = {"rank": "operator", "who": "window"}
    desk.hold("c10", Motion(1.0))
    desk.take({"event": "busy", "camera": "c10", "asked": mine, "by": by, "left_s": 3.0})
    assert said == [("c10", "the device cannot be reached"), ("c10", "leader steers it")]
    assert not desk._again.isActive()


def test_what_turns_is_told_to_who_listens(desk: PtzDesk) -> None:
    said: list[Any] = []
    desk.turned.connect(lambda camera: said.append(("turned", camera)))
    desk.taken.connect(lambda *what: said.append(("taken", *what)))
    desk.state_changed.connect(lambda *what: said.append(what))
    desk.told.connect(lambda kind, what: said.append((kind, what["what"])))
    mine = {"rank": "operator", "who": "window"}
    desk.take({"event": "steered", "camera": "c10", "by": mine})
    desk.take({"event": "stopped", "camera": "c10"})
    other = {"rank": "leader", "who": "control"}
    desk.take({"event": "taken", "camera": "c10", "from": mine, "by": other})
    desk.take({"event": "taken", "camera": "c10", "from": other, "by": other})
    desk.take({"event": "ptz", "camera": "c10", "state": "silent", "reason": "r"})
    assert [what for what in said if what[0] != "ptz"] == [
        ("turned", "c10"), ("turned", "c10"), ("taken", "c10", "leader"), ("c10", "silent", "r"),
    ]  # fmt: skip


def test_where_a_head_points_comes_by_a_signal_of_its_own(desk: PtzDesk, paper: Paper) -> None:
    heard: list[Any] = []
    desk.stood.connect(lambda *what: heard.append(what))
    paper.answer = Trouble(Kind.SILENT)
    desk.look("c10")
    assert heard == [("c10", paper.answer)]
