"""Turning by mouse and keys, against the town's look-outs by real ONVIF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bridge import Bridge
from console.desk.ptz import PtzDesk
from console.desk.turning import TurningDesk
from console.io_thread import IoThread
from console.links.steering import Steering
from console.site.load import load_site
from console.site.ptz_patrols import KeptPatrol, read_patrols
from console.site.records import Site
from console.town.cameras.head import Head
from console.town.cameras.onvif import Onvif, look_outs
from console.town.world.town import the_town
from console.ui.main_window import MainWindow
from console.ui.theme import DARK, Look
from console.ui.wall import Wall
from layouts.store import load_layouts
from media.onvif.rights import Seat
from media.onvif.words import Motion
from media.source import Source
from tests.console.desk.disks import HungDisk, quick_disk
from tests.console.desk.walls import a_screen, one_wall, wall_of

HEADER = "id,name,main,user,ptz\n"
LIMIT_MS = 15_000  # a loaded machine


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path, feed: Callable[[Source], object]) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.io = IoThread()
        self.io.start()
        self.onvif = Onvif(look_outs(the_town(7).cameras), "town", "pw")
        self.io.submit(self.onvif.start(554)).result(60)
        self.site = self.write()
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.window.setGeometry(0, 0, 1600, 900)
        self.window.set_layout(load_layouts(None)["2x2"])
        for cell, camera in enumerate(("c10", "c22", "c01")):
            self.window.wall.set_feed(cell, feed(Source.parse(f"camera:{camera}")), camera)  # type: ignore[arg-type]
        bridge = Bridge(self.window)
        self.steering = Steering(self.site.cameras, bridge.ptz_told.emit, lock_s=60)
        self.io.keep(self.steering.run(), "steering")
        self.ptz = PtzDesk(
            self.steering, self.io.call, self.io.submit, Seat("operator", "window"), self.window
        )
        bridge.ptz_told.connect(self.ptz.take)
        self.walls = one_wall(wall_of(self.window.wall))
        self.desk = TurningDesk(
            self.window, self.walls, self.ptz, self.site, quick_disk(self.window.tell), self.window
        )
        self.layer, self.sheet = self.window.ptz, self.window.ptz_sheet
        self.panel = self.sheet.panel
        self.window.show()
        self.window.wall.setFocus()
        qtbot.waitUntil(self.window.isActiveWindow)

    def write(self, password: str = "pw") -> Site:
        lines = [
            f"c10,一,rtsp://h/1,cam,{self.onvif.address('c10')}\n",
            f"c22,二,rtsp://h/2,cam,{self.onvif.address('c22')}\n",
            "c01,三,rtsp://h/3,,\n",
        ]
        (self.folder / "site.toml").write_text('name = "丁家湾"\n', "utf-8")
        (self.folder / "cameras.csv").write_text(HEADER + "".join(lines), "utf-8")
        (self.folder / "state").mkdir(mode=0o700, exist_ok=True)
        secrets = self.folder / "state" / "secrets.toml"
        secrets.write_text(f'[cameras.cam]\nname = "town"\npassword = "{password}"\n', "utf-8")
        secrets.chmod(0o600)
        return load_site(self.folder)

    @property
    def head(self) -> Head:
        return self.onvif.heads["c10"]

    def asked(self, call: str) -> int:
        return self.onvif.asked.get(call, 0)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LIMIT_MS)

    def steer(self, cell: int = 0) -> None:
        """As an operator does: the tile, then its key; until the device has answered."""
        self.window.wall.choose(cell)
        self.window.wall.setFocus()
        self.qtbot.keyClick(self.window.wall, Qt.Key.Key_T)
        self.until(lambda: self.panel.presets.list.count() > 0)

    def close(self) -> None:
        self.layer.end()  # it asks no more
        self.window.wall.close_feeds()
        self.io.submit(self.onvif.stop()).result(60)
        self.io.stop()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, quiet_feed: Callable[[Source], object]) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, quiet_feed)
    yield made
    made.close()


def test_a_drag_turns_and_the_button_going_up_stops(stage: Stage) -> None:
    stage.steer()
    middle, layer = stage.layer.rect().center(), stage.layer
    stage.qtbot.mousePress(layer, Qt.MouseButton.LeftButton, pos=middle)
    stage.qtbot.mouseMove(layer, middle + QPoint(layer.height() // 2, 0))
    stage.until(lambda: stage.asked("ContinuousMove") > 0)
    stage.until(lambda: stage.head._speed[0] > 0.5)
    stage.qtbot.mouseRelease(layer, Qt.MouseButton.LeftButton)
    stage.until(lambda: stage.asked("Stop") == 1)
    assert stage.head._speed == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("end", ["key up", "focus", "escape", "another tile", "tile gone"])
def test_a_held_key_turns_until_it_ends_and_it_always_stops(stage: Stage, end: str) -> None:
    stage.steer()
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Right)
    stage.until(lambda: stage.asked("ContinuousMove") > 0)
    match end:
        case "key up":
            stage.qtbot.keyRelease(stage.layer, Qt.Key.Key_Right)
        case "focus":
            stage.window.finder.search()
        case "escape":
            stage.qtbot.keyClick(stage.layer, Qt.Key.Key_Escape)
        case "another tile":
            stage.window.wall.choose(1)
        case _:
            stage.window.wall.set_feed(0, None)
    stage.until(lambda: stage.asked("Stop") == 1)
    assert stage.layer.isVisible() == (end in ("key up", "focus"))
    assert stage.ptz._held is None


def test_the_wheel_and_the_keys_zoom(stage: Stage) -> None:
    stage.steer()
    at = QPointF(stage.layer.rect().center())
    wheel = QWheelEvent(
        at, stage.layer.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(stage.layer, wheel)
    stage.until(lambda: stage.head._speed[2] > 0)
    stage.until(lambda: stage.asked("Stop") == 1)
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Minus)
    stage.until(lambda: stage.head._speed[2] < 0)
    stage.qtbot.keyRelease(stage.layer, Qt.Key.Key_Minus)
    stage.until(lambda: stage.asked("Stop") == 2)


def test_presets_are_gone_to_kept_put_elsewhere_and_removed(stage: Stage) -> None:
    stage.steer()
    presets = stage.panel.presets
    stage.qtbot.keyClick(stage.layer, Qt.Key.Key_3)
    stage.until(lambda: stage.asked("GotoPreset") == 1)
    assert stage.head._goal == (0.7, 0.0, 0.2)
    stage.qtbot.keyClick(stage.layer, Qt.Key.Key_Return)
    assert presets.list.hasFocus()
    stage.qtbot.keyClicks(presets.name, "Bridge")
    stage.qtbot.keyClick(presets.name, Qt.Key.Key_Return)
    stage.until(lambda: presets.list.count() == 4)
    assert presets.list.item(3).text() == "4  Bridge"
    assert presets.name.text() == ""
    presets.list.setCurrentRow(3)
    presets.name.setText("桥尾")
    presets.over.click()
    assert stage.panel.no.hasFocus()
    stage.qtbot.keyClick(stage.panel.no, Qt.Key.Key_Escape)
    assert stage.asked("SetPreset") == 1
    presets.over.click()
    stage.panel.yes.click()
    stage.until(lambda: presets.list.item(3).text() == "4  桥尾")
    presets.remove.click()
    assert "桥尾" in stage.panel._question.text()
    stage.panel.yes.click()
    stage.until(lambda: presets.list.count() == 3)
    presets.home.click()
    stage.until(lambda: stage.asked("GotoHomePosition") == 1)


def test_a_patrol_is_kept_in_the_sites_state_started_and_stopped(stage: Stage) -> None:
    stage.steer()
    rounds = stage.panel.rounds
    stage.panel._tabs.setCurrentIndex(1)
    assert not rounds.start.isEnabled()
    for row in (0, 2):
        rounds.stages.item(row).setCheckState(Qt.CheckState.Checked)
    rounds.dwell.setText("3")
    rounds.name.setText("河道")
    rounds.keep.click()
    kept = read_patrols(stage.folder)
    assert [(each.name, each.presets, each.dwell_s) for each in kept] == [("河道", ("1", "3"), 3.0)]
    rounds.start.click()
    stage.until(lambda: stage.asked("GotoPreset") > 0)
    stage.until(lambda: stage.panel.holder.text() == "A patrol goes round")
    stage.panel.stop.click()
    stage.until(lambda: stage.panel.holder.text() != "A patrol goes round")
    rounds.list.setCurrentRow(0)
    state, aside = stage.folder / "state", stage.folder / "aside"
    state.rename(aside)
    state.write_text("")  # the disk refuses
    rounds.remove.click()
    assert "state/ptz.toml cannot be written" in stage.window.top._notice.text()
    assert rounds.list.count() == 1
    state.unlink()
    aside.rename(state)
    rounds.list.setCurrentRow(0)
    rounds.remove.click()
    assert read_patrols(stage.folder) == []


def test_patrols_that_wait_for_the_disk_are_all_kept_and_a_refusal_is_told(stage: Stage) -> None:
    hung = HungDisk()
    stage.desk._disk = hung.disk
    for name in ("早", "晚"):
        stage.desk._on_keep(KeptPatrol("c10", name, ("1", "2"), 5.0))
    assert read_patrols(stage.folder) == []
    hung.go_on()
    assert [each.name for each in read_patrols(stage.folder)] == ["早", "晚"]
    (stage.folder / "state" / "ptz.toml").unlink()
    (stage.folder / "state" / "ptz.toml").mkdir()
    stage.desk._on_keep(KeptPatrol("c10", "夜", ("1", "2"), 5.0))
    hung.go_on()
    assert [each.partition(":")[0] for each in hung.told] == ["state/ptz.toml cannot be written"]
    assert [each.name for each in stage.desk._patrols] == ["早", "晚"]


def test_who_steers_is_told_and_a_refusal_in_words(stage: Stage) -> None:
    leader = Seat("leader", "control")
    stage.io.call(stage.steering.steer, "c10", Motion(0.2), leader)
    stage.until(lambda: stage.asked("ContinuousMove") > 0)
    stage.steer()
    stage.until(lambda: stage.panel.holder.text().startswith("the leader steers it, free in"))
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Left)
    stage.until(lambda: "the leader has it" in stage.layer.accessibleDescription())
    assert stage.ptz._held is None
    assert not stage.layer._down


def test_who_has_it_hears_that_it_was_taken(stage: Stage) -> None:
    stage.steer()
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Left)
    stage.until(lambda: stage.asked("ContinuousMove") > 0)
    stage.io.call(stage.steering.steer, "c10", Motion(0.2), Seat("leader", "control"))
    stage.until(lambda: "taken" in stage.layer.accessibleDescription())
    assert not stage.ptz._again.isActive()


def test_a_fixed_camera_is_not_steered(stage: Stage) -> None:
    stage.window.wall.choose(2)
    stage.qtbot.keyClick(stage.window.wall, Qt.Key.Key_T)
    assert not stage.layer.isVisible()
    assert "no camera that can be turned" in stage.window.top._notice.text()


def test_a_wide_tile_has_the_plate_at_its_side_a_small_one_in_a_sheet(stage: Stage) -> None:
    stage.steer()
    assert stage.panel.parentWidget() is stage.sheet
    assert stage.layer.more.isVisible()
    stage.layer.more.click()
    assert stage.sheet.isVisible()
    assert not stage.sheet.geometry().contains(
        stage.layer.mapTo(stage.window, stage.layer.rect().center())
    )
    stage.qtbot.keyClick(stage.panel, Qt.Key.Key_Escape)
    assert not stage.sheet.isVisible()
    assert stage.layer.hasFocus()
    stage.window.wall.enlarge(0)
    stage.until(lambda: stage.panel.parentWidget() is stage.window.wall)
    assert stage.panel.isVisible()
    assert stage.layer.geometry().contains(stage.panel.geometry())
    stage.qtbot.keyClick(stage.layer, Qt.Key.Key_Escape)
    assert stage.panel.parentWidget() is stage.sheet


def test_a_wrong_password_is_said_with_what_to_do(stage: Stage, qtbot: QtBot) -> None:
    wrong = stage.write("wrong")
    stage.ptz._steering = Steering(wrong.cameras, lambda _event: None)
    stage.io.keep(stage.ptz._steering.run(), "wrong")
    stage.window.wall.choose(0)
    stage.window.wall.setFocus()
    qtbot.keyClick(stage.window.wall, Qt.Key.Key_T)
    stage.until(lambda: "mend state/secrets.toml" in stage.panel.state.text())
    assert "refused" in stage.layer.accessibleDescription()
    assert not stage.panel.presets.go.isEnabled()


def test_the_mode_ends_with_its_own_key_and_when_the_camera_leaves_the_list(stage: Stage) -> None:
    stage.steer()
    stage.window.wall.perform("ptz")
    assert not stage.layer.isVisible()
    stage.window.wall.perform("ptz")
    assert stage.layer.isVisible()
    (stage.folder / "cameras.csv").write_text(HEADER + "c01,三,rtsp://h/3,,\n", "utf-8")
    stage.desk.set_site(load_site(stage.folder))
    assert not stage.layer.isVisible()
    assert stage.window.wall.turnable == frozenset()


def test_a_lost_window_lets_go(stage: Stage) -> None:
    stage.steer()
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Right)
    QApplication.sendEvent(stage.layer, QEvent(QEvent.Type.Hide))
    stage.layer.hide()
    assert stage.ptz._held is None


def test_a_camera_is_turned_on_another_screen_until_that_is_pulled_out(
    stage: Stage, quiet_feed: Callable[[Source], object]
) -> None:
    wall = Wall(Look(DARK, "wall"))
    stage.qtbot.addWidget(wall)
    wall.setGeometry(0, 0, 1600, 900)
    wall.set_layout(load_layouts(None)["1x1"])
    wall.set_feed(0, quiet_feed(Source.parse("camera:c22")), "c22")  # type: ignore[arg-type]
    screen = a_screen(wall_of(wall), "HDMI-1")
    stage.walls.add(screen)
    wall.show()
    assert wall.turnable == {"c10", "c22"}
    stage.steer()
    wall.perform("ptz")
    assert (stage.layer.wall, stage.layer.camera) == (wall, "c22")
    assert stage.layer.parentWidget() is wall
    wall.tick()
    assert stage.panel.parentWidget() is wall  # beside the picture, on that screen
    stage.qtbot.keyPress(stage.layer, Qt.Key.Key_Right)
    stage.until(lambda: stage.onvif.heads["c22"]._speed[0] > 0)
    stage.walls.remove(screen)
    assert (stage.layer.wall, stage.layer.camera) == (stage.window.wall, "")
    assert stage.panel.parentWidget() is stage.sheet
    stage.until(lambda: stage.onvif.heads["c22"]._speed == (0.0, 0.0, 0.0))
    wall.close_feeds()


def test_a_tile_of_another_screen_that_is_selected_ends_it(
    stage: Stage, quiet_feed: Callable[[Source], object]
) -> None:
    wall = Wall(Look(DARK, "wall"))
    stage.qtbot.addWidget(wall)
    stage.walls.add(a_screen(wall_of(wall), "HDMI-1"))
    stage.steer()
    wall.choose(0)
    assert stage.layer.camera == ""
