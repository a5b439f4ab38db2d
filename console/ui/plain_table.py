"""How every table of the window looks before it has columns."""

from __future__ import annotations

from PySide6.QtWidgets import QTreeView


def as_table(view: QTreeView) -> None:
    """Rows of one height under each other, without the signs of a tree, in the theme of tables."""
    view.setObjectName("table")
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
