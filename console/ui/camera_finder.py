"""The finder's page of cameras: search, tree, what can be done with a camera that is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.records import CameraEntry
from console.ui.camera_number import CameraNumbers
from console.ui.camera_row import CameraRow
from console.ui.camera_tree import FAVOURITES, PATH, RECENT, SOURCE, CameraTree
from console.ui.camera_view import CameraView
from console.ui.lamps import lamp_pixmap
from console.ui.shortcuts import FINDER, Keys, pressed
from console.ui.theme import Look
from media.source import SourceState

OPEN_UP_TO = 80  # a catalogue so small is shown with all its groups open
FOUND_OPEN_UP_TO = 400  # more that a search found stays closed, with its counts
LEARN_MS = 1500  # after the window has opened


class SearchField(QLineEdit):
    """Esc clears it; in an empty field Esc is somebody else's. Down goes into the list below.
    ``keyed`` carries an action of ``shortcuts`` for the first camera found."""

    left_down = Signal()
    keyed = Signal(str)

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._keys.action(FINDER, pressed(event))
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        elif action in ("show", "show_whole"):
            self.keyed.emit(action)
        else:
            super().keyPressEvent(event)


class CameraFinder(QWidget):
    """``source_wished`` and ``enlarge_wished`` carry a written source for the selected cell;
    ``action_wished`` a camera's id and ``snapshot``, ``record``, ``share``, ``near`` or
    ``report``; ``favourites_changed`` their ids; ``list_wished`` ``find``, ``import``, ``export``
    or ``print``."""

    source_wished = Signal(str)
    enlarge_wished = Signal(str)
    action_wished = Signal(str, str)
    favourites_changed = Signal(list)
    list_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, keys: Keys | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._keys = keys if keys is not None else Keys(self)
        self.tree = CameraTree()
        self.view = CameraView(look, self._keys)
        self.field = SearchField(self._keys)
        self._bad = QPushButton()
        self._more = QPushButton("…")
        self._none = QLabel()
        self._bad_count = 0
        self._numbers, self._names = CameraNumbers(()), dict[str, str]()
        self._opened: set[str] = {FAVOURITES, RECENT}  # paths of groups
        self._current = ("", "")  # path and camera of the row that is current without a search
        self._scrolled = 0  # how far, without a search
        self._before_narrow = False
        self._arranging = False
        self._build()
        self._connect()

    # -- setters

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        if len(cameras) <= OPEN_UP_TO:
            groups = [camera.group.split("/") for camera in cameras]
            self._opened |= {"/".join(g[: n + 1]) for g in groups for n in range(len(g))}
        self._numbers = CameraNumbers([camera.id for camera in cameras])
        self._names = {camera.id: camera.name for camera in cameras}
        self.tree.set_cameras(cameras)
        QTimer.singleShot(LEARN_MS, self, self._learn)

    def _learn(self) -> None:
        """On a wall nobody searches."""
        if self.isVisible():
            self.tree.learn()

    def numbered(self, typed: str) -> tuple[str, str] | None:
        """(id, words) of the camera of a typed number."""
        camera = self._numbers.find(typed)
        return None if camera is None else (camera, f"{self._names[camera]}  {camera}")

    def set_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        self._bad_count = len(findings)
        if not findings:
            self._bad.setChecked(False)
        self.tree.set_findings(findings)
        self._say_bad()

    def set_states(self, states: Mapping[str, SourceState]) -> None:
        self.tree.set_states(states)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.activateWindow()  # the key may have been pressed on another screen
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def toggle_favourite(self, camera: str) -> None:
        liked = list(self.tree.favourites)
        if camera in liked:
            liked.remove(camera)
        else:
            liked.append(camera)
        self.tree.set_favourites(liked)
        self.favourites_changed.emit(liked)

    def chosen(self) -> str:
        """The id of the camera whose row is current; empty when none is."""
        return _camera_of(self.view.currentIndex())

    def words_changed(self) -> None:
        self.field.setPlaceholderText(self.tr("Name, pinyin, id"))
        self.field.setAccessibleName(self.tr("Search cameras"))
        self.field.setToolTip(
            self.tr(
                "Words by name, pinyin or its initials, id, group, or state such as: lost. "
                "Enter shows the first in the selected cell, with Ctrl over the whole wall"
            )
        )
        self.view.setAccessibleName(self.tr("Cameras"))
        self._more.setAccessibleName(self.tr("Camera list"))
        self._more.setToolTip(self.tr("Import, export or print the camera list"))
        self._none.setText(self.tr("No camera matches. Esc clears the search."))
        self._say_bad()
        self.view.viewport().update()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self.view.setModel(self.tree)
        self.view.setItemDelegate(CameraRow(self._look, self.view, self.tree))
        self.field.setClearButtonEnabled(True)
        self._bad.setCheckable(True)
        self._bad.setIcon(lamp_pixmap(self._look, "amber", px(10)))
        self._more.setProperty("fit", "close")
        self._none.setProperty("tone", "quiet")
        self._none.setWordWrap(True)
        self._none.hide()
        top = QHBoxLayout()
        top.setSpacing(px(6))
        top.addWidget(self.field, 1)
        top.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(top)
        for widget in (self._bad, self._none):
            column.addWidget(widget)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        view = self.view
        self.field.textChanged.connect(self._on_typed)
        self.field.keyed.connect(self._on_field_keyed)
        self.field.left_down.connect(self._on_left_down)
        self._bad.toggled.connect(self.tree.only_bad)
        self._more.clicked.connect(self._on_more)
        self.tree.modelAboutToBeReset.connect(self._keep)
        self.tree.modelReset.connect(self._restore)
        view.activated.connect(self._on_activated)
        view.keyed.connect(self.perform)
        view.expanded.connect(lambda at: self._on_opened(at, True))
        view.collapsed.connect(lambda at: self._on_opened(at, False))
        view.customContextMenuRequested.connect(self._on_menu)

    def _on_typed(self, text: str) -> None:
        self.tree.search(text)
        self.view.viewport().update()  # other letters are matched, perhaps in the same rows

    # -- the tree as it was

    def _narrowed(self) -> bool:
        return bool(self.tree.words) or self._bad.isChecked()

    def _keep(self) -> None:
        if not self._before_narrow:
            self._scrolled = self.view.verticalScrollBar().value()
            self._remember(self.view.currentIndex())

    def _remember(self, at: QModelIndex) -> None:
        """The row to come back to when a search is cleared."""
        if at.isValid():
            path = at.data(PATH) or at.parent().data(PATH) or ""
            self._current = (str(path), _camera_of(at))

    def _restore(self) -> None:
        """After a change of what is shown: groups open as they were, or all that was found."""
        self._arranging = True
        if self._narrowed() and self.tree.shown <= FOUND_OPEN_UP_TO:
            self.view.expandAll()
        elif not self._narrowed():
            for path, at in self.tree.groups():
                if path in self._opened:
                    self.view.expand(at)
        self._arranging = False
        at = self.tree.first() if self._narrowed() else self.tree.place_of(*self._current)
        self.view.verticalScrollBar().setValue(0 if self._narrowed() else self._scrolled)
        if at.isValid():
            self.view.setCurrentIndex(at)
        self._before_narrow = self._narrowed()
        self._none.setVisible(self._narrowed() and not self.tree.shown)

    def _on_opened(self, at: QModelIndex, opened: bool) -> None:
        if self._arranging or self._narrowed():
            return
        path = str(at.data(PATH))
        self._opened = self._opened | {path} if opened else self._opened - {path}

    # -- wishes

    def perform(self, action: str) -> None:
        """As if its key were pressed: an action of ``shortcuts``, for the row that is current."""
        at, camera = self.view.currentIndex(), self.chosen()
        if action == "show":
            self._on_activated(at)
        elif camera and action == "show_whole":
            self.enlarge_wished.emit(f"camera:{camera}")
        elif camera and action == "favourite":
            self.toggle_favourite(camera)

    def _on_activated(self, at: QModelIndex) -> None:
        if at.data(SOURCE):
            self._remember(at)
            self.source_wished.emit(at.data(SOURCE))
        elif at.isValid():
            self.view.setExpanded(at, not self.view.isExpanded(at))

    def _on_field_keyed(self, action: str) -> None:
        """Enter takes the first camera found."""
        first = self.tree.first()
        if self.field.text() and first.isValid():
            self.view.setCurrentIndex(first)
            self.perform(action)

    def _on_left_down(self) -> None:
        if not self.view.currentIndex().isValid() or not self.chosen():
            self.view.setCurrentIndex(self.tree.first())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_for(self, camera: str) -> QMenu:
        """What can be done with a camera of the tree."""
        menu, source = QMenu(self), f"camera:{camera}"
        menu.addAction(
            f"{self.tr('Show in the selected cell')}\t{self._keys.text('show')}",
            lambda: self.source_wished.emit(source),
        )
        menu.addAction(
            f"{self.tr('Show over the whole wall')}\t{self._keys.text('show_whole')}",
            lambda: self.enlarge_wished.emit(source),
        )
        liked = camera in self.tree.favourites
        words = self.tr("No favourite any more") if liked else self.tr("Favourite")
        key = self._keys.text("favourite")
        menu.addAction(f"{words}\t{key}", lambda: self.toggle_favourite(camera))
        menu.addSeparator()
        for action, words in (
            ("snapshot", self.tr("Snapshot")),
            ("record", self.tr("Record by hand, and stop")),
            ("share", self.tr("Share into the conference, and stop")),
            ("broadcast", self.tr("Broadcast to all, and stop")),
            ("near", self.tr("Cases near here")),
            ("on_map", self.tr("On the map")),
            ("report", self.tr("Picture check: its history")),
        ):
            menu.addAction(words, partial(self.action_wished.emit, camera, action))
        return menu

    def _on_menu(self, at: QPoint) -> None:
        camera = _camera_of(self.view.indexAt(at))
        if camera:
            self._pop(self.menu_for(camera), self.view.viewport().mapToGlobal(at))

    def list_menu(self) -> QMenu:
        """What can be done with the list of cameras as a whole."""
        menu = QMenu(self)
        for wish, words in (
            ("find", self.tr("Find cameras in the network …")),
            ("import", self.tr("Import a camera list …")),
            ("export", self.tr("Export as CSV")),
            ("print", self.tr("Camera sheet as PDF")),
        ):
            menu.addAction(words, partial(self.list_wished.emit, wish))
        return menu

    def _on_more(self) -> None:
        self._pop(self.list_menu(), self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _pop(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _say_bad(self) -> None:
        self._bad.setText(self.tr("Bad pictures {n}").format(n=self._bad_count))
        self._bad.setToolTip(self.tr("Only cameras with whose picture something is wrong"))
        self._bad.setVisible(self._bad_count > 0)


def _camera_of(at: QModelIndex) -> str:
    return str(at.data(SOURCE) or "").removeprefix("camera:")
