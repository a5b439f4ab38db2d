from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry
from console.ui.camera_finder import CameraFinder
from console.ui.camera_row import short
from console.ui.camera_tree import FAVOURITES
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look, qt_palette
from console.ui.words import speak
from media.source import Live, Lost, Stale, Trouble

CAMERAS = [
    CameraEntry("c01", "村口桥头", "rtsp://x/1", "丁家湾村/网格001"),
    CameraEntry("c02", "河道水尺", "rtsp://x/2", "丁家湾村"),
    CameraEntry("c03", "农贸市场东门", "rtsp://x/3", "集市社区"),
    CameraEntry("c04", "无组", "rtsp://x/4"),
]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def finder(look: Look, qtbot: QtBot) -> CameraFinder:
    finder = CameraFinder(look)
    qtbot.addWidget(finder)
    finder.words_changed()
    finder.set_cameras(CAMERAS)
    finder.resize(248, 800)
    finder.show()
    return finder


def place(finder: CameraFinder, camera: str, path: str = "") -> QModelIndex:
    return finder.tree.place_of(path, camera)


def test_enter_puts_a_camera_into_the_selected_cell(finder: CameraFinder, qtbot: QtBot) -> None:
    finder.view.setCurrentIndex(place(finder, "c04"))
    with qtbot.waitSignal(finder.source_wished) as wished:
        qtbot.keyClick(finder.view, Qt.Key.Key_Return)
    assert wished.args == ["camera:c04"]
    with qtbot.waitSignal(finder.enlarge_wished) as wished:
        qtbot.keyClick(finder.view, Qt.Key.Key_Return, CTRL)
    assert wished.args == ["camera:c04"]


def test_a_group_is_no_source_and_opens(finder: CameraFinder, qtbot: QtBot) -> None:
    group = finder.tree.place_of("集市社区")
    assert finder.view.isExpanded(group)
    with qtbot.assertNotEmitted(finder.source_wished):
        finder.view.activated.emit(group)
    assert not finder.view.isExpanded(group)


def test_enter_in_the_search_takes_the_first_found(finder: CameraFinder, qtbot: QtBot) -> None:
    finder.search()
    qtbot.keyClicks(finder.field, "nmsc")
    with qtbot.waitSignal(finder.source_wished) as wished:
        qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert wished.args == ["camera:c03"]
    with qtbot.waitSignal(finder.enlarge_wished):
        qtbot.keyClick(finder.field, Qt.Key.Key_Return, CTRL)


def test_down_goes_from_the_search_to_what_it_found(finder: CameraFinder, qtbot: QtBot) -> None:
    finder.search()
    qtbot.keyClicks(finder.field, "hd")
    qtbot.keyClick(finder.field, Qt.Key.Key_Down)
    assert finder.view.hasFocus()
    assert finder.chosen() == "c02"


def expanded(finder: CameraFinder) -> set[str]:
    return {path for path, at in finder.tree.groups() if finder.view.isExpanded(at)}


def test_escape_clears_the_search_and_the_tree_is_as_before(
    finder: CameraFinder, qtbot: QtBot
) -> None:
    finder.view.collapse(finder.tree.place_of("集市社区"))
    before = expanded(finder)
    assert before == {"丁家湾村", "丁家湾村/网格001"}
    finder.search()
    qtbot.keyClicks(finder.field, "c0")
    assert "集市社区" in expanded(finder)
    qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
    assert finder.field.text() == ""
    assert expanded(finder) == before


def test_nothing_found_is_said(finder: CameraFinder, qtbot: QtBot) -> None:
    before = expanded(finder)
    qtbot.keyClicks(finder.field, "zz")
    assert finder._none.isVisible()
    finder.field.clear()
    assert not finder._none.isVisible()
    assert expanded(finder) == before


def test_after_a_search_the_row_of_before_is_current_or_the_one_that_was_taken(
    finder: CameraFinder, qtbot: QtBot
) -> None:
    finder.view.setCurrentIndex(place(finder, "c02", "丁家湾村"))
    qtbot.keyClicks(finder.field, "nmzz")
    finder.field.clear()
    assert finder.chosen() == "c02"
    qtbot.keyClicks(finder.field, "nmsc")
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    finder.field.clear()
    assert finder.chosen() == "c03"


