"""The outbox: every order with its state, who changed what, and a person's word on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.cases.order import ATTENTION, Order
from console.ui.order_words import (
    command_text,
    conflict_lines,
    field_text,
    kind_text,
    order_state_text,
    why_text,
)
from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

KEY = Qt.ItemDataRole.UserRole
FILTERS: Mapping[str, frozenset[str]] = {
    "attention": ATTENTION,
    "waiting": frozenset({"waiting", "sending", "ask"}),
    "refused": frozenset({"refused"}),
    "conflict": frozenset({"conflict"}),
    "all": frozenset({"waiting", "sending", "ask", "refused", "conflict", "done", "given_up"}),
}
MOST_ROWS = 500  # the newest
COMMAND, CASE, STATE, WHO, WHEN = range(5)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An order, and what people call its case."""

    order: Order
    case: str


class OutboxSheet(Sheet):
    """``again_wished`` carries an order's key, ``drop_wished`` a key and the reason;
    ``case_wished`` a case's id."""

    most_px = (980, 640)

    opened = Signal()
    again_wished = Signal(str)
    drop_wished = Signal(str, str)
    case_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._rows: Sequence[OutboxRow] = ()
        self._filter = "waiting"
        self._title, self._trouble, self._none, self._detail = (QLabel() for _ in range(4))
        self._filters = {name: QPushButton() for name in FILTERS}
        self._table = QTreeWidget()
        self._reason = QLineEdit()
        self._again, self._drop, self._case, self._close = (QPushButton() for _ in range(4))
        self._build()
        self._table.currentItemChanged.connect(self._show_detail)
        self._again.clicked.connect(lambda: self.again_wished.emit(self.key()))
        self._drop.clicked.connect(self._on_drop)
        self._reason.textChanged.connect(self._say_buttons)
        self._case.clicked.connect(self._on_case)
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    # -- setters

    def set_rows(self, rows: Sequence[OutboxRow]) -> None:
        """All orders, the newest first."""
        self._rows = rows
        self._fill()

    def set_trouble(self, trouble: str, poor: bool) -> None:
        """Why nothing can be kept, and whether the platform does not guard against overwriting."""
        words = ""
        if trouble:
            words = self.tr("Orders cannot be kept: {reason}").format(reason=trouble)
        elif poor:
            words = self.tr(
                "This platform does not guard against overwriting: revisions are compared here"
            )
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def open_at(self, key: str) -> None:
        """Open with an order chosen; with none: those that wait or need a look."""
        state = next((row.order.state for row in self._rows if row.order.key == key), "")
        if state and state not in FILTERS[self._filter]:
            self._filter = "attention" if state in ATTENTION else "all"
        elif not key:
            self._filter = self._most_urgent()
        self._fill(key)
        if not self.isVisible():
            self.open_sheet()

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self._table

    def key(self) -> str:
        """Of the order that is chosen; empty when none is."""
        item = self._table.currentItem()
        return str(item.data(COMMAND, KEY)) if item is not None else ""

    def words_changed(self) -> None:
        words = self.tr("Outbox: orders to the platform")
        self.setAccessibleName(words)
        self._title.setText(words)
        self._none.setText(self.tr("No such order."))
        self._table.setAccessibleName(words)
        self._table.setHeaderLabels(
            [self.tr("Order"), self.tr("Case"), self.tr("State"), self.tr("By"), self.tr("Given")]
        )
        self._detail.setAccessibleName(self.tr("Order"))
        self._reason.setPlaceholderText(self.tr("Why it is dropped"))
        self._reason.setAccessibleName(self.tr("Why it is dropped"))
        self._again.setText(self.tr("Send again"))
        self._drop.setText(self.tr("Drop"))
        self._case.setText(self.tr("The case"))
        self._close.setText(self.tr("Close"))
        self._fill()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._trouble.setProperty("tone", "amber")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._detail.setWordWrap(True)
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build_table()
        filters = QHBoxLayout()
        filters.setSpacing(px(6))
        group = QButtonGroup(self)
        for name, button in self._filters.items():
            button.setCheckable(True)
            button.setProperty("fit", "close")
            button.clicked.connect(lambda _on, name=name: self._choose(name))
            group.addButton(button)
            filters.addWidget(button)
        filters.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self._again.setProperty("kind", "likely")
        self._drop.setProperty("kind", "danger")
        for widget in (self._again, self._case):
            buttons.addWidget(widget)
        buttons.addSpacing(px(16))
        buttons.addWidget(self._reason, 1)
        buttons.addWidget(self._drop)
        buttons.addSpacing(px(16))
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._trouble)
        column.addLayout(filters)
        column.addWidget(self._table, 1)
        column.addWidget(self._detail)
        column.addLayout(buttons)

    def _build_table(self) -> None:
        table = self._table
        as_table(table)
        table.setColumnCount(WHEN + 1)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(CASE, QHeaderView.ResizeMode.Stretch)
        QVBoxLayout(table.viewport()).addWidget(self._none)

    def _choose(self, name: str) -> None:
        self._filter = name
        self._fill()

    def _fill(self, key: str = "") -> None:
        key = key or self.key()
        shown = [row for row in self._rows if row.order.state in FILTERS[self._filter]]
        self._table.blockSignals(True)
        self._table.clear()
        for row in shown[:MOST_ROWS]:
            item = QTreeWidgetItem(_cells(row))
            item.setData(COMMAND, KEY, row.order.key)
            self._table.addTopLevelItem(item)
            if row.order.key == key:
                self._table.setCurrentItem(item)
        if self._table.currentItem() is None and shown:
            self._table.setCurrentItem(self._table.topLevelItem(0))  # type: ignore[arg-type]
        self._table.blockSignals(False)
        self._none.setVisible(not shown)
        self._say_filters()
        self._show_detail()

    def _most_urgent(self) -> str:
        """The filter to begin with: what needs a look, what waits; where nothing does, all."""
        states = {row.order.state for row in self._rows}
        return next((name for name in ("attention", "waiting") if states & {*FILTERS[name]}), "all")

    def _say_filters(self) -> None:
        words = {
            "attention": self.tr("To look at"), "waiting": self.tr("Waiting"),
            "refused": self.tr("Refused"), "conflict": self.tr("Conflicts"), "all": self.tr("All"),
        }  # fmt: skip
        for name, button in self._filters.items():
            count = sum(row.order.state in FILTERS[name] for row in self._rows)
            button.setText(f"{words[name]} {count}")
            button.setChecked(name == self._filter)

    def _chosen(self) -> OutboxRow | None:
        key = self.key()
        return next((row for row in self._rows if row.order.key == key), None)

    def _show_detail(self) -> None:
        row = self._chosen()
        self._detail.setText(self._detail_of(row.order) if row is not None else "")
        self._detail.setVisible(row is not None)
        self._say_buttons()

    def _detail_of(self, order: Order) -> str:
        args = [f"{field_text(n)}: {_arg(n, v)}" for n, v in order.args.items() if v and _plain(v)]
        changed = conflict_lines(order.told) if order.state in ("conflict", "ask") else []
        why = why_text(order)
        lines = [" · ".join(args), "" if why in changed else why, *changed]
        if order.doubt and not order.ended:
            lines.append(
                self.tr("An earlier try may have arrived; its key keeps it from being done twice.")
            )
        return "\n".join(line for line in lines if line)

    def _say_buttons(self) -> None:
        row = self._chosen()
        state = row.order.state if row is not None else ""
        self._again.setEnabled(state in ("ask", "refused", "conflict", "waiting"))
        self._again.setText(
            self.tr("Send again on the new state") if state == "conflict" else self.tr("Send again")
        )
        may_drop = state in ("ask", "refused", "conflict", "waiting")
        self._reason.setEnabled(may_drop)
        self._drop.setEnabled(may_drop and bool(self._reason.text().strip()))
        self._case.setEnabled(bool(row is not None and row.order.case_id))

    def _on_drop(self) -> None:
        key, reason = self.key(), self._reason.text().strip()
        self._reason.clear()
        self.drop_wished.emit(key, reason)

    def _on_case(self) -> None:
        row = self._chosen()
        if row is not None:
            self.close_sheet()
            self.case_wished.emit(row.order.case_id)


def _cells(row: OutboxRow) -> list[str]:
    order = row.order
    at: datetime = order.made_at.astimezone()
    return [
        command_text(order.type),
        row.case,
        order_state_text(order),
        order.who,
        f"{at:%m-%d %H:%M:%S}",
    ]


def _plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _arg(name: str, value: object) -> str:
    return kind_text(str(value)) if name == "kind" else str(value)
