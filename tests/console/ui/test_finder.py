from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry, NodeEntry
from console.ui.camera_tree import COUNT, SOURCE, CameraSearch, CameraTree
from console.ui.finder import SITES, Finder
from console.ui.sources import dragged_source
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look, qt_palette
from media.source import Live, Lost, Trouble

CAMERAS = [
    CameraEntry("c01", "村口桥头", "rtsp://x/1", "丁家湾村/网格001"),
    CameraEntry("c02", "河道水尺", "rtsp://x/2", "丁家湾村"),
    CameraEntry("c03", "农贸市场东门", "rtsp://x/3", "集市社区"),
    CameraEntry("c04", "无组", "rtsp://x/4"),
]
NODES = [NodeEntry("n01", "丁家湾村", "village"), NodeEntry("n02", "石塘村", "village")]


@pytest.fixture
def finder(look: Look, qtbot: QtBot) -> Finder:
    finder = Finder(look)
    qtbot.addWidget(finder)
    finder.set_cameras(CAMERAS)
    finder.set_nodes(NODES)
    finder.resize(248, 800)
    finder.show()
    return finder


def rows(model: CameraTree | CameraSearch, parent: QModelIndex = QModelIndex()) -> list[object]:  # noqa: B008
    """The tree as nested lists of names."""
    found: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(index.data())
        if model.hasChildren(index):
            found.append(rows(model, index))
    return found


def test_groups_are_made_of_their_paths(look: Look, qtmodeltester: ModelTester) -> None:
    tree = CameraTree(look)
    tree.set_cameras(CAMERAS)
    assert rows(tree) == [
        "丁家湾村", ["网格001", ["村口桥头"], "河道水尺"], "集市社区", ["农贸市场东门"], "无组",
    ]  # fmt: skip
    assert tree.index(0, 0).data(COUNT) == 2
    qtmodeltester.check(tree)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("市场", ["集市社区", ["农贸市场东门"]]),
        ("C02", ["丁家湾村", ["河道水尺"]]),
        ("丁家湾 桥", ["丁家湾村", ["网格001", ["村口桥头"]]]),
        ("nothing", []),
        ("无组", ["无组"]),
    ],
)
def test_a_search_looks_through_names_ids_and_groups(
    look: Look, typed: str, found: list[object]
) -> None:
    tree = CameraTree(look)
    tree.set_cameras(CAMERAS)
    search = CameraSearch(tree)
    search.search(typed)
    assert rows(search) == found
    search.search("")
    assert rows(search) == rows(tree)


def test_a_state_changes_its_own_lamp_only(look: Look, qtbot: QtBot) -> None:
    tree = CameraTree(look)
    tree.set_cameras(CAMERAS)
    changed: list[str] = []
    tree.dataChanged.connect(lambda index: changed.append(index.data()))
    tree.set_states({"c03": Live(0.1), "gone": Live(0.1)})
    tree.set_states({"c03": Live(0.2)})
    assert changed == ["农贸市场东门"]
    tree.set_states({"c03": Lost(Trouble.SILENT)})
    assert len(changed) == 2


def test_enter_puts_a_camera_into_the_selected_cell(finder: Finder, qtbot: QtBot) -> None:
    view = finder._camera_view
    index = finder._found.index(2, 0)
    view.setCurrentIndex(index)
    with qtbot.waitSignal(finder.source_wished) as wished:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wished.args == ["camera:c04"]


