"""The patrols of a camera that can be turned: which presets, how long at each; start, keep, give
up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.ptz_patrols import LONGEST_NAME, KeptPatrol
from console.ui.theme import Look
from media.onvif.patrol import LONGEST_S, MOST_STAGES, SHORTEST_S

TOKEN = Qt.ItemDataRole.UserRole
USUAL_S = 10
OFF, ON = Qt.CheckState.Unchecked, Qt.CheckState.Checked


class PtzRounds(QWidget):
    """``start_wished`` carries tokens and seconds, ``keep_wished`` a ``KeptPatrol`` and
    ``remove_wished`` the name of one."""

    start_wished = Signal(list, float)
    keep_wished = Signal(object)
    remove_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._camera = ""
        self._kept: list[KeptPatrol] = []
        self._presets: list[tuple[str, str]] = []
        self.list, self.stages = QListWidget(), QListWidget()
        self.name, self.dwell = QLineEdit(), QLineEdit(str(USUAL_S))
        self._dwell_label = QLabel()
        self.start, self.keep, self.remove = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self.list.currentRowChanged.connect(self._on_chosen)
        self.list.itemActivated.connect(self._on_start)
        self.stages.itemChanged.connect(self._say_able)
        for field in (self.name, self.dwell):
            field.textChanged.connect(self._say_able)
        self.start.clicked.connect(self._on_start)
        self.keep.clicked.connect(self._on_keep)
        self.remove.clicked.connect(self._on_remove)
        self.words_changed()
        self._say_able()

    # -- setters

    def set_camera(self, camera: str) -> None:
        self._camera = camera

    def set_patrols(self, patrols: Sequence[KeptPatrol]) -> None:
        """Those that are kept of this camera."""
        if list(patrols) == self._kept:
            return
        name = self.name.text()
        self._kept = list(patrols)
        self.list.blockSignals(True)
        self.list.clear()
        for patrol in self._kept:
            self.list.addItem(patrol.name)
        self.list.blockSignals(False)
        names = [patrol.name for patrol in self._kept]
        self.list.setCurrentRow(names.index(name) if name in names else -1)
        self._say_able()

    def set_presets(self, presets: Sequence[tuple[str, str]]) -> None:
        """(token, name) of what a patrol can go to."""
        if list(presets) == self._presets:
            return
        ticked = self._ticked()
        self._presets = list(presets)
        self._fill(ticked)

    def words_changed(self) -> None:
        self.list.setAccessibleName(self.tr("Kept patrols"))
        self.stages.setAccessibleName(self.tr("Presets that the patrol goes to"))
        self.name.setPlaceholderText(self.tr("name of the patrol"))
        self.name.setAccessibleName(self.tr("name of the patrol"))
        self.dwell.setAccessibleName(self.tr("Seconds at each preset"))
        self._dwell_label.setText(self.tr("s at each"))
        for button, words, tip in (
            (self.start, self.tr("Start"), self.tr("Start going round the ticked presets")),
            (self.keep, self.tr("Keep"), self.tr("Keep this patrol under the name")),
            (self.remove, self.tr("Remove"), self.tr("Remove the chosen patrol")),
        ):
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.list.setObjectName("rows")
        self.stages.setObjectName("choices")
        self.list.setMinimumSize(QSize(0, px(30)))
        self.stages.setMinimumSize(QSize(0, px(54)))
        self.name.setMaxLength(LONGEST_NAME)
        self.dwell.setValidator(QIntValidator(int(SHORTEST_S), int(LONGEST_S), self.dwell))
        self.dwell.setFixedWidth(px(58))
        self.start.setProperty("kind", "likely")
        for button in (self.start, self.keep, self.remove):
            button.setProperty("fit", "close")
        grid = QGridLayout()
        grid.setSpacing(px(6))
        grid.addWidget(self.dwell, 0, 0)
        grid.addWidget(self._dwell_label, 0, 1)
        grid.addWidget(self.start, 0, 2)
        grid.addWidget(self.name, 1, 0, 1, 3)
        grid.addWidget(self.keep, 2, 0, 1, 2)
        grid.addWidget(self.remove, 2, 2)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.list, 2)
        column.addWidget(self.stages, 3)
        column.addLayout(grid)

    def _fill(self, ticked: Sequence[str]) -> None:
        """The ticked ones first, in their order: that of the round."""
        rest = [each for each in self._presets if each[0] not in ticked]
        named = dict(self._presets)
        self.stages.blockSignals(True)
        self.stages.clear()
        for token, name in [*((t, named[t]) for t in ticked if t in named), *rest]:
            item = QListWidgetItem(name or token)
            item.setData(TOKEN, token)
            item.setCheckState(ON if token in ticked else OFF)
            self.stages.addItem(item)
        self.stages.blockSignals(False)
        self._say_able()

    def _ticked(self) -> list[str]:
        items = (self.stages.item(row) for row in range(self.stages.count()))
        return [str(item.data(TOKEN)) for item in items if item.checkState() == ON]

    def _say_able(self) -> None:
        right = 1 <= len(self._ticked()) <= MOST_STAGES and self.dwell.hasAcceptableInput()
        self.start.setEnabled(right)
        self.keep.setEnabled(right and bool(self.name.text().strip()))
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _on_chosen(self, row: int) -> None:
        if 0 <= row < len(self._kept):
            patrol = self._kept[row]
            self.name.setText(patrol.name)
            self.dwell.setText(f"{patrol.dwell_s:.0f}")
            self._fill(patrol.presets)
        self._say_able()

    def _on_start(self) -> None:
        if self.start.isEnabled():
            self.start_wished.emit(self._ticked(), float(self.dwell.text()))

    def _on_keep(self) -> None:
        ticked, name = tuple(self._ticked()), self.name.text().strip()
        self.keep_wished.emit(KeptPatrol(self._camera, name, ticked, float(self.dwell.text())))

    def _on_remove(self) -> None:
        self.remove_wished.emit(self._kept[self.list.currentRow()].name)
