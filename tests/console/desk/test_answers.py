from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pytest

from console.cases.case import Case
from console.control.room import NotFound, Refused
from console.desk.answer_json import marker_json
from console.desk.answers import Answers
from console.desk.keeping import Answer
from console.links.exports import TooMany
from console.site.records import CameraEntry
from console.ui.feed import Figures
from console.ui.marker_painter import DrawnMarker
from console.ui.tile import TileReport
from layouts.layout import Layout
from layouts.store import load_layouts
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Kind
from media.onvif.trouble import Trouble as HeadTrouble
from media.secret import Secret
from media.source import Live, Lost, Off, Source, SourceState, Trouble

if TYPE_CHECKING:
    from console.desk.thumbnail import Pixels

T = TypeVar("T")
SEAT = Seat("operator", "control")
BLACK = {"finding": "black"}
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
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
}  # fmt: skip


class StraightBridge:
    """Answers at once, in the same thread."""

    async def ask(self, question: Callable[[], T]) -> T:
        return question()


class FewExports:
    """Knows one export and begins no other."""

    def start(self, order: dict[str, Any]) -> dict[str, Any]:
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

    def health(self) -> dict[str, Any]:
        return {"status": "ok", "processes": []}

    def layouts(self) -> dict[str, Layout]:
        return load_layouts(None)

    def layout_name(self) -> str:
        return "2x2"

    def screens(self) -> list[Any]:
        layout = load_layouts(None)["2x2"]
        return [
            ("DP-1", layout, self.tile_reports(), self.cell_sources()),
            ("HDMI-2", layout, [], []),
        ]

    def set_layout(self, name: str) -> None:
        self.done.append(name)

    def set_cell(self, cell: int, source: str | None) -> None:
        self.done.append((cell, source))

    def knows(self, source: Source) -> bool:
        return source.name == "gate"

    def replay(self, order: dict[str, Any]) -> None:
        if self.refusal:
            raise ValueError(self.refusal)
        self.done.append(order)

    def listen(self, cell: int | None) -> None:
        if self.refusal:
            raise ValueError(self.refusal)
        self.done.append(cell)

    def heard(self) -> dict[str, Any] | None:
        return {"cell": 0, "camera": "gate", "state": "playing", "level": 0.1}

    def selected(self) -> int:
        return 0

    def select(self, cell: int) -> None:
        self.done.append(cell)

    def key_table(self) -> list[dict[str, Any]]:
        return []

    def perform(self, action: str) -> bool:
        return False

    def put_number(self, number: str) -> dict[str, Any] | None:
        return None

    def tile_reports(self) -> list[TileReport]:
        return [report(Live(0.02), 0.02), report(Off(), None)]

    def cell_sources(self) -> list[Source | None]:
        return [Source.parse("camera:gate"), None]

    def tile_picture(self, cell: int) -> Pixels | None:
        return np.zeros((90, 160, 4), np.uint8) if cell == 0 else None

    def cameras(self) -> tuple[CameraEntry, ...]:
        return (GATE,)

    def camera_state(self, camera_id: str) -> SourceState:
        return Lost(Trouble.REFUSED)

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
    figures = Figures("sub", "h264", 640, 360, 25.0, 501.4, 2, 1)
    rect = (4, 8, 640, 360)
    return TileReport(0, None, "校门", rect, state, figures, 24.96, age_s, 2)


@pytest.fixture
def desk() -> SmallDesk:
    return SmallDesk()


@pytest.fixture
def answers(desk: SmallDesk) -> Answers:
    bridge, exports, director = StraightBridge(), FewExports(), quiet_director()
    return Answers(bridge, desk, exports, OneHead(), SEAT, director)  # type: ignore[arg-type]


def quiet_director() -> SimpleNamespace:
    """Nothing runs on the wall by itself."""
    scenes = SimpleNamespace(scene="", by=None, until=None)
    own = SimpleNamespace(name="DP-1", tours=SimpleNamespace(reports=list))
    walls = SimpleNamespace(own=own, find=lambda _name: own)
    alarms = SimpleNamespace(reports=list, held=lambda _screen: ())
    return SimpleNamespace(scenes=scenes, walls=walls, alarms=alarms)


def test_the_wall_tells_of_every_cell_what_it_shows(answers: Answers) -> None:
    wall = asyncio.run(answers.wall())
    assert wall["layout"] == "2x2"
    assert [tile["source"] for tile in wall["tiles"]] == ["camera:gate", None]
    assert {tile["screen"] for tile in wall["tiles"]} == {"DP-1"}
    assert [screen["name"] for screen in wall["screens"]] == ["DP-1", "HDMI-2"]


