"""The presets of a camera that can be turned: go there, keep where it points, give one up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.theme import Look

TOKEN = Qt.ItemDataRole.UserRole
LONGEST_NAME = 64  # characters
Listed = Sequence[tuple[str, str]]  # token, name


class PtzPresets(QWidget):
    """``go_wished`` carries a token, ``save_wished`` a name and a token (empty: a new preset);
    ``remove_wished`` and ``over_wished`` (token, name) are to be confirmed first."""

    go_wished = Signal(str)
    home_wished = Signal()
    save_wished = Signal(str, str)
    over_wished = Signal(str, str)
    remove_wished = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._presets: list[tuple[str, str]] = []
        self._can: set[str] = set()
        self.list, self.name = QListWidget(), QLineEdit()
        self.go, self.home, self.save = QPushButton(), QPushButton(), QPushButton()
        self.over, self.remove = QPushButton(), QPushButton()
        self._build()
        self.list.itemActivated.connect(self._on_go)
        self.list.currentRowChanged.connect(self._say_able)
        self.name.textChanged.connect(self._say_able)
        self.name.returnPressed.connect(self._on_save)
        self.go.clicked.connect(self._on_go)
        self.home.clicked.connect(self.home_wished)
        self.save.clicked.connect(self._on_save)
        self.over.clicked.connect(self._on_over)
        self.remove.clicked.connect(self._on_remove)
        self.words_changed()

    # -- setters

    def set_presets(self, presets: Listed, can: Sequence[str]) -> None:
        """The device's presets in its order, and what the device can do."""
        self._can = set(can)
        if list(presets) != self._presets:
            token = self._chosen()[0]
            self._presets = list(presets)
            self.list.clear()
            for number, (each, name) in enumerate(self._presets, 1):
                item = QListWidgetItem(f"{number}  {name or each}")
                item.setData(TOKEN, each)
                item.setToolTip(name or each)
                self.list.addItem(item)
            tokens = [each for each, _ in self._presets]
            at = tokens.index(token) if token in tokens else 0
            self.list.setCurrentRow(at if tokens else -1)
        self._say_able()

    def kept(self) -> None:
        """What was written as a name has been used."""
        self.name.clear()

    def token_at(self, place: int) -> str:
        """The token of a place in the list; empty when there is none."""
        return self._presets[place][0] if 0 <= place < len(self._presets) else ""

    def words_changed(self) -> None:
        self.list.setAccessibleName(self.tr("Presets of the camera"))
        self.name.setPlaceholderText(self.tr("name of the place"))
        self.name.setAccessibleName(self.tr("name of the place"))
        for button, words, tip in (
            (self.go, self.tr("Go there"), self.tr("Turn to the chosen preset")),
            (self.home, self.tr("Home"), self.tr("Turn to the home position")),
            (self.save, self.tr("Keep"), self.tr("Keep where it points now as a new preset")),
            (self.over, self.tr("Put here"),
             self.tr("The chosen preset points here from now on, with the name that is written")),
            (self.remove, self.tr("Remove"), self.tr("Remove the chosen preset")),
        ):  # fmt: skip
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.list.setObjectName("rows")
        self.list.setMinimumSize(QSize(0, px(54)))
        self.name.setMaxLength(LONGEST_NAME)
        self.go.setProperty("kind", "likely")
        for button in (self.go, self.home, self.save, self.over, self.remove):
            button.setProperty("fit", "close")
        grid = QGridLayout()
        grid.setSpacing(px(6))
        grid.addWidget(self.go, 0, 0, 1, 2)
        grid.addWidget(self.home, 0, 2)
        grid.addWidget(self.name, 1, 0, 1, 3)
        for column, button in enumerate((self.save, self.over, self.remove)):
            grid.addWidget(button, 2, column)
            grid.setColumnStretch(column, 1)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(0, 0, 0, 0)
        column_of.setSpacing(px(6))
        column_of.addWidget(self.list, 1)
        column_of.addLayout(grid)

    def _chosen(self) -> tuple[str, str]:
        row = self.list.currentRow()
        return self._presets[row] if 0 <= row < len(self._presets) else ("", "")

    def _say_able(self) -> None:
        able, chosen = "presets" in self._can, bool(self._chosen()[0])
        self.go.setEnabled(able and chosen)
        self.over.setEnabled(able and chosen)
        self.remove.setEnabled(able and chosen)
        self.save.setEnabled(able and bool(self.name.text().strip()))
        self.home.setEnabled("home" in self._can)

    def _on_go(self) -> None:
        if token := self._chosen()[0]:
            self.go_wished.emit(token)

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self.save_wished.emit(self.name.text().strip(), "")

    def _on_over(self) -> None:
        token, name = self._chosen()
        self.over_wished.emit(token, self.name.text().strip() or name)

    def _on_remove(self) -> None:
        token, name = self._chosen()
        self.remove_wished.emit(token, name or token)
