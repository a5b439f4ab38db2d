"""What the hub tells the console."""

from __future__ import annotations

import dataclasses

import pytest

from media.hub import happening as h
from media.hub import reports
from media.hub.chairing import Conduct
from media.hub.line_figures import LineFigures

NODE = h.NodeView("n01", "丁家湾村", h.Place.LIVE, h.MicState.OPEN, 2, True, True, True)


def test_the_conference_has_what_the_control_api_promises() -> None:
    other = dataclasses.replace(NODE, id="n02", hand=1, place=h.Place.CALLING)
    view = h.RoomView(True, "k1", ("c-9", "c-1"), False, h.Hush.NONE, ("n01",), (NODE, other))
    told = reports.conference(
        view,
        {"n01"},
        {"n01": "https://x"},
        {"n01": LineFigures(up_kbps=5.0, up_late=0.04, rtt_ms=9.0)},
    )
    assert told["state"] == "live"
    assert {"layout": "grid", "on_air": ["n01"]}.items() <= told["program"].items()
    assert told["share"] is None
    assert (told["case"], told["cases"]) == ("c-1", ["c-9", "c-1"])
    assert told["hands"] == ["n02", "n01"]
    first, second = told["nodes"]
    assert first["speaking"]
    assert first["up"] == {"kbps": 5.0, "loss": 0.0, "late": 0.04, "rtt_ms": 9.0, "fps": 0.0}
    assert first["join_url"] == "https://x"
    assert (second["state"], second["join_url"], second["hand"]) == ("calling", None, True)


def test_what_is_shared_is_told_with_the_state_of_its_picture() -> None:
    gate = h.Shared("camera:c07", "村口球机")
    view = h.RoomView(True, "k1", (), False, h.Hush.NONE, (), (), gate)
    view = dataclasses.replace(view, conduct=Conduct(shown="share"))
    told = reports.conference(view, (), {}, {}, "stale")
    assert (told["case"], told["cases"]) == (None, [])
    assert told["share"] == {"source": "camera:c07", "name": "村口球机", "state": "stale"}
    assert told["program"]["layout"] == "share"


@pytest.mark.parametrize(
    ("node", "sends", "painted", "state"),
    [
        (None, False, False, ("lost", "not_found")),
        (dataclasses.replace(NODE, place=h.Place.ABSENT), True, True, ("lost", "absent")),
        (dataclasses.replace(NODE, camera=False), True, True, ("lost", "no_video")),
        (NODE, False, False, ("lost", "no_video")),
        (NODE, True, False, ("connecting", None)),
        (NODE, True, True, ("live", None)),
        (dataclasses.replace(NODE, place=h.Place.WAITING), True, True, ("live", None)),
    ],
)
def test_a_nodes_picture_is_judged(
    node: h.NodeView | None, sends: bool, painted: bool, state: tuple[str, str | None]
) -> None:
    assert reports.node_state(node, sends, painted) == state
    told = reports.source("node:n01", *state)
    assert (told["event"], told["state"], told["trouble"]) == ("state", *state)


def test_an_order_that_is_refused_is_told_with_its_reason() -> None:
    assert reports.refused(h.Refuse("mute", "n01", "no such node")) == {
        "event": "refused", "action": "mute", "node": "n01", "reason": "no such node",
    }  # fmt: skip
