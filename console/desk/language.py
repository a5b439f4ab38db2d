"""Which language the windows speak: what was said at the start, then what the operator chose."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.disk import Disk
from console.desk.walls import Walls
from console.site.language_file import FILE, read_language, write_language
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.words import Language, other_language


class LanguageDesk(QObject):
    """Lives in the Qt thread. ``changed``: what desks have put into words is to be said anew."""

    changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        disk: Disk,
        walls: Walls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._disk, self._walls = window, folder, disk, walls
        window.language_wished.connect(self._on_wished)

    @Slot()
    def _on_wished(self) -> None:
        language = other_language()
        self._window.set_language(language)
        for screen in self._walls.all():
            for cell in range(len(screen.desk.sources())):
                screen.desk.rename(cell)
        self.changed.emit()
        self._disk.do(FILE.as_posix(), partial(write_language, self._folder, language))


def first_language(site: Site, ordered: str | None) -> Language:
    """That of the command line, else what was chosen in the window, else the site's own."""
    return "en" if (ordered or read_language(site.folder) or site.language) == "en" else "zh"
