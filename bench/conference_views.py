"""The views of a conference: on the wall, and the chair's panel."""

from __future__ import annotations

from collections.abc import Callable

from bench.views import NODES, Stage, usual


def conference(stage: Stage) -> None:
    room = stage.room
    room.call("POST", "/v1/conference", {"action": "start", "nodes": NODES})
    stage.layout("speaker+row")
    stage.settle(1)
    with_nodes = room.tiles()
    for tile, source in zip(with_nodes, ["program", *(f"node:{n}" for n in NODES)], strict=False):
        stage.put(tile["cell"], source)
    stage.settle(8)
    stage.shot("conference")
    room.call("POST", "/v1/conference", {"action": "end"})
    usual(stage)


def chair(stage: Stage) -> None:
    """The chair's panel: banner and caption on the program, then a roll call."""
    room = stage.room

    def order(action: str, **more: object) -> None:
        room.call("POST", "/v1/conference", {"action": action, **more})

    order("start", nodes=NODES)
    stage.layout("speaker+row")
    stage.put(0, "program")
    stage.settle(8)
    order("layout", layout="1+5", places=["n02"])
    order("banner", text="防汛会商（模拟）")
    order("caption", text="请各村按顺序汇报水位和人员转移情况")
    order("self_unmute", on=False)
    stage.act("chair")
    stage.settle(2)
    stage.shot("chair")
    order("roll_call", nodes=NODES[1:4])
    stage.settle(3)
    stage.shot("chair-roll")
    stage.act("chair")
    order("end")
    usual(stage)


CONFERENCE_VIEWS: dict[str, Callable[[Stage], None]] = {"conference": conference, "chair": chair}