def test_a_group_is_no_source(finder: Finder, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(finder.source_wished):
        finder._camera_view.activated.emit(finder._found.index(0, 0))


def test_enter_in_the_search_takes_the_first_found(finder: Finder, qtbot: QtBot) -> None:
    finder.search()
    qtbot.keyClicks(finder._search, "c03")
    with qtbot.waitSignal(finder.source_wished) as wished:
        qtbot.keyClick(finder._search, Qt.Key.Key_Return)
    assert wished.args == ["camera:c03"]


def test_a_camera_can_be_dragged(look: Look) -> None:
    tree = CameraTree(look)
    tree.set_cameras(CAMERAS)
    search = CameraSearch(tree)
    assert dragged_source(search.mimeData([search.index(2, 0)])) == "camera:c04"
    assert search.index(0, 0).data(SOURCE) is None


def test_a_thousand_cameras_are_found_in(look: Look) -> None:
    tree = CameraTree(look)
    tree.set_cameras(
        CameraEntry(f"k{n:04d}", f"路口{n}", "rtsp://x/", f"片区{n % 20}/组{n % 7}")
        for n in range(1000)
    )
    search = CameraSearch(tree)
    search.search("k0999")
    assert rows(search) == ["片区19", ["组5", ["路口999"]]]
    tree.set_states({f"k{n:04d}": Live(0.0) for n in range(1000)})


def test_all_sites_are_consulted_when_none_is_selected(finder: Finder, qtbot: QtBot) -> None:
    finder._tabs.setCurrentIndex(SITES)
    assert finder._call.text() == "Consult with all"
    with qtbot.waitSignal(finder.start_wished) as wished:
        finder._call.click()
    assert wished.args == [["n01", "n02"]]


def test_the_selected_sites_are_called_while_a_conference_lives(
    finder: Finder, qtbot: QtBot
) -> None:
    finder.set_conference({"state": "live", "nodes": [{"id": "n02", "state": "live"}]})
    finder._node_view.setCurrentIndex(finder._nodes.index(0, 0))
    assert finder._call.text() == "Call 1 sites"
    with qtbot.waitSignal(finder.call_wished) as wished:
        finder._call.click()
    assert wished.args == [["n01"]]


def expanded(finder: Finder) -> set[str]:
    return {path for path, at in finder._groups() if finder._camera_view.isExpanded(at)}


def test_escape_clears_the_search_and_the_tree_is_as_before(finder: Finder, qtbot: QtBot) -> None:
    finder._camera_view.collapse(finder._found.index(1, 0))
    before = expanded(finder)
    assert before == {"/丁家湾村", "/丁家湾村/网格001"}
    finder.search()
    qtbot.keyClicks(finder._search, "c0")
    assert "/集市社区" in expanded(finder)
    qtbot.keyClick(finder._search, Qt.Key.Key_Escape)
    assert finder._search.text() == ""
    assert expanded(finder) == before


def test_the_tree_is_as_before_when_the_search_found_nothing(finder: Finder, qtbot: QtBot) -> None:
    before = expanded(finder)
    qtbot.keyClicks(finder._search, "zz")
    assert expanded(finder) == set()
    finder._search.clear()
    assert expanded(finder) == before


def test_a_selected_row_has_one_ground_from_edge_to_edge(
    finder: Finder, look: Look, qapp: QApplication
) -> None:
    qapp.setStyleSheet(style_sheet(look))
    qapp.setPalette(qt_palette(look))
    view = finder._camera_view
    index = finder._found.index(0, 0, finder._found.index(0, 0, finder._found.index(0, 0)))
    view.setCurrentIndex(index)
    view.setFocus()
    image = view.viewport().grab().toImage()
    y = view.visualRect(index).top() + 2
    colours = {image.pixelColor(x, y).name() for x in range(image.width())}
    assert colours == {look.colour("line").name()}


def test_a_sites_join_link_is_copied(qtbot: QtBot, look: Look) -> None:
    finder = Finder(look)
    qtbot.addWidget(finder)
    finder.set_nodes([NodeEntry("n01", "云帆村", "village")])
    assert not finder.menu_for("n01").actions()[1].isEnabled()
    link = "https://192.0.2.7:8443/join#token=t"
    finder.set_conference({"state": "idle", "nodes": [{"id": "n01", "join_url": link}]})
    finder.menu_for("n01").actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == link


def test_bad_pictures_have_a_sign_words_and_a_filter(finder: Finder) -> None:
    assert not finder._bad.isVisible()
    finder.set_findings({"c01": ("blurred",), "c04": ("moved", "noise")})
    assert finder._bad.isVisible()
    assert finder._bad.text() == "Bad pictures 2"
    assert "picture blurred" in finder._tree._items["c01"].toolTip()
    plain = finder.grab().toImage()
    finder._bad.click()
    assert rows(finder._found) == ["丁家湾村", ["网格001", ["村口桥头"]], "无组"]
    finder._search.setText("无")
    assert rows(finder._found) == ["无组"]
    finder._search.clear()
    finder.set_findings({"c04": ("noise",)})
    assert rows(finder._found) == ["无组"]
    finder.set_findings({})
    assert not finder._bad.isVisible()
    assert len(rows(finder._found)) > 3
    assert finder._tree._items["c01"].toolTip() == "c01"
    assert finder.grab().toImage() != plain