def test_the_chosen_row_stays_when_rows_come_at_the_top(finder: CameraFinder) -> None:
    finder.view.setCurrentIndex(place(finder, "c02", "丁家湾村"))
    finder.tree.set_recent(["c03"])
    assert finder.view.currentIndex() == place(finder, "c02", "丁家湾村")
    assert "recent:" in expanded(finder)


def test_a_favourite_is_made_and_unmade(finder: CameraFinder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(finder.favourites_changed) as changed:
        finder.menu_for("c03").actions()[2].trigger()
    assert changed.args == [["c03"]]
    assert place(finder, "c03", FAVOURITES).isValid()
    finder.toggle_favourite("c03")
    assert not finder.tree.place_of(FAVOURITES).isValid()


def test_the_menu_has_what_can_be_done_with_a_camera(finder: CameraFinder) -> None:
    wished: list[tuple[str, str]] = []
    finder.action_wished.connect(lambda *words: wished.append(words))
    actions = finder.menu_for("c01").actions()
    for action in actions[4:]:
        action.trigger()
    assert [what for _, what in wished] == [
        "snapshot",
        "record",
        "share",
        "broadcast",
        "near",
        "on_map",
        "report",
    ]
    assert [action.text().split("\t")[0] for action in actions[:3]] == [
        "Show in the selected cell", "Show over the whole wall", "Favourite",
    ]  # fmt: skip


def test_the_list_as_a_whole_is_brought_in_and_taken_out(finder: CameraFinder) -> None:
    wished: list[str] = []
    finder.list_wished.connect(wished.append)
    for action in finder.list_menu().actions():
        action.trigger()
    assert wished == ["find", "import", "export", "print"]


def test_a_selected_row_has_one_ground_from_edge_to_edge(
    finder: CameraFinder, look: Look, qapp: QApplication
) -> None:
    qapp.setStyleSheet(style_sheet(look))
    qapp.setPalette(qt_palette(look))
    view = finder.view
    index = place(finder, "c01", "丁家湾村/网格001")
    view.setCurrentIndex(index)
    view.setFocus()
    image = view.viewport().grab().toImage()
    y = view.visualRect(index).top() + 2
    colours = {image.pixelColor(x, y).name() for x in range(image.width())}
    assert colours == {look.colour("line").name()}


def test_bad_pictures_have_a_sign_and_a_filter(finder: CameraFinder) -> None:
    assert not finder._bad.isVisible()
    plain = finder.view.grab().toImage()
    finder.set_findings({"c01": ("blurred",), "c04": ("moved", "noise")})
    assert finder._bad.text() == "Bad pictures 2"
    assert finder.view.grab().toImage() != plain
    finder._bad.click()
    assert finder.tree.shown == 2
    finder.set_findings({})
    assert not finder._bad.isVisible()
    assert finder.tree.shown == 4


def test_a_row_shows_its_state_and_the_matched_letters(finder: CameraFinder) -> None:
    seen = [finder.view.grab().toImage()]
    for state in (Live(0.1), Stale(5.0), Lost(Trouble.SILENT)):
        finder.set_states({"c04": state})
        seen.append(finder.view.grab().toImage())
    assert all(one != other for n, one in enumerate(seen) for other in seen[:n])
    finder.field.setText("无")
    assert finder.view.grab().toImage() not in seen


def test_a_name_does_not_repeat_its_group() -> None:
    assert short("灯湾村 河道水尺", "灯湾村/网格002") == "河道水尺"
    assert short("灯湾村", "灯湾村") == "灯湾村"
    assert short("灯湾村 河道水尺", "favourites:") == "灯湾村 河道水尺"
    assert short("村口", None) == "村口"


def test_rows_are_drawn_in_chinese_too(finder: CameraFinder, qapp: QApplication) -> None:
    finder.set_states({"c04": Lost(Trouble.SILENT)})
    english = finder.view.grab().toImage()
    speak(qapp, "zh")
    finder.words_changed()
    assert finder.view.grab().toImage() != english
