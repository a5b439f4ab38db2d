"""Both calibration desks, joined to the cases, the report on the pictures, and the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from console.desk.calibration import CalibrationDesk
from console.desk.cases import CaseDesk
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import KeepingDesk
from console.desk.picture_report import PictureReport
from console.feeds import Feeds
from console.site.load import load_site
from console.ui.main_window import MainWindow
from layouts.store import load_layouts
from media.source import Source
from tests.console.desk.walls import Fixed, one_wall, wall_of

POSE = """[pose]
longitude = 120.19
latitude = 30.47
height_m = 8
heading_deg = 90
tilt_deg = 12
roll_deg = 0
hfov_deg = 60
"""


class Line(QObject):
    stood = Signal(str, object)


class Told(QObject):
    changed = Signal(object)


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


@pytest.fixture
def window(qtbot: QtBot, qapp: Any) -> Iterator[MainWindow]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield window
    qapp.setStyleSheet("")


def test_a_turned_camera_says_so_on_its_tile_and_a_new_calibration_is_told_to_all(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "site.toml").write_text('name = "room"\n', "utf-8")
    (tmp_path / "cameras.csv").write_text("id,name,main\nc01,村口,rtsp://h/1\n", "utf-8")
    (tmp_path / "calibrations").mkdir()
    (tmp_path / "calibrations" / "c01.toml").write_text(POSE, "utf-8")
    site = load_site(tmp_path)
    diagnosis = DiagnosisDesk(site, straight)
    feeds = Feeds(lambda _source: None, lambda *_given: None)
    pictures = PictureReport(diagnosis, window, feeds)
    window.wall.set_layout(load_layouts(None)["2x2"])
    cases = CaseDesk(window.cases, window.wall, Fixed(site.poses))
    line, told = Line(), Told()
    desk = CalibrationDesk(
        window, one_wall(wall_of(window.wall)), KeepingDesk(site, {}, straight), line,  # type: ignore[arg-type]
        diagnosis, pictures, cases, site, straight, window,
    )  # fmt: skip
    desk.join(told)  # type: ignore[arg-type]
    source = Source.parse("camera:c01")
    diagnosis.take("cameras-0", {"event": "findings", "camera": "c01", "findings": ["moved"]})
    assert feeds.figures(source).findings == ("moved", "uncalibrated")
    assert "not calibrated any more" in window.top._notice.text()
    window.sheets.findings().accept_wished.emit("c01")
    diagnosis.take("cameras-0", {"event": "findings", "camera": "c01", "findings": []})
    assert feeds.figures(source).findings == ("uncalibrated",)
    desk.making.saved.emit("c01")
    assert feeds.figures(source).findings == ()
    with qtbot.waitSignal(told.changed):
        desk.making.changed.emit(site)
    desk.set_site(site)
    assert cases.marking.trust is desk.trust
    quiet = SimpleNamespace(source=source, figures=lambda: feeds.figures(source))
    assert desk.trust.pose(quiet, site.poses["c01"]) == site.poses["c01"]  # type: ignore[arg-type]
