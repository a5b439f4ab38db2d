"""The sheet in which keys are changed: choose an action, press its new key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.plain_table import as_table
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.shortcuts import BY_ID, SHORTCUTS, Keys, pressed, shown
from console.ui.theme import Look

ID = Qt.ItemDataRole.UserRole
ACTION, KEYS = range(2)


class KeyField(QLabel):
    """Takes one key, whatever it would do elsewhere. Esc alone ends it."""

    taken = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWordWrap(True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # or the window's own key would be carried out
            return True
        return super().event(event)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802  # Tab is a key too
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed(event)
        if key == "Esc":
            self.ended.emit()
        elif key:
            self.taken.emit(key)


class KeySheet(Sheet):
    """Changes ``keys`` at once; whoever keeps them hears of it by ``Keys.changed``."""

    most_px = (720, 600)

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._wished = ("", "")  # an action and the key that another one has
        self._title, self.told = QLabel(), KeyField()
        self.table = QTreeWidget()
        self.record, self.take = QPushButton(), QPushButton()
        self.clear, self.reset, self.reset_all = QPushButton(), QPushButton(), QPushButton()
        self._close = QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    def first(self) -> QWidget:
        return self.table

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Change keys"))
        self._title.setText(self.tr("Change keys"))
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.record.setText(self.tr("New key …"))
        self.take.setText(self.tr("Take it over"))
        self.clear.setText(self.tr("No key"))
        self.reset.setText(self.tr("As it was"))
        self.reset_all.setText(self.tr("All as they were"))
        self._close.setText(self.tr("Close"))
        self._fill()
        self._rest()

    def chosen(self) -> str:
        item = self.table.currentItem()
        return str(item.data(ACTION, ID)) if item is not None else ""

    def choose(self, action: str) -> None:
        for row in range(self.table.topLevelItemCount()):
            item = self.table.topLevelItem(row)
            if item is not None and item.data(ACTION, ID) == action:
                self.table.setCurrentItem(item)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self.told.setProperty("tone", "quiet")
        self.told.setMinimumHeight(px(34))
        self.take.setProperty("kind", "likely")
        self.take.hide()
        table = self.table
        as_table(table)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(ACTION, QHeaderView.ResizeMode.Stretch)
        table.header().setStretchLastSection(False)
        told = QHBoxLayout()
        told.addWidget(self.told, 1)
        told.addWidget(self.take)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.record, self.clear, self.reset, self.reset_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(table, 1)
        column.addLayout(told)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemActivated.connect(lambda _item, _column: self._on_record())
        self.table.currentItemChanged.connect(self._rest)
        self.record.clicked.connect(self._on_record)
        self.take.clicked.connect(self._on_take)
        self.clear.clicked.connect(lambda: self._keys.set(self.chosen(), ()))
        self.reset.clicked.connect(lambda: self._keys.reset(self.chosen()))
        self.reset_all.clicked.connect(lambda: self._keys.reset())
        self.told.taken.connect(self._on_key)
        self.told.ended.connect(self._on_ended)
        self._close.clicked.connect(self.close_sheet)
        self._keys.changed.connect(self._fill)

    def _fill(self) -> None:
        kept = self.chosen() or SHORTCUTS[0].id
        self.table.blockSignals(True)
        self.table.clear()
        own = self._keys.own()
        for each in SHORTCUTS:
            item = QTreeWidgetItem([each.text(), self._keys.texts(each.id)])
            item.setData(ACTION, ID, each.id)
            if each.id in own:
                font = self._look.font("body", strong=True)
                item.setFont(KEYS, font)
                item.setToolTip(KEYS, self.tr("changed; it was {keys}").format(keys=_made(each.id)))
            self.table.addTopLevelItem(item)
        self.choose(kept)
        self.table.blockSignals(False)

    def _rest(self) -> None:
        self._wished = ("", "")
        self.take.hide()
        self.told.setText(self.tr("Choose an action, then Enter, and press its new key."))

    def _on_record(self) -> None:
        self.take.hide()
        words = self.tr("{action}: press the new key. Esc leaves it as it is.")
        self.told.setText(words.format(action=BY_ID[self.chosen()].text()))
        self.told.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ended(self) -> None:
        self._rest()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_key(self, key: str) -> None:
        action = self.chosen()
        other = self._keys.taken_by(action, key)
        if other is not None:
            self._wished = (action, key)
            words = self.tr("{key} is taken already: {other}")
            self.told.setText(words.format(key=shown(key), other=BY_ID[other].text()))
            self.take.show()
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._give(action, key)

    def _on_take(self) -> None:
        action, key = self._wished
        if action:
            self._give(action, key)

    def _give(self, action: str, key: str) -> None:
        self._keys.set(action, (key,))
        self.take.hide()
        words = self.tr("{action}: now {key}")
        self.told.setText(words.format(action=BY_ID[action].text(), key=shown(key)))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _made(action: str) -> str:
    return "  ".join(shown(key) for key in BY_ID[action].keys)
