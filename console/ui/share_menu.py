"""What can be shared or broadcast: the screen, one window, a file, the case's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from console.ui.broadcast_choice import OWN_ROOM
from console.ui.x_windows import XWindows, on_x
from media.source import WINDOW

MOST_WINDOWS = 20
LONGEST_TITLE = 60  # characters
FILMS = "*.mp4 *.mkv *.mov *.avi *.webm *.ts *.m4v"
PICTURES = "*.jpg *.jpeg *.png *.bmp *.webp"
SOUNDS = "*.mp3 *.wav *.m4a *.ogg"


def capturable() -> Sequence[str]:
    """Titles of the windows that the system lets others look at; none where it does not."""
    if on_x():
        there = XWindows()
        titles = there.titles()
        there.close()
        return titles
    from PySide6.QtMultimedia import QWindowCapture  # 20 MB, for those who share

    return [each.description() for each in QWindowCapture.capturableWindows()]


class ShareMenu(QObject):
    """``wished`` carries the action ``share`` or ``broadcast`` and a written source,
    ``file_chosen`` a path and the action."""

    wished = Signal(str, str)
    file_chosen = Signal(Path, str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.windows: Callable[[], Sequence[str]] = capturable

    def menu(self, case: bool) -> QMenu:
        """As things are now; ``case``: the conference is about one. It goes when it is closed."""
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, "share", case)
        menu.addSeparator()
        below = menu.addMenu(self.tr("Broadcast to all"))
        self._fill(below, "broadcast", case)
        room = partial(self.wished.emit, "broadcast", OWN_ROOM)
        below.addAction(self.tr("This room's own picture"), room)
        return menu

    def _fill(self, menu: QMenu, action: str, case: bool) -> None:
        wish = partial(self.wished.emit, action)
        menu.addAction(self.tr("This screen"), partial(wish, "screen"))
        self._add_windows(menu, wish)
        choose = partial(self.choose_file, action)
        menu.addAction(self.tr("A film, picture or sound …"), choose)
        if case:
            menu.addAction(self.tr("The card of the case"), partial(wish, "case"))

    def choose_file(self, action: str) -> None:
        shares = action == "share"
        title = self.tr("Share a file") if shares else self.tr("Broadcast a file to all")
        dialog = QFileDialog(self._over, title)
        told = self.tr("Films, pictures, sound ({endings})")
        dialog.setNameFilters(
            [told.format(endings=f"{FILMS} {PICTURES} {SOUNDS}"), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.file_chosen.emit(Path(path), action))
        dialog.open()

    def _add_windows(self, menu: QMenu, wish: Callable[[str], None]) -> None:
        titles = dict.fromkeys(self.windows())
        own = self._over.window().windowTitle()
        named = [title for title in titles if title and title != own][:MOST_WINDOWS]
        below = menu.addMenu(self.tr("A window"))
        below.setEnabled(bool(named))
        for title in named:
            short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
            action = QAction(short.replace("&", "&&"), below)
            action.triggered.connect(lambda _on=False, of=title: wish(WINDOW + of))
            below.addAction(action)
