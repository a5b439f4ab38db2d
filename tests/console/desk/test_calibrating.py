"""Cameras of the demo town are calibrated through the sheet; the town knows the truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from console.calibration.head_fit import positions
from console.desk.calibrating import CalibratingDesk
from console.desk.keeping import KeepingDesk
from console.site.calibration_file import path_of
from console.site.load import load_site
from console.site.records import Site
from console.town.film.lens import Lens
from console.town.folder import write_keys, write_site
from console.town.world.town import Camera, the_town
from console.ui.main_window import MainWindow
from layouts.store import load_layouts
from layouts.whole_file import previous
from media.calibration import project
from media.onvif.words import Motion, Status
from media.source import Source
from tests.console.desk.walls import one_wall, wall_of

TOWN = the_town(7)
NOON = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
FAR, NEAR = 60.0, 8.0
HEAD = "http://127.0.0.1:1/c10/onvif/device_service"


class Line(QObject):
    """A head that stands where a test says."""

    stood = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.position: Motion | None = None

    def look(self, camera: str) -> None:
        if self.position is not None:
            self.stood.emit(camera, Status(self.position, False))


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


class Keeper:
    """A worker whose snapshots are of one colour; the town's own pictures cost seconds."""

    name = "cameras-0"

    def __init__(self) -> None:
        self.desk: KeepingDesk | None = None
        self.reason = ""

    def keep(self, order: dict[str, Any]) -> None:
        assert self.desk is not None
        if self.reason:
            told = {"event": "failed", "ticket": order["ticket"], "reason": self.reason}
        else:
            path = Path(order["path"])
            path.parent.mkdir(parents=True, exist_ok=True)
            image = QImage(1920, 1080, QImage.Format.Format_RGB32)
            image.fill(QColor("#335533"))
            assert image.save(str(path))
            told = {"event": "done", "ticket": order["ticket"], "path": order["path"]}
        self.desk.take(self.name, told)


class Room:
    def __init__(self, window: MainWindow, site: Site, feed: Callable[[Source], Any]) -> None:
        self.window, self.site, self.line = window, site, Line()
        window.wall.set_layout(load_layouts(None)["2x2"])
        window.wall.set_feed(0, feed(Source.parse("camera:c01")), "c01")
        self.keeper = Keeper()
        served = {camera.id: self.keeper for camera in site.cameras}
        keeping = KeepingDesk(site, served, straight)
        self.keeper.desk = keeping
        self.walls = one_wall(wall_of(window.wall))
        self.noted: list[tuple[str, str, str]] = []
        self.desk = CalibratingDesk(
            window, self.walls, keeping, self.line, site, straight, window,  # type: ignore[arg-type]
            lambda: "王芳", lambda *what: self.noted.append(what), lambda: NOON,
        )  # fmt: skip
        self.desk.changed.connect(self._on_changed)

    def _on_changed(self, site: Site) -> None:
        self.site = site
        self.desk.set_site(site)


