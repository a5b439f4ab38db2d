"""Who lies where on the program: a menu of the layout's places, for the sites that are chosen; and
what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from media.hub.scene import LAYOUTS


class ProgramPlaces(QPushButton):
    """``wished`` carries the body of ``POST /v1/conference``. Places that nobody was put into are
    filled as it comes. ``keep_wished``: all of it by a name; ``forget_wished``: no more."""

    wished = Signal(dict)
    keep_wished = Signal()
    forget_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("fit", "close")
        self._layout = "grid"
        self._places: list[str | None] = []
        self._names: Mapping[str, str] = {}
        self._chosen: Sequence[str] = ()
        self._saved: Sequence[str] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.words_changed()

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        program = conference.get("program") or {}
        self._layout = str(program.get("chosen", "grid"))
        self._places = list(program.get("places") or ())
        self._names = {node["id"]: node["name"] for node in conference.get("nodes", [])}

    def set_chosen(self, nodes: Sequence[str]) -> None:
        """Who is put into the place that is picked, and into those after it."""
        self._chosen = nodes

    def set_saved(self, names: Sequence[str]) -> None:
        """What has been kept."""
        self._saved = names

    def words_changed(self) -> None:
        self.setText(self.tr("Places"))
        self.setToolTip(self.tr("Put the chosen sites into places of the program"))

    def put(self, place: int) -> None:
        """The chosen sites lie from ``place`` (0 is the first) on, and nowhere else."""
        most = LAYOUTS.get(self._layout, 0)
        places = [None if node in self._chosen else node for node in self._places]
        places += [None] * (most - len(places))
        for at, node in enumerate(self._chosen, place):
            if at < most:
                places[at] = node
        self._wish(places)

    def free(self) -> None:
        """All of them as it comes."""
        self._wish([])

    def _wish(self, places: Sequence[str | None]) -> None:
        self.wished.emit({"action": "layout", "layout": self._layout, "places": list(places)})

    def _fill(self) -> None:
        self._menu.clear()
        held = dict(enumerate(self._places))
        for place in range(LAYOUTS.get(self._layout, 0)):
            node = held.get(place)
            name = self._names.get(node, node) if node else self.tr("as it comes")
            words = self.tr("Place {n}: {name}").format(n=place + 1, name=name)
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, at=place: self.put(at))
            action.setEnabled(bool(self._chosen))
        self._menu.addSeparator()
        free = self._menu.addAction(self.tr("All as it comes"), self.free)
        free.setEnabled(any(self._places))
        if not self._chosen:
            self._menu.addAction(self.tr("Choose sites in the list first")).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Keep this layout …"), self.keep_wished.emit)
        remove = self._menu.addMenu(self.tr("Remove a kept layout"))
        remove.setEnabled(bool(self._saved))
        for name in self._saved:
            remove.addAction(name.replace("&", "&&"), partial(self.forget_wished.emit, name))
