"""The conference as the chair holds it: what the hub tells, and what the chair wishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.control.chair_order import READERS
from console.site.records import NodeEntry

IDLE: dict[str, Any] = {
    "state": "idle",
    "id": None,
    "case": None,
    "locked": False,
    "recording": False,
    "record": {"state": "off", "reason": "", "file": "", "seconds": 0.0},
    "mode": "free",
    "program": {"layout": "", "on_air": []},
    "share": None,
}
ENDS_S = 10.0  # a conference that is not over by then is not followed by another
NEEDS_A_CONFERENCE = {
    "call", "admit", "remove", "mute", "unmute", "mute_all", "lock", "unlock", "share",
    "allow_screen", "record", *READERS,
}  # fmt: skip


class ConferenceDesk(QObject):
    """Keeps the conference as last told. Lives in the Qt thread.

    ``changed`` carries the whole of ``GET /v1/conference``; ``door_opened`` the join links and the
    path of the room's own certificate; ``troubled`` why something is refused, and the name of the
    site that it concerns, empty where it concerns none.
    """

    changed = Signal(dict)
    door_opened = Signal(dict, str)
    troubled = Signal(str, str)
    recorded = Signal(dict)  # an event of the conference's record

    def __init__(
        self,
        nodes: Sequence[NodeEntry],
        order: Callable[[dict[str, Any]], None],
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._order, self._now = order, now
        self._next: tuple[Callable[[], None], float] | None = None  # what follows, until when
        self.links: dict[str, str] = {}
        self.state: dict[str, Any] = {**IDLE, "nodes": [absent(node) for node in nodes]}
        self.door_trouble = ""
        self.by_plan: Callable[[str, str | None], str] = lambda plan, _case: f"no plan {plan!r}"
        self.by_saved: Callable[[str], str] = lambda name: f'there is no program layout "{name}"'
        self.barred: Callable[[dict[str, Any]], str] = lambda _: ""  # why it cannot be shared
        self.layout_ordered = False  # of the program, by somebody in this conference
        self.turn = 0  # counts changes of the conference, and refusals; figures are none
        self.refused: dict[str, Any] = {}  # the newest refusal, with its turn

    @Slot(dict)
    def take(self, event: dict[str, Any]) -> None:
        """An event of the hub."""
        match event.get("event"):
            case "conference":
                told = {key: event[key] for key in event if key != "event"}
                before, self.state = (
                    self.state,
                    {**told, "nodes": [self._linked(node) for node in told["nodes"]]},
                )
                self.turn += _acts(before) != _acts(self.state)
                self.layout_ordered &= told["state"] == "live"
                self.changed.emit(self.state)
                self._go_on()
            case "door":
                self._open_door(event)
            case "record":
                self.recorded.emit(event)
            case "refused":
                self.turn += 1
                self.refused = {**event, "turn": self.turn}
                self.troubled.emit(str(event.get("reason") or ""), self._name(event.get("node")))
            case _:
                pass  # figures and states of single sites go elsewhere

    @Slot(dict)
    def command(self, order: dict[str, Any]) -> str:
        """An act of the chair, as in ``POST /v1/conference``; why it is refused, else empty."""
        live = self.state["state"] == "live"
        if order["action"] in NEEDS_A_CONFERENCE and not live:
            return "no conference is held"
        if order["action"] == "start" and live:
            return "a conference is held already"
        if trouble := self.door_trouble or self.barred(order):
            return trouble
        if "plan" in order:
            return self.by_plan(str(order["plan"]), order.get("case"))
        if "saved" in order:
            return self.by_saved(str(order["saved"]))
        self.layout_ordered |= order["action"] == "layout"
        self._order(order)
        return ""

    def end_then(self, begin: Callable[[], None]) -> str:
        """Another conference follows the one that is held: ``begin`` as soon as it is over, at once
        where none is held, and not at all where it takes too long. Why it is refused, else
        empty."""
        if self.state["state"] != "live":
            begin()
            return ""
        refusal = self.command({"action": "end"})
        self._next = None if refusal else (begin, self._now() + ENDS_S)
        return refusal

    def _name(self, node: str | None) -> str:
        names = {each["id"]: str(each.get("name") or "") for each in self.state["nodes"]}
        return names.get(node or "", "")

    def _go_on(self) -> None:
        if self._next is not None and self.state["state"] != "live":
            (begin, until), self._next = self._next, None
            if self._now() <= until:
                begin()

    def _open_door(self, event: dict[str, Any]) -> None:
        before, told = self.door_trouble, str(event.get("trouble") or "")
        self.door_trouble = self._door_text(told) if told else ""
        if self.door_trouble:
            if self.door_trouble != before:  # the hub tries again and again
                self.troubled.emit(self.door_trouble, "")
            return
        self.links = dict(event.get("links") or {})
        self.state = {**self.state, "nodes": [self._linked(n) for n in self.state["nodes"]]}
        self.changed.emit(self.state)
        self.door_opened.emit(self.links, str(event.get("ca") or ""))

    def _door_text(self, told: str) -> str:
        return self.tr(
            "The conference cannot open its door: {reason}; see [conference] listen in site.toml"
        ).format(reason=told)

    def _linked(self, node: dict[str, Any]) -> dict[str, Any]:
        return {**node, "join_url": self.links.get(node["id"]) or node.get("join_url")}


def cases_of(state: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the cases a conference is about, the present one last."""
    found = state.get("cases") or [state.get("case")]
    return tuple(str(case) for case in found if case is not None)


def _acts(state: Mapping[str, Any]) -> dict[str, Any]:
    """What people did to a conference: all of it but the figures of the lines."""
    figures = ("up", "down", "speaking")
    record = (state.get("record") or {}).get("state")
    nodes = [{k: v for k, v in node.items() if k not in figures} for node in state["nodes"]]
    program = state.get("program") or {}
    chosen = (program.get("chosen"), program.get("places"))
    return {**state, "program": chosen, "record": record, "nodes": nodes}


def absent(node: NodeEntry) -> dict[str, Any]:
    """A site nobody has heard of yet, as the contract writes it."""
    return {
        "id": node.id,
        "name": node.name,
        "state": "absent",
        "mic": "open",
        "hand": False,
        "speaking": False,
        "join_url": None,
        "up": {"kbps": 0, "loss": 0.0, "late": 0.0, "rtt_ms": None, "fps": 0.0},
        "down": {"kbps": 0, "loss": 0.0},
    }
