"""A menu in which several things are ticked one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class TickMenu(QMenu):
    """Stays open while its entries are ticked."""

    def tick(
        self, choices: Sequence[tuple[str, str]], on: frozenset[str],
        done: Callable[[frozenset[str]], None],
    ) -> None:  # fmt: skip
        """``choices``: code and words of each; ``done`` hears of all that are ticked now."""
        actions: list[QAction] = []

        def tell() -> None:
            done(frozenset(str(action.data()) for action in actions if action.isChecked()))

        for code, words in choices:
            action = self.addAction(words.replace("&", "&&"))
            action.setData(code)
            action.setCheckable(True)
            action.setChecked(code in on)
            action.toggled.connect(tell)
            actions.append(action)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        ticks = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ticks and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)
