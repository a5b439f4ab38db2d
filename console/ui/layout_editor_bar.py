"""The rows of buttons over the layout editor's cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from console.ui.flow import Flow
from console.ui.layout_button import layout_pixmap
from console.ui.layout_words import layout_title
from console.ui.number_field import NumberField
from console.ui.shortcuts import BY_ID, Keys
from console.ui.theme import Look
from layouts.draft import Draft
from layouts.layout import MOST_SQUARES, Layout

LEFT = ("edit_undo", "edit_redo")
RESHAPE = ("edit_merge", "edit_sides", "edit_stack", "edit_four", "edit_squares")
CELL = ("edit_clear", "edit_alarm")
NAME_PX = 160


class EditorBar(QWidget):
    """``wished`` carries an action of ``shortcuts``, or ``rename``, ``restore``, ``remove``,
    ``close``; ``resized`` columns and rows; ``shape_chosen`` the name of a layout to begin with.
    """

    wished = Signal(str)
    resized = Signal(int, int)
    shape_chosen = Signal(str)

    def __init__(self, look: Look, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._keys = look, keys
        self._title, self._grid = QLabel(), QLabel()
        self._title.setProperty("scale", "title")
        self.name = QLineEdit()
        self.name.setFixedWidth(look.px(NAME_PX))
        self.buttons = {
            action: self._button(partial(self.wished.emit, action))
            for action in (*LEFT, *RESHAPE, *CELL, "edit_save", "edit_save_as", "close")
        }
        self.buttons["edit_save"].setProperty("kind", "likely")
        self.columns, self.rows = self._spin(), self._spin()
        self.start, self.more = self._button(), self._button()
        self._menus()
        self._build()
        keys.changed.connect(self.words_changed)
        self.words_changed()

    # -- setters

    def show_draft(self, draft: Draft, own: bool) -> None:
        """What can be done now. ``own``: its file is one of this site."""
        buttons, cell = self.buttons, draft.cell
        buttons["edit_undo"].setEnabled(draft.can_undo)
        buttons["edit_redo"].setEnabled(draft.can_redo)
        buttons["edit_merge"].setEnabled(len(draft.chosen) > 1)
        buttons["edit_squares"].setEnabled(cell.columns * cell.rows > 1)
        buttons["edit_alarm"].setChecked(cell.alarm is not None)
        for spin, value in ((self.columns, draft.layout.columns), (self.rows, draft.layout.rows)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        for entry in self.entries():
            entry.setEnabled(own)

    def set_shapes(self, layouts: Sequence[Layout]) -> None:
        """Layouts to begin with."""
        menu = self.start.menu()
        menu.clear()
        for layout in layouts:
            icon = QIcon(layout_pixmap(self._look, layout, self._look.px(28)))
            chosen = partial(self.shape_chosen.emit, layout.name)
            menu.addAction(icon, layout_title(layout), chosen)

    def words_changed(self) -> None:
        self._title.setText(self.tr("Edit layout"))
        self.name.setAccessibleName(self.tr("Name of the layout"))
        self.name.setPlaceholderText(self.tr("Name"))
        for action, button in self.buttons.items():
            key = self._keys.texts(action) if action in BY_ID else "Esc"
            button.setText(self._label(action))
            button.setToolTip(f"{self._help(action)}  {key}".strip())
            button.setAccessibleName(self._help(action) or self._label(action))
        self._grid.setText(self.tr("Grid"))
        self.columns.setAccessibleName(self.tr("Columns of the grid"))
        self.rows.setAccessibleName(self.tr("Rows of the grid"))
        self.start.setText(self.tr("Begin with"))
        self.start.setToolTip(self.tr("Take the shape of another layout; what is shown stays"))
        self.more.setText(self.tr("More"))
        names = (self.tr("Rename"), self.tr("Version before"), self.tr("Remove"))
        for entry, name in zip(self.entries(), names, strict=False):
            entry.setText(name)

    def entries(self) -> list[QAction]:
        """Of the menu More; asked of it each time, for Qt may end it before this widget."""
        menu = self.more.menu()
        return menu.actions() if isValid(menu) else []

    # -- inside

    def _label(self, action: str) -> str:
        return {
            "edit_undo": self.tr("Undo"),
            "edit_redo": self.tr("Redo"),
            "edit_merge": self.tr("Merge"),
            "edit_sides": self.tr("Split ↔"),
            "edit_stack": self.tr("Split ↕"),
            "edit_four": self.tr("Split in 4"),
            "edit_squares": self.tr("To squares"),
            "edit_clear": self.tr("Clear"),
            "edit_alarm": self.tr("Alarm tile"),
            "edit_save": self.tr("Save"),
            "edit_save_as": self.tr("Save as"),
            "close": self.tr("Close"),
        }[action]

    def _help(self, action: str) -> str:
        return {
            "edit_merge": self.tr("The chosen cells become one; or drag over them"),
            "edit_sides": self.tr("Split the cell: left and right"),
            "edit_stack": self.tr("Split the cell: above and below"),
            "edit_four": self.tr("Split the cell in four"),
            "edit_squares": self.tr("Split the cell into the squares of the grid"),
            "edit_clear": self.tr("The chosen cells show nothing"),
            "edit_alarm": self.tr("Alarms take this cell, in the order of the numbers"),
        }.get(action, "")

    def _button(self, pressed: Callable[[], object] | None = None) -> QPushButton:
        button = QPushButton()
        button.setProperty("fit", "close")
        if pressed is not None:
            button.clicked.connect(lambda _on=False: pressed())
        return button

    def _spin(self) -> NumberField:
        spin = NumberField()
        spin.setRange(1, MOST_SQUARES)
        spin.setFixedSize(self._look.px(56), self._look.px(32))
        spin.valueChanged.connect(
            lambda _value: self.resized.emit(self.columns.value(), self.rows.value())
        )
        return spin

    def _menus(self) -> None:
        menu = QMenu(self)
        for wish in ("rename", "restore", "remove"):
            menu.addAction("", partial(self.wished.emit, wish))
        self.more.setMenu(menu)
        self.start.setMenu(QMenu(self))
        self.buttons["edit_alarm"].setCheckable(True)

    def _together(self) -> QWidget:
        """The size of the grid: its parts stay in one line."""
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(self._look.px(6), 0, self._look.px(6), 0)
        row.setSpacing(self._look.px(4))
        for widget in (self._grid, self.columns, QLabel("×"), self.rows):
            row.addWidget(widget)
        return whole

    def _build(self) -> None:
        px = self._look.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        of = self.buttons.__getitem__
        save = [of(action) for action in ("edit_save", "edit_save_as")]
        reshape = [of(action) for action in (*LEFT, *RESHAPE, *CELL)]
        first: list[QWidget] = [self._title, self.name, *save, self.more, of("close")]
        for widgets in (first, [*reshape, self._together(), self.start]):
            row = Flow(px(6))
            for widget in widgets:
                row.addWidget(widget)
            column.addLayout(row)
