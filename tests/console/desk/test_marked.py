from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from console.cases.book import CaseBook
from console.desk.keeping import KeepingDesk
from console.desk.marked import MarkedDesk, joined_marks
from console.desk.marking import MarkingDesk
from console.site.load import load_site
from console.site.records import MarkerSettings
from console.ui.main_window import MainWindow
from media.source import Source
from tests.console.desk.test_keeping import Worker, straight
from tests.console.desk.test_marking import POSE, a_case
from tests.console.desk.walls import Fixed, one_wall, wall_of


class Held:
    def __init__(self, qtbot: QtBot, feed: Any, tmp_path: Path, settings: MarkerSettings) -> None:
        (tmp_path / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        (tmp_path / "cameras.csv").write_text("id,name,main\ngate,校门,rtsp://h/1\n", "utf-8")
        self.window = MainWindow("x", "en")
        qtbot.addWidget(self.window)
        self.wall = self.window.wall
        self.wall.set_feed(0, feed(Source.parse("camera:gate")), "校门")
        self.walls = one_wall(wall_of(self.wall))
        self.worker, self.aims = Worker(), Fixed({"gate": POSE})
        self.keeping = KeepingDesk(load_site(tmp_path), {"gate": self.worker}, self.order)
        self.book = CaseBook()
        self.marking = MarkingDesk(self.book, self.wall, self.aims, self.window)
        self.desk = MarkedDesk(
            self.window, self.walls, self.keeping, self.marking, settings, self.run, self.window
        )
        self.said: list[str] = []
        self.window.tell = self.said.append  # type: ignore[method-assign,assignment]

    def order(self, do: Callable[..., None], *given: Any) -> None:
        straight(do, *given)

    def run(self, work: Any) -> None:
        asyncio.run(work)

    def put_case(self) -> None:
        told = a_case()
        self.marking.take(self.book.apply([told]), [told.case])

    def take(self, **rest: str) -> Path:
        """What the worker does with the newest order."""
        order = self.worker.told[-1]
        path = Path(order["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (640, 360), (0, 0, 90)).save(path, "JPEG")
        done = {"event": "done", "ticket": order["ticket"], "camera": "gate", "size": [640, 360]}
        self.keeping.take("cameras-0", {**done, **rest})
        return path


@pytest.fixture
def held(qtbot: QtBot, quiet_feed: Any, tmp_path: Path) -> Held:
    return Held(qtbot, quiet_feed, tmp_path, MarkerSettings())


def marked(path: Path) -> Path:
    return path.with_name(f"{path.stem}-marked.jpg")


def act(held: Held) -> None:
    held.desk.act(held.walls.all()[0], 0, "snapshot_marked")


def test_a_snapshot_with_markers_lies_beside_the_plain_one(held: Held) -> None:
    held.put_case()
    act(held)
    path = held.take()
    with Image.open(marked(path)) as image, Image.open(path) as plain:
        assert image.tobytes() != plain.tobytes()
        assert "2026-1123-0001" in str(image.getexif()[0x010E])
    assert held.said == [f"校门: snapshot with markers kept: {marked(path).name}"]


def test_that_a_marked_snapshot_is_of_the_small_stream_is_told(held: Held) -> None:
    held.put_case()
    act(held)
    path = held.take(why_small="the large stream brought no picture")
    assert held.said == [
        "校门: snapshot with markers kept of the small stream "
        f"(the large stream brings no picture): {marked(path).name}"
    ]


def test_a_plain_snapshot_stays_alone_unless_the_room_wishes_it(
    held: Held, qtbot: QtBot, quiet_feed: Any, tmp_path: Path
) -> None:
    held.put_case()
    held.keeping.snapshot("gate")
    assert not marked(held.take()).exists()
    (tmp_path / "usual").mkdir()
    usual = Held(qtbot, quiet_feed, tmp_path / "usual", MarkerSettings(on_snapshots=True))
    usual.put_case()
    usual.keeping.snapshot("gate")
    assert marked(usual.take()).exists()
    usual.keeping.snapshot("gate", at=1_764_000_000.0)  # of the past: where cases stood is unknown
    assert not marked(usual.take()).exists()


def test_a_camera_whose_look_is_not_known_says_so(held: Held) -> None:
    held.aims.poses.clear()
    act(held)
    assert held.worker.told == []
    assert held.said == [
        "校门: no snapshot with markers: how the camera looks is not known: no markers"
    ]


def test_a_snapshot_that_fails_is_told_and_forgotten(held: Held) -> None:
    act(held)
    ticket = held.worker.told[-1]["ticket"]
    failed = {"event": "failed", "ticket": ticket, "camera": "gate", "reason": "no picture"}
    held.keeping.take("cameras-0", failed)
    assert "the camera brings no picture" in held.said[0]
    assert held.desk._wished == set()


def test_an_export_has_the_markers_of_fixed_cameras_and_says_which_are_left_out(
    held: Held,
) -> None:
    held.put_case()
    held.aims.heads["tower"] = POSE
    marks = held.desk.export_marks(["gate", "tower", "hall"])
    assert list(marks["cameras"]) == ["gate"]
    (mark,) = marks["cameras"]["gate"]
    case = held.book.case(a_case().case.id)
    assert case is not None
    assert case.reported_at is not None
    assert mark.since == case.reported_at.timestamp()
    assert marks["said"]["cases"] == {"gate": ["2026-1123-0001"]}
    assert marks["said"]["left_out"] == {
        "tower": "its head may have been turned", "hall": "not calibrated",
    }  # fmt: skip


def test_markers_of_cameras_asked_one_by_one_are_those_of_all_at_once(held: Held) -> None:
    held.put_case()
    cameras = ["gate", "tower", "hall"]
    held.aims.heads["tower"] = POSE
    whole = held.desk.export_marks(cameras)
    joined = joined_marks([held.desk.export_marks([each]) for each in cameras])
    assert joined is not None
    for told in (whole, joined):
        told["said"].pop("as_of")
        told["cameras"] = {key: [each.what for each in told["cameras"][key]] for key in ["gate"]}
    assert joined == whole
    assert joined_marks([]) is None


def test_who_wishes_nothing_of_an_export_gets_what_the_room_wishes(
    held: Held, qtbot: QtBot, quiet_feed: Any, tmp_path: Path
) -> None:
    (tmp_path / "usual").mkdir()
    usual = Held(qtbot, quiet_feed, tmp_path / "usual", MarkerSettings(on_exports=True))
    for room, without in ((held, False), (usual, True)):
        room.put_case()
        answers = [room.desk.wished_marks(["gate"], wished) for wished in (None, True, False)]
        drawn = [marks is not None and bool(marks["cameras"]["gate"]) for marks in answers]
        assert drawn == [without, True, False]


def test_the_tick_in_the_export_sheet_is_as_the_room_wishes(
    held: Held, qtbot: QtBot, quiet_feed: Any, tmp_path: Path
) -> None:
    assert not held.window.export.markers.isChecked()
    (tmp_path / "usual").mkdir()
    usual = Held(qtbot, quiet_feed, tmp_path / "usual", MarkerSettings(on_exports=True))
    assert usual.window.export.markers.isChecked()
