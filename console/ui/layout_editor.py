"""The layout editor: lies over the wall, so that finder and cases stay at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.ui.layout_editor_bar import EditorBar
from console.ui.layout_editor_canvas import LayoutCanvas, Pictures
from console.ui.layout_editor_pieces import Pieces
from console.ui.layout_editor_words import fault_text
from console.ui.layout_words import layout_title
from console.ui.shortcuts import EDITOR, WALL, Keys, pressed
from console.ui.theme import Look
from console.ui.wall_keys import DIRECTIONS, SWAP, TOO
from layouts.draft import Draft
from layouts.layout import Cell, Layout
from layouts.neighbours import Direction

EDGE_PX = 10


class LayoutEditor(QWidget):
    """Changes a draft; whoever keeps the layouts answers its wishes by ``saved``, ``tell`` and
    ``refuse``.

    ``save_wished`` carries the layout under the name it is to have, and whether that is to be a new
    one; ``rename_wished`` the layout as it was opened and its new name; ``restore_wished`` and
    ``remove_wished`` that layout; ``closed``: the wall is to be seen again.
    """

    save_wished = Signal(object, bool)
    rename_wished = Signal(object, str)
    restore_wished = Signal(object)
    remove_wished = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, wall: QWidget, keys: Keys) -> None:
        super().__init__(wall)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._over, self._keys = look, wall, keys
        self._shapes: dict[str, Layout] = {}
        self._opened = Layout("", 1, 1, (Cell(0, 0),), origin="")
        self.draft = Draft(self._opened)
        self._before: QWidget | None = None
        self.bar = EditorBar(look, keys)
        self.pieces = Pieces(look)
        self.canvas = LayoutCanvas(look)
        self.words, self.fault = QLabel(), QLabel()
        self.discard, self.go_on = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        wall.installEventFilter(self)
        self.hide()
        self.words_changed()

    # -- setters

    def edit(
        self, layout: Layout, selected: int, pictures: Pictures, title_of: Callable[[str], str]
    ) -> None:
        """Begin with a layout, its cells showing what is to be in them. One that is not of the site
        is saved under a name of its own."""
        self._take_up(layout)
        self.draft = Draft(layout, selected)
        self.canvas.show_draft(self.draft, pictures, title_of)
        self._ask(False)
        self._told("")
        self._refresh()
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        self._cover()
        self.show()
        self.raise_()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_layouts(self, layouts: Iterable[Layout]) -> None:
        self._shapes = {layout.name: layout for layout in layouts}
        self.bar.set_shapes(list(self._shapes.values()))

    def set_tours(self, tours: Sequence[tuple[str, str]]) -> None:
        """(name, title) of each."""
        self.pieces.set_tours(tours)

    def saved(self, layout: Layout, opened: str) -> None:
        """A file has it now, under this name. ``opened``: as it was called when it was given to be
        saved; another one may be on the table by now."""
        if self._opened.name not in (opened, layout.name):
            return
        self.draft.note_saved(layout)
        if self.discard.isVisibleTo(self) and not self.draft.changed:
            self._ask(False)
        self._take_up(layout)
        self._refresh()

    def renamed(self, layout: Layout, before: str) -> None:
        """Its file has another name; what was changed since is not saved by that."""
        if self._opened.name == before:
            self._take_up(layout)
            self._refresh()

    @property
    def opened(self) -> Layout:
        """The layout that is edited as it was opened, or saved last."""
        return self._opened

    def tell(self, words: str) -> None:
        """What was done."""
        self._told(words)

    def refuse(self, fault: str) -> None:
        """What could not be done, and why."""
        self._told(fault_text(fault), amber=True)

    def put(self, piece: str) -> None:
        """Into the selected cell, as from the finder."""
        self._do(lambda: self.draft.put(piece))

    def close_editor(self, discard: bool = False) -> None:
        """The wall again. What is not saved is asked about first."""
        if self.draft.changed and not discard:
            self._ask(True)
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Layout editor"))
        self.discard.setText(self.tr("Discard"))
        self.go_on.setText(self.tr("Go on editing"))
        self.bar.words_changed()
        self.pieces.words_changed()
        self._told("")
        self._refresh()

    # -- what is wished

    def perform(self, action: str) -> None:
        """An action of ``shortcuts`` that belongs to the editor, or one of the bar's own."""
        does = self._does().get(action)
        if does is not None:
            does()

    def _does(self) -> dict[str, Callable[[], object]]:
        draft, do = self.draft, self._do
        return {
            "edit_undo": lambda: do(draft.undo),
            "edit_redo": lambda: do(draft.redo),
            "edit_merge": lambda: do(draft.merge),
            "edit_sides": lambda: do(lambda: draft.split(2, 1)),
            "edit_stack": lambda: do(lambda: draft.split(1, 2)),
            "edit_four": lambda: do(lambda: draft.split(2, 2)),
            "edit_squares": lambda: do(draft.split_to_squares),
            "edit_clear": lambda: do(draft.clear),
            "edit_alarm": self._toggle_alarm,
            "edit_save": self._save,
            "edit_save_as": self._name_anew,
            "rename": lambda: self.rename_wished.emit(self._opened, self._name()),
            "restore": lambda: self.restore_wished.emit(self._opened),
            "remove": lambda: self.remove_wished.emit(self._opened),
            "close": self.close_editor,
        }

    def _do(self, change: Callable[[], object]) -> None:
        self._ask(False)
        try:
            change()
        except ValueError as fault:
            self.refuse(str(fault))
        else:
            self._told("")
        self._refresh()

    def _toggle_alarm(self) -> None:
        draft = self.draft
        self._do(lambda: draft.rank(None if draft.cell.alarm else draft.free_rank()))

    def _save(self) -> None:
        name = self._name()
        anew = name != self._opened.name or not self._of_site()
        title = self._opened.title if name == self._opened.name else ""
        origin = self._opened.origin if not anew else ""
        layout = replace(self.draft.layout, name=name, title=title, origin=origin)
        self.save_wished.emit(layout, anew)

    def _name_anew(self) -> None:
        """Save as: another name first, then Enter."""
        name = self.bar.name
        if self._of_site() and self._name() == self._opened.name:
            name.setText(self._free_name(self._opened))
        name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        name.selectAll()
        self._told(self.tr("Name it, then Enter saves it"))

    def _begin_with(self, name: str) -> None:
        self._do(lambda: self.draft.begin_with(self._shapes[name]))

    # -- inside

    def _name(self) -> str:
        return self.bar.name.text().strip()

    def _of_site(self) -> bool:
        return self._opened.origin not in ("", "preset")

    def _take_up(self, layout: Layout) -> None:
        self._opened = layout
        self.bar.name.setText(layout.name if self._of_site() else self._free_name(layout))

    def _free_name(self, layout: Layout) -> str:
        """A name that no layout has yet, made of this one's."""
        base = layout_title(layout).translate(_NO_SIGNS).rstrip("0123456789 ").strip()
        base = base or self.tr("Layout")
        taken = {*self._shapes, *map(layout_title, self._shapes.values())}
        return next(name for n in count(2) if (name := f"{base} {n}") not in taken)

    def _ask(self, asks: bool) -> None:
        """Whether what is not saved is to be lost."""
        was = self.discard.isVisibleTo(self)
        for button in (self.discard, self.go_on):
            button.setVisible(asks)
        if asks:
            self._told(self.tr("The layout has changes that are not saved."), amber=True)
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was:
            self._told("")
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _told(self, words: str, amber: bool = False) -> None:
        self.words.setText(words or self._hint())
        self.fault.setText(words)
        self.words.setVisible(not amber)
        self.fault.setVisible(amber)

    def _hint(self) -> str:
        return self.tr(
            "Drag over cells: merge · drag a name onto another: swap · "
            "arrows choose, with Shift more, with Ctrl swap · 1 to 9: alarm tile, 0: none"
        )

    def _refresh(self) -> None:
        self.bar.show_draft(self.draft, self._of_site())
        self.canvas.refresh()

    def _build(self) -> None:
        px = self._look.px
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for label, tone in ((self.words, "quiet"), (self.fault, "amber")):
            label.setProperty("tone", tone)
            label.setWordWrap(True)
            foot.addWidget(label, 1)
        foot.addWidget(self.discard)
        foot.addWidget(self.go_on)
        self.discard.setProperty("kind", "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(EDGE_PX), px(EDGE_PX), px(EDGE_PX))
        column.setSpacing(px(8))
        column.addWidget(self.bar)
        column.addWidget(self.pieces)
        column.addWidget(self.canvas, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        canvas, bar = self.canvas, self.bar
        bar.wished.connect(self.perform)
        bar.resized.connect(lambda x, y: self._do(lambda: self.draft.resize(x, y)))
        bar.shape_chosen.connect(self._begin_with)
        bar.name.returnPressed.connect(self._save)
        self.pieces.wished.connect(self.put)
        canvas.chosen.connect(lambda cell, besides: self._choose(cell, besides))
        canvas.merge_wished.connect(self._merge)
        canvas.swapped.connect(lambda one, other: self._do(lambda: self.draft.swap(one, other)))
        canvas.put.connect(self._on_put)
        self.discard.clicked.connect(lambda: self.close_editor(discard=True))
        self.go_on.clicked.connect(lambda: self._ask(False))

    def _choose(self, cell: int, besides: bool) -> None:
        self.draft.choose(cell, besides)
        self._refresh()

    def _merge(self, cells: list[int]) -> None:
        self.draft.choose_all(cells)
        self._do(self.draft.merge)

    def _on_put(self, cell: int, piece: str) -> None:
        self.draft.choose(cell)
        self._do(lambda: self.draft.put(piece, cell))

    # -- the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends what is begun: a rectangle, a question, the editor."""
        key = pressed(event)
        action = self._keys.action(EDITOR, key)
        if key == "Esc":
            if self.discard.isVisible():
                self._ask(False)
            elif not self.canvas.cancel():
                self.close_editor()
        elif self.canvas.hasFocus() and self._goes(key):
            self._refresh()
        elif action is not None and (self.canvas.hasFocus() or "Ctrl" in key):
            self.perform(action)
        # any other key ends here: the wall below must not take it

    def _goes(self, key: str) -> bool:
        """The wall's arrows, and the digits that are ranks; whether it was one of them."""
        draft, action = self.draft, self._keys.action(WALL, key) or ""
        if way := DIRECTIONS.get(action.removesuffix(TOO)):
            draft.go(Direction(way), action.endswith(TOO))
        elif way := DIRECTIONS.get(action.removeprefix(SWAP)):
            draft.swap_towards(Direction(way))
        elif key.isdecimal() and len(key) == 1:
            self._do(lambda: draft.rank(int(key) or None))
        else:
            return False
        return True

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.accept()  # beside the cells nothing is taken, and the wall below gets nothing

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.ignore()

    def _cover(self) -> None:
        self.setGeometry(self._over.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)


_NO_SIGNS = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))
