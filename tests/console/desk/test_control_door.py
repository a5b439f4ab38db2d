from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.desk.control_door import ControlDoor


class Io:
    """What is asked of the io thread waits until ``run``."""

    def __init__(self) -> None:
        self.asked: list[Callable[[], object]] = []

    def call(self, do: Callable[[], object]) -> None:
        self.asked.append(do)

    def run(self) -> None:
        asked, self.asked = self.asked, []
        for do in asked:
            do()


class Server:
    def __init__(self) -> None:
        self.told: list[tuple[str, Any]] = []

    def tell(self, kind: str, what: dict[str, Any]) -> None:
        self.told.append((kind, what))


@pytest.fixture
def door() -> ControlDoor:
    made: Any = ControlDoor(None, None, None, None, Io())  # type: ignore[arg-type]
    made._server = Server()
    return made  # type: ignore[no-any-return]


def test_a_burst_wakes_the_io_thread_once_and_keeps_its_order(door: ControlDoor) -> None:
    io: Any = door._io
    server: Any = door._server
    door.tell("wall", {"layout": "4"})
    door.tell_many("case", [{"id": f"c-{n}"} for n in range(3)])
    door.tell("platform", {"state": "live"})
    assert len(io.asked) == 1
    io.run()
    assert [kind for kind, _ in server.told] == ["wall", "case", "case", "case", "platform"]
    assert [what["id"] for kind, what in server.told if kind == "case"] == ["c-0", "c-1", "c-2"]
    door.tell("wall", {"layout": "9"})
    io.run()
    assert server.told[-1] == ("wall", {"layout": "9"})


def test_nothing_waits_for_a_door_that_is_not_open(door: ControlDoor) -> None:
    door._server = None
    door.tell("wall", {})
    io: Any = door._io
    assert io.asked == []
    assert not door._told
