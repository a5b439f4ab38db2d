"""What all screens show, kept as a scene: its name is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.ui.layout_editor_words import fault_text
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from layouts.format import LONGEST_NAME, name_fault
from layouts.scene import Scene

WIDE_PX = 460


class SceneSheet(Sheet):
    """``save_wished`` carries the name, of a scene that is there only when that was said first.
    ``opened``: it wants to know which there are."""

    save_wished = Signal(str)
    opened = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._names: dict[str, str] = {}  # name of each scene there is, by its title and name
        self._asked = ""  # the scene that a second press replaces
        self._title, self._about, self.told = QLabel(), QLabel(), QLabel()
        self.name = QLineEdit()
        self.save, self._close = QPushButton(), QPushButton()
        self._build()
        self.name.textChanged.connect(self._on_name)
        self.name.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    def set_scenes(self, scenes: Mapping[str, Scene]) -> None:
        """Those that there are, by name."""
        self._names = {scene.title: name for name, scene in scenes.items() if scene.title}
        self._names |= {name: name for name in scenes}

    def open_sheet(self) -> None:
        self.name.clear()
        self._on_name()
        self.opened.emit()
        super().open_sheet()

    def first(self) -> QWidget:
        return self.name

    def refuse(self, fault: str) -> None:
        """Why it cannot be saved."""
        self.tell(fault_text(fault))

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Save a scene"))
        self._title.setText(self.tr("Save a scene"))
        self._about.setText(self.tr(
            "What all screens show: layouts, cameras, tours. The scene stands in the top line then."
        ))  # fmt: skip
        self.name.setPlaceholderText(self.tr("Name of the scene"))
        self.name.setAccessibleName(self.tr("Name of the scene"))
        self._close.setText(self.tr("Cancel"))
        self._say_save()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._about.setProperty("tone", "quiet")
        self.told.setProperty("tone", "amber")
        for label in (self._about, self.told):
            label.setWordWrap(True)
        self.name.setMaxLength(LONGEST_NAME)
        self.save.setProperty("kind", "likely")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        for widget in (self._title, self._about, self.name, self.told):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.setFixedWidth(px(WIDE_PX))

    def _on_name(self) -> None:
        self._asked = ""
        self.tell("")
        self._say_save()

    def _say_save(self) -> None:
        self.save.setText(self.tr("Replace it") if self._asked else self.tr("Save"))
        self.save.setEnabled(bool(self.name.text().strip()))

    def _on_save(self) -> None:
        """A scene that is there is asked about first."""
        typed = self.name.text().strip()
        name = self._names.get(typed, typed)
        if fault := name_fault(name):
            self.refuse(fault)
        elif name in self._names.values() and self._asked != name:
            self._asked = name
            words = self.tr("There is a scene {name}: once more replaces it")
            self.tell(words.format(name=typed))
            self._say_save()
        else:
            self.save_wished.emit(name)

    def tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        if self.isVisible():
            self.to_middle()
