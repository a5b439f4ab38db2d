"""Which language the windows speak: what was said at the start, then what the operator chose."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.walls import Walls
from console.site.language_file import read_language, write_language
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.words import Language, other_language

log = logging.getLogger(__name__)


class LanguageDesk(QObject):
    """Lives in the Qt thread. ``changed``: what desks have put into words is to be said anew."""

    changed = Signal()

    def __init__(
        self, window: MainWindow, folder: Path, walls: Walls, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._walls = window, folder, walls
        window.language_wished.connect(self._on_wished)

    @Slot()
    def _on_wished(self) -> None:
        language = other_language()
        self._window.set_language(language)
        for screen in self._walls.all():
            for cell in range(len(screen.desk.sources())):
                screen.desk.rename(cell)
        self.changed.emit()
        try:
            write_language(self._folder, language)
        except OSError as fault:
            log.error("the language cannot be kept: %s", fault)
            words = self.tr("The language cannot be kept: {reason}")
            self._window.tell(words.format(reason=fault))


def first_language(site: Site, ordered: str | None) -> Language:
    """That of the command line, else what was chosen in the window, else the site's own."""
    return "en" if (ordered or read_language(site.folder) or site.language) == "en" else "zh"
