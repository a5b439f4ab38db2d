"""The scenes of the room in the top line: a button each, or one with a list where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from console.ui.theme import Look

MOST_BUTTONS = 5  # more scenes are in the list
MOST_LINES = 12  # of the day's plan


class SceneChoice(QWidget):
    """``chosen`` carries a scene's name; empty: as the schedule says. ``save_wished``: what all
    screens show is to become one; ``action_wished`` carries an action of ``shortcuts``. ``plan``
    gives what the schedule has for today, a line each."""

    chosen = Signal(str)
    save_wished = Signal()
    action_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._names: list[tuple[str, str]] = []
        self._current, self._reason, self._may_follow = "", "", False
        self._narrow = self._wide = False
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda b: self.chosen.emit(str(b.property("scene"))))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(4))
        self._list = QPushButton()
        self._list.setProperty("fit", "close")
        self.plan: Callable[[], Sequence[str]] = tuple
        self._menu = QMenu(self._list)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._list.setMenu(self._menu)
        self._row.addWidget(self._list)
        self._why = QLabel()
        self._why.setProperty("tone", "quiet")
        self._row.addWidget(self._why)
        self.words_changed()

    def set_scenes(self, scenes: Sequence[tuple[str, str]]) -> None:
        """(name, words) of each, in the order of the line."""
        self._names = list(scenes)
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for name, words in self._names[:MOST_BUTTONS]:
            button = QPushButton(words)
            button.setProperty("scene", name)
            button.setProperty("fit", "close")
            button.setCheckable(True)
            self._group.addButton(button)
            self._row.insertWidget(self._row.count() - 2, button)
        self._say()

    def choose_nth(self, number: int) -> None:
        """As if the n-th scene, from 0, were pressed; nothing where there is none."""
        if number < len(self._names):
            self.chosen.emit(self._names[number][0])

    def set_current(self, name: str, reason: str, may_follow: bool) -> None:
        """Which scene is on, and why in words; tells nobody. ``may_follow``: it is not what the
        schedule opened, which can be had again."""
        told = (name, reason, may_follow)
        if told != (self._current, self._reason, self._may_follow):
            self._current, self._reason, self._may_follow = told
            self._say()

    def set_room(self, narrow: bool, wide: bool) -> None:
        """``narrow``: for one button only; ``wide``: for the reason beside the buttons too."""
        if (narrow, wide) != (self._narrow, self._wide):
            self._narrow, self._wide = narrow, wide
            self._say()

    def words_changed(self) -> None:
        self._list.setAccessibleName(self.tr("Scenes"))
        self._say()

    def _say(self) -> None:
        buttons = self._group.buttons()
        self._group.setExclusive(False)
        for button in buttons:
            button.setChecked(button.property("scene") == self._current)
            button.setVisible(not self._narrow)
            button.setToolTip(self._reason if button.isChecked() else "")
        self._group.setExclusive(True)
        words = dict(self._names).get(self._current, "")
        short = self._narrow or not self._names
        self._list.setText((words or self.tr("Scene")) if short else "…")
        self._list.setToolTip(self._reason)
        self._why.setText(self._reason)
        self._why.setVisible(self._wide and bool(self._reason))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name, words in self._names:
            action = self._menu.addAction(words, partial(self.chosen.emit, name))
            action.setCheckable(True)
            action.setChecked(name == self._current)
        self._menu.addSeparator()
        if self._reason:
            self._menu.addAction(self._reason).setEnabled(False)
        if lines := self.plan():
            more = ["…"] if len(lines) > MOST_LINES else []
            for line in (self.tr("Today's schedule:"), *lines[:MOST_LINES], *more):
                self._menu.addAction(line.replace("&", "&&")).setEnabled(False)
            self._menu.addSeparator()
        words = self.tr("As the schedule says")
        self._menu.addAction(words, lambda: self.chosen.emit("")).setEnabled(self._may_follow)
        words = self.tr("Save what all screens show as a scene …")
        self._menu.addAction(words, self.save_wished.emit)
        self._menu.addSeparator()
        for wished, words in (
            ("tours", self.tr("Tours …")), ("schedules", self.tr("Schedules …")),
            ("patrols", self.tr("Patrol log …")),
        ):  # fmt: skip
            self._menu.addAction(words, partial(self.action_wished.emit, wished))
