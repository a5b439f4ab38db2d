"""A desk that the control API's answers are given over, small enough to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from console.cases.case import Case
from console.desk.answers import Answers
from console.desk.keeping import Answer
from console.links.exports import TooMany
from console.site.records import CameraEntry
from console.ui.feed import Figures
from console.ui.marker_painter import DrawnMarker
from console.ui.tile import TileReport
from layouts.layout import Layout
from layouts.store import load_layouts
from media.onvif.rights import Seat
from media.secret import Secret
from media.source import Live, Lost, Off, Source, SourceState, Trouble

if TYPE_CHECKING:
    from console.desk.thumbnail import Pixels

T = TypeVar("T")
SEAT = Seat("operator", "control")
GATE = CameraEntry(
    "gate",
    "校门",
    "rtsp://10.0.0.11/user=op&password=geheim&channel=1",
    user="operator",
    password=Secret("geheim"),
)


SNAPSHOT = {
    "event": "done", "ticket": "t", "camera": "gate", "path": "/s/gate.jpg",
    "taken_at": "2026-11-25T12:00:00.000Z", "size": [1920, 1080], "stream": "main",
    "why_small": None,
}  # fmt: skip


OWN = SimpleNamespace(name="DP-1", tours=SimpleNamespace(reports=list))
OTHER = SimpleNamespace(name="HDMI-2", tours=SimpleNamespace(reports=list))


class StraightBridge:
    """Answers at once, in the same thread."""

    async def ask(self, question: Callable[[], T]) -> T:
        return question()


class FewExports:
    """Knows one export and begins no other."""

    def __init__(self) -> None:
        self.wished: list[dict[str, Any]] = []

    def start(self, order: dict[str, Any]) -> dict[str, Any]:
        self.wished.append(order)
        raise TooMany("2 exports run already")

    def all(self) -> list[dict[str, Any]]:
        return [{"id": "e-1"}]

    def find(self, identity: str) -> dict[str, Any] | None:
        return {"id": "e-1"} if identity == "e-1" else None

    cancel = find


class OneHead:
    """Steers the gate, and is busy or in trouble when a test says so."""

    answer: Any = None

    async def order(self, camera: str, order: dict[str, Any], seat: Seat) -> Any:
        return self.answer or {"camera": camera, **order, "seat": seat.rank}

    async def state(self, camera: str) -> Any:
        return self.answer or {"camera": camera, "state": "ready"}


class SmallDesk:
    """A desk of two cells and one camera that writes down what it is told to do."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.refusal = ""
        self.turn = 0
        self.late_refusal: dict[str, Any] = {}

    def note(self, of: Any, what: Any) -> None:
        """An order to a wall; to another than the desk's own with the screen's name."""
        self.done.append(what if of is OWN else (of.name, what))

    def health(self) -> dict[str, Any]:
        return {"status": "ok", "processes": []}

    def layouts(self) -> dict[str, Layout]:
        return load_layouts(None)

    def layout_name(self) -> str:
        return "2x2"

    def screens(self) -> list[Any]:
        layout = load_layouts(None)["2x2"]
        return [
            ("DP-1", layout, self.tile_reports(), self.cell_sources(OWN)),
            ("HDMI-2", layout, [], []),
        ]

    def set_layout(self, of: Any, name: str) -> None:
        self.note(of, name)

    def set_cell(self, of: Any, cell: int, source: str | None) -> None:
        self.note(of, (cell, source))

    def knows(self, source: Source) -> bool:
        return source.name == "gate"

    def replay(self, of: Any, order: dict[str, Any]) -> None:
        if self.refusal:
            raise ValueError(self.refusal)
        self.note(of, order)

    def listen(self, of: Any, cell: int | None) -> None:
        if self.refusal:
            raise ValueError(self.refusal)
        self.note(of, cell)

    def heard(self) -> dict[str, Any] | None:
        return {"cell": 0, "camera": "gate", "state": "playing", "level": 0.1}

    def selected(self, of: Any) -> int:
        return 0

    def select(self, of: Any, cell: int) -> None:
        self.note(of, cell)

    def key_table(self) -> list[dict[str, Any]]:
        return []

    def perform(self, action: str) -> bool:
        return False

    def put_number(self, number: str) -> dict[str, Any] | None:
        return None

    def tile_reports(self) -> list[TileReport]:
        return [report(Live(0.02), 0.02), report(Off(), None)]

    def cell_sources(self, of: Any) -> list[Source | None]:
        gate = Source.parse("camera:gate")
        return [gate, None] if of.name == "DP-1" else [None, None, gate]

    def tile_picture(self, of: Any, cell: int) -> Pixels | None:
        has_one = self.cell_sources(of)[cell] is not None
        return np.zeros((90, 160, 4), np.uint8) if has_one else None

    def cameras(self) -> tuple[CameraEntry, ...]:
        return (GATE,)

    def camera_state(self, camera_id: str) -> SourceState:
        return Lost(Trouble.REFUSED)

    def camera_figures(self, camera_id: str) -> Figures:
        return Figures("sub", dropped=2, errors=5, lost_packets=30, reconnects=1)

    def findings(self, camera: str) -> tuple[str, ...]:
        return ("black",)

    def diagnosis(self) -> dict[str, Any]:
        row = {"camera": "gate", "finding": "black", "now": True}
        return {"since": "", "every_s": 10.0, "findings": [row]}

    def snapshot(self, camera: str, answer: Answer, at: float | None = None) -> str:
        self.done += [(camera, at)] if at is not None else []
        answer({"event": "failed", "reason": "no picture"} if self.refusal else SNAPSHOT)
        return "/s/gate.jpg"

    def clip(self, camera: str, before_s: float, after_s: float, at: float | None = None) -> str:
        self.done.append((camera, before_s, after_s, at))
        return "/s/gate.mp4"

    def record(self, camera: str, on: bool, answer: Answer) -> str:
        by = "hand" if on else None
        answer({"event": "done", "ticket": "t", "camera": camera, "recording": on, "by": by})
        return ""

    def open_cases(self) -> list[Case]:
        return []

    def knows_case(self, case_id: str) -> bool:
        return case_id == "c-1"

    def cursor(self) -> str:
        return "c7"

    def drawn_markers(self) -> list[tuple[str, DrawnMarker]]:
        return [("map", DrawnMarker("c-1", 3, 10.04, 20.0, 0.0, True))]

    def conference(self) -> dict[str, Any]:
        return {"state": "idle", "nodes": [{"id": "n01"}]}

    def command_conference(self, order: dict[str, Any]) -> str:
        self.done.append(order)
        self.turn += 1
        return self.refusal

    def conference_turn(self) -> int:
        return self.turn

    def conference_refusal(self) -> dict[str, Any]:
        return {**self.late_refusal, "turn": self.turn} if self.late_refusal else {}


def report(state: SourceState, age_s: float | None) -> TileReport:
    figures = Figures(
        "sub", "h264", 640, 360, 25.0, 501.4, 2, 5, 30, 1, transport="tcp", instead_of="udp"
    )
    rect = (4, 8, 640, 360)
    return TileReport(0, None, "校门", rect, state, figures, 24.96, age_s, 2)


def quiet_director() -> SimpleNamespace:
    """Nothing runs on the walls by itself."""
    scenes = SimpleNamespace(scene="", by=None, until=None, altered=False)
    screens = {"DP-1": OWN, "HDMI-2": OTHER}
    walls = SimpleNamespace(own=OWN, find=screens.get, all=lambda: [OWN, OTHER])
    alarms = SimpleNamespace(reports=list, held=lambda _screen: ())
    return SimpleNamespace(scenes=scenes, walls=walls, alarms=alarms)


def answers_over(desk: SmallDesk) -> Answers:
    bridge, exports, director = StraightBridge(), FewExports(), quiet_director()
    return Answers(bridge, desk, exports, OneHead(), SEAT, director)  # type: ignore[arg-type]
