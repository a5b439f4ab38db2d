from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from console.cases.case import LinkState
from console.desk.room_health import RoomHealth
from console.ui.pulse import Stalls
from media.child import ChildReport
from media.source import Live


class Parts:
    """Of a room with one camera, one site and no case."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.state = "up"
        window: Any = SimpleNamespace(
            pulse=SimpleNamespace(stalls=Stalls(0.01)),
            wall=SimpleNamespace(paints_per_s=lambda: 25.0),
        )
        link = LinkState("live")
        cases: Any = SimpleNamespace(book=SimpleNamespace(link=link, links={"": link}), pressing=())
        conference: Any = SimpleNamespace(state={"nodes": [{"state": "live"}]})
        child: Any = SimpleNamespace(report=self.report)
        self.health = RoomHealth(
            window, cases, conference, [child], lambda: [Live(0.1)], lambda: self.troubles,
            lambda: True, lambda: [{"process": "cameras-0", "with": "cuda", "reason": ""}],
        )  # fmt: skip

    def report(self) -> ChildReport:
        return ChildReport("cameras-0", self.state, 7, 0, 90.0)


def test_it_is_gathered_from_all_parts() -> None:
    told = Parts().health.whole()
    assert (told["status"], told["simulated"]) == ("ok", True)
    assert told["processes"][0]["name"] == "cameras-0"
    assert (told["cameras"]["live"], told["nodes"]["live"]) == (1, 1)
    assert told["platform"]["state"] == "live"
    assert told["uptime_s"] >= 0
    assert [row["with"] for row in told["decoding"]] == ["cuda"]


def test_only_what_changed_is_an_event() -> None:
    parts = Parts()
    drawn = [("c-1", "tile")]
    assert parts.health.changes(drawn) == []
    assert parts.health.changes(drawn) == []
    parts.troubles.append("the disk is full")
    assert parts.health.changes(drawn) == [
        ("health", {"status": "degraded", "troubles": ["the disk is full"]})
    ]
    assert parts.health.changes([]) == [("markers", {"count": 0})]
    parts.troubles.clear()
    parts.state = "restarting"
    assert parts.health.changes([])[0][1]["status"] == "degraded"
