from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from pytestqt.qtbot import QtBot

from console.desk.cases import CaseDesk
from console.desk.catalogue import Catalogue
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import KeepingDesk
from console.desk.sources import Sources
from console.desk.wall import WallDesk
from console.links.cameras import CameraWorker, workers_for
from console.links.steering import Steering
from console.site.load import load_site
from console.site.records import Site
from console.ui.main_window import MainWindow
from layouts.store import load_layouts
from tests.console.desk.walls import Fixed, one_wall

HEADER = "id,name,main\n"


def straight(call: Callable[..., None], *given: Any) -> None:
    call(*given)


class NoMap:
    def open(self) -> None:
        return None


def read(folder: Path, text: str, header: str = HEADER) -> Site:
    (folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
    (folder / "cameras.csv").write_text(header + text, "utf-8")
    return load_site(folder)


class Stage:
    """All desks of a catalogue in a window, with real workers that are not started."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.site = read(folder, "".join(f"c{n},路口{n},rtsp://h/{n}\n" for n in range(1, 5)))
        self.window = window = MainWindow("丁家湾", "en")
        qtbot.addWidget(window)
        self.workers = workers_for(self.site.cameras, lambda _n, _e: None, lambda _r: None, cores=4)
        self.served: dict[str, CameraWorker] = {
            camera.id: worker for worker in self.workers for camera in worker.cameras
        }
        self.sources = Sources(
            self.site, self.served, cast(Any, None), straight, cast(Any, NoMap())
        )
        self.keeping = KeepingDesk(self.site, self.served, straight)
        self.diagnosis = DiagnosisDesk(self.site, straight)
        self.cases = CaseDesk(window.cases, window.wall, Fixed(), window)
        catalogue = [f"camera:{camera.id}" for camera in self.site.cameras]
        self.wall = WallDesk(
            window.wall, load_layouts(None), catalogue, self.sources.open, self.sources.title
        )
        self.wall.set_layout("2x2")
        self.steering = Steering(self.site.cameras, lambda _event: None)
        self.desk = Catalogue(
            window, self.workers, self.served, one_wall(self.wall), self.sources, self.keeping,
            self.diagnosis, self.cases, self.steering, straight,
        )  # fmt: skip
        self.desk.fill(self.site)

    def close(self) -> None:
        self.window.close()
        for worker in self.workers:
            worker.close()


def test_a_running_room_takes_another_list(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    heard: list[Site] = []
    stage.desk.changed.connect(heard.append)
    before = dict(stage.served)
    feed = stage.window.wall.feed(1)
    fresh = read(tmp_path, "c2,新名,rtsp://h/2\nc3,路口3,rtsp://h/3\nc9,水闸,rtsp://h/9\n")
    stage.desk.take(fresh)
    assert heard == [fresh]
    assert set(stage.served) == {"c2", "c3", "c9"}
    assert stage.served["c2"] is before["c2"]
    assert stage.served["c3"] is before["c3"]
    assert sorted(c.id for worker in stage.workers for c in worker.cameras) == ["c2", "c3", "c9"]
    assert [str(s) if s else None for s in stage.wall.sources()] == [
        None, "camera:c2", "camera:c3", None,
    ]  # fmt: skip
    assert stage.window.wall.feed(1) is feed  # the picture goes on
    assert stage.window.wall.reports()[1].title == "新名"
    assert stage.window.finder.cameras.numbered("9") == ("c9", "水闸  c9")
    assert stage.keeping.camera("c9") is not None
    assert set(stage.diagnosis.names) == {"c2", "c3", "c9"}
    stage.wall.put(0, "camera:c9")
    assert stage.window.wall.feed(0) is not None
    stage.close()


def test_the_new_cameras_heads_are_known_to_who_steers(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    fresh = read(tmp_path, "c9,水闸,rtsp://h/9,http://h/onvif\n", "id,name,main,ptz\n")
    told: list[object] = []
    stage.steering.set_cameras = told.append  # type: ignore[assignment]
    stage.desk.take(fresh)
    assert told == [fresh.cameras]
    stage.close()


def test_a_layout_that_was_left_does_not_bring_a_gone_camera_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.wall.put(3, "map")
    stage.wall.set_layout("1x1")
    stage.desk.take(read(tmp_path, "c2,路口2,rtsp://h/2\n"))
    stage.wall.set_layout("2x2")
    assert [str(s) if s else None for s in stage.wall.sources()] == [
        None, "camera:c2", None, "map",
    ]  # fmt: skip
    stage.close()