def test_an_unknown_layout_cell_or_source_is_named_with_those_there_are(
    answers: Answers, desk: SmallDesk
) -> None:
    with pytest.raises(NotFound, match="9x9") as layout:
        asyncio.run(answers.set_layout("9x9"))
    assert "3x3" in layout.value.there_are
    with pytest.raises(NotFound, match="cell 7"):
        asyncio.run(answers.set_cell(7, None))
    with pytest.raises(NotFound, match="camera:other"):
        asyncio.run(answers.set_cell(0, "camera:other"))
    assert not desk.done


def test_a_camera_is_steered_or_it_is_said_why_not(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asyncio.run(answers.ptz("gate", {"preset": "1"}))
    assert done == {"camera": "gate", "preset": "1", "seat": "operator"}
    assert asyncio.run(answers.ptz_state("gate"))["state"] == "ready"
    with pytest.raises(NotFound):
        asyncio.run(answers.ptz("other", {"preset": "1"}))
    monkeypatch.setattr(OneHead, "answer", HeadTrouble(Kind.WRONG_LOGIN))
    with pytest.raises(Refused, match="refuses name or password"):
        asyncio.run(answers.ptz("gate", {"home": True}))
    monkeypatch.setattr(OneHead, "answer", Busy(Seat("leader", "window"), 8.2))
    with pytest.raises(Refused, match=r"leader \(window\) steers it, free in 8 s"):
        asyncio.run(answers.ptz("gate", {"home": True}))


def test_what_exists_is_done(answers: Answers, desk: SmallDesk) -> None:
    asyncio.run(answers.set_layout("3x3"))
    asyncio.run(answers.set_cell(0, "camera:gate"))
    asyncio.run(answers.set_cell(1, None))
    assert desk.done == ["3x3", (0, "camera:gate"), (1, None)]


def test_the_catalogue_never_tells_a_password(answers: Answers) -> None:
    (camera,) = asyncio.run(answers.cameras())
    assert (camera["id"], camera["state"]) == ("gate", "lost")
    assert "geheim" not in str(camera)
    assert camera["findings"] == ["black"]
    assert asyncio.run(answers.diagnosis())["findings"][0]["camera"] == "gate"
    counted = [figure.value for figure in asyncio.run(answers.figures()) if figure.labels == BLACK]
    assert counted == [1]
    with pytest.raises(NotFound):
        asyncio.run(answers.camera("other"))


def test_a_refused_act_of_the_chair_is_refused_with_its_reason(
    answers: Answers, desk: SmallDesk
) -> None:
    assert asyncio.run(answers.command_conference({"action": "end"}))["state"] == "idle"
    desk.refusal = "no conference is held"
    with pytest.raises(Refused, match="no conference"):
        asyncio.run(answers.command_conference({"action": "end"}))


def test_what_the_hub_refuses_is_refused_to_the_caller_and_to_nobody_else(
    answers: Answers, desk: SmallDesk
) -> None:
    desk.late_refusal = {"action": "admit", "node": "n01", "reason": "is not waiting"}
    with pytest.raises(Refused, match="is not waiting"):
        asyncio.run(answers.command_conference({"action": "admit", "node": "n01"}))
    asyncio.run(answers.command_conference({"action": "mute", "node": "n01"}))


def test_markers_are_told_with_the_time_they_were_painted(answers: Answers) -> None:
    (marker,) = asyncio.run(answers.markers())
    assert (marker["case"], marker["on"], marker["x"]) == ("c-1", "map", 10.0)
    assert datetime.fromisoformat(marker["painted_at"]).tzinfo is not None
    at = marker_json("map", DrawnMarker("c", 1, 0.0, 0.0, 0.0, False), NOW)["painted_at"]
    assert at == "2026-11-23T04:00:00.000+00:00"


def test_a_room_without_cases_says_so(answers: Answers) -> None:
    assert asyncio.run(answers.cases()) == {"count": 0, "cursor": "c7", "cases": []}


def test_the_figures_are_those_of_health_and_wall(answers: Answers) -> None:
    names = {figure.name for figure in asyncio.run(answers.figures())}
    assert {"tile_pictures_per_second", "tile_picture_age_seconds"} <= names


def test_a_node_that_does_not_exist_is_named_with_those_there_are(
    answers: Answers, desk: SmallDesk
) -> None:
    for order in ({"action": "call", "node": "zz"}, {"action": "start", "nodes": ["n01", "zz"]}):
        with pytest.raises(NotFound, match="zz") as unknown:
            asyncio.run(answers.command_conference(order))
        assert unknown.value.there_are == ["n01"]
    assert not desk.done


def test_a_camera_that_does_not_exist_is_not_shared(answers: Answers, desk: SmallDesk) -> None:
    for source in ("camera:gate", "screen", None):
        asyncio.run(answers.command_conference({"action": "share", "source": source}))
    del desk.done[:]
    with pytest.raises(NotFound, match="camera:zz") as unknown:
        asyncio.run(answers.command_conference({"action": "share", "source": "camera:zz"}))
    assert unknown.value.there_are == ["screen", "case", "camera:gate"]
    assert not desk.done


def test_what_is_kept_is_answered_when_the_worker_says_so(
    answers: Answers, desk: SmallDesk
) -> None:
    kept = asyncio.run(answers.snapshot("gate"))
    assert kept == {
        "path": "/s/gate.jpg", "taken_at": "2026-11-25T12:00:00.000Z",
        "size": [1920, 1080], "stream": "main",
    }  # fmt: skip
    assert asyncio.run(answers.clip("gate", 5, 10)) == {"path": "/s/gate.mp4", "ready": False}
    asyncio.run(answers.snapshot("gate", 60.0))
    asyncio.run(answers.clip("gate", 5, 10, 60.0))
    assert desk.done == [("gate", 5, 10, None), ("gate", 60.0), ("gate", 5, 10, 60.0)]
    assert asyncio.run(answers.record("gate", True)) == {"recording": True, "by": "hand"}


def test_what_cannot_be_kept_is_refused(answers: Answers, desk: SmallDesk) -> None:
    with pytest.raises(NotFound, match="no camera"):
        asyncio.run(answers.snapshot("nobody"))
    desk.refusal = "it is so"
    with pytest.raises(Refused, match="no picture"):
        asyncio.run(answers.snapshot("gate"))


def test_a_replay_is_ordered_of_cells_that_there_are(answers: Answers, desk: SmallDesk) -> None:
    order = {"cells": [0], "back_s": 30}
    told = asyncio.run(answers.replay(order))
    assert told == {"cells": [{"cell": 0, "source": "camera:gate"}]}
    assert desk.done == [order]
    with pytest.raises(NotFound):
        asyncio.run(answers.replay({"cells": [0, 2], "back_s": 30}))
    desk.refusal = "cell 0 shows no camera"
    with pytest.raises(Refused, match="shows no camera"):
        asyncio.run(answers.replay(order))


def test_a_cell_that_there_is_can_be_listened_to(answers: Answers, desk: SmallDesk) -> None:
    assert asyncio.run(answers.listen(0)) == {"listening": desk.heard()}
    asyncio.run(answers.listen(None))
    assert desk.done == [0, None]
    assert asyncio.run(answers.wall())["listening"] == desk.heard()
    with pytest.raises(NotFound):
        asyncio.run(answers.listen(2))
    desk.refusal = "cell 1 shows no live camera"
    with pytest.raises(Refused, match="no live camera"):
        asyncio.run(answers.listen(1))


def test_exports_are_of_cameras_there_are_and_known_by_their_id(answers: Answers) -> None:
    assert asyncio.run(answers.exports()) == [asyncio.run(answers.export("e-1"))]
    assert asyncio.run(answers.cancel_export("e-1")) == {"id": "e-1"}
    with pytest.raises(NotFound) as unknown:
        asyncio.run(answers.export("e-2"))
    assert unknown.value.there_are == ["e-1"]
    with pytest.raises(NotFound, match="no camera"):
        asyncio.run(answers.start_export({"cameras": ["gate", "c9"]}))
    with pytest.raises(Refused, match="run already"):
        asyncio.run(answers.start_export({"cameras": ["gate"]}))


def test_a_tile_with_a_picture_has_a_thumbnail(answers: Answers) -> None:
    assert asyncio.run(answers.thumbnail(0)).startswith(b"\xff\xd8\xff")
    with pytest.raises(NotFound, match="cell 1 has no picture"):
        asyncio.run(answers.thumbnail(1))
    with pytest.raises(NotFound) as refusal:
        asyncio.run(answers.thumbnail(9))
    assert refusal.value.there_are == [0, 1]
