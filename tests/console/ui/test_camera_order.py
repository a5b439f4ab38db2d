from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.ui.camera_order import CameraOrder
from console.ui.theme import Look


@pytest.fixture
def order(look: Look, qtbot: QtBot) -> CameraOrder:
    order = CameraOrder(look)
    qtbot.addWidget(order)
    order.set_cameras(["a", "b", "c", "d"], str.upper)
    order.show()
    order.activateWindow()
    qtbot.waitUntil(order.isActiveWindow)
    order.list.setFocus()
    return order


def choose(order: CameraOrder, rows: Sequence[int]) -> None:
    order.list.clearSelection()
    for row in rows:
        order.list.item(row).setSelected(True)


@pytest.mark.parametrize(
    ("rows", "key", "then", "chosen"),
    [
        ([2], Qt.Key.Key_Up, "acbd", [1]),
        ([1, 2], Qt.Key.Key_Up, "bcad", [0, 1]),
        ([0, 2], Qt.Key.Key_Down, "badc", [1, 3]),
        ([1, 2], Qt.Key.Key_Down, "adbc", [2, 3]),
        ([0, 2], Qt.Key.Key_Up, "abcd", [0, 2]),  # no room above
        ([3], Qt.Key.Key_Down, "abcd", [3]),
    ],
)
def test_the_chosen_rows_move_and_stay_chosen(
    order: CameraOrder, rows: list[int], key: Qt.Key, then: str, chosen: list[int]
) -> None:
    choose(order, rows)
    QTest.keyClick(order.list, key, Qt.KeyboardModifier.AltModifier)
    assert "".join(order.cameras()) == then
    assert order._chosen() == chosen


def test_the_chosen_ones_are_taken_out_and_the_next_is_chosen(
    order: CameraOrder, qtbot: QtBot
) -> None:
    choose(order, [1, 2])
    with qtbot.waitSignal(order.changed):
        QTest.keyClick(order.list, Qt.Key.Key_Delete)
    assert order.cameras() == ("a", "d")
    assert order.list.currentItem().text() == "D"
    for _ in "ad":
        order.remove.click()
    assert order.cameras() == ()
    assert not order.remove.isEnabled()


def test_what_is_added_comes_behind_the_chosen_row_one_more_than_once(
    order: CameraOrder, qtbot: QtBot
) -> None:
    order.list.setCurrentRow(1)
    with qtbot.waitSignal(order.changed):
        order.add(["x", "a"], str.upper)
    order.add(["y"], str.upper)
    assert "".join(order.cameras()) == "abxaycd"
    order.set_cameras([], str)
    order.add(["z"], str)
    assert order.cameras() == ("z",)


def test_pages_are_looked_at_only(order: CameraOrder) -> None:
    order.set_pages(["A、B", "C · 40 s"])
    order.list.setCurrentRow(1)
    assert order.cameras() == ()
    assert not any(button.isEnabled() for button in (order.up, order.down, order.remove))
    QTest.keyClick(order.list, Qt.Key.Key_Delete)
    assert order.list.count() == 2
