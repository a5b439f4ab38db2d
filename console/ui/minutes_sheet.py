"""The minutes: decisions typed in during the conference, earlier conferences, and the papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from console.minutes.minutes import Decision
from console.ui.row_list import ID, chosen_row, fill_rows
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

LIST_PX, DECISIONS_PX = 290, 120
LONGEST_DECISION = 2000


class MinutesSheet(Sheet):
    """``opened`` wishes for the list, ``chosen`` for the minutes of a conference; ``decided``
    carries a number (0: a new one) and a text (empty: out with it); ``export_wished`` the
    conference and ``docx`` or ``pdf``."""

    most_px = (1020, 680)

    opened = Signal()
    chosen = Signal(str)
    decided = Signal(int, str)
    export_wished = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._title, self._none, self._head = QLabel(), QLabel(), QLabel()
        self._trouble = _warning()
        self._list, self._decisions = QListWidget(), QListWidget()
        self._text, self._field = QTextBrowser(), QLineEdit()
        self._add, self._docx, self._pdf, self._close = (QPushButton() for _ in range(4))
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_conferences(self, rows: Sequence[tuple[str, str]]) -> None:
        """Id and name of each, newest first; what was chosen stays so."""
        fill_rows(self._list, rows, self.conference())
        self._none.setVisible(not rows)
        self._on_chosen()

    def set_troubles(self, troubles: Sequence[str]) -> None:
        """Why lines are not on the disk; empty when all are."""
        words = self.tr("Not kept on the disk: {reason}")
        self._trouble.setText(words.format(reason="; ".join(troubles)))
        self._trouble.setVisible(bool(troubles))

    def set_minutes(self, html: str, decisions: Sequence[Decision], held: bool) -> None:
        """``held``: the conference goes on, so decisions can be typed in."""
        at = self._text.verticalScrollBar().value()
        self._text.setHtml(html)
        self._text.verticalScrollBar().setValue(at)
        editing = self._decisions.state() == QListWidget.State.EditingState
        if not editing:
            self._fill(decisions)
        for widget in (self._head, self._decisions, self._field, self._add):
            widget.setVisible(held)

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self._field if self._field.isVisibleTo(self) else self._list

    def conference(self) -> str:
        """The id of the conference that is chosen; empty when none is."""
        return chosen_row(self._list)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Minutes"))
        self._title.setText(self.tr("Minutes"))
        self._none.setText(self.tr("No conference was held yet."))
        self._list.setAccessibleName(self.tr("Conferences"))
        self._text.setAccessibleName(self.tr("Minutes"))
        self._decisions.setAccessibleName(self.tr("Decisions"))
        self._head.setText(self.tr("Decisions (double click to change, empty to take out)"))
        self._field.setPlaceholderText(self.tr("What was decided"))
        self._field.setAccessibleName(self.tr("What was decided"))
        self._add.setText(self.tr("Note the decision"))
        self._docx.setText(self.tr("Save as DOCX"))
        self._pdf.setText(self.tr("Save as PDF"))
        self._close.setText(self.tr("Close"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._head.setProperty("tone", "quiet")
        self._none.setProperty("tone", "quiet")
        for view in (self._list, self._decisions):
            view.setObjectName("rows")
        self._list.setFixedWidth(px(LIST_PX))
        self._decisions.setFixedHeight(px(DECISIONS_PX))
        self._text.setOpenLinks(False)
        self._text.setStyleSheet("background: white; color: black;")  # it is a paper
        self._field.setMaxLength(LONGEST_DECISION)
        self._add.setProperty("kind", "likely")
        typed = QHBoxLayout()
        typed.setSpacing(px(8))
        typed.addWidget(self._field, 1)
        typed.addWidget(self._add)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._text, 1)
        for widget in (self._head, self._decisions):
            right.addWidget(widget)
        right.addLayout(typed)
        left = QVBoxLayout()
        left.addWidget(self._list, 1)
        left.addWidget(self._none)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addLayout(left)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self._docx, self._pdf):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._trouble)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._on_chosen)
        self._add.clicked.connect(self._on_add)
        self._field.returnPressed.connect(self._on_add)
        self._decisions.itemChanged.connect(self._on_changed)
        self._docx.clicked.connect(lambda: self.export_wished.emit(self.conference(), "docx"))
        self._pdf.clicked.connect(lambda: self.export_wished.emit(self.conference(), "pdf"))
        self._close.clicked.connect(self.close_sheet)

    def _fill(self, decisions: Sequence[Decision]) -> None:
        self._decisions.blockSignals(True)
        self._decisions.clear()
        for decision in decisions:
            item = QListWidgetItem(decision.text)
            item.setData(ID, decision.number)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._decisions.addItem(item)
        self._decisions.blockSignals(False)

    def _on_chosen(self) -> None:
        id_ = self.conference()
        for button in (self._docx, self._pdf):
            button.setEnabled(bool(id_))
        if id_:
            self.chosen.emit(id_)
        else:
            self.set_minutes("", (), False)

    def _on_add(self) -> None:
        text = self._field.text().strip()
        if text:
            self._field.clear()
            self.decided.emit(0, text)

    def _on_changed(self, item: QListWidgetItem) -> None:
        self.decided.emit(int(item.data(ID)), item.text().strip())


def _warning() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("tone", "amber")
    label.hide()
    return label
