"""What a command has to be told: a unit, a person, a reason, a text, an attachment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Case
from console.cases.possible import ARGUMENTS, ATTACHMENTS, LONGEST_TEXT, Argument, missing
from console.ui.choice import Choice
from console.ui.order_words import command_text, field_text, kind_text
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

WIDE_PX, TEXT_PX = 520, 110
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class OrderSheet(Sheet):
    """``given`` carries a case's id, a command and its arguments. Ctrl+Enter gives it."""

    given = Signal(str, str, dict)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._case_id, self._command = "", ""
        self._units: Sequence[str] = ()
        self._people: Sequence[str] = ()
        self._fields: dict[str, QWidget] = {}
        self._title, self._about, self._fault = QLabel(), QLabel(), QLabel()
        self._form = QWidget()
        self._rows = QGridLayout(self._form)
        self._give, self._leave = QPushButton(), QPushButton()
        self._build()
        self._give.clicked.connect(self._on_give)
        self._leave.clicked.connect(self.close_sheet)
        key = QShortcut(QKeySequence("Ctrl+Return"), self, self._on_give)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # elsewhere it is another's
        self.words_changed()

    # -- setters

    def set_choices(self, units: Sequence[str], people: Sequence[str]) -> None:
        """Units and people to choose from; others may be typed."""
        self._units, self._people = units, people

    def ask(self, case: Case, command: str) -> None:
        """Open for a command upon a case."""
        self._case_id, self._command = str(case.id), command
        self._about.setText(" · ".join(part for part in (case.number, case.title) if part))
        self._make_fields()
        self.words_changed()
        self.open_sheet()

    def first(self) -> QWidget:
        return next(iter(self._fields.values()), self._give)

    def words_changed(self) -> None:
        words = command_text(self._command)
        self._title.setText(words)
        self.setAccessibleName(words)
        self._give.setText(words)
        self._leave.setText(self.tr("Cancel"))
        self._fault.setText("")

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.setMinimumWidth(px(WIDE_PX))
        self._title.setProperty("scale", "title")
        self._about.setProperty("tone", "quiet")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self._fault.setProperty("tone", "amber")
        self._give.setProperty("kind", "likely")
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(px(8))
        self._rows.setHorizontalSpacing(px(12))
        self._rows.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._fault, 1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        for widget in (self._title, self._about, self._form):
            column.addWidget(widget)
        column.addLayout(buttons)

    def _make_fields(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = {}
        for row, argument in enumerate(ARGUMENTS.get(self._command, ())):
            name = QLabel(
                field_text(argument.name) + ("" if argument.needed else self.tr(" (may be empty)"))
            )
            field = self._field(argument)
            for told in (field, *field.findChildren(QLineEdit)):  # one has the keyboard in a choice
                told.setAccessibleName(field_text(argument.name))
            name.setBuddy(field)
            beside = Qt.AlignmentFlag.AlignTop if argument.kind == "text" else _MIDDLE
            self._rows.addWidget(name, row, 0, beside)
            self._rows.addWidget(field, row, 1)
            self._fields[argument.name] = field

    def _field(self, argument: Argument) -> QWidget:
        make: dict[str, Callable[[], QWidget]] = {
            "unit": lambda: _choice(self._units),
            "person": lambda: _choice(self._people),
            "attachment": _kinds,
            "text": self._text,
        }
        return make.get(argument.kind, QLineEdit)()

    def _text(self) -> QWidget:
        text = QPlainTextEdit()
        text.setTabChangesFocus(True)
        text.setFixedHeight(self._look.px(TEXT_PX))
        return text

    def _on_give(self) -> None:
        args = {name: _value(field) for name, field in self._fields.items()}
        args = {name: value for name, value in args.items() if value}
        if lacks := missing(self._command, args):
            named = "、".join(field_text(name) for name in lacks)
            self._fault.setText(self.tr("Needed: {names}").format(names=named))
            self._fields[lacks[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_sheet()
        self.given.emit(self._case_id, self._command, args)


def _choice(values: Sequence[str]) -> QComboBox:
    box = Choice()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(values))
    box.setCurrentText("")
    completer = QCompleter(list(values), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    box.setCompleter(completer)
    return box


def _kinds() -> QComboBox:
    box = Choice()
    for kind in ATTACHMENTS:
        box.addItem(kind_text(kind), kind)
    return box


def _value(field: QWidget) -> str:
    match field:
        case QComboBox() if not field.isEditable():
            return str(field.currentData())
        case QComboBox():
            return field.currentText().strip()
        case QPlainTextEdit():
            return field.toPlainText().strip()[:LONGEST_TEXT]
        case QLineEdit():
            return field.text().strip()[:LONGEST_TEXT]
        case _:
            return ""
