from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.desk.keys import KeysDesk
from console.site.key_file import read_keys, write_keys
from console.site.records import CameraEntry
from console.ui.main_window import MainWindow
from console.ui.shortcuts import SHORTCUTS
from console.ui.theme import Look
from console.ui.wall import Wall
from layouts.layout import Cell, Layout
from tests.console.desk.disks import HungDisk, quick_disk

TWO = Layout("2x1", 2, 1, (Cell(0, 0), Cell(1, 0)))


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow("室", "en")
    qtbot.addWidget(window)
    window.set_layout(TWO)
    window.finder.set_cameras([CameraEntry("c07", "村口桥头", "rtsp://x/1")])
    return window


def test_chosen_keys_are_kept_for_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    write_keys(tmp_path, {"snapshot": ["F12"]})
    KeysDesk(window, tmp_path, quick_disk(window.tell), window)
    assert window.keys.of("snapshot") == ("F12",)
    window.keys.set("clip", ["J"])
    assert read_keys(tmp_path) == {"snapshot": ["F12"], "clip": ["J"]}
    window.keys.reset()
    assert read_keys(tmp_path) == {}


def test_keys_that_cannot_be_kept_are_told(window: MainWindow, tmp_path: Path) -> None:
    hung = HungDisk()
    KeysDesk(window, tmp_path, hung.disk, window)
    (tmp_path / "state").write_text("in the way")
    window.keys.set("clip", ["J"])
    assert window.keys.of("clip") == ("J",)  # the disk is not waited for
    hung.go_on()
    assert hung.told[0].startswith("state/keys.toml cannot be written")


def test_every_action_of_the_table_can_be_done_by_its_id(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = KeysDesk(window, tmp_path, quick_disk(window.tell), window)
    window.show()
    for each in SHORTCUTS:
        if each.id != "menu":  # no place on this screen to pop up
            assert window.perform(each.id)
    assert not window.perform("explode")
    assert [row["action"] for row in desk.table()] == [each.id for each in SHORTCUTS]
    assert all(row["words"] for row in desk.table())


def test_a_panel_selects_a_cell_and_puts_a_camera_by_its_number(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = KeysDesk(window, tmp_path, quick_disk(window.tell), window)
    with qtbot.waitSignal(window.cell_selected):
        window.wall.choose(1)
    with qtbot.waitSignal(window.cell_source_chosen) as chosen:
        assert desk.put_number("7") == {"cell": 1, "source": "camera:c07"}
    assert chosen.args == [1, "camera:c07"]
    assert desk.put_number("99") is None


def test_a_camera_of_a_number_goes_to_the_screen_that_is_meant(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = KeysDesk(window, tmp_path, quick_disk(window.tell), window)
    besides = Wall(Look(), keys=window.keys)
    qtbot.addWidget(besides)
    besides.set_layout(TWO)
    besides.choose(1)
    window.set_target(besides, "HDMI-1")
    with (
        qtbot.waitSignal(besides.source_dropped) as put,
        qtbot.assertNotEmitted(window.cell_source_chosen),
    ):
        assert desk.put_number("7") == {"cell": 1, "source": "camera:c07"}
    assert put.args == [1, "camera:c07"]
