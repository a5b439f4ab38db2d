from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from console.site.records import CameraEntry
from console.ui.camera_tree import COUNT, FAVOURITES, SOURCE, STATE, CameraTree
from console.ui.sources import dragged_source
from media.source import Connecting, Live, Lost, Stale, Trouble

CAMERAS = [
    CameraEntry("c01", "村口桥头", "rtsp://x/1", "丁家湾村/网格001"),
    CameraEntry("c02", "河道水尺", "rtsp://x/2", "丁家湾村"),
    CameraEntry("c03", "农贸市场东门", "rtsp://x/3", "集市社区"),
    CameraEntry("c04", "无组", "rtsp://x/4"),
]
WHOLE = [
    "丁家湾村", ["网格001", ["村口桥头"], "河道水尺"], "集市社区", ["农贸市场东门"], "无组",
]  # fmt: skip


@pytest.fixture
def tree(qapp: QApplication) -> CameraTree:
    tree = CameraTree()
    tree.set_cameras(CAMERAS)
    return tree


def rows(model: CameraTree, parent: QModelIndex = QModelIndex()) -> list[object]:  # noqa: B008
    """The tree as nested lists of names."""
    found: list[object] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(index.data())
        if model.hasChildren(index):
            found.append(rows(model, index))
    return found


def test_groups_are_made_of_their_paths(tree: CameraTree, qtmodeltester: ModelTester) -> None:
    assert rows(tree) == WHOLE
    assert tree.index(0, 0).data(COUNT) == (2, 0, 0)
    qtmodeltester.check(tree)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("市场", ["集市社区", ["农贸市场东门"]]),
        ("C02", ["丁家湾村", ["河道水尺"]]),
        ("丁家湾 桥", ["丁家湾村", ["网格001", ["村口桥头"]]]),
        ("djw hd", ["丁家湾村", ["河道水尺"]]),
        ("nongmao", ["集市社区", ["农贸市场东门"]]),
        ("nothing", []),
        ("wz", ["无组"]),
    ],
)
def test_a_search_looks_through_names_ids_and_groups(
    tree: CameraTree, typed: str, found: list[object]
) -> None:
    tree.search(typed)
    assert rows(tree) == found
    tree.search("")
    assert rows(tree) == WHOLE


@pytest.mark.parametrize("word", ["lost", "失联", "Offline"])
def test_a_state_is_searched_by_its_word_in_either_language_and_followed(
    tree: CameraTree, word: str
) -> None:
    tree.search(word)
    assert rows(tree) == []
    tree.set_states({"c02": Lost(Trouble.SILENT), "c03": Live(0.1)})
    assert rows(tree) == ["丁家湾村", ["河道水尺"]]
    tree.set_states({"c02": Live(0.1), "c04": Lost(Trouble.REFUSED)})
    assert rows(tree) == ["无组"]


def test_groups_count_what_is_live_and_what_is_in_trouble(tree: CameraTree) -> None:
    group = tree.index(0, 0)
    tree.set_states({"c01": Live(0.1), "c02": Lost(Trouble.SILENT)})
    assert group.data(COUNT) == (2, 1, 1)
    tree.set_states({"c01": Stale(4), "c02": Connecting()})
    assert group.data(COUNT) == (2, 0, 1)
    assert group.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "2 cameras, 0 live, 1 lost"
    tree.search("c01")
    assert tree.index(0, 0).data(COUNT) == (1, 0, 1)


def test_states_are_told_once_for_each_group_and_only_where_they_change(tree: CameraTree) -> None:
    changed: list[tuple[str, str]] = []
    tree.dataChanged.connect(lambda a, b: changed.append((a.data(), b.data())))
    tree.set_states({"c03": Live(0.1), "gone": Live(0.1)})
    tree.set_states({"c03": Live(0.2)})
    assert changed == [("农贸市场东门", "农贸市场东门")]
    tree.set_states({camera.id: Lost(Trouble.SILENT) for camera in CAMERAS})
    assert len(changed) == 5
    assert tree.index(2, 0).data(STATE) == "lost"


def test_favourites_and_those_shown_lately_stand_at_the_top(
    tree: CameraTree, qtmodeltester: ModelTester
) -> None:
    tree.set_favourites(["c03", "gone"])
    tree.set_recent(["c04", "c03"])
    tree.set_states({"c03": Live(0.1)})
    assert rows(tree)[:4] == [
        "Favourites", ["农贸市场东门"], "Shown lately", ["无组", "农贸市场东门"],
    ]  # fmt: skip
    assert tree.place_of(FAVOURITES).data(COUNT) == (1, 1, 0)
    qtmodeltester.check(tree)
    tree.search("nmsc")
    assert rows(tree) == ["集市社区", ["农贸市场东门"]]


def test_only_cameras_with_a_bad_picture(tree: CameraTree) -> None:
    tree.set_findings({"c01": ("blurred",), "c04": ("moved", "noise")})
    tree.only_bad(True)
    assert rows(tree) == ["丁家湾村", ["网格001", ["村口桥头"]], "无组"]
    tree.set_findings({"c04": ("noise",)})
    assert rows(tree) == ["无组"]
    assert "picture noisy" in tree.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_camera_can_be_dragged_and_a_group_cannot(tree: CameraTree) -> None:
    assert dragged_source(tree.mimeData([tree.index(2, 0)])) == "camera:c04"
    assert tree.index(0, 0).data(SOURCE) is None
    assert not tree.flags(tree.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_ten_thousand_cameras_are_found_in(qapp: QApplication) -> None:
    tree = CameraTree()
    tree.set_cameras(
        CameraEntry(f"k{n:05d}", f"路口{n}", "rtsp://x/", f"片区{n % 20}/组{n % 7}")
        for n in range(10_000)
    )
    tree.search("lk k09999")
    assert rows(tree) == ["片区19", ["组3", ["路口9999"]]]
    tree.set_states({f"k{n:05d}": Live(0.0) for n in range(10_000)})
