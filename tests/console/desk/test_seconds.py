"""What is looked at each second; its counter, desks and window only note what they get."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from console.desk.seconds import Seconds
from media.source import Live, Lost, Trouble


class Noted:
    """Any method of it notes what it was given."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **named: self.calls.append((name, named or given[0]))


def test_the_cameras_states_go_to_tree_maps_top_line_and_director() -> None:
    states = {"c01": Live(0.0), "c02": Lost(Trouble.REFUSED)}
    finder, top, shown, calling, director = Noted(), Noted(), Noted(), Noted(), Noted()
    window: Any = SimpleNamespace(finder=finder, top=top)
    counter: Any = SimpleNamespace(
        camera_states=lambda: states, cases_desk=SimpleNamespace(maps=[shown]),
        drawn_markers=lambda: [("c01", SimpleNamespace(case_id="c-1"))],
    )  # fmt: skip
    health: Any = SimpleNamespace(changes=lambda drawn: [("markers", {"drawn": drawn})])
    told: list[tuple[str, dict[str, Any]]] = []
    others: Any = (calling, director, health, lambda kind, what: told.append((kind, what)))
    seconds = Seconds(window, counter, *others)
    seconds.show()
    assert finder.calls == shown.calls == [("set_camera_states", states)]
    seconds.direct()
    assert top.calls == [("set_health", {"cameras": (1, 2, 1)})]
    assert calling.calls == [("seat", 1)]
    assert director.calls == [("second", {"c02"})]
    seconds.tell_health()
    assert told == [("markers", {"drawn": [("c-1", "c01")]})]
