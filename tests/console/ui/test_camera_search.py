from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry
from console.ui.camera_choice import CameraChoice
from console.ui.camera_search import CameraSearch
from console.ui.theme import Look
from console.ui.words import speak

CAMERAS = [
    CameraEntry("c01", "村口", "rtsp://h/1", "丁家湾村"),
    CameraEntry("c02", "桥头", "rtsp://h/2", "丁家湾村"),
    CameraEntry("c03", "大桥", "rtsp://h/3", "柳湾村"),
]


@pytest.fixture
def search(look: Look, qtbot: QtBot) -> CameraSearch:
    search = CameraSearch(look)
    qtbot.addWidget(search)
    search.set_cameras(CAMERAS)
    search.show()
    return search


@pytest.mark.parametrize(
    ("typed", "found"),
    [("桥", ["c02", "c03"]), ("djw", ["c01", "c02"]), ("c03", ["c03"]), ("djw qiao", ["c02"]),
     ("x", []), ("", ["c01", "c02", "c03"])],
)  # fmt: skip
def test_it_finds_by_name_pinyin_id_and_group(
    search: CameraSearch, typed: str, found: list[str]
) -> None:
    search.search.setText(typed)
    assert search.found() == found


def test_enter_takes_the_first_found_and_a_row_itself(search: CameraSearch, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(search.taken):
        QTest.keyClick(search.search, Qt.Key.Key_Return)  # nothing is searched
    search.search.setText("桥")
    with qtbot.waitSignal(search.taken) as taken:
        QTest.keyClick(search.search, Qt.Key.Key_Return)
    assert taken.args == ["c02"]
    search.list.setCurrentRow(2)
    with qtbot.waitSignal(search.taken) as taken:
        search.list.itemActivated.emit(search.list.item(2))
    assert taken.args == ["c03"] == [search.current()]
    search.search.setText("村口")
    assert search.current() == ""  # it is hidden


def test_its_words_are_those_of_every_list_of_cameras(
    look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    speak(qapp, "zh")
    for kind in (CameraSearch, CameraChoice):
        shown = kind(look)
        qtbot.addWidget(shown)
        shown.words_changed()
        assert "拼音" in shown.search.placeholderText()
