"""What can be done with the case that is open: the likely command, the next, and all in a menu;
below them what became of the orders given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Case
from console.cases.order import ATTENTION, Order
from console.cases.possible import ALWAYS, possible
from console.ui.order_words import command_text, order_state_text, why_text
from console.ui.theme import Look

SHOWN = 2  # commands with a button of their own; all are in the menu
MOST_LINES = 3  # orders that are told of below


class CommandBar(QWidget):
    """``wished`` carries a case's id and a command, ``outbox_wished`` the key of an order that
    somebody should look at, or nothing.

    Nothing here moves a case: that is for the platform's answer.
    """

    wished = Signal(str, str)
    outbox_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._case: Case | None = None
        self._orders: Sequence[Order] = ()
        self._orders_of: Callable[[str], Sequence[Order]] = lambda _case: ()
        self._commands: tuple[str, ...] = ()
        self._may: Callable[[str], bool] = lambda _act: False
        self._buttons = [QPushButton() for _ in range(SHOWN)]
        self._buttons[0].setProperty("kind", "likely")
        self._more = QPushButton()
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self._more.setMenu(self._list)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setProperty("scale", "small")
        self._look_at = QPushButton()
        self._build()
        for number, button in enumerate(self._buttons):
            button.clicked.connect(partial(self._on_button, number))
        self._look_at.clicked.connect(self._on_look)
        self.words_changed()

    # -- setters

    def serve(
        self, may: Callable[[str], bool], orders_of: Callable[[str], Sequence[Order]]
    ) -> None:
        """What who sits here may do, and a case's orders that have not come to their end or need a
        look, in their order. ``refresh`` when either is otherwise."""
        self._may, self._orders_of = may, orders_of
        self._say()

    def refresh(self) -> None:
        self._say()

    def set_case(self, case: Case | None) -> None:
        self._case = case
        self._say()

    def commands(self) -> tuple[str, ...]:
        return self._commands

    def open_menu(self) -> None:
        """All commands, for the keyboard."""
        if self._commands:
            self._more.setFocus()
            self._list.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
            enabled = (action for action in self._list.actions() if action.isEnabled())
            if (first := next(enabled, None)) is not None:
                self._list.setActiveAction(first)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Commands for the case"))
        self._more.setText(self.tr("More"))
        self._more.setAccessibleName(self.tr("All commands for the case"))
        self._look_at.setText(self.tr("See"))
        self._look_at.setAccessibleName(self.tr("See the order in the outbox"))
        self._say()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (*self._buttons, self._more):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self._look_at.setProperty("fit", "close")
        told = QHBoxLayout()
        told.setSpacing(px(8))
        told.addWidget(self._said, 1)
        told.addWidget(self._look_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(4), px(12), 0)
        column.setSpacing(px(4))
        column.addLayout(told)
        column.addLayout(row)

    def _say(self) -> None:
        case = self._case
        self._commands = possible(case.status, self._may) if case is not None else ()
        self._orders = self._orders_of(str(case.id)) if case is not None else ()
        busy = {order.type for order in self._orders if not order.ended} - set(ALWAYS)
        for number, button in enumerate(self._buttons):
            there = number < len(self._commands)
            button.setVisible(there)
            if there:
                words = command_text(self._commands[number])
                button.setText(words)
                button.setAccessibleName(words)
                button.setEnabled(self._commands[number] not in busy)
        self._more.setVisible(len(self._commands) > SHOWN)
        lines = [_line(order) for order in self._orders[-MOST_LINES:]]
        self._said.setText("\n".join(lines))
        self._said.setVisible(bool(lines))
        self._look_at.setVisible(any(order.state in ATTENTION for order in self._orders))
        self.setVisible(case is not None and bool(self._commands or lines))

    def _fill(self) -> None:
        self._list.clear()
        busy = {order.type for order in self._orders if not order.ended} - set(ALWAYS)
        for number, command in enumerate(self._commands, start=1):
            mark = f"&{number}  " if number < 10 else ""
            words = f"{mark}{command_text(command)}"
            action = self._list.addAction(words, partial(self._wish, command))
            action.setEnabled(command not in busy)

    def _on_button(self, number: int) -> None:
        if number < len(self._commands):
            self._wish(self._commands[number])

    def _wish(self, command: str) -> None:
        if self._case is not None:
            self.wished.emit(str(self._case.id), command)

    def _on_look(self) -> None:
        keys = [order.key for order in self._orders if order.state in ATTENTION]
        self.outbox_wished.emit(keys[-1] if keys else "")


def _line(order: Order) -> str:
    words = f"{command_text(order.type)}: {order_state_text(order)}"
    why = why_text(order)
    return f"{words} · {why}" if why else words