@pytest.fixture
def room(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[Room]:
    write_keys(tmp_path)
    write_site(tmp_path, TOWN, 5544, "http://127.0.0.1:1/", {"c10": HEAD})
    (tmp_path / "calibrations" / "c01.toml").unlink()
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1600, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Room(window, load_site(tmp_path), quiet_feed)
    window.wall.close_feeds()
    qapp.setStyleSheet("")


def lens_of(camera: Camera) -> Lens:
    pose = camera.pose
    return Lens(pose.height_m, pose.tilt_deg, pose.roll_deg, pose.hfov_deg, 1920, 1080)


def truths(camera: Camera, count: int, seed: int) -> list[tuple[float, float, float, float]]:
    """x, y (normalised) and place of spots on the ground, by the town's own optics."""
    chance, lens, found = random.Random(seed), lens_of(camera), []
    fields: set[tuple[int, int]] = set()
    while len(found) < count:
        x, y = chance.uniform(-40, 40), chance.uniform(NEAR, FAR)
        (u, v), depth = lens.project(np.array([x, y, 0.0]))
        at = ((u + 0.5) / 1920, (v + 0.5) / 1080)
        field = (int(at[0] * 3), int(at[1] * 4))
        inside = 0.03 < at[0] < 0.97 and 0.03 < at[1] < 0.97 and depth > 1
        if inside and (field not in fields or len(fields) >= 6):
            fields.add(field)
            found.append((*at, *camera.plane.degrees(x, y)))
    return found


def click_and_type(
    room: Room, qtbot: QtBot, spots: list[tuple[float, float, float, float]]
) -> None:
    """Each with the mouse in the picture, and its place by the keyboard."""
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    for x, y, longitude, latitude in spots:
        at = sheet.picture.to_view(QPointF(x * 1920, y * 1080)).toPoint()
        qtbot.mouseClick(sheet.picture, Qt.MouseButton.LeftButton, pos=at)
        field = sheet.fields.coordinates
        field.setFocus()
        field.setText(f"{longitude:.7f}, {latitude:.7f}")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        sheet.picture.setFocus()
    room.desk.refit()


def off_px(room: Room, camera: Camera, seed: int) -> list[float]:
    """How far markers are from where the town's own optics have them, at 1920x1080."""
    pose = room.site.poses[camera.id]
    found = []
    for x, y, longitude, latitude in truths(camera, 30, seed):
        seen = project(pose, longitude, latitude)
        assert seen.where != "behind"
        found.append(float(np.hypot((seen.x - x) * 1920, (seen.y - y) * 1080)))
    return sorted(found)


def test_a_camera_of_the_town_is_calibrated_by_key_mouse_and_typing_and_its_markers_are_right(
    room: Room, qtbot: QtBot
) -> None:
    camera = TOWN.camera("c01")
    room.window.wall.setFocus()
    qtbot.keyClick(room.window.wall, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    assert sheet.isVisible()
    assert not sheet.save.isEnabled()
    click_and_type(room, qtbot, truths(camera, 8, 3))
    assert sheet.grade._text.startswith("A ")
    qtbot.keyClick(sheet.picture, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    off = off_px(room, camera, 99)
    # a click is good to a pixel of the sheet, about two of the picture
    assert off[len(off) // 2] < 6
    assert off[-1] < 25
    kept = room.site.calibrations["c01"]
    assert (kept.taken.operator, kept.taken.date, kept.taken.grade) == ("王芳", NOON, "A")
    assert (kept.taken.width, kept.taken.height, kept.taken.method) == (1920, 1080, "points")
    assert kept.taken.reference.startswith("sha256:")
    assert len(kept.points) == 8
    again = load_site(room.site.folder).calibrations["c01"]
    assert [p.name for p in again.points] == [p.name for p in kept.points]
    assert again.points[0].x == pytest.approx(kept.points[0].x, abs=1e-6)
    assert room.noted == [("calibrate", "camera:c01", "save, grade A")]
    assert "grade A" in room.window.top._notice.text()


def test_the_town_keeps_what_an_operator_calibrated(room: Room, qtbot: QtBot) -> None:
    room.desk.open_for("c01")
    click_and_type(room, qtbot, truths(TOWN.camera("c01"), 6, 4))
    room.desk.save()
    text = path_of(room.site.folder, "c01").read_text("utf-8")
    write_site(room.site.folder, TOWN, 5544, "http://127.0.0.1:1/", {})
    assert path_of(room.site.folder, "c01").read_text("utf-8") == text


def test_the_points_that_lie_there_are_shown_and_the_save_before_comes_back(
    room: Room, qtbot: QtBot
) -> None:
    room.desk.open_for("c02")
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    assert [row.name for row in sheet.draft.rows] == [p.name for p in TOWN.camera("c02").places]
    before = room.site.poses["c02"]
    click_and_type(room, qtbot, truths(TOWN.camera("c02"), 4, 5))
    room.desk.save()
    assert room.site.poses["c02"] != before
    assert previous(path_of(room.site.folder, "c02")).exists()
    qtbot.mouseClick(sheet.before, Qt.MouseButton.LeftButton)
    assert room.site.poses["c02"] == before
    assert len(sheet.draft.rows) == len(TOWN.camera("c02").places)
    assert room.noted[-1][2].startswith("undo")


def test_what_was_clicked_and_not_saved_is_there_again(room: Room, qtbot: QtBot) -> None:
    room.desk.open_for("c01")
    click_and_type(room, qtbot, truths(TOWN.camera("c01"), 2, 6))
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    sheet.close_sheet()
    room.desk.open_for("c01")
    assert len(sheet.draft.rows) == 2


def test_no_picture_and_no_right_are_told(room: Room) -> None:
    room.keeper.reason = "no picture yet"
    room.desk.open_for("c01")
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    assert sheet.advice.text().startswith("There is no picture: ")
    sheet.close_sheet()
    room.desk.may = lambda _act: False
    room.desk.open_for("c02")
    assert not sheet.isVisible()
    assert "not for this role" in room.window.top._notice.text()
    room.desk.open_for("nobody")


def test_a_disk_that_refuses_is_told_and_nothing_changes(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.desk.open_for("c01")
    click_and_type(room, qtbot, truths(TOWN.camera("c01"), 6, 4))

    def full(*_what: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("console.desk.calibrating.write_calibration", full)
    room.desk.save()
    assert "c01" not in room.site.poses
    assert "cannot be kept" in room.window.top._notice.text()


def test_a_head_is_calibrated_from_pictures_at_several_positions(room: Room, qtbot: QtBot) -> None:
    """The town's look-out: the truth of its head is what the town wrote."""
    from media.onvif.turned import turned
    from media.place_at import place_at

    camera = TOWN.camera("c10")
    truth, scale = room.site.poses["c10"], room.site.heads["c10"]
    believed = replace(scale, pan_deg=(scale.pan_deg or 0) * 0.97, pan=0.0)
    site = replace(room.site, heads={**room.site.heads, "c10": believed})
    room.site = site
    room.desk.set_site(site)
    room.line.position = Motion(0.0, 0.0)
    room.desk.open_for("c10")
    sheet = room.window.sheets.calibration()
    assert sheet is not None
    sheet.draft.__init__()  # type: ignore[misc]  # as if nothing had been clicked before
    for stand, at in enumerate((Motion(0.0, 0.0), Motion(0.15, -0.05), Motion(-0.2, 0.0))):
        room.line.position = at
        if stand:
            qtbot.mouseClick(sheet.another, Qt.MouseButton.LeftButton)
        view = turned(truth, scale, at)
        assert view is not None
        spots = [(0.2, 0.6), (0.8, 0.7), (0.5, 0.9), (0.4, 0.5), (0.7, 0.95), (0.15, 0.9)]
        places = [(x, y, place_at(view, x, y)) for x, y in spots[: 6 if stand == 0 else 2]]
        click_and_type(room, qtbot, [(x, y, *place) for x, y, place in places if place])
    assert sheet.advice.text().count("where the head points is known") == 1
    room.desk.save()
    kept = room.site.calibrations["c10"]
    assert kept.taken.method == "head"
    assert len(positions(kept.head_points)) == 3
    assert kept.head is not None
    assert kept.head.pan_deg == pytest.approx(scale.pan_deg, rel=0.01)
    assert 0 < kept.head.error_deg < 0.5
    assert camera.id == "c10"
