from __future__ import annotations

from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from console.ui.plain_table import as_table


def test_a_table_is_no_tree_and_has_rows_of_one_height(qtbot: QtBot) -> None:
    view = QTreeWidget()
    qtbot.addWidget(view)
    as_table(view)
    assert view.objectName() == "table"
    assert not view.rootIsDecorated()
    assert view.uniformRowHeights()
